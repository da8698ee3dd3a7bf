"""Reads the other desks' acknowledgements, and writes this desk's own."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.core.clock import Clock
from app.sync import names
from app.sync.acks import Ack, Acks
from app.sync.envelope import ACK, NO_HASH, Header, open_file, seal_file
from app.sync.facts import ACKED
from app.sync.faults import Damaged, ShareFault, SyncFault
from app.sync.membership import Membership
from app.sync.replica import Replica
from app.sync.share import Share
from app.sync.shelf import reading
from app.sync.vector import pack_vector

log = logging.getLogger(__name__)

SIGN_OF_LIFE_MS = 10 * 60_000
"""A running desk acknowledges at least so often, so that the others see that it runs."""


class Acknowledger:
    """Acknowledgements, to and from the share.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        share: The shared folder.
        acks: Where those of others are kept.
        clock: This computer's clock.
        version: This program's version.
        gaps: Returns the segments that this desk misses.
        contents: Returns the attachments that this desk misses.
        meet: Learns who belongs to the office.
    """

    def __init__(
        self,
        replica: Replica,
        members: Membership,
        share: Share,
        acks: Acks,
        clock: Clock,
        version: str,
        gaps: Callable[[], tuple[tuple[bytes, int], ...]],
        contents: Callable[[], tuple[bytes, ...]],
        meet: Callable[[], None],
    ) -> None:
        self._replica = replica
        self._members = members
        self._share = share
        self._acks = acks
        self._clock = clock
        self._version = version
        self._gaps = gaps
        self._contents = contents
        self._meet = meet
        self._site = replica.identity.site
        self._acked_at: int | None = None

    def read(self) -> None:
        """Read the newest acknowledgement of every other desk."""
        newest: dict[bytes, int] = {}
        for name in self._share.names(names.ACKS):
            parsed = names.parse_ack(name)
            if parsed is not None:
                newest[parsed[0]] = max(newest.get(parsed[0], 0), parsed[1])
        known = self._acks.numbers()
        own = self._replica.own().stream
        found: list[tuple[bytes, int, Ack]] = []
        for stream, number in sorted(newest.items()):
            if stream == own or number <= known.get(stream, 0):
                continue
            if self._members.roster.device_of(stream) is None:
                self._meet()
            data = reading(self._share, names.ack_path(stream, number))
            ack = None if data is None else self._open_ack(data, stream, number)
            if ack is not None:
                found.append((stream, number, ack))
        if found:
            self._acks.keep(found, self._clock.now())

    def _open_ack(self, data: bytes, stream: bytes, number: int) -> Ack | None:
        try:
            header, plain = open_file(
                data, self._replica.segment_key, lambda header: self._members.roster.signer(header.stream)
            )
            if (header.kind, header.site, header.stream, header.seq) != (ACK, self._site, stream, number):
                raise Damaged("another file under this name")
            return Ack.decoded(plain)
        except SyncFault as fault:
            log.warning("acknowledgement of %s: %s", stream.hex()[:8], fault)
            return None

    def write(self) -> None:
        """Tell the others what has been taken in, if that has changed."""
        own = self._replica.own()
        others = {stream: seq for stream, seq in self._replica.vector().items() if stream != own.stream}
        gaps = self._gaps()
        contents = self._contents()
        told = pack_vector(others).hex() + repr(gaps) + self._version + self._replica.schema + own.stream.hex()
        told += b"".join(contents).hex()
        last, _, before = self._replica.store.meta(ACKED, "0 ").partition(" ")
        now = self._clock.now()
        if before == told and self._acked_at is not None and abs(now - self._acked_at) < SIGN_OF_LIFE_MS:
            return
        number = int(last) + 1
        schema, clock_off = self._replica.schema, self._replica.clock_off
        ack = Ack(others, gaps, self._version, schema, clock_off, self._replica.now(), contents)
        keys = self._replica.identity.keys
        header = Header(ACK, 0, keys.newest, self._site, own.stream, number, NO_HASH)
        data = seal_file(header, ack.encoded(), keys.segment_key(keys.newest), self._replica.identity.signing_key)
        try:
            self._share.create(names.ack_path(own.stream, number), data)
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
            # An earlier number of ours that was reported as failed: the next one is free.
            self._replica.store.set_meta(ACKED, f"{number} ")
            return
        self._acked_at = now
        with self._replica.store.database.transaction(lasting=False):  # the name that is taken tells it again
            self._replica.store.note_meta(ACKED, f"{number} {told}")
        if number > 1:
            self._share.remove(names.ack_path(own.stream, number - 1))

"""Contents of attachments, to and from the share: always before the record that names them, never in the way of others.

Order. A record may be published only when its content is whole on the share and was read back. Sealing cannot wait for
that: what was written here must be packed before anything from elsewhere is taken in, or a segment would claim to have
seen what its author had not. Publishing can: a segment is finished bytes in the database, and what comes later in the
stream has to come later anyway. So ``held`` names this desk's segments that refer to a content not yet known to be on
the share, and publishing stops before the first of them. That holds without a share (nothing is published then) and
after a crash at any point, because nothing is remembered that could be wrong: a part counts as sent only once it was
read back, parts never change, and doing it again finds them there. A content that is no longer in this desk's folder
(somebody deleted the file) holds nothing back for ever: it cannot be sent, people are told, and the record goes out
without it.

Contents go last in an exchange and some at a time, so that a long video does not keep the changes of others waiting;
own changes written after it do wait.

From the share. What arrives is taken only if the whole content is what its digest says; whose signature a part carries
then matters little, but it must be one of the office. What is missing or damaged is written into the acknowledgement,
and whoever holds the content puts the damaged part there once more, beside the old one: nothing on the share is ever
changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.core.changes import Changes
from app.core.clock import Clock
from app.store.blobs import BlobFiles, beside
from app.sync import names
from app.sync.blobbook import BlobBook, Content
from app.sync.blobparts import LONGEST, PART, Part, blob_id, length_of, open_part, parts_of, seal_part
from app.sync.envelope import Header
from app.sync.facts import PLACE
from app.sync.faults import Damaged, ShareFault, SyncFault
from app.sync.membership import Membership
from app.sync.problems import Problems
from app.sync.replica import Replica
from app.sync.share import Share

log = logging.getLogger(__name__)

AT_ONCE = 64 * 1024 * 1024
"""Bytes sent, and fetched, in one exchange before others get their turn; the part that is under way is finished."""
IN_VAIN_AT_ONCE = 20
"""Contents looked for in vain in one exchange; the rest is looked for in the next ones."""
FRESH_MS = 24 * 3_600_000
"""For so long it is believed that a content seen whole on the share still lies there."""
CONFIRM_AFTER_MS = 60_000
WANTED_AFTER_MS = 60_000
"""Listings and "not found" are up to 10 s old; after this time the others are asked."""
ANSWER_EVERY_MS = 10 * 60_000
COPIES = 9
LOOKED_AT = "sync.blobs_at"
"""Where the share was when all contents were last looked for."""
LOOK_OVER = 64
"""Folders of contents looked over in one thorough exchange."""
FETCHED_UNASKED = 10 * 1024 * 1024
"""Bytes up to which contents come by themselves unless the desk is set otherwise."""


class Blobs:
    """Moves contents for one desk.

    Args:
        replica: This desk's database.
        members: Says whose signature counts.
        share: The shared folder, whose "missing" can be believed.
        problems: Where a lost content is told.
        clock: This computer's clock.
        up_to: Returns the bytes up to which contents are fetched without anybody asking; 0 for none.
        go_on: Says whether to go on; asked between two parts.
    """

    def __init__(
        self,
        replica: Replica,
        members: Membership,
        share: Share,
        problems: Problems,
        clock: Clock,
        up_to: Callable[[], int] = lambda: FETCHED_UNASKED,
        go_on: Callable[[], bool] = lambda: True,
    ) -> None:
        self._replica = replica
        self._members = members
        self._share = share
        self._problems = problems
        self._clock = clock
        self._up_to = up_to
        self._go_on = go_on
        self._store = replica.store
        self.files: BlobFiles = beside(replica.store.database.path)
        self.book = BlobBook(replica.store.database, replica.store.synced)
        self._folders: set[str] = set()
        self._answered: dict[str, tuple[int, int]] = {}
        self._looked_over = 0
        self._budget = 0
        self._in_vain_now = 0

    def forget(self) -> None:
        """Drop what is believed of the share: it was out of reach, or is another one."""
        self._folders.clear()

    # --- what must come first ---------------------------------------------------------------------------------------

    def held(self) -> set[tuple[bytes, int]]:
        """Return (stream, segment) for this desk's segments that must not be published yet, nor any after them."""
        waiting = self.book.first_use(self._clock.now() - FRESH_MS)
        return {(stream, seq) for stream, seq, digest in waiting if self.files.has(digest)}

    def wanted(self) -> tuple[bytes, ...]:
        """Return digests of contents the others should send again."""
        found = self.book.wanted(self._up_to(), self._clock.now(), WANTED_AFTER_MS)
        return tuple(bytes.fromhex(digest) for digest in found)

    # --- to the share -----------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Send what publishing waits for, then whatever else the share lacks.

        Raises:
            ShareFault: The share cannot be used; what was done so far counts.
        """
        self._budget = AT_ONCE
        first = (digest for _, _, digest in self.book.first_use(self._clock.now() - FRESH_MS))
        for digest in dict.fromkeys([*first, *self.book.unsent()]):
            if self._budget <= 0 or not self._go_on():
                return
            self._send(digest)

    def _send(self, digest: str) -> None:
        known = self.book.get(digest)
        if known.on_share and self._is_listed(digest, known.size):
            self.book.is_on_share(digest, known.state, self._clock.now())
            return
        if not self.files.has(digest):
            if known.here:
                self._lost(digest)
            return
        start = 0 if known.on_share else known.sent
        if not start and not self.files.intact(digest):
            self._lost(digest)
            return
        size = self.files.size(digest)
        for number in range(start, parts_of(size)):
            data = self.files.read(digest, number * PART, length_of(size, number))
            self._put(Part(bytes.fromhex(digest), size, number, data))
            self.book.sent(digest, number + 1)
            self._tell(digest)
            self._budget -= len(data)
            last = number + 1 == parts_of(size)
            if not last and (self._budget <= 0 or not self._go_on()):
                return
        self.book.kept(digest, size)
        self.book.is_on_share(digest, "sent", self._clock.now())
        self._settle(digest)
        self._tell(digest)

    def _put(self, part: Part) -> None:
        """Have a part on the share, read back: this one's bytes or another desk's of the same content."""
        if self._is_there(part):
            return
        path = self._path(part.digest, part.number)
        self._folder(path.rpartition("/")[0])
        data = seal_part(self._replica.identity, self._replica.own().stream, part)
        for copy in range(COPIES + 1):
            try:
                self._share.create(self._path(part.digest, part.number, copy), data)
            except ShareFault as fault:
                if fault.kind != "exists":
                    raise
            if self._reads(self._path(part.digest, part.number, copy)) == part:
                return
        raise ShareFault("damaged", f"part {part.number} of an attachment does not read back")

    def _is_there(self, part: Part) -> bool:
        """Say whether some file on the share has this part whole; listed first, so that no name is guessed."""
        return any(self._reads(path) == part for path in self._listed(part.digest).get(part.number, ()))

    def _lost(self, digest: str) -> None:
        """A content of ours is gone from this computer, or is no longer what it was."""
        log.warning("content %s is gone from this computer or damaged", digest[:8])
        self.files.set_aside(digest)
        self.book.lost(digest)
        self._note("content", digest)
        self._tell(digest)

    def confirm(self) -> None:
        """Read again what was sent a while ago: the first answer may have come from this computer's own memory."""
        for digest in self.book.unconfirmed(self._clock.now() - CONFIRM_AFTER_MS):
            if self._budget <= 0 or not self._go_on():
                return
            if not self.files.has(digest):
                self.book.lost(digest)
                continue
            size = self.files.size(digest)
            self._budget -= size
            if all(self._is_there(self._part(digest, size, number)) for number in range(parts_of(size))):
                self.book.is_on_share(digest, "confirmed", self._clock.now())
            else:
                self.book.is_not_on_share(digest)

    def _part(self, digest: str, size: int, number: int) -> Part:
        data = self.files.read(digest, number * PART, length_of(size, number))
        return Part(bytes.fromhex(digest), size, number, data)

    # --- mending the share ------------------------------------------------------------------------------------------

    def answer(self, wanted: Iterable[bytes]) -> None:
        """Send again what other desks did not find whole and this one holds."""
        now = self._clock.now()
        for digest in {digest.hex() for digest in wanted}:
            times, due = self._answered.get(digest, (0, 0))
            if now < due or not self.files.has(digest):
                continue
            self._answered[digest] = times + 1, now + (ANSWER_EVERY_MS << min(times, 7))
            self.book.is_not_on_share(digest)
            self._send(digest)

    def look_over(self) -> None:
        """See whether the share still has what this desk holds; ``send`` puts back the rest.

        It goes some folders at a time, but all at once after the share has moved or was built up anew.
        """
        self.book.reconcile()
        place = self._store.meta(PLACE)
        moved = place != self._store.meta(LOOKED_AT)
        by_folder: dict[str, list[str]] = {}
        for digest in self.book.here():
            if not self.files.has(digest):
                self.book.lost(digest)
            else:
                by_folder.setdefault(self._path(bytes.fromhex(digest), 0).rpartition("/")[0], []).append(digest)
        folders = sorted(by_folder)
        start = self._looked_over % max(1, len(folders))
        for folder in (folders[start:] + folders[:start])[: None if moved else LOOK_OVER]:
            for digest in by_folder[folder]:
                known = self.book.get(digest)
                if known.on_share and not self._is_listed(digest, known.size):
                    self.book.is_not_on_share(digest)
        self._looked_over = start + LOOK_OVER
        if moved:
            self._store.set_meta(LOOKED_AT, place)

    def _is_listed(self, digest: str, size: int) -> bool:
        return self._listed(bytes.fromhex(digest)).keys() >= set(range(parts_of(size)))

    # --- from the share ---------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Fetch what people wait for, then what is small enough to come by itself.

        Raises:
            ShareFault: The share cannot be used; parts that have arrived count.
            EnvironmentFault: This computer's disk is full.
        """
        self._budget = AT_ONCE
        self._in_vain_now = 0
        for content in self.book.absent(self._up_to(), self._clock.now()):
            if self._budget <= 0 or self._in_vain_now >= IN_VAIN_AT_ONCE or not self._go_on():
                return
            if self.files.has(content.digest):
                self.book.kept(content.digest, self.files.size(content.digest))
                self._tell(content.digest)
            else:
                self._fetch(content)

    def _fetch(self, content: Content) -> None:
        digest = content.digest
        number = self.files.arrived(digest, PART)
        size = content.size if number else 0
        if number and not size:
            self.files.forget(digest)
            number = 0
        while not number or number < parts_of(size):
            try:
                part = self._read(digest, number, again=content.state == "damaged")
            except SyncFault as fault:
                if isinstance(fault, ShareFault) and fault.kind not in ("missing", "busy", "damaged"):
                    raise
                self._in_vain(digest, fault)
                return
            size, number = part.size, number + 1
            self.files.append(digest, part.data)
            self.book.got(digest, number, size)
            self._tell(digest)
            self._budget -= len(part.data)
            more = number < parts_of(size)
            if more and (self._budget <= 0 or not self._go_on()):
                return
            if more and content.asked and not self.book.get(digest).asked and size > self._up_to():
                self.files.forget(digest)  # whoever waited for it does not any more
                self.book.got(digest, 0, size)
                return
        if self.files.finish(digest):
            self.book.arrived(digest, size, self._clock.now())
            self._settle(digest)
            self._tell(digest)
        else:
            self._in_vain(digest, Damaged("the content is not what its name says"))

    def _read(self, digest: str, number: int, *, again: bool) -> Part:
        """Return a part; where the first copy is damaged, from the newest sound one.

        Raises:
            SyncFault: There is no sound one now.
        """
        wanted = bytes.fromhex(digest)
        path = self._path(wanted, number)
        fault: SyncFault = Damaged("no sound copy")
        if not again:
            try:
                return self._opened(path, wanted, number)
            except SyncFault as first:
                if isinstance(first, ShareFault) and first.kind not in ("missing", "busy", "damaged"):
                    raise
                fault = first
        listed = self._listed(wanted).get(number, [])
        if again and not listed:
            fault = ShareFault("missing", "no part")
        for other in sorted(listed, reverse=True):
            if again or other != path:
                try:
                    return self._opened(other, wanted, number)
                except SyncFault as next_one:
                    if isinstance(next_one, ShareFault) and next_one.kind in ("gone", "rights"):
                        raise
                    fault = next_one
        raise fault

    def _in_vain(self, digest: str, fault: SyncFault) -> None:
        self._in_vain_now += 1
        damaged = isinstance(fault, Damaged) or (isinstance(fault, ShareFault) and fault.kind == "damaged")
        log.info("content %s: %s", digest[:8], fault)
        self.book.in_vain(digest, "damaged" if damaged else "missing", self._clock.now())
        self._tell(digest)

    # --- the share --------------------------------------------------------------------------------------------------

    def _opened(self, path: str, digest: bytes, number: int) -> Part:
        part = open_part(self._share.read(path, LONGEST), self._replica.identity, self._signer)
        if (part.digest, part.number) != (digest, number):
            raise Damaged("another content's part under this name")
        return part

    def _reads(self, path: str) -> Part | None:
        """Return what a part's file says, or None if it cannot be told."""
        try:
            return open_part(self._share.read(path, LONGEST), self._replica.identity, self._signer)
        except ShareFault as fault:
            if fault.kind not in ("missing", "busy", "damaged"):
                raise
            return None
        except SyncFault:
            return None

    def _signer(self, header: Header) -> bytes | None:
        return self._members.roster.signer(header.stream)

    def _listed(self, digest: bytes) -> dict[int, list[str]]:
        """Return part -> its paths on the share, as the listing shows them now."""
        wanted = blob_id(self._replica.identity.keys, digest)
        folder = names.blob_folder(wanted)
        found: dict[int, list[str]] = {}
        try:
            listed = self._share.names(folder)
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            return found
        for name in listed:
            parsed = names.parse_blob(name)
            if parsed is not None and parsed[0] == wanted:
                found.setdefault(parsed[1], []).append(f"{folder}/{name}")
        return found

    def _path(self, digest: bytes, number: int, copy: int = 0) -> str:
        return names.blob_path(blob_id(self._replica.identity.keys, digest), number, copy)

    def _folder(self, path: str) -> None:
        if path not in self._folders:
            self._share.folder(path)
            self._folders.add(path)

    # --- telling ----------------------------------------------------------------------------------------------------

    def _tell(self, digest: str) -> None:
        """Let the pages that show it look again."""
        self._store.feed.publish(Changes({"blob": frozenset({digest})}, "sync"))

    def _note(self, kind: str, digest: str) -> None:
        with self._store.database.transaction():
            self._problems.note(kind, digest, self._clock.now())

    def _settle(self, digest: str) -> None:
        with self._store.database.transaction():
            self._problems.settle("content", digest)


# --- housekeeping -----------------------------------------------------------------------------------------------------

KEPT_MS = 30 * 24 * 3_600_000
"""How old what nobody refers to must be before it is deleted."""


@dataclass(frozen=True, slots=True)
class BlobFile:
    """A part's file on the share.

    Attributes:
        path: Where it lies.
        id: The attachment's 32-byte id on the share.
        changed: When it was written, UTC milliseconds by the server's clock.
    """

    path: str
    id: bytes
    changed: int


def list_blobs(share: Share) -> list[BlobFile]:
    """Return every part on the share; one listing for each folder, so seldom.

    Raises:
        ShareFault: The share cannot be listed.
    """
    found: list[BlobFile] = []
    for folder in share.names(names.BLOBS):
        path = f"{names.BLOBS}/{folder}"
        try:
            listed = share.sizes(path)
        except ShareFault as fault:
            if fault.kind != "missing":
                raise
            continue
        for name, _, changed in listed:
            parsed = names.parse_blob(name)
            if parsed is not None:
                found.append(BlobFile(f"{path}/{name}", parsed[0], changed))
    return found


def spare_blobs(
    files: Iterable[BlobFile], snapshots: Iterable[tuple[bytes, frozenset[bytes]]], here: frozenset[bytes], now: int
) -> list[str]:
    """Return the paths of parts that may be deleted from the share.

    Deleted is only what no record has in the newest snapshots of two different devices, nor on this desk, and what is
    older than 30 days. A desk that was away for longer and still refers to it holds the content itself, finds it
    missing before it publishes (``Blobs.held``), and sends it again.

    Args:
        files: The parts on the share.
        snapshots: Of each verified snapshot the device that wrote it and the ids (``used_ids``) its records have.
        here: The ids that this desk's records have, or had until 30 days ago.
        now: UTC milliseconds by the server's clock.
    """
    by_device = dict(snapshots)
    if len(by_device) < 2:
        return []
    used = here.union(*by_device.values())
    return [file.path for file in files if file.id not in used and now - file.changed >= KEPT_MS]


def used_ids(replica: Replica, book: BlobBook, since: int | None = None) -> frozenset[bytes]:
    """Return the ids on the share of every content that this database's records have.

    Args:
        replica: The database and its keys.
        book: Its contents.
        since: Also what records had that were deleted after this moment, UTC milliseconds.
    """
    used = book.used() | (set[str]() if since is None else book.used_since(since))
    return frozenset(blob_id(replica.identity.keys, bytes.fromhex(digest)) for digest in used)

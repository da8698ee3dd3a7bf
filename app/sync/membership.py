"""The roster as this desk keeps it: entries in the database, brought to and from the share."""

from __future__ import annotations

from collections.abc import Iterable

from app.store.database import Database
from app.store.store import Store
from app.sync import names
from app.sync.entries import entry_id, open_entry
from app.sync.faults import NewerFormat, ShareFault, SyncFault
from app.sync.forks import Forks
from app.sync.identity import Identity
from app.sync.recovery import KEPT_MAGIC, read_kept
from app.sync.roster import Roster
from app.sync.share import Share
from app.sync.site import Site

_LONGEST = 64 * 1024


class Membership:
    """Who belongs to the office, as far as this desk has heard.

    Args:
        store: The office's database.
        site: The office.
        identity: This desk's keys.
    """

    def __init__(self, store: Store, site: Site, identity: Identity) -> None:
        self._database: Database = store.database
        self._site = site
        self.identity = identity
        self.roster = self._reckon()
        self.due = True
        """Whether entries made here may not be on the share yet, or something came that the roster does not explain."""

    def _reckon(self) -> Roster:
        entries = [data for (data,) in self._database.rows("SELECT bytes FROM sync_roster")]
        return Roster.of(self._site, self.identity.keys, entries)

    def add(self, entries: Iterable[bytes]) -> None:
        """Take in entries, made here or read from the share."""
        with self._database.transaction():
            keep_entries(self._database, entries)
        self.roster = self._reckon()
        self.due = True

    def exchange(self, share: Share, *, thorough: bool = False, put: bool = True) -> bool:
        """Read the entries that are new on the share, and put there those that are missing.

        Args:
            share: The shared folder.
            thorough: Make sure, too, that those that are there read back as they should.
            put: Whether anything is written.

        Returns:
            Whether anything new was read.
        """
        there: dict[str, list[str]] = {}
        for name in share.names(names.ROSTER):
            entry = names.parse_roster(name)
            if entry is not None:
                there.setdefault(entry, []).append(f"{names.ROSTER}/{name}")
        here: dict[str, bytes] = dict(self._database.rows("SELECT name, bytes FROM sync_roster"))
        found = [
            data
            for entry, files in sorted(there.items())
            if entry not in here and (data := self._read(share, entry, files)) is not None
        ]
        if found:
            self.add(found)
        if not put:
            return bool(found)
        for entry, data in sorted(here.items()):
            if entry not in there or (thorough and self._read(share, entry, there[entry]) != data):
                _put(share, entry, data)
        self.due = False
        return bool(found)

    def _read(self, share: Share, entry: str, files: Iterable[str]) -> bytes | None:
        """Return an entry from the first of its files that is whole; one being written is read at another time."""
        for path in files:
            try:
                data = share.read(path, _LONGEST)
            except ShareFault as fault:
                if fault.kind in ("gone", "rights"):
                    raise
                continue
            if names.roster_path(entry_id(data)) == entry and self._is_entry(data):
                return data
        return None

    def _is_entry(self, data: bytes) -> bool:
        """Say whether it is anything of this office's; what somebody else put there is not kept and sent on."""
        try:
            if data.startswith(KEPT_MAGIC):
                read_kept(self._site, data)
            else:
                open_entry(self._site.id, self.identity.keys.roster_key(), data)
        except NewerFormat:
            return True
        except SyncFault:
            return False
        return True

    def name_of(self, stream: bytes) -> str:
        """Return what the desk that writes a stream is called, or the beginning of the stream's id."""
        device = self.roster.device_of(stream) or self.roster.device_of(Forks.load(self._database).origin(stream))
        found = self.roster.devices.get(device) if device else None
        return found.name if found else stream.hex()[:8]


def keep_entries(database: Database, entries: Iterable[bytes]) -> None:
    """Keep entries as part of the open transaction."""
    database.run_many(
        "INSERT INTO sync_roster (name, bytes) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
        [(names.roster_path(entry_id(data)), data) for data in entries],
    )


def _put(share: Share, entry: str, data: bytes) -> None:
    """Put an entry on the share; beside it, if its name holds something that was cut off."""
    for path in (entry, *(names.roster_copy(entry, copy) for copy in range(1, 10))):
        try:
            share.create(path, data)
            return
        except ShareFault as fault:
            if fault.kind != "exists":
                raise
        try:
            if share.read(path, _LONGEST) == data:
                return
        except ShareFault as fault:
            if fault.kind in ("gone", "rights"):
                raise

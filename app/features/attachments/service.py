"""Attachments: adding, seeing, opening, saving, removing and bringing back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.core.changes import Changes
from app.core.clock import DAY, OfficeZone
from app.core.errors import Invalid, NotAllowed, NotFound, Refused
from app.core.ids import is_id
from app.core.text import T, Text
from app.features.attachments import words
from app.features.attachments.copies import Copies, save_copy
from app.features.attachments.records import Attachment
from app.features.attachments.rules import ADD, OPEN, OWNERS, REMOVE, extension, kind_of, shown_size
from app.features.attachments.showing import AttachmentRow, Carrier, Place, Shower
from app.features.attachments.taking import Taker, size_of
from app.features.staff.rules import Actor
from app.host import opening
from app.host.names import safe_name
from app.settings.settings import Settings
from app.store.blobs import BlobFiles
from app.store.history import HistoryField, last_values
from app.store.store import Store
from app.store.telling import Telling, Tellings
from app.sync.blobbook import BlobBook

__all__ = [
    "OWNERS",
    "Added",
    "AttachmentRow",
    "AttachmentService",
    "Carrier",
    "Draft",
    "Place",
    "kind_of",
    "shown_size",
]

Progress = Callable[[int, int], bool]


class Auditor(Protocol):
    """Where it is noted who saw personal data."""

    def write(self, actor: Actor, action: str, kind: str = "", record_id: str = "", detail: str = "") -> None:
        """Add a line."""
        raise NotImplementedError


@dataclass
class Draft:
    """Contents that were taken in and are not attached yet.

    Attributes:
        rows: Their records, still without an owner.
        refused: Names of files that were not taken, and why.
    """

    rows: list[Attachment] = field(default_factory=list[Attachment])
    refused: list[tuple[str, Text]] = field(default_factory=list[tuple[str, Text]])


@dataclass(frozen=True)
class Added:
    """What came of adding files.

    Attributes:
        ids: The new attachments.
        refused: Names of files that were not taken, and why.
    """

    ids: tuple[str, ...]
    refused: tuple[tuple[str, Text], ...] = ()


class AttachmentService:
    """The verbs of attachments; what somebody may do follows from what they may do to the record it belongs to.

    Args:
        store: The office's database.
        settings: The limits.
        audit: Where opening personal data is noted.
        files: This desk's contents.
        opened: A folder for copies that other programs open.
        carrier: Brings contents from desk to desk.
        zone: The office's.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        audit: Auditor,
        files: BlobFiles,
        opened: Path,
        carrier: Carrier,
        zone: OfficeZone,
    ) -> None:
        self._store = store
        self._settings = settings
        self._audit = audit
        self._files = files
        self._book = BlobBook(store.database, store.synced)
        self._carrier = carrier
        self._taker = Taker(files, settings, zone)
        self._copies = Copies(opened, store.clock)
        self._shower = Shower(store, settings, files, self._book, carrier)

    # --- adding -----------------------------------------------------------------------------------------------------

    def prepare(
        self, actor: Actor, table: str, owner_id: str, paths: Sequence[Path], progress: Progress | None = None
    ) -> Draft:
        """Take the contents of files in, without attaching them yet; it takes long and writes no record.

        Args:
            actor: Who does it.
            table: The owner's table.
            owner_id: The owner.
            paths: The files; they are copied and not changed.
            progress: Told how many bytes have been taken; returning False stops.

        Raises:
            NotFound: The owner has gone.
            Refused: It was stopped.
            EnvironmentFault: The disk is full.
        """
        self._require_owner(actor, table, owner_id, ADD)
        sizes = [size_of(path) for path in paths]
        draft = Draft()
        room = self._room(owner_id)
        done = 0
        for path, size in zip(paths, sizes, strict=True):
            start = done

            def told(part: int, _total: int, start: int = start) -> bool:
                return progress is None or progress(start + part, max(1, sum(sizes)))

            with _refusing(draft, path.name):
                if len(draft.rows) >= room:
                    raise self._full()
                draft.rows.append(self._taker.file(path, told))
            done += size
            if not told(0, 0):
                raise Refused(T("attachments", "Stopped; nothing was attached."), "blob.stopped")
        return draft

    def prepare_picture(self, actor: Actor, table: str, owner_id: str, data: bytes, name: str) -> Draft:
        """Take in a picture that is no file: pasted, or made here.

        Args:
            actor: Who does it.
            table: The owner's table.
            owner_id: The owner.
            data: A picture file.
            name: What to call it, without an extension.

        Raises:
            Invalid: It is no picture.
            NotFound: The owner has gone.
        """
        self._require_owner(actor, table, owner_id, ADD)
        draft = Draft()
        with _refusing(draft, name):
            if not self._room(owner_id):
                raise self._full()
            draft.rows.append(self._taker.picture(data, name))
        return draft

    def attach(
        self, actor: Actor, table: str, owner_id: str, draft: Draft, *, note: str = "", personal: bool = False
    ) -> Added:
        """Attach what was taken in.

        Args:
            actor: Who does it.
            table: The owner's table.
            owner_id: The owner.
            draft: What ``prepare`` returned.
            note: What it shows.
            personal: Whether it holds personal data.

        Raises:
            NotFound: The owner has gone.
        """
        self._require_owner(actor, table, owner_id, ADD)
        ids: list[str] = []
        refused = list(draft.refused)
        with self._store.change(actor.id) as work:
            there = {row.blob for row in self._store.find(Attachment, "owner_id = ?", (owner_id,))}
            for row in draft.rows:
                if row.blob in there:
                    refused.append((row.name, words.TWICE.with_(name=row.name)))
                    continue
                there.add(row.blob)
                values = {key: getattr(row, key) for key in ("blob", "size", "name", "media", "taken_at")}
                made = Attachment(
                    owner_table=table, owner_id=owner_id, note=note.strip(), personal=int(personal), **values
                )
                ids.append(work.insert(made).id)
                self._book.kept(row.blob, row.size)
        return Added(tuple(ids), tuple(refused))

    def add(
        self,
        actor: Actor,
        table: str,
        owner_id: str,
        paths: Sequence[Path],
        progress: Progress | None = None,
        *,
        note: str = "",
        personal: bool = False,
    ) -> Added:
        """Attach files to a record; those that cannot be attached are named, the rest is taken."""
        draft = self.prepare(actor, table, owner_id, paths, progress)
        return self.attach(actor, table, owner_id, draft, note=note, personal=personal)

    def _room(self, owner_id: str) -> int:
        """Return how many more attachments a record may have."""
        there = int(self._store.value("SELECT count(*) FROM attachment WHERE owner_id = ?", (owner_id,)))
        return max(0, self._settings.number("attachments.per_record") - there)

    def _full(self) -> Refused:
        return Refused(words.TOO_MANY.with_(count=self._settings.number("attachments.per_record")), "attachment.many")

    # --- seeing -----------------------------------------------------------------------------------------------------

    def list(self, actor: Actor, table: str, owner_id: str) -> tuple[AttachmentRow, ...]:
        """Return the attachments of a record, oldest first."""
        self._require(actor, table, OPEN)
        return self._shower.rows(
            actor, self._store.find(Attachment, "owner_table = ? AND owner_id = ?", (table, owner_id), "created_at, id")
        )

    def get(self, actor: Actor, record_id: str) -> AttachmentRow:
        """Return one attachment.

        Raises:
            NotFound: It has gone.
        """
        return self._shower.rows(actor, [self._readable(actor, record_id)])[0]

    # --- opening ----------------------------------------------------------------------------------------------------

    def content(self, actor: Actor, record_id: str) -> Path:
        """Return where an attachment's content lies, to be read and never changed; one that is not here is fetched.

        Raises:
            NotAllowed: It holds personal data, and the person may not see such.
            Refused: It has not arrived here yet; it is being fetched now.
            NotFound: It has gone.
        """
        row = self._readable(actor, record_id)
        if row.personal:
            if not actor.may("person", "unmask"):
                raise NotAllowed(words.CLOSED.with_(name=str(words.TITLE)), "attachment.closed")
            self._audit.write(actor, "unmask", row.owner_table, row.owner_id, f"attachment {record_id}")
        if self._files.has(row.blob):
            return self._files.path(row.blob)
        place, desk = self._shower.place(row)
        if place == "lost":
            raise Refused(words.LOST.with_(name=row.name), "attachment.lost")
        self.fetch(actor, record_id)
        if place == "waiting":
            raise Refused(words.WAITING.with_(name=row.name, desk=desk or words.SOME_DESK), "attachment.waiting")
        raise Refused(words.NOT_HERE.with_(name=row.name), "attachment.coming")

    def fetch(self, actor: Actor, record_id: str, *, wanted: bool = True) -> None:
        """Have a content fetched before all others, or no longer.

        Raises:
            NotFound: The attachment has gone.
        """
        row = self._readable(actor, record_id)
        self._book.ask(row.blob, wanted=wanted)
        self._store.feed.publish(Changes({"blob": frozenset({row.blob})}))
        if wanted:
            self._carrier.hurry()

    def open(self, actor: Actor, record_id: str) -> None:
        """Open a copy of an attachment with the program the system has for it.

        Raises:
            Refused: It is a program, or has not arrived here yet.
            EnvironmentFault: Nothing on this computer opens it.
        """
        opening.open_file(self.copy(actor, record_id))

    def copy(self, actor: Actor, record_id: str) -> Path:
        """Return a copy under the attachment's own name for another program, which cannot be written over.

        Raises:
            Refused: It is a program, or has not arrived here yet.
            EnvironmentFault: It cannot be written.
        """
        source = self.content(actor, record_id)
        return self._copies.copy(source, self._store.must(Attachment, record_id).name)

    def save_as(self, actor: Actor, record_id: str, target: Path) -> None:
        """Save a copy of an attachment.

        Raises:
            Refused: It has not arrived here yet, or the target is open in another program.
            EnvironmentFault: The target cannot be written.
        """
        save_copy(self.content(actor, record_id), target)

    # --- changing ---------------------------------------------------------------------------------------------------

    def save(self, actor: Actor, values: Mapping[str, Any], record_id: str) -> None:
        """Change name, note, or whether it holds personal data.

        Args:
            actor: Who does it.
            values: ``name``, ``note``, ``personal``; what is missing stays.
            record_id: The attachment.

        Raises:
            Invalid: The name is empty.
            NotFound: It has gone.
        """
        self._require_any(actor, ADD)
        row = self._store.must(Attachment, record_id)
        self._require(actor, row.owner_table, ADD)
        changed: dict[str, Any] = {}
        if "name" in values:
            name = safe_name(str(values["name"]).strip(), "")
            if not name:
                raise Invalid({"name": T("attachments", "A name is needed.")})
            changed["name"] = name if extension(name) == extension(row.name) else f"{name}.{extension(row.name)}"
        if "note" in values:
            changed["note"] = str(values["note"]).strip()
        if "personal" in values:
            changed["personal"] = int(bool(values["personal"]))
        with self._store.change(actor.id) as work:
            work.update(row, **changed)

    def remove(self, actor: Actor, ids: Iterable[str]) -> tuple[str, ...]:
        """Remove attachments; ``restore`` brings them back. The contents stay for 30 days at least.

        Returns:
            The ids that were there.
        """
        self._require_any(actor, REMOVE)
        gone: list[str] = []
        with self._store.change(actor.id) as work:
            for record_id in ids:
                row = work.get(Attachment, record_id)
                if row is not None:
                    self._require(actor, row.owner_table, REMOVE)
                    work.delete(row)
                    gone.append(record_id)
        return tuple(gone)

    def restore(self, actor: Actor, ids: Iterable[str]) -> None:
        """Bring removed attachments back.

        Raises:
            NotFound: One was never removed.
        """
        self._require_any(actor, REMOVE)
        with self._store.change(actor.id) as work:
            for record_id in ids:
                values = last_values(self._store.database, "attachment", record_id)
                if not values:
                    raise NotFound(T("attachments", "There is no removed attachment to bring back."), "attachment.none")
                self._require(actor, str(values["owner_table"]), REMOVE)
                if work.get(Attachment, record_id) is None:
                    work.insert(Attachment(id=record_id, **values))

    # --- for other rooms --------------------------------------------------------------------------------------------

    def tellings(self, actor: Actor) -> Tellings:
        """Return how attachments are told to a person, for rooms that know none."""
        self._require_any(actor, OPEN)

        def owner(record_id: str) -> tuple[str, str]:
            row = self._store.get(Attachment, record_id)
            return (row.owner_table, row.owner_id) if row else ("attachment", record_id)

        def name(record_id: str) -> str:
            row = self._store.get(Attachment, record_id)
            closed = row is not None and row.personal and not actor.may("person", "unmask")
            return "" if row is None else str(words.PERSONAL) if closed else row.name

        fields = {
            "name": HistoryField(words.NAME, kind="text"),
            "note": HistoryField(words.NOTE, kind="long_text"),
            "personal": HistoryField(words.PERSONAL, lambda value: _YES if value else _NO, "flag"),
        }
        return {
            "attachment": Telling(
                words.TITLE,
                "ticket",
                name,
                fields,
                owner,
                lambda record_id, values: self.save(actor, values, record_id),
            )
        }

    def sweep(self) -> int:
        """Delete contents from this desk's folder that no record has, or had within 30 days; return how many.

        What another desk has not got from here yet is among what records have, so it stays.
        """
        before = self._store.clock.now() - 30 * DAY
        used = self._book.used()
        spare = {digest for digest, arrived in self._files.all() if digest not in used and arrived < before}
        if spare:
            spare -= self._book.used_since(before)  # it reads the whole log
        for digest in spare:
            self._files.remove(digest)
            self._book.lost(digest)
        return len(spare)

    # --- how --------------------------------------------------------------------------------------------------------

    def _readable(self, actor: Actor, record_id: str) -> Attachment:
        self._require_any(actor, OPEN)
        row = self._store.must(Attachment, record_id)
        self._require(actor, row.owner_table, OPEN)
        return row

    def _require_any(self, actor: Actor, action: str) -> None:
        """Refuse whoever may do this to no record at all, before anything is looked up."""
        if not any(actor.may(table, action) for table in OWNERS):
            actor.require(next(iter(OWNERS)), action)

    def _require(self, actor: Actor, table: str, action: str) -> None:
        if table not in OWNERS:
            self._require_any(actor, action)
            raise NotFound(T("attachments", "Such records have no attachments."), "attachment.owner")
        actor.require(table, action)

    def _require_owner(self, actor: Actor, table: str, owner_id: str, action: str) -> None:
        self._require(actor, table, action)
        there = is_id(owner_id) and self._store.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (owner_id,))
        if not there:
            raise NotFound(T("attachments", "The record no longer exists. Refresh the list."), "attachment.owner")


@contextmanager
def _refusing(draft: Draft, name: str) -> Generator[None]:
    """Note a refusal of one file instead of ending with it; a full disk and a stop end all."""
    try:
        yield
    except (Refused, NotFound) as error:
        if error.code == "blob.stopped":
            raise
        draft.refused.append((name, error.text))


_YES, _NO = T("attachments", "yes"), T("attachments", "no")

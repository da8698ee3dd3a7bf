"""Attachments as one reader sees them: where their contents are, and what is hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from app.features.attachments import words
from app.features.attachments.records import Attachment
from app.features.attachments.rules import Kind, kind_of
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.blobs import BlobFiles
from app.store.store import Store
from app.sync.blobbook import BlobBook, Content
from app.sync.blobparts import parts_of

Place = Literal["here", "sending", "remote", "coming", "waiting", "lost"]
"""Where a content is: ``here``; ``sending``: here, but not yet whole on the share; ``remote``: on the share, fetched
when somebody opens it; ``coming``; ``waiting`` for a computer that has it; ``lost``: nobody else could have it."""


class Carrier(Protocol):
    """What brings contents from desk to desk."""

    def desk_name(self, stream: bytes) -> str:
        """Return what the desk that writes a stream is called; empty if it is not known."""
        raise NotImplementedError

    def hurry(self) -> None:
        """Let the next exchange be soon: somebody waits."""
        raise NotImplementedError


@dataclass(frozen=True)
class AttachmentRow:
    """An attachment as one reader sees it.

    Attributes:
        id: The record.
        name: File name; hidden where it is closed.
        size: Bytes.
        kind: How it is shown.
        note: What it shows.
        taken_at: When a picture was taken, by its own clock; None if it does not say.
        added_at: When it was attached, UTC milliseconds.
        added_by: Name of who did.
        personal: Whether it holds personal data.
        closed: Whether this reader may not open it.
        place: Where its content is.
        done: Parts on the way so far, while ``sending`` or ``coming``.
        total: Parts in all.
        desk: The desk it was attached at, where that is of use.
        path: Its content, if it is here and may be shown unasked; the file is never changed.
    """

    id: str
    name: str
    size: int
    kind: Kind
    note: str
    taken_at: int | None
    added_at: int
    added_by: str
    personal: bool
    closed: bool
    place: Place
    done: int = 0
    total: int = 1
    desk: str = ""
    path: Path | None = None


class Shower:
    """Shows attachments.

    Args:
        store: The office's database.
        settings: Says what is fetched unasked.
        files: This desk's contents.
        book: What is known of contents.
        carrier: Knows desks by name.
    """

    def __init__(self, store: Store, settings: Settings, files: BlobFiles, book: BlobBook, carrier: Carrier) -> None:
        self._store = store
        self._settings = settings
        self._files = files
        self._book = book
        self._carrier = carrier

    def rows(self, actor: Actor, found: Sequence[Attachment]) -> tuple[AttachmentRow, ...]:
        """Return attachments as a person sees them."""
        contents = self._book.of(row.blob for row in found)
        names: dict[str, str] = dict(self._store.rows("SELECT id, name FROM staff")) if found else {}
        return tuple(self._row(actor, row, contents[row.blob], names.get(row.created_by, "")) for row in found)

    def _row(self, actor: Actor, row: Attachment, content: Content, who: str) -> AttachmentRow:
        closed = bool(row.personal) and not actor.may("person", "unmask")
        place, done, desk = self._place(row, content)
        # Personal data is opened by a verb that notes who did, not looked at in passing.
        shown = place in ("here", "sending") and not row.personal
        return AttachmentRow(
            id=row.id,
            name=str(words.PERSONAL) if closed else row.name,
            size=row.size,
            kind=kind_of(row.media),
            note="" if closed else row.note,
            taken_at=row.taken_at,
            added_at=row.created_at or 0,
            added_by=who,
            personal=bool(row.personal),
            closed=closed,
            place=place,
            done=done,
            total=parts_of(row.size),
            desk=desk,
            path=self._files.path(row.blob) if shown else None,
        )

    def place(self, row: Attachment) -> tuple[Place, str]:
        """Return where a content is, and which desk it was attached at."""
        place, _, desk = self._place(row, self._book.get(row.blob))
        return place, desk

    def _place(self, row: Attachment, content: Content) -> tuple[Place, int, str]:
        shared = bool(self._store.meta("sync.site"))
        if self._files.has(row.blob):
            return ("sending", content.sent, "") if shared and not content.on_share else ("here", 0, "")
        if not shared:
            return "lost", 0, ""
        stream = self._book.writer(row.blob)
        desk = self._carrier.desk_name(stream) if stream else ""
        if content.state in ("missing", "damaged"):
            return "waiting", content.got, desk
        up_to = self._settings.number("attachments.fetch_mb") * 1_000_000
        by_itself = up_to > 0 and row.size <= up_to
        return ("coming" if content.asked or by_itself else "remote"), content.got, desk

"""What the strip and the viewer both do with an attachment; it goes on when the part that began it has gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.text import T
from ui.bridge.voice import Verb

if TYPE_CHECKING:
    from app.features.attachments.service import AttachmentRow
    from ui.bridge.desk import Desk

UNDO = T("attachments", "Undo")


def open_elsewhere(desk: Desk, row: AttachmentRow) -> None:
    """Open a copy with the program the system has for it."""
    desk.jobs.run(lambda: desk.context.attachments.open(desk.actor, row.id))


def remove(desk: Desk, row: AttachmentRow) -> None:
    """Remove an attachment, and offer to take that back."""

    def back() -> None:
        desk.jobs.run(lambda: desk.context.attachments.restore(desk.actor, [row.id]))

    desk.jobs.run(
        lambda: desk.context.attachments.remove(desk.actor, [row.id]),
        done=lambda _ids: desk.voice.done(
            T("attachments", "Removed: {name}").with_(name=row.name), Verb(UNDO, "undo", act=back)
        ),
    )


def save_dialog(desk: Desk, row: AttachmentRow, owner: QWidget) -> QFileDialog:
    """Return a dialog that asks where to save a copy, and saves it."""
    dialog = QFileDialog(owner, str(T("attachments", "Save as…")))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    stem, dot, extension = row.name.rpartition(".")
    if dot and stem:
        dialog.setNameFilters([f"{extension.upper()} (*.{extension})"])
        dialog.setDefaultSuffix(extension)
    dialog.selectFile(row.name)

    def save(name: str) -> None:
        target = Path(name)
        desk.jobs.run(
            lambda: desk.context.attachments.save_as(desk.actor, row.id, target),
            done=lambda _nothing: desk.voice.done(T("attachments", "Saved as {name}.").with_(name=target.name)),
        )

    dialog.fileSelected.connect(save)
    return dialog

"""Attachments large, in a window beside the record: pictures and PDFs one after another, with zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.text import T
from ui.attachments.thumbs import POINTS_PER_PIXEL, picture_size, read_picture
from ui.attachments.verbs import open_elsewhere, remove, save_dialog
from ui.i18n.language import bind_text
from ui.preview import sheets
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, hairline, label, row, set_kind, show_if, tip_with_key, tool
from ui.widgets.elided import ElidedLabel
from ui.widgets.messagebar import MessageBar
from ui.widgets.pdfview import PdfView

if TYPE_CHECKING:
    from app.features.attachments.service import AttachmentRow
    from ui.bridge.desk import Desk

_WIDE, _HIGH, _SHARE = 1100, 820, 0.86
_UNREADABLE = T("attachments", "This cannot be shown here. Open it in another program.")


class AttachmentViewer(QWidget):
    """Shows attachments of one record.

    Args:
        desk: The desk.
        may_remove: Whether the person may remove one.
        parent: The window it belongs to.

    Attributes:
        view: The picture or the pages.
        row: What is shown.
    """

    def __init__(self, desk: Desk, *, may_remove: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._desk, self._may_remove = desk, may_remove
        self._rows: list[AttachmentRow] = []
        self.row: AttachmentRow | None = None
        self.dialog: Any = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "surface")
        self.view = PdfView(desk.jobs)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.fit_page()
        self.view.moved.connect(self._say_place)
        self.view.installEventFilter(self)
        self._build()
        room = (parent or self).screen().availableGeometry()
        self.resize(min(_WIDE, round(room.width() * _SHARE)), min(_HIGH, round(room.height() * _SHARE)))
        place = self.rect()
        place.moveCenter(room.center())
        self.move(place.topLeft())

    def show_one(self, rows: Sequence[AttachmentRow], shown: AttachmentRow, path: Path) -> None:
        """Show an attachment among those of its record.

        Args:
            rows: All of them, in order.
            shown: Which.
            path: Its content.
        """
        self._rows = [one for one in rows if one.kind != "file" and not one.closed]
        self.row = shown
        bind_text(self.setWindowTitle, T("attachments", "{name} – attachment").with_(name=shown.name))
        self._title.set_line(shown.name)
        self._note.setText(shown.note)
        show_if(self._note, bool(shown.note))
        self._say_number()
        kind = shown.kind
        self._desk.jobs.pool(
            lambda: _sizes(path, kind),
            done=lambda sizes: self._show_pages(shown, path, sizes),
            failed=lambda _error: self._show_pages(shown, path, []),
            owner=self,
        )

    def step(self, by: int) -> None:
        """Show the next one, or the one before."""
        place = self._place() + by
        if 0 <= place < len(self._rows):
            self._fetch(self._rows[place])

    def _fetch(self, wanted: AttachmentRow) -> None:
        desk = self._desk
        desk.jobs.run(
            lambda: desk.context.attachments.content(desk.actor, wanted.id),
            done=lambda path: self.show_one(self._rows, wanted, path),
            owner=self,
        )

    # --- what can be done -------------------------------------------------------------------------------------------

    def save_as(self) -> None:
        """Ask where to, and save a copy."""
        if self.row is not None and self.dialog is None:
            self.dialog = save_dialog(self._desk, self.row, self)
            self.dialog.finished.connect(self._forget)
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def open_elsewhere(self) -> None:
        """Open a copy with the program the system has for it."""
        if self.row is not None:
            open_elsewhere(self._desk, self.row)

    def remove(self) -> None:
        """Remove what is shown, and show the next one; the record's page offers to take it back."""
        if self.row is None or not self._may_remove:
            return
        gone, place = self.row, self._place()
        rest = [one for one in self._rows if one.id != gone.id]
        remove(self._desk, gone)
        self._rows = rest
        if rest:
            self._fetch(rest[min(place, len(rest) - 1)])
        else:
            self.close()

    # --- parts ------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = ElidedLabel("")
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._note = label("", "muted")
        self._number = label("", "muted")
        self._scale = label("", "muted")
        self._scale.setMinimumWidth(6 * GRID)
        self._scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = row(
            self._title,
            self._note,
            2 * GRID,
            self._number,
            2 * GRID,
            tool("zoom-out", T("attachments", "Smaller"), self.view.zoom_out, "Ctrl+-"),
            self._scale,
            tool("zoom-in", T("attachments", "Larger"), self.view.zoom_in, "Ctrl++"),
            GRID,
            button(T("attachments", "Width"), "quiet", shortcut="Ctrl+0", on=self.view.fit_width),
            button(T("attachments", "Whole"), "quiet", shortcut="Ctrl+1", on=self.view.fit_page),
            gap=4,
            margin=(3 * GRID, GRID, 2 * GRID, GRID),
        )
        head.setStretch(0, 1)
        QShortcut(QKeySequence("Ctrl+="), self, self.view.zoom_in)
        self._trouble = label("", "muted")
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(MessageBar(self._desk.voice, self))
        layout.addWidget(hairline())
        layout.addWidget(self._trouble, 1)
        layout.addWidget(self.view, 1)
        layout.addWidget(hairline())
        layout.addLayout(self._foot())
        self.view.setFocus()

    def _foot(self) -> QHBoxLayout:
        self.before = tool("left", T("attachments", "Previous"), lambda: self.step(-1))
        self.after = tool("right", T("attachments", "Next"), lambda: self.step(1))
        tip_with_key(self.before.setToolTip, T("attachments", "Previous"), "Left", self.before)
        tip_with_key(self.after.setToolTip, T("attachments", "Next"), "Right", self.after)
        elsewhere = button(T("attachments", "Open in another program"), "quiet", on=self.open_elsewhere)
        close = button(T("attachments", "Close"), on=self.close)
        tip_with_key(close.setToolTip, T("attachments", "Close"), "Esc", close)
        parts: list[Any] = [self.before, self.after, 2 * GRID, elsewhere, None]
        if self._may_remove:
            away = button(T("attachments", "Remove"), "plain", "delete", "Del", self.remove)
            set_kind(away, "quiet")
            parts.append(away)
        parts += [close, button(T("attachments", "Save as…"), "primary", "save", "Ctrl+S", self.save_as)]
        return row(*parts, margin=(2 * GRID, GRID + 2, 3 * GRID, GRID + 2))

    def _show_pages(self, shown: AttachmentRow, path: Path, sizes: list[tuple[float, float]]) -> None:
        if self.row is not shown:
            return
        self._trouble.setText(str(_UNREADABLE) if not sizes else "")
        show_if(self._trouble, not sizes)
        show_if(self.view, bool(sizes))
        self.view.fit_page()
        self.view.set_pages(len(sizes), _renderer(path, shown.kind, sizes), sizes)
        self._say_place()

    def _place(self) -> int:
        return next((at for at, one in enumerate(self._rows) if self.row and one.id == self.row.id), 0)

    def _say_number(self) -> None:
        place, count = self._place(), len(self._rows)
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place + 1 < count)
        words = T("attachments", "{place} of {count}").with_(place=place + 1, count=count)
        bind_text(self._number.setText, words if count > 1 else "")

    def _say_place(self) -> None:
        self._scale.setText(f"{self.view.zoom:.0%}" if self.view.page >= 0 else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and right go on to the next one; the view would take them for scrolling."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if by is not None:
                self.step(by)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def show_attachment(
    desk: Desk,
    rows: Sequence[AttachmentRow],
    shown: AttachmentRow,
    path: Path,
    owner: QWidget,
    *,
    may_remove: bool,
) -> AttachmentViewer:
    """Show an attachment in the window's viewer, which is made when it is first needed.

    Args:
        desk: The desk.
        rows: The attachments of the record, in order.
        shown: Which one.
        path: Its content.
        owner: The part it was opened from.
        may_remove: Whether the person may remove one.
        may_remove: Whether the person may remove one.
    """
    window = owner.window()
    viewer = next((one for one in window.findChildren(AttachmentViewer) if one.isVisible()), None)
    if viewer is None:
        viewer = AttachmentViewer(desk, may_remove=may_remove, parent=window)
    viewer.show_one(rows, shown, path)
    viewer.show()
    viewer.raise_()
    viewer.activateWindow()
    return viewer


def _sizes(path: Path, kind: str) -> list[tuple[float, float]]:
    if kind == "pdf":
        return sheets.sizes_of(path)
    size = picture_size(path)
    return [] if size.isEmpty() else [(size.width() * POINTS_PER_PIXEL, size.height() * POINTS_PER_PIXEL)]


def _renderer(path: Path, kind: str, sizes: list[tuple[float, float]]) -> Callable[[int, int], QImage]:
    if kind == "pdf":
        return lambda index, width: sheets.picture_of(path, index, width)

    def render(index: int, width: int) -> QImage:
        wide, high = sizes[index]
        return read_picture(path, QSize(width, max(1, round(width * high / wide))))

    return render

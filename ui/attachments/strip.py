"""The attachments of one record beside it: small pictures, added by button, paste or drop, opened and removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMenu, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.text import T
from ui.attachments.thumbs import png_of
from ui.attachments.tile import Tile
from ui.attachments.verbs import UNDO, open_elsewhere, remove, save_dialog
from ui.attachments.viewer import show_attachment
from ui.bridge.voice import Verb
from ui.tables.page import ListPage
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Heading, label, show_if, tool
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from app.features.attachments.service import Added, AttachmentRow
    from ui.bridge.desk import Desk

_TITLE = T("attachments", "Pictures and files")
_TAKING = T("attachments", "Taking the files over")
_PASTED = T("attachments", "Pasted {when}")


class AttachmentStrip(QWidget):
    """Shows the attachments of a record and takes new ones.

    Args:
        desk: The desk.
        table: The record's table.
        owner_id: The record.
        catch: A larger area of which paste and drop belong to this record too.
        parent: Its owner.

    Attributes:
        dialog: The dialog that is open, if any.
        tiles: The attachments as shown.
    """

    def __init__(
        self, desk: Desk, table: str, owner_id: str, catch: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._table, self._owner = desk, table, owner_id
        self.dialog: Any = None
        self.tiles: list[Tile] = []
        self.may_add = desk.may(table, "edit")
        self._focus_on = -1
        self.heading = Heading(_TITLE)
        self._hint = label(
            T("attachments", "None yet. Paste a picture (Ctrl+V), drop files here, or choose them.")
            if self.may_add
            else T("attachments", "None."),
            "muted",
        )
        self._hint.setWordWrap(True)
        self._area = QWidget()
        self._flow = FlowLayout(self._area, GRID)
        if self.may_add:
            self.add_button = tool("attach", T("attachments", "Add pictures or files…"), self.choose)
            self.add_button.setObjectName("attach")
            self.heading.tools.addWidget(self.add_button)
            self._listen(catch or self)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(6)
        for part in (self.heading, self._hint, self._area):
            layout.addWidget(part)
        self._area.hide()
        desk.feed.listen(self, ("attachment", "blob"), self._changed)
        self.load()

    # --- showing ----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the attachments again."""
        desk, table, owner = self._desk, self._table, self._owner
        desk.jobs.run(lambda: desk.context.attachments.list(desk.actor, table, owner), done=self._show, owner=self)

    def _changed(self, _changes: Changes) -> None:
        self.load()

    def _show(self, rows: tuple[AttachmentRow, ...]) -> None:
        focused = next((place for place, tile in enumerate(self.tiles) if tile.hasFocus()), self._focus_on)
        there = {tile.row.id: tile for tile in self.tiles}
        for tile in self.tiles:
            self._flow.removeWidget(tile)
            if tile.row.id not in {row.id for row in rows}:
                tile.deleteLater()
        self.tiles = []
        for row in rows:
            tile = there.get(row.id)
            if tile is None:
                tile = self._tile(row)
            else:
                tile.show_row(row)
            self._flow.addWidget(tile)
            tile.show()
            self.tiles.append(tile)
        self.heading.set_count(len(rows) or None)
        show_if(self._hint, not rows)
        show_if(self._area, bool(rows))
        self._area.updateGeometry()
        if focused >= 0 and self.tiles and not any(tile.hasFocus() for tile in self.tiles):
            self.tiles[min(focused, len(self.tiles) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_on = -1

    def _tile(self, row: AttachmentRow) -> Tile:
        tile = Tile(self._desk, row, self._area)
        tile.clicked.connect(lambda: self.open(tile.row))
        tile.removal_wanted.connect(lambda: self.remove(tile.row))
        tile.step_wanted.connect(lambda step: self._step(tile, step))
        tile.menu_wanted.connect(lambda place: self._menu(tile.row, place))
        return tile

    def _step(self, tile: Tile, step: int) -> None:
        place = self.tiles.index(tile) + step
        if 0 <= place < len(self.tiles):
            self.tiles[place].setFocus(Qt.FocusReason.TabFocusReason)

    # --- adding -----------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        if self.dialog is not None:
            return
        dialog = QFileDialog(self, str(T("attachments", "Add pictures or files")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        self._open_dialog(dialog)

    def paste(self) -> None:
        """Add what lies on the clipboard: a picture, or files copied elsewhere."""
        if not self.isVisible():
            return
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not self._take(mime):
            self._desk.voice.warn(T("attachments", "There is no picture and no file on the clipboard."))

    def add_files(self, paths: list[Path]) -> None:
        """Add files."""
        desk, table, owner = self._desk, self._table, self._owner
        desk.jobs.pool(
            lambda report: desk.context.attachments.prepare(desk.actor, table, owner, paths, report),
            done=self._attach,
            title=_TAKING,
            progress=True,
            owner=self,
        )

    def add_image(self, image: QImage) -> None:
        """Add a picture that is no file."""
        desk, table, owner = self._desk, self._table, self._owner
        when = f"{desk.context.zone.local(desk.context.clock.now()):%Y-%m-%d %H.%M.%S}"
        name = _PASTED.format(when=when)
        desk.jobs.pool(
            lambda: desk.context.attachments.prepare_picture(desk.actor, table, owner, png_of(image), name),
            done=self._attach,
            title=_TAKING,
            owner=self,
        )

    def _attach(self, draft: Any) -> None:
        desk, table, owner = self._desk, self._table, self._owner
        desk.jobs.run(
            lambda: desk.context.attachments.attach(desk.actor, table, owner, draft), done=self._added, owner=self
        )

    def _added(self, added: Added) -> None:
        voice = self._desk.voice
        if added.refused:
            words = "\n".join(str(reason) for _, reason in added.refused[:4])
            if len(added.refused) > 4:
                words += "\n" + T("attachments", "… and {count} more.").format(count=len(added.refused) - 4)
            voice.warn(words)
        elif added.ids:
            ids = added.ids
            voice.done(
                T("attachments", "Attached: {count}.").with_(count=len(ids)),
                Verb(UNDO, "undo", act=lambda: self._remove_again(ids)),
            )
        on = QApplication.focusWidget()
        if on is not None and self.isAncestorOf(on):
            self._focus_on = len(self.tiles)
        self.load()

    def _remove_again(self, ids: tuple[str, ...]) -> None:
        desk = self._desk
        desk.jobs.run(lambda: desk.context.attachments.remove(desk.actor, ids))

    # --- paste and drop ---------------------------------------------------------------------------------------------

    def _listen(self, area: QWidget) -> None:
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), _page_of(area))
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.paste)
        self.destroyed.connect(key.deleteLater)
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drops in the area around the strip."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            return self._welcome(event)
        if isinstance(event, QDropEvent) and self._take(event.mimeData()):
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _welcome(event: QDragEnterEvent | QDragMoveEvent) -> bool:
        if not _has_something(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _take(self, mime: QMimeData) -> bool:
        """Add what was pasted or dropped; return whether there was anything."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
            return True
        if mime.hasImage():
            image = QImage(mime.imageData())
            if not image.isNull():
                self.add_image(image)
                return True
        return False

    # --- doing ------------------------------------------------------------------------------------------------------

    def open(self, row: AttachmentRow) -> None:
        """Show an attachment large, here or in another program; one that is not here is fetched."""
        if row.kind == "file" and row.place in ("here", "sending"):
            self.open_elsewhere(row)
            return
        desk = self._desk
        desk.jobs.run(
            lambda: desk.context.attachments.content(desk.actor, row.id),
            done=lambda path: self._opened(row, path),
            owner=self,
        )

    def _opened(self, row: AttachmentRow, path: Path) -> None:
        if row.kind == "file":
            self.open_elsewhere(row)
        else:
            rows = [tile.row for tile in self.tiles]
            show_attachment(self._desk, rows, row, path, self, may_remove=self.may_add)

    def open_elsewhere(self, row: AttachmentRow) -> None:
        """Open a copy with the program the system has for it."""
        open_elsewhere(self._desk, row)

    def save_as(self, row: AttachmentRow) -> None:
        """Ask where to, and save a copy."""
        if self.dialog is None:
            self._open_dialog(save_dialog(self._desk, row, self))

    def fetch(self, row: AttachmentRow, *, wanted: bool = True) -> None:
        """Have a content fetched now, or no longer."""
        desk = self._desk
        desk.jobs.run(
            lambda: desk.context.attachments.fetch(desk.actor, row.id, wanted=wanted),
            done=lambda _nothing: self.load(),
            owner=self,
        )

    def remove(self, row: AttachmentRow) -> None:
        """Remove an attachment; it can be taken back."""
        if self.may_add:
            remove(self._desk, row)

    def describe(self, row: AttachmentRow) -> None:
        """Ask what it shows."""
        if self.dialog is not None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(row.name)
        dialog.setLabelText(str(T("attachments", "What it shows")))
        dialog.setTextValue(row.note)
        dialog.textValueSelected.connect(lambda text: self._save(row, note=text))
        self._open_dialog(dialog)

    def _save(self, row: AttachmentRow, **values: object) -> None:
        desk = self._desk
        desk.jobs.run(lambda: desk.context.attachments.save(desk.actor, values, row.id), owner=self)

    def _menu(self, row: AttachmentRow, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act in self.verbs(row):
            menu.addAction(text, act)
        menu.popup(place)

    def verbs(self, row: AttachmentRow) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done with an attachment: words and verb."""
        here = row.place in ("here", "sending")
        found: list[tuple[str, Callable[[], object]]] = []
        if row.closed:
            return found
        if here:
            if row.kind != "file":
                found.append((str(T("attachments", "Open")), lambda: self.open(row)))
            found.append((str(T("attachments", "Open in another program")), lambda: self.open_elsewhere(row)))
            found.append((str(T("attachments", "Save as…")), lambda: self.save_as(row)))
        elif row.place in ("remote", "waiting"):
            found.append((str(T("attachments", "Fetch now")), lambda: self.fetch(row)))
        elif row.place == "coming":
            found.append((str(T("attachments", "Do not fetch")), lambda: self.fetch(row, wanted=False)))
        if self.may_add:
            words = T("attachments", "No personal data") if row.personal else T("attachments", "Holds personal data")
            found.append((str(T("attachments", "Say what it shows…")), lambda: self.describe(row)))
            found.append((str(words), lambda: self._save(row, personal=not row.personal)))
            found.append((str(T("attachments", "Remove")), lambda: self.remove(row)))
        return found

    def _open_dialog(self, dialog: Any) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None


def _page_of(area: QWidget) -> QWidget:
    """Return the list that shows the record, where there is one: a paste there is for the record that is chosen."""
    above = area.parentWidget()
    while above is not None and not isinstance(above, ListPage):
        above = above.parentWidget()
    return above or area


def _has_something(mime: QMimeData) -> bool:
    return any(url.isLocalFile() for url in mime.urls()) or mime.hasImage()

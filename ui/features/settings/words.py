"""The office's dictionaries: reasons, causes, flags, phrases; entered, renamed, put in order, taken out of use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.features.office.service import DICTIONARIES, FIXED, WordEntry
from ui.i18n.language import bind_text
from ui.theme.appearance import theme
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import Heading, button, column, hairline, label, row, tool
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LIST = 200


class WordModel(QAbstractListModel):
    """The entries of one dictionary; renamed in place.

    Signals:
        renamed: A row was given another title; the code and the title.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QWidget, editable: bool) -> None:
        super().__init__(parent)
        self._entries: tuple[WordEntry, ...] = ()
        self._editable = editable

    def set_entries(self, entries: Sequence[WordEntry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry(self, row: int) -> WordEntry | None:
        """Return an entry, or None."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def codes(self) -> list[str]:
        """Return the codes in their order."""
        return [entry.code for entry in self._entries]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many entries."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Titles can be changed in place."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of an entry; those out of use say so."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.EditRole or (role == Qt.ItemDataRole.DisplayRole and entry.active):
            return entry.title
        if role == Qt.ItemDataRole.DisplayRole:
            return str(T("settings-page", "{title} (out of use)").with_(title=entry.title))
        if role == Qt.ItemDataRole.ForegroundRole and not entry.active:
            return theme().colour("text-muted")
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(str(value) for value in entry.extra.values() if isinstance(value, str)) or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another title; the list shows it once it is saved."""
        entry = self.entry(index.row())
        if entry is None or role != Qt.ItemDataRole.EditRole or str(value).strip() == entry.title:
            return False
        self.renamed.emit(entry.code, str(value))
        return False


class WordsRoom(QWidget):
    """Dictionaries at the left, the entries of one at the right.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._may_add = desk.may("dictionary", "create")
        self.names = QListWidget()
        self.names.setFixedWidth(_LIST)
        bind_text(self.names.setAccessibleName, T("settings-page", "Dictionaries"))
        for code, title in DICTIONARIES.items():
            item = QListWidgetItem(str(title))
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.names.addItem(item)
            bind_text(item.setText, title, self.names)
        self.words = WordModel(self, desk.may("dictionary", "edit"))
        self.view = QListView()
        self.view.setModel(self.words)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.heading = Heading("")
        self.fixed = label(T("settings-page", "The program needs these entries; their titles can be changed."), "small")
        self.new = QLineEdit()
        bind_text(self.new.setPlaceholderText, T("settings-page", "New entry, then Enter"))
        bind_text(self.new.setAccessibleName, T("settings-page", "New entry"))
        self._build()
        self._wire()
        self.names.setCurrentRow(0)

    @property
    def dictionary(self) -> str:
        """The dictionary shown."""
        item = self.names.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def go(self, target: Target) -> None:
        """Show a dictionary, named by its code."""
        for place in range(self.names.count()):
            if self.names.item(place).data(Qt.ItemDataRole.UserRole) == target.id:
                self.names.setCurrentRow(place)
        self.names.setFocus()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of this room."""
        return [
            Shortcut("F2", T("settings-page", "Rename the entry")),
            Shortcut("Ctrl+Up", T("settings-page", "Move the entry up")),
            Shortcut("Ctrl+Down", T("settings-page", "Move the entry down")),
            Shortcut("Delete", T("settings-page", "Take out of use, or back")),
        ]

    def refresh(self) -> None:
        """Show the entries as they are now; the chosen one stays chosen."""
        code = self.dictionary
        chosen = self.words.entry(self.view.currentIndex().row())
        entries = self._desk.context.dictionaries.words(code, retired=True)
        self.words.set_entries(entries)
        self.heading.set_text(DICTIONARIES[code])
        self.heading.set_count(sum(entry.active for entry in entries))
        fixed = code in FIXED
        self.fixed.setVisible(fixed)
        self.new.setVisible(self._may_add and not fixed)
        self._retire.setEnabled(not fixed)
        places = self.words.codes()
        row_ = places.index(chosen.code) if chosen is not None and chosen.code in places else 0
        self.view.setCurrentIndex(self.words.index(row_))

    # --- changing -------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Add what was typed."""
        title, dictionary, actor = self.new.text(), self.dictionary, self._desk.actor
        self._run(lambda: self._desk.context.dictionaries.save(actor, dictionary, {"title": title}), self._added)

    def rename(self, code: str, title: str) -> None:
        """Give an entry another title."""
        dictionary, actor = self.dictionary, self._desk.actor
        self._run(lambda: self._desk.context.dictionaries.save(actor, dictionary, {"title": title}, code))

    def retire(self) -> None:
        """Take the chosen entry out of use, or put it back."""
        entry = self.words.entry(self.view.currentIndex().row())
        if entry is None or self.dictionary in FIXED:
            return
        dictionary, actor, service = self.dictionary, self._desk.actor, self._desk.context.dictionaries
        self._run(lambda: service.retire(actor, dictionary, entry.code, active=not entry.active))

    def shift(self, step: int) -> None:
        """Move the chosen entry up (-1) or down (1)."""
        place, codes = self.view.currentIndex().row(), self.words.codes()
        if not 0 <= place + step < len(codes) or place < 0:
            return
        codes[place], codes[place + step] = codes[place + step], codes[place]
        dictionary, actor = self.dictionary, self._desk.actor
        self._run(lambda: self._desk.context.dictionaries.reorder(actor, dictionary, codes))

    def _added(self) -> None:
        self.new.clear()
        last = self.words.rowCount() - 1
        self.view.setCurrentIndex(self.words.index(last))
        self.view.scrollToBottom()

    def _run(self, work: Callable[[], object], then: Callable[[], None] | None = None) -> None:
        def done(_result: object) -> None:
            self.refresh()
            if then is not None:
                then()

        def failed(error: AppError) -> None:
            text = next(iter(error.fields.values())) if isinstance(error, Invalid) and error.fields else error
            self._desk.voice.error(text)

        self._desk.jobs.run(work, done=done, failed=failed, owner=self)

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._retire = tool("eye-off", T("settings-page", "Take out of use, or back"), self.retire)
        buttons = (
            tool("up", T("settings-page", "Move the entry up"), lambda: self.shift(-1)),
            tool("down", T("settings-page", "Move the entry down"), lambda: self.shift(1)),
            self._retire,
        )
        for made in buttons:
            self.heading.tools.addWidget(made)
        add = button(T("settings-page", "Add"), "plain", "add", on=self.add)
        self.new.returnPressed.connect(self.add)
        right = column(self.heading, self.fixed, self.view, row(self.new, add), gap=GRID, margin=(2 * GRID, GRID + 4))
        self._add = add
        inner = row(self.names, hairline(upright=True), right, gap=0)
        inner.setStretch(2, 1)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addWidget(MessageBar(self._desk.voice))
        layout.addLayout(inner, 1)

    def _wire(self) -> None:
        self.names.currentRowChanged.connect(lambda _row: self.refresh())
        self.words.renamed.connect(self.rename)
        self._desk.feed.listen(self, ("word",), lambda _changes: self.refresh())
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+Up": lambda: self.shift(-1),
            "Ctrl+Down": lambda: self.shift(1),
            "Delete": self.retire,
        }
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self.view, run, context=Qt.ShortcutContext.WidgetShortcut)

"""What the documents of training share: a head with verbs, rows at the left, what belongs to the current row beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.text import T
from ui.features.training.asking import AskPanel
from ui.i18n.language import Retranslated
from ui.tables.rows import RowsView
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, hairline, key_text, label, row, tool
from ui.widgets.messagebar import MessageBar
from ui.widgets.splitter import RememberedSplitter

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

BESIDE = 420
"""Width of what stands beside the rows, in pixels."""


class DocumentView(Retranslated, QWidget):
    """One record in the page's place: rows worked by the keyboard, the current row beside them.

    Args:
        desk: The desk.
        key: Under which the widths are kept.
        kinds: Record kinds whose change may alter what is shown.

    Signals:
        left: The person went back to the list.

    Attributes:
        record_id: What is shown.
        panel: The small form that is open, if any.
    """

    left = Signal()

    def __init__(self, desk: Desk, key: str, kinds: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.record_id = ""
        self.panel: AskPanel | None = None
        self._token = 0
        self._found: Any = None
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label("", "title")
        self.verbs = row(gap=GRID)
        self.head = QVBoxLayout()
        self.head.setSpacing(4)
        back = tool("back", T("training", "Back to the list  Esc"), self.leave)
        self.table = self.make_table()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._split = RememberedSplitter(Qt.Orientation.Horizontal, desk.view_state, f"{key}.split", [760, BESIDE])
        self._split.addWidget(self.table)
        self._split.addWidget(self._area)
        self._split.setStretchFactor(0, 1)
        self._split.restore()
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(row(back, self.title, None, self.verbs, margin=(GRID, GRID, 2 * GRID, 4)))
        layout.addLayout(self.head)
        margins(self.head, 3 * GRID, 0, 2 * GRID, GRID)
        layout.addWidget(hairline())
        layout.addWidget(MessageBar(desk.voice, self))
        layout.addWidget(self._split, 1)
        self.setFocusProxy(self.table)
        self.table.picked.connect(lambda _key: self._moved())
        desk.feed.listen(self, kinds, self._changed)

    # What a document says

    def make_table(self) -> RowsView[Any]:
        """Return the rows."""
        raise NotImplementedError

    def read(self, record_id: str) -> Any:
        """Return what is shown; runs off the window's thread."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:
        """Fill head, verbs and rows."""
        raise NotImplementedError

    def build_beside(self, layout: QVBoxLayout) -> None:
        """Fill what stands beside the current row."""
        raise NotImplementedError

    # What pages use

    def open(self, record_id: str) -> None:
        """Show a record, from its first row that waits."""
        self.close_panel()
        self._found = None
        self.record_id = record_id
        self.load()
        self.table.setFocus()

    def load(self) -> None:
        """Read it again."""
        self._token += 1
        token, record = self._token, self.record_id
        if record:
            self.desk.jobs.run(
                lambda: self.read(record),
                done=lambda found: self._arrived(found) if token == self._token else None,
                owner=self,
            )

    def changed(self) -> bool:
        """Say whether something typed would be lost."""
        return self.panel is not None and self.panel.form.changed()

    def leave(self) -> None:
        """Close the small form, or go back to the list."""
        if self.panel is not None:
            self.close_panel()
        else:
            self.left.emit()

    # Small forms

    def ask(self, panel: AskPanel, then: Callable[[Any], object]) -> None:
        """Open a small form beside the rows.

        Args:
            panel: The form.
            then: Called with what it did.
        """
        self.close_panel()
        self.panel = panel
        panel.done.connect(lambda result: self._asked(result, then))
        panel.left.connect(self.close_panel)
        self._fill_beside()
        panel.form.focus_first()

    def close_panel(self) -> None:
        """Close the small form without doing anything."""
        if self.panel is not None:
            self.panel = None
            self._fill_beside()
            self.table.setFocus()

    def _asked(self, result: Any, then: Callable[[Any], object]) -> None:
        self.close_panel()
        self.load()
        then(result)

    # Happenings

    def bind(self, key: str, act: Callable[[], object]) -> None:
        """Let a key do something while this is shown."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: act())

    def set_verbs(self, verbs: Sequence[tuple[str, Any, str, str, Callable[[], object]]]) -> None:
        """Show verbs at the right of the title: (name, words, icon, key, act); the first is the main one."""
        while (item := self.verbs.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for place, (name, words, drawing, key, act) in enumerate(verbs):
            made = button(words, "plain" if place else "primary", drawing, on=act)
            made.setObjectName(name)
            if key:
                made.setToolTip(key_text(key))
            self.verbs.addWidget(made)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        if self._found is not None:
            self._arrived(self._found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _changed(self, _changes: Changes) -> None:
        if self.record_id and self.isVisible():
            self.load()

    def _arrived(self, found: Any) -> None:
        self._found = found
        self.show_found(found)
        if self.panel is None:  # what is being typed keeps the keyboard
            self._fill_beside()

    def _moved(self) -> None:
        if self.panel is None:
            self._fill_beside()

    def _fill_beside(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        margins(layout, 2 * GRID, GRID + 4, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        if self.panel is not None:
            layout.addWidget(self.panel)
        elif self._found is not None:
            self.build_beside(layout)
        layout.addStretch(1)
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._area.setWidget(body)

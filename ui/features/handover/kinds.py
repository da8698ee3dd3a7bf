"""The kinds of shift: name, begin and end, one line each; and how many of each counted thing there should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.features.shifts.rules import clock_text
from app.features.shifts.service import Kind
from ui.i18n.language import bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Heading, button, label, row, set_kind, tool
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_WIDTH = 720


class KindsView(QWidget):
    """Edits what a handover is made of: shifts and counted things. Every line is saved when it is left.

    Args:
        desk: The desk.

    Signals:
        left: Back.
    """

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: dict[str, tuple[QLineEdit, QLineEdit, QLineEdit, QCheckBox]] = {}
        self.expected: dict[str, QLineEdit] = {}
        back = tool("back", T("handover", "Back (Esc)"), self.left.emit)
        title = label(T("handover", "Shifts and counted things"), "title")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        layout = QVBoxLayout(self)
        margins(layout, 2 * GRID, GRID, 2 * GRID, 2 * GRID)
        layout.addLayout(row(back, title, None))
        layout.addWidget(MessageBar(desk.voice))
        layout.addWidget(self._area, 1)
        desk.feed.listen(self, ("shift_kind", "word"), lambda _changes: self.load() if not self._typing() else None)
        self.load()

    def load(self) -> None:
        """Show shifts and things as they are."""
        self.rows.clear()
        self.expected.clear()
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        layout = QVBoxLayout(body)
        margins(layout, 0, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(Heading(T("handover", "Kinds of shift")))
        layout.addWidget(
            label(
                T("handover", "A shift that ends before it begins goes on after midnight. They may overlap."), "muted"
            )
        )
        layout.addLayout(self._kinds())
        if self._desk.may("dictionary", "edit"):
            layout.addWidget(Heading(T("handover", "How many of each thing there should be")))
            words = T("handover", "Things are added and retired under Settings, “Counted at the handover”.")
            layout.addWidget(label(words, "muted"))
            layout.addLayout(self._things())
        layout.addStretch(1)
        old = self._area.takeWidget()
        if old is not None:  # later: this may be answering one of its keys
            old.hide()
            old.deleteLater()
        self._area.setWidget(body)

    def _kinds(self) -> QGridLayout:
        grid = QGridLayout()
        margins(grid, 0)
        headings = (T("handover", "Name"), T("handover", "Begins"), T("handover", "Ends"), T("handover", "In use"))
        for column, text in enumerate(headings):
            grid.addWidget(label(text, "small"), 0, column)
        kinds = [*self._desk.context.shifts.kinds(retired=True), Kind("", "", -1, -1)]
        for line, kind in enumerate(kinds, 1):
            self._kind_row(grid, line, kind)
        grid.setColumnStretch(0, 1)
        return grid

    def _kind_row(self, grid: QGridLayout, line: int, kind: Kind) -> None:
        title, starts, ends, active = QLineEdit(kind.title), QLineEdit(), QLineEdit(), QCheckBox()
        if kind.id:
            starts.setText(clock_text(kind.starts))
            ends.setText(clock_text(kind.ends))
        else:
            bind_text(title.setPlaceholderText, T("handover", "Another shift"))
            starts.setPlaceholderText("08:30")
            ends.setPlaceholderText("17:30")
        active.setChecked(kind.active)
        active.setEnabled(bool(kind.id))
        for edit, name in (
            (title, T("handover", "Name")),
            (starts, T("handover", "Begins")),
            (ends, T("handover", "Ends")),
        ):
            bind_text(edit.setAccessibleName, name)
            edit.returnPressed.connect(lambda kind=kind: self.save(kind.id))
        for edit in (starts, ends):
            edit.setFixedWidth(90)
        active.clicked.connect(lambda _on=False, kind=kind: self.save(kind.id))
        save = button(
            T("handover", "Save") if kind.id else T("handover", "Add this shift"),
            on=lambda kind=kind: self.save(kind.id),
        )
        for column, widget in enumerate((title, starts, ends, active, save)):
            grid.addWidget(widget, line, column)
        self.rows[kind.id] = (title, starts, ends, active)

    def _things(self) -> QGridLayout:
        grid = QGridLayout()
        margins(grid, 0)
        for line, entry in enumerate(self._desk.context.dictionaries.words("counted")):
            edit = QLineEdit(str(entry.extra.get("expected", "")))
            edit.setFixedWidth(90)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.setAccessibleName(entry.title)
            edit.editingFinished.connect(lambda code=entry.code: self._expect(code))
            grid.addWidget(label(entry.title), line, 0)
            grid.addWidget(edit, line, 1)
            self.expected[entry.code] = edit
        grid.setColumnStretch(2, 1)
        return grid

    def save(self, kind_id: str) -> None:
        """Save a line of the shifts."""
        title, starts, ends, active = self.rows[kind_id]
        values: dict[str, Any] = {
            "title": title.text(),
            "starts": starts.text(),
            "ends": ends.text(),
            "active": active.isChecked(),
        }
        desk = self._desk

        def done(_kind: str) -> None:
            desk.voice.info(T("handover", "Saved: {title}.").with_(title=values["title"]))
            self.load()

        desk.jobs.run(
            lambda: desk.context.shifts.save_kind(desk.actor, values, kind_id),
            done=done,
            failed=lambda error: self._refused(kind_id, error),
            owner=self,
        )

    def _refused(self, kind_id: str, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        edits = dict(zip(("title", "starts", "ends"), self.rows[kind_id][:3], strict=True))
        wrong = error.fields if isinstance(error, Invalid) else {}
        for key, edit in edits.items():
            set_kind(edit, "true" if key in wrong else "false", "wrong")
        first = next((edits[key] for key in wrong if key in edits), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rows[kind_id][3].setChecked(True)
        self._desk.voice.error(error)

    def _expect(self, code: str) -> None:
        edit, desk = self.expected[code], self._desk
        if not edit.isModified():
            return
        edit.setModified(False)
        text = edit.text().strip()
        number = int(text) if text.isdecimal() else None
        desk.jobs.run(lambda: desk.context.handovers.expect(desk.actor, code, number), owner=self)

    def _typing(self) -> bool:
        edits = [edit for line in self.rows.values() for edit in line[:3]]
        return any(edit.isModified() for edit in [*edits, *self.expected.values()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

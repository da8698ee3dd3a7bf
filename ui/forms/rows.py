"""A field that holds several small records: phones, relations, vehicles; a line each, worked by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.core.errors import REQUIRED, Invalid
from app.core.text import T
from ui.forms.editors import Editor
from ui.forms.spec import Field
from ui.i18n.language import bind_text
from ui.theme.icons import icon
from ui.widgets.basic import button, column, row, tool

_ADD = T("forms", "Add a line")
_UP = T("forms", "Move the line up")
_REMOVE = T("forms", "Remove the line")
_IN_LINE = T("forms", "Line {n}, {field}: {problem}")
_SHARES = {"short": 4, "half": 6, "full": 12}
"""Share of a line that a cell takes, by the width it asks for."""
_WIDEST = 708


class _Row(QWidget):
    """One line: an editor for each cell, and what else the record holds."""

    def __init__(self, owner: RowsEditor, editors: dict[str, Editor], kept: Mapping[str, Any]) -> None:
        super().__init__()
        self.editors, self.kept = editors, dict(kept)
        parts: list[Any] = []
        for editor in editors.values():
            widget = editor.widget
            bind_text(widget.setAccessibleName, editor.field.label)
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            parts.append(widget)
        self.up = tool("up", _UP, lambda: owner.move(self, -1))
        self.remove = tool("close", _REMOVE, lambda: owner.remove(self))
        for made, key in ((self.up, "Alt+Up"), (self.remove, "Ctrl+Delete")):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setToolTip(f"{made.accessibleName()}  {QKeySequence(key).toString()}")
        layout = row(*parts, row(self.up, self.remove, gap=0), gap=6)
        for place, editor in enumerate(editors.values()):
            layout.setStretch(place, _SHARES[editor.field.width])
        self.setLayout(layout)

    def blank(self) -> bool:
        """Say whether nothing was entered in the line beyond what it began with."""
        return all(
            editor.raw() in (None, "", False, ()) or editor.raw() == editor.field.default
            for editor in self.editors.values()
        )


class _Lines(QWidget):
    """Holds the lines and hands the keyboard to the first cell; a focus proxy would break the circle of Tab."""

    def __init__(self, owner: RowsEditor | None = None) -> None:
        super().__init__()
        self.owner = owner
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        if self.owner is not None:
            self.owner.focus(0)


class RowsEditor(Editor):
    """Several records; each a mapping from the keys of the field's columns to values. Blank lines do not count.

    Alt+Up and Alt+Down move the line the keyboard is in, Ctrl+Delete removes it, Ctrl+Plus adds one.

    Args:
        field: The field; its ``columns`` are the cells.
        make: Returns an editor for a cell.
    """

    def __init__(self, field: Field, make: Callable[[Field], Editor]) -> None:
        area = _Lines()
        super().__init__(field, area)
        area.owner = self
        self._make = make
        self._rows: list[_Row] = []
        self._box = column(gap=4)
        self.add_button: QPushButton = button(field.placeholder or _ADD, "link", on=self.add)
        self.add_button.setIcon(icon("add", "accent"))
        self.add_button.setToolTip(QKeySequence("Ctrl++").toString())
        area.setLayout(column(self._box, row(self.add_button, None), gap=2))
        area.setMaximumWidth(_WIDEST)
        for key, act in (
            ("Alt+Up", lambda: self._move_current(-1)),
            ("Alt+Down", lambda: self._move_current(1)),
            ("Ctrl+Delete", self._remove_current),
            ("Ctrl++", self.add),
            ("Ctrl+=", self.add),
        ):
            shortcut = QShortcut(QKeySequence(key), area)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # The field's value

    def value(self) -> Any:
        """Return the records, in order.

        Raises:
            Invalid: A cell cannot be read, or a required one is empty; the text names line and cell.
        """
        return tuple(self._record(number, line) for number, line in enumerate(self._rows, 1) if not line.blank())

    def set_value(self, value: Any) -> None:
        """Show records; what they hold beyond the columns is kept and handed back."""
        for line in list(self._rows):
            self._drop(line)
        for record in value or ():
            self._append(record)
        self._aim()

    def set_readonly(self, readonly: bool) -> None:
        """Only show them."""
        self.add_button.setVisible(not readonly)
        for line in self._rows:
            line.up.setVisible(not readonly)
            line.remove.setVisible(not readonly)
            for editor in line.editors.values():
                editor.set_readonly(readonly)

    def raw(self) -> Any:
        """Return what stands in every line that is not blank."""
        return tuple(tuple(editor.raw() for editor in line.editors.values()) for line in self._rows if not line.blank())

    # Lines

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._rows)

    def cell(self, line: int, key: str) -> QWidget:
        """Return the widget of a cell, lines counted from 0."""
        return self._rows[line].editors[key].widget

    def add(self) -> None:
        """Add a line at the end and put the keyboard into it; a blank one that is there already is used."""
        if not self._rows or not self._rows[-1].blank():
            self._append({})
            self._aim()
        self.focus(len(self._rows) - 1)
        self.edited.emit()

    def remove(self, line: _Row) -> None:
        """Take a line away; the keyboard goes to the one in its place."""
        place = self._rows.index(line)
        self._drop(line)
        self._aim()
        self.focus(min(place, len(self._rows) - 1))
        self.edited.emit()

    def move(self, line: _Row, step: int) -> None:
        """Move a line up or down; the keyboard stays in it."""
        place = self._rows.index(line)
        goal = place + step
        if 0 <= goal < len(self._rows):
            focused = line.focusWidget()
            self._rows.insert(goal, self._rows.pop(place))
            self._box.removeWidget(line)
            self._box.insertWidget(goal, line)
            self._aim()
            if focused is not None:
                focused.setFocus()
            self.edited.emit()

    def focus(self, place: int) -> None:
        """Put the keyboard into a line, or on the button that adds one."""
        if 0 <= place < len(self._rows):
            first = next(iter(self._rows[place].editors.values()))
            first.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, record: Mapping[str, Any]) -> None:
        editors = {one.key: self._make(one) for one in self.field.columns}
        line = _Row(self, editors, {key: value for key, value in record.items() if key not in editors})
        for key, editor in editors.items():
            editor.set_value(record.get(key, editor.field.default))
            editor.edited.connect(self.edited)
        self._rows.append(line)
        self._box.addWidget(line)
        line.show()  # at once: a layout shows it only in the next turn, and the keyboard would pass it by
        self._tab_order()

    def _drop(self, line: _Row) -> None:
        self._rows.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _aim(self) -> None:
        """The first line cannot go up; Tab goes through the cells and then to the button."""
        for place, line in enumerate(self._rows):
            line.up.setEnabled(place > 0)
        self._tab_order()

    def _tab_order(self) -> None:
        chain = [editor.widget for line in self._rows for editor in line.editors.values()]
        for one, other in pairwise([*chain, self.add_button]):
            QWidget.setTabOrder(one, other)

    def _record(self, number: int, line: _Row) -> dict[str, Any]:
        record: dict[str, Any] = dict(line.kept)
        for key, editor in line.editors.items():
            try:
                record[key] = editor.value()
            except Invalid as error:
                raise self._problem(number, editor.field, next(iter(error.fields.values()))) from error
            if editor.field.required and record[key] in (None, ""):
                raise self._problem(number, editor.field, REQUIRED)
        return record

    def _problem(self, number: int, cell: Field, problem: Any) -> Invalid:
        return Invalid({self.field.key: _IN_LINE.with_(n=number, field=cell.label, problem=problem)})

    def _current(self) -> _Row | None:
        return next((line for line in self._rows if line.isAncestorOf(self._focused())), None)

    def _focused(self) -> QWidget:
        return self.widget.window().focusWidget() or self.widget

    def _move_current(self, step: int) -> None:
        line = self._current()
        if line is not None:
            self.move(line, step)

    def _remove_current(self) -> None:
        line = self._current()
        if line is not None:
            self.remove(line)

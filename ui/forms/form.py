"""A form made from its declaration: labels in one column, fields in the other, errors in words under their field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from app.core.errors import REQUIRED, Invalid
from app.core.text import T, Text
from ui.forms.editors import (
    ChoiceEditor,
    Editor,
    FlagEditor,
    LineEditor,
    LongEditor,
    LookupEditor,
    date_editor,
    is_enter,
    moment_editor,
    money_editor,
    number_editor,
)
from ui.forms.lookup import LookupBox
from ui.forms.rows import RowsEditor
from ui.forms.spec import Field, FormSpec
from ui.forms.tags import MultiEditor, TagsEditor
from ui.forms.told import told_value
from ui.i18n.language import AnyText, bind_text
from ui.jobs.jobs import Jobs
from ui.tables.display import Display
from ui.theme.appearance import appearance
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import column, label, row, set_kind

_WIDTHS = {"short": 140, "half": 280, "full": 640}
_YUAN = T("forms", "yuan")
_LABEL = 96


class _Line:
    """The widgets of one field."""

    def __init__(self, field: Field, editor: Editor | None, name: QWidget, cell: QWidget) -> None:
        self.field, self.editor, self.name, self.cell = field, editor, name, cell
        self.error: QLabel = label("", "small")
        self.help: QLabel = label("", "small")
        self.words: QLabel = label("", "muted")
        self.shown = True


class Form(QWidget):
    """Fields with their labels.

    Args:
        spec: Which fields.
        display: Reads and shows days and moments.
        jobs: Finds lookup candidates off the GUI thread; at once if None.
        parent: Its owner.

    Signals:
        edited: The person changed a field; its key.
        save_wanted: Ctrl+Enter.
        leave_wanted: Esc.
    """

    edited = Signal(str)
    save_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self, spec: FormSpec, display: Display, jobs: Jobs | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.spec, self._display, self._jobs = spec, display, jobs
        self._lines: dict[str, _Line] = {}
        self._grid = QGridLayout(self)
        margins(self._grid, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(1, 1)
        for section in spec.sections:
            self._add_heading(section.title)
            for field in section.fields:
                self._add(field)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_wanted)
        self.set_values({})

    # Values

    def values(self) -> dict[str, Any]:
        """Return field key -> value of every field that is shown.

        Raises:
            Invalid: Something cannot be read, or a required field is empty; every such field at once.
        """
        found: dict[str, Any] = {}
        wrong: dict[str, Text] = {}
        for key, line in self._lines.items():
            if line.editor is None or not line.shown:
                continue
            try:
                found[key] = line.editor.value()
            except Invalid as error:
                wrong[key] = next(iter(error.fields.values()))
                continue
            if line.field.required and found[key] in (None, "", ()):
                wrong[key] = REQUIRED
        if wrong:
            raise Invalid(wrong)
        return found

    def changes(self) -> dict[str, Any]:
        """Return the values of the fields that differ from what was saved.

        Raises:
            Invalid: As ``values``: fields that were left alone must be right too.
        """
        raw = self._raw()
        return {key: value for key, value in self.values().items() if raw[key] != self._saved.get(key)}

    def value(self, key: str) -> Any:
        """Return the value of one field; None if it cannot be read."""
        editor = self._lines[key].editor
        try:
            return None if editor is None else editor.value()
        except Invalid:
            return None

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values, defaults where one is missing, and take them as not changed."""
        for key, line in self._lines.items():
            if line.editor is not None:
                line.editor.set_value(values.get(key, line.field.default))
        self.clear_errors()
        self.mark_saved()
        self._show_wanted()

    def set_value(self, key: str, value: Any) -> None:
        """Show another value in one field; it counts as changed."""
        editor = self._lines[key].editor
        if editor is not None:
            editor.set_value(value)
            self._show_wanted()

    def changed(self) -> bool:
        """Say whether anything differs from what was saved."""
        return self._raw() != self._saved

    def mark_saved(self) -> None:
        """Take what stands there as not changed."""
        self._saved = self._raw()

    # What others wrote meanwhile

    def take_newer(self, before: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
        """Show newer values where the person has left the field alone and the keyboard is elsewhere.

        Args:
            before: The values as the form knew them.
            values: The values as they are now.

        Returns:
            The fields that now show them, and field -> newer value where what the person has stands.
        """
        updated: list[str] = []
        kept: dict[str, Any] = {}
        for key, line in self._lines.items():
            editor = line.editor
            if editor is None or key not in values or values[key] == before.get(key):
                continue
            if self.value(key) == values[key]:  # both wrote the same
                self._saved[key] = editor.raw()
            elif editor.raw() == self._saved.get(key) and not _has_keyboard(editor.widget):
                self._show_saved(line, values[key])
                updated.append(key)
            else:
                kept[key] = values[key]
        self._show_wanted()
        return updated, kept

    def adopt(self, key: str, value: Any) -> None:
        """Show a newer value in place of the person's own; the field counts as left alone."""
        self._show_saved(self._lines[key], value)
        self._show_wanted()

    def name_of(self, key: str) -> AnyText:
        """Return the label of a field."""
        return self._lines[key].field.label

    def told(self, key: str, value: Any) -> str:
        """Return a value of a field as people read it."""
        return told_value(self._lines[key].field, value, self._display)

    def _show_saved(self, line: _Line, value: Any) -> None:
        if line.editor is not None:
            line.editor.set_value(value)
            self._saved[line.field.key] = line.editor.raw()
            self._clear_error(line)

    # Errors

    def show_errors(self, error: Invalid | Mapping[str, Text]) -> None:
        """Say under each field what is wrong with it, and put the keyboard into the first; unknown keys are left."""
        fields = error.fields if isinstance(error, Invalid) else error
        self.clear_errors()
        wrong = [key for key in self._lines if key in fields]
        for key in wrong:
            line = self._lines[key]
            bind_text(line.error.setText, fields[key])
            line.error.show()
            self._mark(line, wrong=True)
        if wrong:
            first = self._lines[wrong[0]]
            if first.editor is not None:
                first.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(first.cell)

    def clear_errors(self) -> None:
        """Nothing is wrong."""
        for line in self._lines.values():
            self._clear_error(line)

    # Fields

    def editor(self, key: str) -> QWidget:
        """Return the widget of a field."""
        editor = self._lines[key].editor
        return self._lines[key].cell if editor is None else editor.widget

    def set_choices(self, key: str, choices: Mapping[str, AnyText]) -> None:
        """Offer other choices in a field.

        Raises:
            TypeError: The field has no choices.
        """
        editor = self._lines[key].editor
        if not isinstance(editor, ChoiceEditor | MultiEditor | TagsEditor):
            raise TypeError(f"{key} has no choices")
        editor.set_choices(choices)

    def set_readonly(self, readonly: bool) -> None:
        """Only show everything, or let it be changed."""
        for line in self._lines.values():
            if line.editor is not None:
                line.editor.set_readonly(readonly or line.field.readonly)

    def focus_first(self) -> None:
        """Put the keyboard into the first field that can be changed."""
        for line in self._lines.values():
            if line.editor is not None and line.shown and not line.field.readonly:
                line.editor.widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc wants to leave."""
        if is_enter(event):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        else:
            super().keyPressEvent(event)

    # Building

    def _add_heading(self, title: AnyText | None) -> None:
        if title is not None:
            line = self._grid.rowCount()
            heading = label(title, "heading")
            heading.setContentsMargins(0, 0 if line <= 1 else GRID, 0, 0)
            self._grid.addWidget(heading, line, 0, 1, 2)

    def _add(self, field: Field) -> None:
        editor = None if field.kind == "note" else self._editor(field)
        name = self._name(field, editor)
        cell = QWidget()
        line = _Line(field, editor, name, cell)
        self._lines[field.key] = line
        place = self._grid.rowCount()
        if editor is None:
            line.help = label(field.label, "muted")
            line.help.setWordWrap(True)
            cell.setLayout(column(line.help))
        else:
            self._fill(line, editor)
        self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(cell, place, 1)

    def _name(self, field: Field, editor: Editor | None) -> QWidget:
        name = label("" if editor is None else field.label)
        name.setMinimumHeight(appearance().field_height if editor is not None else 0)
        star = label("*" if field.required else "")
        set_kind(star, "late", "tone")
        if editor is not None:
            name.setBuddy(editor.widget)
            bind_text(editor.widget.setAccessibleName, field.label)
        whole = QWidget()
        whole.setLayout(row(name, star, None, gap=2))
        return whole

    def _fill(self, line: _Line, editor: Editor) -> None:
        field = line.field
        widget = editor.widget
        parts: list[Any] = [widget]
        unit = field.unit or (_YUAN if field.kind == "money" else None)
        if unit is not None:
            parts.append(label(unit, "muted"))
        parts.append(line.words)
        if field.kind in ("multi_choice", "tags", "flag", "rows"):
            line_of_field = row(*parts)
            line_of_field.setStretch(0, 1)
        else:
            narrow = field.width
            if narrow == "full" and field.kind in ("date", "number", "money"):
                narrow = "short"
            if narrow == "full" and field.kind in ("moment", "phone", "choice"):
                narrow = "half"
            widget.setMaximumWidth(_WIDTHS[narrow])
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
            line_of_field = row(*parts, None)
            line_of_field.setStretch(0, 100)
        set_kind(line.error, "late", "tone")
        line.error.setWordWrap(True)
        line.help.setWordWrap(True)
        line.cell.setLayout(column(line_of_field, line.help, line.error, gap=2))
        bind_text(line.help.setText, field.help or "")
        line.help.setVisible(field.help is not None)
        line.error.hide()
        editor.set_readonly(field.readonly)
        editor.explained.connect(line.words.setText)
        editor.edited.connect(lambda: self._edited(line))

    def _editor(self, field: Field) -> Editor:
        kind = field.kind
        if kind == "long_text":
            return LongEditor(field)
        if kind == "choice":
            return ChoiceEditor(field)
        if kind == "multi_choice":
            return MultiEditor(field)
        if kind == "tags":
            return TagsEditor(field)
        if kind == "flag":
            return FlagEditor(field)
        if kind == "rows":
            return RowsEditor(field, self._editor)
        if kind == "date":
            return date_editor(field, self._display)
        if kind == "moment":
            return moment_editor(field, self._display)
        if kind == "money":
            return money_editor(field)
        if kind == "number":
            return number_editor(field)
        if kind == "lookup" and field.lookup is not None:
            return LookupEditor(field, LookupBox(field.lookup.find, self._jobs, field.lookup.free))
        return LineEditor(field)

    # Happenings

    def _edited(self, line: _Line) -> None:
        self._clear_error(line)
        self._show_wanted()
        self.edited.emit(line.field.key)

    def _raw(self) -> dict[str, Any]:
        """What stands in every field; what cannot be read counts by its text."""
        raw: dict[str, Any] = {}
        for key, line in self._lines.items():
            if line.editor is not None:
                raw[key] = line.editor.raw()
        return raw

    def _show_wanted(self) -> None:
        """Show the fields whose condition holds."""
        if not any(line.field.visible_if for line in self._lines.values()):
            return
        now = {key: self.value(key) for key in self._lines}
        for line in self._lines.values():
            if line.field.visible_if is not None:
                line.shown = bool(line.field.visible_if(now))
                line.name.setVisible(line.shown)
                line.cell.setVisible(line.shown)

    def _clear_error(self, line: _Line) -> None:
        if not line.error.isHidden():
            line.error.hide()
            self._mark(line, wrong=False)

    @staticmethod
    def _mark(line: _Line, wrong: bool) -> None:
        if line.editor is not None:
            set_kind(line.editor.widget, "true" if wrong else "false", "wrong")

    def _reveal(self, cell: QWidget) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(cell)


def _has_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))

"""One editor per kind of field: all read and write a plain value and say when the person changed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.core.errors import Invalid
from app.core.money import parse_yuan, show_yuan
from app.core.phrasing import say_day
from app.core.text import T
from app.core.typed import parse_day, parse_moment
from ui.forms.lookup import LookupBox
from ui.forms.spec import Candidate, Field
from ui.i18n.language import AnyText, bind_text
from ui.tables.display import Display

LONG_LIMIT = 100_000
_NUMBER = T("forms", "Type a number.")
_SMALL = T("forms", "Not less than {least}.")
_LARGE = T("forms", "Not more than {most}.")
_UNKNOWN = T("forms", "Choose one of the candidates.")


class Editor(QObject):
    """What every editor of a field can do.

    Args:
        field: The field's declaration.
        widget: What the person sees and the keyboard goes to.

    Signals:
        edited: The person changed the value.
        explained: What the value is read as, in words (for dates).
    """

    edited = Signal()
    explained = Signal(str)

    def __init__(self, field: Field, widget: QWidget) -> None:
        super().__init__(widget)
        self.field, self.widget = field, widget

    def value(self) -> Any:
        """Return the value.

        Raises:
            Invalid: What was typed cannot be read.
        """
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without saying so."""
        raise NotImplementedError

    def set_readonly(self, readonly: bool) -> None:
        """Only show it, or let it be changed."""
        self.widget.setEnabled(not readonly)

    def raw(self) -> Any:
        """Return what stands there, read or not, to compare it with what stood there before."""
        return self.value()


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, field: Field, line: QLineEdit | None = None) -> None:
        self.line = line or QLineEdit()
        super().__init__(field, self.line)
        bind_text(self.line.setPlaceholderText, field.placeholder)
        if field.max_length:
            self.line.setMaxLength(field.max_length)
        if field.kind == "secret":
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        if field.kind == "phone":
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.line.textEdited.connect(lambda: self.edited.emit())

    def value(self) -> Any:
        """Return the text without space around it (a secret as it is)."""
        return self.line.text() if self.field.kind == "secret" else self.line.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.line.setText("" if value is None else str(value))

    def set_readonly(self, readonly: bool) -> None:
        """Only show it; the text can still be copied."""
        self.line.setReadOnly(readonly)

    def raw(self) -> Any:
        """Return the text."""
        return self.line.text().strip()


class ReadEditor(LineEditor):
    """One line that is read into another value.

    Args:
        field: The field.
        read: Text -> value; raises ``Invalid``.
        write: Value -> text.
        explain: Value -> words shown beside the field, if they differ from what was typed.
    """

    def __init__(
        self,
        field: Field,
        read: Callable[[str], Any],
        write: Callable[[Any], str],
        explain: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__(field)
        self._read, self._write, self._explain = read, write, explain
        self._shown: tuple[str, Any] = ("", None)
        self.line.textEdited.connect(self._tell)
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """Return the value read; None for an empty line."""
        text = self.line.text().strip()
        if not text:
            return None
        return self._shown[1] if text == self._shown[0] else self._read(text)

    def set_value(self, value: Any) -> None:
        """Show a value."""
        text = "" if value is None else self._write(value)
        self._shown = (text, value)
        self.line.setText(text)
        self.explained.emit("")

    def _tell(self) -> None:
        if self._explain is not None:
            try:
                value = self.value()
                self.explained.emit("" if value is None else self._explain(value))
            except Invalid:
                self.explained.emit("")

    def _tidy(self) -> None:
        try:
            value = self.value()
        except Invalid:
            return
        if value is not None and self.line.isModified():
            self.set_value(value)
            self._tell()


def date_editor(field: Field, display: Display) -> Editor:
    """Return an editor of a day, typed in any usual form and shown as ISO."""

    def today() -> date:
        return display.zone.day(display.clock.now())

    def read(text: str) -> str:
        return parse_day(text, today(), "past" if field.past else "future", field.key).isoformat()

    return ReadEditor(field, read, str, lambda on: str(say_day(date.fromisoformat(on), today())))


def moment_editor(field: Field, display: Display) -> Editor:
    """Return an editor of a moment, typed in any usual form and shown as day and time."""

    def read(text: str) -> int:
        return parse_moment(text, display.clock.now(), display.zone, "past" if field.past else "future", field.key)

    return ReadEditor(field, read, lambda at: f"{display.zone.local(at):%Y-%m-%d %H:%M}", display.due)


def money_editor(field: Field) -> Editor:
    """Return an editor of an amount in yuan."""
    return ReadEditor(field, lambda text: _within(field, parse_yuan(text, field.key)), show_yuan)


def number_editor(field: Field) -> Editor:
    """Return an editor of a number."""

    def read(text: str) -> int | float:
        try:
            plain = text.replace(",", "").replace("，", "")
            value: int | float = round(float(plain), field.decimals) if field.decimals else int(plain)
        except ValueError as error:
            raise Invalid({field.key: _NUMBER}) from error
        return _within(field, value)

    return ReadEditor(field, read, lambda value: f"{value:g}" if isinstance(value, float) else str(value))


def _within(field: Field, value: Any) -> Any:
    if field.minimum is not None and value < field.minimum:
        raise Invalid({field.key: _SMALL.with_(least=field.minimum)})
    if field.maximum is not None and value > field.maximum:
        raise Invalid({field.key: _LARGE.with_(most=field.maximum)})
    return value


class _LongEdit(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)


class LongEditor(Editor):
    """Several lines of text."""

    def __init__(self, field: Field) -> None:
        self.edit = _LongEdit(field.lines)
        super().__init__(field, self.edit)
        bind_text(self.edit.setPlaceholderText, field.placeholder)
        self._silent = False
        self.edit.textChanged.connect(self._tell)

    def value(self) -> Any:
        """Return the text without space around it."""
        return self.edit.toPlainText().strip()[: self.field.max_length or LONG_LIMIT]

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self._silent = True
        self.edit.setPlainText("" if value is None else str(value))
        self._silent = False

    def set_readonly(self, readonly: bool) -> None:
        """Only show it."""
        self.edit.setReadOnly(readonly)

    def _tell(self) -> None:
        if not self._silent:
            self.edited.emit()


class ChoiceBox(QComboBox):
    """A drop-down that the mouse wheel does not change by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: dict[str, AnyText] = {}
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form instead."""
        event.ignore()

    def set_choices(self, choices: Mapping[str, AnyText]) -> None:
        """Offer nothing and these codes; the chosen one stays if it is among them."""
        now = self.currentData()
        self._choices = dict(choices)
        self.clear()
        self.addItem("", "")
        for code, text in self._choices.items():
            self.addItem(str(text), code)
        self.setCurrentIndex(max(0, self.findData(now or "")))

    def changeEvent(self, event: QEvent) -> None:
        """Write the choices anew when the language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for place in range(self.count()):
                code = self.itemData(place)
                if code in self._choices:
                    self.setItemText(place, str(self._choices[code]))


class ChoiceEditor(Editor):
    """One of several codes."""

    def __init__(self, field: Field) -> None:
        self.box = ChoiceBox()
        super().__init__(field, self.box)
        self.set_choices(field.options())
        self.box.activated.connect(lambda: self.edited.emit())

    def value(self) -> Any:
        """Return the code chosen, or None."""
        return self.box.currentData() or None

    def set_value(self, value: Any) -> None:
        """Choose a code; one that is not offered any more is shown as it is."""
        place = self.box.findData(value or "")
        if place < 0:
            self.box.addItem(str(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def set_choices(self, choices: Mapping[str, AnyText]) -> None:
        """Offer these codes; the chosen one stays if it is among them."""
        self.box.set_choices(choices)


class FlagEditor(Editor):
    """A yes or no."""

    def __init__(self, field: Field) -> None:
        self.box = QCheckBox()
        super().__init__(field, self.box)
        bind_text(self.box.setText, field.placeholder)
        self.box.clicked.connect(lambda: self.edited.emit())

    def value(self) -> Any:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it or not."""
        self.box.setChecked(bool(value))


class LookupEditor(Editor):
    """A record found by typing."""

    def __init__(self, field: Field, box: LookupBox) -> None:
        self.box = box
        super().__init__(field, box)
        box.textEdited.connect(lambda: self.edited.emit())
        box.picked.connect(lambda _: self.edited.emit())
        bind_text(box.setPlaceholderText, field.placeholder)

    def value(self) -> Any:
        """Return the key of the candidate, the text where that may stand alone, or None.

        Raises:
            Invalid: Something was typed that is no candidate.
        """
        text = self.box.text().strip()
        if self.box.candidate is not None:
            return self.box.candidate.key
        if not text:
            return "" if self._free else None
        if self._free:
            return text
        raise Invalid({self.field.key: _UNKNOWN})

    def set_value(self, value: Any) -> None:
        """Show the record with a key."""
        if not value:
            self.box.set_candidate(None)
            return
        show = self.field.lookup.show if self.field.lookup is not None else str
        self.box.set_candidate(Candidate(str(value), show(str(value))))

    def set_readonly(self, readonly: bool) -> None:
        """Only show it."""
        self.box.setReadOnly(readonly)

    def raw(self) -> Any:
        """Return key or text."""
        return self.box.candidate.key if self.box.candidate is not None else self.box.text().strip()

    @property
    def _free(self) -> bool:
        return self.field.lookup is not None and self.field.lookup.free


def is_enter(event: QKeyEvent) -> bool:
    """Say whether a key press is Enter without other keys."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

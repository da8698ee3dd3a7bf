"""Several codes as chips: chosen from a list, or typed where any word may stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.text import T
from ui.forms.editors import Editor, is_enter
from ui.forms.spec import Field
from ui.i18n.language import AnyText, bind_text
from ui.widgets.chips import Chip
from ui.widgets.flow import FlowLayout

_ADD = T("forms", "Add, then Enter")


class MultiEditor(Editor):
    """Several of some codes, all in sight as chips that are pressed."""

    def __init__(self, field: Field) -> None:
        area = QWidget()
        super().__init__(field, area)
        self._layout = FlowLayout(area)
        self._chips: dict[str, Chip] = {}
        self.set_choices(field.options())

    def value(self) -> Any:
        """Return the codes chosen, in the order of the choices."""
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: Any) -> None:
        """Choose codes; those not offered any more are shown as they are."""
        chosen = tuple(value or ())
        for code in chosen:
            if code not in self._chips:
                self._add(code, str(code))
        for code, chip in self._chips.items():
            chip.setChecked(code in chosen)

    def set_choices(self, choices: Mapping[str, AnyText]) -> None:
        """Offer these codes; the chosen ones stay."""
        chosen = self.value()
        for chip in self._chips.values():
            self._layout.removeWidget(chip)
            chip.deleteLater()
        self._chips.clear()
        for code, text in choices.items():
            self._add(code, text)
        self.set_value(chosen)
        if self._chips:
            self.widget.setFocusProxy(next(iter(self._chips.values())))

    def _add(self, code: str, text: AnyText) -> None:
        chip = Chip(text, checkable=True, parent=self.widget)
        chip.setObjectName(code)
        chip.clicked.connect(lambda: self.edited.emit())
        self._chips[code] = chip
        self._layout.addWidget(chip)
        chip.show()


class _WordLine(QLineEdit):
    """Takes Enter for itself while there is a word to take."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter with a word does not go on to the next field."""
        word = bool(self.text().strip())
        super().keyPressEvent(event)
        if word and is_enter(event):
            event.accept()


class TagsEditor(Editor):
    """Words as chips; a new one is typed and taken by Enter, proposals are pressed."""

    def __init__(self, field: Field) -> None:
        area = QWidget()
        super().__init__(field, area)
        self._layout = FlowLayout(area)
        self._words: list[str] = []
        self._options = dict(field.options())
        self._chips: list[Chip] = []
        self._line = _WordLine(area)
        self._line.setFixedWidth(132)
        bind_text(self._line.setPlaceholderText, field.placeholder or _ADD)
        self._line.returnPressed.connect(self._take)
        self._line.textEdited.connect(lambda: self.edited.emit())
        self._layout.addWidget(self._line)
        area.setFocusProxy(self._line)
        self._show()

    def value(self) -> Any:
        """Return the words; one typed and not taken yet counts."""
        typed = self._line.text().strip()
        return tuple(dict.fromkeys([*self._words, *([typed] if typed else [])]))

    def set_value(self, value: Any) -> None:
        """Show these words."""
        self._words = list(value or ())
        self._line.clear()
        self._show()

    def set_choices(self, choices: Mapping[str, AnyText]) -> None:
        """Propose these words."""
        self._options = dict(choices)
        self._show()

    def _take(self) -> None:
        typed = self._line.text().strip()
        codes = {str(text): code for code, text in self._options.items()}
        if typed:
            self._line.clear()
            self._toggle(codes.get(typed, typed), add=True)

    def _toggle(self, word: str, add: bool) -> None:
        if add and word not in self._words:
            self._words.append(word)
        elif not add and word in self._words:
            self._words.remove(word)
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._layout.removeWidget(self._line)
        self._chips = [self._chip(word, chosen=True) for word in self._words]
        self._chips += [self._chip(code, chosen=False) for code in self._options if code not in self._words]
        self._layout.addWidget(self._line)
        self._layout.activate()
        self.widget.updateGeometry()

    def _chip(self, word: str, chosen: bool) -> Chip:
        chip = Chip(self._options.get(word, word), closable=chosen, parent=self.widget)
        chip.setObjectName(word)
        chip.set_active(chosen)
        chip.closed.connect(partial(self._toggle, word, False))
        chip.clicked.connect(partial(self._toggle, word, not chosen))
        self._layout.addWidget(chip)
        chip.show()
        return chip

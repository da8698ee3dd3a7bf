"""The row of filters: a chip each, filled while it narrows the list, with a sheet to choose from under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.core.text import T
from ui.tables.display import Display
from ui.tables.filterpopups import CheckPopup, DaysPopup, TextPopup
from ui.tables.protocols import FilterLike
from ui.tables.spans import say_span_of_days
from ui.widgets.basic import button
from ui.widgets.chips import Chip
from ui.widgets.flow import FlowLayout

_NAMED = 2
_ACTIVE = T("tables", "{title}: {value}")
_MORE = T("tables", "{values} and {count} more")


class FilterBar(QWidget):
    """Chips for the filters of a list.

    Args:
        filters: What the list can be narrowed by.
        display: Shows days.
        quick: Which stand in the row from the start; all if None.

    Signals:
        changed: A value was chosen or taken away.
    """

    changed = Signal()

    def __init__(
        self,
        filters: Sequence[FilterLike],
        display: Display,
        quick: Sequence[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._display = display
        self._filters = {item.key: item for item in filters}
        self._values: dict[str, Any] = {}
        self._chips: dict[str, Chip] = {}
        self._always = set(self._filters if quick is None else quick)
        self._layout = FlowLayout(self)
        for key in self._filters:
            chip = Chip(closable=True, opens=self._filters[key].kind != "flag")
            chip.setObjectName(f"filter-{key}")
            chip.clicked.connect(partial(self._press, key))
            chip.closed.connect(partial(self.take_away, key))
            self._chips[key] = chip
            self._layout.addWidget(chip)
        self._more = Chip(T("tables", "More filters"), opens=True)
        self._more.clicked.connect(self._offer_more)
        self._layout.addWidget(self._more)
        self._clear = button(T("tables", "Clear all"), "quiet", on=self.clear)
        self._layout.addWidget(self._clear)
        self._show()

    def values(self) -> dict[str, Any]:
        """Return filter key -> chosen value."""
        return dict(self._values)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Choose values without saying so; unknown keys are dropped."""
        self._values = {key: value for key, value in values.items() if key in self._filters}
        self._show()

    def choose(self, key: str, value: Any) -> None:
        """Choose the value of one filter; nothing chosen takes it away."""
        empty = value is None or value in ((), "", (None, None))
        if empty:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._show()
        self.changed.emit()

    def take_away(self, key: str) -> None:
        """Let a filter narrow no more."""
        self.choose(key, None)

    def clear(self) -> None:
        """Take every filter away."""
        self._values.clear()
        self._show()
        self.changed.emit()

    def open(self, key: str) -> None:
        """Open the sheet of a filter."""
        self._chips[key].show()
        self._press(key)

    def changeEvent(self, event: QEvent) -> None:
        """Write the chips anew when the language changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        for key, chip in self._chips.items():
            active = key in self._values
            chip.set_active(active)
            chip.set_word(self._word(key))
            chip.setVisible(active or key in self._always)
        self._more.setVisible(any(chip.isHidden() for chip in self._chips.values()))
        self._clear.setVisible(len(self._values) > 1)
        self._layout.invalidate()
        self._layout.activate()
        self.updateGeometry()

    def _word(self, key: str) -> str:
        item = self._filters[key]
        if key not in self._values or item.kind == "flag":
            return str(item.title)
        return _ACTIVE.format(title=item.title, value=self._value_word(item, self._values[key]))

    def _value_word(self, item: FilterLike, value: Any) -> str:
        if item.kind == "days":
            zone = self._display.zone
            return say_span_of_days(value, zone.day(self._display.clock.now()), zone)
        if item.kind == "text":
            return str(value)
        codes = (value,) if isinstance(value, str) else tuple(value)
        words = [str(item.labels.get(code, code)) for code in codes]
        shown = "、".join(words[:_NAMED])
        return shown if len(words) <= _NAMED else _MORE.format(values=shown, count=len(words) - _NAMED)

    def _press(self, key: str) -> None:
        item, chip, chosen = self._filters[key], self._chips[key], partial(self.choose, key)
        now = self._values.get(key)
        if item.kind == "flag":
            self.choose(key, None if now else True)
        elif item.kind == "days":
            DaysPopup(self._display, now or (None, None), chosen, self).show_under(chip)
        elif item.kind == "text":
            TextPopup(item.title, now or "", chosen, self).show_under(chip)
        else:
            codes = (now,) if isinstance(now, str) else tuple(now or ())
            CheckPopup(item.labels, codes, chosen, self).show_under(chip)

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for key, chip in self._chips.items():
            if chip.isHidden():
                action = QAction(str(self._filters[key].title), menu)
                action.triggered.connect(partial(self.open, key))
                menu.addAction(action)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

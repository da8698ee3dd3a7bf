"""Counting: things and cash, entered like at a till. Enter goes on, sums and differences follow at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import Invalid
from app.core.money import show_yuan
from app.core.text import T, Text
from app.features.handover.service import Counted, Counts, piece_title, shown
from ui.i18n.language import Retranslated, bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Heading, label, row, set_kind, show_if
from ui.widgets.search import KeyFilter

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

CASH = "cash"
_EMPTY = "—"
_MOST = 100_000
_NUMBER_WIDTH = 64


class Till(Retranslated, QWidget):
    """Shows what was counted, and lets it be entered while the handover is a draft.

    Args:
        desk: The desk.

    Signals:
        counted: Something was entered; everything counted so far.
    """

    counted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._handover = ""
        self._editable = False
        self._counts: Counts | None = None
        self._shape: tuple[object, ...] = ()
        self._missing: frozenset[str] = frozenset()
        self.edits: dict[str, QLineEdit] = {}
        self.reasons: dict[str, QLineEdit] = {}
        self._lasts: dict[str, QLabel] = {}
        self._differences: dict[str, QLabel] = {}
        self._amounts: dict[str, QLabel] = {}
        self.total = label("", "title")
        self._layout = QVBoxLayout(self)
        margins(self._layout, 0)
        self._body: QWidget | None = None

    def show_counts(self, handover_id: str, counts: Counts, *, editable: bool) -> None:
        """Show what was counted; a number being typed stays as it is."""
        shape = (handover_id, editable, *(each.code for each in counts.all), *(piece.code for piece in counts.pieces))
        self._handover, self._editable, self._counts = handover_id, editable, counts
        if shape != self._shape:
            self._shape, self._missing = shape, frozenset()
            self._build(counts)
        self._fill(counts)

    def retranslate(self) -> None:
        """Say it in the language of the moment."""
        if self._counts is not None:
            self._build(self._counts)
            self._fill(self._counts)

    def focus_first(self) -> None:
        """Begin with the first thing to count."""
        if self.edits:
            first = next(iter(self.edits.values()))
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            first.selectAll()

    def show_errors(self, error: Invalid) -> None:
        """Mark what is not explained, and put the keyboard there."""
        for fields in (self.edits, self.reasons):
            for code, edit in fields.items():
                set_kind(edit, "true" if code in error.fields else "false", "wrong")
        self._missing = frozenset(error.fields)
        for code, text in error.fields.items():
            reason = self.reasons.get(code)
            if reason is not None:
                show_if(reason, True)
                bind_text(reason.setToolTip, text)
        first = next((code for code in error.fields if code in self.reasons or code in self.edits), "")
        wanted = self.edits.get(first) if first in self.edits and not self.edits[first].text() else None
        target = wanted or self.reasons.get(first)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save what is still being typed."""
        for code in (*self.edits, *self.reasons):
            if code in self.edits:
                self._entered(code)
            if code in self.reasons:
                self._told(code)

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self, counts: Counts) -> None:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.deleteLater()
        for known in (self.edits, self.reasons, self._lasts, self._differences, self._amounts):
            known.clear()
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        margins(body, 0)
        body.setSpacing(GRID)
        body.addWidget(Heading(T("handover", "Counted")))
        body.addLayout(self._things(counts))
        self.total = label("", "title")
        body.addLayout(row(Heading(T("handover", "Cash")), None, self.total))
        body.addLayout(self._pieces(counts))
        body.addLayout(self._cash_foot())
        self._layout.addWidget(self._body)
        self._body.show()  # at once: the keyboard may go there now

    def _things(self, counts: Counts) -> QGridLayout:
        grid = _grid()
        headings = (T("handover", "Thing"), T("handover", "Before"), T("handover", "Now"), T("handover", "Difference"))
        for column, text in enumerate(headings):
            grid.addWidget(label(text, "small"), 0, column)
        for line, thing in enumerate(counts.things, 1):
            name = label(thing.title)
            grid.addWidget(name, 2 * line, 0)
            self._lasts[thing.code] = label("", "muted")
            grid.addWidget(self._lasts[thing.code], 2 * line, 1)
            grid.addWidget(self._edit(thing.code, thing.title), 2 * line, 2)
            self._differences[thing.code] = label("")
            grid.addWidget(self._differences[thing.code], 2 * line, 3)
            grid.addWidget(self._reason(thing.code), 2 * line + 1, 0, 1, 4)
        grid.setColumnStretch(0, 1)
        return grid

    def _pieces(self, counts: Counts) -> QGridLayout:
        grid = _grid()
        half = -(-len(counts.pieces) // 2)
        for place, piece in enumerate(counts.pieces):
            line, side = place % half, 4 * (place // half)
            name = label(piece_title(piece.fen))
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(name, line, side)
            grid.addWidget(self._edit(piece.code, str(piece_title(piece.fen))), line, side + 1)
            self._amounts[piece.code] = label("", "muted")
            self._amounts[piece.code].setMinimumWidth(58)
            grid.addWidget(self._amounts[piece.code], line, side + 2)
        grid.setColumnMinimumWidth(3, GRID)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(6, 1)
        return grid

    def _cash_foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setSpacing(4)
        self._lasts[CASH], self._differences[CASH] = label("", "muted"), label("")
        foot.addLayout(row(self._lasts[CASH], None, self._differences[CASH]))
        foot.addWidget(self._reason(CASH))
        return foot

    def _edit(self, code: str, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(code)
        edit.setFixedWidth(_NUMBER_WIDTH)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setValidator(QIntValidator(0, _MOST, edit))
        edit.setReadOnly(not self._editable)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(_EMPTY)
        edit.editingFinished.connect(lambda: self._entered(code))
        KeyFilter(edit, lambda event: self._walk(code, event))
        self.edits[code] = edit
        return edit

    def _reason(self, code: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(f"why.{code}")
        edit.setReadOnly(not self._editable)
        bind_text(edit.setPlaceholderText, T("handover", "Why is there a difference?"))
        bind_text(edit.setAccessibleName, T("handover", "Why is there a difference?"))
        edit.editingFinished.connect(lambda: self._told(code))
        edit.returnPressed.connect(lambda: self._after_reason(code))
        edit.hide()
        self.reasons[code] = edit
        return edit

    # --- filling --------------------------------------------------------------------------------------------------

    def _fill(self, counts: Counts) -> None:
        pieces = {piece.code: piece for piece in counts.pieces}
        things = {each.code: each for each in counts.all}
        for code, edit in self.edits.items():
            number = pieces[code].counted if code in pieces else things[code].counted
            if not edit.hasFocus() or not edit.isModified():
                edit.setText("" if number is None else str(number))
        for code, reason in self.reasons.items():
            each = things[code]
            if not reason.hasFocus() or not reason.isModified():
                reason.setText(each.reason)
            wanted = bool(each.reason) or (self._editable and (bool(each.difference) or code in self._missing))
            if not reason.hasFocus():
                show_if(reason, wanted)
        for code, amount in self._amounts.items():
            amount.setText(f"= {show_yuan(pieces[code].amount)}" if pieces[code].counted else "")
        for each in counts.all:
            self._compare(each)
        self.total.setText(shown(counts.cash, counts.cash.counted))

    def _compare(self, each: Counted) -> None:
        told, difference = self._differences[each.code], each.difference
        words = "" if not difference else f"{'+' if difference > 0 else ''}{shown(each, difference)}"
        told.setText(words)
        set_kind(told, "late" if each.unexplained and difference else "soon" if difference else "muted", "tone")
        last = shown(each, each.reference)
        if each.money:
            told_last: Text | str = T("handover", "Before: {last}").with_(last=last)
            bind_text(self._lasts[each.code].setText, told_last)
        else:
            self._lasts[each.code].setText(last)

    # --- entering -------------------------------------------------------------------------------------------------

    def _entered(self, code: str) -> None:
        edit = self.edits[code]
        if self._editable and edit.isModified():
            edit.setModified(False)
            set_kind(edit, "false", "wrong")
            self._count({code: edit.text()}, {})

    def _told(self, code: str) -> None:
        edit = self.reasons[code]
        if self._editable and edit.isModified():
            edit.setModified(False)
            set_kind(edit, "false", "wrong")
            self._count({}, {code: edit.text()})

    def _after_reason(self, code: str) -> None:
        """Enter goes on to the next number."""
        order = list(self.edits)
        place = order.index(code) + 1 if code in order else len(order)
        if place < len(order):
            self.edits[order[place]].setFocus(Qt.FocusReason.TabFocusReason)
            self.edits[order[place]].selectAll()
        else:
            self.focusNextChild()

    def _count(self, values: Mapping[str, str], reasons: Mapping[str, str]) -> None:
        desk, handover = self._desk, self._handover
        desk.jobs.run(
            lambda: desk.context.handovers.count(desk.actor, handover, values, reasons),
            done=lambda counts: self._saved(handover, counts),
            owner=self,
        )

    def _saved(self, handover: str, counts: Counts) -> None:
        if handover == self._handover:
            self._counts = counts
            self._fill(counts)
            self.counted.emit(counts)

    def _differs(self, code: str) -> bool:
        """Whether the number typed is another one than before: said at once, not when it has been saved."""
        things = self._counts.things if self._counts is not None else ()
        thing = next((each for each in things if each.code == code), None)
        text = self.edits[code].text()
        return thing is not None and thing.reference is not None and text != "" and int(text) != thing.reference

    def _walk(self, code: str, event: QKeyEvent) -> bool:
        """Enter and Down go to the next number, Up to the one before, as on a till."""
        step = _STEPS.get(int(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._entered(code)
        order = list(self.edits)
        place = order.index(code) + step
        reason = self.reasons.get(code)
        if step > 0 and reason is not None and not reason.text() and self._differs(code):
            show_if(reason, True)
            reason.setFocus(Qt.FocusReason.TabFocusReason)
        elif 0 <= place < len(order):
            self.edits[order[place]].setFocus(Qt.FocusReason.TabFocusReason)
            self.edits[order[place]].selectAll()
        else:
            self.focusNextChild()
        return True


_STEPS: dict[int, int] = {
    int(Qt.Key.Key_Return): 1,
    int(Qt.Key.Key_Enter): 1,
    int(Qt.Key.Key_Down): 1,
    int(Qt.Key.Key_Up): -1,
}


def _grid() -> QGridLayout:
    grid = QGridLayout()
    margins(grid, 0)
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(4)
    return grid

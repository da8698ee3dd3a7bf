"""An open form says when its record changed underneath, and offers what others wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.text import T
from ui.bridge.voice import Voice
from ui.forms.record import OpenRecord
from ui.i18n.language import AnyText, bind_text
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, column, label, row, set_kind, tool

_BETWEEN = T("forms", ", ")
_LONGEST = 200


@dataclass(frozen=True)
class Kept:
    """A field in which the person's own value stands against a newer one.

    Attributes:
        key: The field.
        title: What people call it.
        theirs: The newer value as people read it.
    """

    key: str
    title: AnyText
    theirs: str


class Surface(Protocol):
    """What shows the fields: a ``Form``, or anything that can do the same."""

    def take_newer(self, before: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
        """Show newer values where the person has left the field alone.

        Returns:
            The fields that now show them, and field -> newer value where the person's own stands.
        """
        raise NotImplementedError

    def adopt(self, key: str, value: Any) -> None:
        """Show a newer value in place of the person's own; the field then counts as left alone."""
        raise NotImplementedError

    def name_of(self, key: str) -> AnyText:
        """Return what people call a field."""
        raise NotImplementedError

    def told(self, key: str, value: Any) -> str:
        """Return a value of a field as people read it."""
        raise NotImplementedError


class MovedBar(QFrame):
    """The bar: who changed what, a look at it, and taking it over.

    Signals:
        looked: The newer values have been unfolded.
        adopted: One field's newer value is wanted; its key.
    """

    looked = Signal()
    adopted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[Kept, ...] = ()
        set_kind(self, "bar")
        set_kind(self, "soon", "tone")
        self.words = label("")
        self.words.setWordWrap(True)
        self.look = button(T("forms", "Look"), "quiet", on=self._look)
        self.take = button(T("forms", "Take them over"), "plain", on=self._take)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        margins(self._grid, 0, 4, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        close = tool("close", T("forms", "Close this message"), self.hide)
        head = row(self.words, self.look, self.take, close)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._lines, gap=0, margin=(3 * GRID, 6, 2 * GRID, 6)))
        self.hide()

    def say(self, updated: list[AnyText], kept: tuple[Kept, ...], *, remote: bool) -> None:
        """Say what happened.

        Args:
            updated: What people call the fields that now show newer values.
            kept: The fields in which the person's own values stand.
            remote: Whether another desk did it.
        """
        self._kept = kept
        fields = str(_BETWEEN).join(str(title) for title in (*(one.title for one in kept), *updated))
        if kept:
            text = (
                T("forms", "Another desk has just changed this record ({fields}). Your own words still stand here.")
                if remote
                else T("forms", "This record has just been changed ({fields}). Your own words still stand here.")
            )
        else:
            text = (
                T("forms", "Another desk has just changed this record ({fields}). The form shows it already.")
                if remote
                else T("forms", "This record has just been changed ({fields}). The form shows it already.")
            )
        bind_text(self.words.setText, text.with_(fields=fields))
        set_kind(self, "soon" if kept else "info", "tone")
        for part in (self.look, self.take):
            part.setVisible(bool(kept))
        self._lines.hide()
        self._fill()
        self.show()

    def drop(self, key: str) -> None:
        """A field no longer differs."""
        self._kept = tuple(one for one in self._kept if one.key != key)
        self._fill()
        if not self._kept:
            self.hide()

    @property
    def kept(self) -> tuple[Kept, ...]:
        """The fields that still differ."""
        return self._kept

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for line, one in enumerate(self._kept):
            name = label(one.title, "muted")
            theirs = label(one.theirs if len(one.theirs) <= _LONGEST else one.theirs[:_LONGEST] + "…")
            theirs.setWordWrap(True)
            take = button(T("forms", "Take over"), "quiet", on=lambda key=one.key: self.adopted.emit(key))
            take.setObjectName(f"take-{one.key}")
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(theirs, line, 1)
            self._grid.addWidget(take, line, 2)

    def _look(self) -> None:
        self._lines.show()
        self.look.hide()
        first = self._lines.findChild(QWidget, f"take-{self._kept[0].key}") if self._kept else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.looked.emit()

    def _take(self) -> None:
        for one in self._kept:
            self.adopted.emit(one.key)


class Underneath:
    """Keeps a form and its record together.

    Args:
        record: The record.
        surface: What shows its fields.
        bar: Where it is said.
        voice: Says when the record has gone.
    """

    def __init__(self, record: OpenRecord, surface: Surface, bar: MovedBar, voice: Voice) -> None:
        self._record, self._surface, self._bar, self._voice = record, surface, bar, voice
        self._before = dict(record.values)
        self._theirs: dict[str, Any] = {}
        record.moved.connect(self._moved)
        record.gone.connect(self._gone)
        bar.looked.connect(record.accept)
        bar.adopted.connect(self._adopt)

    def _moved(self, changes: Changes) -> None:
        values = self._record.values
        updated, kept = self._surface.take_newer(self._before, values)
        self._before = dict(values)
        self._theirs = {**{key: values[key] for key in self._theirs if key in values}, **kept}
        for key in updated:
            self._theirs.pop(key, None)
        if not self._theirs:
            self._record.accept()
        if not updated and not kept:
            return
        titles = [self._surface.name_of(key) for key in updated]
        self._bar.say(titles, self._kept(), remote=changes.origin == "sync")

    def _adopt(self, key: str) -> None:
        if key in self._theirs:
            self._surface.adopt(key, self._theirs.pop(key))
            self._bar.drop(key)
            if not self._theirs:
                self._record.accept()

    def _kept(self) -> tuple[Kept, ...]:
        surface = self._surface
        return tuple(Kept(key, surface.name_of(key), surface.told(key, value)) for key, value in self._theirs.items())

    def _gone(self, _error: AppError) -> None:
        self._voice.warn(T("forms", "This record has just been deleted. Copy what you still need, and leave the form."))

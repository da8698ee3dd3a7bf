"""The records that a record touches, beside it: one key opens the list of them, one more opens the record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.links import Link
from app.core.text import T
from ui.theme.icons import icon
from ui.theme.metrics import margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import Heading, button, label, row
from ui.widgets.elided import ElidedLabel
from ui.widgets.popup import Popup

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

KEY = "Ctrl+J"
LINKS_SHORTCUT = Shortcut(KEY, T("panes", "Go to a linked record"))
"""For the sheet of keys of every page with a pane that shows links."""

_ICONS = {
    "house": "house",
    "person": "person",
    "staff": "people",
    "scenario": "knowledge",
    "ticket": "ticket",
    "complaint": "complaint",
    "handover": "handover",
    "plan": "plan",
    "plan_task": "plan",
    "training": "training",
    "training_session": "calendar",
    "training_template": "list",
    "training_course": "knowledge",
    "certificate": "star",
}

_ROOM = 30
"""Letters of a title; a Chinese one counts for two."""


class LinkStrip(QWidget):
    """The linked records of one record; nothing at all while there are none.

    Args:
        desk: The desk.
        kind: The record's kind.
        record_id: The record.
        aside: Kinds that the pane shows elsewhere: they stand in the list under the key only.
        parent: Its owner.

    Attributes:
        found: What is shown.
        popup: The list under the key, while it is open.
    """

    def __init__(
        self, desk: Desk, kind: str, record_id: str, aside: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._aside = desk, frozenset(aside)
        self.found: tuple[Link, ...] = ()
        self.popup: LinkPopup | None = None
        self._layout = QVBoxLayout(self)
        margins(self._layout, 0)
        self._layout.setSpacing(2)
        self._key = QShortcut(QKeySequence(KEY), self, context=Qt.ShortcutContext.WindowShortcut)
        self._key.activated.connect(self.open)
        desk.jobs.run(lambda: desk.context.links(desk.actor, kind, record_id), done=self._show, owner=self)

    def _show(self, found: Sequence[Link]) -> None:
        self.found = tuple(found)
        shown = [each for each in found if each.kind not in self._aside]
        if not shown:
            return
        heading = Heading(T("panes", "Linked"), len(shown))
        heading.setToolTip(str(T("panes", "Go to a linked record ({key})").with_(key=KEY)))
        self._layout.addWidget(heading)
        for each in shown:
            self._layout.addLayout(_line(self._desk, each))

    def open(self) -> None:
        """Open the list of linked records under the strip; digits and Enter open one."""
        if self.found:
            self.popup = LinkPopup(self._desk, self.found, self)
            self.popup.show_under(self)
            self.popup.first.setFocus()


class LinkPopup(Popup):
    """Linked records as numbered lines: a digit or Enter opens one, arrows walk, Esc goes back.

    Attributes:
        first: The first line.
    """

    def __init__(self, desk: Desk, found: Sequence[Link], parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[QPushButton] = []
        for number, each in enumerate(found, 1):
            mark = f"{number}  " if number < 10 else ""
            line = button(f"{mark}{each.role} · {each.title}", "quiet", on=partial(self._go, desk, each))
            line.setIcon(icon(_ICONS.get(each.kind, "link")))
            self._lines.append(line)
            self.body.addWidget(line)
        self.first = self._lines[0]

    def _go(self, desk: Desk, each: Link) -> None:
        self.close()
        desk.go(each.kind, each.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit opens that line, Enter the one in focus."""
        focused = next((line for line in self._lines if line.hasFocus()), None)
        if event.text().isdigit() and 0 < int(event.text()) <= len(self._lines):
            self._lines[int(event.text()) - 1].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None:
            focused.click()
        else:
            super().keyPressEvent(event)


def _line(desk: Desk, each: Link) -> QHBoxLayout:
    opener = button(_cut(each.title), "link", on=partial(desk.go, each.kind, each.id))
    opener.setToolTip(each.title)
    opener.setAutoDefault(True)
    words = ElidedLabel(str(each.role) if not str(each.detail) else f"{each.role} · {each.detail}", "right")
    words.setProperty("kind", "muted")
    when = label("" if each.at is None else desk.display.moment(each.at), "small")
    line = row(opener, words, when)
    line.setStretch(1, 1)
    return line


def _cut(title: str) -> str:
    """Return as much of a title as leaves room for the rest of its line."""
    used = 0
    for place, letter in enumerate(title):
        used += 2 if ord(letter) > 0xFF else 1
        if used > _ROOM:
            return title[:place] + "…"
    return title

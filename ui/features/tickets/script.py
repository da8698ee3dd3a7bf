"""What to say and ask: the scenario card beside the intake, its script filled with what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from ui.widgets.basic import Card, label

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class ScriptCard(QWidget):
    """Shows the chosen scenario's script, questions, papers and warnings."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[Any, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def clear(self) -> None:
        """Show nothing."""
        self._shown = ()
        self.hide()

    def show_scenario(self, code: str, known: Mapping[str, Any]) -> None:
        """Show a scenario's script for this caller; nothing without a scenario."""
        state = (code, known.get("requester_name"), known.get("place_label"))
        if state == self._shown:
            return
        self._shown = state
        self.setVisible(bool(code))
        if code:
            card = self._desk.context.scenarios.card(code)
            variables = {
                "称呼": str(known.get("requester_name") or ""),
                "房号": str(known.get("place_label") or ""),
                "客服": self._desk.actor.name,
                "物业名": self._desk.context.settings.text("office.name"),
                "电话": self._desk.context.settings.text("office.phone"),
            }
            self._fill(card, variables)

    def _fill(self, card: Any, variables: Mapping[str, str]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = Card(T("tickets", "What to say"))
        fill = self._desk.context.scenarios.fill_script
        if card.safety:
            self._part(shown, T("tickets", "At once"), card.safety, "late")
        self._part(shown, None, fill(card.empathy, variables), "quote")
        self._part(shown, None, fill(card.solution, variables), "quote")
        self._part(shown, T("tickets", "Ask"), _bullets(card.ask))
        self._part(shown, T("tickets", "Record"), _bullets(card.record))
        self._part(shown, T("tickets", "Papers to bring"), _bullets(card.papers))
        self._part(shown, T("tickets", "Never say"), _bullets(card.never_say), "muted")
        self._layout.addWidget(shown)

    def _part(self, card: Any, title: Text | None, words: str, kind: str = "") -> None:
        if not words.strip():
            return
        if title is not None:
            card.body.addWidget(label(title, "small"))
        text = label(words.strip(), kind)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(text)


def _bullets(lines: str | tuple[str, ...]) -> str:
    parts = lines.splitlines() if isinstance(lines, str) else lines
    return "\n".join(f"· {line}" for line in parts if line.strip())

"""What to say and ask: the scenario card beside the intake, its script filled with what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.office.rules import fill_script
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

    def show_scenario(self, code: str, known: Mapping[str, Any], time: str) -> None:
        """Show a scenario's script for this caller; nothing without a scenario.

        Args:
            code: The card's code.
            known: What the form holds.
            time: When the caller will hear from us, in words.
        """
        state = (code, known.get("address"), known.get("place_label"), time)
        if state == self._shown:
            return
        self._shown = state
        self.setVisible(bool(code))
        if code:
            card = self._desk.context.scenarios.card(self._desk.actor, code)
            self._fill(card, self._variables(known, time))

    def _variables(self, known: Mapping[str, Any], time: str) -> dict[str, str]:
        """What is not known yet is said in a way that promises nothing."""
        settings = self._desk.context.settings
        return {
            "称呼": str(known.get("address") or T("tickets", "Hello")),
            "房号": str(known.get("place_label") or T("tickets", "your place")),
            "事项": str(known.get("title") or T("tickets", "what you told me")),
            "工单号": str(T("tickets", "(given once saved)")),
            "负责人": str(T("tickets", "our colleague on duty")),
            "预计时间": time,
            "电话": settings.text("office.phone"),
            "客服": self._desk.actor.name,
            "物业名": settings.text("office.name"),
        }

    def _fill(self, card: Any, variables: Mapping[str, str]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = Card(T("tickets", "What to say"))
        if card.safety:
            self._part(shown, T("tickets", "At once"), card.safety, "warning")
        self._part(shown, None, fill_script(card.empathy, variables).text, "quote")
        self._part(shown, None, fill_script(card.solution, variables).text, "quote")
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

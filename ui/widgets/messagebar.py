"""The bar inside a page in which the voice speaks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.core.text import T
from ui.bridge.voice import Message, Verb, Voice
from ui.i18n.language import bind_text
from ui.theme.icons import pixmap
from ui.theme.metrics import GRID
from ui.widgets.basic import button, label, row, set_kind, tool

FADE_MS = 6_000
_LOOKS = {"done": ("done", "green"), "info": ("info", "blue"), "warn": ("warn", "amber"), "error": ("error", "red")}
_TONES = {"done": "done", "info": "info", "warn": "soon", "error": "late"}


class MessageBar(QFrame):
    """Shows the latest message; what went well goes away by itself, what did not stays until it is closed.

    Args:
        voice: Speaks here whenever the bar's surroundings are visible.
        parent: The page or window.
    """

    def __init__(self, voice: Voice | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message: Message | None = None
        self.setProperty("kind", "bar")
        self.setProperty("tone", "info")
        self._sign = QLabel()
        self._text = label()
        self._text.setWordWrap(True)
        self._action = button("", "quiet", on=self._act)
        self._close = tool("close", T("widgets", "Close message"), self.clear)
        parts = row(self._sign, self._text, self._action, self._close, margin=(GRID + 4, 2, 4, 2))
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self._timer = QTimer(self, singleShot=True, interval=FADE_MS)
        self._timer.timeout.connect(self.clear)
        self.hide()
        if voice is not None:
            voice.add_place(self)

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before."""
        self.message = message
        name, role = _LOOKS[message.level]
        self._sign.setPixmap(pixmap(name, role, 16, self.devicePixelRatioF()))
        set_kind(self, _TONES[message.level], "tone")
        bind_text(self._text.setText, message.text)
        bind_text(self.setAccessibleName, message.text)
        self._show_action(message.action)
        self.show()
        if message.level in ("done", "info"):
            self._timer.start()
        else:
            self._timer.stop()

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.message = None
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while somebody may be reading."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on fading."""
        if self.message is not None and self.message.level in ("done", "info"):
            self._timer.start()
        super().leaveEvent(event)

    def _show_action(self, action: Verb | None) -> None:
        self._action.setVisible(action is not None)
        if action is not None:
            bind_text(self._action.setText, action.text)

    def _act(self) -> None:
        message = self.message
        self.clear()
        if message is not None and message.action is not None and message.action.act is not None:
            message.action.act()

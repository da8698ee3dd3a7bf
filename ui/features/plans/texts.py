"""The texts of part one, side by side: written in place, saved when they are left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.features.plans import rules
from app.features.plans.service import PlanView
from ui.i18n.language import AnyText, bind_text
from ui.widgets.basic import column, label, row

HEIGHT = 92


class TextBox(QPlainTextEdit):
    """A text that is saved when it is left; Ctrl+Enter saves it at once, Esc puts back what it said.

    Signals:
        saved: It was left with another text than it had.
    """

    saved = Signal(str)

    def __init__(self, name: AnyText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setTabChangesFocus(True)
        bind_text(self.setAccessibleName, name)

    def show_text(self, text: str) -> None:
        """Show what is kept; what is being typed stays."""
        if self.unsaved and self.hasFocus():
            return
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.toPlainText() != self._shown

    def flush(self) -> None:
        """Save what was typed."""
        if self.unsaved and not self.isReadOnly():
            self._shown = self.toPlainText()
            self.saved.emit(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Esc puts back."""
        if event.key() == Qt.Key.Key_Escape and self.unsaved:
            self.setPlainText(self._shown)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.flush()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when it is left; a menu over it or another window is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.flush()


class OverviewTexts(QWidget):
    """Goals, focus and arrangements.

    Signals:
        changed: (key, text) one of them was written.
    """

    changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {key: TextBox(title, self) for key, title in rules.TEXTS.items()}
        parts: list[QWidget] = []
        for key, title in rules.TEXTS.items():
            box = self.boxes[key]
            box.setFixedHeight(HEIGHT)
            box.saved.connect(lambda text, key=key: self.changed.emit(key, text))
            part = QWidget(self)
            part.setLayout(column(label(title, "muted"), box, gap=2))
            parts.append(part)
        self.setLayout(row(*parts, gap=12, margin=(12, 6)))

    def show_view(self, view: PlanView, *, editable: bool) -> None:
        """Show a plan's texts."""
        for key, box in self.boxes.items():
            box.setReadOnly(not editable)
            box.show_text(getattr(view, key))

    def flush(self) -> None:
        """Save what was typed."""
        for box in self.boxes.values():
            box.flush()

"""A small sheet that opens under a widget and goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.theme.metrics import GRID, margins


class Popup(QFrame):
    """A frame in a window of its own; Esc, or a press elsewhere, closes it.

    Args:
        parent: Whose it is.

    Attributes:
        body: Where its content goes.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout(self)
        margins(self.body, GRID)
        self.body.setSpacing(2)

    def show_under(self, widget: QWidget) -> None:
        """Open below a widget, inside its screen."""
        self.adjustSize()
        below = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        screen = widget.screen().availableGeometry()
        box = QRect(below, self.sizeHint())
        if box.right() > screen.right():
            box.moveRight(screen.right())
        if box.bottom() > screen.bottom():
            box.moveBottom(widget.mapToGlobal(QPoint(0, -2)).y())
        self.move(max(screen.left(), box.left()), max(screen.top(), box.top()))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, Enter too unless a line takes it; arrows walk."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), QLineEdit):
            event.accept()
        elif enter or event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

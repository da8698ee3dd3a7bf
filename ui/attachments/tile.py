"""One attachment, small: its picture or what it is, its name, and where its content is if not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.text import T, Text
from app.features.attachments.service import shown_size
from ui.attachments.thumbs import thumbnail
from ui.theme.current import theme
from ui.theme.icons import draw_icon
from ui.theme.metrics import RADIUS
from ui.theme.tokens import Tone
from ui.widgets.paint import rounded

if TYPE_CHECKING:
    from app.features.attachments.service import AttachmentRow
    from ui.bridge.desk import Desk

WIDE, HIGH, PICTURE = 112, 92, 68
_BAND, _ICON = 18, 24

_STATES: dict[str, tuple[Text, Tone, str]] = {
    "sending": (T("attachments", "Not sent yet"), "soon", "sync"),
    "coming": (T("attachments", "Arriving"), "info", "sync"),
    "remote": (T("attachments", "Fetch on opening"), "muted", "down"),
    "waiting": (T("attachments", "Waiting for {desk}"), "soon", "clock"),
    "lost": (T("attachments", "File is gone"), "late", "warn"),
}
_PARTS = T("attachments", "{state} {done}/{total}")
_HERE = T("attachments", "{name}, {size}, {who}, {when}")


def state_of(row: AttachmentRow) -> tuple[str, Tone, str] | None:
    """Return words, tone and icon for where a content is; None where it is simply here."""
    found = _STATES.get(row.place)
    if found is None:
        return None
    text, tone, icon = found
    words = text.format(desk=row.desk or T("attachments", "the desk"))
    if row.place in ("sending", "coming") and 0 < row.done < row.total:
        words = _PARTS.format(state=words, done=row.done, total=row.total)
    return words, tone, icon


class Tile(QAbstractButton):
    """Shows one attachment.

    Args:
        desk: The desk.
        row: The attachment.

    Signals:
        menu_wanted: A menu of its verbs is wanted at a place on the screen.
        removal_wanted: Delete was pressed on it.
        step_wanted: An arrow was pressed: 1 for the next one, -1 for the one before.
    """

    menu_wanted = Signal(QPoint)
    removal_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, desk: Desk, row: AttachmentRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.row = row
        self._picture: QPixmap | None = None
        self.setFixedSize(WIDE, HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_row(row)

    def show_row(self, row: AttachmentRow) -> None:
        """Show the same attachment as it is now."""
        had = self.row.path if self._picture is not None else None
        self.row = row
        display = self._desk.display
        words = _HERE.format(
            name=row.name, size=shown_size(row.size), who=row.added_by, when=display.moment(row.added_at)
        )
        state = state_of(row)
        lines = [row.name, row.note, f"{shown_size(row.size)} · {row.added_by} · {display.moment(row.added_at)}"]
        if row.taken_at is not None:
            lines.append(T("attachments", "Taken {when}").format(when=display.moment(row.taken_at)))
        if state is not None:
            lines.append(state[0])
            words = f"{words}, {state[0]}"
        self.setText(row.name)
        self.setAccessibleName(words)
        self.setAccessibleDescription(row.note)
        self.setToolTip("\n".join(line for line in lines if line))
        if row.path is None:
            self._picture = None
        elif row.path != had:
            ratio = self.devicePixelRatioF()
            room = QSize(round(WIDE * ratio), round(PICTURE * ratio))
            thumbnail(row, room, self._desk.jobs, self, self._set_picture)
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether its picture is shown."""
        return self._picture is not None

    def _set_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """Always the same."""
        return QSize(WIDE, HIGH)

    # --- drawing ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture or sign, state and name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = theme()
        place = QRect(0, 0, WIDE, PICTURE)
        line = now.colour("focus" if self.hasFocus() else "accent" if self.underMouse() else "hairline")
        rounded(painter, QRectF(place), now.colour("surface-sunken"), line)
        if self._picture is not None:
            self._draw_picture(painter, place)
        else:
            self._draw_sign(painter, place)
        self._draw_state(painter, place)
        if self._picture is not None or self.hasFocus():
            painter.setPen(line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(now.colour("text"))
        font = painter.font()
        font.setPointSizeF(max(7.5, font.pointSizeF() - 1))
        painter.setFont(font)
        name = painter.fontMetrics().elidedText(self.row.name, Qt.TextElideMode.ElideMiddle, WIDE - 4)
        painter.drawText(
            QRect(2, PICTURE + 2, WIDE - 4, HIGH - PICTURE - 2),
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
            name,
        )
        painter.end()

    def _draw_picture(self, painter: QPainter, place: QRect) -> None:
        assert self._picture is not None
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(shape)
        ratio = self.devicePixelRatioF()
        size = QSize(round(self._picture.width() / ratio), round(self._picture.height() / ratio))
        # A picture smaller than its place stays as large as it is.
        if size.width() < place.width() and size.height() < place.height() and self.row.kind == "picture":
            shown = QRect(QPoint(0, 0), size)
        else:
            shown = QRect(QPoint(0, 0), self._picture.size().scaled(place.size(), _mode(self.row.kind)))
        shown.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.row.kind == "pdf":
            painter.fillRect(shown, Qt.GlobalColor.white)
        painter.drawPixmap(shown, self._picture)
        painter.restore()

    def _draw_sign(self, painter: QPainter, place: QRect) -> None:
        sign = "lock" if self.row.personal else "photo" if self.row.kind == "picture" else "file"
        room = place.height() - (0 if state_of(self.row) is None else _BAND)
        top = place.top() + (room - _ICON - _BAND) // 2
        draw_icon(painter, sign, "text-muted", QPoint(place.center().x() - _ICON // 2, top), _ICON)
        painter.setPen(theme().colour("text-muted"))
        extension = "" if self.row.closed else self.row.name.rpartition(".")[2].upper()[:5]
        words = f"{extension} {shown_size(self.row.size)}".strip()
        below = QRect(place.left(), top + _ICON, place.width(), _BAND)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_state(self, painter: QPainter, place: QRect) -> None:
        state = state_of(self.row)
        if state is None:
            return
        words, tone, icon = state
        colours = theme().tone(tone)
        band = QRect(place.left() + 1, place.bottom() - _BAND, place.width() - 2, _BAND)
        painter.fillRect(band, colours.fill)
        draw_icon(painter, icon, colours.text.name(), QPoint(band.left() + 4, band.top() + 3), 12)
        painter.setPen(colours.text)
        font = painter.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
        painter.setFont(font)
        room = band.adjusted(19, 0, -2, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        font.setPointSizeF(font.pointSizeF() + 1.5)
        painter.setFont(font)

    # --- keys -------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes, arrows go on."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_wanted.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Menu:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done."""
        self.menu_wanted.emit(event.globalPos())
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()
        elif event.type() == QEvent.Type.LanguageChange:
            self.show_row(self.row)


def _mode(kind: str) -> Qt.AspectRatioMode:
    filled = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return filled if kind == "picture" else Qt.AspectRatioMode.KeepAspectRatio

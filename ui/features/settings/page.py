"""设置: how the office and this computer are set, and what is kept in order behind the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.text import T, Text
from ui.theme.icons import icon
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import button, hairline, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

_SIDE = 168
_HERE = "ui.features.settings"


@dataclass(frozen=True)
class Room:
    """One part of the page.

    Attributes:
        key: Stable name.
        title: What stands at the side.
        icon: Name of a drawing.
        permission: Entity and actions, one of which it takes to see the room; empty for everybody.
        kinds: Record kinds that open here.
        module: Where it is.
        name: Its class.
    """

    key: str
    title: Text
    icon: str
    permission: tuple[str, ...]
    kinds: tuple[str, ...]
    module: str
    name: str

    def open_to(self, desk: Desk) -> bool:
        """Say whether the person may see it."""
        entity, *actions = self.permission or ("",)
        if entity == "any":
            kinds = ("person", "house", "staff", "ticket", "complaint", "training")
            return any(desk.may(kind, actions[0]) for kind in kinds)
        return not entity or any(desk.may(entity, action) for action in actions)


ROOMS: tuple[Room, ...] = (
    Room("values", T("settings-page", "Settings"), "settings", (), ("setting",), f"{_HERE}.values", "ValuesRoom"),
    Room("staff", T("settings-page", "Staff"), "people", ("staff", "view"), ("staff",), f"{_HERE}.staff", "StaffRoom"),
    Room(
        "words",
        T("settings-page", "Dictionaries"),
        "list",
        ("dictionary", "edit"),
        ("word",),
        f"{_HERE}.words",
        "WordsRoom",
    ),
    Room(
        "import",
        T("settings-page", "Import"),
        "import",
        ("any", "import"),
        ("import",),
        f"{_HERE}.importing",
        "ImportRoom",
    ),
    Room("backups", T("settings-page", "Backups"), "save", ("backup", "view"), (), f"{_HERE}.backups", "BackupsRoom"),
    Room("audit", T("settings-page", "Audit log"), "history", ("audit", "view"), (), f"{_HERE}.audit", "AuditRoom"),
    Room("about", T("settings-page", "About"), "info", (), (), f"{_HERE}.about", "AboutRoom"),
)


class SettingsPage(QWidget):
    """The rooms, chosen at the side.

    Args:
        desk: The desk.
    """

    KEY = "settings"
    TITLE = T("shell", "Settings")
    ICON = "settings"
    GROUP = 3
    KINDS = ("staff", "setting", "word", "import")
    PERMISSION = ("staff", "view")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rooms: dict[str, Any] = {}
        self._known = {room.key: room for room in ROOMS if room.open_to(desk)}
        self._here = ""
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setLayout(self._side())
        layout = row(side, hairline(upright=True), self._stack, gap=0)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._show(next(iter(self._known)))

    # --- the window's contract ------------------------------------------------------------------------------------

    def go(self, target: Target) -> None:
        """Open the room of a record, or the one named by ``room`` in the target's values."""
        wanted = (target.values or {}).get("room")
        room = next((r for r in self._known.values() if r.key == wanted or target.kind in r.kinds), None)
        if room is None:
            self._buttons[self._here].setFocus()
            return
        self._show(room.key)
        if hasattr(self._rooms[room.key], "go"):
            self._rooms[room.key].go(target)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost."""
        present: Any = self._rooms.get(self._here)
        if hasattr(present, "leave"):
            present.leave(then)
        else:
            then()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the room that is open."""
        own = [Shortcut("Up", T("settings-page", "Another part of the settings, at the side"))]
        present: Any = self._rooms.get(self._here)
        return own + (present.shortcuts() if hasattr(present, "shortcuts") else [])

    @property
    def room(self) -> Any:
        """The room that is open."""
        return self._rooms[self._here]

    def open_room(self, key: str) -> None:
        """Open a room, once nothing typed in the present one would be lost."""
        self._buttons[self._here].setChecked(True)
        self.leave(lambda: self._show(key))

    # --- rooms ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down at the side move between the rooms."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        keys = list(self._buttons)
        if step and self._buttons[self._here].hasFocus():
            place = keys.index(self._here) + step
            if 0 <= place < len(keys):
                self.open_room(keys[place])
                self._buttons[self._here].setFocus()
            return
        super().keyPressEvent(event)

    def _show(self, key: str) -> None:
        room = self._rooms.get(key)
        if room is None:
            about = self._known[key]
            room = self._rooms[key] = getattr(import_module(about.module), about.name)(self._desk, self._stack)
            self._stack.addWidget(room)
        self._here = key
        self._buttons[key].setChecked(True)
        self._stack.setCurrentWidget(room)

    def _side(self) -> QVBoxLayout:
        layout = QVBoxLayout()
        margins(layout, GRID, GRID + 4)
        layout.setSpacing(2)
        for room in self._known.values():
            made = button(room.title, "side", on=lambda key=room.key: self.open_room(key))
            made.setIcon(icon(room.icon, "text-muted", "accent"))
            made.setCheckable(True)
            made.setObjectName(room.key)
            self._buttons[room.key] = made
            self._group.addButton(made)
            layout.addWidget(made)
        layout.addStretch(1)
        return layout

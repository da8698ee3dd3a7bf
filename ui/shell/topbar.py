"""The bar at the top: where one is, the search box, who works here, and the lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.core.text import T, Text
from app.features.staff.rules import ROLES
from ui.i18n.language import LANGUAGES, AnyText, bind_text, language
from ui.theme.appearance import appearance
from ui.theme.icons import icon
from ui.theme.metrics import GRID
from ui.widgets.basic import key_text, label, row, tip_with_key, tool

if TYPE_CHECKING:
    from app.features.staff.rules import Actor
    from ui.shell.palette import Palette

HEIGHT = 48
_SEARCH = 420
_MODES: tuple[tuple[str, Text], ...] = (
    ("system", T("shell", "As the system")),
    ("light", T("shell", "Light")),
    ("dark", T("shell", "Dark")),
)

Choose = Callable[[str, str], None]
"""Keeps a setting of this computer: key and value."""


class TopBar(QWidget):
    """Title and count at the left, the search box in the middle, person and lock at the right.

    Args:
        actor: Who works here.
        palette: The search box.
        lock: Locks the window.
        log_out: Lets somebody else log in.
        new_pin: Opens the change of one's own PIN; None where there are no PINs.
        choose: Keeps how the window looks.
    """

    def __init__(
        self,
        actor: Actor,
        palette: Palette,
        lock: Callable[[], object],
        log_out: Callable[[], object],
        new_pin: Callable[[], object] | None,
        choose: Choose,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._choose = choose
        self._title = label("", "title")
        self._count = label("", "muted")
        palette.setMaximumWidth(_SEARCH)
        bind_text(palette.setToolTip, T("shell", "Find or do something  {key}").with_(key=key_text("Ctrl+K")))
        left = QWidget()
        left.setLayout(row(self._title, self._count, None, gap=GRID))
        right = QWidget()
        locker = tool("lock", T("shell", "Lock"), lock)
        tip_with_key(locker.setToolTip, T("shell", "Lock"), "Ctrl+L", locker)
        self._shift = label("", "muted")
        bind_text(self._shift.setToolTip, T("shell", "The shift of this moment"))
        right.setLayout(row(None, self._shift, self._person(actor, log_out, new_pin), locker, gap=4))
        bar = row(left, palette, right, gap=2 * GRID, margin=(2 * GRID + 4, 0, GRID + 4, 0))
        for place, share in ((0, 3), (1, 4), (2, 3)):
            bar.setStretch(place, share)
        self.setLayout(bar)

    def set_place(self, title: AnyText) -> None:
        """Say which page is shown."""
        bind_text(self._title.setText, title)
        self.set_count(None)

    def set_shift(self, title: str) -> None:
        """Say which shift it is."""
        self._shift.setText(title)

    def set_count(self, count: int | None) -> None:
        """Show how many rows the page's list has."""
        self._count.setText("" if count is None else f"{count:,}")

    def _person(self, actor: Actor, log_out: Callable[[], object], new_pin: Callable[[], object] | None) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon("person"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setText(f" {actor.name} + {actor.companion}" if actor.companion else f" {actor.name}")
        roles = [ROLES[role] for role in ROLES if role in actor.roles]

        def say(_comma: str) -> None:
            words = str(T("shell", ", ")).join(map(str, roles))
            made.setToolTip(f"{actor.name} · {actor.number}\n{words}")
            made.setAccessibleName(f"{actor.name}, {words}")

        bind_text(say, T("shell", ", "), made)
        menu = QMenu(made)
        if new_pin is not None:
            _item(menu, T("shell", "Change my PIN…"), "key", new_pin)
        _item(menu, T("shell", "Log out"), "logout", log_out)
        menu.addSeparator()
        self._radio(menu, T("shell", "Appearance"), "theme-light", _MODES, lambda: appearance().mode, "desk.theme")
        names = tuple(LANGUAGES.items())
        self._radio(menu, T("shell", "Language"), "language", names, lambda: language().code, "office.language")
        made.setMenu(menu)
        return made

    def _radio(
        self,
        menu: QMenu,
        title: Text,
        sign: str,
        choices: Sequence[tuple[str, AnyText]],
        present: Callable[[], str],
        key: str,
    ) -> None:
        below = menu.addMenu(icon(sign), "")
        bind_text(below.setTitle, title)
        group = QActionGroup(below)
        for value, words in choices:
            action = below.addAction("")
            bind_text(action.setText, words)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
        group.triggered.connect(lambda action: self._choose(key, str(action.data())))

        def mark() -> None:
            for action in group.actions():
                action.setChecked(action.data() == present())

        below.aboutToShow.connect(mark)


def _item(menu: QMenu, text: Text, sign: str, run: Callable[[], object]) -> QAction:
    action = menu.addAction(icon(sign), "")
    bind_text(action.setText, text)
    action.triggered.connect(lambda: run())
    return action

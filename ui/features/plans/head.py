"""The head of the page: which week, how the plan stands, which view, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.core.text import T
from app.features.plans import rules
from ui.i18n.language import AnyText, bind_text
from ui.theme.tokens import Tone
from ui.widgets.basic import button, label, row, show_if, tip_with_key, tool
from ui.widgets.chips import StateChip
from ui.widgets.segments import Segments

PREVIOUS, FOLLOWING, PRESENT = "Alt+PgUp", "Alt+PgDown", "Alt+Home"
VIEWS = (
    ("plan", T("plans", "Plan")),
    ("review", T("plans", "Review")),
    ("improve", T("plans", "Improvement list")),
    ("compare", T("plans", "Compare")),
    ("all", T("plans", "All plans")),
)
STATE_TONES: dict[str, Tone] = {"draft": "muted", "submitted": "soon", "approved": "info", "reviewed": "done"}


class PlanHead(QWidget):
    """Week chooser, state, views and actions.

    Signals:
        week_wanted: Go so many weeks on (0: the present one).
        view_wanted: Another view; its key.
    """

    week_wanted = Signal(int)
    view_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "title")
        self.state = StateChip("", "muted")
        self.views = Segments(VIEWS, self)
        self.views.chosen.connect(self.view_wanted)
        self.primary = button("", "primary")
        self._act: Callable[[], object] | None = None
        self.primary.clicked.connect(lambda: self._act() if self._act is not None else None)
        self.more = tool("more", T("plans", "More"))
        self.more.setPopupMode(self.more.ToolButtonPopupMode.InstantPopup)
        back = tool("left", T("plans", "Week before"), lambda: self.week_wanted.emit(-1))
        tip_with_key(back.setToolTip, T("plans", "Week before"), PREVIOUS, back)
        on = tool("right", T("plans", "Week after"), lambda: self.week_wanted.emit(1))
        tip_with_key(on.setToolTip, T("plans", "Week after"), FOLLOWING, on)
        self.present = button(T("plans", "This week"), "quiet", on=lambda: self.week_wanted.emit(0))
        tip_with_key(self.present.setToolTip, T("plans", "This week"), PRESENT, self.present)
        self.setLayout(
            row(
                back,
                self.title,
                on,
                self.present,
                self.state,
                None,
                self.views,
                self.primary,
                self.more,
                margin=(12, 6),
            )
        )

    def show_state(self, state: str) -> None:
        """Show how the plan stands; nothing where there is none."""
        show_if(self.state, bool(state))
        if state:
            bind_text(self.state.set_word, rules.state_title(rules.PLAN_STATES, state))
            self.state.set_tone(STATE_TONES.get(state, "muted"))

    def show_actions(
        self,
        primary: tuple[AnyText, Callable[[], object]] | None,
        more: Sequence[tuple[AnyText, Callable[[], object]] | None],
        departments: Sequence[tuple[AnyText, Callable[[], object]]] = (),
    ) -> None:
        """Show what can be done now.

        Args:
            primary: The main action, or none.
            more: The menu, in which None is a line.
            departments: Whose plans there may be, as a menu of its own.
        """
        show_if(self.primary, primary is not None)
        self._act = None
        if primary is not None:
            bind_text(self.primary.setText, primary[0])
            self._act = primary[1]
        old = self.more.menu()
        menu = QMenu(self.more)
        for entry in more:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(str(entry[0]), entry[1])
        if departments:
            below = menu.addMenu(str(T("plans", "Plan of a department")))
            for title, run in departments:
                below.addAction(str(title), run)
        self.more.setMenu(menu)
        if old is not None:
            old.deleteLater()

"""What every page is given: the program behind the window, who sits at the desk, and a way to ask for places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.bridge.standing import Standing

if TYPE_CHECKING:
    from app.context import AppContext
    from app.features.staff.rules import Actor
    from ui.bridge.feed import Feed
    from ui.bridge.voice import Voice
    from ui.jobs.jobs import Jobs
    from ui.tables.display import Display
    from ui.tables.protocols import ViewState


@dataclass(frozen=True)
class Target:
    """A place to go to.

    Attributes:
        kind: Record kind (``ticket``, ``house``, ``person``, ``staff``, ``scenario``), or a page's key.
        id: The record; empty for the page itself.
        values: What a new record's form should begin with, or which filters a list should have.
        new: Whether a new record is wanted.
    """

    kind: str
    id: str = ""
    values: dict[str, Any] | None = None
    new: bool = False


class Desk(QObject):
    """The desk a person works at.

    Attributes:
        context: Services of the program.
        actor: Who is logged in; every service verb is called with it.
        display: Turns values into text.
        feed: Tells of changes, from this desk and others.
        jobs: Runs work off the window's thread.
        voice: Speaks to the person.
        view_state: Remembers columns, widths and filters.
        standing: How the exchange with the other desks stands; listens from ``follow_exchange`` on.
    """

    wanted = Signal(object)
    """A page asks the window to go somewhere: ``Target``."""
    actor_changed = Signal()

    def __init__(
        self,
        context: AppContext,
        actor: Actor,
        display: Display,
        feed: Feed,
        jobs: Jobs,
        voice: Voice,
        view_state: ViewState,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.actor = actor
        self.display = display
        self.feed = feed
        self.jobs = jobs
        self.voice = voice
        self.view_state = view_state
        self.standing = Standing(self)

    def follow_exchange(self) -> None:
        """Begin to listen how the exchange stands; whoever may not see it is told nothing."""
        if not self.may("exchange", "view"):
            return
        context, actor, standing = self.context, self.actor, self.standing

        def follow() -> None:
            service = context.exchange
            standing.follow(lambda told: service.watch(actor, told), lambda: service.status(actor))

        self.jobs.pool(follow, owner=self)

    def go(self, kind: str, record_id: str = "", *, new: bool = False, **values: Any) -> None:
        """Ask the window to open a record, a page, or the form of a new record."""
        self.wanted.emit(Target(kind, record_id, values or None, new))

    def may(self, entity: str, action: str) -> bool:
        """Say whether the person at the desk may do this, to show or hide what would be refused."""
        return self.actor.may(entity, action)

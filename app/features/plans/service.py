"""The weekly plan: everything that can be done with it, and its doors to other rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.clock import OfficeZone
from app.core.matters import Teller
from app.features.plans import weeks
from app.features.plans.book import BookedTask, TaskBook
from app.features.plans.holidays import Holidays, KnownHolidays
from app.features.plans.load import Load, Person, Suggestion
from app.features.plans.proposing import ORIGINS, Duty, Prefill, Proposal, Roster, family
from app.features.plans.readingback import PlanReadingBack, ReadBack, RowChange
from app.features.plans.records import PlanTask
from app.features.plans.telling import tellings_of
from app.features.plans.templates import Template, TemplateRow
from app.features.plans.views import (
    Comparison,
    Figures,
    ImprovementRow,
    JournalLine,
    Member,
    PlanHit,
    PlanView,
    TaskRow,
    figures,
)
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.history import HistoryLine, lines_of
from app.store.store import Store
from app.store.telling import Tellings

__all__ = [
    "ORIGINS",
    "BookedTask",
    "Comparison",
    "Duty",
    "Figures",
    "ImprovementRow",
    "JournalLine",
    "Load",
    "Member",
    "Person",
    "PlanHit",
    "PlanService",
    "PlanView",
    "Prefill",
    "Proposal",
    "ReadBack",
    "RowChange",
    "Suggestion",
    "TaskBook",
    "TaskRow",
    "Template",
    "TemplateRow",
    "family",
    "figures",
    "weeks",
]


class PlanService(PlanReadingBack):
    """The verbs of the weekly plan. Every one checks the permission of who acts.

    Args:
        store: The office's database.
        settings: Usual minutes of a task, weight of an open ticket and the like.
        zone: The office's time zone.
        matters: Returns what tells each module's unfinished matters; asked whenever a plan is prefilled.
        roster: Returns the duties of a week; None while there is no roster.
        holidays: Which days are off; those chinesecalendar knows if not given.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        zone: OfficeZone,
        matters: Callable[[], Sequence[Teller]] = tuple,
        roster: Roster | None = None,
        holidays: Holidays | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._zone = zone
        self._matters = matters
        self._roster = roster
        self._holidays = holidays or KnownHolidays()

    def tellings(self, actor: Actor) -> Tellings:
        """Return how plans and tasks are told to a person, for rooms that know no plans."""
        actor.require("plan", "view")
        return tellings_of(self._store, self._zone, actor, self.edit_task)

    def history(self, actor: Actor, task_id: str) -> list[HistoryLine]:
        """Return the readable history of a task's fields, oldest first."""
        telling = self.tellings(actor)[PlanTask.table]
        return lines_of(self._store.database, PlanTask.table, task_id, telling.fields, telling.title)

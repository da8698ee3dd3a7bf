"""The pages of the window in the order of the rail: one plain tuple; a page is loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from app.core.text import T, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bridge.desk import Desk, Target
    from ui.widgets.actions import Shortcut


class Page(Protocol):
    """What the window asks of a page; the widget may have more.

    A page that shows a list has it as ``list``, so that its count stands beside the title; a page in which something
    waits has a signal ``waiting(count, tone)``.
    """

    def go(self, target: Target) -> None:
        """Open a record, the form of a new one, or the page's list narrowed by filters."""
        raise NotImplementedError

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once nothing typed would be lost."""
        raise NotImplementedError

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the page."""
        raise NotImplementedError


@dataclass(frozen=True)
class PageEntry:
    """One page.

    Attributes:
        key: Stable name.
        title: What stands in the rail.
        icon: Name of a drawing.
        group: Which group of the rail: today, the books, people and knowledge, numbers and settings.
        kinds: Record kinds that open here.
        permission: Entity and action without which the page is hidden.
        module: Where it is.
        name: Its class.
    """

    key: str
    title: Text
    icon: str
    group: int
    kinds: tuple[str, ...]
    permission: tuple[str, str]
    module: str
    name: str

    def load(self) -> Any:
        """Return the page's class; its module is loaded now."""
        return getattr(import_module(self.module), self.name)

    def make(self, desk: Desk, parent: QWidget) -> QWidget:
        """Return the page."""
        return cast("QWidget", self.load()(desk, parent))


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", T("shell", "Today"), "today", 0, (), ("ticket", "view"), "ui.features.today.page", "TodayPage"),
    PageEntry(
        "tickets",
        T("shell", "Tickets"),
        "ticket",
        1,
        ("ticket",),
        ("ticket", "view"),
        "ui.features.tickets.page",
        "TicketsPage",
    ),
    PageEntry(
        "complaints",
        T("shell", "Complaints"),
        "complaint",
        1,
        ("complaint", "complaint_alarm", "letter_template", "partner"),
        ("complaint", "view"),
        "ui.features.complaints.page",
        "ComplaintsPage",
    ),
    PageEntry(
        "handover",
        T("shell", "Handover"),
        "handover",
        1,
        ("handover", "handover_flag", "duty"),
        ("handover", "view"),
        "ui.features.handover.page",
        "HandoverPage",
    ),
    PageEntry(
        "plans",
        T("shell", "Weekly plan"),
        "plan",
        1,
        ("plan", "plan_task", "improvement"),
        ("plan", "view"),
        "ui.features.plans.page",
        "PlansPage",
    ),
    PageEntry(
        "training",
        T("shell", "Training"),
        "training",
        1,
        ("training", "training_session", "certificate", "training_template", "training_course"),
        ("training", "view"),
        "ui.features.training.page",
        "TrainingPage",
    ),
    PageEntry(
        "owners",
        T("shell", "Owners"),
        "owners",
        2,
        ("house", "person"),
        ("person", "view"),
        "ui.features.owners.page",
        "OwnersPage",
    ),
    PageEntry(
        "knowledge",
        T("shell", "Knowledge"),
        "knowledge",
        2,
        ("scenario",),
        ("dictionary", "view"),
        "ui.features.knowledge.page",
        "KnowledgePage",
    ),
    PageEntry(
        "exchange",
        T("shell", "Sync"),
        "sync",
        3,
        (),
        ("exchange", "view"),
        "ui.features.exchange.page",
        "ExchangePage",
    ),
    PageEntry(
        "settings",
        T("shell", "Settings"),
        "settings",
        3,
        ("staff", "setting", "word", "import"),
        ("staff", "view"),
        "ui.features.settings.page",
        "SettingsPage",
    ),
)

"""The composition root: from a data folder to services. There are no globals beside it.

What it takes to ask who works here is made when the office opens; every other service when it is first asked for,
with the modules it needs, so that the window stands before the last of them is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from app.core.changes import ChangeFeed
from app.core.clock import Clock, OfficeZone, SystemClock
from app.core.errors import Refused
from app.core.text import T
from app.features.attachments import records as attachment_records
from app.features.complaints import records as complaint_records
from app.features.handover import records as handover_records
from app.features.houses import records as house_records
from app.features.office import records as office_records
from app.features.office.settings import SettingsService
from app.features.office.views import ViewStates
from app.features.people import records as people_records
from app.features.plans import records as plan_records
from app.features.shifts import records as shift_records
from app.features.staff import records as staff_records
from app.features.staff.accounts import Accounts
from app.features.staff.audit import AuditLog
from app.features.staff.rules import Actor
from app.features.tickets import records as ticket_records
from app.features.training import records as training_records
from app.host.paths import Paths
from app.settings.settings import Settings
from app.store.database import Database
from app.store.records import Record
from app.store.search import Indexer, SearchIndex
from app.store.store import Store

if TYPE_CHECKING:
    from app.context.imports import Imports
    from app.context.link import OfficeLink
    from app.core.links import Link as Linked
    from app.core.matters import Teller
    from app.documents.fonts import Fonts
    from app.features.attachments.service import AttachmentService
    from app.features.complaints.disputes import DisputeService
    from app.features.complaints.letters import LetterService
    from app.features.complaints.papers import ComplaintPapers
    from app.features.complaints.service import ComplaintService
    from app.features.exchange.link import Link
    from app.features.exchange.service import ExchangeService
    from app.features.handover.service import HandoverPapers, HandoverService
    from app.features.houses.service import HouseService
    from app.features.ledgers.service import LedgerService
    from app.features.office.backups import BackupService
    from app.features.office.papers import CardPapers
    from app.features.office.service import Categories, Dictionaries, OfficeService, Scenarios
    from app.features.people.finder import Finder
    from app.features.people.service import PeopleService
    from app.features.plans.papers import PlanPapers
    from app.features.plans.service import Duty, PlanService, TaskBook
    from app.features.shifts.service import ShiftService
    from app.features.staff.service import StaffService
    from app.features.tickets.advice import Advisor
    from app.features.tickets.papers import TicketPapers
    from app.features.tickets.service import TicketService
    from app.features.today.service import TodayService
    from app.features.training.papers import TrainingPapers
    from app.features.training.service import (
        Certificates,
        TrainingService,
        TrainingSessions,
        TrainingTemplates,
        TrainingYear,
    )
    from app.store.listing import Lister
    from app.store.telling import Tellings
    from app.store.work import Work
    from app.sync.watch import Pace

RECORDS: tuple[type[Record], ...] = (
    *staff_records.RECORDS,
    *office_records.RECORDS,
    *house_records.RECORDS,
    *people_records.RECORDS,
    *ticket_records.RECORDS,
    *attachment_records.RECORDS,
    *shift_records.RECORDS,
    *handover_records.RECORDS,
    *complaint_records.RECORDS,
    *plan_records.RECORDS,
    *training_records.RECORDS,
)

SHARED = "sync.site"
"""Where the database says that the office has a shared folder."""

INDEXED: Mapping[str, str] = {
    "ticket": "app.features.tickets.listing",
    "complaint": "app.features.complaints.listing",
    "handover": "app.features.handover.service",
    "house": "app.features.houses.service",
    "person": "app.features.people.service",
    "staff": "app.features.staff.service",
    "plan": "app.features.plans.listing",
    "plan_task": "app.features.plans.tasks_index",
    "scenario": "app.features.office.service",
    "training": "app.features.training.listing",
    "training_session": "app.features.training.sessions",
    "certificate": "app.features.training.certificates",
}
"""Record kind -> the module whose ``index`` says by which words its records are found."""


class AppContext:
    """One open office: everything the window and the command line work with.

    Args:
        paths: Where it lies.
        clock: The machine's, or one that stands still.

    Raises:
        EnvironmentFault: The database cannot be opened.
    """

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self.paths = paths
        self.clock = clock
        self.feed = ChangeFeed()
        self.settings = Settings(paths.desk_file)
        self.store = Store(paths.database, RECORDS, clock, self.feed)
        self.search = SearchIndex(self.store.database)
        for kind, module in INDEXED.items():
            self.search.register(kind, _indexer(module))
        self.store.before_commit(self.search.update)
        self.store.before_commit(self._check_listed)
        self.audit = AuditLog(self.store)
        self.settings_service = SettingsService(self.store, self.settings, self.audit)
        self.zone = OfficeZone(self.settings.text("office.zone"))
        self.accounts = Accounts(self.store, self.settings, self.audit, lambda: self.training)
        self.view_states = ViewStates(self.store)
        self._link: Link | None = None

    def connect(self, link: Link) -> None:
        """Let this engine exchange with the other desks; before anything asks how the exchange stands."""
        self._link = link

    @cached_property
    def link(self) -> OfficeLink:
        """The exchange with the other desks; it works alone until a folder is named."""
        from app.context.link import OfficeLink

        return OfficeLink(
            self.paths,
            self.store,
            self.clock,
            self.check_arrivals,
            fetch_up_to=lambda: self.settings.number("attachments.fetch_mb") * 1_000_000,
        )

    def pace(self, pace: Pace) -> None:
        """Note what the window is doing, for an exchange that has begun."""
        if "link" in vars(self):
            self.link.pace(pace)

    def check_arrivals(self, work: Work, touched: Mapping[str, frozenset[str]]) -> None:
        """List merged records that break a rule of their feature, inside the transaction that took them in."""
        from app.context.breaches import check_arrivals

        check_arrivals(work, touched)

    def _check_listed(self, work: Work) -> None:
        """Take what was mended here off the list of merged records that break a rule."""
        if self.store.value("SELECT 1 FROM sync_problem WHERE settled <> 1 AND pk <> '' LIMIT 1") is not None:
            from app.context.breaches import check_listed

            check_listed(work)

    # --- the office -----------------------------------------------------------------------------------------------

    @cached_property
    def office(self) -> OfficeService:
        """Founds the office and keeps what it began with up to date."""
        from app.features.complaints import seeding as complaints
        from app.features.office.service import OfficeService
        from app.features.plans import seeding as plans
        from app.features.shifts import seeding as shifts
        from app.features.training import seeding as training

        seed = self.paths.resources / "seed"
        readers = {**complaints.READERS, **shifts.READERS, **plans.READERS, **training.READERS}
        return OfficeService(self.store, self.settings_service, self.accounts, seed, readers)

    @cached_property
    def dictionaries(self) -> Dictionaries:
        """Reasons, causes, flags, phrases."""
        from app.features.office.service import Dictionaries

        return Dictionaries(self.store)

    @cached_property
    def scenarios(self) -> Scenarios:
        """Scenario cards."""
        from app.features.office.service import Scenarios

        return Scenarios(self.store)

    @cached_property
    def categories(self) -> Categories:
        """The category tree."""
        from app.features.office.service import Categories

        return Categories(self.store)

    @cached_property
    def backups(self) -> BackupService:
        """Daily backups and their drill."""
        from app.features.office.backups import BackupService

        return BackupService(self.store, self.settings, self.audit, self.paths.backups, self.zone)

    @cached_property
    def staff(self) -> StaffService:
        """Staff and their roles."""
        from app.features.people.rules import pinyin_keys
        from app.features.staff.service import StaffService

        return StaffService(self.store, self.accounts, self.audit, pinyin_keys)

    # --- the books ------------------------------------------------------------------------------------------------

    @cached_property
    def houses(self) -> HouseService:
        """Houses."""
        from app.features.houses.service import HouseService

        return HouseService(self.store, self.settings, self.people)

    @cached_property
    def people(self) -> PeopleService:
        """Owners, residents and whoever else calls."""
        from app.features.people.service import PeopleService

        return PeopleService(self.store, self.settings, self.audit)

    @cached_property
    def finder(self) -> Finder:
        """The one box that finds people and houses."""
        from app.features.people.finder import Finder

        return Finder(self.store, self.search)

    @cached_property
    def tickets(self) -> TicketService:
        """Tickets."""
        from app.features.tickets.clocks import PlainHours
        from app.features.tickets.service import TicketService

        return TicketService(self.store, self.settings, PlainHours(), self.zone, self.search, self._may_take)

    def _may_take(self, actor: Actor, level: int) -> None:
        """Ask the handover before an intake, in offices that have it so."""
        if self.settings.flag("handover.accept_first"):
            self.handovers.guard_intake(actor, level)

    @cached_property
    def complaints(self) -> ComplaintService:
        """Complaints."""
        from app.features.complaints.service import ComplaintService
        from app.features.tickets.clocks import PlainHours

        return ComplaintService(
            self.store,
            self.settings,
            PlainHours(),
            self.zone,
            self.search,
            self.dictionaries,
            self.tasks,
            self.tickets,
        )

    @cached_property
    def letters(self) -> LetterService:
        """Letters to people who complained."""
        from app.features.complaints.letters import LetterService

        return LetterService(self.store, self.settings, self.dictionaries, self.zone)

    @cached_property
    def disputes(self) -> DisputeService:
        """Mediation files, evidence and partners."""
        from app.features.complaints.disputes import DisputeService

        return DisputeService(self.store, self.attachments)

    @cached_property
    def plans(self) -> PlanService:
        """Weekly plans."""
        from app.features.plans.service import PlanService

        return PlanService(self.store, self.settings, self.zone, self.matters, self._duties)

    def _duties(self, first: date) -> list[Duty]:
        """Return who is on duty in which shift of the seven days from a day on, and in which nobody is."""
        from app.features.plans.service import Duty

        week = self.shifts.week(first.isoformat())
        return [
            Duty(date.fromisoformat(day), kind.title, tuple(entry.name for entry in week.cell(day, kind.id)))
            for day in week.days
            for kind in week.kinds
            if kind.active
        ]

    @cached_property
    def tasks(self) -> TaskBook:
        """Tasks that other modules give the weekly plan."""
        from app.features.plans.service import TaskBook

        return TaskBook(self.store, self.zone)

    @cached_property
    def shifts(self) -> ShiftService:
        """Kinds of shift and who is on duty."""
        from app.features.shifts.service import ShiftService

        return ShiftService(self.store, self.zone)

    @cached_property
    def handovers(self) -> HandoverService:
        """Shift handovers."""
        from app.features.handover.service import HandoverService

        return HandoverService(
            self.store,
            self.settings,
            self.accounts,
            self.shifts,
            self.dictionaries,
            self.matters,
            self.zone,
            self.search,
        )

    @cached_property
    def training(self) -> TrainingService:
        """Checklists of staff."""
        from app.features.training.service import TrainingService

        return TrainingService(self.store, self.settings, self.accounts, self.zone, self.search)

    @cached_property
    def training_templates(self) -> TrainingTemplates:
        """Templates of checklists."""
        from app.features.training.service import TrainingTemplates

        return TrainingTemplates(self.store)

    @cached_property
    def training_sessions(self) -> TrainingSessions:
        """Courses, drills and contests."""
        from app.features.training.service import TrainingSessions

        return TrainingSessions(self.store, self.zone, self.tasks)

    @cached_property
    def certificates(self) -> Certificates:
        """Certificates of staff."""
        from app.features.training.service import Certificates

        return Certificates(self.store, self.settings, self.zone)

    @cached_property
    def training_year(self) -> TrainingYear:
        """Hours of the year against their targets."""
        from app.features.training.service import TrainingYear

        return TrainingYear(self.store, self.settings, self.zone)

    @cached_property
    def attachments(self) -> AttachmentService:
        """Pictures and files that belong to records."""
        from app.features.attachments.service import AttachmentService
        from app.store.blobs import beside

        files = beside(self.paths.database)
        return AttachmentService(self.store, self.settings, self.audit, files, self.paths.opened, self.link, self.zone)

    @cached_property
    def today(self) -> TodayService:
        """What must be done now."""
        from app.features.today.service import TodayService

        return TodayService(self.store, self.settings, self.zone, lambda: self.matters()[1:])

    @cached_property
    def advisor(self) -> Advisor:
        """Proposes scenario, type, category and level from a description."""
        from app.features.tickets.advice import Advisor

        return Advisor(self.scenarios, self.categories, self.tickets)

    @cached_property
    def exchange(self) -> ExchangeService:
        """What people see of the exchange between desks."""
        from app.features.exchange.service import ExchangeService

        return ExchangeService(
            self._link or self.link,
            self.store,
            self.settings,
            self.audit,
            self.fonts,
            self.clock,
            self.zone,
            self._tellers,
        )

    def _tellers(self) -> tuple[Callable[[Actor], Tellings], ...]:
        """Return what tells each module's tables; asked for when somebody reads, most days nothing has to be told."""
        books = self.tickets, self.complaints, self.handovers, self.shifts, self.people, self.houses, self.plans
        return tuple(service.tellings for service in (*books, self.training, self.staff, self.office, self.attachments))

    def matters(self) -> tuple[Teller, ...]:
        """Return what tells each module's unfinished matters to the books that gather them, tickets first."""
        return (
            self.tickets.matters,
            self.complaints.matters,
            self.people.matters,
            self.shifts.matters,
            self.plans.matters,
            self.handovers.matters,
            self.training.matters,
        )

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Linked]:
        """Return which records a record touches, as every module tells it, each once.

        Args:
            actor: Who looks: what they may not see is left out.
            kind: The record's kind.
            record_id: Its id.
        """
        books = self.tickets, self.complaints, self.handovers, self.people, self.shifts, self.plans, self.training
        told = (link for book in books for link in book.links(actor, kind, record_id))
        return list({(link.kind, link.id, link.role): link for link in told}.values())

    # --- paper and files ------------------------------------------------------------------------------------------

    @cached_property
    def fonts(self) -> Fonts:
        """Typefaces for paper."""
        from app.documents.fonts import Fonts

        return Fonts(self.paths.resources / "fonts")

    @cached_property
    def papers(self) -> TicketPapers:
        """Work slips."""
        from app.features.tickets.papers import TicketPapers

        return TicketPapers(self.store, self.tickets, self.audit, self.settings, self.fonts, self.clock, self.zone)

    @cached_property
    def complaint_papers(self) -> ComplaintPapers:
        """Letters and dispute files."""
        from app.features.complaints.papers import ComplaintPapers

        return ComplaintPapers(
            self.store,
            self.complaints,
            self.letters,
            self.disputes,
            self.audit,
            self.settings,
            self.fonts,
            self.clock,
            self.zone,
        )

    @cached_property
    def handover_papers(self) -> HandoverPapers:
        """Handovers on paper."""
        from app.features.handover.service import HandoverPapers

        return HandoverPapers(
            self.handovers,
            self.shifts,
            self.dictionaries,
            self.audit,
            self.settings,
            self.fonts,
            self.clock,
            self.zone,
        )

    @cached_property
    def training_papers(self) -> TrainingPapers:
        """Checklists, sign-in sheets, certificates and the year on paper."""
        from app.features.training.papers import TrainingPapers

        return TrainingPapers(
            self.training,
            self.training_sessions,
            self.training_year,
            self.audit,
            self.settings,
            self.fonts,
            self.clock,
            self.zone,
        )

    @cached_property
    def plan_papers(self) -> PlanPapers:
        """Weekly plans on paper and as workbooks."""
        from app.features.plans.papers import PlanPapers

        return PlanPapers(
            self.plans,
            self.audit,
            self.settings,
            self.fonts,
            self.clock,
            self.zone,
            lambda code: self.dictionaries.title("department", code),
        )

    @cached_property
    def card_papers(self) -> CardPapers:
        """Scenario cards on paper."""
        from app.features.office.papers import CardPapers
        from app.features.tickets import rules

        return CardPapers(
            self.scenarios,
            self.dictionaries,
            self.categories,
            self.settings,
            self.fonts,
            self.clock,
            self.zone,
            types=rules.TYPES,
            levels=rules.LEVELS,
        )

    @cached_property
    def ledgers(self) -> LedgerService:
        """Lists to Excel, PDF and CSV."""
        from app.features.ledgers.service import LedgerService

        return LedgerService(self.settings, self.audit, self.fonts, self.clock, self.zone)

    @cached_property
    def imports(self) -> Imports:
        """Spreadsheets in."""
        from app.context.imports import Imports

        return Imports(self.store, self.zone, self.audit, self.staff, self.tickets, self.complaints, self.dictionaries)

    def listers(self) -> Mapping[str, Callable[[Actor], Lister]]:
        """Return every list there is: its name on the command line -> what makes it for a person."""
        return {
            "tickets": self.tickets.lister,
            "handovers": self.handovers.lister,
            "complaints": self.complaints.lister,
            "disputes": self.complaints.dispute_lister,
            "houses": self.houses.lister,
            "people": self.people.lister,
            "staff": self.staff.lister,
            "training": self.training.lister,
            "training-templates": self.training_templates.lister,
            "sessions": self.training_sessions.lister,
            "courses": self.training_sessions.course_lister,
            "certificates": self.certificates.lister,
            "scenarios": self.scenarios.lister,
            "plans": self.plans.lister,
            "plan-tasks": self.plans.task_lister,
            "improvements": self.plans.improvement_lister,
            "audit": self.audit.lister,
        }

    def close(self) -> None:
        """End the exchange and close the database; the files may then be moved."""
        if "link" in vars(self):
            self.link.close()
        self.store.close()


def _indexer(module: str) -> Indexer:
    """Return the ``index`` of a module that is loaded when the first record is indexed."""

    def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
        return import_module(module).index(database, ids)

    return index


def office_exists(paths: Paths) -> bool:
    """Say whether an office has been founded in this data folder."""
    return paths.database.exists()


def open_office(paths: Paths, clock: Clock | None = None, *, create: bool = False, upgrade: bool = True) -> AppContext:
    """Open the office in a data folder.

    Args:
        paths: Where it lies.
        clock: The machine's unless a test or a tour holds time still.
        create: Make an empty database if there is none (it must then be founded).
        upgrade: Bring the built-in cards and words up to date now; the window does it once it stands.

    Raises:
        Refused: There is no office in this folder.
        EnvironmentFault: The database cannot be opened.
    """
    if not create and not office_exists(paths):
        raise Refused(
            T(
                "context",
                "There is no office in {folder}. Make one with “init --office NAME”, or name its folder with --data.",
            ).with_(folder=str(paths.data)),
            "office.none",
        )
    context = AppContext(paths, clock or SystemClock())
    if context.store.meta(SHARED):
        # A restored or copied database must take up a stream of its own before anything is written into it.
        try:
            context.link.wake()
        except BaseException:
            context.close()
            raise
    if upgrade:
        context.office.upgrade()
    return context

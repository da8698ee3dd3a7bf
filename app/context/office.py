"""The composition root: from a data folder to services, in one visible block. There are no globals beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.context.backups import Backups
from app.context.imports import Imports
from app.core.changes import ChangeFeed
from app.core.clock import Clock, OfficeZone, SystemClock
from app.core.errors import Refused
from app.core.text import T
from app.documents.fonts import Fonts
from app.features.houses import records as house_records
from app.features.houses import service as houses
from app.features.ledgers.service import LedgerService
from app.features.office import records as office_records
from app.features.office import service as office
from app.features.office.papers import CardPapers
from app.features.office.service import Categories, Dictionaries, OfficeService, Scenarios, SettingsService, ViewStates
from app.features.people import records as people_records
from app.features.people import service as people
from app.features.people.finder import Finder
from app.features.people.rules import pinyin_keys
from app.features.staff import records as staff_records
from app.features.staff import service as staff
from app.features.staff.rules import Actor
from app.features.staff.service import Accounts, AuditLog, StaffService
from app.features.tickets import listing as ticket_listing
from app.features.tickets import records as ticket_records
from app.features.tickets import rules as ticket_rules
from app.features.tickets.advice import Advisor
from app.features.tickets.clocks import PlainHours
from app.features.tickets.papers import TicketPapers
from app.features.tickets.service import TicketService
from app.features.today.service import TodayService
from app.host.paths import Paths
from app.settings.settings import Settings
from app.store.listing import Lister
from app.store.records import Record
from app.store.search import SearchIndex
from app.store.store import Store

RECORDS: tuple[type[Record], ...] = (
    *staff_records.RECORDS,
    *office_records.RECORDS,
    *house_records.RECORDS,
    *people_records.RECORDS,
    *ticket_records.RECORDS,
)


@dataclass(frozen=True)
class AppContext:
    """One open office: everything the window and the command line work with."""

    paths: Paths
    clock: Clock
    zone: OfficeZone
    feed: ChangeFeed
    settings: Settings
    store: Store
    search: SearchIndex
    fonts: Fonts
    audit: AuditLog
    accounts: Accounts
    staff: StaffService
    office: OfficeService
    settings_service: SettingsService
    dictionaries: Dictionaries
    scenarios: Scenarios
    card_papers: CardPapers
    categories: Categories
    view_states: ViewStates
    houses: houses.HouseService
    people: people.PeopleService
    finder: Finder
    tickets: TicketService
    today: TodayService
    advisor: Advisor
    papers: TicketPapers
    ledgers: LedgerService
    imports: Imports
    backups: Backups

    def listers(self) -> Mapping[str, Callable[[Actor], Lister]]:
        """Return every list there is: its name on the command line -> what makes it for a person."""
        return {
            "tickets": self.tickets.lister,
            "houses": self.houses.lister,
            "people": self.people.lister,
            "staff": self.staff.lister,
            "scenarios": self.scenarios.lister,
            "audit": self.audit.lister,
        }

    def close(self) -> None:
        """Close the database; the files may then be moved."""
        self.store.close()


def office_exists(paths: Paths) -> bool:
    """Say whether an office has been founded in this data folder."""
    return paths.database.exists()


def open_office(paths: Paths, clock: Clock | None = None, *, create: bool = False) -> AppContext:
    """Open the office in a data folder.

    Args:
        paths: Where it lies.
        clock: The machine's unless a test or a tour holds time still.
        create: Make an empty database if there is none (it must then be founded).

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
    clock = clock or SystemClock()
    feed = ChangeFeed()
    settings = Settings(paths.desk_file)
    store = Store(paths.database, RECORDS, clock, feed)
    search = _search(store)
    audit = AuditLog(store)
    settings_service = SettingsService(store, settings, audit)
    zone = OfficeZone(settings.text("office.zone"))
    fonts = Fonts(paths.resources / "fonts")
    accounts = Accounts(store, settings, audit)
    people_service = people.PeopleService(store, settings, audit)
    house_service = houses.HouseService(store, settings, people_service)
    scenarios, categories, dictionaries = Scenarios(store), Categories(store), Dictionaries(store)
    staff_service = StaffService(store, accounts, audit, pinyin_keys)
    tickets = TicketService(store, settings, PlainHours(), zone, search)
    context = AppContext(
        paths=paths,
        clock=clock,
        zone=zone,
        feed=feed,
        settings=settings,
        store=store,
        search=search,
        fonts=fonts,
        audit=audit,
        accounts=accounts,
        staff=staff_service,
        office=OfficeService(store, settings_service, accounts, paths.resources / "seed"),
        settings_service=settings_service,
        dictionaries=dictionaries,
        scenarios=scenarios,
        card_papers=CardPapers(
            scenarios,
            dictionaries,
            categories,
            settings,
            fonts,
            clock,
            zone,
            types=ticket_rules.TYPES,
            levels=ticket_rules.LEVELS,
        ),
        categories=categories,
        view_states=ViewStates(store),
        houses=house_service,
        people=people_service,
        finder=Finder(store, search),
        tickets=tickets,
        today=TodayService(store, settings, zone),
        advisor=Advisor(scenarios, categories, tickets),
        papers=TicketPapers(store, tickets, audit, settings, fonts, clock, zone),
        ledgers=LedgerService(settings, audit, fonts, clock, zone),
        imports=Imports(store, zone, audit, staff_service, tickets),
        backups=Backups(store, paths, settings, audit, zone),
    )
    context.office.upgrade()
    return context


def _search(store: Store) -> SearchIndex:
    index = SearchIndex(store.database)
    index.register("ticket", ticket_listing.index)
    index.register("house", houses.index)
    index.register("person", people.index)
    index.register("staff", staff.index)
    index.register("scenario", office.index)
    store.before_commit(index.update)
    return index

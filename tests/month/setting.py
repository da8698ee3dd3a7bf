"""Where the month takes place: an invented office on two desks, whose clocks a driver moves, and who works there."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest import mock

from app.context import AppContext
from app.core.clock import OfficeZone
from app.features.staff.rules import Actor
from app.sync.folder import FolderShare
from tests.month.ledger import Ledger
from tests.support.exchanging import Desk, two_desks
from tests.support.office import MORNING, ZONE

STAFF: tuple[tuple[str, str, str, str], ...] = (
    ("M01", "高经理", "manager", "项目经理"),
    ("S01", "何主管", "supervisor", "客服主管"),
    ("S02", "周主管", "supervisor", "工程主管"),
    ("A01", "林小岚", "agent", "客服专员"),
    ("A02", "马小帆", "agent", "客服专员"),
    ("A03", "吴小雨", "agent", "客服专员"),
    ("A04", "郑小禾", "agent", "客服专员"),
    ("T01", "崔老师", "trainer", "培训师"),
    ("E01", "丁师傅", "field", "工程"),
    ("E02", "鲁师傅", "field", "工程"),
    ("E03", "曹师傅", "field", "保洁"),
    ("N01", "新小苗", "agent", "客服专员"),
)
NAMES = {number: name for number, name, _, _ in STAFF}
AGENTS = ("A01", "A02", "A03", "A04")
FIELD = ("E01", "E02", "E03")
HOUSES = tuple((building, unit, f"{floor}0{unit}") for building in "123" for unit in "12" for floor in range(1, 6))
_SURNAMES = "赵钱孙李王冯陈褚卫蒋沈韩杨朱秦许何吕施张"
_GIVEN = ("一鸣", "若兰")
CARED = ("P3", "P8")
"""Residents who live alone: they are visited every week."""


class Setting:
    """Two desks of one office, and one clock on the wall.

    Attributes:
        desks: The desks.
        ledger: What happens.
        now: The moment on the wall, UTC milliseconds.
        off: How far each desk's clock is off, milliseconds.
        houses: Label -> id; ``homes`` label -> residents' tags.
    """

    def __init__(self, desks: tuple[Desk, Desk], seed: int) -> None:
        self.desks = desks
        self.seed = seed
        self.rng = Random(seed)
        self.ledger = Ledger()
        self.zone: OfficeZone = ZONE
        self.now = MORNING
        self.off = (0, self.rng.choice((-3, -1, 2, 3)) * 60_000)
        self.houses: dict[str, str] = {}
        self.home_of: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self._actors: dict[tuple[int, str], Actor] = {}
        for desk in desks:
            desk.context.store.database.run("PRAGMA synchronous = OFF")

    # --- time ---

    def advance(self, minutes: float) -> None:
        """Let both clocks go on."""
        self.go_to(self.now + round(minutes * 60_000))

    def go_to(self, moment: int) -> None:
        """Set both clocks to a moment on the wall; they never go back."""
        self.now = max(self.now, moment)
        for desk, off in zip(self.desks, self.off, strict=True):
            desk.clock.moment = max(desk.clock.moment, self.now + off)

    def at(self, desk: int) -> int:
        """Return what a desk's clock says."""
        return self.desks[desk].clock.now()

    @property
    def told(self) -> str:
        """The moment on the wall as people write it."""
        return f"{self.zone.local(self.now):%m-%d %H:%M}"

    # --- who and where ---

    def context(self, desk: int) -> AppContext:
        """Return a desk's office."""
        return self.desks[desk].context

    def actor(self, desk: int, number: str) -> Actor:
        """Return somebody who works at a desk."""
        key = desk, number
        if key not in self._actors:
            self._actors[key] = self.context(desk).accounts.identify(number)
        return self._actors[key]

    def staff(self, number: str) -> str:
        """Return the id of somebody who works here."""
        return self.ledger.ids["staff", number]

    def exchange(self, desk: int) -> None:
        """Let a desk send what it has, and take in what the other sent."""
        self.advance(1)
        report = self.desks[desk].link.once(thorough=True)
        self.ledger.check("a desk reaches the share", report.state in ("shared", "received"), True)
        self.ledger.exchange(desk)
        self.ledger.figures["exchanges"] += 1
        self.ledger.note(desk, self.told, "exchanged")

    def meet(self) -> None:
        """Let both desks have everything."""
        for _ in range(2):
            for desk in (0, 1):
                self.exchange(desk)

    # --- founding ---

    def settle_in(self) -> None:
        """Enter houses, residents and staff at the first desk, and let the second have them."""
        context, admin = self.context(0), self.desks[0].admin
        context.settings_service.save(
            admin,
            {
                "office.phone": "010-00000000",
                "office.address": "示例路一号",
                "handover.lines": 200,
                "training.release": "exam",
            },
        )
        for building, unit, room in HOUSES:
            label = f"{building}-{unit}-{room}"
            self.houses[label] = context.houses.save(admin, {"building": building, "unit": unit, "room": room})
        labels = list(self.houses)
        for number in range(40):
            tag, home = f"P{number}", labels[number % len(labels)]
            name = _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number // len(_SURNAMES)]
            record = context.people.save(
                admin,
                {
                    "name": name,
                    "sex": "male" if number % 2 else "female",
                    "phones": [{"phone": f"1990000{number:04d}", "label": ""}],
                    "houses": [{"house_id": self.houses[home], "relation": "owner"}],
                    "care_flags": ["elder_alone"] if tag in CARED else [],
                },
            )
            self.people[tag], self.home_of[tag] = name, home
            self.ledger.ids["person", tag] = record
            self.ledger.tags[record] = ("person", tag)
        for number, name, role, position in STAFF:
            record = context.staff.save(admin, {"number": number, "name": name, "roles": [role], "position": position})
            self.ledger.tags[record] = ("staff", number)
            self.ledger.ids["staff", number] = record
        self.meet()


@contextmanager
def an_office(folder: Path, seed: int) -> Generator[Setting]:
    """Found an office on two desks in an empty folder; the file server's clock is the one on the wall."""
    opened: list[Setting] = []

    def server_time(_: FolderShare) -> int:
        return opened[0].now if opened else MORNING

    wall = mock.patch.object(FolderShare, "server_time", server_time)
    with wall, two_desks(folder) as desks:
        setting = Setting(desks, seed)
        setting.go_to(max(desk.clock.now() for desk in desks) + 5 * 60_000)
        opened.append(setting)
        setting.settle_in()
        yield setting

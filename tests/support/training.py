"""An office with a supervisor, a trainer, a mentor and newcomers, for tests of training."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app.context import AppContext, open_office
from app.core.clock import HeldClock
from app.features.staff.rules import Actor
from app.features.training.service import ChecklistCard
from app.host.paths import Paths
from tests.support.office import MORNING

STAFF = (
    ("S01", "周主管", "supervisor"),
    ("T01", "何老师", "trainer"),
    ("A01", "林师傅", "agent"),
    ("A02", "赵新", "agent"),
    ("A03", "孙新", "agent"),
    ("A04", "钱新", "agent"),
)


class School:
    """An office and those who learn and teach in it.

    Attributes:
        context: The office.
        clock: Its clock.
        actors: Staff number -> who acts.
    """

    def __init__(self, context: AppContext, clock: HeldClock) -> None:
        self.context = context
        self.clock = clock
        admin = context.accounts.login("0001")
        for number, name, role in STAFF:
            context.staff.save(admin, {"number": number, "name": name, "roles": [role]})
        self.actors = {number: context.accounts.login(number) for number in ("0001", *(row[0] for row in STAFF))}

    def __getitem__(self, number: str) -> Actor:
        return self.actors[number]

    def begin(self, number: str = "A02", mentor: str = "A01", start: str = "2026-11-23") -> str:
        """Begin a newcomer's checklist and return its id."""
        return self.context.training.save(
            self["T01"],
            {
                "staff_id": self[number].id,
                "template_id": "training.newcomer",
                "start_on": start,
                "mentor_id": self[mentor].id,
            },
        )

    def card(self, training: str) -> ChecklistCard:
        """Return a checklist as the supervisor sees it."""
        return self.context.training.card(self["S01"], training)

    def sign(self, training: str, count: int, score: int = 95) -> None:
        """Pass the first rows of a checklist, each signed by whom it names."""
        by = {"mentor": self["A01"], "trainer": self["T01"], "supervisor": self["S01"]}
        for row in self.card(training).rows[:count]:
            if row.standing != "passed":
                values = {"result": "pass", "score": score if row.needs else None}
                self.context.training.sign(by[row.signer], [row.id], values)


@contextmanager
def open_school(folder: Path) -> Generator[School]:
    """Found an office without PINs, with everybody of ``STAFF``."""
    clock = HeldClock(MORNING)
    context = open_office(Paths(folder / "data"), clock, create=True)
    try:
        context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
        yield School(context, clock)
    finally:
        context.close()

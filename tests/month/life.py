"""A month of office life: three shifts a day at two desks that meet now and then, driven by a seed.

Everything is done with the verbs of the services, by people who may; what was done stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from app.core.errors import AppError
from tests.month.complaints import Complaints
from tests.month.handovers import Handovers, Shift
from tests.month.ledger import HOUR, MINUTE, Handover, Key
from tests.month.meeting import Meetings
from tests.month.plans import Plans
from tests.month.setting import AGENTS, Setting, an_office
from tests.month.tickets import Tickets
from tests.month.training import Trainings

WAYS = (
    *("plain",) * 5, *("ended",) * 2, *("early",) * 2, *("refused",) * 2, "taken back", *("other desk",) * 3,
    *("left",) * 2, "instead", "paper", "twice",
)  # fmt: skip
"""How shifts hand over: of twenty each comes about as often as here, in any order."""


class Life:
    """Drives an office for some days.

    Args:
        setting: The office, founded.
        days: How many days, from a Monday.
        folder: Where files of evidence are made.
    """

    def __init__(self, setting: Setting, days: int, folder: Path) -> None:
        self.setting = setting
        self.days = days
        self.ledger = setting.ledger
        self.rng = setting.rng
        self.tickets = Tickets(setting)
        self.plans = Plans(setting)
        self.complaints = Complaints(setting, self.plans, folder)
        self.trainings = Trainings(setting, self.plans, min(days, 14))
        self.handovers = Handovers(setting)
        self.meetings = Meetings(setting, self.tickets, self.plans, self.trainings, self.handovers)
        self.complaints.raised_twice = self.meetings.alarmed_twice
        self.first = setting.zone.day(setting.now)
        self.away = self._away()
        self.pending: list[tuple[Shift, str]] = []
        self.torn: list[Shift] = []
        self.ways: list[str] = []

    def _away(self) -> tuple[frozenset[int], frozenset[int]]:
        """Choose the days on which each desk cannot reach the share; different ones."""
        spans: list[frozenset[int]] = []
        for half in (0, 1):
            begin = self.rng.randrange(1, max(2, self.days // 2 - 2)) + half * (self.days // 2)
            spans.append(frozenset(range(begin, min(begin + self.rng.randrange(1, 4), self.days - 1))))
        return spans[0], spans[1]

    @property
    def day(self) -> int:
        """Which day it is, from 0."""
        return (self.setting.zone.day(self.setting.now) - self.first).days

    def run(self) -> None:
        """Live all the days, then exchange to quiet and settle what waits."""
        self.handovers.founded = self.first
        self.handovers.roster(self.first)
        self.handovers.roster(self.first + timedelta(days=7))
        self.setting.meet()
        for away in range(self.days):
            self._live(self.first + timedelta(days=away))
        self.quiet()

    def quiet(self) -> None:
        """Let both desks have everything, settle, and accept what waits, until nothing is left."""
        for _ in range(3):
            self.setting.meet()
            self.meetings.settle(0)
            self.meetings.settle(1)
        self.meetings.decide_late()
        self.setting.advance(30)
        for key, handover in [(("handover", tag), each) for tag, each in self.ledger.all("handover")]:
            if handover.state in ("handed", "left"):
                self.handovers.accept(0, next(number for number in AGENTS if number != handover.out), key)
        self.setting.meet()

    # --- a day ---

    def _live(self, day: date) -> None:
        for kind in ("early", "middle", "night"):
            self._shift(Shift(day, kind))
        self.ledger.figures["days"] += 1

    def _shift(self, shift: Shift) -> None:
        setting, rng = self.setting, self.rng
        start, end = self.handovers.start(shift), self.handovers.end(shift)
        setting.go_to(start + rng.randrange(3, 12) * MINUTE)
        self._accept(shift)
        todo = self._programme(shift)
        steps = rng.randrange(4, 8) if shift.kind == "night" else rng.randrange(7, 12)
        room = end - 40 * MINUTE - setting.now
        marks = sorted(start + rng.randrange(max(1, room // MINUTE)) * MINUTE for _ in range(steps))
        early = rng.random() < 0.15
        drafted: Key | None = None
        for mark in marks:
            while todo and todo[0][0] <= mark:
                setting.go_to(todo[0][0])
                todo.pop(0)[1]()
            setting.go_to(mark)
            self._step(shift)
            if early and drafted is None and mark > end - 3 * HOUR:
                drafted = self._draft(shift)
        for moment, act in todo:
            setting.go_to(moment)
            act()
        setting.go_to(end - rng.randrange(8, 35) * MINUTE)
        self._hand(shift, drafted)

    def _desk(self) -> int:
        return self.rng.randrange(2)

    def _agent(self, desk: int, shift: Shift) -> str:
        crew = self.handovers.crew(desk, shift)
        return self.rng.choice(crew) if crew else "S01"

    def _step(self, shift: Shift) -> None:
        """Do something at one of the desks."""
        desk = self._desk()
        number = self._agent(desk, shift)
        choice = self.rng.random()
        if choice < 0.24:
            self.tickets.take(desk, number)
        elif choice < 0.72:
            for _ in range(self.rng.randrange(2, 6)):
                self.tickets.work(desk, number)
                self.setting.advance(1)
        elif choice < 0.76:
            self.tickets.keep(desk, number)
        elif choice < 0.78:
            self.tickets.reopen(desk, number)
        elif choice < 0.80:
            self.tickets.refusals(desk, number)
        elif choice < 0.835:
            self._complain(desk, number)
        elif choice < 0.93:
            self.complaints.work(desk, number)
        elif choice < 0.96:
            self.handovers.add(desk, number)
        elif choice < 0.975:
            self.handovers.clear(desk, number)
        elif choice < 0.985:
            self.meetings.provoke()
        else:
            self.complaints.acknowledge(desk)
        if self.rng.random() < 0.3:
            self._exchange(self._desk())

    def _complain(self, desk: int, number: str) -> None:
        open_tickets = [
            tag
            for tag, ticket in self.ledger.of(desk, "ticket")
            if ticket.state in ("new", "dispatched", "working") and self.ledger.both(("ticket", tag))
            and ("from", tag) not in self.ledger.versions
        ]  # fmt: skip
        ticket = self.rng.choice(open_tickets) if open_tickets and self.rng.random() < 0.4 else ""
        if ticket:
            self.ledger.add(desk, ("from", ticket), f"from {ticket}", True)
        self.complaints.take(desk, number, ticket)

    def _exchange(self, desk: int) -> None:
        if self.day not in self.away[desk]:
            self.setting.exchange(desk)
            self.meetings.settle(desk)

    # --- what comes on some days ---

    def _programme(self, shift: Shift) -> list[tuple[int, Callable[[], object]]]:
        """Return what is to be done at set times of a shift."""
        if shift.kind != "early":
            return []
        at = self.setting.zone.day_start(shift.day)
        weekday, desk = shift.day.weekday(), self._desk()
        week, following = self.plans.name(), self.plans.name(1)
        todo: list[tuple[int, Callable[[], object]]] = [
            (at + 11 * HOUR, lambda: self.trainings.day(self._desk())),
            (at + 12 * HOUR, lambda: self.complaints.look_back(desk)),
            (at + 14 * HOUR + 5 * MINUTE, lambda: self.plans.work(self._desk(), "S01")),
            (at + 14 * HOUR + 10 * MINUTE, lambda: self.complaints.mediate(desk)),
        ]
        if self.day == 0:
            todo.append((at + 9 * HOUR + 40 * MINUTE, lambda: self._first_day(week)))
        if self.day == 1:
            todo.append((at + 9 * HOUR, lambda: self.trainings.plan_session(1 - desk, "drill", 3)))
        if weekday == 1:
            todo.append((at + 10 * HOUR, lambda: self.trainings.plan_session(desk, "course", 1)))
        if weekday in (2, 3, 4):
            todo.append((at + 10 * HOUR + 5 * MINUTE, lambda: self.trainings.hold(desk)))
            todo.append((at + 13 * HOUR, lambda: self._edit_plan(week)))
        if weekday == 3:
            todo.append((at + 13 * HOUR + 30 * MINUTE, lambda: self._begin_plan(following)))
        if weekday == 4:
            todo.append((at + 9 * HOUR, lambda: self.handovers.roster(shift.day + timedelta(days=10))))
            todo.append((at + 13 * HOUR + 20 * MINUTE, lambda: self._review(following)))
        if weekday in (4, 5, 0):
            todo.append((at + 14 * HOUR + 20 * MINUTE, lambda: self._pass_plan(following if weekday else week)))
        return sorted(todo, key=lambda item: item[0])

    def _first_day(self, week: str) -> None:
        self.trainings.begin(0)
        self.trainings.certify(0, "E01", 40)
        self.trainings.certify(0, "A03", 400)
        self.plans.begin(0, "A01", week)
        self.plans.add(0, "A02", week)
        self.plans.submit(0, "A01", week)
        self.plans.approve(0, week)

    def _begin_plan(self, week: str) -> None:
        desk = self._desk()
        if ("plan", week) not in self.ledger.versions:
            self.plans.begin(desk, self.rng.choice(AGENTS), week)

    def _edit_plan(self, week: str) -> None:
        for desk in (0, 1):
            if self.ledger.may(desk, ("plan", week)) and self.ledger.get(desk, ("plan", week)).state == "approved":
                if self.rng.random() < 0.5:
                    self.plans.add(desk, self.rng.choice(AGENTS), week)
                self.plans.edit(desk, self.rng.choice(AGENTS), week)
                if self.rng.random() < 0.2:
                    self.plans.take_out(desk, "S01", week)

    def _review(self, following: str) -> None:
        if 0 not in self.away or self.day not in self.away[0] | self.away[1]:
            self.setting.meet()
            self.meetings.settle(0)
            self.setting.meet()
        for desk in (0, 1):
            if self.plans.review(desk):
                break
        else:
            return
        key = "plan", following
        if self.ledger.may(desk, key) and self.ledger.get(desk, key).state == "draft":
            self.plans.prefill(desk, "A01", following)
        self.plans.add(desk, "A03", following) if self.ledger.may(desk, key) else None

    def _pass_plan(self, week: str) -> None:
        for desk in (0, 1):
            if self.plans.submit(desk, "A01", week):
                self.setting.advance(3)
        for desk in (0, 1):
            self.plans.approve(desk, week)

    # --- handovers ---

    def _draft(self, shift: Shift) -> Key | None:
        """Begin a handover hours before the end, and mark what is to be carried on."""
        desk = self._desk()
        crew = self.handovers.crew(desk, shift)
        if not crew:
            return None
        key = self.handovers.make(desk, crew[0], shift)
        if self.rng.random() < 0.7:
            self.handovers.flag(desk, crew[0], key)
        return key

    def _hand(self, shift: Shift, drafted: Key | None) -> None:
        """Hand a shift over, one way or another."""
        setting, rng = self.setting, self.rng
        desk = self.ledger.last(drafted).desk if drafted is not None else self._desk()
        crew = self.handovers.crew(desk, shift)
        if not crew:
            self.ledger.note(desk, setting.told, f"nobody in {shift.name}")
            return
        out = rng.choice(crew)
        following = [number for number in self.handovers.crew(desk, shift.following) if number != out]
        way = "plain" if drafted is not None else self._way()
        if way == "paper":
            self.torn.append(shift)
            return
        if way == "ended":
            setting.go_to(self.handovers.end(shift) + rng.randrange(2, 25) * MINUTE)
        if way == "twice":
            desk = 0
            self.meetings.hand_over_twice(shift, (out, following[0] if following else "S01"))
            key: Key = ("handover", shift.name)
        else:
            key = drafted or self.handovers.make(desk, out, shift)
        if drafted is None and rng.random() < 0.25:
            self.handovers.flag(desk, out, key)
        setting.advance(2)
        if not following or way == "left":
            self.handovers.leave(
                desk, out, shift, key, "接班人路上" if self.handovers.crew(desk, shift.following) else ""
            )
            self.pending.append((shift, "left"))
            return
        self.handovers.hand_over(desk, out, shift, key)
        setting.advance(2)
        if way == "refused":
            self.handovers.refuse(desk, following[0], key)
        if way == "taken back":
            self.handovers.take_back(desk, key)
        if way in ("refused", "taken back"):
            setting.advance(3)
            self.handovers.hand_over(desk, out, shift, key)
        if way in ("plain", "ended") and rng.random() < 0.4:
            setting.advance(2)
            self.handovers.accept(desk, following[0], key)
        else:
            self.pending.append((shift, way))

    def _intake_waits(self, number: str) -> None:
        """Where the office has it so, whoever is on duty accepts the handover before they take a ticket in."""
        context, boss = self.setting.context(0), self.setting.desks[0].admin
        refused = ""
        context.settings_service.save(boss, {"handover.accept_first": True})
        try:
            context.tickets.take(
                self.setting.actor(0, number), {"level": 3, "place": "大门", "description": "门禁坏了"}
            )
        except AppError as error:
            refused = error.code
        context.settings_service.save(boss, {"handover.accept_first": False})
        self.ledger.check("the handover comes before the first intake", refused, "handover.waiting")

    def _way(self) -> str:
        if not self.ways:
            self.ways = list(WAYS)
            self.rng.shuffle(self.ways)
        return self.ways.pop()

    def _accept(self, shift: Shift) -> None:
        """Let the incoming shift accept what waits, and enter what was written on paper."""
        for torn in list(self.torn):
            if torn.day < shift.day and shift.kind == "early":
                crew = self.handovers.crew(0, torn)
                self.handovers.from_paper(0, torn, crew[0] if crew else "S01", "S02")
                self.torn.remove(torn)
        for waiting, way in list(self.pending):
            key = "handover", waiting.name
            handover: Handover = self.ledger.last(key)
            desk = handover.desk
            if way == "other desk":
                for side in (desk, 1 - desk, desk):
                    self._exchange(side)
                desk = 1 - desk if self.ledger.may(1 - desk, key) else desk
            if not self.ledger.may(desk, key):
                continue
            number = next((one for one in self.handovers.crew(desk, shift) if one != handover.out), "")
            if not number:
                continue
            if desk == 0 and handover.state == "handed" and self.rng.random() < 0.3:
                self._intake_waits(number)
            if way == "instead":
                self.handovers.accept_instead(desk, key)
            else:
                self.handovers.accept(desk, number, key)
            self.pending.remove((waiting, way))


@contextmanager
def a_life(folder: Path, seed: int, days: int) -> Generator[Life]:
    """Live some days in a new office, and leave both desks open."""
    with an_office(folder, seed) as setting:
        life = Life(setting, days, folder)
        life.run()
        yield life

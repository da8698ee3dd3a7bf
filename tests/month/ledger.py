"""What a month of office life was, in plain Python beside the database: what happened, and what each desk knew of it.

Everything that changes has a key and versions. A desk knows a thing up to a version: its own are known at once, those
of the other desk when both have exchanged. So the ledger can say what stood open at a desk at any moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, str]
"""Kind and tag, such as ``("ticket", "T7")``; tags are given in the order of what happens, alike in every run."""

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
RUNNING = ("new", "dispatched", "working")
ENDED = ("closed", "void", "merged")


@dataclass(frozen=True)
class Ticket:
    """A ticket as the driver left it; moments in UTC milliseconds."""

    number: str
    title: str
    home: str
    requester: str
    level: int
    type: str
    state: str
    entered: int
    respond_due: int
    arrive_due: int | None
    finish_due: int
    assignee: str = ""
    responded: int | None = None
    on_site: int | None = None
    finished: int | None = None
    held: int | None = None
    back: str = ""

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.state not in ENDED

    @property
    def due(self) -> int | None:
        """Which clock runs out next."""
        if self.state not in RUNNING:
            return None
        if self.responded is None:
            return self.respond_due
        if self.on_site is None and self.arrive_due is not None:
            return self.arrive_due
        return self.finish_due


@dataclass(frozen=True)
class Promise:
    """A promise on a ticket."""

    ticket: str
    text: str
    due: int
    made: int
    who: str
    owed: bool = True


@dataclass(frozen=True)
class Complaint:
    """A complaint as the driver left it."""

    number: str
    title: str
    building: str
    person: str
    serious: bool
    stage: str
    received: int
    entered: int
    who: str
    responded: int | None = None
    solved: int | None = None
    respond_late: bool = False
    solve_late: bool = False
    told: bool = False
    approved: bool = False
    dispute: bool = False
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    letters: tuple[Letter, ...] = ()
    measures: tuple[str, ...] = ()
    cause: str = ""
    ended: int | None = None

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.stage not in ("archived", "rejected", "void")

    @property
    def due(self) -> int | None:
        """Which clock runs out next: 24 hours for the first response, 48 for the solution."""
        if not self.open:
            return None
        if self.responded is None:
            return self.received + 24 * HOUR
        return self.received + 48 * HOUR if self.solved is None else None


@dataclass(frozen=True)
class Letter:
    """A letter that was sent."""

    tag: str
    title: str
    receiver: str
    body: str
    day: str


@dataclass(frozen=True)
class Task:
    """A task of the weekly plan."""

    week: str
    title: str
    who: str
    deadline: str
    due: int | None
    state: str = "open"
    reason: str = ""
    days: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    source: str = ""
    gone: bool = False

    @property
    def next_due(self) -> int | None:
        """When the first day without a tick is due."""
        if self.due is None or not self.days:
            return self.due
        place = next((place for place, day in enumerate(self.days) if day not in self.ticks), len(self.days) - 1)
        return self.due - days_between(self.days[place], self.days[-1]) * DAY


@dataclass(frozen=True)
class Plan:
    """A weekly plan."""

    state: str
    improvements: tuple[tuple[str, str, str, str], ...] = ()
    summary: str = ""


@dataclass(frozen=True)
class Flag:
    """Something carried on from shift to shift; ``about`` is the key of the record, or empty for a note."""

    title: str
    about: tuple[str, str]
    since: int
    cleared: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a handover, as it must stand there."""

    section: str
    what: str
    due: int | None = None
    late: bool = False
    level: int = 0
    who: str = ""
    required: bool = False


@dataclass(frozen=True)
class Handover:
    """A handover as the driver left it."""

    day: str
    shift: str
    desk: int
    state: str
    cut_off: int
    lines: tuple[Line, ...] = ()
    ignored: frozenset[str] = frozenset()
    notes: tuple[tuple[str, bool], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    last: Mapping[str, int] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    out: str = ""
    taken: str = ""
    mode: str = ""
    additions: tuple[str, ...] = ()
    marked: frozenset[str] = frozenset()
    paper: bool = False

    @property
    def cash(self) -> int:
        """The cash in fen."""
        return cash_of(self.counts)


@dataclass(frozen=True)
class Sitting:
    """A session of training: who was there, and points."""

    form: str
    title: str
    starts: int
    minutes: int
    kind: str
    course: str
    state: str = "planned"
    people: Mapping[str, tuple[str, int | None]] = field(default_factory=dict[str, tuple[str, "int | None"]])
    observed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Course:
    """Somebody's checklist: code of the row -> (result, score, signer) of each attempt."""

    staff: str
    rows: Mapping[str, tuple[tuple[str, int | None, str], ...]] = field(
        default_factory=dict[str, tuple[tuple[str, "int | None", str], ...]]
    )
    passed_on: str = ""
    certificate: str = ""

    def passed(self, code: str) -> bool:
        """Whether a row is passed: its last attempt counts."""
        attempts = self.rows.get(code, ())
        return bool(attempts) and attempts[-1][0] == "pass"


def cash_of(counts: Mapping[str, int]) -> int:
    """Return the fen of what lies in the till."""
    return sum(int(code.partition(".")[2]) * number for code, number in counts.items() if code.startswith("cash."))


def days_between(first: str, last: str) -> int:
    """Return how many days lie between two days, ISO texts."""
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days


class Ledger:
    """What happened, and what each of two desks knows.

    Attributes:
        log: One line for each thing done, without any id.
        ids: Key -> id of its record.
        contested: Key -> version at which both desks' edits are settled; None while they are not.
        figures: What was counted.
        wrong: What did not hold.
        checks: How many things were checked.
    """

    def __init__(self) -> None:
        self.versions: dict[Key, list[Any]] = {}
        self.known: tuple[dict[Key, int], dict[Key, int]] = ({}, {})
        self.shared: dict[Key, int] = {}
        self.contested: dict[Key, int | None] = {}
        self.ids: dict[Key, str] = {}
        self.tags: dict[str, Key] = {}
        self.log: list[str] = []
        self.figures: Counter[str] = Counter()
        self.provoked: list[str] = []
        self.wrong: list[str] = []
        self.checks = 0

    # --- what is known ---

    def tag(self, kind: str) -> str:
        """Return a new tag."""
        self.figures[f"{kind}s"] += 1
        return f"{kind}{self.figures[f'{kind}s']}"

    def add(self, desk: int, key: Key, record_id: str, value: Any) -> None:
        """Note a new record."""
        assert key not in self.versions, key
        self.ids[key] = record_id
        self.tags[record_id] = key
        self.versions[key] = []
        self.put(desk, key, value)

    def put(self, desk: int, key: Key, value: Any) -> None:
        """Note a new version of a record at a desk that knows the last one."""
        versions = self.versions[key]
        assert self.known[desk].get(key, -1) == len(versions) - 1, key
        versions.append(value)
        self.known[desk][key] = len(versions) - 1

    def knows(self, desk: int, key: Key) -> bool:
        """Say whether a desk knows a record at all."""
        return key in self.known[desk]

    def may(self, desk: int, key: Key) -> bool:
        """Say whether a desk knows the last version of a record, and no difference about it waits."""
        if key not in self.versions or (key in self.contested and self.contested[key] is None):
            return False
        return self.known[desk].get(key, -1) == len(self.versions[key]) - 1

    def both(self, key: Key) -> bool:
        """Say whether both desks know the last version of a record."""
        return self.may(0, key) and self.may(1, key)

    def get(self, desk: int, key: Key) -> Any:
        """Return a record as a desk knows it."""
        return self.versions[key][self.known[desk][key]]

    def last(self, key: Key) -> Any:
        """Return the last version of a record."""
        return self.versions[key][-1]

    def of(self, desk: int, kind: str) -> Iterator[tuple[str, Any]]:
        """Yield (tag, value) of the records of a kind that a desk knows, in the order in which they were made."""
        known = self.known[desk]
        for key, versions in self.versions.items():
            if key[0] == kind and key in known:
                yield key[1], versions[known[key]]

    def all(self, kind: str) -> list[tuple[str, Any]]:
        """Return (tag, last version) of all records of a kind."""
        return [(key[1], versions[-1]) for key, versions in self.versions.items() if key[0] == kind]

    def is_contested(self, desk: int, key: Key) -> bool:
        """Say whether a desk may show either of two edits of a record."""
        if key not in self.contested:
            return False
        version = self.contested[key]
        return version is None or self.known[desk].get(key, -1) < version

    def exchange(self, desk: int) -> None:
        """A desk has sent what it knows, and taken in what lies on the share."""
        for key, version in self.known[desk].items():
            if version > self.shared.get(key, -1):
                self.shared[key] = version
        for key, version in self.shared.items():
            if version > self.known[desk].get(key, -1):
                self.known[desk][key] = version

    # --- what is told ---

    def note(self, desk: int, at: str, words: str) -> None:
        """Write a line of the log."""
        self.log.append(f"{at} {'甲乙'[desk]} {words}")

    def check(self, what: str, found: object, wanted: object) -> bool:
        """Check one thing, and keep what is wrong."""
        self.checks += 1
        if found == wanted:
            return True
        self.wrong.append(f"{what}: {found!r}, and not {wanted!r}")
        return False

    def check_same(self, what: str, found: Iterable[object], wanted: Iterable[object]) -> bool:
        """Check that two heaps hold the same, and say what is missing or too many."""
        self.checks += 1
        have, want = Counter(found), Counter(wanted)
        if have == want:
            return True
        self.wrong.append(
            f"{what}: missing {list((want - have).elements())}, too many {list((have - want).elements())}"
        )
        return False

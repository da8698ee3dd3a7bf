"""The words and rules of training: tiers, kinds of rows, who signs, what blocks what, days and shares.

Source: the office's product rules, "Training checklists": three tiers; 30 % theory and 70 % practice for newcomers;
rows are signed by the evaluator with pass or fail and a score; a required open row blocks the next step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.core.text import T, Text

TIERS: Mapping[str, Text] = {
    "newcomer": T("training", "Newcomer"),
    "skilled": T("training", "Skilled"),
    "lead": T("training", "Supervisor"),
}
KINDS: Mapping[str, Text] = {
    "theory": T("training", "Theory"),
    "practice": T("training", "Practice"),
    "shadowing": T("training", "Shadowing"),
    "exam": T("training", "Exam"),
}
HOUR_KINDS: Mapping[str, Text] = {"theory": KINDS["theory"], "practice": KINDS["practice"]}
"""What hours are booked as; shadowing counts as practice, an exam as neither."""

SIGNERS: Mapping[str, Text] = {
    "mentor": T("training", "Mentor"),
    "trainer": T("training", "Trainer"),
    "supervisor": T("training", "Supervisor"),
}
SIGNING_ROLES: Mapping[str, frozenset[str]] = {
    "mentor": frozenset({"trainer", "supervisor", "manager"}),
    "trainer": frozenset({"trainer", "manager"}),
    "supervisor": frozenset({"supervisor", "manager"}),
}
"""Who a row names as signer -> roles whose holders may sign it; the person's own mentor signs the mentor's rows too."""

RESULTS: Mapping[str, Text] = {
    "pass": T("training", "passed"),
    "fail": T("training", "not passed"),
    "open": T("training", "taken back"),
}
STANDINGS: Mapping[str, Text] = {
    "open": T("training", "Not signed"),
    "passed": T("training", "Passed"),
    "failed": T("training", "Not passed yet"),
    "disputed": T("training", "Signed differently"),
}
STATES: Mapping[str, Text] = {
    "open": T("training", "Under way"),
    "passed": T("training", "Passed"),
    "ended": T("training", "Given up"),
}
FORMS: Mapping[str, Text] = {
    "course": T("training", "Course"),
    "drill": T("training", "Drill"),
    "contest": T("training", "Contest"),
}
SESSION_STATES: Mapping[str, Text] = {
    "planned": T("training", "Planned"),
    "held": T("training", "Held"),
    "cancelled": T("training", "Cancelled"),
}
PRESENCES: Mapping[str, Text] = {
    "present": T("training", "present"),
    "late": T("training", "late"),
    "absent": T("training", "absent"),
    "excused": T("training", "excused"),
}
ATTENDED = ("present", "late")
"""Who was there at all has the hours."""

STEPS: Mapping[str, Text] = {
    "mentor": T("training", "Mentor changed"),
    "passed": T("training", "Passed; may work alone"),
    "ended": T("training", "Given up"),
    "reopened": T("training", "Taken up again"),
    "accompanied": T("training", "Logged in with"),
    "row_added": T("training", "Row added"),
    "row_changed": T("training", "Row changed"),
    "row_out": T("training", "Row taken out"),
    "row_back": T("training", "Row brought back"),
    "lifted": T("training", "Lifted to a newer template"),
    "lowered": T("training", "Lifting undone"),
}
CERTIFICATE_KINDS: tuple[Text, ...] = (
    T("training", "Property manager certificate"),
    T("training", "Fire facility operator certificate"),
    T("training", "First aid certificate"),
    T("training", "Low-voltage electrician licence"),
    T("training", "Lift safety manager certificate"),
    T("training", "Health certificate"),
)
"""Kinds that the form offers; any other may be typed."""


class RowLike(Protocol):
    """What the rules need of a row of a checklist or template."""

    @property
    def id(self) -> str:
        """The row."""
        raise NotImplementedError

    @property
    def stage(self) -> str:
        """Heading it stands under."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """Code of ``KINDS``."""
        raise NotImplementedError

    @property
    def minutes(self) -> int:
        """How long it takes."""
        raise NotImplementedError

    @property
    def required(self) -> int | bool:
        """Whether it must be passed."""
        raise NotImplementedError


# --- days -----------------------------------------------------------------------------------------------------------


def due_day(start: date, day: int, *, working_days: bool) -> date:
    """Return the day on which a row is due.

    Args:
        start: The first day, which is day 1; the next Monday if only working days count and it lies on a weekend.
        day: Which day, from 1.
        working_days: Whether only Monday to Friday count; else every day does.
    """
    found = start
    if not working_days:
        return found + timedelta(days=max(day, 1) - 1)
    while found.weekday() > 4:
        found += timedelta(days=1)
    for _ in range(max(day, 1) - 1):
        found += timedelta(days=3 if found.weekday() == 4 else 1)
    return found


def months_later(start: date, months: int) -> date:
    """Return the same day so many months later; the month's last where it has no such day."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(start.day, (first_of_next - timedelta(days=1)).day))


# --- what blocks what -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A rule by which a required open row keeps others from being signed.

    Attributes:
        code: Its name.
        text: What people read, with the number of rows.
        blocks: Whether an earlier row (position, row) keeps a later one from being signed.
        yearly: Whether it holds in a checklist that runs a whole year, where one missed month must not stop the rest.
    """

    code: str
    text: Text
    blocks: Callable[[RowLike, RowLike], bool]
    yearly: bool = False


BLOCKS: tuple[Block, ...] = (
    Block(
        "stage",
        T("training", "Required rows of an earlier stage are open: {rows}."),
        lambda earlier, later: earlier.stage != later.stage,
    ),
    Block(
        "exam",
        T("training", "Before the exam these required rows must be passed: {rows}."),
        lambda earlier, later: later.kind == "exam" and earlier.kind != "exam" and earlier.stage == later.stage,
        yearly=True,
    ),
)
"""The rule table of the next step; ``earlier`` is a required row that is not passed and stands before ``later``."""
_NAMED = 3
"""Blocking rows named in words; the others are counted."""


def blocked(rows: Sequence[RowLike], passed: frozenset[str], *, yearly: bool) -> Mapping[str, tuple[Block, list[int]]]:
    """Return what keeps rows from being signed: row id -> the first rule that does, and the blocking rows' places.

    Args:
        rows: The checklist's rows in order.
        passed: Ids of the rows that are passed.
        yearly: Whether the checklist runs a whole year.
    """
    open_rows = [(place, row) for place, row in enumerate(rows) if row.required and row.id not in passed]
    found: dict[str, tuple[Block, list[int]]] = {}
    for place, row in enumerate(rows):
        if row.id in passed:
            continue
        for block in BLOCKS:
            if yearly and not block.yearly:
                continue
            blocking = [number for number, other in open_rows if number < place and block.blocks(other, row)]
            if blocking:
                found[row.id] = block, blocking
                break
    return found


def blocked_words(block: Block, titles: Sequence[str]) -> Text:
    """Return in words what blocks a row."""
    named = str(T("training", ", ")).join(f"“{title}”" for title in titles[:_NAMED])
    if len(titles) > _NAMED:
        named = T("training", "{rows} and {n} more").format(rows=named, n=len(titles) - _NAMED)
    return block.text.with_(rows=named)


# --- hours ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Split:
    """Minutes by kind.

    Attributes:
        theory: Minutes of theory.
        practice: Minutes of practice and shadowing.
        exam: Minutes of exams, which count for neither share.
    """

    theory: int = 0
    practice: int = 0
    exam: int = 0

    @property
    def total(self) -> int:
        """All minutes."""
        return self.theory + self.practice + self.exam

    @property
    def theory_percent(self) -> int | None:
        """Share of theory of theory and practice, of hundred; None where there is neither."""
        both = self.theory + self.practice
        return round(100 * self.theory / both) if both else None


def split_of(rows: Iterable[tuple[str, int]]) -> Split:
    """Return the minutes by kind of (kind, minutes)."""
    minutes = {"theory": 0, "practice": 0, "exam": 0}
    for kind, length in rows:
        minutes["practice" if kind == "shadowing" else kind] += length
    return Split(**minutes)


def near_share(wanted: int, found: int | None) -> bool:
    """Say whether a share of theory is near enough to the one wanted: within five of hundred; 0 wants nothing."""
    return not wanted or found is None or abs(found - wanted) <= 5


def hours(minutes: int) -> str:
    """Return minutes as hours people read: ``1.5``."""
    return f"{minutes / 60:.1f}".removesuffix(".0")


# --- contests -------------------------------------------------------------------------------------------------------


def ranking(scores: Mapping[str, int | None]) -> dict[str, int]:
    """Return the places of a contest: equal scores share a place, whoever has none has none."""
    known = sorted((score for score in scores.values() if score is not None), reverse=True)
    return {key: known.index(score) + 1 for key, score in scores.items() if score is not None}

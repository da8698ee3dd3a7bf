"""What stands where in a handover, what must be read, what a difference is: without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Refused
from app.core.matters import Matter
from app.features.handover import rules
from app.features.handover.rules import Counted, cash_code, cash_total, check_move, must_read, section_of

UNTIL = 1_000


def matter(group: str, due_at: int | None = None, *, late: bool = False) -> Matter:
    return Matter(group, "x", "1", "", "", due_at=due_at, late=late)


@pytest.mark.parametrize(
    ("told", "section"),
    [
        (matter("ticket.late", 1, late=True), "late"),
        (matter("ticket.open", 999), "due"),
        (matter("ticket.open", 1_000), "open"),
        (matter("ticket.open"), "open"),
        (matter("ticket.held"), "open"),
        (matter("ticket.callback"), "callback"),
        (matter("complaint.open", 5_000), "complaint"),
        (matter("complaint.follow_up", 1, late=True), "other"),
        (matter("person.date", 999), "other"),
        (matter("plan.task", 1, late=True), "plan"),
        (matter("plan.task", 5_000), ""),
        (matter("training.session", 999), "other"),
        (matter("training.due", 1, late=True), ""),
        (matter("emergency.event"), "emergency"),
        (matter("handover.flag"), ""),
        (matter("shift.duty", 1), ""),
        (matter("moon.phase", 999), "other"),
    ],
)
def test_every_matter_has_its_section(told: Matter, section: str) -> None:
    assert section_of(told, UNTIL) == section


@pytest.mark.parametrize(
    ("section", "level", "late", "must"),
    [
        ("late", 3, True, True),
        ("flag", 0, False, True),
        ("due", 1, False, True),
        ("open", 2, False, False),
        ("complaint", 1, False, True),
        ("complaint", 0, True, True),
        ("plan", 0, True, False),
        ("special", 1, False, False),
        ("roster", 0, False, False),
    ],
)
def test_what_must_be_read(section: str, level: int, late: bool, must: bool) -> None:
    assert must_read(section, level, late) is must


def test_every_move_is_refused_from_every_state_that_does_not_allow_it() -> None:
    for move in rules.MOVES:
        for state in rules.STATES:
            if state in move.sources:
                assert check_move(move.action, state) is move
            else:
                with pytest.raises(Refused):
                    check_move(move.action, state)
    with pytest.raises(Refused):
        check_move("fly", "draft")


def test_every_state_but_the_last_leads_on() -> None:
    for state in rules.STATES:
        assert any(state in move.sources for move in rules.MOVES) or state == "void"


@given(st.dictionaries(st.sampled_from(rules.DENOMINATIONS), st.integers(0, 1_000), min_size=1))
def test_cash_adds_up(pieces: dict[int, int]) -> None:
    total = cash_total((cash_code(fen), number) for fen, number in pieces.items())
    assert total == sum(fen * number for fen, number in pieces.items())


def test_cash_that_nobody_counted_is_no_amount() -> None:
    assert cash_total([("cash.100", None), ("keys", 3)]) is None


@pytest.mark.parametrize(
    ("expected", "counted", "last", "reason", "difference", "unexplained"),
    [
        (12, 12, None, "", 0, False),
        (12, 11, None, "", -1, True),
        (12, 11, 11, "", 0, False),
        (12, 12, 11, "", 1, True),
        (12, 12, 11, "找到了", 1, False),
        (12, None, None, "", None, True),
        (None, None, None, "", None, False),
        (None, 4, None, "", None, False),
        (None, None, 4, "", None, True),
    ],
)
def test_a_difference_is_to_the_handover_before_or_to_what_there_should_be(
    expected: int | None, counted: int | None, last: int | None, reason: str, difference: int | None, unexplained: bool
) -> None:
    thing = Counted("keys", "钥匙", expected, counted, last, reason)
    assert (thing.difference, thing.unexplained) == (difference, unexplained)

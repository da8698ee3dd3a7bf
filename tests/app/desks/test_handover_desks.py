"""Handovers of two desks: signed here and there, made twice, changed after they were sealed."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from app.core.clock import HOUR, MINUTE
from app.features.staff.rules import Actor
from tests.support.exchanging import Desk, exchange, two_desks

Pair = tuple[Desk, Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Generator[Pair]:
    with two_desks(tmp_path) as pair:
        yield pair


def person(desk: Desk, number: str) -> Actor:
    return desk.context.accounts.login(number)


def prepared(desk: Desk, who: Actor) -> str:
    handover = desk.context.handovers.make(who)
    counts = desk.context.handovers.counts(who, handover)
    desk.context.handovers.count(who, handover, {row.code: row.expected for row in counts.things})
    return handover


def listed(desk: Desk) -> set[tuple[str, str]]:
    return {(problem.pk, problem.subject.rpartition("|")[2]) for problem in desk.link.problems() if problem.pk}


def both(desks: Pair) -> set[tuple[str, str]]:
    one, other = listed(desks[0]), listed(desks[1])
    assert one == other
    return one


@pytest.fixture
def people(desks: Pair) -> tuple[Actor, Actor]:
    a, b = desks
    for number, name in (("A02", "小周"), ("A03", "小吴")):
        a.context.staff.save(a.admin, {"number": number, "name": name, "roles": ["agent"]})
    exchange(a, b)
    return person(a, "A02"), person(b, "A03")


def test_signed_here_and_accepted_there(desks: Pair, people: tuple[Actor, Actor]) -> None:
    a, b = desks
    zhou, wu = people
    a.context.tickets.take(zhou, {"type": "repair", "level": 1, "description": "厨房漏水", "place": "门岗"})
    for desk in desks:
        desk.clock.advance(HOUR)
    handover = prepared(a, zhou)
    a.context.handovers.hand_over(zhou, handover)
    exchange(a, b)
    there = b.context.handovers
    assert [waiting.id for waiting in there.waiting(wu)] == [handover]
    there.tick(wu, [line.id for line in there.detail(wu, handover).lines if line.unread])
    there.accept(wu, handover)
    exchange(a, b)
    for desk, who in ((a, zhou), (b, wu)):
        assert desk.context.handovers.verify(who, handover).whole
        assert desk.context.handovers.detail(who, handover).values["in_name"] == "小吴"
    assert both(desks) == set()


def test_two_desks_add_to_one_sealed_handover(desks: Pair, people: tuple[Actor, Actor]) -> None:
    a, b = desks
    zhou, wu = people
    handover = prepared(a, zhou)
    a.context.handovers.leave(zhou, handover)
    exchange(a, b)
    a.context.handovers.add(zhou, handover, "伞找到了")
    b.context.handovers.add(wu, handover, "钥匙多一把")
    exchange(a, b)
    for desk, who in ((a, zhou), (b, wu)):
        assert desk.context.handovers.verify(who, handover).whole
        assert len([step for step in desk.context.handovers.detail(who, handover).steps if step.action == "add"]) == 2
    assert both(desks) == set()


def test_two_for_one_shift_are_both_kept_and_listed_until_one_is_set_aside(
    desks: Pair, people: tuple[Actor, Actor]
) -> None:
    a, b = desks
    zhou, wu = people
    first, second = prepared(a, zhou), prepared(b, wu)
    exchange(a, b)
    younger = max(first, second)
    assert both(desks) == {(younger, "handover.twice")}
    a.context.handovers.set_aside(zhou, younger, "小吴也做了一份")
    exchange(a, b)
    assert both(desks) == set()
    assert {row.id for row in b.context.handovers.lister(wu).all()} == {first, second}


def test_accepted_here_and_taken_back_there(desks: Pair, people: tuple[Actor, Actor]) -> None:
    a, b = desks
    zhou, wu = people
    handover = prepared(a, zhou)
    a.context.handovers.hand_over(zhou, handover)
    exchange(a, b)
    b.context.handovers.accept(wu, handover)
    a.clock.advance(2 * MINUTE)
    a.context.handovers.take_back(zhou, handover)
    a.context.handovers.add_note(zhou, handover, "还有一件事")
    exchange(a, b)
    codes = {code for pk, code in both(desks) if pk == handover}
    assert codes & {"handover.half", "handover.unsigned", "handover.changed"}
    a.context.handovers.set_aside(a.admin, handover, "两台电脑各做一半")
    exchange(a, b)
    assert both(desks) == set()


def test_a_line_changed_after_sealing_elsewhere_is_listed_and_named(desks: Pair, people: tuple[Actor, Actor]) -> None:
    a, b = desks
    zhou, wu = people
    handover = prepared(a, zhou)
    note = a.context.handovers.add_note(zhou, handover, "水表间钥匙在门岗")
    exchange(a, b)
    a.context.handovers.leave(zhou, handover)
    b.clock.advance(2 * MINUTE)
    b.context.handovers.edit_note(wu, note, "水表间钥匙在前台", important=False)
    exchange(a, b)
    assert (handover, "handover.changed") in both(desks)
    verdict = a.context.handovers.verify(zhou, handover)
    assert not verdict.whole
    assert any(difference.row.startswith("lines|note|") for difference in verdict.differences)

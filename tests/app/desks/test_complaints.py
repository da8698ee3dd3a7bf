"""Complaints at two desks: what they do apart comes together, and what cannot is listed for a person."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from app.features.complaints.records import Complaint
from tests.support.exchanging import Desk, exchange, two_desks

Pair = tuple[Desk, Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Generator[Pair]:
    with two_desks(tmp_path) as pair:
        yield pair


def take(desk: Desk, **values: Any) -> str:
    """Take a complaint about the lobby."""
    return desk.context.complaints.take(desk.admin, {"description": "大堂灯不亮", "place": "大堂", **values}).id


def do(desk: Desk, complaint: str, action: str, **values: Any) -> None:
    desk.context.complaints.do(desk.admin, complaint, action, values)


def lead(desk: Desk, complaint: str, upto: int) -> None:
    """Take the first steps of the path."""
    steps: list[tuple[str, dict[str, Any]]] = [
        ("soothed", {"soothed": "道歉"}),
        ("investigated", {"findings": "属实"}),
        ("planned", {"plan": "换灯", "consent": "agreed"}),
        ("handled", {"result": "已换"}),
        ("replied", {"no_letter": "当面答复"}),
        ("archived", {"cause": "facility", "no_measure": "个案", "closing_words": "好了"}),
    ]
    for action, values in steps[:upto]:
        do(desk, complaint, action, **values)


def row(desk: Desk, complaint: str) -> Complaint:
    return desk.context.store.must(Complaint, complaint)


def listed(desks: Pair) -> set[tuple[str, str]]:
    one, other = (
        {(problem.pk, problem.subject.rpartition("|")[2]) for problem in desk.link.problems() if problem.pk}
        for desk in desks
    )
    assert one == other
    return one


def test_two_desks_raise_one_alarm_with_one_task(desks: Pair) -> None:
    first, second = desks
    houses = [
        first.context.houses.save(first.admin, {"building": "8", "unit": "1", "room": str(room)})
        for room in range(101, 111)
    ]
    exchange(first, second)
    for desk in desks:
        for house in houses[:2]:
            take(desk, house_id=house, place="")
    exchange(first, second)
    for desk in desks:
        assert sorted(alarm.building for alarm in desk.context.complaints.alarms(desk.admin)) == ["", "8"]
        assert desk.context.store.value("SELECT count(*) FROM plan_task WHERE source_kind = 'complaint_alarm'") == 2
    first.context.complaints.check_rates(first.admin)
    assert {alarm.complaints for alarm in first.context.complaints.alarms(first.admin)} == {4}
    assert listed(desks) == set()


def test_the_file_of_a_dispute_unites_what_both_desks_wrote(desks: Pair) -> None:
    first, second = desks
    complaint = take(first, dispute=1)
    exchange(first, second)
    for desk, name in zip(desks, ("甲方", "乙方"), strict=True):
        party = desk.context.disputes.save_party(desk.admin, complaint, {"side": "other", "name": name})
        desk.context.disputes.add_talk(desk.admin, complaint, {"party_id": party, "text": f"与{name}谈过"})
    exchange(first, second)
    one, other = (desk.context.disputes.file(desk.admin, complaint) for desk in desks)
    assert one == other
    assert {talk.text for talk in one.talks} == {"与甲方谈过", "与乙方谈过"}
    assert listed(desks) == set()


def test_a_ticket_made_a_complaint_at_both_desks_is_listed_until_one_is_voided(desks: Pair) -> None:
    first, second = desks
    ticket = first.context.tickets.take(first.admin, {"description": "修三次还漏", "place": "大堂"}).id
    exchange(first, second)
    made = sorted(take(desk, ticket_id=ticket) for desk in desks)
    exchange(first, second)
    assert listed(desks) == {(made[1], "complaint.twice")}
    do(first, made[1], "void", note="两个前台重复登记")
    exchange(first, second)
    assert listed(desks) == set()


def test_a_complaint_made_serious_while_it_was_carried_on_asks_for_the_approval(desks: Pair) -> None:
    first, second = desks
    complaint = take(first)
    lead(first, complaint, 2)
    exchange(first, second)
    do(first, complaint, "planned", plan="换灯", consent="agreed")
    do(second, complaint, "raise", note="牵涉多户")
    exchange(first, second)
    assert listed(desks) == {(complaint, "complaint.unapproved")}
    do(second, complaint, "back", to_stage="plan", note="补审批")
    do(second, complaint, "approve")
    do(second, complaint, "planned", consent="agreed")
    exchange(first, second)
    assert listed(desks) == set()
    assert row(first, complaint).grade == "serious"


def test_an_end_and_a_step_back_at_two_desks_are_listed(desks: Pair) -> None:
    first, second = desks
    complaint = take(first)
    lead(first, complaint, 5)
    exchange(first, second)
    do(first, complaint, "archived", cause="facility", no_measure="个案", closing_words="好了")
    second.clock.advance(60_000)
    do(second, complaint, "back", to_stage="handle", note="又坏了")
    exchange(first, second)
    assert {code for _, code in listed(desks)} & {"complaint.going_on", "complaint.worked_on"}


def test_a_letter_changed_while_it_was_sent_is_listed(desks: Pair) -> None:
    first, second = desks
    complaint = take(first)
    values = {"title": "致歉函", "receiver": "尊敬的业主：", "body": "我们错了。"}
    letter = first.context.letters.save(first.admin, complaint, values)
    exchange(first, second)
    first.context.letters.send(first.admin, letter, "hand")
    second.context.letters.save(second.admin, complaint, {"body": "我们没有错。"}, letter)
    exchange(first, second)
    changed = [desk.context.letters.get(desk.admin, letter).whole for desk in desks]
    assert changed[0] == changed[1]
    assert ((letter, "letter.changed") in listed(desks)) is not changed[0]


def test_what_was_deleted_leaves_nothing_to_settle(desks: Pair) -> None:
    first, second = desks
    complaint = take(first)
    first.context.disputes.save_party(first.admin, complaint, {"name": "甲"})
    exchange(first, second)
    second.context.complaints.delete(second.admin, complaint)
    exchange(first, second)
    assert first.context.store.get(Complaint, complaint) is None
    assert listed(desks) == set()
    second.context.complaints.restore(second.admin, complaint)
    exchange(first, second)
    assert row(first, complaint).description == "大堂灯不亮"

"""Training that two desks change without knowing of each other: both are kept, what is wrong is said, and mended."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from app.core.clock import DAY, MINUTE
from tests.support.exchanging import Desk, exchange, two_desks

Pair = tuple[Desk, Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Generator[Pair]:
    with two_desks(tmp_path) as pair:
        yield pair


def listed(desk: Desk) -> set[tuple[str, str]]:
    return {(problem.pk, problem.subject.rpartition("|")[2]) for problem in desk.link.problems() if problem.pk}


def both(desks: Pair) -> set[tuple[str, str]]:
    one, other = listed(desks[0]), listed(desks[1])
    assert one == other
    return one


def staff(desk: Desk, number: str, role: str = "agent") -> str:
    return desk.context.staff.save(desk.admin, {"number": number, "name": f"员工{number}", "roles": [role]})


def begin(desk: Desk, person: str, mentor: str) -> str:
    values = {
        "staff_id": person,
        "mentor_id": mentor,
        "template_id": "training.newcomer",
        "start_on": "2026-11-23",
    }
    return desk.context.training.save(desk.admin, values)


def first_row(desk: Desk, training: str) -> str:
    return desk.context.training.card(desk.admin, training).rows[0].id


def test_signed_differently_both_are_kept_and_the_next_signature_decides(desks: Pair) -> None:
    a, b = desks
    training = begin(a, staff(a, "A1"), staff(a, "A2"))
    exchange(a, b)
    row = first_row(a, training)
    a.context.training.sign(a.admin, [row], {"result": "pass"})
    b.context.training.sign(b.admin, [row], {"result": "fail", "note": "不熟"})
    exchange(a, b)
    assert both(desks) == {(row, "training.signed_twice")}
    for desk in desks:
        card = desk.context.training.card(desk.admin, training)
        assert card.rows[0].standing == "disputed"
        assert {sign.result for sign in card.rows[0].signatures} == {"pass", "fail"}
    a.context.training.sign(a.admin, [row], {"result": "pass"})
    exchange(a, b)
    assert both(desks) == set()
    assert b.context.training.card(b.admin, training).rows[0].standing == "passed"


def test_signed_alike_is_no_conflict_and_counts_once(desks: Pair) -> None:
    a, b = desks
    person = staff(a, "A1")
    training = begin(a, person, staff(a, "A2"))
    exchange(a, b)
    row = first_row(a, training)
    for desk in desks:
        desk.context.training.sign(desk.admin, [row], {"result": "pass"})
    exchange(a, b)
    assert both(desks) == set()
    for desk in desks:
        year = desk.context.training_year.card(desk.admin, 2026)
        assert next(one for one in year.people if one.staff_id == person).split.total == 60


def test_a_mentor_with_too_many_newcomers_and_a_checklist_begun_twice(desks: Pair) -> None:
    a, b = desks
    mentor, people = staff(a, "M1"), [staff(a, f"A{number}") for number in range(3)]
    exchange(a, b)
    begin(a, people[0], mentor)
    begin(a, people[1], mentor)
    b.clock.advance(MINUTE)
    third = begin(b, people[2], mentor)
    exchange(a, b)
    assert both(desks) == {(third, "training.mentor")}
    a.clock.advance(MINUTE)
    a.context.training.save(a.admin, {"mentor_id": staff(a, "M2")}, third)
    exchange(a, b)
    assert both(desks) == set()


def test_taken_out_here_and_signed_there(desks: Pair) -> None:
    a, b = desks
    training = begin(a, staff(a, "A1"), staff(a, "A2"))
    exchange(a, b)
    row = first_row(a, training)
    a.context.training.remove_row(a.admin, row, "不需要")
    b.clock.advance(MINUTE)
    b.context.training.sign(b.admin, [row], {"result": "pass"})
    exchange(a, b)
    assert both(desks) == {(training, "training.row_gone")}
    (gone,) = a.context.training.gone_rows(a.admin, training)
    assert gone.signed
    a.clock.advance(MINUTE)
    a.context.training.restore_row(a.admin, training, row)
    exchange(a, b)
    assert both(desks) == set()
    assert b.context.training.card(b.admin, training).rows[0].standing == "passed"


def test_both_desks_lift_a_checklist_and_have_the_new_row_once(desks: Pair) -> None:
    a, b = desks
    training = begin(a, staff(a, "A1"), staff(a, "A2"))
    templates = a.context.training_templates
    items = [{"id": item.id} for item in templates.card(a.admin, "training.newcomer").items]
    templates.save(
        a.admin, {}, "training.newcomer", [*items, {"title": "新加", "stage": "新", "day": 3, "minutes": 60}]
    )
    exchange(a, b)
    for desk in desks:
        desk.context.training.lift(desk.admin, training, 2)
    exchange(a, b)
    assert both(desks) == set()
    for desk in desks:
        titles = [row.title for row in desk.context.training.card(desk.admin, training).rows]
        assert titles.count("新加") == 1


def test_the_same_checklist_begun_at_both_desks(desks: Pair) -> None:
    a, b = desks
    mentor, person = staff(a, "M1"), staff(a, "A1")
    exchange(a, b)
    begin(a, person, mentor)
    b.clock.advance(MINUTE)
    second = begin(b, person, mentor)
    exchange(a, b)
    assert both(desks) == {(second, "training.double")}
    b.context.training.end(b.admin, second, "重复")
    exchange(a, b)
    assert both(desks) == set()


def test_passed_here_and_a_signature_taken_back_there(desks: Pair) -> None:
    a, b = desks
    a.context.settings_service.save(a.admin, {"training.release": "exam"})
    training = begin(a, staff(a, "A1"), staff(a, "A2"))
    for row in a.context.training.card(a.admin, training).rows:
        a.context.training.sign(a.admin, [row.id], {"result": "pass", "score": 95 if row.needs else None})
    exchange(a, b)
    a.context.training.release(a.admin, training)
    b.context.training.take_back(b.admin, first_row(b, training), "签错")
    exchange(a, b)
    assert both(desks) == {(training, "training.passed_open")}
    a.context.training.reopen(a.admin, training, "补签")
    a.context.training.sign(a.admin, [first_row(a, training)], {"result": "pass"})
    a.context.training.release(a.admin, training)
    exchange(a, b)
    assert both(desks) == set()


def test_cancelled_here_and_attended_there(desks: Pair) -> None:
    a, b = desks
    person = staff(a, "A1")
    sessions = a.context.training_sessions
    values = {**sessions.draft(a.admin, "training.drill.03"), "starts_at": a.clock.now() - DAY, "people": [person]}
    session = sessions.save(a.admin, values)
    exchange(a, b)
    sessions.cancel(a.admin, session, "维保没来")
    b.context.training_sessions.mark(b.admin, session, {person: {"presence": "present"}})
    exchange(a, b)
    assert both(desks) == {(session, "training.cancelled_attended")}
    sessions.reopen(a.admin, session)
    exchange(a, b)
    assert both(desks) == set()


def test_one_certificate_entered_at_both_desks(desks: Pair) -> None:
    a, b = desks
    person = staff(a, "A1")
    exchange(a, b)
    values = {"staff_id": person, "kind": "健康证", "number": "JK0001", "issued_on": "2026-01-01"}
    a.context.certificates.save(a.admin, values)
    b.clock.advance(MINUTE)
    second = b.context.certificates.save(b.admin, values)
    exchange(a, b)
    assert both(desks) == {(second, "training.certificate_twice")}
    b.context.certificates.delete(b.admin, second)
    exchange(a, b)
    assert both(desks) == set()

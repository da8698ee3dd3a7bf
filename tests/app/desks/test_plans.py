"""One weekly plan at two desks: what they do apart comes together, and what cannot is listed for a person."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from app.features.plans.service import PlanView
from tests.support.exchanging import Desk, exchange, two_desks

Pair = tuple[Desk, Desk]
WEEK = "2026-W48"


@pytest.fixture
def desks(tmp_path: Path) -> Generator[Pair]:
    with two_desks(tmp_path) as pair:
        yield pair


def task(desk: Desk, title: str, **values: object) -> str:
    given = {"section": "reception", "deadline": "周三 15:00", "assignee_id": desk.admin.id, "title": title, **values}
    return desk.context.plans.add_task(desk.admin, WEEK, given)


def views(desks: Pair) -> PlanView:
    one, other = (desk.context.plans.view(desk.admin, WEEK) for desk in desks)
    assert one == other
    return one


def listed(desks: Pair) -> set[tuple[str, str]]:
    one, other = (
        {(problem.pk, problem.subject.rpartition("|")[2]) for problem in desk.link.problems() if problem.pk}
        for desk in desks
    )
    assert one == other
    return one


def test_two_desks_that_begin_the_same_plan_make_one(desks: Pair) -> None:
    first, second = desks
    for desk in desks:
        desk.context.plans.begin(desk.admin, WEEK, template="plan.ordinary")
    count = len(first.context.plans.view(first.admin, WEEK).tasks)
    exchange(first, second)
    assert len(views(desks).tasks) == count
    assert listed(desks) == set()


def test_different_tasks_of_one_plan_merge_cleanly(desks: Pair) -> None:
    first, second = desks
    first.context.plans.begin(first.admin, WEEK)
    ids = [task(first, title) for title in ("甲", "乙", "丙")]
    daily = task(first, "每日", deadline="每日 9:00")
    exchange(first, second)
    first.context.plans.edit_task(first.admin, ids[0], {"title": "甲改"})
    first.context.plans.tick(first.admin, daily, date(2026, 11, 23))
    second.context.plans.do_tasks(second.admin, [ids[1]], "do", "好")
    second.context.plans.place_task(second.admin, ids[2], "reception", before=ids[0])
    second.context.plans.tick(second.admin, daily, date(2026, 11, 24))
    task(second, "丁")
    exchange(first, second)
    tasks = {each.title: each for each in views(desks).tasks}
    assert next(each.title for each in views(desks).tasks) == "丙"
    assert tasks["乙"].state == "done"
    assert tasks["每日"].ticks == ("2026-11-23", "2026-11-24")
    assert {"甲改", "丁"} <= set(tasks)
    assert not [problem for problem in first.link.problems() if problem.kind == "conflict"]


def test_a_proposal_taken_at_both_desks_is_one_task(desks: Pair) -> None:
    first, second = desks
    plans = first.context.plans
    plans.begin(first.admin, "2026-W47")
    plans.add_task(first.admin, "2026-W47", {"title": "没做完", "section": "reception", "deadline": "周三"})
    plans.begin(first.admin, WEEK)
    exchange(first, second)
    for desk in desks:
        service = desk.context.plans
        lines = [line for line in service.proposals(desk.admin, WEEK).lines if line.origin == "carried"]
        service.take(desk.admin, WEEK, [line.key for line in lines])
    exchange(first, second)
    assert [each.title for each in views(desks).tasks] == ["没做完"]
    assert listed(desks) == set()


def test_a_task_added_while_the_review_is_finished_is_listed_until_it_is_decided(desks: Pair) -> None:
    first, second = desks
    plans = first.context.plans
    plans.begin(first.admin, WEEK)
    done = task(first, "甲")
    for action in ("submit", "approve"):
        plans.do(first.admin, WEEK, action)
    exchange(first, second)
    plans.do_tasks(first.admin, [done], "do")
    plans.do(first.admin, WEEK, "review", "平稳")
    late = task(second, "乙")
    exchange(first, second)
    assert listed(desks) == {(late, "plan_task.undecided")}
    plans.do(first.admin, WEEK, "reopen_review", "补一项")
    plans.do_tasks(first.admin, [late], "do")
    plans.do(first.admin, WEEK, "review", "平稳")
    exchange(first, second)
    assert listed(desks) == set()


def test_a_plan_approved_here_and_taken_back_there_is_listed(desks: Pair) -> None:
    first, second = desks
    plans = first.context.plans
    plans.begin(first.admin, WEEK)
    task(first, "甲")
    plans.do(first.admin, WEEK, "submit")
    exchange(first, second)
    plans.do(first.admin, WEEK, "approve")
    second.clock.advance(120_000)
    second.context.plans.do(second.admin, WEEK, "withdraw")
    exchange(first, second)
    assert (WEEK, "plan.approval") in listed(desks)
    plans.do(first.admin, WEEK, "submit")
    plans.do(first.admin, WEEK, "send_back", "重来")
    exchange(first, second)
    assert listed(desks) == set()


def test_a_task_without_its_person_in_a_submitted_plan_is_listed(desks: Pair) -> None:
    first, second = desks
    plans = first.context.plans
    plans.begin(first.admin, WEEK)
    task(first, "甲")
    exchange(first, second)
    plans.do(first.admin, WEEK, "submit")
    bare = task(second, "乙", assignee_id="")
    exchange(first, second)
    assert listed(desks) == {(bare, "plan_task.nobody")}


def test_the_memory_of_what_was_deleted_is_no_problem(desks: Pair) -> None:
    """Events of a deleted plan arrive with its deletion; a day that was ticked meanwhile is told as what it is."""
    first, second = desks
    first.context.plans.begin(first.admin, "2026-W49")
    first.context.plans.delete(first.admin, "2026-W49")
    exchange(first, second)
    assert listed(desks) == set()
    first.context.plans.begin(first.admin, WEEK)
    daily = task(first, "每日", deadline="每日 9:00")
    exchange(first, second)
    first.context.plans.delete_tasks(first.admin, [daily])
    second.context.plans.tick(second.admin, daily, date(2026, 11, 24))
    exchange(first, second)
    assert [kind for _, kind in listed(desks)] == ["parent.task_id"]
    for desk in desks:
        assert all("restore" in str(problem.text) for problem in desk.link.problems() if problem.pk)


def test_who_made_what_both_desks_made_is_nobodys_question(desks: Pair) -> None:
    first, second = desks
    colleague = first.context.staff.save(first.admin, {"number": "A07", "name": "周七", "roles": ["supervisor"]})
    exchange(first, second)
    first.context.plans.begin(first.admin, WEEK, template="plan.ordinary")
    second.context.plans.begin(second.context.accounts.actor(colleague), WEEK, template="plan.ordinary")
    exchange(first, second)
    for desk in desks:
        assert {found.column for found in desk.link.conflicts()} <= {"author_id"}

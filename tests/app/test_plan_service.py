"""The weekly plan through its service: beginning, prefilling, working, reviewing and carrying on."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.context import AppContext, open_office
from app.core.clock import DAY, HOUR, HeldClock
from app.core.errors import Invalid, NotAllowed, Refused
from app.core.matters import Matter, Teller
from app.features.plans.service import Duty, PlanService
from app.features.staff.rules import Actor
from app.host.paths import Paths
from app.store.listing import ListQuery
from tests.support.exchanging import exchange, two_desks
from tests.support.office import MORNING, ZONE, refused_for, roles_without

WEEK, NEXT = "2026-W48", "2026-W49"


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Generator[AppContext]:
    context = open_office(Paths(tmp_path / "data"), clock, create=True)
    context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
    admin = context.accounts.login("0001")
    for number, name, role, position in (
        ("A1", "小周", "agent", "客服专员"),
        ("A2", "小吴", "agent", "客服专员"),
        ("S1", "林主管", "supervisor", "客服主管"),
    ):
        context.staff.save(admin, {"number": number, "name": name, "roles": [role], "position": position})
    yield context
    context.close()


@pytest.fixture
def agent(office: AppContext) -> Actor:
    return office.accounts.login("A1")


@pytest.fixture
def boss(office: AppContext) -> Actor:
    return office.accounts.login("S1")


def plain(
    office: AppContext, matters: Sequence[Teller] = (), roster: Callable[[date], list[Duty]] | None = None
) -> PlanService:
    """A plan service that hears only these matters."""
    return PlanService(office.store, office.settings, office.zone, lambda: matters, roster)


def one(plans: PlanService, actor: Actor, plan_id: str, **values: object) -> str:
    given = {"title": "巡查大堂", "section": "reception", "deadline": "周三 15:00", "assignee_id": actor.id, **values}
    return plans.add_task(actor, plan_id, given)


def approved(plans: PlanService, agent: Actor, boss: Actor, plan_id: str) -> None:
    plans.do(agent, plan_id, "submit")
    plans.do(boss, plan_id, "approve")


# --- beginning --------------------------------------------------------------------------------------------------------


def test_a_plan_is_of_one_week_and_begun_once(office: AppContext, agent: Actor) -> None:
    plan_id = office.plans.begin(agent, "2026-11-25")
    view = office.plans.view(agent, plan_id)
    assert (plan_id, view.first_on, view.last_on, view.state) == (WEEK, "2026-11-23", "2026-11-29", "draft")
    with pytest.raises(Refused):
        office.plans.begin(agent, WEEK)
    assert office.plans.begin(agent, WEEK, department="engineering") == "2026-W48@engineering"
    assert office.plans.find("2026-11-24") == WEEK
    assert office.plans.find("2027-01-05") is None


@pytest.mark.parametrize("template", ["plan.ordinary", "plan.holiday", "plan.survey", "plan.equipment"])
def test_every_built_in_template_fills_all_parts_with_deadlines_that_mean_something(
    office: AppContext, agent: Actor, template: str
) -> None:
    view = office.plans.view(agent, office.plans.begin(agent, WEEK, template=template))
    assert {task.part for task in view.tasks} == {"overview", "daily", "special", "training", "problems"}
    assert all(task.due_at is not None and task.role for task in view.tasks)
    assert view.goals
    assert view.focus
    assert view.arrangements
    bosses = [task for task in view.tasks if task.role == "客服主管"]
    assert {task.assignee for task in bosses} == {"林主管"}  # the only one who holds that post
    assert {task.assignee_id for task in view.tasks if task.role == "客服专员"} == {""}


def test_the_template_that_suits_a_week_is_offered(office: AppContext) -> None:
    assert office.plans.suggested_template(WEEK) == "plan.ordinary"
    assert office.plans.suggested_template("2026-W40") == "plan.holiday"


def test_who_may_what(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    task = one(plans, agent, plan_id)
    verbs: dict[str, Callable[[Actor], object]] = {
        "view": lambda who: plans.view(who, plan_id),
        "create": lambda who: plans.begin(who, NEXT),
        "edit": lambda who: plans.edit_task(who, task, {"note": "x"}),
        "submit": lambda who: plans.do(who, plan_id, "submit"),
        "approve": lambda who: plans.do(who, plan_id, "approve"),
        "review": lambda who: plans.do(who, plan_id, "review"),
        "delete": lambda who: plans.delete(who, plan_id),
    }
    for action, verb in verbs.items():
        without = roles_without("plan", action)
        assert refused_for(verb, without) == without, action


# --- tasks ------------------------------------------------------------------------------------------------------------


def test_a_deadline_is_kept_as_typed_and_resolved(office: AppContext, agent: Actor) -> None:
    plan_id = office.plans.begin(agent, NEXT)
    task = office.plans.task(agent, one(office.plans, agent, plan_id, deadline="本周五 15:00"))
    assert task.deadline == "本周五 15:00"
    assert task.due_at == ZONE.moment(datetime(2026, 12, 4, 15))
    daily = office.plans.task(agent, one(office.plans, agent, plan_id, deadline="每日 9:00"))
    assert len(daily.days) == 5


def test_all_problems_of_a_row_are_told_at_once(office: AppContext, agent: Actor) -> None:
    plan_id = office.plans.begin(agent, WEEK)
    with pytest.raises(Invalid) as told:
        office.plans.add_task(
            agent, plan_id, {"title": " ", "deadline": "随时", "minutes": "许多", "assignee_id": "0" * 32}
        )
    assert set(told.value.fields) == {"title", "deadline", "minutes", "assignee_id"}


def test_a_new_row_stands_behind_the_one_it_was_made_from(office: AppContext, agent: Actor) -> None:
    plan_id = office.plans.begin(agent, WEEK)
    first = one(office.plans, agent, plan_id, title="一")
    one(office.plans, agent, plan_id, title="三")
    office.plans.add_task(agent, plan_id, {"title": "二", "section": "reception"}, after=first)
    assert [task.title for task in office.plans.view(agent, plan_id).tasks] == ["一", "二", "三"]


def test_rows_move_and_the_move_can_be_undone(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    ids = [one(plans, agent, plan_id, title=title) for title in "甲乙丙"]
    section, behind = plans.place_task(agent, ids[2], "reception", before=ids[0])
    assert [task.title for task in plans.view(agent, plan_id).tasks] == ["丙", "甲", "乙"]
    plans.place_task(agent, ids[2], section, before=behind)
    assert [task.title for task in plans.view(agent, plan_id).tasks] == ["甲", "乙", "丙"]
    plans.place_task(agent, ids[0], "training")
    assert plans.task(agent, ids[0]).part == "training"


def test_forty_rows_go_in_front_of_one_another(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    before = one(plans, agent, plan_id, title="0")
    last = one(plans, agent, plan_id, title="末")
    for number in range(1, 40):
        before = plans.add_task(agent, plan_id, {"title": str(number), "section": "reception"}, after=before)
    titles = [task.title for task in plans.view(agent, plan_id).tasks]
    assert titles == [*map(str, range(40)), "末"]
    assert plans.task(agent, last).title == "末"


def test_tasks_go_and_come_back(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    task = one(plans, agent, plan_id, note="带钥匙")
    plans.delete_tasks(agent, [task])
    assert plans.view(agent, plan_id).tasks == ()
    plans.restore_tasks(agent, [task])
    assert plans.task(agent, task).note == "带钥匙"


def test_a_deleted_draft_comes_back_whole(office: AppContext, boss: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(boss, WEEK, template="plan.ordinary")
    count = len(plans.view(boss, plan_id).tasks)
    plans.delete(boss, plan_id)
    assert not plans.exists(plan_id)
    plans.restore(boss, plan_id)
    assert len(plans.view(boss, plan_id).tasks) == count


def test_states_have_one_table_of_moves_and_can_be_undone(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    task = one(plans, agent, plans.begin(agent, WEEK))
    with pytest.raises(Invalid):
        plans.do_tasks(agent, [task], "fail")
    before = plans.do_tasks(agent, [task], "fail", "停电")
    assert (plans.task(agent, task).state, plans.task(agent, task).reason) == ("not_done", "停电")
    with pytest.raises(Refused):
        plans.do_tasks(agent, [task], "fail", "停电")
    plans.undo_states(agent, before)
    assert plans.task(agent, task).state == "open"
    plans.do_tasks(agent, [task], "do", "已完成")
    assert plans.task(agent, task).result == "已完成"


def test_a_daily_task_is_ticked_day_by_day_and_done_with_the_last(
    office: AppContext, agent: Actor, clock: HeldClock
) -> None:
    plans = office.plans
    task = one(plans, agent, plans.begin(agent, WEEK), deadline="每日 17:00")
    for day in range(23, 27):
        assert plans.tick(agent, task) == f"2026-11-{day}"
        clock.advance(DAY)
    assert plans.task(agent, task).state == "open"
    plans.tick(agent, task)
    assert plans.task(agent, task).state == "done"
    plans.tick(agent, task, done=False)
    assert plans.task(agent, task).state == "open"
    with pytest.raises(Refused):
        plans.tick(agent, task, date(2026, 11, 29))


def test_a_task_that_was_taken_out_leaves_no_ticks_behind_and_brings_them_back(
    office: AppContext, agent: Actor
) -> None:
    plans = office.plans
    task = one(plans, agent, plans.begin(agent, WEEK), deadline="每日 17:00")
    plans.tick(agent, task)
    plans.delete_tasks(agent, [task])
    assert office.store.rows("SELECT * FROM plan_tick") == []
    plans.restore_tasks(agent, [task])
    assert plans.task(agent, task).ticks == ("2026-11-23",)


def test_the_other_desk_is_told_of_nothing_missing_when_a_task_was_taken_out(tmp_path: Path) -> None:
    with two_desks(tmp_path) as (here, there):
        plans, boss = here.context.plans, here.admin
        task = one(plans, boss, plans.begin(boss, WEEK), deadline="每日 17:00")
        plans.tick(boss, task)
        plans.save_improvement(boss, WEEK, {"problem": "漏记", "task_id": task})
        plans.delete_tasks(boss, [task])
        exchange(here, there)
        assert list(there.link.problems()) == []
        plans.restore_tasks(boss, [task])
        exchange(here, there)
        assert there.context.plans.task(there.admin, task).ticks == ("2026-11-23",)
        plans.delete_tasks(boss, [task])
        exchange(here, there)
        assert list(there.link.problems()) == []


def test_a_task_is_late_at_the_cut_off_and_not_at_the_present(
    office: AppContext, agent: Actor, clock: HeldClock
) -> None:
    plans = office.plans
    one(plans, agent, plans.begin(agent, WEEK), deadline="周一 15:00")
    cut_off = ZONE.moment(datetime(2026, 11, 23, 15, 0))
    clock.moment = cut_off + HOUR
    assert [matter.late for matter in plans.matters(agent, cut_off, cut_off + DAY)] == [False]
    assert [matter.late for matter in plans.matters(agent, clock.moment, cut_off + DAY)] == [True]


def test_a_missed_day_makes_a_daily_task_late(office: AppContext, agent: Actor, clock: HeldClock) -> None:
    plans = office.plans
    task = one(plans, agent, plans.begin(agent, WEEK), deadline="每日 17:00")
    assert not plans.task(agent, task).late
    clock.advance(DAY)
    assert plans.task(agent, task).late


# --- approval and review ----------------------------------------------------------------------------------------------


def test_a_plan_is_submitted_only_with_people_and_deadlines(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    with pytest.raises(Refused):
        plans.do(agent, plan_id, "submit")
    task = one(plans, agent, plan_id, assignee_id="")
    with pytest.raises(Refused) as told:
        plans.do(agent, plan_id, "submit")
    assert "巡查大堂" in str(told.value)
    plans.edit_task(agent, task, {"assignee_id": agent.id})
    assert plans.do(agent, plan_id, "submit") == "submitted"


def test_what_waits_for_approval_is_changed_by_the_approver_only(office: AppContext, agent: Actor, boss: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    task = one(plans, agent, plan_id)
    plans.do(agent, plan_id, "submit")
    with pytest.raises(Refused):
        plans.edit_task(agent, task, {"title": "别的"})
    plans.edit_task(boss, task, {"title": "主管改过"})
    with pytest.raises(NotAllowed):
        plans.do(agent, plan_id, "approve")
    with pytest.raises(Invalid):
        plans.do(boss, plan_id, "send_back")
    plans.do(boss, plan_id, "send_back", "责任人太集中")
    assert plans.view(agent, plan_id).send_back == "责任人太集中"
    plans.edit_task(agent, task, {"title": "改好了"})


def test_changes_after_the_approval_are_marked(office: AppContext, agent: Actor, boss: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    task, other = one(plans, agent, plan_id), one(plans, agent, plan_id, title="另一项")
    approved(plans, agent, boss, plan_id)
    assert not any(row.changed for row in plans.view(agent, plan_id).tasks)
    with pytest.raises(Invalid):
        plans.edit_task(agent, task, {"deadline": ""})
    plans.edit_task(agent, task, {"deadline": "周四 15:00"})
    plans.do_tasks(agent, [other], "do")
    changed = {row.id for row in plans.view(agent, plan_id).tasks if row.changed}
    assert changed == {task}
    assert [line.after_approval for line in plans.journal(agent, plan_id, task)][-1]


def test_the_review_names_what_is_undecided_and_leaves_an_improvement_list(
    office: AppContext, agent: Actor, boss: Actor, clock: HeldClock
) -> None:
    plans = plain(office)
    plan_id = plans.begin(agent, WEEK)
    done, failed, moved = (one(plans, agent, plan_id, title=title) for title in ("做完", "没做", "推后"))
    approved(plans, agent, boss, plan_id)
    clock.advance(4 * DAY)
    plans.do_tasks(agent, [done], "do")
    with pytest.raises(Refused) as told:
        plans.do(boss, plan_id, "review")
    assert "没做" in str(told.value)
    assert "做完" not in str(told.value)
    plans.do_tasks(agent, [failed], "fail", "配件没到")
    plans.do_tasks(agent, [moved], "move_on")
    line = plans.save_improvement(
        agent, plan_id, {"problem": "配件常缺", "cause": "没有安全库存", "measure": "建立常用件清单", "task_id": failed}
    )
    plans.do(boss, plan_id, "review", "总体平稳")
    assert plans.view(boss, plan_id).summary == "总体平稳"
    with pytest.raises(Refused):
        plans.edit_task(agent, done, {"title": "x"})

    following = plans.begin(agent, NEXT)
    lines = {proposal.title: proposal for proposal in plans.proposals(agent, following).lines}
    assert set(lines) == {"没做", "推后", "建立常用件清单"}
    assert lines["没做"].carried == 1
    assert "配件没到" in str(lines["没做"].why)
    taken = plans.take(agent, following, [proposal.key for proposal in lines.values()])
    assert plans.proposals(agent, following).lines == ()
    measure = next(pk for pk in taken if plans.task(agent, pk).source_kind == "improvement")
    plans.do_tasks(agent, [measure], "do")
    assert plans.improvement(agent, line).state == "done"
    compared = plans.compare(agent, following)
    assert compared.last_week == WEEK
    assert compared.total[0].carried == 2
    assert compared.total[1] is not None
    assert compared.total[1].rate == pytest.approx(1 / 3)


def test_a_measure_flows_on_until_it_is_taken(office: AppContext, agent: Actor, boss: Actor) -> None:
    plans = plain(office)
    plan_id = plans.begin(agent, WEEK)
    plans.save_improvement(agent, plan_id, {"problem": "排队", "measure": "高峰加人"})
    for week in ("2026-W49", "2026-W50"):
        following = plans.begin(agent, week)
        assert [line.title for line in plans.proposals(agent, following).lines] == ["高峰加人"]


# --- prefilling -------------------------------------------------------------------------------------------------------


def test_unfinished_tasks_are_carried_on_and_counted(office: AppContext, agent: Actor) -> None:
    plans = plain(office)
    first = plans.begin(agent, WEEK)
    one(plans, agent, first, title="换门禁")
    for number, week in enumerate(("2026-W49", "2026-W50"), 1):
        following = plans.begin(agent, week)
        (line,) = plans.proposals(agent, following).lines
        (task,) = plans.take(agent, following, [line.key])
        assert plans.task(agent, task).carried == number
    assert plans.view(agent, first).tasks[0].state == "moved"
    assert plans.view(agent, "2026-W50").tasks[0].due_at == ZONE.moment(datetime(2026, 12, 9, 15))


def test_nothing_is_proposed_twice_and_what_was_left_is_remembered(office: AppContext, agent: Actor) -> None:
    plans = plain(office)
    one(plans, agent, plans.begin(agent, WEEK), title="甲")
    one(plans, agent, WEEK, title="乙")
    following = plans.begin(agent, NEXT)
    first, second = plans.proposals(agent, following).lines
    plans.leave(agent, following, [first.key])
    assert [line.left for line in plans.proposals(agent, following).lines] == [True, False]
    (taken,) = plans.take(agent, following, [second.key])
    assert [line.key for line in plans.proposals(agent, following).lines] == [first.key]
    assert plans.take(agent, following, [second.key]) == []
    plans.untake(agent, following, [taken])
    assert len(plans.proposals(agent, following).lines) == 2


def matter(group: str, pk: str, **values: Any) -> Matter:
    return Matter(group, group.partition(".")[0], pk, "", f"事项{pk}", **values)


def test_matters_of_other_modules_become_proposals_with_their_reason(office: AppContext, agent: Actor) -> None:
    told = [
        matter("ticket.late", "1", due_at=MORNING - 3 * HOUR, late=True, assignee_id=agent.id),
        matter("ticket.open", "2"),
        matter("ticket.promise", "3", due_at=MORNING + DAY),
        matter("person.care", "4", due_at=MORNING + 2 * DAY),
        matter("person.date", "5", due_at=MORNING + 30 * DAY),
        matter("training.session", "6", due_at=MORNING + DAY),
        matter("complaint.prevention", "7"),
        matter("shift.duty", "8"),
    ]
    plans = plain(office, [lambda *_: told])
    lines = {line.source_id: line for line in plans.proposals(agent, plans.begin(agent, WEEK)).lines}
    assert {pk: line.part for pk, line in lines.items()} == {
        "1": "daily",
        "3": "daily",
        "4": "daily",
        "6": "training",
        "7": "problems",
    }
    assert "3" in str(lines["1"].why)
    assert lines["1"].assignee_id == agent.id
    assert lines["4"].deadline in ("周三 09:00", "Wed 09:00")


def test_many_late_tickets_become_a_few_lines_and_one_for_the_rest(office: AppContext, agent: Actor) -> None:
    told = [matter("ticket.late", str(n), due_at=MORNING - n * HOUR, late=True) for n in range(1, 31)]
    plans = plain(office, [lambda *_: told])
    lines = plans.proposals(agent, plans.begin(agent, WEEK)).lines
    assert len(lines) == 11
    assert "20" in lines[-1].title


def test_holidays_and_the_roster_are_proposed_and_an_unknown_year_says_so(office: AppContext, agent: Actor) -> None:
    def roster(first: date) -> list[Duty]:
        return [Duty(first, "早班", ("小周",)), Duty(first, "晚班", ())]

    plans = plain(office, roster=roster)
    golden = plans.proposals(agent, plans.begin(agent, "2026-W40"))
    assert any("国庆" in line.title for line in golden.lines if line.origin == "holiday")
    assert [line.section for line in golden.lines if line.origin == "duty"] == ["process", "problems"]
    assert golden.notes == ()
    later = plans.proposals(agent, plans.begin(agent, "2031-W10"))
    assert len(later.notes) == 1
    assert "2031" in str(later.notes[0])


# --- the task book ----------------------------------------------------------------------------------------------------


def test_a_given_task_waits_or_goes_into_the_plan_of_its_day(office: AppContext, agent: Actor) -> None:
    plans = plain(office)
    with office.store.change(agent.id) as work:
        early = office.tasks.add(work, title="加装监控", source_kind="complaint", source_id="c1")
    assert [task.id for task in plans.waiting(agent)] == [early]
    plan_id = plans.begin(agent, WEEK)
    (line,) = plans.proposals(agent, plan_id).lines
    assert plans.take(agent, plan_id, [line.key]) == [early]
    with office.store.change(agent.id) as work:
        office.tasks.add(work, title="换锁", due_at=MORNING + DAY, source_kind="complaint", source_id="c2")
        assert office.tasks.settle(work, "complaint", "c1", reason="已装") == 1
    assert {task.title: task.state for task in plans.view(agent, plan_id).tasks} == {"加装监控": "done", "换锁": "open"}
    (booked,) = office.tasks.of("complaint", "c1")
    assert (booked.week, booked.state) == (WEEK, "done")
    assert [link.id for link in plans.links(agent, "complaint", "c1")] == [early]
    plans.untake(agent, plan_id, [early])


def test_what_a_record_gave_is_told_by_age_also_when_it_was_carried_on(
    office: AppContext, agent: Actor, clock: HeldClock
) -> None:
    plans = plain(office)
    plan_id = plans.begin(agent, WEEK)
    for number in range(8):  # the ids of tasks that were carried on lie anywhere
        with office.store.change(agent.id) as work:
            office.tasks.add(work, title="换锁", due_at=MORNING + DAY, source_kind="complaint", source_id=f"c{number}")
    clock.advance(DAY)
    following = plans.begin(agent, NEXT)
    plans.take(agent, following, [line.key for line in plans.proposals(agent, following).lines])
    for number in range(8):
        assert [task.week for task in office.tasks.of("complaint", f"c{number}")] == [WEEK, NEXT]
    assert plan_id == WEEK


def test_every_task_that_one_record_gave_is_proposed(office: AppContext, agent: Actor) -> None:
    plans = plain(office)
    with office.store.change(agent.id) as work:
        for title in ("加装监控", "更换门锁"):
            office.tasks.add(work, title=title, source_kind="complaint", source_id="c1")
    plan_id = plans.begin(agent, WEEK)
    first, second = plans.proposals(agent, plan_id).lines
    plans.take(agent, plan_id, [first.key])
    assert [line.key for line in plans.proposals(agent, plan_id).lines] == [second.key]


def test_a_given_task_survives_the_deletion_of_the_plan(office: AppContext, boss: Actor) -> None:
    plan_id = office.plans.begin(boss, WEEK)
    with office.store.change(boss.id) as work:
        office.tasks.add(work, title="换锁", due_at=MORNING + DAY, source_kind="complaint", source_id="c2")
    office.plans.delete(boss, plan_id)
    assert [task.title for task in office.plans.waiting(boss)] == ["换锁"]


# --- templates, copies, load ------------------------------------------------------------------------------------------


def test_a_plan_becomes_a_template_without_what_came_of_single_matters(office: AppContext, boss: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(boss, WEEK)
    one(plans, boss, plan_id, deadline="2026-11-25 15:00", role="客服专员")
    with office.store.change(boss.id) as work:
        office.tasks.add(work, title="换锁", due_at=MORNING + DAY, source_kind="complaint", source_id="c2")
    template = plans.template(boss, plans.template_of(boss, plan_id, "我们的一周"))
    assert [row.title for row in template.rows] == ["巡查大堂"]
    following = plans.view(boss, plans.begin(boss, NEXT, template=template.id))
    assert following.tasks[0].due_at == ZONE.moment(datetime(2026, 12, 2, 15))


def test_templates_are_edited_and_wrong_rows_named(office: AppContext, boss: Actor) -> None:
    plans = office.plans
    rows = [
        {"id": row.id, "section": row.section, "title": row.title} for row in plans.template(boss, "plan.ordinary").rows
    ]
    plans.save_template(boss, {"title": "我们的常规周"}, rows[:3], "plan.ordinary")
    changed = plans.template(boss, "plan.ordinary")
    assert (changed.title, len(changed.rows)) == ("我们的常规周", 3)
    with pytest.raises(Invalid) as told:
        plans.save_template(
            boss, {}, [{"section": "reception", "title": "", "deadline": "2026-11-25"}], "plan.ordinary"
        )
    assert set(told.value.fields) == {"rows.0.title", "rows.0.deadline"}
    office.office.upgrade()
    assert plans.template(boss, "plan.ordinary").title == "我们的常规周"


def test_a_copy_takes_the_routine_once(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    plans.begin(agent, WEEK, template="plan.ordinary")
    following = plans.begin(agent, NEXT, copy_from=WEEK)
    count = len(plans.view(agent, WEEK).tasks)
    assert len(plans.view(agent, following).tasks) == count
    assert plans.copy_tasks(agent, following, WEEK) == 0
    assert plans.view(agent, following).goals


def test_the_balance_is_suggested_applied_in_one_go_and_undone(office: AppContext, agent: Actor, boss: Actor) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    other = office.accounts.login("A2")
    for number in range(6):
        one(plans, agent, plan_id, title=f"任务{number}", minutes=60)
    one(plans, agent, plan_id, title="小事", minutes=10, assignee_id=other.id)
    suggestions = plans.suggestions(agent, plan_id)
    assert suggestions
    assert all(s.to_id == other.id for s in suggestions)
    before = plans.edit_tasks(agent, {s.task_id: {"assignee_id": s.to_id} for s in suggestions})
    loads = {load.person.name: load.total for load in plans.load(agent, plan_id)}
    assert abs(loads["小周"] - loads["小吴"]) <= 120
    plans.edit_tasks(agent, before)
    assert {task.assignee for task in plans.view(agent, plan_id).tasks if task.minutes == 60} == {"小周"}


# --- what the rest of the office hears --------------------------------------------------------------------------------


def test_what_waits_is_told(office: AppContext, agent: Actor, boss: Actor, clock: HeldClock) -> None:
    plans = office.plans
    plan_id = plans.begin(agent, WEEK)
    one(plans, agent, plan_id, deadline="周二 15:00")
    one(plans, agent, plan_id, deadline="每日 17:00", title="每日")
    groups = [each.group for each in plans.matters(agent, MORNING, MORNING + 12 * HOUR)]
    assert groups == ["plan.task"]  # today's of the daily one; the other is due tomorrow
    plans.do(agent, plan_id, "submit")
    assert "plan.approve" in [each.group for each in plans.matters(boss, MORNING, MORNING + HOUR)]
    plans.do(boss, plan_id, "approve")
    clock.advance(3 * DAY)
    thursday = plans.matters(boss, clock.now(), clock.now() + HOUR)
    assert [each.id for each in thursday if each.group == "plan.missing"] == [NEXT]
    assert [each.late for each in thursday if each.group == "plan.task"] == [True, True]
    clock.advance(DAY)
    assert "plan.review" in [each.group for each in plans.matters(boss, clock.now(), clock.now() + HOUR)]


def test_tasks_are_found_by_their_words(office: AppContext, agent: Actor) -> None:
    task = one(office.plans, agent, office.plans.begin(agent, WEEK), title="清洗二次供水水箱")
    lister = office.plans.task_lister(agent)
    assert [row.id for row in lister.all(ListQuery(search="水箱"))] == [task]
    assert [(hit.kind, hit.id) for hit in office.plans.search(agent, "水箱")] == [("plan_task", task)]
    assert next((hit.kind, hit.id) for hit in office.plans.search(agent, WEEK)) == ("plan", WEEK)


def test_history_tells_the_fields(office: AppContext, agent: Actor) -> None:
    plans = office.plans
    task = one(plans, agent, plans.begin(agent, WEEK))
    plans.edit_task(agent, task, {"title": "巡查地库"})
    assert any("巡查地库" in str(line.text) for line in plans.history(agent, task))

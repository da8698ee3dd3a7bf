"""The table of complaint stages, breach marks, the rate, forms of address: pure rules by tables and by chance."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clock import DAY, HOUR
from app.core.errors import Invalid, Refused
from app.features.complaints import rules
from app.features.complaints.lettering import addressed, chinese_date, seal_of, unknown_variables
from app.features.complaints.rates import OFFICE, Rate, alarm_id, period_of, too_high

NOW = 1_800_000_000_000


def complaint(**values: Any) -> SimpleNamespace:
    """Return a complaint as it stands after intake, with these columns changed."""
    base: dict[str, Any] = {
        "stage": "soothe",
        "grade": "ordinary",
        "dispute": 0,
        "plan": "",
        "responded_at": None,
        "solved_at": None,
        "told_at": None,
        "approved_at": None,
        "respond_due": NOW + DAY,
        "solve_due": NOW + 2 * DAY,
    }
    return SimpleNamespace(**{**base, **values})


FILLED = {
    "soothed": "听她说完，道了歉",
    "findings": "水泵凌晨自启",
    "plan": "加装隔振垫",
    "consent": "agreed",
    "result": "已加装",
    "no_letter": "住户不要书面答复",
    "cause": "facility",
    "no_measure": "偶发",
    "closing_words": "现在能睡着了",
    "note": "按实际情况",
    "to_stage": "soothe",
    "staff_id": "someone",
}


def test_the_path_leads_through_the_seven_stages_in_their_order() -> None:
    stage = "soothe"
    walked = [stage]
    while stage in rules.FORWARD:
        step = rules.FORWARD[stage]
        rules.check_step(step, complaint(stage=stage), FILLED, rules.Facts())
        stage = step.target
        walked.append(stage)
    assert tuple(walked) == rules.PATH
    assert [str(rules.STAGES[code].source) for code in rules.PATH] == [
        "Soothe", "Investigate", "Plan", "Carry out", "Written reply", "Cause and prevention", "Archived",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("action", "stage", "missing"),
    [
        ("soothed", "soothe", {"soothed"}),
        ("investigated", "investigate", {"findings"}),
        ("planned", "plan", {"plan", "consent"}),
        ("handled", "handle", {"result"}),
        ("replied", "reply", {"no_letter"}),
        ("archived", "prevent", {"cause", "closing_words", "no_measure"}),
        ("back", "plan", {"to_stage", "note"}),
        ("reject", "investigate", {"note"}),
        ("void", "handle", {"note"}),
        ("reopen", "archived", {"note"}),
        ("assign", "soothe", {"staff_id"}),
    ],
)
def test_a_stage_is_not_left_without_what_belongs_to_it(action: str, stage: str, missing: set[str]) -> None:
    with pytest.raises(Invalid) as caught:
        rules.check_step(rules.step_of(action), complaint(stage=stage), {}, rules.Facts())
    assert set(caught.value.fields) == missing


def test_a_letter_sent_and_a_measure_stand_for_the_reasons_why_not() -> None:
    facts = rules.Facts(letters=1, measures=1)
    rules.check_step(rules.step_of("replied"), complaint(stage="reply"), {}, facts)
    ended = {"cause": "person", "closing_words": "满意"}
    rules.check_step(rules.step_of("archived"), complaint(stage="prevent"), ended, facts)


def test_a_refused_plan_goes_on_only_with_a_reason() -> None:
    step, values = rules.step_of("planned"), {"plan": "加装隔振垫", "consent": "refused"}
    with pytest.raises(Invalid) as caught:
        rules.check_step(step, complaint(stage="plan"), values, rules.Facts())
    assert set(caught.value.fields) == {"note"}
    rules.check_step(step, complaint(stage="plan"), {**values, "note": "安全隐患必须处理"}, rules.Facts())


def test_a_serious_plan_is_carried_out_only_as_it_was_approved() -> None:
    step, values = rules.step_of("planned"), {"plan": "更换水泵", "consent": "agreed"}
    serious = {"stage": "plan", "grade": "serious", "plan": "更换水泵"}
    with pytest.raises(Refused) as caught:
        rules.check_step(step, complaint(**serious), values, rules.Facts())
    assert caught.value.code == "complaint.not_approved"
    approved = complaint(**serious, approved_at=NOW)
    rules.check_step(step, approved, values, rules.Facts())
    with pytest.raises(Refused):
        rules.check_step(step, approved, {**values, "plan": "只换密封圈"}, rules.Facts())


@pytest.mark.parametrize(
    ("told_at", "may_check", "code"),
    [(None, True, "complaint.not_told"), (NOW, False, "complaint.not_checked"), (NOW, True, "")],
)
def test_a_serious_complaint_is_archived_by_who_may_after_management_knows(
    told_at: int | None, may_check: bool, code: str
) -> None:
    row = complaint(stage="prevent", grade="serious", told_at=told_at)
    values = {"cause": "process", "closing_words": "谢谢"}
    facts = rules.Facts(1, 1, may_check)
    if not code:
        rules.check_step(rules.step_of("archived"), row, values, facts)
        return
    with pytest.raises(Refused) as caught:
        rules.check_step(rules.step_of("archived"), row, values, facts)
    assert caught.value.code == code


@pytest.mark.parametrize("stage", rules.STAGES)
@pytest.mark.parametrize("action", rules.BY_ACTION)
@pytest.mark.parametrize("grade", rules.GRADES)
def test_every_step_is_possible_or_refused_as_the_table_says(stage: str, action: str, grade: str) -> None:
    step = rules.BY_ACTION[action]
    row = complaint(stage=stage, grade=grade, told_at=NOW if action != "acknowledge" else None, plan="加装隔振垫")
    row.approved_at = None if action == "approve" else NOW
    offered = step in rules.steps_from(row)
    if stage not in step.sources:
        assert not offered
    if not offered:
        with pytest.raises(Refused) as caught:
            rules.check_step(step, row, FILLED, rules.Facts())
        assert str(step.title) in str(caught.value)
        return
    rules.check_step(step, row, FILLED, rules.Facts())


def test_one_goes_back_to_any_earlier_stage_and_to_no_other() -> None:
    for place, stage in enumerate(rules.OPEN):
        assert rules.earlier(stage) == rules.PATH[:place]
    with pytest.raises(Invalid) as caught:
        rules.check_step(
            rules.step_of("back"), complaint(stage="plan"), {"to_stage": "reply", "note": "x"}, rules.Facts()
        )
    assert set(caught.value.fields) == {"to_stage"}


@given(
    due=st.integers(NOW - DAY, NOW + DAY),
    done=st.none() | st.integers(NOW - DAY, NOW + DAY),
    now=st.integers(NOW - DAY, NOW + DAY),
)
def test_a_breach_is_marked_exactly_when_the_moment_lies_behind_the_due_time(
    due: int, done: int | None, now: int
) -> None:
    marks = rules.breach_marks(complaint(respond_due=due, responded_at=done), now)
    assert (marks.get("respond_late") == 1) == ((done if done is not None else now) > due)


def test_the_clocks_run_one_after_the_other_and_end_with_the_complaint() -> None:
    assert rules.next_due(complaint()) == ("respond", NOW + DAY)
    assert rules.next_due(complaint(responded_at=NOW)) == ("solve", NOW + 2 * DAY)
    assert rules.next_due(complaint(responded_at=NOW, solved_at=NOW + HOUR)) is None
    assert rules.next_due(complaint(stage="archived")) is None


@pytest.mark.parametrize(
    ("complaints", "houses", "percent", "high"),
    [(1, 8, 10, False), (2, 20, 10, False), (3, 20, 10, True), (2, 8, 10, True), (0, 0, 10, False), (5, 0, 10, False)],
)
def test_the_alarm_needs_more_than_the_limit_and_more_than_one(
    complaints: int, houses: int, percent: int, high: bool
) -> None:
    assert too_high(Rate("3", complaints, houses), percent, least=2) is high


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from(["week", "month", "quarter"]))
def test_every_day_lies_in_one_period_and_periods_meet(day: date, kind: str) -> None:
    start, after = period_of(day, kind)
    assert start <= day < after
    assert period_of(after, kind)[0] == after
    assert period_of(after - timedelta(days=1), kind) == (start, after)


def test_two_desks_give_an_alarm_one_id() -> None:
    assert alarm_id("3", date(2026, 11, 1)) == "3|2026-11-01"
    assert alarm_id("", date(2026, 11, 1)) == f"{OFFICE}|2026-11-01"


@pytest.mark.parametrize(
    ("name", "sex", "shown"),
    [
        ("王建国", "male", "王建国先生"),
        ("李梅", "female", "李梅女士"),
        ("欧阳小明", "", "欧阳小明先生/女士"),
        ("陈先生", "", "陈先生"),
        ("", "male", "业主"),
    ],
)
def test_people_are_addressed_by_name_and_sex(name: str, sex: str, shown: str) -> None:
    assert addressed(name, sex) == shown


def test_days_stand_under_letters_in_the_chinese_form() -> None:
    assert chinese_date(date(2026, 11, 2)) == "2026年11月2日"


@given(st.text(), st.text(), st.text())
def test_a_seal_changes_with_any_part_of_a_letter(title: str, receiver: str, body: str) -> None:
    seal = seal_of(title, receiver, body, "2026-11-22")
    assert seal != seal_of(title, receiver, body + "。", "2026-11-22")
    assert seal == seal_of(title, receiver, body, "2026-11-22")


def test_a_template_that_names_what_no_complaint_has_is_told_so() -> None:
    assert unknown_variables("{称呼}您好，{工资}已发") == ("工资",)

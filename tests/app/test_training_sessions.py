"""Sessions, attendance, hours of the year, certificates, and their papers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.core.clock import DAY, HOUR
from app.core.errors import AppError, Invalid, NotAllowed
from app.features.training.year import PersonYear
from app.store.listing import ListQuery
from tests.support.office import MORNING, ZONE
from tests.support.training import School, open_school


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path) as found:
        yield found


def refused(call: Callable[[], object], code: str) -> AppError:
    with pytest.raises(AppError) as caught:
        call()
    assert caught.value.code == code
    return caught.value


def plan(school: School, course: str = "training.drill.11", *people: str, at: int = MORNING - HOUR) -> str:
    sessions, trainer = school.context.training_sessions, school["T01"]
    values = {
        **sessions.draft(trainer, course),
        "starts_at": at,
        "place": "6 号楼前",
        "trainer_id": trainer.id,
        "people": [school[number].id for number in people or ("A01", "A02")],
    }
    return sessions.save(trainer, values)


def hold(school: School, session: str, **presences: str) -> None:
    marks = {school[number].id: {"presence": presence} for number, presence in presences.items()}
    school.context.training_sessions.mark(school["T01"], session, marks)
    school.context.training_sessions.hold(school["T01"], session)


def person(school: School, number: str, year: int = 0) -> PersonYear:
    found = school.context.training_year.card(school["S01"], year).people
    return next(one for one in found if one.number == number)


# --- planning and holding -------------------------------------------------------------------------------------------


def test_a_session_planned_from_an_outline_has_its_words(school: School) -> None:
    card = school.context.training_sessions.card(school["A01"], plan(school))
    assert (card.values["title"], card.values["form"], card.values["minutes"]) == ("火灾疏散演练", "drill", 120)
    assert card.trainer == "何老师"
    assert "轮椅" in card.scenario
    assert [(one.name, one.presence) for one in card.attendees] == [("林师傅", ""), ("赵新", "")]


def test_everybody_is_said_of_before_it_is_held(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school)
    sessions.mark(school["T01"], session, {school["A01"].id: {"presence": "late"}})
    assert "1" in str(refused(lambda: sessions.hold(school["T01"], session), "training.unsaid"))
    hold(school, session, A02="excused")
    assert sessions.card(school["T01"], session).state == "held"
    refused(lambda: sessions.delete(school["T01"], session), "training.held")


def test_nothing_is_held_before_it_begins(school: School) -> None:
    session = plan(school, at=MORNING + HOUR)
    refused(lambda: hold(school, session, A01="present", A02="present"), "training.early")


def test_whoever_came_uninvited_is_entered_and_nobody_marked_falls_off_the_list(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school)
    sessions.mark(school["T01"], session, {school["A03"].id: {"presence": "present"}})
    sessions.save(school["T01"], {"people": [school["A01"].id]}, session)
    assert [one.name for one in sessions.card(school["T01"], session).attendees] == ["林师傅", "孙新"]


def test_a_wrong_mark_changes_nothing(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school)
    marks = {school["A01"].id: {"presence": "present"}, school["A02"].id: {"presence": "asleep"}}
    with pytest.raises(Invalid):
        sessions.mark(school["T01"], session, marks)
    assert [one.presence for one in sessions.card(school["T01"], session).attendees] == ["", ""]


def test_cancelling_says_why_and_can_be_taken_back(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school)
    with pytest.raises(Invalid):
        sessions.cancel(school["T01"], session, "")
    sessions.cancel(school["T01"], session, "台风改期")
    refused(lambda: sessions.save(school["T01"], {"place": "二楼"}, session), "training.cancelled")
    refused(lambda: hold(school, session, A01="present"), "training.cancelled")
    sessions.reopen(school["T01"], session)
    assert sessions.card(school["T01"], session).state == "planned"


def test_a_deleted_session_comes_back_with_its_list(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school)
    sessions.observe(school["T01"], session, {"text": "集合点太远"})
    before = sessions.card(school["T01"], session)
    sessions.delete(school["T01"], session)
    sessions.restore(school["T01"], session)
    assert sessions.card(school["T01"], session) == before


def test_problems_of_a_session_are_told_all_at_once(school: School) -> None:
    with pytest.raises(Invalid) as caught:
        school.context.training_sessions.save(school["T01"], {"minutes": 0, "form": "party", "kind": "fun"})
    assert {"title", "starts_at", "minutes", "form", "kind"} <= set(caught.value.fields)


def test_receptionists_see_sessions_and_plan_none(school: School) -> None:
    session = plan(school)
    assert school.context.training_sessions.lister(school["A04"]).count() == 1
    with pytest.raises(NotAllowed):
        school.context.training_sessions.mark(school["A04"], session, {})


def test_a_contest_ranks_by_points(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school, "training.contest.01", "A01", "A02", "A03")
    marks = {"A01": 88, "A02": 95, "A03": 88}
    sessions.mark(
        school["T01"],
        session,
        {school[key].id: {"presence": "present", "score": score} for key, score in marks.items()},
    )
    card = sessions.card(school["A04"], session)
    assert [(one.name, one.place) for one in card.attendees] == [("赵新", 1), ("林师傅", 2), ("孙新", 2)]


# --- what is to be improved -----------------------------------------------------------------------------------------


def tasks(school: School) -> list[tuple[str, str, str]]:
    return school.context.store.rows(
        "SELECT title, assignee_id, source_kind FROM plan_task WHERE source_kind = 'training_note'"
    )


def test_an_improvement_becomes_a_task_of_the_plan_once(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school)
    boss = school["S01"].id
    note = sessions.observe(
        school["T01"], session, {"text": "6 号楼通道堆物", "improve": "清空 6 号楼通道", "staff_id": boss}
    )
    assert tasks(school) == [("清空 6 号楼通道", boss, "training_note")]
    sessions.observe(school["T01"], session, {"text": "6 号楼一层通道堆物"}, note)
    assert len(tasks(school)) == 1
    task = school.context.store.value("SELECT id FROM plan_task WHERE source_kind = 'training_note'")
    links = school.context.training.links(school["S01"], "plan_task", task)
    assert [(link.kind, link.id) for link in links] == [("training_session", session)]
    sessions.forget(school["T01"], note)
    assert sessions.card(school["T01"], session).observations == ()


# --- hours ----------------------------------------------------------------------------------------------------------


def test_attended_sessions_count_and_absent_ones_do_not(school: School) -> None:
    session = plan(school)
    assert person(school, "A01").split.total == 0
    hold(school, session, A01="present", A02="absent")
    assert (person(school, "A01").split.practice, person(school, "A01").drills) == (120, 1)
    assert (person(school, "A02").split.total, person(school, "A02").drills) == (0, 0)
    school.context.training_sessions.reopen(school["T01"], session)
    assert person(school, "A01").split.total == 0


def test_signed_rows_count_by_kind_in_the_year_they_were_signed(school: School) -> None:
    training = school.begin()
    school.sign(training, 9)
    split = person(school, "A02").split
    assert (split.theory, split.practice, split.exam) == (330, 420, 30)
    assert person(school, "A02", 2025).split.total == 0
    row = school.card(training).rows[8]
    school.context.training.take_back(school["T01"], row.id, "重考")
    assert person(school, "A02").split.exam == 0


def test_a_row_taught_by_a_course_counts_once(school: School) -> None:
    context = school.context
    values = {"staff_id": school["A01"].id, "template_id": "training.skilled", "start_on": "2026-01-01"}
    training = context.training.save(school["T01"], values)
    row = next(row for row in school.card(training).rows if row.course_id == "training.course.01")
    context.training.sign(school["T01"], [row.id], {"result": "pass"})
    assert person(school, "A01").split.theory == 150
    session = plan(school, "training.course.01", "A01")
    hold(school, session, A01="present")
    assert person(school, "A01").split.theory == 150
    touched = context.training.links(school["S01"], "training", training)
    assert ("training_session", session) in {(link.kind, link.id) for link in touched}


def test_targets_follow_the_tier_and_the_settings(school: School) -> None:
    context = school.context
    context.training.save(
        school["T01"],
        {"staff_id": school["A01"].id, "template_id": "training.skilled", "start_on": "2026-03-01"},
    )
    assert (person(school, "A01").tier, person(school, "A01").target) == ("skilled", 3600)
    assert (person(school, "S01").tier, person(school, "S01").target) == ("lead", 2400)
    assert (person(school, "A04").tier, person(school, "A04").target) == ("", 0)
    context.settings_service.save(school["0001"], {"training.hours_skilled": 72})
    assert person(school, "A01").target == 72 * 60


def test_the_months_say_where_a_drill_is_missing(school: School) -> None:
    hold(school, plan(school), A01="present", A02="present")
    card = school.context.training_year.card(school["S01"])
    assert [month.month for month in card.months if month.drill_missing] == list(range(1, 11))
    assert (card.drill_months, card.courses, card.courses_target) == (1, 0, 12)


def test_everybody_sees_their_own_year_only_unless_they_check(school: School) -> None:
    card = school.context.training_year.card(school["A02"])
    assert [one.number for one in card.people] == ["A02"]
    assert card.months == ()


# --- matters --------------------------------------------------------------------------------------------------------


def told(school: School, number: str = "S01", days: int = 7) -> list[tuple[str, str, bool]]:
    now = school.clock.now()
    matters = school.context.training.matters(school[number], now, now + days * DAY)
    return [(one.group, one.kind, one.late) for one in matters]


def test_a_month_without_a_drill_is_told_with_the_drill_that_belongs_there(school: School) -> None:
    assert told(school) == [("training.drill", "training_course", False)]
    school.clock.advance(3 * DAY)
    assert told(school) == [("training.drill", "training_course", True)]
    now = school.clock.now()
    matter = school.context.training.matters(school["S01"], now, now + DAY)[0]
    assert matter.id == "training.drill.11"
    plan(school, at=now + 2 * DAY)
    assert told(school) == [("training.drill", "training_session", False)]
    school.context.settings_service.save(school["0001"], {"training.drill_monthly": False})


def test_a_session_that_is_over_waits_for_its_attendance(school: School) -> None:
    session = plan(school, at=MORNING - 5 * HOUR)
    assert told(school) == [("training.drill", "training_session", True)]
    hold(school, session, A01="present", A02="late")
    assert told(school) == []


def test_certificates_are_told_in_time_to_whom_they_concern(school: School) -> None:
    plan(school, at=MORNING + 30 * DAY)
    plan(school)
    values = {
        "staff_id": school["A01"].id,
        "kind": "消防设施操作员证",
        "number": "X1234567890",
        "issuer": "示例机构",
        "issued_on": "2024-01-10",
        "expires_on": "2027-01-20",
    }
    certificate = school.context.certificates.save(school["S01"], values)
    assert ("training.certificate", "certificate", False) in told(school)
    assert ("training.certificate", "certificate", False) in told(school, "A01")
    assert ("training.certificate", "certificate", False) not in told(school, "A02")
    school.context.certificates.save(school["S01"], {"remind_days": 10}, certificate)
    assert ("training.certificate", "certificate", False) not in told(school)
    school.context.certificates.save(school["S01"], {"expires_on": "2026-11-01"}, certificate)
    assert ("training.certificate", "certificate", True) in told(school)


# --- certificates ---------------------------------------------------------------------------------------------------


def test_a_certificate_expires_after_it_was_issued_and_hides_its_number(school: School) -> None:
    certificates = school.context.certificates
    with pytest.raises(Invalid) as caught:
        certificates.save(school["S01"], {"issued_on": "2026-01-01"})
    assert {"staff_id", "kind"} <= set(caught.value.fields)
    values = {"staff_id": school["A01"].id, "kind": "健康证", "number": "110101199001011234", "issued_on": "2026-01-01"}
    with pytest.raises(Invalid):
        certificates.save(school["S01"], {**values, "expires_on": "2025-12-31"})
    key = certificates.save(school["S01"], {**values, "expires_on": "2026-12-31"})
    assert certificates.card(school["A01"], key).number == "110101199001011234"
    shown = next(iter(certificates.lister(school["S01"]).all())).values
    assert not any("19900101" in str(value) for value in shown)
    assert certificates.card(school["S01"], key).days_left == 38
    with pytest.raises(NotAllowed):
        certificates.card(school["A02"], key)
    assert certificates.lister(school["A02"]).count() == 0
    assert certificates.lister(school["S01"]).count(ListQuery(filters={"expiring": True})) == 1
    before = certificates.card(school["S01"], key)
    certificates.delete(school["S01"], key)
    certificates.restore(school["S01"], key)
    assert certificates.card(school["S01"], key) == before
    assert person(school, "A01").certificates == 1
    assert person(school, "A01").expiring == 1


# --- papers ---------------------------------------------------------------------------------------------------------


def text_of(path: Path) -> tuple[int, str]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        return len(pdf), re.sub(r"\s+", "", text)
    finally:
        pdf.close()


def test_the_papers_say_what_the_books_say(school: School, tmp_path: Path) -> None:
    context, boss = school.context, school["S01"]
    context.settings_service.save(school["0001"], {"training.release": "exam"})
    training, session, papers = school.begin(), plan(school), context.training_papers
    assert papers.write_checklists(boss, [training], tmp_path / "list.pdf") == frozenset()
    _, text = text_of(tmp_path / "list.pdf")
    for row in school.card(training).rows:
        assert re.sub(r"\s+", "", row.title) in text
    papers.write_sign_in(school["A01"], [session], tmp_path / "sign.pdf")
    _, text = text_of(tmp_path / "sign.pdf")
    assert "林师傅" in text
    assert "赵新" in text
    refused(lambda: papers.write_passing(boss, [training], tmp_path / "pass.pdf"), "training.not_passed")
    school.sign(training, 46)
    number = context.training.release(boss, training)
    papers.write_passing(boss, [training], tmp_path / "pass.pdf")
    pages, text = text_of(tmp_path / "pass.pdf")
    assert pages == 1
    assert number in text
    papers.write_year(boss, 2026, tmp_path / "year.pdf")
    pages, text = text_of(tmp_path / "year.pdf")
    assert "90.0" in text
    papers.write_year(boss, 2026, tmp_path / "year.xlsx")
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "year.xlsx")
    names = [row[1] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert "赵新" in names
    with pytest.raises(Invalid):
        papers.write_year(boss, 2026, tmp_path / "year.doc")
    with pytest.raises(NotAllowed):
        papers.write_year(school["A01"], 2026, tmp_path / "mine.xlsx")


def test_the_moment_a_drill_ended_is_kept(school: School) -> None:
    sessions, session = school.context.training_sessions, plan(school)
    hold(school, session, A01="present", A02="present")
    ended = ZONE.moment(datetime(2026, 11, 23, 8, 40))
    sessions.hold(school["T01"], session, {"result": "14 分钟疏散完毕", "ended_at": ended})
    card = sessions.card(school["T01"], session)
    assert (card.ended_at, card.values["result"]) == (ended, "14 分钟疏散完毕")

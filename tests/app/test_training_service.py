"""Checklists: begun, signed row by row, blocked, retried, taken back, passed; who may do and see what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.core.clock import DAY
from app.core.errors import AppError, Invalid, NotAllowed, NotFound, Refused
from app.core.text import Text
from app.features.training.records import TrainingSign
from app.store.history import lines_of
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


# --- beginning ------------------------------------------------------------------------------------------------------


def test_a_checklist_copies_the_rows_with_due_days_and_the_version(school: School) -> None:
    card = school.card(school.begin())
    template = school.context.training_templates.card(school["T01"], "training.newcomer")
    assert len(card.rows) == len(template.items) == 47
    assert (card.rows[0].due_on, card.rows[-1].due_on) == ("2026-11-23", "2026-12-06")
    assert (card.version, card.newest) == (1, 1)
    assert card.planned.theory_percent == 30
    assert (card.name, card.mentor, card.required) == ("赵新", "林师傅", (0, 46))


def test_a_checklist_keeps_its_rows_when_the_template_changes(school: School) -> None:
    training = school.begin()
    templates = school.context.training_templates
    items = [{"id": item.id} for item in templates.card(school["T01"], "training.newcomer").items]
    templates.save(school["T01"], {}, "training.newcomer", [*items[:3], {**items[3], "title": "改了的一行"}])
    assert templates.card(school["T01"], "training.newcomer").version == 2
    card = school.card(training)
    assert len(card.rows) == 47
    assert (card.version, card.newest) == (1, 2)
    assert [row.title for row in school.card(school.begin("A03")).rows][3] == "改了的一行"


def test_saving_a_template_unchanged_keeps_its_version(school: School) -> None:
    templates = school.context.training_templates
    card = templates.card(school["T01"], "training.lead")
    templates.save(school["T01"], {"title": card.title}, "training.lead", [{"id": item.id} for item in card.items])
    assert templates.card(school["T01"], "training.lead").version == 1


def test_problems_of_a_template_are_told_all_at_once(school: School) -> None:
    items = [{"title": "", "stage": "一", "day": 0, "kind": "dance", "signer": "nobody"}]
    with pytest.raises(Invalid) as caught:
        school.context.training_templates.save(school["T01"], {"title": ""}, "", items)
    assert {"title", "items.1.title", "items.1.day", "items.1.kind", "items.1.signer"} <= set(caught.value.fields)


def test_what_is_missing_at_the_beginning_is_told_at_once(school: School) -> None:
    with pytest.raises(Invalid) as caught:
        school.context.training.save(school["T01"], {"start_on": "irgendwann"})
    assert {"staff_id", "template_id", "start_on"} <= set(caught.value.fields)


def test_a_newcomer_needs_a_mentor_who_is_somebody_else(school: School) -> None:
    values = {"staff_id": school["A02"].id, "template_id": "training.newcomer", "start_on": "2026-11-23"}
    for mentor in ("", school["A02"].id):
        with pytest.raises(Invalid) as caught:
            school.context.training.save(school["T01"], {**values, "mentor_id": mentor})
        assert set(caught.value.fields) == {"mentor_id"}


def test_a_mentor_has_two_newcomers_at_most_unless_the_office_says_otherwise(school: School) -> None:
    school.begin("A02")
    school.begin("A03")
    with pytest.raises(Invalid) as caught:
        school.begin("A04")
    assert "2" in str(caught.value.fields["mentor_id"])
    choices = {choice.name: (choice.trainees, choice.free) for choice in school.context.training.mentors(school["T01"])}
    assert choices["林师傅"] == (2, False)
    assert choices["周主管"] == (0, True)
    assert "赵新" not in choices, "newcomers accompany nobody"
    school.context.settings_service.save(school["0001"], {"training.trainees": 3})
    assert school.begin("A04")


def test_a_person_has_a_checklist_once(school: School) -> None:
    school.begin()
    refused(school.begin, "training.double")


def test_a_yearly_checklist_belongs_to_its_year(school: School) -> None:
    def begin(start: str) -> str:
        values = {"staff_id": school["A01"].id, "template_id": "training.skilled", "start_on": start}
        return school.context.training.save(school["T01"], values)

    assert school.card(begin("2026-01-01")).year == 2026
    refused(lambda: begin("2026-06-01"), "training.double")
    assert school.card(begin("2027-01-01")).year == 2027


def test_a_new_first_day_moves_every_due_day(school: School) -> None:
    training = school.begin()
    school.context.training.save(school["T01"], {"start_on": "2026-11-30"}, training)
    card = school.card(training)
    assert (card.rows[0].due_on, card.rows[-1].due_on) == ("2026-11-30", "2026-12-13")


def test_changing_the_mentor_is_a_step_of_the_story(school: School) -> None:
    training = school.begin()
    school.context.training.save(school["S01"], {"mentor_id": school["S01"].id}, training)
    line = school.context.training.story(school["S01"], training)[-1]
    assert (line.who, line.detail) == ("周主管", "周主管")
    assert school.card(training).mentor == "周主管"


# --- signing --------------------------------------------------------------------------------------------------------


def test_rows_are_signed_by_whom_they_name(school: School) -> None:
    training = school.begin()
    rows = school.card(training).rows
    sign = school.context.training.sign
    refused(lambda: sign(school["A01"], [rows[0].id], {"result": "pass"}), "training.signer")
    assert sign(school["T01"], [rows[0].id], {"result": "pass"}) == "何老师"
    assert sign(school["A01"], [rows[2].id], {"result": "pass"}) == "林师傅"
    refused(lambda: sign(school["A03"], [rows[3].id], {"result": "pass"}), "training.signer")
    refused(lambda: sign(school["A02"], [rows[3].id], {"result": "pass"}), "training.signer")
    standings = [row.standing for row in school.card(training).rows[:4]]
    assert standings == ["passed", "open", "passed", "open"]


def test_somebody_else_signs_at_the_same_desk(school: School) -> None:
    training = school.begin()
    row = school.card(training).rows[0]
    assert school.context.training.sign(school["A02"], [row.id], {"result": "pass"}, "", "t01") == "何老师"
    assert school.card(training).rows[0].signatures[0].signer == "何老师"


def test_signing_takes_a_pin(school: School) -> None:
    context, training = school.context, school.begin()
    context.accounts.set_pin(school["T01"], school["T01"].id, "8642")
    context.settings_service.save(school["0001"], {"accounts.pin_required": True})
    row = school.card(training).rows[0]
    refused(lambda: context.training.sign(school["T01"], [row.id], {"result": "pass"}, "9999"), "account.wrong")
    assert school.card(training).rows[0].standing == "open"
    assert context.training.sign(school["A02"], [row.id], {"result": "pass"}, "8642", "T01") == "何老师"


def test_several_rows_are_signed_in_their_order_or_none_at_all(school: School) -> None:
    training = school.begin()
    rows = school.card(training).rows
    mine = [row.id for row in rows[:9] if row.signer == "mentor"]
    school.context.training.sign(school["A01"], mine, {"result": "pass"})
    assert sum(row.standing == "passed" for row in school.card(training).rows) == len(mine) == 4
    with pytest.raises(Refused):
        school.context.training.sign(school["T01"], [rows[0].id, rows[12].id], {"result": "pass"})
    assert school.card(training).rows[0].standing == "open"


def test_a_required_open_row_blocks_the_next_stage_by_name(school: School) -> None:
    training = school.begin()
    school.sign(training, 8)
    rows = school.card(training).rows
    assert rows[8].blocked is None
    error = refused(
        lambda: school.context.training.sign(school["A01"], [rows[10].id], {"result": "pass"}), "training.blocked"
    )
    assert rows[8].title in str(error)
    school.sign(training, 9)
    assert school.card(training).rows[10].blocked is None


def test_an_exam_is_passed_by_its_score_and_tried_again(school: School) -> None:
    training = school.begin()
    school.sign(training, 8)
    exam = school.card(training).rows[8]
    assert exam.needs == 80
    sign = school.context.training.sign
    with pytest.raises(Invalid):
        sign(school["T01"], [exam.id], {"result": "pass"})
    with pytest.raises(Invalid):
        sign(school["T01"], [exam.id], {"result": "pass", "score": 79})
    sign(school["T01"], [exam.id], {"score": 79, "note": "设施归属不熟"})
    assert school.card(training).rows[8].standing == "failed"
    sign(school["T01"], [exam.id], {"score": 80})
    row = school.card(training).rows[8]
    assert row.standing == "passed"
    assert [(sign.attempt, sign.result, sign.score) for sign in row.signatures] == [(1, "fail", 79), (2, "pass", 80)]


def test_the_office_decides_the_score_of_an_exam_that_names_none(school: School) -> None:
    training = school.begin()
    final = school.card(training).rows[44]
    assert (final.kind, final.needs) == ("exam", 90)
    school.context.settings_service.save(school["0001"], {"training.exam_score": 95})
    assert school.card(training).rows[44].needs == 95


def test_a_signature_is_taken_back_by_who_signed_with_a_reason(school: School) -> None:
    training = school.begin()
    school.sign(training, 1)
    row, service = school.card(training).rows[0], school.context.training
    refused(lambda: service.sign(school["T01"], [row.id], {"result": "pass"}), "training.passed")
    refused(lambda: service.take_back(school["S01"], row.id, "签错人"), "training.not_yours")
    with pytest.raises(Invalid):
        service.take_back(school["T01"], row.id, " ")
    service.take_back(school["T01"], row.id, "签错人")
    card = school.card(training)
    assert card.rows[0].standing == "open"
    assert [sign.result for sign in card.rows[0].signatures] == ["pass", "open"]
    refused(lambda: service.take_back(school["T01"], row.id, "再来"), "training.unsigned")


def test_late_rows_are_those_whose_day_is_over(school: School) -> None:
    training = school.begin()
    assert school.card(training).late == 0
    school.clock.advance(DAY)
    assert school.card(training).late == 4
    query = ListQuery(filters={"late": True})
    assert school.context.training.lister(school["S01"]).count(query) == 1
    school.sign(training, 4)
    assert school.card(training).late == 0
    assert school.context.training.lister(school["S01"]).count(query) == 0


# --- passing --------------------------------------------------------------------------------------------------------


def test_a_newcomer_is_passed_when_nothing_is_missing(school: School) -> None:
    training, service = school.begin(), school.context.training
    error = refused(lambda: service.release(school["S01"], training), "training.missing")
    assert "46" in str(error) or "41" in str(error)
    school.sign(training, 46)
    card = school.card(training)
    assert card.alone_on == "2027-02-23"
    refused(lambda: service.release(school["S01"], training), "training.missing")
    refused(lambda: service.release(school["A01"], training), "training.signer")
    school.clock.moment = ZONE.moment(datetime(2027, 2, 23, 9, 0))
    number = service.release(school["S01"], training)
    card = school.card(training)
    assert (card.state, card.passed_on, card.certificate) == ("passed", "2027-02-23", number)
    refused(lambda: service.sign(school["T01"], [card.rows[46].id], {"result": "pass"}), "training.closed")


def test_the_exam_alone_is_enough_where_the_office_says_so(school: School) -> None:
    school.context.settings_service.save(school["0001"], {"training.release": "exam"})
    training = school.begin()
    school.sign(training, 46)
    assert school.card(training).alone_on == ""
    assert school.context.training.release(school["S01"], training).startswith("PX261123-")


def test_giving_up_and_taking_up_again(school: School) -> None:
    training, service = school.begin(), school.context.training
    with pytest.raises(Invalid):
        service.end(school["S01"], training, "")
    service.end(school["S01"], training, "离职")
    assert school.card(training).state == "ended"
    assert school.begin("A02") != training, "another one may be begun"
    service.reopen(school["S01"], training, "又回来了")
    assert school.card(training).state == "open"
    assert [line.detail for line in service.story(school["S01"], training)] == ["", "离职", "又回来了"]


def test_what_was_deleted_comes_back_and_what_has_begun_stays(school: School) -> None:
    training, service = school.begin(), school.context.training
    before = school.card(training)
    service.delete(school["S01"], training)
    with pytest.raises(NotFound):
        school.card(training)
    service.restore(school["S01"], training)
    assert school.card(training) == before
    school.sign(training, 1)
    refused(lambda: service.delete(school["S01"], training), "training.begun")


def test_a_template_comes_back_with_its_rows_unless_it_was_used(school: School) -> None:
    templates = school.context.training_templates
    before = templates.card(school["T01"], "training.lead")
    templates.delete(school["T01"], "training.lead")
    templates.restore(school["T01"], "training.lead")
    assert templates.card(school["T01"], "training.lead") == before
    school.begin()
    refused(lambda: templates.delete(school["T01"], "training.newcomer"), "training.template_used")
    copied = templates.copy(school["T01"], "training.newcomer", "商铺前台版")
    assert len(templates.card(school["T01"], copied).items) == 47


# --- who sees what --------------------------------------------------------------------------------------------------


def test_people_see_their_own_and_their_trainees(school: School) -> None:
    training, service = school.begin(), school.context.training
    for number in ("A02", "A01", "S01", "T01"):
        assert service.card(school[number], training).id == training
        assert service.lister(school[number]).count() == 1
    with pytest.raises(NotAllowed):
        service.card(school["A03"], training)
    assert service.lister(school["A03"]).count() == 0
    assert service.of_person(school["A03"], school["A02"].id) == ()
    assert service.links(school["A03"], "staff", school["A02"].id) == []


def test_receptionists_begin_no_checklists(school: School) -> None:
    with pytest.raises(NotAllowed):
        school.context.training.save(school["A01"], {})
    with pytest.raises(NotAllowed):
        school.context.training_templates.save(school["A01"], {"title": "x"}, "training.newcomer")


# --- told elsewhere -------------------------------------------------------------------------------------------------


def test_matters_tell_late_rows_to_the_books(school: School) -> None:
    training = school.begin()
    school.clock.advance(DAY)
    now = school.clock.now()
    told = [one for one in school.context.training.matters(school["S01"], now, now + DAY) if one.kind == "training"]
    assert [(one.group, one.id, one.late, one.assignee_id) for one in told] == [
        ("training.due", training, True, school["A01"].id)
    ]
    assert isinstance(told[0].detail, Text)
    assert "赵新" in told[0].title
    assert not [one for one in school.context.training.matters(school["A03"], now, now + DAY) if one.kind == "training"]


def test_a_checklist_is_linked_in_both_directions(school: School) -> None:
    training, service = school.begin(), school.context.training
    of_staff = service.links(school["S01"], "staff", school["A02"].id)
    assert ("training", training) in {(link.kind, link.id) for link in of_staff}
    of_mentor = service.links(school["S01"], "staff", school["A01"].id)
    assert ("training", training) in {(link.kind, link.id) for link in of_mentor}
    touched = {(link.kind, link.id) for link in service.links(school["S01"], "training", training)}
    assert {("staff", school["A02"].id), ("staff", school["A01"].id), ("training_template", "training.newcomer")} <= (
        touched
    )


def test_a_checklist_is_found_by_name_and_told_in_its_history(school: School) -> None:
    training = school.begin()
    assert school.context.training.lister(school["S01"]).count(ListQuery(search="赵新")) == 1
    assert school.context.training.lister(school["S01"]).count(ListQuery(search="林师傅")) == 0
    found = school.context.training.search(school["S01"], "zx")
    assert [(hit.kind, hit.id) for hit in found] == [("training", training)]
    assert school.context.training.search(school["A03"], "赵新") == []
    school.context.training.save(school["S01"], {"note": "右耳听力弱，请坐左边"}, training)
    assert "右耳听力弱" in str(school.context.training.history(school["S01"], training)[-1].text)
    telling = school.context.training.tellings(school["S01"])["training"]
    assert "赵新" in telling.name(training)
    assert lines_of(school.context.store.database, "training", training, telling.fields, telling.title)


# --- working in company ---------------------------------------------------------------------------------------------


def test_a_newcomer_logs_in_with_the_mentor_where_the_office_wants_it(school: School) -> None:
    context, training = school.context, school.begin()
    assert context.accounts.login("A02").companion == ""
    context.settings_service.save(school["0001"], {"training.accompanied": True})
    error = refused(lambda: context.accounts.login("A02"), "account.accompanied")
    assert "林师傅" in str(error)
    refused(lambda: context.accounts.login("A02", "", "A03"), "account.accompanied")
    refused(lambda: context.accounts.require_alone(school["A02"]), "account.accompanied")
    assert context.accounts.login("A02", "", "A01").companion == "林师傅"
    line = context.training.story(school["S01"], training)[-1]
    assert (line.who, line.detail) == ("赵新", "林师傅")
    noted = context.store.value("SELECT detail FROM audit WHERE action = 'login' ORDER BY at DESC, id DESC LIMIT 1")
    assert noted == "A02 + A01"
    assert context.accounts.login("A01").companion == "", "others log in alone"


def test_who_has_passed_works_alone(school: School) -> None:
    context = school.context
    context.settings_service.save(school["0001"], {"training.accompanied": True, "training.release": "exam"})
    training = school.begin()
    school.sign(training, 46)
    context.training.release(school["S01"], training)
    assert context.accounts.login("A02").companion == ""


def test_signatures_are_never_changed(school: School) -> None:
    training = school.begin()
    school.sign(training, 3)
    first = school.context.store.find(TrainingSign, "training_id = ?", (training,))
    school.sign(training, 9)
    assert first == school.context.store.find(TrainingSign, "training_id = ?", (training,))[:3]
    assert date.fromisoformat(school.card(training).start_on) == ZONE.day(MORNING)

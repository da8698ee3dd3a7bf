"""Complaints through their services, on a real database of a whole office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.context import AppContext
from app.core.clock import DAY, HOUR, HeldClock
from app.core.errors import Invalid, NotAllowed, NotFound, Refused
from app.features.complaints import rules
from app.features.complaints.records import Complaint
from app.features.staff.rules import Actor
from app.store.listing import ListQuery
from tests.support.desk import open_test_office
from tests.support.office import ACTORS, MORNING, refused_for, roles_without

AGENT, SUPERVISOR, MANAGER = ACTORS["agent"], ACTORS["supervisor"], ACTORS["manager"]


@dataclass
class Office:
    """The complaint desk of a test."""

    context: AppContext
    clock: HeldClock
    admin: Actor
    house: str
    person: str
    worker: str

    def take(self, **values: Any) -> str:
        """Take an ordinary complaint of the one house."""
        given = {"description": "楼上半夜挪家具，孩子睡不着", "house_id": self.house, "subject": "noise", **values}
        return self.context.complaints.take(AGENT, given).id

    def row(self, complaint_id: str) -> Complaint:
        """Return the complaint as it is stored."""
        return self.context.store.must(Complaint, complaint_id)

    def do(self, complaint_id: str, action: str, actor: Actor = SUPERVISOR, **values: Any) -> str:
        """Take a step."""
        return self.context.complaints.do(actor, complaint_id, action, values)

    def to(self, stage: str, **values: Any) -> str:
        """Take a complaint in and lead it to a stage."""
        complaint = self.take(**values)
        steps: list[tuple[str, dict[str, Any]]] = [
            ("soothed", {"soothed": "听完，道歉，答应晚上去看"}),
            ("investigated", {"findings": "十点后仍有拖动声"}),
            ("planned", {"plan": "铺地垫，约定时段", "consent": "agreed"}),
            ("handled", {"result": "已铺地垫"}),
            ("replied", {"no_letter": "住户不要书面答复"}),
            ("archived", {"cause": "outside", "no_measure": "个案", "closing_words": "安静了", "satisfaction": 5}),
        ]
        for action, given in steps[: rules.PATH.index(stage)]:
            self.do(complaint, action, **given)
        return complaint

    def events(self, complaint_id: str) -> list[str]:
        """Return the codes of the timeline."""
        return [line.action for line in self.context.complaints.timeline(AGENT, complaint_id)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = HeldClock(MORNING)
    with open_test_office(tmp_path, clock) as context:
        admin = context.accounts.login("0001")
        house = context.store.value("SELECT id FROM house")
        person = context.store.value("SELECT id FROM person")
        worker = context.store.value("SELECT id FROM staff WHERE number = 'E01'")
        yield Office(context, clock, admin, house, person, worker)


def test_a_complaint_gets_a_number_both_due_times_and_one_event(office: Office) -> None:
    taken = office.context.complaints.take(
        AGENT, {"description": "门岗对访客态度差。还不登记", "place": "东门", "person_phone": "199 0000 1234"}
    )
    row = office.row(taken.id)
    assert (taken.number, row.number, row.stage) == ("TS261123-A-0001", "TS261123-A-0001", "soothe")
    assert (row.title, row.person_phone, row.staff_id) == ("门岗对访客态度差", "19900001234", AGENT.id)
    assert (row.respond_due, row.solve_due) == (MORNING + DAY, MORNING + 2 * DAY)
    assert office.events(taken.id) == ["take"]
    assert office.context.complaints.find_number(AGENT, taken.number) == taken.id


def test_the_clocks_run_from_when_it_was_received(office: Office) -> None:
    row = office.row(office.take(reported_at=MORNING - 3 * HOUR))
    assert row.respond_due == MORNING + 21 * HOUR


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"description": ""}, {"description"}),
        ({"house_id": "", "description": ""}, {"place", "description"}),
        ({"grade": "terrible"}, {"grade"}),
        ({"subject": "nonsense"}, {"subject"}),
        ({"person_phone": "12"}, {"person_phone"}),
        ({"reported_at": MORNING + DAY}, {"reported_at"}),
        ({"house_id": "gone"}, {"house_id"}),
        ({"staff_id": "gone"}, {"staff_id"}),
        ({"colour": "red"}, {"colour"}),
    ],
)
def test_a_wrong_form_names_every_field_and_keeps_nothing(
    office: Office, values: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(Invalid) as caught:
        office.take(**values)
    assert set(caught.value.fields) == fields
    assert office.context.store.value("SELECT count(*) FROM complaint") == 0


def test_a_complaint_walks_its_path_and_every_stage_is_on_the_timeline(office: Office) -> None:
    complaint = office.to("archived")
    row = office.row(complaint)
    assert (row.stage, row.ended_at, row.satisfaction) == ("archived", MORNING, 5)
    assert (row.responded_at, row.solved_at) == (MORNING, MORNING)
    detail = office.context.complaints.detail(AGENT, complaint)
    assert [mark.state for mark in detail.path] == ["done"] * 7
    assert office.events(complaint) == [
        "take", "soothed", "investigated", "planned", "handled", "replied", "archived",
    ]  # fmt: skip


def test_late_steps_are_marked_for_ever(office: Office) -> None:
    complaint = office.take()
    office.clock.advance(25 * HOUR)
    office.do(complaint, "respond", soothed="打了电话")
    assert (office.row(complaint).respond_late, office.row(complaint).solve_late) == (1, 0)
    office.clock.advance(24 * HOUR)
    assert office.context.complaints.detail(AGENT, complaint).values["solve_late"] == 1
    office.do(complaint, "soothed")
    assert office.row(complaint).solve_late == 1
    found = office.context.complaints.lister(AGENT).count(ListQuery({"late": office.clock.now()}))
    assert found == 1


def test_a_serious_complaint_is_reported_at_once_and_waits_for_the_management(office: Office) -> None:
    office.context.staff.save(office.admin, {"number": "M01", "name": "何经理", "roles": ["manager"]})
    manager = office.context.store.value("SELECT id FROM staff WHERE number = 'M01'")
    complaint = office.take(grade="serious")
    assert office.events(complaint) == ["take", "told"]
    (task,) = office.context.tasks.of("complaint", complaint)
    assert (task.assignee_id, task.state) == (manager, "open")
    office.do(complaint, "soothed", soothed="当面道歉")
    office.do(complaint, "investigated", findings="属实")
    with pytest.raises(Refused) as caught:
        office.do(complaint, "planned", plan="更换门岗", consent="agreed")
    assert caught.value.code == "complaint.not_approved"
    office.do(complaint, "keep", AGENT, plan="更换门岗")
    with pytest.raises(NotAllowed):
        office.do(complaint, "approve", AGENT)
    office.do(complaint, "approve", MANAGER)
    row = office.row(complaint)
    assert (row.approved_by, row.told_to, row.plan) == (MANAGER.id, MANAGER.id, "更换门岗")
    assert [task.state for task in office.context.tasks.of("complaint", complaint)] == ["done"]
    assert office.do(complaint, "planned", AGENT, consent="agreed") == "handle"


def test_what_somebody_planned_to_do_about_it_stands_until_it_is_archived(office: Office) -> None:
    """The approval ends the manager's own task, also one that was carried on; archiving ends the rest."""
    plans = office.context.plans
    complaint = office.take()
    plan = plans.begin(office.admin, "2026-W48")
    proposed = [line.key for line in plans.proposals(office.admin, plan).lines if line.origin == "complaint.open"]
    plans.take(office.admin, plan, proposed)
    office.context.complaints.edit(SUPERVISOR, complaint, {"grade": "serious"})

    def states() -> dict[bool, str]:
        return {task.given: task.state for task in office.context.tasks.of("complaint", complaint)}

    assert states() == {True: "open", False: "open"}
    office.do(complaint, "soothed", soothed="道歉")
    office.do(complaint, "investigated", findings="属实")
    office.do(complaint, "keep", plan="甲")
    office.do(complaint, "approve", MANAGER)
    assert states() == {True: "done", False: "open"}
    office.do(complaint, "planned", consent="agreed")
    office.do(complaint, "handled", result="换了人")
    office.do(complaint, "replied", no_letter="不要书面答复")
    office.do(complaint, "archived", cause="person", no_measure="个案", closing_words="满意", satisfaction=5)
    assert states() == {True: "done", False: "done"}


def test_a_changed_plan_must_be_approved_anew(office: Office) -> None:
    complaint = office.take(grade="serious")
    office.do(complaint, "soothed", soothed="道歉")
    office.do(complaint, "investigated", findings="属实")
    office.do(complaint, "keep", plan="甲")
    office.do(complaint, "approve", MANAGER)
    office.do(complaint, "keep", plan="乙")
    assert office.row(complaint).approved_at is None


def test_one_goes_back_with_a_reason_and_the_approval_goes(office: Office) -> None:
    complaint = office.to("handle")
    with pytest.raises(Invalid):
        office.do(complaint, "back", to_stage="investigate")
    assert office.do(complaint, "back", to_stage="investigate", note="住户补充了视频") == "investigate"
    assert office.row(complaint).findings == "十点后仍有拖动声"
    assert office.context.complaints.timeline(AGENT, complaint)[-1].note == "住户补充了视频"


def test_reopening_starts_the_clocks_again_and_keeps_the_breach(office: Office) -> None:
    complaint = office.to("archived")
    office.clock.advance(3 * DAY)
    office.do(complaint, "reopen", note="又响了")
    row = office.row(complaint)
    assert (row.stage, row.ended_at, row.responded_at, row.closing_words) == ("investigate", None, None, "")
    assert row.solve_due == MORNING + 5 * DAY


def test_a_step_refuses_what_does_not_belong_to_its_stage(office: Office) -> None:
    complaint = office.take()
    with pytest.raises(Invalid) as caught:
        office.do(complaint, "soothed", soothed="好", result="修好了")
    assert set(caught.value.fields) == {"result"}


@pytest.mark.parametrize("step", rules.STEPS, ids=lambda step: step.action)
def test_steps_are_refused_to_roles_without_the_permission(office: Office, step: rules.Step) -> None:
    complaint = office.take()
    roles = roles_without("complaint", step.permission)
    refused = refused_for(lambda actor: office.context.complaints.do(actor, complaint, step.action, {}), roles)
    assert refused == roles
    assert roles


def test_only_a_supervisor_makes_a_serious_complaint_ordinary(office: Office) -> None:
    complaint = office.take(grade="serious")
    with pytest.raises(NotAllowed):
        office.context.complaints.edit(AGENT, complaint, {"grade": "ordinary"})
    office.context.complaints.edit(SUPERVISOR, complaint, {"grade": "ordinary"})
    assert office.row(complaint).grade == "ordinary"
    assert [task.state for task in office.context.tasks.of("complaint", complaint)] == ["done"]
    office.do(complaint, "raise", AGENT, note="牵涉多户")
    assert [task.state for task in office.context.tasks.of("complaint", complaint)] == ["done", "open"]


def test_a_ticket_becomes_a_complaint_without_retyping_and_only_once(office: Office) -> None:
    ticket = office.context.tickets.take(
        office.admin,
        {
            "type": "repair",
            "level": 2,
            "description": "水管修了三次还漏",
            "house_id": office.house,
            "requester_id": office.person,
            "requester_name": "欧阳小明",
        },
    )
    values = office.context.complaints.from_ticket(office.admin, ticket.id)
    taken = office.context.complaints.take(AGENT, values)
    row = office.row(taken.id)
    assert (row.description, row.person_id, row.ticket_id) == ("水管修了三次还漏", office.person, ticket.id)
    assert office.context.tickets.timeline(AGENT, ticket.id)[-1].note == taken.number
    with pytest.raises(Refused) as caught:
        office.context.complaints.from_ticket(office.admin, ticket.id)
    assert taken.number in str(caught.value)
    shown = {(link.kind, link.id) for link in office.context.links(office.admin, "complaint", taken.id)}
    assert {("ticket", ticket.id), ("house", office.house), ("person", office.person)} <= shown
    for kind, record in (("ticket", ticket.id), ("house", office.house), ("person", office.person)):
        assert any(link.id == taken.id for link in office.context.links(office.admin, kind, record))


def test_tickets_are_linked_and_unlinked(office: Office) -> None:
    complaint = office.take()
    ticket = office.context.tickets.take(AGENT, {"description": "装隔音垫", "house_id": office.house}).id
    office.context.complaints.link_ticket(AGENT, complaint, ticket)
    with pytest.raises(Refused):
        office.context.complaints.link_ticket(AGENT, complaint, ticket)
    assert any(link.id == complaint for link in office.context.links(office.admin, "ticket", ticket))
    office.context.complaints.unlink_ticket(AGENT, complaint, ticket)
    assert not any(link.id == complaint for link in office.context.links(office.admin, "ticket", ticket))


def test_a_measure_becomes_a_task_whose_state_is_shown(office: Office) -> None:
    complaint = office.to("prevent")
    service = office.context.complaints
    with pytest.raises(Invalid) as caught:
        service.add_measure(AGENT, complaint, {})
    assert set(caught.value.fields) == {"text", "due_at", "staff_id"}
    values = {"text": "水泵房加装隔振垫", "staff_id": office.worker, "due_at": MORNING + 5 * DAY}
    measure = service.add_measure(AGENT, complaint, values)
    (row,) = service.detail(AGENT, complaint).measures
    assert (row.state, row.staff, row.late) == ("open", "丁师傅", False)
    with office.context.store.change() as work:
        office.context.tasks.settle(work, "complaint_measure", measure, reason="装好了")
    assert service.detail(AGENT, complaint).measures[0].state == "done"
    with pytest.raises(Refused):
        service.drop_measure(AGENT, measure, "不做了")
    assert office.do(complaint, "archived", cause="facility", closing_words="好了") == "archived"


def test_a_voided_complaint_leaves_no_task_behind(office: Office) -> None:
    complaint = office.take(grade="serious")
    values = {"text": "培训门岗", "staff_id": office.worker, "due_at": MORNING + DAY}
    measure = office.context.complaints.add_measure(AGENT, complaint, values)
    office.do(complaint, "void", note="登记错了房号")
    states = [task.state for task in office.context.tasks.of("complaint_measure", measure)]
    states += [task.state for task in office.context.tasks.of("complaint", complaint)]
    assert states == ["dropped", "dropped"]


def test_repeats_are_shown_by_person_house_and_text_within_the_period(office: Office) -> None:
    first = office.take(person_id=office.person)
    elsewhere = office.take(house_id="", place="6栋", description="楼上夜里挪家具，小孩睡不着")
    service = office.context.complaints
    office.clock.advance(HOUR)
    near = service.repeats(AGENT, {"person_id": office.person, "subject": "noise", "description": "夜里又响"})
    assert near[0].id == first
    by_text = {one.id for one in service.repeats(AGENT, {"description": "楼上半夜挪家具孩子睡不着"})}
    assert by_text == {first, elsewhere}
    assert {one.id for one in service.repeats_of(AGENT, elsewhere)} == {first}
    office.clock.advance(91 * DAY)
    assert service.repeats(AGENT, {"house_id": office.house}) == []


def test_too_many_complaints_raise_one_alarm_and_one_task(office: Office) -> None:
    for number in range(502, 512):
        office.context.houses.save(office.admin, {"building": "3", "unit": "2", "room": str(number)})
    office.context.staff.save(office.admin, {"number": "S01", "name": "周主管", "roles": ["supervisor"]})
    service = office.context.complaints
    office.take()
    assert service.alarms(AGENT) == []
    office.take(description="电梯口堆杂物")
    alarms = {alarm.building: alarm for alarm in service.alarms(AGENT)}
    assert set(alarms) == {"3", ""}
    assert (alarms["3"].complaints, alarms["3"].houses, alarms["3"].due_at) == (2, 11, MORNING + DAY)
    office.take(description="垃圾没有收")
    assert len(service.alarms(AGENT)) == 2
    assert {alarm.complaints for alarm in service.alarms(AGENT)} == {3}
    (task,) = office.context.tasks.of("complaint_alarm", alarms["3"].id)
    assert task.state == "open"
    with pytest.raises(NotAllowed):
        service.acknowledge_alarm(AGENT, alarms["3"].id, "逐户走访")
    service.acknowledge_alarm(SUPERVISOR, alarms["3"].id, "逐户走访，加派夜巡")
    with pytest.raises(Refused):
        service.acknowledge_alarm(SUPERVISOR, alarms["3"].id, "再来一次")
    assert [one.building for one in service.alarms(AGENT)] == [""]
    assert [task.state for task in office.context.tasks.of("complaint_alarm", alarms["3"].id)] == ["done"]
    assert service.check_rates(AGENT) == []


def test_matters_tell_open_complaints_looks_back_and_alarms(office: Office) -> None:
    complaint = office.take(grade="serious")
    office.context.disputes.plan_follow_up(
        AGENT, complaint, {"due_on": "2026-11-24", "text": "晚上十点去听一听", "staff_id": office.worker}
    )
    told = office.context.complaints.matters(AGENT, MORNING, MORNING + HOUR)
    assert [matter.group for matter in told] == ["complaint.open"]
    told = office.context.complaints.matters(AGENT, MORNING + 25 * HOUR, MORNING + 2 * DAY)
    groups = {matter.group: matter for matter in told}
    assert set(groups) == {"complaint.open", "complaint.follow_up"}
    assert (groups["complaint.open"].late, groups["complaint.open"].level) == (True, 1)
    assert office.context.complaints.matters(ACTORS["field"], MORNING, MORNING) == []


def test_a_wrongly_made_complaint_is_deleted_and_brought_back_whole(office: Office) -> None:
    complaint = office.take()
    office.context.disputes.save_party(AGENT, complaint, {"side": "second", "name": "楼上租客"})
    before = office.row(complaint)
    with pytest.raises(NotAllowed):
        office.context.complaints.delete(AGENT, complaint)
    office.context.complaints.delete(SUPERVISOR, complaint)
    assert office.context.store.get(Complaint, complaint) is None
    assert office.context.store.value("SELECT count(*) FROM dispute_party") == 0
    office.context.complaints.restore(SUPERVISOR, complaint)
    assert office.row(complaint).description == before.description
    assert office.context.store.value("SELECT count(*) FROM dispute_party") == 1
    assert office.events(complaint)[0] == "take"
    with pytest.raises(NotFound):
        office.context.complaints.restore(SUPERVISOR, "f" * 32)


def test_the_list_and_the_search_find_complaints(office: Office) -> None:
    complaint = office.take(dispute=1, person_name="欧阳小明", person_phone="19900001234")
    lister = office.context.complaints.lister(ACTORS["reader"])
    (row,) = lister.all(ListQuery({"dispute": True, "open": True}))
    values = dict(zip([column.key for column in lister.listing.columns], row.values, strict=True))
    assert values["phone"] == "199****1234"
    assert values["person"] != "欧阳小明"
    assert [hit.id for hit in office.context.complaints.search(AGENT, "挪家具")] == [complaint]
    assert [hit.id for hit in office.context.complaints.search(AGENT, "A-0001")] == [complaint]


def test_the_history_tells_who_changed_what(office: Office) -> None:
    complaint = office.take()
    office.context.complaints.edit(AGENT, complaint, {"subject": "neighbours", "title": "夜间噪音"})
    told = [str(line.text) for line in office.context.complaints.history(AGENT, complaint)]
    assert any("夜间噪音" in line for line in told)


def test_several_are_assigned_at_once_and_those_that_refuse_are_named(office: Office) -> None:
    open_one, ended = office.take(), office.to("archived")
    done, refused = office.context.complaints.do_many(
        SUPERVISOR, [open_one, ended], "assign", {"staff_id": office.worker}
    )
    assert done == 1
    assert [number for number, _ in refused] == [office.row(ended).number]

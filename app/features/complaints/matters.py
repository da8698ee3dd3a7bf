"""What waits among the complaints, for the books that gather it: open ones, looks back, alarms of the rate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.core.clock import DAY, OfficeZone
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.listing import NEXT_DUE, PLACE
from app.features.tickets.rules import number_sql
from app.store.store import Store

_OPEN = ", ".join(f"'{stage}'" for stage in rules.OPEN)
_NUMBER = number_sql("t", "complaint")


def matters_of(store: Store, zone: OfficeZone, now: int, until: int) -> Iterator[Matter]:
    """Yield what is unfinished at ``now`` and what falls due before ``until`` (UTC milliseconds)."""
    yield from _open(store, now)
    yield from _measures(store, now)
    yield from _follow_ups(store, zone, now, until)
    yield from _alarms(store, now)


def _open(store: Store, now: int) -> Iterator[Matter]:
    for record, number, title, stage, grade, told, place, staff, due, since in store.rows(
        f"SELECT t.id, {_NUMBER}, t.title, t.stage, t.grade, t.told_at, {PLACE}, t.staff_id, {NEXT_DUE}, t.entered_at"
        f" FROM complaint t LEFT JOIN house h ON h.id = t.house_id WHERE t.stage IN ({_OPEN}) ORDER BY t.id"
    ):
        serious = grade == "serious"
        yield Matter(
            "complaint.open",
            "complaint",
            record,
            number,
            title,
            _untold(stage) if serious and told is None else rules.stage_title(stage),
            place,
            staff,
            due,
            since,
            1 if serious else 0,
            due is not None and due < now,
        )


def _untold(stage: str) -> Text:
    return T("complaints", "{stage} · management has not taken note").with_(stage=rules.stage_title(stage))


def _measures(store: Store, now: int) -> Iterator[Matter]:
    """Measures whose task does not stand in any plan book: those have to be carried out by themselves."""
    for record, number, text, staff, due, since, place in store.rows(
        f"SELECT t.id, {_NUMBER}, m.text, m.staff_id, m.due_at, m.created_at, {PLACE} FROM complaint_measure m"
        " JOIN complaint t ON t.id = m.complaint_id LEFT JOIN house h ON h.id = t.house_id"
        " WHERE m.task_id = '' AND m.dropped = '' AND t.stage <> 'void' ORDER BY m.id"
    ):
        yield Matter(
            "complaint.prevention",
            "complaint",
            record,
            number,
            text,
            T("complaints", "Prevention measure"),
            place,
            staff,
            due,
            since,
            late=due is not None and due < now,
        )


def _follow_ups(store: Store, zone: OfficeZone, now: int, until: int) -> Iterator[Matter]:
    last = zone.day(until - 1).isoformat()
    for record, number, text, staff, due_on, since, place in store.rows(
        f"SELECT t.id, {_NUMBER}, f.text, f.staff_id, f.due_on, f.created_at, {PLACE} FROM follow_up f"
        " JOIN complaint t ON t.id = f.complaint_id LEFT JOIN house h ON h.id = t.house_id"
        " WHERE f.done_at IS NULL AND f.due_on <= ? AND t.stage <> 'void' ORDER BY f.due_on, f.id",
        (last,),
    ):
        due = zone.day_start(date.fromisoformat(due_on)) + DAY - 1
        yield Matter(
            "complaint.follow_up",
            "complaint",
            record,
            number,
            text,
            T("complaints", "Look back"),
            place,
            staff,
            due,
            since,
            late=due < now,
        )


def _alarms(store: Store, now: int) -> Iterator[Matter]:
    for record, building, complaints, houses, raised, due in store.rows(
        "SELECT id, building, complaints, houses, raised_at, due_at FROM complaint_alarm WHERE seen_at IS NULL"
        " ORDER BY id"
    ):
        yield Matter(
            "complaint.alarm",
            "complaint_alarm",
            record,
            "",
            alarm_title(building),
            T("complaints", "{n} complaints of {houses} houses: say what is done about it").with_(
                n=complaints, houses=houses
            ),
            building,
            "",
            due,
            raised,
            1,
            due is not None and due < now,
        )


def alarm_title(building: str) -> str:
    """Return what an alarm of the complaint rate is called."""
    if not building:
        return str(T("complaints", "Measures for improvement: complaint rate of the office"))
    return T("complaints", "Measures for improvement: complaint rate of building {building}").format(building=building)

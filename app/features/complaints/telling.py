"""Complaints and their parts in words, for rooms that know none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.listing import COMPLAINTS
from app.features.complaints.matters import alarm_title
from app.features.complaints.records import (
    Complaint,
    ComplaintAlarm,
    ComplaintLetter,
    ComplaintMeasure,
    DisputeParty,
    Evidence,
    FollowUp,
    LetterTemplate,
    Partner,
)
from app.features.complaints.story import NO, TITLE, YES, begun, fields_of
from app.features.houses.rules import house_label
from app.features.people.rules import mask_phone, shown_name
from app.features.staff.rules import Actor
from app.features.tickets.rules import number_sql
from app.features.tickets.service import moment_shower
from app.store.history import HistoryField
from app.store.store import Store
from app.store.telling import Telling, Tellings

_MATTER = 12
"""Characters of what a complaint is about that tell it from others."""
_DELIVERY = T("complaints", "Way of sending")
_ACTIVE = T("complaints", "Can be chosen")


class Edits(Protocol):
    """The verb that changes a complaint."""

    def __call__(self, actor: Actor, complaint_id: str, values: Mapping[str, Any], /) -> object:
        """Change fields of a complaint."""
        raise NotImplementedError


def tellings_of(store: Store, zone: OfficeZone, actor: Actor, edit: Edits) -> Tellings:
    """Return how complaints and their parts are told.

    Args:
        store: Where to read.
        zone: Shows moments in office time.
        actor: Who reads, and changes.
        edit: Changes a complaint.
    """
    moment = moment_shower(zone)

    def name(complaint_id: str) -> str:
        complaint = store.get(Complaint, complaint_id)
        if complaint is None:
            return ""
        rows = store.rows("SELECT building, unit, room FROM house WHERE id = ?", (complaint.house_id,))
        place = house_label(*rows[0]) if rows else complaint.place
        number = store.value(f"SELECT {number_sql('t', 'complaint')} FROM complaint t WHERE t.id = ?", (complaint_id,))
        matter = complaint.title if len(complaint.title) <= _MATTER else complaint.title[:_MATTER] + "…"
        return " ".join(part for part in (place, str(number), matter) if part)

    def owner(table: str) -> Callable[[str], tuple[str, str]]:
        query = f'SELECT complaint_id FROM "{table}" WHERE id = ?'
        return lambda key: ("complaint", str(store.value(query, (key,)) or ""))

    def part(title: Text, table: str, words: Callable[[str], str], fields: Mapping[str, HistoryField]) -> Telling:
        return Telling(title, "complaint", words, fields, owner(table))

    def of_complaint(table: str) -> Callable[[str], str]:
        whose = owner(table)
        return lambda key: name(whose(key)[1])

    def said(record: type[Any], column: str, *, hidden: bool = False) -> Callable[[str], str]:
        def words(key: str) -> str:
            row = store.get(record, key)
            text = "" if row is None else str(getattr(row, column))
            return shown_name(actor, text) if hidden else begun(text)

        return words

    def staff(value: Any) -> object:
        return store.value("SELECT name FROM staff WHERE id = ?", (value,)) or value

    mediates = actor.may("complaint", "mediate")
    told = HistoryField(T("complaints", "What they say and want"), begun if mediates else lambda _: "…", "none")
    return {
        "complaint": Telling(
            TITLE,
            "complaint",
            name,
            {**_kept_by_the_program(zone), **fields_of(store, zone, actor)},
            lambda complaint_id: ("complaint", complaint_id),
            lambda complaint_id, values: edit(actor, complaint_id, values),
        ),
        "complaint_event": part(
            T("complaints", "Step of a complaint"), "complaint_event", of_complaint("complaint_event"), {}
        ),
        "complaint_letter": part(
            T("complaints", "Letter"),
            "complaint_letter",
            said(ComplaintLetter, "title"),
            {
                "title": HistoryField(T("complaints", "Title"), kind="none"),
                "receiver": HistoryField(T("complaints", "Receiver"), lambda value: shown_name(actor, value), "none"),
                "body": HistoryField(T("complaints", "Text"), begun, "none"),
                "written_on": HistoryField(T("complaints", "Date of the letter"), kind="none"),
                "sent_at": HistoryField(T("complaints", "Sent"), moment, "none"),
                "delivery": HistoryField(_DELIVERY, lambda value: rules.DELIVERIES.get(value, value), "none"),
            },
        ),
        "complaint_measure": part(
            T("complaints", "Prevention measure"),
            "complaint_measure",
            said(ComplaintMeasure, "text"),
            {
                "text": HistoryField(T("complaints", "Measure"), begun, "none"),
                "staff_id": HistoryField(T("complaints", "Who does it"), staff, "none"),
                "due_at": HistoryField(T("complaints", "Due"), moment, "none"),
                "dropped": HistoryField(T("complaints", "Given up"), kind="none"),
            },
        ),
        "complaint_ticket": part(
            T("complaints", "Ticket of a complaint"), "complaint_ticket", of_complaint("complaint_ticket"), {}
        ),
        "complaint_partner": part(
            T("complaints", "Partner turned to"),
            "complaint_partner",
            of_complaint("complaint_partner"),
            {"note": HistoryField(T("complaints", "What came of it"), begun, "none")},
        ),
        "dispute_party": part(
            T("complaints", "Party of a dispute"),
            "dispute_party",
            said(DisputeParty, "name", hidden=True),
            {
                "side": HistoryField(T("complaints", "Side"), lambda value: rules.SIDES.get(value, value), "none"),
                "name": HistoryField(T("complaints", "Name"), lambda value: shown_name(actor, value), "none"),
                "phone": HistoryField(T("complaints", "Telephone"), mask_phone, "none"),
                "stance": told,
            },
        ),
        "dispute_talk": part(T("complaints", "Talk in a dispute"), "dispute_talk", of_complaint("dispute_talk"), {}),
        "evidence": part(
            T("complaints", "Evidence"),
            "evidence",
            said(Evidence, "title"),
            {
                "kind": HistoryField(T("complaints", "Kind"), lambda value: rules.EVIDENCE.get(value, value), "none"),
                "title": HistoryField(T("complaints", "What it shows"), begun, "none"),
                "taken_at": HistoryField(T("complaints", "Made"), moment, "none"),
                "lies": HistoryField(T("complaints", "Where it lies"), kind="none"),
            },
        ),
        "follow_up": part(
            T("complaints", "Look back"),
            "follow_up",
            said(FollowUp, "text"),
            {
                "due_on": HistoryField(T("complaints", "Day"), kind="none"),
                "text": HistoryField(T("complaints", "What is looked at"), begun, "none"),
                "staff_id": HistoryField(T("complaints", "Who does it"), staff, "none"),
                "done_at": HistoryField(T("complaints", "Done"), moment, "none"),
                "finding": HistoryField(T("complaints", "What was found"), begun, "none"),
            },
        ),
        "complaint_alarm": Telling(
            T("complaints", "Alarm of the complaint rate"),
            "complaint",
            lambda key: _alarm(store, key),
            {
                "complaints": HistoryField(T("complaints", "Complaints"), kind="none"),
                "seen_at": HistoryField(T("complaints", "Taken on"), moment, "none"),
                "seen_by": HistoryField(T("complaints", "Taken on by"), staff, "none"),
                "measures": HistoryField(T("complaints", "Measures"), begun, "none"),
            },
            lambda key: ("complaint_alarm", key),
        ),
        "letter_template": Telling(
            T("complaints", "Letter template"),
            "dictionary",
            said(LetterTemplate, "title"),
            {
                "title": HistoryField(T("complaints", "Title"), kind="none"),
                "hint": HistoryField(T("complaints", "When it is used"), kind="none"),
                "body": HistoryField(T("complaints", "Text"), begun, "none"),
                "active": HistoryField(_ACTIVE, lambda value: YES if value else NO, "none"),
            },
            lambda key: ("letter_template", key),
        ),
        "partner": Telling(
            T("complaints", "Partner"),
            "dictionary",
            said(Partner, "title"),
            {
                "title": HistoryField(T("complaints", "Institution"), kind="none"),
                "contact": HistoryField(T("complaints", "Contact"), lambda value: shown_name(actor, value), "none"),
                "phone": HistoryField(T("complaints", "Telephone"), kind="none"),
                "note": HistoryField(T("complaints", "Note"), begun, "none"),
                "active": HistoryField(_ACTIVE, lambda value: YES if value else NO, "none"),
            },
            lambda key: ("partner", key),
        ),
    }


def _alarm(store: Store, key: str) -> str:
    alarm = store.get(ComplaintAlarm, key)
    return "" if alarm is None else f"{alarm_title(alarm.building)} {alarm.period}"


def _kept_by_the_program(zone: OfficeZone) -> dict[str, HistoryField]:
    """Columns that no form holds but steps write: as the list calls them."""
    shown = {column.key: column for column in COMPLAINTS.columns}
    moment = moment_shower(zone)
    fields = {
        key: HistoryField(column.title, moment, "none")
        for key, column in shown.items()
        if column.kind == "moment" and column.sql == f"t.{key}"
    }
    fields["stage"] = HistoryField(shown["stage"].title, lambda value: rules.STAGES.get(value, value), "none")
    fields["number"] = HistoryField(shown["number"].title, kind="none")
    fields["told_at"] = HistoryField(T("complaints", "Management took note"), moment, "none")
    fields["approved_at"] = HistoryField(T("complaints", "Plan approved"), moment, "none")
    return fields

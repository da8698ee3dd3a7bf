"""The life of a checklist as people read it, and how the fields of training are told in histories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.features.training import rules
from app.features.training.form import (
    CERTIFICATE_FIELDS,
    CHECKLIST_FIELDS,
    COURSE_FIELDS,
    ITEM_FIELDS,
    NOTE_FIELDS,
    SESSION_FIELDS,
    TEMPLATE_FIELDS,
)
from app.features.training.records import Training, TrainingSign, TrainingStep
from app.store.history import HistoryField, HistoryLine, lines_of
from app.store.store import Store

TITLES: Mapping[str, Text] = {
    "training": T("training", "Checklist"),
    "training_template": T("training", "Template"),
    "training_item": T("training", "Row of a template"),
    "training_row": T("training", "Row of a checklist"),
    "training_sign": T("training", "Signature"),
    "training_step": T("training", "Step of a checklist"),
    "training_course": T("training", "Outline"),
    "training_session": T("training", "Session"),
    "training_attendee": T("training", "Attendance"),
    "training_note": T("training", "Observation"),
    "certificate": T("training", "Certificate"),
}
"""Table -> what one record is called."""


OFFICE = OfficeZone()


@dataclass(frozen=True)
class StoryLine:
    """One step in the life of a checklist.

    Attributes:
        at: UTC milliseconds.
        who: Name of who did it.
        words: What was done.
        detail: With whom, which score, what was said.
        result: Code of ``rules.RESULTS`` for signatures, else empty.
    """

    at: int
    who: str
    words: Text
    detail: str
    result: str = ""


def story_of(store: Store, training: Training) -> list[StoryLine]:
    """Return the life of a checklist, oldest first."""
    names: dict[str, str] = dict(store.rows("SELECT id, name FROM staff"))
    titles: dict[str, str] = dict(
        store.rows("SELECT id, title FROM training_row WHERE training_id = ?", (training.id,))
    )
    lines = [StoryLine(training.created_at or 0, names.get(training.created_by, ""), T("training", "Begun"), "")]
    for sign in store.find(TrainingSign, "training_id = ?", (training.id,), "at, id"):
        words = T("training", "{row}: {result}").with_(
            row=titles.get(sign.row_id, "?"), result=rules.RESULTS.get(sign.result, sign.result)
        )
        score = "" if sign.score is None else str(T("training", "{n} points").with_(n=sign.score))
        detail = " · ".join(part for part in (score, sign.note) if part)
        lines.append(StoryLine(sign.at or 0, names.get(sign.signer_id, ""), words, detail, sign.result))
    for step in store.find(TrainingStep, "training_id = ?", (training.id,), "at, id"):
        detail = " · ".join(part for part in (names.get(step.target, ""), step.note) if part)
        words = rules.STEPS.get(step.action, TITLES["training_step"])
        lines.append(StoryLine(step.at or 0, names.get(step.created_by, ""), words, detail))
    return sorted(lines, key=lambda line: line.at)


def fields_of(store: Store, table: str, zone: OfficeZone = OFFICE) -> dict[str, HistoryField]:
    """Return how the columns of a table of training are told, moments in the office's zone."""
    return {key: _told(store, key, title, zone) for key, title in _FIELDS.get(table, {}).items()}


def history_of(store: Store, table: str, record_id: str, zone: OfficeZone = OFFICE) -> list[HistoryLine]:
    """Return the readable history of a record of training, oldest first."""
    return lines_of(store.database, table, record_id, fields_of(store, table, zone), TITLES[table])


YES, NO = T("training", "yes"), T("training", "no")
_STATE = T("training", "State")
_FIELDS: Mapping[str, Mapping[str, Text]] = {
    "training": {
        **CHECKLIST_FIELDS,
        "state": _STATE,
        "passed_on": T("training", "Passed on"),
        "certificate": T("training", "Number of the certificate"),
    },
    "training_template": {**TEMPLATE_FIELDS, "version": T("training", "Version")},
    "training_item": ITEM_FIELDS,
    "training_row": {**ITEM_FIELDS, "due_on": T("training", "Due")},
    "training_course": COURSE_FIELDS,
    "training_session": {
        **{key: title for key, title in SESSION_FIELDS.items() if key != "people"},
        "state": _STATE,
        "ended_at": T("training", "Over at"),
    },
    "training_attendee": {
        "presence": T("training", "Attendance"),
        "score": T("training", "Score"),
        "note": T("training", "Note"),
    },
    "training_note": NOTE_FIELDS,
    "certificate": CERTIFICATE_FIELDS,
}
_CODES: Mapping[str, Mapping[str, Text]] = {
    "tier": rules.TIERS,
    "signer": rules.SIGNERS,
    "form": rules.FORMS,
    "presence": rules.PRESENCES,
    "state": {**rules.STATES, **rules.SESSION_STATES},
}
_REFERS: Mapping[str, str] = {
    "staff_id": "SELECT name FROM staff WHERE id = ?",
    "mentor_id": "SELECT name FROM staff WHERE id = ?",
    "trainer_id": "SELECT name FROM staff WHERE id = ?",
    "template_id": "SELECT title FROM training_template WHERE id = ?",
    "course_id": "SELECT title FROM training_course WHERE id = ?",
}
_MOMENTS = frozenset({"starts_at", "ended_at", "at", "due_at"})
_DAYS = frozenset({"start_on", "due_on", "passed_on", "issued_on", "expires_on"})
_FLAGS = frozenset({"yearly", "working_days", "active", "required"})
_LONG = frozenset({"goal", "content", "scenario", "roles", "observe", "materials", "result", "text", "note"})
_SHORT = 40


def _told(store: Store, key: str, title: Text, zone: OfficeZone) -> HistoryField:
    if key in _REFERS:
        return HistoryField(title, lambda value: store.value(_REFERS[key], (value,)) or "?", "none")
    if key in _CODES:
        codes = _CODES[key]
        return HistoryField(title, lambda value: codes.get(value, value), "none")
    if key == "kind":
        return HistoryField(title, lambda value: rules.KINDS.get(value, value))
    if key in _FLAGS:
        return HistoryField(title, lambda value: YES if value else NO, "flag")
    if key in _MOMENTS:
        return HistoryField(title, lambda value: f"{zone.local(int(value)):%Y-%m-%d %H:%M}", "moment")
    if key in _DAYS:
        return HistoryField(title, kind="day")
    if key in _LONG:
        return HistoryField(title, _cut, "long_text")
    return HistoryField(title)


def _cut(value: Any) -> str:
    plain = str(value).replace("\n", "；")
    return plain if len(plain) <= _SHORT else plain[:_SHORT] + "…"

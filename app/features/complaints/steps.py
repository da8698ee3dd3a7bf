"""What each step writes on the complaint: what was written down in its stage, its times, its breach marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import Invalid
from app.core.text import T
from app.features.complaints import rules
from app.features.complaints.records import Complaint
from app.features.complaints.staffing import check_staff
from app.store.work import Work

_ALSO: Mapping[str, tuple[str, ...]] = {"respond": ("soothed",), "assign": ("staff_id",), "back": ("to_stage",)}
"""Step -> what its form holds besides the fields of the stage; a note goes with every step."""
_WRITING = frozenset({"keep", "approve", "respond", *(step.action for step in rules.FORWARD.values())})
"""Steps whose form holds the fields of the stage."""
_UNTOLD = frozenset({"note", "to_stage", "staff_id", "satisfaction"})


def fields_of_step(step: rules.Step, stage: str) -> tuple[str, ...]:
    """Return the fields that the form of a step may hold in a stage, in their order."""
    own = rules.STAGE_FIELDS.get(stage, ()) if step.action in _WRITING else ()
    return (*own, *(key for key in _ALSO.get(step.action, ()) if key not in own), "note")


def clean_values(step: rules.Step, stage: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a step's form holds, texts without blanks around them.

    Raises:
        Invalid: A field does not belong to this step and stage, or a score is none.
    """
    allowed = fields_of_step(step, stage)
    strange = [key for key in values if key not in allowed and values[key] not in (None, "")]
    if strange:
        raise Invalid(
            {
                key: T("complaints", "“{field}” is not written down in this step.").with_(
                    field=rules.FIELD_TITLES.get(key, key)
                )
                for key in strange
            }
        )
    clean: dict[str, Any] = {}
    for key in allowed:
        value = values.get(key)
        if value is None:
            continue
        if key == "satisfaction":
            if value != "":
                clean[key] = _score(value)
        else:
            clean[key] = str(value).strip()
    return clean


def _score(value: Any) -> int:
    text = str(value).strip()
    if text not in ("1", "2", "3", "4", "5"):
        raise Invalid({"satisfaction": T("complaints", "A score is a whole number from 1 (bad) to 5 (very good).")})
    return int(text)


def columns_of_step(
    work: Work, complaint: Complaint, step: rules.Step, values: Mapping[str, Any], due: Mapping[str, int]
) -> dict[str, Any]:
    """Return the columns a step writes, ``stage`` among them.

    Args:
        work: The open unit of work, for its moment, its author and for checks.
        complaint: The row before the step.
        step: The step, already checked.
        values: What its form holds, cleaned.
        due: Columns of the due times it would get if it began now, for a complaint that is reopened.

    Raises:
        Invalid: Nobody of the id that is given works here.
    """
    columns: dict[str, Any] = {key: value for key, value in values.items() if key not in ("note", "to_stage")}
    columns["stage"] = {"": complaint.stage, "back": values.get("to_stage", "")}.get(step.target, step.target)
    if step.action in _WRITING and step.action not in ("keep", "approve") and complaint.responded_at is None:
        columns["responded_at"] = work.now
    if columns.get("plan", complaint.plan) != complaint.plan:
        columns |= {"approved_at": None, "approved_by": ""}
    columns |= _special(work, complaint, step, values)
    if step.action == "reopen":
        return {**columns, **due}
    return columns | rules.breach_marks(complaint, work.now, columns)


def _special(work: Work, complaint: Complaint, step: rules.Step, values: Mapping[str, Any]) -> dict[str, Any]:
    now = work.now
    match step.action:
        case "planned":
            return {"solved_at": complaint.solved_at or now}
        case "acknowledge":
            return {"told_at": now, "told_to": work.author}
        case "approve":
            told = {} if complaint.told_at is not None else {"told_at": now, "told_to": work.author}
            return {"approved_at": now, "approved_by": work.author, **told}
        case "disapprove":
            return {"approved_at": None, "approved_by": ""}
        case "assign":
            return {"staff_id": check_staff(work.database, "staff_id", str(values["staff_id"]))}
        case "raise":
            return {"grade": "serious", "told_at": None, "told_to": "", "approved_at": None, "approved_by": ""}
        case "lower":
            return {"grade": "ordinary"}
        case "dispute":
            return {"dispute": 1}
        case "back" if rules.PATH.index(str(values["to_stage"])) <= rules.PATH.index("plan"):
            return {"approved_at": None, "approved_by": ""}
        case "archived" | "reject" | "void":
            return {"ended_at": now}
        case "reopen":
            # What the person has just taken back must be said and written anew.
            return {
                "ended_at": None,
                "responded_at": None,
                "solved_at": None,
                "approved_at": None,
                "approved_by": "",
                "consent": "",
                "no_letter": "",
                "no_measure": "",
                "closing_words": "",
                "satisfaction": None,
            }
        case _:
            return {}


def note_of(values: Mapping[str, Any]) -> str:
    """Return what the timeline keeps of a step's form."""
    codes: Mapping[str, Mapping[str, object]] = {"consent": rules.CONSENTS, "cause": rules.CAUSES}
    told = {key: value for key, value in values.items() if key not in _UNTOLD and value != ""}
    words = [str(codes[key].get(value, value)) if key in codes else str(value) for key, value in told.items()]
    return "；".join([*words, *([str(values["note"])] if values.get("note") else [])])

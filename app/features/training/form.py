"""The forms of training: what their fields are called, and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import is_day
from app.core.errors import REQUIRED
from app.core.text import T, Text
from app.features.training import rules

CHECKLIST_FIELDS: Mapping[str, Text] = {
    "staff_id": T("training", "Person"),
    "template_id": T("training", "Template"),
    "start_on": T("training", "First day"),
    "mentor_id": T("training", "Mentor"),
    "note": T("training", "Note"),
}
TEMPLATE_FIELDS: Mapping[str, Text] = {
    "title": T("training", "Title"),
    "tier": T("training", "Tier"),
    "goal": T("training", "Goal"),
    "theory_percent": T("training", "Share of theory (%)"),
    "minutes_target": T("training", "Minutes at least"),
    "yearly": T("training", "Anew every year"),
    "working_days": T("training", "Count working days only"),
    "active": T("training", "In use"),
}
ITEM_FIELDS: Mapping[str, Text] = {
    "stage": T("training", "Stage"),
    "day": T("training", "Day"),
    "kind": T("training", "Kind"),
    "title": T("training", "Title"),
    "content": T("training", "What exactly"),
    "minutes": T("training", "Minutes"),
    "required": T("training", "Required"),
    "signer": T("training", "Who signs"),
    "pass_score": T("training", "Score needed"),
    "course_id": T("training", "Taught by"),
}
COURSE_FIELDS: Mapping[str, Text] = {
    "form": T("training", "Form"),
    "title": T("training", "Subject"),
    "month": T("training", "Month"),
    "kind": T("training", "Counts as"),
    "minutes": T("training", "Minutes"),
    "goal": T("training", "Goal"),
    "scenario": T("training", "Scenario"),
    "content": T("training", "Content or steps"),
    "roles": T("training", "Roles"),
    "observe": T("training", "What to observe"),
    "materials": T("training", "Materials"),
    "active": T("training", "In use"),
}
SESSION_FIELDS: Mapping[str, Text] = {
    "form": T("training", "Form"),
    "course_id": T("training", "Outline"),
    "title": T("training", "Subject"),
    "starts_at": T("training", "Time"),
    "minutes": T("training", "Minutes"),
    "kind": T("training", "Counts as"),
    "place": T("training", "Place"),
    "trainer_id": T("training", "Held by"),
    "trainer_name": T("training", "Held by somebody else"),
    "content": T("training", "Content or steps"),
    "materials": T("training", "Materials"),
    "people": T("training", "Invited"),
    "result": T("training", "Result"),
}
NOTE_FIELDS: Mapping[str, Text] = {
    "text": T("training", "Observed"),
    "at": T("training", "Seen at"),
    "improve": T("training", "To be improved"),
    "staff_id": T("training", "By whom"),
    "due_at": T("training", "By when"),
}
CERTIFICATE_FIELDS: Mapping[str, Text] = {
    "staff_id": T("training", "Person"),
    "kind": T("training", "Certificate"),
    "number": T("training", "Number"),
    "issuer": T("training", "Issued by"),
    "issued_on": T("training", "Issued on"),
    "expires_on": T("training", "Expires on"),
    "remind_days": T("training", "Warn days before"),
    "note": T("training", "Note"),
}
LONGEST = 4_000
LONGEST_MINUTES = 24 * 60
_NUMBERS: Mapping[str, tuple[int, int]] = {
    "day": (1, 400),
    "minutes": (0, LONGEST_MINUTES),
    "minutes_target": (0, 60 * 2000),
    "theory_percent": (0, 100),
    "pass_score": (1, 100),
    "month": (0, 12),
    "remind_days": (0, 730),
    "score": (0, 1000),
}
_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "tier": rules.TIERS,
    "signer": rules.SIGNERS,
    "form": rules.FORMS,
}
_FLAGS = frozenset({"yearly", "working_days", "active", "required"})
_MAYBE = frozenset({"pass_score", "remind_days", "starts_at", "at", "due_at", "score"})
_MOMENTS = frozenset({"starts_at", "at", "due_at"})
_DAYS = frozenset({"start_on", "issued_on", "expires_on"})


def cleaned(
    values: Mapping[str, Any], fields: Mapping[str, Text], before: Mapping[str, Any], needed: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, Text]]:
    """Return a form's values as columns, and what is wrong with which field.

    Args:
        values: Field -> value as the form gives it; what is missing stays as it was.
        fields: The form's fields.
        before: The columns as they are, or a new record's defaults.
        needed: Fields that must not be empty.
    """
    problems: dict[str, Text] = {
        key: T("training", "There is no field “{key}”.").with_(key=key) for key in values if key not in fields
    }
    clean: dict[str, Any] = {}
    for key in fields:
        if key not in values:
            continue
        try:
            clean[key] = _value(key, values[key])
        except ValueError:
            least, most = _NUMBERS.get(key, (0, 0))
            problems[key] = T("training", "A whole number from {least} to {most}.").with_(least=least, most=most)
    whole = {**before, **clean}
    for key in fields:
        if key in problems or key not in whole:
            continue
        problem = _problem(key, whole[key], needed=key in needed)
        if problem is not None:
            problems[key] = problem
    return clean, problems


def _value(key: str, value: Any) -> Any:
    if key in _FLAGS:
        return int(value not in (None, "", 0, "0", False, "false", "no", "否"))
    if key in _NUMBERS or key in _MOMENTS:
        if value in (None, ""):
            if key in _MAYBE:
                return None
            return 0
        return int(value)
    if key == "people":
        return tuple(dict.fromkeys(str(entry) for entry in value or ()))
    return "" if value is None else str(value).strip()


def _problem(key: str, value: Any, *, needed: bool) -> Text | None:
    if needed and value in (None, "", ()):
        return REQUIRED
    if key in _NUMBERS and value is not None:
        least, most = _NUMBERS[key]
        if not least <= value <= most:
            return T("training", "A whole number from {least} to {most}.").with_(least=least, most=most)
    if key in _DAYS and value and not is_day(value):
        return T("training", "A day such as 2026-11-23.")
    if key in _CHOICES and value not in _CHOICES[key]:
        return T("training", "Choose one of: {choices}.").with_(choices=", ".join(_CHOICES[key]))
    if isinstance(value, str) and len(value) > LONGEST:
        return T("training", "At most {n} characters.").with_(n=LONGEST)
    return None

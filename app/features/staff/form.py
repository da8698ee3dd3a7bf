"""What the form of a member of staff holds and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from app.core.clock import is_day
from app.core.errors import REQUIRED, Invalid
from app.core.text import T, Text
from app.features.staff.accounts import plain_number
from app.features.staff.rules import ROLES

FIELDS: Mapping[str, Text] = {
    "number": T("staff", "Staff number"),
    "name": T("staff", "Name"),
    "roles": T("staff", "Roles"),
    "department": T("staff", "Department"),
    "position": T("staff", "Position"),
    "phone": T("staff", "Telephone"),
    "skills": T("staff", "Skills"),
    "zone": T("staff", "Zone"),
    "joined_on": T("staff", "Joined on"),
    "active": T("staff", "Active"),
    "note": T("staff", "Note"),
}
"""Form field -> title, in the order of the form."""

LONGEST = 100
LONGEST_NOTE = 2_000
_NUMBER = re.compile(r"[\w.-]{1,32}")
_PHONE = re.compile(r"\+?[0-9]{3,15}(-[0-9]{1,8}){0,2}")


def staff_values(values: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the columns and the roles that a form's values describe.

    Args:
        values: Form field -> value; what is missing stays as it was. ``skills`` and ``roles`` are sets of words.
        before: Form field -> value as it was; empty for somebody new.

    Raises:
        Invalid: With every problem at once.
    """
    problems: dict[str, Text] = {
        key: T("staff", "Staff have no field “{key}”.").with_(key=key) for key in values if key not in FIELDS
    }
    given = {**before, **{key: value for key, value in values.items() if key in FIELDS}}
    texts = ("name", "department", "position", "zone", "joined_on", "note")
    clean: dict[str, Any] = {key: str(given.get(key) or "").strip() for key in texts}
    clean["number"] = plain_number(str(given.get("number") or ""))
    clean["phone"] = plain_phone(str(given.get("phone") or ""))
    clean["skills"] = "\n".join(words(given.get("skills") or ()))
    clean["active"] = int(bool(given.get("active", True)))
    roles = frozenset(words(given.get("roles") or ()))
    _check(clean, roles, problems)
    if problems:
        raise Invalid(problems, "staff.invalid")
    return clean, roles


def words(value: str | Iterable[str]) -> tuple[str, ...]:
    """Return the words of a set, or of a text in which they are parted by commas, 、 or lines; each once, in order."""
    parts = re.split(r"[,，、;；\n]", value) if isinstance(value, str) else value
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def plain_phone(text: str) -> str:
    """Return a telephone number half width, without blanks and brackets."""
    return re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text))


def _check(clean: Mapping[str, Any], roles: frozenset[str], problems: dict[str, Text]) -> None:
    for key in ("number", "name"):
        if not clean[key]:
            problems[key] = REQUIRED
    if clean["number"] and not _NUMBER.fullmatch(clean["number"]):
        problems["number"] = T("staff", "A staff number has letters, digits, - and . only, at most 32.")
    if clean["phone"] and not _PHONE.fullmatch(clean["phone"]):
        problems["phone"] = T("staff", "A telephone number such as 13812345678 or 0755-12345678.")
    if clean["joined_on"] and not is_day(clean["joined_on"]):
        problems["joined_on"] = T("staff", "A day such as 2026-11-23.")
    for key, value in clean.items():
        most = LONGEST_NOTE if key == "note" else LONGEST
        if key not in problems and len(str(value)) > most:
            problems[key] = T("staff", "At most {n} characters.").with_(n=most)
    if unknown := roles - set(ROLES):
        problems["roles"] = T("staff", "There is no role “{role}”. Choose from: {roles}.").with_(
            role=min(unknown), roles="、".join(map(str, ROLES.values()))
        )

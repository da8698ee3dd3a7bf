"""Repeated complaints: of the same person, of the same house, or about nearly the same.

Source: the office's product rules, "Complaints". How far back is a setting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.clock import DAY
from app.core.text import T, Text
from app.features.tickets.rules import number_sql
from app.features.tickets.service import NEAR, similarity
from app.store.store import Store

SHOWN = 8
_CANDIDATES = 400
_COLUMNS = (
    f"id, {number_sql('t', 'complaint')}, title, description, subject, stage, entered_at, house_id, person_id,"
    " person_phone"
)


@dataclass(frozen=True)
class Repeat:
    """A complaint that came before.

    Attributes:
        id: Its id.
        number: Its number.
        title: Its short title.
        stage: Its stage.
        at: When it was entered, UTC milliseconds.
        why: What makes it one of the same kind.
        score: What is nearer stands first.
    """

    id: str
    number: str
    title: str
    stage: str
    at: int
    why: Text
    score: float


def repeats_of(store: Store, values: Mapping[str, Any], now: int, days: int, exclude: str = "") -> list[Repeat]:
    """Return earlier complaints of the same person or house, or with nearly the same text, nearest first.

    Args:
        store: Where to look.
        values: What the form holds so far, or the complaint's columns.
        now: Up to when, UTC milliseconds.
        days: How far back.
        exclude: A complaint that is not to be named.
    """
    since = now - days * DAY
    house, person = str(values.get("house_id") or ""), str(values.get("person_id") or "")
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM complaint t WHERE house_id = ? AND ? <> '' AND entered_at >= ? AND stage <> 'void'"
        f" UNION SELECT {_COLUMNS} FROM complaint t WHERE person_id = ? AND ? <> '' AND entered_at >= ?"
        " AND stage <> 'void'"
        f" UNION SELECT {_COLUMNS} FROM (SELECT * FROM complaint WHERE entered_at >= ? AND entered_at <= ?"
        " AND stage <> 'void' ORDER BY entered_at DESC LIMIT ?) t ORDER BY 1",
        (house, house, since, person, person, since, since, now, _CANDIDATES),
    )
    found: list[Repeat] = []
    for record, number, title, description, subject, stage, at, *whose in rows:
        if record == exclude or at is None or at > now:
            continue
        match = _match(values, description or title, subject, *whose)
        if match is not None:
            found.append(Repeat(record, number, title, stage, at, *match))
    return sorted(found, key=lambda item: (-item.score, -item.at))[:SHOWN]


def _match(
    values: Mapping[str, Any], text: str, subject: str, house: str, person: str, phone: str
) -> tuple[Text, float] | None:
    typed = str(values.get("description") or values.get("title") or "")
    alike = similarity(typed, text) if typed and text else 0.0
    same_subject = bool(subject) and subject == values.get("subject")
    if (person and person == values.get("person_id")) or (phone and phone == values.get("person_phone")):
        if alike >= NEAR or same_subject:
            return T("complaints", "same person, same matter"), 3.0 + alike
        return T("complaints", "same person"), 2.0 + alike
    if house and house == values.get("house_id"):
        return T("complaints", "same house"), 1.5 + alike
    if alike >= NEAR:
        return T("complaints", "nearly the same text"), alike
    return None

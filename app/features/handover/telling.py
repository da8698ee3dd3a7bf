"""Handovers and their parts in words, for rooms that know no handovers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.core.clock import OfficeZone
from app.core.text import T
from app.features.handover import rules
from app.features.handover.records import Handover
from app.store.history import HistoryField
from app.store.store import Store
from app.store.telling import Telling, Tellings

TITLE = T("handover", "Handover")
_YES, _NO = T("handover", "yes"), T("handover", "no")


def handover_name(head: Handover) -> str:
    """Return what people call a handover: ``2026-11-22 早班``."""
    return f"{head.on_day} {head.shift_title}".strip()


def head_fields(zone: OfficeZone) -> Mapping[str, HistoryField]:
    """Return how the fields of a handover itself are told."""
    moment = _moment(zone)
    return {
        "state": HistoryField(T("handover", "State"), rules.state_title, "none"),
        "cut_off": HistoryField(T("handover", "Cut-off"), moment, "none"),
        "out_name": HistoryField(T("handover", "Handed over by"), kind="none"),
        "out_at": HistoryField(T("handover", "Handed over at"), moment, "none"),
        "in_name": HistoryField(T("handover", "Accepted by"), kind="none"),
        "in_at": HistoryField(T("handover", "Accepted at"), moment, "none"),
        "in_note": HistoryField(T("handover", "Reason"), kind="none"),
        "seal": HistoryField(T("handover", "Seal"), lambda value: str(value)[:16], "none"),
    }


def tellings_of(store: Store, zone: OfficeZone) -> Tellings:
    """Return how handovers, their lines, counts, ticks, steps and flags are told."""

    def name(handover_id: str) -> str:
        head = store.get(Handover, handover_id)
        return handover_name(head) if head is not None else ""

    def part(table: str, column: str) -> Callable[[str], str]:
        def told(record_id: str) -> str:
            rows = store.rows(f"SELECT handover_id, {column} FROM {table} WHERE id = ?", (record_id,))
            return f"{name(rows[0][0])} {rows[0][1]}".strip() if rows else ""

        return told

    def place(table: str) -> Callable[[str], tuple[str, str]]:
        sql = f"SELECT handover_id FROM {table} WHERE id = ?"
        return lambda record_id: ("handover", str(store.value(sql, (record_id,)) or ""))

    def flag(flag_id: str) -> str:
        return str(store.value("SELECT title FROM handover_flag WHERE id = ?", (flag_id,)) or "")

    def telling(table: str, title: Any, column: str, fields: Mapping[str, HistoryField]) -> Telling:
        return Telling(title, "handover", part(table, column), fields, place(table))

    moment = _moment(zone)
    yes = HistoryField(T("handover", "To be read"), _answer, "none")
    return {
        "handover": Telling(TITLE, "handover", name, head_fields(zone), lambda record_id: ("handover", record_id)),
        "handover_line": telling(
            "handover_line",
            T("handover", "Line of a handover"),
            "title",
            {"title": HistoryField(T("handover", "Text"), kind="none"), "required": yes},
        ),
        "handover_count": telling(
            "handover_count",
            T("handover", "Count of a handover"),
            "title",
            {
                "counted": HistoryField(T("handover", "Counted"), kind="none"),
                "last": HistoryField(T("handover", "Before"), kind="none"),
                "reason": HistoryField(T("handover", "Reason"), kind="none"),
            },
        ),
        "handover_tick": telling("handover_tick", T("handover", "Line that was read"), "name", {}),
        "handover_event": telling("handover_event", T("handover", "Step of a handover"), "note", {}),
        "handover_flag": Telling(
            T("handover", "Carried over"),
            "handover",
            flag,
            {
                "title": HistoryField(T("handover", "Text"), kind="none"),
                "cleared_at": HistoryField(T("handover", "Cleared"), moment, "none"),
                "why": HistoryField(T("handover", "Reason"), kind="none"),
            },
        ),
    }


def _moment(zone: OfficeZone) -> Callable[[Any], object]:
    return lambda value: f"{zone.local(value):%Y-%m-%d %H:%M}"


def _answer(value: Any) -> object:
    return _YES if value else _NO

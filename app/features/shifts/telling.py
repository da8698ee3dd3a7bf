"""Kinds of shift and duty in words, for rooms that know no shifts."""

from __future__ import annotations

from app.core.text import T
from app.features.shifts import rules
from app.features.shifts.records import Duty, ShiftKind
from app.store.history import HistoryField
from app.store.listing import MISSING
from app.store.store import Store
from app.store.telling import Telling, Tellings

_YES, _NO = T("shifts", "yes"), T("shifts", "no")


def tellings_of(store: Store) -> Tellings:
    """Return how kinds of shift and duty are told."""

    def kind_title(kind_id: str) -> str:
        kind = store.get(ShiftKind, kind_id)
        return kind.title if kind is not None else ""

    def staff_name(staff_id: str) -> str:
        return str(store.value("SELECT name FROM staff WHERE id = ?", (staff_id,)) or MISSING)

    def duty(duty_id: str) -> str:
        entry = store.get(Duty, duty_id)
        if entry is None:
            return ""
        return f"{entry.on_day} {kind_title(entry.kind_id) or MISSING} {staff_name(entry.staff_id)}"

    return {
        "shift_kind": Telling(
            T("shifts", "Shift"),
            "shift",
            kind_title,
            {
                "title": HistoryField(T("shifts", "Name")),
                "starts": HistoryField(T("shifts", "Begins"), rules.clock_text),
                "ends": HistoryField(T("shifts", "Ends"), rules.clock_text),
                "active": HistoryField(T("shifts", "In use"), lambda value: _YES if value else _NO),
            },
        ),
        "duty": Telling(
            T("shifts", "Duty"),
            "shift",
            duty,
            {"role": HistoryField(T("shifts", "Part in the shift"))},
            lambda duty_id: ("duty", duty_id),
        ),
    }

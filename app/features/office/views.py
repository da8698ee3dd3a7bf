"""What a person chose on a page of this desk: columns, widths, saved filters."""

from __future__ import annotations

import json
from typing import Any, cast

from app.features.office.records import ViewState
from app.store.records import member_id
from app.store.store import Store


class ViewStates:
    """Keeps small choices of the window for each person; they stay on this desk.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def load(self, staff_id: str, page: str) -> dict[str, Any]:
        """Return what a person chose on a page; empty if nothing, or nothing that can be read."""
        kept = self._store.get(ViewState, member_id(staff_id, page))
        try:
            found: Any = json.loads(kept.value) if kept is not None else {}
        except ValueError:
            return {}
        return cast("dict[str, Any]", found) if isinstance(found, dict) else {}

    def save(self, staff_id: str, page: str, values: dict[str, Any]) -> None:
        """Keep what a person chose: plain values that JSON can hold."""
        with self._store.change(staff_id) as work:
            work.put(ViewState(id=member_id(staff_id, page), value=json.dumps(values, ensure_ascii=False)))

    def of(self, staff_id: str) -> PersonViews:
        """Return one person's choices by page alone, as the window's tables want them."""
        return PersonViews(self, staff_id)


class PersonViews:
    """One person's choices on this desk.

    Args:
        states: Where they are kept.
        staff_id: Whose they are.
    """

    def __init__(self, states: ViewStates, staff_id: str) -> None:
        self._states = states
        self._staff_id = staff_id

    def load(self, key: str) -> dict[str, Any]:
        """Return what was kept under a key; empty if nothing."""
        return self._states.load(self._staff_id, key)

    def save(self, key: str, values: dict[str, Any]) -> None:
        """Keep plain values under a key."""
        self._states.save(self._staff_id, key, values)

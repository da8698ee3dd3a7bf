"""What every part of the handover's service works with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.core.clock import OfficeZone
from app.core.errors import Invalid, Refused
from app.core.ids import new_id
from app.core.matters import Teller
from app.core.text import T
from app.features.handover import rules
from app.features.handover.content import addition_digest
from app.features.handover.records import Handover, HandoverEvent
from app.features.office.service import Dictionaries
from app.features.shifts.service import Shift, ShiftService
from app.features.staff.rules import Actor
from app.features.staff.service import Accounts
from app.settings.settings import Settings
from app.store.search import SearchIndex
from app.store.store import Store
from app.store.work import Work, read_many

LONGEST_NOTE = 2_000


class HandoverBase:
    """The handover's database, and the modules it asks.

    Args:
        store: The office's database.
        settings: How long sections are, and whether a handover must be accepted before the first intake.
        accounts: Checks the PINs of those who sign.
        shifts: Which shift is when, and who is on duty.
        dictionaries: What is counted.
        tellers: Returns what tells each module's unfinished matters.
        zone: The office's time zone.
        index: Full-text search.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        accounts: Accounts,
        shifts: ShiftService,
        dictionaries: Dictionaries,
        tellers: Callable[[], Sequence[Teller]],
        zone: OfficeZone,
        index: SearchIndex,
    ) -> None:
        self._store = store
        self._settings = settings
        self._accounts = accounts
        self._shifts = shifts
        self._dictionaries = dictionaries
        self._tellers = tellers
        self._zone = zone
        self._index = index

    def _draft(self, work: Work, handover_id: str) -> Handover:
        """Return a handover that is still being prepared.

        Raises:
            Refused: It has been handed over already.
        """
        head = work.must(Handover, handover_id)
        if head.state != "draft":
            raise Refused(
                T(
                    "handover",
                    "This handover is “{state}” and is not changed any more. Take it back first, or add to it.",
                ).with_(state=rules.state_title(head.state)),
                "handover.not_draft",
            )
        return head

    def _write_event(self, work: Work, head: Handover, actor: Actor, action: str, note: str = "") -> None:
        """Add a line to a handover's memory; after sealing it is an addition, chained to the one before."""
        after = self._end_of_chain(work, head) if head.seal else ""
        event = HandoverEvent(
            id=new_id(work.now),
            handover_id=head.id,
            at=work.now,
            action=action,
            name=actor.name,
            note=note,
            created_by=actor.id,
            chained=after,
        )
        work.insert(replace(event, digest=addition_digest(event) if after else ""))

    def _end_of_chain(self, work: Work, head: Handover) -> str:
        additions = read_many(work.database, HandoverEvent, "handover_id = ? AND digest <> ''", (head.id,), "at, id")
        return additions[-1].digest if additions else head.seal

    def _names(self, staff_ids: Iterable[str]) -> dict[str, str]:
        wanted = json.dumps(sorted({staff_id for staff_id in staff_ids if staff_id}))
        rows = self._store.rows("SELECT id, name FROM staff WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
        return {str(staff_id): str(name) for staff_id, name in rows}


def checked_text(text: str, field: str = "text") -> str:
    """Return what a person wrote, without blanks around it.

    Raises:
        Invalid: It says nothing, or is too long for a sheet of paper.
    """
    plain = text.strip()
    if not plain:
        raise Invalid({field: T("handover", "Write it down in a few words.")})
    if len(plain) > LONGEST_NOTE:
        raise Invalid({field: T("handover", "At most {n} characters.").with_(n=LONGEST_NOTE)})
    return plain


def shift_of(head: Handover) -> Shift:
    """Return the shift of a handover as it was when it was made, whatever became of its kind since."""
    return Shift(head.kind_id, head.on_day, head.starts_at or 0, head.ends_at or 0, head.shift_title)


def shift_after(head: Handover) -> Shift:
    """Return the shift that takes over, as it was when the handover was made."""
    return Shift(head.next_kind, head.next_day, head.ends_at or 0, head.next_ends or 0, head.next_title)

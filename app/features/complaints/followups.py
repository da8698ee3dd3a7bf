"""What follows a complaint: looks back planned for a day, and partners turned to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import is_day
from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T, Text
from app.features.complaints.events import write_event
from app.features.complaints.records import Complaint, ComplaintPartner, FollowUp, Partner
from app.features.complaints.staffing import check_staff
from app.features.staff.rules import Actor
from app.store.store import Store


class FollowUps:
    """The verbs of looks back and of partners turned to."""

    _store: Store

    def plan_follow_up(self, actor: Actor, complaint_id: str, values: Mapping[str, Any]) -> str:
        """Plan a look back for a day and return its id; it is told when the day comes.

        Args:
            actor: Who plans.
            complaint_id: The complaint.
            values: ``due_on`` (ISO text), ``text``, ``staff_id``.

        Raises:
            NotAllowed: The person may not.
            Invalid: Something is missing or wrong.
        """
        actor.require("complaint", "move")
        text, due_on = str(values.get("text") or "").strip(), str(values.get("due_on") or "")
        problems: dict[str, Text] = {}
        if not is_day(due_on):
            problems["due_on"] = T("complaints", "On which day?")
        if not text:
            problems["text"] = T("complaints", "What is looked at or asked?")
        if problems:
            raise Invalid(problems)
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            staff_id = str(values.get("staff_id") or complaint.staff_id or actor.id)
            check_staff(work.database, "staff_id", staff_id)
            row = work.insert(FollowUp(complaint_id=complaint.id, due_on=due_on, text=text, staff_id=staff_id))
            write_event(work, complaint, "follow_up", target=staff_id, note=f"{due_on} {text}")
        return row.id

    def follow_up(self, actor: Actor, follow_up_id: str, finding: str) -> None:
        """Note what a look back found.

        Raises:
            NotAllowed: The person may not.
            Invalid: Nothing is said.
            Refused: It was done already.
        """
        actor.require("complaint", "move")
        if not finding.strip():
            raise Invalid({"finding": REQUIRED})
        with self._store.change(actor.id) as work:
            row = work.must(FollowUp, follow_up_id)
            if row.done_at is not None:
                raise Refused(T("complaints", "This look back was done already."), "follow_up.done")
            work.update(row, done_at=work.now, finding=finding.strip())
            complaint = work.must(Complaint, row.complaint_id)
            write_event(work, complaint, "followed_up", note=finding.strip())

    def drop_follow_up(self, actor: Actor, follow_up_id: str) -> None:
        """Take a planned look back off.

        Raises:
            NotAllowed: The person may not.
            Refused: It was done.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            row = work.must(FollowUp, follow_up_id)
            if row.done_at is not None:
                raise Refused(T("complaints", "This look back was done already."), "follow_up.done")
            work.delete(row)

    def involve(self, actor: Actor, complaint_id: str, values: Mapping[str, Any]) -> str:
        """Note that a partner was turned to, and what came of it; return its id.

        Args:
            actor: Who did.
            complaint_id: The complaint.
            values: ``partner_id``, ``at`` (UTC milliseconds; now if missing), ``note``.

        Raises:
            NotAllowed: The person may not.
            Invalid: Something is missing or wrong.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            partner = work.get(Partner, str(values.get("partner_id") or ""))
            note = str(values.get("note") or "").strip()
            at = values.get("at") if values.get("at") is not None else work.now
            problems: dict[str, Text] = {}
            if partner is None:
                problems["partner_id"] = T("complaints", "Choose whom you turned to.")
            if not note:
                problems["note"] = T("complaints", "What was asked, and what was answered?")
            if at is not None and at > work.now:
                problems["at"] = T("complaints", "This moment lies in the future.")
            if problems or partner is None:
                raise Invalid(problems)
            row = work.insert(ComplaintPartner(complaint_id=complaint.id, partner_id=partner.id, at=at, note=note))
            write_event(work, complaint, "partner", note=f"{partner.title}；{note}")
        return row.id

"""The mediation file of a dispute: parties, separate talks, agreement; evidence, partners and looks back lie beside.

Source: the office's product rules, "Complaints". What was said in a talk is confidential: those who may mediate read
it, and the mediator of this dispute.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import is_day
from app.core.errors import REQUIRED, Invalid, NotAllowed, Refused
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.disputefile import (
    DisputeFile,
    DisputeReading,
    EvidenceRow,
    FollowUpRow,
    PartnerRow,
    PartyRow,
    TalkRow,
)
from app.features.complaints.events import write_event
from app.features.complaints.evidence import Contents, EvidenceRegister, Verified
from app.features.complaints.followups import FollowUps
from app.features.complaints.partners import PartnerBook, PartnerEntry
from app.features.complaints.records import Complaint, DisputeParty, DisputeTalk
from app.features.complaints.staffing import check_staff
from app.features.people.rules import normalise_phone, phone_problem
from app.features.staff.rules import Actor
from app.store.store import Store
from app.store.work import Work

__all__ = [
    "DisputeFile",
    "DisputeService",
    "EvidenceRow",
    "FollowUpRow",
    "PartnerEntry",
    "PartnerRow",
    "PartyRow",
    "TalkRow",
    "Verified",
]


class DisputeService(DisputeReading, EvidenceRegister, FollowUps, PartnerBook):
    """The verbs of dispute files. Evidence, partners and looks back serve complaints that are no dispute, too.

    Args:
        store: The office's database.
        contents: Where the files of evidence lie.
    """

    def __init__(self, store: Store, contents: Contents) -> None:
        self._store = store
        self._contents = contents

    # --- parties and talks ----------------------------------------------------------------------------------------

    def save_party(self, actor: Actor, complaint_id: str, values: Mapping[str, Any], party_id: str = "") -> str:
        """Enter a party, or change one, and return its id.

        Args:
            actor: Who does it.
            complaint_id: The dispute.
            values: ``side``, ``person_id`` or ``name``, ``phone``, ``house_id``, ``stance``; what is missing stays.
            party_id: Which one; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: Nobody is named, or a field is wrong.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            complaint = self._open(work, complaint_id)
            before = work.must(DisputeParty, party_id) if party_id else None
            clean = self._checked_party(work, values, before)
            if not complaint.dispute:
                work.update(complaint, dispute=1)
                write_event(work, complaint, "dispute")
            if before is not None:
                work.update(before, **clean)
                return before.id
            made = work.insert(DisputeParty(complaint_id=complaint.id, **clean))
            write_event(work, complaint, "party", note=f"{rules.SIDES[made.side]} {made.name}")
            return made.id

    def remove_party(self, actor: Actor, party_id: str) -> None:
        """Take a party off that was entered by mistake.

        Raises:
            NotAllowed: The person may not.
            Refused: Talks were held with them.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            party = work.must(DisputeParty, party_id)
            if work.database.value("SELECT 1 FROM dispute_talk WHERE party_id = ?", (party_id,)):
                raise Refused(
                    T("complaints", "Talks were held with this party: it stays in the file."), "dispute.talked"
                )
            work.delete(party)
            write_event(work, self._open(work, party.complaint_id), "party_gone", note=party.name)

    def add_talk(self, actor: Actor, complaint_id: str, values: Mapping[str, Any]) -> str:
        """Write a talk down; it is never changed afterwards.

        Args:
            actor: Who led it.
            complaint_id: The dispute.
            values: ``party_id`` (empty: all parties together), ``at`` (UTC milliseconds; now if missing), ``place``,
                ``text``.

        Raises:
            NotAllowed: The person does not mediate.
            Invalid: Nothing is said, or it lies in the future.
        """
        self._require_mediator(actor, complaint_id)
        with self._store.change(actor.id) as work:
            complaint = self._open(work, complaint_id)
            text, party_id = str(values.get("text") or "").strip(), str(values.get("party_id") or "")
            at = values.get("at") if values.get("at") is not None else work.now
            problems: dict[str, Text] = {} if text else {"text": REQUIRED}
            if at is not None and at > work.now:
                problems["at"] = T("complaints", "This moment lies in the future.")
            party = work.get(DisputeParty, party_id) if party_id else None
            if party_id and (party is None or party.complaint_id != complaint.id):
                problems["party_id"] = T("complaints", "Choose a party of this dispute.")
            if problems:
                raise Invalid(problems)
            talk = work.insert(
                DisputeTalk(
                    complaint_id=complaint.id,
                    party_id=party_id,
                    at=at,
                    place=str(values.get("place") or "").strip(),
                    text=text,
                )
            )
            whom = party.name if party is not None else str(T("complaints", "all parties together"))
            write_event(work, complaint, "talk", note=whom)
        return talk.id

    def settle(self, actor: Actor, complaint_id: str, values: Mapping[str, Any]) -> None:
        """Write down who mediates, what was agreed on, how it ended and when.

        Args:
            actor: Who does it.
            complaint_id: The dispute.
            values: ``mediator_id``, ``compromise``, ``outcome``, ``settled_on``; what is missing stays.

        Raises:
            NotAllowed: The person does not mediate; to name a mediator takes who may assign.
            Invalid: A field is wrong, or an agreement says nothing.
        """
        if set(values) <= {"mediator_id"}:
            actor.require("complaint", "dispatch")
        else:
            self._require_mediator(actor, complaint_id)
        with self._store.change(actor.id) as work:
            complaint = self._open(work, complaint_id)
            given = {
                key: str(values[key] or "").strip()
                for key in ("mediator_id", "compromise", "outcome", "settled_on")
                if key in values
            }
            now = {key: given.get(key, getattr(complaint, key)) for key in ("compromise", "outcome", "settled_on")}
            problems: dict[str, Text] = {}
            if now["outcome"] and now["outcome"] not in rules.OUTCOMES:
                problems["outcome"] = rules.one_of(rules.OUTCOMES)
            if now["outcome"] in ("agreed", "partly") and not now["compromise"]:
                problems["compromise"] = T("complaints", "What was agreed on?")
            if now["settled_on"] and not is_day(now["settled_on"]):
                problems["settled_on"] = T("complaints", "Type a day, such as 2026-11-22.")
            if problems:
                raise Invalid(problems)
            if given.get("mediator_id"):
                check_staff(work.database, "mediator_id", given["mediator_id"])
            changed = {key: value for key, value in given.items() if getattr(complaint, key) != value}
            if changed:
                work.update(complaint, **changed)
                named = "、".join(str(rules.FIELD_TITLES[key]) for key in changed)
                write_event(work, complaint, "settled", target=changed.get("mediator_id", ""), note=named)

    # --- how ------------------------------------------------------------------------------------------------------

    def _require_mediator(self, actor: Actor, complaint_id: str) -> None:
        if self.may_read(actor, complaint_id):
            return
        actor.require("complaint", "mediate")
        raise NotAllowed(T("complaints", "Only who mediates this dispute may do that."), "not_allowed")

    def _open(self, work: Work, complaint_id: str) -> Complaint:
        complaint = work.must(Complaint, complaint_id)
        rules.require_open(complaint.stage, complaint.number)
        return complaint

    def _checked_party(self, work: Work, values: Mapping[str, Any], before: DisputeParty | None) -> dict[str, Any]:
        clean: dict[str, Any] = {
            key: str(values.get(key, getattr(before, key) if before is not None else "") or "").strip()
            for key in ("side", "person_id", "name", "phone", "house_id", "stance")
        }
        clean["side"] = clean["side"] or "first"
        problems: dict[str, Text] = {}
        if clean["person_id"]:
            name = work.database.value("SELECT name FROM person WHERE id = ?", (clean["person_id"],))
            if name is None:
                problems["person_id"] = T("complaints", "This record no longer exists; choose again.")
            clean["name"] = clean["name"] or str(name or "")
        if not clean["name"] and not problems:
            problems["name"] = T("complaints", "Who is it? Choose a person, or write the name.")
        if clean["side"] not in rules.SIDES:
            problems["side"] = rules.one_of(rules.SIDES)
        wrong = phone_problem(clean["phone"]) if clean["phone"] else None
        if wrong is not None:
            problems["phone"] = wrong
        if clean["house_id"] and not work.database.value("SELECT 1 FROM house WHERE id = ?", (clean["house_id"],)):
            problems["house_id"] = T("complaints", "This record no longer exists; choose again.")
        if problems:
            raise Invalid(problems)
        clean["phone"] = normalise_phone(clean["phone"])
        return clean

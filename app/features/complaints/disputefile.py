"""The mediation file of a dispute as a page shows it. Talks are confidential: only mediators read them."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.text import T
from app.features.complaints.records import Complaint, DisputeParty
from app.features.houses.rules import house_label
from app.features.people.rules import mask_phone, shown_name
from app.features.staff.rules import Actor
from app.store.listing import MISSING
from app.store.store import Store


@dataclass(frozen=True)
class PartyRow:
    """A party: side, name as this reader may see it, where they live, what they say and want."""

    id: str
    side: str
    person_id: str
    name: str
    phone: str
    house_id: str
    room: str
    stance: str


@dataclass(frozen=True)
class TalkRow:
    """A talk: when, with whom (empty: all parties together), where, what was said, by whom it was led."""

    id: str
    at: int | None
    party: str
    place: str
    text: str
    who: str


@dataclass(frozen=True)
class EvidenceRow:
    """A line of the register.

    Attributes:
        id: Its id.
        number: Its place in the register, from 1.
        kind: Code of ``rules.EVIDENCE``.
        title: What it shows.
        taken_at: When it was made, UTC milliseconds.
        giver: Who handed it in, as this reader may see it.
        attachment_id: The file; empty for a thing.
        file: Name of the file.
        sha256: SHA-256 of the file as it was registered, hex.
        lies: Where a thing lies.
        entered_at: When it was registered, UTC milliseconds; ``entered_by`` by whom.
    """

    id: str
    number: int
    kind: str
    title: str
    taken_at: int | None
    giver: str
    attachment_id: str
    file: str
    sha256: str
    lies: str
    entered_at: int | None
    entered_by: str


@dataclass(frozen=True)
class PartnerRow:
    """That a partner was turned to: who, when, what came of it."""

    id: str
    partner_id: str
    title: str
    contact: str
    phone: str
    at: int | None
    note: str


@dataclass(frozen=True)
class FollowUpRow:
    """A look back: the day, what is looked at, who does it, when it was done and what was found."""

    id: str
    due_on: str
    text: str
    staff_id: str
    staff: str
    done_at: int | None
    finding: str


@dataclass(frozen=True)
class DisputeFile:
    """The whole file.

    Attributes:
        parties: By side.
        talks: Oldest first; empty for those who may not read them.
        talk_count: How many there are.
        may_read: Whether this reader may read talks and what parties say.
        evidence: In the order of the register.
        partners: Partners turned to, oldest first.
        follow_ups: By day.
        mediator_id: Who mediates.
        compromise: What was agreed on.
        outcome: Code of ``rules.OUTCOMES``; empty while it is open.
        settled_on: Day of the agreement, ISO text.
    """

    parties: tuple[PartyRow, ...]
    talks: tuple[TalkRow, ...]
    talk_count: int
    may_read: bool
    evidence: tuple[EvidenceRow, ...]
    partners: tuple[PartnerRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    mediator_id: str
    compromise: str
    outcome: str
    settled_on: str


class DisputeReading:
    """What can be read of dispute files."""

    _store: Store

    def file(self, actor: Actor, complaint_id: str) -> DisputeFile:
        """Return the file of a complaint as this person may see it.

        Raises:
            NotFound: The complaint has gone.
        """
        actor.require("complaint", "view")
        complaint = self._store.must(Complaint, complaint_id)
        may = self.may_read(actor, complaint_id)
        talks = self._talks(actor, complaint_id) if may else ()
        count = self._store.value("SELECT count(*) FROM dispute_talk WHERE complaint_id = ?", (complaint_id,))
        return DisputeFile(
            self._parties(actor, complaint_id, may),
            talks,
            int(count),
            may,
            self._register(actor, complaint_id),
            self._involved(actor, complaint_id),
            self._looks_back(complaint_id),
            complaint.mediator_id,
            complaint.compromise if may else "",
            complaint.outcome,
            complaint.settled_on,
        )

    def may_read(self, actor: Actor, complaint_id: str) -> bool:
        """Say whether somebody may read and write the talks of a dispute: who mediates in general, or in this one."""
        if not actor.may("complaint", "view"):
            return False
        mediator = self._store.value("SELECT mediator_id FROM complaint WHERE id = ?", (complaint_id,))
        return actor.may("complaint", "mediate") or (bool(actor.id) and mediator == actor.id)

    def _parties(self, actor: Actor, complaint_id: str, may: bool) -> tuple[PartyRow, ...]:
        found: list[PartyRow] = []
        for row in self._store.find(
            DisputeParty, "complaint_id = ?", (complaint_id,), "instr('first second other', side), id"
        ):
            house = self._store.rows("SELECT building, unit, room FROM house WHERE id = ?", (row.house_id,))
            found.append(
                PartyRow(
                    row.id,
                    row.side,
                    row.person_id,
                    shown_name(actor, row.name),
                    mask_phone(row.phone),
                    row.house_id,
                    house_label(*house[0]) if house else (MISSING if row.house_id else ""),
                    row.stance if may else "",
                )
            )
        return tuple(found)

    def _talks(self, actor: Actor, complaint_id: str) -> tuple[TalkRow, ...]:
        together = str(T("complaints", "all parties together"))
        rows = self._store.rows(
            f"SELECT t.id, t.at, coalesce(p.name, CASE t.party_id WHEN '' THEN '' ELSE '{MISSING}' END), t.place,"
            f" t.text, coalesce(s.name, '{MISSING}') FROM dispute_talk t"
            " LEFT JOIN dispute_party p ON p.id = t.party_id LEFT JOIN staff s ON s.id = t.created_by"
            " WHERE t.complaint_id = ? ORDER BY t.at, t.id",
            (complaint_id,),
        )
        return tuple(
            TalkRow(key, at, shown_name(actor, party) if party else together, place, text, who)
            for key, at, party, place, text, who in rows
        )

    def _register(self, actor: Actor, complaint_id: str) -> tuple[EvidenceRow, ...]:
        rows = self._store.rows(
            "SELECT e.id, e.kind, e.title, e.taken_at, e.giver, e.attachment_id,"
            f" coalesce(a.name, CASE e.attachment_id WHEN '' THEN '' ELSE '{MISSING}' END), e.sha256, e.lies,"
            f" e.created_at, coalesce(s.name, '{MISSING}') FROM evidence e"
            " LEFT JOIN attachment a ON a.id = e.attachment_id LEFT JOIN staff s ON s.id = e.created_by"
            " WHERE e.complaint_id = ? ORDER BY e.created_at, e.id",
            (complaint_id,),
        )
        return tuple(
            EvidenceRow(key, number, kind, title, taken, shown_name(actor, giver), *rest)
            for number, (key, kind, title, taken, giver, *rest) in enumerate(rows, 1)
        )

    def _involved(self, actor: Actor, complaint_id: str) -> tuple[PartnerRow, ...]:
        rows = self._store.rows(
            f"SELECT c.id, c.partner_id, coalesce(p.title, '{MISSING}'), coalesce(p.contact, ''),"
            " coalesce(p.phone, ''), c.at, c.note FROM complaint_partner c"
            " LEFT JOIN partner p ON p.id = c.partner_id WHERE c.complaint_id = ? ORDER BY c.at, c.id",
            (complaint_id,),
        )
        return tuple(
            PartnerRow(key, partner, title, shown_name(actor, contact), *rest)
            for key, partner, title, contact, *rest in rows
        )

    def _looks_back(self, complaint_id: str) -> tuple[FollowUpRow, ...]:
        rows = self._store.rows(
            "SELECT f.id, f.due_on, f.text, f.staff_id,"
            f" coalesce(s.name, CASE f.staff_id WHEN '' THEN '' ELSE '{MISSING}' END), f.done_at, f.finding"
            " FROM follow_up f LEFT JOIN staff s ON s.id = f.staff_id WHERE f.complaint_id = ?"
            " ORDER BY f.due_on, f.id",
            (complaint_id,),
        )
        return tuple(FollowUpRow(*row) for row in rows)

"""Reading complaints: the list, one complaint whole, its timeline, and finding by number or words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.core.clock import OfficeZone
from app.core.links import Link
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.intake import DRAFT_FIELDS
from app.features.complaints.linking import complaints_of, links_of_complaint
from app.features.complaints.listing import COMPLAINTS, DISPUTES
from app.features.complaints.matters import matters_of
from app.features.complaints.measures import MeasureRow, measures_of
from app.features.complaints.records import Complaint
from app.features.complaints.repeats import Repeat, repeats_of
from app.features.complaints.story import story_of
from app.features.houses.rules import house_label
from app.features.people.rules import mask_phone, shown_name
from app.features.plans.service import TaskBook
from app.features.staff.rules import Actor
from app.features.tickets.rules import number_sql
from app.features.tickets.service import parse_number
from app.settings.settings import Settings
from app.store.database import Database
from app.store.history import HistoryLine
from app.store.listing import MISSING, ListColumn, Lister, ListFilter, Listing, holds
from app.store.search import SearchIndex
from app.store.store import Store

_NUMBER = number_sql("t", "complaint")
_HIT = f"id, {_NUMBER}, title, stage, grade, entered_at"
_BEGUN = re.compile(rf"{rules.PREFIX}[0-9]{{1,6}}(-[A-Z]{{0,2}}(-[0-9]*)?)?")
_NEWEST = 5_000
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class ComplaintHit:
    """A complaint found."""

    id: str
    number: str
    title: str
    stage: str
    grade: str
    entered_at: int

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.stage in rules.OPEN

    @property
    def words(self) -> Text:
        """What people read for its stage."""
        return rules.stage_title(self.stage)


@dataclass(frozen=True)
class ComplaintLine:
    """One line of a complaint's timeline.

    Attributes:
        at: UTC milliseconds.
        who: Name of the member of staff; empty for the program.
        action: Code of the event.
        words: What was done.
        stage: Stage after it.
        target: To whom or what it went, in words.
        note: What was said.
        since: Milliseconds since the line before; None for the first.
    """

    at: int
    who: str
    action: str
    words: Text
    stage: str
    target: str
    note: str
    since: int | None


@dataclass(frozen=True)
class StageMark:
    """One stage of the path as a complaint stands.

    Attributes:
        stage: Its code.
        state: ``done``, ``now`` or ``ahead``.
        at: When it was last entered, UTC milliseconds; None if it never was.
    """

    stage: str
    state: str
    at: int | None


@dataclass(frozen=True)
class ComplaintDetail:
    """Everything a page shows of one complaint.

    Attributes:
        values: The complaint's own columns; name and telephone masked as the reader's role demands.
        room: The house as people write it, or the place.
        subject: Title of the subject.
        department: Title of the department concerned.
        staff: Name of who is responsible; ``staff_phone`` their telephone.
        taken_by: Name of who took it in.
        told_to: Who took note for the management.
        approved_by: Who approved the plan.
        mediator: Name of the mediator.
        ticket: Number of the ticket it was made from.
        path: The seven stages.
        steps: What this reader may do now.
        next_clock: Which clock runs out next and when, or None.
        letters: How many letters were sent.
        measures: Prevention measures with the state of their tasks.
    """

    values: Mapping[str, Any]
    room: str
    subject: str
    department: str
    staff: str
    staff_phone: str
    taken_by: str
    told_to: str
    approved_by: str
    mediator: str
    ticket: str
    path: tuple[StageMark, ...]
    steps: tuple[rules.Step, ...]
    next_clock: tuple[rules.Clock, int] | None
    letters: int
    measures: tuple[MeasureRow, ...]


class ComplaintQueries:
    """What can be read about complaints; personal data masked as the reader's role demands."""

    _store: Store
    _settings: Settings
    _index: SearchIndex
    _zone: OfficeZone
    _tasks: TaskBook

    def lister(self, actor: Actor) -> Lister:
        """Return the list of complaints as this person may see it."""
        return self._lister(actor, COMPLAINTS)

    def dispute_lister(self, actor: Actor) -> Lister:
        """Return the list of disputes as this person may see it."""
        return self._lister(actor, DISPUTES)

    def _lister(self, actor: Actor, listing: Listing) -> Lister:
        actor.require("complaint", "view")

        def mask(column: ListColumn, value: Any) -> Any:
            if column.kind == "phone":
                return mask_phone(value or "")
            return shown_name(actor, value or "")

        mine = ListFilter("mine", T("complaints", "Mine"), holds("t.staff_id = ?", actor.id), "flag")
        return Lister(self._store.database, replace(listing, filters=(*listing.filters, mine)), mask)

    def find_number(self, actor: Actor, number: str) -> str | None:
        """Return the id of the complaint with this number (its own as shown, or the imported one), or None."""
        actor.require("complaint", "view")
        kept, _, copy = number.partition("/")
        found = self._store.rows("SELECT id FROM complaint WHERE number = ? ORDER BY id", (kept,))
        place = int(copy) - 1 if copy.isdigit() else 0 if not copy else -1
        if 0 <= place < len(found):
            return found[place][0]
        return self._store.value("SELECT id FROM complaint WHERE source_number = ? ORDER BY id LIMIT 1", (number,))

    def search(self, actor: Actor, text: str, limit: int = 8) -> list[ComplaintHit]:
        """Return complaints found by number (whole or its tail) or by words, newest first."""
        actor.require("complaint", "view")
        found = self._by_number(text, limit)
        ids = [record for _, record in self._index.find(text, ("complaint",), limit)] if not found else []
        if ids:
            marks = ", ".join("?" * len(ids))
            found = self._store.rows(
                f"SELECT {_HIT} FROM complaint t WHERE id IN ({marks}) ORDER BY entered_at DESC, id DESC", ids
            )
        return [ComplaintHit(*row) for row in found]

    def _by_number(self, text: str, limit: int) -> list[tuple[Any, ...]]:
        number = parse_number(text, rules.PREFIX)
        pattern = number.pattern if number is not None and (number.running is not None or number.day) else ""
        plain = unicodedata.normalize("NFKC", text).strip().upper()
        start = plain if not pattern and _BEGUN.fullmatch(plain) else ""
        if number is not None and number.day:
            start = pattern.partition("%")[0]
        if start:
            return self._store.rows(
                f"SELECT {_HIT} FROM complaint t WHERE number >= ? AND number < ? AND number LIKE ?"
                " ORDER BY t.number DESC, id DESC LIMIT ?",
                (start, start + _LAST, pattern or "%", limit),
            )
        if not pattern:
            return []
        kept = "SELECT id, number, title, stage, grade, entered_at FROM complaint"
        newest = f"{kept} ORDER BY entered_at DESC LIMIT {_NEWEST}"
        return self._store.rows(f"SELECT {_HIT} FROM ({newest}) t WHERE number LIKE ? LIMIT ?", (pattern, limit))

    def of_house(self, actor: Actor, house_id: str, person_id: str = "", limit: int = 10) -> list[ComplaintHit]:
        """Return the complaints of a house or person, open ones first, then the newest."""
        actor.require("complaint", "view")
        marks = ", ".join("?" * len(rules.OPEN))
        rows = self._store.rows(
            f"SELECT {_HIT} FROM complaint t"
            " WHERE ((house_id = ? AND ? <> '') OR (person_id = ? AND ? <> '')) AND stage <> 'void'"
            f" ORDER BY stage IN ({marks}) DESC, entered_at DESC, id DESC LIMIT ?",
            (house_id, house_id, person_id, person_id, *rules.OPEN, limit),
        )
        return [ComplaintHit(*row) for row in rows]

    def repeats(self, actor: Actor, values: Mapping[str, Any], exclude: str = "") -> list[Repeat]:
        """Return earlier complaints of the same kind as what the form holds so far."""
        actor.require("complaint", "view")
        days = self._settings.number("complaints.repeat_days")
        return repeats_of(self._store, values, self._store.clock.now(), days, exclude)

    def repeats_of(self, actor: Actor, complaint_id: str) -> list[Repeat]:
        """Return complaints of the same kind as this one."""
        actor.require("complaint", "view")
        return self.repeats(actor, asdict(self._store.must(Complaint, complaint_id)), complaint_id)

    def detail(self, actor: Actor, complaint_id: str) -> ComplaintDetail:
        """Return everything a page shows of a complaint.

        Raises:
            NotFound: It does not exist.
        """
        actor.require("complaint", "view")
        complaint = self._store.must(Complaint, complaint_id)
        values = asdict(complaint)
        values["number"] = shown_number(self._store.database, complaint_id)
        values["person_phone"] = mask_phone(complaint.person_phone)
        values["person_name"] = shown_name(actor, complaint.person_name)
        values |= {key: max(values[key], mark) for key, mark in self._live_marks(complaint).items()}
        house = self._store.rows("SELECT building, unit, room FROM house WHERE id = ?", (complaint.house_id,))
        place = complaint.place or (MISSING if complaint.house_id else "")
        staff, phone = self._staff(complaint.staff_id)
        return ComplaintDetail(
            values=values,
            room=house_label(*house[0]) if house else place,
            subject=self._word("complaint_subject", complaint.subject),
            department=self._word("department", complaint.department),
            staff=staff,
            staff_phone=phone,
            taken_by=self._staff(complaint.created_by)[0],
            told_to=self._staff(complaint.told_to)[0],
            approved_by=self._staff(complaint.approved_by)[0],
            mediator=self._staff(complaint.mediator_id)[0],
            ticket=str(
                self._store.value(f"SELECT {number_sql('t')} FROM ticket t WHERE t.id = ?", (complaint.ticket_id,))
                or (MISSING if complaint.ticket_id else "")
            ),
            path=self._path(complaint),
            steps=tuple(step for step in rules.steps_from(complaint) if actor.may("complaint", step.permission)),
            next_clock=rules.next_due(complaint),
            letters=facts_of(self._store.database, complaint_id)[0],
            measures=tuple(measures_of(self._store, self._tasks, complaint_id)),
        )

    def form(self, actor: Actor, complaint_id: str) -> dict[str, Any]:
        """Return the fields of a complaint's form, and its number; personal data whole, for those who may edit it."""
        actor.require("complaint", "edit")
        complaint = self._store.must(Complaint, complaint_id)
        number = shown_number(self._store.database, complaint_id)
        return {key: getattr(complaint, key) for key in DRAFT_FIELDS} | {"number": number}

    def timeline(self, actor: Actor, complaint_id: str) -> list[ComplaintLine]:
        """Return a complaint's events, oldest first, with the time between them."""
        actor.require("complaint", "view")
        rows = self._store.rows(
            f"SELECT e.at, coalesce(s.name, CASE e.created_by WHEN '' THEN '' ELSE '{MISSING}' END), e.action,"
            f" e.to_stage, coalesce(g.name, {number_sql('m')}, CASE e.target WHEN '' THEN '' ELSE '{MISSING}' END),"
            " e.note FROM complaint_event e LEFT JOIN staff s ON s.id = e.created_by"
            " LEFT JOIN staff g ON g.id = e.target LEFT JOIN ticket m ON m.id = e.target"
            " WHERE e.complaint_id = ? ORDER BY e.at, e.id",
            (complaint_id,),
        )
        lines: list[ComplaintLine] = []
        for at, who, action, stage, target, note in rows:
            words = rules.EVENTS.get(action) or T("complaints", "did “{action}”").with_(action=action)
            since = at - lines[-1].at if lines else None
            lines.append(ComplaintLine(at, who, action, words, stage, target, note, since))
        return lines

    def history(self, actor: Actor, complaint_id: str) -> list[HistoryLine]:
        """Return who changed which field of a complaint from what to what, oldest first."""
        actor.require("complaint", "view")
        return story_of(self._store, self._zone, actor, complaint_id)

    def matters(self, actor: Actor, now: int, until: int) -> list[Matter]:
        """Return what waits among the complaints, see ``app.core.matters``; nothing for those who may not see any."""
        return list(matters_of(self._store, self._zone, now, until)) if actor.may("complaint", "view") else []

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Link]:
        """Return what a complaint touches, or the complaints another record touches; see ``app.core.links``."""
        if not actor.may("complaint", "view"):
            return []
        if kind == "complaint":
            return list(links_of_complaint(self._store, actor, record_id))
        return list(complaints_of(self._store, kind, record_id))

    def waiting(self, actor: Actor) -> tuple[int, int]:
        """Return how many open complaints are late, and how many will be soon, for the rail's count."""
        if not actor.may("complaint", "view"):
            return 0, 0
        now = self._store.clock.now()
        soon = now + self._settings.number("complaints.soon_minutes") * 60_000
        due = [
            matter.due_at
            for matter in matters_of(self._store, self._zone, now, now)
            if matter.group != "complaint.alarm"
        ]
        late = sum(at is not None and at < now for at in due)
        return late, sum(at is not None and now <= at < soon for at in due)

    def _live_marks(self, complaint: Complaint) -> dict[str, int]:
        return rules.breach_marks(complaint, self._store.clock.now()) if complaint.stage in rules.OPEN else {}

    def _path(self, complaint: Complaint) -> tuple[StageMark, ...]:
        entered: dict[str, int] = dict(
            self._store.rows(
                "SELECT to_stage, max(at) FROM complaint_event WHERE complaint_id = ? AND from_stage <> to_stage"
                " GROUP BY to_stage",
                (complaint.id,),
            )
        )
        place = rules.PATH.index(complaint.stage) if complaint.stage in rules.PATH else -1
        done = len(rules.PATH) if complaint.stage == "archived" else place
        return tuple(
            StageMark(stage, "done" if at < done else "now" if at == place else "ahead", entered.get(stage))
            for at, stage in enumerate(rules.PATH)
        )

    def _word(self, dictionary: str, code: str) -> str:
        found = self._store.value("SELECT title FROM word WHERE id = ?", (f"{dictionary}|{code}",)) if code else ""
        return str(found or code)

    def _staff(self, staff_id: str) -> tuple[str, str]:
        rows = self._store.rows("SELECT name, phone FROM staff WHERE id = ?", (staff_id,)) if staff_id else []
        return (str(rows[0][0]), str(rows[0][1])) if rows else (MISSING if staff_id else "", "")


def shown_number(database: Database, complaint_id: str) -> str:
    """Return a complaint's number as it is shown, with ``/2`` where an earlier one has it too; empty if it has gone."""
    return str(database.value(f"SELECT {_NUMBER} FROM complaint t WHERE t.id = ?", (complaint_id,)) or "")


def facts_of(database: Database, complaint_id: str) -> tuple[int, int]:
    """Return how many letters of a complaint were sent, and how many measures stand."""
    letters = "SELECT count(*) FROM complaint_letter WHERE complaint_id = ? AND sent_at IS NOT NULL"
    measures = "SELECT count(*) FROM complaint_measure WHERE complaint_id = ? AND dropped = ''"
    return int(database.value(letters, (complaint_id,))), int(database.value(measures, (complaint_id,)))

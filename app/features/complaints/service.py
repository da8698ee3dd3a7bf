"""What can be done with complaints: taking them in, editing and leading them on; letters and disputes lie beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import AppError, Invalid, NotFound, Refused
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.alarms import AlarmRow, ComplaintAlarms
from app.features.complaints.clocks import Due, due_times
from app.features.complaints.disputes import (
    DisputeFile,
    EvidenceRow,
    FollowUpRow,
    PartnerEntry,
    PartnerRow,
    PartyRow,
    TalkRow,
    Verified,
)
from app.features.complaints.events import write_event
from app.features.complaints.intake import DRAFT_FIELDS, Draft, draft_of
from app.features.complaints.letters import VARIABLES, LetterRow, LetterText, TemplateRow
from app.features.complaints.measures import ComplaintMeasures, MeasureRow
from app.features.complaints.queries import (
    ComplaintDetail,
    ComplaintHit,
    ComplaintLine,
    ComplaintQueries,
    StageMark,
    facts_of,
    shown_number,
)
from app.features.complaints.records import RECORDS, Complaint, ComplaintTicket
from app.features.complaints.repeats import Repeat
from app.features.complaints.staffing import check_staff, first_of
from app.features.complaints.steps import clean_values, columns_of_step, fields_of_step, note_of
from app.features.complaints.telling import tellings_of
from app.features.office.service import Dictionaries
from app.features.plans.service import TaskBook
from app.features.staff.rules import Actor
from app.features.tickets.service import Calendar, Numbering, TicketService
from app.settings.settings import Settings
from app.store.history import HistoryLine, deleted_together, last_values
from app.store.records import member_id
from app.store.search import SearchIndex
from app.store.store import Store
from app.store.telling import Tellings
from app.store.work import Work, read_many

__all__ = [
    "VARIABLES",
    "AlarmRow",
    "ComplaintDetail",
    "ComplaintHit",
    "ComplaintLine",
    "ComplaintService",
    "DisputeFile",
    "Due",
    "EvidenceRow",
    "FollowUpRow",
    "HistoryLine",
    "LetterRow",
    "LetterText",
    "MeasureRow",
    "PartnerEntry",
    "PartnerRow",
    "PartyRow",
    "Repeat",
    "StageMark",
    "Taken",
    "TalkRow",
    "TemplateRow",
    "Verified",
    "fields_of_step",
]

Progress = Callable[[int, int], bool]
_FROM_TICKET = ("title", "description", "channel", "department", "house_id", "place", "happened_at")
_BY_TABLE = {record.table: record for record in RECORDS}


@dataclass(frozen=True)
class Taken:
    """A complaint just taken in."""

    id: str
    number: str


class ComplaintService(ComplaintQueries, ComplaintMeasures, ComplaintAlarms):
    """The verbs of complaints. Every one checks the permission of who acts.

    Args:
        store: The office's database.
        settings: Minutes of the clocks and the like.
        calendar: Which time counts.
        zone: The office's time zone, for numbers.
        index: Full-text search.
        dictionaries: Subjects.
        tasks: Takes measures and notices into the weekly plan.
        tickets: Tickets, of which complaints are made.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        calendar: Calendar,
        zone: OfficeZone,
        index: SearchIndex,
        dictionaries: Dictionaries,
        tasks: TaskBook,
        tickets: TicketService,
    ) -> None:
        self._store = store
        self._settings = settings
        self._calendar = calendar
        self._zone = zone
        self._index = index
        self._dictionaries = dictionaries
        self._tasks = tasks
        self._tickets = tickets
        self.numbering = Numbering(store, zone, rules.PREFIX, "complaint")

    def tellings(self, actor: Actor) -> Tellings:
        """Return how complaints and their parts are told to a person, for rooms that know none."""
        actor.require("complaint", "view")
        return tellings_of(self._store, self._zone, actor, self.edit)

    # --- intake ---------------------------------------------------------------------------------------------------

    def take(self, actor: Actor, values: Mapping[str, Any]) -> Taken:
        """Take a complaint in and return its id and number.

        A serious one is reported to the management at once; too many for the houses there are raise an alarm.

        Args:
            actor: Who takes it.
            values: Fields of ``intake.Draft``.

        Raises:
            NotAllowed: The person may not.
            Invalid: Fields are missing or wrong; the text of each says what to do.
            Refused: The ticket it is made from has become a complaint already.
        """
        actor.require("complaint", "create")
        with self._store.change(actor.id) as work:
            draft = self._draft(work, values)
            if draft.ticket_id:
                self._check_ticket(work, draft.ticket_id)
            received = draft.reported_at if draft.reported_at is not None else work.now
            columns: dict[str, Any] = asdict(draft) | {"reported_at": received, "staff_id": draft.staff_id or actor.id}
            columns |= self._due(received).columns()
            number = self.numbering.series(work.database, work.now).next()
            complaint = work.insert(Complaint(**columns, number=number, entered_at=work.now))
            action = "from_ticket" if draft.ticket_id else "take"
            write_event(
                work, replace(complaint, stage=""), action, to_stage=complaint.stage, target=complaint.ticket_id
            )
            if complaint.ticket_id:
                self._tickets.made_complaint(work, complaint.ticket_id, complaint.number)
            if complaint.grade == "serious":
                self._report(work, complaint)
            self._check_rate(work, complaint.house_id, received)
        return Taken(complaint.id, complaint.number)

    def due_preview(self, values: Mapping[str, Any]) -> Due:
        """Return the due times a draft would get if it were saved now, with the reason of each."""
        received = values.get("reported_at")
        return self._due(received if received is not None else self._store.clock.now())

    def from_ticket(self, actor: Actor, ticket_id: str) -> dict[str, Any]:
        """Return what the form of a complaint made from a ticket begins with; nothing is written.

        Raises:
            NotAllowed: The person may not take complaints in.
            NotFound: The ticket has gone.
            Refused: It has become a complaint already; the text names it.
        """
        actor.require("complaint", "create")
        ticket = self._tickets.form(actor, ticket_id)
        self._check_ticket(self._store, ticket_id)
        values = {key: ticket[key] for key in _FROM_TICKET if ticket[key] not in (None, "")}
        return values | {
            "ticket_id": ticket_id,
            "person_id": ticket["requester_id"],
            "person_name": ticket["requester_name"],
            "person_phone": ticket["requester_phone"],
        }

    def edit(self, actor: Actor, complaint_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Change fields of a complaint that has not ended, and return their former values (for undo).

        Another moment of receiving moves the clocks that still run. What is late by then stays marked.

        Args:
            actor: Who does it.
            complaint_id: The complaint.
            values: Fields of ``intake.Draft`` that the person changed; what is missing stays as it is.

        Raises:
            NotAllowed: The person may not; to make a serious complaint ordinary takes a supervisor.
            Refused: The complaint has ended.
            Invalid: Fields are missing or wrong.
        """
        actor.require("complaint", "edit")
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            rules.require_open(complaint.stage, shown_number(work.database, complaint_id))
            before = {key: getattr(complaint, key) for key in DRAFT_FIELDS}
            draft = self._draft(work, {**before, **values}, known=complaint)
            changed = {key: value for key, value in asdict(draft).items() if before[key] != value}
            if not changed:
                return {}
            if changed.get("grade") == "ordinary":
                actor.require("complaint", "check")
            if "reported_at" in changed and draft.reported_at is not None:
                changed |= self._moved_clocks(complaint, draft.reported_at, work.now)
            work.update(complaint, **changed)
            named = str(T("complaints", ", ")).join(str(rules.FIELD_TITLES[key]) for key in changed if key in before)
            write_event(work, complaint, "edit", note=named)
            if changed.get("grade") == "serious":
                self._report(work, complaint)
            elif changed.get("grade") == "ordinary":
                self._settle_tasks(work, complaint, "lower", "")
        return {key: before[key] for key in changed if key in before}

    def join(self, actor: Actor, complaint_id: str, caller: str, note: str) -> None:
        """Note that somebody called again about a complaint that is open already.

        Raises:
            NotAllowed: The person may not.
            Refused: The complaint has ended.
            Invalid: Nothing was said.
        """
        actor.require("complaint", "create")
        if not note.strip():
            raise Invalid({"description": T("complaints", "Write down what the caller said.")})
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            rules.require_open(complaint.stage, shown_number(work.database, complaint_id))
            words = f"{caller.strip()}：{note.strip()}" if caller.strip() else note.strip()
            write_event(work, complaint, "joined", note=words)

    # --- steps ----------------------------------------------------------------------------------------------------

    def do(self, actor: Actor, complaint_id: str, action: str, values: Mapping[str, Any] | None = None) -> str:
        """Take a step and return the complaint's new stage.

        Args:
            actor: Who acts.
            complaint_id: The complaint.
            action: Code of a step in ``rules.STEPS``.
            values: What the step's form holds: fields of its stage, a ``note``, ``to_stage`` to go back.

        Raises:
            NotAllowed: The person may not.
            Refused: The complaint does not allow it as it stands.
            Invalid: A required field is empty or wrong.
        """
        step = rules.step_of(action)
        actor.require("complaint", step.permission)
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            given = clean_values(step, complaint.stage, values or {})
            letters, measures = facts_of(work.database, complaint_id)
            facts = rules.Facts(letters, measures, actor.may("complaint", "check"))
            rules.check_step(step, complaint, {**asdict(complaint), "note": "", **given}, facts)
            if action == "keep" and not given:
                raise Invalid({"note": T("complaints", "There is nothing to save yet.")})
            columns = columns_of_step(work, complaint, step, given, self._due(work.now).columns())
            work.update(complaint, **columns)
            write_event(
                work,
                complaint,
                action,
                to_stage=columns["stage"],
                target=str(given.get("staff_id") or ""),
                note=note_of(given),
            )
            if action == "raise":
                self._report(work, complaint)
            self._settle_tasks(work, complaint, action, str(given.get("note") or ""))
        return str(columns["stage"])

    def do_many(
        self,
        actor: Actor,
        complaint_ids: Sequence[str],
        action: str,
        values: Mapping[str, Any] | None = None,
        progress: Progress | None = None,
    ) -> tuple[int, list[tuple[str, AppError]]]:
        """Take one step with many complaints; those that refuse are named and the others go on.

        Returns:
            How many were moved, and (number, reason) of those that were not.
        """
        done = 0
        refused: list[tuple[str, AppError]] = []
        for position, complaint_id in enumerate(complaint_ids):
            if progress is not None and not progress(position, len(complaint_ids)):
                break
            try:
                self.do(actor, complaint_id, action, values)
                done += 1
            except AppError as error:
                refused.append((shown_number(self._store.database, complaint_id) or complaint_id, error))
        return done, refused

    # --- tickets --------------------------------------------------------------------------------------------------

    def link_ticket(self, actor: Actor, complaint_id: str, ticket_id: str) -> None:
        """Say that a ticket belongs to a complaint, such as the repair that solves it.

        Raises:
            NotAllowed: The person may not.
            Refused: It is linked already.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            if work.database.value("SELECT 1 FROM ticket WHERE id = ?", (ticket_id,)) is None:
                raise Invalid({"ticket_id": T("complaints", "This record no longer exists; choose again.")})
            key = member_id(complaint.id, ticket_id)
            if work.get(ComplaintTicket, key) is not None or complaint.ticket_id == ticket_id:
                raise Refused(T("complaints", "This ticket belongs to the complaint already."), "complaint.linked")
            work.insert(ComplaintTicket(id=key, complaint_id=complaint.id, ticket_id=ticket_id))
            write_event(work, complaint, "linked", target=ticket_id)

    def unlink_ticket(self, actor: Actor, complaint_id: str, ticket_id: str) -> None:
        """Say that a ticket does not belong to a complaint after all.

        Raises:
            NotAllowed: The person may not.
            NotFound: It does not belong to it.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            link = work.must(ComplaintTicket, member_id(complaint_id, ticket_id))
            work.delete(link)
            write_event(work, work.must(Complaint, complaint_id), "unlinked", target=ticket_id)

    # --- deleting -------------------------------------------------------------------------------------------------

    def delete(self, actor: Actor, complaint_id: str) -> None:
        """Delete a complaint that was entered by mistake, with everything that belongs to it; see ``restore``.

        What was a complaint is voided or archived, never deleted. Its journals stay: they can only grow.

        Raises:
            NotAllowed: The person may not.
            Refused: A letter was sent: the person has it in hand.
        """
        actor.require("complaint", "delete")
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            if facts_of(work.database, complaint_id)[0]:
                raise Refused(
                    T("complaints", "A letter was sent about this complaint. Void it with a reason instead."),
                    "complaint.answered",
                )
            self._settle_tasks(work, complaint, "void", str(T("complaints", "Complaint deleted")))
            for record in RECORDS:
                if record.belongs_to == "complaint_id" and not record.journal:
                    for row in read_many(work.database, record, "complaint_id = ?", (complaint_id,)):
                        work.delete(row)
            work.delete(complaint)

    def restore(self, actor: Actor, complaint_id: str) -> None:
        """Bring a deleted complaint back, with everything that was deleted with it.

        Raises:
            NotAllowed: The person may not.
            NotFound: It was never deleted.
        """
        actor.require("complaint", "delete")
        database = self._store.database
        with self._store.change(actor.id) as work:
            gone = deleted_together(database, "complaint", complaint_id)
            if not gone:
                raise NotFound(T("complaints", "There is no deleted complaint to bring back."), "complaint.none")
            for table, key in gone:
                record = _BY_TABLE.get(table)
                if record is not None and work.get(record, key) is None:
                    work.insert(record(id=key, **last_values(database, table, key)))

    # --- shared ---------------------------------------------------------------------------------------------------

    def _due(self, received: int) -> Due:
        return due_times(self._settings, self._calendar, received)

    def _moved_clocks(self, complaint: Complaint, received: int, now: int) -> dict[str, Any]:
        due = self._due(received).columns()
        reached = {"respond_due": complaint.responded_at, "solve_due": complaint.solved_at}
        return rules.breach_marks(complaint, now) | {key: at for key, at in due.items() if reached[key] is None}

    def _report(self, work: Work, complaint: Complaint) -> None:
        """Report a serious complaint to the management: a line in its timeline, and a task for the manager."""
        manager = first_of(work.database, ("manager", "supervisor", "admin"))
        write_event(work, complaint, "told", target=manager)
        self._tasks.add(
            work,
            title=T("complaints", "Serious complaint {number}: take note and approve the plan").format(
                number=complaint.number
            ),
            part="daily",
            section="complaints",
            assignee_id=manager,
            due_at=complaint.respond_due,
            source_kind="complaint",
            source_id=complaint.id,
            note=complaint.title,
        )

    def _draft(self, work: Work, values: Mapping[str, Any], known: Complaint | None = None) -> Draft:
        subjects = {*self._dictionaries.choices("complaint_subject"), *([known.subject] if known is not None else [])}
        draft = draft_of(values, work.now, subjects)
        problems: dict[str, Text] = {}
        for key, table in (("house_id", "house"), ("person_id", "person"), ("ticket_id", "ticket")):
            record = getattr(draft, key)
            if record and work.database.value(f'SELECT 1 FROM "{table}" WHERE id = ?', (record,)) is None:
                problems[key] = T("complaints", "This record no longer exists; choose again.")
        if problems:
            raise Invalid(problems)
        if draft.staff_id and (known is None or known.staff_id != draft.staff_id):
            check_staff(work.database, "staff_id", draft.staff_id)
        return draft

    def _check_ticket(self, source: Store | Work, ticket_id: str) -> None:
        found = source.database.value(
            "SELECT id FROM complaint WHERE ticket_id = ? AND stage NOT IN ('void', 'rejected') ORDER BY id LIMIT 1",
            (ticket_id,),
        )
        if found:
            raise Refused(
                T("complaints", "This ticket has become complaint {number} already. Go on with that one.").with_(
                    number=shown_number(source.database, str(found))
                ),
                "complaint.made",
            )

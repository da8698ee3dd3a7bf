"""Sessions: courses, drills and contests with who was there, and the outlines from which they are planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.core.clock import OfficeZone
from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.form import NOTE_FIELDS, SESSION_FIELDS, cleaned
from app.features.training.listing import SESSIONS
from app.features.training.outlines import TrainingOutlines
from app.features.training.reading import may_see_all
from app.features.training.records import TrainingAttendee, TrainingCourse, TrainingNote, TrainingSession
from app.features.training.story import history_of
from app.store.database import Database
from app.store.history import HistoryLine, deleted_together, last_values
from app.store.listing import Lister
from app.store.records import member_id
from app.store.store import Store
from app.store.work import Work, read_many


class Tasks(Protocol):
    """Where improvements become tasks: the weekly plan's book."""

    def add(
        self,
        work: Work,
        *,
        title: str,
        part: str = ...,
        assignee_id: str = ...,
        due_at: int | None = ...,
        source_kind: str = ...,
        source_id: str = ...,
        note: str = ...,
    ) -> str:
        """Enter a task and return its id."""
        raise NotImplementedError

    def settle(self, work: Work, source_kind: str, source_id: str, /, *, done: bool = ..., reason: str = ...) -> int:
        """End the open tasks that a record gave."""
        raise NotImplementedError


@dataclass(frozen=True)
class Attendee:
    """Somebody invited to a session.

    Attributes:
        staff_id: Who.
        number: Staff number.
        name: Name.
        presence: Code of ``rules.PRESENCES``, or empty while nobody has said.
        score: Points; None where there are none or the reader may not see them.
        place: Place in a contest, or None.
        note: Note.
    """

    staff_id: str
    number: str
    name: str
    presence: str
    score: int | None
    place: int | None
    note: str


@dataclass(frozen=True)
class Observation:
    """What was observed at a drill or said after a session; the attributes are the fields of ``NOTE_FIELDS``."""

    id: str
    at: int | None
    text: str
    improve: str
    staff_id: str
    name: str
    due_at: int | None


@dataclass(frozen=True)
class SessionCard:
    """A session as pages show it.

    Attributes:
        id: The session.
        values: The fields of ``SESSION_FIELDS``; ``people`` are the invited.
        state: Code of ``rules.SESSION_STATES``.
        trainer: Who holds it, by name.
        course: Title of the outline it was planned from.
        scenario: That outline's scenario.
        roles: That outline's roles, one a line.
        observe: What observers look at, one a line.
        attendees: The invited, by staff number; in a contest by place.
        observations: What was observed, in order of time.
        ended_at: When a drill was over, UTC milliseconds.
    """

    id: str
    values: Mapping[str, Any]
    state: str
    trainer: str
    course: str
    scenario: str
    roles: str
    observe: str
    attendees: tuple[Attendee, ...]
    observations: tuple[Observation, ...]
    ended_at: int | None


class TrainingSessions(TrainingOutlines):
    """The verbs of sessions and outlines.

    Args:
        store: The office's database.
        zone: The office's time zone, for histories.
        tasks: The weekly plan's book of tasks.
    """

    def __init__(self, store: Store, zone: OfficeZone, tasks: Tasks) -> None:
        self._store = store
        self._zone = zone
        self._tasks = tasks

    # --- reading --------------------------------------------------------------------------------------------------

    def lister(self, actor: Actor) -> Lister:
        """Return the list of sessions, which everybody at the desk may see."""
        actor.require("training", "view")
        return Lister(self._store.database, SESSIONS)

    def card(self, actor: Actor, session_id: str) -> SessionCard:
        """Return a session with everybody invited; others' points only for those who check training.

        Raises:
            NotAllowed: The person may not see training.
            NotFound: There is no such session.
        """
        actor.require("training", "view")
        session = self._store.must(TrainingSession, session_id)
        course = self._store.get(TrainingCourse, session.course_id)
        attendees = self._attendees(actor, session)
        values: dict[str, Any] = {key: getattr(session, key) for key in SESSION_FIELDS if key != "people"}
        values["people"] = tuple(attendee.staff_id for attendee in attendees)
        named = self._name(session.trainer_id)
        return SessionCard(
            id=session.id,
            values=values,
            state=session.state,
            trainer=named or session.trainer_name,
            course=course.title if course is not None else "",
            scenario=course.scenario if course is not None else "",
            roles=course.roles if course is not None else "",
            observe=course.observe if course is not None else "",
            attendees=attendees,
            observations=self._observations(session_id),
            ended_at=session.ended_at,
        )

    def history(self, actor: Actor, session_id: str) -> list[HistoryLine]:
        """Return who changed which field of a session, oldest first."""
        actor.require("training", "view")
        return history_of(self._store, "training_session", session_id, self._zone)

    # --- planning -------------------------------------------------------------------------------------------------

    def save(self, actor: Actor, values: Mapping[str, Any], session_id: str = "") -> str:
        """Plan a session or change one, and return the id.

        Args:
            actor: Who does it.
            values: Fields of ``SESSION_FIELDS``; what is missing stays. ``people`` are all the invited; somebody whose
                attendance is noted stays on the list.
            session_id: Which one; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
            Refused: The session was cancelled.
        """
        actor.require("training", "edit" if session_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(TrainingSession, session_id) if session_id else None
            if before is not None and before.state == "cancelled":
                raise Refused(
                    T("training", "This session was cancelled. Take it up again first."), "training.cancelled"
                )
            blank = before or TrainingSession()
            known = {key: getattr(blank, key) for key in SESSION_FIELDS if key != "people"}
            clean, problems = cleaned(values, SESSION_FIELDS, known, ("title", "starts_at", "kind"))
            whole = {**known, **clean}
            if not problems.get("minutes") and whole["minutes"] <= 0:
                problems["minutes"] = T("training", "How long does it take?")
            if whole["kind"] not in rules.HOUR_KINDS:
                problems["kind"] = T("training", "Choose one of: {choices}.").with_(choices=", ".join(rules.HOUR_KINDS))
            people = clean.pop("people", None)
            unknown = [one for one in people or () if not self._name(one)]
            if unknown:
                problems["people"] = T("training", "Somebody on the list has gone. Choose again.")
            if problems:
                raise Invalid(problems, "training.invalid")
            session = work.update(before, **clean) if before else work.insert(TrainingSession(**clean))
            if people is not None:
                self._invite(work, session.id, people)
            return session.id

    def _invite(self, work: Work, session_id: str, people: Sequence[str]) -> None:
        there = {
            one.staff_id: one for one in read_many(work.database, TrainingAttendee, "session_id = ?", (session_id,))
        }
        for staff_id in people:
            if staff_id not in there:
                work.insert(
                    TrainingAttendee(id=member_id(session_id, staff_id), session_id=session_id, staff_id=staff_id)
                )
        for staff_id, one in there.items():
            if staff_id not in people and not one.presence and one.score is None:
                work.delete(one)

    # --- who was there --------------------------------------------------------------------------------------------

    def mark(self, actor: Actor, session_id: str, marks: Mapping[str, Mapping[str, Any]]) -> None:
        """Note who was there, and points.

        Args:
            actor: Who does it.
            session_id: The session.
            marks: Staff id -> ``presence`` (empty for not said), ``score``, ``note``; what is missing stays. Somebody
                who came uninvited is entered.

        Raises:
            NotAllowed: The person may not.
            Invalid: A presence or score is none; fields are named by staff id.
            Refused: The session was cancelled.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            session = work.must(TrainingSession, session_id)
            if session.state == "cancelled":
                raise Refused(
                    T("training", "This session was cancelled. Take it up again first."), "training.cancelled"
                )
            problems: dict[str, Text] = {}
            for staff_id, values in marks.items():
                key = member_id(session_id, staff_id)
                before = work.get(TrainingAttendee, key)
                clean, wrong = cleaned(values, _MARKS, {}, ())
                if clean.get("presence", "") not in ("", *rules.PRESENCES):
                    wrong["presence"] = T("training", "Choose one of: {choices}.").with_(
                        choices=", ".join(rules.PRESENCES)
                    )
                if wrong:
                    problems[staff_id] = next(iter(wrong.values()))
                elif before is None:
                    work.insert(TrainingAttendee(id=key, session_id=session_id, staff_id=staff_id, **clean))
                else:
                    work.update(before, **clean)
            if problems:
                raise Invalid(problems, "training.invalid")

    def hold(self, actor: Actor, session_id: str, values: Mapping[str, Any] | None = None) -> None:
        """Say that a session has taken place; everybody who was there has its hours from then on.

        Args:
            actor: Who does it.
            session_id: The session.
            values: ``result``, and ``ended_at`` (UTC milliseconds) of a drill.

        Raises:
            NotAllowed: The person may not.
            Refused: It has not begun, was cancelled, nobody is on the list, or it is not said of all who was there.
        """
        actor.require("training", "edit")
        given = dict(values or {})
        with self._store.change(actor.id) as work:
            session = work.must(TrainingSession, session_id)
            if session.state == "cancelled":
                raise Refused(
                    T("training", "This session was cancelled. Take it up again first."), "training.cancelled"
                )
            if (session.starts_at or 0) > work.now:
                raise Refused(
                    T("training", "This session has not begun yet. Change its time if it was held earlier."),
                    "training.early",
                )
            people = read_many(work.database, TrainingAttendee, "session_id = ?", (session_id,))
            unsaid = sum(not one.presence for one in people)
            if not people or unsaid:
                raise Refused(
                    T("training", "Say first who was there: {n} people are left.").with_(n=unsaid)
                    if people
                    else T("training", "Nobody is on the list. Invite those who were there."),
                    "training.unsaid",
                )
            columns: dict[str, Any] = {"state": "held"}
            if "result" in given:
                columns["result"] = str(given["result"] or "").strip()
            if given.get("ended_at") is not None:
                columns["ended_at"] = int(given["ended_at"])
            work.update(session, **columns)

    def cancel(self, actor: Actor, session_id: str, reason: str) -> None:
        """Cancel a session that has not been held.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: It was held or cancelled already.
        """
        actor.require("training", "edit")
        if not reason.strip():
            raise Invalid({"result": T("training", "Why is it cancelled? The invited may ask.")}, "training.invalid")
        with self._store.change(actor.id) as work:
            session = work.must(TrainingSession, session_id)
            if session.state != "planned":
                raise Refused(
                    T("training", "This session is {state}.").with_(state=rules.SESSION_STATES[session.state]),
                    "training.not_planned",
                )
            work.update(session, state="cancelled", result=reason.strip())

    def reopen(self, actor: Actor, session_id: str) -> None:
        """Plan a session anew that was held or cancelled by mistake; nobody has hours from it until it is held.

        Raises:
            NotAllowed: The person may not.
            Refused: It is planned.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            session = work.must(TrainingSession, session_id)
            if session.state == "planned":
                raise Refused(T("training", "This session is planned."), "training.planned")
            work.update(session, state="planned")

    # --- observations ---------------------------------------------------------------------------------------------

    def observe(self, actor: Actor, session_id: str, values: Mapping[str, Any], note_id: str = "") -> str:
        """Note what was observed; what is to be improved becomes a task of the weekly plan.

        Args:
            actor: Who does it.
            session_id: The session.
            values: Fields of ``NOTE_FIELDS``; what is missing stays.
            note_id: Which note to change; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            session = work.must(TrainingSession, session_id)
            before = work.must(TrainingNote, note_id) if note_id else None
            known = {key: getattr(before or TrainingNote(), key) for key in NOTE_FIELDS}
            clean, problems = cleaned(values, NOTE_FIELDS, known, ("text",))
            whole = {**known, **clean}
            if not whole["text"]:
                problems.setdefault("text", T("training", "What was observed?"))
            if whole["staff_id"] and not self._name(whole["staff_id"]):
                problems["staff_id"] = T("training", "Choose somebody who works here.")
            if problems:
                raise Invalid(problems, "training.invalid")
            note = work.update(before, **clean) if before else work.insert(TrainingNote(session_id=session_id, **clean))
            if note.improve and note.improve != known["improve"]:
                if known["improve"]:
                    self._tasks.settle(work, "training_note", note.id, done=False, reason=note.improve)
                self._tasks.add(
                    work,
                    title=note.improve,
                    part="problems",
                    assignee_id=note.staff_id,
                    due_at=note.due_at,
                    source_kind="training_note",
                    source_id=note.id,
                    note=f"{session.title}：{note.text}",
                )
            return note.id

    def forget(self, actor: Actor, note_id: str) -> None:
        """Remove an observation; its task is taken from the plan where it is not done.

        Raises:
            NotAllowed: The person may not.
        """
        actor.require("training", "edit")
        with self._store.change(actor.id) as work:
            note = work.must(TrainingNote, note_id)
            if note.improve:
                self._tasks.settle(work, "training_note", note.id, done=False, reason=note.improve)
            work.delete(note)

    # --- deleting -------------------------------------------------------------------------------------------------

    def delete(self, actor: Actor, session_id: str) -> None:
        """Remove a session entered by mistake; ``restore`` brings it back.

        Raises:
            NotAllowed: The person may not.
            Refused: It was held: people have hours from it.
        """
        actor.require("training", "delete")
        with self._store.change(actor.id) as work:
            session = work.must(TrainingSession, session_id)
            if session.state == "held":
                raise Refused(
                    T("training", "People have hours from this session. Plan it anew first if it was not held."),
                    "training.held",
                )
            for record in (TrainingAttendee, TrainingNote):
                for row in read_many(work.database, record, "session_id = ?", (session_id,)):
                    work.delete(row)
            work.delete(session)

    def restore(self, actor: Actor, session_id: str) -> None:
        """Bring a deleted session back with its list and notes.

        Raises:
            NotAllowed: The person may not.
            NotFound: No such session was deleted.
        """
        actor.require("training", "delete")
        database = self._store.database
        values = last_values(database, "training_session", session_id)
        if not values or self._store.get(TrainingSession, session_id) is not None:
            raise NotFound(T("training", "Nothing was deleted that could be brought back."), "training.not_deleted")
        kinds = {record.table: record for record in (TrainingAttendee, TrainingNote)}
        lost = [
            (kinds[table], pk, last_values(database, table, pk))
            for table, pk in deleted_together(database, "training_session", session_id)
            if table in kinds
        ]
        with self._store.change(actor.id) as work:
            work.insert(TrainingSession(id=session_id, **values))
            for record, pk, columns in lost:
                if columns.get("session_id") == session_id:
                    work.put(record(id=pk, **columns))

    # --- rows -----------------------------------------------------------------------------------------------------

    def _attendees(self, actor: Actor, session: TrainingSession) -> tuple[Attendee, ...]:
        rows = self._store.rows(
            "SELECT a.staff_id, coalesce(s.number, ''), coalesce(s.name, '?'), a.presence, a.score, a.note"
            " FROM training_attendee a LEFT JOIN staff s ON s.id = a.staff_id WHERE a.session_id = ?"
            " ORDER BY s.number, a.staff_id",
            (session.id,),
        )
        places = rules.ranking({row[0]: row[4] for row in rows}) if session.form == "contest" else {}
        found = [
            Attendee(
                key,
                number,
                name,
                presence,
                score if may_see_all(actor) or key == actor.id or session.form == "contest" else None,
                places.get(key),
                note,
            )
            for key, number, name, presence, score, note in rows
        ]
        found.sort(key=lambda one: one.place if one.place is not None else len(rows) + 1)
        return tuple(found)

    def _observations(self, session_id: str) -> tuple[Observation, ...]:
        notes = self._store.find(TrainingNote, "session_id = ?", (session_id,), "at IS NULL, at, id")
        return tuple(
            Observation(
                note.id, note.at, note.text, note.improve, note.staff_id, self._name(note.staff_id), note.due_at
            )
            for note in notes
        )

    def _name(self, staff_id: str) -> str:
        return str(self._store.value("SELECT name FROM staff WHERE id = ?", (staff_id,)) or "") if staff_id else ""


_MARKS: Mapping[str, Text] = {
    "presence": T("training", "Attendance"),
    "score": T("training", "Score"),
    "note": T("training", "Note"),
}


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of sessions; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        "SELECT t.id, t.title, t.place, t.trainer_name, coalesce(s.name, ''), t.content, t.result"
        f" FROM training_session t LEFT JOIN staff s ON s.id = t.trainer_id{where} ORDER BY t.rowid",
        tuple(ids),
    ):
        yield row[0], "\n".join(str(part) for part in row[1:])

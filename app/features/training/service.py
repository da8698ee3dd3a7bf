"""What can be done with somebody's checklist: beginning it, signing its rows, changing the mentor, passing it.

Templates, sessions, certificates and the year stand beside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import REQUIRED, Invalid, NotAllowed, NotFound, Refused
from app.core.links import Link
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.staff.service import Accounts
from app.features.training import rules
from app.features.training.amending import GoneRow
from app.features.training.certificates import CertificateCard, Certificates
from app.features.training.form import (
    CERTIFICATE_FIELDS,
    CHECKLIST_FIELDS,
    COURSE_FIELDS,
    ITEM_FIELDS,
    NOTE_FIELDS,
    SESSION_FIELDS,
    TEMPLATE_FIELDS,
    cleaned,
)
from app.features.training.lifting import FATES, Lifted, LiftLine, LiftPlan, TrainingLifting
from app.features.training.linking import links_of
from app.features.training.listing import TRAININGS, index, on_day, only_of
from app.features.training.matters import matters_of
from app.features.training.outlines import CourseCard
from app.features.training.reading import (
    ChecklistCard,
    RowCard,
    Signature,
    card_of,
    may_see_all,
    sees,
)
from app.features.training.records import (
    Training,
    TrainingItem,
    TrainingRow,
    TrainingTemplate,
)
from app.features.training.sessions import Attendee, Observation, SessionCard, TrainingSessions
from app.features.training.signing import write_step
from app.features.training.story import StoryLine, history_of, story_of
from app.features.training.telling import tellings_of
from app.features.training.templates import ItemCard, TemplateCard, TrainingTemplates
from app.features.training.year import PersonYear, TrainingYear, YearCard
from app.settings.settings import Settings
from app.store.history import HistoryLine, deleted_together, last_values
from app.store.listing import Lister
from app.store.search import SearchIndex
from app.store.store import Store
from app.store.telling import Tellings
from app.store.work import Work, read_many

__all__ = [
    "CERTIFICATE_FIELDS",
    "CHECKLIST_FIELDS",
    "COURSE_FIELDS",
    "FATES",
    "ITEM_FIELDS",
    "NOTE_FIELDS",
    "SESSION_FIELDS",
    "TEMPLATE_FIELDS",
    "Attendee",
    "CertificateCard",
    "Certificates",
    "ChecklistCard",
    "CourseCard",
    "Escort",
    "GoneRow",
    "ItemCard",
    "LiftLine",
    "LiftPlan",
    "Lifted",
    "MentorChoice",
    "Observation",
    "PersonYear",
    "RowCard",
    "SessionCard",
    "Signature",
    "StoryLine",
    "TemplateCard",
    "TrainingHit",
    "TrainingService",
    "TrainingSessions",
    "TrainingTemplates",
    "TrainingYear",
    "YearCard",
    "index",
]


@dataclass(frozen=True)
class MentorChoice:
    """Somebody who can accompany newcomers.

    Attributes:
        id: Staff id.
        name: Name.
        trainees: How many newcomers they accompany now.
        free: Whether they may take another one.
    """

    id: str
    name: str
    trainees: int
    free: bool


@dataclass(frozen=True)
class TrainingHit:
    """A record of training found by words.

    Attributes:
        kind: Record kind.
        id: The record.
        title: What people call it.
        state: How it stands, in words.
    """

    kind: str
    id: str
    title: str
    state: Text | str


_HITS: Mapping[str, str] = {
    "training": "SELECT coalesce(s.name, '?') || ' · ' || t.title, t.state, t.staff_id, t.mentor_id FROM training t"
    " LEFT JOIN staff s ON s.id = t.staff_id WHERE t.id = ?",
    "training_session": "SELECT title, state, '', '' FROM training_session WHERE id = ?",
    "certificate": "SELECT coalesce(s.name, '?') || ' · ' || t.kind, t.expires_on, t.staff_id, '' FROM certificate t"
    " LEFT JOIN staff s ON s.id = t.staff_id WHERE t.id = ?",
}
"""Record kind -> what is told of a record found: title, state, and whose it is."""


@dataclass(frozen=True)
class Escort:
    """Who may sit down together with a newcomer who may not work alone yet.

    Attributes:
        training_id: The newcomer's checklist.
        mentor: The mentor's name; empty while there is none.
        ids: Staff ids of those who may.
    """

    training_id: str
    mentor: str
    ids: frozenset[str]

    def note(self, work: Work, companion_id: str) -> None:
        """Note in the checklist's journal with whom the newcomer logs in, within the unit of work of the log-in."""
        write_step(work, self.training_id, "accompanied", target=companion_id)


class TrainingService(TrainingLifting):
    """The verbs of checklists. Every one checks the permission of who acts.

    Args:
        store: The office's database.
        settings: Scores, months and limits.
        accounts: Checks PINs of those who sign.
        zone: The office's time zone: what is late.
        found: Full-text search.
    """

    def __init__(
        self, store: Store, settings: Settings, accounts: Accounts, zone: OfficeZone, found: SearchIndex
    ) -> None:
        self._store = store
        self._index = found
        self._settings = settings
        self._accounts = accounts
        self._zone = zone

    # --- reading --------------------------------------------------------------------------------------------------

    def lister(self, actor: Actor) -> Lister:
        """Return the list of checklists: everybody's for those who check, else one's own and one's trainees'."""
        actor.require("training", "view")
        listing = on_day(TRAININGS, lambda: self._today().isoformat())
        listing = listing if may_see_all(actor) else only_of(listing, actor.id)
        return Lister(self._store.database, listing)

    def search(self, actor: Actor, text: str, limit: int = 8) -> list[TrainingHit]:
        """Return checklists, sessions and certificates found by words; only what the reader may see.

        Args:
            actor: Who looks.
            text: As typed.
            limit: How many at most.
        """
        actor.require("training", "view")
        hits: list[TrainingHit] = []
        for kind, record_id in self._index.find(text, tuple(_HITS), limit):
            for title, state, staff_id, mentor_id in self._store.rows(_HITS[kind], (record_id,)):
                own = kind == "training_session" or actor.id in (staff_id, mentor_id)
                if own or may_see_all(actor):
                    words = {**rules.STATES, **rules.SESSION_STATES}.get(state) or str(state)
                    hits.append(TrainingHit(kind, record_id, title, words))
        return hits

    def card(self, actor: Actor, training_id: str) -> ChecklistCard:
        """Return a checklist with its rows and signatures.

        Raises:
            NotAllowed: The person may see no training, or not this one.
            NotFound: There is no such checklist.
        """
        actor.require("training", "view")
        training = self._store.must(Training, training_id)
        self._require_sight(actor, training)
        return card_of(self._store, self._settings, actor, training, self._today())

    def of_person(self, actor: Actor, staff_id: str) -> tuple[ChecklistCard, ...]:
        """Return somebody's checklists, the newest first, as far as the reader may see them."""
        actor.require("training", "view")
        found = self._store.find(Training, "staff_id = ?", (staff_id,), "start_on DESC, id DESC")
        return tuple(
            card_of(self._store, self._settings, actor, training, self._today())
            for training in found
            if sees(self._store, actor, training)
        )

    def story(self, actor: Actor, training_id: str) -> list[StoryLine]:
        """Return the life of a checklist, oldest first: begun, rows signed, mentors, passed.

        Raises:
            NotAllowed: The person may not see it.
        """
        actor.require("training", "view")
        training = self._store.must(Training, training_id)
        self._require_sight(actor, training)
        return story_of(self._store, training)

    def history(self, actor: Actor, training_id: str) -> list[HistoryLine]:
        """Return who changed which field of a checklist, oldest first."""
        actor.require("training", "view")
        training = self._store.must(Training, training_id)
        self._require_sight(actor, training)
        return history_of(self._store, "training", training_id)

    def mentors(self, actor: Actor, trainee_id: str = "") -> tuple[MentorChoice, ...]:
        """Return who can accompany a newcomer, those with fewest trainees first.

        Args:
            actor: Who asks.
            trainee_id: Who is to be accompanied; nobody accompanies themselves.
        """
        actor.require("training", "view")
        most = self._settings.number("training.trainees")
        rows = self._store.rows(
            "SELECT s.id, s.name, (SELECT count(*) FROM training t WHERE t.mentor_id = s.id AND t.state = 'open'"
            " AND t.tier = 'newcomer' AND t.staff_id <> ?) AS n FROM staff s WHERE s.active = 1 AND s.id <> ?"
            " AND EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = s.id AND r.role IN ('agent', 'supervisor',"
            " 'manager', 'trainer')) AND NOT EXISTS (SELECT 1 FROM training o WHERE o.staff_id = s.id"
            " AND o.state = 'open' AND o.tier = 'newcomer') ORDER BY n, s.number, s.id",
            (trainee_id, trainee_id),
        )
        return tuple(MentorChoice(key, name, number, number < most) for key, name, number in rows)

    def tellings(self, actor: Actor) -> Tellings:
        """Return how the tables of training are told to a person, for rooms that know no training."""
        actor.require("training", "view")
        return tellings_of(self._store, actor, self.save, self._zone)

    def matters(self, actor: Actor, now: int, until: int) -> list[Matter]:
        """Return what waits: rows late or due, sessions and drills, certificates running out, a month without drill."""
        if not actor.may("training", "view"):
            return []
        return list(matters_of(self._store, self._settings, self._zone, actor, now, until))

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Link]:
        """Return what a record of training touches, and the training that a member of staff touches."""
        if not actor.may("training", "view"):
            return []
        return list(links_of(self._store, actor, kind, record_id))

    # --- beginning and changing -----------------------------------------------------------------------------------

    def save(self, actor: Actor, values: Mapping[str, Any], training_id: str = "") -> str:
        """Begin somebody's checklist from a template, or change its first day, mentor or note; return the id.

        Args:
            actor: Who does it.
            values: Fields of ``CHECKLIST_FIELDS``; a checklist that has begun keeps its person and template.
            training_id: Which one to change; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
            Refused: The person has such a checklist already.
        """
        actor.require("training", "edit" if training_id else "create")
        with self._store.change(actor.id) as work:
            if training_id:
                return self._change(work, actor, values, work.must(Training, training_id))
            return self._begin(work, actor, values)

    def _begin(self, work: Work, actor: Actor, values: Mapping[str, Any]) -> str:
        clean, problems = cleaned(values, CHECKLIST_FIELDS, {"start_on": ""}, ("staff_id", "template_id", "start_on"))
        for key in ("staff_id", "template_id", "start_on"):
            if not clean.get(key):
                problems.setdefault(key, REQUIRED)
        template = work.get(TrainingTemplate, clean.get("template_id", ""))
        if template is None and "template_id" not in problems:
            problems["template_id"] = T("training", "This template has gone. Choose another one.")
        problems |= self._mentor_problem(clean.get("staff_id", ""), clean.get("mentor_id", ""), template)
        if not problems and not self._works_here(clean["staff_id"]):
            problems["staff_id"] = T("training", "Choose somebody who works here.")
        if problems or template is None:
            raise Invalid(problems, "training.invalid")
        start = date.fromisoformat(clean["start_on"])
        year = start.year if template.yearly else 0
        self._refuse_double(work, clean["staff_id"], template, year)
        training = work.insert(
            Training(
                staff_id=clean["staff_id"],
                template_id=template.id,
                template_version=template.version,
                title=template.title,
                tier=template.tier,
                theory_percent=template.theory_percent,
                minutes_target=template.minutes_target,
                working_days=template.working_days,
                year=year,
                start_on=clean["start_on"],
                mentor_id=clean.get("mentor_id", ""),
                note=clean.get("note", ""),
            )
        )
        items = read_many(work.database, TrainingItem, "template_id = ?", (template.id,), "position, id")
        work.insert_many(_copied(training, item, place, start) for place, item in enumerate(items))
        return training.id

    def _refuse_double(self, work: Work, staff_id: str, template: TrainingTemplate, year: int) -> None:
        there = read_many(
            work.database,
            Training,
            "staff_id = ? AND template_id = ? AND year = ? AND state <> 'ended'",
            (staff_id, template.id, year),
        )
        if any(training.state == "open" or year for training in there):
            raise Refused(
                T("training", "This person has the checklist “{title}” already. Open it instead.").with_(
                    title=template.title
                ),
                "training.double",
            )

    def _change(self, work: Work, actor: Actor, values: Mapping[str, Any], training: Training) -> str:
        before = {key: getattr(training, key) for key in CHECKLIST_FIELDS}
        clean, problems = cleaned(values, CHECKLIST_FIELDS, before, ("start_on",))
        for key in ("staff_id", "template_id"):
            if clean.get(key, before[key]) != before[key]:
                problems[key] = T("training", "This stays as it was begun. Give this one up and begin another.")
        mentor = clean.get("mentor_id", training.mentor_id)
        if mentor != training.mentor_id:
            template = work.get(TrainingTemplate, training.template_id)
            problems |= self._mentor_problem(training.staff_id, mentor, template, tier=training.tier)
        if problems:
            raise Invalid(problems, "training.invalid")
        changed = work.update(training, **{key: value for key, value in clean.items() if before[key] != value})
        if mentor != training.mentor_id:
            write_step(work, training.id, "mentor", target=mentor)
        if changed.start_on != training.start_on:
            start = date.fromisoformat(changed.start_on)
            for row in read_many(work.database, TrainingRow, "training_id = ?", (training.id,)):
                due = rules.due_day(start, row.day, working_days=bool(training.working_days))
                work.update(row, due_on=due.isoformat())
        return training.id

    def _mentor_problem(
        self, staff_id: str, mentor_id: str, template: TrainingTemplate | None, tier: str = ""
    ) -> dict[str, Text]:
        """Return what is wrong with a mentor, by field: a limit of trainees, or nobody for a newcomer."""
        tier = tier or (template.tier if template is not None else "")
        if not mentor_id:
            needed = tier == "newcomer"
            return {"mentor_id": T("training", "A newcomer needs a mentor. Choose one.")} if needed else {}
        if mentor_id == staff_id:
            return {"mentor_id": T("training", "Nobody accompanies themselves. Choose somebody else.")}
        if not self._works_here(mentor_id):
            return {"mentor_id": T("training", "Choose somebody who works here.")}
        if tier != "newcomer":
            return {}
        held = self._store.value(
            "SELECT count(*) FROM training WHERE mentor_id = ? AND state = 'open' AND tier = 'newcomer'"
            " AND staff_id <> ?",
            (mentor_id, staff_id),
        )
        most = self._settings.number("training.trainees")
        if int(held) >= most:
            return {
                "mentor_id": T(
                    "training", "This mentor accompanies {n} newcomers already, at most {most}. Choose another one."
                ).with_(n=held, most=most)
            }
        return {}

    def _works_here(self, staff_id: str) -> bool:
        return self._store.value("SELECT 1 FROM staff WHERE id = ? AND active = 1", (staff_id,)) is not None

    # --- ending and deleting ------------------------------------------------------------------------------------

    def end(self, actor: Actor, training_id: str, reason: str) -> None:
        """Give a checklist up: the person left, or goes through another one.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: It is passed or given up already.
        """
        actor.require("training", "edit")
        if not reason.strip():
            raise Invalid({"note": T("training", "Why is it given up?")}, "training.invalid")
        with self._store.change(actor.id) as work:
            training = self._open(work, training_id)
            work.update(training, state="ended")
            write_step(work, training_id, "ended", note=reason.strip())

    def reopen(self, actor: Actor, training_id: str, reason: str) -> None:
        """Take up again a checklist that was passed or given up by mistake.

        Raises:
            NotAllowed: The person does not manage training and the checklist is passed, or may not edit.
            Invalid: No reason is given.
            Refused: It is under way.
        """
        actor.require("training", "edit")
        if not reason.strip():
            raise Invalid({"note": T("training", "Why is it taken up again?")}, "training.invalid")
        with self._store.change(actor.id) as work:
            training = work.must(Training, training_id)
            if training.state == "open":
                raise Refused(T("training", "This checklist is under way."), "training.open")
            if training.state == "passed":
                actor.require("training", "manage")
            work.update(training, state="open", passed_on="")
            write_step(work, training_id, "reopened", note=reason.strip())

    def delete(self, actor: Actor, training_id: str) -> None:
        """Remove a checklist begun by mistake; ``restore`` brings it back.

        Raises:
            NotAllowed: The person may not.
            Refused: Rows are signed, or its story has begun: give it up instead.
        """
        actor.require("training", "delete")
        with self._store.change(actor.id) as work:
            training = work.must(Training, training_id)
            for table in ("training_sign", "training_step"):
                if work.database.value(f"SELECT 1 FROM {table} WHERE training_id = ?", (training_id,)) is not None:
                    raise Refused(
                        T("training", "This checklist has signatures or other steps. Give it up instead."),
                        "training.begun",
                    )
            for row in read_many(work.database, TrainingRow, "training_id = ?", (training_id,)):
                work.delete(row)
            work.delete(training)

    def restore(self, actor: Actor, training_id: str) -> None:
        """Bring a deleted checklist back with its rows.

        Raises:
            NotAllowed: The person may not.
            NotFound: No such checklist was deleted.
        """
        actor.require("training", "delete")
        database = self._store.database
        values = last_values(database, "training", training_id)
        if not values or self._store.get(Training, training_id) is not None:
            raise NotFound(T("training", "Nothing was deleted that could be brought back."), "training.not_deleted")
        lost = [pk for table, pk in deleted_together(database, "training", training_id) if table == "training_row"]
        rows = [TrainingRow(id=pk, **last_values(database, "training_row", pk)) for pk in lost]
        with self._store.change(actor.id) as work:
            work.insert(Training(id=training_id, **values))
            for row in rows:
                if row.training_id == training_id:
                    work.put(row)

    # --- working accompanied --------------------------------------------------------------------------------------

    def escort(self, staff_id: str) -> Escort | None:
        """Return who must sit down together with somebody, or None if they may work alone; asked at the log-in.

        Only while the office's setting says so, and only for a newcomer whose checklist is under way.
        """
        if not self._settings.flag("training.accompanied"):
            return None
        found = self._store.find(
            Training, "staff_id = ? AND state = 'open' AND tier = 'newcomer'", (staff_id,), "start_on DESC, id DESC"
        )
        if not found:
            return None
        others = self._store.rows(
            "SELECT DISTINCT r.staff_id FROM staff_role r JOIN staff s ON s.id = r.staff_id AND s.active = 1"
            " WHERE r.role IN ('trainer', 'supervisor', 'manager') AND s.id <> ?",
            (staff_id,),
        )
        mentor = found[0].mentor_id
        name = self._store.value("SELECT name FROM staff WHERE id = ?", (mentor,)) or ""
        ids = frozenset({key for (key,) in others} | ({mentor} if mentor else set()))
        return Escort(found[0].id, str(name), ids)

    # --- rows -----------------------------------------------------------------------------------------------------

    def _require_sight(self, actor: Actor, training: Training) -> None:
        if not sees(self._store, actor, training):
            raise NotAllowed(
                T("training", "You see your own checklist and those of your trainees. Ask a supervisor or trainer."),
                "training.not_yours",
            )


def _copied(training: Training, item: TrainingItem, place: int, start: date) -> TrainingRow:
    due = rules.due_day(start, item.day, working_days=bool(training.working_days))
    return TrainingRow(
        training_id=training.id,
        item_id=item.id,
        position=place,
        stage=item.stage,
        day=item.day,
        due_on=due.isoformat(),
        kind=item.kind,
        title=item.title,
        content=item.content,
        minutes=item.minutes,
        required=item.required,
        signer=item.signer,
        pass_score=item.pass_score,
        course_id=item.course_id,
    )

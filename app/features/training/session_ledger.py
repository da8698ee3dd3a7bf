"""Ledgers of courses, drills and contests taken over: one row a session with its people, or one row a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core.clock import DAY, OfficeZone
from app.core.errors import Invalid
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training.ledger_kinds import FORMS, PRESENCES
from app.features.training.ledgers import LedgerSink, derived_id, same
from app.features.training.records import TrainingAttendee, TrainingSession
from app.features.training.written import When, minutes_of, plain, when
from app.importing.run import Outcome
from app.importing.values import BadValue
from app.store.records import member_id
from app.store.store import Store
from app.store.work import Work, read_many

LONGEST_TITLE = 80
AHEAD = 2 * 366
"""Days that a planned session may lie ahead; a later one is a mistyped year."""
_FILLED = ("place", "trainer_id", "trainer_name", "content", "materials", "result", "course_id")
_SEPARATORS = re.compile(r"[、,;|/\n\t。]+")
_BESIDE = re.compile(r"[(\[【]\s*(.*?)\s*[)\]】]")
_TAIL = re.compile(r"等?\s*(?:共计?)?\s*\d*\s*人?\s*$")
MOST_POINTS = 1_000
_POINTS = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*分?")
_GLUED = re.compile(r"([^\d\s]+)(\d{1,3}(?:\.\d+)?分?)")
_TIME = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True)
class _Person:
    """Somebody a row names.

    Attributes:
        staff_id: Who.
        presence: Code of ``rules.PRESENCES``, or empty while nobody has said.
        score: Points, or None.
        note: What else the row says of them.
    """

    staff_id: str
    presence: str = ""
    score: int | None = None
    note: str = ""


@dataclass(frozen=True)
class _Above:
    """What the row before says of its session: a ledger that writes it once goes on with its people below."""

    row: int
    said: Mapping[str, str]


_OF_SESSION = (
    "day",
    "clock",
    "title",
    "form",
    "trainer",
    "place",
    "minutes",
    "result",
    "content",
    "materials",
    "state",
)


class SessionSink(LedgerSink):
    """Takes the rows of a ledger of sessions.

    Rows of the same subject at the same time are one session. What is there already is filled up where it is empty:
    people, attendance, points, words; nothing the office knows is changed.

    Args:
        store: The office's database.
        actor: Who imports.
        zone: The office's time zone.
        year: The year of days written without one.
    """

    def __init__(self, store: Store, actor: Actor, zone: OfficeZone, year: int | None = None) -> None:
        super().__init__(store, actor)
        self._zone = zone
        self._year = year
        self._above = _Above(-1, {})
        self._courses = {
            (form, same(title)): key for key, form, title in store.rows("SELECT id, form, title FROM training_course")
        }
        self._touched: dict[str, str] = {}

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        """Take over one row.

        Raises:
            Invalid: It does not say when or what about, or names nobody who is known here.
        """
        assert self.work is not None
        work = self.work
        given = self._continued({key: plain(value) for key, value in values.items()}, number)
        single = any(key in values for key in ("presence", "score", "staff_number")) and _is_one(given)
        if given.get("note") and not single:
            given["result"] = "\n".join(filter(None, (given.get("result", ""), given["note"])))
        row, moment = self._columns(work, given)
        there = self._existing(work, row, moment)
        if there is not None and there.state == given.get("state") == "cancelled":
            return "skipped"
        held = row["starts_at"] <= work.now and given.get("state") not in ("planned", "cancelled")
        people = [self._one(given, held=held, marked="presence" in values)] if single else []
        people += self._several(given, number, held=held, named=not single)
        if there is not None:
            self._refuse(work, there, people)
        session = there or work.insert(TrainingSession(**row))
        changed = there is not None and self._fill(work, there, row)
        came = self._invite(work, session, people)
        if there is None or changed or came:
            self._touched[session.id] = given.get("state", "")
        if there is None:
            return "created"
        return "updated" if changed or came else "skipped"

    def settle(self, work: Work) -> None:
        """Say of the sessions of this batch that they took place, where it is said of everybody who was there."""
        for key, state in self._touched.items():
            session = work.get(TrainingSession, key)
            if session is None or session.state != "planned" or state == "planned":
                continue
            if state == "cancelled":
                work.update(session, state="cancelled", result=session.result or str(_CANCELLED))
                continue
            rows = read_many(work.database, TrainingAttendee, "session_id = ?", (key,))
            unsaid = sum(not one.presence for one in rows)
            if (session.starts_at or 0) <= work.now and not unsaid:
                work.update(session, state="held")
            elif (session.starts_at or 0) <= work.now:
                words = T("training", "“{title}” stays planned until it is said who was there: {n} people are left.")
                self._notes.append(words.with_(title=session.title, n=unsaid))
        self._touched.clear()

    # --- the session ----------------------------------------------------------------------------------------------

    def _continued(self, given: dict[str, str], number: int) -> dict[str, str]:
        """Return a row with what the one above says of the session, where it goes on with that one or its day."""
        above, given = self._above, dict(given)
        if above.row == number - 1:
            if not given.get("title") and not given.get("content") and given.get("day", "") in ("", above.said["day"]):
                given |= {key: given.get(key) or words for key, words in above.said.items()}
            elif not given.get("day"):
                given |= {"day": above.said["day"], "clock": given.get("clock") or above.said["clock"]}
        self._above = _Above(number, {key: given.get(key, "") for key in _OF_SESSION})
        return given

    def _columns(self, work: Work, given: Mapping[str, str]) -> tuple[dict[str, Any], When]:
        """Return what a row says of its session as columns."""
        title, content = given.get("title", ""), given.get("content", "")
        problems: dict[str, Text] = {}
        if not title and not content:
            problems["title"] = T("training", "The row does not say what it was about.")
        moment, minutes = None, None
        try:
            if not given.get("day"):
                problems["day"] = T("training", "The row does not say when it was.")
            else:
                moment = when(given["day"], given.get("clock", ""), self._zone, self._year)
            minutes = minutes_of(given.get("minutes", ""))
        except BadValue as error:
            problems["day" if moment is None else "minutes"] = error.text
        if moment is not None and moment.start > work.now + AHEAD * DAY:
            problems["day"] = T("training", "It lies more than two years ahead; check the year.")
        if problems or moment is None:
            raise Invalid(problems, "training.invalid")
        whole = title or content
        title = whole.split("\n")[0][:LONGEST_TITLE].strip()
        content = content or (whole if title != whole else "")
        form, kind = _form(given.get("form", ""), title)
        trainer_id, trainer = self._trainer(given.get("trainer", ""))
        row = {
            "id": derived_id("session", form, same(title), str(moment.start)),
            "form": form,
            "course_id": self._courses.get((form, same(title)), ""),
            "title": title,
            "starts_at": moment.start,
            "minutes": minutes or moment.minutes or 60,
            "kind": kind,
            "place": given.get("place", "")[:200],
            "trainer_id": trainer_id,
            "trainer_name": trainer,
            "content": content[:4_000],
            "materials": given.get("materials", "")[:4_000],
            "result": given.get("result", "")[:4_000],
        }
        return row, moment

    def _trainer(self, written: str) -> tuple[str, str]:
        """Return the staff id of a trainer, or the name of somebody from elsewhere."""
        if not written:
            return "", ""
        try:
            return self.roll.find("", written), ""
        except Invalid:
            return "", written[:200]

    def _existing(self, work: Work, row: Mapping[str, Any], moment: When) -> TrainingSession | None:
        """Return the session that a row tells of: made of such a row before, or of the same subject at that time."""
        made = work.get(TrainingSession, row["id"])
        if made is not None:
            return made
        day = self._zone.day(moment.start)
        start = self._zone.day_start(day)
        for known in read_many(
            work.database, TrainingSession, "starts_at >= ? AND starts_at < ?", (start, start + DAY), "starts_at, id"
        ):
            alike = known.starts_at == moment.start or not moment.timed or known.starts_at == start
            if alike and same(known.title) == same(row["title"]):
                return known
        return None

    def _refuse(self, work: Work, there: TrainingSession, people: list[_Person]) -> None:
        """Refuse what a session of the office does not take."""
        if there.state == "cancelled":
            raise Invalid(
                {"title": T("training", "This session was cancelled. Take it up again first.")}, "training.cancelled"
            )
        if there.state == "held" and any(not one.presence for one in people):
            rows = read_many(work.database, TrainingAttendee, "session_id = ?", (there.id,))
            known = {one.staff_id for one in rows if one.presence}
            for one in people:
                if not one.presence and one.staff_id not in known:
                    words = T("training", "The session was held: say whether {name} was there.")
                    raise Invalid({"presence": words.with_(name=self.roll.name(one.staff_id))}, "training.unsaid")

    def _fill(self, work: Work, there: TrainingSession, row: Mapping[str, Any]) -> bool:
        """Fill what is empty in a session, and say whether anything was."""
        changed = {key: row[key] for key in _FILLED if row.get(key) and not getattr(there, key)}
        if there.trainer_id or there.trainer_name:
            changed = {key: value for key, value in changed.items() if not key.startswith("trainer")}
        if changed:
            work.update(there, **changed)
        return bool(changed)

    def _invite(self, work: Work, session: TrainingSession, people: list[_Person]) -> bool:
        """Enter people and what is said of them where nothing was said, and say whether anything was."""
        changed = False
        for one in people:
            key = member_id(session.id, one.staff_id)
            before = work.get(TrainingAttendee, key)
            if before is None:
                work.insert(
                    TrainingAttendee(
                        id=key,
                        session_id=session.id,
                        staff_id=one.staff_id,
                        presence=one.presence,
                        score=one.score,
                        note=one.note,
                    )
                )
                changed = True
                continue
            filled: dict[str, Any] = {}
            if one.presence and not before.presence:
                filled["presence"] = one.presence
            if one.score is not None and before.score is None:
                filled["score"] = one.score
            if one.note and not before.note:
                filled["note"] = one.note
            if filled:
                work.update(before, **filled)
                changed = True
        return changed

    # --- its people -----------------------------------------------------------------------------------------------

    def _one(self, given: Mapping[str, str], *, held: bool, marked: bool) -> _Person:
        """Return the one person of a row.

        Args:
            given: What the row says.
            held: Whether the session took place, so that whoever is named was there unless it says otherwise.
            marked: Whether the ledger has a column for attendance: who has no mark there is not said of.
        """
        name, beside = next(_names(self._known, given.get("people", "")), ("", ""))
        staff_id = self.roll.find(given.get("staff_number", ""), name, "people")
        presence = _presence(given.get("presence", ""), name)
        one = _said_of(staff_id, [beside, given.get("score", "")], presence, given.get("note", ""))
        silent = marked and not one.presence and one.score is None and not given.get("score")
        return replace(one, presence=(one.presence or ("" if silent else "present")) if held else "")

    def _several(self, given: Mapping[str, str], row: int, *, held: bool, named: bool) -> list[_Person]:
        """Return all whom a row names; those who are not known are told with the row.

        Args:
            given: What the row says.
            row: Its number.
            held: Whether the session took place.
            named: Whether those who took part are to be read too.
        """
        found: dict[str, _Person] = {}
        for key in (*(("people",) if named else ()), "excused", "absent"):
            for name, beside in _names(self._known, given.get(key, "")):
                try:
                    who = self.roll.find("", name, "people")
                except Invalid as error:
                    self.note(row, next(iter(error.fields.values())))
                    continue
                one = _said_of(who, [beside], "" if key == "people" else key)
                found[who] = replace(one, presence=(one.presence or "present") if held else "")
        return list(found.values())

    def _known(self, name: str) -> bool:
        try:
            self.roll.find("", name)
        except Invalid:
            return False
        return True


def _said_of(staff_id: str, pieces: Sequence[str], presence: str, note: str = "") -> _Person:
    """Return what a row says of somebody: attendance, points, and in words what is neither."""
    score: int | None = None
    words: list[str] = []
    for piece in filter(None, pieces):
        points = _POINTS.fullmatch(piece)
        marked = next((code for code, known in PRESENCES.items() if piece in known), "")
        if points is not None and float(points[1]) <= MOST_POINTS:
            score = round(float(points[1]) + 1e-9)
            words += [piece] if float(points[1]) != score else []
        elif marked and not presence and piece == pieces[0]:
            presence = marked
        else:
            words.append(piece)
    return _Person(staff_id, presence, score, " ".join(filter(None, (*words, note)))[:400])


def _presence(written: str, name: str) -> str:
    """Return what a cell for attendance says; a time of day or the person's own name stands for being there.

    Raises:
        Invalid: It says nothing that is known.
    """
    if not written:
        return ""
    folded = written.casefold()
    for code in ("excused", "late", "absent", "present"):
        words = PRESENCES[code]
        if folded in words or (code != "present" and any(len(word) > 1 and word in folded for word in words)):
            return code
    if written == name or any(word in folded for word in ("签", "到")) or _TIME.search(written):
        return "present"
    known = "、".join(words[0] for words in PRESENCES.values())
    words = T("training", "“{value}” does not say whether somebody was there; write one of: {known}.")
    raise Invalid({"presence": words.with_(value=written[:40], known=known)}, "training.invalid")


def _is_one(given: Mapping[str, str]) -> bool:
    """Say whether a row names one person."""
    people = given.get("people", "")
    return bool(given.get("staff_number")) or bool(people and not _SEPARATORS.search(people))


_CANCELLED = T("training", "Cancelled according to the ledger.")


def _form(written: str, title: str) -> tuple[str, str]:
    """Return form and kind of hours by the form's cell, else by the subject."""
    if written == "practice":
        return "course", "practice"
    if not written:
        written = next(
            (code for code in ("drill", "contest") for word in FORMS[code] if len(word) > 1 and word in title), ""
        )
    return written or "course", "practice" if written == "drill" else "theory"


def _names(known: Callable[[str], bool], text: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a cell with what stands in brackets beside each: “张三、李四（请假） 王五95分”."""
    for piece in _SEPARATORS.split(text):
        whole = piece.strip()
        if not whole:
            continue
        beside = " ".join(found[1] for found in _BESIDE.finditer(whole))
        bare = _BESIDE.sub(" ", whole).strip()
        if known(whole) and (not beside or not known(bare) or known(beside)):
            yield whole, ""
            continue
        name, colon, rest = bare.partition(":")
        if colon and not beside:
            bare, beside = name.strip(), rest.strip()
        if not known(bare) and known(_TAIL.sub("", bare)):
            bare = _TAIL.sub("", bare)
        if known(bare):
            yield bare, beside
        else:
            *others, last = _with_points(bare.split()) or [("", "")]
            yield from others
            if last[0]:
                yield last[0], f"{last[1]} {beside}".strip()


def _with_points(parts: Sequence[str]) -> list[tuple[str, str]]:
    """Return names divided by blanks with the points behind each: “林师傅95 赵新 88分”."""
    found: list[tuple[str, str]] = []
    for part in parts:
        glued = _GLUED.fullmatch(part)
        if found and _POINTS.fullmatch(part):
            found[-1] = (found[-1][0], part)
        elif glued is not None:
            found.append((glued[1], glued[2]))
        else:
            found.append((part, ""))
    return found

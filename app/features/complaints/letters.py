"""Letters to people who complained: made from a template, edited, sent; and the templates themselves.

Source: the office's product rules, "Complaints" (a written reply on the office's letterhead).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.clock import OfficeZone, is_day
from app.core.errors import REQUIRED, Invalid, Refused
from app.core.phrasing import say_moment
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.events import write_event
from app.features.complaints.lettering import (
    VARIABLES,
    addressed,
    blanks_in,
    chinese_date,
    fill_letter,
    seal_of,
    unknown_variables,
)
from app.features.complaints.queries import shown_number
from app.features.complaints.records import Complaint, ComplaintLetter, LetterTemplate
from app.features.houses.rules import house_label
from app.features.office.rules import BannedHit
from app.features.office.service import Dictionaries
from app.features.people.rules import shown_name
from app.features.staff.rules import Actor
from app.settings.settings import Settings
from app.store.listing import MISSING
from app.store.store import Store

__all__ = ["VARIABLES", "LetterRow", "LetterService", "LetterText", "TemplateRow"]

LONGEST = 6_000


@dataclass(frozen=True)
class TemplateRow:
    """A template as people choose or edit it: id, title, when it is used, text, whether it can be chosen."""

    id: str
    title: str
    hint: str
    body: str
    active: bool


@dataclass(frozen=True)
class LetterText:
    """A letter as a template gives it for a complaint.

    Attributes:
        title: The large line.
        receiver: The line of address.
        body: The text; a blank stands where something is not known yet.
        written_on: The day under it, ISO text.
        missing: Names of what is not known yet.
    """

    title: str
    receiver: str
    body: str
    written_on: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class LetterRow:
    """A letter of a complaint.

    Attributes:
        id: Its id.
        title: The large line.
        receiver: The line of address, as this reader may see it.
        body: The text.
        written_on: The day under it, ISO text.
        sent_at: When it was sent, UTC milliseconds; None while it is a draft.
        sent_by: Who sent it.
        delivery: Code of the way.
        template: Id of the template.
        whole: Whether it still says what was sent; always true of a draft.
    """

    id: str
    title: str
    receiver: str
    body: str
    written_on: str
    sent_at: int | None
    sent_by: str
    delivery: str
    template: str
    whole: bool


class LetterService:
    """The verbs of letters and their templates.

    Args:
        store: The office's database.
        settings: Names the office, its address and telephone.
        dictionaries: Marks what must not be said to residents.
        zone: The office's time zone.
    """

    def __init__(self, store: Store, settings: Settings, dictionaries: Dictionaries, zone: OfficeZone) -> None:
        self._store = store
        self._settings = settings
        self._dictionaries = dictionaries
        self._zone = zone

    # --- letters --------------------------------------------------------------------------------------------------

    def of(self, actor: Actor, complaint_id: str) -> list[LetterRow]:
        """Return the letters of a complaint, oldest first."""
        actor.require("complaint", "view")
        rows = self._store.find(ComplaintLetter, "complaint_id = ?", (complaint_id,))
        return [self._row(actor, row) for row in rows]

    def get(self, actor: Actor, letter_id: str) -> LetterRow:
        """Return one letter.

        Raises:
            NotFound: It has gone.
        """
        actor.require("complaint", "view")
        return self._row(actor, self._store.must(ComplaintLetter, letter_id))

    def compose(self, actor: Actor, complaint_id: str, template_id: str) -> LetterText:
        """Return a template filled from a complaint; nothing is written.

        Raises:
            NotAllowed: The person may not write letters.
            NotFound: Complaint or template have gone.
        """
        actor.require("complaint", "move")
        complaint = self._store.must(Complaint, complaint_id)
        template = self._store.must(LetterTemplate, template_id)
        variables = self._variables(actor, complaint)
        title, body = fill_letter(template.title, variables), fill_letter(template.body, variables)
        missing = tuple(dict.fromkeys((*title.missing, *body.missing)))
        today = self._zone.day(self._store.clock.now()).isoformat()
        return LetterText(title.text, f"尊敬的{variables['称呼']}：", body.text, today, missing)

    def save(self, actor: Actor, complaint_id: str, values: Mapping[str, Any], letter_id: str = "") -> str:
        """Keep a draft, or change one, and return its id.

        Args:
            actor: Who writes.
            complaint_id: The complaint.
            values: ``template``, ``title``, ``receiver``, ``body``, ``written_on``; what is missing stays.
            letter_id: Which draft; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: Something is missing or too long.
            Refused: The letter was sent: it stays as it is.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            before = work.must(ComplaintLetter, letter_id) if letter_id else None
            if before is not None and before.sent_at is not None:
                raise Refused(
                    T("complaints", "This letter was sent and stays as it is. Write another one."), "letter.sent"
                )
            clean = self._checked(values, before)
            if before is not None:
                work.update(before, **clean)
                return before.id
            complaint = work.must(Complaint, complaint_id)
            made = work.insert(
                ComplaintLetter(complaint_id=complaint.id, template=str(values.get("template") or ""), **clean)
            )
            write_event(work, complaint, "letter", note=made.title)
            return made.id

    def send(self, actor: Actor, letter_id: str, delivery: str) -> None:
        """Note that a letter was handed over or sent; from now on its text stays as it is.

        Args:
            actor: Who sent it.
            letter_id: The letter.
            delivery: Code of ``rules.DELIVERIES``.

        Raises:
            NotAllowed: The person may not.
            Refused: It was sent already, or places in it are still blank.
            Invalid: There is no such way.
        """
        actor.require("complaint", "move")
        if delivery not in rules.DELIVERIES:
            raise Invalid({"delivery": rules.one_of(rules.DELIVERIES)})
        with self._store.change(actor.id) as work:
            letter = work.must(ComplaintLetter, letter_id)
            if letter.sent_at is not None:
                raise Refused(T("complaints", "This letter was sent already."), "letter.sent")
            blanks = blanks_in(letter.title + letter.receiver + letter.body)
            if blanks:
                raise Refused(
                    T("complaints", "{n} places in this letter are still blank. Fill them in first.").with_(n=blanks),
                    "letter.blank",
                )
            seal = seal_of(letter.title, letter.receiver, letter.body, letter.written_on)
            work.update(letter, sent_at=work.now, sent_by=actor.id, delivery=delivery, seal=seal)
            complaint = work.must(Complaint, letter.complaint_id)
            marks: dict[str, Any] = {} if complaint.responded_at is not None else {"responded_at": work.now}
            if complaint.stage in rules.OPEN:
                marks |= rules.breach_marks(complaint, work.now, marks)
            work.update(complaint, **marks)
            write_event(work, complaint, "letter_sent", note=f"{letter.title}；{rules.DELIVERIES[delivery]}")

    def drop(self, actor: Actor, letter_id: str) -> None:
        """Throw a draft away.

        Raises:
            NotAllowed: The person may not.
            Refused: The letter was sent.
        """
        actor.require("complaint", "move")
        with self._store.change(actor.id) as work:
            letter = work.must(ComplaintLetter, letter_id)
            if letter.sent_at is not None:
                raise Refused(T("complaints", "A letter that was sent cannot be thrown away."), "letter.sent")
            work.delete(letter)
            complaint = work.get(Complaint, letter.complaint_id)
            if complaint is not None:
                write_event(work, complaint, "letter_dropped", note=letter.title)

    def banned(self, text: str) -> list[BannedHit]:
        """Return what in a text must not be said to residents."""
        return self._dictionaries.banned(text)

    # --- templates ------------------------------------------------------------------------------------------------

    def templates(self, actor: Actor, *, retired: bool = False) -> list[TemplateRow]:
        """Return the templates in their order, the retired ones only if asked for."""
        actor.require("complaint", "view")
        rows = self._store.find(LetterTemplate, "1" if retired else "active = 1", (), "position, id")
        return [TemplateRow(row.id, row.title, row.hint, row.body, bool(row.active)) for row in rows]

    def save_template(self, actor: Actor, values: Mapping[str, Any], template_id: str = "") -> str:
        """Add a template, or change one, and return its id.

        Args:
            actor: Who does it.
            values: ``title``, ``hint``, ``body``, ``active``; what is missing stays.
            template_id: Which one; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: Something is missing, or a name in braces is none that a complaint can fill.
        """
        actor.require("dictionary", "edit" if template_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(LetterTemplate, template_id) if template_id else None
            clean = self._checked_template(values, before)
            if before is not None:
                work.update(before, **clean)
                return before.id
            last = work.database.value("SELECT max(position) FROM letter_template")
            return work.insert(LetterTemplate(position=(last or 0) + 1, **clean)).id

    # --- how ------------------------------------------------------------------------------------------------------

    def _checked(self, values: Mapping[str, Any], before: ComplaintLetter | None) -> dict[str, Any]:
        clean: dict[str, Any] = {
            key: str(values.get(key, getattr(before, key) if before is not None else "") or "").strip()
            for key in ("title", "receiver", "body", "written_on")
        }
        clean["written_on"] = clean["written_on"] or self._zone.day(self._store.clock.now()).isoformat()
        problems: dict[str, Text] = {key: REQUIRED for key in ("title", "receiver", "body") if not clean[key]}
        if len(clean["body"]) > LONGEST:
            problems["body"] = T("complaints", "At most {n} characters; a letter is one page.").with_(n=LONGEST)
        if not is_day(clean["written_on"]):
            problems["written_on"] = T("complaints", "Type a day, such as 2026-11-22.")
        if problems:
            raise Invalid(problems)
        return clean

    def _checked_template(self, values: Mapping[str, Any], before: LetterTemplate | None) -> dict[str, Any]:
        clean: dict[str, Any] = {
            key: str(values.get(key, getattr(before, key) if before is not None else "") or "").strip()
            for key in ("title", "hint", "body")
        }
        clean["active"] = int(bool(values.get("active", before.active if before is not None else True)))
        problems: dict[str, Text] = {key: REQUIRED for key in ("title", "body") if not clean[key]}
        for key in ("title", "body"):
            strange = unknown_variables(clean[key])
            if strange:
                problems[key] = T("complaints", "Nothing of a complaint is called {names}. Known are: {known}.").with_(
                    names="、".join(strange), known="、".join(VARIABLES)
                )
        if problems:
            raise Invalid(problems)
        return clean

    def _variables(self, actor: Actor, complaint: Complaint) -> dict[str, str]:
        now = self._store.clock.now()

        def day(moment: int | None) -> str:
            return "" if moment is None else chinese_date(self._zone.day(moment))

        staff = self._store.rows("SELECT name, phone FROM staff WHERE id = ?", (complaint.staff_id,))
        person = self._store.rows("SELECT name, sex FROM person WHERE id = ?", (complaint.person_id,))
        name, sex = person[0] if person else ("", "")
        house = self._store.rows("SELECT building, unit, room FROM house WHERE id = ?", (complaint.house_id,))
        cause = str(rules.CAUSES.get(complaint.cause, "")) if complaint.cause else ""
        due = complaint.solve_due
        return {
            "称呼": addressed(complaint.person_name or name, sex),
            "姓名": complaint.person_name or name,
            "编号": shown_number(self._store.database, complaint.id),
            "房号": house_label(*house[0]) if house else complaint.place,
            "投诉日期": day(complaint.reported_at),
            "投诉事项": complaint.title,
            "投诉内容": complaint.description.strip("。 \n"),
            "首次回复日期": day(complaint.responded_at),
            "调查情况": complaint.findings.strip("。 \n"),
            "解决方案": complaint.plan.strip("。 \n"),
            "处理结果": complaint.result.strip("。 \n"),
            "原因": complaint.cause_note.strip("。 \n") or cause,
            "预防措施": self._measures(complaint.id),
            "达成的意见": complaint.compromise.strip("。 \n"),
            "答复期限": "" if due is None else str(say_moment(due, now, self._zone, times=True)),
            "负责人": staff[0][0] if staff else "",
            "联系人": staff[0][0] if staff else actor.name,
            "联系电话": (staff[0][1] if staff else "") or self._settings.text("office.phone"),
            "物业名": self._settings.text("office.name"),
            "物业地址": self._settings.text("office.address"),
            "日期": chinese_date(self._zone.day(now)),
        }

    def _measures(self, complaint_id: str) -> str:
        rows = self._store.rows(
            "SELECT text FROM complaint_measure WHERE complaint_id = ? AND dropped = '' ORDER BY id", (complaint_id,)
        )
        return "；".join(str(text).strip("。 \n") for (text,) in rows)

    def _row(self, actor: Actor, row: ComplaintLetter) -> LetterRow:
        name = self._store.value("SELECT name FROM staff WHERE id = ?", (row.sent_by,)) if row.sent_by else ""
        hidden = shown_name(actor, "甲乙") != "甲乙"
        whole = row.sent_at is None or row.seal == seal_of(row.title, row.receiver, row.body, row.written_on)
        return LetterRow(
            row.id,
            row.title,
            shown_name(actor, row.receiver.rstrip("：")) + "：" if hidden else row.receiver,
            "" if hidden else row.body,
            row.written_on,
            row.sent_at,
            str(name or (MISSING if row.sent_by else "")),
            row.delivery,
            row.template,
            whole,
        )

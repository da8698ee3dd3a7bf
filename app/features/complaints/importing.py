"""Ledgers of complaints taken over: number, time, room, name, telephone, what was complained of, handling, result."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from app.core.clock import DAY
from app.core.errors import Invalid
from app.core.ids import new_id
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.intake import LONGEST_DESCRIPTION
from app.features.complaints.records import Complaint, ComplaintEvent
from app.features.complaints.service import ComplaintService
from app.features.houses.service import located
from app.features.people.rules import normalise_phone
from app.features.staff.rules import Actor
from app.features.tickets.service import NumberSeries, title_of
from app.importing.mapping import FieldSpec, KindSpec, ValueKind
from app.importing.run import Outcome
from app.importing.vocabulary import CHANNEL, HEADERS, SATISFACTION, SHEETS, TICKET_STATUS
from app.store.store import Store
from app.store.work import Work

_HANDLING = (
    "处理过程",
    "处理经过",
    "处理情况",
    "处理措施",
    "处理方案",
    "处理办法",
    "解决方案",
    "办理情况",
    "调查处理情况",
    "跟进情况",
    "handling",
)
_GRADES: Mapping[str, tuple[str, ...]] = {
    "ordinary": ("普通", "一般", "一般投诉", "普通投诉", "轻微", "三级", "二级", "低", "中", "ordinary", "normal"),
    "serious": ("重大", "重大投诉", "严重", "严重投诉", "特大", "一级", "高", "紧急", "serious", "major"),
}
_CAUSES: Mapping[str, tuple[str, ...]] = {
    "process": ("流程漏洞", "流程", "制度", "管理", "制度缺失", "process"),
    "person": ("人员失误", "人员", "人为", "服务态度", "员工失误", "person"),
    "facility": ("设施", "设备", "设施设备", "设施老化", "工程质量", "facility"),
    "outside": ("外部", "外部原因", "第三方", "施工方", "开发商", "邻居", "outside"),
    "other": ("其他", "其它", "other"),
}
_STAGES: Mapping[str, str] = {
    "new": "soothe",
    "dispatched": "investigate",
    "working": "handle",
    "waiting": "handle",
    "checking": "reply",
    "callback": "prevent",
    "closed": "archived",
    "cancelled": "rejected",
    "merged": "rejected",
}
"""What a ledger says of a matter -> the stage it goes on in here."""


def _field(key: str, title: Text, word: str = "", **options: Any) -> FieldSpec:
    return FieldSpec(key, title, options.pop("synonyms", None) or HEADERS[word or key], **options)


COMPLAINT_KIND = KindSpec(
    name="complaints",
    title=T("complaints", "Complaints"),
    sheet_names=SHEETS["complaints"],
    fields=(
        _field("source_number", T("complaints", "Imported number"), "ticket_number"),
        _field("title", T("complaints", "Matter"), "subject"),
        _field("description", T("complaints", "What is complained of"), kind=ValueKind.LONG_TEXT),
        _field("reported_at", T("complaints", "Received"), "created_at", kind=ValueKind.MOMENT),
        _field(
            "responded_at", T("complaints", "First response"), "acknowledged_at", kind=ValueKind.MOMENT, lenient=True
        ),
        _field("ended_at", T("complaints", "Ended"), "closed_at", kind=ValueKind.MOMENT, lenient=True),
        _field("subject", T("complaints", "Subject"), "category"),
        _field(
            "grade",
            T("complaints", "Grade"),
            "level",
            kind=ValueKind.CHOICE,
            choices=_GRADES,
        ),
        _field("channel", T("complaints", "Channel"), kind=ValueKind.CHOICE, choices=CHANNEL, otherwise="other"),
        _field("stage", T("complaints", "Stage"), "status", kind=ValueKind.CHOICE, choices=TICKET_STATUS),
        _field("place", T("complaints", "Place"), "address"),
        _field("building", T("complaints", "Building")),
        _field("unit", T("complaints", "Unit")),
        _field("room", T("complaints", "Room")),
        _field("person_name", T("complaints", "Complainant"), "requester"),
        _field("person_phone", T("complaints", "Telephone"), "requester_phone", kind=ValueKind.PHONES, lenient=True),
        _field("responsible", T("complaints", "Responsible"), "assignee"),
        _field("handling", T("complaints", "Handling"), synonyms=_HANDLING, kind=ValueKind.LONG_TEXT),
        _field("result", T("complaints", "What was done"), kind=ValueKind.LONG_TEXT),
        _field("cause_note", T("complaints", "Cause"), "cause"),
        _field(
            "satisfaction",
            T("complaints", "Satisfaction"),
            "rating",
            kind=ValueKind.CHOICE,
            choices={str(n): (*SATISFACTION[str(n)], str(n), f"{n}.0", f"{n}分") for n in range(1, 6)},
        ),
    ),
    one_of=("description", "title"),
)
CLOCK_DAYS = 30
"""An open complaint received within so many days gets our due times; older ones come from a time without clocks."""
_UPDATED = ("stage", "responded_at", "ended_at", "plan", "result", "cause", "cause_note", "satisfaction")
_MARKED = ("source_number", "title", "description", "reported_at")


class ComplaintSink:
    """Takes the rows of a ledger of complaints.

    A row that was imported before (same number, time and text) is updated, or skipped when nothing changed.

    Args:
        store: The office's database.
        actor: Who imports.
        complaints: Gives each a number of our own, and its due times if it still runs.
        subjects: Code -> title of the dictionary of subjects.
    """

    def __init__(self, store: Store, actor: Actor, complaints: ComplaintService, subjects: Mapping[str, str]) -> None:
        actor.require("complaint", "import")
        self._store = store
        self._actor = actor
        self._complaints = complaints
        self._subjects = {title: code for code, title in subjects.items()}
        self._work: Work | None = None
        self._series: dict[str, NumberSeries] = {}
        self._rows: dict[str, Complaint] = {}
        self._events: list[ComplaintEvent] = []
        self._seen: dict[str, int] = {}
        self._notes: list[Text] = []
        self._undated: list[int] = []
        self._strangers: dict[str, int] = {}
        self._unknown_subjects: dict[str, int] = {}

    @contextmanager
    def batch(self, dry_run: bool) -> Generator[None]:
        """Open one unit of work; a dry run is rolled back."""
        self._series.clear()
        try:
            with self._store.change(self._actor.id, "import") as work:
                self._work = work
                yield
                work.insert_many(self._rows.values())
                work.insert_many(self._events)
                if dry_run:
                    raise _DryRunDone
        except _DryRunDone:
            pass
        finally:
            self._work = None
            self._rows.clear()
            self._events.clear()

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        """Take over one row.

        Raises:
            Invalid: It does not say what was complained of, or lies in the future.
        """
        assert self._work is not None
        row = self._columns(self._work, dict(values), number)
        mark = _mark(row)
        if mark in self._seen:
            self._notes.append(
                T("complaints", "Row {row} repeats row {first} and was skipped.").with_(
                    row=number, first=self._seen[mark]
                )
            )
            return "skipped"
        self._seen[mark] = number
        there = self._existing(row, mark)
        if row["reported_at"] is None:
            self._undated.append(number)
            row["reported_at"] = self._work.now
        if there is not None:
            changed = {key: row[key] for key in _UPDATED if row.get(key) not in (None, "", getattr(there, key))}
            if not changed:
                return "skipped"
            self._work.update(there, **changed)
            return "updated"
        self._create(self._work, row)
        return "created"

    def notes(self) -> list[Text]:
        """Return what deserves to be said after the import."""
        notes = list(self._notes)
        if self._undated:
            notes.append(
                T(
                    "complaints",
                    "{n} rows (first row {row}) do not say when they were received: they count from this import.",
                ).with_(n=len(self._undated), row=self._undated[0])
            )
        if self._strangers:
            notes.append(
                T("complaints", "Not found among the staff: {names} (first in row {row}).").with_(
                    names="、".join(list(self._strangers)[:10]), row=next(iter(self._strangers.values()))
                )
            )
        if self._unknown_subjects:
            notes.append(
                T(
                    "complaints",
                    "Not in the dictionary of subjects, so kept before the text: {names} (first in row {row}).",
                ).with_(
                    names="、".join(list(self._unknown_subjects)[:10]),
                    row=next(iter(self._unknown_subjects.values())),
                )
            )
        return notes

    # --- one row --------------------------------------------------------------------------------------------------

    def _columns(self, work: Work, values: dict[str, Any], number: int) -> dict[str, Any]:
        def text(key: str) -> str:
            return str(values.get(key) or "").strip()

        description, title = text("description"), text("title")
        if not description and not title:
            raise Invalid({"description": T("complaints", "The row does not say what was complained of.")})
        if values.get("reported_at") is not None and values["reported_at"] > work.now + DAY:
            raise Invalid({"reported_at": T("complaints", "It was received in the future; check the date.")})
        subject, description = self._subject(text("subject"), description or title, number)
        place, house = located(work.database, text("place"), text("building"), text("unit"), text("room"))
        phone = normalise_phone(next(iter(values.get("person_phone") or ()), ""))
        stage = _STAGES[text("stage")] if text("stage") else _stage_by(values)
        return {
            "source_number": text("source_number"),
            "title": (title or title_of(description))[:120],
            "description": description[:LONGEST_DESCRIPTION],
            "subject": subject,
            "grade": text("grade") or "ordinary",
            "channel": text("channel") or "other",
            "stage": stage,
            "house_id": house,
            "place": place,
            "person_id": self._person(work, phone),
            "person_name": text("person_name"),
            "person_phone": phone,
            "staff_id": self._staff(work, text("responsible"), number),
            "plan": text("handling"),
            "result": text("result"),
            "cause": _cause(text("cause_note")),
            "cause_note": text("cause_note"),
            "satisfaction": int(values["satisfaction"]) if values.get("satisfaction") else None,
            "reported_at": values.get("reported_at"),
            "responded_at": values.get("responded_at"),
            "ended_at": values.get("ended_at") if stage in rules.ENDED else None,
        }

    def _subject(self, written: str, description: str, number: int) -> tuple[str, str]:
        """Return the code of a subject; one the office does not have stays in the text, in brackets."""
        if not written:
            return "", description
        for title, code in self._subjects.items():
            if written == title or written in title or title in written:
                return code, description
        self._unknown_subjects.setdefault(written, number)
        return "", f"【{written}】{description}"

    def _person(self, work: Work, phone: str) -> str:
        if not phone:
            return ""
        found = work.database.rows("SELECT DISTINCT person_id FROM person_phone WHERE phone = ? LIMIT 2", (phone,))
        return found[0][0] if len(found) == 1 else ""

    def _staff(self, work: Work, name: str, number: int) -> str:
        if not name:
            return ""
        found = work.database.rows("SELECT id FROM staff WHERE name = ? OR number = ? LIMIT 2", (name, name))
        if len(found) == 1:
            return found[0][0]
        self._strangers.setdefault(name, number)
        return ""

    def _existing(self, row: Mapping[str, Any], mark: str) -> Complaint | None:
        where, values = "source_number = ?", (row["source_number"],)
        if not row["source_number"]:
            where, values = "source_number = '' AND title = ?", (row["title"],)
        for complaint in self._store.find(Complaint, where, values):
            known = {key: getattr(complaint, key) for key in _MARKED}
            if mark in (_mark(known), _mark({**known, "reported_at": None})):
                return complaint
        return None

    # --- writing --------------------------------------------------------------------------------------------------

    def _create(self, work: Work, row: dict[str, Any]) -> None:
        received = row["reported_at"]
        numbering = self._complaints.numbering
        day = numbering.day(received)
        if day not in self._series:
            self._series[day] = numbering.series(work.database, received)
        complaint = Complaint(
            id=new_id(work.now),
            number=self._series[day].next(),
            entered_at=received,
            created_by=self._actor.id,
            **row,
        )
        if complaint.stage in rules.OPEN and work.now - received < CLOCK_DAYS * DAY:
            due = self._complaints.due_preview({"reported_at": received})
            complaint = replace(complaint, respond_due=due.respond, solve_due=due.solve)
        self._rows[complaint.id] = complaint
        self._event(complaint, "import", received, "", complaint.source_number)
        if complaint.stage in rules.ENDED:
            self._event(complaint, "archived", complaint.ended_at or received, "soothe", "")

    def _event(self, complaint: Complaint, action: str, at: int, before: str, note: str) -> None:
        self._events.append(
            ComplaintEvent(
                complaint_id=complaint.id,
                at=at,
                action=action,
                from_stage=before,
                to_stage=complaint.stage if before or complaint.stage in rules.OPEN else "soothe",
                created_by=self._actor.id,
                note=note,
            )
        )


def _stage_by(values: Mapping[str, Any]) -> str:
    """Return the stage of a row that does not say it: what has an end or a result elsewhere is no work of ours."""
    return "archived" if values.get("ended_at") is not None or values.get("result") else "soothe"


def _cause(written: str) -> str:
    return next((code for code, words in _CAUSES.items() if written in words), "") if written else ""


def _mark(row: Mapping[str, Any]) -> str:
    """Return what makes a row the same matter when it is met again."""
    text = "\n".join(str(row[key]) for key in _MARKED)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class _DryRunDone(Exception):
    """Rolls a trial run back."""

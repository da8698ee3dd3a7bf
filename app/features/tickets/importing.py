"""Tickets in from other systems' ledgers, with the times they had there."""

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
from app.features.houses.service import located
from app.features.office.service import add_imported_category
from app.features.people.rules import normalise_phone
from app.features.staff.rules import Actor
from app.features.tickets.intake import LONGEST_DESCRIPTION, title_of
from app.features.tickets.numbering import NumberSeries
from app.features.tickets.records import Ticket, TicketEvent
from app.features.tickets.rules import RUNNING
from app.features.tickets.service import TicketService
from app.importing.mapping import FieldSpec, KindSpec, ValueKind
from app.importing.run import Outcome
from app.importing.vocabulary import (
    CHANNEL,
    DEPARTMENT,
    HEADERS,
    LEVEL,
    SATISFACTION,
    SHEETS,
    TICKET_STATUS,
    TICKET_TYPE,
)
from app.store.store import Store
from app.store.work import Work


def _field(key: str, title: Text, word: str = "", **options: Any) -> FieldSpec:
    return FieldSpec(key, title, HEADERS[word or key], **options)


TICKET_KIND = KindSpec(
    name="tickets",
    title=T("tickets", "Tickets"),
    sheet_names=SHEETS["tickets"] + SHEETS["complaints"],
    fields=(
        _field("source_number", T("tickets", "Imported number"), "ticket_number"),
        _field("title", T("tickets", "Matter"), "subject"),
        _field("description", T("tickets", "Description"), kind=ValueKind.LONG_TEXT),
        _field("reported_at", T("tickets", "Reported"), "created_at", kind=ValueKind.MOMENT),
        _field("responded_at", T("tickets", "First response"), "acknowledged_at", kind=ValueKind.MOMENT, lenient=True),
        _field("dispatched_at", T("tickets", "Dispatched at"), kind=ValueKind.MOMENT, lenient=True),
        _field("finished_at", T("tickets", "Finished"), kind=ValueKind.MOMENT, lenient=True),
        _field("closed_at", T("tickets", "Closed at"), kind=ValueKind.MOMENT, lenient=True),
        _field("reopened_at", T("tickets", "Reopened"), kind=ValueKind.MOMENT, lenient=True),
        _field("category", T("tickets", "Category")),
        _field(
            "type", T("tickets", "Type"), "ticket_type", kind=ValueKind.CHOICE, choices=TICKET_TYPE, otherwise="other"
        ),
        _field("channel", T("tickets", "Channel"), kind=ValueKind.CHOICE, choices=CHANNEL, otherwise="other"),
        _field("level", T("tickets", "Level"), kind=ValueKind.CHOICE, choices=LEVEL, otherwise="3"),
        _field("state", T("tickets", "State"), "status", kind=ValueKind.CHOICE, choices=TICKET_STATUS, lenient=True),
        _field("place", T("tickets", "Place"), "address"),
        _field("building", T("tickets", "Building")),
        _field("unit", T("tickets", "Unit")),
        _field("room", T("tickets", "Room")),
        _field("requester_name", T("tickets", "Requester"), "requester"),
        _field("requester_phone", T("tickets", "Telephone"), "requester_phone", kind=ValueKind.PHONES, lenient=True),
        _field("assignee", T("tickets", "Assignee")),
        _field("department", T("tickets", "Department"), kind=ValueKind.CHOICE, choices=DEPARTMENT, lenient=True),
        _field("result", T("tickets", "Result"), kind=ValueKind.LONG_TEXT),
        _field("cause", T("tickets", "Cause")),
        _field("fee", T("tickets", "Fee"), kind=ValueKind.MONEY, lenient=True),
        _field(
            "satisfaction",
            T("tickets", "Satisfaction"),
            "rating",
            kind=ValueKind.CHOICE,
            choices={str(n): (*SATISFACTION[str(n)], str(n), f"{n}.0", f"{n}分") for n in range(1, 6)},
            lenient=True,
        ),
    ),
    one_of=("description", "title", "category"),
)

_STATES = {"checking": "check", "waiting": "held", "cancelled": "void", "merged": "void"}
_TYPES = {"extra": "value_added"}
_UPDATED = (
    "state",
    "responded_at",
    "dispatched_at",
    "finished_at",
    "closed_at",
    "result",
    "cause",
    "satisfaction",
    "fee",
)


CLOCK_DAYS = 30
"""An open ticket reported within so many days gets our due times; older ones come from a time without such clocks."""


class TicketSink:
    """Takes the rows of a ledger of tickets.

    A row that was imported before (same number, time and text) is updated, or skipped when nothing changed. Two rows
    of one file with the same number but another text are two matters: both are kept, and a note says so.

    Args:
        store: The office's database.
        actor: Who imports.
        tickets: Gives each ticket a number of our own, of the day it was reported, and its due times if it still runs.
    """

    def __init__(self, store: Store, actor: Actor, tickets: TicketService) -> None:
        actor.require("ticket", "import")
        self._store = store
        self._actor = actor
        self._tickets_service = tickets
        self._work: Work | None = None
        self._series: dict[str, NumberSeries] = {}
        self._tickets: dict[str, Ticket] = {}
        self._events: list[TicketEvent] = []
        self._seen: dict[str, int] = {}
        self._new_categories: dict[str, str] = {}
        self._notes: list[Text] = []
        self._undated: list[int] = []
        self._places: dict[tuple[str, ...], tuple[str, str]] = {}
        self._strangers: dict[str, int] = {}
        self._unnumbered: dict[str, str] | None = None

    @contextmanager
    def batch(self, dry_run: bool) -> Generator[None]:
        """Open one unit of work; a dry run is rolled back."""
        self._series.clear()
        try:
            with self._store.change(self._actor.id, "import") as work:
                self._work = work
                yield
                self._flush(work)
                if dry_run:
                    raise _DryRunDone
        except _DryRunDone:
            pass
        finally:
            self._work = None
            self._tickets.clear()
            self._events.clear()

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        """Take over one row.

        Raises:
            Invalid: It says neither what it is about nor anything else worth keeping.
        """
        assert self._work is not None
        row = self._columns(self._work, dict(values), number)
        mark = _mark(row)
        if mark in self._seen:
            self._notes.append(
                T("tickets", "Row {row} repeats row {first} and was skipped.").with_(row=number, first=self._seen[mark])
            )
            return "skipped"
        self._note_double(row["source_number"], number)
        self._seen[mark] = number
        there = self._existing(row, mark)
        if row["reported_at"] is None:
            self._undated.append(number)
            row["reported_at"] = self._work.now
        if there is not None:
            changed = {key: row[key] for key in _UPDATED if row.get(key) not in (None, "", getattr(there, key))}
            again = self._reopened_since(self._work, there, row["reopened_at"])
            if not changed and not again:
                return "skipped"
            self._work.update(there, **changed)
            self._events.extend(again)
            return "updated"
        self._create(row)
        return "created"

    def notes(self) -> list[Text]:
        """Return what deserves to be said after the import."""
        made = [
            T("tickets", "New category “{title}” was added to the tree.").with_(title=title)
            for title in self._new_categories
        ]
        notes = [*self._notes, *made]
        if self._undated:
            notes.append(
                T(
                    "tickets",
                    "{n} rows (first row {row}) do not say when they were reported: they count from this import.",
                ).with_(n=len(self._undated), row=self._undated[0])
            )
        if self._strangers:
            notes.append(
                T(
                    "tickets",
                    "Not found among the staff, so nobody was entered as assignee: {names} (first in row {row}).",
                ).with_(names="、".join(list(self._strangers)[:10]), row=next(iter(self._strangers.values())))
            )
        return notes

    # --- one row --------------------------------------------------------------------------------------------------

    def _columns(self, work: Work, values: dict[str, Any], number: int) -> dict[str, Any]:
        description = str(values.get("description") or "").strip()
        # Some systems say what it is about by the category alone.
        title = str(values.get("title") or "").strip() or ("" if description else str(values.get("category") or ""))
        if not description and not title:
            raise Invalid({"description": T("tickets", "The row has neither a matter nor a description.")})
        category, defaults = self._category(work, str(values.get("category") or "").strip())
        place, house = self._place(work, values)
        phone = normalise_phone(next(iter(values.get("requester_phone") or ()), ""))
        state = str(values.get("state") or _state_by_times(values))
        row: dict[str, Any] = {
            "source_number": str(values.get("source_number") or "").strip(),
            "title": (title or title_of(description))[:120],
            "description": (description or title)[:LONGEST_DESCRIPTION],
            "type": _TYPES.get(str(values.get("type")), values.get("type")) or defaults[0],
            "category": category,
            "level": int(values.get("level") or defaults[1]),
            "department": values.get("department") or defaults[2],
            "channel": values.get("channel") or "other",
            "state": _STATES.get(state, state),
            "house_id": house,
            "place": place,
            "requester_name": str(values.get("requester_name") or "").strip(),
            "requester_phone": phone,
            "requester_id": self._person(work, phone),
            "assignee_id": self._staff(work, str(values.get("assignee") or "").strip(), number),
            "result": str(values.get("result") or "").strip(),
            "cause": str(values.get("cause") or "").strip(),
            "fee": values.get("fee"),
            "satisfaction": int(values["satisfaction"]) if values.get("satisfaction") else None,
            **{
                key: values.get(key)
                for key in ("reported_at", "responded_at", "dispatched_at", "finished_at", "closed_at", "reopened_at")
            },
        }
        if row["reported_at"] is not None and row["reported_at"] > work.now + DAY:
            raise Invalid({"reported_at": T("tickets", "The ticket was reported in the future; check the date.")})
        return row

    def _category(self, work: Work, title: str) -> tuple[str, tuple[str, int, str]]:
        if not title:
            return "", ("other", 3, "")
        found = work.database.row(
            "SELECT id, type, level, department FROM category WHERE title = ? OR id = ? ORDER BY parent = '', id",
            (title, title),
        )
        if found is not None:
            return found[0], (found[1] or "other", found[2] or 3, found[3])
        code = add_imported_category(work, title)
        self._new_categories[title] = code
        return code, ("other", 3, "")

    def _place(self, work: Work, values: Mapping[str, Any]) -> tuple[str, str]:
        """Return where it is, as written, and the house that names, from one cell or from building, unit and room."""
        place, building, unit, door = (
            str(values.get(key) or "").strip() for key in ("place", "building", "unit", "room")
        )
        written = place, building, unit, door
        if written not in self._places:
            self._places[written] = located(work.database, *written)
        return self._places[written]

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

    def _note_double(self, source_number: str, number: int) -> None:
        key = f"number|{source_number}"
        if source_number and key in self._seen:
            self._notes.append(
                T(
                    "tickets", "Rows {first} and {row} have the same number {number} but another text: both were kept."
                ).with_(first=self._seen[key], row=number, number=source_number)
            )
        self._seen.setdefault(key, number)

    def _existing(self, row: Mapping[str, Any], mark: str) -> Ticket | None:
        if not row["source_number"]:
            known = self._marks_without_number().get(mark)
            return self._store.get(Ticket, known) if known else None
        for ticket in self._store.find(Ticket, "source_number = ?", (row["source_number"],)):
            if mark in _marks(ticket):
                return ticket
        return None

    def _marks_without_number(self) -> dict[str, str]:
        """Return the imported tickets that came without a number, by what makes them the same matter."""
        if self._unnumbered is None:
            self._unnumbered = {}
            for ticket in self._store.find(
                Ticket,
                "source_number = '' AND EXISTS"
                " (SELECT 1 FROM ticket_event e WHERE e.ticket_id = ticket.id AND e.action = 'import')",
            ):
                for mark in _marks(ticket):
                    self._unnumbered.setdefault(mark, ticket.id)
        return self._unnumbered

    # --- writing --------------------------------------------------------------------------------------------------

    def _create(self, row: dict[str, Any]) -> None:
        assert self._work is not None
        columns = {key: value for key, value in row.items() if key != "reopened_at"}
        reported = row["reported_at"]
        series = self._series_of(self._work, reported)
        ticket = Ticket(
            id=new_id(self._work.now),
            number=series.next(),
            entered_at=reported,
            accepted_at=row["responded_at"],
            created_by=self._actor.id,
            **columns,
        )
        if ticket.state in RUNNING and self._work.now - reported < CLOCK_DAYS * DAY:
            ticket = replace(ticket, **self._tickets_service.due_of(ticket, reported).columns())
        self._tickets[ticket.id] = ticket
        steps: list[tuple[str, int | None, str]] = [
            ("import", reported, "new"),
            ("dispatch", row["dispatched_at"], "dispatched"),
            ("respond", row["responded_at"], "working"),
            ("finish", row["finished_at"], "check"),
            ("close", row["closed_at"], "closed"),
            ("reopen", row["reopened_at"], "new"),
        ]
        state = ""
        for action, at, after in sorted((step for step in steps if step[1] is not None), key=lambda step: step[1] or 0):
            self._events.append(
                TicketEvent(
                    ticket_id=ticket.id,
                    at=at,
                    action=action,
                    from_state=state,
                    to_state=after,
                    created_by=self._actor.id,
                    note=row["source_number"] if action == "import" else "",
                )
            )
            state = after

    def _reopened_since(self, work: Work, ticket: Ticket, moment: int | None) -> list[TicketEvent]:
        """Return the step of a ticket known already that was reopened elsewhere, unless it is in the timeline."""
        known = "SELECT 1 FROM ticket_event WHERE ticket_id = ? AND action = 'reopen' AND at >= ?"
        if moment is None or work.database.value(known, (ticket.id, moment)):
            return []
        return [
            TicketEvent(
                ticket_id=ticket.id,
                at=moment,
                action="reopen",
                from_state=ticket.state,
                to_state="new",
                created_by=self._actor.id,
            )
        ]

    def _series_of(self, work: Work, moment: int) -> NumberSeries:
        day = self._tickets_service.numbering.day(moment)
        if day not in self._series:
            self._series[day] = self._tickets_service.numbering.series(work.database, moment)
        return self._series[day]

    def _flush(self, work: Work) -> None:
        work.insert_many(self._tickets.values())
        work.insert_many(self._events)


def _state_by_times(values: Mapping[str, Any]) -> str:
    """Return the state of a row that does not say it: what has been finished elsewhere is no work of ours."""
    if values.get("closed_at") is not None or values.get("finished_at") is not None:
        return "closed"
    return "dispatched" if values.get("dispatched_at") is not None else "new"


class _DryRunDone(Exception):
    """Rolls a trial run back."""


_MARKED = ("source_number", "title", "description", "reported_at")


def _mark(row: Mapping[str, Any]) -> str:
    """Return what makes a row the same matter when it is met again."""
    text = "\n".join(str(row[key]) for key in _MARKED)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _marks(ticket: Ticket) -> tuple[str, str]:
    """Return the marks by which a row means this ticket: with its time, and without for rows that say none."""
    known = {key: getattr(ticket, key) for key in _MARKED}
    return _mark(known), _mark({**known, "reported_at": None})

"""What leaves the desk about a ticket: the message for the resident and the work slip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.core.clock import Clock, OfficeZone
from app.core.phrasing import say_moment
from app.core.text import T, Text
from app.documents.fonts import Fonts
from app.features.ledgers.service import printed_by
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.features.tickets import rules
from app.features.tickets.events import write_event
from app.features.tickets.records import Ticket
from app.features.tickets.service import TicketService
from app.settings.settings import Settings
from app.store.store import Store

Progress = Callable[[int, int], bool]


class TicketPapers:
    """Writes work slips and the resident's message.

    Args:
        store: The office's database.
        tickets: The verbs of tickets.
        audit: Printing personal data is accounted for.
        settings: Names the office and its telephone.
        fonts: Typefaces for PDF.
        clock: The present moment.
        zone: The office's time zone.
    """

    def __init__(
        self,
        store: Store,
        tickets: TicketService,
        audit: AuditLog,
        settings: Settings,
        fonts: Fonts,
        clock: Clock,
        zone: OfficeZone,
    ) -> None:
        self._store = store
        self._tickets = tickets
        self._audit = audit
        self._settings = settings
        self._fonts = fonts
        self._clock = clock
        self._zone = zone

    def resident_message(self, actor: Actor, ticket_id: str) -> str:
        """Return the message for the resident: number, state in three words, expected time, person and telephone."""
        detail = self._tickets.detail(actor, ticket_id)
        values = detail.values
        now = self._clock.now()
        parts: list[Text] = [
            T("message", "Hello, about “{matter}” at {place}: {state}. Your number is {number}.").with_(
                matter=values["title"],
                place=detail.room,
                state=rules.RESIDENT_WORDS.get(values["state"], rules.RESIDENT_WORDS["working"]),
                number=values["number"],
            )
        ]
        if values["state"] in rules.RUNNING:
            parts.extend(self._expected(values, now))
        if values["state"] in rules.OPEN:
            parts.append(self._responsible(detail.assignee, detail.assignee_phone, values["department"]))
        elif values["result"]:
            parts.append(T("message", "Result: {result}.").with_(result=values["result"].rstrip("。.")))
        office, phone = self._settings.text("office.name"), self._settings.text("office.phone")
        if phone:
            parts.append(T("message", "Questions? Call {phone}.").with_(phone=phone))
        if office:
            parts.append(T("message", "{office}").with_(office=office))
        return " ".join(map(str, parts)).replace("。 ", "。")  # a Chinese full stop carries its own space

    def write_slips(
        self, actor: Actor, ticket_ids: Sequence[str], path: Path, progress: Progress | None = None
    ) -> frozenset[str]:
        """Write the work slips of one or many tickets into one PDF, each with its own page count.

        Args:
            actor: Who prints; the resident's name and telephone are on it as far as the role may see them.
            ticket_ids: The tickets, in order.
            path: The PDF.
            progress: Called with sheets done and in all; returning False cancels.

        Returns:
            Characters that no typeface has.
        """
        from app.documents.pdf import write_pdf
        from app.features.tickets.report import work_slip

        actor.require("ticket", "print")
        office = self._settings.text("office.name")
        printed = printed_by(actor, self._clock, self._zone)
        documents = [work_slip(self._fields(actor, ticket_id), office, printed, self._zone) for ticket_id in ticket_ids]
        result = write_pdf(documents, path, self._fonts, progress)
        with self._store.change(actor.id) as work:
            for ticket_id in ticket_ids:
                write_event(work, work.must(Ticket, ticket_id), "print")
            if actor.may("person", "unmask"):
                one = ticket_ids[0] if len(ticket_ids) == 1 else ""
                self._audit.write(actor, "print", "ticket", one, str(len(ticket_ids)), work=work)
        return frozenset(result.missing)

    def _fields(self, actor: Actor, ticket_id: str) -> dict[str, Any]:
        detail = self._tickets.detail(actor, ticket_id)
        fields = dict(detail.values)
        if actor.may("person", "unmask"):
            fields["requester_phone"] = self._store.value(
                "SELECT requester_phone FROM ticket WHERE id = ?", (ticket_id,)
            )
        fields["room"] = detail.room
        fields["category_title"] = detail.category
        fields["assignee"] = " ".join(part for part in (detail.assignee, detail.assignee_phone) if part)
        fields["notes"] = self._notes(fields)
        return fields

    def _notes(self, values: dict[str, Any]) -> str:
        tags = self._store.rows(
            "SELECT coalesce(w.title, g.code) FROM person_tag g"
            " LEFT JOIN word w ON w.id = g.dictionary || '|' || g.code"
            " WHERE g.person_id = ? ORDER BY g.dictionary, g.code",
            (values["requester_id"],),
        )
        sticky = self._store.value("SELECT note FROM house WHERE id = ?", (values["house_id"],))
        return "；".join([*(str(title) for (title,) in tags), *([sticky] if sticky else [])])

    def _expected(self, values: Any, now: int) -> list[Text]:
        for key, done, words in (
            ("respond_due", "responded_at", T("message", "We will contact you by {time}.")),
            ("arrive_due", "on_site_at", T("message", "Somebody will be with you by {time}.")),
            ("finish_due", "finished_at", T("message", "You will hear the result by {time}.")),
        ):
            if values[key] is not None and values[done] is None and values[key] > now:
                return [words.with_(time=say_moment(values[key], now, self._zone, times=True))]
        return []

    def _responsible(self, name: str, phone: str, department: str) -> Text:
        if name and phone:
            return T("message", "Responsible: {name}, {phone}.").with_(name=name, phone=phone)
        if name:
            return T("message", "Responsible: {name}.").with_(name=name)
        title = rules.DEPARTMENTS.get(department) or rules.DEPARTMENTS["customer_service"]
        return T("message", "In charge: {department}.").with_(department=title)

"""Tables of the tickets module."""

from app.store import fields as f
from app.store.records import SyncedRecord


class Ticket(SyncedRecord):
    """A ticket (工单): something a resident or the office itself wants done or answered.

    The columns that lists are sorted by have indexes together with the id, see the migrations.

    Attributes:
        number: Readable number, unique without a server (``GD261122-A-0007``).
        source_number: Number it has in the system it was imported from.
        type: Code of ``rules.Type``.
        category: Code of the category tree.
        scenario: Code of the scenario card it was taken by.
        state: Code of ``rules.State``.
        house_id: The house it is about; ``place`` names a public area or equipment instead.
        requester_id: The person who asked; name and phone are kept as they were given.
        respond_due: First response due, UTC milliseconds; ``arrive_due`` on site, ``finish_due`` result fed back.
        held_at: Since when its clock stands; null while it runs.
        held_ms: How long its clock has stood so far, milliseconds.
        reopened: Not written any more, as ``returned``: how often is counted from the timeline, which every desk
            unites without loss. Kept for programs that know them.
        respond_late: Breach mark: set once when the first response was late, and never cleared; so with the others.
        satisfaction: The resident's score from 1 to 5.
        check_score: The office's internal check from 1 to 5.
        resident_word: The resident's word at closing.
        fee: Charged for it, fen.
    """

    table = "ticket"

    number: str = f.text()
    source_number: str = f.text(indexed=True)
    type: str = f.text("other")
    category: str = f.ref("category", indexed=False)
    scenario: str = f.ref("scenario", indexed=False)
    state: str = f.text("new")
    title: str = f.text()
    description: str = f.text(policy="text", personal=True)
    level: int = f.integer(3)
    channel: str = f.text("phone")
    house_id: str = f.ref("house")
    place: str = f.text()
    zone: str = f.text()
    requester_id: str = f.ref("person")
    requester_name: str = f.text(personal=True)
    requester_phone: str = f.text(personal=True)
    department: str = f.text()
    assignee_id: str = f.ref("staff")
    happened_at: int | None = f.moment()
    reported_at: int | None = f.moment()
    entered_at: int | None = f.moment()
    accepted_at: int | None = f.moment()
    dispatched_at: int | None = f.moment()
    responded_at: int | None = f.moment()
    on_site_at: int | None = f.moment()
    finished_at: int | None = f.moment()
    called_back_at: int | None = f.moment()
    closed_at: int | None = f.moment()
    respond_due: int | None = f.moment()
    arrive_due: int | None = f.moment()
    finish_due: int | None = f.moment()
    held_at: int | None = f.moment()
    held_ms: int = f.integer(0, policy="quiet")
    hold_reason: str = f.text()
    respond_late: int = f.integer(0, policy="max")
    arrive_late: int = f.integer(0, policy="max")
    finish_late: int = f.integer(0, policy="max")
    reopened: int = f.integer(0, policy="max")
    returned: int = f.integer(0, policy="max")
    result: str = f.text(policy="text")
    cause: str = f.text()
    materials: str = f.text()
    fee: int | None = f.money()
    resident_word: str = f.text()
    satisfaction: int | None = f.integer()
    check_score: int | None = f.integer()
    merged_into: str = f.ref("ticket", indexed=False)
    parent_id: str = f.ref("ticket", indexed=False)


class TicketEvent(SyncedRecord):
    """One step of a ticket's memory; never edited.

    Attributes:
        at: When it happened, UTC milliseconds.
        action: Code of the move or note.
        from_state: State before.
        to_state: State after; the same for notes.
        target: Staff id it went to, or id of another ticket.
        note: What was said.
    """

    table = "ticket_event"
    belongs_to = "ticket_id"
    journal = True

    ticket_id: str = f.ref("ticket")
    at: int | None = f.moment()
    action: str = f.text()
    from_state: str = f.text()
    to_state: str = f.text()
    target: str = f.text()
    note: str = f.text(personal=True)


class Promise(SyncedRecord):
    """A promise to a resident with a clock of its own, such as an answer within thirty minutes.

    Attributes:
        due_at: When it falls due, UTC milliseconds.
        kept_at: When it was kept; null while it is owed.
        cancelled: Whether it was withdrawn, with the reason in ``note``.
    """

    table = "promise"
    belongs_to = "ticket_id"

    ticket_id: str = f.ref("ticket")
    text: str = f.text(personal=True)
    staff_id: str = f.ref("staff", indexed=False)
    due_at: int | None = f.moment(indexed=True)
    kept_at: int | None = f.moment()
    cancelled: int = f.flag()
    note: str = f.text()


RECORDS = (Ticket, TicketEvent, Promise)

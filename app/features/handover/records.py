"""Tables of the handover module.

What a handover says is kept in rows of its own, not looked up in the books: it must say the same years later, when
the tickets it names have long ended. For the same reason its lines name other records by plain ids that no merging of
records follows.
"""

from app.store import fields as f
from app.store.records import SyncedRecord


class Handover(SyncedRecord):
    """The handover of one shift (交接班).

    Attributes:
        on_day: The office day on which the shift began.
        kind_id: The kind of shift.
        shift_title: What the kind was called.
        starts_at: When the shift began, UTC milliseconds; ``ends_at`` when it was to end.
        cut_off: Up to when it was made from the data; what came later belongs to the next shift.
        next_day: The shift that takes over: day, kind, title and its end.
        state: Code of ``rules.STATES``.
        back_entered: Whether it was written on paper first and entered afterwards.
        last_id: The sealed handover before it, with whose counts its own are compared.
        out_id: Who handed over, with name and time of the signature.
        in_id: Who took over, with name and time; ``in_mode`` says how (code of ``rules.MODES``) and ``in_note`` why.
        seal: BLAKE2b-256 of the canonical content in hex, by format ``seal_format``; empty until it is sealed.
        seal_rows: JSON: row -> short digest, to say later which row differs.
    """

    table = "handover"

    on_day: str = f.day()
    kind_id: str = f.ref("shift_kind", indexed=False)
    shift_title: str = f.text()
    starts_at: int | None = f.moment()
    ends_at: int | None = f.moment()
    cut_off: int | None = f.moment()
    next_day: str = f.day()
    next_kind: str = f.ref("shift_kind", indexed=False)
    next_title: str = f.text()
    next_ends: int | None = f.moment()
    state: str = f.text("draft")
    back_entered: int = f.flag()
    last_id: str = f.text()
    out_id: str = f.ref("staff", indexed=False)
    out_name: str = f.text(personal=True)
    out_at: int | None = f.moment()
    in_id: str = f.ref("staff", indexed=False)
    in_name: str = f.text(personal=True)
    in_at: int | None = f.moment()
    in_mode: str = f.text()
    in_note: str = f.text(personal=True)
    sealed_at: int | None = f.moment()
    seal: str = f.text()
    seal_format: int = f.integer(0, policy="quiet")
    seal_rows: str = f.text(policy="quiet")


class HandoverLine(SyncedRecord):
    """A line of a handover; the id is ``handover|section|record``, so that two desks that refresh make one.

    Attributes:
        section: Code of ``rules.SECTIONS``.
        kind: Record kind that opens with it; empty for a note.
        record_id: The record, as it was when the line was made.
        number: What people call the record.
        title: What it is about; personal data in it is masked.
        detail: How it stood.
        due_at: When it is due, UTC milliseconds.
        late: Whether its time was over at the cut-off.
        required: Whether the incoming person must tick it.
        marked: Whether a person marked it as required.
        flag_id: The flag under which it is carried on from shift to shift.
    """

    table = "handover_line"
    belongs_to = "handover_id"

    handover_id: str = f.ref("handover")
    section: str = f.text()
    position: int = f.integer(0, policy="quiet")
    kind: str = f.text()
    record_id: str = f.text(indexed=True)
    number: str = f.text()
    title: str = f.text(personal=True)
    detail: str = f.text(personal=True)
    place: str = f.text()
    who: str = f.text(personal=True)
    due_at: int | None = f.moment()
    level: int = f.integer(0)
    late: int = f.flag()
    required: int = f.flag()
    marked: int = f.flag()
    flag_id: str = f.text()


class HandoverTick(SyncedRecord):
    """A required line that was read; the id is the line's with ``|read``.

    Attributes:
        line_id: The line.
        staff_id: Who read it, with name and time.
        after: Whether it was read after the handover had been sealed.
    """

    table = "handover_tick"
    belongs_to = "handover_id"

    handover_id: str = f.ref("handover")
    line_id: str = f.text()
    staff_id: str = f.ref("staff", indexed=False)
    name: str = f.text(personal=True)
    at: int | None = f.moment()
    after: int = f.flag()


class HandoverCount(SyncedRecord):
    """A counted thing, or one denomination of the cash; the id is ``handover|code``.

    Attributes:
        code: Of the dictionary of counted things; ``cash`` for the cash as a whole, ``cash.10000`` for hundreds.
        expected: How many there should be; null if nobody says.
        counted: How many there were; null if not counted.
        last: How many the handover before had; null if it did not count them.
        reason: Why there is a difference.
    """

    table = "handover_count"
    belongs_to = "handover_id"

    handover_id: str = f.ref("handover")
    code: str = f.text()
    title: str = f.text()
    position: int = f.integer(0, policy="quiet")
    expected: int | None = f.integer()
    counted: int | None = f.integer()
    last: int | None = f.integer()
    reason: str = f.text()


class HandoverEvent(SyncedRecord):
    """One step of a handover's memory, or, once it is sealed, an addition; never edited.

    Attributes:
        at: When, UTC milliseconds.
        action: Code of ``rules.EVENTS``.
        name: Who, as they were called.
        note: What was said.
        chained: For an addition, the seal or the digest of the addition it was written after.
        digest: For an addition, BLAKE2b-256 over that and what it says, in hex.
    """

    table = "handover_event"
    belongs_to = "handover_id"
    journal = True

    handover_id: str = f.ref("handover")
    at: int | None = f.moment()
    action: str = f.text()
    name: str = f.text(personal=True)
    note: str = f.text(personal=True)
    chained: str = f.text()
    digest: str = f.text()


class HandoverFlag(SyncedRecord):
    """Something that stands in every handover until somebody clears it.

    Attributes:
        title: What it is about.
        kind: Record kind that opens with it; empty for a note.
        record_id: That record.
        number: What people call it.
        cleared_at: When it was cleared, UTC milliseconds; null while it is carried on.
        cleared_by: Who cleared it.
        why: Why it needs no more attention.
    """

    table = "handover_flag"

    title: str = f.text(personal=True)
    detail: str = f.text(personal=True)
    kind: str = f.text()
    record_id: str = f.text(indexed=True)
    number: str = f.text()
    cleared_at: int | None = f.moment()
    cleared_by: str = f.ref("staff", indexed=False)
    why: str = f.text(personal=True)


RECORDS = (Handover, HandoverLine, HandoverTick, HandoverCount, HandoverEvent, HandoverFlag)

"""Tables of the complaints module."""

from app.store import fields as f
from app.store.records import SyncedRecord


class Complaint(SyncedRecord):
    """A complaint (投诉): what somebody holds against the office or, in a dispute, against a neighbour.

    Attributes:
        number: Readable number, unique without a server (``TS261122-A-0007``).
        source_number: Number it has in the ledger it was imported from.
        ticket_id: The ticket it was made from.
        grade: Code of ``rules.GRADES``.
        dispute: Whether it is a dispute of neighbours and has a mediation file.
        subject: Code of the dictionary ``complaint_subject``.
        stage: Code of ``rules.STAGES``, or how it ended.
        house_id: Where; ``place`` names a public area instead.
        person_id: Who complains; name and phone are kept as they were given.
        department: Whom or what the complaint is about, as a code of the dictionary ``department``.
        staff_id: Who is responsible for it.
        respond_due: First response due, UTC milliseconds; ``solve_due`` a solution said to the person.
        respond_late: Breach mark: set once when the first response was late, and never cleared; so ``solve_late``.
        told_at: When management took note of a serious one; ``told_to`` who did.
        soothed: What the person was told first, and how they took it.
        findings: What the investigation found.
        plan: The solution that is offered.
        consent: Code of ``rules.CONSENTS``: what the person says to the plan.
        approved_at: When management approved the plan of a serious one; ``approved_by`` who did.
        result: What was done.
        no_letter: Why no written reply was given.
        cause: Code of ``rules.CAUSES``, what it came from; ``cause_note`` in words.
        no_measure: Why nothing has to be prevented.
        closing_words: The person's word at the end.
        satisfaction: The person's score from 1 to 5.
        mediator_id: Who mediates a dispute.
        compromise: What the parties agreed on.
        outcome: Code of ``rules.OUTCOMES`` of a dispute.
        settled_on: Day of the agreement.
    """

    table = "complaint"

    number: str = f.text()
    source_number: str = f.text(indexed=True)
    ticket_id: str = f.ref("ticket")
    grade: str = f.text("ordinary")
    dispute: int = f.flag()
    subject: str = f.text()
    stage: str = f.text("soothe")
    title: str = f.text()
    description: str = f.text(policy="text", personal=True)
    channel: str = f.text("phone")
    department: str = f.text()
    house_id: str = f.ref("house")
    place: str = f.text()
    person_id: str = f.ref("person")
    person_name: str = f.text(personal=True)
    person_phone: str = f.text(personal=True)
    staff_id: str = f.ref("staff")
    happened_at: int | None = f.moment()
    reported_at: int | None = f.moment()
    entered_at: int | None = f.moment()
    responded_at: int | None = f.moment()
    solved_at: int | None = f.moment()
    ended_at: int | None = f.moment()
    respond_due: int | None = f.moment()
    solve_due: int | None = f.moment()
    respond_late: int = f.integer(0, policy="max")
    solve_late: int = f.integer(0, policy="max")
    told_at: int | None = f.moment()
    told_to: str = f.ref("staff", indexed=False)
    soothed: str = f.text(policy="text")
    findings: str = f.text(policy="text")
    plan: str = f.text(policy="text")
    consent: str = f.text()
    approved_at: int | None = f.moment()
    approved_by: str = f.ref("staff", indexed=False)
    result: str = f.text(policy="text")
    no_letter: str = f.text()
    cause: str = f.text()
    cause_note: str = f.text(policy="text")
    no_measure: str = f.text()
    closing_words: str = f.text(policy="text", personal=True)
    satisfaction: int | None = f.integer()
    mediator_id: str = f.ref("staff", indexed=False)
    compromise: str = f.text(policy="text", personal=True)
    outcome: str = f.text()
    settled_on: str = f.day()


class ComplaintEvent(SyncedRecord):
    """One step of a complaint's memory; never edited.

    Attributes:
        at: When it happened, UTC milliseconds.
        action: Code of ``rules.EVENTS``.
        from_stage: Stage before.
        to_stage: Stage after; the same for notes.
        target: Staff id it went to, or id of another record.
        note: What was said.
    """

    table = "complaint_event"
    belongs_to = "complaint_id"
    journal = True

    complaint_id: str = f.ref("complaint")
    at: int | None = f.moment()
    action: str = f.text()
    from_stage: str = f.text()
    to_stage: str = f.text()
    target: str = f.text()
    note: str = f.text(personal=True)


class ComplaintLetter(SyncedRecord):
    """A letter to the person who complained; its text is kept as it was sent.

    Attributes:
        template: Id of the template it was made from.
        title: The large line of the letter.
        receiver: To whom it is addressed, with the form of address.
        body: The text; never changed once it was sent.
        written_on: The day that stands under it.
        sent_at: When it was handed over or sent, UTC milliseconds; null while it is a draft.
        sent_by: Who did that.
        delivery: Code of ``rules.DELIVERIES``.
        seal: SHA-256 of what was sent, hex; empty while it is a draft.
    """

    table = "complaint_letter"
    belongs_to = "complaint_id"

    complaint_id: str = f.ref("complaint")
    template: str = f.ref("letter_template", indexed=False)
    title: str = f.text()
    receiver: str = f.text(personal=True)
    body: str = f.text(policy="text", personal=True)
    written_on: str = f.day()
    sent_at: int | None = f.moment()
    sent_by: str = f.ref("staff", indexed=False)
    delivery: str = f.text()
    seal: str = f.text()


class LetterTemplate(SyncedRecord):
    """A letter with places for what is known of a complaint; the id is a code for those the program brings.

    Attributes:
        title: The large line of the letter, and what people choose it by.
        hint: When it is used.
        body: The text, with variables in braces.
        position: Order of the list.
        active: Whether it can still be chosen.
    """

    table = "letter_template"

    title: str = f.text()
    hint: str = f.text()
    body: str = f.text(policy="text")
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(default=True)


class ComplaintMeasure(SyncedRecord):
    """What is done so that it does not happen again; carried out as a task of the weekly plan.

    Attributes:
        text: What is to be done.
        staff_id: Who does it.
        due_at: By when, UTC milliseconds.
        task_id: The task of the weekly plan.
        dropped: Why it was given up; empty while it stands.
    """

    table = "complaint_measure"
    belongs_to = "complaint_id"

    complaint_id: str = f.ref("complaint")
    text: str = f.text(policy="text")
    staff_id: str = f.ref("staff", indexed=False)
    due_at: int | None = f.moment()
    task_id: str = f.text()
    dropped: str = f.text()


class ComplaintTicket(SyncedRecord):
    """A ticket that belongs to a complaint; the id is ``complaint|ticket``."""

    table = "complaint_ticket"
    belongs_to = "complaint_id"

    complaint_id: str = f.ref("complaint")
    ticket_id: str = f.ref("ticket")


class Partner(SyncedRecord):
    """Whom the office turns to outside its walls, such as the community police; the id is a code for those it begins
    with.

    Attributes:
        title: The institution.
        contact: The person there.
        phone: The number to call.
        note: When to turn to them, and when somebody is there.
        position: Order of the list.
        active: Whether it can still be chosen.
    """

    table = "partner"

    title: str = f.text()
    contact: str = f.text(personal=True)
    phone: str = f.text()
    note: str = f.text(policy="text")
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(default=True)


class ComplaintPartner(SyncedRecord):
    """That a partner was turned to in a complaint: when, and what came of it."""

    table = "complaint_partner"
    belongs_to = "complaint_id"

    complaint_id: str = f.ref("complaint")
    partner_id: str = f.ref("partner", indexed=False)
    at: int | None = f.moment()
    note: str = f.text(policy="text", personal=True)


class DisputeParty(SyncedRecord):
    """Somebody on one side of a dispute.

    Attributes:
        side: Code of ``rules.SIDES``.
        person_id: The person, where the office knows them; else the name as it was given.
        house_id: Where they live.
        stance: What they say and what they want.
    """

    table = "dispute_party"
    belongs_to = "complaint_id"

    complaint_id: str = f.ref("complaint")
    side: str = f.text("first")
    person_id: str = f.ref("person")
    name: str = f.text(personal=True)
    phone: str = f.text(personal=True)
    house_id: str = f.ref("house", indexed=False)
    stance: str = f.text(policy="text", personal=True)


class DisputeTalk(SyncedRecord):
    """A talk with one party of a dispute, or with all of them; never edited.

    Attributes:
        party_id: With whom; empty for a talk with all parties together.
        at: When, UTC milliseconds.
        place: Where.
        text: What was said.
    """

    table = "dispute_talk"
    belongs_to = "complaint_id"
    journal = True

    complaint_id: str = f.ref("complaint")
    party_id: str = f.ref("dispute_party", indexed=False)
    at: int | None = f.moment()
    place: str = f.text()
    text: str = f.text(personal=True)


class Evidence(SyncedRecord):
    """One line of the register of evidence: a file with its hash, or a thing and where it lies.

    Attributes:
        kind: Code of ``rules.EVIDENCE``.
        title: What it shows.
        taken_at: When it was made, UTC milliseconds.
        giver: Who handed it in.
        attachment_id: The file.
        sha256: SHA-256 of the file as it was registered, hex.
        lies: Where a thing lies.
    """

    table = "evidence"
    belongs_to = "complaint_id"

    complaint_id: str = f.ref("complaint")
    kind: str = f.text("photo")
    title: str = f.text(policy="text")
    taken_at: int | None = f.moment()
    giver: str = f.text(personal=True)
    attachment_id: str = f.ref("attachment", indexed=False)
    sha256: str = f.text()
    lies: str = f.text()


class FollowUp(SyncedRecord):
    """A look back after a complaint or dispute, planned for a day.

    Attributes:
        due_on: The day.
        text: What is looked at or asked.
        staff_id: Who does it.
        done_at: When it was done, UTC milliseconds; null while it waits.
        finding: What was found.
    """

    table = "follow_up"
    belongs_to = "complaint_id"

    complaint_id: str = f.ref("complaint")
    due_on: str = f.day()
    text: str = f.text(policy="text")
    staff_id: str = f.ref("staff", indexed=False)
    done_at: int | None = f.moment()
    finding: str = f.text(policy="text", personal=True)


class ComplaintAlarm(SyncedRecord):
    """Too many complaints for the houses of a building, or of the office, in a period; the id is ``building|period``.

    Attributes:
        building: The building; empty for the whole office.
        period: First day of the period.
        complaints: How many there were when it was last counted; ``houses`` of how many houses.
        raised_at: When the rate was first too high, UTC milliseconds.
        due_at: Until when measures for improvement are wanted.
        task_id: The task of the weekly plan.
        seen_at: When a supervisor took it on, UTC milliseconds; ``seen_by`` who did.
        measures: What is done about it.
    """

    table = "complaint_alarm"

    building: str = f.text()
    period: str = f.day(indexed=True)
    complaints: int = f.integer(0, policy="max")
    houses: int = f.integer(0, policy="quiet")
    raised_at: int | None = f.moment(policy="quiet")
    due_at: int | None = f.moment(policy="quiet")
    task_id: str = f.text(policy="quiet")
    seen_at: int | None = f.moment()
    seen_by: str = f.ref("staff", indexed=False)
    measures: str = f.text(policy="text")


RECORDS = (
    Complaint,
    ComplaintEvent,
    ComplaintLetter,
    LetterTemplate,
    ComplaintMeasure,
    ComplaintTicket,
    Partner,
    ComplaintPartner,
    DisputeParty,
    DisputeTalk,
    Evidence,
    FollowUp,
    ComplaintAlarm,
)

"""Tables of the training module.

Whether a row of a checklist is passed is not written anywhere: it is what the last of its signatures says. Signatures
are a journal, so desks unite theirs without loss and every attempt is kept.
"""

from app.store import fields as f
from app.store.records import SyncedRecord


class TrainingTemplate(SyncedRecord):
    """A template of checklists (培训清单模板) for one tier.

    Attributes:
        tier: Code of ``rules.TIERS``.
        goal: What somebody can do who has passed it.
        theory_percent: Share of theory in its hours that it aims at, of hundred.
        minutes_target: Hours it must add up to at least, in minutes; 0 where it has none.
        yearly: Whether it is begun anew every year; else it is gone through once.
        working_days: Whether its day offsets count Monday to Friday only.
        version: Counted up with every saved change; a checklist keeps the one it was made from.
    """

    table = "training_template"

    title: str = f.text()
    tier: str = f.text("newcomer")
    goal: str = f.text(policy="text")
    theory_percent: int = f.integer(30)
    minutes_target: int = f.integer(0)
    yearly: int = f.flag()
    working_days: int = f.flag()
    version: int = f.integer(1, policy="max")
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(default=True)


class TrainingItem(SyncedRecord):
    """A row of a template.

    Attributes:
        stage: Heading it stands under; the required rows of a stage block those of the next one.
        day: Day it is due, counted from 1, the first day.
        kind: Code of ``rules.KINDS``.
        content: What exactly is learnt, shown or asked.
        minutes: How long it takes.
        signer: Code of ``rules.SIGNERS``: who may sign it.
        pass_score: Score an exam needs, of hundred; null for the office's.
        course_id: Course that teaches it; whoever attends that course has its hours from there.
    """

    table = "training_item"
    belongs_to = "template_id"

    template_id: str = f.ref("training_template")
    position: int = f.integer(0, policy="quiet")
    stage: str = f.text()
    day: int = f.integer(1)
    kind: str = f.text("theory")
    title: str = f.text()
    content: str = f.text(policy="text")
    minutes: int = f.integer(0)
    required: int = f.flag(default=True)
    signer: str = f.text("mentor")
    pass_score: int | None = f.integer()
    course_id: str = f.ref("training_course", indexed=False)


class Training(SyncedRecord):
    """Somebody's checklist (个人培训清单), copied from a template on the day it began.

    Attributes:
        template_version: Version of the template it was copied from.
        year: Calendar year it belongs to where the template is yearly; else 0.
        mentor_id: Who accompanies the person; each change is a step of the journal.
        state: ``open``, ``passed`` or ``ended`` (given up before it was passed).
        passed_on: Day on which it was passed.
        certificate: Number printed on the certificate of passing.
    """

    table = "training"

    staff_id: str = f.ref("staff")
    template_id: str = f.ref("training_template", indexed=False)
    template_version: int = f.integer(1)
    title: str = f.text()
    tier: str = f.text("newcomer")
    theory_percent: int = f.integer(30)
    minutes_target: int = f.integer(0)
    working_days: int = f.flag()
    year: int = f.integer(0)
    start_on: str = f.day()
    mentor_id: str = f.ref("staff")
    state: str = f.text("open", indexed=True)
    passed_on: str = f.day()
    certificate: str = f.text()
    note: str = f.text(policy="text")


class TrainingRow(SyncedRecord):
    """A row of somebody's checklist, as the template said it when the checklist was made.

    Attributes:
        item_id: The template's row it was copied from; empty for one added for this person.
        due_on: Day it is due.
    """

    table = "training_row"
    belongs_to = "training_id"

    training_id: str = f.ref("training")
    item_id: str = f.ref("training_item", indexed=False)
    position: int = f.integer(0, policy="quiet")
    stage: str = f.text()
    day: int = f.integer(1)
    due_on: str = f.day()
    kind: str = f.text("theory")
    title: str = f.text()
    content: str = f.text(policy="text")
    minutes: int = f.integer(0)
    required: int = f.flag(default=True)
    signer: str = f.text("mentor")
    pass_score: int | None = f.integer()
    course_id: str = f.ref("training_course", indexed=False)


class TrainingSign(SyncedRecord):
    """One signature under a row; never edited. The one with the highest ``attempt`` counts.

    Attributes:
        at: When it was signed, UTC milliseconds.
        attempt: Which attempt it was, counted from 1; two desks that sign at once both give the same.
        signer_id: The evaluator.
        result: ``pass``, ``fail`` or ``open`` (an earlier signature is taken back).
        score: Of hundred; null where none was given.
    """

    table = "training_sign"
    belongs_to = "training_id"
    journal = True

    training_id: str = f.ref("training")
    row_id: str = f.ref("training_row")
    at: int | None = f.moment()
    attempt: int = f.integer(1)
    signer_id: str = f.ref("staff", indexed=False)
    result: str = f.text("pass")
    score: int | None = f.integer()
    note: str = f.text()


class TrainingStep(SyncedRecord):
    """One step in the life of a checklist besides signatures; never edited.

    Attributes:
        at: When, UTC milliseconds.
        action: Code of ``rules.STEPS``.
        target: Staff id of a mentor, or the row that was added, changed, taken out or brought back; or empty.
        note: What was said; of a row its title first, which stays known when the row is gone.
    """

    table = "training_step"
    belongs_to = "training_id"
    journal = True

    training_id: str = f.ref("training")
    at: int | None = f.moment()
    action: str = f.text()
    target: str = f.text()
    note: str = f.text()


class TrainingCourse(SyncedRecord):
    """The outline of a special course, a drill or a contest, from which sessions are planned.

    Attributes:
        form: Code of ``rules.FORMS``.
        month: Month it is planned for, 1 to 12; 0 for any.
        kind: What its hours count as, ``theory`` or ``practice``.
        goal: What it is for.
        content: What is taught, or a drill's steps, one a line.
        scenario: A drill's assumed situation.
        roles: Who does what, one a line.
        observe: What observers look at, one a line.
        materials: What must be at hand, one a line.
    """

    table = "training_course"

    form: str = f.text("course")
    title: str = f.text()
    month: int = f.integer(0)
    kind: str = f.text("theory")
    minutes: int = f.integer(60)
    goal: str = f.text(policy="text")
    content: str = f.text(policy="text")
    scenario: str = f.text(policy="text")
    roles: str = f.text(policy="text")
    observe: str = f.text(policy="text")
    materials: str = f.text(policy="text")
    version: int = f.integer(1, policy="max")
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(default=True)


class TrainingSession(SyncedRecord):
    """A course, drill or contest on a day (培训场次).

    Attributes:
        trainer_id: Who holds it, if a member of staff; ``trainer_name`` names somebody from outside.
        state: ``planned``, ``held`` or ``cancelled``.
        result: What came of it; why it was cancelled.
        ended_at: When a drill was over, UTC milliseconds.
    """

    table = "training_session"

    form: str = f.text("course")
    course_id: str = f.ref("training_course")
    title: str = f.text()
    starts_at: int | None = f.moment(indexed=True)
    minutes: int = f.integer(60)
    kind: str = f.text("theory")
    place: str = f.text()
    trainer_id: str = f.ref("staff", indexed=False)
    trainer_name: str = f.text()
    content: str = f.text(policy="text")
    materials: str = f.text(policy="text")
    state: str = f.text("planned")
    result: str = f.text(policy="text")
    ended_at: int | None = f.moment()


class TrainingAttendee(SyncedRecord):
    """Somebody invited to a session; the id is ``session|staff``.

    Attributes:
        presence: Empty while nobody has said, else a code of ``rules.PRESENCES``.
        score: Points in a contest or a test.
    """

    table = "training_attendee"
    belongs_to = "session_id"

    session_id: str = f.ref("training_session")
    staff_id: str = f.ref("staff")
    presence: str = f.text()
    score: int | None = f.integer()
    note: str = f.text()


class TrainingNote(SyncedRecord):
    """What was observed at a drill or said after a session, and what is to be improved.

    Attributes:
        at: When it was seen, UTC milliseconds; null if it has no time.
        text: What was observed.
        improve: What is to be improved; it becomes a task of the weekly plan.
        staff_id: Who is to do that.
        due_at: By when, UTC milliseconds.
    """

    table = "training_note"
    belongs_to = "session_id"

    session_id: str = f.ref("training_session")
    at: int | None = f.moment()
    text: str = f.text(policy="text")
    improve: str = f.text()
    staff_id: str = f.ref("staff", indexed=False)
    due_at: int | None = f.moment()


class Certificate(SyncedRecord):
    """A certificate of a member of staff (证书), with the day it runs out.

    Attributes:
        kind: What it certifies, as it stands on it.
        remind_days: Days before expiry on which the office is reminded; null for the office's setting.
    """

    table = "certificate"

    staff_id: str = f.ref("staff")
    kind: str = f.text()
    number: str = f.text(personal=True)
    issuer: str = f.text()
    issued_on: str = f.day()
    expires_on: str = f.day(indexed=True)
    remind_days: int | None = f.integer()
    note: str = f.text(policy="text")


RECORDS = (
    TrainingTemplate,
    TrainingItem,
    Training,
    TrainingRow,
    TrainingSign,
    TrainingStep,
    TrainingCourse,
    TrainingSession,
    TrainingAttendee,
    TrainingNote,
    Certificate,
)

"""The complaint's vocabulary and its one table of steps: from which stages, to which, by whom, with what filled in.

Source: the office's product rules, "Complaints" (grades, stages in their order, causes, dispute files).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.core.errors import Invalid, Refused
from app.core.text import T, Text

PREFIX = "TS"

GRADES: Mapping[str, Text] = {
    "ordinary": T("complaints", "Ordinary"),
    "serious": T("complaints", "Serious"),
}

STAGES: Mapping[str, Text] = {
    "soothe": T("complaints", "Soothe"),
    "investigate": T("complaints", "Investigate"),
    "plan": T("complaints", "Plan"),
    "handle": T("complaints", "Carry out"),
    "reply": T("complaints", "Written reply"),
    "prevent": T("complaints", "Cause and prevention"),
    "archived": T("complaints", "Archived"),
    "rejected": T("complaints", "Not accepted"),
    "void": T("complaints", "Voided"),
}
"""The seven stages in their order, and the two other ends."""

PATH = ("soothe", "investigate", "plan", "handle", "reply", "prevent", "archived")
OPEN = PATH[:-1]
ENDED = ("archived", "rejected", "void")
COUNTED = (*OPEN, "archived")
"""What counts as a complaint in the rate: not what was entered by mistake or found to be none."""

CAUSES: Mapping[str, Text] = {
    "process": T("complaints", "Gap in a procedure"),
    "person": T("complaints", "Mistake of a person"),
    "facility": T("complaints", "Facilities"),
    "outside": T("complaints", "From outside"),
    "other": T("complaints", "Other cause"),
}

CONSENTS: Mapping[str, Text] = {
    "agreed": T("complaints", "Agrees"),
    "accepts": T("complaints", "Accepts it reluctantly"),
    "refused": T("complaints", "Refuses it"),
    "unreachable": T("complaints", "Could not be reached"),
}
"""What the person says to the plan."""

DELIVERIES: Mapping[str, Text] = {
    "hand": T("complaints", "Handed over"),
    "door": T("complaints", "Brought to the door"),
    "post": T("complaints", "By post"),
    "wechat": T("complaints", "By WeChat"),
    "email": T("complaints", "By e-mail"),
}

SIDES: Mapping[str, Text] = {
    "first": T("complaints", "First party"),
    "second": T("complaints", "Second party"),
    "other": T("complaints", "Others concerned"),
}

OUTCOMES: Mapping[str, Text] = {
    "agreed": T("complaints", "Agreement reached"),
    "partly": T("complaints", "Agreement on part of it"),
    "failed": T("complaints", "No agreement"),
    "passed_on": T("complaints", "Passed on to an authority"),
}

EVIDENCE: Mapping[str, Text] = {
    "video": T("complaints", "Video"),
    "audio": T("complaints", "Sound recording"),
    "photo": T("complaints", "Photograph"),
    "decibel": T("complaints", "Decibel report"),
    "chat": T("complaints", "Chat record"),
    "paper": T("complaints", "Paper"),
    "witness": T("complaints", "Statement of a witness"),
    "thing": T("complaints", "Thing"),
}

FIELD_TITLES: Mapping[str, Text] = {
    "grade": T("complaints", "Grade"),
    "dispute": T("complaints", "Dispute of neighbours"),
    "subject": T("complaints", "Subject"),
    "title": T("complaints", "Matter"),
    "description": T("complaints", "What is complained of"),
    "channel": T("complaints", "Channel"),
    "department": T("complaints", "Department concerned"),
    "house_id": T("complaints", "House"),
    "place": T("complaints", "Place"),
    "person_id": T("complaints", "Resident"),
    "person_name": T("complaints", "Complainant"),
    "person_phone": T("complaints", "Telephone"),
    "ticket_id": T("complaints", "Made from ticket"),
    "staff_id": T("complaints", "Responsible"),
    "happened_at": T("complaints", "Happened"),
    "reported_at": T("complaints", "Received"),
    "respond_due": T("complaints", "First response due"),
    "solve_due": T("complaints", "Solution due"),
    "soothed": T("complaints", "How they took it"),
    "findings": T("complaints", "What was found"),
    "plan": T("complaints", "Solution"),
    "consent": T("complaints", "Their answer"),
    "result": T("complaints", "What was done"),
    "no_letter": T("complaints", "Why no written reply"),
    "cause": T("complaints", "Cause"),
    "cause_note": T("complaints", "How it came about"),
    "no_measure": T("complaints", "Why nothing to prevent"),
    "closing_words": T("complaints", "Their last word"),
    "satisfaction": T("complaints", "Satisfaction"),
    "mediator_id": T("complaints", "Mediator"),
    "compromise": T("complaints", "Agreement"),
    "outcome": T("complaints", "Outcome"),
    "settled_on": T("complaints", "Agreed on"),
    "source_number": T("complaints", "Imported number"),
    "to_stage": T("complaints", "Back to"),
    "note": T("complaints", "Reason or note"),
}
"""Field -> what people call it, in the order of the complaint."""

STAGE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "soothe": ("soothed",),
    "investigate": ("findings",),
    "plan": ("plan", "consent"),
    "handle": ("result",),
    "reply": ("no_letter",),
    "prevent": ("cause", "cause_note", "no_measure", "closing_words", "satisfaction"),
}
"""What is written down in a stage."""


@dataclass(frozen=True)
class Step:
    """One allowed action on a complaint.

    Attributes:
        action: Its code; also the event's.
        title: What stands on the button.
        done: What the timeline says of it.
        sources: Stages it is allowed in.
        target: Stage after it; empty if the stage stays, ``back`` for an earlier one that is chosen.
        permission: Action in the permission table (entity ``complaint``).
        required: Fields that must be filled in, on the form or already on the complaint.
    """

    action: str
    title: Text
    done: Text
    sources: tuple[str, ...]
    target: str
    permission: str
    required: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(
        "soothed",
        T("complaints", "To the investigation"),
        T("complaints", "soothed the person and began to investigate"),
        ("soothe",),
        "investigate",
        "move",
        ("soothed",),
    ),
    Step(
        "investigated",
        T("complaints", "To the plan"),
        T("complaints", "ended the investigation"),
        ("investigate",),
        "plan",
        "move",
        ("findings",),
    ),
    Step(
        "planned",
        T("complaints", "Carry it out"),
        T("complaints", "told the person the solution"),
        ("plan",),
        "handle",
        "move",
        ("plan", "consent"),
    ),
    Step(
        "handled",
        T("complaints", "To the reply"),
        T("complaints", "carried the plan out"),
        ("handle",),
        "reply",
        "move",
        ("result",),
    ),
    Step(
        "replied",
        T("complaints", "To prevention"),
        T("complaints", "ended the reply"),
        ("reply",),
        "prevent",
        "move",
    ),
    Step(
        "archived",
        T("complaints", "Archive"),
        T("complaints", "archived it"),
        ("prevent",),
        "archived",
        "close",
        ("cause", "closing_words"),
    ),
    Step(
        "respond",
        T("complaints", "First response given"),
        T("complaints", "gave the first response"),
        OPEN,
        "",
        "move",
    ),
    Step(
        "keep",
        T("complaints", "Save"),
        T("complaints", "wrote down"),
        OPEN,
        "",
        "move",
    ),
    Step(
        "acknowledge",
        T("complaints", "Management takes note"),
        T("complaints", "took note for the management"),
        OPEN,
        "",
        "approve",
    ),
    Step(
        "approve",
        T("complaints", "Approve the plan"),
        T("complaints", "approved the plan"),
        ("plan",),
        "",
        "approve",
        ("plan",),
    ),
    Step(
        "disapprove",
        T("complaints", "Send the plan back"),
        T("complaints", "sent the plan back"),
        ("plan",),
        "",
        "approve",
        ("note",),
    ),
    Step(
        "assign",
        T("complaints", "Assign"),
        T("complaints", "assigned it"),
        OPEN,
        "",
        "dispatch",
        ("staff_id",),
    ),
    Step(
        "raise",
        T("complaints", "Make it serious"),
        T("complaints", "made it serious and reported it to the management"),
        OPEN,
        "",
        "move",
        ("note",),
    ),
    Step(
        "lower",
        T("complaints", "Make it ordinary"),
        T("complaints", "made it ordinary"),
        OPEN,
        "",
        "check",
        ("note",),
    ),
    Step(
        "dispute",
        T("complaints", "Open a dispute file"),
        T("complaints", "opened the dispute file"),
        OPEN,
        "",
        "move",
    ),
    Step(
        "back",
        T("complaints", "Go back"),
        T("complaints", "took it back"),
        OPEN[1:],
        "back",
        "move",
        ("to_stage", "note"),
    ),
    Step(
        "reject",
        T("complaints", "Do not accept"),
        T("complaints", "did not accept it"),
        ("soothe", "investigate", "plan"),
        "rejected",
        "void",
        ("note",),
    ),
    Step(
        "reopen",
        T("complaints", "Reopen"),
        T("complaints", "reopened it"),
        ("archived", "rejected"),
        "investigate",
        "reopen",
        ("note",),
    ),
    Step("void", T("complaints", "Void"), T("complaints", "voided it"), OPEN, "void", "void", ("note",)),
    Step("note", T("complaints", "Add a note"), T("complaints", "noted"), tuple(STAGES), "", "move", ("note",)),
)

BY_ACTION: Mapping[str, Step] = {step.action: step for step in STEPS}
FORWARD: Mapping[str, Step] = {step.sources[0]: step for step in STEPS[:6]}
"""Stage -> the step that leads on from it."""

EVENTS: Mapping[str, Text] = {
    "take": T("complaints", "took it in"),
    "from_ticket": T("complaints", "made it from a ticket"),
    "edit": T("complaints", "changed it"),
    "import": T("complaints", "imported it"),
    "told": T("complaints", "reported it to the management"),
    "joined": T("complaints", "added to what was said"),
    "letter": T("complaints", "wrote a letter"),
    "letter_sent": T("complaints", "sent the letter"),
    "letter_dropped": T("complaints", "threw the draft of a letter away"),
    "measure": T("complaints", "decided on a measure"),
    "measure_dropped": T("complaints", "gave a measure up"),
    "linked": T("complaints", "linked a ticket"),
    "unlinked": T("complaints", "unlinked a ticket"),
    "party": T("complaints", "entered a party"),
    "party_gone": T("complaints", "took a party off"),
    "talk": T("complaints", "talked with"),
    "evidence": T("complaints", "registered evidence"),
    "evidence_checked": T("complaints", "checked evidence"),
    "evidence_gone": T("complaints", "took evidence off the register"),
    "partner": T("complaints", "turned to"),
    "settled": T("complaints", "wrote the agreement down"),
    "follow_up": T("complaints", "planned a look back"),
    "followed_up": T("complaints", "looked back"),
    "print": T("complaints", "printed the file"),
    **{step.action: step.done for step in STEPS},
}
"""What the timeline says of each event."""

Clock = Literal["respond", "solve"]
"""First response, solution."""
CLOCKS: Mapping[str, Text] = {
    "respond": T("complaints", "First response"),
    "solve": T("complaints", "Solution"),
}


@dataclass(frozen=True)
class Facts:
    """What is known of a complaint beside its own columns.

    Attributes:
        letters: Letters that were sent.
        measures: Measures that stand.
        may_check: Whether who acts may end serious complaints.
    """

    letters: int = 0
    measures: int = 0
    may_check: bool = True


def stage_title(stage: str) -> Text:
    """Return what people read for a stage; the code itself for one a newer version may have brought."""
    return STAGES.get(stage) or T("complaints", "Unknown stage ({code})").with_(code=stage)


def step_of(action: str) -> Step:
    """Return a step by its code.

    Raises:
        Refused: There is no such step.
    """
    step = BY_ACTION.get(action)
    if step is None:
        raise Refused(T("complaints", "There is no action “{action}”.").with_(action=action), "complaint.no_action")
    return step


def steps_from(complaint: Any) -> tuple[Step, ...]:
    """Return the steps that a complaint allows as it stands, in the order of the table.

    Args:
        complaint: A row with stage, grade, and the moments of response, notice and approval.
    """
    return tuple(step for step in STEPS if complaint.stage in step.sources and not _needless(step.action, complaint))


def _needless(action: str, complaint: Any) -> bool:
    serious = complaint.grade == "serious"
    match action:
        case "respond":
            return complaint.responded_at is not None
        case "acknowledge":
            return not serious or complaint.told_at is not None
        case "approve":
            return not serious or complaint.approved_at is not None
        case "disapprove" | "lower":
            return not serious
        case "raise":
            return serious
        case "dispute":
            return bool(complaint.dispute)
        case _:
            return False


def check_step(step: Step, complaint: Any, values: Mapping[str, Any], facts: Facts) -> None:
    """Check that a complaint allows a step and that everything it needs is there.

    Args:
        step: The step.
        complaint: The row before it.
        values: The complaint's fields with the form's over them.
        facts: What else is known of it.

    Raises:
        Refused: It is not possible now; the text says what would be, or what has to come first.
        Invalid: A required field is empty or wrong.
    """
    if step not in steps_from(complaint):
        allowed = str(T("complaints", ", ")).join(str(other.title) for other in steps_from(complaint))
        raise Refused(
            T("complaints", "“{action}” is not possible in the stage “{stage}”. Possible now: {allowed}.").with_(
                action=step.title, stage=stage_title(complaint.stage), allowed=allowed
            ),
            "complaint.step_refused",
        )
    problems = {
        key: T("complaints", "“{action}” needs: {field}.").with_(action=step.title, field=FIELD_TITLES[key])
        for key in step.required
        if not str(values.get(key) or "").strip()
    }
    problems.update(_wrong(step, complaint, values, facts))
    if problems:
        raise Invalid(problems, "complaint.incomplete")
    _check_serious(step, complaint, values, facts)


def _wrong(step: Step, complaint: Any, values: Mapping[str, Any], facts: Facts) -> dict[str, Text]:
    problems: dict[str, Text] = {}
    for key, allowed in (("consent", CONSENTS), ("cause", CAUSES)):
        if values.get(key) and values[key] not in allowed:
            problems[key] = one_of(allowed)
    note = str(values.get("note") or "").strip()
    match step.action:
        case "planned" if values.get("consent") == "refused" and not note:
            problems["note"] = T("complaints", "The person refuses it. Change the plan, or write why you go on.")
        case "replied" if not facts.letters and not str(values.get("no_letter") or "").strip():
            problems["no_letter"] = T("complaints", "Send a letter, or write why no written reply is wanted.")
        case "archived" if not facts.measures and not str(values.get("no_measure") or "").strip():
            problems["no_measure"] = T("complaints", "Enter a measure, or write why nothing has to be prevented.")
        case "back" if values.get("to_stage"):
            if values["to_stage"] not in earlier(complaint.stage):
                problems["to_stage"] = one_of({stage: STAGES[stage] for stage in earlier(complaint.stage)})
        case _:
            pass
    return problems


def _check_serious(step: Step, complaint: Any, values: Mapping[str, Any], facts: Facts) -> None:
    if complaint.grade != "serious":
        return
    changed = str(values.get("plan") or "").strip() != complaint.plan
    if step.action == "planned" and (complaint.approved_at is None or changed):
        raise Refused(
            T(
                "complaints",
                "The plan of a serious complaint is carried out once the management has approved it. Save it, and ask"
                " for the approval.",
            ),
            "complaint.not_approved",
        )
    if step.action == "archived" and complaint.told_at is None:
        raise Refused(
            T("complaints", "The management has not taken note of this serious complaint yet. Ask a manager to."),
            "complaint.not_told",
        )
    if step.action == "archived" and not facts.may_check:
        raise Refused(
            T("complaints", "A serious complaint is archived by a supervisor or manager. Ask one of them."),
            "complaint.not_checked",
        )


def earlier(stage: str) -> tuple[str, ...]:
    """Return the stages before a stage, in their order."""
    return PATH[: PATH.index(stage)] if stage in OPEN else ()


def one_of(allowed: Mapping[str, Text]) -> Text:
    """Return the text that names what can be chosen."""
    return T("complaints", "Choose one of: {choices}.").with_(
        choices=str(T("complaints", ", ")).join(map(str, allowed.values()))
    )


def require_open(stage: str, number: str) -> None:
    """Check that a complaint has not ended.

    Raises:
        Refused: It has; the text says what to do instead.
    """
    if stage in ENDED:
        raise Refused(
            T("complaints", "{number} has ended. Reopen it, or take a new complaint.").with_(number=number),
            "complaint.ended",
        )


def next_due(complaint: Any) -> tuple[Clock, int] | None:
    """Return which clock of a complaint runs out next: its name and due time in UTC milliseconds, or None.

    Args:
        complaint: A row with the stage, times and due times.
    """
    if complaint.stage not in OPEN:
        return None
    if complaint.responded_at is None and complaint.respond_due is not None:
        return "respond", complaint.respond_due
    if complaint.solved_at is None and complaint.solve_due is not None:
        return "solve", complaint.solve_due
    return None


def breach_marks(complaint: Any, now: int, columns: Mapping[str, Any] | None = None) -> dict[str, int]:
    """Return the breach marks that are true by now; a mark once set stays.

    Args:
        complaint: The row as it is.
        now: UTC milliseconds.
        columns: Times that are about to be written.
    """
    reached = columns or {}
    marks: dict[str, int] = {}
    for done, mark, due in (("responded_at", "respond_late", "respond_due"), ("solved_at", "solve_late", "solve_due")):
        limit, at = getattr(complaint, due), getattr(complaint, done)
        if limit is not None and (at if at is not None else reached.get(done) or now) > limit:
            marks[mark] = 1
    return marks

"""The forms of training: a checklist, a session, a certificate, an outline, a template, an observation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.text import T, Text
from app.features.training import rules
from app.features.training.service import (
    CERTIFICATE_FIELDS,
    CHECKLIST_FIELDS,
    COURSE_FIELDS,
    ITEM_FIELDS,
    NOTE_FIELDS,
    SESSION_FIELDS,
    TEMPLATE_FIELDS,
)
from ui.forms.form import Form
from ui.forms.spec import Candidate, Field, FormSpec, Lookup, Section

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_L, _C, _S = CHECKLIST_FIELDS, CERTIFICATE_FIELDS, SESSION_FIELDS
_O, _T, _I, _N = COURSE_FIELDS, TEMPLATE_FIELDS, ITEM_FIELDS, NOTE_FIELDS
_MINUTES = T("training", "minutes")


def staff_lookup(desk: Desk) -> Lookup:
    """Return how a member of staff is found: by name, initials or number."""

    def find(text: str) -> Sequence[Candidate]:
        words = text.strip().casefold()
        people = desk.context.staff.people(desk.actor)
        return [
            Candidate(person.id, person.name, person.number)
            for person in people
            if words in f"{person.number} {person.name}".casefold()
        ]

    return Lookup(find, desk.context.staff.name)


def _staff(desk: Desk) -> Mapping[str, str]:
    people = desk.context.staff.people(desk.actor)
    return {person.id: person.name for person in people}


def checklist_form(desk: Desk, training_id: str = "", staff_id: str = "") -> FormSpec:
    """Return the form of somebody's checklist.

    Args:
        desk: The desk.
        training_id: The checklist that is changed; a new one if empty.
        staff_id: Whose it is, if that is known.
    """
    new = not training_id
    templates = {card.id: card.title for card in desk.context.training_templates.choices(desk.actor)}
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("staff_id", _L["staff_id"], "lookup", True, lookup=staff_lookup(desk), readonly=not new),
                    Field("template_id", _L["template_id"], "choice", True, choices=templates, readonly=not new),
                    Field(
                        "start_on",
                        _L["start_on"],
                        "date",
                        True,
                        help=T("training", "Every row is due so many days after it."),
                        width="short",
                    ),
                    Field(
                        "mentor_id",
                        _L["mentor_id"],
                        "choice",
                        choices=lambda: _mentors(desk, staff_id),
                        help=T("training", "A newcomer needs one; how many each has stands behind the name."),
                    ),
                    Field("note", _L["note"], "long_text", lines=2),
                ),
            ),
        )
    )


def _mentors(desk: Desk, trainee: str) -> dict[str, Text]:
    return {
        one.id: T("training", "{name} · {n} newcomers").with_(name=one.name, n=one.trainees)
        for one in desk.context.training.mentors(desk.actor, trainee)
    }


def session_form(desk: Desk) -> FormSpec:
    """Return the form of a session."""
    outlines = {
        card.id: T("training", "{form} · {title}").with_(form=rules.FORMS[card.form], title=card.title)
        for card in desk.context.training_sessions.courses(desk.actor)
    }
    return FormSpec(
        (
            Section(
                None,
                (
                    Field(
                        "course_id",
                        _S["course_id"],
                        "choice",
                        choices=outlines,
                        help=T("training", "Fills in what the outline says."),
                    ),
                    Field("form", _S["form"], "choice", True, choices=rules.FORMS, default="course"),
                    Field("title", _S["title"], required=True, max_length=80),
                    Field("starts_at", _S["starts_at"], "moment", True, width="half"),
                    Field("minutes", _S["minutes"], "number", True, unit=_MINUTES, minimum=1, width="short"),
                    Field("kind", _S["kind"], "choice", True, choices=rules.HOUR_KINDS, default="theory"),
                    Field("place", _S["place"], width="half"),
                    Field("trainer_id", _S["trainer_id"], "lookup", lookup=staff_lookup(desk), width="half"),
                    Field("trainer_name", _S["trainer_name"], width="half"),
                    Field("people", _S["people"], "multi_choice", choices=_staff(desk)),
                ),
            ),
            Section(
                T("training", "What it is about"),
                (
                    Field("content", _S["content"], "long_text", lines=6),
                    Field("materials", _S["materials"], "long_text", lines=3),
                    Field("result", _S["result"], "long_text", lines=3),
                ),
            ),
        )
    )


def fill_from_outline(desk: Desk, form: Form) -> None:
    """Let a chosen outline fill in the fields of a session that the person has not typed into."""
    filled: dict[str, Any] = {}

    def edited(key: str) -> None:
        if key != "course_id" or not form.value("course_id"):
            return
        draft = desk.context.training_sessions.draft(desk.actor, str(form.value("course_id")))
        for name, value in draft.items():
            now = form.value(name)
            if name != "course_id" and (now in (None, "") or now == filled.get(name) or name in ("form", "kind")):
                form.set_value(name, value)
                filled[name] = value

    form.edited.connect(edited)


def certificate_form(desk: Desk) -> FormSpec:
    """Return the form of a certificate."""

    def kinds(text: str) -> Sequence[Candidate]:
        offered = [str(kind) for kind in rules.CERTIFICATE_KINDS]
        return [Candidate(kind, kind) for kind in offered if text.casefold() in kind.casefold()]

    return FormSpec(
        (
            Section(
                None,
                (
                    Field("staff_id", _C["staff_id"], "lookup", True, lookup=staff_lookup(desk), width="half"),
                    Field("kind", _C["kind"], "lookup", True, lookup=Lookup(kinds, free=True), width="half"),
                    Field("number", _C["number"], width="half"),
                    Field("issuer", _C["issuer"], width="half"),
                    Field("issued_on", _C["issued_on"], "date", True, past=True, width="short"),
                    Field(
                        "expires_on",
                        _C["expires_on"],
                        "date",
                        help=T("training", "Empty if it does not expire."),
                        width="short",
                    ),
                    Field(
                        "remind_days",
                        _C["remind_days"],
                        "number",
                        minimum=0,
                        maximum=730,
                        help=T("training", "Empty for the office's setting."),
                        width="short",
                    ),
                    Field("note", _C["note"], "long_text", lines=2),
                ),
            ),
        )
    )


def course_form() -> FormSpec:
    """Return the form of an outline."""
    lines = T("training", "One a line.")
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("form", _O["form"], "choice", True, choices=rules.FORMS, default="course"),
                    Field("title", _O["title"], required=True, max_length=80),
                    Field("month", _O["month"], "number", minimum=0, maximum=12, width="short"),
                    Field("minutes", _O["minutes"], "number", True, unit=_MINUTES, minimum=1, width="short"),
                    Field("kind", _O["kind"], "choice", True, choices=rules.HOUR_KINDS, default="theory"),
                    Field("goal", _O["goal"], "long_text", lines=2),
                    Field("scenario", _O["scenario"], "long_text", lines=3, visible_if=_drill),
                    Field("content", _O["content"], "long_text", lines=7, help=lines),
                    Field("roles", _O["roles"], "long_text", lines=4, help=lines, visible_if=_drill),
                    Field("observe", _O["observe"], "long_text", lines=4, help=lines, visible_if=_drill),
                    Field("materials", _O["materials"], "long_text", lines=3, help=lines),
                    Field("active", _O["active"], "flag", default=True, placeholder=T("training", "Offered")),
                ),
            ),
        )
    )


def _drill(values: dict[str, Any]) -> bool:
    return values.get("form") == "drill"


def template_form() -> FormSpec:
    """Return the form of a template's head; its rows are edited in the template itself."""
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("title", _T["title"], required=True, max_length=80),
                    Field("tier", _T["tier"], "choice", True, choices=rules.TIERS, default="newcomer"),
                    Field("goal", _T["goal"], "long_text", lines=3),
                    Field("theory_percent", _T["theory_percent"], "number", minimum=0, maximum=100, width="short"),
                    Field("minutes_target", _T["minutes_target"], "number", minimum=0, unit=_MINUTES, width="short"),
                    Field(
                        "yearly",
                        _T["yearly"],
                        "flag",
                        placeholder=T("training", "Begun again each year; stages do not block each other"),
                    ),
                    Field(
                        "working_days",
                        _T["working_days"],
                        "flag",
                        placeholder=T("training", "Days count from Monday to Friday"),
                    ),
                    Field("active", _T["active"], "flag", default=True, placeholder=T("training", "Offered")),
                ),
            ),
        )
    )


def item_form(desk: Desk) -> FormSpec:
    """Return the form of one row of a template."""
    outlines = {card.id: card.title for card in desk.context.training_sessions.courses(desk.actor)}
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("title", _I["title"], required=True, max_length=60),
                    Field("stage", _I["stage"], required=True, max_length=40),
                    Field("day", _I["day"], "number", True, minimum=1, maximum=400, width="short"),
                    Field("kind", _I["kind"], "choice", True, choices=rules.KINDS, default="practice"),
                    Field("minutes", _I["minutes"], "number", True, unit=_MINUTES, minimum=0, width="short"),
                    Field("signer", _I["signer"], "choice", True, choices=rules.SIGNERS, default="mentor"),
                    Field("pass_score", _I["pass_score"], "number", minimum=1, maximum=100, width="short"),
                    Field("required", _I["required"], "flag", placeholder=T("training", "Must be passed")),
                    Field("course_id", _I["course_id"], "choice", choices=outlines),
                    Field("content", _I["content"], "long_text", lines=6),
                ),
            ),
        )
    )


def sign_form(desk: Desk, needs: int | None, number: str, many: bool) -> FormSpec:
    """Return the form in which rows are signed.

    Args:
        desk: The desk.
        needs: Score it takes; None if no score is asked for.
        number: Staff number to begin with.
        many: Whether several rows are signed alike.
    """
    score = Field(
        "score",
        T("training", "Score"),
        "number",
        True,
        minimum=0,
        maximum=100,
        help=T("training", "{n} of 100 or more pass.").with_(n=needs or 0),
        width="short",
    )
    results = {key: rules.RESULTS[key] for key in ("pass", "fail")}
    result = Field("result", T("training", "Result"), "choice", True, choices=results, default="pass")
    pin = Field("pin", T("training", "PIN of the evaluator"), "secret", width="half")
    fields = [
        score if needs is not None and not many else result,
        Field("note", T("training", "Note"), "long_text", lines=2),
        Field(
            "number",
            T("training", "Staff number of the evaluator"),
            default=number,
            help=T("training", "Whoever signs may stand beside you: number and PIN are enough."),
            width="half",
        ),
        *((pin,) if desk.context.accounts.pin_required else ()),
    ]
    return FormSpec((Section(None, tuple(fields)),))


def confirm_form(desk: Desk, words: Text | None = None) -> FormSpec:
    """Return the form in which somebody says who they are, and with ``words`` also why."""
    fields = [
        *((Field("note", words, "long_text", True, lines=2),) if words is not None else ()),
        Field("number", T("training", "Staff number of the evaluator"), default=desk.actor.number, width="half"),
    ]
    if desk.context.accounts.pin_required:
        fields.append(Field("pin", T("training", "PIN of the evaluator"), "secret", width="half"))
    return FormSpec((Section(None, tuple(fields)),))


def reason_form(words: Text) -> FormSpec:
    """Return a form that asks for a reason."""
    return FormSpec((Section(None, (Field("note", words, "long_text", True, lines=2),)),))


def observation_form(desk: Desk) -> FormSpec:
    """Return the form of an observation."""
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("text", _N["text"], "long_text", True, lines=2),
                    Field("at", _N["at"], "moment", past=True, width="half"),
                    Field(
                        "improve",
                        _N["improve"],
                        help=T("training", "Becomes a task of the weekly plan."),
                    ),
                    Field("staff_id", _N["staff_id"], "choice", choices=_staff(desk)),
                    Field("due_at", _N["due_at"], "moment", width="half"),
                ),
            ),
        )
    )


def attendee_form() -> FormSpec:
    """Return the form of one line of the attendance."""
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("presence", T("training", "Attendance"), "choice", choices=rules.PRESENCES),
                    Field("score", T("training", "Score"), "number", minimum=0, maximum=1000, width="short"),
                    Field("note", T("training", "Note")),
                ),
            ),
        )
    )

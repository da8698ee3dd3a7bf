"""Training on paper: the personal checklist to sign, the sign-in sheet, the certificate of passing, the year."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.documents.blocks import (
    Block,
    Document,
    Field,
    Fields,
    Group,
    Heading,
    Letter,
    Lines,
    Orientation,
    PageBreak,
    Paragraph,
    Qr,
    Row,
    Signatures,
    Spacer,
    Table,
    Tone,
)
from app.documents.columns import Align, Column, Kind
from app.features.training import rules
from app.features.training.reading import ChecklistCard, RowCard
from app.features.training.sessions import SessionCard
from app.features.training.year import MonthCard, PersonYear, YearCard

SHEET_ROWS, BLANK_ROWS = 12, 3
"""Lines of a sign-in sheet that fit on one page, and how many stay empty at least for those who come uninvited."""


def checklist_sheet(card: ChecklistCard, office: str, printed: str, zone: OfficeZone) -> Document:
    """Return somebody's checklist with a column to sign in, on one or two sheets.

    Args:
        card: The checklist.
        office: The office's name.
        printed: When and by whom it is printed.
        zone: The office's time zone.
    """
    done, wanted = card.required
    share = card.planned.theory_percent
    rows: list[Row] = []
    stage = ""
    for row in card.rows:
        if row.stage != stage:
            stage = row.stage
            rows.append(Group(stage))
        rows.append(_checklist_row(row, zone))
    return Document(
        title=T("trainingpaper", "Training checklist"),
        office=office,
        subtitle=card.title,
        printed=printed,
        zone=zone,
        blocks=[
            Fields(
                [
                    Field(T("trainingpaper", "Name"), card.name, strong=True),
                    Field(T("trainingpaper", "Staff number"), card.number),
                    Field(T("trainingpaper", "Mentor"), card.mentor),
                    Field(T("trainingpaper", "Began on"), card.start_on),
                    Field(
                        T("trainingpaper", "Passed"),
                        T("trainingpaper", "{done} of {all} required rows").with_(done=done, all=wanted),
                    ),
                    Field(
                        T("trainingpaper", "Hours"),
                        T("trainingpaper", "{done} of {all}; theory {share} %").with_(
                            done=rules.hours(card.done.total), all=rules.hours(card.planned.total), share=share or 0
                        ),
                    ),
                ],
                columns=3,
            ),
            Table(_CHECKLIST, rows),
            Spacer(3),
            Paragraph(
                T(
                    "trainingpaper",
                    "* required: an open row of a stage blocks the next one. An exam needs the score named; it may be"
                    " taken again.",
                ),
                Tone.QUIET,
            ),
            Signatures([T("trainingpaper", "Trainee"), rules.SIGNERS["mentor"], rules.SIGNERS["supervisor"]]),
        ],
    )


_CHECKLIST = (
    Column("number", T("trainingpaper", "No."), 3.3),
    Column("title", T("trainingpaper", "What"), 21),
    Column("kind", T("trainingpaper", "Kind"), 4.2),
    Column("due", T("trainingpaper", "Day"), 4.2),
    Column("hours", T("trainingpaper", "Hours"), 3.2, align=Align.RIGHT),
    Column("signer", T("trainingpaper", "Signs"), 5.6),
    Column("result", T("trainingpaper", "Result"), 6),
    Column("sign", T("trainingpaper", "Signature, day"), 8),
)


def _checklist_row(row: RowCard, zone: OfficeZone) -> Row:
    last = row.signatures[-1] if row.signatures and row.signatures[-1].result != "open" else None
    result = ""
    if last is not None:
        result = str(rules.RESULTS[last.result]) + ("" if last.score is None else f" {last.score}")
    elif row.needs is not None:
        result = f"≥ {row.needs}"
    signed = "" if last is None else f"{last.signer} {zone.local(last.at):%m-%d}"
    return (
        f"{row.number}{'*' if row.required else ''}",
        row.title,
        rules.KINDS.get(row.kind, row.kind),
        row.due_on[5:],
        rules.hours(row.minutes),
        rules.SIGNERS.get(row.signer, row.signer),
        result,
        signed,
    )


def sign_in_sheet(card: SessionCard, office: str, printed: str, zone: OfficeZone) -> Document:
    """Return the sign-in sheet of a session: the invited with room to sign, and empty lines for others.

    Args:
        card: The session.
        office: The office's name.
        printed: When and by whom it is printed.
        zone: The office's time zone.
    """
    values = card.values
    starts = values["starts_at"]
    blocks: list[Block] = [
        Fields(
            [
                Field(T("trainingpaper", "Subject"), values["title"], wide=True, strong=True),
                Field(T("trainingpaper", "Time"), "" if starts is None else f"{zone.local(starts):%Y-%m-%d %H:%M}"),
                Field(
                    T("trainingpaper", "Hours"),
                    T("trainingpaper", "{hours}, counts as {kind}").with_(
                        hours=rules.hours(values["minutes"]), kind=rules.KINDS.get(values["kind"], values["kind"])
                    ),
                ),
                Field(T("trainingpaper", "Place"), values["place"]),
                Field(T("trainingpaper", "Held by"), card.trainer),
            ]
        ),
        Table(_SIGN_IN, _sign_in_rows(card), row_lines=2),
        Spacer(2),
    ]
    if card.observe:  # a sheet of its own for the observer
        blocks.append(PageBreak())
        blocks.append(Heading(T("trainingpaper", "What to observe")))
        blocks.append(Table(_OBSERVE, [(line, "", "") for line in card.observe.splitlines()]))
    blocks.append(Lines(3, T("trainingpaper", "What came of it")))
    blocks.append(Signatures([T("trainingpaper", "Held by"), T("trainingpaper", "Recorded by")]))
    return Document(
        title=T("trainingpaper", "Sign-in sheet"),
        office=office,
        subtitle=rules.FORMS.get(str(values["form"]), str(values["form"])),
        printed=printed,
        zone=zone,
        blocks=blocks,
    )


_SIGN_IN = (
    Column("number", T("trainingpaper", "No."), 2),
    Column("staff", T("trainingpaper", "Staff number"), 5),
    Column("name", T("trainingpaper", "Name"), 6),
    Column("presence", T("trainingpaper", "Attendance"), 5),
    Column("sign", T("trainingpaper", "Signature"), 9),
    Column("time", T("trainingpaper", "Came at"), 5),
    Column("score", T("trainingpaper", "Score"), 4, align=Align.RIGHT),
)
_OBSERVE = (
    Column("point", T("trainingpaper", "Point"), 18),
    Column("time", T("trainingpaper", "Time"), 5),
    Column("found", T("trainingpaper", "Found"), 12),
)


def _sign_in_rows(card: SessionCard) -> list[Row]:
    rows: list[Row] = [
        (
            str(place),
            one.number,
            one.name,
            rules.PRESENCES.get(one.presence, ""),
            "",
            "",
            "" if one.score is None else str(one.score),
        )
        for place, one in enumerate(card.attendees, 1)
    ]
    start = len(rows)
    blank = max(BLANK_ROWS, SHEET_ROWS - start)
    rows.extend((str(start + place), "", "", "", "", "", "") for place in range(1, blank + 1))
    return rows


def passing_certificate(card: ChecklistCard, office: str, printed: str, zone: OfficeZone) -> Document:
    """Return the certificate of passing, one sheet lying on its side.

    Args:
        card: A checklist that is passed.
        office: The office's name.
        printed: When and by whom it is printed.
        zone: The office's time zone.
    """
    exams = [row for row in card.rows if row.kind == "exam" and row.standing == "passed"]
    words = T(
        "trainingpaper",
        "From {start} to {end} you have gone through “{title}”, {hours} hours in all, and have passed every required"
        " row and exam.",
    ).with_(title=card.title, start=card.start_on, end=card.passed_on, hours=rules.hours(card.done.total))
    closing = T("trainingpaper", "We certify this herewith.")
    if card.tier == "newcomer":
        closing = T("trainingpaper", "From this day on this person may work at the reception desk alone.")
    receiver = T("trainingpaper", "{name} (staff number {number}):").with_(name=card.name, number=card.number)
    return Document(
        title=T("trainingpaper", "Certificate of passing"),
        office=office,
        subtitle=card.certificate,
        printed=printed,
        orientation=Orientation.LANDSCAPE,
        qr=Qr(card.certificate, card.certificate),
        zone=zone,
        blocks=[
            Spacer(10),
            Letter(receiver, f"{words}\n{closing}", office, card.passed_on),
            Spacer(8),
            Table(_EXAMS, [_exam_row(row, zone) for row in exams], dense=True)
            if exams
            else Paragraph(T("trainingpaper", "No exam belongs to this training."), Tone.QUIET),
            Spacer(6),
            Signatures([T("trainingpaper", "Trainer"), rules.SIGNERS["supervisor"]], dated=False),
        ],
    )


_EXAMS = (
    Column("exam", T("trainingpaper", "Exam"), 16),
    Column("score", T("trainingpaper", "Score"), 4, align=Align.CENTER),
    Column("by", T("trainingpaper", "Examiner"), 8),
    Column("day", T("trainingpaper", "Day"), 6),
)


def _exam_row(row: RowCard, zone: OfficeZone) -> Row:
    last = row.signatures[-1]
    return row.title, "" if last.score is None else str(last.score), last.signer, f"{zone.local(last.at):%Y-%m-%d}"


def year_sheet(card: YearCard, office: str, printed: str, zone: OfficeZone) -> Document:
    """Return the yearly overview of the office.

    Args:
        card: The year.
        office: The office's name.
        printed: When and by whom it is printed.
        zone: The office's time zone.
    """
    blocks: list[Block] = []
    if card.months:
        missing = [str(month.month) for month in card.months if month.drill_missing]
        blocks.append(
            Fields(
                [
                    Field(
                        T("trainingpaper", "Special courses"),
                        T("trainingpaper", "{done} of {all}").with_(done=card.courses, all=card.courses_target),
                        strong=True,
                    ),
                    Field(
                        T("trainingpaper", "Months with a drill"),
                        T("trainingpaper", "{done} of 12").with_(done=card.drill_months),
                        strong=True,
                    ),
                    Field(T("trainingpaper", "Months without a drill"), ", ".join(missing) or "—"),
                ],
                columns=3,
            )
        )
        blocks.append(Table(_ACROSS, _across(card.months), dense=True))
        blocks.append(Spacer(4))
    blocks.append(Heading(T("trainingpaper", "Hours of each person")))
    blocks.append(Table(PEOPLE, person_rows(card.people), dense=True))
    blocks.append(
        Paragraph(
            T(
                "trainingpaper",
                "Hours come from signed rows and from sessions attended; shadowing counts as practice. A row taught by"
                " a course counts once.",
            ),
            Tone.QUIET,
        )
    )
    return Document(
        title=T("trainingpaper", "Training of the year"),
        office=office,
        subtitle=str(card.year),
        printed=printed,
        orientation=Orientation.LANDSCAPE,
        zone=zone,
        blocks=blocks,
    )


MONTHS = (
    Column("month", T("trainingpaper", "Month"), 4),
    Column("courses", T("trainingpaper", "Courses held"), 5, Kind.INT),
    Column("drills", T("trainingpaper", "Drills held"), 5, Kind.INT),
    Column("contests", T("trainingpaper", "Contests held"), 5, Kind.INT),
    Column("planned", T("trainingpaper", "Planned"), 5, Kind.INT),
    Column("drill", T("trainingpaper", "Drill of the month"), 8),
)
PEOPLE = (
    Column("number", T("trainingpaper", "Staff number"), 5),
    Column("name", T("trainingpaper", "Name"), 6),
    Column("tier", T("trainingpaper", "Tier"), 5),
    Column("theory", T("trainingpaper", "Theory"), 4, Kind.NUMBER),
    Column("practice", T("trainingpaper", "Practice"), 4, Kind.NUMBER),
    Column("exam", T("trainingpaper", "Exams"), 4, Kind.NUMBER),
    Column("total", T("trainingpaper", "Hours"), 4, Kind.NUMBER),
    Column("target", T("trainingpaper", "Target"), 4, Kind.NUMBER),
    Column("reached", T("trainingpaper", "Reached"), 5),
    Column("courses", T("trainingpaper", "Courses"), 4, Kind.INT),
    Column("drills", T("trainingpaper", "Drills"), 4, Kind.INT),
    Column("certificates", T("trainingpaper", "Certificates"), 4, Kind.INT),
    Column("expiring", T("trainingpaper", "Running out"), 4, Kind.INT),
)

_ACROSS = (
    Column("what", T("trainingpaper", "Month"), 8),
    *(Column(str(month), str(month), 4, align=Align.CENTER) for month in range(1, 13)),
)


def _across(months: Sequence[MonthCard]) -> list[Row]:
    """Return the months side by side, as rows of ``_ACROSS``."""
    told: list[tuple[Text, list[Text | str]]] = [
        (T("trainingpaper", "Courses held"), [str(month.courses or "") for month in months]),
        (T("trainingpaper", "Drills held"), [_drill_across(month) for month in months]),
        (T("trainingpaper", "Contests held"), [str(month.contests or "") for month in months]),
        (T("trainingpaper", "Planned"), [str(month.planned or "") for month in months]),
    ]
    return [(title, *values) for title, values in told]


def _drill_across(month: MonthCard) -> Text | str:
    return str(month.drills) if month.drills else _drill(month)


def month_rows(months: Sequence[MonthCard]) -> list[Row]:
    """Return the months as rows of ``MONTHS``."""
    return [
        (str(month.month), month.courses, month.drills, month.contests, month.planned, _drill(month))
        for month in months
    ]


def _drill(month: MonthCard) -> Text | str:
    if month.drills:
        return T("trainingpaper", "held")
    return T("trainingpaper", "missing") if month.drill_missing else ""


def person_rows(people: Sequence[PersonYear]) -> list[Row]:
    """Return people as rows of ``PEOPLE``, minutes as hours."""
    return [
        (
            one.number,
            one.name,
            rules.TIERS.get(one.tier, "—"),
            one.split.theory / 60,
            one.split.practice / 60,
            one.split.exam / 60,
            one.split.total / 60,
            one.target / 60 if one.target else None,
            _reached(one),
            one.courses,
            one.drills,
            one.certificates,
            one.expiring,
        )
        for one in people
    ]


def _reached(one: PersonYear) -> Text | str:
    if not one.target:
        return ""
    if one.enough:
        return T("trainingpaper", "yes")
    left = rules.hours(one.target - one.split.total)
    return T("trainingpaper", "{hours} h left").with_(hours=left)

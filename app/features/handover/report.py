"""The handover on paper: one or two sheets that somebody tired can read at six in the morning; and an empty one.

Sections stand in the same order on every sheet, what must be read has a box, what is late a mark that survives a
copier. The code in the corner is the beginning of the seal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.core.clock import OfficeZone
from app.core.money import show_yuan
from app.core.text import T, Text
from app.documents.blocks import (
    Block,
    Document,
    Field,
    Fields,
    Group,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Qr,
    Row,
    Signatures,
    Table,
    Tone,
)
from app.documents.columns import Align, Column, show_width
from app.features.handover import rules
from app.features.handover.counting import Counts, shown
from app.features.handover.queries import HandoverDetail, LineView, StepLine

SEAL_SHOWN = 16
"""Hex digits of the seal that stand on paper."""
BOX, READ = "□", "✓"

_LINES = (
    Column("box", T("handover", "Read"), 3, align=Align.CENTER),
    Column("mark", T("handover", "Mark"), 4.4),
    Column("place", T("handover", "Place"), 6),
    Column("matter", T("handover", "Matter"), 29.6),
    Column("who", T("handover", "Who"), 4.2),
    Column("due", T("handover", "Due"), 5.2),
)
_BRIEF = 62
"""Half-width signs that number, title and state may take together on one line of paper."""
_BRIEF_PLACE = 13
_TOGETHER = ("special",)
"""Sections whose lines need not each have one of their own when paper is short."""
_COUNTS = (
    Column("thing", T("handover", "Counted thing"), 12),
    Column("expected", T("handover", "Should be"), 5, align=Align.RIGHT),
    Column("last", T("handover", "Before"), 6, align=Align.RIGHT),
    Column("now", T("handover", "Now"), 6, align=Align.RIGHT),
    Column("difference", T("handover", "Difference"), 5, align=Align.RIGHT),
    Column("reason", T("handover", "Why"), 18),
)
_STEPS = (
    Column("at", T("handover", "Time"), 8),
    Column("who", T("handover", "Who"), 6),
    Column("note", T("handover", "Added after sealing"), 38),
)


def handover_sheet(
    detail: HandoverDetail, office: str, printed: str, zone: OfficeZone, *, brief: bool = False
) -> Document:
    """Return the sheets of a handover.

    Args:
        detail: The handover.
        office: The office's name.
        printed: When and by whom it is printed.
        zone: The office's time zone.
        brief: Lines that need not be read take one line of paper each: the number leads to the rest.
    """
    values = detail.values
    seal = str(values["seal"])[:SEAL_SHOWN]
    additions = [step for step in detail.steps if step.addition]
    blocks: list[Block] = [_head(detail, zone), Table(_LINES, list(_rows(detail, zone, brief)), dense=True)]
    blocks += _counts(detail.counts)
    if additions:
        blocks += [
            Heading(T("handover", "Additions")),
            Table(_STEPS, [_step(step, zone) for step in additions], dense=True),
        ]
    blocks += [
        *_signed(detail, zone),
        Signatures([T("handover", "Handed over"), T("handover", "Accepted")], dated=not seal),
    ]
    return Document(
        title=T("handover", "Shift handover · {shift}").with_(shift=values["shift_title"]),
        office=office,
        subtitle=_subtitle(detail, zone),
        blocks=blocks,
        printed=printed,
        zone=zone,
        qr=Qr(seal, _grouped(seal), 17) if seal else None,
    )


def blank_sheet(shifts: Sequence[str], things: Sequence[str], office: str, printed: str) -> Document:
    """Return an empty handover to be filled in by hand when there is no power.

    Args:
        shifts: What the shifts are called.
        things: What is counted.
        office: The office's name.
        printed: When and by whom it is printed.
    """
    sections = ["flag", "note", "late", "due", "complaint", "callback", "promise", "care", "open"]
    rows: list[Row] = []
    for code in sections:
        rows += [Group(rules.SECTIONS[code]), *([BOX, "", "", "", "", ""] for _ in range(_EMPTY.get(code, 2)))]
    pieces = "　".join(f"{show_yuan(fen).removesuffix('.00')} × ____" for fen in rules.DENOMINATIONS)
    count_rows: list[Row] = [[thing, "", "", "", "", ""] for thing in (*things, str(T("handover", "Cash")))]
    return Document(
        title=T("handover", "Shift handover"),
        office=office,
        subtitle=T("handover", "To be filled in by hand; enter it afterwards as written on paper."),
        printed=printed,
        blocks=[
            Fields(
                [
                    Field(T("handover", "Day")),
                    Field(T("handover", "Shift"), "　".join(f"{BOX} {shift}" for shift in shifts)),
                    Field(T("handover", "Handed over by")),
                    Field(T("handover", "Accepted by")),
                    Field(T("handover", "Cut-off")),
                    Field(T("handover", "On duty next")),
                ]
            ),
            Table(_LINES, rows),
            PageBreak(),
            Heading(T("handover", "Counted")),
            Table(_COUNTS, count_rows),
            Paragraph(T("handover", "Cash: {pieces}").with_(pieces=pieces)),
            Lines(6, T("handover", "What else the next shift must know")),
            Paragraph(T("handover", "The incoming person ticks every line read."), Tone.QUIET),
            Signatures([T("handover", "Handed over"), T("handover", "Accepted")]),
        ],
    )


_EMPTY = {"late": 3, "open": 3, "flag": 1, "complaint": 1, "callback": 1, "promise": 1, "care": 1}
"""Empty rows of a section of the form."""


def _subtitle(detail: HandoverDetail, zone: OfficeZone) -> str:
    values = detail.values
    span = f"{_clock(values['starts_at'], zone)}–{_clock(values['ends_at'], zone)}"
    parts: list[Text | str] = [
        f"{values['on_day']} {span}",
        T("handover", "as of {time}").with_(time=_moment(values["cut_off"], zone)),
        T("handover", "to {shift}").with_(shift=values["next_title"]),
        rules.state_title(values["state"]),
    ]
    if values["back_entered"]:
        parts.append(T("handover", "entered from paper"))
    return " · ".join(map(str, parts))


def _head(detail: HandoverDetail, zone: OfficeZone) -> Fields:
    values = detail.values
    comma = str(T("handover", ", "))
    following = comma.join(_person(line) for line in detail.section("roster"))
    late = sum(line.late for line in detail.lines)
    read = T("handover", "{n} lines, {read} read").with_(n=detail.required, read=detail.required - detail.unread)
    return Fields(
        [
            Field(T("handover", "Handed over by"), _signature(values["out_name"], values["out_at"], zone), strong=True),
            Field(T("handover", "Accepted by"), _signature(values["in_name"], values["in_at"], zone), strong=True),
            Field(T("handover", "On duty"), comma.join(detail.crew) or T("handover", "nobody entered")),
            Field(T("handover", "On duty next"), following or T("handover", "nobody entered")),
            Field(T("handover", "Must be read"), read, strong=True),
            Field(T("handover", "Late"), str(late), strong=True),
        ]
    )


def _rows(detail: HandoverDetail, zone: OfficeZone, brief: bool) -> Iterator[Row]:
    any_line = False
    for code, title in rules.SECTIONS.items():
        lines = () if code == "roster" else detail.section(code)
        if lines:
            any_line = True
            yield Group(T("handover", "{section} ({n})").with_(section=title, n=len(lines)))
            apart = [line for line in lines if line.required or not brief or code not in _TOGETHER]
            yield from (_line(line, zone, brief) for line in apart)
            together = [f"{line.place} {line.title} {line.detail}".strip() for line in lines if line not in apart]
            if together:
                yield ["", "", "", "；".join(together), "", ""]
    if not any_line:
        yield Group(T("handover", "Nothing waits."))


def _line(line: LineView, zone: OfficeZone, brief: bool) -> list[Any]:
    level = rules.level_words(line.section, line.level)
    marks = [
        *([str(T("handover", "LATE"))] if line.late else []),
        *([str(level)] if level is not None else []),
        *([str(T("handover", "flag"))] if line.flag_id else []),
    ]
    title = (
        _cut(line.title, _BRIEF - show_width(f"{line.number}{line.detail}"))
        if brief and not line.required
        else line.title
    )
    place = _cut(line.place, _BRIEF_PLACE) if brief else line.place
    words = " · ".join(part for part in (f"{line.number} {title}".strip(), line.detail) if part)
    box = (READ if line.read_by else BOX) if line.required else ""
    return [box, " ".join(marks), place, words, line.who, _moment(line.due_at, zone)]


def _cut(text: str, width: int) -> str:
    """Return a text cut to so many half-width signs, five characters of it at least."""
    while show_width(text) > width and len(text) > 5:
        text = f"{text.removesuffix('…')[:-1]}…"
    return text


def _counts(counts: Counts) -> list[Block]:
    if not counts.things and not counts.pieces:
        return []
    rows: list[Row] = []
    # What is as it was stands in one line: a difference is what the eye should find.
    same = [each for each in counts.things if each.counted is not None and each.difference == 0 and not each.reason]
    for each in counts.all:
        if each in same:
            continue
        difference = each.difference
        rows.append(
            [
                each.title,
                "" if each.expected is None else shown(each, each.expected),
                shown(each, each.last),
                shown(each, each.counted),
                "" if not difference else f"{'+' if difference > 0 else ''}{shown(each, difference)}",
                each.reason,
            ]
        )
    blocks: list[Block] = [Heading(T("handover", "Counted")), Table(_COUNTS, rows, dense=True)]
    if same:
        words = "　".join(f"{each.title} {each.counted}" for each in same)
        blocks.append(Paragraph(T("handover", "As before: {things}").with_(things=words)))
    pieces = [
        f"{show_yuan(piece.fen).removesuffix('.00')} × {piece.counted}" for piece in counts.pieces if piece.counted
    ]
    if pieces:
        blocks.append(Paragraph(T("handover", "Cash: {pieces}").with_(pieces="　".join(pieces)), Tone.QUIET))
    return blocks


def _signed(detail: HandoverDetail, zone: OfficeZone) -> list[Block]:
    values = detail.values
    said: list[str] = []
    mode = str(values["in_mode"])
    if mode and values["state"] in rules.SEALED:
        note = f": {values['in_note']}" if values["in_note"] else ""
        said.append(f"{rules.MODES.get(mode, mode)}{note}")
    if values["seal"]:
        said.append(
            T("handover", "Signed with PINs and sealed {time}, code {seal}.").format(
                time=_moment(values["sealed_at"], zone), seal=_grouped(str(values["seal"])[:SEAL_SHOWN])
            )
        )
    return [Paragraph(" · ".join(said), Tone.QUIET)] if said else []


def _step(step: StepLine, zone: OfficeZone) -> list[Any]:
    words = step.note if step.action == "add" else f"{step.words} {step.note}".strip()
    return [_moment(step.at, zone), step.who, words]


def _signature(name: str, at: int | None, zone: OfficeZone) -> str:
    return f"{name} {_moment(at, zone)}".strip()


def _person(line: LineView) -> str:
    return T("handover", "{name} ({role})").format(name=line.title, role=line.detail) if line.detail else line.title


def _moment(value: int | None, zone: OfficeZone) -> str:
    return "" if value is None else f"{zone.local(value):%m-%d %H:%M}"


def _clock(value: int | None, zone: OfficeZone) -> str:
    return "" if value is None else f"{zone.local(value):%H:%M}"


def _grouped(seal: str) -> str:
    return " ".join(seal[start : start + 4] for start in range(0, len(seal), 4))

"""Reading handovers: the list, one whole, what waits to be accepted, what touches what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import Refused
from app.core.links import Link
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.handover import rules
from app.features.handover.base import shift_of
from app.features.handover.counting import Counts
from app.features.handover.listing import HANDOVERS
from app.features.handover.records import Handover, HandoverEvent, HandoverFlag, HandoverLine, HandoverTick
from app.features.handover.signing import HandoverSigning
from app.features.handover.telling import TITLE, handover_name, head_fields, tellings_of
from app.features.staff.rules import Actor
from app.store.history import HistoryLine, lines_of
from app.store.listing import Lister
from app.store.telling import Tellings


@dataclass(frozen=True)
class LineView:
    """A line as it is shown.

    Attributes:
        id: The line.
        section: Its section.
        kind: Record kind that opens with it; empty if nothing does.
        record_id: The record.
        number: What people call the record.
        title: What it is about.
        detail: How it stood.
        place: House or place.
        who: Who has it.
        due_at: When it is due, UTC milliseconds.
        level: 1, 2 or 3; 0 where there are none.
        late: Whether its time was over.
        required: Whether it must be ticked.
        marked: Whether a person marked it so.
        flag_id: The flag under which it is carried on.
        read_by: Who ticked it; empty if nobody has.
        read_at: When, UTC milliseconds.
    """

    id: str
    section: str
    kind: str
    record_id: str
    number: str
    title: str
    detail: str
    place: str
    who: str
    due_at: int | None
    level: int
    late: bool
    required: bool
    marked: bool
    flag_id: str
    read_by: str
    read_at: int | None

    @property
    def unread(self) -> bool:
        """Whether it must still be ticked."""
        return self.required and not self.read_by


@dataclass(frozen=True)
class StepLine:
    """One line of a handover's timeline.

    Attributes:
        id: The step.
        at: UTC milliseconds.
        who: Name of who did it.
        action: Its code.
        words: What was done.
        note: What was said.
        addition: Whether it was added after sealing.
    """

    id: str
    at: int
    who: str
    action: str
    words: Text
    note: str
    addition: bool


@dataclass(frozen=True)
class HandoverDetail:
    """One handover whole.

    Attributes:
        values: Its own columns.
        name: What people call it.
        crew: Who was on duty in the shift.
        lines: Its lines in the order of the sheet.
        counts: What was counted.
        steps: Its timeline, oldest first.
        moves: What this reader may do now.
    """

    values: Mapping[str, Any]
    name: str
    crew: tuple[str, ...]
    lines: tuple[LineView, ...]
    counts: Counts
    steps: tuple[StepLine, ...]
    moves: tuple[rules.Move, ...]

    @property
    def unread(self) -> int:
        """How many lines must still be ticked."""
        return sum(line.unread for line in self.lines)

    @property
    def required(self) -> int:
        """How many lines must be ticked in all."""
        return sum(line.required for line in self.lines)

    def section(self, code: str) -> tuple[LineView, ...]:
        """Return the lines of one section."""
        return tuple(line for line in self.lines if line.section == code)


@dataclass(frozen=True)
class Waiting:
    """A handover that somebody has still to read and accept.

    Attributes:
        id: The handover.
        name: Day and shift.
        state: ``handed`` or ``left``.
        out_name: Who handed over.
        out_at: When, UTC milliseconds.
        unread: How many lines must still be ticked.
        own: Whether this reader handed it over.
    """

    id: str
    name: str
    state: str
    out_name: str
    out_at: int | None
    unread: int
    own: bool


@dataclass(frozen=True)
class HandoverHit:
    """A handover found: its id, day and shift, state, and who handed over."""

    id: str
    name: str
    state: str
    out_name: str


@dataclass(frozen=True)
class FlagView:
    """Something that is carried on from handover to handover.

    Attributes:
        id: The flag.
        title: What it is about.
        detail: What matters besides.
        kind: Record kind that opens with it; empty for a note.
        record_id: The record.
        number: What people call it.
        since: Since when it is carried on, UTC milliseconds.
    """

    id: str
    title: str
    detail: str
    kind: str
    record_id: str
    number: str
    since: int | None


class HandoverService(HandoverSigning):
    """The verbs of the shift handover. Every one checks the permission of who acts."""

    def lister(self, actor: Actor) -> Lister:
        """Return the list of handovers.

        Raises:
            NotAllowed: The person may not see them.
        """
        actor.require("handover", "view")
        return Lister(self._store.database, HANDOVERS)

    def detail(self, actor: Actor, handover_id: str) -> HandoverDetail:
        """Return everything a page shows of a handover.

        Raises:
            NotAllowed: The person may not see handovers.
            NotFound: It does not exist.
        """
        actor.require("handover", "view")
        with self._store.database.reading():
            head = self._store.must(Handover, handover_id)
            lines = self._store.find(HandoverLine, "handover_id = ?", (handover_id,), "position, id")
            ticks = {tick.line_id: tick for tick in self._store.find(HandoverTick, "handover_id = ?", (handover_id,))}
            steps = self._store.find(HandoverEvent, "handover_id = ?", (handover_id,), "at, id")
            counts = self.counts(actor, handover_id)
        order = {code: place for place, code in enumerate(rules.SECTIONS)}
        lines.sort(key=lambda line: order.get(line.section, len(order)))
        crew = self._shifts.on_duty(shift_of(head))
        return HandoverDetail(
            values={name: value for name, value in vars(head).items() if name != "seal_rows"},
            name=handover_name(head),
            crew=tuple(entry.name for entry in crew),
            lines=tuple(_view(line, ticks.get(line.id)) for line in lines),
            counts=counts,
            steps=tuple(_step(event) for event in steps),
            moves=self._moves(actor, head),
        )

    def _moves(self, actor: Actor, head: Handover) -> tuple[rules.Move, ...]:
        own = actor.id == head.out_id
        found: list[rules.Move] = []
        for move in rules.MOVES:
            if head.state not in move.sources or not actor.may("handover", move.permission):
                continue
            if (own and move.action in ("accept", "late", "refuse", "instead")) or (
                not own and move.action == "take_back" and not actor.may("handover", "override")
            ):
                continue
            if bool(head.back_entered) != (move.action == "paper") and move.action in ("paper", "hand_over", "leave"):
                continue
            found.append(move)
        return tuple(found)

    def find(self, actor: Actor, day: str, shift: str = "") -> str | None:
        """Return the handover of a shift by day and the shift's name, or None; the last one of the day without a name.

        Raises:
            NotAllowed: The person may not see handovers.
        """
        actor.require("handover", "view")
        return self._store.value(
            "SELECT id FROM handover WHERE on_day = ? AND (shift_title = ? OR kind_id = ? OR ? = '')"
            " ORDER BY state = 'void', starts_at DESC, id LIMIT 1",
            (day, shift, shift, shift),
        )

    def search(self, actor: Actor, text: str, limit: int = 8) -> list[HandoverHit]:
        """Return handovers found by day, shift, people, notes, the numbers they name or their seal, newest first.

        Raises:
            NotAllowed: The person may not see handovers.
        """
        actor.require("handover", "view")
        ids = [record for _, record in self._index.find(text, ("handover",), limit)]
        marks = ", ".join("?" * len(ids))
        rows = self._store.rows(
            f"SELECT id, on_day, shift_title, state, out_name FROM handover WHERE id IN ({marks})"
            " ORDER BY cut_off DESC, id",
            ids,
        )
        return [HandoverHit(record, f"{day} {shift}", state, name) for record, day, shift, state, name in rows]

    def history(self, actor: Actor, handover_id: str) -> list[HistoryLine]:
        """Return who changed what of a handover and of what was counted, oldest first.

        Raises:
            NotAllowed: The person may not see handovers.
        """
        actor.require("handover", "view")
        database = self._store.database
        found = lines_of(database, "handover", handover_id, head_fields(self._zone), TITLE)
        told = self.tellings(actor)["handover_count"]
        counts = self._store.rows("SELECT id, title FROM handover_count WHERE handover_id = ?", (handover_id,))
        for count_id, title in counts:
            for line in lines_of(database, "handover_count", count_id, told.fields, told.title):
                if line.text.source != "{record} entered":
                    words = T("handover", "{thing}, {step}").with_(thing=title, step=line.text)
                    found.append(HistoryLine(line.at, line.author, words))
        return sorted(found, key=lambda line: line.at)

    # --- what waits -----------------------------------------------------------------------------------------------

    def waiting(self, actor: Actor) -> list[Waiting]:
        """Return the handovers that somebody has still to read and accept, the oldest first.

        Nothing for somebody who may not see them.
        """
        if not actor.may("handover", "view"):
            return []
        rows = self._store.rows(
            "SELECT t.id, t.on_day, t.shift_title, t.state, t.out_id, t.out_name, t.out_at, (SELECT count(*) FROM"
            " handover_line l WHERE l.handover_id = t.id AND l.required = 1 AND NOT EXISTS (SELECT 1 FROM"
            " handover_tick k WHERE k.id = l.id || '|read')) FROM handover t WHERE t.state IN ('handed', 'left')"
            " AND t.state NOT IN ('sealed', 'void') ORDER BY t.cut_off, t.id"
        )
        return [
            Waiting(record, f"{day} {shift}", state, name, at, unread, out == actor.id)
            for record, day, shift, state, out, name, at, unread in rows
        ]

    def flags(self, actor: Actor) -> list[FlagView]:
        """Return what is carried on from handover to handover, the oldest first.

        Raises:
            NotAllowed: The person may not see handovers.
        """
        actor.require("handover", "view")
        flags = self._store.find(HandoverFlag, "cleared_at IS NULL", order="created_at, id")
        return [
            FlagView(flag.id, flag.title, flag.detail, flag.kind, flag.record_id, flag.number, flag.created_at)
            for flag in flags
        ]

    def guard_intake(self, actor: Actor, level: int = 0) -> None:
        """Refuse the first intake of somebody whose shift has a handover waiting, if the office has set it so.

        It asks those who are on duty now, or, where nobody is entered, everybody but the people of the shift that hands
        over. What is of level 1 is never refused.

        Args:
            actor: Who takes a ticket in.
            level: The ticket's level.

        Raises:
            Refused: A handover waits for this person; the text names it.
        """
        if level == 1 or not self._settings.flag("handover.accept_first"):
            return
        for waiting in self.waiting(actor):
            if not waiting.own and self._concerns(actor, waiting.id):
                raise Refused(
                    T(
                        "handover",
                        "The handover {name} waits for you. Read and accept it first; tickets of level 1 go at once.",
                    ).with_(name=waiting.name),
                    "handover.waiting",
                )

    def _concerns(self, actor: Actor, handover_id: str) -> bool:
        head = self._store.must(Handover, handover_id)
        now = self._store.clock.now()
        running = [
            shift for shift in self._shifts.running(now) if (shift.day, shift.kind) != (head.on_day, head.kind_id)
        ]
        on_duty = {entry.staff_id for shift in running for entry in self._shifts.on_duty(shift)}
        if on_duty:
            return actor.id in on_duty
        before = self._shifts.on_duty(shift_of(head))
        return actor.id not in {entry.staff_id for entry in before}

    # --- for other rooms ------------------------------------------------------------------------------------------

    def matters(self, actor: Actor, now: int, until: int) -> list[Matter]:
        """Return what is carried on from handover to handover, see ``app.core.matters``."""
        if not actor.may("handover", "view"):
            return []
        return [
            Matter(
                group="handover.flag",
                kind=flag.kind or "handover_flag",
                id=flag.record_id or flag.id,
                number=flag.number,
                title=flag.title,
                detail=flag.detail,
                since=flag.since,
            )
            for flag in self.flags(actor)
        ]

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Link]:
        """Return the records of a handover, or the handovers in which a record stands; see ``app.core.links``."""
        if not actor.may("handover", "view"):
            return []
        if kind == "handover":
            rows = self._store.rows(
                "SELECT DISTINCT kind, record_id, number, title FROM handover_line WHERE handover_id = ? AND kind <> ''"
                " AND section <> 'roster' ORDER BY required DESC, kind, number LIMIT ?",
                (record_id, _MOST),
            )
            return [
                Link(each, record, f"{number} {title}".strip(), T("handover", "Stands in the handover"))
                for each, record, number, title in rows
            ]
        rows = self._store.rows(
            "SELECT DISTINCT t.id, t.on_day, t.shift_title, t.state, t.cut_off FROM handover_line l"
            " JOIN handover t ON t.id = l.handover_id WHERE l.record_id = ? AND l.kind = ? AND l.section <> 'roster'"
            " ORDER BY t.cut_off DESC, t.id LIMIT ?",
            (record_id, kind, _NEWEST),
        )
        return [
            Link(
                "handover", record, f"{day} {shift}", T("handover", "Handover it was in"), rules.state_title(state), at
            )
            for record, day, shift, state, at in rows
        ]

    def tellings(self, actor: Actor) -> Tellings:
        """Return how handovers are told to a person, for rooms that know no handovers.

        Raises:
            NotAllowed: The person may not see them.
        """
        actor.require("handover", "view")
        return tellings_of(self._store, self._zone)


_MOST = 40
"""Records shown beside a handover; the handover itself has all of them."""
_NEWEST = 6


def _view(line: HandoverLine, tick: HandoverTick | None) -> LineView:
    return LineView(
        line.id,
        line.section,
        line.kind,
        line.record_id,
        line.number,
        line.title,
        line.detail,
        line.place,
        line.who,
        line.due_at,
        line.level,
        bool(line.late),
        bool(line.required),
        bool(line.marked),
        line.flag_id,
        tick.name if tick is not None else "",
        tick.at if tick is not None else None,
    )


def _step(event: HandoverEvent) -> StepLine:
    words = rules.EVENTS.get(event.action) or T("handover", "did “{action}”").with_(action=event.action)
    return StepLine(event.id, event.at or 0, event.name, event.action, words, event.note, bool(event.chained))

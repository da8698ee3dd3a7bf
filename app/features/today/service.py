"""What must be done now, read in one pass over the open tickets, and what the other modules tell of theirs.

Source: the office's product rules, "Today". Closed tickets, of which there may be a million, are never looked at: the
open ones have an index of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from app.core.clock import DAY, MINUTE, OfficeZone
from app.core.matters import Matter, Teller
from app.features.staff.rules import Actor
from app.features.tickets import rules
from app.settings.settings import Settings
from app.store.listing import MISSING
from app.store.store import Store

TicketMatter = Literal["respond", "arrive", "finish", "dispatch", "check", "callback", "held", "promise"]


@dataclass(frozen=True)
class TodayLine:
    """One thing to do.

    Attributes:
        matter: What it is: of a ticket a ``TicketMatter``, which clock runs or what is waited for; of another module's
            record the group of its ``Matter``.
        id: The record it opens.
        number: The record's number.
        place: Canonical spelling of the house, or the place.
        title: What it is about; for a promise, what was promised; for a hold, its reason and the ticket's title.
        level: 1, 2 or 3; 0 where there are no levels.
        state: Code of the ticket's state.
        assignee: Name of who has it, or the empty text.
        at: When it is due, or since when it waits; UTC milliseconds.
        kind: The record's kind.
    """

    matter: str
    id: str
    number: str
    place: str
    title: str
    level: int
    state: str
    assignee: str
    at: int | None
    kind: str = "ticket"


@dataclass(frozen=True)
class Overview:
    """What must be done now.

    Attributes:
        now: When it was read, UTC milliseconds.
        counts: How many tickets are ``late``, ``soon``, ``new``, ``check``, ``callback``, ``held`` and ``open``, how
            many to ``dispatch`` have waited too long, how many ``promises`` fall due today and are ``broken``, and how
            many ``complaints`` and ``others`` there are.
        late: Past due, the highest level first, then the longest past due.
        coming: Due next, soonest first.
        dispatch: To dispatch, the longest waiting first; ``at`` is when it should have been dispatched.
        check: Finished and to be checked, the longest waiting first.
        callback: To call back, the longest waiting first.
        held: On hold, the longest first.
        promises: Owed and due by the end of the office's day, soonest first.
        complaints: Open complaints, by the clock that runs out next.
        others: What falls due in the other books by the end of the office's day, soonest first.
        taken: Tickets taken in today.
        ended: Those of them that have ended.
    """

    now: int
    counts: Mapping[str, int]
    late: tuple[TodayLine, ...]
    coming: tuple[TodayLine, ...]
    dispatch: tuple[TodayLine, ...]
    check: tuple[TodayLine, ...]
    callback: tuple[TodayLine, ...]
    held: tuple[TodayLine, ...]
    promises: tuple[TodayLine, ...]
    complaints: tuple[TodayLine, ...]
    others: tuple[TodayLine, ...]
    taken: int
    ended: int

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to do at all."""
        return not (self.counts["open"] or self.promises or self.complaints or self.others)


class _Open(NamedTuple):
    """An open ticket, as far as it takes to say where it belongs."""

    row: int
    id: str
    state: str
    level: int
    entered_at: int | None
    respond_due: int | None
    arrive_due: int | None
    finish_due: int | None
    responded_at: int | None
    on_site_at: int | None
    finished_at: int | None
    held_at: int | None


class _Pick(NamedTuple):
    """A ticket chosen for a list, before its words are read."""

    row: int
    id: str
    matter: TicketMatter
    level: int
    at: int | None


COMPLAINT = "complaint.open"
_ELSEWHERE = ("ticket.", "shift.")
"""Groups of matters that the page shows in its own way."""
_ENDED = ", ".join(f"'{state}'" for state in rules.ENDED)
OPEN_SQL = (
    "SELECT rowid, id, state, level, entered_at, respond_due, arrive_due, finish_due, responded_at, on_site_at,"
    f" finished_at, held_at FROM ticket INDEXED BY ticket_open WHERE state NOT IN ({_ENDED})"
)
MINE_SQL = " AND ? IN (assignee_id, created_by)"
_PLACE = f"coalesce(h.key, nullif(t.place, ''), CASE t.house_id WHEN '' THEN '' ELSE '{MISSING}' END, '')"


def _name(column: str) -> str:
    return f"coalesce(s.name, CASE {column} WHEN '' THEN '' ELSE '{MISSING}' END, '')"


PROMISES_SQL = (
    f"SELECT p.due_at, p.text, p.ticket_id, coalesce({rules.number_sql('t')}, '{MISSING}'), {_PLACE},"
    f" coalesce(t.level, 3), coalesce(t.state, ''), {_name('p.staff_id')}"
    " FROM promise p INDEXED BY promise_owed LEFT JOIN ticket t ON t.id = p.ticket_id"
    " LEFT JOIN house h ON h.id = t.house_id LEFT JOIN staff s ON s.id = p.staff_id"
    " WHERE p.kept_at IS NULL AND p.cancelled = 0 AND p.due_at < ?{mine} ORDER BY p.due_at, p.id"
)
TAKEN_SQL = f"SELECT count(*), coalesce(sum(state IN ({_ENDED})), 0) FROM ticket WHERE entered_at >= ?"
_LINES_SQL = (
    f"SELECT t.rowid, t.id, {rules.number_sql('t')}, {_PLACE}, t.title, t.level, t.state, {_name('t.assignee_id')},"
    " t.hold_reason FROM ticket t LEFT JOIN house h ON h.id = t.house_id LEFT JOIN staff s ON s.id = t.assignee_id"
    " WHERE t.rowid IN ({rows})"
)


class TodayService:
    """Reads what must be done now.

    Args:
        store: The office's database.
        settings: When something counts as due soon, and how long dispatch may take.
        zone: The office's time zone: when its day ends.
        tellers: Returns what tells the matters of the modules besides tickets.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        zone: OfficeZone,
        tellers: Callable[[], Sequence[Teller]] = tuple,
    ) -> None:
        self._store = store
        self._settings = settings
        self._zone = zone
        self._tellers = tellers

    def overview(self, actor: Actor, *, mine: bool = False, lines: int = 10) -> Overview:
        """Return what must be done now.

        Args:
            actor: Who asks.
            mine: Only tickets the person has taken in or is the assignee of, and promises they gave.
            lines: How many lines of each list at most; the counts are of all.

        Raises:
            NotAllowed: The person may not see tickets.
        """
        actor.require("ticket", "view")
        now = self._store.clock.now()
        found = self._open(actor, mine)
        soon = now + self._settings.number("tickets.soon_minutes") * MINUTE
        dispatch_by = self._settings.number("tickets.dispatch_minutes") * MINUTE
        running = [
            _Pick(item.row, item.id, due[0], item.level, due[1])
            for item in found
            if (due := rules.next_due(item)) is not None
        ]
        late = [pick for pick in running if (pick.at or 0) < now]
        coming = [pick for pick in running if (pick.at or 0) >= now]
        groups: dict[str, list[_Pick]] = {
            "late": _first(late, lines, lambda pick: (pick.level, pick.at or 0, pick.id)),
            "coming": _first(coming, lines, _by_time),
        }
        waiting = {
            "dispatch": [_Pick(i.row, i.id, "dispatch", i.level, _plus(i.entered_at, dispatch_by)) for i in found
                         if i.state == "new"],
            "check": [_Pick(i.row, i.id, "check", i.level, i.finished_at) for i in found if i.state == "check"],
            "callback": [_Pick(i.row, i.id, "callback", i.level, i.finished_at) for i in found
                         if i.state == "callback"],
            "held": [_Pick(i.row, i.id, "held", i.level, i.held_at) for i in found if i.state == "held"],
        }  # fmt: skip
        groups |= {name: _first(picks, lines, _by_time) for name, picks in waiting.items()}
        shown = self._lines(groups)
        promises = self._promises(actor, now, mine)
        complaints, others = self._told(actor, now, mine)
        taken, ended = self._store.rows(TAKEN_SQL, (self._zone.day_start(self._zone.day(now)),))[0]
        counts = {
            "late": len(late),
            "soon": sum((pick.at or 0) < soon for pick in coming),
            "new": len(waiting["dispatch"]),
            "dispatch": sum((pick.at or 0) < now for pick in waiting["dispatch"]),
            "check": len(waiting["check"]),
            "callback": len(waiting["callback"]),
            "held": len(waiting["held"]),
            "open": len(found),
            "promises": len(promises),
            "broken": sum((line.at or 0) < now for line in promises),
            "complaints": len(complaints),
            "others": len(others),
        }
        return Overview(
            now,
            counts,
            **shown,
            promises=promises[:lines],
            complaints=complaints[:lines],
            others=others[:lines],
            taken=taken,
            ended=ended,
        )

    def waiting(self, actor: Actor) -> tuple[int, int]:
        """Return how many tickets and promises are late, and how many will be soon, for the rail's count."""
        counts = self.overview(actor, lines=0).counts
        return counts["late"] + counts["broken"], counts["soon"]

    def _open(self, actor: Actor, mine: bool) -> list[_Open]:
        sql, values = (OPEN_SQL + MINE_SQL, (actor.id,)) if mine else (OPEN_SQL, ())
        return [_Open._make(row) for row in self._store.rows(sql, values)]

    def _promises(self, actor: Actor, now: int, mine: bool) -> tuple[TodayLine, ...]:
        end = self._zone.day_start(self._zone.day(now + DAY))
        sql = PROMISES_SQL.format(mine=" AND p.staff_id = ?" if mine else "")
        rows = self._store.rows(sql, (end, actor.id) if mine else (end,))
        return tuple(
            TodayLine("promise", ticket, number, place, text, level, state, giver, at)
            for at, text, ticket, number, place, level, state, giver in rows
        )

    def _told(self, actor: Actor, now: int, mine: bool) -> tuple[tuple[TodayLine, ...], tuple[TodayLine, ...]]:
        """Return open complaints, and what else falls due by the end of the day."""
        end = self._zone.day_start(self._zone.day(now + DAY))
        told = [
            matter
            for teller in self._tellers()
            for matter in teller(actor, now, end)
            if not matter.group.startswith(_ELSEWHERE) and (not mine or matter.assignee_id == actor.id)
        ]
        told.sort(key=lambda matter: (matter.due_at is None, matter.due_at or 0, matter.id))
        complaints = [matter for matter in told if matter.group == COMPLAINT]
        others = [
            matter for matter in told if matter.group != COMPLAINT and matter.due_at is not None and matter.due_at < end
        ]
        return self._as_lines(complaints), self._as_lines(others)

    def _as_lines(self, matters: Sequence[Matter]) -> tuple[TodayLine, ...]:
        people = {matter.assignee_id for matter in matters if matter.assignee_id}
        marks = ", ".join("?" * len(people))
        names = dict(self._store.rows(f"SELECT id, name FROM staff WHERE id IN ({marks})", tuple(people)))
        return tuple(
            TodayLine(
                each.group,
                each.id,
                each.number,
                each.place,
                each.title,
                each.level,
                "",
                names.get(each.assignee_id, MISSING if each.assignee_id else ""),
                each.due_at,
                each.kind,
            )
            for each in matters
        )

    def _lines(self, groups: Mapping[str, Sequence[_Pick]]) -> dict[str, tuple[TodayLine, ...]]:
        """Read the words of the chosen tickets, once each."""
        rows = sorted({pick.row for picks in groups.values() for pick in picks})
        found: dict[int, tuple[Any, ...]] = {}
        if rows:
            for row in self._store.rows(_LINES_SQL.format(rows=", ".join(map(str, rows)))):
                found[row[0]] = row[1:]
        return {
            name: tuple(_line(pick, found[pick.row]) for pick in picks if pick.row in found)
            for name, picks in groups.items()
        }


def _line(pick: _Pick, words: tuple[Any, ...]) -> TodayLine:
    ticket, number, place, title, level, state, assignee, reason = words
    told = " · ".join(part for part in (reason, title) if part) if pick.matter == "held" else title
    return TodayLine(pick.matter, ticket, number, place, told, level, state, assignee, pick.at)


def _plus(moment: int | None, span: int) -> int | None:
    return None if moment is None else moment + span


def _by_time(pick: _Pick) -> tuple[Any, ...]:
    return pick.at or 0, pick.id


def _first(picks: Iterable[_Pick], lines: int, key: Callable[[_Pick], tuple[Any, ...]]) -> list[_Pick]:
    return sorted(picks, key=key)[:lines]

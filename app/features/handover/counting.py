"""What is counted at a handover: keys, radios, umbrellas, the cash by its notes and coins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import Invalid
from app.core.money import show_yuan
from app.core.text import T, Text
from app.features.handover.base import HandoverBase
from app.features.handover.records import Handover, HandoverCount
from app.features.handover.rules import CASH, DENOMINATIONS, Counted, cash_code, cash_total, denomination_of
from app.features.staff.rules import Actor
from app.store.records import member_id
from app.store.work import Work, read_many

MOST = 100_000
"""Pieces of one thing: more is a slip of the hand."""
LONGEST_REASON = 200


@dataclass(frozen=True)
class Piece:
    """The notes or coins of one denomination.

    Attributes:
        code: Its code.
        fen: Its worth.
        counted: How many there are; None if not counted.
        last: How many the handover before had.
    """

    code: str
    fen: int
    counted: int | None
    last: int | None

    @property
    def amount(self) -> int:
        """What they come to, in fen."""
        return self.fen * (self.counted or 0)


@dataclass(frozen=True)
class Counts:
    """Everything counted at a handover.

    Attributes:
        things: The counted things in their order.
        cash: The cash as a whole, in fen.
        pieces: Its notes and coins.
    """

    things: tuple[Counted, ...]
    cash: Counted
    pieces: tuple[Piece, ...]

    @property
    def all(self) -> tuple[Counted, ...]:
        """The things and the cash."""
        return (*self.things, self.cash)

    @property
    def unexplained(self) -> tuple[Counted, ...]:
        """What still needs a reason before the handover can be signed."""
        return tuple(each for each in self.all if each.unexplained)

    @property
    def differing(self) -> tuple[Counted, ...]:
        """What is not as it was at the handover before."""
        return tuple(each for each in self.all if each.difference)


class HandoverCounting(HandoverBase):
    """The verbs of counting."""

    def counts(self, actor: Actor, handover_id: str) -> Counts:
        """Return what was counted.

        Raises:
            NotAllowed: The person may not see handovers.
        """
        actor.require("handover", "view")
        return counts_of(self._store.find(HandoverCount, "handover_id = ?", (handover_id,), "position, id"))

    def count(
        self,
        actor: Actor,
        handover_id: str,
        values: Mapping[str, Any],
        reasons: Mapping[str, str] | None = None,
    ) -> Counts:
        """Enter what was counted in a draft, and return everything counted so far.

        Args:
            actor: Who counted.
            handover_id: The draft.
            values: Code -> number (a number, its digits, or None and the empty text for "not counted").
            reasons: Code -> why there is a difference; ``cash`` for the cash as a whole.

        Raises:
            NotAllowed: The person may not.
            Invalid: A code is not counted here, or a number is none.
            Refused: It has been handed over already.
        """
        actor.require("handover", "edit")
        with self._store.change(actor.id) as work:
            head = self._draft(work, handover_id)
            rows = {row.code: row for row in self._rows(work, head)}
            numbers = _numbers(values, rows)
            told = {code: text.strip()[:LONGEST_REASON] for code, text in (reasons or {}).items() if code in rows}
            for code in {**numbers, **told}:
                row = rows[code]
                work.update(row, counted=numbers.get(code, row.counted), reason=told.get(code, row.reason))
            return counts_of(self._rows(work, head))

    def expect(self, actor: Actor, code: str, expected: int | None) -> None:
        """Say how many of a thing there should be; drafts that are open follow when they are made anew.

        Raises:
            NotAllowed: The person may not edit what is counted.
            Invalid: It is no such number.
        """
        actor.require("dictionary", "edit")
        if expected is not None and not 0 <= expected <= MOST:
            raise Invalid({"expected": T("handover", "A whole number from 0 to {most}.").with_(most=MOST)})
        entry = self._dictionaries.entry("counted", code)
        extra = dict(entry.extra) if entry is not None else {}
        extra.pop("expected", None)
        self._dictionaries.save(
            actor, "counted", {"extra": extra if expected is None else {**extra, "expected": expected}}, code
        )

    def _prepare_counts(self, work: Work, head: Handover) -> None:
        """Make a draft's rows of counts as the dictionary and the handover before have them; what was counted stays."""
        last = self._before(work, head)
        work.update(head, last_id=last.id if last is not None else "")
        before = {row.code: row for row in self._rows(work, last)} if last is not None else {}
        known = {row.code: row for row in self._rows(work, head)}
        wanted = self._wanted(before)
        new: list[HandoverCount] = []
        for position, (code, title, expected) in enumerate(wanted):
            lately = before.get(code)
            values: dict[str, Any] = {"title": title, "position": position, "expected": expected}
            values["last"] = lately.counted if lately is not None else None
            row = known.pop(code, None)
            if row is None:
                new.append(HandoverCount(id=member_id(head.id, code), handover_id=head.id, code=code, **values))
            else:
                work.update(row, **values)
        work.insert_many(new)
        for row in known.values():
            if row.counted is None and not row.reason:
                work.delete(row)

    def _wanted(self, before: Mapping[str, HandoverCount]) -> list[tuple[str, str, int | None]]:
        things = [
            (entry.code, entry.title, _whole(entry.extra.get("expected")))
            for entry in self._dictionaries.words("counted")
        ]
        cash = [(cash_code(fen), str(piece_title(fen)), None) for fen in DENOMINATIONS]
        return [*things, (CASH, str(T("handover", "Cash")), None), *cash]

    def _before(self, work: Work, head: Handover) -> Handover | None:
        """Return the sealed handover before this one, by when they were cut off."""
        found = read_many(
            work.database,
            Handover,
            "state IN ('sealed', 'left') AND cut_off <= ? AND id <> ? AND cut_off > ? - 31536000000"
            " AND id = (SELECT id FROM handover WHERE state IN ('sealed', 'left') AND cut_off <= ? AND id <> ?"
            " ORDER BY cut_off DESC, id DESC LIMIT 1)",
            (head.cut_off, head.id, head.cut_off, head.cut_off, head.id),
        )
        return found[0] if found else None

    def _rows(self, work: Work, head: Handover) -> list[HandoverCount]:
        return read_many(work.database, HandoverCount, "handover_id = ?", (head.id,), "position, id")

    def _check_counts(self, work: Work, head: Handover) -> None:
        """Check that every difference is explained.

        Raises:
            Invalid: Some are not; the fields are their codes.
        """
        missing: dict[str, Text] = {}
        for each in counts_of(self._rows(work, head)).unexplained:
            if each.counted is None:
                missing[each.code] = T("handover", "{thing} was not counted. Count it, or write down why not.").with_(
                    thing=each.title
                )
            else:
                missing[each.code] = T(
                    "handover", "{thing}: there were {last}, there are {now}. Write down why."
                ).with_(thing=each.title, last=shown(each, each.reference), now=shown(each, each.counted))
        if missing:
            raise Invalid(missing, "handover.unexplained")


def counts_of(rows: Sequence[HandoverCount]) -> Counts:
    """Return the rows of a handover's counts as people read them; the cash adds itself up."""
    pieces = [row for row in rows if denomination_of(row.code)]
    cash = next((row for row in rows if row.code == CASH), None)
    total = Counted(
        CASH,
        cash.title if cash is not None else str(T("handover", "Cash")),
        None,
        cash_total((row.code, row.counted) for row in pieces),
        cash_total((row.code, row.last) for row in pieces),
        cash.reason if cash is not None else "",
    )
    return Counts(
        tuple(
            Counted(row.code, row.title, row.expected, row.counted, row.last, row.reason)
            for row in rows
            if row.code != CASH and not denomination_of(row.code)
        ),
        total,
        tuple(Piece(row.code, denomination_of(row.code), row.counted, row.last) for row in pieces),
    )


def piece_title(fen: int) -> Text:
    """Return what a denomination is called, ``100 yuan``."""
    return T("handover", "{n} yuan").with_(n=fen // 100 if fen % 100 == 0 else fen / 100)


def shown(thing: Counted, number: int | None) -> str:
    """Return a number of a counted thing as people read it: an amount of cash in yuan, nothing where not counted."""
    if number is None:
        return "—"
    return show_yuan(number) if thing.money else str(number)


def _numbers(values: Mapping[str, Any], rows: Mapping[str, HandoverCount]) -> dict[str, int | None]:
    numbers: dict[str, int | None] = {}
    problems: dict[str, Text] = {}
    for code, value in values.items():
        plain = "".join(str("" if value is None else value).split())
        if code not in rows or code == CASH:
            problems[code] = T("handover", "“{code}” is not counted here.").with_(code=code)
        elif not plain:
            numbers[code] = None
        elif plain.isdecimal() and int(plain) <= MOST:
            numbers[code] = int(plain)
        else:
            problems[code] = T("handover", "A whole number from 0 to {most}.").with_(most=MOST)
    if problems:
        raise Invalid(problems, "handover.count")
    return numbers


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None

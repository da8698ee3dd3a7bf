"""What can be done with shifts: asking which one is when and who is on duty, entering duty, editing the kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.core.clock import OfficeZone, is_day
from app.core.errors import REQUIRED, Invalid, Refused
from app.core.links import Link
from app.core.matters import Matter
from app.core.text import T, Text
from app.features.shifts import rules
from app.features.shifts.records import Duty, ShiftKind
from app.features.shifts.rules import Kind, Shift
from app.features.shifts.telling import tellings_of
from app.features.staff.rules import Actor
from app.store.listing import MISSING
from app.store.records import member_id
from app.store.store import Store
from app.store.telling import Tellings
from app.store.work import Work

__all__ = ["Kind", "OnDuty", "Shift", "ShiftService", "Week"]

LONGEST_TITLE = 20
LONGEST_ROLE = 20
ROLES: tuple[Text, ...] = (T("shifts", "Reception"), T("shifts", "Stand-by"), T("shifts", "On call"))
"""What is offered for the part somebody has in a shift; any other word will do."""


@dataclass(frozen=True)
class OnDuty:
    """Somebody on duty in a shift.

    Attributes:
        id: The duty entry.
        day: The office day of the shift.
        kind: The kind of shift.
        staff_id: Who.
        name: Their name.
        role: What they do there; may be empty.
    """

    id: str
    day: str
    kind: str
    staff_id: str
    name: str
    role: str


@dataclass(frozen=True)
class Week:
    """Who is on duty in seven days.

    Attributes:
        days: The days, ISO texts.
        kinds: The kinds of shift that are worked, and retired ones that somebody is entered for.
        entries: Everybody on duty, by day, kind and name.
    """

    days: tuple[str, ...]
    kinds: tuple[Kind, ...]
    entries: tuple[OnDuty, ...]

    def cell(self, day: str, kind: str) -> tuple[OnDuty, ...]:
        """Return who is on duty in one shift."""
        return tuple(entry for entry in self.entries if entry.day == day and entry.kind == kind)


class ShiftService:
    """Kinds of shift and duty. Asking which shift is when needs no permission: every module may.

    Args:
        store: The office's database.
        zone: The office's time zone.
    """

    def __init__(self, store: Store, zone: OfficeZone) -> None:
        self._store = store
        self._zone = zone

    # --- which shift is when --------------------------------------------------------------------------------------

    def kinds(self, *, retired: bool = False) -> tuple[Kind, ...]:
        """Return the kinds of shift in their order, the retired ones only if asked for."""
        rows = self._store.find(ShiftKind, "1" if retired else "active = 1")
        return tuple(rules.ordered(map(_kind, rows)))

    def at(self, moment: int) -> Shift:
        """Return the shift of a moment: of several that run the one that began last, in a gap the one before it."""
        return rules.shift_at(self._worked(), moment, self._zone)

    def running(self, moment: int) -> tuple[Shift, ...]:
        """Return every shift that runs at a moment, the one that began last at the end."""
        return tuple(rules.running(self._worked(), moment, self._zone))

    def following(self, shift: Shift) -> Shift:
        """Return the shift that takes over from this one."""
        return rules.shift_after(self._worked(), shift, self._zone)

    def before(self, shift: Shift) -> Shift:
        """Return the shift that this one takes over from."""
        return rules.shift_before(self._worked(), shift, self._zone)

    def shift(self, day: str, kind_id: str) -> Shift:
        """Return the shift of a kind that begins on a day.

        Raises:
            Invalid: There is no such kind, or it is no day.
        """
        kind = next((kind for kind in (*self.kinds(retired=True), rules.whole_day()) if kind.id == kind_id), None)
        problems: dict[str, Text] = {}
        if not is_day(day):
            problems["on_day"] = T("shifts", "Which day? Type it as 2026-11-23.")
        if kind is None:
            problems["kind_id"] = T("shifts", "There is no such shift. Choose one of the list.")
        if problems or kind is None:
            raise Invalid(problems, "shift.unknown")
        return rules.shift_of(kind, date.fromisoformat(day), self._zone)

    def _worked(self) -> Sequence[Kind]:
        return self.kinds() or (rules.whole_day(),)

    # --- who is on duty -------------------------------------------------------------------------------------------

    def on_duty(self, shift: Shift) -> tuple[OnDuty, ...]:
        """Return who is on duty in a shift, by name; nobody if nobody is entered."""
        return self._duty("d.on_day = ? AND d.kind_id = ?", (shift.day, shift.kind))

    def week(self, first_day: str) -> Week:
        """Return who is on duty in the seven days from a day on.

        Raises:
            Invalid: It is no day.
        """
        days = rules.week_days(_day(first_day))
        entries = self._duty("d.on_day >= ? AND d.on_day <= ?", (days[0], days[-1]))
        used = {entry.kind for entry in entries}
        kinds = tuple(kind for kind in self.kinds(retired=True) if kind.active or kind.id in used)
        return Week(tuple(days), kinds, entries)

    def assign(self, actor: Actor, day: str, kind_id: str, staff_id: str, role: str = "") -> str:
        """Enter somebody for a shift, or change what they do there, and return the entry's id.

        Raises:
            NotAllowed: The person may not.
            Invalid: Day, kind or person are missing or wrong.
        """
        actor.require("shift", "edit")
        shift = self.shift(day, kind_id)
        if len(role.strip()) > LONGEST_ROLE:
            raise Invalid({"role": T("shifts", "At most {n} characters.").with_(n=LONGEST_ROLE)})
        with self._store.change(actor.id) as work:
            if work.database.value("SELECT 1 FROM staff WHERE id = ? AND active = 1", (staff_id,)) is None:
                raise Invalid({"staff_id": T("shifts", "Choose somebody who works here.")})
            entry = Duty(
                id=member_id(shift.day, shift.kind, staff_id),
                on_day=shift.day,
                kind_id=shift.kind,
                staff_id=staff_id,
                role=role.strip(),
            )
            work.put(entry)
        return entry.id

    def withdraw(self, actor: Actor, duty_id: str) -> None:
        """Take somebody off duty.

        Raises:
            NotAllowed: The person may not.
            NotFound: Nobody is entered there any more.
        """
        actor.require("shift", "edit")
        with self._store.change(actor.id) as work:
            work.delete(work.must(Duty, duty_id))

    def restore(self, actor: Actor, duty_id: str, role: str = "") -> None:
        """Enter somebody again who was taken off.

        Raises:
            NotAllowed: The person may not.
            Invalid: The person or the shift is not there any more.
        """
        day, kind, staff = [*duty_id.split("|"), "", ""][:3]
        self.assign(actor, day, kind, staff, role)

    def copy_week(self, actor: Actor, from_day: str, to_day: str) -> tuple[str, ...]:
        """Enter for the seven days from ``to_day`` whoever is on duty in those from ``from_day``; return what is new.

        Nobody is taken off; who has left the office or is entered already is passed over.

        Raises:
            NotAllowed: The person may not.
            Invalid: One of them is no day.
        """
        actor.require("shift", "edit")
        source, target = self.week(from_day), rules.week_days(_day(to_day))
        moved = dict(zip(source.days, target, strict=True))
        worked = {kind.id for kind in self.kinds()}
        made: list[str] = []
        with self._store.change(actor.id) as work:
            for entry in source.entries:
                record_id = member_id(moved[entry.day], entry.kind, entry.staff_id)
                here = work.database.value("SELECT 1 FROM staff WHERE id = ? AND active = 1", (entry.staff_id,))
                if here and entry.kind in worked and work.get(Duty, record_id) is None:
                    work.insert(
                        Duty(
                            id=record_id,
                            on_day=moved[entry.day],
                            kind_id=entry.kind,
                            staff_id=entry.staff_id,
                            role=entry.role,
                        )
                    )
                    made.append(record_id)
        return tuple(made)

    def _duty(self, where: str, values: tuple[object, ...]) -> tuple[OnDuty, ...]:
        rows = self._store.rows(
            f"SELECT d.id, d.on_day, d.kind_id, d.staff_id, coalesce(s.name, '{MISSING}'), d.role FROM duty d"
            f" LEFT JOIN staff s ON s.id = d.staff_id LEFT JOIN shift_kind k ON k.id = d.kind_id WHERE {where}"
            " ORDER BY d.on_day, k.position, k.starts, d.kind_id, s.name, d.id",
            values,
        )
        return tuple(OnDuty(*row) for row in rows)

    # --- the kinds ------------------------------------------------------------------------------------------------

    def save_kind(self, actor: Actor, values: Mapping[str, Any], kind_id: str = "") -> str:
        """Add a kind of shift, or change one, and return its id.

        Args:
            actor: Who does it.
            values: ``title``, ``starts`` and ``ends`` (``HH:MM`` or minutes of the day), ``active``; what is missing
                stays.
            kind_id: Which kind; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: The title is missing or taken, or a time is none.
            Refused: It is the last kind that is worked.
        """
        actor.require("shift", "edit" if kind_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(ShiftKind, kind_id) if kind_id else None
            clean = self._checked(work, values, before)
            if before is not None:
                if not clean["active"] and not work.database.value(
                    "SELECT 1 FROM shift_kind WHERE active = 1 AND id <> ?", (kind_id,)
                ):
                    raise Refused(T("shifts", "An office needs at least one shift. Enter another one first."))
                return work.update(before, **clean).id
            last = work.database.value("SELECT max(position) FROM shift_kind")
            return work.insert(ShiftKind(position=0 if last is None else last + 1, **clean)).id

    def reorder(self, actor: Actor, kind_ids: Sequence[str]) -> None:
        """Put the kinds into this order; those not named follow as they were.

        Raises:
            NotAllowed: The person may not.
        """
        actor.require("shift", "edit")
        with self._store.change(actor.id) as work:
            known = [kind.id for kind in self.kinds(retired=True)]
            order = [kind for kind in kind_ids if kind in known] + [kind for kind in known if kind not in kind_ids]
            for position, kind in enumerate(order):
                work.update(work.must(ShiftKind, kind), position=position)

    def _checked(self, work: Work, values: Mapping[str, Any], before: ShiftKind | None) -> dict[str, Any]:
        problems: dict[str, Text] = {}
        title = str(values.get("title", before.title if before else "")).strip()
        active = bool(values.get("active", before.active if before else True))
        if not title:
            problems["title"] = REQUIRED
        elif len(title) > LONGEST_TITLE:
            problems["title"] = T("shifts", "At most {n} characters.").with_(n=LONGEST_TITLE)
        elif active and work.database.value(
            "SELECT 1 FROM shift_kind WHERE title = ? AND active = 1 AND id <> ?", (title, before.id if before else "")
        ):
            problems["title"] = T("shifts", "There is a shift of this name already.")
        times: dict[str, int] = {}
        for key in ("starts", "ends"):
            value = values.get(key, getattr(before, key) if before else "")
            minutes = value if isinstance(value, int) else rules.minutes_of(str(value))
            if minutes is None or not 0 <= minutes < rules.DAY_MINUTES:
                problems[key] = T("shifts", "Type a time of day such as 08:00 or 22:30.")
            else:
                times[key] = minutes
        if problems:
            raise Invalid(problems, "shift.kind")
        return {"title": title, "active": int(active), **times}

    # --- for other rooms ------------------------------------------------------------------------------------------

    def matters(self, actor: Actor, now: int, until: int) -> list[Matter]:
        """Return who is on duty in the shifts that begin in this time, UTC milliseconds."""
        if not actor.may("shift", "view"):
            return []
        first = self._zone.day(now) - timedelta(days=1)
        kinds = {kind.id: kind for kind in self.kinds(retired=True)}
        found: list[Matter] = []
        for entry in self._duty(
            "d.on_day >= ? AND d.on_day <= ?", (first.isoformat(), self._zone.day(until).isoformat())
        ):
            kind = kinds.get(entry.kind)
            if kind is None:
                continue
            shift = rules.shift_of(kind, date.fromisoformat(entry.day), self._zone)
            if now <= shift.start < until:
                found.append(
                    Matter(
                        group="shift.duty",
                        kind="duty",
                        id=entry.id,
                        number="",
                        title=entry.name,
                        detail=" · ".join(part for part in (shift.title, entry.role) if part),
                        assignee_id=entry.staff_id,
                        due_at=shift.start,
                    )
                )
        return found

    def links(self, actor: Actor, kind: str, record_id: str) -> list[Link]:
        """Return the next shifts of a member of staff; nothing for other records."""
        if kind != "staff" or not actor.may("shift", "view"):
            return []
        now = self._store.clock.now()
        today = self._zone.day(now).isoformat()
        titles = {each.id: each.title for each in self.kinds(retired=True)}
        coming = self._duty("d.staff_id = ? AND d.on_day >= ?", (record_id, today))[:3]
        return [
            Link("duty", entry.id, f"{entry.day} {titles.get(entry.kind, MISSING)}", T("shifts", "On duty"), entry.role)
            for entry in coming
        ]

    def tellings(self, actor: Actor) -> Tellings:
        """Return how kinds of shift and duty are told to a person, for rooms that know no shifts."""
        actor.require("shift", "view")
        return tellings_of(self._store)


def _kind(row: ShiftKind) -> Kind:
    return Kind(
        row.id, row.title, row.starts % rules.DAY_MINUTES, row.ends % rules.DAY_MINUTES, row.position, bool(row.active)
    )


def _day(text: str) -> date:
    if not is_day(text):
        raise Invalid({"on_day": T("shifts", "Which day? Type it as 2026-11-23.")})
    return date.fromisoformat(text)

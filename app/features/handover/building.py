"""From what the modules tell to the lines of a handover, as they stand at the cut-off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.clock import OfficeZone
from app.core.matters import Matter, Teller
from app.core.text import T
from app.features.handover import rules
from app.features.handover.records import HandoverFlag, HandoverLine
from app.features.shifts.service import OnDuty, Shift
from app.features.staff.rules import Actor
from app.store.records import member_id

_FAR = 1 << 62


@dataclass(frozen=True)
class Sources:
    """Where a handover's lines come from.

    Attributes:
        tellers: Tell what waits in every module.
        flags: What is carried over, the oldest first.
        roster: Who is on duty in the next shift.
        names: Returns the names of staff by their ids.
        most: Lines of a section at most; the rest is named in one line.
        zone: The office's time zone.
    """

    tellers: Sequence[Teller]
    flags: Sequence[HandoverFlag]
    roster: Sequence[OnDuty]
    names: Callable[[Iterable[str]], Mapping[str, str]]
    most: int
    zone: OfficeZone


def lines_of(sources: Sources, actor: Actor, handover_id: str, cut_off: int, following: Shift) -> list[HandoverLine]:
    """Return the lines of a handover in their order; notes are not among them.

    What began after the cut-off is left out: it belongs to the next shift.

    Args:
        sources: Where they come from.
        actor: Who makes it, and sees no more than their role may.
        handover_id: The handover.
        cut_off: Up to when, UTC milliseconds.
        following: The shift that takes over.
    """
    carried = {(flag.kind, flag.record_id) for flag in sources.flags if flag.kind}
    found: dict[str, list[Matter]] = {}
    for teller in sources.tellers:
        for matter in teller(actor, cut_off, following.end):
            section = rules.section_of(matter, following.end)
            if section and (matter.since or 0) <= cut_off and not _is_carried(matter, section, carried):
                found.setdefault(section, []).append(matter)
    chosen = {section: sorted(matters, key=_order) for section, matters in found.items()}
    shown = (matter for matters in chosen.values() for matter in matters[: 2 * sources.most])
    names = sources.names(matter.assignee_id for matter in shown)
    lines = [*_flags(sources, handover_id)]
    for section in rules.SECTIONS:
        lines += _section(handover_id, section, chosen.get(section, []), names, sources.most)
    lines += _roster(handover_id, sources.roster)
    return lines


def _is_carried(matter: Matter, section: str, carried: set[tuple[str, str]]) -> bool:
    """What is carried over stands at the head and not twice; what is owed to a resident is another matter."""
    return section not in ("promise", "callback") and (matter.kind, matter.id) in carried


def _order(matter: Matter) -> tuple[int, int, int, str]:
    return matter.level or 9, matter.due_at or _FAR, matter.since or 0, matter.id


def _section(
    handover_id: str, section: str, matters: Sequence[Matter], names: Mapping[str, str], most: int
) -> list[HandoverLine]:
    # What must be read one by one is cut later: nobody should have to look it up elsewhere.
    if rules.must_read(section, 0, late=False):
        most = 2 * most
    elif section in rules.ASIDE:
        most = -(-most // 3)
    lines: list[HandoverLine] = []
    taken: dict[str, int] = {}
    for position, matter in enumerate(matters[:most]):
        taken[matter.id] = again = taken.get(matter.id, 0) + 1
        key = matter.id if again == 1 else f"{matter.id}.{again}"
        lines.append(
            HandoverLine(
                id=member_id(handover_id, section, key),
                handover_id=handover_id,
                section=section,
                position=position,
                kind=matter.kind,
                record_id=matter.id,
                number=matter.number,
                title=matter.title,
                detail=str(matter.detail),
                place=matter.place,
                who=names.get(matter.assignee_id, ""),
                due_at=matter.due_at,
                level=matter.level,
                late=int(matter.late),
                required=int(rules.must_read(section, matter.level, matter.late)),
            )
        )
    rest = matters[most:]
    if rest:
        late = sum(matter.late for matter in rest)
        words = T("handover", "and {n} more") if not late else T("handover", "and {n} more, {late} of them late")
        lines.append(
            HandoverLine(
                id=member_id(handover_id, section, "rest"),
                handover_id=handover_id,
                section=section,
                position=len(lines),
                title=str(words.with_(n=len(rest), **({"late": late} if late else {}))),
                detail=str(T("handover", "The list has all of them.")),
                late=int(bool(late)),
                required=int(rules.must_read(section, 0, bool(late))),
            )
        )
    return lines


def _flags(sources: Sources, handover_id: str) -> Iterable[HandoverLine]:
    for position, flag in enumerate(sources.flags):
        since = f"{sources.zone.local(flag.created_at or 0):%m-%d %H:%M}"
        carried = T("handover", "since {time}").with_(time=since)
        yield HandoverLine(
            id=member_id(handover_id, "flag", flag.id),
            handover_id=handover_id,
            section="flag",
            position=position,
            kind=flag.kind,
            record_id=flag.record_id,
            number=flag.number,
            title=flag.title,
            detail=" · ".join(part for part in (flag.detail, str(carried)) if part),
            required=1,
            flag_id=flag.id,
        )


def _roster(handover_id: str, roster: Sequence[OnDuty]) -> Iterable[HandoverLine]:
    for position, entry in enumerate(roster):
        yield HandoverLine(
            id=member_id(handover_id, "roster", entry.staff_id),
            handover_id=handover_id,
            section="roster",
            position=position,
            kind="staff",
            record_id=entry.staff_id,
            title=entry.name,
            detail=entry.role,
        )

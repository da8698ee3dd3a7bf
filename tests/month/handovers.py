"""Handovers of the month: prepared, counted, signed at one desk or two, left, refused, written on paper, added to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.core.errors import AppError, Invalid
from app.features.handover.service import HandoverDetail
from tests.month.ledger import DAY, HOUR, Flag, Handover, Key, Line, cash_of
from tests.month.setting import AGENTS, CARED, NAMES, Setting

HOURS = {"early": (8, 15), "middle": (15, 22), "night": (22, 32)}
"""Shift -> from when to when, hours of its day; the night goes on into the next."""
ORDER = ("early", "middle", "night")
THINGS = {"keys": 12, "radios": 6, "umbrellas": 20, "torches": 4, "emergency_box": 1, "first_aid": 1}
PIECES = ("cash.10000", "cash.5000", "cash.2000", "cash.1000", "cash.500", "cash.100", "cash.50", "cash.10")
CARE_DAYS = 7
_MUST = ("late", "emergency", "flag")
_ASIDE = ("special", "plan", "other")
_LEVELLED = ("due", "open", "callback", "promise", "complaint")


@dataclass(frozen=True)
class Shift:
    """A shift of a day."""

    day: date
    kind: str

    @property
    def name(self) -> str:
        """Day and kind, as keys have it."""
        return f"{self.day.isoformat()}|{self.kind}"

    @property
    def following(self) -> Shift:
        """The shift that takes over."""
        place = ORDER.index(self.kind)
        return Shift(self.day, ORDER[place + 1]) if place < 2 else Shift(self.day + timedelta(days=1), ORDER[0])


class Handovers:
    """What the shifts hand over to each other.

    Args:
        setting: The office.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.ledger = setting.ledger
        self.rng = setting.rng

    # --- which shift is when, and who is on duty ---

    def start(self, shift: Shift) -> int:
        """Return when a shift begins, UTC milliseconds."""
        return self.setting.zone.day_start(shift.day) + HOURS[shift.kind][0] * HOUR

    def end(self, shift: Shift) -> int:
        """Return when it ends."""
        return self.setting.zone.day_start(shift.day) + HOURS[shift.kind][1] * HOUR

    def roster(self, monday: date) -> None:
        """Let a supervisor enter who is on duty in a week; in one night there is nobody."""
        setting, rng = self.setting, self.rng
        lonely = rng.randrange(7)
        found: dict[str, tuple[str, ...]] = {}
        for away in range(7):
            day = (monday + timedelta(days=away)).isoformat()
            crew = list(AGENTS)
            rng.shuffle(crew)
            shares = {"early": crew[:2] if rng.random() < 0.4 else crew[:1], "middle": crew[2:3], "night": crew[3:]}
            for kind, people in shares.items():
                chosen = () if kind == "night" and away == lonely else tuple(sorted(people))
                found[f"{day}|{kind}"] = chosen
                for number in chosen:
                    setting.context(0).shifts.assign(setting.actor(0, "S01"), day, kind, setting.staff(number), "前台")
        self.ledger.ids["duty", monday.isoformat()] = ""
        self.ledger.versions["duty", monday.isoformat()] = []
        self.ledger.put(0, ("duty", monday.isoformat()), found)
        self.ledger.note(0, setting.told, f"roster {monday}: {found}")

    def crew(self, desk: int, shift: Shift) -> tuple[str, ...]:
        """Return who is on duty in a shift, as a desk knows it."""
        key = "duty", (shift.day - timedelta(days=shift.day.weekday())).isoformat()
        return self.ledger.get(desk, key).get(shift.name, ()) if self.ledger.knows(desk, key) else ()

    # --- what must stand in it ---

    def lines(self, desk: int, number: str, shift: Shift, cut_off: int) -> tuple[Line, ...]:
        """Return what a desk knows to be unfinished at the cut-off: the ledger's own handover."""
        until = self.end(shift.following)
        return tuple(self._lines(desk, number, shift, cut_off, until))

    def _lines(self, desk: int, number: str, shift: Shift, cut: int, until: int) -> Iterator[Line]:
        ledger = self.ledger
        flags = [(tag, flag) for tag, flag in ledger.of(desk, "flag") if not flag.cleared]
        carried = {flag.about for _, flag in flags if flag.about[0]}
        for tag, flag in flags:
            yield Line("flag", flag.about[1] if flag.about[0] else tag, required=True)
        tickets = dict(ledger.of(desk, "ticket"))
        for tag, each in tickets.items():
            since = each.held if each.state == "held" else each.entered
            if not each.open or since > cut:
                continue
            late = each.due is not None and each.due < cut
            section = "late" if late else "callback" if each.state == "callback" else "open"
            if section == "open" and each.state != "held" and each.due is not None and each.due < until:
                section = "due"
            if ("ticket", tag) not in carried or section == "callback":
                yield _line(section, tag, each.due, late, each.level, each.assignee)
        for _, promise in ledger.of(desk, "promise"):
            if promise.owed and promise.due < until and promise.made <= cut:
                level = tickets[promise.ticket].level if promise.ticket in tickets else 0
                yield _line("promise", promise.text, promise.due, promise.due < cut, level, promise.who)
        for tag, each in ledger.of(desk, "complaint"):
            if each.open and each.entered <= cut and ("complaint", tag) not in carried:
                late = each.due is not None and each.due < cut
                yield _line("complaint", tag, each.due, late, int(each.serious), each.who)
        for tag, task in ledger.of(desk, "task"):
            plan, due = ("plan", task.week), task.next_due
            reviewed = ledger.knows(desk, plan) and ledger.get(desk, plan).state == "reviewed"
            if task.state == "open" and not task.gone and not reviewed and due is not None and due < until:
                yield _line("plan", tag, due, due < cut, 0, task.who)
        yield from self._rest(desk, shift, cut, until, tickets)

    def _rest(self, desk: int, shift: Shift, cut: int, until: int, tickets: dict[str, Any]) -> Iterator[Line]:
        setting, ledger = self.setting, self.ledger
        today = setting.zone.day(cut)
        for person in CARED:
            passed = max((today - self.settled_on).days, 1)
            day = self.settled_on + timedelta(days=-(-passed // CARE_DAYS) * CARE_DAYS)
            if setting.zone.day_start(day) < until:
                yield _line("care", person, setting.zone.day_start(day) + DAY - 1, False, 0, "")
            home = setting.home_of[person]
            if any(each.open and (each.requester == person or each.home == home) for each in tickets.values()):
                yield _line("special", person, None, False, 0, "")
        for tag, (day, done) in ledger.of(desk, "follow_up"):
            due = setting.zone.day_start(date.fromisoformat(day)) + DAY - 1
            if not done and day <= setting.zone.day(until - 1).isoformat() and due < until:
                yield _line("other", f"回访{tag}", due, due < cut, 0, "何主管")
        seen = {tag.partition("!")[0] for tag, _ in ledger.of(desk, "seen")}
        alarms: dict[str, list[tuple[int, int]]] = {}
        for tag, alarm in ledger.of(desk, "alarm"):
            alarms.setdefault(tag.partition("@")[0], []).append(alarm)
        for name, raised in alarms.items():
            if name not in seen and len(raised) == 1 and raised[0][1] <= cut and raised[0][0] < until:
                yield _line("other", name, raised[0][0], raised[0][0] < cut, 1, "")
        for tag, sitting in ledger.of(desk, "session"):
            # One that is over is the trainer's business and not the next shift's.
            if (
                sitting.state == "planned"
                and cut <= sitting.starts + sitting.minutes * 60_000
                and sitting.starts < until
            ):
                yield _line("other", tag, sitting.starts, False, 0, NAMES["T01"])
        for number in self.crew(desk, shift.following):
            yield Line("roster", number)

    @property
    def settled_on(self) -> date:
        """The day on which the office was founded, from which care visits are counted."""
        return self.founded

    founded: date = date(2026, 11, 23)

    def shown(self, desk: int, handover: str) -> tuple[Line, ...]:
        """Return the lines of a handover as a desk shows them, in the ledger's words."""
        detail = self.detail(desk, handover)
        return tuple(line for line in map(self._as_line, detail.lines) if line is not None)

    def _as_line(self, line: Any) -> Line | None:
        key = self.ledger.tags.get(line.record_id, ("", line.title))
        if line.section == "note":
            return None
        if line.section == "plan" and line.kind != "plan_task":
            return None
        if line.section == "other" and line.kind not in ("complaint", "complaint_alarm", "training_session"):
            return None
        if line.kind == "training_session" and line.late:
            return None
        what = key[1]
        if line.section == "promise" or (line.section == "other" and line.kind == "complaint"):
            what = line.title
        if line.section == "other" and line.kind == "complaint_alarm":
            what = line.record_id
        if line.section == "flag":
            what = key[1] if line.kind else self.ledger.tags[line.flag_id][1]
            return Line("flag", what, required=line.required)
        if line.section == "roster":
            return Line("roster", what)
        required = line.required and not line.marked
        return Line(line.section, what, line.due_at, line.late, line.level, line.who, required)

    def ignored(self, desk: int) -> frozenset[str]:
        """Return what a desk may show either way, because both desks edited it and nobody has settled it yet."""
        ignored = {key[1] for key in self.ledger.contested if self.ledger.is_contested(desk, key)}
        alarms: dict[str, int] = {}
        for tag, _ in self.ledger.of(desk, "alarm"):
            alarms[tag.partition("@")[0]] = alarms.get(tag.partition("@")[0], 0) + 1
        # Raised at both desks, an alarm keeps one of two times, whichever: it is not a matter for people.
        ignored |= {name for name, times in alarms.items() if times > 1}
        if any(key[0] == "ticket" for key in self.ledger.contested if self.ledger.is_contested(desk, key)):
            ignored |= set(CARED)
        return frozenset(ignored)

    def detail(self, desk: int, handover: str) -> HandoverDetail:
        """Return a handover as a desk shows it."""
        return self.setting.context(desk).handovers.detail(self.setting.actor(desk, "S01"), handover)

    # --- preparing ---

    def make(self, desk: int, number: str, shift: Shift, *, paper: bool = False) -> Key:
        """Begin the handover of a shift, with notes; return its key."""
        setting, key = self.setting, ("handover", shift.name)
        service, actor = setting.context(desk).handovers, setting.actor(desk, number)
        record = service.make(actor, shift.day.isoformat(), shift.kind, paper=paper)
        made = Handover(shift.day.isoformat(), shift.kind, desk, "draft", 0, paper=paper)
        notes: list[tuple[str, bool]] = []
        for _ in range(self.rng.randrange(3)):
            note = f"电梯厂家要来{self.ledger.tag('N')}"
            important = self.rng.random() < 0.5
            service.add_note(actor, record, note, important=important)
            notes.append((note, important))
        self.ledger.add(desk, key, record, replace(made, notes=tuple(notes)))
        self.ledger.figures["handovers"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} made {shift.name}{' from paper' * paper}")
        return key

    def _before(self, desk: int, key: Key, cut: int) -> Handover | None:
        """Return the sealed handover before one, as a desk knows it."""
        sealed = [
            each
            for tag, each in self.ledger.of(desk, "handover")
            if tag != key[1] and each.state in ("sealed", "left") and each.cut_off <= cut
        ]
        return max(sealed, key=lambda each: each.cut_off, default=None)

    def count(self, desk: int, number: str, key: Key, cut: int) -> None:
        """Count everything; what differs is explained, and not signed before it is."""
        setting = self.setting
        service, actor, record = setting.context(desk).handovers, setting.actor(desk, number), self.ledger.ids[key]
        made: Handover = self.ledger.get(desk, key)
        if not made.paper:
            service.refresh(actor, record)
        last = self._before(desk, key, cut)
        was = {code: last.counts[code] for code in (*THINGS, *PIECES) if code in last.counts} if last else {}
        counts = {code: was.get(code, expected) for code, expected in THINGS.items()}
        counts |= {code: was.get(code, self.rng.randrange(1, 6)) for code in PIECES}
        reasons: dict[str, str] = {}
        if self.rng.random() < 0.3:
            thing = self.rng.choice(list(THINGS))
            counts[thing] = max(0, counts[thing] + self.rng.choice((-1, 1)))
            if counts[thing] != was.get(thing, THINGS[thing]):
                reasons[thing] = f"借出{self.ledger.tag('B')}"
        if self.rng.random() < 0.4:
            counts["cash.100"] += self.rng.randrange(1, 30)
            if last is not None:
                reasons["cash"] = f"收停车费{self.ledger.tag('B')}"
        # What was explained the time before, if it was refused, has to be explained anew.
        found = service.count(actor, record, counts, dict.fromkeys((*THINGS, "cash"), ""))
        self.ledger.check(f"cash of {key[1]}", found.cash.counted, cash_of(counts))
        self.ledger.check_same(f"what differs at {key[1]}", [each.code for each in found.unexplained], list(reasons))
        if reasons and not made.paper:
            refused: set[str] = set()
            try:
                service.hand_over(actor, record)
            except Invalid as error:
                refused = set(error.fields)
            self.ledger.check(f"{key[1]} is explained first", refused, set(reasons))
        service.count(actor, record, {}, reasons)
        changed = {"counts": counts, "reasons": reasons, "last": was if last is not None else None}
        self.ledger.put(desk, key, replace(made, **changed))
        self.ledger.figures["differences"] += len(reasons)

    def cut_off(self, desk: int, shift: Shift) -> int:
        """Return up to when a handover of a shift counts if it is made now."""
        return min(self.setting.at(desk), self.end(shift))

    def _fixed(self, desk: int, number: str, key: Key, shift: Shift, state: str) -> None:
        """Note what must stand in a handover that has just been signed by the outgoing person, and compare."""
        cut = self.cut_off(desk, shift)
        made: Handover = self.ledger.get(desk, key)
        lines, ignored = self.lines(desk, number, shift, cut), self.ignored(desk)
        self.ledger.put(
            desk, key, replace(made, state=state, cut_off=cut, lines=lines, ignored=ignored, out=number, desk=desk)
        )
        self.compare(desk, key, "as it is signed")

    def compare(self, desk: int, key: Key, when: str) -> None:
        """Compare the lines of a handover with the ledger's."""
        wanted: Handover = self.ledger.last(key)
        if wanted.paper:
            return
        found = [line for line in self.shown(desk, self.ledger.ids[key]) if line.what not in wanted.ignored]
        expected = [line for line in wanted.lines if line.what not in wanted.ignored]
        # Of a section that is cut short the sheet says how many more there are; which it names follows from ids.
        detail = self.detail(desk, self.ledger.ids[key])
        cut = {line.section: line.title for line in detail.lines if line.id.endswith("|rest")}
        where = f"{key[1]} {when} at {'甲乙'[desk]}"
        self.ledger.check_same(
            f"lines of {where}",
            (line for line in found if line.section not in cut),
            (line for line in expected if line.section not in cut),
        )
        for section, title in cut.items():
            named, all_of = ([line for line in lines if line.section == section] for lines in (found, expected))
            self.ledger.check(f"{section} named in {where}", [line for line in named if line not in all_of], [])
            more = int(next(iter(re.findall("[0-9]+", title)), 0))
            self.ledger.check(f"{section} counted in {where}", len(named) + more >= len(all_of), True)
        self.ledger.figures["lines compared"] += len(expected)

    # --- signing ---

    def hand_over(self, desk: int, number: str, shift: Shift, key: Key) -> None:
        """Count, and sign as the outgoing person."""
        setting = self.setting
        self.count(desk, number, key, self.cut_off(desk, shift))
        setting.context(desk).handovers.hand_over(setting.actor(desk, number), self.ledger.ids[key])
        self._fixed(desk, number, key, shift, "handed")
        self.ledger.note(desk, setting.told, f"{NAMES[number]} handed {shift.name} over")

    def leave(self, desk: int, number: str, shift: Shift, key: Key, reason: str) -> None:
        """Seal it without anybody to accept it."""
        setting = self.setting
        self.count(desk, number, key, self.cut_off(desk, shift))
        setting.context(desk).handovers.leave(setting.actor(desk, number), self.ledger.ids[key], reason=reason)
        self._fixed(desk, number, key, shift, "left")
        made: Handover = self.ledger.get(desk, key)
        self.ledger.put(desk, key, replace(made, mode="left"))
        self.ledger.figures["left"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} left {shift.name}")

    def refuse(self, desk: int, number: str, key: Key) -> None:
        """Refuse it: it goes back to whoever prepares it."""
        setting = self.setting
        setting.context(desk).handovers.refuse(setting.actor(desk, number), self.ledger.ids[key], "现金不符")
        made: Handover = self.ledger.get(desk, key)
        self.ledger.put(desk, key, replace(made, state="draft", out=""))
        self.ledger.figures["refused"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} refused {key[1]}")

    def take_back(self, desk: int, key: Key) -> None:
        """Take it back: something was forgotten."""
        setting = self.setting
        made: Handover = self.ledger.get(desk, key)
        setting.context(desk).handovers.take_back(setting.actor(desk, made.out), self.ledger.ids[key])
        self.ledger.put(desk, key, replace(made, state="draft", out=""))
        self.ledger.note(desk, setting.told, f"{NAMES[made.out]} took {key[1]} back")

    def accept(self, desk: int, number: str, key: Key) -> None:
        """Read every required line, and sign; it is refused before all are read."""
        setting = self.setting
        service, actor, record = setting.context(desk).handovers, setting.actor(desk, number), self.ledger.ids[key]
        made: Handover = self.ledger.get(desk, key)
        waiting = [line for line in self.detail(desk, record).lines if line.unread]
        unread = [line.id for line in waiting]
        known = [line for line in waiting if line.section == "note" or self._as_line(line) is not None]
        must = sum(line.required for line in made.lines if line.what not in made.ignored)
        must += sum(important for _, important in made.notes)
        if not made.ignored:
            self.ledger.check(f"lines to be read of {key[1]}", len(known), must)
        if unread:
            refused = ""
            try:
                service.accept(actor, record)
            except AppError as error:
                refused = error.code
            self.ledger.check(f"{key[1]} is read first", refused, "handover.unread")
        service.tick(actor, unread)
        setting.advance(2)
        service.accept(actor, record)
        late = made.state == "left"
        self.ledger.put(desk, key, replace(made, state="sealed", taken="" if late else number))
        self.ledger.figures["sealed"] += 1
        if desk != made.desk:
            self.ledger.figures["signed at two desks"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} accepted {key[1]}{' afterwards' * late}")

    def accept_instead(self, desk: int, key: Key) -> None:
        """Let a supervisor accept in place of somebody."""
        setting = self.setting
        service = setting.context(desk).handovers
        service.accept_instead(setting.actor(desk, "S01"), self.ledger.ids[key], "接班人迟到")
        made: Handover = self.ledger.get(desk, key)
        left = made.state == "left"
        changed = {} if left else {"taken": "S01", "mode": "instead"}
        self.ledger.put(desk, key, replace(made, state="sealed", **changed))
        self.ledger.figures["sealed"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES['S01']} accepted {key[1]} instead")

    def from_paper(self, desk: int, shift: Shift, out: str, taken: str) -> None:
        """Enter a handover that was written on paper while there was no power."""
        setting = self.setting
        key = self.make(desk, out, shift, paper=True)
        self.count(desk, out, key, self.end(shift))
        service = setting.context(desk).handovers
        service.enter_signed(setting.actor(desk, out), self.ledger.ids[key], setting.staff(out), setting.staff(taken))
        made: Handover = self.ledger.get(desk, key)
        cut = self.cut_off(desk, shift)
        self.ledger.put(desk, key, replace(made, state="sealed", cut_off=cut, out=out, taken=taken, mode="paper"))
        self.ledger.figures["sealed"] += 1
        self.ledger.figures["from paper"] += 1

    # --- afterwards ---

    def add(self, desk: int, number: str) -> bool:
        """Add something to a sealed handover; two desks may add to the same one without knowing of each other."""
        sealed = [
            key
            for key in ((("handover", tag)) for tag, each in self.ledger.of(desk, "handover") if each.state == "sealed")
            if self.ledger.may(desk, key)
        ]
        if not sealed:
            return False
        key = self.rng.choice(sealed[-4:])
        setting, text = self.setting, f"补记{self.ledger.tag('A')}"
        setting.context(desk).handovers.add(setting.actor(desk, number), self.ledger.ids[key], text)
        made: Handover = self.ledger.get(desk, key)
        self.ledger.put(desk, key, replace(made, additions=(*made.additions, text)))
        self.ledger.figures["additions"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} added {text} to {key[1]}")
        return True

    def flag(self, desk: int, number: str, key: Key) -> None:
        """Carry on a ticket of a draft, or a note, from shift to shift."""
        setting = self.setting
        lines = [
            line
            for line in self.detail(desk, self.ledger.ids[key]).lines
            if not line.flag_id
            and (line.section == "note" or (line.kind == "ticket" and line.section in ("open", "due", "late")))
            and not self.ledger.is_contested(desk, self.ledger.tags.get(line.record_id, ("", "")))
        ]
        if not lines:
            return
        order = sorted(lines, key=lambda line: (line.section, line.number, line.title))
        line = self.rng.choice(order)
        about = self.ledger.tags.get(line.record_id, ("", ""))
        tag = self.ledger.tag("F")
        record = setting.context(desk).handovers.flag(setting.actor(desk, number), line.id, "跟进")
        self.ledger.add(desk, ("flag", tag), record, Flag(line.title, about, setting.at(desk)))
        if line.section == "note":
            made: Handover = self.ledger.get(desk, key)
            notes = tuple((text, important or text == line.title) for text, important in made.notes)
            self.ledger.put(desk, key, replace(made, notes=notes))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} flagged {about[1] or line.title} as {tag}")

    def clear(self, desk: int, number: str) -> bool:
        """Clear the oldest flag; handovers that are being prepared drop it."""
        open_flags = [
            tag
            for tag, flag in self.ledger.of(desk, "flag")
            if not flag.cleared and self.ledger.may(desk, ("flag", tag))
        ]
        if not open_flags:
            return False
        key, setting = ("flag", open_flags[0]), self.setting
        setting.context(desk).handovers.clear(setting.actor(desk, number), self.ledger.ids[key], "已处理")
        flag: Flag = self.ledger.get(desk, key)
        self.ledger.put(desk, key, replace(flag, cleared=True))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} cleared {key[1]}")
        return True


def _line(section: str, what: str, due: int | None, late: bool, level: int, who: str) -> Line:
    required = (late and section not in _ASIDE) or section in _MUST or (level == 1 and section in _LEVELLED)
    return Line(section, what, due, late, level, who, required)

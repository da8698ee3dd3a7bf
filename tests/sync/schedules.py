"""Random schedules over the model, and the oracle that says what has to survive them.

A schedule is a number: the same seed does the same. The oracle knows no vectors: it is told, for every edit, what its
author had before his eyes, and from that alone says which values, deletions and records must stand in the end.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from tests.sync.model import KEEP, Device, Op, Row, Rule, Segment, State, Token, Vector, View

COLUMNS = ("a", "b", "c")
STEP_MS = 40_000
YEARS_10 = 10 * 365 * 86_400_000
JUMPS = (1_000, 60_000, 20 * 60_000, 86_400_000, YEARS_10 // 10, YEARS_10)
MOST_DEVICES = 6


@dataclass
class Result:
    """What a schedule, or many together, came to.

    Attributes:
        diverged: Schedules whose devices did not end alike.
        stuck: Segments on the share that some device could never apply.
        lost: Edits hidden by an edit or deletion whose author had not seen them.
        unjust: Conflicts with a value that was replaced by somebody who had it on screen, and deletions likewise.
        undead: Records shown that should be gone, or gone that should be shown.
        regress: Vectors that went down without a restore, and emptied cells.
    """

    diverged: int = 0
    stuck: int = 0
    lost: int = 0
    unjust: int = 0
    undead: int = 0
    regress: int = 0
    writes: int = 0
    stale: int = 0
    snapshots: int = 0
    joins: int = 0
    restores: int = 0
    renewals: int = 0
    retirements: int = 0
    rollbacks: int = 0
    conflicts: int = 0
    revived: int = 0

    @property
    def failed(self) -> bool:
        """Whether anything happened that must not."""
        return any((self.diverged, self.stuck, self.lost, self.unjust, self.undead, self.regress))

    def add(self, other: Result) -> None:
        """Add the figures of another schedule."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass
class Share:
    """The folder between the devices: every file becomes visible to every device at its own moment."""

    files: dict[tuple[int, int], Segment] = field(default_factory=dict)
    visible: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)
    ever: list[Segment] = field(default_factory=list)
    lost: dict[tuple[int, int], Segment] = field(default_factory=dict)
    snapshots: list[State] = field(default_factory=list)
    truncated: Vector = field(default_factory=dict)
    acks: dict[int, Vector] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)
    retired: dict[int, Vector] = field(default_factory=dict)


@dataclass
class Form:
    """An open form: what was on screen when it was opened."""

    device: int
    row: int
    token: Token
    view: View
    stream: int


Make = Callable[[int, int, Rule], Any]


class Schedule:
    """One random life of an office.

    Args:
        seed: Decides everything.
        rule: The rule, or a mutation of it.
        calm: Without restores, rollbacks, retirements and renewals.
        make: Makes a device of its number, its stream and the rule.
        without: Names of verbs that never come.
    """

    def __init__(
        self, seed: int, rule: Rule, calm: bool = False, make: Make = Device, without: Iterable[str] = ()
    ) -> None:
        self.random = random.Random(seed)
        self._make = make
        self.rule = rule
        self.share = Share()
        self.result = Result()
        self.step = 0
        self.ops: dict[int, Op] = {}
        self.spanning: set[int] = set()
        self.units = 0
        self.streams = 0
        self.rows = 0
        self.devices: list[Any] = []
        self.offline: set[int] = set()
        self.knows: dict[int, set[int]] = {}
        self.backups: list[Device] = []
        self.forms: list[Form] = []
        self.busy = self.random.choice((1, 2, 3, 5))
        for _ in range(self.random.randint(2, MOST_DEVICES)):
            self._add_device()
        self._do(self.insert, self.devices[0])
        self.actions: list[tuple[Callable[[Device], None], float]] = [
            (self.edit, 16), (self.insert, 2), (self.open_form, 5), (self.save_form, 6), (self.delete, 3),
            (self.restore_row, 3), (self.keep_row, 2), (self.exchange, 10), (self.seal, 2), (self.toggle, 1.5),
            (self.jump, 1), (self.snapshot, 0.6), (self.join_office, 0.3), (self.back_up, 0.8),
        ]  # fmt: skip
        if not calm:
            self.actions += [(self.restore, 0.6), (self.renew, 0.3), (self.retire, 0.1), (self.roll_back, 0.3)]
        self.actions = [(verb, weight) for verb, weight in self.actions if verb.__name__ not in set(without)]

    def run(self) -> Result:
        """Live, come to rest, and compare with the oracle."""
        verbs, weights = zip(*self.actions, strict=True)
        for _ in range(self.random.randint(20, 160)):
            self.act(self.random.choices(verbs, weights)[0], self.random.choice(self.devices))
        return self.rest()

    def act(self, verb: Callable[[Any], None] | str, device: Any) -> None:
        """Let one thing happen."""
        self.step += 1
        self._do(getattr(self, verb) if isinstance(verb, str) else verb, device)

    def rest(self) -> Result:
        """Come to rest, and compare with the oracle."""
        self._rest()
        self._judge()
        return self.result

    def _do(self, verb: Callable[[Device], None], device: Device) -> None:
        self._unit: list[Op] = []
        device.at(self.step * STEP_MS)
        verb(device)
        if self._unit:
            device.write(self._unit)

    # --- what people do ---

    def edit(self, device: Device) -> None:
        """Change some fields of one or two records that were read just now."""
        self.units += 1
        for id_ in self.random.sample(range(self.rows), min(self.rows, self.random.choice((1, 1, 1, 2)))):
            if device.row(id_).alive:
                self._write(device, id_, "U", self._some_columns())

    def insert(self, device: Device) -> None:
        """Make a new record, or the one that another desk may be making under the same key."""
        self.units += 1
        id_ = self.rows if not self.rows or self.random.random() < 0.5 else self.random.randrange(self.rows)
        if id_ == self.rows and self.rows < self.busy:
            self.rows += 1
        if id_ < self.rows and not device.row(id_).cells:
            self._write(device, id_, "I", COLUMNS)

    def open_form(self, device: Device) -> None:
        """Open a form and leave it open."""
        if self.rows:
            id_ = self.random.randrange(self.rows)
            row = device.row(id_)
            if row.cells:
                self.forms.append(Form(device.number, id_, device.token(), row.view, device.stream))

    def save_form(self, device: Device) -> None:
        """Save a form that was opened some time ago, perhaps only to delete or to bring back."""
        mine = [form for form in self.forms if form.device == device.number]
        if not mine:
            return
        form = self.random.choice(mine)
        alive = device.row(form.row).alive
        self.units += 1
        if alive:
            kind = self.random.choice("UUUUD")
            self._write(device, form.row, kind, self._some_columns() if kind == "U" else (), form)
        else:
            self._write(device, form.row, "I", COLUMNS, form)
        self.result.stale += 1
        if self.random.random() < 0.8:
            self.forms.remove(form)

    def delete(self, device: Device) -> None:
        """Delete a record."""
        self._on_some(device, lambda row: row.alive, "D", ())

    def restore_row(self, device: Device) -> None:
        """Bring a deleted record back, whole."""
        self._on_some(device, lambda row: bool(row.cells) and not row.alive, "I", COLUMNS)

    def keep_row(self, device: Device) -> None:
        """Decide for a record that one desk deleted while another edited it."""
        self._on_some(device, lambda row: bool(row.cells) and bool(row.deletes), "K", (KEEP,))

    # --- what machines do ---

    def seal(self, device: Device) -> None:
        """Seal without applying anything, now and then in several segments."""
        device.seal(self._cuts())

    def toggle(self, device: Device) -> None:
        """Go offline, or come back."""
        self.offline ^= {device.number}

    def jump(self, device: Device) -> None:
        """Set the clock wrong, or less wrong."""
        device.offset = self.random.choice((0, 1, -1)) * self.random.choice(JUMPS)

    def exchange(self, device: Device) -> None:
        """Seal, publish, load a snapshot where files are gone, apply what is there, acknowledge."""
        if device.number in self.offline:
            return
        if self.random.random() < 0.7:
            self.knows[device.number] |= self.share.retired.keys()
        if self.rule.seals_first:
            device.seal(self._cuts())
        self._publish(device)
        self._heal(device)
        if device.number in self.share.retired:
            return
        before = dict(device.state.vector)
        self._catch_up(device)
        while any(self._apply_next(device, stream) for stream in list(self.share.owners)):
            pass
        if not self.rule.seals_first:
            device.seal()
        self.share.acks[device.number] = dict(device.state.vector)
        self.result.regress += sum(device.state.vector.get(stream, 0) < seq for stream, seq in before.items())

    def snapshot(self, device: Device) -> None:
        """Write a snapshot and remove some or all of the files it covers."""
        if device.number in self.offline or device.number in self.share.retired:
            return
        self.exchange(device)
        state = device.state.copy()
        # What is in no file yet must be in no snapshot: were its author restored, nobody could ever fill the gap.
        if device.outbox or any(state.vector.get(stream, 0) < seq for stream, seq in self.share.truncated.items()):
            return
        self.share.snapshots.append(state)
        self.result.snapshots += 1
        for stream, seq in state.vector.items():
            upto = self.random.choice((0, seq, self.random.randint(0, seq)))
            if upto > self.share.truncated.get(stream, 0):
                self.share.truncated[stream] = upto
                for gone in range(1, upto + 1):
                    self.share.files.pop((stream, gone), None)
                    self.share.lost.pop((stream, gone), None)

    def join_office(self, _: Device) -> None:
        """A new desk, which starts with a snapshot or with nothing."""
        if len(self.devices) < MOST_DEVICES:
            self._add_device()

    def back_up(self, device: Device) -> None:
        """Keep a copy of the database."""
        self.backups.append(device.backup())

    def restore(self, device: Device) -> None:
        """Put an older copy of the database in the place of the present one."""
        copies = [copy for copy in self.backups if copy.number == device.number]
        if not copies or device.number in self.share.retired or self._only_holder(device):
            return
        device.close()
        restored = self.random.choice(copies).revive()
        self._make_anew(restored)
        restored.offset = device.offset
        restored.at(self.step * STEP_MS)
        self.spanning.update(op.id for op in restored.unpublished() if op.token)
        restored.renew(self.rule.stream_after_restore(restored.stream, self._new_stream(device.number)))
        self.devices[self.devices.index(device)] = restored
        self.forms = [form for form in self.forms if form.device != device.number]
        self.knows[device.number] = set()
        self.result.restores += 1

    def renew(self, device: Device) -> None:
        """Write on a new stream from here on, forms being open: the guard beside the database was missing."""
        self.spanning.update(op.id for op in device.unpublished() if op.token)
        device.renew(self._new_stream(device.number))
        self.result.renewals += 1

    def retire(self, device: Device) -> None:
        """Retire a device while others may be further in its stream than the one who retires it."""
        live = [each for each in self.devices if each.number not in self.share.retired]
        if len(live) < 3 or device not in live or self._only_holder(device):
            return
        by = self.random.choice([each for each in live if each is not device])
        self.share.retired[device.number] = dict(by.state.vector)
        self.knows[by.number].add(device.number)
        self.result.retirements += 1

    def roll_back(self, _: Device) -> None:
        """The share loses files that somebody still has; whoever has them puts them back."""
        live = [device for device in self.devices if device.number not in self.share.retired]
        held = {key for device in live for key in device.held}
        for key in list(self.share.files):
            if key in held and self.random.random() < 0.3:
                self.share.lost[key] = self.share.files.pop(key)
        self.result.rollbacks += 1

    # --- how ---

    def _add_device(self) -> None:
        number = len(self.devices)
        device = self._make(number, self._new_stream(number), self.rule)
        self.knows[number] = set()
        self.devices.append(device)
        if self.random.random() < 0.5:
            self.jump(device)

    def _new_stream(self, number: int) -> int:
        self.streams += 1
        self.share.owners[self.streams] = number
        return self.streams

    def _some_columns(self) -> tuple[str, ...]:
        return tuple(self.random.sample(COLUMNS, self.random.choice((1, 1, 2))))

    def _cuts(self) -> list[int]:
        return [self.random.randint(1, 3) for _ in range(self.random.choice((0, 0, 1, 2)))]

    def _on_some(self, device: Device, wanted: Callable, kind: str, columns: tuple[str, ...]) -> None:
        fitting = [id_ for id_ in range(self.rows) if wanted(device.row(id_))]
        if fitting:
            self.units += 1
            self._write(device, self.random.choice(fitting), kind, columns)

    def _write(self, device: Device, id_: int, kind: str, columns: tuple[str, ...], form: Form | None = None) -> None:
        token = self.rule.token_kept(form.token) if form else None
        view = form.view if form else device.row(id_).view
        number = len(self.ops) + 1
        self.ops[number] = Op(number, id_, kind, columns, 0, self.units, token, view)
        self._unit.append(self.ops[number])
        if form and form.stream != device.stream:
            # Of an earlier stream only whole segments count as seen: a conflict too many, never an edit too few.
            self.spanning.add(number)

    def _make_anew(self, device: Device) -> None:
        """Give pending edits other ids: as they were also sealed by the one the copy was made of, they are others."""
        first = len(self.ops) + 1
        ids = {op.id: first + index for index, op in enumerate(device.pending)}
        for index, op in enumerate(device.pending):
            writes = frozenset((column, ids.get(id_, id_)) for column, id_ in op.view.writes)
            view = View(writes, frozenset(ids.get(id_, id_) for id_ in op.view.deletes))
            self.spanning.update({ids[op.id]} if op.id in self.spanning else ())
            device.pending[index] = self.ops[ids[op.id]] = replace(op, id=ids[op.id], view=view)

    def _only_holder(self, device: Device) -> bool:
        others = [each for each in self.devices if each is not device and each.number not in self.share.retired]
        return any(not any(key in other.held for other in others) for key in self.share.lost)

    def _publish(self, device: Device) -> None:
        count = len(device.outbox) if self.random.random() < 0.8 else self.random.randint(0, len(device.outbox))
        sent = device.outbox[:count]
        device.sent(count)
        for segment in sent:
            key = (segment.stream, segment.seq)
            if not any(known is segment for known in self.share.ever):
                self.share.ever.append(segment)
            if key in self.share.files or key in self.share.lost or self._is_truncated(key):
                continue
            self.share.files[key] = segment
            self.share.visible[key] = {
                number: self.step + self.random.randint(1, 25)
                for number in range(MOST_DEVICES)
                if self.random.random() < 0.35
            }

    def _is_truncated(self, key: tuple[int, int]) -> bool:
        return key[1] <= self.share.truncated.get(key[0], 0)

    def _heal(self, device: Device) -> None:
        for key in [key for key in self.share.lost if key in device.held]:
            self.share.files[key] = self.share.lost.pop(key)

    def _catch_up(self, device: Device) -> None:
        """Load snapshots until no file is missing that was removed, and sometimes one that is not needed."""
        share = self.share
        if share.snapshots and self.random.random() < 0.2:
            self._load(device, self.random.choice(share.snapshots))
        for stream, seq in share.truncated.items():
            if device.state.vector.get(stream, 0) < seq:
                self._load(
                    device, self.random.choice([each for each in share.snapshots if each.vector.get(stream, 0) >= seq])
                )

    def _load(self, device: Device, snapshot: State) -> None:
        held = {id_: set(row.cells) for id_, row in device.state.rows.items()}
        device.load(snapshot)
        self.result.joins += 1
        rows = device.state.rows
        self.result.regress += sum(
            not (id_ in rows and rows[id_].cells.get(column)) for id_, columns in held.items() for column in columns
        )

    def _apply_next(self, device: Device, stream: int) -> bool:
        """Apply the next whole unit of a stream if it is visible, accepted and its turn."""
        first = device.state.vector.get(stream, 0) + 1
        unit: list[Segment] = []
        while not unit or unit[-1].more:
            key = (stream, first + len(unit))
            segment = self.share.files.get(key)
            if segment is None or self.share.visible[key].get(device.number, 0) > self.step:
                return False
            unit.append(segment)
        if unit[-1].seq > self._limit(device, stream):
            return False
        seen = self.rule.decode(unit[0], device.state.seen_of.get(stream, {}))
        if not self.rule.ready(device.state.vector, seen):
            return False
        device.take(unit)
        return True

    def _limit(self, device: Device, stream: int) -> float:
        """Return up to where this device takes the stream in: retired ones end somewhere."""
        owner = self.share.owners[stream]
        retired = self.knows[device.number]
        if owner not in retired:
            return float("inf")
        entries = [self.share.retired[number].get(stream, 0) for number in retired]
        acks = [ack.get(stream, 0) for number, ack in self.share.acks.items() if number not in retired]
        return self.rule.accepts(self.share.retired[owner].get(stream, 0), max(entries + acks))

    # --- the end ---

    def _live(self) -> list[Device]:
        return [device for device in self.devices if device.number not in self.share.retired]

    def _rest(self) -> None:
        """Everybody is online and everything becomes visible, until nothing changes any more."""
        self.offline.clear()
        before: object = None
        for _ in range(60):
            self.step += 30
            for device in self._live():
                device.at(self.step * STEP_MS)
                self.knows[device.number] = set(self.share.retired)
                self.exchange(device)
            now = (
                [(device.state.vector, len(device.unpublished()), len(device.outbox)) for device in self._live()],
                len(self.share.lost),
            )
            if repr(now) == before and not any(device.unpublished() or device.outbox for device in self._live()):
                return
            before = repr(now)

    def _judge(self) -> None:
        result, live = self.result, self._live()
        result.writes = len(self.ops)
        first = live[0].state
        result.diverged = int(any(digest(device.state) != digest(first) for device in live[1:]))
        result.stuck = sum(self._stuck(device) for device in live)
        made = {op.id: op for segment in self._effective(first.vector) for op, _ in segment.ops}
        rows = first.rows
        places: dict[int, set[tuple[int, int]]] = {}
        for segment in self.share.ever:
            for op, _ in segment.ops:
                places.setdefault(op.id, set()).add((segment.stream, segment.seq))
        # What was sealed once more after a restore stands twice: whoever replaced one had not seen the other.
        self.spanning.update(
            op.id
            for op in self.ops.values()
            if any(
                len(places.get(id_, ())) > 1
                for id_ in {op.id, *op.view.deletes, *(value for _, value in op.view.writes)}
            )
        )
        for id_ in range(self.rows):
            self._judge_row(rows.get(id_), [op for op in made.values() if op.row == id_])

    def _effective(self, vector: Vector) -> list[Segment]:
        """Return the segments that count in the end: not what a retired device sent too late."""
        return [segment for segment in self.share.ever if segment.seq <= vector.get(segment.stream, 0)]

    def _stuck(self, device: Device) -> int:
        """Return how many whole units lie on the share in vain."""
        stuck = 0
        for stream, owner in self.share.owners.items():
            if owner in self.share.retired:
                continue
            seq = device.state.vector.get(stream, 0) + 1
            while (stream, seq) in self.share.files:
                stuck += not self.share.files[stream, seq].more
                seq += 1
        return stuck

    def _judge_row(self, state: Row | None, ops: list[Op]) -> None:
        """Compare one record with what its authors had before their eyes."""
        result = self.result
        sure = [op for op in ops if op.id not in self.spanning]
        want, deletions = _standing(ops, ops)
        most, most_deletions = _standing(ops, sure)
        have = state.view if state else View(frozenset(), frozenset())
        result.lost += len(want - have.writes) + len(deletions - have.deletes)
        result.unjust += len(have.writes - most) + len(have.deletes - most_deletions)
        buried = {write for deletion in deletions for write in self.ops[deletion].view.writes}
        alive = bool(want - buried)
        if len(sure) == len(ops):
            result.undead += int(alive != (state is not None and state.alive))
        result.conflicts += sum(len(cell) > 1 for cell in state.cells.values()) if state else 0
        result.revived += int(alive and bool(deletions))


def _standing(ops: list[Op], replacing: list[Op]) -> tuple[set[tuple[str, int]], set[int]]:
    """Return the writes and the deletions that nobody replaced who had them on screen."""
    gone = {(column, value) for op in replacing for column, value in op.view.writes if column in op.columns}
    lifted = {deletion for op in replacing for deletion in op.view.deletes}
    writes = {(column, op.id) for op in ops for column in op.columns}
    return writes - gone, {op.id for op in ops if op.kind == "D"} - lifted


def digest(state: State) -> str:
    """Return the whole state as a text that does not depend on the order in which things came."""
    rows = [
        (
            id_,
            sorted((column, sorted(cell.items())) for column, cell in row.cells.items()),
            sorted((dot, sorted(seen.vector.items()), seen[1:], op) for dot, (seen, op) in row.deletes.items()),
        )
        for id_, row in sorted(state.rows.items())
    ]
    seen = sorted((stream, sorted(vector.items())) for stream, vector in state.seen_of.items())
    return repr((sorted(state.vector.items()), seen, rows))


def run(
    seeds: Iterable[int], rule: Rule | None = None, calm: bool = False, enough: Callable[[Result], bool] | None = None
) -> tuple[Result, list[int]]:
    """Run many schedules and return their figures together and the seeds that failed.

    Args:
        seeds: Which schedules.
        rule: The rule, or a mutation of it.
        calm: Without restores, rollbacks, retirements and renewals.
        enough: Says after a schedule, of the figures so far, whether to stop.
    """
    total, failed = Result(), []
    for seed in seeds:
        result = Schedule(seed, rule or Rule(), calm).run()
        total.add(result)
        if result.failed:
            failed.append(seed)
        if enough and enough(total):
            break
    return total, failed

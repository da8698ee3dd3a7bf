"""A share that fails as file servers do: late, partly, in the middle, and not always saying so.

Each device of a test looks at the same inner share through a ``FaultShare`` of its own, because what a server shows
late it shows late to one client. Everything follows from the plan's chance, so a run repeats itself by its seed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol

from app.sync.faults import Kind, ShareFault
from app.sync.names import is_temp, temp_path
from app.sync.share import MAX_FILE, Share, parts_of
from tests.support.memory_share import MemoryShare

__all__ = ["FAULTS", "SILENT", "Chance", "Coverage", "FaultShare", "Laid", "MemoryShare", "Plan", "Script", "place_of"]

Row = tuple[Any, ...]

_ANY = ("busy", "denied", "gone")
_WRITING = (*_ANY, "full")
_LISTING = ("late", "partial", "empty", "reordered", "duplicate", *_ANY)
FAULTS: dict[str, tuple[str, ...]] = {
    "list": _LISTING,
    "sizes": _LISTING,
    "read": ("stale", "torn", "zeros", "swapped", *_ANY),
    "create": ("done", "half", "temp", "kept torn", "kept zeros", *_WRITING),
    "claim": ("done", "half", *_WRITING),
    "mark": ("done", *_WRITING),
    "remove": ("done", "pending", *_WRITING),
    "folder": ("done", *_WRITING),
    "time": ("skew", *_WRITING),
}
"""What may befall each operation.

busy, denied, gone, full: refused, nothing was done. Listings: ``late`` the newest names do not show yet, ``reordered``
an older new one does not while a newer one does, ``partial`` some names are missing this once, ``empty`` all are,
``duplicate`` a file shows under a second name too. Reading: ``stale`` not found for a while, ``torn`` only a prefix,
``zeros`` a hole in the middle, ``swapped`` another file's bytes. Creating: ``done`` but reported as failed, ``half`` a
prefix stands under the final name and it failed, ``temp`` a half temp stands there and it failed, ``kept torn`` and
``kept zeros`` damaged for good and reported as done. Removing: ``pending`` the name stays for a while and can be
neither read nor made. Time: ``skew`` this answer is wrong by up to a year.
"""
SILENT = ("kept torn", "kept zeros")
"""Faults that lie for good: what they harm can only be found by reading it back."""

_REFUSALS: dict[str, Kind] = {"busy": "busy", "denied": "rights", "gone": "gone", "full": "full"}
_YEAR = 365 * 24 * 3600 * 1000
_SPELL = 6
"""Calls at most for which something stays hidden or a deletion pending."""


def place_of(path: str) -> str:
    """Return what kind of folder a file or folder lies in: ``st``, ``pack``, ``snap``, ``chunk``, ``SITE`` …."""
    parts = parts_of(path)
    if not parts or (len(parts) == 1 and is_temp(parts[0])):
        return "root"
    if parts[0] == "st" and len(parts) > 2 and parts[2] != "0":
        return "pack"
    return "chunk" if parts[:2] == ["snap", "ch"] else parts[0]


class Plan(Protocol):
    """Decides which call fails how.

    Attributes:
        chance: Decides the details: where a file is torn, which names are missing.
    """

    chance: random.Random

    def choose(self, site: str, possible: Sequence[str]) -> str | None:
        """Return the fault of a call, None for none.

        Args:
            site: Operation and kind of folder: ``create st``, ``read snap``.
            possible: What may befall it.
        """
        raise NotImplementedError


class Chance:
    """Faults by chance, at every call site those first that were tried there least.

    Args:
        chance: Decides everything.
        rate: The share of calls that fail.
        without: Faults that never come.
        sites: Sites where faults come, all if not given.
    """

    def __init__(
        self, chance: random.Random, rate: float = 0.1, *, without: Iterable[str] = (), sites: Iterable[str] = ()
    ) -> None:
        self.chance = chance
        self.rate = rate
        self._without = frozenset(without)
        self._sites = frozenset(sites)
        self._tried: Counter[tuple[str, str]] = Counter()

    def choose(self, site: str, possible: Sequence[str]) -> str | None:
        allowed = [fault for fault in possible if fault not in self._without]
        if not allowed or (self._sites and site not in self._sites) or self.chance.random() >= self.rate:
            return None
        least = min(self._tried[site, fault] for fault in allowed)
        fault = self.chance.choice([fault for fault in allowed if self._tried[site, fault] == least])
        self._tried[site, fault] += 1
        return fault


class Script:
    """Faults as written down: site -> what befalls its first, second … call; afterwards nothing does.

    Raises:
        ValueError: A fault cannot befall its site.
    """

    def __init__(self, faults: Mapping[str, Sequence[str | None]], seed: int = 0) -> None:
        self.chance = random.Random(seed)
        self._left = {site: list(named) for site, named in faults.items()}
        for site, named in self._left.items():
            unknown = {fault for fault in named if fault} - set(FAULTS[site.split()[0]])
            if unknown:
                raise ValueError(f"{site} does not know {', '.join(sorted(unknown))}")

    def choose(self, site: str, possible: Sequence[str]) -> str | None:
        left = self._left.get(site)
        return left.pop(0) if left else None


class Laid:
    """One fault laid on one site: on the first call on which it has an effect, or on later ones.

    Args:
        site: Where.
        fault: What.
        coverage: That of the shares: it tells when the fault has had its effect.
        skip: Calls of the site that go well before.
        times: How often it comes.
        seed: Decides its details.

    Attributes:
        chance: As in ``Plan``.
        calls: Calls of the site so far.
    """

    def __init__(
        self, site: str, fault: str, coverage: Coverage, *, skip: int = 0, times: int = 1, seed: int = 0
    ) -> None:
        self.chance = random.Random(seed)
        self.calls = 0
        self._pair = (site, fault)
        self._coverage = coverage
        self._skip = skip
        self._until = coverage.hits[self._pair] + times

    @property
    def met(self) -> bool:
        """Whether the fault has come as often as it should."""
        return self._coverage.hits[self._pair] >= self._until

    def choose(self, site: str, possible: Sequence[str]) -> str | None:
        if site != self._pair[0]:
            return None
        self.calls += 1
        return None if self.calls <= self._skip or self.met else self._pair[1]


@dataclass
class Coverage:
    """Which call sites were used and hit by what; one may serve many shares.

    Attributes:
        calls: Site -> calls.
        hits: Site and fault -> how often it had an effect.
    """

    calls: Counter[str] = field(default_factory=Counter[str])
    hits: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def by_kind(self) -> Counter[str]:
        """Return fault -> how often it had an effect anywhere."""
        kinds: Counter[str] = Counter()
        for (_, fault), count in self.hits.items():
            kinds[fault] += count
        return kinds

    def gaps(self, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Return the used sites and the faults that could befall them but never did."""
        left_out = set(without)
        return [
            (site, fault)
            for site in sorted(self.calls)
            for fault in FAULTS[site.split()[0]]
            if fault not in left_out and not self.hits[site, fault]
        ]

    def table(self) -> str:
        """Return every call site against every fault as text; a dot where a fault cannot come."""
        faults = list(dict.fromkeys(fault for possible in FAULTS.values() for fault in possible))
        rows = [["site", "calls", *faults]]
        for site in sorted(self.calls):
            possible = FAULTS[site.split()[0]]
            cells = (str(self.hits[site, fault]) if fault in possible else "·" for fault in faults)
            rows.append([site, str(self.calls[site]), *cells])
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) if not index else cell.rjust(width) for index, (cell, width) in enumerate(line))
            for line in (list(zip(row, widths, strict=True)) for row in rows)
        )


class FaultShare:
    """The calls of ``Share`` over another share, some of which fail.

    Args:
        inner: Where the files really are.
        plan: Which calls fail.
        coverage: Counts; an own one if not given.

    Attributes:
        clock_off: Milliseconds by which the server's clock is wrong, in every answer.
        step: Calls so far.
        log: Call number, site, path and fault of every fault that had an effect.
    """

    def __init__(self, inner: Share, plan: Plan, coverage: Coverage | None = None) -> None:
        self.inner = inner
        self.plan = plan
        self.coverage = coverage or Coverage()
        self.clock_off = 0
        self.log: list[tuple[int, str, str, str]] = []
        self.step = 0
        self._calm = False
        self._known: set[str] = set()
        self._hidden: dict[str, int] = {}
        self._pending: dict[str, int] = {}
        self._aliases: dict[str, str] = {}

    def calm(self) -> None:
        """Fail no more and show everything, for the end of a test."""
        self._calm = True
        self._hidden.clear()
        self._pending.clear()

    def stir(self) -> None:
        """Fail again."""
        self._calm = False

    # --- Share ---

    def names(self, folder: str) -> list[str]:
        call = self._begin("list", folder)
        rows = [(name,) for name in self.inner.names(folder)]
        return [name for (name,) in self._listed(call, folder, rows, lambda name: (name,))]

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        call = self._begin("sizes", folder)
        rows = self._listed(call, folder, [*self.inner.sizes(folder)], lambda name: (name, 0, 0))
        return [(name, size, changed) for name, size, changed in rows]

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        call = self._begin("read", path)
        if self._holds(self._hidden, path):
            raise ShareFault("missing", f"read {path} (hidden)")
        if self._holds(self._pending, path):
            raise ShareFault("busy", f"read {path} (delete pending)")
        data = self.inner.read(self._aliases.get(path, path), limit)
        self._known.add(path)
        if call.fault == "stale":
            self._hide(path)
            call.hit()
            raise ShareFault("missing", f"read {path} (stale)")
        return self._spoilt(call, data)

    def create(self, path: str, data: bytes) -> None:
        call = self._begin("create", path)
        if self._holds(self._pending, path):
            raise ShareFault("busy", f"create {path} (delete pending)")
        if call.fault == "temp":
            self.inner.create(temp_path(path, self.plan.chance.randbytes(10)), _torn(data, self.plan.chance))
            call.fail("gone")
        if call.fault in ("half", "kept torn", "kept zeros") and len(data) > 2:
            spoilt = _holed(data, self.plan.chance) if call.fault == "kept zeros" else _torn(data, self.plan.chance)
            self.inner.create(path, spoilt)
            self._known.add(path)
            if call.fault == "half":
                call.fail("gone")
            call.hit()
            return
        self.inner.create(path, data)
        self._known.add(path)
        call.done()

    def claim(self, path: str, data: bytes) -> None:
        call = self._begin("claim", path)
        if self._holds(self._pending, path):
            raise ShareFault("busy", f"claim {path} (delete pending)")
        if call.fault == "half" and data:
            self.inner.claim(path, _torn(data, self.plan.chance))
            call.fail("gone")
        self.inner.claim(path, data)
        self._known.add(path)
        call.done()

    def mark(self, path: str) -> None:
        call = self._begin("mark", path)
        if self._holds(self._pending, path):
            raise ShareFault("busy", f"mark {path} (delete pending)")
        self.inner.mark(path)
        self._known.add(path)
        call.done()

    def remove(self, path: str) -> None:
        call = self._begin("remove", path)
        self.inner.remove(path)
        if call.fault == "pending":
            self._pending[path] = self.step + self.plan.chance.randint(1, _SPELL)
            call.hit()
        call.done()

    def folder(self, path: str) -> None:
        call = self._begin("folder", path)
        self.inner.folder(path)
        call.done()

    def server_time(self) -> int:
        call = self._begin("time", "")
        moment = self.inner.server_time() + self.clock_off
        if call.fault == "skew":
            call.hit()
            moment += self.plan.chance.choice((-1, 1)) * self.plan.chance.randint(1_000, _YEAR)
        return moment

    # --- how ---

    def _begin(self, operation: str, path: str) -> _Call:
        """Count a call, choose its fault, and refuse it at once where that is all the fault does."""
        self.step += 1
        site = f"{operation} {place_of(path)}"
        self.coverage.calls[site] += 1
        fault = None if self._calm else self.plan.choose(site, FAULTS[operation])
        call = _Call(self, site, path, fault)
        if fault in _REFUSALS:
            call.fail(_REFUSALS[fault])
        return call

    def _listed(self, call: _Call, folder: str, rows: list[Row], ghost: Callable[[str], Row]) -> list[Row]:
        """Return a listing as this device sees it.

        Args:
            call: The call.
            folder: What is listed.
            rows: The truth; each row begins with the name.
            ghost: Makes the row of a file whose deletion is pending.
        """
        above, chance = f"{folder}/" if folder else "", self.plan.chance
        fresh = [row for row in rows if above + row[0] not in self._known]
        before = len(rows)
        if call.fault == "late" and fresh:
            for row in fresh[-chance.randint(1, len(fresh)) :]:
                self._hide(above + row[0])
            call.hit()
        elif call.fault == "reordered" and len(fresh) > 1:
            self._hide(above + chance.choice(fresh[:-1])[0])
            call.hit()
        elif call.fault == "partial":
            rows = [row for row in rows if chance.random() < 0.5]
        elif call.fault == "empty":
            rows = []
        elif call.fault == "duplicate":
            rows = self._doubled(call, above, rows)
        if call.fault in ("partial", "empty") and len(rows) < before:
            call.hit()
        shown = [row for row in rows if not self._holds(self._hidden, above + row[0])]
        self._known.update(above + row[0] for row in shown)
        names = {row[0] for row in shown}
        for path in [path for path in self._pending if path.rpartition("/")[0] == folder]:
            name = path.rpartition("/")[2]
            if name not in names and self._holds(self._pending, path):
                shown.append(ghost(name))
        return sorted(shown)

    def _doubled(self, call: _Call, above: str, rows: list[Row]) -> list[Row]:
        """Add a second name for a file, as programs do that copy whole folders about."""
        there = {name for name, _, _ in self.inner.sizes(above.rstrip("/"))}
        files = [row for row in rows if row[0] in there]
        if not files:
            return rows
        row = self.plan.chance.choice(files)
        stem, dot, ending = row[0].partition(".")
        alias = stem + self.plan.chance.choice((" (conflicted copy)", ".sync-conflict-20260101-120000", " - 副本"))
        self._aliases[above + alias + dot + ending] = above + row[0]
        call.hit()
        return [*rows, (alias + dot + ending, *row[1:])]

    def _spoilt(self, call: _Call, data: bytes) -> bytes:
        """Return what a read gives when the bytes go wrong on the way."""
        folder, _, name = call.path.rpartition("/")
        if call.fault == "swapped":
            others = [other for other, _, _ in self.inner.sizes(folder) if other != name]
            if others:
                call.hit()
                return self.inner.read(f"{folder}/{self.plan.chance.choice(others)}".lstrip("/"))
        if call.fault == "torn" and data:
            call.hit()
            return _torn(data, self.plan.chance)
        if call.fault == "zeros" and (holed := _holed(data, self.plan.chance)) != data:
            call.hit()
            return holed
        return data

    def _hide(self, path: str) -> None:
        self._hidden[path] = self.step + self.plan.chance.randint(1, _SPELL)

    def _holds(self, spell: dict[str, int], path: str) -> bool:
        """Say whether something still lasts for a path; forget it once it does not."""
        until = spell.get(path)
        if until is not None and until < self.step:
            del spell[path]
            return False
        return until is not None


@dataclass(frozen=True)
class _Call:
    """One call and its fault."""

    share: FaultShare
    site: str
    path: str
    fault: str | None

    def hit(self) -> None:
        """Count the fault: it has an effect."""
        assert self.fault is not None
        self.share.coverage.hits[self.site, self.fault] += 1
        self.share.log.append((self.share.step, self.site, self.path, self.fault))

    def fail(self, kind: Kind) -> NoReturn:
        """Report a failure."""
        self.hit()
        raise ShareFault(kind, f"{self.site}: {self.path} ({self.fault})")

    def done(self) -> None:
        """Report a failure though all was done, if that is the fault."""
        if self.fault == "done":
            self.fail("gone")


def _torn(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))] if data else data


def _holed(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with zeros in the middle, from the first third to the last."""
    first, last = len(data) // 3, len(data) - len(data) // 3
    start = chance.randint(0, first)
    end = chance.randint(last, len(data))
    return data[:start] + bytes(end - start) + data[end:]

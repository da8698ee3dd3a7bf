"""Every call of the exchange to the share meets everything that may befall it, in an office that is otherwise well.

A scenario is what people and desks do from a kept moment on; the moment after it, when nothing failed, is where others
begin. A trial lays one fault on one site of a scenario, lets everybody try again as people do, mends the share, and
judges the whole office.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import DAY, MINUTE
from app.core.errors import Refused
from app.sync import desks, governing, names
from app.sync.names import temp_path
from tests.support.faultfs import FAULTS, SILENT, Coverage, FaultShare, Laid, Script
from tests.support.memory_share import MemoryShare
from tests.sync.fleet import by_seed
from tests.sync.town import Failed, Moment, Town, in_small, make_template

PICTURE, SPARE = bytes(range(250)) * 10, bytes(range(200)) * 5
"""Contents of two and a half parts, and of one."""


def nothing(_: Town) -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Scenario:
    """What is done.

    Attributes:
        after: The scenario it goes on from; empty for none.
        deed: What is done while the share fails.
        before: What is done first, on a share that does not fail.
        check: What must hold besides, in the end.
    """

    after: str
    deed: Callable[[Town], object]
    before: Callable[[Town], object] = nothing
    check: Callable[[Town], object] = nothing


# --- beginning and joining -----------------------------------------------------------------------------------------


def _first(town: Town) -> None:
    desk = town.blank()
    for pk in range(1, 4):
        town.write(desk, pk, "there before")


def _found(town: Town) -> None:
    desk = town[0]
    desk.begin(town.do(lambda: desks.found(desk.setting, desk.share, "desk 0")))
    town.once(desk, desk)


def _found_in_vain(town: Town) -> None:
    """Beginning an office breaks off while ``SITE`` is written."""
    _first(town)
    share = FaultShare(town.server, Script({"claim SITE": ["half"]}))
    with suppress(Refused):
        desks.found(town[0].setting, share, "desk 0")


def _refound(town: Town) -> None:
    """Somebody who lost the database begins the office again in its own folder."""
    for _ in range(3):
        new = town.blank(town[0].secrets.kept)
        with suppress(Refused):
            desks.found(new.setting, new.share, "desk 0")
            raise Failed("an office that works was begun again")
        new.store.close()
        town.desks.pop()
        shutil.rmtree(new.folder)


def _invite(town: Town) -> None:
    town.code = town.do(lambda: governing.invite(town[0].engine).code)


def _join(town: Town) -> None:
    town.blank()
    _go_on_joining(town)


def _go_on_joining(town: Town) -> None:
    new, code = town.desks[-1], town.code
    new.begin(town.do(lambda: desks.join(new.setting, new.share, code, f"desk {new.number}")))
    town.once(new, town[0], new)


def _join_in_vain(town: Town) -> None:
    """Joining breaks off while the answer is written, and the computer undoes what it can."""
    new = town.blank()
    share = FaultShare(town.server, Script({"claim join": ["half"]}))
    with suppress(Refused):
        desks.join(new.setting, share, town.code, "desk 1")
    new.secrets.delete(desks.SECRET)


def _join_late(town: Town) -> None:
    new = town.blank()
    code = town.code
    joined = town.do(lambda: desks.join(new.setting, new.share, code, f"desk {new.number}"))
    new.begin(joined).upkeep.rules.behind = 0
    town.once(new, new, town[0])


def _invited(town: Town) -> None:
    town.code = governing.invite(town[0].engine).code
    new = town.blank()
    new.store.close()
    town.desks.pop()
    shutil.rmtree(new.folder)


def _recover(town: Town) -> None:
    new = town.blank()
    code = governing.recovery(town[0].engine)
    new.begin(town.do(lambda: desks.recover(new.setting, new.share, code, f"desk {new.number}")))
    town.once(new, town[0], new)


# --- every day -----------------------------------------------------------------------------------------------------


def _work(town: Town) -> None:
    for number in range(2):
        town.write(town[0], 10 + number, f"first {number}")
        town.once(town[0], town[1])
        town.write(town[1], 10 + number, f"second {number}")
        town.write(town[1], 20 + number, f"new {number}")
        town.once(town[1], town[0])


def _attach(town: Town) -> None:
    town.attach(town[0], PICTURE)
    town.once(town[0], town[1], town[0], town[1])


def _restored(town: Town) -> None:
    town[1].guard.facts = None


def _renew(town: Town) -> None:
    town.write(town[1], 30, "under a new stream")
    town.once(town[1], town[0], town[1])


def _govern(town: Town) -> None:
    device = town[2].engine.replica.identity.device
    governing.rename(town[0].engine, "前台")
    town.do(lambda: governing.retire(town[0].engine, device))
    town[2].left = True
    town.write(town[0], 40, "under a new key")
    town.once(town[0], town[1])
    town.write(town[1], 41, "under a new key")
    town.once(town[1], town[0])


# --- snapshots, packs, tidiness ------------------------------------------------------------------------------------


def _snapshot(town: Town) -> None:
    town.do(lambda: town[0].engine.snapshot())
    town.write(town[1], 50, "later")
    town.once(town[1], town[0])
    town.do(lambda: town[0].engine.snapshot())


def _grow(town: Town) -> None:
    for number in range(16):
        town.write(town[0], 60, str(number))
    town.once(town[0], town[1], town[0])


def _aged(town: Town) -> None:
    town.clock.advance(2 * DAY)
    town.once(town[0], town[1], town[0])


def _minutes(town: Town) -> None:
    town.clock.advance(2 * MINUTE)


def _pack(town: Town) -> None:
    town.tend(town[0])


def _littered(town: Town) -> None:
    """Four snapshots of two desks, loose chunks, a content nobody has, and what broken writes left, all old."""
    first, second = town[0], town[1]
    spare = town.attach(first, SPARE)
    town.once(first, second, first)
    town.detach(first, spare)
    town.once(first, second)
    for number in range(2):
        for desk in (first, second):
            town.write(desk, 70, f"{number} {desk.number}")
            town.once(desk, first, second)
            desk.engine.snapshot()
    own = first.engine.replica.own().stream
    folders = {path.rpartition("/")[0] for path in town.server.paths()}
    folders |= {names.LANES, names.JOINING, f"{names.BLOBS}/zz"}
    folders |= {names.stream_folder(own, level) for level in (0, 1, 2)}
    town.clock.advance(20 * DAY)
    town.once(first, second, first)
    town.tend(first, second)
    for desk in (first, second):
        town.write(desk, 71, f"{desk.number}")
        town.once(desk, first, second)
        desk.engine.snapshot()
    folders |= {path.rpartition("/")[0] for path in town.server.paths()}
    for folder in sorted(folders):
        _cut_off(town, folder)
    town.clock.advance(15 * DAY)
    town.once(first, second)


def _cut_off(town: Town, folder: str) -> None:
    """Leave what two broken writes leave in a folder."""
    town.server.folder(folder)
    for number in range(2):
        chance = hashlib.sha256(f"{number} {folder} {town.clock.now()}".encode()).digest()[:10]
        town.server.put(temp_path(f"{folder}/x".lstrip("/"), chance), b"cut off")


def _tidy(town: Town) -> None:
    for desk in town.live():
        desk.engine.upkeep.rules.truncate = True
        desk.engine.upkeep.rules.truncate_after = DAY
    town.tend(*town.live())
    for desk in town.live():
        own = desk.engine.replica.own().stream
        for folder in (names.ROSTER, names.stream_folder(own), names.stream_folder(own, 1)):
            _cut_off(town, folder)
    town.clock.advance(2 * MINUTE)
    town.tend(*town.live(), thorough=False)


# --- the share as a whole --------------------------------------------------------------------------------------------


def _verify(town: Town) -> None:
    town.do(lambda: town[0].engine.verify())


def _rebuild(town: Town) -> None:
    desk, lost = town.live()[-1], town.server
    town.server = MemoryShare(town.clock)
    for name in (".snapshot", "$RECYCLE.BIN", ".windows"):
        town.server.put(name, b"the server's own")
    desk.share.inner = town.server
    town.do(lambda: desk.engine.rebuild(desk.share))
    for each in town.desks:
        each.share.inner = town.server
    lost.away = True
    town.once(*town.live())


SCENARIOS: Mapping[str, Scenario] = {
    "found": Scenario("", _found, _first),
    "found after all": Scenario("", _found, _found_in_vain),
    "invite": Scenario("found", _invite, check=_join),
    "join": Scenario("invite", _join),
    "join after all": Scenario("invite", _go_on_joining, _join_in_vain),
    "work": Scenario("join", _work),
    "found again": Scenario("work", _refound),
    "recover": Scenario("work", _recover),
    "renew": Scenario("work", _renew, _restored),
    "attach": Scenario("work", _attach),
    "snapshot": Scenario("attach", _snapshot),
    "join late": Scenario("snapshot", _join_late, _invited),
    "govern": Scenario("join late", _govern),
    "grow": Scenario("snapshot", _grow),
    "pack": Scenario("grow", _pack, _aged),
    "let go": Scenario("pack", _pack, _minutes),
    "pack packs": Scenario("let go", _pack, _aged),
    "let packs go": Scenario("pack packs", _pack, _minutes),
    "join by packs": Scenario("let packs go", _join, _invited),
    "litter": Scenario("let packs go", nothing, _littered),
    "tidy": Scenario("litter", _tidy),
    "verify": Scenario("let packs go", _verify),
    "rebuild": Scenario("let packs go", _rebuild),
    "rebuild from a snapshot": Scenario("join late", _rebuild),
}


MET: Mapping[str, tuple[str, ...]] = {
    "claim SITE": ("found", "rebuild"),
    "claim join": ("join",),
    "claim lane": ("join", "found"),
    "create ack": ("work",),
    "create blob": ("attach",),
    "create chunk": ("snapshot",),
    "create join": ("invite",),
    "create pack": ("pack",),
    "create roster": ("join", "govern"),
    "create snap": ("snapshot",),
    "create st": ("work",),
    "folder ack": ("found",),
    "folder blob": ("attach",),
    "folder chunk": ("snapshot",),
    "folder join": ("found",),
    "folder lane": ("join",),
    "folder live": ("found",),
    "folder pack": ("pack",),
    "folder roster": ("found",),
    "folder snap": ("found",),
    "folder st": ("work",),
    "list ack": ("work",),
    "list blob": ("snapshot",),
    "list chunk": ("let packs go", "snapshot"),
    "list lane": ("join", "join late"),
    "list live": ("work", "attach", "found again"),
    "list pack": ("let go",),
    "list root": ("rebuild",),
    "list roster": ("work",),
    "list snap": ("snapshot", "join late"),
    "list st": ("work",),
    "mark lane": ("rebuild",),
    "mark live": ("work",),
    "read SITE": ("work", "tidy"),
    "read ack": ("work",),
    "read blob": ("attach",),
    "read chunk": ("snapshot", "tidy"),
    "read join": ("join after all", "join late"),
    "read pack": ("let go",),
    "read roster": ("work",),
    "read snap": ("snapshot",),
    "read st": ("work",),
    "remove SITE": ("found after all",),
    "remove ack": ("work",),
    "remove blob": ("tidy",),
    "remove chunk": ("tidy",),
    "remove join": ("tidy",),
    "remove lane": ("tidy",),
    "remove live": ("work",),
    "remove pack": ("let packs go",),
    "remove root": ("tidy",),
    "remove roster": ("tidy",),
    "remove snap": ("tidy",),
    "remove st": ("let go",),
    "sizes ack": ("let packs go",),
    "sizes blob": ("tidy",),
    "sizes chunk": ("let packs go", "tidy"),
    "sizes join": ("let packs go",),
    "sizes lane": ("let packs go",),
    "sizes live": ("let packs go",),
    "sizes pack": ("tidy",),
    "sizes root": ("tidy",),
    "sizes roster": ("tidy",),
    "sizes snap": ("let packs go",),
    "sizes st": ("tidy",),
    "time root": ("work",),
}
"""Every call site of the engine -> the scenarios in which it meets everything that may befall it."""
_LISTED = "the desk has listed the same folder a moment before: no name in it is new to it"
SENSELESS: Mapping[tuple[str, str], str] = {
    ("claim lane", "half"): "the file is empty: there is no half of it",
    **{(f"sizes {place}", fault): _LISTED for place in ("ack", "live", "snap") for fault in ("late", "reordered")},
}
"""What cannot befall a site, and why."""


@dataclass(frozen=True)
class Trial:
    """One fault laid on one site of a scenario.

    Attributes:
        skip: Calls of the site that go well before.
        times: How often it comes.
    """

    scenario: str
    site: str
    fault: str
    skip: int = 0
    times: int = 1

    def __str__(self) -> str:
        return ",".join((self.scenario, self.site, self.fault, str(self.skip), str(self.times)))

    @staticmethod
    def parse(text: str) -> Trial:
        """Read what ``str`` wrote."""
        scenario, site, fault, skip, times = text.split(",")
        return Trial(scenario, site, fault, int(skip), int(times))


class Trials:
    """Lives scenarios, with one fault or none.

    Args:
        folder: An empty folder.
        template: An empty database of ``town.RECORDS``.
        seed: Decides the details of faults, and what the engine draws.

    Attributes:
        coverage: Of all trials.
        calls: Scenario -> its sites and how often they were called when nothing failed.
    """

    def __init__(self, folder: Path, template: Path, seed: int = 0) -> None:
        self.folder = folder
        self.template = template
        self.seed = seed
        self.coverage = Coverage()
        self.calls: dict[str, Coverage] = {}
        self._moments: dict[str, tuple[Moment | None, Moment]] = {}
        self._count = 0

    def run(self, trial: Trial) -> bool:
        """Live a scenario with a fault; return whether it came as often as it should.

        Raises:
            Failed: What must hold does not.
        """
        scenario, fault = SCENARIOS[trial.scenario], trial.fault
        plan = Laid(trial.site, fault, self.coverage, skip=trial.skip, times=trial.times, seed=self.seed)
        with by_seed(self.seed):
            town = Town(self._place(), self.template, plan, self.coverage, self._before(trial.scenario))
            try:
                scenario.deed(town)
                town.rest()
                if scenario.check is not nothing:
                    scenario.check(town)
                    town.rest()
                town.judge(newcomer=fault in SILENT or fault in ("half", "temp"))
            except Exception as error:
                error.add_note(f"trial {trial}; refused {town.refused}")
                raise
            finally:
                town.close()
                shutil.rmtree(town.folder)
        return plan.met

    def every(self) -> list[Trial]:
        """Return every fault on every call of every scenario, once and for a spell."""
        return [
            Trial(name, site, fault, skip, times)
            for name, coverage in self.calls.items()
            for site, calls in sorted(coverage.calls.items())
            for fault in possible(site)
            for skip in range(calls)
            for times in ((1, 3) if fault in SILENT else (1, 6))
        ]

    def _before(self, name: str) -> Moment:
        before, _ = self._lived(name)
        assert before is not None
        return before

    def _lived(self, name: str) -> tuple[Moment | None, Moment]:
        """Return the moments before and after a scenario in which nothing fails."""
        if name not in self._moments:
            scenario = SCENARIOS[name]
            town = Town(self._place(), self.template, moment=self._lived(scenario.after)[1] if scenario.after else None)
            scenario.before(town)
            before = town.keep(self._place())
            town = Town(self._place(), self.template, moment=before)
            scenario.deed(town)
            self.calls[name] = Coverage(town.coverage.calls.copy())
            town.rest()
            self._moments[name] = before, town.keep(self._place())
        return self._moments[name]

    def live_all(self) -> None:
        """Live every scenario once, without a fault."""
        with by_seed(self.seed):
            for name in SCENARIOS:
                self._lived(name)

    def _place(self) -> Path:
        self._count += 1
        place = self.folder / str(self._count)
        place.mkdir()
        return place


def possible(site: str) -> tuple[str, ...]:
    """Return what may befall a site."""
    return FAULTS[site.split()[0]]


def soak(seed: int, count: int, processes: int, say: Callable[[str], None], only: str = "") -> dict[str, int]:
    """Try every fault on every call of every scenario, once and for a spell, or as many of these as are wanted.

    Args:
        seed: Decides which come first, and the details of faults.
        count: How many trials at most.
        processes: How many at a time.
        say: Told what failed.
        only: One trial, as ``str`` writes it; else all.

    Returns:
        The figures.
    """
    figures = Counter(trials=0, failed=0, faults=0)
    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool(processes, _prepare, (seed, folder)) as pool:
        figures["possible"], chosen = (1, [Trial.parse(only)]) if only else pool.apply(_choose, (seed, count))
        pairs: set[tuple[str, str]] = set()
        for trial, hits, wrong in pool.imap(_try, chosen, chunksize=20):
            figures.update(trials=1, faults=hits, failed=bool(wrong))
            if hits:
                pairs.add((trial.site, trial.fault))
            if wrong:
                say(f'failed: --part faults --seed {seed} --trial "{trial}": {wrong}')
    return {**figures, "sites": len({site for site, _ in pairs}), "pairs": len(pairs)}


_lives: list[tuple[int, str]] = []
_trials: list[Trials] = []


def _prepare(seed: int, folder: str) -> None:
    _lives.append((seed, folder))


def _here() -> Trials:
    """Return this process' trials; every scenario is lived once at the first call."""
    if not _trials:
        logging.disable()
        ExitStack().enter_context(in_small())  # the process does nothing else
        seed, folder = _lives[0]
        place = Path(tempfile.mkdtemp(dir=folder))
        _trials.append(Trials(place, make_template(place), seed))
        _trials[0].live_all()
    return _trials[0]


def _choose(seed: int, count: int) -> tuple[int, list[Trial]]:
    """Return how many trials there are, and those that come first."""
    every = _here().every()
    random.Random(seed).shuffle(every)
    return len(every), every[:count]


def _try(trial: Trial) -> tuple[Trial, int, str]:
    """Return a trial, how often its fault came, and what did not hold."""
    trials = _here()
    before = trials.coverage.hits[trial.site, trial.fault]
    wrong = ""
    try:
        trials.run(trial)
    except Exception as error:
        wrong = repr(error)[:500]
    return trial, trials.coverage.hits[trial.site, trial.fault] - before, wrong

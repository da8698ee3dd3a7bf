"""The failing share itself: every fault does what it says, is counted, and repeats itself by its seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

import pytest

from app.core.clock import HeldClock
from app.sync.faults import ShareFault
from app.sync.names import is_temp
from app.sync.share import Share
from tests.support.faultfs import FAULTS, SILENT, Chance, Coverage, FaultShare, Script, place_of
from tests.support.memory_share import MemoryShare

NOON = 1_790_000_000_000
CONTENT = bytes(range(1, 201))


@pytest.fixture
def inner() -> MemoryShare:
    share = MemoryShare(HeldClock(NOON))
    share.folder("st/aa/0")
    for number in range(1, 5):
        share.create(f"st/aa/0/{number}.sg", CONTENT + bytes([number]))
    return share


def scripted(inner: Share, site: str, *faults: str | None) -> FaultShare:
    return FaultShare(inner, Script({site: faults}))


def fault_of(call: Callable[[], object]) -> str:
    with pytest.raises(ShareFault) as fault:
        call()
    return fault.value.kind


ALL = ["1.sg", "2.sg", "3.sg", "4.sg"]
OPERATIONS: dict[str, Callable[[Share], object]] = {
    "list": lambda share: share.names("st/aa/0"),
    "sizes": lambda share: share.sizes("st/aa/0"),
    "read": lambda share: share.read("st/aa/0/1.sg"),
    "create": lambda share: share.create("st/aa/0/9.sg", CONTENT),
    "claim": lambda share: share.claim("st/aa/0/9.sg", CONTENT),
    "mark": lambda share: share.mark("st/aa/0/9"),
    "remove": lambda share: share.remove("st/aa/0/1.sg"),
    "folder": lambda share: share.folder("st/bb"),
    "time": lambda share: share.server_time(),
}


REFUSALS = {"busy": "busy", "denied": "rights", "gone": "gone", "full": "full"}


@pytest.mark.parametrize(
    ("operation", "fault", "kind"),
    [(name, fault, kind) for name in OPERATIONS for fault, kind in REFUSALS.items() if fault in FAULTS[name]],
)
def test_any_call_may_be_refused_and_then_nothing_was_done(
    inner: MemoryShare, operation: str, fault: str, kind: str
) -> None:
    before = inner.snapshot()
    site = "time root" if operation == "time" else f"{operation} st"
    share = scripted(inner, site, fault)
    assert fault_of(lambda: OPERATIONS[operation](share)) == kind
    assert inner.snapshot() == before
    OPERATIONS[operation](share)
    assert share.coverage.hits == {(site, fault): 1}
    assert share.coverage.calls == {site: 2}


@pytest.mark.parametrize("operation", ["create", "claim", "mark", "remove", "folder"])
def test_a_call_may_be_done_though_it_failed(inner: MemoryShare, operation: str) -> None:
    done = MemoryShare(HeldClock(NOON))
    done.rollback(inner.snapshot())
    OPERATIONS[operation](done)
    assert fault_of(lambda: OPERATIONS[operation](scripted(inner, f"{operation} st", "done"))) == "gone"
    assert inner.snapshot() == done.snapshot()


def test_the_newest_names_come_late_and_cannot_be_read_meanwhile(inner: MemoryShare) -> None:
    share = scripted(inner, "list st", "late")
    shown = share.names("st/aa/0")
    assert shown == ALL[: len(shown)]
    assert len(shown) < 4
    assert fault_of(lambda: share.read("st/aa/0/4.sg")) == "missing"
    for _ in range(10):
        share.server_time()
    assert share.names("st/aa/0") == ALL
    assert share.read("st/aa/0/4.sg") == CONTENT + b"\x04"


def test_what_was_seen_or_made_here_is_not_late(inner: MemoryShare) -> None:
    share = scripted(inner, "list st", None, "late")
    assert share.names("st/aa/0") == ALL
    share.create("st/aa/0/5.sg", b"own")
    assert share.names("st/aa/0") == [*ALL, "5.sg"]
    assert not share.coverage.hits, "a fault without effect is not counted"


def test_an_older_name_may_come_after_a_newer_one(inner: MemoryShare) -> None:
    shown = scripted(inner, "list st", "reordered").names("st/aa/0")
    assert len(shown) == 3
    assert shown[-1] == "4.sg"


def test_a_listing_may_be_partial_or_empty_once(inner: MemoryShare) -> None:
    share = scripted(inner, "sizes st", "empty", "partial", None)
    assert share.sizes("st/aa/0") == []
    assert len(share.sizes("st/aa/0")) < 4
    assert [name for name, _, _ in share.sizes("st/aa/0")] == ALL


def test_a_file_may_show_under_a_second_name(inner: MemoryShare) -> None:
    share = scripted(inner, "list st", "duplicate")
    (alias,) = set(share.names("st/aa/0")) - set(ALL)
    assert share.read(f"st/aa/0/{alias}") == CONTENT + bytes([int(alias[0])])
    assert share.names("st/aa/0") == ALL


def test_not_found_may_be_stale(inner: MemoryShare) -> None:
    share = scripted(inner, "read st", "stale")
    assert fault_of(lambda: share.read("st/aa/0/1.sg")) == "missing"
    for _ in range(10):
        share.server_time()
    assert share.read("st/aa/0/1.sg") == CONTENT + b"\x01"


def test_bytes_may_be_torn_holed_or_another_files(inner: MemoryShare) -> None:
    share = scripted(inner, "read st", "torn", "zeros", "swapped", None)
    whole = inner.read("st/aa/0/1.sg")
    torn = share.read("st/aa/0/1.sg")
    assert len(torn) < len(whole)
    assert whole.startswith(torn)
    holed = share.read("st/aa/0/1.sg")
    assert len(holed) == len(whole)
    assert holed != whole
    assert holed[100] == 0
    assert share.read("st/aa/0/1.sg") in {CONTENT + bytes([number]) for number in (2, 3, 4)}
    assert share.read("st/aa/0/1.sg") == whole


def test_creating_may_leave_half_a_temp_or_half_a_file(inner: MemoryShare) -> None:
    share = scripted(inner, "create st", "temp", "half")
    assert fault_of(lambda: share.create("st/aa/0/8.sg", CONTENT)) == "gone"
    (temp,) = set(inner.names("st/aa/0")) - set(ALL)
    assert is_temp(temp)
    assert CONTENT.startswith(inner.read(f"st/aa/0/{temp}"))
    assert fault_of(lambda: share.create("st/aa/0/8.sg", CONTENT)) == "gone"
    assert len(inner.read("st/aa/0/8.sg")) < len(CONTENT)
    assert fault_of(lambda: share.create("st/aa/0/8.sg", CONTENT)) == "exists"


@pytest.mark.parametrize("fault", SILENT)
def test_creating_may_damage_silently(inner: MemoryShare, fault: str) -> None:
    share = scripted(inner, "create st", fault)
    share.create("st/aa/0/8.sg", CONTENT)
    assert inner.read("st/aa/0/8.sg") != CONTENT
    assert share.coverage.by_kind() == {fault: 1}


def test_a_deletion_may_be_pending(inner: MemoryShare) -> None:
    share = scripted(inner, "remove st", "pending")
    share.remove("st/aa/0/1.sg")
    assert fault_of(lambda: share.read("st/aa/0/1.sg")) == "busy"
    for _ in range(10):
        share.server_time()
    share.create("st/aa/0/1.sg", b"again")
    assert share.read("st/aa/0/1.sg") == b"again"


def test_a_pending_deletion_still_shows(inner: MemoryShare) -> None:
    share = scripted(inner, "remove st", "pending")
    share.remove("st/aa/0/1.sg")
    assert share.names("st/aa/0") == ALL
    assert inner.names("st/aa/0") == ALL[1:]


def test_the_servers_clock_may_be_wrong(inner: MemoryShare) -> None:
    share = scripted(inner, "time root", "skew", None)
    assert abs(share.server_time() - NOON) >= 1_000
    assert share.server_time() == NOON
    share.clock_off = -5_000
    assert share.server_time() == NOON - 5_000


def test_calm_shows_everything(inner: MemoryShare) -> None:
    share = FaultShare(inner, Chance(random.Random(1), rate=1.0))
    work(share, range(20))
    share.calm()
    assert share.names("st/aa/0") == inner.names("st/aa/0")
    assert [share.read(f"st/aa/0/{name}") for name in ALL] == [CONTENT + bytes([number]) for number in range(1, 5)]
    known = len(share.log)
    share.stir()
    work(share, range(2))
    assert len(share.log) > known


def work(share: Share, numbers: Iterable[int]) -> list[object]:
    """Do a little of everything, with files of these numbers; return what came of it."""
    seen: list[object] = []
    calls: list[Callable[[], object]] = []
    for number in numbers:
        for folder in ("st/aa/0", "st/aa/1", "snap", "snap/ch/ab", "live"):
            path = f"{folder}/{number}.sg"
            calls += [
                lambda folder=folder: share.folder(folder),
                lambda path=path: share.create(path, CONTENT),
                lambda folder=folder: share.names(folder),
                lambda folder=folder: share.sizes(folder),
                lambda path=path: share.read(path),
                lambda path=path: share.claim(f"{path}x", CONTENT),
                lambda path=path: share.mark(f"{path}m"),
                lambda path=path: share.remove(f"{path}m"),
                share.server_time,
            ]
    for call in calls:
        try:
            seen.append(call())
        except ShareFault as fault:
            seen.append(fault.kind)
    return seen


def test_a_run_repeats_itself_by_its_seed() -> None:
    runs = []
    for _ in range(2):
        share = FaultShare(MemoryShare(HeldClock(NOON)), Chance(random.Random(7), rate=0.3))
        runs.append((work(share, range(10)), share.log))
    assert runs[0] == runs[1]
    assert len(runs[0][1]) > 50
    other = FaultShare(MemoryShare(HeldClock(NOON)), Chance(random.Random(8), rate=0.3))
    assert work(other, range(10)) != runs[0][0]


def test_every_call_site_is_hit_by_every_fault() -> None:
    coverage = Coverage()
    inner = MemoryShare(HeldClock(NOON))
    devices = [FaultShare(inner, Chance(random.Random(seed), rate=0.5), coverage) for seed in range(4)]
    for start in range(0, 240, 3):
        work(devices[start % 4], range(start, start + 3))
    assert not coverage.gaps(), coverage.table()
    assert {site.split()[1] for site in coverage.calls} == {"st", "pack", "snap", "chunk", "live", "root"}
    table = coverage.table().splitlines()
    assert len(table) == 1 + len(coverage.calls)
    assert table[0].split()[:2] == ["site", "calls"]


def test_a_plan_may_leave_faults_out_and_keep_to_some_sites() -> None:
    coverage = Coverage()
    plan = Chance(random.Random(3), rate=1.0, without=["gone", *SILENT], sites=["create snap"])
    work(FaultShare(MemoryShare(HeldClock(NOON)), plan, coverage), range(20))
    assert {site for site, _ in coverage.hits} == {"create snap"}
    assert not {"gone", *SILENT} & set(coverage.by_kind())
    assert ("create snap", "gone") in coverage.gaps()
    assert ("create snap", "gone") not in coverage.gaps(without=["gone"])


def test_a_script_knows_what_may_befall_a_site() -> None:
    with pytest.raises(ValueError, match="read st does not know late"):
        Script({"read st": ["late"]})


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", "root"), ("SITE", "SITE"), ("st", "st"), ("st/aa/0/1.sg", "st"), ("st/aa/1/1-64.pk", "pack"),
        ("snap/x.sn", "snap"), ("snap/ch/ab/x", "chunk"), ("live/x", "live"),
    ],
)  # fmt: skip
def test_places_are_told_apart(path: str, place: str) -> None:
    assert place_of(path) == place


def test_a_server_can_be_rolled_back_emptied_and_lost(inner: MemoryShare) -> None:
    copy = inner.snapshot()
    inner.create("st/aa/0/5.sg", b"later")
    inner.rollback(copy)
    assert inner.names("st/aa/0") == ALL
    inner.create("st/aa/0/5.sg", b"other")
    inner.empty()
    assert inner.names("") == []
    assert inner.paths() == []
    inner.rollback(copy)
    inner.vanish()
    assert fault_of(lambda: inner.names("")) == "gone"
    assert fault_of(inner.server_time) == "gone"
    inner.come_back()
    assert inner.paths() == [f"st/aa/0/{name}" for name in ALL]


def test_names_differing_in_case_are_one(inner: MemoryShare) -> None:
    inner.create("SITE", b"ours")
    assert fault_of(lambda: inner.create("site", b"theirs")) == "exists"
    assert inner.read("Site") == b"ours"
    assert inner.names("ST/AA/0") == ALL

"""Contents of attachments: never named on the share before they lie there, mended, waited for, and let go of."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import DAY, MINUTE, HeldClock
from app.features.attachments.records import Attachment
from app.store.blobs import BlobFiles, digest_of
from app.store.store import Store
from app.sync import blobparts, blobs, joining, names
from app.sync.blobbook import BlobBook
from app.sync.blobparts import blob_id, open_part, parts_of
from app.sync.blobs import BlobFile, list_blobs, spare_blobs, used_ids
from app.sync.desks import Setting, come_back, found, join
from app.sync.exchange import PAUSED, Exchange
from app.sync.faults import SyncFault
from app.sync.guard import Guard
from tests.support.faultfs import Chance, FaultShare, Script
from tests.support.memory_share import MemoryShare
from tests.support.office import MORNING, make_store
from tests.sync.fleet import Secrets

SMALL = 1_000
"""Bytes of a part in these tests."""


class Crash(BaseException):
    """The program ends here."""


class CrashingShare:
    """A share at whose n-th call the program ends, before or after it was done.

    Args:
        inner: The share.
        at: At which call; 0 for never.
        after: Whether the call is done first.
    """

    def __init__(self, inner: MemoryShare, at: int = 0, *, after: bool = False) -> None:
        self.inner, self.at, self.after, self.calls = inner, at, after, 0

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any) -> Any:
            self.calls += 1
            if self.calls == self.at and not self.after:
                raise Crash
            answer = getattr(self.inner, name)(*args)
            if self.calls == self.at:
                raise Crash
            return answer

        return call


@dataclass
class Desk:
    """One desk of the office under test."""

    folder: Path
    clock: HeldClock
    secrets: Secrets
    store: Store
    exchange: Exchange | None = None
    up_to: int = 10_000_000

    @property
    def setting(self) -> Setting:
        """What it stands on."""
        guard = Guard(self.folder.parent / "guards", self.folder)
        return Setting(
            self.store,
            self.secrets,
            guard,
            self.folder.name,
            "volume",
            self.clock,
            "1",
            fetch_up_to=lambda: self.up_to,
        )

    @property
    def engine(self) -> Exchange:
        """Its exchange."""
        assert self.exchange is not None
        return self.exchange

    @property
    def files(self) -> BlobFiles:
        """Its contents."""
        return self.engine.blobs.files

    @property
    def book(self) -> BlobBook:
        """What it knows of contents."""
        return self.engine.blobs.book

    def attach(self, data: bytes) -> str:
        """Attach something and return its digest."""
        files = BlobFiles(self.folder / "blobs")
        digest = files.put(data)
        with self.store.change("alice") as work:
            work.insert(Attachment(owner_table="ticket", owner_id="t", blob=digest, size=len(data), name="门锁.jpg"))
            if self.exchange is not None:
                self.book.kept(digest, len(data))
        return digest

    def reopen(self, share: Any) -> None:
        """Start the program again on what is on the disk."""
        self.store.close()
        self.store = make_store(self.folder, self.clock)
        self.exchange = come_back(self.setting, share)

    def once(self, times: int = 1) -> None:
        """Exchange, some minutes apart."""
        for _ in range(times):
            self.engine.once(thorough=True)
            self.clock.advance(2 * MINUTE)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobparts, "PART", SMALL)
    monkeypatch.setattr(blobs, "PART", SMALL)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
def share(clock: HeldClock) -> MemoryShare:
    return MemoryShare(clock)


@pytest.fixture
def desks(tmp_path: Path, clock: HeldClock) -> Iterator[Any]:
    made: list[Desk] = []

    def make(name: str) -> Desk:
        folder = tmp_path / name
        folder.mkdir()
        desk = Desk(folder, clock, Secrets(), make_store(folder, clock))
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.store.close()


@pytest.fixture
def pair(desks: Any, share: MemoryShare) -> tuple[Desk, Desk]:
    """Two desks that have met."""
    one, two = desks("one"), desks("two")
    one.exchange = found(one.setting, share, "前台一")
    one.once()
    invitation = joining.make_invite(one.engine.replica.identity, one.engine.site, one.clock.now())
    share.create(names.invitation_path(invitation.id), invitation.data)
    two.exchange = join(two.setting, share, invitation.code, "前台二")
    two.once()
    one.once()
    return one, two


def whole(share: MemoryShare, desk: Desk, digest: str) -> bytes | None:
    """Return a content put together from the share, or None if it is not whole there."""
    replica, roster = desk.engine.replica, desk.engine.members.roster
    wanted = blob_id(replica.identity.keys, bytes.fromhex(digest))
    parts: dict[int, bytes] = {}
    size = 0
    for path in share.paths():
        parsed = names.parse_blob(path.rpartition("/")[2])
        if not path.startswith(names.BLOBS) or parsed is None or parsed[0] != wanted:
            continue
        try:
            part = open_part(share.read(path), replica.identity, lambda header: roster.signer(header.stream))
        except SyncFault:
            continue
        parts[part.number], size = part.data, part.size
    data = b"".join(parts[number] for number in sorted(parts))
    return data if parts and len(parts) == parts_of(size) and digest_of(data) == digest else None


def named(share: MemoryShare, desk: Desk) -> set[str]:
    """Return the digests that segments on the share refer to."""
    found_: set[str] = set()
    replica, roster = desk.engine.replica, desk.engine.members.roster
    for path in share.paths():
        if path.endswith(".sg"):
            try:
                _, body = replica.open_segment(share.read(path), lambda header: roster.signer(header.stream))
            except SyncFault:
                continue
            for tx in body.txs:
                for run in tx.runs:
                    if run.table == "attachment" and run.kind == "I":
                        found_.update(str(value) for value in run.values[run.columns.index("blob")] if value)
    return found_


def check_order(share: MemoryShare, desk: Desk) -> None:
    """See that nothing on the share names a content that is not there."""
    for digest in named(share, desk):
        assert whole(share, desk, digest) is not None, "a record was published before its content"


def test_a_content_goes_from_desk_to_desk(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    data = random.Random(1).randbytes(2 * SMALL + 7)
    digest = one.attach(data)
    one.once()
    two.once()
    assert two.files.read(digest) == data
    assert two.store.value("SELECT blob FROM attachment") == digest
    assert two.book.writer(digest) == one.engine.replica.own().stream


@pytest.mark.parametrize("size", [0, 1, SMALL - 1, SMALL, SMALL + 1, 5 * SMALL])
def test_every_size_comes_back_exactly(pair: tuple[Desk, Desk], share: MemoryShare, size: int) -> None:
    one, two = pair
    data = random.Random(size).randbytes(size)
    digest = one.attach(data)
    one.once()
    two.once()
    assert two.files.read(digest) == data == whole(share, two, digest)


def test_names_on_the_share_say_nothing(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, _ = pair
    data = b"an identity card" * 100
    digest = one.attach(data)
    one.once()
    for path in share.paths():
        assert digest[:16] not in path
        content = share.read(path)
        assert data[:16] not in content
        assert bytes.fromhex(digest) not in content
        assert len(path) < 90


def test_the_same_content_lies_there_once(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    data = b"x" * (2 * SMALL)
    one.attach(data)
    one.once()
    before = [path for path in share.paths() if path.startswith(names.BLOBS)]
    two.attach(data)
    two.once()
    one.once()
    assert [path for path in share.paths() if path.startswith(names.BLOBS)] == before
    assert one.store.value("SELECT count(*) FROM attachment") == 2


def test_an_office_that_worked_alone_brings_its_contents(desks: Any, share: MemoryShare) -> None:
    desk = desks("alone")
    digest = desk.attach(b"from before" * 300)
    desk.exchange = found(desk.setting, share, "前台")
    desk.once()
    assert digest in named(share, desk)
    check_order(share, desk)


def test_what_comes_later_waits_and_what_came_before_does_not(
    pair: tuple[Desk, Desk], share: MemoryShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    monkeypatch.setattr(blobs, "AT_ONCE", SMALL)
    with one.store.change("alice") as work:
        work.insert(Attachment(owner_table="ticket", owner_id="t", name="before"))
    one.engine.replica.seal()
    digest = one.attach(random.Random(2).randbytes(4 * SMALL))
    one.engine.replica.seal()
    with one.store.change("alice") as work:
        work.insert(Attachment(owner_table="ticket", owner_id="t", name="after"))
    seen: list[set[str]] = []
    for _ in range(6):
        one.engine.once()
        two.engine.once()
        check_order(share, two)
        seen.append({name for (name,) in two.store.rows("SELECT name FROM attachment")})
    assert seen[0] == {"before"}
    assert seen[-1] == {"before", "门锁.jpg", "after"}
    assert one.book.get(digest).state == "sent"


def test_offline_everything_waits_and_goes_in_order_later(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    share.vanish()
    digest = one.attach(b"offline" * 500)
    one.once(3)
    assert one.engine.replica.pending() or one.engine.replica.unsent()
    share.come_back()
    one.once()
    check_order(share, one)
    two.once()
    assert two.files.has(digest)


def test_confirmed_only_after_reading_back_later(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, _ = pair
    digest = one.attach(b"later" * 500)
    one.once()
    assert one.book.get(digest).state == "sent"
    one.once()
    assert one.book.get(digest).state == "confirmed"


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_a_crash_at_any_call_breaks_no_order(desks: Any, share: MemoryShare, after: bool) -> None:
    desk = desks("crash")
    desk.exchange = found(desk.setting, share, "前台")
    desk.once()
    start = share.snapshot()
    desk.store.close()
    kept = (desk.folder / "office.db").read_bytes()
    guards = {path: path.read_bytes() for path in (desk.folder.parent / "guards").rglob("*") if path.is_file()}
    at, calls = 0, 1
    while at < calls:
        at += 1
        share.rollback(start)
        for left in desk.folder.glob("office.db*"):
            left.unlink()
        (desk.folder / "office.db").write_bytes(kept)
        for path, data in guards.items():
            path.write_bytes(data)
        crashing: Any = CrashingShare(share, at, after=after)
        desk.store = make_store(desk.folder, desk.clock)
        desk.exchange = come_back(desk.setting, crashing)
        digest = desk.attach(bytes([at]) * (2 * SMALL + 1))
        try:
            desk.engine.once()
            calls = crashing.calls
        except Crash:
            calls = at + 1
        desk.reopen(share)
        check_order(share, desk)
        desk.once(2)
        check_order(share, desk)
        assert digest in named(share, desk), f"crash at call {at}: never published"
        desk.store.close()
    assert at > 10


@pytest.mark.parametrize("seed", range(8))
def test_faults_break_no_order_and_lose_nothing(pair: tuple[Desk, Desk], share: MemoryShare, seed: int) -> None:
    one, two = pair
    chance = random.Random(seed)
    faulty = [FaultShare(share, Chance(random.Random(seed + number), 0.15, sites=SITES)) for number in (0, 1)]
    for desk, place in zip(pair, faulty, strict=True):
        desk.reopen(place)
    wanted: set[str] = set()
    for _ in range(25):
        desk = chance.choice(pair)
        if chance.random() < 0.4:
            wanted.add(desk.attach(chance.randbytes(chance.randrange(3 * SMALL))))
        desk.engine.once(thorough=chance.random() < 0.2)
        desk.clock.advance(chance.randrange(3 * MINUTE))
        check_order(share, one)
    for place in faulty:
        place.calm()
    for _ in range(12):
        one.once()
        two.once()
        one.clock.advance(15 * MINUTE)
    for desk in pair:
        assert {digest for digest, _ in desk.files.all()} == wanted
        assert all(desk.files.intact(digest) for digest in wanted)
    check_order(share, two)


SITES = ("create blob", "read blob", "list blob", "folder blob", "create st", "read st", "list live", "mark live")


@pytest.mark.parametrize("fault", ["half", "kept torn", "kept zeros", "done", "temp"])
def test_a_part_that_does_not_read_back_is_put_beside(pair: tuple[Desk, Desk], share: MemoryShare, fault: str) -> None:
    one, two = pair
    one.reopen(FaultShare(share, Script({"create blob": [fault]})))
    digest = one.attach(random.Random(3).randbytes(SMALL))
    one.once(3)
    assert whole(share, one, digest) is not None
    two.once()
    assert two.files.intact(digest)


@pytest.mark.parametrize("damage", [b"", b"torn", "zeros"])
def test_what_rots_on_the_share_is_mended_by_whoever_holds_it(
    pair: tuple[Desk, Desk], share: MemoryShare, damage: bytes | str
) -> None:
    one, two = pair
    two.up_to = 0
    digest = one.attach(random.Random(4).randbytes(2 * SMALL))
    one.once(2)
    path = next(path for path in share.paths() if path.startswith(names.BLOBS))
    sound = share.read(path)
    share.put(path, bytes(len(sound)) if isinstance(damage, str) else damage)
    two.up_to = 10_000
    two.once(3)
    assert not two.files.has(digest)
    assert two.book.get(digest).state == "damaged"
    one.once()
    two.clock.advance(15 * MINUTE)
    two.once()
    assert two.files.intact(digest)
    assert share.read(path) != sound, "nothing on the share is changed: the sound copy lies beside it"


def test_what_is_missing_is_waited_for_and_comes(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    two.up_to = 0
    digest = one.attach(random.Random(5).randbytes(SMALL))
    one.once(2)
    two.once()
    content = two.book.get(digest)
    assert (content.here, content.state, content.size) == (False, "", SMALL)
    inner = share.snapshot()
    for folder in [folder for folder in inner[1] if folder.startswith("blob/")]:
        inner[1][folder].clear()
    share.rollback(inner)
    two.book.ask(digest)
    two.once(2)
    assert two.book.get(digest).state == "missing"
    assert two.engine.members.name_of(two.book.writer(digest) or b"") == "前台一"
    one.once(2)
    two.clock.advance(15 * MINUTE)
    two.once()
    assert two.files.intact(digest)


def test_a_share_that_lost_its_contents_gets_them_back_by_itself(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    before = share.snapshot()
    digest = one.attach(b"again" * 400)
    one.once(2)
    two.once()
    share.rollback(before)
    two.once(2)
    assert whole(share, two, digest) is not None
    check_order(share, one)


def test_small_ones_come_by_themselves_and_large_ones_when_asked(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    two.up_to = SMALL
    small, large = one.attach(b"s" * SMALL), one.attach(b"l" * (SMALL + 1))
    one.once()
    two.once()
    assert two.files.has(small)
    assert not two.files.has(large)
    two.book.ask(large)
    two.once()
    assert two.files.has(large)


def test_nothing_is_fetched_unasked_if_the_desk_says_so(pair: tuple[Desk, Desk]) -> None:
    one, two = pair
    two.up_to = 0
    empty = one.attach(b"")
    one.once()
    two.once()
    assert not two.files.has(empty)


def test_fetching_goes_on_where_it_was_cut_off(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    digest = one.attach(random.Random(6).randbytes(3 * SMALL))
    one.once()
    two.reopen(FaultShare(share, Script({"read blob": [None, "gone"]})))
    two.once()
    assert two.book.get(digest).got == 1
    coming = two.files.path(digest).with_suffix(".coming")
    with coming.open("ab") as file:
        file.write(b"half a part")
    two.reopen(share)
    two.once()
    assert two.files.intact(digest)


def test_what_is_no_longer_wanted_is_not_fetched_on(pair: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = pair
    two.up_to = 0
    digest = one.attach(random.Random(7).randbytes(3 * SMALL))
    one.once()
    two.once()
    two.book.ask(digest)
    two.store.feed.subscribe(lambda changes: two.book.ask(digest, wanted=False) if changes.touches("blob") else None)
    two.once()
    assert not two.files.has(digest)
    assert two.files.arrived(digest, SMALL) == 0


def test_a_paused_desk_stops_between_two_parts(pair: tuple[Desk, Desk]) -> None:
    one, _ = pair
    digest = one.attach(random.Random(8).randbytes(3 * SMALL))
    one.store.feed.subscribe(lambda changes: one.store.set_meta(PAUSED, "1") if changes.touches("blob") else None)
    one.once()
    assert one.book.get(digest).sent == 1
    one.store.set_meta(PAUSED, "")


def test_a_content_lost_on_its_own_desk_holds_nothing_back_and_is_told(
    pair: tuple[Desk, Desk], share: MemoryShare
) -> None:
    one, two = pair
    digest = one.attach(random.Random(9).randbytes(SMALL))
    one.files.path(digest).write_bytes(b"rotten")
    one.once(2)
    assert [problem.kind for problem in one.engine.open_problems()] == ["content"]
    two.once()
    assert two.store.value("SELECT count(*) FROM attachment") == 1
    assert not two.files.has(digest)
    one.attach(random.Random(9).randbytes(SMALL))
    one.once(2)
    assert not one.engine.open_problems()
    two.clock.advance(15 * MINUTE)
    two.once(2)
    assert two.files.intact(digest)


def test_a_forged_part_is_not_taken(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    two.up_to = 0
    first, second = one.attach(b"a" * SMALL), one.attach(b"b" * SMALL)
    one.once()
    two.once()
    keys = one.engine.replica.identity.keys
    share.put(
        names.blob_path(blob_id(keys, bytes.fromhex(first)), 0),
        share.read(names.blob_path(blob_id(keys, bytes.fromhex(second)), 0)),
    )
    two.book.ask(first)
    two.once()
    assert not two.files.has(first)
    assert two.book.get(first).state == "damaged"


def test_a_renewed_stream_keeps_the_order(pair: tuple[Desk, Desk], share: MemoryShare) -> None:
    one, two = pair
    digest = one.attach(random.Random(10).randbytes(SMALL))
    one.engine.replica.seal()
    (one.folder.parent / "guards").joinpath("x").touch()
    for path in (one.folder.parent / "guards").rglob("*"):
        if path.is_file():
            path.unlink()
    one.once()
    two.once()
    check_order(share, two)
    assert two.files.intact(digest)


def test_only_what_nobody_names_in_two_snapshots_for_30_days_is_spare() -> None:
    now = 100 * DAY
    used, spare, young = b"u" * 32, b"s" * 32, b"y" * 32
    files = [BlobFile("u", used, 0), BlobFile("s", spare, 0), BlobFile("y", young, now - 30 * DAY + 1)]
    two = [(b"a", frozenset({used})), (b"b", frozenset[bytes]())]
    assert spare_blobs(files, two, frozenset(), now) == ["s"]
    assert spare_blobs(files, two, frozenset({spare}), now) == []
    assert spare_blobs(files, two[:1], frozenset(), now) == []
    assert spare_blobs(files, [two[0], (b"a", frozenset[bytes]())], frozenset(), now) == []
    assert spare_blobs(files, [], frozenset(), now) == []


def test_what_the_share_holds_can_be_listed_against_what_records_have(
    pair: tuple[Desk, Desk], share: MemoryShare
) -> None:
    one, _ = pair
    digest = one.attach(b"gone" * 300)
    kept = one.attach(b"kept" * 300)
    one.once()
    listed = {file.id for file in list_blobs(share)}
    assert listed == used_ids(one.engine.replica, one.book)
    with one.store.change("alice") as work:
        work.delete(next(row for row in one.store.find(Attachment) if row.blob == digest))
    keys = one.engine.replica.identity.keys
    assert used_ids(one.engine.replica, one.book) == {blob_id(keys, bytes.fromhex(kept))}
    assert used_ids(one.engine.replica, one.book, one.clock.now() - DAY) == listed


def test_what_nobody_has_any_more_leaves_the_share_after_two_snapshots_and_a_month(
    pair: tuple[Desk, Desk], share: MemoryShare
) -> None:
    one, two = pair
    gone, kept = one.attach(b"gone" * 300), one.attach(b"kept" * 300)
    one.once(2)
    two.once()
    with two.store.change("bob") as work:
        work.delete(next(row for row in two.store.find(Attachment) if row.blob == gone))
    two.once()
    one.once()
    one.clock.advance(32 * DAY)
    for desk in pair:
        desk.once()
        assert whole(share, one, gone) is not None, "one snapshot is not enough"
        with desk.store.change("bob") as work:
            work.insert(Attachment(owner_table="ticket", owner_id="t", name="so that the snapshots differ"))
        desk.once()
        desk.engine.snapshot()
    for _ in range(3):
        one.clock.advance(DAY + 1)
        one.once()
        two.once()
    assert whole(share, one, gone) is None
    assert whole(share, one, kept) is not None
    check_order_of_records(share, one)


def check_order_of_records(share: MemoryShare, desk: Desk) -> None:
    """See that every record there is now has its content on the share."""
    for digest in desk.book.used():
        assert whole(share, desk, digest) is not None

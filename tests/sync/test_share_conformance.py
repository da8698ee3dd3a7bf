"""Whatever a share is made of, it keeps the promises of ``Share``."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.faults import ShareFault
from app.sync.folder import FolderShare
from app.sync.names import SITE
from app.sync.remote import WorkerShare
from app.sync.share import Share, SureShare
from tests.support.faultfs import FaultShare, Script
from tests.support.memory_share import MemoryShare
from tests.sync.smb import SambaServer


@pytest.fixture(params=["memory", "folder", "worker", "calm faults", "samba"])
def share(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Share]:
    if request.param == "memory":
        yield MemoryShare()
    elif request.param == "folder":
        yield FolderShare(tmp_path)
    elif request.param == "calm faults":
        yield FaultShare(MemoryShare(), Script({}))
    elif request.param == "worker":
        worker = WorkerShare(tmp_path)
        yield worker
        worker.close()
    else:
        server: SambaServer = request.getfixturevalue("samba_server")
        with server.share() as connected:
            yield connected


def kind_of(fault: pytest.ExceptionInfo[ShareFault]) -> str:
    return fault.value.kind


def test_an_empty_folder_is_empty(share: Share) -> None:
    assert share.names("") == []
    assert share.sizes("") == []


def test_what_is_created_can_be_read(share: Share) -> None:
    share.folder("st/aa/0")
    share.create("st/aa/0/0000000001.sg", b"whole" * 50_000)
    assert share.read("st/aa/0/0000000001.sg") == b"whole" * 50_000
    assert share.names("st/aa/0") == ["0000000001.sg"]
    ((name, size, changed),) = share.sizes("st/aa/0")
    assert (name, size) == ("0000000001.sg", 250_000)
    assert changed > 1_500_000_000_000


def test_names_are_sorted_and_hold_folders(share: Share) -> None:
    share.folder("roster")
    share.folder("live")
    share.create(SITE, b"ours")
    assert share.names("") == sorted([SITE, "live", "roster"])
    assert [name for name, _, _ in share.sizes("")] == [SITE]


def test_nothing_is_ever_overwritten(share: Share) -> None:
    share.folder("lane")
    share.create("lane/k", b"first")
    with pytest.raises(ShareFault) as fault:
        share.create("lane/k", b"second")
    assert kind_of(fault) == "exists"
    assert share.read("lane/k") == b"first"
    assert share.names("lane") == ["k"], "no temp is left behind"


def test_a_claimed_name_is_taken(share: Share) -> None:
    share.folder("lane")
    share.claim("lane/k", b"mine")
    for call in (share.claim, share.create):
        with pytest.raises(ShareFault) as fault:
            call("lane/k", b"yours")
        assert kind_of(fault) == "exists"
    assert share.read("lane/k") == b"mine"
    share.create("lane/l", b"")
    with pytest.raises(ShareFault) as fault:
        share.claim("lane/l", b"yours")
    assert kind_of(fault) == "exists"


def test_a_mark_may_be_made_twice_and_leaves_a_file_as_it_is(share: Share) -> None:
    share.folder("live")
    share.mark("live/aa-1")
    share.mark("live/aa-1")
    assert share.read("live/aa-1") == b""
    share.create("live/full", b"bytes")
    share.mark("live/full")
    assert share.read("live/full") == b"bytes"


def test_what_is_removed_is_gone_and_may_be_removed_again(share: Share) -> None:
    share.folder("live")
    share.mark("live/aa-1")
    share.remove("live/aa-1")
    share.remove("live/aa-1")
    share.remove("nowhere/aa-1")
    assert share.names("live") == []


def test_folders_are_made_with_those_above_and_may_exist(share: Share) -> None:
    share.folder("snap/ch/ab")
    share.folder("snap/ch")
    share.folder("snap/ch/ab")
    assert share.names("snap") == ["ch"]
    assert share.names("snap/ch") == ["ab"]
    assert share.sizes("snap") == []


def test_what_is_not_there_is_missing(share: Share) -> None:
    share.folder("st")
    for call in (
        lambda: share.read("st/0000000001.sg"),
        lambda: share.read("nowhere/0000000001.sg"),
        lambda: share.names("nowhere"),
        lambda: share.sizes("nowhere"),
        lambda: share.create("nowhere/0000000001.sg", b"x"),
        lambda: share.claim("nowhere/0000000001.sg", b"x"),
        lambda: share.mark("nowhere/aa-1"),
    ):
        with pytest.raises(ShareFault) as fault:
            call()
        assert kind_of(fault) == "missing"
    assert share.names("") == ["st"], "no folder was made on the way"


def test_a_file_longer_than_allowed_is_not_read(share: Share) -> None:
    share.create("long", b"12345678")
    assert share.read("long", 8) == b"12345678"
    with pytest.raises(ShareFault) as fault:
        share.read("long", 7)
    assert kind_of(fault) == "damaged"


def test_an_empty_file_is_created_whole(share: Share) -> None:
    share.create("empty", b"")
    assert share.read("empty") == b""


def test_the_server_tells_the_time_and_keeps_no_trace_of_it(share: Share) -> None:
    share.create("before", b"")
    ((_, _, earlier),) = share.sizes("")
    assert share.server_time() >= earlier - 1_000
    assert share.names("") == ["before"]


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a//b", "a\\b", "c:x", "a/./b", "a\0b"])
def test_no_path_leads_out_of_the_folder(share: Share, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        share.read(path)
    with pytest.raises(ValueError, match="not a path"):
        share.create(path, b"x")


STEPS = st.tuples(
    st.sampled_from(["names", "sizes", "read", "create", "claim", "mark", "remove", "folder"]),
    st.sampled_from(["", "a", "b", "a/a", "a/b", "b/a", "a/b/a", "a/b/b"]),
    st.binary(max_size=3),
)


def outcome(share: Share, call: str, path: str, data: bytes) -> object:
    """Return what came of a call, without times."""
    try:
        if call in ("create", "claim"):
            return getattr(share, call)(path, data)
        found = getattr(share, call)(path)
    except ShareFault as fault:
        return fault.kind
    return [(name, size) for name, size, _ in found] if call == "sizes" else found


@given(st.lists(STEPS, max_size=30))
@settings(max_examples=150, deadline=None)
def test_the_one_in_memory_behaves_as_a_folder(steps: list[tuple[str, str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        real = FolderShare(Path(root), sleep=lambda _: None)
        twin = MemoryShare()
        for call, path, data in steps:
            if not path and call not in ("names", "sizes"):
                continue
            if (Path(root) / path).is_dir() and call in ("read", "remove", "mark", "claim", "create"):
                continue  # what systems say of a folder where a file should be differs
            assert outcome(twin, call, path, data) == outcome(real, call, path, data), (call, path)


def test_several_threads_have_one_winner_per_name(share: Share) -> None:
    share.folder("lane")
    won: list[str] = []
    lost: list[str] = []
    start = threading.Barrier(3)

    def race(me: int) -> None:
        start.wait()
        for name in "abcdefgh":
            try:
                share.claim(f"lane/{name}", bytes([me]))
            except ShareFault as fault:
                lost.append(fault.kind)
            else:
                won.append(name)

    racers = [threading.Thread(target=race, args=(me,)) for me in range(3)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(won) == list("abcdefgh")
    assert set(lost) == {"exists"}
    assert share.names("lane") == list("abcdefgh")


def test_not_found_is_believed_only_while_the_office_is_there(share: Share) -> None:
    sure = SureShare(share, lambda data: data == b"ours")
    share.create(SITE, b"ours")
    with pytest.raises(ShareFault) as fault:
        sure.read("st/1")
    assert kind_of(fault) == "missing"
    share.remove(SITE)
    for call in (
        lambda: sure.read("st/1"),
        lambda: sure.names("st"),
        lambda: sure.create("st/1", b""),
        lambda: sure.mark("live/aa-1"),
    ):
        with pytest.raises(ShareFault) as fault:
            call()
        assert kind_of(fault) == "gone"
    with pytest.raises(ShareFault) as fault:
        sure.read(SITE)
    assert kind_of(fault) == "missing", "whoever asks for SITE itself gets the bare answer"
    share.create(SITE, b"another office's")
    with pytest.raises(ShareFault) as fault:
        sure.read("st/1")
    assert kind_of(fault) == "gone"

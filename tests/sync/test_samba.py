"""A real file server: what is left when the wire is cut or the server restarted, and what two clients see."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
import smbclient

from app.sync.faults import ShareFault
from app.sync.names import is_temp
from tests.sync.smb import SambaServer

CONTENT = bytes(range(256)) * 256


def test_two_clients_see_each_other(samba_server: SambaServer) -> None:
    with samba_server.share() as one, samba_server.share() as other:
        one.folder("live")
        one.mark("live/aa-1")
        assert other.names("live") == ["aa-1"]
        other.mark("live/bb-1")
        one.mark("live/aa-2")
        one.remove("live/aa-1")
        assert one.names("live") == other.names("live") == ["aa-2", "bb-1"]
        one.create("live/x", CONTENT)
        with pytest.raises(ShareFault, match="exists"):
            other.create("live/x", b"other")
        assert other.read("live/x") == CONTENT
        assert not any(map(is_temp, one.names("live")))


def test_clients_race_for_claims(samba_server: SambaServer) -> None:
    won: Counter[int] = Counter()
    kinds: set[str] = set()
    start = threading.Barrier(4)

    def race(me: int) -> None:
        with samba_server.share() as share:
            share.names("")
            start.wait()
            for number in range(30):
                try:
                    share.claim(str(number), bytes([me]) * 1000)
                except ShareFault as fault:
                    kinds.add(fault.kind)
                else:
                    won[number] += 1

    racers = [threading.Thread(target=race, args=(me,)) for me in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert won == dict.fromkeys(range(30), 1)
    assert kinds <= {"exists"}
    assert len(list(samba_server.root.iterdir())) == 30


@pytest.mark.parametrize("sent", [1, 150, 1_000, 5_000, 20_000, 40_000, 66_000])
def test_a_wire_cut_in_mid_write_leaves_a_torn_temp_at_most(samba_server: SambaServer, sent: int) -> None:
    with samba_server.share(piece=4096) as share:
        share.folder("st")
        samba_server.relay.cut_after(sent)
        with pytest.raises(ShareFault) as fault:
            share.create("st/x", CONTENT)
        assert fault.value.kind == "gone"
        left = {path.name: path.read_bytes() for path in (samba_server.root / "st").iterdir()}
        for name, content in left.items():
            assert is_temp(name) or content == CONTENT
            assert CONTENT.startswith(content)
        if "x" not in left:
            share.create("st/x", CONTENT)
        assert share.read("st/x") == CONTENT


def test_some_cut_leaves_a_torn_temp(samba_server: SambaServer) -> None:
    with samba_server.share(piece=4096) as share:
        share.names("")
        samba_server.relay.cut_after(40_000)
        with pytest.raises(ShareFault, match="gone"):
            share.create("x", CONTENT)
        (temp,) = samba_server.root.iterdir()
        assert is_temp(temp.name)
        assert 0 < temp.stat().st_size < len(CONTENT)


def test_a_restart_in_the_middle_costs_a_pause(samba_server: SambaServer) -> None:
    with samba_server.share() as one, samba_server.share() as other:
        one.create("before", CONTENT)
        assert other.names("") == ["before"]
        samba_server.stop()
        for share in (one, other):
            with pytest.raises(ShareFault) as fault:
                share.read("before")
            assert fault.value.kind == "gone"
        with pytest.raises(ShareFault, match="gone"):
            one.create("during", CONTENT)
        samba_server.start()
        assert other.read("before") == CONTENT
        one.create("during", CONTENT)
        assert other.names("") == ["before", "during"]


def test_a_name_whose_deletion_is_pending_is_not_free(samba_server: SambaServer) -> None:
    with samba_server.share() as reader, samba_server.share() as other:
        other.create("x", CONTENT)
        with smbclient.open_file(reader.path_of("x"), mode="rb", share_access="rwd", **reader.words):
            other.remove("x")
            assert other.names("") in ([], ["x"])
            for call in (lambda: other.read("x"), lambda: other.create("x", b"new")):
                with pytest.raises(ShareFault) as fault:
                    call()
                assert fault.value.kind in {"busy", "exists"}
        other.create("x", b"new")
        assert other.read("x") == b"new"


def test_a_held_file_is_busy(samba_server: SambaServer) -> None:
    with samba_server.share() as reader, samba_server.share() as other:
        other.create("x", CONTENT)
        with smbclient.open_file(reader.path_of("x"), mode="rb", share_access="r", **reader.words):
            assert other.read("x") == CONTENT
            with pytest.raises(ShareFault) as fault:
                other.remove("x")
            assert fault.value.kind == "busy"
        other.remove("x")
        assert other.names("") == []

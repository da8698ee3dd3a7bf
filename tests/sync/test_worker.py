"""The child process that touches the share: real processes that are killed, hang, crash and come back."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.sync.faults import ShareFault
from app.sync.folder import FolderShare
from app.sync.remote import WORKER_VERB, WorkerShare
from app.sync.worker import BROKEN, DONE, receive, send

ROOT = Path(__file__).resolve().parents[2]

HANGING = """
import socket, sys
from app.sync import worker

wire = socket.create_connection(("127.0.0.1", int(sys.argv[1])))

class Hanging:
    def names(self, folder):
        return ["there"]

    def read(self, path, limit):
        wire.sendall(b"!")
        wire.recv(1)

    def create(self, path, data):
        raise MemoryError("too much")

worker.serve(Hanging(), *worker.pipes())
"""
"""A worker that holds a connection as long as it lives, and whose ``read`` gives a sign there and hangs."""

CRASHING = """
import os, sys
from pathlib import Path
from app.sync import worker
from app.sync.folder import FolderShare

left = int(sys.argv[2])

def counted(call):
    def counting(*arguments, **words):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return call(*arguments, **words)
    return counting

pipes = worker.pipes()
for name in ("open", "fdopen", "fsync", "link", "rename", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
worker.serve(FolderShare(Path(sys.argv[1])), *pipes)
"""
"""A worker that dies instead of making its k-th system call."""


@pytest.fixture
def caller() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@pytest.fixture
def hanging(caller: socket.socket) -> Iterator[WorkerShare]:
    share = WorkerShare(ROOT, command=[sys.executable, "-c", HANGING, str(caller.getsockname()[1])])
    yield share
    share.close()


class Background:
    """A call in a thread of its own, which is expected to fail."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._fault: ShareFault | None = None
        self._thread = threading.Thread(target=self._run, args=(call,))
        self._thread.start()

    def fault(self) -> ShareFault:
        self._thread.join()
        assert self._fault is not None
        return self._fault

    def _run(self, call: Callable[[], object]) -> None:
        try:
            call()
        except ShareFault as fault:
            self._fault = fault


def wait_for_the_end(wire: socket.socket) -> None:
    """Wait until the process at the other end is dead."""
    with suppress(ConnectionResetError):
        while wire.recv(1):
            pass


def test_a_child_killed_in_mid_call_costs_one_call(hanging: WorkerShare, caller: socket.socket) -> None:
    call = Background(lambda: hanging.read("x"))
    with caller.accept()[0] as wire:
        assert wire.recv(1) == b"!"
        killed = hanging.process_id
        assert killed is not None
        os.kill(killed, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        wait_for_the_end(wire)
    assert call.fault().kind == "gone"
    assert hanging.names("") == ["there"]
    assert hanging.process_id != killed


def test_a_child_that_is_silent_is_killed(hanging: WorkerShare, caller: socket.socket) -> None:
    assert hanging.names("") == ["there"]
    hanging.patience = 0.1
    with caller.accept()[0] as wire:
        with pytest.raises(ShareFault) as fault:
            hanging.read("x")
        wait_for_the_end(wire)
    assert fault.value.kind == "gone"
    assert "no answer" in fault.value.detail
    hanging.patience = 60
    assert hanging.names("") == ["there"]


def test_closing_ends_a_call_under_way(hanging: WorkerShare, caller: socket.socket) -> None:
    call = Background(lambda: hanging.read("x"))
    with caller.accept()[0] as wire:
        assert wire.recv(1) == b"!"
        hanging.close()
        wait_for_the_end(wire)
    assert call.fault().kind == "gone"


def test_a_defect_in_the_child_is_told_and_survived(hanging: WorkerShare) -> None:
    with pytest.raises(RuntimeError, match="too much"):
        hanging.create("x", b"")
    first = hanging.process_id
    assert hanging.names("") == ["there"]
    assert hanging.process_id == first


def test_faults_come_through_with_their_words(tmp_path: Path) -> None:
    share = WorkerShare(tmp_path)
    with pytest.raises(ShareFault) as fault:
        share.read("st/1")
    assert fault.value.kind == "missing"
    assert fault.value.detail.startswith("read st/1")
    share.close()


def test_a_share_that_was_closed_starts_again(tmp_path: Path) -> None:
    share = WorkerShare(tmp_path)
    assert share.process_id is None
    share.create("x", b"1")
    share.close()
    assert share.process_id is None
    assert share.read("x") == b"1"
    share.close()
    share.close()


def test_a_worker_that_cannot_start_is_a_share_that_is_gone(tmp_path: Path) -> None:
    share = WorkerShare(tmp_path, command=[str(tmp_path / "no such program")])
    with pytest.raises(ShareFault) as fault:
        share.names("")
    assert fault.value.kind == "gone"


def test_a_worker_that_ends_at_once_is_a_share_that_is_gone(tmp_path: Path) -> None:
    share = WorkerShare(tmp_path, command=[sys.executable, "-c", "print('not a message')"])
    for _ in range(2):
        with pytest.raises(ShareFault) as fault:
            share.names("")
        assert fault.value.kind == "gone"


def test_long_files_go_both_ways(tmp_path: Path) -> None:
    share = WorkerShare(tmp_path)
    content = os.urandom(3 * 1024 * 1024 + 7)
    share.create("long", content)
    assert share.read("long") == content
    assert (tmp_path / "long").read_bytes() == content
    share.close()


def test_several_threads_take_turns(tmp_path: Path) -> None:
    share = WorkerShare(tmp_path)
    names = [f"{thread}-{number}" for thread in range(4) for number in range(10)]
    threads = [
        threading.Thread(target=lambda part=part: [share.create(name, name.encode()) for name in names[part::4]])
        for part in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert share.names("") == sorted(names)
    assert all(share.read(name) == name.encode() for name in names)
    share.close()


def test_the_program_itself_is_the_worker(tmp_path: Path) -> None:
    share = WorkerShare(tmp_path, command=[sys.executable, str(ROOT / "main.py"), WORKER_VERB, str(tmp_path)])
    share.create("x", b"1")
    assert share.names("") == ["x"]
    share.close()


def started(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "app.sync.worker", str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@pytest.mark.parametrize("last", [b"", b"\x05", b"\x05\x00\x00\x00ab"])
def test_the_worker_ends_with_its_parent(tmp_path: Path, last: bytes) -> None:
    with started(tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        send(process.stdin, ["names", ""])
        assert receive(process.stdout) == [DONE, []]
        process.stdin.write(last)
        process.stdin.close()
        assert process.wait() == 0


def test_only_the_calls_of_a_share_are_answered(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for order in (["__init__", "x"], ["_drop", "x"], ["read"], ["read", "../x"]):
            send(process.stdin, order)
            answer = receive(process.stdout)
            assert answer is not None
            assert answer[0] == BROKEN
        process.stdin.close()
        assert process.wait() == 0


def test_a_crash_at_any_point_leaves_the_name_free_or_the_file_whole(tmp_path: Path) -> None:
    content = os.urandom(50_000)
    crashes = 0
    while True:
        root = tmp_path / str(crashes)
        root.mkdir()
        share = WorkerShare(root, command=[sys.executable, "-c", CRASHING, str(root), str(crashes)])
        try:
            share.create("x", content)
        except ShareFault as fault:
            assert fault.kind == "gone"  # noqa: PT017 - the last round raises nothing
        else:
            share.close()
            break
        whole = (root / "x").exists()
        assert not whole or (root / "x").read_bytes() == content
        assert all(path.name == "x" or path.suffix == ".tmp" for path in root.iterdir())
        again = FolderShare(root)
        if whole:
            with pytest.raises(ShareFault, match="exists"):
                again.create("x", content)
        else:
            again.create("x", content)
        assert again.read("x") == content
        crashes += 1
    assert crashes >= 2

"""A real file server for tests: Samba on loopback, private to one test run, and a share that speaks to it.

The wire can be cut at a chosen byte, because clients reach the server through a relay of this module.
"""

from __future__ import annotations

import errno
import getpass
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest
import smbclient
from smbclient._io import SMBRawIO
from smbprotocol.exceptions import SMBException, SMBOSError, SMBResponseException
from smbprotocol.header import NtStatus

from app.sync.faults import Kind, ShareFault
from app.sync.names import temp_path
from app.sync.share import MAX_FILE, is_name, parts_of

Answer = TypeVar("Answer")

HOST = "127.0.0.1"
SHARE = "desk"
SMBD = shutil.which("smbd", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
PDBEDIT = shutil.which("pdbedit")

KINDS: dict[int, Kind] = {
    NtStatus.STATUS_OBJECT_NAME_NOT_FOUND: "missing",
    NtStatus.STATUS_OBJECT_PATH_NOT_FOUND: "missing",
    NtStatus.STATUS_OBJECT_NAME_COLLISION: "exists",
    NtStatus.STATUS_SHARING_VIOLATION: "busy",
    NtStatus.STATUS_DELETE_PENDING: "busy",
    NtStatus.STATUS_ACCESS_DENIED: "rights",
    NtStatus.STATUS_LOGON_FAILURE: "rights",
    0xC000007F: "full",  # STATUS_DISK_FULL
}
ERRNOS: dict[int, Kind] = {errno.ENOENT: "missing", errno.EEXIST: "exists", errno.EACCES: "rights"}


# A handle whose connection was cut cannot be closed; the library would complain of it when it is forgotten.
SMBRawIO.__del__ = lambda self: None


def kind_of(error: Exception) -> Kind:
    """Return what an error of the client library means; one it does not know means that the server is gone."""
    status = error.ntstatus if isinstance(error, SMBOSError) else None
    status = error.status if isinstance(error, SMBResponseException) else status
    if status in KINDS:
        return KINDS[status]
    return ERRNOS.get(error.errno or 0, "gone") if isinstance(error, OSError) else "gone"


class SmbShare:
    """The calls of ``Share`` spoken to a file server directly; safe from several threads, one by one.

    Args:
        port: Where the server or its relay listens on loopback.
        user: Name to log in with.
        password: The password.
        piece: Bytes written at once; None for all at once.

    Attributes:
        words: What every call of the client library is told.
    """

    def __init__(self, port: int, user: str, password: str, piece: int | None = None) -> None:
        self._root = f"\\\\{HOST}\\{SHARE}"
        self._cache: dict[str, Any] = {}
        self._piece = piece
        self._lock = threading.RLock()
        self.words: dict[str, Any] = {
            "username": user,
            "password": password,
            "port": port,
            "connection_cache": self._cache,
            "connection_timeout": 20,
            "auth_protocol": "ntlm",
        }

    def names(self, folder: str) -> list[str]:
        there = self.path_of(folder)
        found = self._try(f"list {folder}", lambda: smbclient.listdir(there, **self.words))
        return sorted(filter(is_name, found))

    def sizes(self, folder: str) -> list[tuple[str, int, int]]:
        there = self.path_of(folder)

        def listed() -> list[tuple[str, int, int]]:
            return [
                (entry.name, entry.smb_info.end_of_file, round(entry.smb_info.last_write_time.timestamp() * 1000))
                for entry in smbclient.scandir(there, **self.words)
                if entry.is_file()
            ]

        return sorted(self._try(f"list {folder}", listed))

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        there = self.path_of(path)

        def content() -> bytes:
            with smbclient.open_file(there, mode="rb", share_access="rwd", **self.words) as file:
                return file.read(limit + 1)

        data = self._try(f"read {path}", content)
        if len(data) > limit:
            raise ShareFault("damaged", f"read {path}: longer than {limit}")
        return data

    def create(self, path: str, data: bytes) -> None:
        if not data:
            self.claim(path, data)
            return
        temp, final = self.path_of(temp_path(path, secrets.token_bytes(10))), self.path_of(path)
        self._try(f"create {path}", lambda: self._write(temp, data))
        try:
            self._try(f"create {path}", lambda: smbclient.rename(temp, final, **self.words))
        except ShareFault as fault:
            if fault.kind != "gone":
                self._try(f"create {path}", lambda: smbclient.remove(temp, **self.words))
            raise

    def claim(self, path: str, data: bytes) -> None:
        there = self.path_of(path)
        self._try(f"claim {path}", lambda: self._write(there, data))

    def mark(self, path: str) -> None:
        there = self.path_of(path)
        try:
            self._try(f"mark {path}", lambda: self._write(there, b""))
        except ShareFault as fault:
            if fault.kind != "exists":
                raise

    def remove(self, path: str) -> None:
        there = self.path_of(path)
        try:
            self._try(f"remove {path}", lambda: smbclient.remove(there, **self.words))
        except ShareFault as fault:
            if fault.kind != "missing":
                raise

    def folder(self, path: str) -> None:
        parts = parts_of(path)
        for end in range(1, len(parts) + 1):
            there = self.path_of("/".join(parts[:end]))
            try:
                self._try(f"folder {path}", lambda there=there: smbclient.mkdir(there, **self.words))
            except ShareFault as fault:
                if fault.kind != "exists":
                    raise

    def server_time(self) -> int:
        temp = self.path_of(temp_path("", secrets.token_bytes(10)))

        def moment() -> int:
            self._write(temp, b"")
            changed = smbclient.stat(temp, **self.words).st_mtime_ns
            smbclient.remove(temp, **self.words)
            return changed // 1_000_000

        return self._try("time", moment)

    def close(self) -> None:
        """Hang up."""
        with self._lock, suppress(Exception):
            smbclient.reset_connection_cache(connection_cache=self._cache, fail_on_error=False)

    def path_of(self, path: str) -> str:
        """Return the network path of a path on the share."""
        return "\\".join([self._root, *parts_of(path)])

    def _write(self, there: str, data: bytes) -> None:
        file: Any
        with smbclient.open_file(there, mode="xb", buffering=0, share_access="r", **self.words) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(bytes(rest[: self._piece])) :]
            if data:
                file.fd.flush()

    def _try(self, what: str, call: Callable[[], Answer]) -> Answer:
        with self._lock:
            try:
                return call()
            except (SMBException, OSError, ValueError) as error:  # ValueError is how it says "no connection"
                kind = kind_of(error)
                if kind == "gone":
                    self.close()
                raise ShareFault(kind, f"{what}: {type(error).__name__}: {error}") from error


class Relay:
    """Passes bytes between clients and the server, and drops every connection when told to.

    Args:
        target: Port of the server on loopback.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._left: int | None = None
        self.was_cut = threading.Event()
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Drop every connection as soon as the clients have sent so many more bytes."""
        self.was_cut.clear()
        with self._lock:
            self._left = count

    def cut(self) -> None:
        """Drop every connection now."""
        with self._lock:
            pairs, self._pairs, self._left = self._pairs, [], None
        for pair in pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
        self.was_cut.set()

    def close(self) -> None:
        """Listen no more."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection((HOST, self._target))
            except OSError:
                client.close()
                continue
            with self._lock:
                self._pairs.append((client, server))
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                allowed = self._allowed(len(piece)) if counted else len(piece)
                sink.sendall(piece[:allowed])
                if allowed < len(piece):
                    self.cut()
                    return
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)

    def _allowed(self, count: int) -> int:
        with self._lock:
            if self._left is None:
                return count
            allowed = min(count, self._left)
            self._left -= allowed
            return allowed


CONFIGURATION = """\
[global]
  server role = standalone server
  workgroup = DESK
  interfaces = lo
  bind interfaces only = yes
  smb ports = {port}
  disable netbios = yes
  load printers = no
  printcap name = /dev/null
  security = user
  passdb backend = tdbsam:{private}/passdb.tdb
  private dir = {private}
  lock directory = {private}
  state directory = {private}
  cache directory = {private}
  pid directory = {private}
  ncalrpc dir = {private}/ncalrpc
  usershare path =
  log file = {private}/smbd.log
  log level = 1
  strict sync = yes
  kernel oplocks = no
[{share}]
  path = {folder}
  read only = no
"""


class SambaServer:
    """One smbd with a folder of its own; ``fresh`` empties it for the next test."""

    def __init__(self, base: Path, account: str | None) -> None:
        self._private, self.root = base / "private", base / "share"
        self._configuration = base / "smb.conf"
        self._account = account
        with socket.create_server((HOST, 0)) as free:
            self.port: int = free.getsockname()[1]
        for folder in (self._private, self._private / "ncalrpc", self.root):
            folder.mkdir()
        self._configuration.write_text(
            CONFIGURATION.format(port=self.port, private=self._private, folder=self.root, share=SHARE), encoding="utf-8"
        )
        if account:
            for path in (base, *base.rglob("*")):
                shutil.chown(path, account)
        self.user, self.password = account or getpass.getuser(), secrets.token_hex(8)
        self._process: subprocess.Popen[bytes] | None = None
        self.relay = Relay(self.port)
        assert PDBEDIT is not None
        words = [PDBEDIT, "-s", str(self._configuration), "-a", "-t", "-u", self.user]
        self._run(words, f"{self.password}\n{self.password}\n".encode())

    def start(self) -> None:
        """Start the server and wait until it listens.

        Raises:
            RuntimeError: It ended instead.
        """
        assert SMBD is not None
        words = [SMBD, "--foreground", "--no-process-group", "-s", str(self._configuration)]
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            user=self._account,
        )
        while True:
            with suppress(OSError), socket.create_connection((HOST, self.port), timeout=5):
                return
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.05)
                raise RuntimeError(f"smbd ended: {self.log()[-2000:]}")

    def stop(self) -> None:
        """End the server and every process of it."""
        process, self._process = self._process, None
        if process is None or sys.platform == "win32":
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()
        self.relay.cut()

    def close(self) -> None:
        """End everything."""
        self.stop()
        self.relay.close()

    def fresh(self) -> None:
        """Empty the folder and see that the server runs and the wire holds."""
        self.relay.cut()
        if self._process is None:
            self.start()
        for path in self.root.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def log(self) -> str:
        """Return what the server wrote down."""
        path = self._private / "smbd.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    @contextmanager
    def share(self, piece: int | None = None) -> Iterator[SmbShare]:
        """Yield a client with a connection of its own.

        Args:
            piece: Bytes written at once; None for all at once.
        """
        share = SmbShare(self.relay.port, self.user, self.password, piece)
        try:
            yield share
        finally:
            share.close()

    def _run(self, words: list[str], given: bytes) -> None:
        done = subprocess.run(words, input=given, capture_output=True, user=self._account, check=False)
        if done.returncode:
            raise RuntimeError(f"pdbedit: {done.stderr.decode(errors='replace')[-2000:]}")


def is_here() -> bool:
    """Say whether this machine can run a file server of its own."""
    return sys.platform != "win32" and SMBD is not None and PDBEDIT is not None


@contextmanager
def running() -> Iterator[SambaServer]:
    """Run a server for a block, without rights even where the caller has all."""
    account = "nobody" if sys.platform != "win32" and os.geteuid() == 0 else None
    base = Path(tempfile.mkdtemp(prefix="samba-"))
    server = SambaServer(base, account)
    try:
        server.start()
        yield server
    finally:
        server.close()
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="session")
def samba_process() -> Iterator[SambaServer]:
    """One smbd for all tests of this process."""
    if not is_here():
        pytest.skip("no Samba here: install the package samba to test against a real file server")
    with running() as server:
        yield server


@pytest.fixture
def samba_server(samba_process: SambaServer) -> SambaServer:
    """An empty share on a running file server."""
    samba_process.fresh()
    return samba_process

"""Where the secrets of this computer's user lie.

The usual data folder of a user keeps its secrets in the system's own store: the Credential Manager of Windows, the
keychain of macOS, the secret service of a Linux desktop. A data folder that was chosen (``--data``) keeps them in a
file of its own, so that it stays in one piece: it can be put aside, tried and thrown away without a trace in the user's
store, and two such folders never share an identity. The same file serves where there is no store.

What it stops: secrets never lie in the database, so neither a backup nor the shared folder holds them, and a copied
database is not a copied desk. On Windows the file is encrypted for this user on this computer (DPAPI); elsewhere only
the user may read it. Nothing here writes a secret to a log, and no error holds one.

Once a folder has the file, the file is what counts, whatever store turns up later.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, cast

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.host.paths import PROGRAM, Paths

FILE = "secrets.bin"
FORCE = "WUYE_SECRETS"
"""Set to ``file`` in the environment, secrets always lie in a file in the data folder."""
_PIECE = 1000
"""Letters of one item: the Credential Manager takes 2,560 bytes, two for each letter."""


class Secrets(Protocol):
    """A store of secrets."""

    def get(self, name: str) -> str | None:
        """Return a secret, or None if there is none of that name.

        Raises:
            EnvironmentFault: The store cannot be read.
        """
        raise NotImplementedError

    def set(self, name: str, secret: str) -> None:
        """Keep a secret, in place of an earlier one of that name.

        Raises:
            EnvironmentFault: The store cannot be written.
        """
        raise NotImplementedError

    def delete(self, name: str) -> None:
        """Forget a secret; none of that name is fine.

        Raises:
            EnvironmentFault: The store cannot be written.
        """
        raise NotImplementedError


class Backend(Protocol):
    """What this module needs of a backend of ``keyring``."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        raise NotImplementedError

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something."""
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        """Forget something."""
        raise NotImplementedError


class Protection(Protocol):
    """Encrypts a file's content for this user on this computer."""

    def seal(self, data: bytes) -> bytes:
        """Return it encrypted."""
        raise NotImplementedError

    def open(self, data: bytes) -> bytes:
        """Return it decrypted; OSError if it is another user's or another computer's."""
        raise NotImplementedError


def open_secrets(
    paths: Paths,
    *,
    force_file: bool = False,
    environ: Mapping[str, str] = os.environ,
    backend: Callable[[], Backend | None] | None = None,
) -> Secrets:
    """Return the store for a data folder.

    Args:
        paths: The office's folders.
        force_file: Take the file whatever the folder is.
        environ: The environment; see ``FORCE``.
        backend: Finds the system's store, or None where there is none.
    """
    file = paths.data / FILE
    forced = force_file or environ.get(FORCE, "").lower() == "file"
    if forced or file.exists() or paths.data.absolute() != Paths.usual().data.absolute():
        return FileSecrets(paths.data)
    found = (backend or (lambda: system_backend(environ)))()
    return FileSecrets(paths.data) if found is None else SystemSecrets(found)


def system_backend(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Backend | None:
    """Return the system's own store, or None where there is none; asks nobody and waits for nothing.

    Only the systems' own backends are considered: what else is installed, or named in a file of ``keyring``'s, might
    keep secrets as plain text.
    """
    try:
        if platform == "win32":
            from keyring.backends.Windows import WinVaultKeyring as System
        elif platform == "darwin":
            from keyring.backends.macOS import Keyring as System
        elif environ.get("DBUS_SESSION_BUS_ADDRESS"):
            from keyring.backends.SecretService import Keyring as System
        else:
            return None
        if cast(float, System.priority) <= 0:
            return None
        return cast(Backend, System())
    except Exception:  # whatever is missing, broken or not running: there is no store
        return None


class SystemSecrets:
    """Secrets in the system's own store.

    A long secret is kept in pieces. They are written first and under new names, and the item that lists them last, so
    that a crash leaves either the old secret or the new one.

    Args:
        backend: The store.
        service: What the user sees as the owner of the items.
    """

    def __init__(self, backend: Backend, service: str = PROGRAM) -> None:
        self._backend = backend
        self._service = service

    def get(self, name: str) -> str | None:
        """Return a secret, or None if there is none of that name.

        Raises:
            EnvironmentFault: The store cannot be read, or holds it in part only.
        """
        pieces = [self._ask(piece) for piece in self._pieces(name)]
        if any(piece is None for piece in pieces):
            raise _no_store()
        return "".join(piece or "" for piece in pieces) if pieces else None

    def set(self, name: str, secret: str) -> None:
        """Keep a secret, in place of an earlier one of that name.

        Raises:
            EnvironmentFault: The store refused.
        """
        old = self._pieces(name)
        turn = secrets.token_hex(4)
        starts = range(0, max(len(secret), 1), _PIECE)
        pieces = {f"{name}/{turn}/{start // _PIECE}": secret[start : start + _PIECE] for start in starts}
        for piece, text in pieces.items():
            self._call(lambda piece=piece, text=text: self._backend.set_password(self._service, piece, text))
        self._call(lambda: self._backend.set_password(self._service, name, json.dumps([turn, len(pieces)])))
        self._forget(old)

    def delete(self, name: str) -> None:
        """Forget a secret; none of that name is fine.

        Raises:
            EnvironmentFault: The store cannot be read.
        """
        old = self._pieces(name)
        self._forget([name, *old])

    def _pieces(self, name: str) -> list[str]:
        head = self._ask(name)
        if head is None:
            return []
        try:
            turn, count = json.loads(head)
            return [f"{name}/{turn}/{number}" for number in range(count)]
        except (ValueError, TypeError):
            raise _no_store() from None

    def _forget(self, pieces: list[str]) -> None:
        for piece in pieces:
            if self._ask(piece) is not None:
                self._call(lambda piece=piece: self._backend.delete_password(self._service, piece))

    def _ask(self, piece: str) -> str | None:
        return self._call(lambda: self._backend.get_password(self._service, piece))

    def _call(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except Exception:  # every backend has errors of its own; none is passed on, for it might hold the secret
            raise _no_store() from None


class FileSecrets:
    """Secrets in a protected file.

    Args:
        folder: Where the file lies.
        protection: How it is encrypted; the system's own way if not given, and not at all where it has none.
    """

    def __init__(self, folder: Path, protection: Protection | None = None) -> None:
        self._path = folder / FILE
        self._protection = protection or system_protection()
        self._lock = threading.Lock()

    def get(self, name: str) -> str | None:
        """Return a secret, or None if there is none of that name.

        Raises:
            EnvironmentFault: The file is damaged, or another user's or computer's.
        """
        with self._lock:
            return self._read().get(name)

    def set(self, name: str, secret: str) -> None:
        """Keep a secret, in place of an earlier one of that name.

        A file that cannot be read is put aside first: whoever sets a secret has a new one, and needs room for it.

        Raises:
            EnvironmentFault: The file cannot be written.
        """
        with self._lock:
            try:
                found = self._read()
            except EnvironmentFault:
                with suppress(OSError):
                    os.replace(self._path, self._path.with_name(FILE + ".unreadable"))
                found = dict[str, str]()
            self._write({**found, name: secret})

    def delete(self, name: str) -> None:
        """Forget a secret; none of that name is fine.

        Raises:
            EnvironmentFault: The file cannot be read or written.
        """
        with self._lock:
            found = self._read()
            if found.pop(name, None) is not None:
                self._write(found)

    def _read(self) -> dict[str, str]:
        try:
            kept = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise _no_file(self._path) from error
        try:
            form, _, content = kept.partition(b"\n")
            data = base64.b64decode(content, validate=True)
            if form == b"sealed" and self._protection is not None:
                data = self._protection.open(data)
            elif form != b"plain":
                raise ValueError
            found = cast(dict[str, str], json.loads(data))
            if not isinstance(cast(object, found), dict):
                raise TypeError
            return found
        except (OSError, ValueError, TypeError):
            raise _no_file(self._path) from None  # what was read may be in the cause

    def _write(self, found: Mapping[str, str]) -> None:
        data = json.dumps(found).encode()
        form = b"plain" if self._protection is None else b"sealed"
        part = self._path.with_name(FILE + ".part")
        try:
            data = data if self._protection is None else self._protection.seal(data)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            # Readable for nobody else from its first moment on.
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
                file.write(form + b"\n" + base64.b64encode(data))
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, self._path)
        except OSError as error:
            raise _not_written(self._path) from error


def _no_store() -> EnvironmentFault:
    return EnvironmentFault(
        T(
            "host",
            "This computer's store of passwords does not answer. Unlock it, or log in to the computer again.",
        ),
        "host.secrets",
    )


def _no_file(path: Path) -> EnvironmentFault:
    return EnvironmentFault(
        T(
            "host",
            "The keys of this desk in {file} cannot be used: the file is damaged, or made by another user or computer. "
            "Join the shared folder again with an invitation.",
        ).with_(file=str(path)),
        "host.secrets",
    )


def _not_written(path: Path) -> EnvironmentFault:
    return EnvironmentFault(
        T("host", "The keys of this desk could not be kept in {file}. Make room on the disk, then try again.").with_(
            file=str(path)
        ),
        "host.secrets",
    )


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Blob(ctypes.Structure):
        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    class WindowsProtection:
        """The Data Protection API: encrypts for this user on this computer, without asking anybody."""

        _NO_WINDOW = 0x1  # CRYPTPROTECT_UI_FORBIDDEN
        _EXTRA = PROGRAM.encode()

        def seal(self, data: bytes) -> bytes:
            """Return it encrypted."""
            return self._call("CryptProtectData", data)

        def open(self, data: bytes) -> bytes:
            """Return it decrypted; OSError if it is another user's or another computer's."""
            return self._call("CryptUnprotectData", data)

        def _call(self, function: str, data: bytes) -> bytes:
            call = getattr(ctypes.WinDLL("crypt32", use_last_error=True), function)
            blob = ctypes.POINTER(_Blob)
            call.argtypes = (
                blob, wintypes.LPVOID, blob, wintypes.LPVOID, wintypes.LPVOID, wintypes.DWORD, blob,
            )  # fmt: skip
            call.restype = wintypes.BOOL
            given, extra, made = _blob(data), _blob(self._EXTRA), _Blob()
            if not call(given, None, extra, None, None, self._NO_WINDOW, made):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                return ctypes.string_at(made.data, made.size)
            finally:
                free = ctypes.WinDLL("kernel32").LocalFree
                free.argtypes = (wintypes.LPVOID,)
                free(made.data)

    def _blob(data: bytes) -> _Blob:
        return _Blob(
            len(data), ctypes.cast(ctypes.create_string_buffer(data, len(data)), ctypes.POINTER(ctypes.c_char))
        )

    def system_protection() -> Protection | None:
        """Return how this system encrypts a file for its user, if it can."""
        return WindowsProtection()

else:

    def system_protection() -> Protection | None:
        """Return how this system encrypts a file for its user, if it can."""
        return None

"""System calls that differ between Windows and the others: opening, flushing and renaming files on a share."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_NO_FLUSH = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What servers answer that cannot flush; whether the bytes arrived is found out by reading them back later."""


def long_path(path: str) -> str:
    r"""Return an absolute Windows path in the form that may be longer than 260 characters.

    Args:
        path: ``C:\folder``, ``\\server\share\folder``, or one that has the form already.
    """
    if path.startswith(("\\\\?\\", "\\\\.\\")):
        return path
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path


def reachable(root: Path) -> Path:
    """Return a folder's absolute path, on Windows in its long form, without touching the folder."""
    if sys.platform != "win32":
        return root.absolute()
    return Path(long_path(os.path.normpath(root.absolute())))  # in the long form ".." would be a name


def rename_new(source: Path, target: Path) -> None:
    """Give a file another name; a name that is taken raises ``FileExistsError`` instead of being replaced."""
    if sys.platform == "win32":
        source.rename(target)  # Windows itself refuses a taken name
        return
    # A plain rename would replace the target; a second name for the same file does not.
    target.hardlink_to(source)
    with suppress(OSError):
        source.unlink()


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _kernel.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD, wintypes.DWORD,
        wintypes.HANDLE,
    )  # fmt: skip
    _kernel.FlushFileBuffers.argtypes = (wintypes.HANDLE,)

    _INVALID = wintypes.HANDLE(-1).value
    _READ, _WRITE = 0x80000000, 0x40000000
    _SHARE_READ, _SHARE_WRITE, _SHARE_DELETE = 1, 2, 4
    _CREATE_NEW, _OPEN_EXISTING = 1, 3
    _SEQUENTIAL = 0x08000000
    _CANNOT_FLUSH = {1, 50}
    """ERROR_INVALID_FUNCTION and ERROR_NOT_SUPPORTED."""

    # Python's own open() would forbid others to rename or delete meanwhile, and would blur the error's number.
    def _opened(path: Path, access: int, share: int, disposition: int, flags: int) -> int:
        handle = _kernel.CreateFileW(str(path), access, share, None, disposition, _SEQUENTIAL, None)
        if handle == _INVALID:
            raise ctypes.WinError(ctypes.get_last_error())
        return msvcrt.open_osfhandle(handle, flags | os.O_BINARY | os.O_NOINHERIT)

    def open_existing(path: Path) -> int:
        """Open a file for reading, letting others rename and delete it meanwhile; return the descriptor."""
        return _opened(path, _READ, _SHARE_READ | _SHARE_WRITE | _SHARE_DELETE, _OPEN_EXISTING, os.O_RDONLY)

    def open_new(path: Path) -> int:
        """Make a file under a name nobody has and open it for writing; return the descriptor."""
        return _opened(path, _WRITE, _SHARE_READ | _SHARE_DELETE, _CREATE_NEW, os.O_WRONLY)

    def flush(descriptor: int) -> None:
        """Have the server write the file to its disk."""
        if _kernel.FlushFileBuffers(msvcrt.get_osfhandle(descriptor)):
            return
        if (number := ctypes.get_last_error()) not in _CANNOT_FLUSH:
            raise ctypes.WinError(number)

else:

    def open_existing(path: Path) -> int:
        """Open a file for reading, letting others rename and delete it meanwhile; return the descriptor."""
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def open_new(path: Path) -> int:
        """Make a file under a name nobody has and open it for writing; return the descriptor."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)

    def flush(descriptor: int) -> None:
        """Have the server write the file to its disk."""
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FLUSH:
                raise

"""Where the database may lie: on a drive of this machine, never on a network share.

SQLite's write-ahead log does not work over a network file system (SQLite documentation, "Write-Ahead Logging").
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from app.core.errors import EnvironmentFault
from app.core.text import T

_NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "davfs", "9p", "ncpfs"})
_DRIVE_REMOTE = 4


def check_local(path: Path) -> None:
    """Refuse a database path on a network drive.

    Raises:
        EnvironmentFault: The path is a UNC path or lies on a mapped or mounted network drive.
    """
    if is_network_path(path):
        raise EnvironmentFault(
            T(
                "store",
                "The database must lie on a drive of this computer, not on the network: {path}. "
                "Choose a local folder; the shared folder is for exchange only.",
            ).with_(path=str(path)),
            "store.network_drive",
        )


def is_network_path(path: Path) -> bool:
    """Say whether a path lies on another machine."""
    absolute = path.absolute()
    if sys.platform == "win32":
        import ctypes

        text = str(absolute)
        if text.startswith(("\\\\?\\UNC\\", "\\\\.\\UNC\\")):
            return True
        if text.startswith("\\\\") and not text.startswith(("\\\\?\\", "\\\\.\\")):
            return True
        return ctypes.windll.kernel32.GetDriveTypeW(absolute.anchor) == _DRIVE_REMOTE
    return mounted_type(absolute, Path("/proc/mounts")) in _NETWORK_FILE_SYSTEMS


def mounted_type(path: Path, mounts: Path) -> str:
    """Return the file system type of the mount that holds a path, by a table such as ``/proc/mounts``."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    text = os.path.realpath(path)
    best, kind = "", ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        # Blanks and backslashes of a mount point stand as three octal digits.
        point = re.sub(r"\\([0-7]{3})", lambda digits: chr(int(digits[1], 8)), parts[1])
        inside = text == point or text.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind

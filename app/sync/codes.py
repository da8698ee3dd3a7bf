"""What the system's error numbers mean for the share: one table for Windows, one with its twins for other systems.

The exchange's error table; what stands in neither counts as the share being gone, so that nothing is ever concluded
from an error nobody thought of.
"""

from __future__ import annotations

import errno
from typing import Literal

Meaning = Literal["busy", "denied", "gone", "missing", "exists", "full", "rights", "damaged"]
"""As ``faults.Kind``, and ``denied``: somebody holds this one file, or there are no rights to any."""

WINDOWS: dict[int, Meaning] = {
    5: "denied",  # ERROR_ACCESS_DENIED: virus scanners, pending deletions and missing rights all say this
    32: "busy",  # ERROR_SHARING_VIOLATION
    33: "busy",  # ERROR_LOCK_VIOLATION
    303: "busy",  # ERROR_DELETE_PENDING
    21: "gone",  # ERROR_NOT_READY
    53: "gone",  # ERROR_BAD_NETPATH
    55: "gone",  # ERROR_DEV_NOT_EXIST
    59: "gone",  # ERROR_UNEXP_NET_ERR
    64: "gone",  # ERROR_NETNAME_DELETED
    67: "gone",  # ERROR_BAD_NET_NAME
    121: "gone",  # ERROR_SEM_TIMEOUT
    1167: "gone",  # ERROR_DEVICE_NOT_CONNECTED
    1231: "gone",  # ERROR_NETWORK_UNREACHABLE
    1232: "gone",  # ERROR_HOST_UNREACHABLE
    1236: "gone",  # ERROR_CONNECTION_ABORTED
    2250: "gone",  # ERROR_NOT_CONNECTED
    2: "missing",  # ERROR_FILE_NOT_FOUND
    3: "missing",  # ERROR_PATH_NOT_FOUND
    80: "exists",  # ERROR_FILE_EXISTS
    183: "exists",  # ERROR_ALREADY_EXISTS
    39: "full",  # ERROR_HANDLE_DISK_FULL
    112: "full",  # ERROR_DISK_FULL
    1295: "full",  # ERROR_DISK_QUOTA_EXCEEDED
    19: "rights",  # ERROR_WRITE_PROTECT
    1326: "rights",  # ERROR_LOGON_FAILURE
    1330: "rights",  # ERROR_PASSWORD_EXPIRED
    1909: "rights",  # ERROR_ACCOUNT_LOCKED_OUT
    23: "damaged",  # ERROR_CRC
}

_TWINS: dict[Meaning, tuple[str, ...]] = {
    "denied": ("EACCES", "EPERM"),
    "busy": ("EBUSY", "ETXTBSY", "EAGAIN", "EDEADLK"),
    "gone": (
        "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET", "ECONNABORTED", "ECONNREFUSED",
        "ECONNRESET", "ENOTCONN", "ETIMEDOUT", "EPIPE", "ENODEV", "ENXIO", "ENOMEDIUM", "ESTALE", "EIO",
    ),
    # A folder where a file should stand: there is no such file.
    "missing": ("ENOENT", "ENOTDIR", "EISDIR"),
    "exists": ("EEXIST",),
    "full": ("ENOSPC", "EDQUOT", "EFBIG"),
    "rights": ("EROFS", "EKEYEXPIRED", "EKEYREVOKED", "EKEYREJECTED", "ENOKEY"),
    "damaged": ("EBADMSG",),
}  # fmt: skip

OTHERS: dict[int, Meaning] = {
    number: meaning
    for meaning, names in _TWINS.items()
    for name in names
    if (number := getattr(errno, name, None)) is not None  # each system knows its own
}


def meaning_of(error: OSError) -> Meaning:
    """Return what a failed system call says about the share."""
    number: int | None = getattr(error, "winerror", None)
    if number is not None:
        return WINDOWS.get(number, "gone")
    return OTHERS.get(error.errno or 0, "gone")


def is_known(error: OSError) -> bool:
    """Say whether a failed system call has a number of the table."""
    number: int | None = getattr(error, "winerror", None)
    return number in WINDOWS if number is not None else error.errno in OTHERS


def code_of(error: OSError) -> str:
    """Return the number as a log should name it: ``WinError 32``, ``ENOSPC``; no path, no words of the system."""
    number: int | None = getattr(error, "winerror", None)
    if number is not None:
        return f"WinError {number}"
    return errno.errorcode.get(error.errno or 0, f"errno {error.errno}")

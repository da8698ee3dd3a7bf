"""Facts about the machine: such as help to find a fault, and such as tell it and its disks from others.

None of them says whose it is. The ids never leave the machine: they tell a copied data folder from the one it was
copied from.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
from pathlib import Path

_PACKAGES = ("PySide6_Essentials", "peewee", "reportlab", "openpyxl", "python-calamine", "argon2-cffi", "pypdfium2")


def machine_facts(data: Path) -> dict[str, str]:
    """Return the facts, name -> value; neither the computer's nor the user's name is among them.

    Args:
        data: The office's data folder; only the room on its drive is told.
    """
    return {
        "system": f"{platform.system()} {platform.release()} {platform.version()}",
        "machine": platform.machine(),
        "processors": str(os.cpu_count() or 0),
        "python": platform.python_version(),
        "bits": str(64 if sys.maxsize > 2**32 else 32),
        "installed": "yes" if getattr(sys, "frozen", False) else "no",
        "encoding": sys.getfilesystemencoding(),
        "free_gb": _free(data),
        **{f"package {name}": _version(name) for name in _PACKAGES},
    }


def machine_id() -> str:
    """Return what tells this computer from others, 32 hex digits; the same after every start, empty if unknown.

    On Windows it is made of the system's own id, which a copied disk takes along, and of the board's, which it does
    not.
    """
    known = _machine_facts()
    return hashlib.blake2b(known, digest_size=16, person=b"wuye machine").hexdigest() if known else ""


def volume_id(folder: Path) -> str:
    """Return what tells the disk that a folder lies on from others; the same after every start, empty if unknown.

    Args:
        folder: A folder that exists.
    """
    try:
        return _volume_id(folder)
    except OSError:
        return ""


def board_id(table: bytes) -> bytes:
    """Return the 16 bytes that tell a board from others, from its SMBIOS structures; empty if there are none.

    Each structure is type u8, length u8, handle u16 and its fields, then texts that end with two zero bytes; the
    structure of type 1 holds the id (SMBIOS reference specification, "System Information").
    """
    at = 0
    while at + 4 <= len(table):
        kind, length = table[at], table[at + 1]
        if length < 4:
            break
        if kind == 1:
            found = table[at + 8 : at + 24] if length >= 24 else b""
            return b"" if len(set(found)) <= 1 else found  # all zeros or all ones: the maker set none
        end = table.find(b"\0\0", at + length)
        if end < 0:
            break
        at = end + 2
    return b""


def _free(data: Path) -> str:
    try:
        return f"{shutil.disk_usage(data).free / 1024**3:.1f}"
    except OSError:
        return "unknown"


def _version(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


if sys.platform == "win32":
    import ctypes
    import winreg
    from ctypes import wintypes

    _SMBIOS = 0x52534D42  # "RSMB"
    _LONGEST_ROOT = 32767

    def _machine_facts() -> bytes:
        try:
            place = winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0
            with winreg.OpenKey(*place, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                found = str(winreg.QueryValueEx(key, "MachineGuid")[0]).encode()
        except OSError:
            found = b""
        return found + _board_id()

    def _board_id() -> bytes:
        """Return the board's own id from what its firmware tells, empty if it tells none."""
        table = ctypes.WinDLL("kernel32").GetSystemFirmwareTable
        table.argtypes = (wintypes.DWORD, wintypes.DWORD, ctypes.c_char_p, wintypes.DWORD)
        table.restype = wintypes.UINT
        size = table(_SMBIOS, 0, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 1))
        # Eight bytes of lengths and versions stand before the structures.
        return board_id(buffer.raw[8:size]) if size and table(_SMBIOS, 0, buffer, size) == size else b""

    def _volume_id(folder: Path) -> str:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetVolumePathNameW.argtypes = (wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.DWORD)
        kernel.GetVolumeInformationW.argtypes = (
            wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD),
            ctypes.POINTER(wintypes.DWORD), ctypes.POINTER(wintypes.DWORD), wintypes.LPWSTR, wintypes.DWORD,
        )  # fmt: skip
        root, serial = ctypes.create_unicode_buffer(_LONGEST_ROOT), wintypes.DWORD()
        if not kernel.GetVolumePathNameW(str(folder.absolute()), root, _LONGEST_ROOT):
            raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.GetVolumeInformationW(root.value, None, 0, serial, None, None, None, 0):
            raise ctypes.WinError(ctypes.get_last_error())
        return f"{serial.value:08x}"

elif sys.platform == "darwin":

    def _machine_facts() -> bytes:
        import subprocess

        command = ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"]
        try:
            told = subprocess.run(command, capture_output=True, timeout=10, check=False).stdout
        except (OSError, subprocess.TimeoutExpired):
            return b""
        return b"".join(line.strip() for line in told.splitlines() if b"IOPlatformUUID" in line)

    def _volume_id(folder: Path) -> str:
        return ""  # what the system tells of a volume changes from start to start

else:

    def _machine_facts() -> bytes:
        for place in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
            try:
                return place.read_bytes().strip()
            except OSError:
                continue
        return b""

    def _volume_id(folder: Path) -> str:
        # The id of the file system, not the number of the device, which changes from start to start.
        return f"{os.statvfs(folder).f_fsid:x}"

"""Whether a folder will do: tried out the way the exchange will use it, and told line by line.

The probe makes files with names of its own and removes them again; it touches nothing else.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core.clock import Clock
from app.core.errors import AppError
from app.core.phrasing import say_span
from app.core.text import T, Text
from app.features.exchange.rules import CLOCK_OFF

Verdict = Literal["done", "info", "soon", "late"]
Content = Literal["empty", "ours", "office", "foreign", "unknown"]

LEAST_FREE = 200 * 1024 * 1024
"""Less room than this is worth a warning, bytes: a busy year of an office is about as much."""
_SYNC_CLIENTS = (
    "onedrive", "dropbox", "nutstore", "坚果云", "baidunetdisk", "baidusyncdisk", "百度网盘", "wpsdrive", "wps云盘",
    "weiyun", "微云", "google drive", "googledrive", "iclouddrive", "synologydrive", "nextcloud", "syncthing", "115",
)  # fmt: skip
_MARKS = (
    ".stfolder", ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".csync_journal.db",
    ".SynologyWorkingDirectory", ".sync",
)  # fmt: skip
_HARMLESS = frozenset({"desktop.ini", "thumbs.db", ".ds_store", "@eadir", "#recycle", ".snapshot", "~snapshot"})
_OFFLINE = 0x1000
_CLOUD = 0x400000 | 0x40000 | 0x80000 | 0x100000
"""Windows attributes of files that are fetched when they are opened, or kept on both sides by a sync client."""


@dataclass(frozen=True)
class Finding:
    """One line of the test.

    Attributes:
        key: Stable name.
        text: What was found, and what to do where it is not good.
        verdict: ``late`` where the folder cannot be used like that.
    """

    key: str
    text: Text
    verdict: Verdict


@dataclass(frozen=True)
class FolderTest:
    """What came of trying a folder out.

    Attributes:
        folder: The folder.
        lines: What was found, in the order it was tried.
        content: What lies in it: nothing, this office, some office, something else, or not known.
    """

    folder: str
    lines: tuple[Finding, ...]
    content: Content

    @property
    def usable(self) -> bool:
        """Whether nothing stands against exchanging here; whose it is must be looked at besides."""
        return all(line.verdict != "late" for line in self.lines)


class _Stop(Exception):
    """What follows cannot be tried."""


def probe_folder(folder: Path, clock: Clock, site_at: Callable[[str], str], own: str = "") -> FolderTest:
    """Try a folder out. Never raises: what goes wrong is a line.

    Args:
        folder: The folder.
        clock: This computer's clock, for comparing.
        site_at: Returns the id of the office a folder belongs to, or the empty text.
        own: Id of this office; empty while it has none.
    """
    lines: list[Finding] = []
    content: Content = "unknown"
    try:
        names = _reach(folder, lines)
        content = _whose(folder, names, site_at, own, lines)
        _placed(folder, names, lines)
        _try_files(folder, clock, lines)
        _room(folder, lines)
    except _Stop:
        pass
    return FolderTest(str(folder), tuple(lines), content)


def _reach(folder: Path, lines: list[Finding]) -> list[str]:
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        text = T("exchange", "There is no such folder. Make it on the file server first, or type its name again.")
    except NotADirectoryError:
        text = T("exchange", "This is a file, not a folder.")
    except PermissionError:
        text = T("exchange", "This computer's user may not open the folder. Ask whoever looks after the file server.")
    except OSError:
        text = T("exchange", "The folder cannot be reached. Is the file server on, and the network plugged in?")
    else:
        lines.append(Finding("reach", T("exchange", "The folder can be reached and read."), "done"))
        return names
    lines.append(Finding("reach", text, "late"))
    raise _Stop


def _whose(folder: Path, names: list[str], site_at: Callable[[str], str], own: str, lines: list[Finding]) -> Content:
    try:
        site = site_at(str(folder))
    except AppError as error:
        lines.append(Finding("whose", error.text, "late"))
        return "unknown"
    content: Content
    if site and site == own:
        content, text, verdict = "ours", T("exchange", "It is your office's folder."), "done"
    elif site:
        content, text, verdict = "office", T("exchange", "An office exchanges through this folder."), "info"
    elif all(name.casefold() in _HARMLESS for name in names):
        content, text, verdict = "empty", T("exchange", "It is empty."), "done"
    else:
        content, verdict = "foreign", "soon"
        text = T("exchange", "There are {n} other files or folders in it. Better use one of its own.").with_(
            n=len(names)
        )
    lines.append(Finding("whose", text, verdict))
    return content


def _placed(folder: Path, names: list[str], lines: list[Finding]) -> None:
    client = _sync_client(folder, names)
    if client:
        text = T(
            "exchange",
            "The program “{client}” copies this folder about by itself. That loses and doubles files: use a plain"
            " folder on the file server.",
        )
        lines.append(Finding("client", text.with_(client=client), "late"))
    attributes = _attributes(folder)
    if attributes & _OFFLINE:
        text = T(
            "exchange",
            "Windows shows its own offline copy of this folder (Offline Files). Switch that off for it; this program"
            " works offline by itself.",
        )
        lines.append(Finding("offline_files", text, "late"))
    elif attributes & _CLOUD and not client:
        text = T("exchange", "A cloud service keeps this folder. Use a plain folder on the file server.")
        lines.append(Finding("client", text, "late"))
    if not _on_network(folder):
        text = T("exchange", "It lies on this computer. Other desks reach it only if it is shared or on a USB stick.")
        lines.append(Finding("local", text, "info"))


def _attributes(folder: Path) -> int:
    """Return what Windows says of a folder besides its name; nothing elsewhere, or where it does not say."""
    try:
        return int(getattr(folder.stat(), "st_file_attributes", 0))
    except OSError:
        return 0


def _sync_client(folder: Path, names: Iterable[str]) -> str:
    """Return the name of the program that copies the folder about, or the empty text."""
    parts = [part.casefold() for part in folder.parts]
    for client in _SYNC_CLIENTS:
        if any(part == client or part.startswith((f"{client} ", f"{client}-", f"{client}_")) for part in parts):
            return client
    for place in (folder, *folder.parents):
        for mark in _MARKS:
            try:
                if (place / mark).exists():
                    return mark
            except OSError:
                continue
    return ""


def _on_network(folder: Path) -> bool:
    """Say whether the folder lies on another machine, as far as its name tells (elsewhere than on Windows: yes)."""
    if sys.platform != "win32":
        return True
    import ctypes

    remote = 4
    anchor = folder.absolute().anchor
    return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == remote


def _try_files(folder: Path, clock: Clock, lines: list[Finding]) -> None:
    stem = f"~{secrets.token_hex(8)}"
    first, second = folder / f"{stem}.tmp", folder / f"{stem}.try"
    try:
        _try_create(first, lines)
        _try_time(first, clock, lines)
        _try_exclusive(first, lines)
        _try_rename(first, second, lines)
        _try_delete((first, second), lines)
    finally:
        for path in (first, second):
            _drop(path)


def _try_create(path: Path, lines: list[Finding]) -> None:
    written = b"wuye-desk"
    try:
        with path.open("xb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        same = path.read_bytes() == written
    except OSError as error:
        full = error.errno == 28 or getattr(error, "winerror", 0) in (39, 112)
        text = (
            T("exchange", "There is no room left in the folder.")
            if full
            else T("exchange", "Files cannot be made here. Give this computer's user the right to change the folder.")
        )
        lines.append(Finding("create", text, "late"))
        raise _Stop from None
    if not same:
        text = T("exchange", "What was written reads back differently. This place cannot be relied upon.")
        lines.append(Finding("create", text, "late"))
        raise _Stop
    lines.append(Finding("create", T("exchange", "Files can be made and read back."), "done"))


def _try_time(path: Path, clock: Clock, lines: list[Finding]) -> None:
    try:
        off = clock.now() - int(path.stat().st_mtime * 1000)
    except OSError:
        return
    if abs(off) < CLOCK_OFF:
        lines.append(Finding("time", T("exchange", "The server's clock and this one agree."), "done"))
        return
    text = (
        T("exchange", "This computer's clock is {span} ahead of the server's. Nothing is lost, but set it right.")
        if off > 0
        else T("exchange", "This computer's clock is {span} behind the server's. Nothing is lost, but set it right.")
    )
    lines.append(Finding("time", text.with_(span=say_span(off)), "soon"))


def _try_exclusive(path: Path, lines: list[Finding]) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        lines.append(Finding("exclusive", T("exchange", "Two desks cannot make the same file."), "done"))
    except OSError:
        lines.append(Finding("exclusive", T("exchange", "The folder answers oddly when a file exists."), "soon"))
    else:
        text = T("exchange", "The server lets two desks make the same file. It cannot be used for exchanging.")
        lines.append(Finding("exclusive", text, "late"))


def _try_rename(first: Path, second: Path, lines: list[Finding]) -> None:
    """A file is put in place by its new name; that it must not replace another one holds on Windows only."""
    try:
        first.rename(second)
    except OSError:
        text = T("exchange", "Files cannot be renamed here; they are then written in place, which is slower but safe.")
        lines.append(Finding("rename", text, "soon"))
        return
    replaced = False
    if sys.platform == "win32":
        try:
            first.write_bytes(b"")
            first.rename(second)
            replaced = True
        except OSError:
            replaced = False
    if replaced:
        text = T("exchange", "Renaming replaces a file that is there. This server cannot be used for exchanging.")
        lines.append(Finding("rename", text, "late"))
    else:
        lines.append(Finding("rename", T("exchange", "Files can be put in place by renaming."), "done"))


def _try_delete(paths: tuple[Path, ...], lines: list[Finding]) -> None:
    if all(_drop(path) for path in paths):
        lines.append(Finding("delete", T("exchange", "Files can be removed again."), "done"))
    else:
        text = T("exchange", "Files cannot be removed here. It works, but the folder fills up: give the right too.")
        lines.append(Finding("delete", text, "soon"))


def _drop(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _room(folder: Path, lines: list[Finding]) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return
    size = f"{free / 1024**3:.1f} GB" if free >= 1024**3 else f"{free / 1024**2:.0f} MB"
    if free < LEAST_FREE:
        lines.append(Finding("room", T("exchange", "Only {size} are free there.").with_(size=size), "soon"))
    else:
        lines.append(Finding("room", T("exchange", "{size} are free there.").with_(size=size), "done"))

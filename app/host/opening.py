"""Opening files with the programs people have: the viewer of a PDF, the folder of an export, the printer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.core.errors import EnvironmentFault
from app.core.text import T


def open_file(path: Path) -> None:
    """Open a file or folder with the program the system has for it.

    Raises:
        EnvironmentFault: The file is missing, or nothing on this computer opens it.
    """
    _require(path)
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            _start("open" if sys.platform == "darwin" else "xdg-open", str(path))
    except OSError as error:
        raise _cannot_open(path) from error


def print_file(path: Path) -> None:
    """Hand a PDF to the program that prints PDFs here; it goes to the default printer.

    Raises:
        EnvironmentFault: The file is missing, or nothing on this computer prints it.
    """
    _require(path)
    try:
        if sys.platform == "win32":
            os.startfile(path, "print")
        else:
            _start("lp", str(path))
    except OSError as error:
        raise EnvironmentFault(
            T(
                "host",
                "“{name}” could not be printed from here. Open it and print it from the viewer: {folder}",
            ).with_(name=path.name, folder=str(path.parent)),
            "host.print",
        ) from error


def show_in_folder(path: Path) -> None:
    """Show where a file lies, with the file marked where the system can do that.

    Raises:
        EnvironmentFault: The file is missing, or the folder cannot be shown.
    """
    _require(path)
    try:
        if sys.platform == "win32":
            # One argument, because the shell's own program splits its line at commas, not at blanks.
            _start("explorer.exe", f"/select,{path}")
        else:
            _start("open" if sys.platform == "darwin" else "xdg-open", str(path.parent))
    except OSError as error:
        raise _cannot_open(path.parent) from error


def _start(program: str, argument: str) -> None:
    """Start a program and let it go: no shell reads the argument, and no window of ours waits."""
    subprocess.Popen(
        [program, argument],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _require(path: Path) -> None:
    if not path.exists():
        raise EnvironmentFault(
            T("host", "“{name}” is no longer in {folder}.").with_(name=path.name, folder=str(path.parent)), "host.gone"
        )


def _cannot_open(path: Path) -> EnvironmentFault:
    return EnvironmentFault(
        T("host", "No program on this computer opens “{name}”. You find it in {folder}.").with_(
            name=path.name, folder=str(path.parent)
        ),
        "host.open",
    )

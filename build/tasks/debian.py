"""What a Debian machine may lack: Python's venv and the libraries Qt is linked against."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

from .files import Failure, say

QT_PACKAGES = [
    "libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libglib2.0-0", "libx11-6",
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0",
]  # fmt: skip
"""All that PySide6's windows need beyond a bare Debian: named at once, so that nobody installs them one by one."""

_MISSING = re.compile(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object file")


def missing_library(text: str) -> str | None:
    """Return the shared library an import error complains about, if it does."""
    match = _MISSING.search(text)
    return match.group(1) if match else None


def install(packages: list[str], why: str) -> None:
    """Install Debian packages when that is possible here, else say how.

    Args:
        packages: Names for apt.
        why: What is missing, one sentence.

    Raises:
        Failure: They are not installed; the text names the command.
    """
    command = "apt install " + " ".join(packages)
    if not (sys.platform == "linux" and shutil.which("apt-get") and os.geteuid() == 0):
        raise Failure(f"{why}\nOn Debian and Ubuntu, install it with:\n    sudo {command}\nand run this again.")
    say(f"{why}\nInstalling it: {command}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-q", *words], env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Failure(f"{why}\napt-get could not install it; see its words above. The command was:\n    {command}")

"""What a Debian machine may lack: Python's venv, the libraries Qt is linked against, a file server for the tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .files import Failure, say

QT_PACKAGES = [
    "libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libglib2.0-0", "libx11-6",
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0",
]  # fmt: skip
"""All that PySide6's windows need beyond a bare Debian: named at once, so that nobody installs them one by one."""

TEST_PACKAGES = {"smbd": "samba"}
"""Program -> package of what the tests use where it is there and go without where it is not: a real file server."""
NO_SERVICES = Path("/usr/sbin/policy-rc.d")
"""Containers have it: what is installed there does not start by itself."""
OFFER_SECONDS = 120

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
    if not _may_install():
        raise Failure(f"{why}\nOn Debian and Ubuntu, install it with:\n    sudo {command}\nand run this again.")
    say(f"{why}\nInstalling it: {command}")
    if not _apt(packages):
        raise Failure(f"{why}\napt-get could not install it; see its words above. The command was:\n    {command}")


def offer_test_packages() -> None:
    """Install what the tests can use but do not need, where that harms nobody; whether it works or not, all goes on."""
    packages = [package for program, package in TEST_PACKAGES.items() if not _program(program)]
    if not (packages and _may_install() and NO_SERVICES.exists()):
        return
    say(f"Installing for the tests: {' '.join(packages)}")
    try:
        installed = _apt(packages, OFFER_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        installed = False
    if not installed:
        say("That did not work; the tests that need it are skipped.")


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def _may_install() -> bool:
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def _apt(packages: list[str], seconds: float | None = None) -> bool:
    """Install packages; say whether it worked.

    Args:
        packages: Names for apt.
        seconds: How long each of the two steps may take; None for as long as it needs.

    Raises:
        OSError: apt-get does not start.
        subprocess.TimeoutExpired: It took too long.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-q", *words], env=environment, stdout=subprocess.DEVNULL, timeout=seconds, check=False
        )
    return done.returncode == 0

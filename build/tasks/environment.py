"""The program's own `.venv`: made, completed and trusted again without asking pip when nothing changed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import debian
from .files import ROOT, Failure, locked, say

VENV = ROOT / ".venv"
REQUIREMENTS = {"run": ROOT / "build" / "requirements.txt", "dev": ROOT / "build" / "requirements-dev.txt"}
SUPPORTED = ("3.11", "3.12", "3.13")

_PROBE_WINDOWS = "import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg"
_PROBE_DISPLAY = """
import ctypes, pathlib, PySide6.QtWidgets
ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
"""


def script(name: str) -> Path:
    """Return the path of a program inside the environment (``python``, ``ruff``)."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def ready(kind: str) -> Path:
    """Make sure the environment holds what ``kind`` needs and return its Python.

    Args:
        kind: ``run`` for the program alone, ``dev`` for its tests and tools as well.

    Raises:
        Failure: Something is missing that cannot be installed here; the text says what to do.
    """
    if not _is_stamped(kind):
        with locked("environment"):
            if not _is_stamped(kind):
                _set_up(kind)
    return script("python")


def hand_over(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a program in place of this one; where that is not possible, run it and return its exit code."""
    variables = {**os.environ, **(environment or {})}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], command, variables)
    try:
        return subprocess.run(command, env=variables, check=False).returncode
    except KeyboardInterrupt:
        return 130


def has_display() -> bool:
    """Say whether windows can be shown here."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _set_up(kind: str) -> None:
    if not _works():
        _create()
    say("Installing what the program needs. This takes a few minutes the first time …")
    command = [str(script("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "--only-binary", ":all:", "--requirement", str(REQUIREMENTS[kind])]
    if subprocess.run(command, check=False).returncode:
        raise Failure("pip could not install the requirements; see its words above. Is the network there?")
    _check_windows()
    if kind == "dev":
        debian.offer_test_packages()
    _stamp_path(kind).write_text(_stamp(kind), encoding="utf-8")


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        debian.install(["python3-venv"], "This Python cannot make virtual environments (its ensurepip is missing).")
    if VENV.exists():
        say("The .venv folder does not work any more; making a new one …")
        shutil.rmtree(VENV)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        raise Failure(f"Python could not make {VENV.name}; see its words above.")


def _works() -> bool:
    """Say whether the environment's Python starts, is a supported one, and has pip."""
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(script("python")), "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() in SUPPORTED


def _check_windows() -> None:
    """See that Qt's libraries load, and install or name what Debian lacks."""
    if sys.platform != "linux":
        return
    probes = [_PROBE_WINDOWS, _PROBE_DISPLAY] if has_display() else [_PROBE_WINDOWS]
    for probe in probes:
        problem = _problem_of(probe)
        if library := debian.missing_library(problem):
            debian.install(debian.QT_PACKAGES, f"Qt needs system libraries that are not installed ({library} …).")
            problem = _problem_of(probe)
        if problem:
            raise Failure(f"Qt does not load on this machine:\n{problem}")


def _problem_of(probe: str) -> str:
    done = subprocess.run([str(script("python")), "-c", probe], capture_output=True, text=True, check=False)
    return (done.stderr.strip() or "no words") if done.returncode else ""


def _is_stamped(kind: str) -> bool:
    try:
        return script("python").exists() and _stamp_path(kind).read_text(encoding="utf-8") == _stamp(kind)
    except OSError:
        return False


def _stamp_path(kind: str) -> Path:
    return VENV / f"made-for-{kind}"


def _stamp(kind: str) -> str:
    """Return what the environment was made from: the pins, its Python, and where it lies (it cannot be moved)."""
    digest = hashlib.sha256(REQUIREMENTS[kind].read_bytes())
    digest.update((VENV / "pyvenv.cfg").read_bytes())
    digest.update(str(VENV).encode())
    return digest.hexdigest()

"""Pins: every version with the hashes of its files for every system, written from `pyproject.toml`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from .environment import REQUIREMENTS
from .files import ROOT, Failure, say

HEADER = "# Written by `python build/make.py pin` from pyproject.toml: change that file, not this one.\n"


def pin(upgrade: bool = False) -> None:
    """Write both requirements files with the resolver of uv, in an environment of its own.

    Args:
        upgrade: Take the newest versions the ranges allow instead of keeping those already pinned.

    Raises:
        Failure: uv could not be installed or found no solution.
    """
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=True)
        programs = Path(scratch) / ("Scripts" if sys.platform == "win32" else "bin")
        _run([str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
        for kind, options in (("run", []), ("dev", ["--group", "dev", "--constraint", "build/requirements.txt"])):
            target = REQUIREMENTS[kind]
            command = [str(programs / "uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
            command += ["--python-version", "3.11", "--no-emit-index-url", "--no-emit-find-links", "--no-header"]
            command += ["--no-annotate", *options, *(["--upgrade"] if upgrade else []), "pyproject.toml"]
            _run([*command, "--output-file", target.relative_to(ROOT).as_posix()])
            target.write_text(HEADER + target.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
            say(f"Written: {target.relative_to(ROOT).as_posix()}")


def _run(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
        raise Failure(f"This step failed; see its words above: {Path(command[0]).name} {' '.join(command[1:4])}")

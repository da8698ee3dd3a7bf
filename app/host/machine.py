"""Facts about the machine that help to find a fault: nothing that says whose it is."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib import metadata
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


def _free(data: Path) -> str:
    try:
        return f"{shutil.disk_usage(data).free / 1024**3:.1f}"
    except OSError:
        return "unknown"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"

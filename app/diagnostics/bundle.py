"""The support bundle: what helps to find a fault from afar, without anything about residents or staff."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.diagnostics.scrubbing import scrub


@dataclass(frozen=True)
class Evidence:
    """What goes into a bundle; everything is scrubbed once more on the way.

    Attributes:
        facts: Heading -> name -> value: versions, the machine, the database's schema.
        counts: Table -> rows.
        log: Log lines, oldest first.
        crashes: Crash texts, newest first.
    """

    facts: Mapping[str, Mapping[str, str]]
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    log: Iterable[str] = ()
    crashes: Iterable[str] = ()


def write_bundle(target: Path, evidence: Evidence) -> None:
    """Write a support bundle.

    Args:
        target: The zip file; an older one of that name is replaced.
        evidence: What goes into it.

    Raises:
        EnvironmentFault: The file cannot be written.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(part, evidence)
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            T("diagnostics", "“{name}” could not be written. Choose another folder.").with_(name=target.name),
            "bundle.unwritable",
        ) from error


def _write(part: Path, evidence: Evidence) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
        for heading, facts in evidence.facts.items():
            _add(bundle, f"{heading}.txt", (f"{name}: {value}" for name, value in facts.items()))
        _add(bundle, "tables.txt", (f"{table}: {rows}" for table, rows in evidence.counts.items()))
        _add(bundle, "log.txt", evidence.log)
        for number, text in enumerate(evidence.crashes, 1):
            _add(bundle, f"crash-{number:02d}.txt", text.splitlines())


def _add(bundle: zipfile.ZipFile, name: str, lines: Iterable[str]) -> None:
    bundle.writestr(name, "".join(f"{scrub(line)}\n" for line in lines))

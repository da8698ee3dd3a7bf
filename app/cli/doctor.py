"""Looks at everything the program needs on this computer and says what is wrong."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from app.cli.session import Session
from app.context import AppContext, office_exists
from app.core.errors import AppError
from app.core.text import T, Text
from app.store import backup as backups
from app.store.location import is_network_path

LEAST_FREE = 500_000_000
"""Bytes that should be free on the database's drive."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    ok: bool
    text: Text


def examine(session: Session) -> list[Finding]:
    """Return what was found, good and bad."""
    paths = session.paths
    findings = [
        Finding(not is_network_path(paths.database), T("cli", "The data folder lies on this computer.")),
        _space(session),
    ]
    for name, needed in (("fonts", "NotoSansSC-Regular.ttf"), ("i18n", "zh_CN.json"), ("seed", "categories.toml")):
        there = (paths.resources / name / needed).is_file()
        findings.append(Finding(there, T("cli", "The program's own file {name} is there.").with_(name=needed)))
    if not office_exists(paths):
        findings.append(Finding(False, T("cli", "There is no office in this data folder yet.")))
        return findings
    try:
        context = session.context
    except AppError as error:
        findings.append(Finding(False, error.text))
        return findings
    findings.append(Finding(True, T("cli", "The database opens and has the schema of this program.")))
    findings += _exchange(context)
    context.close()
    problem = backups.verify(paths.database)
    findings.append(
        Finding(not problem, T("cli", "The database is sound."))
        if not problem
        else Finding(False, T("cli", "The database is damaged: {problem}").with_(problem=problem))
    )
    return findings


def _exchange(context: AppContext) -> list[Finding]:
    """Look at the exchange with other desks, if there is any: keys, folder, what waits for a person."""
    if not context.link.sharing:
        return [Finding(True, T("cli", "This desk works alone: no shared folder is set up."))]
    try:
        status = context.link.status()
        site = context.link.site_at(status.folder)
    except AppError as error:
        return [Finding(False, error.text)]
    ours = site == status.site
    return [
        Finding(
            ours,
            T("cli", "The shared folder {folder} can be read and is this office's.").with_(folder=status.folder)
            if ours
            else T("cli", "The shared folder {folder} is not this office's.").with_(folder=status.folder),
        ),
        Finding(
            not status.conflicts and not status.problems,
            T("cli", "Waiting for somebody: {conflicts} conflicts, {problems} problems.").with_(
                conflicts=status.conflicts, problems=status.problems
            ),
        ),
    ]


def _space(session: Session) -> Finding:
    folder = session.paths.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Finding(free >= LEAST_FREE, T("cli", "Free space on the drive: {mb} MB.").with_(mb=free // 1_000_000))

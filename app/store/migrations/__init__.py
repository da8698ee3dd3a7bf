"""Schema steps: one frozen module each, run in order, after a backup, in one transaction: all of them or none.

The version has two parts kept in ``PRAGMA user_version`` as major * 1000 + minor: a newer *major* makes an older
program refuse the database, a newer *minor* only adds and is tolerated. A step is plain SQL as it was on the day it
was written and never imports today's records.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.store.database import Database
from app.store.migrations import (
    m1001_base,
    m1002_office,
    m1003_houses,
    m1004_tickets,
    m1005_orders,
    m1006_exchange,
    m1007_attachments,
    m1008_ties,
    m1009_complaints,
    m1010_shifts,
    m1011_plans,
    m1012_training,
)

STEPS: tuple[ModuleType, ...] = (
    m1001_base,
    m1002_office,
    m1003_houses,
    m1004_tickets,
    m1005_orders,
    m1006_exchange,
    m1007_attachments,
    m1008_ties,
    m1009_complaints,
    m1010_shifts,
    m1011_plans,
    m1012_training,
)


def version(database: Database) -> tuple[int, int]:
    """Return the database's schema version as (major, minor)."""
    number = int(database.value("PRAGMA user_version"))
    return number // 1000, number % 1000


def upgrade(database: Database, install_capture: Callable[[], None]) -> bool:
    """Bring the database to this program's schema.

    Args:
        database: The open database.
        install_capture: Makes the change-capture triggers, inside the transaction.

    Returns:
        Whether the database was written by a newer minor version; then it is left as it is.

    Raises:
        EnvironmentFault: The database was written by a program of a newer major version.
    """
    newest: int = STEPS[-1].VERSION
    present = int(database.value("PRAGMA user_version"))
    if present // 1000 > newest // 1000:
        raise EnvironmentFault(
            T("store", "This database was written by a newer version of the program. Install that version here too."),
            "store.newer",
        )
    if present > newest:
        # A newer minor only adds, and its triggers know the added columns: they must stay.
        return True
    if present == newest:
        return False
    with database.transaction():
        # Another program may have been quicker; while this one holds the lock, nobody else upgrades.
        present = int(database.value("PRAGMA user_version"))
        waiting = [step for step in STEPS if present < step.VERSION]
        if present and waiting:
            from app.store import backup

            # Through a connection of its own, which sees the database as it was before.
            backup.backup_file(database.path, database.path.with_name(f"{database.path.stem}.before-{newest}.backup"))
        for step in waiting:
            for statement in step.SQL:
                database.run(statement)
            database.run(f"PRAGMA user_version = {step.VERSION}")
        if waiting:
            install_capture()
    return False

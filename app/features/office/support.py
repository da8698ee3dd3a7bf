"""Gathers what a support bundle holds: how the program stands, never what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from app import __version__
from app.diagnostics.bundle import Evidence, write_bundle
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.host.machine import machine_facts
from app.settings.settings import Settings, all_settings
from app.store import migrations
from app.store.store import Store


class SupportService:
    """Writes support bundles.

    Args:
        store: The office's database; of its rows only numbers are told.
        settings: Numbers, choices and switches are told; texts, which may name somebody, are not.
        audit: Where a written bundle is accounted for.
        log: Returns the last log lines.
        crashes: Returns the crash texts.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        audit: AuditLog,
        log: Callable[[], Iterable[str]],
        crashes: Callable[[], Iterable[str]],
    ) -> None:
        self._store = store
        self._settings = settings
        self._audit = audit
        self._log = log
        self._crashes = crashes

    def write(self, actor: Actor, target: Path) -> None:
        """Write a support bundle.

        Raises:
            NotAllowed: The person may not see settings.
            EnvironmentFault: The file cannot be written.
        """
        actor.require("setting", "view")
        write_bundle(target, Evidence(self._facts(), self._counts(), self._log(), self._crashes()))
        self._audit.write(actor, "export", "support")

    def _facts(self) -> Mapping[str, Mapping[str, str]]:
        database = self._store.database
        major, minor = migrations.version(database)
        return {
            "program": {
                "version": __version__,
                "schema": f"{major}.{minor}",
                "sqlite": str(database.value("SELECT sqlite_version()")),
                "check": "sound" if database.value("PRAGMA quick_check(1)") == "ok" else "damaged",
                "pages": str(database.value("PRAGMA page_count")),
                "free pages": str(database.value("PRAGMA freelist_count")),
            },
            "machine": machine_facts(database.path.parent),
            "settings": {
                setting.key: str(self._settings[setting.key]) for setting in all_settings() if setting.type != "text"
            },
        }

    def _counts(self) -> Mapping[str, int]:
        tables = [record.table for record in self._store.records]
        tables += ["sync_tx", "sync_oplog", "search_doc"]
        return {table: int(self._store.value(f'SELECT count(*) FROM "{table}"')) for table in tables}

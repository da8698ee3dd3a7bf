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
from app.sync.facts import CLOCK_OFF, CONTACT, LANE, OFFLINE, PAUSED, STOPPED


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
            "exchange": self._exchange(),
            "machine": machine_facts(database.path.parent),
            "settings": {
                setting.key: str(self._settings[setting.key]) for setting in all_settings() if setting.type != "text"
            },
        }

    def _exchange(self) -> Mapping[str, str]:
        """Return how the exchange stands: streams by the beginning of their ids, kinds of problems, no names."""
        found = {key: self._store.meta(key) for key in (LANE, PAUSED, STOPPED, OFFLINE, CONTACT, CLOCK_OFF)}
        for stream, state, applied in self._store.rows("SELECT stream, state, applied FROM sync_stream ORDER BY idx"):
            found[f"stream {stream[:8]}"] = f"{state} {applied}"
        for kind, number in self._store.rows(
            "SELECT kind, count(*) FROM sync_problem WHERE settled = 0 GROUP BY kind ORDER BY kind"
        ):
            found[f"problem {kind}"] = str(number)
        return found

    def _counts(self) -> Mapping[str, int]:
        tables = [record.table for record in self._store.records]
        tables += [
            row[0]
            for row in self._store.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'sync%'")
        ]
        tables.append("search_doc")
        return {table: int(self._store.value(f'SELECT count(*) FROM "{table}"')) for table in tables}

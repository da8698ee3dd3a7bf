"""The office: founding it, and the doors to its settings, dictionaries, categories, cards and view states."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.core.errors import REQUIRED, Invalid, Refused
from app.core.text import T
from app.features.office.backups import Backed, BackupFile, BackupService, Drill
from app.features.office.categories import Categories, CategoryNode, add_imported_category
from app.features.office.rules import VARIABLES, BannedHit, BannedPhrase, Filled, fill_script
from app.features.office.scenarios import FIELDS, LISTS, Hint, ScenarioCard, Scenarios, index
from app.features.office.seed import Reader, Seed
from app.features.office.settings import SettingRow, SettingsService, SettingStep
from app.features.office.support import SupportService
from app.features.office.telling import tellings_of
from app.features.office.views import PersonViews, ViewStates
from app.features.office.words import DICTIONARIES, FIXED, Dictionaries, WordEntry
from app.features.staff.rules import Actor
from app.features.staff.service import Accounts
from app.settings.settings import declaration
from app.store.records import SyncedRecord
from app.store.store import Store
from app.store.telling import Tellings

__all__ = [
    "DICTIONARIES",
    "FIELDS",
    "FIXED",
    "LISTS",
    "VARIABLES",
    "Backed",
    "BackupFile",
    "BackupService",
    "BannedHit",
    "BannedPhrase",
    "Categories",
    "CategoryNode",
    "Dictionaries",
    "Drill",
    "Filled",
    "Hint",
    "OfficeService",
    "PersonViews",
    "ScenarioCard",
    "Scenarios",
    "SettingRow",
    "SettingStep",
    "SettingsService",
    "SupportService",
    "ViewStates",
    "WordEntry",
    "add_imported_category",
    "fill_script",
    "index",
]


class OfficeService:
    """Founds the office and keeps what it began with up to date.

    Args:
        store: The office's database.
        settings: Where the office's name and rules are set.
        accounts: Where its first administrator is entered.
        seed: ``resources/seed``.
        readers: What other modules begin with: table -> what reads its built-in rows from that folder.
    """

    def __init__(
        self,
        store: Store,
        settings: SettingsService,
        accounts: Accounts,
        seed: Path,
        readers: Mapping[type[SyncedRecord], Reader] | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._accounts = accounts
        self._seed = Seed(store, seed, readers)

    @property
    def founded(self) -> bool:
        """Whether the office has an administrator, so that somebody can log in."""
        return self._accounts.any()

    def found(self, name: str, language: str, admin_number: str, admin_name: str, pin: str | None) -> str:
        """Make an empty office with the built-in dictionaries, categories and scenario cards.

        Args:
            name: The office's name, which stands on everything printed.
            language: Language of this desk, ``zh_CN`` or ``en``.
            admin_number: Staff number of the first administrator.
            admin_name: Name of the first administrator; the office's name if empty.
            pin: The administrator's PIN, or None for an office in which nobody needs one (trials, scripts).

        Returns:
            Staff id of the first administrator.

        Raises:
            Invalid: Name, number, language or PIN are missing or wrong.
            Refused: The office has been founded already.
        """
        if self.founded:
            raise Refused(T("office", "This office has been founded already. Log in instead."), "office.founded")
        if not name.strip():
            raise Invalid({"name": REQUIRED}, "office.name")
        declaration("office.language").check(language)
        with self._store.change() as work:
            admin = self._accounts.first_admin(work, admin_number, admin_name or name, pin)
            self._settings.put(work, "office.name", name)
            if pin is None:
                self._settings.put(work, "accounts.pin_required", False)
            self._seed.write(work)
        self._settings.set_language(language)
        return admin

    def upgrade(self) -> None:
        """Bring the built-in rows up to date where the office has left them alone; quick if nothing is new."""
        if self.founded:
            self._seed.refresh()

    def tellings(self, actor: Actor) -> Tellings:
        """Return how cards, categories, dictionaries and settings are told to a person, for rooms that know none."""
        actor.require("dictionary", "view")
        return tellings_of(self._store, actor)

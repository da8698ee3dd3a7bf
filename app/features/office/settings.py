"""The office's settings: read into force, changed with permission, accounted for with old and new value."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.core.changes import Changes
from app.core.errors import Invalid
from app.core.text import Text
from app.features.office.records import SettingValue
from app.settings.setting import Setting
from app.settings.settings import Settings, all_settings, declaration
from app.store.store import Store
from app.store.work import Work

if TYPE_CHECKING:
    from app.features.staff.rules import Actor
    from app.features.staff.service import AuditLog

PERSONAL = frozenset({"office.language", "desk.theme", "desk.density"})
"""Settings of this computer that everybody at it may change: how the window looks."""


@dataclass(frozen=True)
class SettingRow:
    """A setting as the page shows it.

    Attributes:
        setting: Its declaration: title, group, source, help, limits, choices.
        value: The value in force.
        changed: Whether it differs from the declared default.
    """

    setting: Setting
    value: Any
    changed: bool


@dataclass(frozen=True)
class SettingStep:
    """One change of a setting.

    Attributes:
        at: UTC milliseconds.
        author: Staff id; empty for the program.
        old: Value before.
        new: Value after.
    """

    at: int
    author: str
    old: Any
    new: Any


class SettingsService:
    """The verbs of settings. Values read from the database go into force at once, here and after any change.

    Args:
        store: The office's database.
        settings: Where values in force are read.
        audit: Where changes are accounted for.
    """

    def __init__(self, store: Store, settings: Settings, audit: AuditLog) -> None:
        self._store = store
        self._settings = settings
        self._audit = audit
        self._reading = threading.Lock()
        self.reload()
        store.feed.subscribe(self._refresh)

    def reload(self) -> None:
        """Read the office's values from the database."""
        # Two threads may have committed: whoever reads last must also be the last to put its values into force.
        with self._reading:
            self._load()

    def _load(self) -> None:
        self._settings.load_office({row.id: row.value for row in self._store.find(SettingValue)})

    def rows(self, actor: Actor) -> tuple[SettingRow, ...]:
        """Return every setting in the order of the page.

        Raises:
            NotAllowed: The person may not see settings.
        """
        actor.require("setting", "view")
        return tuple(
            SettingRow(setting, self._settings[setting.key], self._settings.changed(setting.key))
            for setting in all_settings()
        )

    def save(self, actor: Actor, values: Mapping[str, Any]) -> None:
        """Change settings, all of them or none.

        Args:
            actor: Who does it.
            values: Key -> value.

        Raises:
            NotAllowed: The person may not change one of them.
            Invalid: With the problems of all values at once.
        """
        self._permit(actor, values)
        clean: dict[str, Any] = {}
        problems: dict[str, Text] = {}
        for key, value in values.items():
            try:
                clean[key] = declaration(key).check(value)
            except Invalid as error:
                problems.update(error.fields)
        if problems:
            raise Invalid(problems, "setting.invalid")
        with self._store.change(actor.id) as work:
            for key, value in clean.items():
                old = self._settings[key]
                if value != old:
                    if declaration(key).scope == "office":
                        work.put(SettingValue(id=key, value=json.dumps(value, ensure_ascii=False)))
                    self._note(work, actor, key, old, value)
        for key, value in clean.items():
            if declaration(key).scope == "desk":
                self._settings.set_desk(key, value)

    def put(self, work: Work, key: str, value: Any) -> None:
        """Set an office setting within a unit of work that is open already (founding)."""
        checked = declaration(key).check(value)
        work.put(SettingValue(id=key, value=json.dumps(checked, ensure_ascii=False)))

    def set_language(self, language: str) -> None:
        """Set the language of this desk (founding); people change it with ``save``."""
        self._settings.set_desk("office.language", language)

    def reset(self, actor: Actor, key: str) -> None:
        """Take a setting back to its declared default.

        Raises:
            NotAllowed: The person may not.
            Invalid: There is no such setting.
        """
        self._permit(actor, {key: None})
        declared = declaration(key)
        if declared.scope == "desk":
            self.save(actor, {key: declared.default})
            return
        with self._store.change(actor.id) as work:
            kept = work.get(SettingValue, key)
            if kept is not None:
                self._note(work, actor, key, self._settings[key], declared.default)
                work.delete(kept)

    def history(self, actor: Actor, key: str) -> list[SettingStep]:
        """Return who changed an office setting from what to what, oldest first.

        Raises:
            NotAllowed: The person may not see settings.
            Invalid: There is no such setting.
        """
        from app.store.history import history_of

        actor.require("setting", "view")
        default = declaration(key).default
        changes = history_of(self._store.database, SettingValue.table, key)
        kept = self._store.get(SettingValue, key)
        # Backwards, because a row that was made does not say with which value: the step after it does.
        later: Any = _value(kept.value, default) if kept is not None else default
        steps: list[SettingStep] = []
        for change in reversed(changes):
            if change.kind == "X":
                later = _value(change.old, default)
                steps[-1] = SettingStep(change.at, change.author, later, steps[-1].new)
            elif change.kind in ("U", "D", "I"):
                old = _value(change.old, default) if change.kind == "U" else default
                new = default if change.kind == "D" else later
                steps.append(SettingStep(change.at, change.author, old, new))
                later = old
        return steps[::-1]

    def _permit(self, actor: Actor, values: Mapping[str, Any]) -> None:
        if set(values) - PERSONAL:
            actor.require("setting", "edit")

    def _note(self, work: Work, actor: Actor, key: str, old: Any, new: Any) -> None:
        # The journal is every desk's: folders and looks of one computer are nobody else's business.
        detail = f"{key}: {old} → {new}" if declaration(key).scope == "office" else key
        self._audit.write(actor, "setting", SettingValue.table, key, detail, work=work)

    def _refresh(self, changes: Changes) -> None:
        if changes.touches(SettingValue.table):
            self.reload()


def _value(text: Any, default: Any) -> Any:
    try:
        return json.loads(str(text))
    except ValueError:
        return default

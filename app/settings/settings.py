"""The values in force: declared defaults, over them the office's, over them this computer's own.

The office's values live in the shared database and are handed in as texts; this computer's live in ``desk.toml``
beside the database. A value that cannot be read is set aside with a note, and its default holds.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.settings.declarations import BY_KEY, DECLARATIONS
from app.settings.setting import Setting


class Settings:
    """Reads values by key and keeps this computer's own.

    Args:
        desk_file: ``desk.toml``; need not exist.
    """

    def __init__(self, desk_file: Path) -> None:
        self._file = desk_file
        self._office: dict[str, Any] = {}
        self._desk: dict[str, Any] = {}
        self.problems: list[str] = []
        if desk_file.exists():
            self._read_desk()

    def text(self, key: str) -> str:
        """Return a text or choice."""
        return str(self[key])

    def number(self, key: str) -> int:
        """Return a number, in the unit its declaration names."""
        return int(self[key])

    def flag(self, key: str) -> bool:
        """Return a yes or no."""
        return bool(self[key])

    def __getitem__(self, key: str) -> Any:
        declared = declaration(key)
        values = self._desk if declared.scope == "desk" else self._office
        return values.get(key, declared.default)

    def changed(self, key: str) -> bool:
        """Say whether the value differs from the declared default."""
        return self[key] != declaration(key).default

    def load_office(self, values: Mapping[str, str]) -> None:
        """Take the office's values (key -> JSON text) as read from the database; unknown keys are left alone."""
        office: dict[str, Any] = {}
        for key, text in values.items():
            if key in BY_KEY:
                try:
                    office[key] = BY_KEY[key].check(json.loads(text))
                except (AppError, ValueError):
                    self._complain(key)
        # Other threads read meanwhile: they see the old values or the new ones, never half of them.
        self._office = office

    def set_desk(self, key: str, value: Any) -> None:
        """Check and keep a value of this computer.

        Raises:
            Invalid: The value does not fit the declaration, or the setting is the office's.
        """
        declared = declaration(key)
        if declared.scope != "desk":
            raise Invalid({key: T("settings", "This setting belongs to the whole office.")})
        self._desk[key] = declared.check(value)
        self._write_desk()

    def _read_desk(self) -> None:
        try:
            found = tomllib.loads(self._file.read_text(encoding="utf-8"))
        except OSError:
            self._complain(self._file.name)
            return
        except (UnicodeDecodeError, tomllib.TOMLDecodeError):
            kept = self._file.with_name(self._file.name + ".unreadable")
            os.replace(self._file, kept)
            self._complain(kept.name)
            return
        for key, value in found.items():
            if key in BY_KEY and BY_KEY[key].scope == "desk":
                try:
                    self._desk[key] = BY_KEY[key].check(value)
                except AppError:
                    self._complain(key)

    def _complain(self, name: str) -> None:
        if name not in self.problems:
            self.problems.append(name)

    def _write_desk(self) -> None:
        # A JSON value is a TOML value, but for the one control character that JSON leaves as it is.
        lines = [
            f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
            for key, value in self._desk.items()
        ]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_name(self._file.name + ".part")
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        os.replace(part, self._file)


def declaration(key: str) -> Setting:
    """Return a setting's declaration.

    Raises:
        Invalid: There is no such setting.
    """
    if key not in BY_KEY:
        raise Invalid({key: T("settings", "There is no setting “{key}”.").with_(key=key)})
    return BY_KEY[key]


def all_settings() -> tuple[Setting, ...]:
    """Return every declaration, in the order of the settings page."""
    return DECLARATIONS

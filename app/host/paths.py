"""Where things lie on this computer: the office's data folder and the program's own resources."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

APP = "WuyeDesk"


@dataclass(frozen=True)
class Paths:
    """The places of one office on this computer.

    Attributes:
        data: The data folder; in the *local* application data (a roaming profile would carry the database over the
            network) unless a person names another.
    """

    data: Path

    @classmethod
    def usual(cls) -> Paths:
        """Return the places used when nobody names a data folder."""
        import platformdirs

        return cls(Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False)))

    @property
    def database(self) -> Path:
        """The office's database."""
        return self.data / "office.db"

    @property
    def desk_file(self) -> Path:
        """This computer's own settings."""
        return self.data / "desk.toml"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.data / "logs"

    @property
    def backups(self) -> Path:
        """Daily backups."""
        return self.data / "backups"

    @property
    def out(self) -> Path:
        """Sheets and exports made for looking at or printing."""
        return self.data / "out"

    @cached_property
    def resources(self) -> Path:
        """The program's own data: fonts, icons, texts, seeds; beside the program, frozen or not."""
        frozen = getattr(sys, "_MEIPASS", None)
        base = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
        return base / "resources"

"""Where the office's files lie on this computer, and where the program's own resources are."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PROGRAM = "WuyeDesk"


@dataclass(frozen=True)
class Paths:
    """The folders of one office on this computer.

    Attributes:
        data: The office's data folder; everything the program writes by itself lies in it.
    """

    data: Path

    @classmethod
    def usual(cls) -> Paths:
        """Return the data folder of whoever uses this computer.

        It is the *local* one, never the roaming one: Windows copies a roaming profile over the network at log-in and
        log-off, and a database copied while it is open is lost.
        """
        return cls(Path(platformdirs.user_data_dir(PROGRAM, appauthor=False, roaming=False)))

    @staticmethod
    def guards() -> Path:
        """Return where it is noted, outside of every data folder, what a data folder last gave out of its hands."""
        return Path(platformdirs.user_data_dir(f"{PROGRAM}.guard", appauthor=False, roaming=False))

    @property
    def database(self) -> Path:
        """The office's database."""
        return self.data / "office.db"

    @property
    def desk_file(self) -> Path:
        """What belongs to this computer alone."""
        return self.data / "desk.toml"

    @property
    def logs(self) -> Path:
        """Logs and crash texts."""
        return self.data / "logs"

    @property
    def backups(self) -> Path:
        """Daily backups."""
        return self.data / "backups"

    @property
    def out(self) -> Path:
        """Sheets and ledgers that were printed or exported without naming a place."""
        return self.data / "out"

    @property
    def opened(self) -> Path:
        """Copies of attachments that other programs show."""
        return self.data / "opened"

    @property
    def lock(self) -> Path:
        """What the one running window holds."""
        return self.data / "window.lock"

    @property
    def resources(self) -> Path:
        """The program's icons, fonts, texts and seeds."""
        return resources()


def resources() -> Path:
    """Return the folder of resources: inside the installed program, or beside the sources."""
    bundled = getattr(sys, "_MEIPASS", None)  # set by PyInstaller in the program it makes
    root = Path(bundled) if bundled else Path(__file__).resolve().parents[2]
    return root / "resources"

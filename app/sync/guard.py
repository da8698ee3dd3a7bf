"""The guard: what this desk sealed last, kept outside the data folder.

What it stops: a data folder that was restored from a backup, or copied to another computer, goes on writing a stream
that has gone on elsewhere. Two different segments would then carry one number, and everybody would take the second for
one they have already: edits would vanish without a word. So before the first write the database is held against the
guard, and unless they agree the desk begins a new stream; that is always safe, and needs no network.

What it does not stop: a whole disk restored or copied with everything on it. The machine's id catches a copy in another
computer; a restored one is caught by the head check, against the desk's own head on the share.

The order is: commit what was sealed, then write the guard, then publish. A crash before the guard was written leaves it
behind the database, which is harmless, since nobody has seen what was sealed since.

The file lies in a folder that is handed in, under a name made from the data folder's path; on Windows the same text is
kept in the registry too, which a restored folder of files does not bring back. Of two texts the one written last
counts.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, cast

from app.core.errors import EnvironmentFault
from app.core.text import T
from app.sync.keys import digest

Verdict = Literal["same", "ahead", "foreign", "missing"]
"""How the guard stands to the database; only with ``same`` may the stream be gone on with.

``ahead`` the database is older than what was sealed; ``foreign`` another computer or disk, another stream, or another
content under the same number; ``missing`` there is no guard.
"""

_FORMAT = 1
_REGISTRY = r"Software\WuyeDesk\Guard"


@dataclass(frozen=True, slots=True)
class GuardFacts:
    """What was sealed last, and where.

    Attributes:
        stream: Id of the stream, hex; empty if there is none yet.
        seq: Its last sealed segment; 0 if none.
        hash: That segment's hash, hex; empty if none.
        machine: What tells this computer from others; empty if unknown.
        volume: What tells the disk of the data folder from others; empty if unknown.
    """

    stream: str
    seq: int
    hash: str
    machine: str
    volume: str


class Twin(Protocol):
    """A second place for the same text, which is not restored together with files."""

    def read(self, name: str) -> str | None:
        """Return the text kept under a name, or None."""
        raise NotImplementedError

    def write(self, name: str, text: str) -> None:
        """Keep a text under a name.

        Raises:
            OSError: It could not be kept.
        """
        raise NotImplementedError


def judge(guard: GuardFacts | None, database: GuardFacts) -> Verdict:
    """Say how the guard stands to the database; see ``Verdict``.

    A guard *behind* the database is ``same``: the desk stopped between committing and writing the guard, and publishes
    only after that.

    Args:
        guard: What ``Guard.read`` returned.
        database: What the database says, with the machine and the volume as they are now.
    """
    if guard is None:
        return "missing"
    if _differ(guard.machine, database.machine) or _differ(guard.volume, database.volume):
        return "foreign"
    if guard.stream != database.stream:
        return "foreign"
    if guard.seq > database.seq:
        return "ahead"
    return "foreign" if guard.seq == database.seq and guard.hash != database.hash else "same"


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


class Guard:
    """The guard of one data folder.

    Args:
        folder: Where guards lie: a local folder of this user, outside of every data folder.
        data: The data folder.
        twin: The second place; the registry on Windows and none elsewhere, if not given.
    """

    def __init__(self, folder: Path, data: Path, twin: Twin | None = None) -> None:
        whole = os.path.normcase(str(data.resolve()))
        self._name = digest("wuye guard", whole.encode("utf-8", errors="surrogatepass"), size=16).hex()
        self._path = folder / f"{self._name}.guard"
        self._twin = twin or registry_twin()

    @property
    def path(self) -> Path:
        """Its file."""
        return self._path

    def read(self) -> GuardFacts | None:
        """Return the facts written last, or None if there are none that can be read."""
        newest = self._newest()
        return newest[1] if newest else None

    def write(self, facts: GuardFacts) -> None:
        """Keep facts; when this returns they are on the disk.

        Raises:
            EnvironmentFault: They could not be kept; what was sealed must not be published then.
        """
        newest = self._newest()
        text = _text(newest[0] + 1 if newest else 1, facts)
        try:
            _write(self._path, text)
            if self._twin is not None:
                self._twin.write(self._name, text)
        except OSError as error:
            raise EnvironmentFault(
                T(
                    "exchange",
                    "What was sealed last could not be noted in {folder}, so nothing goes to the shared folder. "
                    "Make room on the disk, or ask whoever looks after this computer.",
                ).with_(folder=str(self._path.parent)),
                "exchange.guard",
            ) from error

    def _newest(self) -> tuple[int, GuardFacts] | None:
        texts: list[str | None] = [None, None]
        with suppress(OSError, UnicodeDecodeError):
            texts[0] = self._path.read_text(encoding="utf-8")
        if self._twin is not None:
            with suppress(OSError):
                texts[1] = self._twin.read(self._name)
        found = [parsed for text in texts if text is not None and (parsed := _parse(text)) is not None]
        return max(found, key=lambda one: one[0], default=None)


def _text(turn: int, facts: GuardFacts) -> str:
    body = json.dumps({"format": _FORMAT, "turn": turn, **asdict(facts)}, sort_keys=True)
    return f"{body}\n{digest('wuye guard file', body.encode(), size=16).hex()}\n"


def _parse(text: str) -> tuple[int, GuardFacts] | None:
    body, _, check = text.partition("\n")
    if check.strip() != digest("wuye guard file", body.encode(errors="replace"), size=16).hex():
        return None
    try:
        values = cast(dict[str, Any], json.loads(body))
        if values.pop("format") != _FORMAT:
            return None
        return values.pop("turn"), GuardFacts(**values)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    if sys.platform != "win32":  # elsewhere a new name is on the disk only once its folder is
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


if sys.platform == "win32":
    import winreg

    class RegistryTwin:
        """The user's own part of the Windows registry."""

        def read(self, name: str) -> str | None:
            """Return the text kept under a name, or None."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _REGISTRY) as key:
                    value, _ = winreg.QueryValueEx(key, name)
            except FileNotFoundError:
                return None
            return value if isinstance(value, str) else None

        def write(self, name: str, text: str) -> None:
            """Keep a text under a name.

            Raises:
                OSError: It could not be kept.
            """
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _REGISTRY) as key:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, text)
                winreg.FlushKey(key)

    def registry_twin() -> Twin | None:
        """Return the second place of this system, if it has one."""
        return RegistryTwin()

else:

    def registry_twin() -> Twin | None:
        """Return the second place of this system, if it has one."""
        return None

"""What every office begins with: dictionaries, the category tree and the scenario cards, read from ``resources/seed``.

Ids are derived from codes, so two desks that seed for themselves make the same rows. A row stays the program's as
long as its content is what the program wrote; the office's own wording is never written over.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from app.features.office.records import Category, Scenario, SettingValue, Word
from app.store.records import SyncedRecord, member_id
from app.store.store import Store
from app.store.work import Work

Reader = Callable[[Path], Iterable[SyncedRecord]]
"""Reads the built-in rows of one table from ``resources/seed``."""

_BOOKKEEPING = frozenset({"id", "created_at", "created_by", "updated_at", "position"})
_FILES = "seed.files"
_DIGESTS = "seed."


class Seed:
    """Writes the built-in rows, and brings them up to date where the office has left them alone.

    Args:
        store: The office's database.
        folder: ``resources/seed``.
        readers: What other modules begin with: table -> what reads its rows.
    """

    def __init__(self, store: Store, folder: Path, readers: Mapping[type[SyncedRecord], Reader] | None = None) -> None:
        self._store = store
        self._folder = folder
        self._others = readers or {}

    def write(self, work: Work) -> None:
        """Write every built-in row that is missing, and change those that only the program ever wrote."""
        for kind, read in {**_READERS, **self._others}.items():
            self._write_kind(work, kind, list(read(self._folder)))

    def refresh(self) -> bool:
        """Write what a newer program brings, and return whether there was anything to look at."""
        mark = self._mark()
        if self._store.meta(_FILES) == mark:
            return False
        with self._store.change() as work:
            self.write(work)
        self._store.set_meta(_FILES, mark)
        return True

    def _mark(self) -> str:
        digest = hashlib.blake2b(digest_size=16)
        for path in sorted(self._folder.rglob("*.toml")):
            digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()

    def _write_kind(self, work: Work, kind: type[SyncedRecord], rows: list[SyncedRecord]) -> None:
        key = _DIGESTS + kind.table
        kept = work.get(SettingValue, key)
        written: dict[str, str] = json.loads(kept.value) if kept is not None else {}
        for row in rows:
            there = work.get(kind, row.id)
            known = written.get(row.id)
            if there is None and known is None:
                work.insert(row)
            elif there is not None and known == _content(there):
                work.put(row)
            elif there is not None and _content(there) == _content(row):
                pass  # another desk, whose program was newer, wrote it first
            else:
                continue
            written[row.id] = _content(row)
        work.put(SettingValue(id=key, value=json.dumps(written, sort_keys=True)))


def _content(row: SyncedRecord) -> str:
    values = {name: value for name, value in vars(row).items() if name not in _BOOKKEEPING}
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _cards(folder: Path) -> list[Path]:
    return sorted((folder / "scenarios").glob("*.toml"))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _words(folder: Path) -> Iterator[Word]:
    for dictionary, entries in _read(folder / "words.toml").items():
        for position, entry in enumerate(entries):
            yield _word(dictionary, position, entry)
    for path in _cards(folder):
        group = _read(path)["group"]
        yield _word("scenario_group", group["order"], {"code": group["code"], "title": group["title"]})


def _word(dictionary: str, position: int, entry: Mapping[str, Any]) -> Word:
    title = str(entry.get("title") or entry["phrase"])
    code = str(entry.get("code") or title)
    extra = {key: _plain(value) for key, value in entry.items() if key not in ("code", "title", "phrase")}
    return Word(
        id=member_id(dictionary, code),
        dictionary=dictionary,
        code=code,
        title=title,
        extra=json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else "",
        position=position,
    )


def _categories(folder: Path) -> Iterator[Category]:
    for place, branch in enumerate(_read(folder / "categories.toml")["category"]):
        yield Category(id=branch["code"], title=branch["title"], position=place)
        for position, leaf in enumerate(branch["leaf"]):
            yield Category(
                id=leaf["code"],
                parent=branch["code"],
                title=leaf["title"],
                keywords="\n".join(leaf["keywords"]),
                type=leaf["type"],
                level=leaf["level"],
                department=leaf["department"],
                urgent=int(leaf["urgent"]),
                urgent_why=leaf.get("urgent_why", ""),
                position=position,
            )


_CARD_FIELDS = {"group": "group_name", "when": "applies"}


def _scenarios(folder: Path) -> Iterator[Scenario]:
    for path in _cards(folder):
        for card in _read(path)["scenario"]:
            values = {str(_CARD_FIELDS.get(key, key)): _lines(value) for key, value in card.items()}
            yield Scenario(id=values["code"], **values)


def _lines(value: str | int | list[str]) -> Any:
    """A list is kept one entry a line, a text without the breaks around it."""
    return "\n".join(value) if isinstance(value, list) else _plain(value)


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


_READERS: Mapping[type[SyncedRecord], Reader] = {Word: _words, Category: _categories, Scenario: _scenarios}

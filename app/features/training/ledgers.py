"""What the ledgers of training share: finding the staff they name, ids that two desks derive alike, a trial run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager

from app.core.errors import Invalid
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.importing.mapping import plain_header
from app.importing.moments import title_year
from app.importing.trial import ImportPlan
from app.store.store import Store
from app.store.work import Work

MOST_NOTES = 200
"""Notes of single rows in a report; further ones are counted."""
_BLANKS = re.compile(r"\s+")
_PARTS = re.compile(r"[\s()（）\[\]【】/\\_-]+")
_NOBODY = T("training", "Nobody here is called {name}. Enter them under staff first, or correct the name.")
_SEVERAL = T("training", "Several people are called {name}: {numbers}. Add the staff number.")
_NO_NUMBER = T("training", "Nobody here has the staff number {number}. Correct it, or enter them under staff first.")
_OTHER_NAME = T("training", "The staff number {number} is that of {name}, not of {written}. Correct one of the two.")
_OTHER_NUMBER = T("training", "Nobody here has the staff number {number}; {name} has {theirs}. Correct the number.")


def derived_id(*parts: str) -> str:
    """Return the id of what a ledger says in these words: two desks that take it over make one record of it."""
    text = "\x1f".join(parts)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def same(text: str) -> str:
    """Return a text without width, case, blanks and punctuation, to compare what two people typed."""
    return plain_header(text)


def year_of(plan: ImportPlan) -> int | None:
    """Return the year that a ledger's title, sheet or file names, for days without one."""
    above: list[str] = []
    for place in range(max(plan.header, 0)):
        above += [cell for cell in plan.sheet.row(place) if isinstance(cell, str) and len(cell) < 100]
    return title_year((plan.file.stem, plan.sheet.name, *above))


def synonyms(words: str) -> tuple[str, ...]:
    """Return header words written with blanks between."""
    return tuple(words.split())


class Roll:
    """Everybody who works or worked here, by number and name.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self._names: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._by_number: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for key, number, name in store.rows("SELECT id, number, name FROM staff ORDER BY number, id"):
            self._names[key], self._shown[key] = name, number
            if number:
                self._by_number.setdefault(_key(number), key)
            self._by_name.setdefault(_key(name), []).append(key)

    def name(self, staff_id: str) -> str:
        """Return somebody's name."""
        return self._names.get(staff_id, "")

    def find(self, number: str, name: str, field: str = "name") -> str:
        """Return the staff id of whom a row names.

        Args:
            number: Staff number as written, or empty.
            name: Name as written, or empty; it may hold the number beside (“林师傅(A01)”).
            field: The field that a refusal names.

        Raises:
            Invalid: Nobody, or more than one, is called so, or number and name are of two people.
        """
        if number:
            return self._numbered(number, name, field)
        found = self._by_name.get(_key(name), [])
        if not found and _key(name) in self._by_number:
            found = [self._by_number[_key(name)]]
        if not found:
            found = self._in_parts(name)
        if len(found) == 1:
            return found[0]
        if found:
            numbers = "、".join(self._shown[key] for key in found)
            raise Invalid({field: _SEVERAL.with_(name=name, numbers=numbers)}, "training.several")
        raise Invalid({field: _NOBODY.with_(name=name)}, "training.nobody")

    def _numbered(self, number: str, name: str, field: str) -> str:
        found = self._by_number.get(_key(number))
        theirs = self._by_name.get(_key(name), []) if name else []
        if found is None:
            problem = _NO_NUMBER.with_(number=number)
            if len(theirs) == 1:
                problem = _OTHER_NUMBER.with_(number=number, name=name, theirs=self._shown[theirs[0]])
            raise Invalid({field: problem}, "training.nobody")
        if name and _key(self._names[found]) != _key(name) and found not in self._in_parts(name):
            problem = _OTHER_NAME.with_(number=number, name=self._names[found], written=name)
            raise Invalid({field: problem}, "training.other_name")
        return found

    def _in_parts(self, text: str) -> list[str]:
        """Return whom a text with number and name together means; nobody if a part is neither, or of somebody else."""
        parts = [_key(part) for part in _PARTS.split(text) if part]
        if not all(part in self._by_number or part in self._by_name for part in parts):
            return []
        numbers = {self._by_number[part] for part in parts if part in self._by_number}
        names = {key for part in parts for key in self._by_name.get(part, [])}
        if numbers and names:
            return sorted(numbers & names) if len(numbers) == 1 else []
        return sorted(numbers or names)


def _key(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


class _DryRunDone(Exception):
    """Ends the unit of work of a trial run without keeping it."""


class LedgerSink:
    """What the sinks of training share.

    Args:
        store: The office's database.
        actor: Who imports.

    Raises:
        NotAllowed: The person may not import training.
    """

    def __init__(self, store: Store, actor: Actor) -> None:
        actor.require("training", "import")
        self.store = store
        self.actor = actor
        self.roll = Roll(store)
        self.work: Work | None = None
        self._notes: list[Text] = []
        self._unsaid = 0

    @contextmanager
    def batch(self, dry_run: bool) -> Generator[None]:
        """Open one unit of work; a dry run is rolled back."""
        try:
            with self.store.change(self.actor.id, "import") as work:
                self.work = work
                yield
                self.settle(work)
                if dry_run:
                    raise _DryRunDone
        except _DryRunDone:
            pass
        finally:
            self.work = None

    def settle(self, work: Work) -> None:
        """Finish what several rows of a batch make together."""

    def note(self, row: int, words: Text) -> None:
        """Remember what deserves to be said of a row."""
        if len(self._notes) < MOST_NOTES:
            self._notes.append(T("training", "Row {row}: {words}").with_(row=row, words=words))
        else:
            self._unsaid += 1

    def notes(self) -> list[Text]:
        """Return what deserves to be said after the import."""
        if not self._unsaid:
            return list(self._notes)
        return [*self._notes, T("training", "… and {n} notes more.").with_(n=self._unsaid)]

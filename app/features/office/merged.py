"""Dictionaries and the category tree after several desks' changes were united."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, bound

_TWICE = T("office", "Two desks added “{title}” to the same dictionary. Take one of the two out of use.")
_DEEP = T(
    "office",
    "Two desks moved branches of the category tree: “{title}” hangs on a leaf. It is shown as a branch of its own until"
    " it is hung elsewhere.",
)


def check_words(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield the later ones of entries that are in use and read the same."""
    for pk, title in database.rows(
        "SELECT DISTINCT t.id, t.title FROM word mine JOIN word t ON t.dictionary = mine.dictionary"
        f" AND t.title = mine.title AND t.active = 1 WHERE mine.id IN ({IDS}) AND mine.active = 1 AND EXISTS"
        " (SELECT 1 FROM word first WHERE first.dictionary = t.dictionary AND first.title = t.title"
        " AND first.active = 1 AND first.id < t.id) ORDER BY t.id",
        (bound(ids),),
    ):
        yield Breach("word", pk, "word.twice", _TWICE.with_(title=title))


def check_categories(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield leaves that hang on a leaf."""
    for pk, title in database.rows(
        "SELECT DISTINCT t.id, t.title FROM category t JOIN category p ON p.id = t.parent AND p.parent <> ''"
        f" WHERE t.id IN ({IDS}) OR p.id IN ({IDS}) ORDER BY t.id",
        (bound(ids), bound(ids)),
    ):
        yield Breach("category", pk, "category.deep", _DEEP.with_(title=title))


CHECKS: Mapping[str, Check] = {"word": check_words, "category": check_categories}

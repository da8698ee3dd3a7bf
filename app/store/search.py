"""Full-text search that finds Chinese words of two characters: bigrams made here, in a contentless FTS5 table.

A changed record gets a new document; entries of the old one stay in the index but belong to no document any more, so
they are never found, and ``rebuild`` sweeps them out. (Deleting from a contentless table would need the old text.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from app.store.database import Database
from app.store.work import Work

Indexer = Callable[[Database, Sequence[str]], Iterable[tuple[str, str]]]
"""Given record ids, yields (id, text to be found); given none, every record of the kind."""

_RUN = r"[㐀-鿿豈-﫿\U00020000-\U0003ffff々〇]+|[0-9a-z]+"
_CHUNK = 500


def _runs(text: str) -> list[str]:
    # Compiled by the first who searches or saves: so many characters take as long as opening a database.
    return _pattern().findall(unicodedata.normalize("NFKC", text).lower())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_RUN)


def tokens(text: str) -> str:
    """Return the index terms of a text: bigrams of Chinese runs and their last character, words and numbers whole."""
    found: list[str] = []
    for run in _runs(text):
        if run[0].isascii():
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run)))
    return " ".join(found)


def match_expression(query: str) -> str:
    """Return the FTS5 expression that finds every word of ``query``, or the empty text if it holds nothing to find.

    Chinese runs must occur as typed; words and numbers match from their beginning.
    """
    terms: list[str] = []
    for run in _runs(query):
        if run[0].isascii() or len(run) == 1:
            terms.append(f'"{run}"*')
        else:
            terms.append('"' + " ".join(run[i : i + 2] for i in range(len(run) - 1)) + '"')
    return " AND ".join(terms)


class SearchIndex:
    """Keeps the index in step with the records, inside each unit of work."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._indexers: dict[str, Indexer] = {}

    def register(self, kind: str, indexer: Indexer) -> None:
        """Have records of ``kind`` indexed by what ``indexer`` yields for them."""
        self._indexers[kind] = indexer

    def update(self, work: Work) -> None:
        """Index what a unit of work touched (a ``before_commit`` hook)."""
        for kind, ids in work.touched_ids.items():
            indexer = self._indexers.get(kind)
            if indexer is not None:
                ordered = sorted(ids)
                for start in range(0, len(ordered), _CHUNK):
                    self._index(kind, indexer, ordered[start : start + _CHUNK])

    def find(self, query: str, kinds: Sequence[str] = (), limit: int = 50) -> list[tuple[str, str]]:
        """Return (kind, record id) of the records that hold every word of ``query``, newest first."""
        expression = match_expression(query)
        if not expression:
            return []
        only = f" AND d.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        rows = self.database.rows(
            "SELECT d.kind, d.record FROM search_fts f CROSS JOIN search_doc d ON d.doc = f.rowid"
            f" WHERE search_fts MATCH ?{only} ORDER BY f.rowid DESC LIMIT ?",
            (expression, *kinds, limit),
        )
        return [(kind, record) for kind, record in rows]

    def rebuild(self) -> None:
        """Make the whole index anew."""
        with self.database.transaction():
            self.database.run("DELETE FROM search_doc")
            self.database.run("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")
            for kind, indexer in self._indexers.items():
                self._insert(kind, indexer(self.database, ()))

    def _index(self, kind: str, indexer: Indexer, ids: Sequence[str]) -> None:
        marks = ", ".join("?" * len(ids))
        self.database.run(f"DELETE FROM search_doc WHERE kind = ? AND record IN ({marks})", (kind, *ids))
        self._insert(kind, indexer(self.database, ids))

    def _insert(self, kind: str, entries: Iterable[tuple[str, str]]) -> None:
        first = int(self.database.value("SELECT coalesce(max(doc), 0) FROM search_doc")) + 1
        first = max(first, int(self.database.value("SELECT value FROM meta WHERE key = 'search.next'") or 0))
        docs: list[tuple[int, str, str]] = []
        words: list[tuple[int, str]] = []
        number = first
        for number, (record, text) in enumerate(entries, first):
            docs.append((number, kind, record))
            words.append((number, tokens(text)))
        self.database.run_many("INSERT INTO search_doc (doc, kind, record) VALUES (?, ?, ?)", docs)
        self.database.run_many("INSERT INTO search_fts (rowid, tokens) VALUES (?, ?)", words)
        self.database.run(
            "INSERT INTO meta (key, value) VALUES ('search.next', ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (str(number + 1),),
        )


def matching_ids_sql(kind_column: str) -> str:
    """Return a condition "this record is among those that match", taking the expression and the kind as values.

    Args:
        kind_column: SQL of the record's id in the listing, such as ``t.id``.
    """
    return (
        f"{kind_column} IN (SELECT d.record FROM search_fts f CROSS JOIN search_doc d ON d.doc = f.rowid"
        " WHERE search_fts MATCH ? AND d.kind = ?)"
    )

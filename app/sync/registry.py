"""Local numbers for what is named often: streams, authors, columns. They never leave this database."""

from __future__ import annotations

from app.store.database import Database


class Registry:
    """Numbers of one unit of work; made anew for each, so that a rollback leaves nothing behind in memory.

    Args:
        database: Inside a transaction when numbers may have to be given.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._streams = {bytes.fromhex(name): idx for idx, name in database.rows("SELECT idx, stream FROM sync_stream")}
        self._stream_names = {idx: stream for stream, idx in self._streams.items()}
        self._authors: dict[str, int] | None = None
        self._author_names: dict[int, str] = {}
        self._columns: dict[str, dict[str, int]] = {}

    def stream(self, stream: bytes, state: str = "foreign") -> int:
        """Return the number of a stream, giving it one if it is new."""
        idx = self._streams.get(stream)
        if idx is None:
            self._database.run("INSERT INTO sync_stream (stream, state) VALUES (?, ?)", (stream.hex(), state))
            idx = int(self._database.value("SELECT idx FROM sync_stream WHERE stream = ?", (stream.hex(),)))
            self._streams[stream] = idx
            self._stream_names[idx] = stream
        return idx

    def stream_id(self, idx: int) -> bytes:
        """Return the id of a stream, by which all desks order streams alike."""
        found = self._stream_names.get(idx)
        if found is None:
            # One that was begun while this unit of work was under way.
            name = self._database.value("SELECT stream FROM sync_stream WHERE idx = ?", (idx,))
            found = self._stream_names[idx] = bytes.fromhex(name)
            self._streams[found] = idx
        return found

    def author(self, author: str) -> int:
        """Return the number of an author, giving one if it is new."""
        known = self._known_authors()
        idx = known.get(author)
        if idx is None:
            self._database.run("INSERT INTO sync_author (author) VALUES (?)", (author,))
            idx = int(self._database.value("SELECT idx FROM sync_author WHERE author = ?", (author,)))
            known[author] = idx
            self._author_names[idx] = author
        return idx

    def author_id(self, idx: int) -> str:
        """Return the staff id of an author's number."""
        self._known_authors()
        return self._author_names.get(idx, "")

    def columns(self, table: str, names: tuple[str, ...] = ()) -> dict[str, int]:
        """Return column name -> bit of a table, giving bits to those of ``names`` that have none."""
        known = self._columns.get(table)
        if known is None:
            rows = self._database.rows("SELECT name, idx FROM sync_column WHERE tbl = ?", (table,))
            known = self._columns[table] = {str(name): int(idx) for name, idx in rows}
        for name in names:
            if name not in known:
                self._database.run(
                    "INSERT INTO sync_column (tbl, idx, name) VALUES (?, ?, ?)", (table, len(known), name)
                )
                known[name] = len(known)
        return known

    def _known_authors(self) -> dict[str, int]:
        if self._authors is None:
            self._authors = {
                str(author): idx for idx, author in self._database.rows("SELECT idx, author FROM sync_author")
            }
            self._author_names = {idx: author for author, idx in self._authors.items()}
        return self._authors

"""What this desk knows of contents: which are here, how far they have come to the share, and which are waited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.store.blobs import is_digest
from app.store.database import Database
from app.store.fields import columns_of
from app.store.records import Record
from app.sync.body import INSERT, UPDATE, Body

AT_ONCE = 500
"""Contents looked at in one go; how many bytes that may be is limited where they are moved."""
MOST_WANTED = 50
"""Contents asked for in one acknowledgement."""


@dataclass(frozen=True, slots=True)
class Content:
    """One content as this desk knows it.

    Attributes:
        digest: Its name, hex.
        size: Its bytes; 0 while they are not known.
        here: Whether it is known to lie in this desk's folder.
        state: On the share: empty when not known; ``sent`` and read back; ``confirmed`` by reading it back later or
            because it came from there; ``missing``; ``damaged``.
        at: Since when it is in that state, or when it was last looked over, UTC milliseconds.
        looked: When it was last looked for in vain.
        tries: How often that was.
        sent: Parts put on the share and read back so far.
        got: Parts fetched so far.
        asked: Whether a person waits for it.
    """

    digest: str
    size: int = 0
    here: bool = False
    state: str = ""
    at: int = 0
    looked: int = 0
    tries: int = 0
    sent: int = 0
    got: int = 0
    asked: bool = False

    @property
    def on_share(self) -> bool:
        """Whether it was whole on the share when it was last looked at."""
        return self.state in ("sent", "confirmed")


_COLUMNS = "digest, size, here, state, at, looked, tries, sent, got, asked"


class BlobBook:
    """The list of contents on this desk.

    Args:
        database: The office's database; what writes needs an open transaction, or opens one.
        records: The record classes, of which some hold contents.
    """

    def __init__(self, database: Database, records: Iterable[type[Record]]) -> None:
        self._database = database
        self.columns = columns_with_blobs(records)

    def get(self, digest: str) -> Content:
        """Return what is known of a content."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM sync_blob WHERE digest = ?", (digest,))
        return Content(digest) if row is None else _content(row)

    def of(self, digests: Iterable[str]) -> dict[str, Content]:
        """Return what is known of several."""
        return {digest: self.get(digest) for digest in set(digests)}

    def kept(self, digest: str, size: int) -> None:
        """Note that a content lies in this desk's folder."""
        self._write(
            "INSERT INTO sync_blob (digest, size, here) VALUES (?, ?, 1)"
            " ON CONFLICT (digest) DO UPDATE SET size = excluded.size, here = 1",
            (digest, size),
        )

    def lost(self, digest: str) -> None:
        """Note that a content no longer lies in this desk's folder."""
        self._write("UPDATE sync_blob SET here = 0, got = 0 WHERE digest = ?", (digest,))

    def ask(self, digest: str, *, wanted: bool = True) -> None:
        """Note that a person waits for a content, or no longer does."""
        if wanted:
            self._write(
                "INSERT INTO sync_blob (digest, asked) VALUES (?, 1)"
                " ON CONFLICT (digest) DO UPDATE SET asked = 1, tries = 0, looked = 0",
                (digest,),
            )
        else:
            self._write("UPDATE sync_blob SET asked = 0 WHERE digest = ?", (digest,))

    # --- on the way to the share ------------------------------------------------------------------------------------

    def first_use(self, fresh: int) -> list[tuple[bytes, int, str]]:
        """Return (stream, segment, digest) for what unpublished segments name and is not known to be on the share.

        Args:
            fresh: What was looked over before this moment, UTC milliseconds, must be looked over again.
        """
        rows = self._database.rows(
            "SELECT t.stream, r.seq, r.digest FROM sync_segment s JOIN sync_stream t ON t.idx = s.idx"
            " JOIN sync_reference r ON r.idx = s.idx AND r.seq = s.seq LEFT JOIN sync_blob b ON b.digest = r.digest"
            " WHERE s.state = 'sealed' AND (b.state IS NULL OR b.state NOT IN ('sent', 'confirmed') OR b.at < ?)"
            " ORDER BY t.state = 'own', t.idx, r.seq",
            (fresh,),
        )
        return [(bytes.fromhex(stream), int(seq), str(digest)) for stream, seq, digest in rows]

    def unsent(self) -> list[str]:
        """Return contents that are here, belong to a record, and are not known to be on the share."""
        rows = self._database.rows(
            "SELECT digest FROM sync_blob WHERE here = 1 AND state NOT IN ('sent', 'confirmed') ORDER BY digest"
        )
        return [str(digest) for (digest,) in rows if self.is_used(str(digest))][:AT_ONCE]

    def unconfirmed(self, before: int) -> list[str]:
        """Return contents sent before a moment that have not been read back since."""
        rows = self._database.rows(
            "SELECT digest FROM sync_blob WHERE here = 1 AND state = 'sent' AND at <= ? ORDER BY at LIMIT ?",
            (before, AT_ONCE),
        )
        return [str(digest) for (digest,) in rows]

    def sent(self, digest: str, parts: int) -> None:
        """Note how many parts are on the share and were read back."""
        self._write("UPDATE sync_blob SET sent = ? WHERE digest = ?", (parts, digest))

    def is_on_share(self, digest: str, state: str, now: int) -> None:
        """Note that the whole content is on the share: ``sent`` or ``confirmed``."""
        self._write(
            "INSERT INTO sync_blob (digest, state, at) VALUES (?, ?, ?) ON CONFLICT (digest) DO UPDATE SET"
            " state = excluded.state, at = excluded.at, tries = 0, looked = 0",
            (digest, state, now),
        )

    def is_not_on_share(self, digest: str) -> None:
        """Note that nothing is known of it on the share any more: whoever holds it sends it again."""
        self._write("UPDATE sync_blob SET state = '', sent = 0 WHERE digest = ?", (digest,))

    # --- on the way from the share ----------------------------------------------------------------------------------

    def absent(self, up_to: int, now: int) -> list[Content]:
        """Return contents to be fetched now: those a person waits for first, then small ones first.

        Args:
            up_to: Bytes up to which a content is fetched without being asked for; 0 for none.
            now: UTC milliseconds; what was looked for in vain waits longer each time.
        """
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM sync_blob WHERE here = 0 AND (asked = 1 OR size <= ? AND ? > 0)"
            " ORDER BY asked DESC, tries, size, digest",
            (up_to, up_to),
        )
        found = (_content(row) for row in rows)
        due = (content for content in found if content.looked + _patience(content.tries) <= now)
        return [content for content in due if content.asked or self.is_used(content.digest)][:AT_ONCE]

    def wanted(self, up_to: int, now: int, patience: int) -> list[str]:
        """Return contents that were looked for in vain for a while: the others are asked to send them again."""
        rows = self._database.rows(
            "SELECT digest FROM sync_blob WHERE here = 0 AND state IN ('missing', 'damaged') AND at <= ?"
            " AND (asked = 1 OR size <= ?) ORDER BY asked DESC, digest",
            (now - patience, up_to),
        )
        return [str(digest) for (digest,) in rows if self.is_used(str(digest))][:MOST_WANTED]

    def got(self, digest: str, parts: int, size: int) -> None:
        """Note how many parts have been fetched."""
        self._write("UPDATE sync_blob SET got = ?, size = ? WHERE digest = ?", (parts, size, digest))

    def arrived(self, digest: str, size: int, now: int) -> None:
        """Note that a content has come from the share whole."""
        self._write(
            "UPDATE sync_blob SET here = 1, asked = 0, state = 'confirmed', at = ?, got = 0, tries = 0, looked = 0,"
            " size = ? WHERE digest = ?",
            (now, size, digest),
        )

    def in_vain(self, digest: str, state: str, now: int) -> None:
        """Note that a content was looked for and is ``missing`` or ``damaged``."""
        self._write(
            "UPDATE sync_blob SET at = CASE WHEN state IN ('missing', 'damaged') THEN at ELSE ? END, state = ?,"
            " looked = ?, tries = tries + 1 WHERE digest = ?",
            (now, state, now, digest),
        )

    # --- whose they are ---------------------------------------------------------------------------------------------

    def is_used(self, digest: str) -> bool:
        """Say whether a record has this content now."""
        return any(
            self._database.value(f'SELECT 1 FROM "{table}" WHERE "{column}" = ? LIMIT 1', (digest,)) is not None
            for table, columns in self.columns.items()
            for column in columns
        )

    def used(self) -> set[str]:
        """Return every content that a record has, or had in a version that is not settled."""
        found: set[str] = set()
        for table, columns in self.columns.items():
            for column in columns:
                rows = self._database.rows(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" <> \'\'')
                rows += self._database.rows("SELECT value FROM sync_sibling WHERE tbl = ? AND col = ?", (table, column))
                found.update(value for (value,) in rows if is_digest(value))
        return found

    def used_since(self, moment: int) -> set[str]:
        """Return contents of records that were deleted after a moment (UTC milliseconds), and may be brought back."""
        found: set[str] = set()
        for table, columns in self.columns.items():
            for column in columns:
                rows = self._database.rows(
                    "SELECT DISTINCT o.old FROM sync_oplog o JOIN sync_tx x USING (tx)"
                    " WHERE o.tbl = ? AND o.col = ? AND o.kind IN ('X', 'U') AND x.at >= ?",
                    (table, column, moment),
                )
                found.update(value for (value,) in rows if is_digest(value))
        return found

    def writer(self, digest: str) -> bytes | None:
        """Return the stream that first said a record has this content, or None if that is not known."""
        found = self._database.value(
            "SELECT t.stream FROM sync_reference r JOIN sync_stream t USING (idx) JOIN sync_segment s"
            " ON s.idx = r.idx AND s.seq = r.seq WHERE r.digest = ? ORDER BY s.at, s.id LIMIT 1",
            (digest,),
        )
        return None if found is None else bytes.fromhex(found)

    def reconcile(self) -> None:
        """Take up contents of records that came by another way than a segment (a snapshot, a first start)."""
        with self._database.transaction():
            for table, columns in self.columns.items():
                for column in columns:
                    self._database.run(
                        f'INSERT INTO sync_blob (digest, size) SELECT "{column}", max(size) FROM "{table}"'
                        f' WHERE "{column}" <> \'\' GROUP BY "{column}" ON CONFLICT (digest) DO NOTHING'
                    )

    def here(self) -> list[str]:
        """Return the contents noted as lying in this desk's folder."""
        return [str(digest) for (digest,) in self._database.rows("SELECT digest FROM sync_blob WHERE here = 1")]

    def _write(self, sql: str, values: tuple[object, ...]) -> None:
        if self._database.in_transaction:
            self._database.run(sql, values)
            return
        with self._database.transaction():
            self._database.run(sql, values)


def columns_with_blobs(records: Iterable[type[Record]]) -> Mapping[str, tuple[str, ...]]:
    """Return table -> its columns that name contents."""
    found = {record.table: tuple(column.name for column in columns_of(record) if column.blob) for record in records}
    return {table: columns for table, columns in found.items() if columns}


def note_references(database: Database, columns: Mapping[str, tuple[str, ...]], idx: int, seq: int, body: Body) -> None:
    """Note, in the transaction that keeps a segment, which contents its records have.

    Args:
        database: Inside that transaction.
        columns: What ``columns_with_blobs`` returned.
        idx: Local number of the segment's stream.
        seq: The segment.
        body: What it says.
    """
    for tx in body.txs:
        for run in tx.runs:
            if run.table not in columns or run.kind not in (INSERT, UPDATE):
                continue
            sizes: list[Any] = run.values[run.columns.index("size")] if "size" in run.columns else []
            for name in columns[run.table]:
                if name not in run.columns:
                    continue
                for at, digest in enumerate(run.values[run.columns.index(name)]):
                    if is_digest(digest):
                        size = sizes[at] if sizes else 0
                        _note(database, idx, seq, str(digest), size if type(size) is int and size > 0 else 0)


def _note(database: Database, idx: int, seq: int, digest: str, size: int) -> None:
    database.run(
        "INSERT INTO sync_reference (idx, seq, digest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (idx, seq, digest)
    )
    database.run("INSERT INTO sync_blob (digest, size) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING", (digest, size))


def _content(row: tuple[Any, ...]) -> Content:
    digest, size, here, state, at, looked, tries, sent, got, asked = row
    return Content(digest, size, bool(here), state, at, looked, tries, sent, got, bool(asked))


def _patience(tries: int) -> int:
    """Return how long to wait after so many tries in vain, milliseconds: 15 s, doubling up to six hours."""
    return 0 if not tries else min(15_000 << min(tries - 1, 12), 6 * 3_600_000)

"""The segments that this desk keeps: its own until they are safe, and everybody else's for whoever misses them."""

from __future__ import annotations

from collections.abc import Iterable

from app.store.store import Store


class KeptSegments:
    """Segments in the database.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._database = store.database

    def bytes_of(self, stream: bytes, seq: int) -> bytes | None:
        """Return the file of a segment, if it is kept here."""
        return self._database.value(
            "SELECT bytes FROM sync_segment WHERE seq = ? AND idx = (SELECT idx FROM sync_stream WHERE stream = ?)",
            (seq, stream.hex()),
        )

    def segments(self, stream: bytes, first: int, last: int) -> list[bytes]:
        """Return the files of a stretch of a stream, as far as they are kept here."""
        rows = self._database.rows(
            "SELECT bytes FROM sync_segment WHERE seq BETWEEN ? AND ?"
            " AND idx = (SELECT idx FROM sync_stream WHERE stream = ?) ORDER BY seq",
            (first, last, stream.hex()),
        )
        return [data for (data,) in rows]

    def safe(self, stream: bytes) -> set[int]:
        """Return the segments of a stream of this desk that are known to be on the share."""
        rows = self._database.rows(
            "SELECT seq FROM sync_segment WHERE state IN ('confirmed', 'foreign')"
            " AND idx = (SELECT idx FROM sync_stream WHERE stream = ?)",
            (stream.hex(),),
        )
        return {int(seq) for (seq,) in rows}

    def held(self, stream: bytes) -> dict[int, bytes]:
        """Return segment -> hash of what is kept here of a stream."""
        rows = self._database.rows(
            "SELECT seq, hash FROM sync_segment"
            " WHERE idx = (SELECT idx FROM sync_stream WHERE stream = ?) ORDER BY seq",
            (stream.hex(),),
        )
        return {int(seq): found for seq, found in rows}

    def unsent(self) -> list[tuple[bytes, int, bytes]]:
        """Return (stream, number, file) of this desk's segments that are not on the share yet, former streams first."""
        rows = self._database.rows(
            "SELECT t.stream, s.seq, s.bytes FROM sync_segment s JOIN sync_stream t USING (idx)"
            " WHERE s.state = 'sealed' ORDER BY t.state = 'own', t.idx, s.seq"
        )
        return [(bytes.fromhex(stream), int(seq), data) for stream, seq, data in rows]

    def unsent_former(self) -> bool:
        """Say whether segments of a former stream are not on the share yet."""
        sql = (
            "SELECT 1 FROM sync_segment s JOIN sync_stream t USING (idx) WHERE s.state = 'sealed' AND t.state <> 'own'"
        )
        return self._database.value(f"{sql} LIMIT 1") is not None

    def unsent_count(self) -> int:
        """Return how many own segments are not on the share yet."""
        return int(self._database.value("SELECT count(*) FROM sync_segment WHERE state = 'sealed'"))

    def unsent_first(self, idx: int) -> int | None:
        """Return the first segment of a stream that is not on the share yet, or None if all are."""
        found = self._database.value("SELECT min(seq) FROM sync_segment WHERE idx = ? AND state = 'sealed'", (idx,))
        return None if found is None else int(found)

    def unconfirmed(self, before: int) -> list[tuple[bytes, int, bytes]]:
        """Return (stream, number, hash) of this desk's segments sent before a moment that nobody has confirmed yet."""
        rows = self._database.rows(
            "SELECT t.stream, s.seq, s.hash FROM sync_segment s JOIN sync_stream t USING (idx)"
            " WHERE s.state = 'sent' AND s.at <= ? ORDER BY t.idx, s.seq LIMIT 20",
            (before,),
        )
        return [(bytes.fromhex(stream), int(seq), found) for stream, seq, found in rows]

    def mark(self, stream: bytes, seqs: Iterable[int], state: str) -> None:
        """Note how far segments of this desk have come: ``sent`` or ``confirmed``; the share tells it again."""
        with self._database.transaction(lasting=False):
            self._database.run_many(
                "UPDATE sync_segment SET state = ?, at = ?"
                " WHERE seq = ? AND idx = (SELECT idx FROM sync_stream WHERE stream = ?)",
                [(state, self.store.clock.now(), seq, stream.hex()) for seq in seqs],
            )

    def confirm(self, stream: bytes, upto: int) -> None:
        """Note that another desk has taken in this desk's segments up to one."""
        rows = self._database.rows(
            "SELECT seq FROM sync_segment WHERE state = 'sent' AND seq <= ?"
            " AND idx = (SELECT idx FROM sync_stream WHERE stream = ?)",
            (upto, stream.hex()),
        )
        if rows:
            self.mark(stream, [int(seq) for (seq,) in rows], "confirmed")

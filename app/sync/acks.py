"""Acknowledgements: what each desk has taken in, what it misses, which version it runs. The newest of each counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgpack

from app.store.database import Database
from app.sync.faults import Damaged
from app.sync.vector import Vector


@dataclass(frozen=True)
class Ack:
    """One acknowledgement.

    Attributes:
        vector: What its desk has taken in.
        gaps: Segments it waits for: (stream, number).
        version: Its program's version.
        schema: Fingerprint of its tables.
        clock_off: Its clock against the file server's, milliseconds.
        at: When it was written, UTC milliseconds by the file server's clock.
        contents: Digests of attachments it looked for on the share and did not find whole.
    """

    vector: Vector
    gaps: tuple[tuple[bytes, int], ...]
    version: str
    schema: str
    clock_off: int
    at: int
    contents: tuple[bytes, ...] = ()

    def encoded(self) -> bytes:
        """Return it as bytes; unknown keys of newer versions are ignored by readers."""
        said = {
            "v": self.vector,
            "g": [list(gap) for gap in self.gaps],
            "a": self.version,
            "s": self.schema,
            "o": self.clock_off,
            "t": self.at,
        }
        return msgpack.packb(said | {"b": list(self.contents)} if self.contents else said)

    @classmethod
    def decoded(cls, data: bytes) -> Ack:
        """Read what ``encoded`` wrote.

        Raises:
            Damaged: It is something else.
        """
        try:
            read = cast(Mapping[str, Any], msgpack.unpackb(data, strict_map_key=False))
            vector = {_id(stream): _count(seq) for stream, seq in read["v"].items()}
            gaps = tuple((_id(stream), _count(seq)) for stream, seq in read["g"])
            contents = tuple(_id(digest, 32) for digest in read.get("b", ()))
            return cls(vector, gaps, str(read["a"]), str(read["s"]), int(read["o"]), _count(read["t"]), contents)
        except (ValueError, TypeError, KeyError, AttributeError, msgpack.UnpackException) as error:
            raise Damaged("not an acknowledgement") from error


def _id(value: object, length: int = 16) -> bytes:
    if not isinstance(value, bytes) or len(value) != length:
        raise ValueError("no id")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError("no count")
    return value


class Acks:
    """The newest acknowledgement of every stream, as this desk has read them.

    Args:
        database: The office's database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers(self) -> dict[bytes, int]:
        """Return stream -> number of its newest acknowledgement known here."""
        return {
            bytes.fromhex(stream): int(number)
            for stream, number in self._database.rows("SELECT stream, number FROM sync_ack")
        }

    def all(self) -> dict[bytes, Ack]:
        """Return stream -> its newest acknowledgement."""
        rows = self._database.rows("SELECT stream, content FROM sync_ack")
        return {bytes.fromhex(stream): Ack.decoded(content) for stream, content in rows}

    def keep(self, found: Iterable[tuple[bytes, int, Ack]], now: int) -> None:
        """Keep newer ones: (stream, number, content)."""
        with self._database.transaction(lasting=False):  # they lie on the share
            self._database.run_many(
                "INSERT INTO sync_ack (stream, number, heard_at, content) VALUES (?, ?, ?, ?) ON CONFLICT (stream) "
                "DO UPDATE SET number = excluded.number, heard_at = excluded.heard_at, content = excluded.content "
                "WHERE excluded.number > number",
                [(stream.hex(), number, now, ack.encoded()) for stream, number, ack in found],
            )

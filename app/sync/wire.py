"""What everything on the wire is made of: MessagePack, read with suspicion, and the small things all files hold.

Every reader here raises ``Damaged`` for whatever its writer could not have written, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

import msgpack

from app.sync.faults import Damaged
from app.sync.vector import Vector

SMALLEST = -(1 << 63)
LARGEST = (1 << 63) - 1
"""The numbers SQLite can hold."""

ID_BYTES = 16
"""Length of the ids of sites, streams, devices and invitations."""

V = TypeVar("V")


def pack(thing: object) -> bytes:
    """Return ``thing`` as MessagePack.

    Raises:
        ValueError: It holds something MessagePack does not have.
    """
    try:
        return msgpack.packb(thing)
    except (TypeError, OverflowError) as error:
        raise ValueError(str(error)) from error


def unpack(data: bytes) -> Any:
    """Return what ``data`` holds; no length in it is believed beyond what there is of it.

    Raises:
        Damaged: It is not one whole MessagePack value.
    """
    try:
        return msgpack.unpackb(data)
    except (ValueError, TypeError, msgpack.UnpackException, RecursionError) as error:
        raise Damaged(f"not MessagePack: {type(error).__name__}") from error


def listed(wire: object, least: int = 0) -> list[Any]:
    """Return ``wire``, which must be an array of at least ``least`` things; more than a reader knows are ignored by it.

    Raises:
        Damaged: It is not.
    """
    if not isinstance(wire, list) or len(cast(list[Any], wire)) < least:
        raise Damaged("an array expected")
    return cast(list[Any], wire)


def hex_bytes(text: str) -> bytes | None:
    """Return the bytes that ``text`` shows as lower-case hex digits, or None if it is not exactly such a text."""
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return None
    return data if data.hex() == text else None


def mapped(wire: object) -> dict[str, Any]:
    """Return ``wire``, which must be a map; keys a reader does not know are ignored by it.

    Raises:
        Damaged: It is not.
    """
    if not isinstance(wire, dict):
        raise Damaged("a map expected")
    return cast(dict[str, Any], wire)


def at(things: Sequence[V], number: object) -> V:
    """Return the thing with this number.

    Raises:
        Damaged: There is none.
    """
    if type(number) is not int or not 0 <= number < len(things):
        raise Damaged("nothing has this number")
    return things[number]


def wire_count(value: int) -> int:
    """Return ``value``, which must be a whole number from 0 to 63 bits.

    Raises:
        ValueError: It is not.
    """
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise ValueError("a count is a whole number from 0 to 63 bits")
    return value


def read_count(wire: object) -> int:
    """Return what ``wire_count`` was given, or raise ``Damaged``."""
    if type(wire) is not int or not 0 <= wire <= LARGEST:
        raise Damaged("no count")
    return wire


def wire_text(text: str) -> str | bytes:
    """Return a text as it is, or as bytes if it shows some as lower-case hex digits."""
    raw = hex_bytes(text)
    return text if raw is None else raw


def read_text(wire: object) -> str:
    """Return what ``wire_text`` was given, or raise ``Damaged``."""
    if isinstance(wire, bytes):
        return wire.hex()
    if not isinstance(wire, str):
        raise Damaged("no text")
    return wire


def wire_vector(vector: Mapping[bytes, int], streams: dict[bytes, int]) -> list[int]:
    """Return a vector as stream, seq, stream, seq …

    Args:
        vector: The vector.
        streams: Stream id -> its number; streams not met before are added.

    Raises:
        ValueError: It is not a vector.
    """
    flat: list[int] = []
    for stream, seq in sorted(vector.items()):
        if type(stream) is not bytes or len(stream) != ID_BYTES:
            raise ValueError("a stream id has 16 bytes")
        flat += (streams.setdefault(stream, len(streams)), wire_count(seq))
    return flat


def read_vector(wire: object, streams: Sequence[bytes]) -> Vector:
    """Return what ``wire_vector`` was given, or raise ``Damaged``."""
    flat = list(map(read_count, listed(wire)))
    vector = {at(streams, stream): seq for stream, seq in zip(flat[::2], flat[1::2], strict=False)}
    if 2 * len(vector) != len(flat):
        raise Damaged("a vector names a stream twice")
    return vector


def read_streams(joined: object) -> list[bytes]:
    """Return the stream ids that lie in ``joined`` one after the other, or raise ``Damaged``."""
    if not isinstance(joined, bytes) or len(joined) % ID_BYTES:
        raise Damaged("streams cut off")
    return [joined[start : start + ID_BYTES] for start in range(0, len(joined), ID_BYTES)]

"""Columns of stored values as few bytes, quickly: what segments and snapshots are made of.

A column on the wire is either a plain array, each value as MessagePack has it, or one extension type that holds the
whole column in a form zstd can make small:

==== ======== =======================================================================================================
code form     payload
==== ======== =======================================================================================================
1    ids      every value is 32 lower-case hex digits: 16 bytes each, first all first bytes, then all second ones …
2    numbers  width (1, 2, 4 or 8), then signed little-endian numbers of that width, again by planes of bytes
3    steps    the first number (8 bytes), then what each next one adds, as numbers
4    texts    joined with NUL, which none of them holds
5    gaps     MessagePack of [one byte a row, 0 where it is empty, the column of the others]
6    repeats  MessagePack of [the column of different values, which of them each row holds as planes: width, numbers]
==== ======== =======================================================================================================

The form is chosen by the writer for size; a reader takes any. The work is done on whole columns, never cell by cell in
Python. A row always costs at least one byte, so that what is read cannot be much larger than what was sent.
"""

from __future__ import annotations

import math
import struct
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import accumulate, compress, count, repeat
from operator import is_not, sub
from typing import Any, cast

import msgpack
import zstandard

from app.sync.faults import Damaged
from app.sync.wire import LARGEST, SMALLEST, listed, pack, unpack

Value = int | float | str | bytes | msgpack.ExtType | None
"""What a cell may hold. An ``ExtType`` is a type of a newer program, kept as it came."""

_IDS, _NUMBERS, _STEPS, _TEXTS, _GAPS, _REPEATS = 1, 2, 3, 4, 5, 6
_FEW = 4
_MOST_DIFFERENT = 1 << 16
_SAMPLE = 1024
_GAPPED = ({type(None), str}, {type(None), int})
_FORMATS = {1: "b", 2: "h", 4: "i", 8: "q"}
_PLAIN_TYPES = frozenset({type(None), int, float, str, bytes, msgpack.ExtType})


# --- writing -------------------------------------------------------------------------------------------------------


def wire_column(values: Sequence[Value]) -> object:
    """Return ``values`` as the wire has them, in the smallest form that suits; pack it with ``pack``.

    Raises:
        ValueError: A value is not one that a cell may hold: of another type, beyond 64 bits, not a number.
    """
    if not isinstance(values, list):
        values = list(values)
    types = set(map(type, values))
    if types == {str}:
        return _wire_texts(cast(list[str], values))
    if types == {int}:
        return _wire_numbers(cast(list[int], values))
    if len(values) >= _FEW and types in _GAPPED:
        present = bytes(map(is_not, values, repeat(None)))
        others = list(compress(values, present))
        column = _wire_texts(cast(list[str], others)) if str in types else _wire_numbers(cast(list[int], others))
        return msgpack.ExtType(_GAPS, pack([present, column]))
    if not types <= _PLAIN_TYPES:
        raise ValueError(f"a cell cannot hold {types - _PLAIN_TYPES}")
    _check_plain(values, types, ValueError)
    return values


def _wire_texts(values: list[str]) -> object:
    if repeats := _wire_repeats(values):
        return repeats
    if ids := _wire_ids(values):
        return ids
    joined = "\0".join(values)
    if len(values) < _FEW or joined.count("\0") != len(values) - 1:
        return values
    return msgpack.ExtType(_TEXTS, joined.encode())


def _wire_ids(values: list[str]) -> msgpack.ExtType | None:
    if len(values[0]) != 32:
        return None
    joined = " ".join(values)
    try:
        raw = bytes.fromhex(joined)
    except ValueError:
        return None
    # Only if each is 32 lower-case digits do they come back like this.
    return msgpack.ExtType(_IDS, _planes(raw, 16)) if raw.hex(" ", 16) == joined else None


def _wire_numbers(values: list[int]) -> object:
    numbers = _numbers(values)
    if numbers is None:
        raise ValueError("a cell cannot hold a number beyond 64 bits")
    if len(values) < _FEW:
        return values
    plain = msgpack.ExtType(_NUMBERS, numbers)
    if numbers[0] == 1:
        return plain
    # Steps of fewer bytes are surely smaller; otherwise what zstd makes of each tells.
    forms = [form for form in (_wire_steps(values), _wire_repeats(values)) if form]
    if not (forms and forms[0].code == _STEPS and forms[0].data[8] < numbers[0]):
        forms.append(plain)
    return forms[0] if len(forms) == 1 else min(forms, key=lambda form: len(zstandard.compress(form.data, 1)))


def _wire_steps(values: list[int]) -> msgpack.ExtType | None:
    steps = _numbers(list(map(sub, values[1:], values)))
    return msgpack.ExtType(_STEPS, struct.pack("<q", values[0]) + steps) if steps else None


def _wire_repeats(values: list[str] | list[int]) -> msgpack.ExtType | None:
    if len(values) < _FEW:
        return None
    if values[0] == values[-1] and cast(list[Any], values).count(values[0]) == len(values):
        return msgpack.ExtType(_REPEATS, pack([values[:1], b"\x01" + bytes(len(values))]))
    sample = values[:: len(values) // _SAMPLE + 1]
    if len(set(sample)) > 0.9 * len(sample):
        return None
    places = defaultdict[Any, int](count().__next__)
    which = list(map(places.__getitem__, values))
    if len(places) > min(len(values) // 2, _MOST_DIFFERENT):
        return None
    different: list[Any] = list(places)
    once = different if len(different) < _FEW else _wire_once(different)
    return msgpack.ExtType(_REPEATS, pack([once, _numbers(which)]))


def _wire_once(values: list[str] | list[int]) -> object:
    """Return different values as a column that holds no other."""
    if isinstance(values[0], int):
        return msgpack.ExtType(_NUMBERS, _numbers(cast(list[int], values)) or b"")
    return _wire_ids(cast(list[str], values)) or values


def _numbers(values: list[int]) -> bytes | None:
    """Return numbers of the smallest width that holds them all, or None if none does."""
    for width, code in _FORMATS.items():
        try:
            return bytes([width]) + _planes(struct.pack(f"<{len(values)}{code}", *values), width)
        except struct.error:
            continue
    return None


def _planes(raw: bytes, width: int) -> bytes:
    return raw if width == 1 else b"".join([raw[plane::width] for plane in range(width)])


# --- reading -------------------------------------------------------------------------------------------------------


def read_column(wire: object, rows: int) -> list[Value]:
    """Return the values of a column.

    Args:
        wire: What ``unpack`` gave for it.
        rows: How many values it must have.

    Raises:
        Damaged: It is not a column of so many values.
    """
    return _read(wire, rows, 2)


def read_texts(wire: object, rows: int) -> list[str]:
    """Return the texts of a column that may hold nothing else, as ``read_column`` does."""
    values = _read(wire, rows, 2)
    texts = isinstance(wire, msgpack.ExtType) and wire.code in (_IDS, _TEXTS)
    if values and not texts and set(map(type, values)) != {str}:
        raise Damaged("texts expected")
    return cast(list[str], values)


def read_numbers(wire: object, rows: int, least: int = 0) -> list[int]:
    """Return the numbers of a column that may hold nothing else, none below ``least``, as ``read_column`` does."""
    values = _read(wire, rows, 2)
    if values and (set(map(type, values)) != {int} or min(cast(list[int], values)) < least):
        raise Damaged("numbers expected")
    return cast(list[int], values)


def _read(wire: object, rows: int, depth: int) -> list[Value]:
    if isinstance(wire, list):
        values = cast(list[Value], wire)
        types = set(map(type, values))
        if not types <= _PLAIN_TYPES:
            raise Damaged("a cell holds what no cell can")
        _check_plain(values, types, Damaged)
    elif isinstance(wire, msgpack.ExtType):
        if wire.code in _NESTING:
            if not depth:
                raise Damaged("columns within columns")
            values = _NESTING[wire.code](wire.data, rows, depth - 1)
        elif wire.code in _FLAT:
            values = _FLAT[wire.code](wire.data, rows)
        else:
            raise Damaged("unknown form of column")
    else:
        raise Damaged("no column")
    if len(values) != rows:
        raise Damaged("columns of different length")
    return values


def _read_ids(data: bytes, rows: int) -> list[Any]:
    if len(data) != 16 * rows:
        raise Damaged("ids cut off")
    return _rows(data, 16).hex(" ", 16).split()


def _read_numbers(data: bytes, rows: int) -> list[Any]:
    width = data[0] if data else 0
    if width not in _FORMATS or len(data) != 1 + width * rows:
        raise Damaged("numbers cut off")
    return list(struct.unpack(f"<{rows}{_FORMATS[width]}", _rows(data[1:], width)))


def _read_steps(data: bytes, rows: int) -> list[Any]:
    if rows < 1 or len(data) < 9:
        raise Damaged("steps cut off")
    (first,) = struct.unpack_from("<q", data)
    values = list(accumulate(_read_numbers(data[8:], rows - 1), initial=first))
    if min(values) < SMALLEST or max(values) > LARGEST:
        raise Damaged("a number beyond 64 bits")
    return values


def _read_joined(data: bytes, rows: int) -> list[Any]:
    try:
        return data.decode().split("\0")
    except UnicodeDecodeError as error:
        raise Damaged("texts are not UTF-8") from error


def _read_gaps(data: bytes, rows: int, depth: int) -> list[Any]:
    present, inner = listed(unpack(data), 2)[:2]
    if not isinstance(present, bytes) or len(present) != rows or present.count(0) + present.count(1) != rows:
        raise Damaged("gaps do not fit")
    others = iter(_read(inner, present.count(1), depth))
    return [next(others) if there else None for there in present]


def _read_repeats(data: bytes, rows: int, depth: int) -> list[Any]:
    once, which = listed(unpack(data), 2)[:2]
    if not isinstance(which, bytes):
        raise Damaged("repeats do not fit")
    indices = _read_numbers(which, rows)
    different = _read(once, _length(once), 0)
    if indices and not 0 <= min(indices) <= max(indices) < len(different):
        raise Damaged("repeats of nothing")
    return different * rows if len(different) == 1 else list(map(different.__getitem__, indices))


def _length(wire: object) -> int:
    """Return how many values a column without nesting claims to have."""
    match wire:
        case msgpack.ExtType(code=1, data=data):
            return len(data) // 16
        case msgpack.ExtType(code=2, data=data) if data and data[0]:
            return (len(data) - 1) // data[0]
        case msgpack.ExtType(code=4, data=data):
            return data.count(0) + 1
        case _:
            return len(listed(wire))


def _rows(data: bytes, width: int) -> bytes:
    if width == 1:
        return data
    rows = len(data) // width
    out = bytearray(len(data))
    for plane in range(width):
        out[plane::width] = data[plane * rows : (plane + 1) * rows]
    return bytes(out)


_FLAT: dict[int, Callable[[bytes, int], list[Any]]] = {
    _IDS: _read_ids,
    _NUMBERS: _read_numbers,
    _STEPS: _read_steps,
    _TEXTS: _read_joined,
}
_NESTING: dict[int, Callable[[bytes, int, int], list[Any]]] = {_GAPS: _read_gaps, _REPEATS: _read_repeats}


def _check_plain(values: list[Value], types: set[type], fault: type[Exception]) -> None:
    if int in types:
        numbers = [value for value in values if isinstance(value, int)]
        if min(numbers) < SMALLEST or max(numbers) > LARGEST:
            raise fault("a number beyond 64 bits")
    if float in types and any(math.isnan(value) for value in values if isinstance(value, float)):
        raise fault("not a number")

"""What a segment says comes back exactly, is small, and nothing else is taken for it."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable
from typing import Any

import msgpack
import pytest
import zstandard
from hypothesis import given

from app.core.ids import new_id
from app.sync.body import DELETE, INSERT, UPDATE, Base, Body, Run, Tx, decode_body, encode_body
from app.sync.columns import Value
from app.sync.faults import Damaged
from tests.support.wire import BODIES

STREAM = bytes(range(16))
ID = "0199c8440ec077faab63c38e9e29a123"


def one(values: list[Value]) -> Body:
    run = Run("ticket", UPDATE, ("title",), [ID] * len(values), [values])
    return Body({STREAM: 3}, True, "abcd", False, [Tx(1, ID, None, [run])])


def back(values: list[Value]) -> list[Value]:
    return decode_body(encode_body(one(values))).txs[0].runs[0].values[0]


@given(BODIES)
def test_what_is_written_is_read(body: Body) -> None:
    data = encode_body(body)
    found = decode_body(data)
    assert found == body
    assert repr(found.txs) == repr(body.txs)  # 1 is not 1.0, nor is -0.0 0.0
    assert encode_body(found) == data


@pytest.mark.parametrize("count", [1, 3, 4, 9, 40])
@pytest.mark.parametrize(
    "values",
    [
        [ID],
        [ID.upper()],
        [ID[:-1] + " "],
        [ID, ID.upper()],
        [ID, None],
        [ID, ID[:-2]],
        ["a\0b", "c"],
        ["", "\0"],
        [""],
        [None],
        [None, 5],
        [None, ""],
        [0, -1, (1 << 63) - 1, -(1 << 63)],
        [-128, 127],
        [-129, 128],
        [1 << 31, -(1 << 31)],
        [1, 1.0],
        [-0.0, 0.0],
        [math.inf, -math.inf],
        [b"", b"\0" * 16],
        [msgpack.ExtType(5, b"\1\2"), msgpack.ExtType(5, b"\1\2" * 8)],
        ["维修", None, 7, b"x", 0.1],
    ],
)
def test_columns_of_every_kind(values: list[Value], count: int) -> None:
    column = [values[place % len(values)] for place in range(count)]
    assert list(map(repr, back(column))) == list(map(repr, column))


def test_a_unit_of_work_keeps_its_order_and_its_base() -> None:
    base = Base({STREAM: 4, bytes(16): 9}, (17, 3))
    first = Run("ticket", INSERT, ("title",), ["b", "a"], [["one", "two"]])
    again = Run("ticket", INSERT, ("title",), ["c"], [["three"]])
    gone = Run("note", DELETE, (), ["d"], [])
    body = Body({}, False, "", True, [Tx(7, "", base, [first, gone, again]), Tx(8, ID, None, [again])])
    assert decode_body(encode_body(body)) == body


@pytest.mark.parametrize("text", ["", "ab", "AB", "Ab12", "abc", "ab cd", "beef", "维修", ID, ID.upper()])
def test_texts_that_look_like_digits_stay_as_they_are(text: str) -> None:
    body = Body({}, True, text, False, [Tx(1, text, None, [Run(text, INSERT, (text,), [text], [[text]])])])
    assert decode_body(encode_body(body)) == body


def test_the_order_in_which_a_vector_grew_does_not_show() -> None:
    one, other = (dict.fromkeys(names, 1) for names in ((STREAM, bytes(16)), (bytes(16), STREAM)))
    assert encode_body(Body(one, True, "", False, [])) == encode_body(Body(other, True, "", False, []))


def refused(change: Callable[[Body], object]) -> bool:
    body = one(["a", "b"])
    change(body)
    try:
        encode_body(body)
    except ValueError:
        return True
    return False


def test_what_no_cell_can_hold_is_not_written() -> None:
    for value in (True, 1 << 63, -(1 << 63) - 1, math.nan, "\ud800", [1], {"a": 1}, object(), 1 + 2j):
        wrong: Any = value
        for column in ([wrong], [wrong, None], [wrong] * 9, [wrong, "x", 1], [None, None, None, wrong]):
            with pytest.raises(ValueError, match=r"."):
                encode_body(one(column))


def test_a_run_that_is_none_is_not_written() -> None:
    def run(**parts: Any) -> Callable[[Body], object]:
        def change(body: Body) -> None:
            for name, part in parts.items():
                setattr(body.txs[0].runs[0], name, part)

        return change

    assert refused(run(pks=[], values=[[]]))
    assert refused(run(kind="X"))
    assert refused(run(kind=DELETE))
    assert refused(run(columns=("a", "a"), values=[["x", "y"], ["x", "y"]]))
    assert refused(run(columns=("a", "b")))
    assert refused(run(values=[["x"]]))
    assert refused(run(values=[]))
    assert refused(run(pks=[1, 2]))
    assert refused(lambda body: setattr(body, "seen", {b"short": 1}))
    assert refused(lambda body: setattr(body, "seen", {STREAM: -1}))
    assert refused(lambda body: setattr(body.txs[0], "hlc", 1 << 63))
    assert refused(lambda body: setattr(body.txs[0], "base", Base({}, (-1, 0))))


# --- what others send ----------------------------------------------------------------------------------------------


def wired() -> dict[str, Any]:
    return msgpack.unpackb(encode_body(one(["a", "b", "c", "d"])))


def test_what_a_newer_program_adds_is_passed_over() -> None:
    wire = wired()
    wire["later"] = {"deep": [1, 2, {"x": msgpack.ExtType(9, b"!")}]}
    wire["t"].append("more")
    wire["r"].append("more")
    wire["p"][0].append("more")
    assert decode_body(msgpack.packb(wire)) == one(["a", "b", "c", "d"])


WRONG: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    (f"no {key}", lambda wire, key=key: wire.pop(key)) for key in "hsdvtrp"
] + [
    (f"{key} is {thing!r}", lambda wire, key=key, thing=thing: wire.update({key: thing}))
    for key in "hsdvtrpfm"
    for thing in (None, 1, 1 << 64 - 1, "x", [1], [[1]], {"a": 1}, msgpack.ExtType(1, b"x"), 0.5)
    if (key, thing) not in (("h", "x"), ("f", True), ("m", True))
]
WRONG += [
    ("a name that is a number", lambda wire: wire["s"].__setitem__(0, 5)),
    ("a stream cut off", lambda wire: wire.update(d=wire["d"][:-1])),
    ("a stream twice in a vector", lambda wire: wire.update(v=[0, 1, 0, 2])),
    ("a stream without a number", lambda wire: wire.update(v=[0])),
    ("a stream that is not there", lambda wire: wire.update(v=[1, 1])),
    ("a vector of negative numbers", lambda wire: wire.update(v=[0, -1])),
    ("more transactions than times", lambda wire: wire["t"].__setitem__(0, 2)),
    ("a million transactions", lambda wire: wire["t"].__setitem__(0, 1 << 40)),
    ("a huge time", lambda wire: wire["t"].__setitem__(1, [1 << 63])),
    ("a time before all times", lambda wire: wire["t"].__setitem__(1, [-1])),
    ("a time that is true", lambda wire: wire["t"].__setitem__(1, [True])),
    ("an author that is not there", lambda wire: wire["t"].__setitem__(2, [99])),
    ("a base of no transaction", lambda wire: wire["t"].__setitem__(3, [[1, [], 0, 0]])),
    ("two bases of one", lambda wire: wire["t"].__setitem__(3, [[0, [], 0, 0], [0, [], 0, 0]])),
    ("a base of a huge number", lambda wire: wire["t"].__setitem__(3, [[0, [], 1 << 63, 0]])),
    ("more runs than there are", lambda wire: wire["t"].__setitem__(4, [2])),
    ("a run of no shape", lambda wire: wire["r"].__setitem__(0, [1])),
    ("a run without rows", lambda wire: wire["r"].__setitem__(1, [0])),
    ("a run without rows beside one with all", lambda wire: wire.update(r=[[0, 0], [0, 4]], t=[*wire["t"][:4], [2]])),
    ("a run of more rows than there are", lambda wire: wire["r"].__setitem__(1, [5])),
    ("a run of huge length", lambda wire: wire["r"].__setitem__(1, [1 << 62])),
    ("a shape nobody uses", lambda wire: wire["p"].append(wire["p"][0])),
    ("a kind that is none", lambda wire: wire["p"][0].__setitem__(1, "Q")),
    ("a kind that is a list", lambda wire: wire["p"][0].__setitem__(1, ["I"])),
    ("a column twice", lambda wire: wire["p"][0].__setitem__(2, [2, 2])),
    ("a column without values", lambda wire: wire["p"][0].__setitem__(2, [2, 1])),
    ("a name that is not there", lambda wire: wire["p"][0].__setitem__(0, 77)),
    ("a name before the first", lambda wire: wire["p"][0].__setitem__(0, -1)),
    ("keys that are numbers", lambda wire: wire["p"][0].__setitem__(3, [1, 2, 3, 4])),
    ("too few keys", lambda wire: wire["p"][0].__setitem__(3, ["a"])),
]
COLUMNS: list[object] = [
    ["a", "b", "c"],
    ["a", "b", "c", "d", "e"],
    msgpack.ExtType(4, b"a\0b\0c\0d\0e"),
    ["a", "b", "c", True],
    ["a", "b", "c", [1]],
    ["a", "b", "c", {}],
    ["a", "b", "c", 1 << 63],
    [0.5, 0.5, 0.5, math.nan],
    None,
    b"bytes",
    msgpack.ExtType(1, bytes(63)),
    msgpack.ExtType(2, b""),
    msgpack.ExtType(2, b"\3" + bytes(12)),
    msgpack.ExtType(2, b"\4" + bytes(15)),
    msgpack.ExtType(2, b"\0"),
    msgpack.ExtType(3, bytes(7)),
    msgpack.ExtType(3, bytes(8)),
    msgpack.ExtType(3, b"\xff" * 7 + b"\x7f" + b"\1\1\1\1"),
    msgpack.ExtType(4, b"a\0b\0c"),
    msgpack.ExtType(4, b"a\0b\0c\0\xff"),
    msgpack.ExtType(5, b""),
    msgpack.ExtType(5, msgpack.packb([b"\1\1\0", ["a", "b"]])),
    msgpack.ExtType(5, msgpack.packb([b"\1\1\0\2", ["a", "b"]])),
    msgpack.ExtType(5, msgpack.packb([b"\1\1\0\0", ["a"]])),
    msgpack.ExtType(5, msgpack.packb("x")),
    msgpack.ExtType(6, msgpack.packb([["a"], b"\1\0\0\0\1"])),
    msgpack.ExtType(6, msgpack.packb([["a"], b"\1\0\0\0\xff"])),
    msgpack.ExtType(6, msgpack.packb([["a"], b"\1\0\0\0"])),
    msgpack.ExtType(6, msgpack.packb([["a"], 4])),
    msgpack.ExtType(6, msgpack.packb([msgpack.ExtType(6, b""), b"\1\0\0\0\0"])),
    msgpack.ExtType(6, msgpack.packb([msgpack.ExtType(3, bytes(9)), b"\1\0\0\0\0"])),
    msgpack.ExtType(99, b""),
]


@pytest.mark.parametrize(("change"), [change for _, change in WRONG], ids=[name for name, _ in WRONG])
def test_what_no_writer_writes_is_damaged(change: Callable[[dict[str, Any]], object]) -> None:
    wire = wired()
    change(wire)
    with pytest.raises(Damaged):
        decode_body(msgpack.packb(wire))


@pytest.mark.parametrize("column", COLUMNS, ids=repr)
def test_what_no_column_is_is_damaged(column: object) -> None:
    wire = wired()
    wire["p"][0][4] = [column]
    with pytest.raises(Damaged):
        decode_body(msgpack.packb(wire))


def test_columns_within_columns_end() -> None:
    column: object = ["a", "b", "c", "d"]
    for _ in range(200):
        column = msgpack.ExtType(5, msgpack.packb([b"\1\1\1\1", column]))
    wire = wired()
    wire["p"][0][4] = [column]
    with pytest.raises(Damaged):
        decode_body(msgpack.packb(wire))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc0",
        b"\x80",
        b"\x81\x01\x02",
        b"\x81\xa1x",
        b"\x80\x80",
        b"\x91" * 100_000,
        b"\x81\xa1x" * 5_000,
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\x81\xa1\xff\x01",
        b"\x81\x90\x01",
        b"\xd6\xff\0\0\0\0",
        b"\xc1",
    ],
    ids=lambda data: data[:8].hex(),
)
def test_bytes_that_are_no_body(data: bytes) -> None:
    with pytest.raises(Damaged):
        decode_body(data)


# --- size ----------------------------------------------------------------------------------------------------------


def test_ten_thousand_rows_are_smaller_than_compressed_columns_of_text() -> None:
    chance = random.Random(7)
    houses = [new_id(1_700_000_000_000 + number) for number in range(800)]
    words = ["水管", "漏水", "电梯", "故障", "报修", "催办", "师傅", "上门", "已完成", "业主", "门禁", "车位"]
    times = sorted(chance.randrange(1_750_000_000_000, 1_760_000_000_000) for _ in range(10_000))
    pks = [new_id(at) for at in times]
    values: list[list[Any]] = [
        [f"26-K-{number:04}" for number in range(10_000)],
        chance.choices(houses, k=10_000),
        times,
        [at + chance.randrange(10**8) if chance.random() < 0.5 else None for at in times],
        chance.choices(["open", "closed", "waiting"], k=10_000),
        ["".join(chance.choices(words, k=chance.randint(4, 20))) for _ in times],
        [f"1{chance.randrange(10**10):010}" for _ in times],
    ]
    run = Run("ticket", INSERT, tuple("abcdefg"), pks, values)
    ours = zstandard.compress(encode_body(Body({}, True, "", False, [Tx(1, "", None, [run])])), 3)
    text = json.dumps([pks, *values], ensure_ascii=False, separators=(",", ":")).encode()
    assert len(ours) < len(zstandard.compress(text, 3))


def test_a_day_of_single_edits_packs_as_one_import_does() -> None:
    pks = [new_id() for _ in range(500)]
    edits = [
        Tx(at << 16, "", None, [Run("ticket", UPDATE, ("status", "at"), [pk], [["closed"], [at]])])
        for at, pk in enumerate(pks, 1_750_000_000_000)
    ]
    column: list[Value] = list(range(1_750_000_000_000, 1_750_000_000_500))
    whole = [Tx(1, "", None, [Run("ticket", UPDATE, ("status", "at"), pks, [["closed"] * 500, column])])]
    single, together = (
        len(zstandard.compress(encode_body(Body({}, True, "", False, txs)), 3)) for txs in (edits, whole)
    )
    assert single < 1.2 * together

"""How the exchange is spoken of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.exchange.rules import beside, grouped, name_problem, plain_code, say_state, together
from app.sync.reports import State, Status
from app.sync.spoken import LETTERS
from tests.support.link import peer

PEERS = (peer("前台二", "B"), peer("经理室", "C"), peer("旧前台", "D", retired=True))


@pytest.mark.parametrize(
    ("state", "values", "words", "tone"),
    [
        ("alone", {}, "Saved on this computer", "muted"),
        ("saved", {"unsealed": 3}, "Saved on this computer · 3 waiting", "info"),
        ("shared", {"peers": PEERS}, "In the shared folder", "info"),
        ("shared", {"peers": PEERS, "received_by": 1}, "Received by 1/2 desks", "info"),
        ("received", {"peers": PEERS, "received_by": 2}, "Received by 2/2 desks", "done"),
        ("received", {}, "In the shared folder", "done"),
        ("offline", {"unsealed": 10, "unpublished": 2}, "Offline · 12 waiting", "soon"),
        ("offline", {}, "Offline", "soon"),
        ("paused", {"unsealed": 1}, "Paused · 1 waiting", "soon"),
        ("stopped", {}, "Exchange stopped", "late"),
        ("shared", {"peers": PEERS, "received_by": 1, "conflicts": 2},
         "Received by 1/2 desks · 2 to be settled", "soon"),
        ("stopped", {"conflicts": 1}, "Exchange stopped · 1 to be settled", "late"),
    ],
)  # fmt: skip
def test_the_state_in_three_words(state: State, values: dict[str, object], words: str, tone: str) -> None:
    said = say_state(Status(state=state, **values))  # pyright: ignore[reportArgumentType] - one table for all fields
    assert (str(said.text), said.tone) == (words, tone)
    assert str(said.detail)


@given(st.text(alphabet=LETTERS, min_size=1, max_size=52))
def test_a_code_survives_how_it_is_written(code: str) -> None:
    assert plain_code(grouped(code)) == code
    assert plain_code(grouped(code).lower().replace("-", " － ")) == code


def test_what_people_confuse_in_a_code_is_read_as_meant() -> None:
    assert plain_code("ｋ7qm-o0i1b") == "K7QM00118"


def test_names_of_desks() -> None:
    assert name_problem("前台一") is None
    assert name_problem("  ")
    assert name_problem("x" * 31)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_beside_another_is_whole(one: str, other: str) -> None:
    assert "".join(piece.text for piece in beside(one, other)) == one
    if one == other:
        assert not any(piece.own for piece in beside(one, other))


def test_two_changes_at_different_places_go_together() -> None:
    assert together("厨房漏水", "厨房漏水，急", "三楼厨房漏水") == "三楼厨房漏水，急"
    assert together("厨房漏水", "厨房漏水", "厨房漏电") == "厨房漏电"
    assert together("厨房漏水", "厨房漏电", "厨房漏电") == "厨房漏电"
    assert together("厨房漏水", "厨房漏电", "厨房漏气") is None
    assert together("厨房", "厨房一", "厨房二") is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_with_one_change_that_change_stands(base: str, other: str) -> None:
    assert together(base, base, other) == other
    assert together(base, other, base) == other
    assert together(base, other, other) == other

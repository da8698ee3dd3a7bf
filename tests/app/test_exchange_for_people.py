"""Two real desks: what they wrote without knowing of each other is read, settled and taken back as people do it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.context import open_office
from app.context.link import OfficeJoiner, OfficeLink
from app.core.clock import HeldClock
from app.core.errors import Invalid
from app.host.paths import Paths
from app.sync.folder import FolderShare
from tests.support.exchanging import Desk, exchange, two_desks
from tests.support.office import MORNING

Two = tuple[Desk, Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Two]:
    with two_desks(tmp_path) as (first, second):
        for desk in (first, second):
            desk.context.connect(desk.link)
        yield first, second


@pytest.fixture
def ticket(desks: Two) -> str:
    first, second = desks
    values = {"type": "repair", "description": "厨房漏水", "place": "大堂", "requester_phone": "19900000000"}
    taken = first.context.tickets.take(first.admin, values)
    exchange(first, second)
    return taken.id


def phone(desk: Desk, ticket: str) -> str:
    return str(desk.context.store.value("SELECT requester_phone FROM ticket WHERE id = ?", (ticket,)))


def apart(desks: Two, ticket: str) -> None:
    """Let both desks write another telephone, then exchange."""
    for desk, number in zip(desks, ("19900001111", "19900005678"), strict=True):
        desk.context.tickets.edit(desk.admin, ticket, {"requester_phone": number})
    exchange(*desks)


def test_a_difference_is_shown_and_settled_for_all(desks: Two, ticket: str) -> None:
    apart(desks, ticket)
    first, second = desks
    (row,) = [row for row in first.context.exchange.conflicts(first.admin) if row.column == "requester_phone"]
    assert {(str(version.value), version.desk) for version in row.versions} == {
        ("199****1111", "前台一"),
        ("199****5678", "前台二"),
    }
    other = next(version for version in row.versions if not version.shown)
    settled = first.context.exchange.settle(first.admin, row.key, choice=other.key)
    exchange(*desks)
    assert phone(first, ticket) == phone(second, ticket)
    assert not [row for desk in desks for row in desk.context.exchange.conflicts(desk.admin) if row.column]
    chosen = phone(first, ticket)
    first.context.exchange.unsettle(first.admin, settled)
    exchange(*desks)
    assert phone(first, ticket) == phone(second, ticket) != chosen


def test_a_value_of_ones_own_replaces_both(desks: Two, ticket: str) -> None:
    apart(desks, ticket)
    first, second = desks
    (row,) = [row for row in second.context.exchange.conflicts(second.admin) if row.column == "requester_phone"]
    second.context.exchange.settle(second.admin, row.key, value="199 0000 7777")
    exchange(*desks)
    assert phone(first, ticket) == phone(second, ticket) == "19900007777"
    assert not [row for row in first.context.exchange.conflicts(first.admin) if row.column == "requester_phone"]


def test_a_form_that_was_open_meanwhile_hides_nothing(desks: Two, ticket: str) -> None:
    first, second = desks
    seen = first.context.store.seen()
    second.context.tickets.edit(second.admin, ticket, {"requester_phone": "19900005678"})
    exchange(*desks)
    with first.context.store.as_seen(seen):
        first.context.tickets.edit(first.admin, ticket, {"requester_phone": "19900001111"})
    exchange(*desks)
    for desk in desks:
        (row,) = [row for row in desk.context.exchange.conflicts(desk.admin) if row.column == "requester_phone"]
        assert len(row.versions) == 2


def test_a_desk_takes_the_offices_key_over(desks: Two) -> None:
    first, second = desks
    code = first.link.recovery()
    assert second.link.recovery() == ""
    slip = ("1" if code[0] != "1" else "2") + code[1:]
    with pytest.raises(Invalid) as told:
        second.context.exchange.take_over(second.admin, slip)
    assert "recovery" in told.value.fields
    second.context.exchange.take_over(second.admin, code.lower())
    assert second.link.recovery() == code
    assert second.link.invite()[0]


def test_a_new_computer_and_the_code_from_the_safe_bring_everything_back(
    desks: Two, ticket: str, tmp_path: Path
) -> None:
    first, _second = desks
    code = first.link.recovery()
    paths, clock = Paths(tmp_path / "third"), HeldClock(MORNING)
    OfficeJoiner(paths, clock, FolderShare).join(str(tmp_path / "share"), code, "新电脑", lambda *_: True)
    context = open_office(paths, clock)
    link = OfficeLink(paths, context.store, clock, context.check_arrivals, FolderShare)
    try:
        assert context.store.value("SELECT requester_phone FROM ticket WHERE id = ?", (ticket,)) == "19900000000"
        assert link.recovery() == code
        exchange(*desks)
        assert "新电脑" in {peer.name for peer in first.link.status().peers}
    finally:
        link.close()
        context.close()

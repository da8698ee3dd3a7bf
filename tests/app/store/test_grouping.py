"""A list sorted by groups of rows is the list sorted row by row."""

from __future__ import annotations

from collections.abc import Generator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.features.houses.records import House
from app.features.tickets.listing import TICKETS, index
from app.features.tickets.records import Ticket
from app.store import grouping
from app.store.listing import Lister, ListQuery
from app.store.search import SearchIndex
from app.store.store import Store
from tests.support.office import make_store

PLACES = ("", "大堂", "3-1-101", "3-1-102", "Z")
KEYS = {"h1": "3-1-101", "h2": "3-1-101", "h3": "", "h4": "Z", "h5": "大堂"}
"""Two houses with one key, one without any, one whose key people also write as a place."""
HOUSES = ("", *KEYS, "missing")

TICKET = st.tuples(
    st.integers(0, 999), st.sampled_from(HOUSES), st.sampled_from(PLACES), st.sampled_from(("new", "closed"))
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Generator[Store]:
    opened = make_store(tmp_path_factory.mktemp("grouping"))
    with opened.change() as work:
        work.insert_many(House(id=house, key=key) for house, key in KEYS.items())
    yield opened
    opened.close()


def _fill(store: Store, tickets: list[tuple[int, str, str, str]]) -> list[Ticket]:
    order = count()
    rows = [
        Ticket(
            id=f"{number:03d}{next(order):03d}",
            house_id=house,
            place=place,
            state=state,
            title="漏水" if number % 2 else "断电",
        )
        for number, house, place, state in tickets
    ]
    with store.change() as work:
        store.database.run("DELETE FROM ticket")
        work.insert_many(rows)
    return rows


def _index(store: Store) -> SearchIndex:
    search = SearchIndex(store.database)
    search.register("ticket", index)
    return search


def _key(ticket: Ticket) -> tuple[str, str]:
    """Where a ticket stands: a house that has arrived by its key, even an empty one; any other place as written."""
    return KEYS.get(ticket.house_id, ticket.place), ticket.id


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tickets=st.lists(TICKET, max_size=60),
    descending=st.booleans(),
    closed=st.booleans(),
    search=st.sampled_from(("", "漏水")),
    limit=st.none() | st.integers(0, 70),
    most=st.sampled_from((3, grouping.MOST)),
)
def test_sorted_by_place_as_by_hand(
    store: Store,
    tickets: list[tuple[int, str, str, str]],
    descending: bool,
    closed: bool,
    search: str,
    limit: int | None,
    most: int,
) -> None:
    rows = _fill(store, tickets)
    lister = Lister(store.database, TICKETS)
    if search:
        _index(store).rebuild()
    query = ListQuery({"state": ("closed",)} if closed else {}, search, sort=(("place", descending),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouping, "MOST", most)
        found = [row.id for row in lister.all(query, limit)]
    sought = [row for row in rows if row.state == "closed" or not closed if search in row.title]
    wanted = sorted(sought, key=_key, reverse=descending)
    assert found == [row.id for row in wanted][:limit]


def test_a_few_doubles_among_many_are_merged_by_id(store: Store) -> None:
    """Rows of one key but of several groups are few here, as in an office: the rest is taken group by group."""
    crowd = [(number, "h4", "", "new") for number in range(40)]
    doubles = [(500 - number, house, "", "new") for number, house in enumerate(("h1", "h2", "", "h3", "h2", "h1"))]
    rows = _fill(store, [*crowd, *doubles])
    grouped = grouping.grouped_numbers(
        store.database,
        "ticket",
        ("house_id", "place"),
        "coalesce(h.key, t.place)",
        " LEFT JOIN house h ON h.id = t.house_id",
    )
    assert grouped is not None
    found = [row.id for row in Lister(store.database, TICKETS).rows(grouped) if row is not None]
    assert found == [row.id for row in sorted(rows, key=_key)]


def test_the_next_group_is_found_by_an_index(store: Store) -> None:
    """Without one, each group would read the whole table."""
    for where in ("t.house_id = '' AND t.place > ''", "t.house_id > ''", "1"):
        order = "t.house_id, t.place, t.id"
        plan = store.rows(f"EXPLAIN QUERY PLAN SELECT t.rowid FROM ticket t WHERE {where} ORDER BY {order}")
        assert "COVERING INDEX ticket_place" in str(plan), where
        assert "TEMP B-TREE" not in str(plan), where

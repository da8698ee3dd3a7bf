"""Lists: filters, sorting, paging by row number, masks."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Invalid
from app.core.text import T
from app.features.people.records import Person
from app.store.listing import ListColumn, Lister, ListFilter, Listing, ListQuery, among, between, holds
from app.store.search import SearchIndex
from app.store.store import Store
from tests.support.office import make_store

PEOPLE = Listing(
    kind="person",
    title=T("test", "People"),
    source="person t",
    columns=(
        ListColumn("name", T("test", "Name"), "t.name", "name"),
        ListColumn("phone", T("test", "Phone"), "t.emergency_phone", "phone"),
        ListColumn("kind", T("test", "Kind"), "t.kind"),
        ListColumn("note", T("test", "Note"), "t.note", sort=""),
    ),
    filters=(
        ListFilter("kind", T("test", "Kind"), among("t.kind")),
        ListFilter("noted", T("test", "Noted"), holds("t.note <> ?", ""), "flag"),
        ListFilter("late", T("test", "Late"), holds("nullif(t.note, '') = 'late'"), "flag"),
        ListFilter("made", T("test", "Made"), between("t.created_at"), "days"),
    ),
    default_sort=(("name", False),),
)

ALL = ListQuery()


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    opened = make_store(tmp_path)
    with opened.change() as work:
        work.insert(Person(id="1", name="丙", kind="owner", note="late", emergency_phone="13800000001", created_at=10))
        work.insert(Person(id="2", name="乙", kind="tenant", emergency_phone="13800000002", created_at=20))
        work.insert(Person(id="3", name="甲", kind="owner", note="水", emergency_phone="13800000003", created_at=30))
    yield opened
    opened.close()


def _ids(lister: Lister, query: ListQuery = ALL, limit: int | None = None) -> list[str]:
    return [row.id for row in lister.all(query, limit)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["1", "2", "3"]),
        ({"kind": ("owner",)}, ["1", "3"]),
        ({"kind": "tenant"}, ["2"]),
        ({"kind": ("owner", "tenant"), "noted": True}, ["1", "3"]),
        ({"noted": False}, ["2"]),
        ({"late": True}, ["1"]),
        ({"late": False}, ["2", "3"]),
        ({"made": (10, 30)}, ["1", "2"]),
        ({"made": (None, 20)}, ["1"]),
        ({"made": (20, None)}, ["2", "3"]),
        ({"made": (None, None)}, ["1", "2", "3"]),
    ],
)
def test_filters_narrow_and_count_agrees(store: Store, filters: dict[str, Any], found: list[str]) -> None:
    lister = Lister(store.database, PEOPLE)
    query = ListQuery(filters=filters)
    assert sorted(_ids(lister, query)) == found
    assert lister.count(query) == len(found)


def test_sorting_by_default_by_choice_and_both_ways(store: Store) -> None:
    lister = Lister(store.database, PEOPLE)
    assert _ids(lister) == ["1", "2", "3"]
    assert _ids(lister, ListQuery(sort=(("name", True),))) == ["3", "2", "1"]
    assert _ids(lister, ListQuery(sort=(("kind", True), ("name", True)))) == ["2", "3", "1"]
    assert _ids(lister, ListQuery(sort=(("note", True),))) == ["1", "2", "3"]
    assert _ids(lister, limit=2) == ["1", "2"]


def test_equal_rows_stand_in_the_direction_of_the_order(store: Store) -> None:
    lister = Lister(store.database, PEOPLE)
    assert _ids(lister, ListQuery(sort=(("kind", False),))) == ["1", "3", "2"]
    assert _ids(lister, ListQuery(sort=(("kind", True),))) == ["2", "3", "1"]


def test_joined_columns_sort_and_filter_only_where_they_are_named(store: Store) -> None:
    joined = Listing(
        kind="person",
        title=T("test", "People"),
        source="person t LEFT JOIN person p ON p.id = t.code",
        columns=(ListColumn("name", T("test", "Name"), "t.name"), ListColumn("parent", T("test", "Parent"), "p.name")),
        filters=(ListFilter("of", T("test", "Parent"), among("p.name")),),
    )
    with store.change() as work:
        work.insert(Person(id="4", name="丁", code="3"))
    lister = Lister(store.database, joined)
    assert _ids(lister, ListQuery(sort=(("parent", True),)))[0] == "4"
    assert _ids(lister, ListQuery({"of": "甲"}, sort=(("name", False),))) == ["4"]
    assert lister.count(ListQuery({"of": "甲"})) == 1
    assert [row.values for row in lister.all(limit=1)] == [("丙", None)]


def test_many_row_numbers_come_whole_and_in_order(store: Store) -> None:
    with store.change() as work:
        work.insert_many(Person(name=f"{number:06d}") for number in range(20_000))
    lister = Lister(store.database, PEOPLE)
    names = [row.values[0] for row in lister.all()]
    assert names == sorted(names)
    assert len(names) == lister.count() == 20_003


def test_rows_come_in_the_order_asked_and_the_gone_are_none(store: Store) -> None:
    lister = Lister(store.database, PEOPLE)
    numbers = [lister.row_number("3"), lister.row_number("1")]
    with store.change() as work:
        work.delete(work.must(Person, "1"))
    first, second = lister.rows([number for number in numbers if number is not None])
    assert first is not None
    assert first.values[PEOPLE.index("kind")] == "owner"
    assert second is None
    assert lister.row_number("1") is None


def test_personal_columns_pass_through_the_mask_and_others_do_not(store: Store) -> None:
    asked: list[str] = []

    def mask(column: ListColumn, value: Any) -> Any:
        asked.append(column.key)
        return "***"

    rows = list(Lister(store.database, PEOPLE, mask).all())
    assert [row.values for row in rows][1] == ("***", "***", "tenant", "")
    assert set(asked) == {"name", "phone"}


def test_search_narrows_a_list(store: Store) -> None:
    index = SearchIndex(store.database)
    index.register(
        "person",
        lambda database, ids: [
            (row[0], row[1]) for row in database.rows("SELECT id, name FROM person") if not ids or row[0] in ids
        ],
    )
    index.rebuild()
    lister = Lister(store.database, PEOPLE)
    assert _ids(lister, ListQuery(search="乙")) == ["2"]
    assert _ids(lister, ListQuery(search="！")) == []
    assert lister.count(ListQuery(search="  ")) == 3


@pytest.mark.parametrize("query", [ListQuery(filters={"no": 1}), ListQuery(sort=(("no", False),))])
def test_unknown_filters_and_columns_are_refused(store: Store, query: ListQuery) -> None:
    with pytest.raises(Invalid) as told:
        Lister(store.database, PEOPLE).ids(query)
    assert list(told.value.fields) == ["no"]

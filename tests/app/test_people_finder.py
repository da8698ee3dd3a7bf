"""The box that finds people and houses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import NotAllowed
from app.features.houses.service import index as house_index
from app.features.people.finder import Finder
from app.features.people.service import index as person_index
from app.store.search import SearchIndex
from app.store.store import Store
from tests.support.office import ACTORS, make_houses, make_people, make_store

ADMIN, AGENT, READER = ACTORS["admin"], ACTORS["agent"], ACTORS["reader"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = make_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def finder(store: Store) -> Finder:
    search = SearchIndex(store.database)
    search.register("person", person_index)
    search.register("house", house_index)
    store.before_commit(search.update)
    people = make_people(store)
    houses = make_houses(store, people)
    rooms = {
        f"{building}-{unit}-{door}": houses.save(ADMIN, {"building": building, "unit": unit, "room": door})
        for building, unit, door in (("3", "2", "501"), ("3", "2", "502"), ("13", "1", "301"))
    }
    for name, phone, plate, key, relation in (
        ("单小明", "13800001234", "粤B12345", "3-2-501", "owner"),
        ("查晓丽", "13900005678", "", "3-2-501", "family"),
        ("欧阳娜", "13800009999", "粤BD12345", "3-2-502", "owner"),
        ("覃明", "075512345678", "", "13-1-301", "tenant"),
    ):
        people.save(
            ADMIN,
            {
                "name": name,
                "phones": [phone],
                "vehicles": [plate] if plate else [],
                "houses": [{"house_id": rooms[key], "relation": relation}],
            },
        )
    return Finder(store, search)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3-2-501", ["3栋2单元501", "单小明", "查晓丽"]),
        ("３栋２单元５０１", ["3栋2单元501", "单小明", "查晓丽"]),
        ("32501", ["3栋2单元501", "单小明", "查晓丽"]),
        ("501", ["3栋2单元501"]),
        ("3-2", ["3栋2单元501", "3栋2单元502"]),
        ("单小明", ["单小明"]),
        ("单", ["单小明"]),
        ("晓丽", ["查晓丽"]),
        ("sxm", ["单小明"]),
        ("SX", ["单小明"]),
        ("oy", ["欧阳娜"]),
        ("tm", ["覃明"]),
        ("13800001234", ["单小明"]),
        ("138 0000 1234", ["单小明"]),
        ("1380000", ["单小明", "欧阳娜"]),
        ("1234", ["单小明"]),
        ("5678", ["查晓丽", "覃明"]),
        ("0755-12345678", ["覃明"]),
        ("粤B12345", ["单小明"]),
        ("粤B·12", ["单小明"]),
        ("粤b", ["单小明", "欧阳娜"]),
        ("没有这个人", []),
        ("  ", []),
        ("%", []),
        ("*", []),
    ],
)
def test_what_is_typed_finds_who_is_meant(finder: Finder, typed: str, expected: list[str]) -> None:
    assert [candidate.title for candidate in finder.find(AGENT, typed)] == expected


def test_a_candidate_says_what_tells_it_from_others(finder: Finder) -> None:
    person = finder.find(AGENT, "sxm")[0]
    assert person.subtitle == "3栋2单元501 · 138****1234"
    assert person.house_id
    house = finder.find(AGENT, "3-2-502")[0]
    assert (house.kind, house.subtitle, house.person_id != "") == ("house", "欧阳娜", True)


def test_a_reader_finds_masked_names_and_nobody_without_permission_finds_anything(finder: Finder) -> None:
    assert [candidate.title for candidate in finder.find(READER, "单小明")] == ["单*明"]
    with pytest.raises(NotAllowed):
        finder.find(ACTORS["field"], "单小明")


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT id, name FROM person WHERE name >= ? AND name < ?", "person_name"),
        ("SELECT id, initials FROM person WHERE initials >= ? AND initials < ?", "person_initials"),
        ("SELECT person_id, phone FROM person_phone WHERE phone >= ? AND phone < ?", "person_phone_phone"),
        ("SELECT person_id FROM person_phone WHERE tail = ?", "person_phone_tail"),
        ("SELECT person_id, plate FROM vehicle WHERE plate >= ? AND plate < ?", "vehicle_plate"),
        ("SELECT person_id FROM residence WHERE house_id = ?", "residence_house_id"),
    ],
)
def test_each_question_is_answered_by_an_index(store: Store, sql: str, index: str) -> None:
    plan = store.rows(f"EXPLAIN QUERY PLAN {sql}", ("1",) * sql.count("?"))
    assert [step[3].split("INDEX ")[-1].split(" ")[0] for step in plan] == [index]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=12) | st.text("0123456789-栋单元粤Bax%*\"'", max_size=12))
def test_nothing_that_can_be_typed_breaks_the_box(finder: Finder, typed: str) -> None:
    found = finder.find(AGENT, typed)
    assert len(found) <= 8
    assert [candidate.score for candidate in found] == sorted((candidate.score for candidate in found), reverse=True)

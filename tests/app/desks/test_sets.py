"""What belongs to a record in several pieces: two desks that each change some leave the others alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.features.people.records import PersonPhone
from app.features.people.rules import mask_phone
from tests.support.exchanging import Desk, exchange, two_desks

ONE, TWO, THREE, FOUR = (f"1990000000{n}" for n in range(1, 5))


def _phones(desk: Desk, person: str) -> list[str]:
    rows = desk.context.store.find(PersonPhone, "person_id = ?", (person,), "position, id")
    return [row.phone for row in rows]


def _save(desk: Desk, person: str, **values: Any) -> str:
    return desk.context.people.save(desk.admin, values, person)


def test_two_desks_add_to_one_person_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    with two_desks(tmp_path) as (a, b):
        person = _save(a, "", name="王小明", phones=[ONE], vehicles=["京A12345"])
        exchange(a, b)
        _save(a, person, phones=[ONE, TWO, THREE], vehicles=["京A12345", "京B12345"], preferences=["no_call"])
        _save(b, person, phones=[ONE, TWO, FOUR], vehicles=["京A12345", "京B12345"], preferences=["prefer_wechat"])
        exchange(a, b)
        for desk in (a, b):
            assert _phones(desk, person)[:2] == [ONE, TWO]
            assert sorted(_phones(desk, person)) == [ONE, TWO, THREE, FOUR]
            form = desk.context.people.form(desk.admin, person)
            assert [entry["plate"] for entry in form["vehicles"]] == ["京A·12345", "京B·12345"]
            assert sorted(form["preferences"]) == ["no_call", "prefer_wechat"]
            assert not desk.link.conflicts()
        assert _phones(a, person) == _phones(b, person)


def test_a_phone_that_went_at_one_desk_stays_away_while_the_other_changes_its_neighbours(tmp_path: Path) -> None:
    with two_desks(tmp_path) as (a, b):
        person = _save(a, "", name="王小明", phones=[ONE, TWO, THREE])
        exchange(a, b)
        _save(a, person, phones=[ONE, THREE])
        _save(b, person, phones=[FOUR, {"phone": ONE, "label": "家"}, TWO, THREE])
        exchange(a, b)
        assert _phones(a, person) == _phones(b, person) == [FOUR, ONE, THREE]
        assert not a.link.conflicts()


def test_what_a_person_is_found_by_is_found_at_the_other_desk(tmp_path: Path) -> None:
    with two_desks(tmp_path) as (a, b):
        person = _save(a, "", name="王小明", phones=[ONE])
        exchange(a, b)
        heard: list[Any] = []
        b.context.feed.subscribe(heard.append)
        _save(a, person, vehicles=["京A12345"])
        exchange(a, b)
        assert [hit for _, hit in b.context.search.find("京A12345", ("person",))] == [person]
        assert any(changes.touches_record("person", person) for changes in heard)


def test_roles_given_at_two_desks_are_both_held(tmp_path: Path) -> None:
    with two_desks(tmp_path) as (a, b):
        staff = a.context.staff.save(a.admin, {"number": "A01", "name": "小周", "roles": ["agent"]})
        exchange(a, b)
        a.context.staff.save(a.admin, {"roles": ["agent", "trainer"]}, staff)
        b.context.staff.save(b.admin, {"roles": ["agent", "trainer", "supervisor"]}, staff)
        exchange(a, b)
        for desk in (a, b):
            assert desk.context.staff.card(desk.admin, staff).roles == {"agent", "trainer", "supervisor"}
            assert not desk.link.conflicts()


def test_a_form_that_was_open_meanwhile_takes_nothing_away(tmp_path: Path) -> None:
    with two_desks(tmp_path) as (a, b):
        person = _save(a, "", name="王小明", phones=[ONE])
        exchange(a, b)
        seen, form = a.context.store.seen(), a.context.people.form(a.admin, person)
        _save(b, person, phones=[ONE, TWO])
        exchange(b, a)
        with a.context.store.as_seen(seen):
            _save(a, person, phones=[*form["phones"], THREE])
        exchange(a, b)
        assert sorted(_phones(a, person)) == sorted(_phones(b, person)) == [ONE, TWO, THREE]
        assert mask_phone(ONE) in str(form)

"""Houses: saving, finding, natural order, refusing, bringing back, and who may do what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import Invalid, NotFound, Refused
from app.features.houses.form import stored_room
from app.features.houses.listing import label_sql, order_sql
from app.features.houses.records import House
from app.features.houses.rules import house_label
from app.features.houses.service import HouseService
from app.features.people.service import PeopleService
from app.features.staff.rules import Actor
from app.store.listing import ListQuery
from app.store.store import Store
from tests.support.office import ACTORS, make_houses, make_people, make_store, refused_for, roles_without

ADMIN, READER, AGENT = ACTORS["admin"], ACTORS["reader"], ACTORS["agent"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = make_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def people(store: Store) -> PeopleService:
    return make_people(store)


@pytest.fixture
def houses(store: Store, people: PeopleService) -> HouseService:
    return make_houses(store, people)


def room(houses: HouseService, building: str, unit: str, room: str, **more: object) -> str:
    return houses.save(ADMIN, {"building": building, "unit": unit, "room": room, **more})


def test_a_room_is_kept_in_plain_parts_with_its_key_and_floor(houses: HouseService) -> None:
    card = houses.card(ADMIN, room(houses, "三栋", "2单元", "0501室", area=9456))
    assert (card.key, card.label) == ("3-2-501", "3栋2单元501")
    assert card.values["floor"] == 5
    assert card.values["area"] == 9456


def test_every_problem_is_told_at_once(houses: HouseService) -> None:
    with pytest.raises(Invalid) as caught:
        houses.save(ADMIN, {"building": "3", "kind": "castle", "area": 0, "floor": 0, "handed_over_on": "2026-13-01"})
    assert set(caught.value.fields) == {"room", "kind", "area", "floor", "handed_over_on"}


def test_one_room_is_entered_once_in_whatever_spelling(houses: HouseService) -> None:
    room(houses, "3", "2", "501")
    with pytest.raises(Invalid) as caught:
        room(houses, "3号楼", "二单元", "501")
    assert list(caught.value.fields) == ["room"]


def test_only_what_differs_is_written_and_told(houses: HouseService) -> None:
    record = room(houses, "3", "2", "501", status="vacant")
    houses.save(ADMIN, {"status": "lived_in", "area": 9456}, record)
    houses.save(ADMIN, {"status": "lived_in"}, record)
    told = [str(line.text) for line in houses.history(ADMIN, record)]
    assert told == ["House entered", "Floor area: 94.56 ㎡", "Status: Vacant → Lived in"] or told == [
        "House entered",
        "Status: Vacant → Lived in",
        "Floor area: 94.56 ㎡",
    ]


def test_a_house_with_people_is_not_deleted_and_the_reason_counts_them(
    houses: HouseService, people: PeopleService
) -> None:
    record = room(houses, "3", "2", "501")
    people.save(ADMIN, {"name": "欧阳小娜", "houses": [{"house_id": record, "relation": "owner"}]})
    with pytest.raises(Refused) as caught:
        houses.delete(ADMIN, record)
    assert "1 people and 0 tickets" in str(caught.value)


def test_a_deleted_house_comes_back_as_it_was(houses: HouseService) -> None:
    record = room(houses, "3", "2", "501", note="密码锁", area=9456)
    before = houses.form(ADMIN, record)
    houses.delete(ADMIN, record)
    with pytest.raises(NotFound):
        houses.card(ADMIN, record)
    houses.restore(ADMIN, record)
    assert houses.form(ADMIN, record) == before


def test_a_house_that_was_never_deleted_cannot_come_back(houses: HouseService) -> None:
    with pytest.raises(NotFound):
        houses.restore(ADMIN, "0" * 32)


def test_a_room_taken_meanwhile_stops_the_return(houses: HouseService) -> None:
    record = room(houses, "3", "2", "501")
    houses.delete(ADMIN, record)
    room(houses, "3", "2", "501")
    with pytest.raises(Invalid):
        houses.restore(ADMIN, record)


def test_the_list_sorts_as_people_count(houses: HouseService) -> None:
    for parts in (
        ("10", "1", "101"),
        ("3", "2", "501"),
        ("3", "10", "101"),
        ("3", "2", "2"),
        ("A", "", "1203"),
        ("2", "", "商铺12"),
        ("2", "", "商铺3"),
    ):
        room(houses, *parts)
    keys = [houses.card(ADMIN, row.id).key for row in houses.lister(ADMIN).all()]
    assert keys == ["2-商铺3", "2-商铺12", "3-2-2", "3-2-501", "3-10-101", "10-1-101", "A-1203"]


@pytest.mark.parametrize(
    ("building", "unit", "door"),
    [("3", "2", "501"), ("A座", "", "1203"), ("3号楼", "1", "101"), ("", "", "商铺12"), ("2期3", "", "88")],
)
def test_the_label_in_sql_is_the_label_of_the_rules(
    houses: HouseService, store: Store, building: str, unit: str, door: str
) -> None:
    record = room(houses, building, unit, door)
    kept = houses.form(ADMIN, record)
    assert store.value(f"SELECT {label_sql('t')} FROM house t") == house_label(
        kept["building"], kept["unit"], kept["room"]
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("3-2-501", "3-2-501"),
        ("3栋2单元501", "3-2-501"),
        ("三栋二单元501", "3-2-501"),
        ("32501", "3-2-501"),
        ("3-2-5", "3-2-501"),
        ("3栋2", "3-2-101"),
        ("325", "3-2-501"),
        ("3", "3-1-101"),
        ("a-12", "A-1203"),
    ],
)
def test_a_room_is_found_while_it_is_typed(houses: HouseService, typed: str, first: str) -> None:
    for parts in (
        ("30", "1", "101"),
        ("3", "2", "501"),
        ("3", "2", "502"),
        ("3", "2", "101"),
        ("3", "1", "101"),
        ("A", "", "1203"),
    ):
        room(houses, *parts)
    assert houses.find_room(AGENT, typed)[0].key == first


def test_the_whole_room_comes_before_those_it_begins(houses: HouseService) -> None:
    for door in ("5", "501", "502"):
        room(houses, "3", "2", door)
    hits = houses.find_room(AGENT, "3-2-5")
    assert [(hit.key, hit.exact) for hit in hits] == [("3-2-5", True), ("3-2-501", False), ("3-2-502", False)]


def test_finding_uses_the_index(houses: HouseService, store: Store) -> None:
    room(houses, "3", "2", "501")
    for condition in ("key = ?", "key >= ? AND key < ? ORDER BY key LIMIT 200"):
        plan = store.rows(f"EXPLAIN QUERY PLAN SELECT id FROM house WHERE {condition}", ("3",) * condition.count("?"))
        assert "house_key" in plan[0][3]


def test_filters_narrow_the_list(houses: HouseService, people: PeopleService) -> None:
    lived = room(houses, "3", "2", "501", zone="东区", status="lived_in")
    room(houses, "30", "2", "501", zone="西区")
    people.save(ADMIN, {"name": "单小明", "houses": [{"house_id": lived, "relation": "owner"}]})
    lister = houses.lister(ADMIN)
    for filters, expected in (
        ({"building": "3"}, 1),
        ({"building": ("3", "30")}, 2),
        ({"zone": ("东区",)}, 1),
        ({"status": ("lived_in",)}, 1),
        ({"without_people": True}, 1),
        ({"without_people": False}, 1),
        ({"with_open": True}, 0),
    ):
        assert lister.count(ListQuery(filters=filters)) == expected, filters
    assert houses.buildings(ADMIN) == ["3", "30"]
    assert houses.zones(ADMIN) == ["东区", "西区"]


def test_owners_and_phones_stand_in_the_list_masked(houses: HouseService, people: PeopleService) -> None:
    record = room(houses, "3", "2", "501")
    people.save(
        ADMIN, {"name": "单小明", "phones": ["13800001234"], "houses": [{"house_id": record, "relation": "owner"}]}
    )
    for actor, name in ((ADMIN, "单小明"), (READER, "单*明")):
        lister = houses.lister(actor)
        row = next(iter(lister.all()))
        assert row.values[lister.listing.index("owners")] == name
        assert row.values[lister.listing.index("phones")] == "138****1234"


def test_an_ended_residence_is_past_on_the_card_and_gone_from_the_list(
    houses: HouseService, people: PeopleService
) -> None:
    record = room(houses, "3", "2", "501")
    people.save(
        ADMIN, {"name": "单小明", "houses": [{"house_id": record, "relation": "owner", "until_on": "2026-11-22"}]}
    )
    people.save(ADMIN, {"name": "查小丽", "houses": [{"house_id": record, "relation": "owner"}]})
    assert [(one.name, one.current) for one in houses.card(ADMIN, record).residents] == [
        ("查小丽", True),
        ("单小明", False),
    ]
    lister = houses.lister(ADMIN)
    assert next(iter(lister.all())).values[lister.listing.index("owners")] == "查小丽"


def test_doubles_made_at_two_desks_are_reported(houses: HouseService, store: Store) -> None:
    room(houses, "3", "2", "501")
    other = room(houses, "3", "2", "502")
    with store.change() as work:
        work.database.run("UPDATE house SET key = '3-2-501', room = '501' WHERE id = ?", (other,))
    assert [[hit.key for hit in group] for group in houses.duplicates(ADMIN)] == [["3-2-501", "3-2-501"]]


Verb = Callable[[HouseService, Actor], object]

VERBS: dict[str, Verb] = {
    "create": lambda houses, actor: houses.save(actor, {"building": "9", "room": "901"}),
    "edit": lambda houses, actor: houses.save(actor, {"note": "x"}, "0" * 32),
    "delete": lambda houses, actor: houses.delete(actor, "0" * 32),
}
READS: dict[str, Verb] = {
    "card": lambda houses, actor: houses.card(actor, "0" * 32),
    "form": lambda houses, actor: houses.form(actor, "0" * 32),
    "find": lambda houses, actor: houses.find_room(actor, "3"),
    "lister": lambda houses, actor: houses.lister(actor),
    "buildings": lambda houses, actor: houses.buildings(actor),
    "zones": lambda houses, actor: houses.zones(actor),
    "duplicates": lambda houses, actor: houses.duplicates(actor),
    "history": lambda houses, actor: houses.history(actor, "0" * 32),
}


@pytest.mark.parametrize(
    ("action", "verb"),
    [*VERBS.items(), *(("view", verb) for verb in READS.values()), ("delete", lambda h, a: h.restore(a, "0" * 32))],
)
def test_every_verb_is_refused_without_the_permission(houses: HouseService, action: str, verb: Verb) -> None:
    without = roles_without("house", action)
    assert without
    assert refused_for(lambda actor: verb(houses, actor), list(ACTORS)) == without


def test_the_list_masks_the_phones_of_residents(houses: HouseService, people: PeopleService) -> None:
    record = room(houses, "3", "2", "501")
    people.save(
        ADMIN, {"name": "单小明", "phones": ["13800001234"], "houses": [{"house_id": record, "relation": "owner"}]}
    )
    lister = houses.lister(ADMIN)
    assert [row.values[lister.listing.index("phones")] for row in lister.all()] == ["138****1234"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rooms=st.lists(
        st.tuples(st.integers(1, 40), st.integers(0, 12), st.integers(1, 3500)), min_size=2, max_size=12, unique=True
    )
)
def test_the_order_in_sql_is_the_order_of_the_rules(store: Store, rooms: list[tuple[int, int, int]]) -> None:
    with store.change() as work:
        work.database.run("DELETE FROM house")
        for building, unit, door in rooms:
            stored = stored_room(str(building), str(unit), str(door))
            assert stored is not None
            work.insert(House(building=stored[0], unit=stored[1], room=stored[2], key=stored[3]))
    ordered = store.rows(f"SELECT building, unit, room FROM house t ORDER BY {order_sql('t')}")
    assert ordered == sorted(ordered, key=lambda row: tuple(int(part or 0) for part in row))

"""People: one form for everything, cards, masks, merging, bringing back, and who may do what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.errors import Invalid, NotFound, Refused
from app.features.houses.service import HouseService
from app.features.office.records import Word
from app.features.people.records import PersonPhone, Residence
from app.features.people.service import PeopleService
from app.features.staff.rules import Actor
from app.features.tickets.records import Ticket
from app.store.listing import ListQuery
from app.store.records import member_id
from app.store.store import Store
from tests.support.office import ACTORS, AuditNotes, make_houses, make_people, make_store, refused_for, roles_without

ADMIN, READER, AGENT = ACTORS["admin"], ACTORS["reader"], ACTORS["agent"]
MING = {"name": "单小明", "phones": ["13800001234", {"phone": "0755-12345678", "label": "公司"}], "sex": "male"}
CARD = "110101196001010010"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = make_store(tmp_path)
    with store.change() as work:
        for dictionary, code, title in (
            ("preference", "no_call", "不接电话"),
            ("preference", "wechat", "偏好微信"),
            ("care_flag", "elder_alone", "独居老人"),
        ):
            work.insert(Word(id=member_id(dictionary, code), dictionary=dictionary, code=code, title=title))
    yield store
    store.close()


@pytest.fixture
def audit() -> AuditNotes:
    return AuditNotes()


@pytest.fixture
def people(store: Store, audit: AuditNotes) -> PeopleService:
    return make_people(store, audit)


@pytest.fixture
def houses(store: Store, people: PeopleService) -> HouseService:
    return make_houses(store, people)


@pytest.fixture
def home(houses: HouseService) -> str:
    return houses.save(ADMIN, {"building": "3", "unit": "2", "room": "501"})


def card_number() -> str:
    """An identity card with a right check digit, of nobody."""
    weights, checks = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
    head = CARD[:17]
    return head + checks[sum(int(n) * w for n, w in zip(head, weights, strict=True)) % 11]


def test_one_save_writes_the_person_and_all_that_belongs_to_them(people: PeopleService, home: str) -> None:
    record = people.save(
        AGENT,
        {
            **MING,
            "id_card": card_number(),
            "houses": [{"house_id": home, "relation": "owner", "since_on": "2020-06-10"}],
            "preferences": ["no_call", "wechat"],
            "care_flags": [{"code": "elder_alone", "cycle_days": 5}],
            "vehicles": [{"plate": "粤b·12345", "describe": "白色"}],
            "note": "说话慢一点",
        },
    )
    card = people.card(AGENT, record)
    assert (card.name, card.note, card.primary_phone) == ("单小明", "说话慢一点", "13800001234")
    assert [(phone.masked, phone.label) for phone in card.phones] == [("138****1234", ""), ("0755-****5678", "公司")]
    assert [(line.label, line.relation, line.current) for line in card.homes] == [("3栋2单元501", "owner", True)]
    assert [tag.title for tag in card.preferences] == ["不接电话", "偏好微信"]
    assert [(tag.title, tag.cycle_days) for tag in card.care_flags] == [("独居老人", 5)]
    assert card.vehicles == (("粤B·12345", "白色"),)
    assert card.id_card == "110***********" + card_number()[-4:]


def test_every_problem_is_told_at_once(people: PeopleService) -> None:
    with pytest.raises(Invalid) as caught:
        people.save(
            ADMIN,
            {
                "phones": ["1380000123"],
                "id_card": "110101199913010010",
                "vehicles": ["Z1"],
                "born_on": "2027-01-01",
                "houses": [{"house_id": "", "relation": "owner"}],
                "sex": "both",
            },
        )
    assert set(caught.value.fields) == {"name", "phones", "id_card", "vehicles", "born_on", "houses", "sex"}


def test_a_set_that_is_not_given_stays_and_one_that_is_given_is_made_so(people: PeopleService, store: Store) -> None:
    record = people.save(ADMIN, {**MING, "preferences": ["no_call"]})
    kept = store.find(PersonPhone, "phone = ?", ("075512345678",))[0]
    people.save(ADMIN, {"phones": [{"phone": "0755-12345678", "label": "公司"}, "13900005678"]}, record)
    phones = store.find(PersonPhone, "person_id = ?", (record,), "position")
    assert [(phone.phone, phone.position) for phone in phones] == [("075512345678", 1), ("13900005678", 2)]
    assert phones[0].id == kept.id
    assert [tag.code for tag in people.card(ADMIN, record).preferences] == ["no_call"]


def test_saving_the_form_as_it_was_shown_writes_nothing(people: PeopleService, store: Store, home: str) -> None:
    record = people.save(
        ADMIN,
        {
            **MING,
            "id_card": card_number(),
            "emergency_phone": "13700009999",
            "houses": [{"house_id": home, "relation": "owner"}],
            "care_flags": ["elder_alone"],
            "vehicles": ["粤B12345"],
        },
    )
    before = store.value("SELECT count(*) FROM sync_oplog")
    people.save(AGENT, people.form(AGENT, record), record)
    assert store.value("SELECT count(*) FROM sync_oplog") == before
    assert people.unmask(ADMIN, record, "id_card") == card_number()


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("preferences", "never_heard_of"),
        ("care_flags", {"code": "elder_alone", "cycle_days": 0}),
        ("care_flags", {"code": "elder_alone", "cycle_days": "often"}),
    ],
)
def test_a_tag_that_is_none_is_refused(people: PeopleService, field: str, entry: object) -> None:
    with pytest.raises(Invalid) as caught:
        people.save(ADMIN, {"name": "甲", field: [entry]})
    assert list(caught.value.fields) == [field]


def test_a_passport_is_a_paper_too(people: PeopleService) -> None:
    assert (
        people.card(ADMIN, people.save(ADMIN, {"name": "Ann Example", "id_card": "E 12345678"})).id_card == "E******78"
    )


def test_one_identity_card_belongs_to_one_person(people: PeopleService) -> None:
    people.save(ADMIN, {"name": "单小明", "id_card": card_number()})
    with pytest.raises(Invalid) as caught:
        people.save(ADMIN, {"name": "单晓明", "id_card": card_number()})
    assert "单小明" in str(caught.value.fields["id_card"])


def test_each_unmasking_is_noted_with_its_reason(people: PeopleService, audit: AuditNotes) -> None:
    record = people.save(ADMIN, MING)
    phone = people.card(AGENT, record).phones[1].id
    assert people.unmask(AGENT, record, phone, "回电") == "075512345678"
    assert people.unmask(AGENT, record, "phone") == "13800001234"
    assert audit.notes == [
        ("agent", "unmask", "person", record, "phone: 回电"),
        ("agent", "unmask", "person", record, "phone"),
    ]
    with pytest.raises(NotFound):
        people.unmask(AGENT, record, "id_card")
    assert len(audit.notes) == 2


def test_a_reader_sees_neither_names_nor_phones(people: PeopleService, home: str, houses: HouseService) -> None:
    record = people.save(ADMIN, {**MING, "wechat": "ming", "houses": [{"house_id": home, "relation": "owner"}]})
    card = people.card(READER, record)
    assert (card.name, card.primary_phone, card.wechat, card.may_unmask) == ("单*明", "", "", False)
    assert houses.card(READER, home).residents[0].name == "单*明"
    people.save(ADMIN, {"name": "单大明", "wechat": "dm", "emergency_name": "欧阳小娜"}, record)
    told = " ".join(str(line.text) for line in people.history(READER, record))
    assert "单*明" in told
    assert not {"单小明", "单大明", "dm", "欧阳小娜"} & set(told.replace("→", " ").split())


def test_the_list_masks_phones_and_papers_for_everybody(people: PeopleService) -> None:
    people.save(ADMIN, {**MING, "id_card": card_number()})
    listing = people.lister(ADMIN).listing
    phones, paper, name = (listing.index(key) for key in ("phones", "id_card", "name"))
    row = next(iter(people.lister(ADMIN).all())).values
    assert (row[phones], row[name]) == ("138****1234、0755-****5678", "单小明")
    assert row[paper].startswith("110*")
    assert next(iter(people.lister(READER).all())).values[name] == "单*明"


def test_filters_narrow_the_list(people: PeopleService, home: str) -> None:
    people.save(
        ADMIN,
        {
            **MING,
            "kind": "owner",
            "houses": [{"house_id": home, "relation": "tenant"}],
            "preferences": ["no_call"],
            "care_flags": ["elder_alone"],
        },
    )
    people.save(ADMIN, {"name": "欧阳小娜"})
    lister = people.lister(ADMIN)
    for filters in (
        {"relation": ("tenant",)},
        {"care_flag": ("elder_alone",)},
        {"preference": ("no_call",)},
        {"kind": ("owner",)},
        {"building": "3"},
        {"house": home},
        {"no_phone": True},
        {"no_phone": False},
        {"no_house": True},
    ):
        assert lister.count(ListQuery(filters=filters)) == 1, filters
    assert people.tags(ADMIN, "care_flag") == {"elder_alone": "独居老人"}


def test_the_list_is_in_the_order_of_a_telephone_book(people: PeopleService) -> None:
    for name in ("张三", "单小明", "阿依古丽", "欧阳娜"):
        people.save(ADMIN, {"name": name})
    assert [row.values[0] for row in people.lister(ADMIN).all()] == ["阿依古丽", "欧阳娜", "单小明", "张三"]


def test_a_person_named_by_a_ticket_is_not_deleted(people: PeopleService, store: Store) -> None:
    record = people.save(ADMIN, MING)
    with store.change() as work:
        work.insert(Ticket(requester_id=record))
    with pytest.raises(Refused) as caught:
        people.delete(ADMIN, record)
    assert "1 tickets" in str(caught.value)


def test_a_deleted_person_comes_back_with_everything(people: PeopleService, store: Store, home: str) -> None:
    record = people.save(
        ADMIN,
        {
            **MING,
            "houses": [{"house_id": home, "relation": "owner"}],
            "preferences": ["no_call"],
            "vehicles": ["粤B12345"],
        },
    )
    other = people.save(ADMIN, {"name": "欧阳小娜", "phones": ["13900000001"]})
    before = people.form(ADMIN, record)
    people.delete(ADMIN, record)
    assert store.value("SELECT count(*) FROM person_phone WHERE person_id = ?", (record,)) == 0
    people.restore(ADMIN, record)
    assert people.form(ADMIN, record) == before
    people.restore(ADMIN, record)
    with pytest.raises(NotFound):
        people.restore(ADMIN, "0" * 32)
    assert people.card(ADMIN, other).phones


def test_merging_moves_tickets_phones_and_houses(people: PeopleService, store: Store, home: str) -> None:
    keep = people.save(ADMIN, {"name": "单小明", "phones": ["13800001234"], "note": "甲"})
    gone = people.save(
        ADMIN,
        {
            "name": "单小明",
            "phones": ["13800001234", "13900005678"],
            "note": "乙",
            "company": "某公司",
            "houses": [{"house_id": home, "relation": "owner"}],
            "preferences": ["no_call"],
            "vehicles": ["粤B12345"],
        },
    )
    with store.change() as work:
        ticket = work.insert(Ticket(requester_id=gone)).id
    people.merge(ADMIN, keep, gone)
    card = people.card(ADMIN, keep)
    assert [phone.masked for phone in card.phones] == ["138****1234", "139****5678"]
    assert (card.note, card.company, card.vehicles) == ("甲\n乙", "某公司", (("粤B·12345", ""),))
    assert [line.house_id for line in card.homes] == [home]
    assert [tag.code for tag in card.preferences] == ["no_call"]
    assert store.must(Ticket, ticket).requester_id == keep
    with pytest.raises(NotFound):
        people.card(ADMIN, gone)
    for table in ("person_phone", "residence", "person_tag", "vehicle"):
        assert store.value(f"SELECT count(*) FROM {table} WHERE person_id = ?", (gone,)) == 0
    with pytest.raises(Refused):
        people.merge(ADMIN, keep, keep)


def test_people_who_may_be_one_are_pointed_out_the_surest_first(people: PeopleService) -> None:
    first = people.save(ADMIN, {"name": "单小明", "phones": ["13800001234"]})
    double = people.save(ADMIN, {"name": "单小明", "phones": ["13800001234"]})
    wife = people.save(ADMIN, {"name": "查小丽", "phones": ["13800001234"]})
    people.save(ADMIN, {"name": "甲", "phones": ["18900000000"]})
    people.save(ADMIN, {"name": "甲", "phones": ["18900000000"]})
    assert [(group.sure, set(group.ids)) for group in people.duplicates(ADMIN)] == [
        (True, {first, double}),
        (False, {first, double, wife}),
    ]


def test_the_history_tells_fields_and_sets_masked(people: PeopleService, home: str) -> None:
    record = people.save(
        ADMIN, {"name": "单小明", "phones": ["13800001234"], "houses": [{"house_id": home, "relation": "owner"}]}
    )
    people.save(ADMIN, {"kind": "owner", "phones": ["13900005678"], "id_card": card_number()}, record)
    told = [str(line.text) for line in people.history(ADMIN, record)]
    assert told[0] == "Person entered"
    assert set(told) == {
        "Person entered",
        "Phones: 138****1234 added",
        "Houses: 3栋2单元501 (Owner) added",
        "Kind: Owner",
        "Identity card: 110***********" + card_number()[-4:],
        "Phones: 139****5678 added",
        "Phones: 138****1234 removed",
    }


def test_a_house_that_went_meanwhile_is_not_chosen(people: PeopleService, store: Store) -> None:
    with pytest.raises(Invalid):
        people.save(ADMIN, {"name": "甲", "houses": [{"house_id": "0" * 32, "relation": "owner"}]})
    assert store.find(Residence) == []
    assert store.value("SELECT count(*) FROM person") == 0


NOBODY = "0" * 32
Verb = Callable[[PeopleService, Actor], object]
VERBS: list[tuple[str, Verb]] = [
    ("create", lambda people, actor: people.save(actor, {"name": "甲"})),
    ("edit", lambda people, actor: people.save(actor, {"name": "甲"}, NOBODY)),
    ("delete", lambda people, actor: people.delete(actor, NOBODY)),
    ("delete", lambda people, actor: people.restore(actor, NOBODY)),
    ("delete", lambda people, actor: people.merge(actor, NOBODY, "1" * 32)),
    ("unmask", lambda people, actor: people.unmask(actor, NOBODY, "phone")),
    ("edit", lambda people, actor: people.form(actor, NOBODY)),
    ("view", lambda people, actor: people.card(actor, NOBODY)),
    ("view", lambda people, actor: people.residents(actor, NOBODY)),
    ("view", lambda people, actor: people.duplicates(actor)),
    ("view", lambda people, actor: people.lister(actor)),
    ("view", lambda people, actor: people.tags(actor, "preference")),
    ("view", lambda people, actor: people.history(actor, NOBODY)),
]


@pytest.mark.parametrize(("action", "verb"), VERBS)
def test_every_verb_is_refused_without_the_permission(people: PeopleService, action: str, verb: Verb) -> None:
    without = roles_without("person", action)
    assert without
    assert refused_for(lambda actor: verb(people, actor), list(ACTORS)) == without

"""The office: founding it, its settings, dictionaries, categories, cards and what people chose on their pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Invalid, NotAllowed, NotFound, Refused
from app.features.office.records import Category, Scenario, Word
from app.features.office.rules import BLANK, BannedPhrase, fill_script, find_banned, unknown_variables
from app.features.office.service import (
    DICTIONARIES,
    Categories,
    Dictionaries,
    OfficeService,
    Scenarios,
    SettingsService,
    ViewStates,
    index,
)
from app.features.staff import pins
from app.features.staff.rules import Actor
from app.features.staff.service import Accounts, AuditLog
from app.settings.settings import Settings
from app.store.listing import ListQuery
from tests.support.office import ACTORS, REPOSITORY, heard, make_store, refused_for, roles_without

SEED = REPOSITORY / "resources" / "seed"
MANAGER, AGENT = ACTORS["manager"], ACTORS["agent"]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    monkeypatch.setattr(pins, "MEMORY_KIB", 16)
    monkeypatch.setattr(pins, "PASSES", 1)
    pins.forget_hasher()
    yield
    pins.forget_hasher()


class Desk:
    def __init__(self, folder: Path, seed: Path = SEED) -> None:
        self.store = make_store(folder)
        self.settings = Settings(folder / "desk.toml")
        audit = AuditLog(self.store)
        self.settings_service = SettingsService(self.store, self.settings, audit)
        self.accounts = Accounts(self.store, self.settings, audit)
        self.office = OfficeService(self.store, self.settings_service, self.accounts, seed)
        self.words = Dictionaries(self.store)
        self.scenarios = Scenarios(self.store)
        self.categories = Categories(self.store)

    def found(self) -> str:
        return self.office.found("示范小区客服中心", "zh_CN", "1", "赵一", "2580")

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        skipped = {"created_at", "updated_at", "created_by"}
        found: dict[str, list[tuple[Any, ...]]] = {}
        for kind in (Word, Category, Scenario):
            found[kind.table] = [
                tuple(value for key, value in vars(row).items() if key not in skipped) for row in self.store.find(kind)
            ]
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def founded(desk: Desk) -> Desk:
    desk.found()
    return desk


# --- founding ---------------------------------------------------------------------------------------------------------


def test_founding_makes_an_office_somebody_can_log_in_to(desk: Desk) -> None:
    assert not desk.office.founded
    changes = heard(desk.store)
    staff_id = desk.found()
    assert desk.office.founded
    assert desk.accounts.login("1", "2580").id == staff_id
    assert desk.settings.text("office.name") == "示范小区客服中心"
    assert desk.settings.text("office.language") == "zh_CN"
    assert desk.settings.flag("accounts.pin_required")
    assert len(desk.scenarios.cards(AGENT)) == 32
    assert len(desk.categories.tree()) == 21
    assert all(desk.words.words(dictionary) for dictionary in DICTIONARIES)
    assert changes[0].touches("staff", "word")


def test_an_office_without_pins_lets_the_administrator_in(desk: Desk) -> None:
    desk.office.found("示范", "en", "1", "", None)
    assert not desk.settings.flag("accounts.pin_required")
    assert desk.accounts.login("1").name == "示范"


def test_founding_twice_or_with_nonsense_changes_nothing(desk: Desk) -> None:
    for call, error in (
        (lambda: desk.office.found(" ", "zh_CN", "1", "赵一", "2580"), Invalid),
        (lambda: desk.office.found("示范", "klingon", "1", "赵一", "2580"), Invalid),
        (lambda: desk.office.found("示范", "zh_CN", "1", "赵一", "1111"), Invalid),
        (lambda: desk.office.found("示范", "zh_CN", "", "赵一", "2580"), Invalid),
    ):
        with pytest.raises(error):
            call()
    assert desk.store.value("SELECT (SELECT count(*) FROM staff) + (SELECT count(*) FROM word)") == 0
    desk.found()
    with pytest.raises(Refused):
        desk.found()


def test_two_desks_that_found_for_themselves_make_the_same_rows(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    try:
        desk.found()
        other.found()
        assert desk.rows() == other.rows()
    finally:
        other.store.close()


def test_every_seeded_text_arrives(founded: Desk) -> None:
    card = founded.scenarios.card(AGENT, "enquiry.counter")
    assert card.applies.startswith("住户")
    assert len(card.what) > 3
    assert card.group_name == "enquiry"
    assert card.papers_note
    assert card.checklist
    assert all(card.title and card.solution and card.flow for card in founded.scenarios.cards(AGENT))
    alone = founded.words.entry("care_flag", "elder_alone")
    assert alone is not None
    assert alone.extra["cycle_days"] == 7
    trapped = founded.categories.node("lift.trapped")
    assert trapped is not None
    assert trapped.urgent
    assert trapped.urgent_why


@pytest.fixture
def upgraded(tmp_path: Path) -> Generator[Desk]:
    """An office founded by an older program, whose resources can be changed."""
    folder = tmp_path / "seed"
    shutil.copytree(SEED, folder)
    made = Desk(tmp_path / "data", folder)
    made.found()
    made.office.upgrade()
    yield made
    made.store.close()


def _new_title(folder: Path) -> None:
    path = folder / "seed" / "scenarios" / "enquiry.toml"
    text = path.read_text(encoding="utf-8").replace('title = "柜台与电话咨询"', 'title = "柜台咨询新版"')
    path.write_text(text, encoding="utf-8")


def test_an_upgrade_changes_what_the_office_left_alone(upgraded: Desk, tmp_path: Path) -> None:
    _new_title(tmp_path)
    upgraded.office.upgrade()
    assert upgraded.scenarios.card(AGENT, "enquiry.counter").title == "柜台咨询新版"


def test_an_upgrade_never_writes_over_the_offices_own_words(upgraded: Desk, tmp_path: Path) -> None:
    upgraded.scenarios.save(MANAGER, {"who": "我们自己定"}, "enquiry.counter")
    _new_title(tmp_path)
    upgraded.office.upgrade()
    card = upgraded.scenarios.card(AGENT, "enquiry.counter")
    assert (card.title, card.who) == ("柜台与电话咨询", "我们自己定")


def test_an_upgrade_with_nothing_new_changes_nothing(upgraded: Desk) -> None:
    changes = heard(upgraded.store)
    before = upgraded.store.value("SELECT count(*) FROM sync_oplog")
    upgraded.office.upgrade()
    assert changes == []
    upgraded.store.set_meta("seed.files", "other files, same rows")
    upgraded.office.upgrade()
    assert upgraded.store.value("SELECT count(*) FROM sync_oplog") == before


def test_a_retired_entry_stays_retired(upgraded: Desk, tmp_path: Path) -> None:
    upgraded.scenarios.retire(MANAGER, "enquiry.counter")
    _new_title(tmp_path)
    upgraded.office.upgrade()
    assert not upgraded.scenarios.card(AGENT, "enquiry.counter").active


# --- settings ---------------------------------------------------------------------------------------------------------


def test_a_changed_setting_is_in_force_and_accounted_for(desk: Desk) -> None:
    desk.settings_service.save(MANAGER, {"tickets.respond_1": "20", "office.phone": "0755-12345678"})
    assert desk.settings.number("tickets.respond_1") == 20
    rows = {row.setting.key: row for row in desk.settings_service.rows(AGENT)}
    assert rows["tickets.respond_1"].changed
    assert not rows["tickets.respond_2"].changed
    audited = desk.store.rows("SELECT detail, created_by FROM audit WHERE action = 'setting' ORDER BY id")
    assert ("tickets.respond_1: 30 → 20", MANAGER.id) in audited


def test_all_problems_of_settings_are_told_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(Invalid) as told:
        desk.settings_service.save(
            MANAGER,
            {
                "tickets.respond_1": 0,
                "office.zone": "Mars/Base",
                "desk.theme": "pink",
                "no.such": 1,
                "office.name": "x",
            },
        )
    assert set(told.value.fields) == {"tickets.respond_1", "office.zone", "desk.theme", "no.such"}
    assert desk.settings.text("office.name") == ""


def test_everybody_may_choose_how_the_window_looks_but_no_more(desk: Desk) -> None:
    desk.settings_service.save(AGENT, {"desk.theme": "dark"})
    assert desk.settings.text("desk.theme") == "dark"
    with pytest.raises(NotAllowed):
        desk.settings_service.save(AGENT, {"desk.theme": "light", "tickets.respond_1": 20})
    assert desk.settings.text("desk.theme") == "dark"
    with pytest.raises(NotAllowed):
        desk.settings_service.reset(AGENT, "tickets.respond_1")


def test_resetting_and_the_history_of_a_setting(desk: Desk) -> None:
    key = "tickets.respond_1"
    for value in (20, 25):
        desk.settings_service.save(MANAGER, {key: value})
    desk.settings_service.reset(MANAGER, key)
    desk.settings_service.reset(MANAGER, key)
    desk.settings_service.save(MANAGER, {key: 15})
    assert desk.settings.number(key) == 15
    steps = [(step.old, step.new) for step in desk.settings_service.history(AGENT, key)]
    assert steps == [(30, 20), (20, 25), (25, 30), (30, 15)]
    desk.settings_service.save(AGENT, {"desk.density": "compact"})
    desk.settings_service.reset(AGENT, "desk.density")
    assert desk.settings.text("desk.density") == "normal"


def test_values_another_desk_wrote_go_into_force(desk: Desk) -> None:
    other = Settings(desk.store.database.path.with_name("other.toml"))
    SettingsService(desk.store, other, AuditLog(desk.store))
    desk.settings_service.save(MANAGER, {"tickets.respond_1": 20})
    assert other.number("tickets.respond_1") == 20


# --- dictionaries -----------------------------------------------------------------------------------------------------


def test_words_are_added_changed_retired_and_ordered(founded: Desk) -> None:
    words = founded.words
    code = words.save(MANAGER, "hold_reason", {"title": "等厂家", "extra": {"remind_days": 2}})
    assert words.title("hold_reason", code) == "等厂家"
    words.save(MANAGER, "hold_reason", {"title": "等厂家配件"}, code)
    entry = words.entry("hold_reason", code)
    assert entry is not None
    assert entry.extra == {"remind_days": 2}
    words.reorder(MANAGER, "hold_reason", [code, "weather"])
    assert list(words.choices("hold_reason"))[:2] == [code, "weather"]
    words.retire(MANAGER, "hold_reason", code)
    assert code not in words.choices("hold_reason")
    assert words.titles("hold_reason")[code] == "等厂家配件"
    words.retire(MANAGER, "hold_reason", code, active=True)
    assert code in words.choices("hold_reason")
    assert words.title("hold_reason", "unheard") == "unheard"


@pytest.mark.parametrize(
    ("dictionary", "values", "code", "field"),
    [
        ("hold_reason", {"title": " "}, "", "title"),
        ("hold_reason", {"title": "其他"}, "", "title"),
        ("hold_reason", {"title": "字" * 201}, "", "title"),
        ("channel", {"title": "传真"}, "", "title"),
        ("channel", {"active": False}, "phone", "title"),
        ("nonsense", {"title": "x"}, "", "dictionary"),
    ],
)
def test_poor_words_are_refused(founded: Desk, dictionary: str, values: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Invalid) as told:
        founded.words.save(MANAGER, dictionary, values, code)
    assert list(told.value.fields) == [field]


def test_the_title_of_a_fixed_word_may_change(founded: Desk) -> None:
    founded.words.save(MANAGER, "channel", {"title": "来电"}, "phone")
    assert founded.words.title("channel", "phone") == "来电"


def test_what_a_rolled_back_unit_of_work_read_is_not_remembered(founded: Desk) -> None:
    def fail() -> None:
        with founded.store.change() as work:
            work.insert(Word(id="cause|x", dictionary="cause", code="x", title="幻影"))
            assert founded.words.title("cause", "x") == "幻影"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert founded.words.title("cause", "x") == "x"


def test_an_unreadable_extra_is_an_empty_one(founded: Desk) -> None:
    with founded.store.change() as work:
        work.insert(Word(id="cause|y", dictionary="cause", code="y", title="y", extra="{broken"))
        work.insert(Word(id="cause|z", dictionary="cause", code="z", title="z", extra="[1]"))
    assert [entry.extra for entry in founded.words.words("cause") if entry.code in "yz"] == [{}, {}]


# --- scripts and phrases ----------------------------------------------------------------------------------------------


def test_scripts_are_filled_and_gaps_are_seen() -> None:
    filled = fill_script(
        "{称呼}，{负责人}{预计时间}到，电话{电话}。{称呼}", {"称呼": "王女士", "负责人": "李工", "电话": " "}
    )
    assert filled.text == f"王女士，李工{BLANK}到，电话{BLANK}。王女士"
    assert filled.missing == ("预计时间", "电话")
    assert fill_script("{a\nb} {} {{电话}}", {"电话": "1"}).text == "{a\nb} {} {1}"
    assert unknown_variables("{称呼}{天气}{天气}") == ("天气",)
    assert fill_script("{称呼}", {"称呼": "{电话}", "电话": "1"}).text == "{电话}"


def test_banned_phrases_are_marked_the_longer_one_first() -> None:
    phrases = [BannedPhrase("已记录"), BannedPhrase("系统已记录"), BannedPhrase("OK了"), BannedPhrase(" ")]
    text = "您的事系统 已记录，已记录；ok了"
    hits = find_banned(text, phrases)
    assert [(text[hit.start : hit.end], hit.banned.phrase) for hit in hits] == [
        ("系统 已记录", "系统已记录"),
        ("已记录", "已记录"),
        ("ok了", "OK了"),
    ]
    assert find_banned("李师傅两点到", phrases) == []


def test_the_offices_banned_phrases_come_with_something_better(founded: Desk) -> None:
    (hit,) = founded.words.banned("好的，请等待。")
    assert hit.banned.say
    assert hit.banned.level == "ban"
    founded.words.retire(MANAGER, "banned", "请等待")
    assert founded.words.banned("好的，请等待。") == []


# --- scenario cards ---------------------------------------------------------------------------------------------------


def test_changing_a_card_makes_its_next_version(founded: Desk) -> None:
    before = founded.scenarios.card(AGENT, "enquiry.counter")
    founded.scenarios.save(MANAGER, {"what": ["第一步", " 第二步 ", ""], "title": "柜台"}, "enquiry.counter")
    after = founded.scenarios.card(AGENT, "enquiry.counter")
    assert after.what == ("第一步", "第二步")
    assert after.version == before.version + 1
    founded.scenarios.save(MANAGER, {"title": "柜台"}, "enquiry.counter")
    assert founded.scenarios.card(AGENT, "enquiry.counter").version == after.version
    assert founded.scenarios.title("enquiry.counter") == "柜台"


def test_a_new_card_is_proposed_until_it_is_retired(founded: Desk) -> None:
    code = founded.scenarios.save(
        MANAGER,
        {"title": "借推车", "keywords": ["推车", "借车"], "level": 3, "type": "enquiry", "group_name": "enquiry"},
    )
    assert [hint.keywords for hint in founded.scenarios.hints() if hint.code == code] == [("推车", "借车")]
    founded.scenarios.retire(MANAGER, code)
    assert code not in {hint.code for hint in founded.scenarios.hints()}
    assert founded.scenarios.card(AGENT, code).title == "借推车"
    assert len(founded.scenarios.cards(AGENT, retired=True)) == 33


def test_every_problem_of_a_card_is_told_at_once(founded: Desk) -> None:
    with pytest.raises(Invalid) as told:
        founded.scenarios.save(
            MANAGER,
            {
                "title": "",
                "level": 4,
                "category": "no.such",
                "review_on": "soon",
                "solution": "{天气}",
                "x": 1,
                "who": "字" * 5_000,
            },
        )
    assert set(told.value.fields) == {"title", "level", "category", "review_on", "solution", "x", "who"}
    with pytest.raises(NotFound):
        founded.scenarios.card(AGENT, "no.such")


def test_cards_lie_in_their_groups_and_come_up_for_review(founded: Desk) -> None:
    groups = [card.group_name for card in founded.scenarios.cards(AGENT)]
    assert list(dict.fromkeys(groups))[:3] == ["enquiry", "repair", "complaint"]
    assert founded.scenarios.to_review(AGENT, date(2020, 1, 1)) == ()
    assert len(founded.scenarios.to_review(AGENT, date(2099, 1, 1))) == 32
    lister = founded.scenarios.lister(AGENT)
    assert lister.count() == 32
    assert next(iter(lister.all(ListQuery(filters={"group": ("repair",)})))).values[0] == "报修处理"
    assert "柜台" in dict(index(founded.store.database, ("enquiry.counter",)))["enquiry.counter"]


# --- categories -------------------------------------------------------------------------------------------------------


def test_the_tree_is_read_edited_and_ordered(founded: Desk) -> None:
    tree = founded.categories
    assert tree.path("lift.trapped") == "电梯 / 电梯困人"
    assert tree.path("lift") == "电梯"
    assert tree.path("unheard") == "unheard"
    code = tree.save(
        MANAGER,
        {
            "parent": "lift",
            "title": "电梯广告",
            "keywords": ["广告"],
            "type": "suggestion",
            "level": 3,
            "urgent": False,
        },
    )
    assert next(hint for hint in tree.hints() if hint.code == code).keywords == ("广告",)
    tree.reorder(MANAGER, [code, "lift.trapped"])
    assert next(leaf.code for leaf in tree.tree()[1].leaves) == code
    tree.retire(MANAGER, code)
    assert code not in {leaf.code for branch in tree.tree() for leaf in branch.leaves}
    node = tree.node(code)
    assert node is not None
    assert not node.active
    tree.retire(MANAGER, "lift")
    assert "lift" not in {branch.code for branch in tree.tree()}
    assert "lift" in {branch.code for branch in tree.tree(retired=True)}


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": ""}, "", "title"),
        ({"title": "x", "level": 9}, "", "level"),
        ({"title": "x", "parent": "lift.trapped"}, "", "parent"),
        ({"title": "x", "parent": "no.such"}, "", "parent"),
        ({"parent": "fire"}, "lift", "parent"),
        ({"parent": "lift"}, "lift", "parent"),
        ({"colour": "red", "title": "x"}, "", "colour"),
        ({"title": "字" * 61}, "", "title"),
    ],
)
def test_poor_categories_are_refused(founded: Desk, values: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Invalid) as told:
        founded.categories.save(MANAGER, values, code)
    assert list(told.value.fields) == [field]


# --- permissions and views --------------------------------------------------------------------------------------------

VERBS: list[tuple[str, str, Callable[[Desk, Actor], object]]] = [
    ("setting", "view", lambda desk, who: desk.settings_service.rows(who)),
    ("setting", "view", lambda desk, who: desk.settings_service.history(who, "office.name")),
    ("setting", "edit", lambda desk, who: desk.settings_service.save(who, {"office.name": "x"})),
    ("setting", "edit", lambda desk, who: desk.settings_service.reset(who, "office.name")),
    ("dictionary", "create", lambda desk, who: desk.words.save(who, "cause", {"title": "x"})),
    ("dictionary", "edit", lambda desk, who: desk.words.retire(who, "cause", "other")),
    ("dictionary", "edit", lambda desk, who: desk.words.reorder(who, "cause", [])),
    ("dictionary", "view", lambda desk, who: desk.scenarios.cards(who)),
    ("dictionary", "view", lambda desk, who: desk.scenarios.card(who, "x")),
    ("dictionary", "view", lambda desk, who: desk.scenarios.lister(who)),
    ("dictionary", "create", lambda desk, who: desk.scenarios.save(who, {"title": "x"})),
    ("dictionary", "edit", lambda desk, who: desk.scenarios.retire(who, "x")),
    ("dictionary", "create", lambda desk, who: desk.categories.save(who, {"title": "x"})),
    ("dictionary", "edit", lambda desk, who: desk.categories.retire(who, "lift")),
    ("dictionary", "edit", lambda desk, who: desk.categories.reorder(who, [])),
]


@pytest.mark.parametrize(("entity", "action", "verb"), VERBS)
def test_every_verb_asks_for_its_permission(
    desk: Desk, entity: str, action: str, verb: Callable[[Desk, Actor], object]
) -> None:
    roles = roles_without(entity, action)
    assert roles
    assert refused_for(lambda who: verb(desk, who), roles) == roles


def test_views_are_kept_for_each_person_and_page(desk: Desk) -> None:
    views = ViewStates(desk.store)
    views.save("a", "tickets", {"columns": ["number", "名称"], "width": 3})
    views.save("b", "tickets", {})
    assert views.load("a", "tickets") == {"columns": ["number", "名称"], "width": 3}
    assert views.of("b").load("tickets") == {}
    views.of("b").save("tickets", {"x": 1})
    assert views.load("b", "tickets") == {"x": 1}
    assert views.load("a", "houses") == {}
    desk.store.database.run("UPDATE view_state SET value = ?", (json.dumps([1]),))
    assert views.load("a", "tickets") == {}
    desk.store.database.run("UPDATE view_state SET value = 'broken'")
    assert views.load("a", "tickets") == {}

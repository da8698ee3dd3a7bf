"""Two desks with the same rows show the same lists, to the byte, in whatever order the rows came to them."""

from __future__ import annotations

import random
from collections.abc import Generator
from pathlib import Path

import pytest

from app.cli import main
from app.cli.kinds import LISTS
from app.context import AppContext, open_office
from app.core.clock import HeldClock
from app.core.ids import new_id
from app.features.staff.rules import Actor
from app.features.tickets.records import Ticket
from app.host.paths import Paths
from app.store.listing import ListQuery
from tests.support.office import MORNING
from tests.support.twins import twin

DESCRIPTIONS = ("厨房漏水", "灯不亮", "电梯有异响", "楼上噪音", "门禁打不开", "车位被占")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Generator[AppContext]:
    """An office where everything happens in one moment, so that nearly every order is decided by ids."""
    context = open_office(Paths(tmp_path_factory.mktemp("first")), HeldClock(MORNING), create=True)
    try:
        context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
        fill(context)
        yield context
    finally:
        context.close()


def fill(context: AppContext) -> None:
    admin = context.accounts.login("0001")
    chance = random.Random(3)
    houses = [context.houses.save(admin, {"building": "3", "unit": "1", "room": f"{room}01"}) for room in range(1, 6)]
    for number in range(6):
        context.people.save(
            admin,
            {
                "name": "王小明",
                "phones": [f"1990000{number:04d}", f"1990001{number:04d}"],
                "vehicles": [f"京A{number}234{number}", f"京B{number}234{number}"],
                "houses": [
                    {"house_id": house, "relation": relation}
                    for house in chance.sample(houses, 3)
                    for relation in ("owner", "family")
                ],
                "preferences": list(context.dictionaries.choices("preference"))[:4],
                "care_flags": list(context.dictionaries.choices("care_flag"))[:3],
            },
        )
    worker = context.staff.save(admin, {"number": "E01", "name": "丁师傅", "roles": ["field"]})
    context.staff.save(admin, {"number": "S01", "name": "主管", "roles": ["supervisor", "trainer", "agent"]})
    for number in range(30):
        values = {"description": chance.choice(DESCRIPTIONS), "house_id": chance.choice(houses), "type": "repair"}
        ticket = context.tickets.take(admin, values).id
        if number % 3:
            context.tickets.do(admin, ticket, "dispatch", {"assignee_id": worker})
        if number % 3 == 2:
            context.tickets.do(admin, ticket, "finish", {"result": "好了", "cause": "老化"})
            context.tickets.do(admin, ticket, "close", {"resident_word": "satisfied"})
        if number % 9 == 8:
            context.tickets.do(admin, ticket, "reopen", {"note": "又漏了"})
    with context.store.change() as work:  # as a copied disk gives them: one number three times
        for _ in range(3):
            work.insert(Ticket(id=new_id(), number="GD261123-A-0007", title="重号", state="closed"))


@pytest.mark.parametrize("seed", [1, 2])
def test_every_list_is_the_same_to_the_byte(
    first: AppContext, tmp_path: Path, seed: int, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def listed(context: AppContext, kind: str) -> bytes:
        assert main(["--data", str(context.paths.data), "list", kind, "--json", "--all"]) == 0
        return capsysbinary.readouterr().out

    with twin(first, tmp_path / "second", seed) as second:
        for kind in LISTS:
            assert listed(first, kind) == listed(second, kind), kind
        # Reading leaves no trace, or the journals would part by being compared.
        assert listed(first, "audit") == listed(second, "audit")


def test_every_order_is_the_same_both_ways(first: AppContext, tmp_path: Path) -> None:
    with twin(first, tmp_path / "second") as second:
        for name in first.listers():
            listers = [context.listers()[name](_admin(context)) for context in (first, second)]
            for column in listers[0].listing.columns:
                for descending in (False, True):
                    query = ListQuery(sort=((column.key, descending),))
                    one, other = ([row.id for row in lister.all(query)] for lister in listers)
                    assert one == other, (name, column.key, descending)


def test_what_must_be_done_now_stands_in_one_order(first: AppContext, tmp_path: Path) -> None:
    with twin(first, tmp_path / "second") as second:
        one, other = (context.today.overview(_admin(context), lines=5) for context in (first, second))
    assert one == other
    assert len(one.dispatch) == len(one.coming) == 5


def _admin(context: AppContext) -> Actor:
    return context.accounts.identify("0001")


def test_all_means_closed_ones_too(first: AppContext, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(first.paths.data), "--lang", "en", "list", "tickets", "--all"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "33 of 33"


def test_sorted_by_an_index_no_order_is_made(first: AppContext) -> None:
    """What the list is sorted by most has an index that holds the id: SQLite reads it and sorts nothing."""
    for order in ("t.entered_at DESC, t.id DESC", "t.level, t.id", "t.state, t.id", "t.number, t.id"):
        plan = first.store.rows(f"EXPLAIN QUERY PLAN SELECT t.rowid FROM ticket t ORDER BY {order}")
        assert "TEMP B-TREE" not in str(plan), order
        assert "COVERING INDEX" in str(plan), order

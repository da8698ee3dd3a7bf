"""The balance of a week: which task to move to whom, and why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.features.plans.load import Person, Suggestion, Weighed, balance, loads


def after(tasks: list[Weighed], moves: list[Suggestion]) -> list[Weighed]:
    taken = {move.task_id: move.to_id for move in moves}
    return [Weighed(t.id, t.title, taken.get(t.id, t.assignee_id), t.minutes, t.fixed, t.trade) for t in tasks]


def totals(tasks: list[Weighed], people: list[Person], tickets: int = 20) -> dict[str, int]:
    return {load.person.id: load.total for load in loads(tasks, people, tickets)}


TWO = [Person("a", "甲", "专员"), Person("b", "乙", "专员")]


def test_the_heavier_gives_the_task_that_makes_them_most_alike() -> None:
    tasks = [Weighed("1", "大", "a", 300), Weighed("2", "中", "a", 120), Weighed("3", "小", "a", 30)]
    moves = balance(tasks, TWO, 20, 120)
    assert [(move.task_id, move.to_id) for move in moves] == [("1", "b")]
    assert "450" in str(moves[0].why)


def test_what_is_fair_already_stays() -> None:
    assert balance([Weighed("1", "一", "a", 100)], TWO, 20, 120) == []


def test_open_tickets_weigh() -> None:
    people = [Person("a", "甲", tickets=20), Person("b", "乙")]
    tasks = [Weighed("1", "一", "a", 60), Weighed("2", "二", "b", 60)]
    assert [(move.task_id, move.to_id) for move in balance(tasks, people, 20, 120)] == [("1", "b")]


def test_nobodys_task_goes_to_who_has_least_of_its_trade() -> None:
    people = [Person("a", "甲", "专员"), Person("b", "乙", "工程")]
    tasks = [Weighed("1", "一", "", 60, trade="专员"), Weighed("2", "二", "", 30)]
    assert {move.task_id: move.to_id for move in balance(tasks, people, 20, 120)} == {"1": "a", "2": "b"}


def test_nothing_moves_to_another_trade_to_the_absent_or_out_of_what_is_done() -> None:
    tasks = [Weighed("1", "一", "a", 600), Weighed("2", "二", "a", 600)]
    assert balance(tasks, [Person("a", "甲", "专员"), Person("b", "乙", "工程")], 20, 120) == []
    assert balance(tasks, [Person("a", "甲"), Person("b", "乙", available=False)], 20, 120) == []
    fixed = [Weighed(t.id, t.title, t.assignee_id, t.minutes, fixed=True) for t in tasks]
    assert balance(fixed, TWO, 20, 120) == []


@given(
    st.lists(st.tuples(st.integers(5, 400), st.sampled_from(["a", "b", "c", ""])), max_size=25),
    st.integers(15, 300),
)
def test_a_balance_never_widens_the_gap_and_needs_no_second_one(rows: list[tuple[int, str]], spread: int) -> None:
    people = [Person(pk, pk) for pk in "abc"]
    tasks = [Weighed(str(n), str(n), who, minutes) for n, (minutes, who) in enumerate(rows)]
    moves = balance(tasks, people, 20, spread)
    assert len({move.task_id for move in moves}) == len(moves)
    moved = after(tasks, moves)
    assert all(task.assignee_id for task in moved)
    assert sum(totals(moved, people).values()) == sum(minutes for minutes, _ in rows)
    if all(who for _, who in rows):
        before, now = totals(tasks, people).values(), totals(moved, people).values()
        assert max(now) - min(now) <= max(before) - min(before)

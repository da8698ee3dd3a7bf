"""Search: what was typed is found, whether two characters, one, the start of a number or a phrase."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.features.houses.records import House
from app.store.database import Database
from app.store.search import SearchIndex, match_expression
from tests.support.office import make_store


def _index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    marks = ", ".join("?" * len(ids))
    where = f" WHERE id IN ({marks})" if ids else ""
    for row in database.rows(f"SELECT id, note FROM house{where}", tuple(ids)):
        yield row[0], row[1]


class _Searched:
    def __init__(self, folder: Path) -> None:
        self.store = make_store(folder)
        self.index = SearchIndex(self.store.database)
        self.index.register("house", _index)
        self.store.before_commit(self.index.update)

    def put(self, **notes: str) -> None:
        with self.store.change() as work:
            for key, note in notes.items():
                work.put(House(id=key, note=note))

    def find(self, query: str) -> set[str]:
        return {record for _, record in self.index.find(query)}


@pytest.fixture
def searched(tmp_path: Path) -> Generator[_Searched]:
    made = _Searched(tmp_path)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("漏水", {"a"}),
        ("水", {"a", "b"}),
        ("压", {"b"}),
        ("厨房漏水了", {"a"}),
        ("房水", set()),
        ("1380000", {"a"}),
        ("0000", set()),
        ("漏水 138", {"a"}),
        ("漏水 水压", set()),
        ("GD26", {"b"}),
        ("gd261122", {"b"}),
        ("ＧＤ２６", {"b"}),
        ("", set()),
        ('？！"*', set()),
    ],
)
def test_what_was_typed_is_found(searched: _Searched, query: str, found: set[str]) -> None:
    searched.put(a="厨房漏水了，电话13800000000", b="三楼水压 GD261122-A-0007")
    assert searched.find(query) == found


def test_a_changed_record_is_found_by_its_new_text_only(searched: _Searched) -> None:
    searched.put(a="厨房漏水")
    searched.put(a="电梯异响")
    assert searched.find("漏水") == set()
    assert searched.find("电梯") == {"a"}


def test_a_deleted_record_is_found_no_more(searched: _Searched) -> None:
    searched.put(a="厨房漏水")
    with searched.store.change() as work:
        work.delete(work.must(House, "a"))
    assert searched.find("漏水") == set()


def test_rebuilding_finds_the_same(searched: _Searched) -> None:
    searched.put(a="厨房漏水", b="电梯")
    searched.put(a="电梯漏水")
    searched.index.rebuild()
    assert searched.find("漏水") == {"a"}
    assert searched.find("厨房") == set()
    assert searched.find("电梯") == {"a", "b"}
    searched.put(c="电梯")
    assert searched.find("电梯") == {"a", "b", "c"}


def test_the_newest_come_first_and_no_more_than_asked(searched: _Searched) -> None:
    for key in "abc":
        searched.put(**{key: "漏水"})
    assert [record for _, record in searched.index.find("漏水", limit=2)] == ["c", "b"]
    assert searched.index.find("漏水", kinds=("person",)) == []


CHARACTERS = st.sampled_from("水漏电梯门了三〇々𠮷鿪䷀㐀龥0018az ，-")
TEXT = st.text(CHARACTERS, max_size=14)
RUN = re.compile(r"[0-9a-z]+|[^\x00-\x7f，]+")


@settings(max_examples=120, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=6), query=st.text(CHARACTERS, max_size=5))
@example(texts=["𠮷野"], query="𠮷")
@example(texts=["水漏水"], query="漏")
def test_it_finds_what_reading_every_text_would_find(shared: _Searched, texts: list[str], query: str) -> None:
    store = shared.store
    with store.change() as work:
        for house in store.find(House):
            work.delete(house)
        for number, text in enumerate(texts):
            work.put(House(id=str(number), note=text))
    words = RUN.findall(query)
    expected = {str(n) for n, text in enumerate(texts) if words and all(_holds(text, word) for word in words)}
    assert shared.find(query) == expected
    assert bool(match_expression(query)) == bool(words)


def _holds(text: str, word: str) -> bool:
    """Chinese must occur as typed; words and numbers from their beginning."""
    if word.isascii():
        return any(run.startswith(word) for run in RUN.findall(text))
    return word in text


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[_Searched]:
    made = _Searched(tmp_path_factory.mktemp("search"))
    yield made
    made.store.close()

"""Finding two characters: the newest fifty by the index, and by LIKE."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch

TIMES = 7


def _queries() -> list[str]:
    vocabulary = [word for word in office.words() if len(word) == 2]
    last = len(vocabulary) - 1
    return ["漏水", "电梯", "外墙", *(vocabulary[place] for place in (0, 5, 60, 400, last // 2, last)), "龘鱻"]


def _each(watch: Stopwatch, find: Callable[[str], list[Any]]) -> None:
    worst = {"cpu": 0.0, "wall": 0.0}
    middle: list[dict[str, float]] = []
    for query in _queries():
        find(query)
        watch.repeat("now", lambda query=query: find(query), TIMES)
        span = watch.stages.pop("now")
        middle.append(span)
        worst = max(worst, span, key=lambda one: one["wall"])
        watch.extra["hits"] = watch.extra.get("hits", 0) + len(find(query))
    middle.sort(key=lambda one: one["wall"])
    watch.stages["newest 50, worst"] = worst
    watch.stages["newest 50, median"] = middle[len(middle) // 2]


def ours(watch: Stopwatch) -> None:
    """The search index."""
    context = office.opened(office.prepare(watch.cache, watch.size))
    _each(watch, lambda query: context.search.find(query, ("ticket",), 50))
    lister = context.tickets.lister(context.accounts.login("1002"))
    from app.store.listing import ListQuery

    watch.repeat("list of all hits", lambda: lister.ids(ListQuery(search="漏水")), TIMES)
    context.close()


def like(watch: Stopwatch) -> None:
    """LIKE over title and description, newest first."""
    context = office.opened(office.prepare(watch.cache, watch.size))
    database = context.store.database
    sql = "SELECT id FROM ticket WHERE title LIKE ? OR description LIKE ? ORDER BY entered_at DESC LIMIT 50"
    _each(watch, lambda query: database.rows(sql, (f"%{query}%",) * 2))
    context.close()


MEASURE = Measure(
    "d",
    "Finding two characters",
    {"like": like, "ours": ours},
    pairs=(
        ("ours", "newest 50, worst", "like", "newest 50, worst", "0.001 at 1,000,000"),
        ("ours", "newest 50, median", "like", "newest 50, median", ""),
    ),
    figures=(
        ("ours", "newest 50, worst", "ms", "0.25 at 1,000,000"),
        ("ours", "newest 50, median", "ms", ""),
        ("ours", "list of all hits", "ms", ""),
        ("ours", "hits", "of ten queries", ""),
        ("like", "hits", "of ten queries", ""),
    ),
    note="Ten queries: words of the trade, frequent, middling and rare words, and one that is nowhere.",
)

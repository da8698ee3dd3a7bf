"""Beginning a weekly plan from an office's books, and its sheets."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from app.context import AppContext
from app.features.plans.service import weeks
from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch

TIMES = 5
_TASKS = 40
"""Tasks of a usual plan."""
_FAR = 60
"""Weeks ahead, so that every plan made here is the first of its week."""


def _ours(watch: Stopwatch) -> Path:
    return office.copy_of(office.prepare(watch.cache, watch.size), watch.folder / "office")


def make(watch: Stopwatch) -> None:
    """A template is filled in, every module is asked what waits, all proposals are taken; then it is printed."""
    context = office.opened(_ours(watch))
    actor = context.accounts.login("1002")
    plans = context.plans
    week = weeks.shifted(plans.this_week(), _FAR)
    names = iter(weeks.shifted(week, number) for number in range(100))

    def begin() -> str:
        plan = plans.begin(actor, next(names), template="plan.ordinary")
        plans.take(actor, plan, [line.key for line in plans.proposals(actor, plan).lines])
        return plan

    plan = begin()
    watch.repeat("begin", begin, TIMES)
    watch.repeat("propose", lambda: plans.proposals(actor, plan), TIMES)
    watch.repeat("open", lambda: plans.view(actor, plan), TIMES)
    watch.repeat("load", lambda: (plans.load(actor, plan), plans.suggestions(actor, plan)), TIMES)
    _papers(watch, context, plan)
    watch.extra["tasks"] = len(plans.view(actor, plan).tasks)
    context.close()


def _papers(watch: Stopwatch, context: AppContext, plan: str) -> None:
    actor, papers = context.accounts.login("1002"), context.plan_papers
    papers.write(actor, [plan], watch.folder / "first.pdf")
    watch.repeat("print", lambda: papers.write(actor, [plan], watch.folder / "plan.pdf"), TIMES)
    sheet = watch.folder / "plan.xlsx"
    papers.write_sheet(actor, plan, sheet)
    watch.repeat("sheet", lambda: papers.write_sheet(actor, plan, sheet), TIMES)
    watch.repeat("read", lambda: papers.read_back(actor, sheet), TIMES)


def bare(watch: Stopwatch) -> None:
    """The open tickets read by their index and as many rows written as a plan has, committed as durably."""
    connection = sqlite3.connect(_ours(watch) / "office.db", isolation_level=None)
    for pragma in ("PRAGMA journal_mode=wal", "PRAGMA synchronous=full"):
        connection.execute(pragma)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    waiting = "SELECT * FROM ticket WHERE state NOT IN ('closed', 'void', 'merged')"
    sql = "INSERT INTO plan_task (id, plan_id, section, title) VALUES (?, 'p', 'reception', ?)"

    def once() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(waiting).fetchall()
        connection.executemany(sql, [(f"p{time.time_ns()}{place}", "巡查") for place in range(_TASKS)])
        connection.execute("COMMIT")

    once()
    watch.repeat("begin", once, TIMES)
    connection.close()


MEASURE = Measure(
    "p",
    "Beginning a weekly plan",
    {"bare": bare, "ours": make},
    pairs=(("ours", "begin", "bare", "begin", ""),),
    figures=(
        ("ours", "begin", "ms, median", ""),
        ("ours", "propose", "ms, median", ""),
        ("ours", "open", "ms, median", ""),
        ("ours", "load", "ms, median", ""),
        ("ours", "print", "ms, median", ""),
        ("ours", "sheet", "ms, median", ""),
        ("ours", "read", "ms, median", ""),
        ("bare", "begin", "ms, median", ""),
        ("ours", "tasks", "tasks", ""),
    ),
    note="Ours fills in a template, asks every module what waits, resolves deadlines, writes each task with a step of"
    " the journal and its history, and indexes the words.",
)

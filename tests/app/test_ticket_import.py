"""Ledgers of tickets taken over: times, states, places, duplicates, and being done twice."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.context import AppContext
from app.core.clock import MINUTE, HeldClock
from app.core.errors import NotAllowed, Refused
from app.features.staff.rules import Actor
from app.features.tickets.records import Ticket, TicketEvent
from app.importing.run import ImportReport
from tests.support.desk import open_test_office
from tests.support.office import ACTORS, MORNING


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path, HeldClock(MORNING)) as office:
        yield office


@pytest.fixture
def admin(context: AppContext) -> Actor:
    return context.accounts.login("0001")


def load(context: AppContext, admin: Actor, rows: list[list[object]], *, dry_run: bool = False) -> ImportReport:
    """Write rows to a file and take it over as tickets."""
    path = context.paths.data / "ledger.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return context.imports.run(admin, context.imports.plan(admin, "tickets", path), dry_run=dry_run)


HEADER: list[object] = [
    "工单号",
    "报修时间",
    "报修内容",
    "报修地址",
    "报修人",
    "联系电话",
    "状态",
    "完成时间",
    "类别",
    "满意度",
]


def test_a_row_becomes_a_ticket_with_its_times_place_and_person(context: AppContext, admin: Actor) -> None:
    done = ("已完成", "2026-11-20 10:00", "水电", "满意")
    report = load(context, admin, [
        HEADER,
        ["W-1", "2026-11-20 08:30", "厨房漏水", "3栋2单元501", "欧阳小明", "199 0000 1234", *done],
    ])  # fmt: skip
    assert (report.created, report.refused) == (1, [])
    ticket = context.store.find(Ticket)[0]
    assert ticket.number == "GD261120-A-0001"
    assert ticket.source_number == "W-1"
    assert ticket.reported_at == context.zone.moment(context.zone.local(MORNING).replace(day=20, hour=8, minute=30))
    assert ticket.finished_at == ticket.reported_at + 90 * MINUTE
    assert ticket.house_id == context.store.value("SELECT id FROM house")
    assert ticket.requester_id == context.store.value("SELECT id FROM person")
    assert (ticket.state, ticket.satisfaction) == ("closed", 4)
    assert [event.action for event in context.store.find(TicketEvent, order="at")] == ["import", "finish"]


def test_open_tickets_of_late_get_due_times_and_old_ones_do_not(context: AppContext, admin: Actor) -> None:
    load(context, admin, [
        HEADER[:3],
        ["1", "2026-11-22 08:30", "新的"],
        ["2", "2020-01-06 08:30", "很久以前的"],
    ])  # fmt: skip
    due = dict(context.store.rows("SELECT source_number, finish_due FROM ticket"))
    assert due["1"] is not None
    assert due["2"] is None


def test_one_number_with_two_texts_is_two_matters_and_said(context: AppContext, admin: Actor) -> None:
    report = load(context, admin, [
        HEADER[:3],
        ["7", "2026-11-20", "甲"],
        ["7", "2026-11-21", "乙"],
        ["7", "2026-11-20", "甲"],
    ])  # fmt: skip
    assert (report.read, report.created, report.skipped) == (3, 2, 1)
    notes = " ".join(str(note) for note in report.notes)
    assert "2" in notes
    assert "3" in notes
    assert "4" in notes


def test_done_twice_it_updates_what_changed_and_doubles_nothing(context: AppContext, admin: Actor) -> None:
    rows: list[list[object]] = [[*HEADER[:3], "状态", "完成时间"], ["1", "2026-11-20 08:00", "灯不亮", "处理中", ""]]
    load(context, admin, rows)
    assert load(context, admin, rows).skipped == 1
    rows[1][3:] = ["已完成", "2026-11-21 09:00"]
    assert load(context, admin, rows).updated == 1
    assert [(t.state, t.finished_at is not None) for t in context.store.find(Ticket)] == [("closed", True)]


def test_a_trial_keeps_nothing(context: AppContext, admin: Actor) -> None:
    report = load(context, admin, [HEADER[:3], ["1", "2026-11-20", "甲"]], dry_run=True)
    assert (report.created, report.dry_run) == (1, True)
    assert context.store.value("SELECT count(*) FROM ticket") == 0
    assert context.store.value("SELECT count(*) FROM ticket_event") == 0


def test_rows_without_words_are_refused_by_number(context: AppContext, admin: Actor) -> None:
    report = load(context, admin, [HEADER[:3], ["1", "2026-11-20", "甲"], ["2", "2026-11-20", ""]])
    assert report.created == 1
    assert [item.row for item in report.refused] == [3]


def test_a_report_from_the_future_is_refused(context: AppContext, admin: Actor) -> None:
    report = load(context, admin, [HEADER[:3], ["1", "2027-11-20", "甲"]])
    assert [item.row for item in report.refused] == [2]


def test_a_file_of_another_kind_is_refused(context: AppContext, admin: Actor) -> None:
    with pytest.raises(Refused):
        load(context, admin, [["颜色", "尺寸"], ["红", "大"]])


def test_unknown_categories_become_one_branch_each(context: AppContext, admin: Actor) -> None:
    header: list[object] = ["编号", "内容", "类别"]
    load(context, admin, [header, ["1", "甲", "外星人"], ["2", "乙", "外星人"]])
    assert context.store.value("SELECT count(*) FROM category WHERE title = '外星人'") == 1


def test_only_those_who_may_import_do(context: AppContext) -> None:
    with pytest.raises(NotAllowed):
        load(context, ACTORS["agent"], [HEADER[:3], ["1", "2026-11-20", "甲"]])


def test_numbers_of_many_days_stay_unique(context: AppContext, admin: Actor) -> None:
    rows: list[list[object]] = [HEADER[:3]]
    rows += [[str(n), f"2025-{1 + n % 11:02d}-{1 + n % 28:02d}", f"第{n}件"] for n in range(1200)]
    assert load(context, admin, rows).created == 1200
    assert context.store.value("SELECT count(DISTINCT number) FROM ticket") == 1200

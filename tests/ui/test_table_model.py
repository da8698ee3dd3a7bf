from __future__ import annotations

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.core.errors import EnvironmentFault
from app.core.text import T
from tests.support.finding import carried
from tests.support.lists import MemoryLister
from ui.jobs.jobs import InlineJobs, Jobs
from ui.tables.display import Display
from ui.tables.looks import Look
from ui.tables.model import HEAD, PAGE, LazyTableModel, RecordRole, ToneRole, ValueRole
from ui.tables.query import Query


@pytest.fixture
def lister() -> MemoryLister:
    return MemoryLister(20)


@pytest.fixture
def model(lister: MemoryLister, display: Display) -> LazyTableModel:
    made = LazyTableModel(
        lister, display, looks={"state": Look("chip", tone=lambda v, r: "done" if v == "done" else None)}
    )
    QAbstractItemModelTester(made, made)
    made.load(Query())
    return made


def numbers(model: LazyTableModel) -> list[int]:
    return [model.number_at(row) for row in range(model.total)]


def test_rows_are_shown_as_people_read_them(model: LazyTableModel) -> None:
    assert model.rowCount() == 20
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Number"
    assert model.index(2, 0).data() == "T-0003"
    assert model.index(2, 1).data() == "New"
    assert model.index(2, 3).data() == "3.00"
    assert model.index(2, 3).data(ValueRole) == 300
    assert model.index(2, 0).data(RecordRole) == f"{3:032x}"


def test_a_column_says_its_tone(model: LazyTableModel, lister: MemoryLister) -> None:
    lister.add(1, "done")
    model.refresh()
    assert model.index(0, 1).data(ToneRole) == "done"
    assert model.index(1, 1).data(ToneRole) is None


def test_moments_are_said_and_exact_on_hover(display: Display, lister: MemoryLister, clock: object) -> None:
    lister.add(1, due=display.clock.now() + 3_600_000)
    model = LazyTableModel(lister, display)
    model.load(Query())
    assert model.index(0, 2).data() == "today 15:30"
    assert "2026-11-22 15:30:00" in model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)


def test_only_the_pages_that_are_seen_are_read(display: Display) -> None:
    lister = MemoryLister(PAGE * 5)
    model = LazyTableModel(lister, display)
    model.load(Query())
    assert lister.read == []
    model.index(PAGE * 3 + 1, 0).data()
    assert lister.read == list(range(PAGE * 3 + 1, PAGE * 4 + 1))


def test_a_refresh_that_changes_nothing_but_values_moves_nothing(
    model: LazyTableModel, lister: MemoryLister, qtbot: QtBot
) -> None:
    lister.add(4, "done")
    with qtbot.assertNotEmitted(model.layoutChanged), qtbot.assertNotEmitted(model.modelReset):
        with qtbot.waitSignal(model.dataChanged):
            model.refresh()
    assert model.index(3, 1).data() == "Done"


def test_a_new_row_is_an_insertion(model: LazyTableModel, lister: MemoryLister, qtbot: QtBot) -> None:
    lister.add(21)
    with qtbot.assertNotEmitted(model.layoutChanged), qtbot.waitSignal(model.rowsInserted) as blocker:
        model.refresh()
    assert carried(blocker)[1:] == [20, 20]


def test_a_row_that_went_is_a_removal(model: LazyTableModel, lister: MemoryLister, qtbot: QtBot) -> None:
    del lister.data[5]
    with qtbot.assertNotEmitted(model.layoutChanged), qtbot.waitSignal(model.rowsRemoved) as blocker:
        model.refresh()
    assert carried(blocker)[1:] == [4, 4]


@settings(max_examples=60, deadline=None)
@given(
    before=st.lists(st.integers(1, 30), unique=True, min_size=1),
    after=st.lists(st.integers(1, 30), unique=True),
    chosen=st.sets(st.integers(1, 30)),
)
def test_whatever_happens_the_same_records_stay_chosen(
    qapp: object, before: list[int], after: list[int], chosen: set[int]
) -> None:
    from app.core.clock import HeldClock, OfficeZone

    lister = MemoryLister(30)
    order = [before]
    lister.ids = lambda query, limit=None: array("q", order[0])  # pyright: ignore[reportAttributeAccessIssue] - a stand-in
    model = LazyTableModel(lister, Display(OfficeZone(), HeldClock(0)))
    QAbstractItemModelTester(model, model)
    model.load(Query())
    selection = QItemSelectionModel(model)
    held = {number: QPersistentModelIndex(model.index(place, 0)) for place, number in enumerate(before)}
    for number in chosen & set(before):
        selection.select(
            model.index(before.index(number), 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
    order[0] = after
    model.refresh()
    assert numbers(model) == after
    if after:
        for number, index in held.items():
            assert index.isValid() == (number in after)
            if index.isValid():
                assert after[index.row()] == number
        rows = {model.number_at(index.row()) for index in selection.selectedRows()}
        assert rows == chosen & set(before) & set(after)


def test_changes_of_other_kinds_ask_nothing(model: LazyTableModel, lister: MemoryLister) -> None:
    asked = len(lister.asked)
    model.refresh(Changes({"notice": frozenset({"x"})}))
    assert len(lister.asked) == asked
    model.refresh(Changes({"person": frozenset({"x"})}))
    assert len(lister.asked) == asked + 1


def test_a_record_is_found_by_its_id(model: LazyTableModel) -> None:
    model.sort_by((("fee", True),))
    assert model.row_of(f"{20:032x}") == 0
    assert model.row_of(f"{99:032x}") is None


def test_the_newest_question_wins(display: Display, jobs: Jobs, qtbot: QtBot) -> None:
    lister = MemoryLister(20)
    model = LazyTableModel(lister, display, jobs)
    model.load(Query())
    with qtbot.waitSignal(model.loaded):
        model.load(Query(search="0007"))
    qtbot.waitUntil(lambda: jobs.idle)
    assert numbers(model) == [7]


def test_the_first_rows_come_before_the_rest(display: Display, inline_jobs: InlineJobs, qtbot: QtBot) -> None:
    lister = MemoryLister(HEAD * 2)
    model = LazyTableModel(lister, display, inline_jobs)
    sizes: list[int] = []
    model.modelReset.connect(lambda: sizes.append(model.total))
    model.rowsInserted.connect(lambda: sizes.append(model.total))
    with qtbot.waitSignal(model.loaded):
        model.load(Query())
        assert sizes == [HEAD]
    assert sizes == [HEAD, HEAD * 2]


def test_a_short_list_is_asked_for_once(display: Display, inline_jobs: InlineJobs) -> None:
    lister = MemoryLister(HEAD - 1)
    model = LazyTableModel(lister, display, inline_jobs)
    model.load(Query())
    assert model.total == HEAD - 1
    assert len(lister.asked) == 1


def test_a_refusal_is_told_and_nothing_breaks(model: LazyTableModel, lister: MemoryLister, qtbot: QtBot) -> None:
    def refuse(numbers: object) -> list[None]:
        raise EnvironmentFault(T("test", "The disk is full."))

    lister.rows = refuse  # pyright: ignore[reportAttributeAccessIssue] - a stand-in
    with qtbot.waitSignal(model.failed):
        model.refresh()
        assert model.index(0, 0).data() == ""

"""The handover on paper and as a workbook, read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.context import AppContext
from app.core.clock import HOUR, HeldClock
from app.core.errors import NotAllowed
from app.core.text import load_catalogue
from app.documents.preview import opened
from app.features.staff.rules import Actor
from tests.support.desk import open_test_office
from tests.support.office import ACTORS, MORNING


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path, HeldClock(MORNING)) as office:
        load_catalogue(office.paths.resources / "i18n", "zh_CN")
        yield office
        load_catalogue(office.paths.resources / "i18n", "en")


@pytest.fixture
def admin(context: AppContext) -> Actor:
    return context.accounts.login("0001")


def text_of(path: Path) -> list[str]:
    with opened(path) as pdf:
        return ["".join(pdf.text(page).split()) for page in range(len(pdf))]


def sealed(context: AppContext, admin: Actor) -> str:
    """A handover with a late ticket, a note, a difference and an addition."""
    assert isinstance(context.clock, HeldClock)
    house = context.store.value("SELECT id FROM house")
    context.tickets.take(admin, {"type": "repair", "level": 1, "description": "厨房水管漏水", "house_id": house})
    context.clock.advance(HOUR)
    service = context.handovers
    handover = service.make(admin)
    service.add_note(admin, handover, "电梯厂家明早八点到", important=True)
    things = service.counts(admin, handover).things
    service.count(
        admin,
        handover,
        {row.code: row.expected for row in things} | {"umbrellas": 19, "cash.5000": 2, "cash.10": 3},
        {"umbrellas": "三栋借走一把"},
    )
    service.leave(admin, handover, reason="无人接班")
    service.add(admin, handover, "伞已还回")
    return handover


def test_the_sheet_says_everything_on_one_page(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    handover = sealed(context, admin)
    path = tmp_path / "handover.pdf"
    assert context.handover_papers.write(admin, [handover], path) == frozenset()
    pages = text_of(path)
    assert len(pages) == 1
    seal = str(context.handovers.detail(admin, handover).values["seal"])[:16]
    wanted = ("早班", "2026-11-23", "厨房水管漏水", "3-2-501", "电梯厂家明早八点到", "三栋借走一把", "100.30", "50×2")
    for part in (*wanted, "伞已还回", "无人接班", seal, "第1页，共1页", "GD261123-A-0001"):
        assert part in pages[0], part


def test_the_empty_form_has_room_for_everything(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    assert context.handover_papers.write_blank(admin, path) == frozenset()
    pages = text_of(path)
    assert len(pages) == 2
    for part in ("早班", "晚班", "对讲机"):
        assert part in "".join(pages), part


def test_the_workbook_holds_lines_counts_and_steps(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    handover = sealed(context, admin)
    path = tmp_path / "handover.xlsx"
    context.handover_papers.write_workbook(admin, handover, path)
    book = openpyxl.load_workbook(path)
    cells = [[str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell] for sheet in book]
    assert "厨房水管漏水" in cells[0]
    assert {"三栋借走一把", "100.30"} <= set(cells[1])
    assert "伞已还回" in cells[2]


def test_who_may_not_print_does_not(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    handover = sealed(context, admin)
    for role, verb in (
        ("field", lambda who: context.handover_papers.write(who, [handover], tmp_path / "x.pdf")),
        ("field", lambda who: context.handover_papers.write_blank(who, tmp_path / "x.pdf")),
        ("reader", lambda who: context.handover_papers.write_workbook(who, handover, tmp_path / "x.xlsx")),
    ):
        with pytest.raises(NotAllowed):
            verb(ACTORS[role])


def test_a_crowded_shift_still_takes_two_sheets(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    """What must be read stands whole; the rest is cut to a line, with its number."""
    assert isinstance(context.clock, HeldClock)
    place, words = "地下车库 B2 西区转弯处", "住户反映多次的问题，希望物业安排师傅尽快上门查看并给出处理办法"
    context.settings_service.save(admin, {"handover.lines": 40})
    for number in range(60):
        level = 1 if number < 12 else 3
        context.tickets.take(
            admin, {"type": "repair", "level": level, "description": f"{words}{number}", "place": place}
        )
    handover = context.handovers.make(admin)
    path = tmp_path / "handover.pdf"
    context.handover_papers.write(admin, [handover], path)
    pages = text_of(path)
    assert len(pages) == 2
    shown = "".join(pages)
    lines = [line for line in context.handovers.detail(admin, handover).lines if line.number]
    assert all(line.number in shown for line in lines)
    must = [line for line in lines if line.required]
    rest = [line for line in lines if not line.required]
    assert must
    assert rest
    assert shown.count(words[27:30]) == len(must)  # the end of a title, which a cut one does not have
    assert shown.count("…") >= len(rest)

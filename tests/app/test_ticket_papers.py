"""What leaves the desk about a ticket, read back: the message, the work slip, the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.context import AppContext
from app.core.clock import HeldClock
from app.core.errors import NotAllowed
from app.core.text import load_catalogue
from app.documents.preview import opened
from app.features.staff.rules import Actor
from app.store.listing import ListQuery
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


def take(context: AppContext, admin: Actor, **values: object) -> str:
    """Take a repair of level 1 for the resident of the test office."""
    house = context.store.value("SELECT id FROM house")
    person = context.store.value("SELECT id FROM person")
    given = {
        "type": "repair", "level": 1, "department": "engineering", "description": "厨房水管漏水",
        "house_id": house, "requester_id": person, "requester_name": "欧阳小明", "requester_phone": "19900001234",
        **values,
    }  # fmt: skip
    return context.tickets.take(admin, given).id


def test_the_message_names_number_state_time_person_and_telephone(context: AppContext, admin: Actor) -> None:
    ticket = take(context, admin)
    message = context.papers.resident_message(admin, ticket)
    for part in ("GD261123-A-0001", "已接收", "09:30", "3栋2单元501", "010-00000000", "示例物业"):
        assert part in message, part
    assert "{" not in message
    worker = context.store.value("SELECT id FROM staff WHERE number = 'E01'")
    context.tickets.do(admin, ticket, "dispatch", {"assignee_id": worker})
    assert "丁师傅" in context.papers.resident_message(admin, ticket)
    context.tickets.do(admin, ticket, "finish", {"result": "换了角阀", "cause": "设施老化"})
    context.tickets.do(admin, ticket, "close", {"resident_word": "satisfied"})
    done = context.papers.resident_message(admin, ticket)
    assert "已完成" in done
    assert "换了角阀" in done


def test_a_slip_holds_what_the_worker_needs_on_one_page(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    ticket = take(context, admin, description="厨房水管漏水，𠮷先生说水往楼下流。")
    path = tmp_path / "slip.pdf"
    assert context.papers.write_slips(admin, [ticket], path) == frozenset()
    with opened(path) as pdf:
        assert len(pdf) == 1
        text = pdf.text(0).replace("\r", "").replace("\n", "")
    for part in ("GD261123-A-0001", "3栋2单元501", "欧阳小明", "19900001234", "𠮷先生", "2026-11-23 09:30", "示例物业"):
        assert part in text, part
    assert context.tickets.timeline(admin, ticket)[-1].action == "print"
    assert context.store.value("SELECT count(*) FROM audit WHERE action = 'print'") == 1


def test_many_slips_go_into_one_file(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    tickets = [take(context, admin, description=f"第{n}处漏水") for n in range(3)]
    path = tmp_path / "slips.pdf"
    context.papers.write_slips(admin, tickets, path)
    with opened(path) as pdf:
        assert len(pdf) == 3
        assert "GD261123-A-0003" in pdf.text(2)


def test_who_may_not_see_personal_data_prints_them_masked(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    ticket = take(context, admin)
    path = tmp_path / "slip.pdf"
    context.papers.write_slips(ACTORS["reader"], [ticket], path)
    with opened(path) as pdf:
        assert "19900001234" not in pdf.text(0)
        assert "欧阳小明" not in pdf.text(0)
    with pytest.raises(NotAllowed):
        context.papers.write_slips(ACTORS["field"], [ticket], path)


def test_a_printed_ledger_holds_the_filtered_rows_masked(context: AppContext, admin: Actor, tmp_path: Path) -> None:
    take(context, admin)
    context.tickets.do(admin, take(context, admin, description="误报的"), "void", {"note": "误报"})
    path = tmp_path / "ledger.pdf"
    done = context.ledgers.export(
        admin, context.tickets.lister(admin), ListQuery({"open": True}), path, columns=("number", "title", "phone")
    )
    assert done.rows == 1
    with opened(path) as pdf:
        text = pdf.text(0)
    assert "厨房水管漏水" in text
    assert "误报的" not in text
    assert "199****1234" in text
    with pytest.raises(NotAllowed):
        context.ledgers.export(
            ACTORS["reader"], context.tickets.lister(ACTORS["reader"]), ListQuery(), tmp_path / "x.xlsx"
        )

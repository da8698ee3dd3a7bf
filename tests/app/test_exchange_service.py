"""What people see of the exchange between desks, and what they may do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.context import AppContext
from app.core.errors import Invalid, NotAllowed, NotFound, Refused
from app.core.text import T
from app.features.exchange.service import ExchangeService
from app.features.staff.rules import Actor
from app.sync.reports import Problem
from tests.support.desk import open_test_office
from tests.support.link import RECOVERY, FakeLink, conflict, peer
from tests.support.office import MORNING, actor

MINUTE = 60_000
BEFORE, LATER = MORNING - 3 * MINUTE, MORNING


@dataclass
class Office:
    """An office with an exchange of plain lists."""

    service: ExchangeService
    link: FakeLink
    admin: Actor
    ticket: str
    person: str
    house: str
    staff: str
    context: AppContext


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_test_office(tmp_path) as context:
        admin = context.accounts.login("0001")
        link = FakeLink(context.store)
        context.connect(link)
        house = str(context.store.value("SELECT id FROM house"))
        person = str(context.store.value("SELECT id FROM person"))
        taken = context.tickets.take(
            admin,
            {"type": "repair", "description": "厨房漏水", "house_id": house, "requester_id": person,
             "requester_name": "欧阳小明", "requester_phone": "19900001234"},
        )  # fmt: skip
        worker = str(context.store.value("SELECT id FROM staff WHERE number = 'A02'"))
        yield Office(context.exchange, link, admin, taken.id, person, house, worker, context)


def phones(office: Office) -> None:
    """Two desks wrote another telephone."""
    office.link.add(
        conflict(
            "ticket",
            office.ticket,
            "requester_phone",
            ("19900005678", LATER, office.staff, "前台二"),
            ("19900001111", BEFORE, office.admin.id, "前台一"),
        )
    )


def test_a_difference_names_record_field_person_desk_and_time(office: Office) -> None:
    phones(office)
    (row,) = office.service.conflicts(office.admin)
    number = office.context.store.value("SELECT number FROM ticket")
    assert number in row.record
    assert "3" in row.record
    assert str(row.kind) == "Ticket"
    assert str(row.title) == "Telephone"
    assert [(version.who, version.desk, version.at) for version in row.versions] == [
        ("小周", "前台二", LATER),
        ("管理员", "前台一", BEFORE),
    ]
    assert [version.shown for version in row.versions] == [True, False]
    assert row.place == ("ticket", office.ticket)


def test_telephones_are_masked(office: Office) -> None:
    phones(office)
    (row,) = office.service.conflicts(office.admin)
    assert all("*" in str(version.value) for version in row.versions)
    assert "19900005678" not in repr(row)
    assert "19900001111" not in repr(row)


def test_codes_are_told_in_words(office: Office) -> None:
    office.link.add(
        conflict("ticket", office.ticket, "channel", ("wechat", LATER, "", "A"), ("phone", BEFORE, "", "B"))
    )
    (row,) = office.service.conflicts(office.admin)
    assert [str(version.value) for version in row.versions] == ["WeChat", "Telephone"]
    assert row.typed == "choice"
    assert "visit" in row.choices


def test_choosing_a_version_writes_it_for_all(office: Office) -> None:
    phones(office)
    (row,) = office.service.conflicts(office.admin)
    settled = office.service.settle(office.admin, row.key, choice=row.versions[1].key)
    assert ("settle", "ticket", office.ticket, "requester_phone", "19900001111") in office.link.done
    assert office.service.conflicts(office.admin) == []
    office.service.unsettle(office.admin, settled)
    assert office.link.done[-1] == ("settle", "ticket", office.ticket, "requester_phone", "19900005678")


def test_a_value_of_ones_own_goes_through_the_rules_of_its_field(office: Office) -> None:
    phones(office)
    (row,) = office.service.conflicts(office.admin)
    office.service.settle(office.admin, row.key, value="199 0000 7777")
    assert office.link.done[-1] == ("settle", "ticket", office.ticket, "requester_phone", "19900007777")
    office.link.add(conflict("house", office.house, "building", ("3", LATER, "", "A"), ("5", BEFORE, "", "B")))
    (row,) = office.service.conflicts(office.admin)
    with pytest.raises(Invalid) as told:
        office.service.settle(office.admin, row.key, value="9" * 300)
    assert told.value.fields
    assert office.link.done[-1][0] == "settle"
    assert office.link.done[-1][1] == "ticket"


def test_columns_that_follow_are_brought_in_line(office: Office) -> None:
    office.link.add(conflict("house", office.house, "room", ("501", LATER, "", "A"), ("502", BEFORE, "", "B")))
    (row,) = office.service.conflicts(office.admin)
    office.service.settle(office.admin, row.key, choice=row.versions[1].key)
    assert office.context.store.value("SELECT key FROM house") == "3-2-502"


def test_a_version_that_changed_meanwhile_is_not_chosen_by_its_place(office: Office) -> None:
    phones(office)
    (row,) = office.service.conflicts(office.admin)
    office.link.found_conflicts.clear()
    office.link.add(
        conflict(
            "ticket",
            office.ticket,
            "requester_phone",
            ("19900009999", LATER + 1, office.staff, "前台三"),
            ("19900005678", LATER, office.staff, "前台二"),
        )
    )
    with pytest.raises(Refused):
        office.service.settle(office.admin, row.key, choice=row.versions[1].key)
    office.link.found_conflicts.clear()
    with pytest.raises(NotFound):
        office.service.settle(office.admin, row.key, choice=row.versions[0].key)


def test_long_texts_stand_side_by_side_with_what_they_were(office: Office) -> None:
    with office.context.store.change(office.admin.id) as work:
        work.database.run("UPDATE ticket SET description = '厨房漏水，急' WHERE id = ?", (office.ticket,))
    office.link.add(
        conflict(
            "ticket", office.ticket, "description", ("厨房漏水，急", LATER, "", "A"), ("三楼厨房漏水", BEFORE, "", "B")
        )
    )
    (row,) = office.service.conflicts(office.admin)
    assert row.texts == ("厨房漏水，急", "三楼厨房漏水")
    assert row.base == "厨房漏水"


def test_a_record_deleted_here_and_edited_there_is_kept_or_deleted(office: Office) -> None:
    office.link.add(conflict("house", office.house, "", (None, LATER, office.staff, "前台二")))
    (row,) = office.service.conflicts(office.admin)
    assert row.deletion
    assert row.record == "3栋2单元501"
    settled = office.service.settle_deletion(office.admin, row.key, keep=True)
    assert office.link.done[-1] == ("settle_deletion", "house", office.house, True)
    office.service.unsettle(office.admin, settled)
    assert office.link.done[-1] == ("settle_deletion", "house", office.house, False)


def test_who_may_not_change_the_record_may_not_settle_it(office: Office) -> None:
    office.link.add(conflict("staff", office.staff, "name", ("小周", LATER, "", "A"), ("小邹", BEFORE, "", "B")))
    agent = actor("agent")
    (row,) = office.service.conflicts(agent)
    assert not row.may
    with pytest.raises(NotAllowed):
        office.service.settle(agent, row.key, choice=row.versions[0].key)
    with pytest.raises(NotAllowed):
        office.service.settle(actor("reader"), row.key, choice=row.versions[0].key)


def test_a_table_of_a_newer_version_is_listed_without_its_values(office: Office) -> None:
    office.link.add(conflict("drone", "1" * 32, "speed", (4, LATER, "", "A"), (5, BEFORE, "", "B")))
    (row,) = office.service.conflicts(office.admin)
    assert not row.may
    assert "4" not in str(row.versions[0].value)


def test_problems_say_what_they_mean_and_offer_what_this_person_may_do(office: Office) -> None:
    office.link.add_problems(
        Problem(1, "damaged", "st/x/1.sg", BEFORE, T("t", "cut off"), actions=("dismiss", "repair")),
        Problem(2, "rule", f"ticket|{office.ticket}", LATER, T("t", "!"), "ticket", office.ticket),
        Problem(3, "retired", "x", BEFORE - 1, T("t", "late"), actions=("accept", "dismiss")),
    )
    first, second, third = office.service.problems(office.admin)
    assert (first.id, second.id, third.id) == (2, 1, 3)
    assert first.place == ("ticket", office.ticket)
    assert first.record
    assert list(second.actions) == ["repair", "dismiss"]
    assert list(office.service.problems(actor("agent"))[2].actions) == ["dismiss"]
    assert list(office.service.problems(actor("reader"))[1].actions) == []
    office.service.act(office.admin, 1, "repair")
    assert office.link.done[-1] == ("repair", 1)
    with pytest.raises(NotFound):
        office.service.act(office.admin, 1, "repair")
    with pytest.raises(Refused):
        office.service.act(office.admin, 2, "accept")
    with pytest.raises(NotAllowed):
        office.service.act(actor("agent"), 3, "accept")


def test_setting_up_inviting_and_leaving(office: Office, tmp_path: Path) -> None:
    service, admin = office.service, office.admin
    with pytest.raises(Invalid) as told:
        service.create(admin, "", " ")
    assert set(told.value.fields) == {"folder", "name"}
    assert service.create(admin, "/share", " 前台一 ").recovery == RECOVERY
    assert office.link.done[-1] == ("found", "/share", "前台一")
    office.link.set("received", peers=(peer("前台二", "B"), peer("旧前台", "C", retired=True), peer("经理室", "A")))
    assert [desk.name for desk in service.peers(admin)] == ["经理室", "前台二", "旧前台"]
    assert service.invite(admin).folder == "/share"
    service.retire(admin, peer("前台二", "B").device)
    with pytest.raises(NotFound):
        service.retire(admin, peer("前台二", "B").device)
    for forbidden in (
        service.invite,
        service.rotate_key,
        service.pause,
        lambda who: service.retire(who, "x"),
        lambda who: service.create(who, "/x", "y"),
        lambda who: service.write_recovery(who, tmp_path / "x.pdf"),
    ):
        with pytest.raises(NotAllowed):
            forbidden(actor("supervisor"))


def test_the_recovery_sheet_is_one_page_with_the_code(office: Office, tmp_path: Path) -> None:
    import pypdfium2

    with pytest.raises(Refused):
        office.service.write_recovery(office.admin, tmp_path / "none.pdf")
    office.service.create(office.admin, "/share", "前台一")
    assert office.service.write_recovery(office.admin, tmp_path / "sheet.pdf") == frozenset()
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert len(document) == 1
    text = "".join(document[0].get_textpage().get_text_bounded().split())
    for start in range(0, len(RECOVERY), 8):
        assert RECOVERY[start : start + 8] in text
    document.close()


def test_values_that_differ_only_in_what_is_hidden_are_marked(office: Office) -> None:
    values = ("19911115678", LATER, "", "A"), ("19922225678", BEFORE, "", "B")
    office.link.add(conflict("ticket", office.ticket, "requester_phone", *values))
    (row,) = office.service.conflicts(office.admin)
    assert row.alike
    office.link.found_conflicts.clear()
    phones(office)
    (row,) = office.service.conflicts(office.admin)
    assert not row.alike

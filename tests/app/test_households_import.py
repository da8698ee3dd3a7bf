"""Houses and their people in from spreadsheets: recognised again, never doubled, refused where rows disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import NotAllowed
from app.features.people.importing import KINDS, HouseholdSink
from app.features.tickets.records import Ticket
from app.importing.run import ImportReport, run_import
from app.importing.trial import make_plan
from app.store.store import Store
from tests.support.office import ACTORS, REAL_DATA, heard, make_houses, make_people, make_store

ADMIN = ACTORS["admin"]
TEMPLATES = REAL_DATA / "import-templates"
needs_templates = pytest.mark.skipif(not TEMPLATES.is_dir(), reason="the templates of other systems are not here")

Cells = list[list[str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = make_store(tmp_path)
    yield store
    store.close()


class Importer:
    """Imports rows given as text, or a file."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.notes: list[str] = []

    def file(self, kind: str, path: Path, *, dry_run: bool = False) -> ImportReport:
        sink = HouseholdSink(self.store, ADMIN, KINDS[kind])
        report = run_import(make_plan(path, KINDS[kind]), sink, dry_run)
        self.notes = [*map(str, report.notes), *map(str, sink.notes())]
        return report

    def rows(self, kind: str, header: str, *lines: str, dry_run: bool = False) -> ImportReport:
        path = self.folder / "rows.csv"
        path.write_text("\n".join([header, *lines]), encoding="utf-8")
        return self.file(kind, path, dry_run=dry_run)


@pytest.fixture
def importer(store: Store, tmp_path: Path) -> Importer:
    return Importer(store, tmp_path)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.skipped, len(report.refused)


def homes(store: Store) -> list[tuple[str, str, str]]:
    """(house, person, relation) of every residence."""
    return [
        (row[0], row[1], row[2])
        for row in store.rows(
            "SELECT h.key, p.name, r.relation FROM residence r JOIN house h ON h.id = r.house_id"
            " JOIN person p ON p.id = r.person_id ORDER BY h.key, p.name"
        )
    ]


HOUSEHOLD = "楼号,单元,房间,建筑面积,房屋状态,业主名称,手机号,业主类型"


@pytest.mark.parametrize("kind", ["houses", "owners"])
def test_one_row_makes_house_person_phone_and_residence(importer: Importer, store: Store, kind: str) -> None:
    report = importer.rows(kind, HOUSEHOLD, "3栋,2单元,0501,94.56,已入住,单小明,13800001234,1001")
    assert counts(report) == (1, 0, 0, 0)
    assert homes(store) == [("3-2-501", "单小明", "owner")]
    assert store.rows("SELECT area, status, floor FROM house") == [(9456, "lived_in", 5)]
    assert store.rows("SELECT phone, tail, position FROM person_phone") == [("13800001234", "1234", 0)]
    assert store.rows("SELECT initials, kind FROM person") == [("sxm", "owner")]


@pytest.mark.parametrize("again", ["houses", "owners"])
def test_the_same_file_again_changes_nothing(importer: Importer, store: Store, again: str) -> None:
    lines = ("3,2,501,94.56,已入住,单小明,13800001234,业主", "3,2,502,88,空置,欧阳小娜,,租户", "3,2,503,88,,,,")
    importer.rows("houses", HOUSEHOLD, *lines)
    before = store.value("SELECT count(*) FROM sync_oplog")
    report = importer.rows(again, HOUSEHOLD, *lines)
    assert (report.created, report.updated) == (0, 0)
    assert store.value("SELECT count(*) FROM sync_oplog") == before


def test_a_changed_row_updates_only_what_it_says(importer: Importer, store: Store) -> None:
    importer.rows("houses", HOUSEHOLD, "3,2,501,94.56,已入住,单小明,13800001234,业主")
    report = importer.rows("houses", HOUSEHOLD, "三栋,二单元,501室,,空置,单小明,13800001234/13900005678,")
    assert counts(report) == (0, 1, 0, 0)
    assert store.rows("SELECT key, area, status FROM house") == [("3-2-501", 9456, "vacant")]
    assert store.rows("SELECT phone, position FROM person_phone ORDER BY position") == [
        ("13800001234", 0),
        ("13900005678", 1),
    ]
    assert homes(store) == [("3-2-501", "单小明", "owner")]


def test_a_house_has_as_many_owners_as_rows_or_as_names_in_the_cell(importer: Importer, store: Store) -> None:
    report = importer.rows(
        "houses",
        HOUSEHOLD,
        "3,2,501,94.56,,单小明,13800001234,业主",
        "3,2,501,94.56,,查小丽,13900005678,业主",
        "3,2,502,88,,欧阳甲、欧阳乙,13700000011/13700000022,业主",
    )
    assert counts(report) == (2, 1, 0, 0)
    assert homes(store) == [
        ("3-2-501", "单小明", "owner"),
        ("3-2-501", "查小丽", "owner"),
        ("3-2-502", "欧阳乙", "owner"),
        ("3-2-502", "欧阳甲", "owner"),
    ]
    assert store.rows(
        "SELECT p.name, f.phone FROM person p JOIN person_phone f ON f.person_id = p.id WHERE p.name LIKE '欧阳%'"
        " ORDER BY f.phone"
    ) == [("欧阳甲", "13700000011"), ("欧阳乙", "13700000022")]


def test_one_person_owns_several_houses(importer: Importer, store: Store) -> None:
    importer.rows("owners", HOUSEHOLD, "3,2,501,,,单小明,13800001234,业主", "3,2,502,,,单小明,13800001234,业主")
    assert homes(store) == [("3-2-501", "单小明", "owner"), ("3-2-502", "单小明", "owner")]
    assert store.value("SELECT count(*) FROM person") == 1


def test_two_people_of_one_name_stay_two(importer: Importer, store: Store) -> None:
    importer.rows("owners", HOUSEHOLD, "3,2,501,,,王芳,13800001234,业主", "3,2,502,,,王芳,13900005678,业主")
    assert store.value("SELECT count(*) FROM person") == 2


def test_the_number_that_stands_for_none_makes_nobody_one_person(importer: Importer, store: Store) -> None:
    importer.rows("owners", HOUSEHOLD, "3,2,501,,,王芳,18900000000,业主", "3,2,502,,,王芳,18900000000,业主")
    assert store.value("SELECT count(*) FROM person") == 2


def test_somebody_of_whom_only_the_name_is_known_is_not_doubled(importer: Importer, store: Store) -> None:
    for _ in range(2):
        importer.rows("owners", "业主名称,性别", "单小明,男", "单小明,男")
    assert store.value("SELECT count(*) FROM person") == 1


def test_rows_that_disagree_about_a_house_are_refused_with_both_values(importer: Importer, store: Store) -> None:
    report = importer.rows("houses", HOUSEHOLD, "3,2,501,94.56,,单小明,,业主", "3,2,501,88,,查小丽,,业主")
    assert counts(report) == (1, 0, 0, 1)
    reason = str(report.refused[0].reason)
    assert "Row 2" in reason
    assert "94.56" in reason
    assert "88" in reason
    assert store.value("SELECT count(*) FROM person") == 1


def test_one_code_for_two_names_is_refused(importer: Importer, store: Store) -> None:
    header = "业主编号,业主名称,手机号"
    report = importer.rows("owners", header, "1,单小明,13800001234", "1,查小丽,13900005678")
    assert counts(report) == (1, 0, 0, 1)
    assert "单小明" in str(report.refused[0].reason)
    # The file of another community numbers its people from 1 as well.
    report = importer.rows("owners", header, "1,欧阳小娜,13700000011")
    assert counts(report) == (0, 0, 0, 1)
    # With the phone unchanged it is a corrected name.
    report = importer.rows("owners", header, "1,单晓明,13800001234")
    assert counts(report) == (0, 1, 0, 0)
    assert store.rows("SELECT name, initials FROM person") == [("单晓明", "sxm")]


def test_a_code_recognises_somebody_with_a_new_phone(importer: Importer, store: Store) -> None:
    importer.rows("owners", "业主编号,业主名称,手机号", "A7,单小明,13800001234")
    report = importer.rows("owners", "业主编号,业主名称,手机号", "A7,单小明,13900005678")
    assert counts(report) == (0, 1, 0, 0)
    assert store.value("SELECT count(*) FROM person") == 1
    assert store.value("SELECT count(*) FROM person_phone") == 2


def test_a_paper_cut_by_the_spreadsheet_is_left_out_with_a_note(importer: Importer, store: Store) -> None:
    report = importer.rows("owners", "业主名称,身份证号", "单小明,110101196001010000", "查小丽,111111111111111111")
    assert counts(report) == (2, 0, 0, 0)
    assert store.rows("SELECT id_card, born_on FROM person") == [("", ""), ("", "")]
    assert any("identity cards" in note for note in importer.notes)


def test_a_house_is_linked_to_its_owner_by_code(importer: Importer, store: Store) -> None:
    importer.rows("owners", "业主编号,业主名称,业主类型", "1,单小明,1001", "2,查小丽,1003")
    report = importer.rows("houses", "房屋编号,楼栋编号,单元编号,业主编号", "101,1,1,1", "102,1,1,1#2", "103,1,1,9")
    assert counts(report) == (3, 0, 0, 0)
    assert homes(store) == [
        ("1-1-101", "单小明", "owner"),
        ("1-1-102", "单小明", "owner"),
        ("1-1-102", "查小丽", "tenant"),
    ]
    assert any("9" in note and "row 4" in note for note in importer.notes)


def test_an_empty_flat_has_no_owner_named_empty(importer: Importer, store: Store) -> None:
    importer.rows("houses", HOUSEHOLD, "3,2,501,,,空置,,", "3,2,502,,,无,,", "3,2,503,,,-,,")
    assert store.value("SELECT count(*) FROM person") == 0
    assert store.value("SELECT count(*) FROM house") == 3


def test_a_trial_run_keeps_nothing_and_says_the_same(importer: Importer, store: Store) -> None:
    lines = ("3,2,501,94.56,,单小明,13800001234,业主", "3,2,501,94.56,,单小明,13800001234,业主", "3,2,501,88,,甲,,业主")
    changes = heard(store)
    trial = importer.rows("houses", HOUSEHOLD, *lines, dry_run=True)
    assert store.value("SELECT count(*) FROM house") == 0
    assert not changes
    assert counts(importer.rows("houses", HOUSEHOLD, *lines)) == counts(trial) == (1, 0, 1, 1)
    assert [change.origin for change in changes] == ["import"]


def test_several_batches_recognise_each_other(importer: Importer, store: Store) -> None:
    lines = [f"{n % 30 + 1},1,{n // 30 + 101},80,,住户{n % 700},1381234{n % 700:04d},业主" for n in range(1200)]
    assert importer.rows("houses", HOUSEHOLD, *lines).created == 1200
    assert store.value("SELECT count(*) FROM person") == 700
    assert store.value("SELECT count(*) FROM residence") == 1200
    assert counts(importer.rows("owners", HOUSEHOLD, *lines)) == (0, 0, 1200, 0)


def test_what_the_office_entered_by_hand_is_recognised(importer: Importer, store: Store) -> None:
    people = make_people(store)
    house = make_houses(store, people).save(ADMIN, {"building": "3号楼", "unit": "2", "room": "501"})
    person = people.save(
        ADMIN, {"name": "单小明", "houses": [{"house_id": house, "relation": "tenant"}], "note": "说话慢一点"}
    )
    with store.change() as work:
        work.insert(Ticket(house_id=house, requester_id=person))
    report = importer.rows("houses", HOUSEHOLD, "3,2,501,94.56,,单小明,13800001234,")
    assert counts(report) == (0, 1, 0, 0)
    card = people.card(ADMIN, person)
    assert [(line.label, line.relation) for line in card.homes] == [("3号楼2单元501", "tenant")]
    assert (card.note, card.primary_phone) == ("说话慢一点", "13800001234")


@pytest.mark.parametrize("role", ["agent", "trainer", "reader", "field"])
def test_who_may_not_import_is_refused(store: Store, role: str) -> None:
    with pytest.raises(NotAllowed):
        HouseholdSink(store, ACTORS[role], KINDS["owners"])


@needs_templates
def test_the_workbook_of_another_system_owners_first_then_houses(importer: Importer, store: Store) -> None:
    report = importer.file("owners", TEMPLATES / "hc.xlsx")
    assert (report.created, len(report.refused)) == (5, 0)
    assert store.rows("SELECT code, sex, kind, id_card FROM person ORDER BY code")[0] == ("1", "male", "owner", "")
    assert all(len(phone) == 11 for (phone,) in store.rows("SELECT phone FROM person_phone"))
    assert any("identity card" in note for note in importer.notes)
    report = importer.file("houses", TEMPLATES / "hc.xlsx")
    assert (report.created, len(report.refused)) == (8, 0)
    assert [home[0] for home in homes(store)] == ["1-1-1011", "1-1-1012", "1-1-1013", "1-1-1014", "1-1-1021"]
    for kind in ("owners", "houses"):
        again = importer.file(kind, TEMPLATES / "hc.xlsx")
        assert (again.created, again.updated, len(again.refused)) == (0, 0, 0)


@needs_templates
@pytest.mark.parametrize("kinds", [("houses", "owners"), ("owners", "houses")])
def test_the_workbook_of_another_system_with_all_in_one_row(
    importer: Importer, store: Store, kinds: tuple[str, str]
) -> None:
    first = importer.file(kinds[0], TEMPLATES / "importRoom.xlsx")
    assert (first.created, len(first.refused)) == (1, 0)
    assert len(homes(store)) == 1
    assert store.rows("SELECT key, area, floors, lift, kind, status FROM house") == [
        ("1-1-1001", 9456, 33, 1, "home", "lived_in")
    ]
    assert store.value("SELECT count(*) FROM person_phone") == 1
    second = importer.file(kinds[1], TEMPLATES / "importRoom.xlsx")
    assert (second.created, second.updated, len(second.refused)) == (0, 0, 0)

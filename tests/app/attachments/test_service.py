"""Attachments as a desk uses them: adding within limits, seeing, opening, removing, bringing back; by whom."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.context import AppContext
from app.core.clock import DAY, HeldClock
from app.core.errors import Invalid, NotAllowed, NotFound, Refused
from app.features.attachments.records import Attachment
from app.features.attachments.service import AttachmentService
from app.features.staff.rules import Actor
from app.host import opening
from app.store.backup import restore
from app.store.blobs import beside
from tests.support.desk import open_test_office
from tests.support.office import MORNING, actor, refused_for, roles_without


@dataclass
class Carried:
    """A carrier that only remembers."""

    hurried: int = 0
    name: str = "前台二"

    def desk_name(self, stream: bytes) -> str:
        """Return the name of whatever desk."""
        return self.name

    def hurry(self) -> None:
        """Remember that somebody waits."""
        self.hurried += 1


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[AppContext]:
    with open_test_office(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def agent(office: AppContext) -> Actor:
    return office.accounts.login("A02")


@pytest.fixture
def ticket(office: AppContext, agent: Actor) -> str:
    return office.tickets.take(agent, {"description": "厨房水管漏水", "type": "repair", "place": "大堂"}).id


@pytest.fixture
def service(office: AppContext) -> AttachmentService:
    return office.attachments


def picture(folder: Path, name: str = "现场.jpg", colour: str = "red", size: int = 300) -> Path:
    path = folder / name
    Image.new("RGB", (size, size), colour).save(path, "PNG" if name.endswith("png") else "JPEG")
    return path


def add(service: AttachmentService, who: Actor, ticket: str, *paths: Path, **more: Any) -> list[str]:
    added = service.add(who, "ticket", ticket, paths, **more)
    assert not added.refused, added.refused
    return list(added.ids)


def test_a_picture_is_attached_and_seen_by_whom_and_when(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path
) -> None:
    source = picture(tmp_path)
    add(service, agent, ticket, source, note=" 阀门 ")
    (row,) = service.list(agent, "ticket", ticket)
    assert (row.name, row.kind, row.note, row.added_by, row.place) == ("现场.jpg", "picture", "阀门", "小周", "here")
    assert row.added_at == MORNING
    assert row.path is not None
    assert row.path.read_bytes() == source.read_bytes()
    source.unlink()
    assert service.content(agent, row.id).exists()


def test_what_stays_on_the_desk_has_no_word_of_the_name(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, office: AppContext
) -> None:
    add(service, agent, ticket, picture(tmp_path, "欧阳小明.jpg"))
    names = [path.name for path in (office.paths.data / "blobs").rglob("*")]
    assert not any("欧阳" in name for name in names)


@pytest.mark.parametrize("name", ["账单.EXE", "x.bat", "报价.pdf.scr", "链接.lnk", "a.ps1", "b.js "])
def test_programs_are_refused_by_name(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"MZ")
    added = service.add(agent, "ticket", ticket, [path, picture(tmp_path)])
    assert [refused for refused, _ in added.refused] == [name]
    assert len(added.ids) == 1


def test_limits_hold_and_say_how_much(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, office: AppContext
) -> None:
    admin = office.accounts.login("0001")
    office.settings_service.save(admin, {"attachments.largest_mb": 1, "attachments.per_record": 2})
    large = tmp_path / "视频.mp4"
    large.write_bytes(bytes(1_000_001))
    ((name, why),) = service.add(agent, "ticket", ticket, [large]).refused
    assert name == "视频.mp4"
    assert "1.0 MB" in str(why)
    add(service, agent, ticket, picture(tmp_path, "a.jpg", "red"), picture(tmp_path, "b.jpg", "blue"))
    assert service.add(agent, "ticket", ticket, [picture(tmp_path, "c.jpg", "green")]).refused
    assert len(service.list(agent, "ticket", ticket)) == 2


def test_a_large_picture_is_made_smaller_before_it_is_measured(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, office: AppContext
) -> None:
    office.settings_service.save(office.accounts.login("0001"), {"attachments.largest_mb": 1})
    noise = Image.effect_noise((4200, 3200), 60).convert("RGB")
    path = tmp_path / "大图.jpg"
    noise.save(path, "JPEG", quality=97)
    assert path.stat().st_size > 5_000_000
    office.settings_service.save(office.accounts.login("0001"), {"attachments.picture_px": 800})
    (made,) = add(service, agent, ticket, path)
    assert service.get(agent, made).size < 1_000_000


def test_one_content_is_attached_once_to_a_record(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, office: AppContext
) -> None:
    path = picture(tmp_path)
    add(service, agent, ticket, path)
    assert [name for name, _ in service.add(agent, "ticket", ticket, [path, path]).refused] == ["现场.jpg"] * 2
    house = str(office.store.value("SELECT id FROM house"))
    assert service.add(agent, "house", house, [path]).ids


def test_a_folder_or_a_missing_file_is_refused_and_the_rest_is_taken(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path
) -> None:
    added = service.add(agent, "ticket", ticket, [tmp_path, tmp_path / "gone.jpg", picture(tmp_path)])
    assert len(added.refused) == 2
    assert len(added.ids) == 1


def test_stopping_attaches_nothing(service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path) -> None:
    paths = [picture(tmp_path, f"{number}.jpg", colour) for number, colour in enumerate(("red", "blue", "green"))]
    told: list[int] = []

    def stop(done: int, _total: int) -> bool:
        told.append(done)
        return len(told) < 2

    with pytest.raises(Refused):
        service.add(agent, "ticket", ticket, paths, stop)
    assert service.list(agent, "ticket", ticket) == ()


def test_a_pasted_picture_becomes_a_file(service: AttachmentService, agent: Actor, ticket: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "BMP")
    draft = service.prepare_picture(agent, "ticket", ticket, out.getvalue(), "粘贴")
    (made,) = service.attach(agent, "ticket", ticket, draft).ids
    assert service.get(agent, made).name == "粘贴.png"
    with pytest.raises(Invalid):
        service.prepare_picture(agent, "ticket", ticket, b"words", "粘贴")


def test_removing_and_bringing_back(service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path) -> None:
    ids = add(service, agent, ticket, picture(tmp_path, "a.jpg", "red"), picture(tmp_path, "b.jpg", "blue"))
    before = service.list(agent, "ticket", ticket)
    assert service.remove(agent, ids) == tuple(ids)
    assert service.list(agent, "ticket", ticket) == ()
    assert service.remove(agent, ids) == ()
    service.restore(agent, ids)
    assert service.list(agent, "ticket", ticket) == before
    with pytest.raises(NotFound):
        service.restore(agent, ["0" * 32])


def test_pages_that_show_attachments_are_told(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, office: AppContext
) -> None:
    told: list[Any] = []
    office.feed.subscribe(told.append)
    ids = add(service, agent, ticket, picture(tmp_path))
    service.remove(agent, ids)
    assert [changes.touches_record("attachment", ids[0]) for changes in told] == [True, True]


def test_name_note_and_flag_can_be_changed_and_the_extension_not(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path
) -> None:
    (made,) = add(service, agent, ticket, picture(tmp_path))
    service.save(agent, {"name": "维修后: 3/4", "note": "换了阀门"}, made)
    row = service.get(agent, made)
    assert (row.name, row.note) == ("维修后_ 3_4.jpg", "换了阀门")
    with pytest.raises(Invalid):
        service.save(agent, {"name": "  "}, made)


def test_personal_data_is_for_those_who_may_see_it_and_is_noted(
    service: AttachmentService, agent: Actor, tmp_path: Path, office: AppContext
) -> None:
    person = str(office.store.value("SELECT id FROM person"))
    (made,) = service.add(agent, "person", person, [picture(tmp_path, "欧阳小明身份证.jpg")], personal=True).ids
    (row,) = service.list(agent, "person", person)
    assert (row.name, row.closed, row.path) == ("欧阳小明身份证.jpg", False, None)
    reader = actor("reader")
    (hidden,) = service.list(reader, "person", person)
    assert hidden.closed
    assert "欧阳" not in repr(hidden)
    with pytest.raises(NotAllowed):
        service.content(reader, made)
    count = office.store.value("SELECT count(*) FROM audit WHERE action = 'unmask'")
    service.content(agent, made)
    assert office.store.value("SELECT count(*) FROM audit WHERE action = 'unmask'") == count + 1


def test_who_may_do_what_follows_from_the_owner(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path
) -> None:
    path = picture(tmp_path)
    (made,) = add(service, agent, ticket, path)
    for call, action in (
        (lambda who: service.list(who, "ticket", ticket), "view"),
        (lambda who: service.get(who, made), "view"),
        (lambda who: service.content(who, made), "view"),
        (lambda who: service.add(who, "ticket", ticket, [path]), "edit"),
        (lambda who: service.save(who, {"note": "x"}, made), "edit"),
        (lambda who: service.remove(who, [made]), "edit"),
    ):
        without = roles_without("ticket", action)
        assert refused_for(call, without) == without


@pytest.mark.parametrize(
    ("table", "owner"), [("staff", "0" * 32), ("ticket", "0" * 32), ("ticket", "x' OR 1"), ("", "")]
)
def test_only_records_that_are_there_and_may_have_them(
    service: AttachmentService, agent: Actor, tmp_path: Path, table: str, owner: str
) -> None:
    with pytest.raises(NotFound):
        service.add(agent, table, owner, [picture(tmp_path)])


def test_merging_people_takes_their_attachments_along(
    service: AttachmentService, tmp_path: Path, office: AppContext
) -> None:
    admin = office.accounts.login("0001")
    keep = str(office.store.value("SELECT id FROM person"))
    gone = office.people.save(admin, {"name": "欧阳晓明", "phones": [{"phone": "19900005678", "label": ""}]})
    service.add(admin, "person", gone, [picture(tmp_path)])
    office.people.merge(admin, keep, gone)
    assert len(service.list(admin, "person", keep)) == 1


def test_other_programs_get_a_copy_under_its_own_name_which_they_cannot_change(
    service: AttachmentService,
    agent: Actor,
    ticket: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    clock: HeldClock,
    office: AppContext,
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(opening, "open_file", started.append)
    (made,) = add(service, agent, ticket, picture(tmp_path))
    service.open(agent, made)
    service.open(agent, made)
    copy = started[0]
    assert started == [copy, copy]
    assert copy.name == "现场.jpg"
    assert office.paths.opened in copy.parents
    assert not copy.stat().st_mode & 0o222
    os.utime(copy, (0, 0))
    (other,) = add(service, agent, ticket, picture(tmp_path, "b.jpg", "blue"))
    service.open(agent, other)
    assert not copy.exists()


def test_saving_a_copy_replaces_what_was_there(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path
) -> None:
    (made,) = add(service, agent, ticket, picture(tmp_path))
    target = tmp_path / "out" / "保存.jpg"
    service.save_as(agent, made, target)
    service.save_as(agent, made, target)
    assert target.read_bytes() == service.content(agent, made).read_bytes()


def test_what_is_not_here_is_asked_for_and_named(
    office: AppContext, agent: Actor, ticket: str, tmp_path: Path, service: AttachmentService
) -> None:
    carrier = Carried()
    made = AttachmentService(
        office.store, office.settings, office.audit, service._files, office.paths.opened, carrier, office.zone
    )
    (record,) = add(made, agent, ticket, picture(tmp_path))
    blob = str(office.store.value("SELECT blob FROM attachment"))
    made._files.path(blob).unlink()
    assert made.get(agent, record).place == "lost"
    with pytest.raises(Refused) as lost:
        made.content(agent, record)
    assert lost.value.code == "attachment.lost"
    office.store.set_meta("sync.site", "00")
    assert made.get(agent, record).place == "coming"
    office.settings.set_desk("attachments.fetch_mb", 0)
    assert made.get(agent, record).place == "remote"
    with pytest.raises(Refused) as coming:
        made.content(agent, record)
    assert (coming.value.code, carrier.hurried) == ("attachment.coming", 1)
    assert made.get(agent, record).place == "coming"
    made.fetch(agent, record, wanted=False)
    assert made.get(agent, record).place == "remote"
    office.store.database.run("UPDATE sync_blob SET state = 'missing' WHERE digest = ?", (blob,))
    assert made.get(agent, record).place == "waiting"
    with pytest.raises(Refused) as waiting:
        made.content(agent, record)
    assert waiting.value.code == "attachment.waiting"
    office.store.set_meta("sync.site", "")


def test_what_nobody_needs_is_swept_after_a_month(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, clock: HeldClock, office: AppContext
) -> None:
    kept, gone = add(service, agent, ticket, picture(tmp_path, "a.jpg", "red"), picture(tmp_path, "b.jpg", "blue"))
    for path in (office.paths.data / "blobs").rglob("*"):
        if path.is_file():
            os.utime(path, (0, 0))
    clock.advance(DAY)
    service.remove(agent, [gone])
    assert service.sweep() == 0
    clock.advance(31 * DAY)
    assert service.sweep() == 1
    assert service.content(agent, kept).exists()


def test_nothing_personal_is_in_what_is_told_of_an_attachment(
    service: AttachmentService, agent: Actor, tmp_path: Path, office: AppContext
) -> None:
    person = str(office.store.value("SELECT id FROM person"))
    (made,) = service.add(agent, "person", person, [picture(tmp_path, "身份证.jpg")], personal=True).ids
    told = service.tellings(actor("reader"))["attachment"]
    assert "身份证" not in told.name(made)
    assert told.place is not None
    assert told.place(made) == ("person", person)
    assert office.store.must(Attachment, made).name == "身份证.jpg"


def test_the_second_place_of_backups_holds_the_contents_and_gives_them_back(
    service: AttachmentService, agent: Actor, ticket: str, tmp_path: Path, office: AppContext
) -> None:
    (made,) = add(service, agent, ticket, picture(tmp_path))
    second = tmp_path / "second"
    office.settings.set_desk("desk.backup_folder", str(second))
    backed = office.backups.make(office.accounts.login("0001"))
    assert backed.second is not None
    target = tmp_path / "elsewhere" / "office.db"
    restore(backed.second, target)
    whole = service.content(agent, made)
    assert beside(target).read(whole.name) == whole.read_bytes()

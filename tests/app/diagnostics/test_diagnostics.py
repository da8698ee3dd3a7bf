"""Logs, crash texts and the support bundle: they tell how the program stands, and nothing about anybody."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import zipfile
from collections.abc import Generator
from pathlib import Path

import pytest

from app.core.errors import EnvironmentFault, NotAllowed, Refused
from app.core.text import T
from app.diagnostics import crash, logs, scrubbing
from app.diagnostics.bundle import Evidence, write_bundle
from app.diagnostics.crash import CrashFolder, render, watch
from app.diagnostics.logs import LINES, Logs
from app.diagnostics.scrubbing import scrub
from app.features.houses.records import House
from app.features.office.service import SettingsService, SupportService
from app.features.people.records import Person, PersonPhone, Vehicle
from app.features.staff.records import Staff
from app.features.staff.service import AuditLog
from app.features.tickets.records import Ticket
from app.settings.settings import Settings
from tests.support.office import ACTORS, REPOSITORY, make_store

NAME, LATIN, PHONE, LANDLINE = "钱无名", "qian.wuming@example.com", "138-0000-1234", "0755 1234 5678"
ID_CARD, ADDRESS, PLATE, STORY = "44030019900101123X", "3-2-501", "粤B12345", "厨房漏水，请尽快上门"
SECRETS = (NAME, LATIN, PHONE, "13800001234", LANDLINE, ID_CARD, ADDRESS, PLATE, STORY, "漏水", "3栋2单元501")


@pytest.mark.parametrize("secret", SECRETS)
def test_what_has_the_shape_of_personal_data_goes(secret: str) -> None:
    for text in (secret, f"call {secret}, then", f"({secret})", f"x={secret!r}"):
        assert secret not in scrub(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 09:00:00,123 INFO app.store: backup done in 250 ms",
        "record 019aab12345678901234567890abcdef changed",
        "schema 1.4, 12345 rows → 3 refused",
        "house 3-2 of 2026-11-23T09:00:00.000",
        "the quick “fox” …",
    ],
)
def test_what_helps_to_find_a_fault_stays(text: str) -> None:
    assert scrub(text) == text


def test_the_home_folder_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/somewhere/qianwuming"))
    monkeypatch.setattr(scrubbing, "_HOME", scrubbing.home_pattern())
    assert scrub("cannot open /somewhere/qianwuming/data/office.db") == "cannot open ~/data/office.db"


# --- crash texts ------------------------------------------------------------------------------------------------------


def _fail(value: str) -> None:
    named = {"known": 1}
    try:
        assert named[value]
    except KeyError as error:
        raise ValueError(f"cannot use {value}") from error


def test_a_crash_text_says_where_and_not_with_what() -> None:
    with pytest.raises(ValueError, match="cannot use") as caught:
        _fail(NAME)
    text = render(caught.value)
    assert NAME not in text
    assert "cannot use" not in text
    assert "KeyError" in text
    assert text.index("KeyError") < text.index("ValueError")
    assert "tests/app/diagnostics/test_diagnostics.py:" in text
    assert "in _fail" in text


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (AttributeError("'NoneType' object has no attribute 'x'"), "has no attribute 'x'"),
        (TypeError(f"cannot add {PHONE}"), "cannot add <number>"),
        (OSError(13, "denied", f"{NAME}.pdf"), "errno 13"),
        (Refused(T("test", "Not {name}").with_(name=NAME), "test.refused"), "test.refused"),
    ],
)
def test_messages_that_speak_of_the_program_are_kept(error: BaseException, told: str) -> None:
    text = render(error)
    assert told in text
    assert NAME not in text


def test_circular_causes_come_to_an_end() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert render(first).count("ValueError") == 2


def test_crash_texts_are_kept_newest_first_and_not_for_ever(tmp_path: Path) -> None:
    folder = CrashFolder(tmp_path / "logs")
    for number in range(crash.KEPT + 3):
        folder.write(TypeError(f"number {number}x"))
    texts = folder.texts()
    assert len(texts) == crash.KEPT
    assert f"number {crash.KEPT + 2}x" in texts[0]


DYING = """
import ctypes, pathlib, sys
from app.diagnostics.crash import CrashFolder
CrashFolder(pathlib.Path(sys.argv[1])).start()
ctypes.string_at(0)
"""


def test_a_program_that_died_without_a_word_is_reported_at_the_next_start(tmp_path: Path) -> None:
    assert CrashFolder(tmp_path).texts() == []
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(tmp_path)], cwd=REPOSITORY, capture_output=True, check=False
    )
    assert done.returncode != 0
    folder = CrashFolder(tmp_path)
    try:
        left = folder.start()
        assert "string_at" in left
        assert len(folder.texts()) == 1
    finally:
        folder.stop()
    again = CrashFolder(tmp_path)
    try:
        assert again.start() == ""
    finally:
        again.stop()


def test_uncaught_exceptions_of_every_thread_are_reported_and_interrupts_are_not() -> None:
    reported: list[BaseException] = []
    undo = watch(reported.append)
    try:

        def fail() -> None:
            raise ValueError("in a thread")

        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        error = TypeError("in the window")
        sys.excepthook(TypeError, error, None)
    finally:
        undo()
    assert [type(each) for each in reported] == [ValueError, TypeError]
    assert sys.excepthook is not None


# --- log --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def started(tmp_path: Path) -> Generator[Logs]:
    made = Logs(tmp_path / "logs")
    made.start()
    yield made
    made.stop()


def _file_text(folder: Path) -> str:
    (file,) = folder.glob("desk-*.log")
    return file.read_text(encoding="utf-8")


def test_lines_go_to_the_days_file_and_to_memory_scrubbed(started: Logs) -> None:
    logging.getLogger("app.test").warning("call %s about %s", PHONE, STORY)
    for text in (_file_text(started.folder), "\n".join(started.recent())):
        assert "app.test" in text
        assert "call <number> about <text>" in text
        assert "漏水" not in text


def test_an_exception_in_the_log_tells_no_values(started: Logs, caplog: pytest.LogCaptureFixture) -> None:
    try:
        _fail("Qian Wuming")
    except ValueError:
        logging.getLogger("app.test").exception("it failed")
    assert "it failed" in _file_text(started.folder)
    assert "in _fail" in _file_text(started.folder)
    assert "Qian" not in _file_text(started.folder)
    assert "it failed" in caplog.text


def test_memory_holds_the_last_lines_only(started: Logs) -> None:
    for number in range(LINES + 10):
        logging.getLogger("app.test").info("line %s", number)
    recent = started.recent()
    assert len(recent) == LINES
    assert recent[-1].endswith(f"line {LINES + 9}")


def test_a_new_run_finds_the_lines_of_the_last(started: Logs, tmp_path: Path) -> None:
    logging.getLogger("app.test").info("before")
    assert Logs(tmp_path / "logs").recent()[-1].endswith("before")
    assert Logs(tmp_path / "none").recent() == []


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file", encoding="utf-8")
    made = Logs(tmp_path / "logs")
    made.start()
    try:
        logging.getLogger("app.test").info("still here")
        assert made.recent()[-1].endswith("still here")
    finally:
        made.stop()


def test_old_days_go(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    for day in range(1, 29):
        for month in (1, 2):
            (folder / f"desk-2020-{month:02d}-{day:02d}.log").write_text("", encoding="utf-8")
    made = Logs(folder)
    made.start()
    try:
        logging.getLogger("app.test").info("today")
    finally:
        made.stop()
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == logs.DAYS
    assert "desk-2020-02-28.log" in names


# --- support bundle ---------------------------------------------------------------------------------------------------


def test_a_bundle_holds_how_the_program_stands_and_nothing_about_anybody(started: Logs, tmp_path: Path) -> None:
    store = make_store(tmp_path)
    audit = AuditLog(store)
    settings = Settings(tmp_path / "desk.toml")
    service = SettingsService(store, settings, audit)
    service.save(ACTORS["admin"], {"office.name": NAME, "office.phone": PHONE, "office.address": ADDRESS})
    service.save(ACTORS["admin"], {"tickets.respond_1": 17, "desk.name": NAME, "desk.theme": "dark"})
    with store.change() as work:
        work.insert(Staff(number="1001", name=NAME, phone=PHONE))
        person = work.insert(Person(name=NAME, id_card=ID_CARD, wechat=LATIN, note=STORY))
        work.insert(PersonPhone(person_id=person.id, phone="13800001234"))
        work.insert(Vehicle(person_id=person.id, plate=PLATE))
        work.insert(House(building="3", unit="2", room="501", key=ADDRESS))
        work.insert(Ticket(title=STORY, description=STORY, requester_name=NAME, requester_phone=PHONE, place=ADDRESS))
    for secret in SECRETS:
        logging.getLogger("app.test").warning("a careless line about %s", secret)
    folder = CrashFolder(tmp_path / "logs")
    with pytest.raises(ValueError, match="cannot use") as caught:
        _fail(NAME)
    folder.write(caught.value)
    (tmp_path / "logs" / "crash-20200101-000000-01.txt").write_text(f"planted {NAME} {PHONE}", encoding="utf-8")
    target = tmp_path / "out" / "support.zip"
    try:
        SupportService(store, settings, audit, started.recent, folder.texts).write(ACTORS["agent"], target)
        assert store.value("SELECT kind FROM audit WHERE action = 'export'") == "support"
        with pytest.raises(NotAllowed):
            SupportService(store, settings, audit, list, list).write(ACTORS["field"], target)
    finally:
        store.close()
    with zipfile.ZipFile(target) as bundle:
        told = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert set(told) >= {"program.txt", "machine.txt", "settings.txt", "tables.txt", "log.txt", "crash-01.txt"}
    assert "tickets.respond_1: 17" in told["settings.txt"]
    assert "desk.theme: dark" in told["settings.txt"]
    assert "office.name" not in told["settings.txt"]
    assert "person: 1" in told["tables.txt"]
    assert "check: sound" in told["program.txt"]
    assert "a careless line about <text>" in told["log.txt"]
    assert "in _fail" in told["crash-01.txt"]
    everything = "\n".join(told.values()) + target.read_bytes().decode("latin-1")
    for secret in SECRETS:
        assert secret not in everything, secret


def test_a_bundle_that_cannot_be_written_is_told_calmly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as told:
        write_bundle(tmp_path / "file" / "support.zip", Evidence({}))
    assert told.value.code == "bundle.unwritable"

"""Settings: every one declared whole, values checked, this computer's own kept through every mishap."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.settings.declarations import BY_KEY, DECLARATIONS
from app.settings.setting import Setting
from app.settings.settings import Settings, all_settings, declaration


@pytest.mark.parametrize("setting", DECLARATIONS, ids=lambda setting: setting.key)
def test_every_setting_is_declared_whole(setting: Setting) -> None:
    assert setting.title.source
    assert setting.source.source
    assert setting.help.source
    assert setting.group.source
    assert setting.check(setting.default) == setting.default
    assert (setting.type == "choice") == bool(setting.choices)
    assert "." in setting.key


def test_keys_are_declared_once_and_in_the_order_of_the_page() -> None:
    assert len(BY_KEY) == len(DECLARATIONS)
    assert all_settings() == DECLARATIONS
    with pytest.raises(Invalid):
        declaration("no.such")


@pytest.mark.parametrize(
    ("key", "value", "checked"),
    [
        ("tickets.respond_1", " 20 ", 20),
        ("accounts.pin_required", "是", True),
        ("accounts.pin_required", "", False),
        ("accounts.pin_required", 0, False),
        ("office.language", "en", "en"),
        ("office.name", "  示范小区 ", "示范小区"),
        ("office.zone", "Asia/Urumqi", "Asia/Urumqi"),
    ],
)
def test_values_are_read_in_their_type(key: str, value: Any, checked: Any) -> None:
    assert declaration(key).check(value) == checked


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tickets.respond_1", 0),
        ("tickets.respond_1", "soon"),
        ("tickets.respond_1", 10**9),
        ("tickets.respond_1", 1.5),
        ("accounts.pin_required", "perhaps"),
        ("office.language", "klingon"),
        ("office.language", ["en"]),
        ("office.zone", "Mars/Base"),
        ("office.zone", ""),
        ("office.zone", "../../etc/passwd"),
    ],
)
def test_poor_values_are_refused(key: str, value: Any) -> None:
    with pytest.raises(Invalid) as told:
        declaration(key).check(value)
    assert list(told.value.fields) == [key]


def test_this_computers_values_survive_and_the_offices_do_not_mix(tmp_path: Path) -> None:
    first = Settings(tmp_path / "data" / "desk.toml")
    assert first.text("desk.theme") == "system"
    first.set_desk("desk.theme", "dark")
    first.load_office({"tickets.respond_1": "20", "desk.theme": '"light"'})
    again = Settings(tmp_path / "data" / "desk.toml")
    assert again.text("desk.theme") == "dark"
    assert first.text("desk.theme") == "dark"
    assert first.number("tickets.respond_1") == 20
    assert again.number("tickets.respond_1") == 30
    assert first.changed("tickets.respond_1")
    with pytest.raises(Invalid):
        first.set_desk("tickets.respond_1", 20)
    assert not list(tmp_path.rglob("*.part"))


def test_values_that_cannot_be_read_are_set_aside_and_defaults_hold(tmp_path: Path) -> None:
    found = Settings(tmp_path / "desk.toml")
    for _ in range(2):
        found.load_office({"tickets.respond_1": "{", "tickets.respond_2": "0", "later.setting": "1"})
    assert found.number("tickets.respond_1") == 30
    assert found.number("tickets.respond_2") == 120
    assert found.problems == ["tickets.respond_1", "tickets.respond_2"]


@pytest.mark.parametrize("content", [b'"desk.theme" = ', b"\xff\xfe\x00", b"[[["])
def test_an_unreadable_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "desk.toml"
    file.write_bytes(content)
    found = Settings(file)
    assert found.text("desk.theme") == "system"
    assert found.problems == ["desk.toml.unreadable"]
    assert (tmp_path / "desk.toml.unreadable").read_bytes() == content
    found.set_desk("desk.theme", "light")
    assert Settings(file).text("desk.theme") == "light"


def test_a_file_that_is_a_folder_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").mkdir()
    found = Settings(tmp_path / "desk.toml")
    assert found.text("desk.theme") == "system"
    assert found.problems == ["desk.toml"]


def test_unknown_and_poor_values_of_the_file_are_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('"desk.theme" = "pink"\n"office.language" = "en"\n"later" = 1\n', encoding="utf-8")
    found = Settings(file)
    assert (found.text("desk.theme"), found.text("office.language")) == ("system", "en")
    assert found.problems == ["desk.theme"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",))))
@example("\x7f\x00\"\\\n'")
@example("示范\u2028名")
def test_any_text_comes_back_from_the_file_as_it_was(tmp_path: Path, text: str) -> None:
    file = tmp_path / "desk.toml"
    Settings(file).set_desk("desk.name", text)
    again = Settings(file)
    assert again.text("desk.name") == text.strip()
    assert again.problems == []


def test_office_values_are_json(tmp_path: Path) -> None:
    found = Settings(tmp_path / "desk.toml")
    found.load_office({"office.name": json.dumps("示范", ensure_ascii=False), "accounts.pin_required": "false"})
    assert found.text("office.name") == "示范"
    assert not found.flag("accounts.pin_required")

"""Secrets: in the system's store or in a protected file, chosen without asking, never shown."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import EnvironmentFault
from app.host import secrets as host_secrets
from app.host.paths import Paths
from app.host.secrets import FILE, FORCE, FileSecrets, Secrets, SystemSecrets, open_secrets, system_backend

HUSH = "hush!"
LONG = "秘" * 2500 + "end"


class Vault:
    """A store of the system's, in memory, that takes what the narrowest of them takes."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.left = 1_000_000

    def _step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise RuntimeError(f"locked: {HUSH}")

    def get_password(self, service: str, username: str) -> str | None:
        self._step()
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._step()
        assert len(password.encode("utf-16-le")) <= 2560
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._step()
        del self.items[service, username]


class Reversing:
    """A protection that can be told apart, and is another computer's when told so."""

    def __init__(self, other: bool = False) -> None:
        self.other = other

    def seal(self, data: bytes) -> bytes:
        return data[::-1]

    def open(self, data: bytes) -> bytes:
        if self.other:
            raise OSError("not for you")
        return data[::-1]


def stores(folder: Path) -> list[Secrets]:
    return [SystemSecrets(Vault()), FileSecrets(folder / "plain"), FileSecrets(folder / "sealed", Reversing())]


def test_every_store_keeps_replaces_and_forgets(tmp_path: Path) -> None:
    for store in stores(tmp_path):
        assert store.get("identity") is None
        store.delete("identity")
        for secret in ("one", LONG, "", "three"):
            store.set("identity", secret)
            store.set("other", "untouched")
            assert store.get("identity") == secret
            assert store.get("other") == "untouched"
        store.delete("identity")
        assert store.get("identity") is None
        assert store.get("other") == "untouched"


def test_a_file_is_read_by_the_next_start(tmp_path: Path) -> None:
    FileSecrets(tmp_path, Reversing()).set("identity", LONG)
    assert FileSecrets(tmp_path, Reversing()).get("identity") == LONG
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_nothing_is_left_of_a_long_secret(tmp_path: Path) -> None:
    vault = Vault()
    store = SystemSecrets(vault)
    store.set("identity", LONG)
    store.set("identity", "short")
    assert len(vault.items) == 2
    store.delete("identity")
    assert not vault.items


@given(st.integers(0, 20))
def test_a_store_that_stops_midway_has_the_old_secret_or_the_new(steps: int) -> None:
    vault = Vault()
    store = SystemSecrets(vault)
    store.set("identity", LONG)
    vault.left = steps
    new = LONG[::-1]
    with suppress(EnvironmentFault):
        store.set("identity", new)
    vault.left = 1_000_000
    assert store.get("identity") in (LONG, new)
    store.set("identity", "last")
    assert store.get("identity") == "last"


def test_no_error_holds_a_secret(tmp_path: Path) -> None:
    vault = Vault()
    vault.left = 0
    damaged = FileSecrets(tmp_path)
    (tmp_path / FILE).write_bytes(b"plain\n" + HUSH.encode())
    for ask in (
        lambda: SystemSecrets(vault).set("identity", HUSH),
        lambda: SystemSecrets(vault).get("identity"),
        lambda: damaged.get("identity"),
    ):
        with pytest.raises(EnvironmentFault) as caught:
            ask()
        told = "".join(traceback.format_exception(caught.value))
        assert HUSH not in told
        assert "RuntimeError" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows encrypts instead")
def test_a_file_is_for_its_user_only(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        FileSecrets(tmp_path).set("identity", "secret")
        (tmp_path / FILE).chmod(0o644)
        FileSecrets(tmp_path).set("identity", "secret")
    finally:
        os.umask(old)
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_protected_file_does_not_show_its_secrets(tmp_path: Path) -> None:
    FileSecrets(tmp_path, Reversing()).set("identity", "secret")
    kept = (tmp_path / FILE).read_bytes()
    assert b"secret" not in kept
    assert kept.startswith(b"sealed\n")


@pytest.mark.parametrize(
    "content", [b"", b"plain\n!!", b"other\ne30=", b"sealed\ne30=", b"plain\nW10=", b"plain\nfQ=="]
)
def test_a_damaged_file_is_told_and_makes_room_for_a_new_secret(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    store = FileSecrets(tmp_path)
    with pytest.raises(EnvironmentFault):
        store.get("identity")
    store.set("identity", "new")
    assert store.get("identity") == "new"
    assert (tmp_path / f"{FILE}.unreadable").read_bytes() == content


def test_another_computers_file_is_told(tmp_path: Path) -> None:
    FileSecrets(tmp_path, Reversing()).set("identity", "secret")
    with pytest.raises(EnvironmentFault):
        FileSecrets(tmp_path, Reversing(other=True)).get("identity")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    with pytest.raises(EnvironmentFault):
        FileSecrets(blocked).set("identity", "secret")


# --- which of them ---------------------------------------------------------------------------------------------------


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    paths = Paths(tmp_path / "usual")
    monkeypatch.setattr(host_secrets.Paths, "usual", classmethod(lambda cls: paths))
    return paths


def test_the_usual_folder_uses_the_systems_store(usual: Paths) -> None:
    vault = Vault()
    open_secrets(usual, environ={}, backend=lambda: vault).set("identity", "secret")
    assert vault.items
    assert not usual.data.exists()


def test_a_chosen_folder_stays_in_one_piece(usual: Paths, tmp_path: Path) -> None:
    vault = Vault()
    for name in ("one", "other"):
        store = open_secrets(Paths(tmp_path / name), environ={}, backend=lambda: vault)
        assert store.get("identity") is None
        store.set("identity", name)
    assert not vault.items
    assert (tmp_path / "one" / FILE).exists()


def test_the_file_can_be_forced_and_then_stays(usual: Paths) -> None:
    vault = Vault()
    for store in (
        open_secrets(usual, environ={FORCE: "file"}, backend=lambda: vault),
        open_secrets(usual, force_file=True, environ={}, backend=lambda: vault),
    ):
        assert isinstance(store, FileSecrets)
    open_secrets(usual, force_file=True).set("identity", "secret")
    assert open_secrets(usual, environ={}, backend=lambda: vault).get("identity") == "secret"


def test_without_a_store_there_is_the_file(usual: Paths) -> None:
    assert isinstance(open_secrets(usual, environ={}, backend=lambda: None), FileSecrets)


def test_without_a_session_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setitem(sys.modules, "keyring.backends", None)
    assert system_backend({}, "linux") is None


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_store_that_is_not_running_is_none(platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if platform == sys.platform != "linux":
        pytest.skip("this one is running here")
    bus = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'nobody'}"}
    for name, value in bus.items():
        monkeypatch.setenv(name, value)
    assert system_backend(bus, platform) is None

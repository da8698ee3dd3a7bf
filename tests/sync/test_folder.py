"""A plain folder as a share: what its errors mean, how long it is tried, and what is left behind."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.sync import folder
from app.sync.codes import code_of, meaning_of
from app.sync.faults import ShareFault
from app.sync.folder import FolderShare
from app.sync.local_files import long_path
from app.sync.names import SITE

WINDOWS = {
    "busy": (32, 33, 303),
    "denied": (5,),
    "gone": (21, 53, 55, 59, 64, 67, 121, 1167, 1231, 1232, 1236, 2250, 0, 87, 9999),
    "missing": (2, 3),
    "exists": (80, 183),
    "full": (39, 112, 1295),
    "rights": (1326, 1330, 1909),
    "damaged": (23,),
}
TWINS = {
    "busy": (errno.EBUSY,),
    "denied": (errno.EACCES, errno.EPERM),
    "gone": (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ETIMEDOUT, errno.ECONNRESET, errno.EIO, 9999),
    "missing": (errno.ENOENT, errno.ENOTDIR),
    "exists": (errno.EEXIST,),
    "full": (errno.ENOSPC,),
    "rights": (errno.EROFS,),
}


class OnWindows(OSError):
    """An error as Windows reports it."""

    def __init__(self, number: int) -> None:
        super().__init__(errno.EINVAL, "")
        self.winerror = number


class Failing:
    """A system call that fails some times before it does what it should."""

    def __init__(self, call: Callable[..., Any], *errors: OSError | None, after: bool = False) -> None:
        self._call, self._errors, self._after = call, list(errors), after
        self.calls = 0

    def __call__(self, *arguments: Any, **_: Any) -> Any:
        self.calls += 1
        error = self._errors.pop(0) if self._errors else None
        if error is None:
            return self._call(*arguments)
        if self._after:
            self._call(*arguments)
        raise error


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def share(tmp_path: Path, slept: list[float]) -> FolderShare:
    share = FolderShare(tmp_path, sleep=slept.append, chance=lambda: 0.5)
    share.create(SITE, b"ours")
    return share


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind, all_ in WINDOWS.items() for number in all_])
def test_windows_numbers_mean(kind: str, number: int) -> None:
    assert meaning_of(OnWindows(number)) == kind
    assert code_of(OnWindows(number)) == f"WinError {number}"


@pytest.mark.parametrize(("kind", "number"), [(kind, number) for kind, all_ in TWINS.items() for number in all_])
def test_their_twins_mean(kind: str, number: int) -> None:
    assert meaning_of(OSError(number, "")) == kind


def test_a_busy_file_is_tried_again(share: FolderShare, slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "open_existing", Failing(folder.open_existing, OnWindows(32), OnWindows(33)))
    assert share.read(SITE) == b"ours"
    assert slept == [0.025, 0.05]


def test_a_file_that_stays_busy_is_left_after_two_seconds(
    share: FolderShare, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "open_existing", Failing(folder.open_existing, *[OnWindows(32)] * 50))
    with pytest.raises(ShareFault) as fault:
        share.read("st/1")
    assert (fault.value.kind, fault.value.detail) == ("busy", "read st/1: WinError 32")
    assert sum(slept) == pytest.approx(2.0)
    assert slept[:-1] == [0.025 * 2**step for step in range(len(slept) - 1)]


def test_pauses_differ_from_desk_to_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    chances = iter([0.0, 1.0, 0.25])
    share = FolderShare(tmp_path, sleep=slept.append, chance=lambda: next(chances))
    monkeypatch.setattr(folder, "open_existing", Failing(folder.open_existing, *[OnWindows(32)] * 3, OnWindows(2)))
    with pytest.raises(ShareFault):
        share.read("x")
    assert slept == pytest.approx([0.0125, 0.075, 0.075])


def test_a_share_that_is_gone_is_not_tried_again(
    share: FolderShare, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = Failing(folder.open_existing, OnWindows(64))
    monkeypatch.setattr(folder, "open_existing", opening)
    with pytest.raises(ShareFault) as fault:
        share.read(SITE)
    assert fault.value.kind == "gone"
    assert opening.calls == 1
    assert not slept


@pytest.mark.parametrize("error", [OnWindows(5), PermissionError(errno.EACCES, "")])
def test_one_file_denied_is_held_by_somebody_all_denied_is_a_matter_of_rights(
    share: FolderShare, error: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    share.create("one", b"1")
    opened = folder.open_existing

    def held(path: Path) -> int:
        if path.name == "one":
            raise error
        return opened(path)

    monkeypatch.setattr(folder, "open_existing", held)
    with pytest.raises(ShareFault) as fault:
        share.read("one")
    assert fault.value.kind == "busy"
    monkeypatch.setattr(folder, "open_existing", Failing(opened, *[error] * 100))
    with pytest.raises(ShareFault) as fault:
        share.read("one")
    assert fault.value.kind == "rights"


def test_a_folder_that_takes_no_new_file_is_a_matter_of_rights(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "open_new", Failing(folder.open_new, *[OnWindows(5)] * 100))
    for call in (lambda: share.create("x", b"1"), lambda: share.mark("x"), share.server_time):
        with pytest.raises(ShareFault) as fault:
            call()
        assert fault.value.kind == "rights"


def test_a_name_that_alone_is_denied_is_busy(share: FolderShare, monkeypatch: pytest.MonkeyPatch) -> None:
    made = folder.open_new

    def pending(path: Path) -> int:
        if path.name == "x":
            raise OnWindows(5)
        return made(path)

    monkeypatch.setattr(folder, "open_new", pending)
    with pytest.raises(ShareFault) as fault:
        share.mark("x")
    assert fault.value.kind == "busy"
    assert share.names("") == [SITE]


@pytest.mark.parametrize(
    "error", [OnWindows(5), OnWindows(32), OnWindows(50), PermissionError(errno.EPERM, ""), OSError(errno.ENOTSUP, "")]
)
def test_a_rename_refused_twice_is_done_without(
    share: FolderShare, error: OSError, monkeypatch: pytest.MonkeyPatch
) -> None:
    renaming = Failing(folder.rename_new, *[error] * 10)
    monkeypatch.setattr(folder, "rename_new", renaming)
    share.create("x", b"whole")
    assert renaming.calls == 2
    assert share.read("x") == b"whole"
    assert share.names("") == [SITE, "x"]
    with pytest.raises(ShareFault) as fault:
        share.create("x", b"other")
    assert fault.value.kind == "exists"
    assert share.read("x") == b"whole"


def test_a_folder_to_which_one_may_only_add_gets_one_temp_at_most(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "rename_new", Failing(folder.rename_new, *[OnWindows(5)] * 10))
    monkeypatch.setattr(Path, "unlink", Failing(Path.unlink, *[OnWindows(5)] * 10))
    for name in ("x", "y", "z"):
        share.create(name, name.encode())
    assert [share.read(name) for name in ("x", "y", "z")] == [b"x", b"y", b"z"]
    assert len([name for name in share.names("") if name.startswith("~")]) == 1


@pytest.mark.parametrize("errors", [[OnWindows(5)], [OnWindows(32), OnWindows(32)]])
def test_a_rename_done_but_reported_as_failed_is_found_taken_by_ourselves(
    share: FolderShare, errors: list[OSError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "rename_new", Failing(folder.rename_new, errors[0], after=True))
    with pytest.raises(ShareFault) as fault:
        share.create("x", b"whole")
    assert fault.value.kind == "exists"
    assert share.read("x") == b"whole"
    assert share.names("") == [SITE, "x"]


def test_a_rename_cut_off_by_the_network_ends_there(share: FolderShare, monkeypatch: pytest.MonkeyPatch) -> None:
    renaming = Failing(folder.rename_new, OnWindows(64))
    monkeypatch.setattr(folder, "rename_new", renaming)
    with pytest.raises(ShareFault) as fault:
        share.create("x", b"whole")
    assert fault.value.kind == "gone"
    assert renaming.calls == 1
    assert "x" not in share.names("")


@pytest.mark.parametrize("direct", [False, True])
@pytest.mark.parametrize(("number", "kind"), [(112, "full"), (39, "full"), (5, "busy")])
def test_a_file_that_could_not_be_finished_is_taken_away(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch, direct: bool, number: int, kind: str
) -> None:
    if direct:
        monkeypatch.setattr(folder, "rename_new", Failing(folder.rename_new, *[OnWindows(5)] * 10))
    monkeypatch.setattr(
        folder, "flush", Failing(folder.flush, None if direct else OnWindows(number), OnWindows(number))
    )
    with pytest.raises(ShareFault) as fault:
        share.create("x", b"whole")
    assert fault.value.kind == kind
    assert share.names("") == [SITE]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows flushes by a call of its own")
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_server_that_cannot_flush_is_no_hindrance(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", Failing(os.fsync, OSError(number, "")))
    share.create("x", b"whole")
    assert share.read("x") == b"whole"


def test_bytes_are_flushed_before_the_name_is_given(
    share: FolderShare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[list[str]] = []
    flushed = folder.flush

    def watched(descriptor: int) -> None:
        flushed(descriptor)
        seen.append(share.names(""))

    monkeypatch.setattr(folder, "flush", watched)
    share.create("x", b"whole")
    (names,) = seen
    assert "x" not in names
    assert [name for name in names if name.startswith("~") and name.endswith(".tmp")]


def test_the_root_is_never_made(tmp_path: Path) -> None:
    share = FolderShare(tmp_path / "no folder")
    for call in (
        lambda: share.folder("st"),
        lambda: share.create("x", b""),
        lambda: share.mark("x"),
        lambda: share.names(""),
        share.server_time,
    ):
        with pytest.raises(ShareFault) as fault:
            call()
        assert fault.value.kind == "missing"
    assert not (tmp_path / "no folder").exists()


def test_paths_may_be_long(share: FolderShare) -> None:
    deep = "/".join(["a-folder-with-a-name-of-some-length"] * 10)
    share.folder(deep)
    share.create(f"{deep}/file", b"deep")
    assert share.read(f"{deep}/file") == b"deep"
    assert share.names(deep) == ["file"]
    share.remove(f"{deep}/file")
    assert share.names(deep) == []


def test_a_long_read_tells_of_its_progress(tmp_path: Path) -> None:
    told: list[bool] = []
    share = FolderShare(tmp_path, progress=lambda: told.append(True))
    share.create("long", bytes(3 * folder.PIECE))
    assert len(share.read("long")) == 3 * folder.PIECE
    assert len(told) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
def test_names_that_are_none_elsewhere_are_passed_over(share: FolderShare, tmp_path: Path) -> None:
    for name in ("a:b", "a\\b", "a*"):
        (tmp_path / name).touch()
    assert share.names("") == [SITE]
    assert [name for name, _, _ in share.sizes("")] == [SITE]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows says that access is denied")
def test_a_folder_is_no_file(share: FolderShare) -> None:
    share.folder("st")
    with pytest.raises(ShareFault) as fault:
        share.read("st")
    assert fault.value.kind == "missing"


@pytest.mark.parametrize(
    ("path", "long"),
    [
        ("C:\\desk\\share", "\\\\?\\C:\\desk\\share"),
        ("\\\\server\\office\\desk", "\\\\?\\UNC\\server\\office\\desk"),
        ("\\\\?\\C:\\desk", "\\\\?\\C:\\desk"),
        ("\\\\?\\UNC\\server\\office", "\\\\?\\UNC\\server\\office"),
    ],
)
def test_windows_paths_have_a_long_form(path: str, long: str) -> None:
    assert long_path(path) == long

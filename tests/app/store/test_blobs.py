"""The folder of contents: whole or not at all, one file for one content, nothing that could lead elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import EnvironmentFault, Refused
from app.store.blobs import BlobFiles, beside, digest_of, is_digest

PART = 4


@pytest.fixture
def files(tmp_path: Path) -> BlobFiles:
    return beside(tmp_path / "office.db")


def test_what_is_put_comes_back_and_lies_there_once(files: BlobFiles, tmp_path: Path) -> None:
    digest = files.put(b"picture")
    assert files.put(b"picture") == digest == digest_of(b"picture")
    source = tmp_path / "照片.jpg"
    source.write_bytes(b"picture")
    assert files.put_file(source) == (digest, 7)
    assert files.read(digest) == b"picture"
    assert files.read(digest, 2, 3) == b"ctu"
    assert (files.has(digest), files.intact(digest), files.size(digest)) == (True, True, 7)
    assert [name for name, _ in files.all()] == [digest]
    assert [path.name for path in files.folder.rglob("*") if path.is_file()] == [digest]


def test_a_name_has_no_extension_and_no_word_of_the_source(files: BlobFiles, tmp_path: Path) -> None:
    source = tmp_path / "欧阳小明身份证.exe"
    source.write_bytes(b"x")
    digest, _ = files.put_file(source)
    assert is_digest(files.path(digest).name)


def test_stopped_halfway_leaves_nothing(files: BlobFiles, tmp_path: Path) -> None:
    source = tmp_path / "video"
    source.write_bytes(bytes(3_000_000))
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) < 2

    with pytest.raises(Refused) as refused:
        files.put_file(source, stop)
    assert refused.value.code == "blob.stopped"
    assert told == [(1 << 20, 3_000_000), (2 << 20, 3_000_000)]
    assert not [path for path in files.folder.rglob("*") if path.is_file()]


def test_a_missing_source_says_what_to_do(files: BlobFiles, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        files.put_file(tmp_path / "gone")
    assert fault.value.code == "blob.disk"
    with pytest.raises(EnvironmentFault):
        files.read(digest_of(b"never"))


def test_a_damaged_file_is_noticed_and_written_again(files: BlobFiles) -> None:
    digest = files.put(b"whole")
    files.path(digest).write_bytes(b"torn")
    assert files.has(digest)
    assert not files.intact(digest)
    assert files.put(b"whole") == digest
    assert files.intact(digest)


def test_what_is_set_aside_is_not_here_any_more(files: BlobFiles) -> None:
    digest = files.put(b"rotten")
    files.set_aside(digest)
    assert not files.has(digest)
    assert [name for name, _ in files.all()] == []
    files.remove(digest)


def test_parts_arrive_one_by_one_and_half_a_part_does_not_count(files: BlobFiles) -> None:
    digest = digest_of(b"abcdefghij")
    assert files.arrived(digest, PART) == 0
    files.append(digest, b"abcd")
    files.append(digest, b"ef")
    assert files.arrived(digest, PART) == 1
    files.append(digest, b"efgh")
    files.append(digest, b"ij")
    assert not files.has(digest)
    assert files.finish(digest)
    assert files.read(digest) == b"abcdefghij"


def test_what_arrives_wrong_is_let_go(files: BlobFiles) -> None:
    digest = digest_of(b"right")
    files.append(digest, b"wrong")
    assert not files.finish(digest)
    assert files.arrived(digest, PART) == 0
    files.append(digest, b"begun")
    files.forget(digest)
    assert files.arrived(digest, PART) == 0


def test_nothing_arriving_is_an_empty_content(files: BlobFiles) -> None:
    digest = digest_of(b"")
    assert files.finish(digest)
    assert files.read(digest) == b""


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "A" * 64, "g" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_digests_become_paths(files: BlobFiles, name: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        files.path(name)


def test_another_folder_gets_what_it_lacks(files: BlobFiles, tmp_path: Path) -> None:
    other = BlobFiles(tmp_path / "second" / "blobs")
    digests = [files.put(data) for data in (b"a", b"bb", b"ccc")]
    other.put(b"bb")
    other.path(digests[1]).write_bytes(b"torn off")
    assert files.mirror(other) == 3
    assert files.mirror(other) == 0
    assert all(other.intact(digest) for digest in digests)

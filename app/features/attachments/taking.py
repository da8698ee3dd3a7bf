"""From a file, or a picture that was pasted, to a content that is kept and the record that names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.core.clock import OfficeZone
from app.core.errors import Invalid, Refused
from app.core.text import T
from app.features.attachments import words
from app.features.attachments.pictures import LARGEST, prepare
from app.features.attachments.records import Attachment
from app.features.attachments.rules import PROGRAMS, extension, kind_of, media_of, shown_size
from app.host.names import safe_name
from app.settings.settings import Settings
from app.store.blobs import BlobFiles

Progress = Callable[[int, int], bool]


class Taker:
    """Takes contents in, within the office's limits.

    Args:
        files: This desk's contents.
        settings: The limits.
        zone: The office's.
    """

    def __init__(self, files: BlobFiles, settings: Settings, zone: OfficeZone) -> None:
        self._files = files
        self._settings = settings
        self._zone = zone

    def picture(self, data: bytes, name: str) -> Attachment:
        """Return the record, still without an owner, of a picture that is no file, its content kept.

        Raises:
            Invalid: It is no picture.
            Refused: It is too large.
        """
        prepared = prepare(data, self._settings.number("attachments.picture_px"), self._zone)
        if prepared is None:
            raise Invalid({"picture": T("attachments", "What was pasted is no picture that can be read.")})
        return self._kept(prepared.data, f"{name}.{prepared.extension}", prepared.taken_at)

    def file(self, path: Path, progress: Progress) -> Attachment:
        """Return the record of a file, still without an owner, its content kept.

        Raises:
            Refused: It is no file, a program, or too large; or ``progress`` said stop.
            EnvironmentFault: It cannot be read, or the disk is full.
        """
        if not path.is_file():
            raise Refused(words.NO_FILE.with_(name=path.name))
        if extension(path.name) in PROGRAMS:
            raise Refused(words.PROGRAM.with_(name=path.name), "attachment.program")
        size = size_of(path)
        if kind_of(media_of(path.name)) == "picture" and size <= LARGEST:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise Refused(
                    T("attachments", "“{name}” cannot be read. Copy it to this computer and attach the copy.").with_(
                        name=path.name
                    )
                ) from error
            prepared = prepare(data, self._settings.number("attachments.picture_px"), self._zone)
            if prepared is not None:
                return self._kept(prepared.data, f"{_stem(path.name)}.{prepared.extension}", prepared.taken_at)
        self._check_size(path.name, size)
        digest, size = self._files.put_file(path, progress)
        return _record(digest, size, path.name, None)

    def _kept(self, data: bytes, name: str, taken_at: int | None) -> Attachment:
        self._check_size(name, len(data))
        return _record(self._files.put(data), len(data), name, taken_at)

    def _check_size(self, name: str, size: int) -> None:
        most = self._settings.number("attachments.largest_mb") * 1_000_000
        if size > most:
            raise Refused(
                words.TOO_LARGE.with_(name=name, size=shown_size(size), most=shown_size(most)), "attachment.large"
            )


def size_of(path: Path) -> int:
    """Return a file's bytes; 0 if it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _record(digest: str, size: int, name: str, taken_at: int | None) -> Attachment:
    legal = safe_name(name)
    return Attachment(blob=digest, size=size, name=legal, media=media_of(legal), taken_at=taken_at)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name

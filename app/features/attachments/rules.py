"""What can be attached to what, and how it is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from app.core.text import T, Text

OWNERS: Mapping[str, Text] = {
    "ticket": T("attachments", "Ticket"),
    "complaint": T("attachments", "Complaint"),
    "person": T("attachments", "Person"),
    "house": T("attachments", "House"),
    "certificate": T("attachments", "Certificate"),
    "training_session": T("attachments", "Training session"),
}
"""Table whose records have attachments -> what one is called; the name is also what permissions call them."""

Kind = Literal["picture", "pdf", "file"]

_MEDIA: Mapping[str, str] = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "heic": "image/heic",
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "csv": "text/csv",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "amr": "audio/amr",
    "wav": "audio/wav",
    "zip": "application/zip",
}
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/bmp", "image/gif", "image/tiff"})
"""Pictures that every computer of the office can show."""

# fmt: off
PROGRAMS = frozenset({
    "app", "appref-ms", "bat", "bash", "chm", "cmd", "com", "command", "cpl", "dll", "exe", "gadget", "hta", "inf",
    "ins", "iso", "jar", "js", "jse", "jnlp", "lnk", "msc", "msh", "msi", "msix", "msp", "mst", "pif", "ps1", "ps2",
    "psc1", "psd1", "psm1", "py", "pyw", "rdp", "reg", "scf", "scr", "sct", "sh", "shb", "shs", "sys", "url", "vb",
    "vbe", "vbs", "wsc", "wsf", "wsh",
})
# fmt: on
"""Extensions of what would run when it is opened: never attached, so that no desk can hand another a program."""

ADD, OPEN, REMOVE = "edit", "view", "edit"
"""What somebody must be allowed to do to the owner in order to add, open and remove its attachments."""


def extension(name: str) -> str:
    """Return a file name's extension in small letters, without the dot; empty if it has none."""
    stem, dot, found = name.rstrip(" .").rpartition(".")
    return found.casefold() if dot and stem else ""


def media_of(name: str) -> str:
    """Return the media type that a file name promises."""
    return _MEDIA.get(extension(name), "application/octet-stream")


def kind_of(media: str) -> Kind:
    """Return how a content is shown: as a picture, page by page, or by another program."""
    if media in _SHOWN:
        return "picture"
    return "pdf" if media == "application/pdf" else "file"


def shown_size(size: int) -> str:
    """Return a size as people read it."""
    if size < 1_000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} KB"
    return f"{size / 1_000_000:.1f} MB"

"""Pictures before they are attached: turned upright, no larger than useful, freed of what the camera wrote into them.

A camera notes where a picture was taken, with which telephone, sometimes by whom. None of that is kept; only the time
is, as a field of the attachment.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from app.core.clock import OfficeZone

LARGEST = 200_000_000
"""Bytes up to which a file is looked at as a picture."""
_LOSSLESS = frozenset({"PNG", "BMP", "TIFF"})
_FORMATS = _LOSSLESS | {"JPEG", "MPO", "WEBP"}
_QUALITY = 88
_HEAVY = 1_500_000
"""Bytes from which a picture without transparency is no drawing or screenshot and is kept as a photograph."""
_TOLD = frozenset({"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Raw profile type exif", "Description"})
_EXIF, _TAKEN, _OFFSET, _MODIFIED = 0x8769, 36867, 36881, 306


@dataclass(frozen=True)
class Prepared:
    """A picture ready to be kept.

    Attributes:
        data: The file.
        extension: Its extension, without a dot.
        taken_at: When it was taken by its own clock, UTC milliseconds; None if it does not say.
    """

    data: bytes
    extension: str
    taken_at: int | None


def prepare(data: bytes, longest: int, zone: OfficeZone) -> Prepared | None:
    """Return a picture upright, small enough and without metadata; None where it is none that can be read.

    What moves or has pages is left as it is: it would lose them.

    Args:
        data: The file.
        longest: Pixels of its longer side at most; 0 for any.
        zone: The office's, for cameras that note no zone.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as opened:
            made = str(opened.format)
            if made not in _FORMATS or (made != "MPO" and getattr(opened, "n_frames", 1) > 1):
                return None
            exif = opened.getexif()
            taken = _taken(exif, zone)
            profile = opened.info.get("icc_profile")
            small = not longest or max(opened.size) <= longest
            if made == "JPEG" and small and not exif and not _TOLD & opened.info.keys():
                opened.load()
                return Prepared(data, "jpg", None)
            turned = ImageOps.exif_transpose(opened)
            if not small:
                turned.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            return Prepared(*_saved(turned, made, profile), taken)
    except (OSError, ValueError, SyntaxError, TypeError, Image.DecompressionBombError):
        return None


def _saved(picture: Any, made: str, profile: bytes | None) -> tuple[bytes, str]:
    """Return the file of a picture and its extension."""
    seen = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if made in _LOSSLESS or seen:
        out = io.BytesIO()
        known = picture.mode in ("1", "L", "P", "RGB", "RGBA")
        plain = picture if known else picture.convert("RGBA" if seen else "RGB")
        kept: dict[str, Any] = {"transparency": plain.info["transparency"]} if "transparency" in plain.info else {}
        plain.info = {}
        plain.save(out, "PNG", optimize=True, icc_profile=profile, exif=b"", **kept)
        if seen or len(out.getvalue()) <= _HEAVY:
            return out.getvalue(), "png"
    out = io.BytesIO()
    flat = picture.convert("RGB")
    flat.info = {}
    flat.save(out, "JPEG", quality=_QUALITY, optimize=True, icc_profile=profile, exif=b"")
    return out.getvalue(), "jpg"


def _taken(exif: Any, zone: OfficeZone) -> int | None:
    """Return the time a camera noted."""
    more: Any = exif.get_ifd(_EXIF)
    said = str(more.get(_TAKEN) or exif.get(_MODIFIED) or "")
    try:
        day, _, hour = said.strip("\0 ").partition(" ")
        local = datetime.fromisoformat(f"{day.replace(':', '-')}T{hour}")
    except ValueError:
        return None
    offset = re.fullmatch(r"([+-])(\d\d):(\d\d)", str(more.get(_OFFSET) or "").strip("\0 "))
    if offset is None:
        return zone.moment(local)
    away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    aware = local.replace(tzinfo=timezone(away if offset[1] == "+" else -away))
    return int(aware.timestamp() * 1_000)

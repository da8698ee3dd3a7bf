"""Pictures before they are attached: upright, small enough, and silent about who took them and where."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from PIL import Image

from app.core.clock import OfficeZone
from app.features.attachments.pictures import prepare

ZONE = OfficeZone("Asia/Shanghai")


def camera_file(kind: str = "JPEG", *, size: tuple[int, int] = (400, 300), turned: int = 6, offset: str = "") -> bytes:
    """Return a picture with a red left half, as a telephone held upright saves it."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "示例手机"
    exif[0x8825] = {1: "N", 2: (31.0, 12.0, 0.0)}
    exif[0x8769] = {36867: "2026:11:20 08:15:30", 36881: offset} if offset else {36867: "2026:11:20 08:15:30"}
    out = io.BytesIO()
    picture.save(out, kind, exif=exif.tobytes())
    return out.getvalue()


def opened(data: bytes) -> Any:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_and_who_are_gone_and_it_stands_upright(kind: str) -> None:
    prepared = prepare(camera_file(kind), 0, ZONE)
    assert prepared is not None
    picture = opened(prepared.data)
    assert picture.size == (300, 400)
    red, blue = picture.convert("RGB").getpixel((150, 20)), picture.convert("RGB").getpixel((150, 380))
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]
    assert not picture.getexif()
    assert "示例手机".encode() not in prepared.data
    assert b"GPS" not in prepared.data


def test_the_time_is_kept_as_a_field() -> None:
    prepared = prepare(camera_file(), 0, ZONE)
    assert prepared is not None
    assert prepared.taken_at == ZONE.moment(datetime(2026, 11, 20, 8, 15, 30))
    elsewhere = prepare(camera_file(offset="+09:00"), 0, ZONE)
    assert elsewhere is not None
    assert elsewhere.taken_at == ZONE.moment(datetime(2026, 11, 20, 7, 15, 30))


def test_a_large_one_is_made_smaller_and_a_small_one_is_not() -> None:
    large = prepare(camera_file(size=(4000, 3000)), 2560, ZONE)
    assert large is not None
    assert opened(large.data).size == (1920, 2560)
    small = prepare(camera_file(), 2560, ZONE)
    assert small is not None
    assert opened(small.data).size == (300, 400)


def test_what_says_nothing_and_fits_stays_byte_for_byte() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    prepared = prepare(out.getvalue(), 2560, ZONE)
    assert prepared is not None
    assert (prepared.data, prepared.extension, prepared.taken_at) == (out.getvalue(), "jpg", None)


def test_a_screenshot_stays_sharp_and_what_is_transparent_stays_so() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (60, 40), (255, 0, 0, 0)).save(out, "PNG")
    prepared = prepare(out.getvalue(), 2560, ZONE)
    assert prepared is not None
    assert prepared.extension == "png"
    assert opened(prepared.data).convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_photograph_in_a_heavy_format_becomes_a_light_one() -> None:
    noise = Image.effect_noise((1400, 1000), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "BMP")
    prepared = prepare(out.getvalue(), 2560, ZONE)
    assert prepared is not None
    assert prepared.extension == "jpg"
    assert len(prepared.data) < len(out.getvalue()) / 2


def test_what_moves_is_left_as_it_is() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert prepare(out.getvalue(), 0, ZONE) is None


@pytest.mark.parametrize("data", [b"", b"no picture", camera_file()[:300], b"\xff\xd8\xff\xe0" + bytes(50)])
def test_what_cannot_be_read_is_none(data: bytes) -> None:
    assert prepare(data, 2560, ZONE) is None

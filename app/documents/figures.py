"""Charts and photographs on paper."""

from __future__ import annotations

import io

from app.core.text import T
from app.documents.blocks import Bars, Picture, Pictures
from app.documents.columns import Align
from app.documents.flow import Flow
from app.documents.ink import Photo, fit
from app.documents.paper import BODY, FINE, GREY, HAIR, MM, PALE, SMALL

BAR_GREY = 0.72
LABEL = 34 * MM
VALUE = 24 * MM
GUTTER = 5 * MM
PIXELS = 1_400
"""The longer side of a photograph; 120 mm of paper at 300 dots per inch."""
QUALITY = 82


def draw_bars(flow: Flow, block: Bars) -> None:
    """Draw horizontal bars with a mark where the target is."""
    width = flow.width - LABEL - VALUE
    most = block.most or max([max(bar.value, bar.target or 0) for bar in block.bars], default=0) or 1
    step = BODY.leading + 3
    for bar in block.bars:
        flow.need(step)
        low = flow.use(step) - step
        baseline, left = low + 5.5, flow.left + LABEL
        length = width * min(max(bar.value, 0) / most, 1)
        label = fit(str(bar.label), LABEL - 6, flow.regular, BODY)
        flow.page.say(flow.left, baseline, label, flow.regular, BODY)
        flow.page.fill(left, low + 4, length, step - 8, BAR_GREY)
        end = left + length
        if bar.target is not None:
            at = left + width * min(max(bar.target, 0) / most, 1)
            flow.page.rule(at, low + 1.5, at, low + step - 1.5, 1.1, 0)
            end = max(end, at) if at - end < VALUE else end
        flow.page.say(end + 5, baseline, fit(str(bar.shown), VALUE, flow.regular, BODY), flow.regular, BODY)
    top = flow.y + step * len(block.bars)
    if top <= flow.size[1]:
        flow.page.rule(flow.left + LABEL, flow.y, flow.left + LABEL, top, FINE, 0)
    flow.gap(8)


def draw_pictures(flow: Flow, block: Pictures) -> None:
    """Draw photographs side by side with their captions; one that cannot be read is an empty frame that says so."""
    columns = max(1, block.columns)
    width = (flow.width - (columns - 1) * GUTTER) / columns
    height = block.height * MM
    for start in range(0, len(block.pictures), columns):
        row = block.pictures[start : start + columns]
        captioned = any(str(picture.caption) for picture in row)
        whole = height + (SMALL.leading + 3 if captioned else 0) + 6
        flow.need(whole)
        low = flow.use(whole) - height
        for index, picture in enumerate(row):
            left = flow.left + index * (width + GUTTER)
            used = _draw_picture(flow, picture, left, low, width, height)
            caption = fit(str(picture.caption), max(used, width / 2), flow.regular, SMALL)
            flow.page.say(left, low - 3 - SMALL.rise, caption, flow.regular, SMALL, GREY)
    flow.gap(4)


def _draw_picture(flow: Flow, picture: Picture, left: float, low: float, width: float, height: float) -> float:
    """Draw one photograph as large as its place allows; return its width."""
    photo = upright(picture.data)
    if photo is None:
        flow.page.frame(left, low, width, height, HAIR, PALE)
        words = fit(str(T("documents", "This picture cannot be shown.")), width - 8, flow.regular, SMALL)
        flow.page.say(left + width / 2, low + height / 2, words, flow.regular, SMALL, GREY, Align.CENTER)
        return width
    scale = min(width / photo.width, height / photo.height)
    shown = (photo.width * scale, photo.height * scale)
    flow.page.photo(flow.ink.keep(photo), left, low + height - shown[1], *shown)
    return shown[0]


def upright(data: bytes) -> Photo | None:
    """Return a photograph turned upright, small enough and without its metadata; None where it cannot be read."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", (PIXELS, PIXELS))
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail((PIXELS, PIXELS))
            # Paper is white: what is transparent must not turn black.
            seen = turned.convert("RGBA")
            flat = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Photo(flat.width, flat.height, out.getvalue())

"""What the tour brings home: pictures, files and figures, put together as one page to look at."""

from __future__ import annotations

import html
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

THUMB = 560
"""Width of a small picture in pixels; shown at half of it, so that it is sharp on any screen."""


@dataclass(frozen=True)
class Picture:
    """A picture and what it shows.

    Attributes:
        group: Heading it stands under.
        title: What it shows.
        caption: What to look at.
        path: The picture, relative to the album.
        thumb: Its small twin.
        link: What opens on a click; the picture itself if empty.
    """

    group: str
    title: str
    caption: str
    path: str
    thumb: str
    link: str = ""


@dataclass
class Album:
    """Collects pictures and figures and writes ``index.html``.

    Attributes:
        out: The folder.
        style: Style sheet, which becomes part of the page.
        pictures: In the order in which they were taken.
        figures: (caption, value) for the head of the page.
        steps: (step, keys pressed, milliseconds) of the day.
        files: (name, size in bytes, what it is) of sheets and workbooks.
    """

    out: Path
    style: Path
    pictures: list[Picture] = field(default_factory=list[Picture])
    figures: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    steps: list[tuple[str, int, float]] = field(default_factory=list[tuple[str, int, float]])
    files: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])

    def add(self, image: QImage, group: str, name: str, title: str, caption: str = "", link: str = "") -> None:
        """Keep a picture under a file name of its own."""
        number = len(self.pictures) + 1
        path, thumb = f"pictures/{number:03d}-{name}.png", f"thumbs/{number:03d}-{name}.png"
        for relative in (path, thumb):
            (self.out / relative).parent.mkdir(parents=True, exist_ok=True)
        image.save(str(self.out / path))
        small = image.scaledToWidth(min(THUMB, image.width()), Qt.TransformationMode.SmoothTransformation)
        small.save(str(self.out / thumb))
        self.pictures.append(Picture(group, title, caption, path, thumb, link))

    def write(self, title: str, words: str, first: Sequence[str] = ()) -> Path:
        """Write the page and return its path.

        Args:
            title: Its heading.
            words: What stands under it.
            first: Groups that come first, whenever their pictures were taken.
        """
        groups = list(dict.fromkeys([*first, *(picture.group for picture in self.pictures)]))
        parts = [
            f"<header><h1>{_(title)}</h1><p>{_(words)}</p>{self._figures()}</header>",
            "<nav>" + "".join(f'<a href="#g{place}">{_(group)}</a>' for place, group in enumerate(groups)),
            '<a href="#files">纸张与文件</a><a href="#steps">一天的每一步</a></nav>',
        ]
        for place, group in enumerate(groups):
            shown = [picture for picture in self.pictures if picture.group == group]
            parts.append(
                f'<section id="g{place}"><h2>{_(group)}<small>{len(shown)}</small></h2>{_gallery(shown)}</section>'
            )
        parts += [self._files(), self._steps()]
        style = self.style.read_text(encoding="utf-8")
        head = f'<meta charset=utf-8><meta name=viewport content="width=device-width"><style>{style}</style>'
        page = f"<!doctype html><html lang=zh-CN>{head}<title>{_(title)}</title>{''.join(parts)}"
        target = self.out / "index.html"
        part = target.with_suffix(".part")
        part.write_text(page, encoding="utf-8")
        os.replace(part, target)
        return target

    def _figures(self) -> str:
        tiles = "".join(f"<div><b>{_(value)}</b><span>{_(caption)}</span></div>" for caption, value in self.figures)
        return f"<div class=figures>{tiles}</div>"

    def _files(self) -> str:
        rows = "".join(
            f'<tr><td><a href="{_(name)}">{_(Path(name).name)}</a><td>{_(words)}<td class=n>{size / 1024:,.0f} KB'
            for name, size, words in self.files
        )
        head = "<tr><th>文件<th>内容<th class=n>大小"
        title = f"<h2>纸张与文件<small>{len(self.files)}</small></h2>"
        return f"<section id=files>{title}<table>{head}{rows}</table></section>"

    def _steps(self) -> str:
        rows = "".join(
            f"<tr><td>{_(step)}<td class=n>{keys or ''}<td class=n>{spent:,.0f}" for step, keys, spent in self.steps
        )
        head = "<tr><th>步骤<th class=n>按键<th class=n>毫秒（到画面静止）"
        return f"<section id=steps><h2>一天的每一步</h2><table>{head}{rows}</table></section>"


def _gallery(pictures: Sequence[Picture]) -> str:
    return (
        "<div class=gallery>"
        + "".join(
            f'<figure><a href="{_(picture.link or picture.path)}"><img loading=lazy src="{_(picture.thumb)}"'
            f' alt="{_(picture.title)}"></a>'
            f"<figcaption><b>{_(picture.title)}</b>{_(picture.caption)}</figcaption></figure>"
            for picture in pictures
        )
        + "</div>"
    )


def _(text: str) -> str:
    return html.escape(text)

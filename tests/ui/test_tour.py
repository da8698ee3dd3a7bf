"""The tour: it works a whole day in the real window, ends by itself, and brings home what it promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from ui.shell.pages import PAGES
from ui.tour.album import Album

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished tour, run as people run it: a process of its own without any screen."""
    folder = tmp_path_factory.mktemp("tour")
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "main.py", "tour", "--out", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.timeout(300)
def test_every_page_is_seen_in_both_themes(out: Path) -> None:
    names = [path.stem.split("-", 1)[1] for path in (out / "pictures").iterdir()]
    for entry in PAGES:
        assert f"light-{entry.key}" in names
        assert f"dark-{entry.key}" in names
    day = ("login", "today", "search", "intake", "receipt", "dispatch", "hold", "close", "locked")
    for step in (*day, "folder", "recovery", "invite", "two", "difference", "settled", "underneath"):
        assert step in names


def test_no_picture_is_blank(out: Path) -> None:
    for path in sorted((out / "pictures").iterdir()):
        image = QImage(str(path))
        colours = {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
        assert len(colours) > 3, path.name


def test_sheets_and_workbooks_are_what_they_say(out: Path) -> None:
    heads = {".pdf": b"%PDF-", ".xlsx": b"PK", ".csv": b"\xef\xbb\xbf"}
    papers = sorted((out / "papers").iterdir())
    assert {path.suffix for path in papers} == set(heads)
    for path in papers:
        assert path.read_bytes().startswith(heads[path.suffix]), path.name


def test_the_page_links_only_to_what_is_there(out: Path) -> None:
    text = (out / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="([^"#]+)"', text)
    assert len(links) > 100
    assert all((out / link).is_file() for link in links)
    assert "http" not in text


def test_wrong_words_are_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "tour"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "--out DIR" in done.stderr


def test_an_album_escapes_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("b{}", encoding="utf-8")
    album = Album(tmp_path, tmp_path / "style.css")
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    album.add(image, "一 & 二", "one", "<标题>", "说明")
    album.steps.append(("a < b", 3, 12.5))
    text = album.write("甲", "乙").read_text(encoding="utf-8")
    assert "&lt;标题&gt;" in text
    assert "a &lt; b" in text
    assert "<标题>" not in text

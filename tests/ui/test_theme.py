from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton

from ui.theme.appearance import Appearance
from ui.theme.icons import DRAWN_IN, icon, icon_names, pixmap
from ui.theme.style import style_sheet
from ui.theme.tokens import TONE_ROLES, Theme, contrast, load_theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
GROUNDS = ("surface", "surface-raised", "surface-sunken", "surface-hover")
INKS = ("text", "text-muted", "accent", "red", "amber", "green", "blue")


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(RESOURCES / "themes" / f"{request.param}.toml")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_word_can_be_read_on_every_ground(theme: Theme) -> None:
    pairs = [(ink, ground) for ink in INKS for ground in (*GROUNDS, "selection")]
    pairs += TONE_ROLES.values()
    pairs += [("on-accent", "accent"), ("on-accent", "accent-hover"), ("selection-text", "selection")]
    poor = {
        pair: round(contrast(theme.colours[pair[0]], theme.colours[pair[1]]), 2)
        for pair in pairs
        if contrast(theme.colours[pair[0]], theme.colours[pair[1]]) < 4.5
    }
    assert not poor


def test_lines_and_focus_can_be_seen(theme: Theme) -> None:
    assert contrast(theme.colours["focus"], theme.colours["surface-raised"]) >= 3
    assert contrast(theme.colours["focus"], theme.colours["surface"]) >= 3


def test_a_theme_without_a_role_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "poor.toml"
    path.write_text('name = "poor"\ndark = false\n[colours]\ntext = "#000000"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="accent"):
        load_theme(path)


def test_the_sheet_names_only_roles_of_the_theme(theme: Theme) -> None:
    template = (RESOURCES / "themes" / "style.qss").read_text(encoding="utf-8")
    sheet = style_sheet(template, theme, "compact")
    assert "@" not in sheet
    named = set(re.findall(r"icons:([a-z-]+)\.svg", sheet))
    assert named <= set(icon_names())


def test_every_icon_draws_something_in_the_colour_asked_for(desk: Appearance) -> None:
    for name in icon_names():
        image = pixmap(name, "#ff0000", 32).toImage()
        reds = [
            colour for x in range(32) for y in range(32) if (colour := QColor(image.pixelColor(x, y))).alpha() > 200
        ]
        assert reds, name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in reds), name
        assert DRAWN_IN in (RESOURCES / "icons" / f"{name}.svg").read_bytes(), name


def test_an_icon_follows_the_theme_while_it_is_shown(desk: Appearance) -> None:
    shown = icon("add", "accent")
    light = shown.pixmap(QSize(16, 16)).toImage().pixelColor(8, 8)
    desk.set_mode("dark")
    dark = shown.pixmap(QSize(16, 16)).toImage().pixelColor(8, 8)
    assert light.name() != dark.name()


def test_icons_are_drawn_at_the_screens_scale(desk: Appearance) -> None:
    assert pixmap("add", "text", 16, 2.0).size() == QSize(32, 32)
    assert pixmap("add", "text", 16, 2.0).deviceIndependentSize().toSize() == QSize(16, 16)


def test_an_unknown_icon_is_named(desk: Appearance) -> None:
    with pytest.raises(LookupError, match="unicorn"):
        icon("unicorn")


def test_a_theme_changes_what_is_on_the_screen(desk: Appearance, qtbot: object) -> None:
    button = QPushButton("x")
    heard: list[bool] = []
    desk.changed.connect(lambda: heard.append(True))
    desk.set_mode("dark")
    assert desk.theme.dark
    assert heard == [True]
    assert QApplication.palette().window().color() == desk.theme.colour("surface")
    assert button.palette().buttonText().color() == desk.theme.colour("text")
    desk.set_density("compact")
    assert desk.row_height == 28


def test_chinese_has_glyphs_in_the_chosen_family(desk: Appearance) -> None:
    assert QFontInfo(QApplication.font()).pointSizeF() == pytest.approx(9.75, abs=0.3)
    raw = QApplication.font().families()
    assert "Noto Sans SC" in raw or "Microsoft YaHei UI" in raw

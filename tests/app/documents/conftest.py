from __future__ import annotations

from pathlib import Path

import pytest

from app.documents.fonts import Fonts

FONTS = Path(__file__).parents[3] / "resources" / "fonts"


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts(FONTS)

"""What holds for every test: texts are read in English unless the test asks for another language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.text import install_catalogue


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    install_catalogue({})
    yield
    install_catalogue({})

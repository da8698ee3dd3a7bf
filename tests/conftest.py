"""What holds for every test: texts are read in English unless the test asks for another language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.text import install_catalogue

LONGEST = "test_tour.py"
"""The file that takes longest: begun first, or one core would work alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST not in item.nodeid)


@pytest.fixture(autouse=True, scope="session")
def own_user_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program notes for its user beside data folders goes into a folder of the tests'."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
            patched.setenv(name, str(tmp_path_factory.getbasetemp() / "user"))
        yield


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    install_catalogue({})
    yield
    install_catalogue({})

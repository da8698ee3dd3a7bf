"""One application dressed as the program is, and small stand-ins for what a page is given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.core.changes import ChangeFeed
from app.core.clock import HeldClock, OfficeZone
from app.core.text import install_catalogue
from ui.bridge.feed import Feed
from ui.bridge.voice import Voice
from ui.jobs.jobs import InlineJobs, Jobs
from ui.tables.display import Display
from ui.tables.protocols import MemoryViewState
from ui.theme.appearance import Appearance, install_appearance

# Windows of tests are drawn in memory unless somebody wants to see them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[2]
NOW = 1_795_329_000_000
"""2026-11-22 14:30 in the office."""


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Appearance:
    """The application in the light theme, in its fonts."""
    return install_appearance(qapp, ROOT / "resources", "light")


@pytest.fixture(autouse=True)
def desk(qtbot: object, dressed: Appearance) -> Iterator[Appearance]:
    """Every test starts in English and in the light theme, and leaves no window behind."""
    install_catalogue({})
    dressed.set_mode("light")
    dressed.set_density("normal")
    yield dressed
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def voice() -> Voice:
    return Voice()


@pytest.fixture
def inline_jobs(voice: Voice) -> InlineJobs:
    return InlineJobs(voice)


@pytest.fixture
def jobs(voice: Voice) -> Iterator[Jobs]:
    made = Jobs(voice)
    yield made
    assert made.close(10)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(NOW)


@pytest.fixture
def display(clock: HeldClock) -> Display:
    return Display(OfficeZone(), clock)


@pytest.fixture
def state() -> MemoryViewState:
    return MemoryViewState()


@pytest.fixture
def changes() -> ChangeFeed:
    return ChangeFeed()


@pytest.fixture
def feed(changes: ChangeFeed) -> Feed:
    return Feed(changes)

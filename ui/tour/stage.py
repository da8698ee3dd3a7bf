"""The tour's hands and eyes: keys, Chinese input, waiting until everything stands still, pictures of the window."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.clock import HeldClock
from ui.jobs.jobs import Jobs
from ui.shell.window import MainWindow
from ui.theme.appearance import theme
from ui.tour.album import Album

PATIENCE_S = 20.0
QUIET_S = 0.08
"""So long nothing may stir before a picture is taken."""
TYPED_QUIET_S = 0.4
"""The same after typing: longer than the delays of the search boxes and of advice."""


class Stuck(Exception):
    """The window did not come to where the tour expected it."""


class Stage:
    """One window and what is done with it.

    Args:
        application: The application.
        window: The window.
        jobs: Its work.
        clock: The office's clock, which stands still unless moved.
        album: Where pictures go.
    """

    def __init__(
        self, application: QApplication, window: MainWindow, jobs: Jobs, clock: HeldClock, album: Album
    ) -> None:
        self.application, self.window, self.jobs, self.clock, self.album = application, window, jobs, clock, album
        self.keys = 0
        self._rested = 0.0
        self._quiet = QUIET_S

    # --- doing ----------------------------------------------------------------------------------------------------

    def key(self, name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        self.keys += 1
        QTest.keyClick(self._target(), name, modifier)

    def letters(self, text: str) -> None:
        """Type Latin letters and digits, one key each."""
        self._quiet = TYPED_QUIET_S
        for letter in text:
            self.keys += 1
            QTest.keyClicks(self._target(), letter)

    def chinese(self, text: str) -> None:
        """Commit Chinese text as an input method does."""
        self._quiet = TYPED_QUIET_S
        self.keys += len(text)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self._target(), event)

    def _target(self) -> QWidget:
        if QApplication.activeWindow() is None:
            # A window system gives the keyboard back when a pop-up goes; nobody does it here.
            self.window.activateWindow()
            self.until(QApplication.activeWindow, "no window has the keyboard")
        return QApplication.focusWidget() or self.window

    def front(self) -> None:
        """Close what stands before the window and give it the keyboard again."""
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible():
                other.close()
        self.window.activateWindow()
        self.until(lambda: QApplication.activeWindow() is self.window, "the window does not come to the front")

    # --- waiting --------------------------------------------------------------------------------------------------

    def until(self, reached: Callable[[], object], what: str) -> None:
        """Let the window work until something is so.

        Raises:
            Stuck: It did not come about in time.
        """
        end = time.perf_counter() + PATIENCE_S
        while not reached():
            if time.perf_counter() > end:
                raise Stuck(what)
            self._turn()

    def settle(self) -> None:
        """Let everything that waits be done and drawn."""
        begun = time.perf_counter()
        quiet = None
        last = begun
        while time.perf_counter() - begun < PATIENCE_S:
            self._turn()
            now = time.perf_counter()
            if not self.jobs.idle:
                quiet, last = None, now
            elif quiet is None:
                quiet = now
            elif now - quiet > self._quiet:
                break
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.application.processEvents()
        self._quiet = QUIET_S
        self._rested += time.perf_counter() - last

    def _turn(self) -> None:
        self.application.processEvents()
        QTest.qSleep(2)

    @contextmanager
    def step(self, words: str) -> Generator[None]:
        """Note how many keys a step took, and how long it lasted without the waits for a picture."""
        keys, begun = self.keys, time.perf_counter()
        self._rested = 0.0
        yield
        spent = time.perf_counter() - begun - self._rested
        self.album.steps.append((words, self.keys - keys, 1_000 * max(0.0, spent)))

    # --- looking --------------------------------------------------------------------------------------------------

    def picture(self, scale: float = 1.0) -> QImage:
        """Return the window as it would be drawn on a screen of this scale, pop-ups included."""
        self.window.ensurePolished()
        image = QImage(
            QSize(round(self.window.width() * scale), round(self.window.height() * scale)),
            QImage.Format.Format_RGB32,
        )
        image.setDevicePixelRatio(scale)
        image.fill(self.window.palette().window().color())
        painter = QPainter(image)
        self.window.render(painter, QPoint())
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible() and not other.inherits("QTipLabel"):
                place = other.pos() - self.window.pos()
                other.render(painter, place)
                # Windows draws the frame of a window; here nobody does.
                painter.setPen(theme().colour("field-line"))
                painter.drawRect(QRect(place, other.size()))
        painter.end()
        return image

    def shot(self, group: str, name: str, title: str, caption: str = "", scale: float = 1.0) -> None:
        """Wait until everything stands still and take a picture."""
        self.settle()
        self.album.add(self.picture(scale), group, name, title, caption)

    def resize(self, width: int, height: int) -> None:
        """Give the window a size, in device-independent pixels."""
        self.window.resize(width, height)
        self.settle()

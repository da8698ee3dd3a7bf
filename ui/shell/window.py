"""The one window: who may see what in it. Behind the log-in stands the frame; the lock hides it whole."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QWidget

from app.core.errors import AppError
from app.core.text import T
from app.features.staff.rules import PROGRAM
from app.host.paths import Paths
from ui.bridge.voice import Voice
from ui.i18n.language import bind_text, language
from ui.jobs.jobs import Jobs
from ui.shell.idle import IdleWatch

if TYPE_CHECKING:
    from app.context import AppContext
    from app.core.clock import Clock
    from app.features.staff.rules import Actor
    from ui.bridge.feed import Feed
    from ui.shell.crash import CrashWatch
    from ui.shell.frame import Frame
    from ui.shell.login import LoginPage

log = logging.getLogger(__name__)

GEOMETRY = "window"
_WARM_UP_AFTER_MS, _BACKUP_AFTER_MS = 150, 60_000
_SIZE, _LEAST = QSize(1280, 760), QSize(960, 600)


class MainWindow(QMainWindow):
    """The window.

    Args:
        jobs: Runs work off the window's thread.
        voice: Speaks to the person.
        clock: The machine's unless a test or a tour holds time still.
    """

    def __init__(self, jobs: Jobs, voice: Voice, clock: Clock | None = None) -> None:
        super().__init__()
        self.jobs, self.voice, self._clock = jobs, voice, clock
        self.context: AppContext | None = None
        self.frame: Frame | None = None
        self.login: LoginPage | None = None
        self.crashes: CrashWatch | None = None
        self._feed: Feed | None = None
        self._leaving = False
        self._hidden: list[QWidget] = []
        self._sheets = QStackedWidget()
        self.setCentralWidget(self._sheets)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        self.idle = IdleWatch(self._lock_minutes, self)
        self.idle.rested.connect(self.lock)
        bind_text(self.setWindowTitle, T("shell", "Wuye Desk"))

    @property
    def locked(self) -> bool:
        """Whether somebody's work lies hidden behind the lock."""
        return self.frame is not None and self._sheets.currentWidget() is not self.frame

    # --- opening an office ----------------------------------------------------------------------------------------

    def begin(self, paths: Paths) -> None:
        """Open the office of a data folder, or begin one."""
        from app.context import office_exists

        if office_exists(paths):
            self.open_office(paths)
        else:
            self._ask_how_to_begin(paths)

    def open_office(self, paths: Paths) -> None:
        """Open an office and ask who works here."""
        from app.context import open_office

        try:
            context = open_office(paths, self._clock, upgrade=False)
        except AppError as error:
            self._tell_trouble(paths, error)
            return
        if not context.accounts.any():
            context.close()
            self._ask_how_to_begin(paths)
            return
        self.take(context)

    def take(self, context: AppContext) -> None:
        """Work with an open office: ask who works here."""
        from ui.bridge.feed import Feed
        from ui.shell.login import LoginPage

        self.context = context
        self._feed = Feed(context.feed, self)
        self._feed.listen(self, ("setting_value",), lambda _changes: self._name())
        self._name()
        self._restore_place()
        self.login = LoginPage(context, self.jobs)
        self.login.entered.connect(self.enter)
        QTimer.singleShot(_WARM_UP_AFTER_MS, self, self._warm_up)
        self.login.unlocked.connect(self.unlock)
        self._only(self.login)

    def _warm_up(self) -> None:
        """While the person types: bring built-in cards up to date, and load what the first page needs."""
        context = self.context
        if context is not None:
            self.jobs.pool(lambda: _prepare(context), owner=self)

    def _ask_how_to_begin(self, paths: Paths) -> None:
        from ui.shell.founding import FoundingPage

        page = FoundingPage(paths, self.jobs)
        page.founded.connect(self.open_office)
        self._only(page)

    def _tell_trouble(self, paths: Paths, error: AppError) -> None:
        from ui.shell.trouble import TroublePage

        log.warning("the office cannot be opened: %s", error.code)
        page = TroublePage(paths, error)
        page.again_wanted.connect(lambda: self.open_office(paths))
        page.close_wanted.connect(self.close)
        self._only(page)

    # --- who works here -------------------------------------------------------------------------------------------

    def enter(self, actor: Actor) -> None:
        """Let somebody work; what somebody else has not saved behind the lock is asked about first."""
        if self.frame is None:
            self._work_as(actor)
        elif self.frame.desk.actor == actor:
            self.unlock(actor)
        else:
            self.frame.leave(lambda: self._work_as(actor))

    def lock(self) -> None:
        """Hide everything; nothing is lost behind the lock."""
        if self.frame is None or self.locked or self.login is None:
            return
        self.idle.stop()
        self.frame.palette_box.close_sheet()
        for dialog in self._own_windows(Qt.WindowType.Dialog):
            if isinstance(dialog, QDialog):
                dialog.reject()
        self._hidden = self._own_windows()
        for window in self._hidden:
            window.hide()
        self.login.lock(self.frame.desk.actor)
        self._sheets.setCurrentWidget(self.login)
        self.login.take_keyboard()

    def unlock(self, actor: Actor) -> None:
        """Show everything again; roles that have changed meanwhile take effect."""
        if self.frame is None:
            return
        if self.frame.desk.actor != actor:
            self.frame.leave(lambda: self._work_as(actor))
            return
        self._sheets.setCurrentWidget(self.frame)
        for window in self._hidden:
            window.show()
        self._hidden = []
        self.idle.start()

    def log_out(self) -> None:
        """Ask who works here next, once nothing typed would be lost."""
        if self.frame is None or self.context is None:
            return
        context, actor = self.context, self.frame.desk.actor

        def leave() -> None:
            self._drop_frame()
            context.accounts.logout(actor)
            if self.login is not None:
                self.login.begin()
                self._sheets.setCurrentWidget(self.login)
                self.login.take_keyboard()

        self.frame.leave(leave)

    # --- backups --------------------------------------------------------------------------------------------------

    def restore(self, source: Path) -> None:
        """Put a backup in the place of the office's database and ask who works here; all work must have ended."""
        context = self.context
        if context is None:
            return
        if not self.jobs.idle:
            self.voice.warn(T("shell", "Something is still being done. Wait a moment and try again."))
            return
        from app.store.backup import restore

        paths = context.paths
        self._let_go()
        try:
            restore(source, paths.database)
        except AppError as error:
            self.voice.error(error)
        self.open_office(paths)

    def _let_go(self) -> None:
        """Close the office: nothing of it stays in the window."""
        self._drop_frame()
        if self._feed is not None:
            self._feed.close()
            self._feed = None
        if self.context is not None:
            self.context.close()
            self.context = None

    def _back_up_once_a_day(self) -> None:
        context = self.context
        if context is not None:
            self.jobs.pool(lambda: context.backups.due() and context.backups.make(PROGRAM), owner=self)
            self.jobs.run(lambda: context.attachments.sweep(), owner=self)

    def _work_as(self, actor: Actor) -> None:
        from ui.bridge.desk import Desk
        from ui.shell.frame import Frame
        from ui.tables.display import Display

        assert self.context is not None
        assert self._feed is not None
        self._drop_frame()
        context = self.context
        display = Display(context.zone, context.clock)
        views = context.view_states.of(actor.id)
        desk = Desk(context, actor, display, self._feed, self.jobs, self.voice, views)
        self.frame = Frame(desk, support=self._save_support)
        desk.setParent(self.frame)
        self.frame.lock_wanted.connect(self.lock)
        self.frame.log_out_wanted.connect(self.log_out)
        self.frame.restore_wanted.connect(lambda path: self.restore(Path(path)))
        if self.crashes is not None:
            self.crashes.writer = self._write_support
        self._sheets.addWidget(self.frame)
        self.frame.begin()
        self._sheets.setCurrentWidget(self.frame)
        self.idle.start()
        QTimer.singleShot(_BACKUP_AFTER_MS, self.frame, self._back_up_once_a_day)

    def _drop_frame(self) -> None:
        if self.frame is not None:
            self.voice.forget_undo()
            if self.crashes is not None:
                self.crashes.writer = None
            if not self.locked:
                self.idle.stop()
            for window in (*self._hidden, *self._own_windows()):
                window.deleteLater()
            self._hidden = []
            self._sheets.removeWidget(self.frame)
            self.frame.deleteLater()
            self.frame = None

    def _write_support(self, target: Path) -> None:
        from app.features.office.support import SupportService

        if self.context is not None and self.frame is not None and self.crashes is not None:
            context, crashes = self.context, self.crashes
            log_lines, texts = crashes.logs.recent, crashes.folder.texts
            service = SupportService(context.store, context.settings, context.audit, log_lines, texts)
            service.write(self.frame.desk.actor, target)

    def _save_support(self) -> None:
        if self.crashes is not None:
            self.crashes.ask_bundle(self, self.voice.info)

    def _lock_minutes(self) -> int:
        return self.context.settings.number("accounts.lock_minutes") if self.context is not None else 0

    # --- the window itself ----------------------------------------------------------------------------------------

    def show_up(self) -> None:
        """Come to the front: the program was started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        """Exchange seldom while nobody looks: the share's server is everybody's."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ActivationChange, QEvent.Type.WindowStateChange) and self.context is not None:
            if self.isActiveWindow():
                self.context.pace("active")
            else:
                self.context.pace("minimised" if self.isMinimized() else "idle")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once nothing typed would be lost."""
        if self._leaving or self.frame is None:
            self._keep_place()
            event.accept()
            return
        event.ignore()
        self._leave_windows(lambda: self.frame.leave(self._close_now) if self.frame is not None else self._close_now())

    def _close_now(self) -> None:
        self._leaving = True
        self.close()

    def _leave_windows(self, then: Callable[[], None]) -> None:
        """Ask in each form that has a window of its own; the first in which the person stays ends it."""
        for window in self._own_windows():
            if not window.close():
                return
        then()

    def _own_windows(self, kind: Qt.WindowType = Qt.WindowType.Window) -> list[QWidget]:
        children = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [child for child in children if child.windowType() == kind and child.isVisible()]

    def _only(self, page: QWidget) -> None:
        while (old := self._sheets.widget(0)) is not None:
            self._sheets.removeWidget(old)
            old.deleteLater()
        self._sheets.addWidget(page)
        self._sheets.setCurrentWidget(page)

    def _name(self) -> None:
        if self.context is not None:
            name = self.context.settings.text("office.name")
            title = T("shell", "{office} – Wuye Desk").with_(office=name) if name else T("shell", "Wuye Desk")
            bind_text(self.setWindowTitle, title)

    def _restore_place(self) -> None:
        if self.context is not None:
            kept = self.context.view_states.load("", GEOMETRY)
            self.restoreGeometry(QByteArray.fromHex(str(kept.get("geometry", "")).encode("ascii", "ignore")))

    def _keep_place(self) -> None:
        if self.context is not None:
            geometry = bytes(self.saveGeometry().toHex().data()).decode("ascii")
            self.context.view_states.save("", GEOMETRY, {"geometry": geometry, "language": language().code})


def _prepare(context: AppContext) -> None:
    from importlib import import_module

    for module in ("ui.shell.frame", "ui.tables.display", "ui.features.today.page"):
        import_module(module)
    context.office.upgrade()
    assert context.today is not None
    # From here on, whether or not somebody has logged in, what other desks write arrives.
    context.link.start()

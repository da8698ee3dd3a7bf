"""Runs the tour: an invented office in a temporary folder, one worked day in the real window, everything pictured."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

DATE = datetime(2026, 11, 23, 14, 0)
"""A Monday afternoon in the office."""

USAGE = "usage: wuye-desk tour --out DIR\n"


def main(arguments: Sequence[str]) -> int:
    """Run the tour from the command line.

    Args:
        arguments: ``--out DIR``.
    """
    rest = list(arguments)
    out = ""
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name != "--out" or not (equals or rest):
            sys.stderr.write(USAGE)
            return 2
        out = value if equals else rest.pop(0)
    if not out:
        sys.stderr.write(USAGE)
        return 2
    return run_tour(Path(out))


def run_tour(out: Path) -> int:
    """Make the office, work a day, look at every page, write every sheet, and put it all into ``index.html``.

    Args:
        out: The folder for pictures, sheets and the page; made if missing.

    Returns:
        0; or 1 if the window did not come to where the tour expected it or a slot failed, with what there is by then.
    """
    # No screen is needed, and none is used: the pictures are the same everywhere.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"
    out.mkdir(parents=True, exist_ok=True)
    for folder in ("pictures", "thumbs", "papers"):
        shutil.rmtree(out / folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="wuye-desk-tour-", ignore_cleanup_errors=True) as folder:
        return _Tour(out, Path(folder)).run()


class _Tour:
    def __init__(self, out: Path, folder: Path) -> None:
        from app.core.clock import HeldClock, OfficeZone
        from app.host.paths import Paths
        from ui.tour.album import Album

        self.paths = Paths(folder)
        self.clock = HeldClock(OfficeZone().moment(DATE))
        self.album = Album(out, self.paths.resources / "demo" / "album.css")

    def run(self) -> int:
        from PySide6.QtCore import QCoreApplication, QEvent

        from app.host import opening
        from ui.bridge.voice import Voice
        from ui.jobs.jobs import Jobs
        from ui.shell import start
        from ui.shell.window import MainWindow
        from ui.tour.day import DAY
        from ui.tour.stage import Stage, Stuck

        # The tour looks at the sheets itself.
        opening.open_file = _left_closed
        begun = time.perf_counter()
        self._make_office()
        application = start.make_application()
        start.dress(application, self.paths, "zh_CN")
        from ui.theme.appearance import appearance

        appearance().set_mode("light")
        voice = Voice(application)
        jobs = Jobs(voice, parent=application)
        window = MainWindow(jobs, voice, self.clock)
        stage = Stage(application, window, jobs, self.clock, self.album)
        code = 0
        defects: list[str] = []
        sys.excepthook = lambda kind, error, trace: defects.append(
            "".join(traceback.format_exception(kind, error, trace))
        )
        try:
            with stage.step("窗口打开，数据库在后面"):
                window.begin(self.paths)
                window.resize(1440, 900)
                window.show()
                window.activateWindow()
                stage.settle()
            self._go_round(stage)
        except Stuck as problem:
            sys.stderr.write(f"the tour stopped: {problem}\n")
            stage.album.add(stage.picture(), "停在这里", "stuck", str(problem))
            code = 1
        finally:
            sys.excepthook = sys.__excepthook__
            jobs.close()
            if window.context is not None:
                window.context.close()
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            application.shutdown()
        self.album.figures.append(("整个演示，秒", f"{time.perf_counter() - begun:.1f}"))
        page = self.album.write(
            "物业客服台 · 离屏演示",
            "示例数据，全部虚构；时间停在 2026-11-23 周一 14:00（Asia/Shanghai）。点图看原图，点纸张看 PDF。",
            first=(DAY,),
        )
        sys.stdout.write(f"{page}\n")
        for defect in defects:
            sys.stderr.write(defect)
        return 1 if defects else code

    def _make_office(self) -> None:
        from app.context import open_office
        from app.core.text import load_catalogue
        from app.demo.office import make_demo

        begun = time.perf_counter()
        # What the office writes down for itself, such as the titles of tasks, is written in its language.
        load_catalogue(self.paths.resources / "i18n", "zh_CN")
        context = open_office(self.paths, self.clock, create=True)
        make_demo(context)
        count = context.store.value
        for caption, table in (
            ("房屋", "house"),
            ("住户", "person"),
            ("员工", "staff"),
            ("工单", "ticket"),
            ("事件", "ticket_event"),
        ):
            self.album.figures.append((caption, f"{count(f'SELECT count(*) FROM {table}'):,}"))
        self.album.figures.append(("建好示例数据，秒", f"{time.perf_counter() - begun:.1f}"))
        context.close()

    def _go_round(self, stage: object) -> None:
        from ui.tour.day import Day
        from ui.tour.desks import Desks, link_for
        from ui.tour.papers import Papers
        from ui.tour.shift import ShiftChange
        from ui.tour.stage import Stage
        from ui.tour.training import Lessons
        from ui.tour.views import Views

        assert isinstance(stage, Stage)
        context = stage.window.context
        assert context is not None
        link = link_for(context, self.clock)
        context.link = link
        # First every page as the day finds it, seen by the manager, who may see them all; then the day itself.
        manager = context.accounts.login("1001")
        stage.window.enter(manager)
        stage.settle()
        Views(stage).run()
        ShiftChange(stage).run()
        Lessons(stage).run()
        stage.window.log_out()
        stage.until(lambda: stage.window.frame is None, "the manager did not get out")
        day = Day(stage)
        day.run()
        begun = time.perf_counter()
        Papers(context, manager, self.album).run(day.ticket)
        self.album.figures.append(("写好全部纸张和文件，秒", f"{time.perf_counter() - begun:.1f}"))
        try:
            Desks(stage, link, self.paths.data / "desks", manager).run()
        finally:
            link.close()


def _left_closed(path: Path) -> None:
    """Open nothing: nobody is there to look."""

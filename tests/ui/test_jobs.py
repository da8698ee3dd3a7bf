from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import AppError, Refused
from app.core.text import T
from ui.bridge.voice import Voice
from ui.jobs.collecting import collect_on_gui_thread
from ui.jobs.jobs import InlineJobs, Jobs, Report
from ui.jobs.progress import ProgressStrip
from ui.jobs.workers import Workers

NO = T("test", "Not now.")


def refuse() -> None:
    raise Refused(NO)


def test_work_is_done_elsewhere_and_its_result_comes_home(jobs: Jobs, qtbot: QtBot) -> None:
    results: list[tuple[threading.Thread, threading.Thread]] = []
    with qtbot.waitSignal(jobs.ended):
        jobs.run(threading.current_thread, done=lambda there: results.append((there, threading.current_thread())))
    [(there, here)] = results
    assert there is not threading.main_thread()
    assert here is threading.main_thread()
    assert jobs.idle


def test_nothing_overtakes_in_the_lane(jobs: Jobs, qtbot: QtBot) -> None:
    gate, order = threading.Event(), []
    jobs.run(gate.wait, done=lambda _: order.append("first"))
    jobs.run(lambda: 2, done=lambda _: order.append("second"))
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert order == ["first", "second"]


def test_a_refusal_goes_to_who_asked_or_to_the_voice(jobs: Jobs, voice: Voice, qtbot: QtBot) -> None:
    refused: list[AppError] = []
    jobs.run(refuse, failed=refused.append)
    jobs.run(refuse)
    qtbot.waitUntil(lambda: jobs.idle)
    assert [error.text for error in refused] == [NO]
    assert [message.text for message in voice.said] == [NO]


def test_a_defect_reaches_the_hook(jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(kind))
    with qtbot.waitSignal(jobs.ended):
        jobs.pool(lambda: 1 // 0)
    qtbot.waitUntil(lambda: bool(caught))
    assert caught == [ZeroDivisionError]


def test_nobody_hears_for_an_owner_that_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    gate, heard, owner = threading.Event(), [], QObject()
    jobs.run(gate.wait, done=heard.append, owner=owner)
    del owner
    gate.set()
    qtbot.waitUntil(lambda: jobs.idle)
    assert heard == []


def test_work_that_reports_can_be_stopped(jobs: Jobs, qtbot: QtBot) -> None:
    started, stopped, heard = threading.Event(), threading.Event(), []

    def count(report: Report) -> int:
        done = 0
        while report(done, 0):
            done += 1
            started.set()
        stopped.set()
        return done

    job = jobs.pool(count, done=heard.append, progress=True)
    assert started.wait(10)
    job.cancel()
    assert stopped.wait(10)
    qtbot.waitUntil(lambda: jobs.idle)
    assert heard == []


def test_closing_waits_and_ends_each_thread_in_order() -> None:
    ended: list[str] = []
    jobs = Jobs(thread_ended=lambda: ended.append(threading.current_thread().name))
    finished: list[int] = []
    jobs.run(lambda: finished.append(1))
    jobs.pool(lambda: finished.append(2))
    assert jobs.close()
    assert sorted(finished) == [1, 2]
    assert len(ended) == 2
    with pytest.raises(RuntimeError):
        jobs.run(lambda: None)


def test_a_free_thread_does_the_next_work_and_no_work_waits_behind_another() -> None:
    ended: list[str] = []
    workers = Workers("some", 3, lambda: ended.append(threading.current_thread().name))
    done = threading.Event()
    workers.submit(done.set)
    assert done.wait(10)
    met = threading.Barrier(3)

    def meet() -> None:
        met.wait(10)

    for _ in range(2):
        workers.submit(meet)
    met.wait(10)  # two threads and this one: both were under way at once
    assert workers.close(10)
    assert len(ended) in (2, 3)  # the first may not have noted its end when the second work came


def test_inline_jobs_are_done_at_once(inline_jobs: InlineJobs, voice: Voice) -> None:
    seen: list[object] = []
    progress: list[int] = []
    inline_jobs.progressed.connect(lambda job: progress.append(job.done_count))
    inline_jobs.run(lambda report: report(3, 3), done=seen.append, progress=True)
    inline_jobs.pool(refuse)
    assert seen == [True]
    assert progress == [3]
    assert [message.text for message in voice.said] == [NO]


def test_the_strip_appears_for_long_work_only(jobs: Jobs, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    strip = ProgressStrip(jobs, page, page)
    page.show()
    gate = threading.Event()
    jobs.pool(lambda: None, owner=page, title=T("test", "Short"))
    qtbot.waitUntil(lambda: jobs.idle)
    assert not strip.isVisible()
    jobs.pool(gate.wait, owner=page, title=T("test", "Long"))
    qtbot.waitUntil(strip.isVisible)
    gate.set()
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_garbage_is_collected_by_the_windows_thread(qtbot: QtBot) -> None:
    owner = QObject()
    try:
        timer = collect_on_gui_thread(owner)
        assert not gc.isenabled()
        keep = [[number] for number in range(gc.get_threshold()[0] + 100)]
        assert gc.get_count()[0] > gc.get_threshold()[0]
        timer.timeout.emit()
        assert gc.get_count()[0] < len(keep)
    finally:
        gc.enable()
        gc.unfreeze()

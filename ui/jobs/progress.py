"""A thin strip that says what takes a while: after a moment the work, after two seconds how to stop it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.core.text import T
from ui.i18n.language import bind_text
from ui.jobs.jobs import Job, Jobs
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, label

SHOW_MS = 200
CANCEL_MS = 2_000


class ProgressStrip(QWidget):
    """Shows the oldest titled job of an owner while it takes longer than a moment.

    Args:
        jobs: Whose work to show.
        owner: Only this object's jobs; all that have a title if None.
        parent: The page.
    """

    def __init__(self, jobs: Jobs, owner: QObject | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = owner
        self._shown: list[Job] = []
        self._title = label("", "muted")
        self._count = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = button(T("jobs", "Cancel"), "quiet", on=self._stop)
        layout = QHBoxLayout(self)
        margins(layout, GRID * 2, 4)
        layout.setSpacing(GRID)
        layout.addWidget(self._title)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._count)
        layout.addWidget(self._cancel)
        self._show_timer = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._show_timer.timeout.connect(self.show)
        self._cancel_timer = QTimer(self, singleShot=True, interval=CANCEL_MS)
        self._cancel_timer.timeout.connect(self._offer)
        self.hide()
        jobs.started.connect(self._started)
        jobs.progressed.connect(self._progressed)
        jobs.ended.connect(self._ended)

    def _started(self, job: Job) -> None:
        if job.title is None or (self._owner is not None and not job.belongs_to(self._owner)):
            return
        self._shown.append(job)
        if len(self._shown) == 1:
            self._begin(job)

    def _begin(self, job: Job) -> None:
        bind_text(self._title.setText, job.title or "")
        self._count.clear()
        self._bar.setRange(0, 0)
        self._cancel.hide()
        self._show_timer.start()
        self._cancel_timer.start()

    def _progressed(self, job: Job) -> None:
        if self._shown and job is self._shown[0]:
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done_count)
            self._count.setText(f"{job.done_count:,} / {job.total:,}" if job.total else f"{job.done_count:,}")

    def _ended(self, job: Job) -> None:
        if job not in self._shown:
            return
        first = job is self._shown[0]
        self._shown.remove(job)
        if first and self._shown:
            self._begin(self._shown[0])
        elif first:
            self._show_timer.stop()
            self._cancel_timer.stop()
            self.hide()

    def _offer(self) -> None:
        self._cancel.setVisible(bool(self._shown) and self._shown[0].cancellable)

    def _stop(self) -> None:
        if self._shown:
            self._shown[0].cancel()
            self._cancel.hide()

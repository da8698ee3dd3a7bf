"""Setting up, step by step: an office begins to exchange, or a computer joins one that does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.clock import Clock
from app.core.errors import AppError, Invalid
from app.core.text import T, Text
from app.features.exchange.service import FolderTest, Founding, Joiner, probe_folder
from ui.features.exchange.steps import CodeStep, DoneStep, FolderStep, NameStep, RecoveryStep, Step, WorkStep
from ui.i18n.language import bind_text
from ui.jobs.jobs import Job, Jobs
from ui.theme.metrics import GRID
from ui.widgets.basic import button, column, label, row, set_kind

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_BACK, _NEXT = T("exchange", "Back"), T("exchange", "Next")


class Wizard(QWidget):
    """Steps one after the other; Enter goes on, Esc leaves while nothing has been made.

    Args:
        steps: The steps in order.

    Signals:
        left: The person does without.
        ended: The last step was left.
    """

    left = Signal()
    ended = Signal()

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = tuple(steps)
        self._firm = False
        self._title, self._under = label("", "title"), label("", "muted")
        self._count = label("", "small")
        self._under.setWordWrap(True)
        self._stack = QStackedWidget()
        self.problem = label("")
        self.problem.setWordWrap(True)
        set_kind(self.problem, "late", "tone")
        self.problem.hide()
        self.back = button(_BACK, on=self._step_back)
        self.next = button(_NEXT, "primary", on=self._step_on)
        self.cancel = button(T("exchange", "Cancel"), on=self.left.emit)
        for step in self.steps:
            self._stack.addWidget(step)
            step.changed.connect(self._look)
        head = row(self._title, None, self._count)
        self.setLayout(
            column(
                head,
                self._under,
                GRID,
                self._stack,
                self.problem,
                row(self.cancel, None, self.back, self.next),
                gap=GRID,
            )
        )
        self.go(0)

    @property
    def step(self) -> Step:
        """The step shown."""
        return self.steps[self._stack.currentIndex()]

    def go(self, place: int) -> None:
        """Show a step."""
        self._stack.setCurrentIndex(place)
        step = self.step
        bind_text(self._title.setText, step.title)
        bind_text(self._under.setText, step.under)
        bind_text(self._count.setText, T("exchange", "{n} of {all}").with_(n=place + 1, all=len(self.steps)))
        last = step is self.steps[-1]
        bind_text(self.next.setText, T("exchange", "Finish") if last else self._verb(step))
        self._tell(None)
        self._look()
        if self.isVisible():
            step.enter()

    def enter(self) -> None:
        """Take the keyboard."""
        self.step.enter()

    def hold(self, firm: bool = True) -> None:
        """From here on there is no way back: something has been made."""
        self._firm = firm
        self._look()

    def arrived(self, place: int) -> bool:
        """Do what a step stands for before the next one is shown; returns whether to go on now."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.isEnabled():
            self._step_on()
        elif event.key() == Qt.Key.Key_Escape and self.cancel.isVisible():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _verb(self, step: Step) -> Text:
        return _NEXT

    def _step_on(self) -> None:
        place = self._stack.currentIndex()
        if not self.step.complete():
            return
        if place == len(self.steps) - 1:
            self.ended.emit()
        elif self.arrived(place):
            self.go(place + 1)

    def _step_back(self) -> None:
        self.go(self._stack.currentIndex() - 1)

    def _look(self) -> None:
        place = self._stack.currentIndex()
        working = isinstance(self.step, WorkStep)
        self.next.setEnabled(self.step.complete())
        self.next.setVisible(not working)
        self.back.setVisible(place > 0 and not self._firm and not working)
        self.cancel.setVisible(not self._firm and not working)

    def _tell(self, text: Text | None) -> None:
        self.problem.setVisible(text is not None)
        bind_text(self.problem.setText, text or "")

    def failed(self, error: AppError) -> None:
        """Go back to the step whose field is wrong, or say what did not work where one is."""
        fields = error.fields if isinstance(error, Invalid) else {}
        for place, step in enumerate(self.steps):
            if fields and type(step).show_error is not Step.show_error and set(fields) & _FIELDS.get(type(step), set()):
                self.go(place)
                step.show_error(fields)
                return
        before = max(0, self._stack.currentIndex() - (1 if isinstance(self.step, WorkStep) else 0))
        self.go(before)
        self._tell(error.text)


_FIELDS: dict[type[Step], set[str]] = {FolderStep: {"folder"}, NameStep: {"name"}, CodeStep: {"code", "recovery"}}


class FoundWizard(Wizard):
    """Begins to exchange: folder, name, making it, recovery sheet.

    Args:
        desk: The desk.
        print_sheet: Makes the recovery sheet.
    """

    def __init__(self, desk: Desk, print_sheet: Callable[[], object], parent: QWidget | None = None) -> None:
        self._desk = desk
        service, actor = desk.context.exchange, desk.actor
        under = T(
            "exchange", "An empty folder that all computers of the office can reach. Everything in it is encrypted."
        )
        self.folder = FolderStep(lambda folder: service.check_folder(actor, folder), _not_to_found, desk.jobs, under)
        self.name = NameStep()
        self.work = WorkStep(
            T("exchange", "Setting up…"), T("exchange", "Keys are made and the office is put into the folder."), False
        )
        self.recovery = RecoveryStep(print_sheet)
        self.last = DoneStep(
            T("exchange", "This desk exchanges from now on. Invite the other computers on the page “Sync”.")
        )
        super().__init__((self.folder, self.name, self.work, self.recovery, self.last), parent)

    def arrived(self, place: int) -> bool:
        """Make it once the name is known."""
        if self.steps[place] is not self.name:
            return True
        self.go(place + 1)
        service, actor = self._desk.context.exchange, self._desk.actor
        folder, name = self.folder.value(), self.name.value()
        self._desk.jobs.pool(
            lambda: service.create(actor, folder, name), done=self._made, failed=self.failed, owner=self
        )
        return False

    def _made(self, founding: Founding) -> None:
        self.recovery.code.set_code(founding.recovery)
        self.hold()
        self.go(self.steps.index(self.recovery))


class JoinWizard(Wizard):
    """Makes this computer a desk of an office that exists; nobody is logged in yet.

    Args:
        joiner: Does it.
        jobs: Runs it.
        clock: This computer's clock.
    """

    def __init__(self, joiner: Joiner, jobs: Jobs, clock: Clock, parent: QWidget | None = None) -> None:
        self._joiner, self._jobs = joiner, jobs
        self._job: Job | None = None
        under = T("exchange", "The folder through which the office exchanges; it stands on the invitation.")

        def check(folder: str) -> FolderTest:
            return probe_folder(Path(folder), clock, joiner.site_at)

        self.folder = FolderStep(check, _not_to_join, jobs, under)
        self.code, self.name = CodeStep(), NameStep()
        self.work = WorkStep(
            T("exchange", "Filling this desk for the first time"),
            T(
                "exchange",
                "Everything the office has written is fetched and checked. A large office takes some minutes.",
            ),
        )
        self.last = DoneStep(T("exchange", "This computer belongs to the office now. Log in with your staff number."))
        super().__init__((self.folder, self.code, self.name, self.work, self.last), parent)
        self.work.cancelled.connect(self._stop)
        jobs.progressed.connect(self._progressed)

    def arrived(self, place: int) -> bool:
        """Join once the name is known."""
        if self.steps[place] is not self.name:
            return True
        self.work.begin()
        self.go(place + 1)
        joiner, folder, code, name = self._joiner, self.folder.value(), self.code.value(), self.name.value()
        self._job = self._jobs.pool(
            lambda report: joiner.join(folder, code, name, report),
            done=self._joined,
            failed=self.failed,
            owner=self,
            progress=True,
        )
        return False

    def _progressed(self, job: Job) -> None:
        if job is self._job:
            self.work.show_progress(job.done_count, job.total)

    def _stop(self) -> None:
        """Nothing is kept of what was fetched; the invitation may be used again."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.go(self.steps.index(self.work) - 1)
        self._tell(T("exchange", "Stopped. Nothing of it was kept on this computer."))

    def _joined(self, _none: object) -> None:
        self.hold()
        self.go(self.steps.index(self.last))


def _not_to_found(test: FolderTest) -> Text | None:
    if test.content == "office":
        return T(
            "exchange",
            "An office exchanges through this folder already. Join it on a new computer, or choose another folder.",
        )
    return None


def _not_to_join(test: FolderTest) -> Text | None:
    if test.content in ("office", "ours"):
        return None
    return T("exchange", "No office exchanges through this folder. Ask at the other desk which one it is.")

"""The first start: a new office, one that others share, an invented one, or a folder that holds one already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from app.core.clock import SystemClock
from app.core.errors import AppError, Invalid
from app.core.text import T, Text
from ui.i18n.language import AnyText, bind_text, language
from ui.shell.gate import Gate
from ui.theme.metrics import GRID
from ui.widgets.basic import button, column, label, row, set_kind

if TYPE_CHECKING:
    from app.context import AppContext
    from app.core.clock import Clock
    from app.features.exchange.link import Joiner
    from app.host.paths import Paths
    from ui.features.exchange.wizard import JoinWizard
    from ui.jobs.jobs import Jobs

WIDTH = 520
DEMO_FOLDER = "demo"


class FoundingPage(Gate):
    """Asks how to begin, and makes the office.

    Args:
        paths: The data folder in which there is no office yet.
        jobs: Makes the office off the window's thread.
        clock: This computer's clock.
        joiner: Makes this computer a desk of an office that exists; the program's own if None.

    Signals:
        founded: An office is ready; carries the ``Paths`` to open.
    """

    founded = Signal(object)

    def __init__(
        self,
        paths: Paths,
        jobs: Jobs,
        clock: Clock | None = None,
        joiner: Joiner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(WIDTH, parent)
        self._paths, self._jobs, self._clock, self._joiner = paths, jobs, clock or SystemClock(), joiner
        self.wizard: JoinWizard | None = None
        self._steps = QStackedWidget()
        self.problem = label("")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(self._steps)
        self.body.addWidget(self.problem)
        self._steps.addWidget(self._choices())
        self._steps.addWidget(self._form())
        self._show(0)

    # --- what to begin with ---------------------------------------------------------------------------------------

    def _choices(self) -> QWidget:
        new = button(T("shell", "Set up a new office"), "primary", "add", on=lambda: self._show(1))
        new.setObjectName("new")
        join = button(T("shell", "Join an office that exists"), "plain", "link", on=self.join)
        join.setObjectName("join")
        demo = button(T("shell", "Look round a demo office"), "plain", "play", on=self._demo)
        demo.setObjectName("demo")
        other = button(T("shell", "Open another folder…"), "plain", "folder", on=self._other)
        other.setObjectName("other")
        self._buttons = (new, join, demo, other)
        page = QWidget()
        page.setLayout(
            column(
                new,
                _small(T("shell", "Empty, with dictionaries, categories and scenario cards ready to use.")),
                GRID,
                join,
                _small(T("shell", "Other computers work in it already: a shared folder and an invitation are needed.")),
                GRID,
                demo,
                _small(T("shell", "A year of work in an estate that does not exist: everybody in it is invented.")),
                GRID,
                other,
                _small(T("shell", "An office that was kept elsewhere on this computer.")),
                None,
                gap=4,
            )
        )
        return page

    def _form(self) -> QWidget:
        self.office, self.number, self.name = QLineEdit(), QLineEdit("0001"), QLineEdit()
        self.pin, self.again = QLineEdit(), QLineEdit()
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.no_pin = QCheckBox()
        bind_text(self.no_pin.setText, T("shell", "Without PINs (for trials only)"))
        self.no_pin.toggled.connect(lambda on: [field.setEnabled(not on) for field in (self.pin, self.again)])
        self._fields = {"name": self.office, "admin_number": self.number, "admin_name": self.name, "pin": self.pin,
                        "again": self.again}  # fmt: skip
        self.make = button(T("shell", "Set up"), "primary", on=self._found)
        back = button(T("shell", "Back to the choice"), on=lambda: self._show(0))
        page = QWidget()
        layout = column(
            *_labelled(T("shell", "Name of the office"), self.office),
            GRID,
            label(T("shell", "The first administrator"), "heading"),
            row(column(*_labelled(T("shell", "Staff number"), self.number), gap=2),
                column(*_labelled(T("shell", "Name"), self.name), gap=2)),
            row(column(*_labelled(T("shell", "PIN, at least 4 characters"), self.pin), gap=2),
                column(*_labelled(T("shell", "PIN again"), self.again), gap=2)),
            self.no_pin,
            GRID,
            row(None, back, self.make),
            gap=4,
        )  # fmt: skip
        page.setLayout(layout)
        for field in self._fields.values():
            field.returnPressed.connect(self._found)
        return page

    def _show(self, step: int) -> None:
        self._tell(None)
        self._steps.setCurrentIndex(step)
        if step:
            self.set_head("office", T("shell", "A new office"), T("shell", "All of this can be changed later."))
            self.office.setFocus()
        else:
            how = T("shell", "There is no office on this computer yet. How do you want to begin?")
            self.set_head("office", T("shell", "Wuye Desk"), how)
            self._buttons[0].setFocus()

    def join(self) -> None:
        """Go through the steps that make this computer a desk of an office that exists."""
        from ui.features.exchange.wizard import JoinWizard

        if self._joiner is None:
            from app.context.link import OfficeJoiner

            self._joiner = OfficeJoiner(self._paths, self._clock)
        wizard = JoinWizard(self._joiner, self._jobs, self._clock)
        wizard.left.connect(self._leave_joining)
        wizard.ended.connect(lambda: self.founded.emit(self._paths))
        self.wizard = wizard
        self._tell(None)
        self._steps.addWidget(wizard)
        self._steps.setCurrentWidget(wizard)
        what = T("shell", "The office's work is fetched onto this computer and kept in step from then on.")
        self.set_head("link", T("shell", "Join an office that exists"), what)
        wizard.enter()

    def _leave_joining(self) -> None:
        wizard, self.wizard = self.wizard, None
        if wizard is not None:
            self._steps.removeWidget(wizard)
            wizard.deleteLater()
        self._show(0)

    # --- making it ------------------------------------------------------------------------------------------------

    def _found(self) -> None:
        pin = None if self.no_pin.isChecked() else self.pin.text()
        if pin is not None and pin != self.again.text():
            self._tell(T("shell", "The two PINs differ. Type the same twice."), self.again)
            return
        values = (self.office.text(), language().code, self.number.text(), self.name.text(), pin)

        def work(context: AppContext) -> None:
            context.office.found(*values)

        self._make(self._paths, work)

    def _demo(self) -> None:
        from app.host.paths import Paths

        def work(context: AppContext) -> None:
            from app.demo.office import make_demo

            make_demo(context)

        self._tell(T("shell", "Inventing an estate and a year of work… this takes a moment."), tone="muted")
        self._make(Paths(self._paths.data / DEMO_FOLDER), work)

    def _make(self, paths: Paths, work: Callable[[AppContext], None]) -> None:
        """Make an office in a folder; one that could not be made leaves no database behind."""

        def make() -> Paths:
            from app.context import office_exists, open_office

            begun = office_exists(paths)
            context = open_office(paths, create=True)
            try:
                if not context.office.founded:  # a program that was cut off here may have left an empty database
                    work(context)
            except BaseException:
                context.close()
                if not begun:
                    for file in paths.data.glob(f"{paths.database.name}*"):
                        file.unlink()
                raise
            context.close()
            return paths

        self._set_busy(True)
        self._jobs.run(make, done=self._done, failed=self._failed, owner=self)

    def _done(self, paths: Paths) -> None:
        self._set_busy(False)
        self.founded.emit(paths)

    def _failed(self, error: AppError) -> None:
        self._set_busy(False)
        if isinstance(error, Invalid):
            key, text = next(iter(error.fields.items()))
            self._tell(text, self._fields.get(key))
        else:
            self._tell(error.text)

    def _other(self) -> None:
        dialog = QFileDialog(self, str(T("shell", "The folder of an office")), str(self._paths.data.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.open_folder(Path(folder)))
        dialog.open()

    def open_folder(self, folder: Path) -> None:
        """Open the office of a folder, or say that there is none."""
        from app.context import office_exists
        from app.host.paths import Paths

        paths = Paths(folder)
        if office_exists(paths):
            self.founded.emit(paths)
        else:
            self._tell(T("shell", "There is no office in {folder}.").with_(folder=str(folder)))

    # --- telling --------------------------------------------------------------------------------------------------

    def _set_busy(self, busy: bool) -> None:
        for made in (*self._buttons, self.make):
            made.setEnabled(not busy)

    def _tell(self, text: AnyText | None, field: QLineEdit | None = None, tone: str = "late") -> None:
        self.problem.setVisible(text is not None)
        set_kind(self.problem, tone, "tone")
        bind_text(self.problem.setText, text or "")
        if field is not None:
            field.setFocus()
            field.selectAll()


def _small(text: Text) -> QWidget:
    words = label(text, "small")
    words.setWordWrap(True)
    return words


def _labelled(name: Text, field: QLineEdit) -> tuple[QWidget, QWidget]:
    bind_text(field.setAccessibleName, name)
    words = label(name, "muted")
    words.setBuddy(field)
    return words, field

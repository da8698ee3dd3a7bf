"""The steps of setting up: each asks for one thing and says when it has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QLabel, QLineEdit, QProgressBar, QWidget

from app.core.errors import AppError
from app.core.text import T, Text
from app.features.exchange.rules import (
    CODE_LENGTH,
    GROUP,
    LONGEST_NAME,
    RECOVERY_GROUP,
    RECOVERY_LENGTH,
    grouped,
    groups,
    name_problem,
    plain_code,
)
from app.features.exchange.service import FolderTest
from ui.i18n.language import bind_text
from ui.jobs.jobs import Jobs
from ui.theme.icons import pixmap
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, column, label, row, set_kind, show_if

_SIGNS = {"done": ("done", "green"), "info": ("info", "blue"), "soon": ("warn", "amber"), "late": ("error", "red")}
_SIGN = 16


class Step(QWidget):
    """One step.

    Signals:
        changed: Whether it is complete may have changed.
    """

    changed = Signal()
    title: Text
    under: Text

    def complete(self) -> bool:
        """Whether one may go on."""
        return True

    def enter(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, fields: Mapping[str, Text]) -> bool:
        """Show what is wrong with this step's field; returns whether it is this step's."""
        return False


class FolderStep(Step):
    """Chooses the shared folder and tries it out.

    Args:
        check: Tries a folder out; runs in a job.
        refuse: Says why a folder that works will not do here, or None.
        jobs: Runs the test.
        under: What folder is wanted.
    """

    title = T("exchange", "The shared folder")

    def __init__(
        self,
        check: Callable[[str], FolderTest],
        refuse: Callable[[FolderTest], Text | None],
        jobs: Jobs,
        under: Text,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.under = under
        self._check, self._refuse, self._jobs = check, refuse, jobs
        self._good = ""
        self._token = 0
        self.folder = QLineEdit()
        bind_text(self.folder.setPlaceholderText, T("exchange", r"\\server\folder, or a folder on a USB stick"))
        bind_text(self.folder.setAccessibleName, self.title)
        self.folder.textEdited.connect(lambda _text: self._forget())
        self.folder.returnPressed.connect(self.test)
        browse = button(T("exchange", "Choose…"), icon="folder", on=self._browse)
        self.try_out = button(T("exchange", "Try it out"), icon="check", on=self.test)
        line = row(self.folder, browse, self.try_out)
        line.setStretch(0, 1)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.lines = QGridLayout()
        margins(self.lines, 0)
        self.lines.setHorizontalSpacing(GRID)
        self.lines.setVerticalSpacing(5)
        self.lines.setColumnStretch(1, 1)
        self.setLayout(column(line, self.words, self.lines, None))
        self._say(T("exchange", "Nothing that lies in the folder is touched by the test."))

    def complete(self) -> bool:
        """Once the folder that stands there has passed."""
        return bool(self._good) and self._good == self.value()

    def value(self) -> str:
        """Return the folder."""
        return self.folder.text().strip().strip('"')

    def enter(self) -> None:
        """The cursor stands in the folder's name."""
        self.folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, fields: Mapping[str, Text]) -> bool:
        """Say what is wrong with the folder."""
        if "folder" not in fields:
            return False
        self._forget()
        self._say(fields["folder"], "late")
        return True

    def test(self) -> None:
        """Try the folder out; a server that does not answer may take a while."""
        folder = self.value()
        if not folder:
            self._say(T("exchange", "Choose the shared folder."), "late")
            return
        self._token += 1
        token, check = self._token, self._check
        self._forget()
        self._say(T("exchange", "Trying it out… a server that is far away takes a moment."))
        self.try_out.setEnabled(False)
        self._jobs.pool(
            lambda: check(folder),
            done=lambda found: self._show(found) if token == self._token else None,
            failed=self._failed,
            owner=self,
        )

    def _show(self, test: FolderTest) -> None:
        self.try_out.setEnabled(True)
        for place, line in enumerate(test.lines):
            sign, words = QLabel(), label(line.text)
            name, role = _SIGNS[line.verdict]
            sign.setPixmap(pixmap(name, role, _SIGN, self.devicePixelRatioF()))
            sign.setFixedWidth(_SIGN)
            words.setWordWrap(True)
            if line.verdict == "late":
                set_kind(words, "late", "tone")
            self.lines.addWidget(sign, place, 0, Qt.AlignmentFlag.AlignTop)
            self.lines.addWidget(words, place, 1)
        problem = self._refuse(test) if test.usable else T("exchange", "This folder cannot be used like that.")
        if problem is None:
            self._good = test.folder
            self._say(T("exchange", "This folder will do."), "done")
        else:
            self._say(problem, "late")
        self.changed.emit()

    def _failed(self, error: AppError) -> None:
        self.try_out.setEnabled(True)
        self._say(error.text, "late")

    def _forget(self) -> None:
        """Another folder has not been tried yet."""
        self._good = ""
        self._token += 0 if self.try_out.isEnabled() else 1
        self.try_out.setEnabled(True)
        while (item := self.lines.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.changed.emit()

    def _say(self, text: Text, tone: str = "muted") -> None:
        set_kind(self.words, tone, "tone")
        bind_text(self.words.setText, text)

    def _browse(self) -> None:
        dialog = QFileDialog(self, str(self.title), self.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def choose(self, folder: str) -> None:
        """Take a folder and try it out."""
        self.folder.setText(folder)
        self.test()


class NameStep(Step):
    """Names this desk."""

    title = T("exchange", "The name of this desk")
    under = T("exchange", "Others see it beside everything that is written here: Front desk 1, Manager's office.")

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMaximumWidth(320)
        bind_text(self.name.setAccessibleName, self.title)
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.problem = label("", "small")
        set_kind(self.problem, "late", "tone")
        self.setLayout(column(self.name, self.problem, None))

    def complete(self) -> bool:
        """Once it has a name."""
        return name_problem(self.name.text()) is None

    def value(self) -> str:
        """Return the name."""
        return self.name.text().strip()

    def enter(self) -> None:
        """The cursor stands in the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, fields: Mapping[str, Text]) -> bool:
        """Say what is wrong with the name."""
        if "name" in fields:
            bind_text(self.problem.setText, fields["name"])
        return "name" in fields


class CodeStep(Step):
    """Takes the code of an invitation, however it is typed."""

    title = T("exchange", "The code of the invitation")
    under = T(
        "exchange",
        "Somebody makes it at a desk of the office: Sync, Invite a computer. If no computer of the office is left, type"
        " the recovery code from the safe.",
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QLineEdit()
        bind_text(self.code.setAccessibleName, self.title)
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XX")
        self.code.textEdited.connect(self._group)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.setLayout(column(self.code, self.words, None))
        self._count()

    def complete(self) -> bool:
        """Once it is as long as an invitation's or a recovery code is."""
        return len(self.value()) in (CODE_LENGTH, RECOVERY_LENGTH)

    def value(self) -> str:
        """Return the code in one piece."""
        return plain_code(self.code.text())

    def enter(self) -> None:
        """The cursor stands in the code."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, fields: Mapping[str, Text]) -> bool:
        """Say what is wrong with the code."""
        problem = fields.get("code") or fields.get("recovery")
        if problem is not None:
            set_kind(self.words, "late", "tone")
            bind_text(self.words.setText, problem)
        return problem is not None

    def _group(self, text: str) -> None:
        """Put what was typed into groups; the cursor stays behind the sign it stood behind."""
        before = len(re.sub(r"[^A-Za-z0-9]", "", text[: self.code.cursorPosition()]))
        plain = plain_code(text)[:RECOVERY_LENGTH]
        shown = grouped(plain, GROUP if len(plain) <= CODE_LENGTH else RECOVERY_GROUP)
        if shown != text:
            self.code.setText(shown)
            place = seen = 0
            while seen < before and place < len(shown):
                seen += shown[place] != "-"
                place += 1
            self.code.setCursorPosition(place)
        self._count()

    def _count(self) -> None:
        set_kind(self.words, "muted", "tone")
        length = len(self.value())
        left = (CODE_LENGTH if length <= CODE_LENGTH else RECOVERY_LENGTH) - length
        words = T("exchange", "{n} characters to go.").with_(n=left) if left else T("exchange", "The code is complete.")
        bind_text(self.words.setText, words)
        self.changed.emit()


class RecoveryStep(Step):
    """Shows the recovery code and has the sheet printed.

    Args:
        print_sheet: Makes the sheet.
    """

    title = T("exchange", "The recovery sheet")
    under = T(
        "exchange",
        "If all computers are lost, only this code opens the shared folder again. Print the sheet and put it into the"
        " safe; it is shown whole only now.",
    )

    def __init__(self, print_sheet: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = CodeGroups()
        self.print = button(T("exchange", "Print or save the sheet"), "primary", "print", on=print_sheet)
        self.kept = QCheckBox()
        bind_text(self.kept.setText, T("exchange", "The sheet has been printed and lies in a safe place"))
        self.kept.toggled.connect(lambda _on: self.changed.emit())
        self.setLayout(column(self.code, GRID, row(self.print, None), self.kept, None))

    def complete(self) -> bool:
        """Once somebody says that the sheet is kept."""
        return self.kept.isChecked()

    def enter(self) -> None:
        """The keyboard is on printing."""
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)


class WorkStep(Step):
    """Something that takes a while, with how far it is.

    Args:
        title: What is done.
        under: What it means.

    Signals:
        cancelled: The person asks to stop.
    """

    cancelled = Signal()

    def __init__(self, title: Text, under: Text, cancellable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.under = title, under
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.cancel = button(T("exchange", "Stop"), on=self.cancelled.emit)
        show_if(self.cancel, cancellable)
        self.setLayout(column(self.bar, self.words, row(self.cancel, None), None))
        self.begin()

    def complete(self) -> bool:
        """It goes on by itself."""
        return False

    def enter(self) -> None:
        """The keyboard is on stopping."""
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Nothing is done yet."""
        self.bar.setRange(0, 0)
        self.words.setText("")

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if total:
            bind_text(
                self.words.setText, T("exchange", "{done} of {total}").with_(done=f"{done:,}", total=f"{total:,}")
            )


class DoneStep(Step):
    """It is done."""

    title = T("exchange", "Done")

    def __init__(self, under: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.under = under
        self.setLayout(column(None))


class CodeGroups(QWidget):
    """A code in large groups; it can be copied whole."""

    def __init__(self, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._grid = QGridLayout()
        margins(self._grid, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID)
        self.copy = button(T("exchange", "Copy the code"), "quiet", "copy", on=self.copy_code)
        whole = row(self._grid, None)
        self.setLayout(column(whole, row(self.copy, None), gap=GRID))
        self.set_code(code)

    def set_code(self, code: str) -> None:
        """Show another code."""
        self._code = code
        while (item := self._grid.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        found = groups(code) if code else ()
        across = 4 if len(code) <= CODE_LENGTH else 3
        for place, group in enumerate(found):
            words = label(group, "code")
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(words, place // across, place % across)
        self.copy.setEnabled(bool(code))
        self.setAccessibleName("-".join(found))

    def copy_code(self) -> None:
        """Put the code on the clipboard."""
        QGuiApplication.clipboard().setText("-".join(groups(self._code)))

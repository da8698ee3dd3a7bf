"""Reading an edited workbook back: first what it would bring, then one key that takes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.text import T
from app.features.plans.service import ReadBack
from ui.theme.metrics import margins
from ui.widgets.basic import button, label, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class ReadBackPanel(QWidget):
    """The report of a trial, and the button that takes the rows.

    Signals:
        left: Nothing more is to be done; the plan's id, or the empty text where nothing was read.
    """

    left = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path: Path | None = None
        self.found: ReadBack | None = None
        self._title = label("", "title")
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(str(T("plans", "What the file brings")))
        self.take_button = button(T("plans", "Take these rows (Ctrl+Enter)"), "primary", on=self.take)
        self._cancel = button(T("plans", "Leave it (Esc)"), on=lambda: self.left.emit(""))
        layout = QVBoxLayout(self)
        margins(layout, 24, 16, 24, 16)
        layout.addWidget(self._title)
        layout.addWidget(self.report, 1)
        layout.addLayout(row(self.take_button, self._cancel, None))

    def read(self, path: Path) -> None:
        """Say what a file would bring; nothing is written."""
        desk = self._desk
        self._path, self.found = path, None
        desk.jobs.run(
            lambda: desk.context.plan_papers.read_back(desk.actor, path),
            done=self._show,
            failed=self._failed,
            title=T("plans", "Reading the file"),
            owner=self,
        )

    def take(self) -> None:
        """Take the rows."""
        desk, path, found = self._desk, self._path, self.found
        if path is None or found is None or not found.changes:
            return
        plans = desk.context.plans

        def done(read: ReadBack) -> None:
            def undo() -> None:
                desk.jobs.run(lambda: plans.undo_read_back(desk.actor, read), owner=self)

            said = T("plans", "{n} rows taken, {refused} refused.")
            desk.voice.info(said.with_(n=len(read.changes), refused=len(read.refused)), undo=undo)
            self.left.emit(read.plan_id)

        desk.jobs.run(lambda: desk.context.plan_papers.read_back(desk.actor, path, trial=False), done=done, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes, Esc leaves."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held:
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit("")
        else:
            super().keyPressEvent(event)

    def _show(self, found: ReadBack) -> None:
        self.found = found
        self._title.setText(T("plans", "What the file brings to {plan}").format(plan=found.plan_id))
        self.report.setPlainText("\n".join(report_lines(found)))
        self.take_button.setEnabled(bool(found.changes))
        self.report.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.left.emit("")
        if not isinstance(error, AppError):
            raise error
        self._desk.voice.error(error)


def report_lines(found: ReadBack) -> list[str]:
    """Return what reading a workbook back brings, line by line."""
    lines: list[str] = []
    for change in found.changes:
        head = T("plans", "Row {row}, new: {task}") if change.added else T("plans", "Row {row}: {task}")
        lines.append(head.format(row=change.row, task=change.task))
        if not change.added:
            lines += [f"    {title}：{before or '—'} → {after or '—'}" for title, before, after in change.fields]
    if found.refused:
        lines += ["", str(T("plans", "Refused, left as they are:"))]
        lines += [T("plans", "Row {row}: {task}").format(row=number, task=reason) for number, reason in found.refused]
    if found.missing:
        lines += ["", str(T("plans", "Not in the file any more; they stay in the plan:"))]
        lines += [f"    {title}" for title in found.missing]
    if not found.changes:
        lines.insert(0, str(T("plans", "The file brings nothing new.")))
    lines += ["", T("plans", "{n} rows say nothing new.").format(n=found.same)]
    return lines

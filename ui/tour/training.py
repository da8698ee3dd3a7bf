"""A newcomer's training: a row is signed, a drill is held, a template is looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ui.bridge.desk import Target
from ui.tour.stage import Stage

GROUP = "培训"


class Lessons:
    """Signs a newcomer's next row, and holds the attendance of the next drill.

    Args:
        stage: The window and its keys.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    @property
    def _page(self) -> Any:
        frame: Any = self._stage.window.frame
        return frame.page

    def run(self) -> None:
        """Take the pictures."""
        self._sign()
        self._attend()
        self._template()

    def _one(self, sql: str) -> str:
        context = self._stage.window.context
        assert context is not None
        return str(context.store.value(sql) or "")

    def _go(self, target: Target) -> None:
        frame: Any = self._stage.window.frame
        frame.go(target)
        self._stage.settle()

    def _sign(self) -> None:
        stage = self._stage
        training = self._one("SELECT id FROM training WHERE state = 'open' AND tier = 'newcomer' LIMIT 1")
        if not training:
            return
        with stage.step("打开新员工的清单"):
            self._go(Target("training", training))
            self._page.open_document("people", training)
            stage.until(lambda: self._page.checklist.card is not None, "the checklist did not open")
            stage.settle()
        view = self._page.checklist
        stage.shot(GROUP, "checklist", "培训清单", "下一项已选好；超期的红，受阻的写明被哪一项挡住")
        done = view.card.required[0]
        with stage.step("空格签字，Ctrl+Enter"):
            view.table.setFocus()
            stage.key(Qt.Key.Key_Space)
            stage.until(lambda: view.panel is not None, "Space opened no form")
            stage.settle()
            stage.shot(GROUP, "sign", "就地签字", "旁边的师傅输入自己的工号和密码就能签")
            stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            stage.until(lambda: view.card.required[0] > done, "the row was not signed")
            stage.settle()
        stage.key(Qt.Key.Key_Escape)
        stage.settle()

    def _attend(self) -> None:
        stage = self._stage
        drill = self._one(
            "SELECT id FROM training_session WHERE form = 'drill' AND state = 'planned' ORDER BY starts_at LIMIT 1"
        )
        if not drill:
            return
        with stage.step("出勤：每人一个键"):
            self._go(Target("training_session", drill))
            self._page.open_document("sessions", drill)
            stage.until(lambda: self._page.attendance.card is not None, "the session did not open")
            view = self._page.attendance
            for key in (Qt.Key.Key_Space, Qt.Key.Key_L, Qt.Key.Key_E):
                view.table.setFocus()
                stage.key(key)
                stage.settle()
                stage.key(Qt.Key.Key_J)
            stage.settle()
        stage.shot(GROUP, "attendance", "演练签到", "空格到、L 迟到、E 请假；右边是情景、步骤和观察点")
        stage.key(Qt.Key.Key_Escape)
        stage.settle()

    def _template(self) -> None:
        stage = self._stage
        with stage.step("打开模板"):
            self._page.open_document("templates", "training.newcomer")
            stage.until(lambda: self._page.template.card is not None, "the template did not open")
            stage.settle()
        stage.shot(GROUP, "template", "清单模板", "一行一项，学时和理论占比随改随算；存为新版本，已开始的清单不变")
        stage.key(Qt.Key.Key_Escape)
        stage.settle()

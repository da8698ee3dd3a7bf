"""The change of shifts: the waiting handover is read line by line and accepted, the next one is prepared."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ui.bridge.desk import Target
from ui.tour.stage import Stage

GROUP = "交接班"


class ShiftChange:
    """Takes over the shift that waits, and begins the next handover.

    Args:
        stage: The window and its keys.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    @property
    def _frame(self) -> Any:
        return self._stage.window.frame

    @property
    def _sheet(self) -> Any:
        return self._frame.page.sheet

    def run(self) -> None:
        """Read, tick, accept; prepare and count."""
        self._take_over()
        self._prepare()

    def _take_over(self) -> None:
        stage = self._stage
        context = stage.window.context
        assert context is not None
        waiting = [each for each in context.handovers.waiting(self._frame.desk.actor) if not each.own]
        if not waiting:
            return
        with stage.step("打开等待接班的交接"):
            self._frame.go(Target("handover", waiting[0].id))
            stage.until(lambda: self._sheet.detail is not None, "the handover did not open")
            stage.settle()
        stage.shot(GROUP, "handover-reading", "读交接", "必读的加粗有框；空格勾一行，自动跳到下一条未读")
        with stage.step("空格逐条已阅"):
            for _ in range(self._sheet.detail.unread):
                left = self._sheet.detail.unread
                self._sheet.lines.setFocus()
                stage.key(Qt.Key.Key_Space)
                stage.until(lambda left=left: self._sheet.detail.unread < left, "Space ticked nothing")
            stage.settle()
        stage.shot(GROUP, "handover-read", "全部已阅", "没读完不能接班；F8 到签字处")
        with stage.step("F8 接班，封存"):
            stage.key(Qt.Key.Key_F8)
            self._sheet.sign.sign()
            stage.until(lambda: self._sheet.detail.values["state"] == "sealed", "it was not accepted")
            stage.settle()
        stage.shot(GROUP, "handover-sealed", "双方签字，封存", "封存码随时可核验；之后只能补充")

    def _prepare(self) -> None:
        stage = self._stage
        with stage.step("交班：由数据生成"):
            self._frame.go(Target("handover", new=True))
            stage.until(lambda: self.draft, "no handover was made")
            stage.settle()
        stage.shot(GROUP, "handover-draft", "准备交班", "分节固定，超时在前；右边记事和清点")
        with stage.step("F6 像收银一样清点"):
            self._sheet.lines.setFocus()
            stage.key(Qt.Key.Key_F6)
            for number in ("12", "6", "19"):
                stage.letters(number)
                stage.key(Qt.Key.Key_Return)
            stage.settle()
        stage.shot(GROUP, "handover-counts", "清点", "与上一班比，有差额当场要写原因；现金按面额自动加总")
        stage.key(Qt.Key.Key_Escape)
        stage.settle()

    @property
    def draft(self) -> bool:
        """Whether a handover is being prepared on the page."""
        detail = self._sheet.detail
        return detail is not None and detail.values["state"] == "draft"

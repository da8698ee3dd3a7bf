"""One day at the desk, by the keyboard, as a receptionist works it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.clock import MINUTE
from app.features.tickets import rules
from ui.bridge.desk import Target
from ui.tour.stage import Stage, Stuck

DAY = "一天"
CTRL = Qt.KeyboardModifier.ControlModifier
_SAID = "厨房水槽下面的软管一直滴水，柜子里都是水，总阀我已经关了"


class Day:
    """Works one day through the window.

    Args:
        stage: The window and its keys.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.ticket = ""

    @property
    def _frame(self) -> Any:
        frame = self._stage.window.frame
        if frame is None:
            raise Stuck("nobody is logged in")
        return frame

    @property
    def _page(self) -> Any:
        return self._frame.page

    @property
    def _context(self) -> Any:
        return self._stage.window.context

    def run(self) -> None:
        """Log in, look around, take a ticket in and bring it to its end, and go home."""
        self._log_in()
        self._look_around()
        self._find_somebody()
        self._take_a_ticket()
        self._send_it()
        self._work_on_it()
        self._call_twice()
        self._find_keys()
        self._lock()

    def _log_in(self) -> None:
        stage = self._stage
        stage.shot(DAY, "login", "登录", "谁在这个前台？示例数据不用密码，选人按回车")
        with stage.step("登录，到工作台出现"):
            people = stage.window.login.people if stage.window.login is not None else None
            for row in range(people.count() if people is not None else 0):
                if people is not None and people.item(row).data(256) == "1011":
                    people.setCurrentRow(row)
            stage.key(Qt.Key.Key_Return)
            stage.until(lambda: stage.window.frame is not None, "the log-in did not open the desk")
            stage.settle()

    def _look_around(self) -> None:
        self._stage.shot(DAY, "today", "工作台", "现在要做什么：超时的、快到的、待派单的、答应过的")

    def _find_somebody(self) -> None:
        stage = self._stage
        letters = self._caller()[1]
        with stage.step(f"Ctrl+K，三个字母 {letters} 找到人"):
            stage.key(Qt.Key.Key_K, CTRL)
            stage.letters(letters)
            stage.until(lambda: self._frame.palette_box.entries, "the search box found nobody")
            stage.settle()
        stage.shot(DAY, "search", "一个框找所有", "拼音首字母、房号、电话尾号、单号、车牌，也找命令")
        stage.key(Qt.Key.Key_Escape)
        stage.key(Qt.Key.Key_Escape)

    def _take_a_ticket(self) -> None:
        stage = self._stage
        _, letters, room = self._caller()
        with stage.step("Ctrl+N 打开接待"):
            self._frame.setFocus()
            stage.key(Qt.Key.Key_N, CTRL)
            stage.until(lambda: getattr(self._page, "intake", None) is not None, "Ctrl+N opened no intake")
            stage.settle()
        fields = self._page.intake.fields
        with stage.step(f"来电人：{letters}，回车"):
            stage.letters(letters)
            stage.until(lambda: fields.who.candidates, "the caller was not found")
        stage.shot(DAY, "caller", "接待：三个字母就有人", f"候选里有姓名、房号和打码的电话；{room}")
        with stage.step("回车选人，业主卡片出现"):
            stage.key(Qt.Key.Key_Return)
            stage.until(lambda: fields.values()["requester_id"], "Enter chose nobody")
            stage.settle()
        fields.description.setFocus()
        with stage.step("中文描述，提议出现"):
            stage.chinese(_SAID)
            stage.until(lambda: fields.value("category"), "nothing was proposed")
            stage.settle()
        stage.shot(
            DAY,
            "intake",
            "接待：描述一写完，类别级别都提好了",
            "右边是这位住户；下面是时限和为什么；可能重复的单先亮出来",
        )
        with stage.step("Ctrl+Enter 保存，编号出现"):
            stage.key(Qt.Key.Key_Return, CTRL)
            stage.until(lambda: self._page.intake.receipt.number.text(), "the ticket was not saved")
            stage.settle()
        number = self._page.intake.receipt.number.text()
        self.ticket = self._context.tickets.find_number(self._frame.desk.actor, number)
        stage.shot(DAY, "receipt", "编号和回话", "给住户的话已经在剪贴板上；F8 派单，F9 打印，Ctrl+N 下一位")

    def _send_it(self) -> None:
        stage = self._stage
        stage.clock.advance(2 * MINUTE)
        with stage.step("F9 打印派工单"):
            self._page.intake.receipt.setFocus()
            stage.key(Qt.Key.Key_F9)
            stage.until(lambda: self._page.output.last, "no slip was made")
        with stage.step("看过派工单，Esc 回来"):
            stage.settle()
            stage.shot(DAY, "preview", "打印预览", "回车打印，Ctrl+S 另存；不需要别的看图软件")
            stage.key(Qt.Key.Key_Escape)
            stage.front()
        with stage.step("F8 派单"):
            self._page.intake.receipt.setFocus()
            stage.key(Qt.Key.Key_F8)
            stage.until(self._panel, "F8 opened no form")
        panel = self._panel()
        worker = next(
            person for person in self._context.staff.people(self._frame.desk.actor) if person.number == "2001"
        )
        panel.form.set_value("assignee_id", worker.id)
        stage.shot(DAY, "dispatch", "派单", "表单在详情里打开，不盖住别的")
        self._finish_panel(panel, "dispatched")

    def _work_on_it(self) -> None:
        stage = self._stage
        for minutes, action, values, state, words in (
            (9, "respond", {}, "dispatched", "首次响应"),
            (21, "arrive", {}, "working", "到场"),
            (8, "hold", {"hold_reason": "等配件", "note": "软管型号特殊，去仓库取"}, "held", "挂起：等配件"),
            (34, "resume", {}, "working", "恢复，时限顺延"),
            (
                26,
                "finish",
                {
                    "result": "换了编织软管，试水二十分钟不渗，柜子擦干",
                    "cause": "设施老化",
                    "materials": "软管 1 根",
                    "fee": 3500,
                },
                "check",
                "完工",
            ),
            (15, "confirm", {"check_score": "5"}, "callback", "验收"),
            (20, "close", {"resident_word": "satisfied", "satisfaction": "5"}, "closed", "回访并关闭"),
        ):
            stage.clock.advance(minutes * MINUTE)
            with stage.step(words):
                self._move(action, values, state)
            if action in ("hold", "close"):
                stage.shot(DAY, action, words, "每一步都记在“经过”里，中间隔了多久也看得到")

    def _move(self, action: str, values: dict[str, Any], state: str) -> None:
        """Make a move in the detail pane; one that asks nothing is made at once."""
        self._page.detail.set_record(self.ticket)
        self._stage.settle()
        self._page.detail.start_move(action)
        self._stage.settle()
        panel = self._panel()
        if panel is not None:
            for key, value in values.items():
                panel.form.set_value(key, value)
            self._finish_panel(panel, state)
        self._stage.until(lambda: self._state() == state, f"{rules.BY_ACTION[action].title.source}: not {state}")

    def _finish_panel(self, panel: Any, state: str) -> None:
        panel.make()
        self._stage.until(lambda: self._state() == state, f"not {state}")
        self._stage.settle()

    def _state(self) -> str:
        return str(self._context.store.value("SELECT state FROM ticket WHERE id = ?", (self.ticket,)))

    def _panel(self) -> Any:
        """The form of a move, wherever the page has opened it."""
        return next(
            (
                widget
                for widget in self._page.findChildren(QWidget)
                if type(widget).__name__ == "MovePanel" and widget.isVisible()
            ),
            None,
        )

    def _call_twice(self) -> None:
        """A second caller about a matter that is open: the intake says so before a second ticket exists."""
        stage = self._stage
        rows = self._context.store.rows(
            "SELECT house_id, description FROM ticket WHERE state IN ('new', 'dispatched') AND house_id <> ''"
            " ORDER BY entered_at DESC LIMIT 1"
        )
        if not rows:
            return
        with stage.step("第二个人来说同一件事"):
            self._frame.go(Target("ticket", new=True, values={"house_id": rows[0][0]}))
            stage.settle()
            stage.front()
            self._page.intake.fields.description.setFocus()
            stage.chinese(rows[0][1])
            stage.settle()
        stage.shot(DAY, "twice", "同一件事已经有单", "并到那一张，或者照样新建，人来决定")
        self._page.intake.begin({})
        stage.settle()
        self._page.intake.fields.who.setFocus()
        stage.key(Qt.Key.Key_Escape)
        stage.until(lambda: self._page.currentWidget() is not self._page.intake, "Esc did not leave the intake")

    def _find_keys(self) -> None:
        stage = self._stage
        stage.settle()
        stage.key(Qt.Key.Key_F1)
        stage.shot(DAY, "keys", "F1：所有的键", "都不跟中文输入法打架")
        stage.front()

    def _lock(self) -> None:
        stage = self._stage
        self._frame.setFocus()
        with stage.step("Ctrl+L 锁上"):
            stage.key(Qt.Key.Key_L, CTRL)
            stage.until(lambda: stage.window.locked, "Ctrl+L did not lock")
        stage.shot(DAY, "locked", "离开一会儿", "锁住什么也看不到，回来一切照旧")
        stage.key(Qt.Key.Key_Space)
        stage.until(lambda: not stage.window.locked, "the desk stayed locked")

    def _caller(self) -> tuple[str, str, str]:
        """Return a resident with three initials, who lives in one house and whom nobody shares them with."""
        id_, initials, key = self._context.store.rows(
            "SELECT p.id, p.initials, h.key FROM person p JOIN residence r ON r.person_id = p.id"
            " JOIN house h ON h.id = r.house_id"
            " WHERE length(p.initials) = 3 AND r.relation = 'owner' AND h.building <> ''"
            " AND p.id IN (SELECT person_id FROM person_tag)"
            " GROUP BY p.id HAVING count(*) = 1 AND 1 = (SELECT count(*) FROM person o WHERE o.initials = p.initials)"
            " ORDER BY h.key LIMIT 1"
        )[0]
        return id_, initials, key

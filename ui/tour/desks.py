"""Two desks of one office: set up, joined, a difference settled; with the real engine through a real folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from app.context import AppContext, open_office
from app.context.link import OfficeJoiner, OfficeLink
from app.core.clock import Clock
from app.core.errors import AppError
from app.features.staff.rules import Actor
from app.host.paths import Paths
from app.sync.folder import FolderShare
from ui.bridge.desk import Target
from ui.tour.stage import Stage, Stuck

DESKS = "几台电脑"
_PHONES = ("13900001111", "13900005678")


class Shares:
    """Opens shared folders whose server has the tour's time, which stands still as the office's does.

    Args:
        clock: The tour's clock.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, root: Path) -> FolderShare:
        """Return a folder."""
        return _Share(root, self._clock)


class _Share(FolderShare):
    def __init__(self, root: Path, clock: Clock) -> None:
        super().__init__(root)
        self._now = clock.now

    def server_time(self) -> int:
        """The tour's time."""
        return self._now()


def link_for(context: AppContext, clock: Clock) -> OfficeLink:
    """Return the exchange of an office on the tour."""
    return OfficeLink(context.paths, context.store, clock, context.check_arrivals, Shares(clock))


class Desks:
    """Lets a second desk join and both write one field.

    Args:
        stage: The window.
        link: The exchange of its office.
        folder: Where the shared folder and the second desk's data may lie.
        manager: Who sets it up.
    """

    def __init__(self, stage: Stage, link: OfficeLink, folder: Path, manager: Actor) -> None:
        self._stage, self._link, self._folder, self._manager = stage, link, folder, manager

    @property
    def _page(self) -> Any:
        frame = self._stage.window.frame
        if frame is None:
            raise Stuck("nobody is logged in")
        return frame.page

    @property
    def _context(self) -> AppContext:
        context = self._stage.window.context
        if context is None:
            raise Stuck("no office is open")
        return context

    def run(self) -> None:
        """Set up, let the second desk join, differ, settle."""
        stage = self._stage
        stage.window.enter(self._manager)
        stage.settle()
        self._set_up()
        self._invite()
        with stage.step("第二台电脑加入并装好全部数据"):
            second = self._join()
        try:
            self._differ(second)
            self._settle()
            self._underneath(second)
        finally:
            second.link.close()
            second.close()

    def _set_up(self) -> None:
        stage, share = self._stage, self._folder / "share"
        share.mkdir(parents=True)
        frame: Any = stage.window.frame
        frame.go(Target("exchange"))
        stage.shot(DESKS, "alone", "单机使用", "还没有共享文件夹时，同步页说怎么开始")
        self._page.set_up()
        wizard = self._page.wizard
        wizard.folder.choose(str(share))
        stage.settle()
        stage.shot(DESKS, "folder", "共享文件夹逐项测试", "能读、能写、不会重名、时钟差多少、还剩多少空间")
        wizard.next.click()
        wizard.name.name.setText("前台一")
        with stage.step("建立同步：密钥、封装、送到共享文件夹"):
            wizard.next.click()
            stage.until(lambda: wizard.step is wizard.recovery, "the office did not begin to exchange")
        stage.shot(DESKS, "recovery", "恢复码", "打印两份放进保险柜：电脑全没了也能找回来")
        wizard.recovery.kept.setChecked(True)
        wizard.next.click()
        wizard.next.click()
        stage.settle()

    def _invite(self) -> None:
        stage = self._stage
        self._page.invite()
        stage.until(lambda: self._page.dialog is not None, "no invitation was made")
        stage.shot(DESKS, "invite", "邀请一台电脑", "一次有效，七天过期；可复制，可打印")
        self._page.dialog.close()
        stage.front()

    def _join(self) -> AppContext:
        clock = self._stage.clock
        code, _until = self._link.invite()
        paths = Paths(self._folder / "second")
        OfficeJoiner(paths, clock, Shares(clock)).join(str(self._folder / "share"), code, "前台二", lambda *_: True)
        context = open_office(paths, clock)
        context.link.close()
        context.link = link_for(context, clock)
        return context

    def _exchange(self, second: AppContext) -> None:
        """Let both desks have everything."""
        for _ in range(2):
            for link in (second.link, self._link):
                self._stage.clock.advance(1_000)
                link.once(thorough=True)

    def _differ(self, second: AppContext) -> None:
        here, there = self._context, second
        other = there.accounts.login("1001")
        ticket = str(
            here.store.value(
                "SELECT id FROM ticket WHERE state = 'working' AND requester_phone <> '' ORDER BY id LIMIT 1"
            )
        )
        for context, actor, phone in ((here, self._manager, _PHONES[0]), (there, other, _PHONES[1])):
            context.tickets.edit(actor, ticket, {"requester_phone": phone})
            self._stage.clock.advance(60_000)
        self._exchange(second)
        stage = self._stage
        stage.until(lambda: self._page.differences.view.rows.rowCount(), "the difference is not listed")
        self._page.show_view("desks")
        stage.shot(DESKS, "two", "谁连着，各到哪一步", "最近联系、还差几包、版本、时钟")

    def _settle(self) -> None:
        stage = self._stage
        self._page.show_view("differences")
        self._page.differences.enter()
        stage.shot(DESKS, "difference", "两台电脑同时改了同一个字段", "谁、在哪台、几点写的；按 1 或 2 选，E 自己填")
        with stage.step("按 2 选定，冲突了结"):
            stage.key(Qt.Key.Key_2)
            stage.until(lambda: not self._page.differences.view.rows.rowCount(), "the difference was not settled")
        stage.shot(DESKS, "settled", "冲突了结，可以撤销")

    def _underneath(self, second: AppContext) -> None:
        """The other desk changes a record whose form is open here."""
        stage, context = self._stage, self._context
        person = str(context.store.value("SELECT id FROM person ORDER BY id LIMIT 1"))
        frame: Any = stage.window.frame
        frame.go(Target("person", person))
        stage.settle()
        self._page.edit("person", person)
        stage.until(lambda: self._page.frame is not None, "the form did not open")
        form = self._page.frame
        form.form.set_value("note", "周末在家，先打电话")
        try:
            second.people.save(
                second.accounts.login("1001"), {"note": "老人耳背，说话慢一点", "company": "示例商贸"}, person
            )
        except AppError as problem:
            raise Stuck(str(problem)) from problem
        self._exchange(second)
        stage.until(form.moved.isVisible, "the form does not say that its record changed")
        form.moved.look.click()
        stage.shot(
            DESKS, "underneath", "表单开着，另一台电脑改了这条记录", "没动过的字段直接更新，动过的并排给出，可以采用"
        )
        form.form.mark_saved()
        form.leave()

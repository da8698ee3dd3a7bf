"""Every page, in both themes, at several sizes, and in English."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.bridge.desk import Target
from ui.i18n.language import language
from ui.shell.pages import PageEntry
from ui.theme.appearance import appearance
from ui.tour.stage import Stage

WIDE = (1440, 900)
SMALL = (1366, 768)
SCALED = 1.25
FORMS = {
    "ticket": "接待",
    "complaint": "登记投诉",
    "training": "新的培训清单",
    "training_session": "新的培训场次",
    "certificate": "新证书",
    "person": "新住户",
    "house": "新房屋",
    "staff": "新员工",
    "scenario": "新场景卡",
}
_ENTITIES = {"scenario": "dictionary", "training_session": "training", "certificate": "training"}
"""Record kind -> entity of the permission table, where they differ."""
_PARTS_AT_MOST = 12


class Views:
    """Looks at every page there is: whatever the window has, it is shown.

    Args:
        stage: The window.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def run(self) -> None:
        """Take the pictures; the window is light, Chinese and wide afterwards."""
        for mode, words in (("light", "每一页 · 浅色"), ("dark", "每一页 · 深色")):
            appearance().set_mode(mode)
            self._stage.resize(*WIDE)
            self._pages(words, mode)
        appearance().set_mode("light")
        self._stage.resize(*SMALL)
        self._pages("1366 × 768", "small", first_only=True)
        self._stage.resize(round(SMALL[0] / SCALED), round(SMALL[1] / SCALED))
        self._pages("1366 × 768，放大到 125 %", "scaled", SCALED, first_only=True)
        self._stage.resize(*WIDE)
        appearance().set_density("compact")
        self._pages("紧凑行高", "compact", first_only=True)
        appearance().set_density("normal")
        language().switch("en")
        self._pages("English", "english", first_only=True)
        language().switch("zh_CN")
        self._stage.settle()
        frame: Any = self._stage.window.frame
        for entry in frame.entries:
            self._forms(frame, entry, "表单")

    def _pages(self, group: str, name: str, scale: float = 1.0, *, first_only: bool = False) -> None:
        frame: Any = self._stage.window.frame
        for entry in frame.entries:
            frame.go(Target(entry.key))
            self._stage.settle()
            self._choose_first(frame.page)
            self._stage.shot(group, f"{name}-{entry.key}", str(entry.title), scale=scale)
            if not first_only:
                self._parts(frame.page, group, f"{name}-{entry.key}", str(entry.title))

    def _parts(self, page: Any, group: str, name: str, title: str) -> None:
        """Look behind every switch of a page: parts at the side, books beside each other."""
        seen = {one.text() for one in self._switches(page) if one.isChecked()}
        for _ in range(_PARTS_AT_MOST):
            button = next((one for one in self._switches(page) if one.text() not in seen), None)
            if button is None:
                break
            words = button.text()
            seen.add(words)
            button.click()
            self._stage.settle()
            self._choose_first(page)
            self._stage.shot(group, f"{name}-{len(seen)}", f"{title} · {words}")

    def _switches(self, page: QWidget) -> list[QAbstractButton]:
        groups = [one for one in page.findChildren(QButtonGroup) if one.exclusive()]
        buttons = [button for one in groups if len(one.buttons()) > 1 for button in one.buttons()]
        return [button for button in buttons if button.isVisible() and button.isEnabled() and button.text()]

    def _forms(self, frame: Any, entry: PageEntry, group: str) -> None:
        """Open the form of a new record of each kind that has one."""
        for kind in entry.kinds:
            if kind not in FORMS or not frame.desk.may(_ENTITIES.get(kind, kind), "create"):
                continue
            frame.go(Target(kind, new=True))
            self._stage.settle()
            self._stage.shot(group, f"form-{kind}", f"{entry.title} · {FORMS[kind]}")

    def _choose_first(self, page: Any) -> None:
        """Select the first row of the lists that can be seen, so that their details are."""
        from ui.tables.page import ListPage

        lists = [page.list] if hasattr(page, "list") else []
        lists += [shown for shown in page.findChildren(ListPage) if shown not in lists]
        for shown in lists:
            if shown.isVisible() and shown.model.total:
                record = shown.model.record_id(min(2, shown.model.total - 1))
                if record:
                    shown.view.select(record)
        self._stage.settle()

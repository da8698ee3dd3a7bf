"""The window at work: rail, top bar, pages and status bar; going from place to place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.text import T, Text
from ui.bridge.desk import Desk, Target
from ui.jobs.progress import ProgressStrip
from ui.shell.commands import GROUP, Command, page_title
from ui.shell.pages import PAGES, PageEntry
from ui.shell.palette import Palette
from ui.shell.strip import Strip
from ui.shell.topbar import TopBar
from ui.shell.trail import Trail
from ui.theme.metrics import margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import column, hairline, row
from ui.widgets.messagebar import MessageBar
from ui.widgets.navrail import NavItem, NavRail

if TYPE_CHECKING:
    from app.sync.reports import Status
    from ui.i18n.language import AnyText
    from ui.shell.finding import Entry

RESTORE = "restore"
"""What a page asks for when the whole office is to go back to a backup."""
_RECENT = 5
_HAND_OVER = Target("handover", new=True)
_SHIFT_MS = 60_000
"""How often the bar looks which shift it is."""


class Frame(QWidget):
    """What a person works in, from log-in to log-out.

    Args:
        desk: The desk.
        entries: The pages there are.
        support: Saves a support bundle; not offered if None.

    Signals:
        lock_wanted: The person leaves the desk for a moment.
        log_out_wanted: The person leaves the desk to somebody else.
        restore_wanted: A backup is to take the place of the database; its path.
    """

    lock_wanted = Signal()
    restore_wanted = Signal(str)
    log_out_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        entries: tuple[PageEntry, ...] = PAGES,
        support: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._support = desk, support
        self.entries = tuple(entry for entry in entries if desk.may(*entry.permission))
        self.trail = Trail()
        self._pages: dict[str, Any] = {}
        self._current: PageEntry | None = None
        self._counted: list[tuple[Any, Any]] = []
        self._seen: dict[tuple[str, str], Entry] = {}
        self.rail = NavRail()
        self.rail.set_groups(self._groups())
        self.palette_box = Palette(desk, self.commands, self._recent)
        new_pin = self._change_pin if desk.context.accounts.pin_required else None
        self.top = TopBar(
            desk.actor, self.palette_box, self.lock_wanted.emit, self.log_out_wanted.emit, new_pin, self._choose
        )
        self.stack = QStackedWidget()
        self._build()
        self._wire()

    # --- places ---------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Any:
        """The page shown, or None."""
        return self._pages.get(self._current.key) if self._current is not None else None

    def begin(self) -> None:
        """Show the first page."""
        self.go(Target(self.entries[0].key))
        if self.desk.may("shift", "view"):
            timer = QTimer(self, interval=_SHIFT_MS)
            timer.timeout.connect(self._show_shift)
            timer.start()
            self.desk.feed.listen(self, ("shift_kind",), lambda _changes: self._show_shift())
            self._show_shift()

    def _show_shift(self) -> None:
        context = self.desk.context
        self.desk.jobs.run(lambda: context.shifts.at(context.clock.now()).title, done=self.top.set_shift, owner=self)

    def go(self, target: Target) -> None:
        """Go to a place, unless something typed would be lost and the person stays."""
        if target.kind == RESTORE:
            self.leave(lambda: self.restore_wanted.emit(target.id))
            return
        self._travel(target, lambda: None if target.new else self.trail.visit(Target(target.kind, target.id)))

    def step(self, step: int) -> None:
        """Go back (-1) or forward (1)."""
        place = self.trail.look(step)
        if place is not None:
            self._travel(place, lambda: self.trail.move(step))

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once nothing typed would be lost."""
        if self.page is None:
            then()
        else:
            self.page.leave(then)

    def entry_of(self, kind: str) -> PageEntry | None:
        """Return the page that shows a kind of record, or has this key; None where the person may see none."""
        return next((entry for entry in self.entries if kind == entry.key or kind in entry.kinds), None)

    def _travel(self, target: Target, then: Callable[[], object]) -> None:
        entry = self.entry_of(target.kind)
        if entry is None:
            self.desk.voice.warn(T("shell", "Nothing here opens this. Ask somebody who may see it."))
            return
        if self._current is not None:
            self.rail.set_current(self._current.key)

        def arrive() -> None:
            page = self._show(entry)
            self._give_keyboard(page)
            page.go(target)
            then()

        self.leave(arrive)

    def _show(self, entry: PageEntry) -> Any:
        page = self._pages.get(entry.key)
        if page is None:
            page = self._make(entry)
        self._current = entry
        self.rail.set_current(entry.key)
        self.stack.setCurrentWidget(page)
        self.top.set_place(entry.title)
        shown = getattr(page, "list", None)
        if shown is not None:
            self.top.set_count(shown.model.total)
        return page

    def _make(self, entry: PageEntry) -> Any:
        page: Any = entry.make(self.desk, self.stack)
        self._pages[entry.key] = page
        self.stack.addWidget(page)
        if hasattr(page, "waiting"):
            page.waiting.connect(lambda count, tone: self.rail.set_count(entry.key, count, tone))
        shown = getattr(page, "list", None)
        teller = page if hasattr(page, "count_changed") else shown  # a page with several lists tells of the one shown
        if teller is not None:
            teller.count_changed.connect(lambda count: self.page is page and self.top.set_count(count))
        return page

    @staticmethod
    def _give_keyboard(page: Any) -> None:
        """Put the keyboard on the page's list, not on whatever stands first; the page may then know better."""
        shown = getattr(page, "list", None)
        (page if shown is None else shown.view).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- commands -------------------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done now, for the search box."""

        def look(key: str, value: str) -> Callable[[], object]:
            return lambda: self._choose(key, value)

        def place(key: str) -> Callable[[], object]:
            return lambda: self.go(Target(key))

        chinese, english = T("shell", "Show everything in Chinese"), T("shell", "Show everything in English")
        made: list[Command] = []
        if self.desk.may("ticket", "create"):
            words = ("new ticket", "新建工单", "报修")
            made.append(Command("new", T("shell", "Take a ticket"), "add", self._new, "Ctrl+N", words))
        if self.desk.may("handover", "create"):
            words = ("handover", "交班", "接班")
            hand_over = T("shell", "Hand over this shift")
            made.append(Command("handover", hand_over, "handover", lambda: self.go(_HAND_OVER), "", words))
        for number, entry in enumerate(self.entries, 1):
            names = (entry.title.source, str(entry.title))
            made.append(
                Command(
                    f"page-{entry.key}", page_title(entry.title), entry.icon, place(entry.key), f"Alt+{number}", names
                )
            )
        everywhere: list[tuple[str, Text, str, Callable[[], object], str, tuple[str, ...]]] = [
            ("lock", T("shell", "Lock"), "lock", self.lock_wanted.emit, "Ctrl+L", ("锁屏",)),
            ("undo", T("shell", "Undo the last change"), "undo", self.desk.voice.undo, "Ctrl+Z", ("撤销",)),
            ("log_out", T("shell", "Log out"), "logout", self.log_out_wanted.emit, "", ("退出", "换人")),
            ("keys", T("shell", "Show all keys"), "help", self.show_keys, "F1", ("shortcuts", "帮助")),
            ("light", T("shell", "Light appearance"), "theme-light", look("desk.theme", "light"), "", ("日间",)),
            ("dark", T("shell", "Dark appearance"), "theme-dark", look("desk.theme", "dark"), "", ("夜间",)),
            ("chinese", chinese, "language", look("office.language", "zh_CN"), "", ("中文",)),
            ("english", english, "language", look("office.language", "en"), "", ("英文",)),
        ]
        if self._support is not None:
            words = ("diagnostics", "诊断", "日志")
            everywhere.append(("support", T("shell", "Save a support bundle…"), "save", self._support, "", words))
        return made + [Command(*parts) for parts in everywhere]

    def show_keys(self) -> None:
        """Show the sheet of all keys."""
        from ui.widgets.sheet import ShortcutSheet

        groups: dict[AnyText, list[Shortcut]] = {}
        own = self._current.title if self._current is not None else GROUP
        seen: set[tuple[str, str]] = set()
        for shortcut in [*(self.page.shortcuts() if self.page is not None else []), *self._keys()]:
            if (shortcut.key, str(shortcut.text)) not in seen:
                seen.add((shortcut.key, str(shortcut.text)))
                groups.setdefault(shortcut.group or own, []).append(shortcut)
        ShortcutSheet(groups, self).open()

    def _keys(self) -> list[Shortcut]:
        return [
            *(Shortcut(key, text, GROUP) for key, text, _run in self._window_keys()),
            Shortcut("Ctrl+N", T("shell", "Take a ticket"), GROUP),
            Shortcut("Alt+1", T("shell", "First tab, and so on to Alt+{n}").with_(n=len(self.entries)), GROUP),
        ]

    def _count_differences(self, status: Status) -> None:
        if self.entry_of("exchange") is not None:
            self.rail.set_count("exchange", status.conflicts + status.problems, "soon")

    def _window_keys(self) -> list[tuple[str, Text, Callable[[], object]]]:
        return [
            ("Ctrl+K", T("shell", "Find anything, do anything"), self.palette_box.start),
            ("Alt+Left", T("shell", "Back"), lambda: self.step(-1)),
            ("Alt+Right", T("shell", "Forward"), lambda: self.step(1)),
            ("Ctrl+L", T("shell", "Lock"), self.lock_wanted.emit),
            ("Ctrl+Z", T("shell", "Undo the last change"), self.desk.voice.undo),
            ("Ctrl+,", T("shell", "Settings"), lambda: self.go(Target("settings"))),
            ("F1", T("shell", "Show all keys"), self.show_keys),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a ticket with Ctrl+N wherever a page has no other use for the key."""
        if event.matches(QKeySequence.StandardKey.New) and self.desk.may("ticket", "create"):
            self._new()
        else:
            super().keyPressEvent(event)

    def _new(self) -> None:
        self.go(Target("ticket", new=True))

    def _choose(self, key: str, value: str) -> None:
        """Keep a setting of this computer and put it in force."""
        from ui.i18n.language import language
        from ui.theme.appearance import appearance

        context, actor = self.desk.context, self.desk.actor
        self.desk.jobs.run(lambda: context.settings_service.save(actor, {key: value}), owner=self)
        if key == "desk.theme":
            appearance().set_mode(value)
        else:
            language().switch(value)

    def _change_pin(self) -> None:
        from ui.shell.ownpin import own_pin_form

        own_pin_form(self.desk).open_window(self)

    # --- search box -----------------------------------------------------------------------------------------------

    def _recent(self) -> list[Entry]:
        return list(self._seen.values())[::-1][:_RECENT]

    def _chosen(self, entry: Entry) -> None:
        if entry.target is None:
            if entry.run is not None:
                entry.run()
            return
        from dataclasses import replace

        from ui.shell.finding import RECENT

        key = (entry.target.kind, entry.target.id)
        self._seen.pop(key, None)
        self._seen[key] = replace(entry, group=RECENT, score=101)
        self.go(entry.target)

    # --- building -------------------------------------------------------------------------------------------------

    def _groups(self) -> list[list[NavItem]]:
        items = [
            (entry.group, NavItem(entry.key, entry.title, entry.icon, f"Alt+{number}" if number <= 9 else ""))
            for number, entry in enumerate(self.entries, 1)
        ]
        return [[item for _, item in group] for _, group in groupby(items, key=lambda pair: pair[0])]

    def _build(self) -> None:
        work = column(self.top, hairline(), MessageBar(self.desk.voice), ProgressStrip(self.desk.jobs), gap=0)
        work.addWidget(self.stack, 1)
        upper = row(self.rail, hairline(upright=True), work, gap=0)
        upper.setStretch(2, 1)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(hairline())
        layout.addWidget(Strip(self.desk))

    def _wire(self) -> None:
        self.desk.wanted.connect(self.go)
        self.desk.standing.changed.connect(self._count_differences)
        self.rail.chosen.connect(lambda key: self.go(Target(key)))
        self.palette_box.chosen.connect(self._chosen)
        for key, _text, run in self._window_keys():
            QShortcut(QKeySequence(key), self).activated.connect(run)

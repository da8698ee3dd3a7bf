"""One handover over the whole page: prepared, counted, read line by line, signed, sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import Invalid, NotFound
from app.core.text import T
from app.features.handover import rules
from app.features.handover.service import HandoverDetail, LineView, Verdict
from ui.features.handover.lines import LinesView
from ui.features.handover.looks import STATE_TONES
from ui.features.handover.notes import NoteEntry
from ui.features.handover.signbar import SignBar
from ui.features.handover.till import Till
from ui.i18n.language import Retranslated, bind_text
from ui.panes.links import LinkStrip
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import Heading, button, hairline, label, row, show_if, tool
from ui.widgets.chips import StateChip
from ui.widgets.elided import ElidedLabel
from ui.widgets.messagebar import MessageBar
from ui.widgets.splitter import RememberedSplitter
from ui.widgets.timeline import Event, Timeline

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

KINDS = ("handover", "handover_line", "handover_tick", "handover_count", "handover_event", "handover_flag")
_GROUP = T("handover", "One handover")
KEYS = (
    Shortcut("Space", T("handover", "Tick a line as read; while preparing: it must be read"), _GROUP),
    Shortcut("Return", T("handover", "Open the record of a line"), _GROUP),
    Shortcut("F4", T("handover", "Carry a line on from shift to shift"), _GROUP),
    Shortcut("Delete", T("handover", "Remove a note, or clear what is carried on"), _GROUP),
    Shortcut("F6", T("handover", "Count"), _GROUP),
    Shortcut("F7", T("handover", "Write a note"), _GROUP),
    Shortcut("F8", T("handover", "Sign"), _GROUP),
    Shortcut("F9", T("handover", "Print"), _GROUP),
    Shortcut("F5", T("handover", "Make it anew from the data"), _GROUP),
    Shortcut("Esc", T("handover", "Back to the list"), _GROUP),
)


class HandoverSheet(Retranslated, QWidget):
    """Shows one handover and does everything that can be done with it.

    Args:
        desk: The desk.
        print_sheet: Prints a handover.
        export: Writes it as a workbook.

    Signals:
        left: Back to the list.
    """

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        print_sheet: Callable[[str], object],
        export: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.record_id = ""
        self.detail: HandoverDetail | None = None
        self._verdict: Verdict | None = None
        self._token = 0
        self._clearing = ""
        self._name, self._chip, self._facts = (
            label("", "title"),
            StateChip("", "muted"),
            ElidedLabel("", "right", "text-muted"),
        )
        self.lines = LinesView(desk.display)
        self.till = Till(desk)
        self.notes = NoteEntry()
        self.sign = SignBar(desk)
        self._why = _WhyLine()
        self._print_sheet = print_sheet
        self._refresh = tool("refresh", T("handover", "Make it anew from the data (F5)"), self.refresh)
        self._print = tool("print", T("handover", "Print (F9)"), self._print_it)
        self._export = tool("export", T("handover", "Write as an Excel workbook"), lambda: export(self.record_id))
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        back = tool("back", T("handover", "Back to the list (Esc)"), self.leave)
        head = row(back, self._name, self._chip, self._facts, self._refresh, self._print, self._export)
        head.setStretch(3, 1)
        self._side_body = QWidget()
        side = QVBoxLayout(self._side_body)
        margins(side, 2 * GRID, GRID, 2 * GRID, 2 * GRID)
        side.setSpacing(2 * GRID)
        side.addWidget(self.notes)
        side.addWidget(self.till)
        self._more = QVBoxLayout()
        self._more.setSpacing(GRID)
        side.addLayout(self._more)
        side.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(_SIDE)
        area.setWidget(self._side_body)
        self._side = area
        body = RememberedSplitter(Qt.Orientation.Horizontal, self._desk.view_state, "handover.sheet", [1000, _SIDE])
        body.addWidget(self.lines)
        body.addWidget(area)
        body.setStretchFactor(0, 1)
        body.setStretchFactor(1, 0)
        body.restore()
        layout = QVBoxLayout(self)
        margins(layout, 2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(MessageBar(self._desk.voice))
        layout.addWidget(self._why)
        layout.addWidget(hairline())
        layout.addWidget(body, 1)
        layout.addWidget(self.sign)

    def _wire(self) -> None:
        self.lines.ticked.connect(self._tick_or_mark)
        self.lines.opened.connect(self._desk.go)
        self.lines.edit_wanted.connect(self._edit_note)
        self.lines.delete_wanted.connect(self._remove)
        self.notes.written.connect(self._write_note)
        self.till.counted.connect(lambda _counts: self.load())
        self.sign.moved.connect(lambda _words: self.load())
        self.sign.before_sign.connect(self.till.flush)
        self.sign.unexplained.connect(self.till.show_errors)
        self.sign.reader_changed.connect(self._begin_reading)
        self._why.told.connect(self._flag_or_clear)
        for key, slot in (
            ("F4", self._flag),
            ("F5", self.refresh),
            ("F6", self.till.focus_first),
            ("F7", self.notes.focus),
            ("F8", self.sign.focus_sign),
            ("F9", self._print_it),
        ):
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
                slot
            )
        self._desk.feed.listen(self, KINDS, lambda _changes: self.load() if self.isVisible() else None)

    def _print_it(self) -> None:
        if self._desk.may("handover", "print"):
            self._print_sheet(self.record_id)

    # --- showing --------------------------------------------------------------------------------------------------

    def open(self, record_id: str) -> None:
        """Show a handover."""
        self.record_id = record_id
        self.detail = None
        self.notes.begin(record_id)
        self._why.close_line()
        self.load()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Read it again."""
        self._token += 1
        token, desk, record = self._token, self._desk, self.record_id
        if not record:
            return

        def read() -> tuple[HandoverDetail, Verdict | None]:
            detail = desk.context.handovers.detail(desk.actor, record)
            return detail, desk.context.handovers.verify(desk.actor, record) if detail.values["seal"] else None

        desk.jobs.run(
            read,
            done=lambda found: self._show(*found) if token == self._token else None,
            failed=self._gone,
            owner=self,
        )

    def _gone(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self.left.emit()
        self._desk.voice.error(error)

    def retranslate(self) -> None:
        """Say it in the language of the moment."""
        if self.detail is not None:
            self._show(self.detail, self._verdict)

    def _show(self, detail: HandoverDetail, verdict: Verdict | None) -> None:
        fresh = self.detail is None
        self.detail, self._verdict = detail, verdict
        state = str(detail.values["state"])
        draft = state == "draft" and self._desk.may("handover", "edit")
        self._name.setText(detail.name)
        self._chip.set_state(rules.state_title(state), STATE_TONES.get(state, "muted"))
        self._facts.set_line(self._told(detail))
        self.lines.show_lines(detail)
        self.till.show_counts(str(detail.values["id"]), detail.counts, editable=draft)
        show_if(self.notes, draft)
        show_if(self._refresh, draft and not detail.values["back_entered"])
        show_if(self._print, self._desk.may("handover", "print"))
        show_if(self._export, self._desk.may("handover", "export"))
        self.sign.show_state(detail, verdict)
        self._show_more(detail)
        if fresh and self.sign.takes_over:
            self.lines.select_row(0)
            self.lines.next_unread()

    def _told(self, detail: HandoverDetail) -> str:
        values, display = detail.values, self._desk.display
        parts = [T("handover", "as of {time}").with_(time=display.moment(values["cut_off"]))]
        if values["out_name"]:
            parts.append(
                T("handover", "handed over by {name}, {time}").with_(
                    name=values["out_name"], time=display.moment(values["out_at"]) if values["out_at"] else ""
                )
            )
        if values["in_name"]:
            parts.append(
                T("handover", "accepted by {name}, {time}").with_(
                    name=values["in_name"], time=display.moment(values["in_at"]) if values["in_at"] else ""
                )
            )
        parts.append(T("handover", "to {shift}").with_(shift=values["next_title"]))
        if values["back_entered"]:
            parts.append(T("handover", "entered from paper"))
        return " · ".join(map(str, parts))

    def _show_more(self, detail: HandoverDetail) -> None:
        while (item := self._more.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._more.addWidget(Heading(T("handover", "Steps and additions")))
        timeline = Timeline(self._desk.display, None)
        timeline.set_events(
            [
                Event(
                    step.at,
                    str(step.words),
                    step.note,
                    step.who,
                    "",
                    "info" if step.addition else "late" if step.action == "refuse" else "plain",
                    step.action,
                )
                for step in detail.steps
            ]
        )
        self._more.addWidget(timeline)
        self._more.addWidget(LinkStrip(self._desk, "handover", str(detail.values["id"]), aside=_ASIDE))

    # --- lines ----------------------------------------------------------------------------------------------------

    @property
    def draft(self) -> bool:
        """Whether it is being prepared here."""
        return self.detail is not None and self.detail.values["state"] == "draft"

    def _line(self, line_id: str) -> LineView | None:
        lines = self.detail.lines if self.detail is not None else ()
        return next((line for line in lines if line.id == line_id), None)

    def _tick_or_mark(self, line_id: str) -> None:
        line, service = self._line(line_id), self._desk.context.handovers
        if line is None:
            return
        if self.draft:
            actor = self._desk.actor
            self._do(lambda: service.mark(actor, line_id, not line.required))
        elif self.sign.takes_over and line.required:
            reader = self.sign.reader
            self._do(lambda: service.tick(reader, [line_id], read=not line.read_by), go_on=not line.read_by)

    def _do(self, work: Callable[[], object], *, go_on: bool = False) -> None:
        def done(_found: object) -> None:
            self.load()
            if go_on:
                self.lines.next_unread()

        self._desk.jobs.run(work, done=done, owner=self)

    def _begin_reading(self) -> None:
        self.load()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self.lines.next_unread()

    def refresh(self) -> None:
        """Make a draft anew from the data."""
        if not self.draft:
            self.load()
            return
        desk, record = self._desk, self.record_id

        def done(new: int) -> None:
            self.load()
            words = T("handover", "Made anew from the data: {n} new lines.").with_(n=new)
            desk.voice.info(words if new else T("handover", "Made anew from the data: nothing new."))

        desk.jobs.run(lambda: desk.context.handovers.refresh(desk.actor, record), done=done, owner=self)

    # --- notes ----------------------------------------------------------------------------------------------------

    def _write_note(self, text: str, important: bool, line_id: str) -> None:
        desk, record, service = self._desk, self.record_id, self._desk.context.handovers

        def work() -> object:
            if line_id:
                return service.edit_note(desk.actor, line_id, text, important=important)
            return service.add_note(desk.actor, record, text, important=important)

        def done(_found: object) -> None:
            self.notes.done()
            self.load()

        desk.jobs.run(work, done=done, owner=self)

    def _edit_note(self, line_id: str) -> None:
        line = self._line(line_id)
        if line is not None and line.section == "note" and self.draft:
            self.notes.change(line_id, line.title)

    def _remove(self, line_id: str) -> None:
        """Remove a note, or begin to clear what is carried on."""
        line, desk, service = self._line(line_id), self._desk, self._desk.context.handovers
        if line is None:
            return
        if line.flag_id:
            self._ask_why(line.flag_id, T("handover", "Why does it need no more attention?"))
        elif line.section == "note" and self.draft:

            def restore() -> None:
                self._do(lambda: service.restore_note(desk.actor, line_id))

            def done(_none: object) -> None:
                self.load()
                desk.voice.info(T("handover", "Note removed."), undo=restore)

            desk.jobs.run(lambda: service.remove_note(desk.actor, line_id), done=done, owner=self)

    # --- flags ----------------------------------------------------------------------------------------------------

    def _flag(self) -> None:
        line = self.lines.current()
        if line is None or not self._desk.may("handover", "edit"):
            return
        if line.flag_id:
            self._remove(line.id)
        else:
            self._ask_why("", T("handover", "What should be watched? (may stay empty)"))

    def _ask_why(self, flag_id: str, words: Any) -> None:
        self._clearing = flag_id
        self._why.ask(words)

    def _flag_or_clear(self, text: str) -> None:
        line, desk, service, flag = self.lines.current(), self._desk, self._desk.context.handovers, self._clearing
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        if flag:

            def cleared(_none: object) -> None:
                self.load()
                desk.voice.info(
                    T("handover", "It is carried on no more."),
                    undo=lambda: self._do(lambda: service.restore_flag(desk.actor, flag)),
                )

            draft = self.record_id
            desk.jobs.run(
                lambda: service.clear(desk.actor, flag, text, draft),
                done=cleared,
                failed=self._why_refused,
                owner=self,
            )
        elif line is not None:

            def flagged(_flag: object) -> None:
                self.load()
                desk.voice.info(T("handover", "It stands in every handover until somebody clears it."))

            desk.jobs.run(lambda: service.flag(desk.actor, line.id, text), done=flagged, owner=self)

    def _why_refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._why.ask(T("handover", "Why does it need no more attention?"))
        self._desk.voice.error(error)

    # --- leaving --------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to the list; numbers being typed are saved, a note begun is kept."""
        self.till.flush()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up what is asked, then goes back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._why.isVisible():
            self._why.close_line()
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.sign.cancel():
            self.leave()


_SIDE = 424
"""Width of the side with notes and counts: the cash stands in two columns."""
_ASIDE = ("ticket", "complaint", "person", "plan_task")
"""Kinds whose records stand in the lines; Ctrl+J lists them all the same."""


class _WhyLine(QFrame):
    """Asks for a few words above the lines.

    Signals:
        told: The words.
    """

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        from PySide6.QtWidgets import QLineEdit

        self.setProperty("kind", "bar")
        self.setProperty("tone", "accent")
        self._words = label("", "heading")
        self.edit = QLineEdit()
        self.edit.setObjectName("why")
        self.edit.returnPressed.connect(self._say)
        line = row(self._words, self.edit, button(T("handover", "Write down"), on=self._say), margin=(GRID + 4, GRID))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def ask(self, words: Any) -> None:
        """Ask."""
        bind_text(self._words.setText, words)
        bind_text(self.edit.setAccessibleName, words)
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Ask no more."""
        self.edit.clear()
        self.hide()

    def _say(self) -> None:
        text = self.edit.text()
        self.close_line()
        self.told.emit(text)

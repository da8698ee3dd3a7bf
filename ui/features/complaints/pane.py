"""The pane beside the list: one complaint with its path, clocks, present stage, letters and file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.clock import MINUTE
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.service import (
    ComplaintDetail,
    ComplaintLine,
    DisputeFile,
    HistoryLine,
    LetterRow,
    Repeat,
    TemplateRow,
)
from app.features.tickets.rules import CHANNELS
from ui.attachments.strip import AttachmentStrip
from ui.features.complaints.dispute import DisputeTab
from ui.features.complaints.fields import step_fields
from ui.features.complaints.inline import InlineForm
from ui.features.complaints.letters import LetterList
from ui.features.complaints.measures import MeasureList
from ui.features.complaints.path import StagePath
from ui.features.complaints.stage import KEEP, StageForm
from ui.panes.links import LinkStrip
from ui.panes.pane import RecordPane
from ui.panes.tones import STAGE_TONES
from ui.widgets.basic import Heading, button, hairline, label, row, tool
from ui.widgets.chips import StateChip, Tag
from ui.widgets.countdown import Countdown
from ui.widgets.elided import ElidedLabel
from ui.widgets.grid import KeyValueGrid
from ui.widgets.segments import Segments
from ui.widgets.timeline import Event, Timeline

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KINDS = (
    "complaint",
    "complaint_event",
    "complaint_letter",
    "complaint_measure",
    "complaint_ticket",
    "complaint_partner",
    "dispute_party",
    "dispute_talk",
    "evidence",
    "follow_up",
    "plan_task",
    "attachment",
)
WORK, LETTERS, FILE = "work", "letters", "file"
_AT_HAND = ("approve", "acknowledge", "respond", "reopen")
"""Steps with buttons of their own; the rest is in the menu."""
_WRITTEN = ("soothed", "findings", "plan", "result", "cause_note", "closing_words")


@dataclass(frozen=True)
class Found:
    """What the pane shows of a complaint."""

    detail: ComplaintDetail
    timeline: tuple[ComplaintLine, ...]
    repeats: tuple[Repeat, ...]
    letters: tuple[LetterRow, ...]
    templates: tuple[TemplateRow, ...]
    file: DisputeFile
    story: tuple[HistoryLine, ...]


@dataclass(frozen=True)
class PaneVerbs:
    """What its buttons ask of the page; called with the complaint's id first.

    Attributes:
        edit: Opens the complaint's form.
        write: Opens the letter editor with a template or a draft.
        print_letters: Prints letters.
        print_file: Prints the dispute file.
        print_agreement: Prints the agreement.
        delete: Deletes the complaint.
    """

    edit: Callable[[str], object]
    write: Callable[[str, str, str], object]
    print_letters: Callable[[list[str]], object]
    print_file: Callable[[str], object]
    print_agreement: Callable[[str], object]
    delete: Callable[[str], object]


class ComplaintPane(RecordPane):
    """Shows one complaint and takes its steps.

    Args:
        desk: The desk.
        verbs: What its buttons ask of the page.

    Attributes:
        stage_form: The form of the present stage, if there is one.
        panel: The small form of another step, while it is open.
        dispute: The file, while it is shown.
        letters: The letters, while they are shown.
    """

    def __init__(self, desk: Desk, verbs: PaneVerbs, parent: QWidget | None = None) -> None:
        self._verbs = verbs
        self._view = WORK
        self._wanted = ""
        self.stage_form: StageForm | None = None
        self.panel: InlineForm | None = None
        self.dispute: DisputeTab | None = None
        self.letters: LetterList | None = None
        self.measures: MeasureList | None = None
        self.segments: Segments | None = None
        super().__init__(
            desk,
            _KINDS,
            (
                "complaint",
                T("complaints", "No complaint chosen"),
                T("complaints", "Choose one in the list to see it here."),
            ),
            parent,
        )

    # --- what the page asks ---------------------------------------------------------------------------------------

    def set_record(self, record_id: str | None) -> None:
        """Show another complaint, or none; what is being typed here stays."""
        if record_id == self.record_id and self.being_typed_in():
            return
        if record_id != self.record_id:
            self._wanted = ""
        super().set_record(record_id)

    def show_view(self, view: str) -> None:
        """Show the work, the letters or the file."""
        self._view = view
        self.again()

    def start_step(self, action: str) -> None:
        """Open the form of a step, if the complaint allows it; take it at once if it asks for nothing."""
        if self._shown is not None and self._shown.detail.values["id"] == self.record_id:
            self._open_step(self._shown.detail, action)
        else:
            self._wanted = action

    def being_typed_in(self) -> bool:
        """Say whether something stands half typed here: showing the complaint anew would lose it."""
        parts = (self.dispute, self.letters, self.measures)
        open_panel = self.panel is not None or any(part is not None and part.panel is not None for part in parts)
        return open_panel or (self.stage_form is not None and self.stage_form.changed())

    def _changed(self, _changes: Changes) -> None:
        if self.record_id and self.isVisible() and not self.being_typed_in():
            self.load()

    # --- reading and building -------------------------------------------------------------------------------------

    def read(self, record_id: str) -> Found:
        """Return everything about the complaint."""
        context, actor = self.desk.context, self.desk.actor
        return Found(
            context.complaints.detail(actor, record_id),
            tuple(context.complaints.timeline(actor, record_id)),
            tuple(context.complaints.repeats_of(actor, record_id)),
            tuple(context.letters.of(actor, record_id)),
            tuple(context.letters.templates(actor)),
            context.disputes.file(actor, record_id),
            tuple(context.complaints.history(actor, record_id)),
        )

    def build(self, layout: QVBoxLayout, found: Found) -> None:
        """Put the complaint into the pane."""
        self.stage_form, self.panel, self.dispute, self.letters, self.measures = None, None, None, None, None
        detail = found.detail
        self._head(layout, detail)
        if detail.values["stage"] in rules.PATH:
            layout.addWidget(StagePath(detail.path, self.desk.display))
        self._clocks(layout, detail)
        self._steps(layout, detail)
        self._panel_place = QVBoxLayout()
        layout.addLayout(self._panel_place)
        self.segments = Segments(self._views(found))
        self.segments.set_current(self._view)
        self.segments.chosen.connect(self.show_view)
        layout.addWidget(self.segments)
        {WORK: self._work, LETTERS: self._letters, FILE: self._file}[self._view](layout, found)
        if self._wanted:
            action, self._wanted = self._wanted, ""
            self._open_step(detail, action)

    def _views(self, found: Found) -> list[tuple[str, Text]]:
        letters, file = len(found.letters), found.file
        entries = len(file.parties) + file.talk_count + len(file.evidence)
        dispute = found.detail.values["dispute"]
        file_title = T("complaints", "Dispute file") if dispute else T("complaints", "Evidence")
        return [
            (WORK, T("complaints", "Handling")),
            (LETTERS, T("complaints", "Letters {n}").with_(n=letters or "")),
            (FILE, T("complaints", "{title} {n}").with_(title=file_title, n=entries or "")),
        ]

    def _head(self, layout: QVBoxLayout, detail: ComplaintDetail) -> None:
        values = detail.values
        number = label(values["number"], "title")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts: list[QWidget | None] = [
            number,
            StateChip(rules.stage_title(values["stage"]), STAGE_TONES.get(values["stage"], "muted")),
        ]
        if values["grade"] == "serious":
            parts.append(Tag(rules.GRADES["serious"], "late"))
        if values["dispute"]:
            parts.append(Tag(T("complaints", "Dispute"), "info"))
        parts.append(None)
        edit = tool("edit", T("complaints", "Edit (F2)"), on=lambda: self._verbs.edit(str(values["id"])))
        edit.setEnabled(values["stage"] in rules.OPEN and self.desk.may("complaint", "edit"))
        layout.addLayout(row(*parts, edit, self._more(detail)))
        title = label(values["title"], "heading")
        title.setWordWrap(True)
        layout.addWidget(title)
        if values["grade"] == "serious" and values["told_at"] is None and values["stage"] in rules.OPEN:
            layout.addWidget(label(T("complaints", "The management has not taken note yet."), "late"))

    def _more(self, detail: ComplaintDetail) -> QWidget:
        more = tool("more", T("complaints", "More"))
        menu = QMenu(more)
        forward = {step.action for step in rules.FORWARD.values()}
        for step in detail.steps:
            if step.action not in (*forward, *_AT_HAND, KEEP, "note"):
                menu.addAction(str(step.title), lambda step=step: self._open_step(detail, step.action))
        record = str(detail.values["id"])
        if self.desk.may("complaint", "move"):
            menu.addAction(str(T("complaints", "Link a ticket…")), lambda: self._link_ticket(record))
        if self.desk.may("complaint", "delete"):
            menu.addSeparator()
            menu.addAction(str(T("complaints", "Delete")), lambda: self._verbs.delete(record))
        more.setMenu(menu)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        more.setObjectName("more")
        return more

    def _clocks(self, layout: QVBoxLayout, detail: ComplaintDetail) -> None:
        values = detail.values
        if values["respond_due"] is None and values["solve_due"] is None:
            return
        parts: list[QWidget | None] = []
        warn = self.desk.context.settings.number("complaints.soon_minutes") * MINUTE
        for clock, due, done in (("respond", "respond_due", "responded_at"), ("solve", "solve_due", "solved_at")):
            count = Countdown(self.desk.display)
            if values["stage"] in rules.OPEN or values[done] is not None:
                count.set_due(values[due], values[done], warn)
            count.setObjectName(f"clock_{clock}")
            parts += [label(rules.CLOCKS[clock], "muted"), count]
        layout.addLayout(row(*parts, None))

    def _steps(self, layout: QVBoxLayout, detail: ComplaintDetail) -> None:
        at_hand = [step for action in _AT_HAND for step in detail.steps if step.action == action]
        if not at_hand:
            return
        layout.addLayout(
            row(
                *(button(step.title, on=lambda step=step: self._open_step(detail, step.action)) for step in at_hand),
                None,
            )
        )

    # --- the three views ------------------------------------------------------------------------------------------

    def _work(self, layout: QVBoxLayout, found: Found) -> None:
        detail, values = found.detail, found.detail.values
        record = str(values["id"])
        if values["stage"] in rules.FORWARD and self.desk.may("complaint", "move"):
            layout.addWidget(Heading(rules.STAGES[values["stage"]]))
            self.stage_form = StageForm(self.desk, detail)
            self.stage_form.done.connect(self._step_taken)
            layout.addWidget(self.stage_form)
            layout.addWidget(hairline())
        self._repeats(layout, found.repeats)
        layout.addWidget(self._facts(detail))
        layout.addWidget(Heading(rules.FIELD_TITLES["description"]))
        layout.addWidget(_words(values["description"]))
        self._written(layout, detail)
        self.measures = MeasureList(
            self.desk,
            record,
            detail.measures,
            may_add=values["stage"] in (*rules.OPEN, "archived") and self.desk.may("complaint", "move"),
        )
        self.measures.changed.connect(self.load)
        layout.addWidget(self.measures)
        layout.addWidget(LinkStrip(self.desk, "complaint", record))
        layout.addWidget(AttachmentStrip(self.desk, "complaint", record, catch=self))
        layout.addWidget(Heading(T("complaints", "Timeline")))
        layout.addWidget(self._events(found.timeline))
        self.add_story(layout, found.story)

    def _letters(self, layout: QVBoxLayout, found: Found) -> None:
        values = found.detail.values
        record = str(values["id"])
        self.letters = LetterList(
            self.desk,
            found.letters,
            found.templates,
            may_write=self.desk.may("complaint", "move") and values["stage"] not in ("void", "rejected"),
            write=lambda template, letter: self._verbs.write(record, template, letter),
            print_=self._verbs.print_letters,
        )
        self.letters.changed.connect(self.load)
        layout.addWidget(self.letters)

    def _file(self, layout: QVBoxLayout, found: Found) -> None:
        values = found.detail.values
        record = str(values["id"])
        self.dispute = DisputeTab(
            self.desk,
            record,
            found.file,
            open_=values["stage"] in rules.OPEN,
            print_file=lambda: self._verbs.print_file(record),
            print_agreement=lambda: self._verbs.print_agreement(record),
        )
        self.dispute.changed.connect(self.load)
        layout.addWidget(self.dispute)
        layout.addWidget(AttachmentStrip(self.desk, "complaint", record, catch=self))

    # --- parts of the work ----------------------------------------------------------------------------------------

    def _repeats(self, layout: QVBoxLayout, repeats: Sequence[Repeat]) -> None:
        if not repeats:
            return
        layout.addWidget(Heading(T("complaints", "Repeated complaints"), len(repeats)))
        for repeat in repeats:
            layout.addWidget(repeat_line(self.desk, repeat))

    def _facts(self, detail: ComplaintDetail) -> QWidget:
        values, zone = detail.values, self.desk.context.zone

        def moment(key: str) -> str:
            return "" if values[key] is None else f"{zone.local(values[key]):%Y-%m-%d %H:%M}"

        def by(name: str, key: str) -> str:
            return f"{name} {moment(key)}".strip() if values[key] is not None else ""

        titles = rules.FIELD_TITLES
        pairs: list[tuple[Text, Any, Any]] = [
            (titles["place"], detail.room, None),
            (titles["person_name"], f"{values['person_name']} {values['person_phone']}".strip(), None),
            (titles["subject"], detail.subject, None),
            (titles["department"], detail.department, None),
            (titles["channel"], CHANNELS.get(values["channel"], values["channel"]), None),
            (titles["staff_id"], f"{detail.staff} {detail.staff_phone}".strip(), None),
            (T("complaints", "Taken in by"), detail.taken_by, None),
            (titles["happened_at"], moment("happened_at"), None),
            (titles["reported_at"], moment("reported_at"), None),
            (titles["respond_due"], moment("respond_due"), "late" if values["respond_late"] else None),
            (T("complaints", "First response given"), moment("responded_at"), None),
            (titles["solve_due"], moment("solve_due"), "late" if values["solve_late"] else None),
            (T("complaints", "Solution said"), moment("solved_at"), None),
            (T("complaints", "Management took note"), by(detail.told_to, "told_at"), None),
            (T("complaints", "Plan approved"), by(detail.approved_by, "approved_at"), None),
            (titles["consent"], rules.CONSENTS.get(values["consent"], values["consent"]), None),
            (titles["no_letter"], values["no_letter"], None),
            (titles["cause"], rules.CAUSES.get(values["cause"], values["cause"]), None),
            (titles["no_measure"], values["no_measure"], None),
            (titles["satisfaction"], values["satisfaction"], None),
            (T("complaints", "Ended"), moment("ended_at"), None),
            (titles["source_number"], values["source_number"], None),
        ]
        grid = KeyValueGrid()
        grid.set([pair for pair in pairs if str(pair[1] if pair[1] is not None else "").strip()])
        return grid

    def _written(self, layout: QVBoxLayout, detail: ComplaintDetail) -> None:
        """Show what earlier stages wrote down; what is being written stands in the form above."""
        in_form = rules.STAGE_FIELDS.get(str(detail.values["stage"]), ()) if self.stage_form is not None else ()
        for key in _WRITTEN:
            if detail.values[key] and key not in in_form:
                layout.addWidget(Heading(rules.FIELD_TITLES[key]))
                layout.addWidget(_words(detail.values[key]))

    def _events(self, timeline: Sequence[ComplaintLine]) -> QWidget:
        shown = Timeline(self.desk.display, self._add_note if self.desk.may("complaint", "move") else None)
        shown.set_events(
            [
                Event(
                    line.at,
                    str(line.words),
                    line.note,
                    line.who,
                    line.target,
                    "late" if line.action in ("back", "disapprove", "reopen", "reject") else "plain",
                    line.action,
                )
                for line in timeline
            ]
        )
        return shown

    # --- doing ----------------------------------------------------------------------------------------------------

    def _open_step(self, detail: ComplaintDetail, action: str) -> None:
        step = next((step for step in detail.steps if step.action == action), None)
        if step is None:
            self.desk.voice.warn(
                T("complaints", "“{action}” is not possible now: stage “{stage}”.").with_(
                    action=rules.BY_ACTION[action].title, stage=rules.stage_title(str(detail.values["stage"]))
                )
            )
            return
        desk, record, stage = self.desk, str(detail.values["id"]), str(detail.values["stage"])
        fields = step_fields(desk, step, stage)
        known = {field.key: detail.values.get(field.key) for field in fields if field.key != "note"}
        self._ask(
            InlineForm(
                desk,
                step.title,
                fields,
                lambda values: desk.context.complaints.do(desk.actor, record, action, values),
                step.title,
                known,
                "danger" if action in ("void", "reject") else "primary",
            ),
            lambda _stage: self._step_taken(action),
        )

    def _link_ticket(self, record: str) -> None:
        from ui.features.complaints.fields import tickets
        from ui.forms.spec import Field

        desk = self.desk
        field = Field("ticket_id", T("complaints", "Ticket"), "lookup", True, lookup=tickets(desk))
        self._ask(
            InlineForm(
                desk,
                T("complaints", "Link a ticket"),
                (field,),
                lambda values: desk.context.complaints.link_ticket(desk.actor, record, str(values["ticket_id"])),
                T("complaints", "Link"),
            ),
            lambda _none: self._close_and_load(),
        )

    def _ask(self, panel: InlineForm, done: Callable[[object], object]) -> None:
        self._close_panel()
        self.panel = panel
        panel.done.connect(done)
        panel.left.connect(self._close_panel)
        self._panel_place.addWidget(panel)
        panel.form.focus_first()
        self.verticalScrollBar().setValue(0)

    def _step_taken(self, action: str) -> None:
        self.desk.voice.info(
            T("complaints", "Saved.")
            if action == KEEP
            else T("complaints", "Done: {action}.").with_(action=rules.BY_ACTION[action].title)
        )
        self._close_and_load()

    def _close_and_load(self) -> None:
        self._close_panel()
        self.load()

    def _close_panel(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None
            self.setFocus()

    def _add_note(self, note: str) -> None:
        desk, record = self.desk, self.record_id
        if record is not None:
            desk.jobs.run(
                lambda: desk.context.complaints.do(desk.actor, record, "note", {"note": note}),
                done=lambda _stage: self.load(),
                owner=self,
            )


def repeat_line(desk: Desk, repeat: Repeat) -> QWidget:
    """Return a line about an earlier complaint of the same kind: why it is one, and a way to it."""
    line = QWidget()
    opener = button(repeat.number, "link", on=lambda: desk.go("complaint", repeat.id))
    opener.setAutoDefault(True)
    layout = row(
        StateChip(rules.stage_title(repeat.stage), STAGE_TONES.get(repeat.stage, "muted")),
        opener,
        ElidedLabel(T("complaints", "{title} · {why}").with_(title=repeat.title, why=repeat.why), "right"),
        label(desk.display.moment(repeat.at), "small"),
    )
    layout.setStretch(2, 1)
    layout.setContentsMargins(0, 0, 0, 0)
    line.setLayout(layout)
    return line


def _words(text: str) -> QWidget:
    shown = label(text)
    shown.setWordWrap(True)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return shown

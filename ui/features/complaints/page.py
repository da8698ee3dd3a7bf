"""The complaints tab: the list with its pane; the intake, the letter editor and the two books open in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.text import T
from app.features.complaints import rules
from ui.bridge.desk import Target
from ui.features.complaints.alarms import AlarmBar
from ui.features.complaints.books import Book, BookPanel, partners_book, templates_book
from ui.features.complaints.columns import complaint_looks
from ui.features.complaints.fields import step_fields
from ui.features.complaints.inline import InlineForm
from ui.features.complaints.intake import ComplaintForm
from ui.features.complaints.letters import LetterEditor
from ui.features.complaints.pane import FILE, LETTERS, ComplaintPane, PaneVerbs
from ui.forms.frame import FormFrame
from ui.forms.record import OpenRecord
from ui.panes.links import LINKS_SHORTCUT
from ui.tables.output import Output
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.tables.query import Query
from ui.widgets.actions import Action, BulkAction, Shortcut

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_GROUP = T("complaints", "Complaints")


class ComplaintsPage(QStackedWidget):
    """Complaints: list, pane, intake, letters, books.

    Attributes:
        list: The list.
        pane: The pane beside it.
        frame: The form that is open in place of the list.
        book: The book that is open in place of the list.
    """

    KEY = "complaints"
    TITLE = T("shell", "Complaints")
    ICON = "complaint"
    GROUP = 1
    KINDS = ("complaint", "complaint_alarm", "letter_template", "partner")
    PERMISSION = ("complaint", "view")

    waiting = Signal(int, str)
    """How many complaints are late or soon will be, and the tone to show it in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.output = Output(desk, self)
        self.pane: ComplaintPane | None = None
        self.frame: FormFrame | None = None
        self.book: BookPanel | None = None
        self.together: InlineForm | None = None
        self.list = ListPage(self._spec(), desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state, self)
        self.alarms = AlarmBar(desk)
        self.front = QWidget()
        layout = QVBoxLayout(self.front)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.alarms)
        self._together_place = QVBoxLayout()
        layout.addLayout(self._together_place)
        layout.addWidget(self.list, 1)
        self.front.setFocusProxy(self.list)
        self.addWidget(self.front)
        desk.feed.listen(self, ("complaint", "follow_up"), lambda _changes: self._count_late())
        self._count_late()

    # --- what the window asks -------------------------------------------------------------------------------------

    def go(self, target: Target) -> None:
        """Open a complaint, the intake (also from a ticket), a form, a book, or the list filtered."""
        values = dict(target.values or {})
        if target.kind in ("letter_template", "partner"):
            self.leave(partial(self._open_book_of, target.kind))
        elif target.new and values.get("ticket_id"):
            self.leave(partial(self.take_from, str(values["ticket_id"])))
        elif target.new:
            self.leave(partial(self.take, values))
        elif target.kind == "complaint_alarm":
            self.leave(self._front)
        elif target.id and values.get("edit"):
            self.leave(partial(self.edit, target.id))
        elif target.id:
            self.leave(partial(self.show_complaint, target.id))
        elif values:
            self.leave(partial(self._filtered, values))

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost."""

        def go_on() -> None:
            self._front()
            then()

        if self.frame is not None:
            self.frame.guard.leave(go_on)
        elif self.book is not None:
            self.book.leaving(go_on)
        else:
            then()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of this page for the sheet."""
        own = [
            Shortcut("Ctrl+N", T("complaints", "Take a complaint"), _GROUP),
            Shortcut("Ctrl+Return", T("complaints", "Save, or go on to the next stage"), _GROUP),
            Shortcut("F2", T("complaints", "Edit"), _GROUP),
            Shortcut("F8", T("complaints", "Assign"), _GROUP),
            Shortcut("F9", T("complaints", "Letters; in the editor: show the sheet"), _GROUP),
        ]
        return [*own, LINKS_SHORTCUT, *self.list.shortcuts()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+N takes a complaint in here, not a ticket."""
        if event.matches(QKeySequence.StandardKey.New) and self._desk.may("complaint", "create"):
            self.new()
        else:
            super().keyPressEvent(event)

    def new(self) -> None:
        """Take a complaint in, as Ctrl+N does on this page."""
        self.leave(partial(self.take, {}))

    def show_complaint(self, complaint_id: str) -> None:
        """Put the keyboard on a complaint, whatever the filters hide."""
        self._front()
        if self.list.show_record(complaint_id):
            return

        def arrived() -> None:
            self.list.model.loaded.disconnect(arrived)
            self.list.show_record(complaint_id)

        self.list.model.loaded.connect(arrived)
        self.list.apply(reset=True)

    # --- forms ----------------------------------------------------------------------------------------------------

    def take(self, values: dict[str, Any] | None = None) -> None:
        """Open an empty intake, or one that begins with what is known."""
        form = ComplaintForm(self._desk, values or {}, parent=self)
        form.taken.connect(self._taken)
        self._open_frame(form)
        form.begin()

    def take_from(self, ticket_id: str) -> None:
        """Open the intake with what a ticket says."""
        desk = self._desk
        desk.jobs.run(lambda: desk.context.complaints.from_ticket(desk.actor, ticket_id), done=self.take, owner=self)

    def edit(self, complaint_id: str) -> None:
        """Open the form of an existing complaint."""
        desk = self._desk

        def opened(record: OpenRecord) -> None:
            form = ComplaintForm(desk, record.values, record, complaint_id, self)
            form.taken.connect(self._taken)
            self._open_frame(form)
            form.begin()

        read = partial(desk.context.complaints.form, desk.actor, complaint_id)
        OpenRecord(desk, ("complaint",), complaint_id, read, self).open(opened, self)

    def write(self, complaint_id: str, template: str, letter_id: str) -> None:
        """Open the letter editor with a template filled in, or with a draft."""
        desk = self._desk

        def read() -> dict[str, Any]:
            if letter_id:
                letter = desk.context.letters.get(desk.actor, letter_id)
                keys = ("template", "title", "receiver", "body", "written_on")
                return {key: getattr(letter, key) for key in keys}
            filled = desk.context.letters.compose(desk.actor, complaint_id, template)
            keys = ("title", "receiver", "body", "written_on")
            return {"template": template} | {key: getattr(filled, key) for key in keys}

        def opened(values: dict[str, Any]) -> None:
            editor = LetterEditor(desk, complaint_id, values, letter_id, self.output, self)
            editor.saved.connect(lambda _id: self._written(complaint_id))
            self._open_frame(editor)
            editor.form.editor("body").setFocus()

        desk.jobs.run(read, done=opened, owner=self)

    def open_book(self, book: Book) -> None:
        """Open a book in place of the list."""
        self.leave(partial(self._show_book, book))

    def _show_book(self, book: Book) -> None:
        self.book = BookPanel(self._desk, book, self)
        self.book.left.connect(self._front)
        self.addWidget(self.book)
        self.setCurrentWidget(self.book)

    def _open_book_of(self, kind: str) -> None:
        self._show_book(templates_book(self._desk) if kind == "letter_template" else partners_book(self._desk))

    def _open_frame(self, frame: FormFrame) -> None:
        self._drop_frame()
        self.frame = frame
        frame.closed.connect(self._front)
        self.addWidget(frame)
        self.setCurrentWidget(frame)

    def _taken(self, complaint_id: str) -> None:
        self._front()
        self.show_complaint(complaint_id)

    def _written(self, complaint_id: str) -> None:
        self._desk.voice.info(T("complaints", "Draft saved."))
        if self.pane is not None and self.pane.record_id == complaint_id:
            self.pane.show_view(LETTERS)
            self.pane.load()

    def _front(self) -> None:
        self._drop_frame()
        if self.book is not None:
            self.book.hide()
            self.book.deleteLater()
            self.book = None
        self.setCurrentWidget(self.front)
        self.list.view.setFocus()

    def _drop_frame(self) -> None:
        if self.frame is not None:
            frame, self.frame = self.frame, None
            frame.hide()
            self.removeWidget(frame)
            frame.deleteLater()

    # --- papers ---------------------------------------------------------------------------------------------------

    def print_letters(self, ids: list[str]) -> None:
        """Make the sheets of letters and show them."""
        desk = self._desk
        self.output.make_sheet(
            str(T("complaints", "Letter")),
            T("complaints", "Making the letter"),
            lambda path, _report: desk.context.complaint_papers.write_letters(desk.actor, ids, path),
        )

    def print_file(self, complaint_id: str) -> None:
        """Make the file of a dispute and show it."""
        desk = self._desk
        self.output.make_sheet(
            str(T("complaints", "Dispute file")),
            T("complaints", "Making the file"),
            lambda path, _report: desk.context.complaint_papers.write_file(desk.actor, complaint_id, path),
        )

    def print_agreement(self, complaint_id: str) -> None:
        """Make the agreement of a dispute and show it."""
        desk = self._desk
        self.output.make_sheet(
            str(T("complaints", "Agreement")),
            T("complaints", "Making the agreement"),
            lambda path, _report: desk.context.complaint_papers.write_agreement(desk.actor, complaint_id, path),
        )

    # --- deleting -------------------------------------------------------------------------------------------------

    def delete(self, complaint_id: str) -> None:
        """Delete a complaint that was entered by mistake; it can be brought back."""
        desk = self._desk

        def undo() -> None:
            desk.jobs.run(lambda: desk.context.complaints.restore(desk.actor, complaint_id))

        desk.jobs.run(
            lambda: desk.context.complaints.delete(desk.actor, complaint_id),
            done=lambda _none: desk.voice.info(T("complaints", "Complaint deleted."), undo=undo),
            owner=self,
        )

    # --- list -----------------------------------------------------------------------------------------------------

    def _spec(self) -> ListPageSpec:
        desk = self._desk
        soon = desk.context.settings.number("complaints.soon_minutes")
        tip = T("complaints", "Take a complaint (Ctrl+N)")
        return ListPageSpec(
            key="complaints",
            lister=desk.context.complaints.lister(desk.actor),
            looks=complaint_looks(desk.context.clock, soon),
            quick=("open", "mine", "late", "stage", "grade", "dispute", "untold"),
            preset=Query(filters={"open": True}),
            primary=Action("new", T("complaints", "Take a complaint"), self.new, "add", tip=tip),
            actions=(
                Action(
                    "print_list",
                    T("complaints", "Print list"),
                    lambda: self.output.print_list(self.list),
                    "print",
                    "Ctrl+P",
                ),
                Action(
                    "export", T("complaints", "Export"), lambda: self.output.export_list(self.list), "export", "Ctrl+E"
                ),
                Action("books", T("complaints", "More"), self._more, "more"),
            ),
            row_actions=self._row_actions(),
            bulk=self._row_actions(),
            detail=self._make_pane,
            empty=Empty(
                T("complaints", "No complaints here"),
                T("complaints", "What residents complain of is taken in, investigated, answered and prevented here."),
                Action("new", T("complaints", "Take a complaint"), self.new, "add"),
                "complaint",
            ),
            open=self._focus_pane,
        )

    def _row_actions(self) -> tuple[BulkAction, ...]:
        return (
            BulkAction("edit", T("complaints", "Edit"), lambda ids: self.edit(ids[0]), "edit", "F2"),
            BulkAction("assign", T("complaints", "Assign"), lambda ids: self._step(ids, "assign"), "send", "F8"),
            BulkAction("letters", T("complaints", "Letters"), lambda ids: self._view(ids[0], LETTERS), "file", "F9"),
            BulkAction(
                "file", T("complaints", "Evidence and dispute file"), lambda ids: self._view(ids[0], FILE), "note"
            ),
            BulkAction("void", T("complaints", "Void"), lambda ids: self._step(ids, "void"), "delete", danger=True),
        )

    def _make_pane(self, parent: QWidget) -> ComplaintPane:
        verbs = PaneVerbs(
            edit=self.edit,
            write=self.write,
            print_letters=self.print_letters,
            print_file=self.print_file,
            print_agreement=self.print_agreement,
            delete=self.delete,
        )
        self.pane = ComplaintPane(self._desk, verbs, parent)
        return self.pane

    def _focus_pane(self, complaint_id: str) -> None:
        self.list.show_record(complaint_id)
        self.list.open_detail()
        if self.pane is not None:
            form = self.pane.stage_form
            if form is not None and self.pane.record_id == complaint_id:
                form.form.focus_first()
            else:
                self.pane.setFocus()

    def _view(self, complaint_id: str, view: str) -> None:
        self.list.show_record(complaint_id)
        self.list.open_detail()
        if self.pane is not None:
            self.pane.set_record(complaint_id)
            self.pane.show_view(view)

    def _more(self) -> None:
        """Offer what is needed once a month: the books, and ledgers to be taken over."""
        desk = self._desk
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(str(T("complaints", "Letter templates")), lambda: self.open_book(templates_book(desk)))
        menu.addAction(str(T("complaints", "Partners")), lambda: self.open_book(partners_book(desk)))
        if desk.may("complaint", "import"):
            target = Target("import", values={"kind": "complaints"})
            menu.addAction(str(T("complaints", "Import a ledger")), lambda: desk.wanted.emit(target))
        menu.popup(QCursor.pos() if self.underMouse() else self.mapToGlobal(self.rect().topRight()))

    def _filtered(self, values: dict[str, Any]) -> None:
        self._front()
        self.list.apply(filters=values, reset=True)

    def _step(self, ids: list[str], action: str) -> None:
        if len(ids) == 1:
            self._focus_pane(ids[0])
        if len(ids) == 1 and self.pane is not None:
            self.pane.set_record(ids[0])
            self.pane.start_step(action)
        elif ids:
            self._many(ids, action)

    def _many(self, ids: list[str], action: str) -> None:
        """Ask once what a step needs, and take it with all of them."""
        desk, step = self._desk, rules.BY_ACTION[action]
        self._close_together()
        title = T("complaints", "{action}: {n} complaints").with_(action=step.title, n=len(ids))
        self.together = InlineForm(
            desk,
            title,
            step_fields(desk, step, step.sources[0]),
            lambda values: desk.context.complaints.do_many(desk.actor, ids, action, values),
            step.title,
            kind="danger" if action == "void" else "primary",
        )
        self.together.done.connect(self._tell_many)
        self.together.left.connect(self._close_together)
        self._together_place.addWidget(self.together)
        self.together.form.focus_first()

    def _tell_many(self, result: tuple[int, list[tuple[str, AppError]]]) -> None:
        count, refused = result
        voice = self._desk.voice
        voice.info(T("complaints", "{n} complaints done.").with_(n=count))
        if refused:
            number, error = refused[0]
            voice.warn(
                T("complaints", "{n} were left as they were; {number}: {reason}").with_(
                    n=len(refused), number=number, reason=str(error)
                )
            )
        self._close_together()

    def _close_together(self) -> None:
        if self.together is not None:
            self.together.hide()
            self.together.deleteLater()
            self.together = None

    def _count_late(self) -> None:
        desk = self._desk

        def told(counts: tuple[int, int]) -> None:
            late, soon = counts
            self.waiting.emit(late or soon, "late" if late else "soon")

        desk.jobs.run(lambda: desk.context.complaints.waiting(desk.actor), done=told, owner=self)

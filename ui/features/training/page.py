"""The training page: people, sessions, certificates, templates, outlines and the year, and their documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.errors import AppError
from app.core.text import T, Text
from ui.bridge.desk import Target
from ui.features.training.attendance import AttendanceView
from ui.features.training.books import Book, books
from ui.features.training.checklist import ChecklistView
from ui.features.training.document import DocumentView
from ui.features.training.lists import ListVerbs, list_spec
from ui.features.training.template import TemplateView
from ui.features.training.year import YearView
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.guard import UnsavedGuard
from ui.forms.record import OpenRecord
from ui.panes.links import LINKS_SHORTCUT
from ui.tables.output import Output
from ui.tables.page import ListPage
from ui.tables.query import Query
from ui.widgets.actions import Shortcut
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_GROUP = T("training", "Training")
KEYS = (
    Shortcut("Ctrl+Tab", T("training", "Next view: people, sessions, certificates …"), _GROUP),
    Shortcut("Ctrl+Shift+N", T("training", "New record"), _GROUP),
    Shortcut("Return", T("training", "Open the checklist or the attendance"), _GROUP),
    Shortcut("F8", T("training", "Sign the rows chosen; say that a session was held"), _GROUP),
    Shortcut("F7", T("training", "Declare a checklist passed; everybody present"), _GROUP),
    Shortcut("Delete", T("training", "Take the last signature back; delete"), _GROUP),
    Shortcut("Space", T("training", "In the attendance: there or not"), _GROUP),
    Shortcut("Ctrl++", T("training", "Add an observation or a row"), _GROUP),
    Shortcut("F4", T("training", "In a checklist: add, change, take out or bring back rows"), _GROUP),
    Shortcut("F6", T("training", "Lift a checklist to the newest version of its template"), _GROUP),
    Shortcut("Ctrl+I", T("training", "Take over a ledger of sessions or certificates"), _GROUP),
    Shortcut("Ctrl+PgUp", T("training", "The year before"), _GROUP),
)
VIEWS = (
    ("people", T("training", "People")),
    ("sessions", T("training", "Sessions")),
    ("certificates", T("training", "Certificates")),
    ("templates", T("training", "Templates")),
    ("courses", T("training", "Outlines")),
    ("year", T("training", "The year")),
)


LEDGERS = ("sessions", "certificates")
"""Views whose records can be taken over from a ledger; the import calls them so too."""


class TrainingPage(QStackedWidget):
    """Training.

    Args:
        desk: The desk.
    """

    KEY = "training"
    TITLE: Text = T("shell", "Training")
    ICON = "training"
    GROUP = 1
    KINDS = ("training", "training_session", "certificate", "training_template", "training_course")
    PERMISSION = ("training", "view")

    waiting = Signal(int, str)
    """How many checklists have late rows, and the tone to show it in."""
    count_changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._books = books(desk)
        self._lists: dict[str, ListPage] = {}
        self._documents: dict[str, DocumentView] = {}
        self._year: YearView | None = None
        self._view = "people"
        self.frame: FormFrame | None = None
        self.output = Output(desk, self)
        self._place(self.list)
        QShortcut(QKeySequence("Ctrl+Tab"), self).activated.connect(self._next_view)
        desk.feed.listen(self, ("training", "training_sign", "training_row"), lambda _changes: self._count_late())
        self._count_late()

    # --- what the window asks -------------------------------------------------------------------------------------

    @property
    def list(self) -> ListPage:
        """The list shown, or shown last."""
        name = "people" if self._view == "year" else self._view
        if name not in self._lists:
            self._lists[name] = self._make(name)
        return self._lists[name]

    @property
    def year(self) -> YearView:
        """The yearly overview; made when it is first wanted."""
        if self._year is None:
            self._year = YearView(self._desk, self._switch(), self.open_checklist, self.output)
            self.addWidget(self._year)
        return self._year

    @property
    def checklist(self) -> ChecklistView:
        """The document of a checklist."""
        view = self._document("people")
        assert isinstance(view, ChecklistView)
        return view

    @property
    def attendance(self) -> AttendanceView:
        """The document of a session."""
        view = self._document("sessions")
        assert isinstance(view, AttendanceView)
        return view

    @property
    def template(self) -> TemplateView:
        """The document of a template."""
        view = self._document("templates")
        assert isinstance(view, TemplateView)
        return view

    def go(self, target: Target) -> None:
        """Open a record, the form of a new one, or a list with filters."""
        values = dict(target.values or {})
        name = next((name for name, book in self._books.items() if book.kind == target.kind), "people")
        if target.new:
            self.leave(lambda: self.open_form(name, "", values))
        elif target.id and values.get("edit"):
            self.leave(lambda: self.edit(name, target.id))
        elif target.id:
            self.leave(lambda: self.show_record(name, target.id))
        elif values:
            self.leave(lambda: self._filtered(name, values))

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost."""
        current = self.currentWidget()

        def go_on() -> None:
            if self.frame is not None:
                self._close_form()
            elif isinstance(current, TemplateView):
                current.forget()
            elif isinstance(current, DocumentView):
                current.close_panel()
            then()

        if self.frame is not None:
            self.frame.guard.leave(go_on)
        elif isinstance(current, TemplateView):
            current.guard.leave(go_on)
        elif isinstance(current, DocumentView) and current.panel is not None:
            UnsavedGuard(current, self._desk.voice, None, self).leave(go_on)
        else:
            then()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the page."""
        return [*KEYS, LINKS_SHORTCUT, *self.list.shortcuts()]

    # --- views ----------------------------------------------------------------------------------------------------

    def show_view(self, name: str) -> None:
        """Show one of the views."""
        self._view = name
        shown: QWidget = self.year if name == "year" else self.list
        for switch in self.findChildren(Segments):
            switch.set_current(name)
        self._place(shown)
        if isinstance(shown, YearView):
            shown.load()
            self.count_changed.emit(0)
        else:
            self.count_changed.emit(self.list.model.total)

    def show_record(self, name: str, record_id: str) -> None:
        """Put the keyboard on a record, whatever the filters hide; a checklist or session is opened whole."""
        self.show_view(name)
        self.list.show_record(record_id)

    def open_document(self, name: str, record_id: str) -> None:
        """Open a record whole: checklist, attendance or template; others in their form."""
        if name in ("people", "sessions", "templates"):
            view = self._document(name)
            self._place(view)
            view.open(record_id)
        elif self._desk.may("training", "edit"):
            self.edit(name, record_id)

    def open_checklist(self, training_id: str) -> None:
        """Open somebody's checklist, from the year or elsewhere."""
        self._view = "people"
        self.open_document("people", training_id)

    def _filtered(self, name: str, values: dict[str, Any]) -> None:
        self.show_view(name)
        self.list.apply(filters=values, reset=True)

    def _next_view(self) -> None:
        if self.currentWidget() in (self._lists.get(self._view), self._year):
            keys = [key for key, _ in VIEWS]
            self.show_view(keys[(keys.index(self._view) + 1) % len(keys)])

    def _place(self, widget: QWidget) -> None:
        self.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        widget.setFocus()

    def _switch(self) -> Segments:
        switch = Segments(VIEWS)
        switch.set_current(self._view)
        switch.chosen.connect(self.show_view)
        return switch

    def _make(self, name: str) -> ListPage:
        desk, book = self._desk, self._books[name]
        verbs = ListVerbs(
            new=lambda: self.open_form(name, "", {}),
            open=lambda record: self.open_document(name, record),
            edit=lambda record: self.edit(name, record),
            delete=lambda ids: self.delete(name, ids),
            print_list=lambda: self.output.print_list(self._lists[name]),
            export=lambda: self.output.export_list(self._lists[name]),
            paper=None if book.paper is None else lambda ids: self.print_papers(name, ids),
            plan={"courses": self._plan, "templates": self._copy}.get(name),
            take=(lambda: desk.wanted.emit(Target("import", values={"kind": name}))) if name in LEDGERS else None,
        )
        spec = list_spec(desk, name, book.lister(), verbs, self._switch())
        page = ListPage(spec, desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state, self)
        page.count_changed.connect(lambda count: self.count_changed.emit(count) if self._view == name else None)
        self.addWidget(page)
        return page

    def _document(self, name: str) -> DocumentView:
        if name not in self._documents:
            desk = self._desk

            def edit(record: str) -> None:
                self.edit(name, record)

            view: DocumentView
            if name == "people":
                view = ChecklistView(
                    desk, edit, lambda ids: self.print_papers(name, ids), lambda ids: self.print_papers("passing", ids)
                )
            elif name == "sessions":
                view = AttendanceView(desk, edit, lambda ids: self.print_papers(name, ids))
            else:
                view = TemplateView(desk, edit)
            view.left.connect(lambda: self._left(name))
            self._documents[name] = view
            self.addWidget(view)
        return self._documents[name]

    def _left(self, name: str) -> None:
        record = self._documents[name].record_id
        self._documents[name].record_id = ""
        self.show_record(name, record)

    # --- forms ----------------------------------------------------------------------------------------------------

    def edit(self, name: str, record_id: str) -> None:
        """Open the form of a record."""
        desk, book = self._desk, self._books[name]
        if record_id and desk.may("training", "edit"):
            record = OpenRecord(desk, book.tables, record_id, lambda: book.read(record_id), self)
            record.open(lambda opened: self.open_form(name, record_id, opened.values, opened), self)

    def open_form(self, name: str, record_id: str, values: dict[str, Any], record: OpenRecord | None = None) -> None:
        """Open a form in the list's place.

        Args:
            name: Which list the record belongs to.
            record_id: The record; empty for a new one.
            values: What the form begins with.
            record: What is changed, as it was read.
        """
        desk, book = self._desk, self._books[name]
        if not desk.may("training", "edit" if record_id else "create"):
            return
        back = self.currentWidget() if record_id and isinstance(self.currentWidget(), DocumentView) else None
        self._close_form()
        self._view = name
        form = Form(book.form(record_id, values), desk.display, desk.jobs)
        form.set_values({**book.begin(), **values} if not record_id else values)
        form.mark_saved()
        book.prepare(form)
        frame = FormFrame(
            book.changing if record_id else book.new,
            form,
            lambda given: book.save(given, record_id),
            desk.voice,
            desk.jobs,
            on_saved=lambda made: self._saved(name, str(made), back, new=not record_id),
            closes=False,
            record=record,
        )
        frame.closed.connect(lambda: self._closed(back))
        self.frame = frame
        self.addWidget(frame)
        self.setCurrentWidget(frame)
        form.focus_first()

    def _saved(self, name: str, record_id: str, back: QWidget | None, *, new: bool) -> None:
        self._close_form()
        self._desk.voice.info(T("training", "Saved."))
        if isinstance(back, DocumentView):
            self._place(back)
            back.load()
        elif new and name in ("people", "sessions", "templates"):
            self.open_document(name, record_id)
        else:
            self.show_record(name, record_id)

    def _closed(self, back: QWidget | None) -> None:
        self._close_form()
        self._place(back if back is not None else self.list)

    def _close_form(self) -> None:
        frame, self.frame = self.frame, None
        if frame is not None:
            self.removeWidget(frame)
            frame.deleteLater()

    def _plan(self, course_id: str) -> None:
        desk = self._desk
        self._view = "sessions"
        self.open_form("sessions", "", desk.context.training_sessions.draft(desk.actor, course_id))

    def _copy(self, template_id: str) -> None:
        desk = self._desk

        def work() -> str:
            templates = desk.context.training_templates
            title = T("training", "{title} (copy)").format(title=templates.card(desk.actor, template_id).title)
            return templates.copy(desk.actor, template_id, title)

        desk.jobs.run(work, done=lambda made: self.open_document("templates", str(made)), owner=self)

    # --- deleting and printing ------------------------------------------------------------------------------------

    def delete(self, name: str, ids: list[str]) -> None:
        """Delete records; what must stay is said with its reason, what is gone can be brought back."""
        desk, book = self._desk, self._books[name]

        def work() -> tuple[list[str], list[AppError]]:
            gone: list[str] = []
            refused: list[AppError] = []
            for record_id in ids:
                try:
                    book.delete(record_id)
                    gone.append(record_id)
                except AppError as error:
                    refused.append(error)
            return gone, refused

        desk.jobs.run(work, done=lambda result: self._deleted(book, *result), owner=self)

    def _deleted(self, book: Book, gone: list[str], refused: list[AppError]) -> None:
        if gone:
            said = T("training", "{n} deleted.").with_(n=len(gone))
            self._desk.voice.info(said, undo=lambda: self._restore(book, gone))
        if refused:
            self._desk.voice.error(refused[0])

    def _restore(self, book: Book, ids: list[str]) -> None:
        def work() -> None:
            for record_id in ids:
                book.restore(record_id)

        self._desk.jobs.run(work, done=lambda _none: self.show_record(self._view, ids[0]), owner=self)

    def print_papers(self, name: str, ids: list[str]) -> None:
        """Make the papers of records and open the PDF for printing."""
        desk = self._desk
        papers = desk.context.training_papers
        title, write = {
            "people": (T("training", "Training checklist"), papers.write_checklists),
            "sessions": (T("training", "Sign-in sheet"), papers.write_sign_in),
            "passing": (T("training", "Certificate of passing"), papers.write_passing),
        }[name]
        self.output.make_sheet(
            str(title), T("training", "Making sheets"), lambda path, report: write(desk.actor, ids, path, report)
        )

    def _count_late(self) -> None:
        desk = self._desk
        query = Query(filters={"late": True})
        desk.jobs.run(
            lambda: desk.context.training.lister(desk.actor).count(query),
            done=lambda count: self.waiting.emit(count, "late"),
            owner=self,
        )

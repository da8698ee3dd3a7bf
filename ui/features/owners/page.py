"""The owners page: people and houses in two lists, their cards beside them, their forms in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.errors import AppError
from app.core.text import T, Text
from ui.bridge.desk import Target
from ui.features.owners.books import BookVerbs, houses_book, people_book
from ui.features.owners.doubles import DoublesView
from ui.features.owners.forms import house_form, house_saved, house_shown, person_form
from ui.features.owners.house_doubles import HouseDoublesView
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.record import OpenRecord
from ui.panes.links import LINKS_SHORTCUT
from ui.panes.pane import RecordPane
from ui.tables.output import Output
from ui.tables.page import ListPage
from ui.widgets.actions import Shortcut
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

Book = Literal["person", "house"]
_PERSON = ("person", "person_phone", "residence", "person_tag", "vehicle")
"""Tables in which a person lives."""
Save = Callable[[dict[str, Any]], str]

_GROUP = T("owners", "Owners")
KEYS = (
    Shortcut("Ctrl+Tab", T("owners", "People or houses"), _GROUP),
    Shortcut("Ctrl+Shift+N", T("owners", "New person or house"), _GROUP),
    Shortcut("F2", T("owners", "Edit"), _GROUP),
    Shortcut("Delete", T("owners", "Delete"), _GROUP),
    Shortcut("Alt+Up", T("owners", "In a form: move the line up"), _GROUP),
    Shortcut("Ctrl++", T("owners", "In a form: add a line"), _GROUP),
    Shortcut("Ctrl+Delete", T("owners", "In a form: remove the line"), _GROUP),
)
_VIEWS = (("person", T("owners", "People")), ("house", T("owners", "Houses")))
_DELETED = {
    "person": (T("owners", "Entry deleted."), T("owners", "{n} entries deleted.")),
    "house": (T("owners", "House deleted."), T("owners", "{n} houses deleted.")),
}


class OwnersPage(QStackedWidget):
    """People and houses.

    Args:
        desk: The desk.
    """

    KEY = "owners"
    TITLE: Text = T("shell", "Owners")
    ICON = "owners"
    GROUP = 2
    KINDS = ("house", "person")
    PERMISSION = ("person", "view")

    waiting = Signal(int, str)
    count_changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book: Book = "person"
        self._houses: ListPage | None = None
        self.doubles: DoublesView | None = None
        self.double_houses: HouseDoublesView | None = None
        self.frame: FormFrame | None = None
        self.output = Output(desk, self)
        self.people = self._make(
            people_book(desk, self._verbs("person"), self._compare, self._look_for_doubles, self._switch())
        )
        shortcut = QShortcut(QKeySequence("Ctrl+Tab"), self)
        shortcut.activated.connect(self._other_book)

    # What the window asks

    @property
    def list(self) -> ListPage:
        """The list shown, or shown last."""
        return self.people if self._book == "person" else self.houses

    @property
    def houses(self) -> ListPage:
        """The list of houses; made when it is first wanted."""
        if self._houses is None:
            verbs, lead = self._verbs("house"), self._switch()
            spec = houses_book(self._desk, verbs, self._new_resident, self._look_for_double_houses, lead)
            self._houses = self._make(spec)
        return self._houses

    def go(self, target: Target) -> None:
        """Open a person or house, a form, or a list with filters."""
        values = dict(target.values or {})
        book: Book = "house" if target.kind == "house" else "person"
        if target.new:
            self.leave(lambda: self.open_form(book, "", values))
        elif target.id and values.get("edit"):
            self.leave(lambda: self.edit(book, target.id))
        elif target.id:
            self.leave(lambda: self.show_record(book, target.id))
        elif values or target.kind in self.KINDS:
            self.leave(lambda: self._show_filtered(book, values))

    def leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` once nothing typed would be lost."""
        if self.frame is None:
            then()
            return

        def go_on() -> None:
            self._close_form()
            then()

        self.frame.guard.leave(go_on)

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the page."""
        return [*KEYS, LINKS_SHORTCUT, *self.list.shortcuts()]

    # Lists

    def show_book(self, book: Book) -> None:
        """Show people or houses."""
        self._book = book
        page = self.list
        for switch in self.findChildren(Segments):
            switch.set_current(book)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.view.setFocus()
        self.count_changed.emit(page.model.total)

    def show_record(self, book: Book, record_id: str) -> None:
        """Put the keyboard on somebody or a house, whatever the filters hide."""
        self.show_book(book)
        page = self.list
        if page.show_record(record_id):
            return

        def arrived() -> None:
            page.model.loaded.disconnect(arrived)
            page.show_record(record_id)

        page.model.loaded.connect(arrived)
        page.apply(reset=True)

    def _show_filtered(self, book: Book, values: dict[str, Any]) -> None:
        self.show_book(book)
        if values:
            self.list.apply(filters=values, reset=True)

    def _make(self, spec: Any) -> ListPage:
        desk = self._desk
        page = ListPage(spec, desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state, self)
        page.count_changed.connect(lambda count: self.count_changed.emit(count) if page is self.list else None)
        self.addWidget(page)
        return page

    def _switch(self) -> Segments:
        switch = Segments(_VIEWS)
        switch.set_current(self._book)
        switch.chosen.connect(self.show_book)
        switch.setVisible(self._desk.may("house", "view"))
        return switch

    def _other_book(self) -> None:
        if self.currentWidget() is self.list and self._desk.may("house", "view"):
            self.show_book("house" if self._book == "person" else "person")

    def _verbs(self, book: Book) -> BookVerbs:
        return BookVerbs(
            new=lambda: self.open_form(book, "", {}),
            edit=lambda record: self.edit(book, record),
            delete=lambda ids: self.delete(book, ids),
            focus=lambda _record: self._focus_detail(),
            print_list=lambda: self.output.print_list(self.list),
            export=lambda: self.output.export_list(self.list),
            bring_in=lambda: self._desk.wanted.emit(Target("import", values={"kind": "owners"})),
        )

    def _focus_detail(self) -> None:
        pane = self.list.findChild(RecordPane)
        if pane is not None:
            pane.setFocus()

    # Forms

    def edit(self, book: Book, record_id: str) -> None:
        """Open the form of somebody or of a house."""
        desk = self._desk
        if not desk.may(book, "edit"):
            return
        people, houses = desk.context.people, desk.context.houses
        record = (
            OpenRecord(desk, _PERSON, record_id, lambda: people.form(desk.actor, record_id), self)
            if book == "person"
            else OpenRecord(desk, ("house",), record_id, lambda: house_shown(houses.form(desk.actor, record_id)), self)
        )
        record.open(lambda opened: self.open_form(book, record_id, opened.values, opened), self)

    def open_form(self, book: Book, record_id: str, values: dict[str, Any], record: OpenRecord | None = None) -> None:
        """Open a form in the list's place.

        Args:
            book: People or houses.
            record_id: Who or what is changed; empty for a new entry.
            values: What the form begins with; ``house_id`` is the house somebody new lives in.
            record: What is changed, as it was read.
        """
        self._close_form()
        desk = self._desk
        form, save = self._person(record_id, values) if book == "person" else self._house(record_id, values)
        frame = FormFrame(
            self._title(book, record_id, values),
            form,
            save,
            desk.voice,
            desk.jobs,
            on_saved=lambda made: self._saved(book, made),
            closes=False,
            record=record,
        )
        frame.closed.connect(self._close_form)
        self.frame = frame
        self.addWidget(frame)
        self.setCurrentWidget(frame)
        form.focus_first()

    def _person(self, record_id: str, values: dict[str, Any]) -> tuple[Form, Save]:
        desk = self._desk
        begin = dict(values)
        home, relation = begin.pop("house_id", ""), begin.pop("relation", "owner")
        if home:
            begin["houses"] = [{"house_id": home, "relation": relation}]
        if not record_id:  # the lines that are always wanted stand ready; blank ones do not count
            begin = {"phones": [{}], "houses": [{}], **begin}
        form = Form(person_form(desk), desk.display, desk.jobs)
        form.set_values(begin)
        return form, lambda given: desk.context.people.save(desk.actor, given, record_id)

    def _house(self, record_id: str, values: dict[str, Any]) -> tuple[Form, Save]:
        desk = self._desk
        form = Form(house_form(desk), desk.display, desk.jobs)
        form.set_values(values)
        return form, lambda given: desk.context.houses.save(desk.actor, house_saved(given), record_id)

    def _saved(self, book: Book, record_id: str) -> None:
        self._close_form()
        self._desk.voice.info(T("owners", "Saved."))
        self.show_record(book, record_id)

    def _close_form(self) -> None:
        frame, self.frame = self.frame, None
        if frame is not None:
            self.setCurrentWidget(self.list)
            self.removeWidget(frame)
            frame.deleteLater()
            self.list.view.setFocus()

    def _title(self, book: Book, record_id: str, values: dict[str, Any]) -> Text:
        if not record_id:
            return T("owners", "New person") if book == "person" else T("owners", "New house")
        if book == "person":
            return T("owners", "Edit “{name}”").with_(name=values["name"])
        return T("owners", "Edit house {room}").with_(room=self._desk.context.houses.label(record_id))

    def _new_resident(self, house_id: str) -> None:
        self.open_form("person", "", {"house_id": house_id})

    # Deleting

    def delete(self, book: Book, ids: list[str]) -> None:
        """Delete entries; what something still refers to stays, and the page says why."""
        desk = self._desk
        service = desk.context.people if book == "person" else desk.context.houses

        def work() -> tuple[list[str], list[AppError]]:
            gone: list[str] = []
            refused: list[AppError] = []
            for record_id in ids:
                try:
                    service.delete(desk.actor, record_id)
                    gone.append(record_id)
                except AppError as error:
                    refused.append(error)
            return gone, refused

        desk.jobs.run(work, done=lambda result: self._deleted(book, *result), owner=self)

    def _deleted(self, book: Book, gone: list[str], refused: list[AppError]) -> None:
        voice = self._desk.voice
        if gone:
            one, many = _DELETED[book]
            voice.info(one if len(gone) == 1 else many.with_(n=len(gone)), undo=lambda: self._restore(book, gone))
        if len(refused) == 1:
            voice.error(refused[0])
        elif refused:
            voice.error(
                T("owners", "{n} stay, because something refers to them: {reason}").with_(
                    n=len(refused), reason=refused[0].text
                )
            )

    def _restore(self, book: Book, ids: list[str]) -> None:
        desk = self._desk
        service = desk.context.people if book == "person" else desk.context.houses

        def work() -> None:
            for record_id in ids:
                service.restore(desk.actor, record_id)

        desk.jobs.run(work, done=lambda _none: self.show_record(book, ids[0]), owner=self)

    # Doubles

    def _compare(self, ids: list[str]) -> None:
        self._doubles().compare(ids)

    def _look_for_doubles(self) -> None:
        self._doubles().show_groups()

    def _look_for_double_houses(self) -> None:
        if self.double_houses is None:
            self.double_houses = HouseDoublesView(self._desk)
            self.double_houses.left.connect(lambda: self.show_book("house"))
            self.double_houses.opened.connect(lambda record: self.show_record("house", record))
            self.addWidget(self.double_houses)
        self.setCurrentWidget(self.double_houses)
        self.double_houses.look()

    def _doubles(self) -> DoublesView:
        if self.doubles is None:
            self.doubles = DoublesView(self._desk)
            self.doubles.left.connect(lambda: self.show_book("person"))
            self.doubles.opened.connect(lambda record: self.show_record("person", record))
            self.addWidget(self.doubles)
        self.setCurrentWidget(self.doubles)
        return self.doubles

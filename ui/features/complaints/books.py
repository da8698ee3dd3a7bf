"""The two books beside the complaints: letter templates and partners, a list and the form of the entry chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T, Text
from app.features.complaints.service import VARIABLES
from ui.forms.form import Form
from ui.forms.guard import UnsavedGuard
from ui.forms.spec import Field, FormSpec, Section
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import button, hairline, label, row, tool
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KEY = int(Qt.ItemDataRole.UserRole)
_OUT = T("complaints", "{title} (out of use)")


@dataclass(frozen=True)
class Book:
    """What a book holds.

    Attributes:
        title: What it is called.
        kind: Record kind, to follow changes.
        fields: The form of an entry.
        read: Returns the entries, those out of use too: id -> (title, form values).
        save: Saves an entry: (values, id; empty for a new one) -> id.
        hint: What belongs here.
    """

    title: Text
    kind: str
    fields: tuple[Field, ...]
    read: Callable[[], Mapping[str, tuple[str, dict[str, Any]]]]
    save: Callable[[dict[str, Any], str], str]
    hint: Text


def templates_book(desk: Desk) -> Book:
    """Return the book of letter templates."""
    letters, actor = desk.context.letters, desk.actor

    def read() -> Mapping[str, tuple[str, dict[str, Any]]]:
        return {
            row.id: (row.title, {"title": row.title, "hint": row.hint, "body": row.body, "active": row.active})
            for row in letters.templates(actor, retired=True)
        }

    return Book(
        T("complaints", "Letter templates"),
        "letter_template",
        (
            Field("title", T("complaints", "Title"), "text", True),
            Field("hint", T("complaints", "When it is used")),
            Field(
                "body",
                T("complaints", "Text"),
                "long_text",
                True,
                lines=16,
                help=T("complaints", "Names in braces are filled in: {names}").with_(
                    names=" ".join(f"{{{name}}}" for name in VARIABLES)
                ),
            ),
            Field("active", T("complaints", "Can be chosen"), "flag", default=True),
        ),
        read,
        lambda values, key: letters.save_template(actor, values, key),
        T("complaints", "Each letter is made from one of these; what is known of the complaint is filled in."),
    )


def partners_book(desk: Desk) -> Book:
    """Return the book of partners."""
    disputes, actor = desk.context.disputes, desk.actor

    def read() -> Mapping[str, tuple[str, dict[str, Any]]]:
        keys = ("title", "contact", "phone", "note", "active")
        return {
            entry.id: (entry.title, {key: getattr(entry, key) for key in keys})
            for entry in disputes.partners(actor, retired=True)
        }

    return Book(
        T("complaints", "Partners"),
        "partner",
        (
            Field("title", T("complaints", "Institution"), "text", True),
            Field("contact", T("complaints", "Contact")),
            Field("phone", T("complaints", "Telephone"), "phone"),
            Field("note", T("complaints", "When to turn to them"), "long_text", lines=4),
            Field("active", T("complaints", "Can be chosen"), "flag", default=True),
        ),
        read,
        lambda values, key: disputes.save_partner(actor, values, key),
        T("complaints", "Whom the office turns to: community police, committee, mediation, authorities."),
    )


class BookPanel(QWidget):
    """Shows a book and edits its entries.

    Args:
        desk: The desk.
        book: Which one.
        parent: Its owner.
    """

    left = Signal()

    def __init__(self, desk: Desk, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._book = desk, book
        self._entries: dict[str, tuple[str, dict[str, Any]]] = {}
        self._key = ""
        self._may = desk.may("dictionary", "edit")
        self.list = QListWidget()
        self.list.setFixedWidth(320)
        self.list.setAccessibleName(str(book.title))
        self.form = Form(FormSpec((Section(None, book.fields),)), desk.display, desk.jobs)
        self.form.set_readonly(not self._may)
        self.form.save_wanted.connect(self.save)
        self.form.leave_wanted.connect(self.leave)
        self.save_button = button(T("complaints", "Save"), "primary", on=self.save)
        self.save_button.setEnabled(self._may)
        self._guard = UnsavedGuard(self.form, desk.voice, self._save_then, self)
        self._build()
        self.list.currentItemChanged.connect(self._chosen)
        desk.feed.listen(self, (book.kind,), lambda _changes: self._reload())
        self._reload()

    def leave(self) -> None:
        """Go back, once nothing typed would be lost."""
        self._guard.leave(self.left.emit)

    def leaving(self, then: Callable[[], None]) -> None:
        """Call ``then`` once nothing typed would be lost."""
        self._guard.leave(then)

    def save(self) -> None:
        """Save the entry."""
        self._save_then(None)

    def new(self) -> None:
        """Begin a new entry."""
        self._guard.leave(self._begin)

    def _begin(self) -> None:
        self._key = ""
        self.list.clearSelection()
        self.list.setCurrentRow(-1)
        self.form.set_values({"active": True})
        self.form.mark_saved()
        self.form.focus_first()

    def _save_then(self, then: Callable[[], None] | None) -> None:
        if not self._may:
            return
        try:
            values = self.form.values()
        except Invalid as error:
            self.form.show_errors(error)
            return
        book, key = self._book, self._key

        def done(made: str) -> None:
            self._key = made
            self.form.mark_saved()
            self._desk.voice.info(T("complaints", "Saved."))
            self._reload()
            if then is not None:
                then()

        self._desk.jobs.run(lambda: book.save(values, key), done=done, failed=self._refused, owner=self)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.form.show_errors(error)
        elif isinstance(error, AppError):
            self._desk.voice.error(error)
        else:
            raise error

    def _reload(self) -> None:
        self._desk.jobs.run(self._book.read, done=self._arrived, owner=self)

    def _arrived(self, entries: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
        self._entries = dict(entries)
        self.list.blockSignals(True)
        self.list.clear()
        for key, (title, values) in self._entries.items():
            item = QListWidgetItem(title if values["active"] else _OUT.format(title=title))
            item.setData(_KEY, key)
            self.list.addItem(item)
            if key == self._key:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if not self._key and self._entries and not self.form.changed():
            self.list.setCurrentRow(0)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = str(item.data(_KEY))
        if key != self._key:
            self._guard.leave(lambda: self._show(key))

    def _show(self, key: str) -> None:
        self._key = key
        self.form.set_values(self._entries[key][1])
        self.form.mark_saved()

    def _build(self) -> None:
        add = button(T("complaints", "New entry"), icon="add", on=self.new)
        add.setVisible(self._may)
        back = tool("close", T("complaints", "Back to the complaints (Esc)"), on=self.leave)
        hint = label(self._book.hint, "muted")
        hint.setWordWrap(True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        right = QVBoxLayout()
        right.addWidget(area, 1)
        right.addLayout(row(None, self.save_button))
        body = row(self.list, hairline(upright=True), gap=2 * GRID)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        margins(layout, 3 * GRID, 2 * GRID)
        layout.addLayout(row(label(self._book.title, "title"), None, add, back))
        layout.addWidget(hint)
        layout.addWidget(MessageBar(self._desk.voice))
        layout.addLayout(body, 1)

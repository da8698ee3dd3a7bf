"""Letters: those of a complaint in its pane, and the editor in which one is written, checked, printed and sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.text import T
from app.features.complaints import rules
from app.features.complaints.service import LetterRow, TemplateRow
from app.features.office.rules import BLANK
from ui.features.complaints.inline import InlineForm
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.spec import Field, FormSpec, Section
from ui.theme.current import theme
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Heading, button, label, row, tool
from ui.widgets.chips import StateChip

if TYPE_CHECKING:
    from pathlib import Path

    from ui.bridge.desk import Desk
    from ui.tables.output import Output

LINES = 18
SIDE = 300


class LetterList(QWidget):
    """The letters of a complaint.

    Args:
        desk: The desk.
        letters: The letters.
        templates: What a new one can be made from.
        may_write: Whether letters can be written.
        write: Opens the editor: with a template, or with a draft.
        print_: Prints letters.
        parent: Its owner.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        letters: Sequence[LetterRow],
        templates: Sequence[TemplateRow],
        *,
        may_write: bool,
        write: Callable[[str, str], object],
        print_: Callable[[list[str]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._write, self._print = desk, write, print_
        self.panel: InlineForm | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        if may_write and templates:
            self._layout.addLayout(row(self._new(templates), None))
        for letter in letters:
            self._layout.addWidget(self._letter(letter, may_write=may_write))
        if not letters:
            words = label(T("complaints", "No letter yet. Choose a template: what is known is filled in."), "muted")
            words.setWordWrap(True)
            self._layout.addWidget(words)

    def _new(self, templates: Sequence[TemplateRow]) -> QWidget:
        new = button(T("complaints", "Write a letter"), icon="edit")
        new.setObjectName("write_letter")
        menu = QMenu(new)
        menu.setToolTipsVisible(True)
        for template in templates:
            action = menu.addAction(template.title, lambda template=template: self._write(template.id, ""))
            action.setToolTip(template.hint)
        new.setMenu(menu)
        return new

    def _letter(self, letter: LetterRow, *, may_write: bool) -> QWidget:
        desk = self._desk
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(2)
        title = label(letter.title, "heading")
        title.setWordWrap(True)
        layout.addWidget(title)
        if letter.sent_at is None:
            chip = StateChip(T("complaints", "Draft"), "soon")
            words = letter.written_on
        else:
            chip = StateChip(rules.DELIVERIES.get(letter.delivery, letter.delivery), "done")
            words = f"{desk.display.moment(letter.sent_at)} · {letter.sent_by}"
        parts: list[QWidget | None] = [chip, label(words, "muted"), None]
        if desk.may("complaint", "print"):
            parts.append(tool("print", T("complaints", "Print the letter"), on=lambda: self._print([letter.id])))
        if may_write and letter.sent_at is None:
            parts.append(tool("edit", T("complaints", "Go on writing"), on=lambda: self._write("", letter.id)))
            parts.append(tool("send", T("complaints", "Mark as sent"), on=lambda: self._send(letter)))
            parts.append(tool("delete", T("complaints", "Throw the draft away"), on=lambda: self._drop(letter)))
        layout.addLayout(row(*parts))
        if not letter.whole:
            layout.addWidget(label(T("complaints", "This text was changed after the letter was sent."), "late"))
        shown = label(letter.receiver + "\n" + letter.body, "muted")
        shown.setWordWrap(True)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(shown)
        return body

    def _send(self, letter: LetterRow) -> None:
        desk = self._desk
        if self.panel is not None:
            self.panel.deleteLater()
        self.panel = InlineForm(
            desk,
            T("complaints", "Mark as sent"),
            (delivery_field(),),
            lambda values: desk.context.letters.send(desk.actor, letter.id, str(values["delivery"])),
            T("complaints", "Sent"),
            {"delivery": "hand"},
        )
        self.panel.done.connect(lambda _none: self.changed.emit())
        self.panel.left.connect(self._close)
        self._layout.insertWidget(1, self.panel)
        self.panel.form.focus_first()

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None

    def _drop(self, letter: LetterRow) -> None:
        desk = self._desk
        desk.jobs.run(
            lambda: desk.context.letters.drop(desk.actor, letter.id), done=lambda _none: self.changed.emit(), owner=self
        )


def delivery_field() -> Field:
    """Return the field for the way a letter goes."""
    return Field("delivery", T("complaints", "Way of sending"), "choice", True, choices=rules.DELIVERIES)


class LetterEditor(FormFrame):
    """Writes a letter: what must not be said is marked, places left blank are counted, one key shows the sheet.

    Args:
        desk: The desk.
        complaint_id: The complaint.
        values: The letter as it begins: ``template``, ``title``, ``receiver``, ``body``, ``written_on``.
        letter_id: The draft that is gone on with; empty for a new letter.
        output: Makes and shows sheets.
        parent: Its owner.
    """

    sent = Signal()

    def __init__(
        self,
        desk: Desk,
        complaint_id: str,
        values: dict[str, Any],
        letter_id: str,
        output: Output,
        parent: QWidget | None = None,
    ) -> None:
        self._desk, self._id, self.letter_id, self._output = desk, complaint_id, letter_id, output
        self._template = str(values.get("template") or "")
        fields = (
            Field("title", T("complaints", "Title"), "text", True),
            Field("receiver", T("complaints", "Address line"), "text", True),
            Field("body", T("complaints", "Text"), "long_text", True, lines=LINES),
            Field("written_on", T("complaints", "Date"), "date", True, width="half", past=True),
        )
        form = Form(FormSpec((Section(None, fields),)), desk.display, desk.jobs)
        self._side = QWidget()
        super().__init__(
            T("complaints", "Letter"),
            form,
            self._save,
            desk.voice,
            desk.jobs,
            T("complaints", "Save the draft"),
            extra=self._side,
            closes=True,
            parent=parent,
        )
        form.set_values({key: values.get(key) for key in ("title", "receiver", "body", "written_on")})
        if letter_id:
            form.mark_saved()
        self._marker = _Marker(desk, self._body().document())
        self._build_side()
        form.edited.connect(lambda _key: self.look())
        shortcut = QShortcut(QKeySequence("F9"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.preview)
        self.look()

    def changed(self) -> bool:
        """Say whether something typed would be lost."""
        return self.form.changed()

    def preview(self) -> None:
        """Show the sheet as it would be printed now."""
        desk, record = self._desk, self._id
        values = {key: str(self.form.value(key) or "") for key in ("title", "receiver", "body", "written_on")}
        letter = LetterRow(
            self.letter_id,
            values["title"],
            values["receiver"],
            values["body"],
            values["written_on"] or desk.context.zone.day(desk.context.clock.now()).isoformat(),
            None,
            "",
            "",
            self._template,
            whole=True,
        )

        def write(path: Path, _report: object) -> object:
            return desk.context.complaint_papers.preview(desk.actor, record, letter, path)

        self._output.make_sheet(
            values["title"] or str(T("complaints", "Letter")), T("complaints", "Making the letter"), write
        )

    def look(self) -> None:
        """Say at the side what is still blank, and what must not be said."""
        while (item := self._notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        text = str(self.form.value("body") or "")
        blanks = text.count(BLANK) + str(self.form.value("title") or "").count(BLANK)
        if blanks:
            self._note(label(T("complaints", "{n} places are still blank.").with_(n=blanks), "late"))
        for hit in self._desk.context.letters.banned(text):
            tone = "late" if hit.banned.level == "ban" else "soon"
            self._note(label(T("complaints", "“{phrase}”").with_(phrase=hit.banned.phrase), tone))
            why = "；".join(part for part in (hit.banned.why, hit.banned.say) if part)
            self._note(label(why, "muted"))
        if not blanks and not self._desk.context.letters.banned(text):
            self._note(label(T("complaints", "Nothing is blank, and nothing is said that should not be."), "muted"))

    def _note(self, words: QLabel) -> None:
        words.setWordWrap(True)
        self._notes.addWidget(words)

    def _build_side(self) -> None:
        self._side.setFixedWidth(SIDE)
        layout = QVBoxLayout(self._side)
        margins(layout, 2 * GRID)
        layout.addWidget(Heading(T("complaints", "Before it is sent")))
        self._notes = QVBoxLayout()
        layout.addLayout(self._notes)
        look = button(T("complaints", "Show the sheet  F9"), icon="print", on=self.preview)
        look.setObjectName("preview")
        layout.addWidget(look)
        layout.addStretch(1)

    def _body(self) -> QPlainTextEdit:
        editor = self.form.editor("body")
        assert isinstance(editor, QPlainTextEdit)
        return editor

    def _save(self, values: dict[str, Any]) -> str:
        desk = self._desk
        given = {**values, "template": self._template}
        self.letter_id = desk.context.letters.save(desk.actor, self._id, given, self.letter_id)
        return self.letter_id


class _Marker(QSyntaxHighlighter):
    """Marks in the text what must not be said to residents, and blanks that are still to be filled in."""

    def __init__(self, desk: Desk, document: QTextDocument) -> None:
        super().__init__(document)
        self._desk = desk

    def highlightBlock(self, text: str) -> None:
        """Mark one paragraph."""
        for hit in self._desk.context.letters.banned(text):
            shape = QTextCharFormat()
            shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            colour = theme().colour("red" if hit.banned.level == "ban" else "amber")
            shape.setUnderlineColor(colour)
            shape.setForeground(colour)
            self.setFormat(hit.start, hit.end - hit.start, shape)
        start = text.find(BLANK)
        while start >= 0:
            shape = QTextCharFormat()
            shape.setBackground(theme().colour("amber-soft"))
            self.setFormat(start, len(BLANK), shape)
            start = text.find(BLANK, start + len(BLANK))

"""A template's rows, changed in place; saving makes its next version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.features.training import rules
from app.features.training.service import ITEM_FIELDS, ItemCard, TemplateCard
from ui.features.training.document import DocumentView
from ui.features.training.forms import item_form
from ui.forms.form import Form
from ui.forms.guard import UnsavedGuard
from ui.i18n.language import AnyText
from ui.tables.rows import Cells, RowsModel, RowsView
from ui.widgets.basic import label, row, set_kind
from ui.widgets.chips import StateChip
from ui.widgets.search import KeyFilter

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

NEW = "new"
"""Beginning of the key of a row that the template does not have yet."""


class TemplateView(DocumentView):
    """One template.

    Args:
        desk: The desk.
        edit: Opens the form of a template's head.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, edit: Callable[[str], object], parent: QWidget | None = None) -> None:
        self._edit = edit
        self._rows: list[ItemCard] = []
        self._made = 0
        self._moved_rows = False
        self.form: Form | None = None
        super().__init__(desk, "training.template", ("training_template", "training_item"), parent)
        self.state = StateChip("", "info")
        self.words = label("", "muted")
        self.notes = label("", "small")
        self.head.addLayout(row(self.state, self.words, None))
        self.head.addWidget(self.notes)
        self.guard = UnsavedGuard(self, desk.voice, self.save, self)
        self.table.opened.connect(lambda _key: self.into_form())
        KeyFilter(self.table, self._table_key)
        for key, act in (
            ("Ctrl++", self.add),
            ("Ctrl+=", self.add),
            ("Ctrl+Delete", self.remove),
            ("Alt+Up", lambda: self.move_row(-1)),
            ("Alt+Down", lambda: self.move_row(1)),
            ("F2", self._edit_head),
        ):
            self.bind(key, act)

    @property
    def card(self) -> TemplateCard | None:
        """What was read."""
        return self._found

    def make_table(self) -> RowsView[ItemCard]:
        """Return the rows of a template."""
        cells = (
            Cells[ItemCard](T("training", "Stage"), lambda one: one.stage, 140, tone=lambda _one: "muted"),
            Cells[ItemCard](T("training", "Day"), lambda one: str(one.day), 68),
            Cells[ItemCard](T("training", "What"), lambda one: one.title, 0, tip=lambda one: one.content),
            Cells[ItemCard](T("training", "Kind"), lambda one: rules.KINDS.get(one.kind, one.kind), 84),
            Cells[ItemCard](T("training", "Hours"), lambda one: rules.hours(one.minutes), 56),
            Cells[ItemCard](T("training", "Signs"), lambda one: rules.SIGNERS.get(one.signer, one.signer), 88),
            Cells[ItemCard](T("training", "Required"), lambda one: "✓" if one.required else "", 76),
        )
        model = RowsModel(cells, lambda one: one.id, self)
        return RowsView(model, T("training", "Rows of the template"))

    def open(self, record_id: str) -> None:
        """Show a template."""
        self._rows = []
        super().open(record_id)

    def read(self, record_id: str) -> TemplateCard:
        """Return the template."""
        return self.desk.context.training_templates.card(self.desk.actor, record_id)

    def changed(self) -> bool:
        """Say whether rows differ from what was saved."""
        return self._found is not None and tuple(self._rows) != self._found.items

    def leave(self) -> None:
        """Go back to the list; asks if something would be lost."""
        self.guard.leave(self._leave_now)

    def _leave_now(self) -> None:
        self.forget()
        self.left.emit()

    def forget(self) -> None:
        """Drop what was changed and not saved."""
        self._rows = list(self._found.items) if self._found is not None else []

    def show_found(self, found: TemplateCard) -> None:
        """Show the template, unless rows are being changed here."""
        self.title.setText(found.title)
        self.state.set_state(rules.TIERS.get(found.tier, found.tier), "info" if found.active else "muted")
        if not self._rows or self._moved_rows:
            self._moved_rows = False
            self._rows = list(found.items)
        self._show_rows()
        if self.desk.may("training", "edit"):
            self.set_verbs(
                [
                    ("save", T("training", "Save as next version"), "save", "Ctrl+Return", self.save),
                    ("add", T("training", "Add a row"), "add", "Ctrl++", self.add),
                    ("head", T("training", "Title and goal"), "edit", "F2", self._edit_head),
                ]
            )

    def _show_rows(self) -> None:
        self.table.show_rows(self._rows)
        split = rules.split_of((one.kind, one.minutes) for one in self._rows)
        card = self.card
        words: list[AnyText] = [
            T("training", "Version {n}").with_(n=card.version if card is not None else 1),
            T("training", "{n} rows").with_(n=len(self._rows)),
            T("training", "{n} hours").with_(n=rules.hours(split.total)),
            T("training", "theory {n} %").with_(n=split.theory_percent or 0),
        ]
        self.words.setText(" · ".join(map(str, words)))
        near = card is None or (
            rules.near_share(card.theory_percent, split.theory_percent) and split.total >= card.minutes_target
        )
        wanted = T("training", "Aimed at: theory {share} %, at least {hours} hours.").with_(
            share=card.theory_percent if card is not None else 0,
            hours=rules.hours(card.minutes_target) if card is not None else 0,
        )
        self.notes.setText("" if near else str(wanted))
        set_kind(self.notes, "plain" if near else "soon", "tone")

    def build_beside(self, layout: QVBoxLayout) -> None:
        """Show the form of the current row."""
        current = self.table.current
        self.form = None
        if not isinstance(current, ItemCard):
            return
        form = Form(item_form(self.desk), self.desk.display, self.desk.jobs)
        form.set_values({key: _shown(getattr(current, key)) for key in ITEM_FIELDS})
        form.mark_saved()
        if not self.desk.may("training", "edit"):
            form.set_readonly(True)
        form.edited.connect(lambda _key: self._typed(current.id))
        form.save_wanted.connect(self.save)
        form.leave_wanted.connect(self.table.setFocus)
        self.form = form
        layout.addWidget(form)

    def into_form(self) -> None:
        """Put the keyboard into the form of the current row."""
        if self.form is not None:
            self.form.focus_first()

    # --- rows -----------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Add a row after the current one, in its stage and on its day."""
        if not self.desk.may("training", "edit"):
            return
        place = self._place()
        before = self._rows[place] if 0 <= place < len(self._rows) else None
        self._made += 1
        made = ItemCard(
            id=f"{NEW}{self._made}",
            stage=before.stage if before is not None else "",
            day=before.day if before is not None else 1,
            kind="practice",
            title="",
            content="",
            minutes=60,
            required=True,
            signer="mentor",
            pass_score=None,
            course_id="",
        )
        self._rows.insert(place + 1, made)
        self._show_rows()
        self.table.select(made.id)
        self._fill_beside()
        self.into_form()

    def remove(self) -> None:
        """Remove the current row; a bar offers to bring it back."""
        place = self._place()
        if not 0 <= place < len(self._rows) or not self.desk.may("training", "edit"):
            return
        gone = self._rows.pop(place)
        self._show_rows()
        self._fill_beside()

        def bring_back() -> None:
            self._rows.insert(place, gone)
            self._show_rows()
            self.table.select(gone.id)

        self.desk.voice.info(T("training", "Row removed."), undo=bring_back)

    def move_row(self, step: int) -> None:
        """Move the current row up or down."""
        place = self._place()
        other = place + step
        if 0 <= place < len(self._rows) and 0 <= other < len(self._rows) and self.desk.may("training", "edit"):
            self._rows[place], self._rows[other] = self._rows[other], self._rows[place]
            key = self._rows[other].id
            self._show_rows()
            self.table.select(key)

    def _typed(self, key: str) -> None:
        """Take what was typed into the row; a number that cannot be read yet waits."""
        form = self.form
        place = next((place for place, one in enumerate(self._rows) if one.id == key), -1)
        if form is None or place < 0:
            return
        try:
            values = form.values()
        except Invalid:
            return
        taken = {name: _kept(name, values[name]) for name in ITEM_FIELDS if name in values}
        self._rows[place] = replace(self._rows[place], **taken)
        self._show_rows()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the rows as the template's next version; what is wrong is said with its row."""
        desk, record = self.desk, self.record_id
        if not desk.may("training", "edit") or not record:
            return
        rows = list(self._rows)
        items: list[dict[str, Any]] = [
            {name: getattr(one, name) for name in ITEM_FIELDS} | ({} if one.id.startswith(NEW) else {"id": one.id})
            for one in rows
        ]

        def done(_id: object) -> None:
            self._moved_rows = True
            desk.voice.info(T("training", "Saved. Checklists begun before keep their rows."))
            self.load()
            if then is not None:
                then()

        desk.jobs.run(
            lambda: desk.context.training_templates.save(desk.actor, {}, record, items),
            done=done,
            failed=lambda error: self._refused(error, rows),
            owner=self,
        )

    def _refused(self, error: BaseException, rows: list[ItemCard]) -> None:
        """Put the keyboard on the first wrong row and say under its fields what is wrong."""
        if not isinstance(error, AppError):
            raise error
        places = sorted(int(key.split(".")[1]) for key in getattr(error, "fields", {}) if key.startswith("items."))
        if not isinstance(error, Invalid) or not places:
            self.desk.voice.error(error)
            return
        first = places[0]
        self.table.select(rows[first - 1].id)
        self._fill_beside()
        if self.form is not None:
            wrong = {key.split(".")[2]: text for key, text in error.fields.items() if key.startswith(f"items.{first}.")}
            self.form.show_errors(wrong)
            self.form.setFocus()

    def _edit_head(self) -> None:
        def go_on() -> None:
            self.forget()
            self._edit(self.record_id)

        if self.desk.may("training", "edit"):
            self.guard.leave(go_on)

    def _place(self) -> int:
        return self.table.currentIndex().row()

    def _table_key(self, event: QKeyEvent) -> bool:
        """Alt with the arrows moves the row before the table moves the keyboard; Ctrl+Enter saves as in the form."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            return True
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return False


def _shown(value: Any) -> Any:
    return None if value == "" else value


def _kept(name: str, value: Any) -> Any:
    kinds = {field.name: str(field.type) for field in fields(ItemCard)}
    if value is None:
        return {"str": "", "int": 0, "bool": False}.get(kinds[name])
    return value

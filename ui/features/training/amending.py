"""What changes a running checklist in its document: rows added, changed, taken out, brought back, and lifting it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from app.core.text import T, Text
from app.features.training.service import FATES, ITEM_FIELDS, GoneRow, Lifted, LiftPlan, RowCard
from ui.features.training.asking import AskPanel
from ui.features.training.forms import item_form
from ui.forms.spec import Field, FormSpec, Section
from ui.widgets.basic import key_text

if TYPE_CHECKING:
    from ui.features.training.checklist import ChecklistView

ADD, CHANGE, REMOVE, LIFT, MENU = "Ctrl++", "Shift+F2", "Ctrl+Delete", "F6", "F4"
_REASON = Field("reason", T("training", "Reason"), "long_text", True, lines=2)
_UNDONE = T("training", "Undone")


class Amending:
    """The verbs by which a checklist is fitted to its person; each asks beside the rows and can be undone.

    Args:
        view: The document.
    """

    def __init__(self, view: ChecklistView) -> None:
        self._view = view
        self._desk = view.desk
        for key, act in (
            (ADD, self.add),
            ("Ctrl+=", self.add),
            (CHANGE, self.change),
            (REMOVE, self.remove),
            (LIFT, self.lift),
            (MENU, self.offer),
        ):
            view.bind(key, act)

    @property
    def allowed(self) -> bool:
        """Whether the checklist is under way and the person may change it."""
        card = self._view.card
        return card is not None and card.state == "open" and self._desk.may("training", "edit")

    def offer(self) -> None:
        """Open the menu of what changes the rows."""
        card = self._view.card
        if not self.allowed or card is None:
            return
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, key, act in (
            (T("training", "Add a row"), ADD, self.add),
            (T("training", "Change the row"), CHANGE, self.change),
            (T("training", "Take the row out"), REMOVE, self.remove),
            (T("training", "Bring a row back"), "", self.bring_back),
        ):
            menu.addAction(f"{words}\t{key_text(key)}" if key else str(words), act)
        newest = T("training", "Lift to the newest template")
        lifting = menu.addAction(f"{newest}\t{key_text(LIFT)}", self.lift)
        lifting.setEnabled(card.newest > card.version)
        below = self._view.findChild(QPushButton, "rows")
        place = below.mapToGlobal(below.rect().bottomLeft()) if below else self._view.mapToGlobal(QPoint(0, 0))
        menu.popup(place)

    # --- rows -----------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a row for this person, behind the current one."""
        card, current = self._view.card, self._view.table.current
        if not self.allowed or card is None or self._view.panel is not None:
            return
        desk, record = self._desk, card.id
        before = current if isinstance(current, RowCard) else None

        def work(values: dict[str, Any]) -> str:
            after = before.id if before is not None else ""
            return desk.context.training.add_row(desk.actor, record, _given(values), str(values["reason"] or ""), after)

        def done(made: str) -> None:
            self._view.select_next(made)
            self._said(
                T("training", "Row added for {name}.").with_(name=card.name),
                lambda: desk.context.training.remove_row(desk.actor, made, str(_UNDONE)),
            )

        begin: dict[str, Any] = {"minutes": 60, "required": True, "day": before.day if before is not None else 1}
        begin["stage"] = before.stage if before is not None else ""
        self._ask(T("training", "A row for {name} alone").with_(name=card.name), item_form(desk), work, done, begin)

    def change(self) -> None:
        """Ask what is to be different in the current row."""
        current = self._unsigned()
        if current is None:
            return
        desk, row = self._desk, current
        before = {key: getattr(row, key) for key in ITEM_FIELDS}

        def work(values: dict[str, Any]) -> None:
            desk.context.training.change_row(desk.actor, row.id, _given(values), str(values["reason"] or ""))

        def done(_none: object) -> None:
            self._said(
                T("training", "“{title}” changed.").with_(title=row.title),
                lambda: desk.context.training.change_row(desk.actor, row.id, before, str(_UNDONE)),
            )

        begin = {key: None if value == "" else value for key, value in before.items()}
        self._ask(T("training", "Change: {row}").with_(row=row.title), item_form(desk), work, done, begin)

    def remove(self) -> None:
        """Ask why the current row is taken out."""
        current = self._unsigned()
        if current is None:
            return
        desk, record, row = self._desk, self._view.record_id, current

        def work(values: dict[str, Any]) -> None:
            desk.context.training.remove_row(desk.actor, row.id, str(values["reason"] or ""))

        def done(_none: object) -> None:
            self._said(
                T("training", "“{title}” taken out.").with_(title=row.title),
                lambda: desk.context.training.restore_row(desk.actor, record, row.id),
            )

        title = T("training", "Take out: {row}").with_(row=row.title)
        self._ask(title, FormSpec(()), work, done, {}, verb=T("training", "Take the row out"), danger=True)

    def bring_back(self) -> None:
        """Ask which of the rows that were taken out is to come back."""
        desk, record = self._desk, self._view.record_id
        if self.allowed and self._view.panel is None:
            desk.jobs.run(
                lambda: desk.context.training.gone_rows(desk.actor, record), done=self._which_back, owner=self._view
            )

    def _which_back(self, gone: tuple[GoneRow, ...]) -> None:
        desk, record = self._desk, self._view.record_id
        if not gone:
            desk.voice.info(T("training", "No row was taken out of this checklist."))
            return
        choices = {one.id: T("training", "{title} ({why})").with_(title=one.title, why=one.why) for one in gone}
        field = Field("row", T("training", "Row"), "choice", True, choices=choices, default=gone[0].id)

        def work(values: dict[str, Any]) -> str:
            desk.context.training.restore_row(desk.actor, record, str(values["row"]))
            return str(values["row"])

        def done(row: str) -> None:
            self._view.select_next(row)
            self._said(
                T("training", "The row stands where it stood."),
                lambda: desk.context.training.remove_row(desk.actor, row, str(_UNDONE)),
            )

        verb = T("training", "Bring a row back")
        self._ask(verb, FormSpec((Section(None, (field,)),)), work, done, {}, verb=verb, reason=False)

    # --- lifting --------------------------------------------------------------------------------------------------

    def lift(self) -> None:
        """Show what lifting to the newest template would do, and do it on demand."""
        card, desk = self._view.card, self._desk
        if not self.allowed or card is None or self._view.panel is not None:
            return
        if card.newest <= card.version:
            desk.voice.info(
                T("training", "The checklist is of the newest version, {n}, already.").with_(n=card.version)
            )
            return
        desk.jobs.run(
            lambda: desk.context.training.lift_preview(desk.actor, card.id), done=self._show_plan, owner=self._view
        )

    def _show_plan(self, plan: LiftPlan) -> None:
        desk = self._desk
        if plan.training_id != self._view.record_id or self._view.panel is not None:
            return
        fields: list[Field] = []
        for fate, words in FATES.items():
            lines = [line for line in plan.lines if line.fate == fate]
            if not lines:
                continue
            told = "\n".join(
                f"· {line.title}" + (f"  {desk.display.day(line.due_on)}" if fate in ("new", "changed") else "")
                for line in lines
            )
            heading = T("training", "{fate}: {n} rows").with_(fate=words, n=len(lines))
            fields.append(Field(fate, f"{heading}\n{told}", "note"))
        if not fields:
            fields.append(Field("same", T("training", "No row changes; only the version does."), "note"))
        fields.append(Field("note", T("training", "Note"), "long_text", lines=2))

        def work(values: dict[str, Any]) -> Lifted:
            training = desk.context.training
            return training.lift(desk.actor, plan.training_id, plan.new, str(values.get("note") or ""))

        def done(lifted: Lifted) -> None:
            self._said(
                T("training", "The checklist is of version {n} now.").with_(n=plan.new),
                lambda: desk.context.training.lower(desk.actor, lifted),
            )

        title = T("training", "From version {old} to version {new}").with_(old=plan.old, new=plan.new)
        verb = T("training", "Lift the checklist")
        self._ask(title, FormSpec((Section(None, tuple(fields)),)), work, done, {}, verb=verb, reason=False)

    # --- helpers --------------------------------------------------------------------------------------------------

    def _unsigned(self) -> RowCard | None:
        """Return the current row if it may be changed; else say why not."""
        current = self._view.table.current
        if not self.allowed or not isinstance(current, RowCard) or self._view.panel is not None:
            return None
        if current.standing != "open":
            words = T("training", "“{title}” is signed and stays as it was signed. Take the signature back first.")
            self._desk.voice.warn(words.with_(title=current.title))
            return None
        return current

    def _ask(
        self,
        title: Text,
        spec: FormSpec,
        work: Callable[[dict[str, Any]], object],
        done: Callable[[Any], object],
        begin: dict[str, Any],
        *,
        verb: Text | None = None,
        danger: bool = False,
        reason: bool = True,
    ) -> None:
        sections = (*spec.sections, Section(None, (_REASON,))) if reason else spec.sections
        words = verb or T("training", "Save")
        self._view.ask(AskPanel(self._desk, title, words, FormSpec(sections), work, begin, danger), done)

    def _said(self, words: Text, back: Callable[[], object]) -> None:
        """Say what was done, with the way back."""
        view, desk = self._view, self._desk

        def undo() -> None:
            desk.jobs.run(back, done=lambda _none: view.load(), owner=view)

        desk.voice.info(words, undo=undo)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "reason"}

"""Somebody's checklist: every row with what exactly is learnt, signed in place by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.training import rules
from app.features.training.service import ChecklistCard, RowCard
from ui.features.training.amending import LIFT, MENU, Amending
from ui.features.training.asking import AskPanel
from ui.features.training.document import DocumentView
from ui.features.training.forms import confirm_form, reason_form, sign_form
from ui.i18n.language import AnyText
from ui.panes.links import LinkStrip
from ui.tables.rows import Cells, RowsModel, RowsView
from ui.theme.tokens import Tone
from ui.widgets.basic import Heading, key_text, label, row
from ui.widgets.chips import StateChip, Tag
from ui.widgets.figures import Meter
from ui.widgets.search import KeyFilter
from ui.widgets.timeline import Event, Timeline

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

KINDS = ("training", "training_row", "training_sign", "training_step", "staff", "setting_value")
_RESULT_TONES: dict[str, Tone] = {"pass": "done", "fail": "late", "open": "soon"}
STATE_TONES: dict[str, Tone] = {"open": "info", "passed": "done", "ended": "muted"}


_STAGE, _NARROW = 1, 1240
"""The column of the stage, and the width in pixels below which it is left out."""


def _standing(card: RowCard) -> str:
    last = card.signatures[-1] if card.signatures else None
    if card.standing == "passed" and last is not None and last.score is not None:
        return f"✓ {last.score}"
    if card.standing == "passed":
        return "✓"
    if card.standing == "failed" and last is not None:
        return f"✕ {'' if last.score is None else last.score}".rstrip()
    if card.standing == "disputed":
        return str(rules.STANDINGS["disputed"])
    if card.late:
        return str(T("training", "overdue"))
    return str(T("training", "blocked")) if card.blocked is not None else ""


def _standing_tone(card: RowCard) -> Tone | None:
    if card.standing == "passed":
        return "done"
    if card.standing in ("failed", "disputed") or card.late:
        return "late"
    return "muted" if card.blocked is not None else None


class ChecklistView(DocumentView):
    """One checklist.

    Args:
        desk: The desk.
        edit: Opens the form of a checklist.
        print_list: Prints checklists.
        print_passing: Prints certificates of passing.
    """

    def __init__(
        self,
        desk: Desk,
        edit: Callable[[str], object],
        print_list: Callable[[list[str]], object],
        print_passing: Callable[[list[str]], object],
        parent: QWidget | None = None,
    ) -> None:
        self._edit, self._print, self._print_passing = edit, print_list, print_passing
        self._wanted = ""
        super().__init__(desk, "training.checklist", KINDS, parent)
        self.state = StateChip("", "info")
        self.words = label("", "muted")
        self.meter = Meter()
        self.head.addLayout(row(self.state, self.words, None))
        self.head.addWidget(self.meter)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(lambda _key: self.sign())
        KeyFilter(self.table, self._table_key)
        for key, act in (
            ("F8", self.sign),
            ("Delete", self.take_back),
            ("F2", lambda: self._edit(self.record_id)),
            ("F9", lambda: self._print([self.record_id])),
            ("F7", self.release),
        ):
            self.bind(key, act)
        self.amending = Amending(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the stage gives its room to the words."""
        super().resizeEvent(event)
        self.table.setColumnHidden(_STAGE, self.width() < _NARROW)

    @property
    def card(self) -> ChecklistCard | None:
        """What is shown."""
        return self._found[0] if self._found is not None else None

    def make_table(self) -> RowsView[RowCard]:
        """Return the rows of a checklist."""
        display = self.desk.display
        cells = (
            Cells[RowCard](T("training", "No."), lambda one: f"{one.number}{'*' if one.required else ''}", 58),
            Cells[RowCard](T("training", "Stage"), lambda one: one.stage, 130, tone=lambda _one: "muted"),
            Cells[RowCard](
                T("training", "What"), lambda one: one.title, 0, tip=lambda one: f"{one.title}\n{one.content}"
            ),
            Cells[RowCard](T("training", "Kind"), lambda one: rules.KINDS.get(one.kind, one.kind), 84),
            Cells[RowCard](
                T("training", "Due"),
                lambda one: display.day(one.due_on),
                84,
                tone=lambda one: "late" if one.late else None,
            ),
            Cells[RowCard](T("training", "Hours"), lambda one: rules.hours(one.minutes), 52),
            Cells[RowCard](T("training", "Signs"), lambda one: rules.SIGNERS.get(one.signer, one.signer), 88),
            Cells[RowCard](
                T("training", "Standing"),
                _standing,
                96,
                tip=lambda one: one.blocked if one.blocked is not None else rules.STANDINGS[one.standing],
                tone=_standing_tone,
            ),
        )
        model = RowsModel(cells, lambda one: one.id, self)
        return RowsView(model, T("training", "Rows of the checklist"))

    def read(self, record_id: str) -> Any:
        """Return the checklist and its story."""
        training, actor = self.desk.context.training, self.desk.actor
        return training.card(actor, record_id), training.story(actor, record_id)

    def show_found(self, found: Any) -> None:
        """Show the checklist; the first time the keyboard goes to the next step."""
        card: ChecklistCard = found[0]
        first = not self.table.rows.rowCount() or self.table.rows.place(card.rows[0].id if card.rows else "") < 0
        self.title.setText(f"{card.name} · {card.title}")
        self.state.set_state(rules.STATES[card.state], STATE_TONES[card.state])
        done, wanted = card.required
        self.meter.set_value(done, wanted, "late" if card.late else "accent")
        self.words.setText(" · ".join(str(part) for part in _told(card)))
        self.table.show_rows(card.rows)
        if first and card.next_row is not None:
            self.table.select(card.next_row.id)
        if self._wanted and self.table.select(self._wanted):
            self._wanted = ""
        self.set_verbs(self._verbs(card))

    def select_next(self, row_id: str) -> None:
        """Put the keyboard on a row as soon as it is there."""
        self._wanted = "" if self.table.select(row_id) else row_id

    def _verbs(self, card: ChecklistCard) -> list[tuple[str, AnyText, str, str, Callable[[], object]]]:
        may = self.desk.may
        found: list[tuple[str, AnyText, str, str, Callable[[], object]]] = []
        if card.state == "open":
            found.append(("sign", T("training", "Sign"), "check", "F8", self.sign))
            if may("training", "edit"):
                found.append(("release", T("training", "Declare passed"), "done", "F7", self.release))
        if card.state == "passed" and may("training", "print"):
            passing = T("training", "Certificate of passing")
            found.append(("passing", passing, "print", "", lambda: self._print_passing([card.id])))
        if may("training", "print"):
            found.append(("print", T("training", "Print"), "print", "F9", lambda: self._print([card.id])))
        if may("training", "edit"):
            found.append(("edit", T("training", "Edit"), "edit", "F2", lambda: self._edit(card.id)))
            if card.state == "open":
                found.append(("rows", T("training", "Fit the rows"), "list", MENU, self.amending.offer))
                found.append(("end", T("training", "Give up"), "close", "", self.end))
            else:
                found.append(("reopen", T("training", "Take up again"), "undo", "", self.reopen))
        return found

    def build_beside(self, layout: QVBoxLayout) -> None:
        """Show what the current row says, its attempts, what is missing, and the story."""
        card, current = self.card, self.table.current
        if card is None:
            return
        if isinstance(current, RowCard):
            self._row(layout, current)
        if card.missing and card.state == "open":
            layout.addWidget(Heading(T("training", "Missing until it is passed")))
            for words in card.missing:
                layout.addWidget(_wrapped(words, "muted"))
        layout.addWidget(LinkStrip(self.desk, "training", card.id))
        layout.addWidget(Heading(T("training", "What happened")))
        timeline = Timeline(self.desk.display)
        timeline.setMinimumHeight(180)
        timeline.set_events(
            [
                Event(line.at, str(line.words), line.detail, line.who, tone=_RESULT_TONES.get(line.result, "plain"))
                for line in self._found[1]
            ]
        )
        layout.addWidget(timeline, 1)

    def _row(self, layout: QVBoxLayout, current: RowCard) -> None:
        layout.addWidget(_wrapped(current.title, "heading"))
        kind = Tag(rules.KINDS.get(current.kind, current.kind), "info" if current.kind == "exam" else "plain")
        signer = T("training", "Signed by: {who}").with_(who=rules.SIGNERS.get(current.signer, current.signer))
        layout.addLayout(row(kind, Tag(signer), None))
        layout.addWidget(_wrapped(current.content))
        if current.blocked is not None and current.standing != "passed":
            layout.addWidget(_wrapped(current.blocked, "muted"))
        if current.needs is not None:
            layout.addWidget(_wrapped(T("training", "{n} of 100 or more pass.").with_(n=current.needs), "muted"))
        for sign in current.signatures:
            score = "" if sign.score is None else str(T("training", "{n} points").with_(n=sign.score))
            parts = [
                self.desk.display.moment(sign.at),
                sign.signer,
                str(rules.RESULTS[sign.result]),
                score,
                sign.note,
            ]
            layout.addWidget(_wrapped(" · ".join(part for part in parts if part), "small"))

    # --- signing --------------------------------------------------------------------------------------------------

    def chosen(self) -> list[RowCard]:
        """Return the rows that are selected, in their order; the one with the keyboard if none is."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        # With Ctrl held, as after saving a form, Qt moves the keyboard to a row without selecting it.
        places = places or [self.table.currentIndex().row()]
        found = [self.table.rows.row(place) for place in places]
        return [one for one in found if isinstance(one, RowCard) and one.standing != "passed"]

    def sign(self) -> None:
        """Ask for result, score and PIN of the selected rows; what is blocked is said at once."""
        rows, card, desk = self.chosen(), self.card, self.desk
        if card is None or card.state != "open" or self.panel is not None:
            return
        if not rows:
            desk.voice.info(T("training", "This row is passed. Delete takes the signature back."))
            return
        first = rows[0]
        if first.blocked is not None:
            desk.voice.warn(first.blocked)
            return
        many = len(rows) > 1
        if many and any(one.needs is not None for one in rows):
            desk.voice.warn(T("training", "An exam has a score of its own: sign it alone."))
            return
        title = T("training", "Sign {n} rows").with_(n=len(rows)) if many else first.title
        ids = [one.id for one in rows]
        number = desk.actor.number if all(one.may_sign for one in rows) else ""

        def work(values: dict[str, Any]) -> str:
            given = {key: values.get(key) for key in ("result", "score", "note")}
            pin, who = str(values.get("pin") or ""), str(values.get("number") or "")
            return desk.context.training.sign(desk.actor, ids, given, pin, who)

        panel = AskPanel(
            desk,
            title,
            T("training", "Sign"),
            sign_form(desk, first.needs, number, many),
            work,
            {"number": number, "result": "pass"} if first.needs is None or many else {"number": number},
        )
        self.ask(panel, lambda who: self._signed(str(who)))

    def _signed(self, who: str) -> None:
        self.desk.voice.info(T("training", "Signed by {name}.").with_(name=who))
        card = self.card
        if card is not None and card.next_row is not None:
            self.table.select(card.next_row.id)

    def take_back(self) -> None:
        """Ask why the last signature of the current row is taken back."""
        current, desk = self.table.current, self.desk
        if not isinstance(current, RowCard) or not current.signatures or self.panel is not None:
            return
        row_id = current.id

        def work(values: dict[str, Any]) -> None:
            pin, who = str(values.get("pin") or ""), str(values.get("number") or "")
            desk.context.training.take_back(desk.actor, row_id, str(values.get("note") or ""), pin, who)

        panel = AskPanel(
            desk,
            T("training", "Take the signature back: {row}").with_(row=current.title),
            T("training", "Take back"),
            confirm_form(desk, T("training", "Reason")),
            work,
            {"number": desk.actor.number},
            danger=True,
        )
        self.ask(panel, lambda _none: desk.voice.info(T("training", "Taken back; both stay in the story.")))

    # --- ending ---------------------------------------------------------------------------------------------------

    def release(self) -> None:
        """Declare the checklist passed; what is missing is said at once."""
        card, desk = self.card, self.desk
        if card is None or card.state != "open" or self.panel is not None or not desk.may("training", "edit"):
            return
        if card.missing:
            words = str(T("training", " ")).join(map(str, card.missing))
            desk.voice.warn(T("training", "Not passed yet. {missing}").with_(missing=words))
            return

        def work(values: dict[str, Any]) -> str:
            pin, who = str(values.get("pin") or ""), str(values.get("number") or "")
            return desk.context.training.release(desk.actor, card.id, pin, who)

        panel = AskPanel(
            desk,
            T("training", "Declare passed: {name}").with_(name=card.name),
            T("training", "Declare passed"),
            confirm_form(desk),
            work,
            {"number": desk.actor.number},
        )
        said = T("training", "Passed. The certificate has the number {number}.")
        self.ask(panel, lambda number: desk.voice.done(said.with_(number=str(number))))

    def end(self) -> None:
        """Give the checklist up, with a reason."""
        self._with_reason(T("training", "Give up"), T("training", "Why is it given up?"), "end")

    def reopen(self) -> None:
        """Take the checklist up again, with a reason."""
        self._with_reason(T("training", "Take up again"), T("training", "Why is it taken up again?"), "reopen")

    def _with_reason(self, verb: Text, question: Text, name: str) -> None:
        desk, record = self.desk, self.record_id

        def work(values: dict[str, Any]) -> None:
            getattr(desk.context.training, name)(desk.actor, record, str(values["note"] or ""))

        self.ask(AskPanel(desk, verb, verb, reason_form(question), work), lambda _none: None)

    def _table_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.sign()
            return True
        return False


def _told(card: ChecklistCard) -> Sequence[AnyText]:
    done, wanted = card.required
    share = card.planned.theory_percent
    parts: list[AnyText] = [
        T("training", "{done} of {all} required rows passed").with_(done=done, all=wanted),
        T("training", "{done} of {all} hours").with_(
            done=rules.hours(card.done.total), all=rules.hours(card.planned.total)
        ),
    ]
    if share is not None and card.theory_percent:
        parts.append(
            T("training", "theory {found} %, aimed at {wanted} %").with_(found=share, wanted=card.theory_percent)
        )
    if card.mentor:
        parts.append(T("training", "mentor {name}").with_(name=card.mentor))
    if card.late:
        parts.append(T("training", "{n} rows late").with_(n=card.late))
    if card.newest > card.version:
        words = T("training", "made from version {old}, now {new}").with_(old=card.version, new=card.newest)
        parts.append(f"{words} ({key_text(LIFT)})" if card.state == "open" else words)
    return parts


def _wrapped(text: AnyText, kind: str = "") -> QWidget:
    made = label(text, kind)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made

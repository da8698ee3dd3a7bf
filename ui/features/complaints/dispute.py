"""The file of a complaint: parties and talks of a dispute, agreement, evidence with hashes, partners, looks back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.service import (
    DisputeFile,
    EvidenceRow,
    FollowUpRow,
    PartyRow,
    TalkRow,
    Verified,
)
from ui.features.complaints.fields import houses, people, staff
from ui.features.complaints.inline import InlineForm, Save
from ui.forms.spec import Field
from ui.i18n.language import AnyText
from ui.widgets.basic import Heading, button, column, hairline, label, row, tool
from ui.widgets.chips import StateChip, Tag

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class DisputeTab(QWidget):
    """Shows the file and adds to it; one small form is open at a time.

    Args:
        desk: The desk.
        complaint_id: The complaint.
        file: Its file.
        open_: Whether the complaint has not ended.
        print_file: Prints the whole file.
        print_agreement: Prints the agreement for the parties.
        parent: Its owner.

    Attributes:
        panel: The small form that is open.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        complaint_id: str,
        file: DisputeFile,
        *,
        open_: bool,
        print_file: Callable[[], object],
        print_agreement: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._id, self._file, self._open = desk, complaint_id, file, open_
        self.panel: InlineForm | None = None
        self._places: dict[str, QVBoxLayout] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._printing(print_file, print_agreement)
        self._parties()
        self._talks()
        self._agreement()
        self._layout.addWidget(hairline())
        self._evidence()
        self._partners()
        self._looks_back()

    # --- parts ----------------------------------------------------------------------------------------------------

    def _printing(self, print_file: Callable[[], object], print_agreement: Callable[[], object]) -> None:
        if not (self._file.may_read and self._desk.may("complaint", "print") and self._file.parties):
            return
        whole = button(T("complaints", "Print the file"), icon="print", on=print_file)
        whole.setObjectName("print_file")
        self._layout.addLayout(
            row(whole, button(T("complaints", "Print the agreement"), icon="print", on=print_agreement), None)
        )

    def _parties(self) -> None:
        self._section("party", T("complaints", "Parties"), len(self._file.parties), self._add_party, self._open)
        for party in self._file.parties:
            self._layout.addWidget(self._party(party))
        if not self._file.parties:
            self._hint(T("complaints", "Who stands on which side? Entering the first party opens a dispute file."))

    def _party(self, party: PartyRow) -> QWidget:
        where = " · ".join(part for part in (party.room, party.phone) if part)
        parts: list[QWidget | None] = [
            Tag(rules.SIDES.get(party.side, party.side), "info" if party.side == "first" else "plain"),
            label(party.name),
            None,
        ]
        if self._open and self._desk.may("complaint", "move"):
            parts.append(tool("edit", T("complaints", "Change"), on=lambda: self._change_party(party)))
            parts.append(tool("close", T("complaints", "Take off"), on=lambda: self._remove_party(party)))
        return _stacked(row(*parts), "\n".join(part for part in (where, party.stance) if part))

    def _talks(self) -> None:
        file = self._file
        self._section("talk", T("complaints", "Talks"), file.talk_count, self._add_talk, self._open and file.may_read)
        if not file.may_read and file.talk_count:
            self._hint(T("complaints", "What was said is confidential: the mediator and supervisors read it."))
        for talk in file.talks:
            self._layout.addWidget(self._talk(talk))

    def _talk(self, talk: TalkRow) -> QWidget:
        when = "" if talk.at is None else self._desk.display.moment(talk.at)
        head = " · ".join(part for part in (when, talk.party, talk.place, talk.who) if part)
        body = QWidget()
        body.setLayout(column(_text(head, "muted"), _text(talk.text), gap=2))
        return body

    def _agreement(self) -> None:
        file = self._file
        self._section(
            "settle", T("complaints", "Agreement"), None, self._settle, self._open and file.may_read, icon="edit"
        )
        mediator = self._desk.context.staff.name(file.mediator_id) if file.mediator_id else ""
        said = (
            (T("complaints", "Mediator"), mediator),
            (T("complaints", "Outcome"), rules.OUTCOMES.get(file.outcome, file.outcome) if file.outcome else ""),
            (T("complaints", "Agreed on"), file.settled_on),
        )
        for title, value in said:
            if str(value):
                self._layout.addLayout(row(label(title, "muted"), label(value), None))
        if file.compromise:
            self._layout.addWidget(_text(file.compromise))
        if not any(str(value) for _, value in said) and not file.compromise:
            self._hint(T("complaints", "Who mediates, what was agreed on, and when."))

    def _evidence(self) -> None:
        may = self._desk.may("complaint", "move")
        self._section(
            "evidence", T("complaints", "Register of evidence"), len(self._file.evidence), self._add_evidence, may
        )
        for item in self._file.evidence:
            self._layout.addWidget(self._item(item))
        if not self._file.evidence:
            self._hint(T("complaints", "Attach the file to the complaint first, then register it here with its hash."))

    def _item(self, item: EvidenceRow) -> QWidget:
        desk = self._desk
        taken = "" if item.taken_at is None else desk.display.moment(item.taken_at)
        head = " · ".join(part for part in (taken, item.giver, item.file or item.lies) if part)
        parts: list[QWidget | None] = [
            label(f"{item.number}."),
            Tag(rules.EVIDENCE.get(item.kind, item.kind)),
            None,
        ]
        if item.sha256 and desk.may("complaint", "move"):
            check = button(T("complaints", "Check"), "quiet", on=lambda: self._check(item))
            check.setObjectName("check")
            parts.append(check)
        if desk.may("complaint", "check"):
            parts.append(tool("close", T("complaints", "Take off the register"), on=lambda: self._remove_item(item)))
        body = _stacked(row(*parts), item.title)
        layout = body.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(_text(head, "muted"))
        if item.sha256:
            digest = button(f"SHA-256 {item.sha256[:16]}…", "link", on=lambda: self._copy(item.sha256))
            digest.setToolTip(item.sha256)
            layout.addLayout(row(digest, None))
        return body

    def _partners(self) -> None:
        may = self._desk.may("complaint", "move")
        self._section("partner", T("complaints", "Partners turned to"), len(self._file.partners), self._involve, may)
        for one in self._file.partners:
            when = "" if one.at is None else self._desk.display.moment(one.at)
            head = " · ".join(part for part in (one.title, one.contact, one.phone, when) if part)
            self._layout.addWidget(_text(head, "muted"))
            self._layout.addWidget(_text(one.note))

    def _looks_back(self) -> None:
        may = self._desk.may("complaint", "move")
        self._section("follow_up", T("complaints", "Looks back"), len(self._file.follow_ups), self._plan, may)
        for one in self._file.follow_ups:
            self._layout.addWidget(self._back(one))

    def _back(self, one: FollowUpRow) -> QWidget:
        today = self._desk.context.zone.day(self._desk.context.clock.now()).isoformat()
        late = one.done_at is None and one.due_on < today
        done = one.done_at is not None
        word = T("complaints", "Done") if done else T("complaints", "Late") if late else T("complaints", "Planned")
        parts: list[QWidget | None] = [
            StateChip(word, "done" if done else "late" if late else "info"),
            label(one.due_on),
            label(one.staff, "muted"),
            None,
        ]
        if not done and self._desk.may("complaint", "move"):
            parts.append(button(T("complaints", "Done"), "quiet", on=lambda: self._follow_up(one)))
            off = tool("close", T("complaints", "Take off"), on=lambda: self._drop(one))
            off.setObjectName("drop_follow_up")
            parts.append(off)
        return _stacked(row(*parts), "\n".join(part for part in (one.text, one.finding) if part))

    # --- small forms ----------------------------------------------------------------------------------------------

    def _add_party(self) -> None:
        desk, record = self._desk, self._id
        self._ask(
            "party",
            _party_fields(desk),
            lambda values: desk.context.disputes.save_party(desk.actor, record, values),
            T("complaints", "Enter"),
            {"side": "second" if self._file.parties else "first"},
        )

    def _change_party(self, party: PartyRow) -> None:
        desk, record = self._desk, self._id
        keys = ("side", "person_id", "name", "house_id", "stance")
        self._ask(
            "party",
            [field for field in _party_fields(desk) if field.key != "phone"],
            lambda values: desk.context.disputes.save_party(desk.actor, record, values, party.id),
            T("complaints", "Save"),
            {key: getattr(party, key) for key in keys},
        )

    def _remove_party(self, party: PartyRow) -> None:
        desk = self._desk
        self._run(lambda: desk.context.disputes.remove_party(desk.actor, party.id))

    def _add_talk(self) -> None:
        desk, record = self._desk, self._id
        parties = {party.id: f"{rules.SIDES.get(party.side, '')} {party.name}" for party in self._file.parties}
        fields = (
            Field("party_id", T("complaints", "With whom"), "choice", choices=parties,
                  help=T("complaints", "Empty: with all parties together.")),
            Field("at", T("complaints", "When"), "moment", past=True, help=T("complaints", "Empty: now.")),
            Field("place", T("complaints", "Where")),
            Field("text", T("complaints", "What was said"), "long_text", True, lines=4),
        )  # fmt: skip
        self._ask(
            "talk",
            fields,
            lambda values: desk.context.disputes.add_talk(desk.actor, record, values),
            T("complaints", "Write down"),
        )

    def _settle(self) -> None:
        desk, record, file = self._desk, self._id, self._file
        fields = (
            Field("mediator_id", T("complaints", "Mediator"), "choice", choices=staff(desk)),
            Field("outcome", T("complaints", "Outcome"), "choice", choices=rules.OUTCOMES),
            Field("settled_on", T("complaints", "Agreed on"), "date", past=True),
            Field("compromise", T("complaints", "What was agreed on"), "long_text", lines=4),
        )
        self._ask(
            "settle",
            fields,
            lambda values: desk.context.disputes.settle(desk.actor, record, values),
            T("complaints", "Save"),
            {key: getattr(file, key) for key in ("mediator_id", "outcome", "settled_on", "compromise")},
        )

    def _add_evidence(self) -> None:
        desk, record = self._desk, self._id
        files = {row.id: row.name for row in desk.context.attachments.list(desk.actor, "complaint", record)}
        fields = (
            Field("kind", T("complaints", "Kind"), "choice", True, choices=rules.EVIDENCE),
            Field("title", T("complaints", "What it shows"), "text", True),
            Field("taken_at", T("complaints", "Made"), "moment", past=True),
            Field("giver", T("complaints", "From whom")),
            Field("attachment_id", T("complaints", "File"), "choice", choices=files,
                  help=T("complaints", "Files attached to this complaint; attach it first.")),
            Field("lies", T("complaints", "Where it lies"), help=T("complaints", "For a thing: shelf, safe, drawer.")),
        )  # fmt: skip
        self._ask(
            "evidence",
            fields,
            lambda values: desk.context.disputes.add_evidence(desk.actor, record, values),
            T("complaints", "Register"),
        )

    def _remove_item(self, item: EvidenceRow) -> None:
        desk = self._desk
        self._ask(
            "evidence",
            (Field("reason", T("complaints", "Reason"), "text", True),),
            lambda values: desk.context.disputes.remove_evidence(desk.actor, item.id, str(values["reason"])),
            T("complaints", "Take off the register"),
        )

    def _check(self, item: EvidenceRow) -> None:
        desk = self._desk

        def told(found: Verified) -> None:
            if found.same:
                desk.voice.done(T("complaints", "{name}: unchanged since it was registered.").with_(name=item.file))
            else:
                desk.voice.error(
                    T("complaints", "{name} is NOT the file that was registered. Ask who has had it.").with_(
                        name=item.file
                    )
                )
            self.changed.emit()

        desk.jobs.run(lambda: desk.context.disputes.check_evidence(desk.actor, item.id), done=told, owner=self)

    def _copy(self, digest: str) -> None:
        QGuiApplication.clipboard().setText(digest)
        self._desk.voice.info(T("complaints", "SHA-256 copied."))

    def _involve(self) -> None:
        desk, record = self._desk, self._id
        known = {one.id: one.title for one in desk.context.disputes.partners(desk.actor)}
        fields = (
            Field("partner_id", T("complaints", "Whom"), "choice", True, choices=known),
            Field("at", T("complaints", "When"), "moment", past=True, help=T("complaints", "Empty: now.")),
            Field("note", T("complaints", "What was asked and answered"), "long_text", True, lines=2),
        )
        self._ask(
            "partner",
            fields,
            lambda values: desk.context.disputes.involve(desk.actor, record, values),
            T("complaints", "Enter"),
        )

    def _plan(self) -> None:
        desk, record = self._desk, self._id
        fields = (
            Field("due_on", T("complaints", "Day"), "date", True),
            Field("text", T("complaints", "What is looked at or asked"), "text", True),
            Field("staff_id", T("complaints", "Who does it"), "choice", choices=staff(desk)),
        )
        self._ask(
            "follow_up",
            fields,
            lambda values: desk.context.disputes.plan_follow_up(desk.actor, record, values),
            T("complaints", "Plan it"),
        )

    def _drop(self, one: FollowUpRow) -> None:
        desk = self._desk
        self._run(lambda: desk.context.disputes.drop_follow_up(desk.actor, one.id))

    def _follow_up(self, one: FollowUpRow) -> None:
        desk = self._desk
        self._ask(
            "follow_up",
            (Field("finding", T("complaints", "What was found"), "long_text", True, lines=2),),
            lambda values: desk.context.disputes.follow_up(desk.actor, one.id, str(values["finding"])),
            T("complaints", "Done"),
        )

    # --- how ------------------------------------------------------------------------------------------------------

    def _section(
        self,
        key: str,
        title: Text,
        count: int | None,
        add: Callable[[], None],
        may: bool,
        icon: str = "add",
    ) -> None:
        heading = Heading(title, count or None)
        if may and self._desk.may("complaint", "move"):
            opener = tool(icon, T("complaints", "Change") if icon == "edit" else T("complaints", "Add"), on=add)
            opener.setObjectName(f"add_{key}")
            heading.tools.addWidget(opener)
        self._layout.addWidget(heading)
        place = QVBoxLayout()
        self._places[key] = place
        self._layout.addLayout(place)

    def _hint(self, words: Text) -> None:
        shown = label(words, "muted")
        shown.setWordWrap(True)
        self._layout.addWidget(shown)

    def _ask(
        self,
        key: str,
        fields: Sequence[Field],
        save: Save,
        verb: AnyText,
        values: dict[str, Any] | None = None,
    ) -> None:
        self._close()
        self.panel = InlineForm(self._desk, None, fields, save, verb, values)
        self.panel.done.connect(lambda _made: self.changed.emit())
        self.panel.left.connect(self._close)
        self._places[key].addWidget(self.panel)
        self.panel.form.focus_first()

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None

    def _run(self, work: Callable[[], object]) -> None:
        self._desk.jobs.run(work, done=lambda _made: self.changed.emit(), owner=self)


def _party_fields(desk: Desk) -> tuple[Field, ...]:
    return (
        Field("side", T("complaints", "Side"), "choice", True, choices=rules.SIDES),
        Field("person_id", T("complaints", "Resident"), "lookup", lookup=people(desk),
              placeholder=T("complaints", "Room, name or telephone")),
        Field("name", T("complaints", "Name"), help=T("complaints", "For somebody the office does not know.")),
        Field("phone", T("complaints", "Telephone"), "phone"),
        Field("house_id", T("complaints", "House"), "lookup", lookup=houses(desk)),
        Field("stance", T("complaints", "What they say and want"), "long_text", lines=3),
    )  # fmt: skip


def _stacked(head: Any, words: str) -> QWidget:
    body = QWidget()
    layout = QVBoxLayout(body)
    layout.setContentsMargins(0, 0, 0, 4)
    layout.setSpacing(2)
    layout.addLayout(head)
    if words:
        layout.addWidget(_text(words))
    return body


def _text(words: str, kind: str = "") -> QWidget:
    shown = label(words, kind)
    shown.setWordWrap(True)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown

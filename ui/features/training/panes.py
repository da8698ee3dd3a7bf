"""What stands beside the lists of training: a checklist, a session, a certificate, a template, an outline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.training import rules
from app.features.training.service import (
    CERTIFICATE_FIELDS,
    SESSION_FIELDS,
    CertificateCard,
    ChecklistCard,
    CourseCard,
    SessionCard,
    TemplateCard,
)
from ui.attachments.strip import AttachmentStrip
from ui.i18n.language import AnyText
from ui.panes.links import LinkStrip
from ui.panes.pane import RecordPane, sticky
from ui.theme.tokens import Tone
from ui.widgets.basic import Heading, button, hairline, label, row
from ui.widgets.chips import Tag
from ui.widgets.figures import Meter
from ui.widgets.grid import KeyValueGrid

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_STATE_TONES: dict[str, Tone] = {
    "open": "info",
    "passed": "done",
    "ended": "muted",
    "planned": "info",
    "held": "done",
    "cancelled": "muted",
}


@dataclass(frozen=True)
class PaneVerbs:
    """What the buttons of a pane do; called with the id.

    Attributes:
        open: Opens the document.
        edit: Opens the form.
        delete: Deletes.
        print: Prints; nothing to print if None.
        plan: Plans a session from an outline, or copies a template; not offered if None.
    """

    open: Callable[[str], object]
    edit: Callable[[str], object]
    delete: Callable[[str], object]
    print: Callable[[str], object] | None = None
    plan: Callable[[str], object] | None = None


class _Pane(RecordPane):
    """What the panes of this page share.

    Args:
        desk: The desk.
        verbs: What its buttons do.
    """

    KIND = ""
    KINDS: tuple[str, ...] = ()
    EMPTY: tuple[str, Text, Text] = ("training", T("training", "Nothing chosen"), T("training", "Choose a row."))

    def __init__(self, desk: Desk, verbs: PaneVerbs, parent: QWidget | None = None) -> None:
        self.verbs = verbs
        super().__init__(desk, self.KINDS, self.EMPTY, parent)

    def head(self, layout: QVBoxLayout, record_id: str, title: str, tags: list[tuple[AnyText, Tone]]) -> None:
        """Add title, tags and verbs."""
        name = label(title, "title")
        name.setWordWrap(True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(name)
        layout.addLayout(row(*(Tag(word, tone) for word, tone in tags), None, gap=6))
        may = self.desk.may
        parts: list[Any] = []
        if self.KIND != "certificate" and self.KIND != "training_course":
            parts.append(button(T("training", "Open"), "primary", on=lambda: self.verbs.open(record_id)))
        if self.verbs.plan is not None and may("training", "create"):
            words = T("training", "Copy") if self.KIND == "training_template" else T("training", "Plan a session")
            plan = self.verbs.plan
            parts.append(button(words, "plain", "add", on=lambda: plan(record_id)))
        if self.verbs.print is not None and may("training", "print"):
            out = self.verbs.print
            parts.append(button(T("training", "Print"), "plain", "print", on=lambda: out(record_id)))
        if may("training", "edit"):
            parts.append(button(T("training", "Edit"), "plain", "edit", on=lambda: self.verbs.edit(record_id)))
        if parts:
            layout.addLayout(row(*parts, None, gap=6))

    def text(self, layout: QVBoxLayout, title: AnyText, words: AnyText) -> None:
        """Add a paragraph under its heading, if there are words."""
        if str(words):
            layout.addWidget(Heading(title))
            said = label(words)
            said.setWordWrap(True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(said)

    def facts(self, layout: QVBoxLayout, facts: list[tuple[AnyText, AnyText]]) -> None:
        """Add labelled values; empty ones are left out."""
        grid = KeyValueGrid()
        grid.set([(title, value) for title, value in facts if str(value)])
        layout.addWidget(grid)

    def foot(self, layout: QVBoxLayout, record_id: str, story: list[Any]) -> None:
        """Add linked records and who changed what."""
        aside = ("staff",) if self.KIND == "training_session" else ()
        layout.addWidget(LinkStrip(self.desk, self.KIND, record_id, aside=aside))
        layout.addWidget(hairline())
        self.add_story(layout, story)


class ChecklistPane(_Pane):
    """A checklist in short: how far, what next, what is missing."""

    KIND = "training"
    KINDS = ("training", "training_row", "training_sign", "training_step", "staff")

    def read(self, record_id: str) -> Any:
        """Return the checklist and its history."""
        training, actor = self.desk.context.training, self.desk.actor
        return training.card(actor, record_id), training.history(actor, record_id)

    def build(self, layout: QVBoxLayout, found: Any) -> None:
        """Put the checklist into the pane."""
        card: ChecklistCard = found[0]
        tags: list[tuple[AnyText, Tone]] = [
            (rules.TIERS.get(card.tier, card.tier), "plain"),
            (rules.STATES[card.state], _STATE_TONES[card.state]),
        ]
        if card.late:
            tags.append((T("training", "{n} rows late").with_(n=card.late), "late"))
        self.head(layout, card.id, f"{card.name} · {card.title}", tags)
        done, wanted = card.required
        layout.addWidget(Meter(done, wanted, "late" if card.late else "accent"))
        layout.addWidget(label(T("training", "{done} of {all} required rows passed").with_(done=done, all=wanted)))
        if card.note:
            layout.addWidget(sticky(card.note))
        row_next = card.next_row
        if row_next is not None and card.state == "open":
            due = self.desk.display.day(row_next.due_on)
            words = T("training", "{row}, due {day}, signed by: {who}").with_(
                row=row_next.title, day=due, who=rules.SIGNERS[row_next.signer]
            )
            self.text(layout, T("training", "Next step"), words)
        if card.missing and card.state == "open":
            self.text(
                layout, T("training", "Missing until it is passed"), "\n".join(f"· {words}" for words in card.missing)
            )
        display = self.desk.display
        share = card.planned.theory_percent
        self.facts(
            layout,
            [
                (T("training", "Mentor"), card.mentor),
                (T("training", "Began on"), display.day(card.start_on) if card.start_on else ""),
                (
                    T("training", "Hours"),
                    f"{rules.hours(card.done.total)} / {rules.hours(card.planned.total)}",
                ),
                (T("training", "Share of theory (%)"), str(share) if share is not None else ""),
                (T("training", "Works alone from"), display.day(card.alone_on) if card.alone_on else ""),
                (T("training", "Passed on"), display.day(card.passed_on) if card.passed_on else ""),
                (T("training", "Number of the certificate"), card.certificate),
            ],
        )
        self.foot(layout, card.id, found[1])


class SessionPane(_Pane):
    """A session in short."""

    KIND = "training_session"
    KINDS = ("training_session", "training_attendee", "training_note", "staff")

    def read(self, record_id: str) -> Any:
        """Return the session and its history."""
        sessions, actor = self.desk.context.training_sessions, self.desk.actor
        return sessions.card(actor, record_id), sessions.history(actor, record_id)

    def build(self, layout: QVBoxLayout, found: Any) -> None:
        """Put the session into the pane."""
        card: SessionCard = found[0]
        values, display = card.values, self.desk.display
        form = str(values["form"])
        self.head(
            layout,
            card.id,
            str(values["title"]),
            [(rules.FORMS.get(form, form), "plain"), (rules.SESSION_STATES[card.state], _STATE_TONES[card.state])],
        )
        came = sum(one.presence in rules.ATTENDED for one in card.attendees)
        self.facts(
            layout,
            [
                (SESSION_FIELDS["starts_at"], display.moment(values["starts_at"]) if values["starts_at"] else ""),
                (SESSION_FIELDS["place"], str(values["place"])),
                (SESSION_FIELDS["trainer_id"], card.trainer),
                (
                    T("training", "Hours"),
                    T("training", "{n}, counts as {kind}").with_(
                        n=rules.hours(values["minutes"]), kind=rules.KINDS.get(str(values["kind"]), "")
                    ),
                ),
                (
                    T("training", "Attendance"),
                    T("training", "{n} of {all} there").with_(n=came, all=len(card.attendees)),
                ),
            ],
        )
        self.text(layout, T("training", "Scenario"), card.scenario)
        self.text(layout, SESSION_FIELDS["content"], str(values["content"]))
        self.text(layout, T("training", "Observed"), "\n".join(f"· {one.text}" for one in card.observations))
        self.text(layout, SESSION_FIELDS["result"], str(values["result"]))
        if self.desk.may("training_session", "view"):
            layout.addWidget(AttachmentStrip(self.desk, "training_session", card.id, catch=self))
        self.foot(layout, card.id, found[1])


class CertificatePane(_Pane):
    """A certificate with its scan."""

    KIND = "certificate"
    KINDS = ("certificate", "staff")

    def read(self, record_id: str) -> Any:
        """Return the certificate and its history."""
        service, actor = self.desk.context.certificates, self.desk.actor
        return service.card(actor, record_id), service.history(actor, record_id)

    def build(self, layout: QVBoxLayout, found: Any) -> None:
        """Put the certificate into the pane."""
        card: CertificateCard = found[0]
        display = self.desk.display
        tags: list[tuple[AnyText, Tone]] = [(card.name, "plain")]
        if card.days_left is not None and card.days_left < 0:
            tags.append((T("training", "Ran out"), "late"))
        elif card.soon:
            tags.append((T("training", "Runs out in {n} days").with_(n=card.days_left or 0), "soon"))
        self.head(layout, card.id, card.kind, tags)
        self.facts(
            layout,
            [
                (CERTIFICATE_FIELDS["number"], card.number),
                (CERTIFICATE_FIELDS["issuer"], card.issuer),
                (CERTIFICATE_FIELDS["issued_on"], display.day(card.issued_on) if card.issued_on else ""),
                (
                    CERTIFICATE_FIELDS["expires_on"],
                    display.day(card.expires_on) if card.expires_on else T("training", "does not expire"),
                ),
                (CERTIFICATE_FIELDS["note"], card.note),
            ],
        )
        if self.desk.may("certificate", "view"):
            layout.addWidget(AttachmentStrip(self.desk, "certificate", card.id, catch=self))
        self.foot(layout, card.id, found[1])


class TemplatePane(_Pane):
    """A template in short."""

    KIND = "training_template"
    KINDS = ("training_template", "training_item")

    def read(self, record_id: str) -> Any:
        """Return the template and its history."""
        service, actor = self.desk.context.training_templates, self.desk.actor
        return service.card(actor, record_id), service.history(actor, record_id)

    def build(self, layout: QVBoxLayout, found: Any) -> None:
        """Put the template into the pane."""
        card: TemplateCard = found[0]
        tags: list[tuple[AnyText, Tone]] = [
            (rules.TIERS.get(card.tier, card.tier), "plain"),
            (T("training", "Version {n}").with_(n=card.version), "info"),
        ]
        if not card.active:
            tags.append((T("training", "out of use"), "muted"))
        self.head(layout, card.id, card.title, tags)
        self.text(layout, T("training", "Goal"), card.goal)
        share = card.split.theory_percent
        self.facts(
            layout,
            [
                (T("training", "Rows"), str(len(card.items))),
                (T("training", "Hours"), rules.hours(card.split.total)),
                (T("training", "Share of theory (%)"), str(share) if share is not None else ""),
                (T("training", "Exams"), str(sum(item.kind == "exam" for item in card.items))),
            ],
        )
        for note in card.notes:
            layout.addWidget(sticky(str(note)))
        stages = list(dict.fromkeys(item.stage for item in card.items))
        self.text(
            layout,
            T("training", "Stages"),
            "\n".join(
                str(T("training", "{stage} · {n} rows").with_(stage=stage, n=_rows_of(card, stage))) for stage in stages
            ),
        )
        self.foot(layout, card.id, found[1])


class CoursePane(_Pane):
    """An outline: what a course, drill or contest is made of."""

    KIND = "training_course"
    KINDS = ("training_course", "training_session")

    def read(self, record_id: str) -> Any:
        """Return the outline and its history."""
        service, actor = self.desk.context.training_sessions, self.desk.actor
        return service.course(actor, record_id), service.course_history(actor, record_id)

    def build(self, layout: QVBoxLayout, found: Any) -> None:
        """Put the outline into the pane."""
        card: CourseCard = found[0]
        tags: list[tuple[AnyText, Tone]] = [
            (rules.FORMS[card.form], "plain"),
            (T("training", "{n} hours").with_(n=rules.hours(card.minutes)), "info"),
        ]
        if card.month:
            tags.append((T("training", "month {n}").with_(n=card.month), "plain"))
        self.head(layout, card.id, card.title, tags)
        drill = card.form == "drill"
        self.text(layout, T("training", "Goal"), card.goal)
        self.text(layout, T("training", "Scenario"), card.scenario)
        self.text(layout, T("training", "Steps") if drill else T("training", "Content"), card.content)
        self.text(layout, T("training", "Roles"), card.roles)
        self.text(layout, T("training", "What to observe"), card.observe)
        self.text(layout, T("training", "Materials"), card.materials)
        self.foot(layout, card.id, found[1])


def _rows_of(card: TemplateCard, stage: str) -> int:
    return sum(item.stage == stage for item in card.items)

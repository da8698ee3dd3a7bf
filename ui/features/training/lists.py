"""The lists of the page, declared: people, sessions, certificates, templates, outlines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.text import T, Text
from ui.features.training.panes import CertificatePane, ChecklistPane, CoursePane, PaneVerbs, SessionPane, TemplatePane
from ui.tables.looks import Look
from ui.tables.page import Empty, ListPageSpec
from ui.tables.query import Query
from ui.theme.tokens import Tone
from ui.widgets.actions import Action, BulkAction

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
_CHIP = Look("chip", tone=lambda value, _row: _STATE_TONES.get(str(value), "plain"))
_MUTED = Look("text", tone=lambda _value, _row: "muted")


@dataclass(frozen=True)
class ListVerbs:
    """What the page does for one of its lists.

    Attributes:
        new: Opens the form of a new record.
        open: Opens a record's document.
        edit: Opens a record's form.
        delete: Deletes records.
        print_list: Prints the list.
        export: Exports the list.
        paper: Prints the records' own paper; None where they have none.
        plan: Plans a session from an outline, or copies a template.
        take: Takes a ledger over; None where there is none.
    """

    new: Callable[[], object]
    open: Callable[[str], object]
    edit: Callable[[str], object]
    delete: Callable[[list[str]], object]
    print_list: Callable[[], object]
    export: Callable[[], object]
    paper: Callable[[list[str]], object] | None = None
    plan: Callable[[str], object] | None = None
    take: Callable[[], object] | None = None


@dataclass(frozen=True)
class _Book:
    """What tells one list from another."""

    new: Text
    empty: tuple[Text, Text]
    icon: str
    pane: Callable[[Desk, PaneVerbs, QWidget], QWidget]
    looks: Callable[[Desk], Mapping[str, Look]]
    quick: tuple[str, ...]
    preset: Mapping[str, Any]
    paper: Text | None = None


def _due(desk: Desk) -> Look:
    def tone(value: Any, _row: Any) -> Tone | None:
        today = desk.context.zone.day(desk.context.clock.now()).isoformat()
        return "late" if value and str(value) < today else None

    return Look("text", tone=tone)


def _expiry(desk: Desk) -> Look:
    days = desk.context.settings.number("training.certificate_days")

    def tone(value: Any, _row: Any) -> Tone | None:
        if not value:
            return None
        today = desk.context.zone.day(desk.context.clock.now())
        if str(value) < today.isoformat():
            return "late"
        return "soon" if str(value) <= (today + timedelta(days=days)).isoformat() else None

    return Look("text", tone=tone)


_BOOKS: Mapping[str, _Book] = {
    "people": _Book(
        T("training", "Begin a checklist"),
        (
            T("training", "Nobody is being trained"),
            T(
                "training",
                "Checklists of newcomers, skilled staff and supervisors stand here, row by row to be signed.",
            ),
        ),
        "training",
        ChecklistPane,
        lambda desk: {"state": _CHIP, "next_due": _due(desk), "title": _MUTED},
        ("state", "late"),
        {"state": ("open",)},
        T("training", "Print checklist"),
    ),
    "sessions": _Book(
        T("training", "Plan a session"),
        (
            T("training", "No session is planned"),
            T("training", "Courses, drills and contests stand here with who was there and what came of them."),
        ),
        "calendar",
        SessionPane,
        lambda _desk: {"state": _CHIP, "place": _MUTED},
        ("state", "form", "time"),
        {},
        T("training", "Print sign-in sheet"),
    ),
    "certificates": _Book(
        T("training", "Enter a certificate"),
        (
            T("training", "No certificate is entered"),
            T("training", "Certificates of staff stand here, with a scan, and warn before they run out."),
        ),
        "star",
        CertificatePane,
        lambda desk: {"expires_on": _expiry(desk), "number": _MUTED},
        ("expiring",),
        {},
    ),
    "templates": _Book(
        T("training", "New template"),
        (
            T("training", "No template"),
            T("training", "Templates stand here; a person's checklist is copied from one."),
        ),
        "list",
        TemplatePane,
        lambda _desk: {"active": Look("flag")},
        ("tier", "active"),
        {"active": True},
    ),
    "courses": _Book(
        T("training", "New outline"),
        (
            T("training", "No outline"),
            T("training", "Outlines of courses, drills and contests stand here; sessions are planned from them."),
        ),
        "knowledge",
        CoursePane,
        lambda _desk: {"goal": _MUTED, "active": Look("flag")},
        ("form", "active"),
        {"active": True},
    ),
}


def list_spec(desk: Desk, name: str, lister: Any, verbs: ListVerbs, lead: QWidget) -> ListPageSpec:
    """Return one list of the page.

    Args:
        desk: The desk.
        name: ``people``, ``sessions``, ``certificates``, ``templates`` or ``courses``.
        lister: Reads it.
        verbs: What can be done there.
        lead: The switch to the page's other views.
    """
    book, may = _BOOKS[name], desk.may
    new = Action("new", book.new, verbs.new, "add", "Ctrl+Shift+N") if may("training", "create") else None
    out = verbs.paper
    pane = PaneVerbs(
        verbs.open,
        verbs.edit,
        lambda record: verbs.delete([record]),
        (lambda record: out([record])) if out is not None else None,
        verbs.plan,
    )
    return ListPageSpec(
        key=f"training.{name}",
        lister=lister,
        looks=book.looks(desk),
        quick=book.quick,
        preset=Query(filters=dict(book.preset)),
        primary=new,
        actions=_actions(desk, verbs),
        row_actions=_row_actions(desk, book, verbs),
        detail=lambda parent: book.pane(desk, pane, parent),
        empty=Empty(book.empty[0], book.empty[1], new, book.icon),
        open=verbs.open,
        lead=lead,
    )


def _actions(desk: Desk, verbs: ListVerbs) -> tuple[Action, ...]:
    made: list[Action] = []
    if desk.may("training", "print"):
        words = T("training", "Print the list")
        made.append(Action("print_list", words, verbs.print_list, "print", "Ctrl+P", tip=words))
    if desk.may("training", "export"):
        words = T("training", "Export the list")
        made.append(Action("export", words, verbs.export, "export", "Ctrl+E", tip=words))
    if verbs.take is not None and desk.may("training", "import"):
        words = T("training", "Import a ledger")
        made.append(Action("take", words, verbs.take, "import", "Ctrl+I", tip=words))
    return tuple(made)


def _row_actions(desk: Desk, book: _Book, verbs: ListVerbs) -> tuple[BulkAction, ...]:
    made: list[BulkAction] = []
    if book.paper is not None and verbs.paper is not None and desk.may("training", "print"):
        made.append(BulkAction("paper", book.paper, verbs.paper, "print", "F9"))
    if desk.may("training", "edit"):
        made.append(BulkAction("edit", T("training", "Edit"), lambda ids: verbs.edit(ids[0]), "edit", "F2"))
    if desk.may("training", "delete"):
        made.append(BulkAction("delete", T("training", "Delete"), verbs.delete, "delete", "Delete", danger=True))
    return tuple(made)

"""What the page needs of each kind of record: its list, its form, how it is read, saved, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app.core.text import T, Text
from app.features.training.service import CERTIFICATE_FIELDS, CHECKLIST_FIELDS, COURSE_FIELDS, TEMPLATE_FIELDS
from ui.features.training.forms import (
    certificate_form,
    checklist_form,
    course_form,
    fill_from_outline,
    session_form,
    template_form,
)
from ui.forms.form import Form
from ui.forms.spec import FormSpec

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


@dataclass(frozen=True)
class Book:
    """One kind of record.

    Attributes:
        kind: Record kind.
        tables: Tables in which such a record lives, its own first.
        new: Title of the form of a new one.
        changing: Title of the form of one that is there.
        lister: Returns its list.
        form: Returns its form, given the id (empty for a new one) and the values it begins with.
        begin: Returns the values of a new one.
        read: Returns the form values of one that is there.
        save: Saves form values and returns the id.
        delete: Deletes.
        restore: Brings back.
        paper: What its paper is called; None if it has none.
        prepare: Does what the form needs besides.
    """

    kind: str
    tables: tuple[str, ...]
    new: Text
    changing: Text
    lister: Callable[[], Any]
    form: Callable[[str, Mapping[str, Any]], FormSpec]
    begin: Callable[[], dict[str, Any]]
    read: Callable[[str], dict[str, Any]]
    save: Callable[[dict[str, Any], str], str]
    delete: Callable[[str], object]
    restore: Callable[[str], object]
    paper: Text | None = None
    prepare: Callable[[Form], object] = lambda _form: None


def books(desk: Desk) -> dict[str, Book]:
    """Return every kind of record of the page by the name of its view."""
    context, actor = desk.context, desk.actor
    training, sessions = context.training, context.training_sessions
    templates, certificates = context.training_templates, context.certificates

    def today() -> str:
        return context.zone.day(context.clock.now()).isoformat()

    def session(record: str) -> dict[str, Any]:
        return _blank_to_none(dict(sessions.card(actor, record).values), ("course_id", "trainer_id"))

    return {
        "people": Book(
            "training",
            ("training",),
            T("training", "Begin a checklist"),
            T("training", "Change the checklist"),
            lambda: training.lister(actor),
            lambda record, values: checklist_form(desk, record, str(values.get("staff_id") or "")),
            lambda: {"start_on": today()},
            lambda record: _fields(training.card(actor, record), tuple(CHECKLIST_FIELDS), ("mentor_id",)),
            lambda values, record: training.save(actor, values, record),
            lambda record: training.delete(actor, record),
            lambda record: training.restore(actor, record),
            T("training", "Print checklist"),
        ),
        "sessions": Book(
            "training_session",
            ("training_session", "training_attendee"),
            T("training", "Plan a session"),
            T("training", "Change the session"),
            lambda: sessions.lister(actor),
            lambda _record, _values: session_form(desk),
            dict,
            session,
            lambda values, record: sessions.save(actor, values, record),
            lambda record: sessions.delete(actor, record),
            lambda record: sessions.restore(actor, record),
            T("training", "Print sign-in sheet"),
            lambda form: fill_from_outline(desk, form),
        ),
        "certificates": Book(
            "certificate",
            ("certificate",),
            T("training", "Enter a certificate"),
            T("training", "Change the certificate"),
            lambda: certificates.lister(actor),
            lambda _record, _values: certificate_form(desk),
            dict,
            lambda record: _fields(
                certificates.card(actor, record), tuple(CERTIFICATE_FIELDS), ("issued_on", "expires_on")
            ),
            lambda values, record: certificates.save(actor, values, record),
            lambda record: certificates.delete(actor, record),
            lambda record: certificates.restore(actor, record),
        ),
        "templates": Book(
            "training_template",
            ("training_template",),
            T("training", "New template"),
            T("training", "Change the template"),
            lambda: templates.lister(actor),
            lambda _record, _values: template_form(),
            lambda: {"theory_percent": 30, "minutes_target": 0, "active": True},
            lambda record: _fields(templates.card(actor, record), tuple(TEMPLATE_FIELDS)),
            lambda values, record: templates.save(actor, values, record),
            lambda record: templates.delete(actor, record),
            lambda record: templates.restore(actor, record),
        ),
        "courses": Book(
            "training_course",
            ("training_course",),
            T("training", "New outline"),
            T("training", "Change the outline"),
            lambda: sessions.course_lister(actor),
            lambda _record, _values: course_form(),
            lambda: {"minutes": 60, "active": True},
            lambda record: _fields(sessions.course(actor, record), tuple(COURSE_FIELDS)),
            lambda values, record: sessions.save_course(actor, values, record),
            lambda record: sessions.delete_course(actor, record),
            lambda record: sessions.restore_course(actor, record),
        ),
    }


def _fields(card: Any, keys: tuple[str, ...], maybe: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the form values of a card."""
    values = asdict(card)
    return _blank_to_none({key: values[key] for key in keys}, maybe)


def _blank_to_none(values: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: None if key in keys and value == "" else value for key, value in values.items()}

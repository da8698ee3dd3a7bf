"""What a record of training touches, and the training that a member of staff touches."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.links import Link
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.reading import may_see_all, sees
from app.features.training.records import (
    Certificate,
    Training,
    TrainingCourse,
    TrainingNote,
    TrainingSession,
    TrainingTemplate,
)
from app.store.store import Store

MOST = 8
"""Records of one kind shown beside another; the lists have all of them."""


def links_of(store: Store, actor: Actor, kind: str, record_id: str) -> Iterator[Link]:
    """Yield the links of a record, see ``app.core.links``."""
    maker = _MAKERS.get(kind)
    if maker is not None:
        yield from maker(store, actor, record_id)


def _staff(store: Store, actor: Actor, staff_id: str, role: Text) -> Iterator[Link]:
    if staff_id and actor.may("staff", "view"):
        for (name,) in store.rows("SELECT name FROM staff WHERE id = ?", (staff_id,)):
            yield Link("staff", staff_id, name, role)


def _of_training(store: Store, actor: Actor, record_id: str) -> Iterator[Link]:
    training = store.get(Training, record_id)
    if training is None or not sees(store, actor, training):
        return
    yield from _staff(store, actor, training.staff_id, T("training", "Whose checklist it is"))
    yield from _staff(store, actor, training.mentor_id, T("training", "Mentor"))
    template = store.get(TrainingTemplate, training.template_id)
    if template is not None:
        yield Link("training_template", template.id, template.title, T("training", "Template"))
    yield from _sessions(
        store,
        "SELECT e.id FROM training_session e JOIN training_row r ON r.course_id = e.course_id AND e.course_id <> ''"
        " JOIN training_attendee a ON a.session_id = e.id AND a.staff_id = ? WHERE r.training_id = ?",
        (training.staff_id, record_id),
        T("training", "Session of this checklist"),
    )


def _of_staff(store: Store, actor: Actor, record_id: str) -> Iterator[Link]:
    for training in store.find(
        Training, "staff_id = ? OR mentor_id = ?", (record_id, record_id), f"state = 'open' DESC, id DESC LIMIT {MOST}"
    ):
        if sees(store, actor, training):
            own = training.staff_id == record_id
            name = "" if own else store.value("SELECT name FROM staff WHERE id = ?", (training.staff_id,)) or "?"
            yield Link(
                "training",
                training.id,
                f"{name} {training.title}".strip(),
                T("training", "Checklist") if own else T("training", "Accompanies"),
                rules.STATES.get(training.state, training.state),
                training.created_at,
            )
    if actor.id == record_id or may_see_all(actor):
        for certificate in store.find(Certificate, "staff_id = ?", (record_id,), f"expires_on, id LIMIT {MOST}"):
            until = T("training", "until {day}").with_(day=certificate.expires_on) if certificate.expires_on else ""
            yield Link("certificate", certificate.id, certificate.kind, T("training", "Certificate"), until)
    yield from _sessions(
        store,
        "SELECT a.session_id FROM training_attendee a WHERE a.staff_id = ?",
        (record_id,),
        T("training", "Invited to"),
    )
    yield from _sessions(
        store, "SELECT e.id FROM training_session e WHERE e.trainer_id = ?", (record_id,), T("training", "Holds")
    )


def _of_session(store: Store, actor: Actor, record_id: str) -> Iterator[Link]:
    session = store.get(TrainingSession, record_id)
    if session is None:
        return
    yield from _staff(store, actor, session.trainer_id, T("training", "Held by"))
    for course in store.find(TrainingCourse, "id = ?", (session.course_id,)):
        yield Link("training_course", course.id, course.title, T("training", "Outline"))
    if actor.may("staff", "view"):
        for key, name, presence in store.rows(
            "SELECT a.staff_id, s.name, a.presence FROM training_attendee a JOIN staff s ON s.id = a.staff_id"
            " WHERE a.session_id = ? ORDER BY s.number, s.id",
            (record_id,),
        ):
            yield Link("staff", key, name, T("training", "Invited"), rules.PRESENCES.get(presence, ""))


def _of_certificate(store: Store, actor: Actor, record_id: str) -> Iterator[Link]:
    certificate = store.get(Certificate, record_id)
    if certificate is not None and (may_see_all(actor) or certificate.staff_id == actor.id):
        yield from _staff(store, actor, certificate.staff_id, T("training", "Whose certificate it is"))


def _of_course(store: Store, _actor: Actor, record_id: str) -> Iterator[Link]:
    yield from _sessions(
        store, "SELECT e.id FROM training_session e WHERE e.course_id = ?", (record_id,), T("training", "Session of it")
    )
    for key, title in store.rows(
        "SELECT DISTINCT t.id, t.title FROM training_item i JOIN training_template t ON t.id = i.template_id"
        " WHERE i.course_id = ? ORDER BY t.position, t.id",
        (record_id,),
    ):
        yield Link("training_template", key, title, T("training", "Template with a row of it"))


def _of_template(store: Store, actor: Actor, record_id: str) -> Iterator[Link]:
    for training in store.find(Training, "template_id = ?", (record_id,), "state = 'open' DESC, id DESC LIMIT 50"):
        if sees(store, actor, training):
            name = store.value("SELECT name FROM staff WHERE id = ?", (training.staff_id,)) or "?"
            state = rules.STATES.get(training.state, training.state)
            yield Link("training", training.id, str(name), T("training", "Checklist made from it"), state)


def _of_task(store: Store, _actor: Actor, record_id: str) -> Iterator[Link]:
    for kind, source in store.rows("SELECT source_kind, source_id FROM plan_task WHERE id = ?", (record_id,)):
        note = store.get(TrainingNote, source) if kind == "training_note" else None
        if note is not None:
            yield from _sessions(store, "SELECT ?", (note.session_id,), T("training", "Improvement from"))


def _sessions(store: Store, ids: str, values: tuple[object, ...], role: Text) -> Iterator[Link]:
    for key, title, state, starts_at in store.rows(
        f"SELECT t.id, t.title, t.state, t.starts_at FROM training_session t WHERE t.id IN ({ids})"
        " ORDER BY t.starts_at DESC, t.id LIMIT ?",
        (*values, MOST),
    ):
        yield Link("training_session", key, title, role, rules.SESSION_STATES.get(state, state), starts_at)


_MAKERS = {
    "training": _of_training,
    "staff": _of_staff,
    "training_session": _of_session,
    "certificate": _of_certificate,
    "training_course": _of_course,
    "training_template": _of_template,
    "plan_task": _of_task,
}

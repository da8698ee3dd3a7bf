"""Outlines of courses, drills and contests, from which sessions are planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.form import COURSE_FIELDS, cleaned
from app.features.training.listing import COURSES
from app.features.training.records import TrainingCourse
from app.features.training.story import history_of
from app.store.history import HistoryLine, last_values
from app.store.listing import Lister
from app.store.store import Store


@dataclass(frozen=True)
class CourseCard:
    """An outline; the attributes are the fields of ``COURSE_FIELDS``, with its id and version."""

    id: str
    form: str
    title: str
    month: int
    kind: str
    minutes: int
    goal: str
    scenario: str
    content: str
    roles: str
    observe: str
    materials: str
    active: bool
    version: int


class TrainingOutlines:
    """The verbs of outlines."""

    _store: Store
    _zone: OfficeZone

    def course_lister(self, actor: Actor) -> Lister:
        """Return the list of outlines."""
        actor.require("training", "view")
        return Lister(self._store.database, COURSES)

    def courses(self, actor: Actor, form: str = "") -> tuple[CourseCard, ...]:
        """Return the outlines in use by form and month; only those of one form if it is given."""
        actor.require("training", "view")
        found = self._store.find(TrainingCourse, "active = 1 AND (? = '' OR form = ?)", (form, form), "form, month, id")
        return tuple(map(_course_card, found))

    def course(self, actor: Actor, course_id: str) -> CourseCard:
        """Return an outline.

        Raises:
            NotFound: There is no such outline.
        """
        actor.require("training", "view")
        return _course_card(self._store.must(TrainingCourse, course_id))

    def draft(self, actor: Actor, course_id: str) -> dict[str, Any]:
        """Return the form values of a session planned from an outline."""
        actor.require("training", "create")
        course = self._store.must(TrainingCourse, course_id)
        same = ("form", "title", "minutes", "kind", "content", "materials")
        return {**{key: getattr(course, key) for key in same}, "course_id": course.id}

    def course_history(self, actor: Actor, course_id: str) -> list[HistoryLine]:
        """Return who changed which field of an outline, oldest first."""
        actor.require("training", "view")
        return history_of(self._store, "training_course", course_id, self._zone)

    def save_course(self, actor: Actor, values: Mapping[str, Any], course_id: str = "") -> str:
        """Make an outline or change one into its next version, and return the id; sessions keep what they say.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
        """
        actor.require("training", "edit" if course_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(TrainingCourse, course_id) if course_id else None
            known = {key: getattr(before or TrainingCourse(), key) for key in COURSE_FIELDS}
            clean, problems = cleaned(values, COURSE_FIELDS, known, ("title",))
            whole = {**known, **clean}
            if not whole["title"]:
                problems.setdefault("title", T("training", "What is it about?"))
            if whole["kind"] not in rules.HOUR_KINDS:
                problems["kind"] = T("training", "Choose one of: {choices}.").with_(choices=", ".join(rules.HOUR_KINDS))
            if problems:
                raise Invalid(problems, "training.invalid")
            if before is None:
                return work.insert(TrainingCourse(**clean)).id
            changed = {key: value for key, value in clean.items() if known[key] != value}
            if changed:
                work.update(before, **changed, version=before.version + 1)
            return before.id

    def delete_course(self, actor: Actor, course_id: str) -> None:
        """Remove an outline nothing was planned from; ``restore_course`` brings it back.

        Raises:
            NotAllowed: The person may not.
            Refused: Sessions or rows name it: take it out of use instead.
        """
        actor.require("training", "delete")
        with self._store.change(actor.id) as work:
            course = work.must(TrainingCourse, course_id)
            for table in ("training_session", "training_item", "training_row"):
                if work.database.value(f"SELECT 1 FROM {table} WHERE course_id = ?", (course_id,)) is not None:
                    raise Refused(
                        T("training", "Sessions or templates name this outline. Take it out of use instead."),
                        "training.course_used",
                    )
            work.delete(course)

    def restore_course(self, actor: Actor, course_id: str) -> None:
        """Bring a deleted outline back.

        Raises:
            NotAllowed: The person may not.
            NotFound: No such outline was deleted.
        """
        actor.require("training", "delete")
        values = last_values(self._store.database, "training_course", course_id)
        if not values or self._store.get(TrainingCourse, course_id) is not None:
            raise NotFound(T("training", "Nothing was deleted that could be brought back."), "training.not_deleted")
        with self._store.change(actor.id) as work:
            work.insert(TrainingCourse(id=course_id, **values))


def _course_card(course: TrainingCourse) -> CourseCard:
    values: dict[str, Any] = {key: getattr(course, key) for key in COURSE_FIELDS}
    values["active"] = bool(course.active)
    return CourseCard(id=course.id, version=course.version, **values)

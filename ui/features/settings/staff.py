"""Staff: the list, one member beside it, the form in its place, and PINs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import Invalid
from app.core.text import T, Text
from app.features.staff.rules import ROLES, pin_problem
from app.features.staff.service import FIELDS, StaffCard
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.record import OpenRecord
from ui.forms.spec import Field, FormSpec, Section
from ui.panes.links import LinkStrip
from ui.tables.looks import Look
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.tables.query import Query
from ui.theme.metrics import GRID, margins
from ui.widgets.actions import Action, BulkAction, Shortcut
from ui.widgets.basic import button, column, label, row
from ui.widgets.chips import Tag
from ui.widgets.grid import KeyValueGrid

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

YES, NO = T("settings-page", "yes"), T("settings-page", "no")


class StaffPane(QScrollArea):
    """One member of staff.

    Args:
        desk: The desk.
        edit: Opens the form of a member.
    """

    def __init__(self, desk: Desk, edit: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._id = ""
        self._name = label("", "title")
        self._roles = QVBoxLayout()
        self._facts = KeyValueGrid()
        self._edit = button(T("settings-page", "Edit"), "plain", "edit", on=lambda: edit(self._id))
        self._pin = button(T("settings-page", "Set PIN…"), "plain", "key", on=self._set_pin)
        self._links = QVBoxLayout()
        self._inner = QWidget()
        body = column(
            self._name, self._roles, row(self._edit, self._pin, None), self._facts, self._links, None, gap=GRID + 4
        )
        margins(body, 2 * GRID)
        self._inner.setLayout(body)
        self.setWidget(self._inner)
        self._inner.hide()

    def set_record(self, record_id: str | None) -> None:
        """Show a member; nobody for None."""
        self._id = record_id or ""
        if not record_id:
            self._inner.hide()
            return
        desk = self._desk
        desk.jobs.run(lambda: desk.context.staff.card(desk.actor, record_id), done=self._show, owner=self)

    def _show(self, card: StaffCard) -> None:
        if card.id != self._id:
            return
        desk = self._desk
        self._name.setText(card.name)
        self._show_roles(card)
        department = desk.context.dictionaries.title("department", card.department) if card.department else ""
        joined = desk.display.day(card.joined_on) if card.joined_on else ""
        self._facts.set(
            [
                (FIELDS["number"], card.number),
                (FIELDS["department"], department),
                (FIELDS["position"], card.position),
                (FIELDS["phone"], card.phone),
                (FIELDS["skills"], "、".join(card.skills)),
                (FIELDS["zone"], card.zone),
                (FIELDS["joined_on"], joined),
                (FIELDS["active"], YES if card.active else NO, None if card.active else "muted"),
                (T("settings-page", "PIN set"), YES if card.has_pin else NO, None if card.has_pin else "soon"),
                (FIELDS["note"], card.note),
            ]
        )
        may = desk.may("staff", "edit")
        self._edit.setVisible(may)
        self._pin.setVisible(may or card.id == desk.actor.id)
        _empty(self._links)
        self._links.addWidget(LinkStrip(desk, "staff", card.id))
        self._inner.show()

    def _show_roles(self, card: StaffCard) -> None:
        _empty(self._roles)
        tags = QWidget()
        tags.setLayout(row(*(Tag(ROLES[role], "accent") for role in ROLES if role in card.roles), None, gap=4))
        self._roles.addWidget(tags)

    def _set_pin(self) -> None:
        pin_form(self._desk, self._id, self._name.text()).open_window(self)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.deleteLater()


class StaffRoom(QStackedWidget):
    """The list of staff, and the form of one.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.form: FormFrame | None = None
        self.list = ListPage(self._spec(), desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state, self)
        self.addWidget(self.list)

    def go(self, target: Target) -> None:
        """Show a member, or the form of a new one."""
        if target.new:
            self.edit("")
        elif target.id:
            self.list.show_record(target.id)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost."""
        if self.form is None:
            then()
            return

        def gone() -> None:
            self._close_form()
            then()

        self.form.guard.leave(gone)

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of the list."""
        return self.list.shortcuts()

    def edit(self, staff_id: str) -> None:
        """Open the form of a member, or of a new one."""
        desk = self._desk
        if not staff_id:
            self._open_form(None)
            return
        cards: list[StaffCard] = []

        def read() -> dict[str, Any]:
            cards[:] = [desk.context.staff.card(desk.actor, staff_id)]
            return _form_values(cards[0])

        record = OpenRecord(desk, ("staff", "staff_role"), staff_id, read, self)
        record.open(lambda opened: self._open_form(cards[0], opened), self)

    def _open_form(self, card: StaffCard | None, record: OpenRecord | None = None) -> None:
        self._close_form()
        desk = self._desk
        form = Form(_form_spec(desk, card), desk.display, desk.jobs)
        form.set_values(_form_values(card) if card is not None else {"active": True, "roles": ("agent",)})
        form.mark_saved()
        title = (
            T("settings-page", "Edit {name}").with_(name=card.name)
            if card
            else T("settings-page", "New member of staff")
        )
        self.form = FormFrame(
            title, form, lambda values: _save(desk, values, card), desk.voice, desk.jobs, record=record
        )
        self.form.saved.connect(lambda staff_id: self._saved(str(staff_id)))
        self.form.closed.connect(self._close_form)
        self.addWidget(self.form)
        self.setCurrentWidget(self.form)
        form.focus_first()

    def _saved(self, staff_id: str) -> None:
        self._desk.voice.info(T("settings-page", "Saved."))
        self.list.show_record(staff_id)

    def _close_form(self) -> None:
        if self.form is not None:
            form, self.form = self.form, None
            self.removeWidget(form)
            form.deleteLater()
            self.setCurrentWidget(self.list)
            self.list.view.setFocus()

    def _spec(self) -> ListPageSpec:
        desk = self._desk
        new = Action("new", T("settings-page", "New member of staff"), lambda: self.edit(""), "add", "Ctrl+Shift+N")
        may_add, may_edit = desk.may("staff", "create"), desk.may("staff", "edit")
        change = BulkAction("edit", T("settings-page", "Edit"), lambda ids: self.edit(ids[0]), "edit", "F2")
        return ListPageSpec(
            key="settings.staff",
            lister=desk.context.staff.lister(desk.actor),
            looks={
                "roles": Look(text=lambda value, _row: "、".join(str(ROLES.get(r, r)) for r in str(value).split())),
                "active": Look("flag"),
            },
            quick=("active", "role"),
            preset=Query(filters={"active": True}),
            primary=new if may_add else None,
            row_actions=(change,) if may_edit else (),
            detail=lambda parent: StaffPane(desk, self.edit, parent),
            open=self.edit if may_edit else None,
            searchable=True,
            empty=Empty(
                T("settings-page", "Nobody here"),
                T(
                    "settings-page",
                    "Everybody who works for the office stands here, also those who never use the computer.",
                ),
                new if may_add else None,
                "people",
            ),
        )


def pin_form(desk: Desk, staff_id: str, name: str) -> FormFrame:
    """Return the form in which somebody's PIN is set."""
    own = staff_id == desk.actor.id
    fields = [Field("old", T("settings-page", "Present PIN"), "secret", width="half")] if own else []
    fields += [
        Field(
            "pin",
            T("settings-page", "New PIN"),
            "secret",
            True,
            T("settings-page", "At least 4 characters."),
            width="half",
        ),
        Field("again", T("settings-page", "New PIN again"), "secret", True, width="half"),
    ]

    def save(values: dict[str, Any]) -> None:
        if values["pin"] != values["again"]:
            raise Invalid({"again": T("settings-page", "The two PINs differ. Type the same twice.")})
        desk.context.accounts.set_pin(desk.actor, staff_id, values["pin"], values.get("old", ""))

    form = Form(FormSpec((Section(None, tuple(fields)),)), desk.display, desk.jobs)
    title = T("settings-page", "PIN of {name}").with_(name=name)
    said = T("settings-page", "The PIN of {name} has been set.").with_(name=name)
    return FormFrame(title, form, save, desk.voice, desk.jobs, on_saved=lambda _none: desk.voice.info(said))


def _form_spec(desk: Desk, card: StaffCard | None) -> FormSpec:
    roles: dict[str, Text] = dict(desk.context.staff.roles_to_give(desk.actor))
    if card is not None:
        roles |= {role: ROLES[role] for role in card.roles if role in ROLES}
    departments = desk.context.dictionaries.choices("department")
    sent = T("settings-page", "What they can be sent for; Enter after each.")
    told = T("settings-page", "Residents may be told it.")
    work = Section(
        T("settings-page", "Work"),
        (
            Field("department", FIELDS["department"], "choice", choices=departments, width="half"),
            Field("position", FIELDS["position"], width="half"),
            Field("skills", FIELDS["skills"], "tags", help=sent),
            Field("zone", FIELDS["zone"], width="half"),
            Field("phone", FIELDS["phone"], "phone", width="half", help=told),
            Field("joined_on", FIELDS["joined_on"], "date", width="short", past=True),
            Field("note", FIELDS["note"], "long_text", lines=3),
        ),
    )
    may = T("settings-page", "Works here and may log in")
    account = [
        Field("roles", FIELDS["roles"], "multi_choice", choices=roles),
        Field(
            "active",
            FIELDS["active"],
            "flag",
            placeholder=may,
            default=True,
        ),
    ]
    if card is None:
        later = T("settings-page", "May be left empty and set later.")
        account.append(Field("pin", T("settings-page", "PIN"), "secret", help=later, width="half"))
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("number", FIELDS["number"], required=True, width="half"),
                    Field("name", FIELDS["name"], required=True, width="half"),
                ),
            ),
            Section(T("settings-page", "Account"), tuple(account)),
            work,
        )
    )


def _form_values(card: StaffCard) -> dict[str, Any]:
    return {
        "number": card.number,
        "name": card.name,
        "roles": tuple(role for role in ROLES if role in card.roles),
        "active": card.active,
        "department": card.department or None,
        "position": card.position,
        "skills": card.skills,
        "zone": card.zone,
        "phone": card.phone,
        "joined_on": card.joined_on or None,
        "note": card.note,
    }


def _save(desk: Desk, values: Mapping[str, Any], card: StaffCard | None) -> str:
    given = dict(values)
    pin = str(given.pop("pin", "") or "")
    problem = pin_problem(pin, str(given.get("number", ""))) if pin else None
    if problem is not None:
        raise Invalid({"pin": problem})
    staff_id = desk.context.staff.save(desk.actor, given, card.id if card is not None else "")
    if pin:
        desk.context.accounts.set_pin(desk.actor, staff_id, pin)
    return staff_id

"""The two lists of the page, declared: people and houses, with what can be done there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.text import T
from ui.features.owners.house_pane import HousePane, HouseVerbs
from ui.features.owners.person_pane import PersonPane, PersonVerbs
from ui.tables.looks import Look
from ui.tables.page import Empty, ListPageSpec
from ui.widgets.actions import Action, BulkAction

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_NEW_PERSON, _NEW_HOUSE = T("owners", "New person"), T("owners", "New house")
_PEOPLE_ARE = T("owners", "Owners, tenants and families stand here, with their houses, phones and wishes.")
_HOUSES_ARE = T("owners", "Every room, shop and parking space stands here, with the people who belong to it.")


@dataclass(frozen=True)
class BookVerbs:
    """What the page does for its lists."""

    new: Callable[[], object]
    edit: Callable[[str], object]
    delete: Callable[[list[str]], object]
    focus: Callable[[str], object]
    print_list: Callable[[], object]
    export: Callable[[], object]
    bring_in: Callable[[], object]


def people_book(
    desk: Desk,
    verbs: BookVerbs,
    merge: Callable[[list[str]], object],
    doubles: Callable[[], object],
    lead: QWidget,
) -> ListPageSpec:
    """Return the list of people."""
    may = desk.may
    pane = PersonVerbs(verbs.edit, lambda record: verbs.delete([record]), lambda record: merge([record]))
    new = Action("new_person", _NEW_PERSON, verbs.new, "add", "Ctrl+Shift+N") if may("person", "create") else None
    look_for = Action(
        "doubles", T("owners", "Entries alike"), doubles, "people", tip=T("owners", "Find entries of the same person")
    )
    merging = BulkAction("merge", T("owners", "Merge"), merge, "merge")
    return ListPageSpec(
        key="owners.people",
        lister=desk.context.people.lister(desk.actor),
        looks={
            "care_flags": Look("text", tone=lambda value, _: "soon" if value else None),
            "preferences": Look("text", tone=lambda value, _: "info" if value else None),
            "note": Look("text", tone=lambda _value, _row: "muted"),
        },
        quick=("relation", "care_flag", "building"),
        primary=new,
        actions=(*((look_for,) if may("person", "delete") else ()), *_common(desk, "person", verbs)),
        row_actions=_row_actions(desk, "person", verbs),
        bulk=(
            *((merging,) if may("person", "delete") and may("person", "edit") else ()),
            *_row_actions(desk, "person", verbs)[-1:],
        )
        if may("person", "delete")
        else (),
        detail=lambda parent: PersonPane(desk, pane, parent),
        empty=Empty(T("owners", "Nobody is entered yet"), _PEOPLE_ARE, new, "people"),
        open=verbs.focus,
        lead=lead,
    )


def houses_book(
    desk: Desk,
    verbs: BookVerbs,
    add_person: Callable[[str], object],
    doubles: Callable[[], object],
    lead: QWidget,
) -> ListPageSpec:
    """Return the list of houses."""
    may = desk.may
    pane = HouseVerbs(verbs.edit, lambda record: verbs.delete([record]), add_person)
    new = Action("new_house", _NEW_HOUSE, verbs.new, "add", "Ctrl+Shift+N") if may("house", "create") else None
    look_for = Action(
        "doubles", T("owners", "Entries alike"), doubles, "house", tip=T("owners", "Find houses entered twice")
    )
    return ListPageSpec(
        key="owners.houses",
        lister=desk.context.houses.lister(desk.actor),
        looks={
            "label": Look("text", bold=lambda _value, _row: True),
            "open_tickets": Look(
                "text",
                tone=lambda value, _: "info" if value else "muted",
                text=lambda value, _: str(value) if value else "",
            ),
        },
        quick=("building", "status", "with_open"),
        primary=new,
        actions=(*((look_for,) if may("house", "delete") else ()), *_common(desk, "house", verbs)),
        row_actions=_row_actions(desk, "house", verbs),
        bulk=_row_actions(desk, "house", verbs)[-1:] if may("house", "delete") else (),
        detail=lambda parent: HousePane(desk, pane, parent),
        empty=Empty(T("owners", "No house is entered yet"), _HOUSES_ARE, new, "house"),
        open=verbs.focus,
        lead=lead,
    )


def _common(desk: Desk, entity: str, verbs: BookVerbs) -> tuple[Action, ...]:
    made: list[Action] = []
    if desk.may(entity, "import"):
        words = T("owners", "Bring in from a spreadsheet")
        made.append(Action("import", words, verbs.bring_in, "import", tip=words))
    if desk.may(entity, "print"):
        words = T("owners", "Print the list")
        made.append(Action("print_list", words, verbs.print_list, "print", "Ctrl+P", tip=words))
    if desk.may(entity, "export"):
        words = T("owners", "Export the list")
        made.append(Action("export", words, verbs.export, "export", "Ctrl+E", tip=words))
    return tuple(made)


def _row_actions(desk: Desk, entity: str, verbs: BookVerbs) -> tuple[BulkAction, ...]:
    made: list[BulkAction] = []
    if desk.may(entity, "edit"):
        made.append(BulkAction("edit", T("owners", "Edit"), lambda ids: verbs.edit(ids[0]), "edit", "F2"))
    if desk.may(entity, "delete"):
        made.append(BulkAction("delete", T("owners", "Delete"), verbs.delete, "delete", "Delete", danger=True))
    return tuple(made)

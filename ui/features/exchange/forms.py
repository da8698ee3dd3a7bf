"""Small forms of the page: the desk's name, the folder's new place, the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.core.text import T, Text
from app.features.exchange.rules import LONGEST_NAME
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.spec import Field, FormSpec, Section

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_RENAME = T("exchange", "Rename this desk")
_MOVE = T("exchange", "The folder lies elsewhere now")
_RECOVERY = T("exchange", "Enter the recovery code")


def form_for(desk: Desk, key: str) -> FormFrame:
    """Return one of the forms.

    Args:
        desk: The desk.
        key: ``rename``, ``move`` or ``recovery``.
    """
    return {"rename": _rename, "move": _move, "recovery": _recovery}[key](desk)


def _rename(desk: Desk) -> FormFrame:
    service, status = desk.context.exchange, desk.standing.status
    field = Field("name", T("exchange", "Name"), required=True, width="half", max_length=LONGEST_NAME)
    return _frame(
        desk,
        _RENAME,
        field,
        status.name,
        lambda values: service.rename(desk.actor, values["name"]),
        T("exchange", "This desk has a new name."),
    )


def _move(desk: Desk) -> FormFrame:
    service, status = desk.context.exchange, desk.standing.status
    helped = T(
        "exchange",
        "The same folder under its new name, or an empty one that is built up anew from this computer. Nothing is"
        " removed from the old one.",
    )
    return _frame(
        desk,
        _MOVE,
        Field("folder", T("exchange", "Shared folder"), required=True, help=helped),
        status.folder,
        lambda values: service.move(desk.actor, values["folder"]),
        T("exchange", "The exchange goes on in the folder."),
    )


def _recovery(desk: Desk) -> FormFrame:
    service = desk.context.exchange
    helped = T("exchange", "From the sheet in the safe. This desk may then invite others and let desks leave.")
    return _frame(
        desk,
        _RECOVERY,
        Field("recovery", T("exchange", "Recovery code"), required=True, help=helped),
        "",
        lambda values: service.take_over(desk.actor, values["recovery"]),
        T("exchange", "This desk holds the office's key now."),
    )


def _frame(
    desk: Desk, title: Text, field: Field, begin: str, save: Callable[[dict[str, Any]], object], said: Text
) -> FormFrame:
    form = Form(FormSpec((Section(None, (field,)),)), desk.display, desk.jobs)
    form.set_values({field.key: begin})
    return FormFrame(title, form, save, desk.voice, desk.jobs, on_saved=lambda _none: desk.voice.done(said))

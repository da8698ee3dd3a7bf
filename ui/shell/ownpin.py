"""Changing one's own PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.errors import Invalid
from app.core.text import T
from ui.forms.form import Form
from ui.forms.frame import FormFrame
from ui.forms.spec import Field, FormSpec, Section

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_EASY = T("shell", "At least 4 characters; not 1234 and the like.")
_FIELDS = (
    Field("old", T("shell", "Present PIN"), "secret", width="half"),
    Field("pin", T("shell", "New PIN"), "secret", True, _EASY, width="half"),
    Field("again", T("shell", "New PIN again"), "secret", True, width="half"),
)


def own_pin_form(desk: Desk) -> FormFrame:
    """Return the form in which the person at the desk changes their PIN."""

    def save(values: dict[str, Any]) -> None:
        if values["pin"] != values["again"]:
            raise Invalid({"again": T("shell", "The two PINs differ. Type the same twice.")})
        desk.context.accounts.set_pin(desk.actor, desk.actor.id, values["pin"], values["old"])

    def saved(_result: object) -> None:
        desk.voice.info(T("shell", "Your PIN has been changed."))

    form = Form(FormSpec((Section(None, _FIELDS),)), desk.display, desk.jobs)
    return FormFrame(T("shell", "Change my PIN"), form, save, desk.voice, desk.jobs, on_saved=saved)

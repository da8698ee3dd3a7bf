"""A whole small office behind a desk for page tests: real database, real services, jobs that run at once."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.context import AppContext, open_office
from app.core.clock import HeldClock
from app.features.staff.rules import Actor
from app.host.paths import Paths
from tests.support.office import MORNING
from ui.bridge.desk import Desk
from ui.bridge.feed import Feed
from ui.bridge.voice import Voice
from ui.jobs.jobs import InlineJobs
from ui.tables.display import Display


@contextmanager
def open_test_office(folder: Path, clock: HeldClock | None = None) -> Generator[AppContext]:
    """Found an office without PINs in a temporary folder, with one house, one resident and two workers."""
    context = open_office(Paths(folder / "data"), clock or HeldClock(MORNING), create=True)
    try:
        context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
        admin = context.accounts.login("0001")
        context.settings_service.save(admin, {"office.phone": "010-00000000"})
        house = context.houses.save(admin, {"building": "3", "unit": "2", "room": "501"})
        context.people.save(
            admin,
            {
                "name": "欧阳小明",
                "sex": "male",
                "phones": [{"phone": "19900001234", "label": ""}],
                "houses": [{"house_id": house, "relation": "owner"}],
                "note": "门铃坏了，请打电话",
            },
        )
        for number, name, role in (("E01", "丁师傅", "field"), ("A02", "小周", "agent")):
            context.staff.save(admin, {"number": number, "name": name, "roles": [role]})
        yield context
    finally:
        context.close()


def desk_for(context: AppContext, number: str = "0001") -> Desk:
    """Return the desk of a member of staff; its jobs run at once."""
    actor: Actor = context.accounts.login(number)
    voice = Voice()
    return Desk(
        context,
        actor,
        Display(context.zone, context.clock),
        Feed(context.feed),
        InlineJobs(voice),
        voice,
        context.view_states.of(actor.id),
    )


def type_text(widget: QWidget, text: str) -> None:
    """Commit text as an input method does; key events of Chinese characters abort the process."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)

"""Tables of the shifts module."""

from app.store import fields as f
from app.store.records import SyncedRecord


class ShiftKind(SyncedRecord):
    """A kind of shift (班次), such as 早班 from 08:00 to 15:00.

    Attributes:
        starts: Minutes after the beginning of the office day.
        ends: Likewise; a shift that ends at or before its start goes on into the next day.
    """

    table = "shift_kind"

    title: str = f.text()
    starts: int = f.integer(0)
    ends: int = f.integer(0)
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(default=True)


class Duty(SyncedRecord):
    """Somebody on duty in one shift; the id is ``day|kind|staff``.

    Attributes:
        on_day: The office day on which the shift begins.
        role: What they do there, such as 前台 or 机动.
    """

    table = "duty"

    on_day: str = f.day(indexed=True)
    kind_id: str = f.ref("shift_kind", indexed=False)
    staff_id: str = f.ref("staff")
    role: str = f.text()


RECORDS = (ShiftKind, Duty)

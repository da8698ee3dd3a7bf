"""Tables of the staff module."""

from app.store import fields as f
from app.store.records import LocalRecord, SyncedRecord


class Staff(SyncedRecord):
    """A member of staff (员工), with or without an account at the desk.

    Attributes:
        number: Staff number (工号), what people log in with.
        pin_hash: Argon2id hash of the PIN or password; empty while none is set.
    """

    table = "staff"

    number: str = f.text(indexed=True)
    name: str = f.text(personal=True)
    initials: str = f.text(policy="quiet")
    phone: str = f.text(personal=True)
    department: str = f.text()
    position: str = f.text()
    skills: str = f.text()
    zone: str = f.text()
    pin_hash: str = f.text(policy="quiet", personal=True)
    active: int = f.flag(default=True)
    joined_on: str = f.day()
    note: str = f.text(policy="text")


class StaffRole(SyncedRecord):
    """A role held by a member of staff; its id is ``staff|role``."""

    table = "staff_role"
    belongs_to = "staff_id"

    staff_id: str = f.ref("staff")
    role: str = f.text()


class Audit(SyncedRecord):
    """Journal of what must be accounted for: log-ins, unmasking of personal data, exports, changed settings.

    Its index of ``at`` holds the id too, see the migrations.

    Attributes:
        action: What was done, such as ``unmask`` or ``login``.
        kind: Record kind it was done to.
        record_id: The record.
        detail: What exactly, without personal data.
    """

    table = "audit"
    journal = True

    at: int | None = f.moment()
    action: str = f.text()
    kind: str = f.text()
    record_id: str = f.text(indexed=True)
    detail: str = f.text()


class LoginAttempt(LocalRecord):
    """How often a staff number was tried with a wrong PIN at this desk; the id is a digest of what was typed."""

    table = "login_attempt"

    failures: int = f.integer(0)
    last_at: int | None = f.moment()


RECORDS = (Staff, StaffRole, Audit, LoginAttempt)

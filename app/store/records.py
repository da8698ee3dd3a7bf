"""Records: frozen rows whose class is the declaration of their table.

A feature declares ``class House(SyncedRecord)`` with the column kinds of ``app.store.fields``; from that one
declaration come the typed row that services hand up, the ORM model the store reads and writes with, the change-capture
triggers, and the test that the frozen migrations made exactly this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, dataclass_transform

from app.store import fields as f


# The column kinds are not named as field specifiers: to a type checker every column simply has a default.
@dataclass_transform(kw_only_default=True, frozen_default=True)
@dataclass(frozen=True, kw_only=True)
class Record:
    """Base of every row.

    Attributes:
        id: UUIDv7 in hex, or for a member of a set its parts joined by ``|`` (adding the same member twice at two
            desks then makes one row).
    """

    table: ClassVar[str] = ""
    journal: ClassVar[bool] = False
    """Insert-only: rows of a journal are never changed, so desks simply unite theirs."""

    id: str = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        dataclass(frozen=True, kw_only=True)(cls)


class SyncedRecord(Record):
    """A row that all desks of an office share.

    Attributes:
        created_at: When it was made, UTC milliseconds.
        created_by: Id of the staff member who made it; empty for the program itself.
        updated_at: When it was last written, UTC milliseconds.
    """

    created_at: int | None = f.moment(policy="quiet")
    created_by: str = f.ref("staff", indexed=False)
    updated_at: int | None = f.moment(policy="quiet")


class LocalRecord(Record):
    """A row that stays on this desk: remembered filters, login attempts."""


def member_id(*parts: str) -> str:
    """Return the id of a member of a set from its parts."""
    return "|".join(parts)

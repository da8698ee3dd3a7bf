"""Records: frozen rows whose class is the declaration of their table.

A feature declares ``class House(SyncedRecord)`` with the column kinds of ``app.store.fields``; from that one
declaration come the typed row that services hand up, the ORM model the store reads and writes with, the change-capture
triggers, and the test that the frozen migrations made exactly this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, dataclass_transform

from app.store import fields as f


# The column kinds are not named as field specifiers: to a type checker every column simply has a default.
@dataclass_transform(kw_only_default=True, frozen_default=True)
@dataclass(kw_only=True, init=False, repr=False, eq=False)
class Record:
    """Base of every row.

    Rows behave as frozen dataclasses do, but share the methods below: to have them generated for each class would be
    a tenth of the program's start.

    Attributes:
        id: UUIDv7 in hex, or for a member of a set its parts joined by ``|`` (adding the same member twice at two
            desks then makes one row).
    """

    table: ClassVar[str] = ""
    journal: ClassVar[bool] = False
    """Insert-only: rows of a journal are never changed, so desks simply unite theirs."""
    belongs_to: ClassVar[str] = ""
    """Column with the id of the record that shows this one; whatever changes here is announced there too."""
    _defaults: ClassVar[Mapping[str, Any]] = {"id": ""}
    """Column name -> the value of a row that does not say, in the order of the columns."""

    id: str = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        dataclass(kw_only=True, init=False, repr=False, eq=False)(cls)
        cls._defaults = {field.name: field.default for field in fields(cls)}

    def __init__(self, **values: Any) -> None:
        if not values.keys() <= self._defaults.keys():
            unknown = ", ".join(sorted(values.keys() - self._defaults.keys()))
            raise TypeError(f"{type(self).__name__} has no column {unknown}")
        self.__dict__.update(self._defaults)
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({told})"


class SyncedRecord(Record):
    """A row that all desks of an office share.

    Attributes:
        created_at: When it was made, UTC milliseconds.
        created_by: Id of the staff member who made it; empty for the program itself.
        updated_at: When it was last written, UTC milliseconds.
    """

    created_at: int | None = f.moment(policy="quiet")
    created_by: str = f.ref("staff", indexed=False, policy="quiet")
    updated_at: int | None = f.moment(policy="quiet")


class LocalRecord(Record):
    """A row that stays on this desk: remembered filters, login attempts."""


def member_id(*parts: str) -> str:
    """Return the id of a member of a set from its parts."""
    return "|".join(parts)

"""Columns of a record, declared once: storage class, default, merge policy and who may see it.

A synced table has no UNIQUE, no checked foreign key and no NOT NULL without a default, because two desks that cannot
see each other may each be right; the column kinds here cannot express what is forbidden.
"""

from __future__ import annotations

from dataclasses import field, fields
from functools import cache
from typing import Any, Literal, NamedTuple

Policy = Literal["lww", "quiet", "max", "text"]
Storage = Literal["TEXT", "INTEGER", "REAL", "BLOB"]


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        name: Column name, the dataclass field's name.
        storage: SQLite storage class; texts default to the empty text and are never null, others may be null.
        default: Value of a record that does not say.
        policy: How concurrent values merge: last writer shown with the conflict listed (``lww``), not shown
            (``quiet``), the larger (``max``), or offered as a three-way text difference (``text``).
        indexed: Whether the column has an index of its own.
        refers_to: Table whose id it holds, if any; never enforced, used to follow and to list missing parents.
        personal: Whether the value is personal data and stays out of logs and support bundles.
        owner: Whether it holds the id of a record of whatever table; ids are unique among all tables.
        blob: Whether it names the content of a file, whose bytes travel beside the record; see ``app.store.blobs``.
    """

    name: str
    storage: Storage
    default: str | int | float | None
    policy: Policy = "lww"
    indexed: bool = False
    refers_to: str = ""
    personal: bool = False
    owner: bool = False
    blob: bool = False

    @property
    def default_sql(self) -> str:
        """The default as an SQL literal."""
        if self.default is None:
            return "NULL"
        if self.storage == "TEXT":
            quoted = str(self.default).replace("'", "''")
            return f"'{quoted}'"
        return str(self.default)

    @property
    def sql(self) -> str:
        """The column's definition in CREATE TABLE."""
        declared = f'"{self.name}" {self.storage}'
        return declared if self.default is None else f"{declared} NOT NULL DEFAULT {self.default_sql}"


def _declare(storage: Storage, default: str | int | float | None, **options: Any) -> Any:
    return field(default=default, metadata={"column": (storage, options)})


def text(default: str = "", *, policy: Policy = "lww", indexed: bool = False, personal: bool = False) -> Any:
    """Declare a text; empty when unknown."""
    return _declare("TEXT", default, policy=policy, indexed=indexed, personal=personal)


def ref(table: str, *, policy: Policy = "lww", indexed: bool = True) -> Any:
    """Declare the id of a record of another table; empty when there is none."""
    return _declare("TEXT", "", policy=policy, indexed=indexed, refers_to=table)


def owner() -> Any:
    """Declare the id of the record of any table that this one belongs to; another column says which table."""
    return _declare("TEXT", "", indexed=True, owner=True)


def blob() -> Any:
    """Declare the name of a file's content: its digest in hex, or empty. The column ``size`` beside it holds its bytes.

    A record whose content has not arrived at a desk is there all the same, so whoever reads it asks for the file.
    """
    return _declare("TEXT", "", indexed=True, blob=True)


def integer(default: int | None = None, *, policy: Policy = "lww", indexed: bool = False) -> Any:
    """Declare a whole number; null when unknown unless a default is given."""
    return _declare("INTEGER", default, policy=policy, indexed=indexed)


def moment(*, policy: Policy = "lww", indexed: bool = False) -> Any:
    """Declare a moment in UTC milliseconds; null when it has not happened."""
    return _declare("INTEGER", None, policy=policy, indexed=indexed)


def day(*, indexed: bool = False) -> Any:
    """Declare a calendar day in office time, as ISO text; empty when unknown."""
    return _declare("TEXT", "", indexed=indexed)


def flag(default: bool = False) -> Any:
    """Declare a yes or no, stored as 1 or 0."""
    return _declare("INTEGER", int(default))


def money() -> Any:
    """Declare an amount in fen; null when there is none."""
    return _declare("INTEGER", None)


@cache
def columns_of(record: type) -> tuple[Column, ...]:
    """Return the declared columns of a record class, in order, without ``id``."""
    found: list[Column] = []
    for item in fields(record):
        if "column" in item.metadata:
            storage, options = item.metadata["column"]
            default = item.default
            assert default is None or isinstance(default, str | int | float)
            found.append(Column(item.name, storage, default, **options))
    return tuple(found)

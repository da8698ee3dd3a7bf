"""What a module declares for the command line: its kinds of records, and its papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.cli.session import Session

Values = Mapping[str, Any]
"""The fields that ``field=value`` words named."""


@dataclass(frozen=True)
class Answer:
    """What a verb has to say.

    Attributes:
        text: For people.
        data: For scripts (``--json``).
        code: Exit code.
    """

    text: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    code: int = 0


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    Attributes:
        name: What it is called on the command line.
        find: Returns the id of a record named as people name it, None if there is no such record or more than one.
        show: Returns everything about a record.
        new: Makes a record, as its form does; None where records are not made by hand.
        actions: What can be done to a record, by name.
        do: Does what is not among the actions, by name; None if there is nothing else.
        entity: What the permission to see such records names; the kind's name if not given.
        aliases: Short field name -> field.
        references: Field -> kind of the record that it names.
        past: Fields with moments that lie in the past when in doubt.
    """

    name: str
    find: Callable[[Session, str], str | None]
    show: Callable[[Session, str], dict[str, Any]]
    new: Callable[[Session, Values], Answer] | None = None
    actions: Mapping[str, Callable[[Session, str, Values], Answer]] = field(default_factory=dict[str, Any])
    do: Callable[[Session, str, str, Values], Answer] | None = None
    entity: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    references: Mapping[str, str] = field(default_factory=dict[str, str])
    past: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Paper:
    """One kind of sheet.

    Attributes:
        name: What it is called on the command line.
        write: Writes a PDF of what ``session.options.id`` (a list) or ``session.options.date`` name, and returns how
            many sheets there are and the characters no typeface has.
    """

    name: str
    write: Callable[[Session, Path], tuple[int, set[str]]]

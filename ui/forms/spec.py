"""Forms as data: fields with labels, kinds and help; the form is made from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ui.i18n.language import AnyText

FieldKind = Literal[
    "text", "long_text", "phone", "choice", "multi_choice", "tags", "date", "moment", "number", "money", "flag",
    "lookup", "secret", "rows", "note",
]  # fmt: skip

Choices = Mapping[str, AnyText] | Callable[[], Mapping[str, AnyText]]


@dataclass(frozen=True)
class Candidate:
    """Something a lookup found.

    Attributes:
        key: What is stored.
        text: What people read.
        detail: A second word beside it, to tell like names apart.
        data: Anything the caller wants back.
    """

    key: str
    text: str
    detail: str = ""
    data: Any = None


@dataclass(frozen=True)
class Lookup:
    """Where a lookup field finds its candidates.

    Attributes:
        find: Returns candidates for what was typed; best first. Runs off the GUI thread where there are jobs.
        show: Returns what people read for a stored key.
        free: Whether what was typed may stand without a candidate; the value is then the text.
    """

    find: Callable[[str], Sequence[Candidate]]
    show: Callable[[str], str] = str
    free: bool = False


@dataclass(frozen=True)
class Field:
    """One field.

    Values by kind: text, long_text, phone and secret ``str``; choice ``str | None``; multi_choice and tags a tuple of
    ``str``; date ISO ``str | None``; moment UTC milliseconds or None; number ``int | float | None``; money fen or None;
    flag ``bool``; lookup the key or None (the text where ``free``); rows a tuple of mappings. A note is only words.

    Attributes:
        key: Name of the value.
        label: What people read beside it.
        kind: What is typed or chosen.
        required: Whether it is marked as such; the rule itself is the service's.
        help: One quiet line under the field.
        placeholder: Shown while it is empty.
        choices: Code -> word, for choice, multi_choice and tags (there as proposals).
        lookup: For a lookup.
        readonly: Whether it is only shown.
        width: ``full``, ``half`` or ``short`` of the form's column.
        default: The value of a new record.
        max_length: Longest text; 0 for any.
        unit: A word behind the field.
        minimum: Smallest number.
        maximum: Largest number.
        lines: Height of a long text.
        decimals: For a number: how many decimals; 0 for whole numbers.
        past: For date and moment: whether a doubtful text means the past.
        visible_if: Whether the field is shown, given the present values.
        columns: For rows: the cells of a line.
    """

    key: str
    label: AnyText
    kind: FieldKind = "text"
    required: bool = False
    help: AnyText | None = None
    placeholder: AnyText = ""
    choices: Choices = field(default_factory=dict[str, AnyText])
    lookup: Lookup | None = None
    readonly: bool = False
    width: Literal["full", "half", "short"] = "full"
    default: Any = None
    max_length: int = 0
    unit: AnyText | None = None
    minimum: int | None = None
    maximum: int | None = None
    lines: int = 4
    decimals: int = 0
    past: bool = False
    visible_if: Callable[[dict[str, Any]], bool] | None = None
    columns: tuple[Field, ...] = ()

    def options(self) -> Mapping[str, AnyText]:
        """Return the choices as they are now."""
        return self.choices() if callable(self.choices) else self.choices


@dataclass(frozen=True)
class Section:
    """Fields under a small heading.

    Attributes:
        title: The heading; none if None.
        fields: In the order of the Tab key.
    """

    title: AnyText | None
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class FormSpec:
    """A form."""

    sections: tuple[Section, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field in order."""
        return tuple(one for section in self.sections for one in section.fields)

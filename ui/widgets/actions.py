"""What a person can do, as data: an action has a name, a verb, an icon and a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.i18n.language import AnyText


@dataclass(frozen=True)
class Shortcut:
    """A key and what it does, for the sheet under F1.

    Attributes:
        key: As Qt writes it (``Ctrl+N``).
        text: What it does.
        group: Under which heading it stands.
    """

    key: str
    text: AnyText
    group: AnyText | None = None


@dataclass(frozen=True)
class Action:
    """Something that can be done on a page.

    Attributes:
        key: Stable name.
        text: The verb.
        run: Does it.
        icon: Name of a drawing.
        shortcut: The key that does it while the page is shown.
        tip: Says more than the verb.
        enabled: Whether it can be done now; always if None.
    """

    key: str
    text: AnyText
    run: Callable[[], object]
    icon: str = ""
    shortcut: str = ""
    tip: AnyText | None = None
    enabled: Callable[[], bool] | None = None


@dataclass(frozen=True)
class BulkAction:
    """Something that can be done with the chosen records of a list.

    Attributes:
        key: Stable name.
        text: The verb.
        run: Does it with the ids of the chosen records.
        icon: Name of a drawing.
        shortcut: The key that does it while the page is shown.
        danger: Whether it destroys something.
    """

    key: str
    text: AnyText
    run: Callable[[list[str]], object]
    icon: str = ""
    shortcut: str = ""
    danger: bool = False

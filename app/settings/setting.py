"""What a setting is, and how its value is read from text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from app.core.errors import Invalid
from app.core.text import T, Text

Scope = Literal["office", "desk"]
Type = Literal["text", "int", "flag", "choice", "minutes", "percent", "zone"]


@dataclass(frozen=True)
class Setting:
    """One setting.

    Attributes:
        key: Dotted name, stable for ever.
        type: How it is entered and checked.
        default: Value until somebody changes it.
        title: What people read.
        source: Where the default comes from (law, the customer's documents, common practice).
        help: What it does.
        group: Heading it stands under on the settings page.
        scope: ``office`` is shared by all desks, ``desk`` belongs to this computer.
        choices: For a choice: code -> what people read.
        least: Smallest number allowed.
        most: Largest number allowed.
    """

    key: str
    type: Type
    default: Any
    title: Text
    source: Text
    help: Text
    group: Text
    scope: Scope = "office"
    choices: Mapping[str, Text] = field(default_factory=dict[str, Text])
    least: int = 0
    most: int = 1_000_000

    def check(self, value: Any) -> Any:
        """Return the value in the setting's type.

        Raises:
            Invalid: It is not of the type or outside the limits.
        """
        if self.type == "text":
            return str(value).strip()
        if self.type == "zone":
            return self._zone(str(value).strip())
        if self.type == "flag":
            return self._flag(value)
        if self.type == "choice":
            if not isinstance(value, str) or value not in self.choices:
                allowed = ", ".join(self.choices)
                raise Invalid({self.key: T("settings", "Choose one of: {choices}.").with_(choices=allowed)})
            return value
        return self._number(value)

    def _zone(self, name: str) -> str:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
            raise Invalid({self.key: T("settings", "A time zone such as Asia/Shanghai.")}) from None
        return name

    def _flag(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        word = str(value).strip().lower()
        if word in ("1", "true", "yes", "on", "是"):
            return True
        if word in ("0", "false", "no", "off", "否", ""):
            return False
        raise Invalid({self.key: T("settings", "Answer yes or no.")})

    def _number(self, value: Any) -> int:
        try:
            number = int(str(value).strip())
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            raise Invalid(
                {
                    self.key: T("settings", "Enter a whole number from {least} to {most}.").with_(
                        least=self.least, most=self.most
                    )
                }
            )
        return number

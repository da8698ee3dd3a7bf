"""What can be done from anywhere: the commands of the window, as the box under Ctrl+K and the key sheet show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.core.text import T, Text
from ui.i18n.language import AnyText

GROUP = T("shell", "Everywhere")


@dataclass(frozen=True)
class Command:
    """Something the window can do.

    Attributes:
        key: Stable name.
        text: The verb.
        icon: Name of a drawing.
        run: Does it, on the GUI thread.
        shortcut: Its key, if it has one.
        words: Other words it is found by, whatever the language.
    """

    key: str
    text: AnyText
    icon: str
    run: Callable[[], object]
    shortcut: str = ""
    words: tuple[str, ...] = field(default=())

    def matches(self, text: str, initials: Callable[[str], tuple[str, ...]]) -> int:
        """Return how well what was typed names the command, 0 (not at all) to 100.

        Args:
            text: As typed, without outer blanks.
            initials: Returns the pinyin initials of Chinese words.
        """
        sought = text.casefold()
        best = 0
        for name in (str(self.text), *self.words):
            plain = name.casefold()
            if plain == sought:
                return 100
            if plain.startswith(sought):
                best = max(best, 64)
            elif sought in plain:
                best = max(best, 48)
        if best or not (sought.isascii() and sought.isalpha() and len(sought) > 1):
            return best
        return 44 if any(reading.startswith(sought) for reading in initials(str(self.text))) else 0


def found(commands: Sequence[Command], text: str, limit: int) -> list[tuple[int, Command]]:
    """Return (score, command) of the commands that what was typed may mean, best first; all of them for no text."""
    from app.features.people.pinyin import pinyin_initials  # reads its table at the first use, in a worker

    if not text:
        return [(0, command) for command in commands[:limit]]
    scored = [(score, command) for command in commands if (score := command.matches(text, pinyin_initials))]
    return sorted(scored, key=lambda pair: -pair[0])[:limit]


PAGE_TITLE = T("shell", "Go to {page}")


def page_title(title: Text) -> Text:
    """Return what the command that opens a page is called."""
    return PAGE_TITLE.with_(page=title)

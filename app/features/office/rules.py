"""Scripts and phrases: variables filled from the open ticket, and what must not be said to residents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.features.office.flow import FlowStep as FlowStep
from app.features.office.flow import flow_of as flow_of

VARIABLES = ("称呼", "房号", "事项", "工单号", "负责人", "预计时间", "电话", "客服", "物业名")
"""Names a script may have in braces; they are part of the texts themselves and not translated."""

BLANK = "＿＿＿＿"
"""What stands where a value is missing: nobody can send it without seeing it."""

_VARIABLE = re.compile(r"\{([^{}\n]{1,20})\}")


@dataclass(frozen=True)
class Filled:
    """A script with its variables filled.

    Attributes:
        text: What can be said or sent.
        missing: Names whose value was not there, each once; a blank stands in their place.
    """

    text: str
    missing: tuple[str, ...]


def fill_script(text: str, variables: Mapping[str, str]) -> Filled:
    """Return a script with every ``{name}`` replaced by its value, or by a visible blank where there is none.

    Args:
        text: The script.
        variables: Name -> value; an empty value is a missing one.
    """
    missing: dict[str, None] = {}

    def value(found: re.Match[str]) -> str:
        given = variables.get(found[1], "").strip()
        if not given:
            missing[found[1]] = None
        return given or BLANK

    return Filled(_VARIABLE.sub(value, text), tuple(missing))


def unknown_variables(text: str) -> tuple[str, ...]:
    """Return the names in braces that no ticket can fill, for the editor of a card."""
    return unknown_names(text, VARIABLES)


def unknown_names(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the names in braces that are not among those known, each once."""
    return tuple(dict.fromkeys(name for name in _VARIABLE.findall(text) if name not in known))


@dataclass(frozen=True)
class BannedPhrase:
    """A phrase that does not go to a resident.

    Attributes:
        phrase: The words.
        level: ``ban`` is always marked, ``warn`` is a reminder.
        why: What it does to the person who hears it.
        say: What to say instead; may hold variables.
    """

    phrase: str
    level: str = "ban"
    why: str = ""
    say: str = ""


@dataclass(frozen=True)
class BannedHit:
    """A banned phrase found in a text: where it begins and ends, and what it is."""

    start: int
    end: int
    banned: BannedPhrase


def find_banned(text: str, phrases: Iterable[BannedPhrase]) -> list[BannedHit]:
    """Return the banned phrases in a text, in its order; where two overlap, the longer one. Blanks hide nothing."""
    hits: list[BannedHit] = []
    for banned in sorted(phrases, key=lambda each: -len(each.phrase)):
        signs = [re.escape(sign) for sign in banned.phrase if not sign.isspace()]
        if not signs:
            continue
        for found in re.finditer(r"\s*".join(signs), text, re.IGNORECASE):
            if all(found.end() <= hit.start or found.start() >= hit.end for hit in hits):
                hits.append(BannedHit(found.start(), found.end(), banned))
    return sorted(hits, key=lambda hit: hit.start)

"""What the exchange's problems mean, in words for whoever finds them."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.text import T, Text

PROBLEMS: Mapping[str, Text] = {
    "damaged": T("exchange", "A damaged file"),
    "gap": T("exchange", "A file is missing"),
    "fork": T("exchange", "Two computers wrote as one"),
    "newer": T("exchange", "A newer version of the program"),
    "retired": T("exchange", "Changes of a desk that has left"),
    "rule": T("exchange", "A value that breaks a rule"),
    "parent": T("exchange", "Part of a record that is not there"),
    "number": T("exchange", "The same number twice"),
    "clock": T("exchange", "A clock that is wrong"),
    "busy": T("exchange", "A file that another program holds"),
    "restored": T("exchange", "This computer was restored"),
    "rolled-back": T("exchange", "The shared folder was restored"),
    "lost": T("exchange", "Changes that are lost"),
    "content": T("exchange", "A file that is gone"),
    "stranger": T("exchange", "A file of a stranger"),
    "defect": T("exchange", "Changes that could not be taken in"),
}
"""Kind of a problem -> its name."""
OTHER = T("exchange", "Something to look at")

ACTIONS: Mapping[str, Text] = {
    "repair": T("exchange", "Ask for it again"),
    "accept": T("exchange", "Accept it"),
    "dismiss": T("exchange", "Put away"),
}
"""Action -> verb on its button, the helpful one first."""

GIVE_UP = T("exchange", "Give it up for lost")
"""What accepting means where a file is missing."""


def verb(kind: str, action: str) -> Text:
    """Return what an action is called for a kind of problem."""
    return GIVE_UP if (kind, action) == ("gap", "accept") else ACTIONS[action]

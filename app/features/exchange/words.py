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
}
"""Kind of a problem -> its name."""
OTHER = T("exchange", "Something to look at")

MEANINGS: Mapping[str, Text] = {
    "damaged": T(
        "exchange",
        "A file in the shared folder was cut off or altered. Nothing of it was taken in; the desk that wrote it still"
        " has it. Ask for it again; if it happens often, have the file server and its virus scanner looked at.",
    ),
    "gap": T(
        "exchange",
        "A file that must come first has not arrived. What follows it waits, nothing is lost. Every desk that has it"
        " puts it back by itself; switch on the other computers, or ask for it again.",
    ),
    "fork": T(
        "exchange",
        "Two computers work with copies of one data folder. The changes of both are kept and shown. Find out which"
        " computer was copied, and let one of them join anew.",
    ),
    "newer": T(
        "exchange",
        "Another desk already works with a newer version and has written what this one cannot read yet. It is kept."
        " Bring this computer up to date; then it is taken in by itself.",
    ),
    "retired": T(
        "exchange",
        "A desk that has left the office sent changes afterwards. They were set aside. Accept them if they are honest"
        " work of the last day; put them away otherwise.",
    ),
    "rule": T(
        "exchange",
        "What two desks wrote does not go together by the office's rules. Open the record, look at it, and correct it.",
    ),
    "parent": T(
        "exchange",
        "Something refers to a record that has been deleted or has not arrived yet. Wait for the next exchange; if it"
        " stays, open the record and correct it.",
    ),
    "number": T(
        "exchange",
        "Two records carry one number. Both are kept, the later one with a mark behind it. Tell whoever was given the"
        " number which one is theirs.",
    ),
    "clock": T(
        "exchange",
        "The clock of a computer differs from the file server's. Nothing is lost, but times on its entries are wrong."
        " Set its clock, best by the network.",
    ),
    "busy": T(
        "exchange",
        "Another program, usually a virus scanner or a backup, holds a file for minutes. It is tried again by itself."
        " If it stays, except the shared folder from scanning.",
    ),
    "restored": T(
        "exchange",
        "The data of this computer came from a backup or a copy. It goes on under a new mark, so that nothing is"
        " counted twice. Nothing has to be done.",
    ),
    "rolled-back": T(
        "exchange",
        "The shared folder is older than it was. Every desk puts back what it has; nothing is lost. Tell whoever looks"
        " after the file server.",
    ),
}
"""Kind of a problem -> what it means and what to do."""
OTHER_MEANING = T("exchange", "The exchange set something aside. Read what it says, and show it to whoever helps you.")

ACTIONS: Mapping[str, Text] = {
    "repair": T("exchange", "Ask for it again"),
    "accept": T("exchange", "Accept it"),
    "dismiss": T("exchange", "Put away"),
}
"""Action -> verb on its button, the helpful one first."""

"""Start-up: the whole program with an office behind it, beside a bare window."""

from __future__ import annotations

from pathlib import Path

from measures.driver import Measure

_HERE = Path(__file__).parent

MEASURE = Measure(
    "a",
    "Start, from the start of the process",
    {"bare": _HERE / "bare_window.py", "ours": _HERE / "whole_window.py"},
    pairs=(
        ("ours", "login", "bare", "start", "1.6"),
        ("ours", "first page", "bare", "start", ""),
    ),
    note=(
        "“login” is the log-in painted with the database open; “first page” adds what it takes from the log-in's answer"
        " to the first page painted with its rows. The limit imports QtWidgets and paints an empty QMainWindow."
    ),
)

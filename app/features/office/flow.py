"""Flow charts of scenario cards: one line a step; a line that asks is a decision with two ways on.

A decision reads ``问句？是：……；否：……``. Everything else is a step. What follows a decision is where both ways meet
again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DECISION = re.compile(
    r"(?P<ask>[^？?]+)[？?]\s*(?:是|Yes)\s*[：:]\s*(?P<yes>.+?)\s*[；;]\s*(?:否|No)\s*[：:]\s*(?P<no>.+)", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:继续|照常|照常进行|往下|下一步|go on|continue)[。.]?", re.IGNORECASE)


@dataclass(frozen=True)
class FlowStep:
    """A step of a flow chart.

    Attributes:
        text: What is done; for a decision, what is asked, with its question mark.
        yes: What is done if so; empty if the way simply goes on.
        no: What is done if not; empty if the way simply goes on.
        decision: Whether it asks.
    """

    text: str
    yes: str = ""
    no: str = ""
    decision: bool = False


def flow_of(lines: Sequence[str]) -> tuple[FlowStep, ...]:
    """Return the steps that the lines of a card describe; blank lines say nothing."""
    return tuple(_step(line.strip()) for line in lines if line.strip())


def _step(line: str) -> FlowStep:
    found = _DECISION.fullmatch(line)
    if found is None:
        return FlowStep(line)
    mark = "？" if "？" in line or not line.isascii() else "?"
    return FlowStep(found["ask"].strip() + mark, _way(found["yes"]), _way(found["no"]), decision=True)


def _way(text: str) -> str:
    plain = text.strip().rstrip("。")
    return "" if _GOES_ON.fullmatch(plain) else plain

"""Whole months by any seed, judged; what the soak of the month runs."""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from app.core.text import install_catalogue
from tests.month.judge import Judge, lists
from tests.month.ledger import Ledger
from tests.month.life import Life
from tests.month.papers import Papers
from tests.month.setting import an_office

MONTH = 30
_SHOWN = 12
"""Lines told of what is wrong in one month."""
_TOLD: Mapping[str, str] = {
    "days": "days",
    "tickets": "Ts",
    "moves of tickets": "moves",
    "promises": "Rs",
    "complaints": "Cs",
    "steps of complaints": "steps of complaints",
    "alarms of the rate": "alarms raised",
    "letters": "Ls",
    "measures": "Ms",
    "handovers": "handovers",
    "sealed": "sealed",
    "signed at two desks": "signed at two desks",
    "left for the next shift": "left",
    "refused": "refused",
    "from paper": "from paper",
    "differences explained": "differences",
    "additions": "additions",
    "plans": "plans",
    "proposals taken": "proposals taken",
    "rows signed": "rows signed",
    "sessions": "Ss",
    "exchanges": "exchanges",
    "edits at both desks": "edits at both desks",
    "conflicts settled": "conflicts settled",
    "lines compared": "lines compared",
    "seals verified": "seals verified",
    "alterations noticed": "alterations noticed",
    "papers read back": "papers",
    "pages read back": "pages read back",
    "handovers printed": "handovers printed",
    "pages of handovers": "pages of handovers",
    "lists compared": "lists compared",
    "rows listed": "rows listed",
}
"""What the table says -> what the ledger counts it as."""


def live(folder: Path, seed: int, days: int) -> Ledger:
    """Live some days in a new office in an empty folder, judge them, and return the ledger."""
    install_catalogue({})
    with an_office(folder, seed) as setting:
        life = Life(setting, days, folder)
        life.run()
        Judge(life, folder).books()
        Papers(life, folder).check()
    lists(life, folder)
    install_catalogue({})
    return life.ledger


def soak(seeds: range, processes: int, say: Callable[[str], None]) -> dict[str, int]:
    """Live a month for each seed, several at a time; return the figures of all, ``failed`` among them."""
    total: Counter[str] = Counter()
    with multiprocessing.Pool(min(processes, len(seeds)) or 1) as pool:
        for seed, figures, told in pool.imap(_month, seeds):
            total.update(figures)
            if told:
                say(f"failed: --part month --seed {seed} --schedules 1")
            for wrong in told[:_SHOWN]:
                say(f"  {wrong[:400]}")
    order = ("months", *_TOLD, "checks made", "wrong", "failed")
    return {title: total[title] for title in order}


def _month(seed: int) -> tuple[int, Counter[str], list[str]]:
    """Return seed, figures and what is wrong of one month."""
    logging.disable()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        try:
            ledger = live(Path(name), seed, MONTH)
        except Exception:
            return seed, Counter({"failed": 1}), traceback.format_exc().splitlines()[-_SHOWN:]
    figures = Counter({title: ledger.figures[key] for title, key in _TOLD.items()})
    figures.update({"months": 1, "checks made": ledger.checks, "wrong": len(ledger.wrong)})
    figures["failed"] = int(bool(ledger.wrong))
    return seed, figures, ledger.wrong

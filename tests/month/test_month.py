"""Nine days of office life on two desks, driven by a seed, after which every book is what the events made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.month.ledger import Ledger
from tests.month.life import Life
from tests.month.run import live
from tests.month.setting import an_office

SEED, DAYS = 2, 9


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return live(tmp_path_factory.mktemp("month"), SEED, DAYS)


def test_every_book_is_what_the_events_made_of_it(lived: Ledger) -> None:
    assert lived.wrong == []
    assert lived.checks > 1_000


def test_the_days_hold_what_has_to_be_proved(lived: Ledger) -> None:
    wanted = (
        "Ts", "Cs", "Ls", "sealed", "left", "signed at two desks", "differences", "additions", "plans", "Is", "Ss",
        "rows signed", "alarms raised", "conflicts settled", "edits at both desks", "seals verified",
        "alterations noticed", "papers", "lists compared",
    )  # fmt: skip
    assert [what for what in wanted if not lived.figures[what]] == []


def test_one_seed_is_one_life(tmp_path: Path) -> None:
    logs: list[list[str]] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with an_office(tmp_path / name, 7) as setting:
            Life(setting, 1, tmp_path / name).run()
            logs.append(setting.ledger.log)
    assert logs[0] == logs[1]
    assert len(logs[0]) > 20

"""Every call of the exchange to the share meets every fault, and the office is well in the end."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.sync.met import MET, SENSELESS, Trial, Trials, possible
from tests.sync.town import in_small, make_template

SEED = 60_000


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Generator[Trials]:
    folder = tmp_path_factory.mktemp("met")
    with in_small():
        made = Trials(folder, make_template(folder), SEED)
        made.live_all()
        yield made


def test_every_call_site_of_the_engine_has_its_row(trials: Trials) -> None:
    assert {site for coverage in trials.calls.values() for site in coverage.calls} == MET.keys()


@pytest.mark.parametrize("site", MET)
def test_a_call_meets_everything_that_may_befall_it(trials: Trials, site: str) -> None:
    met = {fault for fault in possible(site) for name in MET[site] if trials.run(Trial(name, site, fault))}
    assert met == {fault for fault in possible(site) if (site, fault) not in SENSELESS}


def test_no_fault_led_to_a_call_that_has_no_row(trials: Trials) -> None:
    assert trials.coverage.calls.keys() <= MET.keys()

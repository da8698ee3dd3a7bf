"""An office in the hands of Hypothesis: it chooses who does what, and makes what fails as short as it can."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.sync.desks import make_template
from tests.sync.fleet import Office, by_seed

PEOPLE = ("edit", "insert", "open_form", "save_form", "delete", "restore_row", "keep_row")
MACHINES = ("exchange", "seal", "toggle", "jump", "reopen", "back_up", "restore", "copy_over", "clone", "snapshot")
OFFICE = ("join_office", "retire", "rotate", "vanish", "tidy_up", "swap", "shoot", "roll_back", "rebuild")
WHO = st.integers(0, 5)


class OfficeMachine(RuleBasedStateMachine):
    """Desks, a share that fails, and everything that happens to them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.office: Office | None = None

    @initialize(seed=st.integers(0, 10_000), rate=st.sampled_from((0.0, 0.05)))
    def open(self, seed: int, rate: float) -> None:
        self.lot = by_seed(seed)
        self.lot.__enter__()
        self.office = Office(seed, self.folder, make_template(self.folder), rate)

    @rule(verb=st.sampled_from(PEOPLE), who=WHO)
    def people(self, verb: str, who: int) -> None:
        self._act(verb, who)

    @rule(verb=st.sampled_from(MACHINES), who=WHO)
    def machines(self, verb: str, who: int) -> None:
        self._act(verb, who)

    @rule(verb=st.sampled_from(OFFICE), who=WHO)
    def happenings(self, verb: str, who: int) -> None:
        self._act(verb, who)

    @rule()
    def everybody_exchanges(self) -> None:
        for who in range(6):
            self._act("exchange", who)

    @invariant()
    def nothing_is_broken(self) -> None:
        if self.office is not None:
            assert not self.office.result.regress
            assert not self.office.server.wrongly

    def teardown(self) -> None:
        try:
            if self.office is not None:
                self.office.rest()
                assert not self.office.result.failed, self.office.result
        finally:
            if self.office is not None:
                self.office.world.close()
                self.lot.__exit__(None, None, None)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _act(self, verb: str, who: int) -> None:
        assert self.office is not None
        if who < len(self.office.devices):
            self.office.act(verb, self.office.devices[who])


OfficeMachine.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestOffice = OfficeMachine.TestCase

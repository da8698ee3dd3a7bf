"""An office on a real file server that is restarted and whose wire is cut in mid write loses nothing, at any moment."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from app.host.paths import Paths
from tests.sync.samba_office import Office
from tests.sync.smb import SambaServer

DISTURBANCES = 6


def test_an_office_survives_its_file_server(
    samba_server: SambaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Paths, "guards", staticmethod(lambda: tmp_path / "guards"))
    seed = random.SystemRandom().randrange(1_000_000)
    with closing(Office(samba_server, tmp_path, seed)) as office:
        with office.at_work():
            for _ in range(DISTURBANCES):
                office.disturb()
        record = office.record
        assert not record.wrong, f"seed {seed}: {record.wrong[:10]}"
        assert record.cuts + record.restarts == DISTURBANCES
        assert record.saves >= DISTURBANCES * 3
        assert record.waits

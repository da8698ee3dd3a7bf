"""What a share's failure broke off or spoilt is done again, and found out where nobody was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.core.clock import DAY, HeldClock
from app.core.errors import Refused
from app.host.paths import Paths
from app.host.secrets import open_secrets
from app.sync import desks, governing, names
from app.sync.identity import Identity
from app.sync.site import make_site, read_site
from tests.support.faultfs import FaultShare, Script
from tests.support.memory_share import MemoryShare
from tests.sync.test_cut_off import Place
from tests.sync.town import Desk, Town, in_small, make_template


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    (tmp_path / "desks").mkdir()
    with in_small():
        made = Town(tmp_path / "desks", make_template(tmp_path))
        yield made
        made.close()


def failing(town: Town, faults: dict[str, Sequence[str | None]], server: MemoryShare | None = None) -> FaultShare:
    return FaultShare(server or town.server, Script(faults))


def begun(town: Town) -> Desk:
    """Return the first desk of an office."""
    desk = town.blank()
    town.write(desk, 1, "there before")
    desk.begin(desks.found(desk.setting, desk.share, "desk 0"))
    town.once(desk, desk)
    return desk


def invited(town: Town) -> str:
    return governing.invite(begun(town).engine).code


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


# --- beginning -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [0, 5, 60])
def test_a_site_whose_writing_broke_off_is_written_again(town: Town, left: int) -> None:
    desk = town.blank()
    town.write(desk, 1, "there before")
    with pytest.raises(Refused):
        desks.found(desk.setting, failing(town, {"claim SITE": ["half"]}), "desk 0")
    seed = Identity.from_secret(desk.secrets.kept[desks.SECRET]).admin_seed
    town.server.put(names.SITE, make_site(seed or b"").data[:left])
    desk.begin(desks.found(desk.setting, desk.share, "desk 0"))
    town.once(desk)
    assert read_site(town.server.read(names.SITE)) == desk.engine.site
    town.judge(newcomer=True)


@pytest.mark.parametrize("fault", ["stale", "busy", "torn"])
def test_a_beginning_that_could_not_be_read_can_still_be_gone_on_with(town: Town, fault: str) -> None:
    desk = town.blank()
    with pytest.raises(Refused):
        desks.found(desk.setting, failing(town, {"folder live": ["gone"]}), "desk 0")
    with pytest.raises(Refused):
        desks.found(desk.setting, failing(town, {"read SITE": [fault]}), "desk 0")
    desk.begin(desks.found(desk.setting, desk.share, "desk 0"))
    town.once(desk)
    town.judge(newcomer=True)


def test_a_cut_off_site_among_other_things_is_left_alone(town: Town) -> None:
    desk = town.blank()
    with pytest.raises(Refused):
        desks.found(desk.setting, failing(town, {"claim SITE": ["half"]}), "desk 0")
    town.server.put("somebody's.txt", b"letter")
    before = town.server.read(names.SITE)
    with pytest.raises(Refused) as refused:
        desks.found(desk.setting, desk.share, "desk 0")
    assert code_of(refused) == "sync.taken"
    assert town.server.read(names.SITE) == before


@pytest.mark.parametrize("fault", ["empty", "late", "partial"])
def test_an_office_that_works_is_not_begun_again_when_its_beacons_do_not_show(town: Town, fault: str) -> None:
    secrets = begun(town).secrets.kept
    before = town.server.paths()
    new = town.blank(secrets)
    with pytest.raises(Refused) as refused:
        desks.found(new.setting, failing(town, {"list live": [fault]}), "desk 0")
    assert code_of(refused) == "sync.taken"
    assert town.server.paths() == before


# --- joining ---------------------------------------------------------------------------------------------------------


BROKEN_OFF = {"claim join": "done", "folder lane": "busy", "list lane": "gone", "claim lane": "full"}


@pytest.mark.parametrize(("site", "fault"), [*BROKEN_OFF.items(), ("claim join", "half")])
def test_an_invitation_serves_until_its_desk_has_joined(town: Town, site: str, fault: str) -> None:
    code = invited(town)
    new = town.blank()
    with pytest.raises(Refused):
        desks.join(new.setting, failing(town, {site: [fault]}), code, "desk 1")
    new.secrets.delete(desks.SECRET)  # as a computer does that undoes what it began
    new.begin(desks.join(new.setting, new.share, code, "desk 1"))
    town.rest()
    town.judge()
    assert len(town[0].engine.members.roster.devices) == 2


def test_an_invitation_that_one_computer_began_to_use_is_of_no_use_to_another(town: Town) -> None:
    code = invited(town)
    first, second = town.blank(), town.blank()
    with pytest.raises(Refused):
        desks.join(first.setting, failing(town, {"claim join": ["half"]}), code, "desk 1")
    with pytest.raises(Refused) as refused:
        desks.join(second.setting, second.share, code, "desk 2")
    assert code_of(refused) == "sync.used"


def test_a_new_code_makes_a_new_desk_of_a_computer_that_began_to_use_another(town: Town) -> None:
    code = invited(town)
    new = town.blank()
    with pytest.raises(Refused):
        desks.join(new.setting, failing(town, {"claim lane": ["gone"]}), code, "desk 1")
    new.begin(desks.join(new.setting, new.share, governing.invite(town[0].engine).code, "desk 1"))
    town.rest()
    town.judge()


def test_a_clock_that_leaps_while_a_desk_joins_does_not_make_a_stranger_of_it(town: Town) -> None:
    class Leaping(FaultShare):
        def server_time(self) -> int:
            self.clock_off += 30 * DAY
            return super().server_time() - 30 * DAY

    code = invited(town)
    new = town.blank()
    new.begin(desks.join(new.setting, Leaping(town.server, Script({})), code, "desk 1"))
    town.once(new, town[0])
    assert new.engine.replica.identity.device in town[0].engine.members.roster.devices


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(Paths, "guards", staticmethod(lambda: tmp_path / "guards"))
    made = Place(tmp_path)
    yield made
    made.close()


def test_a_desk_that_was_cancelled_while_it_was_filled_joins_with_the_same_code(place: Place) -> None:
    from app.context.link import OfficeJoiner
    from app.sync.folder import FolderShare

    code, _ = place.link.invite()
    joiner = OfficeJoiner(place.paths, HeldClock(place.clock.now()), FolderShare)
    with pytest.raises(Refused) as refused:
        joiner.join(str(place.share), code, "second", lambda _done, _all: False)
    assert code_of(refused) == "sync.cancelled"
    assert not place.paths.database.exists()
    joiner.join(str(place.share), code, "second", lambda _done, _all: True)
    assert open_secrets(place.paths).get(desks.JOINING) is None
    place.link.exchange().once(thorough=True)
    assert len(place.link.exchange().members.roster.devices) == 2


# --- what was spoilt and reported as done ----------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["kept torn", "kept zeros"])
def test_an_invitation_that_does_not_read_back_is_not_handed_out(town: Town, fault: str) -> None:
    desk = begun(town)
    desk.engine.share.inner = failing(town, {"create join": [fault]})
    with pytest.raises(Refused) as refused:
        governing.invite(desk.engine)
    assert code_of(refused) == "sync.damaged"
    new = town.blank()
    new.begin(desks.join(new.setting, new.share, governing.invite(desk.engine).code, "desk 1"))
    town.rest()
    town.judge()


@pytest.mark.parametrize("fault", ["kept torn", "kept zeros", "half"])
def test_a_folder_built_up_anew_is_read_back(town: Town, fault: str) -> None:
    desk = begun(town)
    town.server = MemoryShare(town.clock)
    desk.share.inner = town.server
    share = failing(town, {"create st": [fault, fault]})
    town.do(lambda: desk.engine.rebuild(share))
    assert desk.engine.verify().missing == []
    town.rest()
    town.judge(newcomer=True)


def test_a_folder_built_up_anew_is_begun_again_where_its_site_broke_off(town: Town) -> None:
    desk = begun(town)
    town.server = MemoryShare(town.clock)
    desk.share.inner = town.server
    with pytest.raises(Refused):
        desk.engine.rebuild(failing(town, {"claim SITE": ["half"]}))
    desk.engine.rebuild(desk.share)
    town.rest()
    town.judge(newcomer=True)


@pytest.mark.parametrize("fault", ["kept torn", "kept zeros", "half"])
def test_what_is_put_back_is_read_back(town: Town, fault: str) -> None:
    desk = begun(town)
    town.rest()
    segment = names.segment_path(desk.engine.replica.own().stream, 1)
    town.server.remove(segment)
    desk.engine.share.inner = failing(town, {"create st": [fault]})
    town.once(desk, desk)
    assert town.server.read(segment) != desk.engine.replica.bytes_of(desk.engine.replica.own().stream, 1)
    town.once(desk, desk, desk)
    assert desk.engine.verify().missing == []

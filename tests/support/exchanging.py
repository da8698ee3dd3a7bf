"""Two whole desks of one office that exchange through a folder, by the real engine; no process, no waiting."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.context import AppContext, open_office
from app.context.link import OfficeJoiner, OfficeLink
from app.core.clock import HeldClock
from app.features.staff.rules import Actor
from app.host.paths import Paths
from app.sync.folder import FolderShare
from tests.support.office import MORNING


@dataclass(frozen=True)
class Desk:
    """One desk: its office, its exchange, its clock, and its administrator at work."""

    context: AppContext
    link: OfficeLink
    clock: HeldClock
    admin: Actor


@contextmanager
def two_desks(folder: Path) -> Generator[tuple[Desk, Desk]]:
    """Found an office at one desk and let another join."""
    share = folder / "share"
    share.mkdir()
    clock = HeldClock(MORNING)
    first = open_office(Paths(folder / "first"), clock, create=True)
    desks: list[Desk] = []
    try:
        first.office.found("示例物业", "zh_CN", "0001", "管理员", None)
        link = OfficeLink(first.paths, first.store, clock, first.check_arrivals, FolderShare)
        desks.append(Desk(first, link, clock, first.accounts.identify("0001")))
        link.found(str(share), "前台一")
        code, _ = link.invite()
        paths, clock = Paths(folder / "second"), HeldClock(MORNING)
        OfficeJoiner(paths, clock, FolderShare).join(str(share), code, "前台二", lambda *_: True)
        second = open_office(paths, clock)
        link = OfficeLink(second.paths, second.store, clock, second.check_arrivals, FolderShare)
        desks.append(Desk(second, link, clock, second.accounts.identify("0001")))
        exchange(*desks)
        yield desks[0], desks[1]
    finally:
        for desk in desks:
            desk.link.close()
            desk.context.close()


def exchange(*desks: Desk) -> None:
    """Let every desk have everything of the others."""
    for _ in range(2):
        for desk in desks:
            desk.clock.advance(60_000)
            desk.link.once(thorough=True)

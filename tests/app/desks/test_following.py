"""What one desk changes holds at the other as soon as it arrives: settings, words, cards, roles, locked accounts."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import NotAllowed, Refused
from app.features.office.records import Category, Scenario, Word
from app.features.staff.rules import Actor
from tests.support.exchanging import Desk, exchange, two_desks

Pair = tuple[Desk, Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Generator[Pair]:
    with two_desks(tmp_path) as pair:
        yield pair


def receive(desks: Pair) -> None:
    """Exchange; the second desk takes in what there is in a thread of its own, as the program does."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            exchange(*desks)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert failures == []


def test_settings_hold_as_soon_as_they_arrive(desks: Pair) -> None:
    a, b = desks
    assert b.context.settings.number("tickets.respond_1") == 30
    a.context.settings_service.save(a.admin, {"tickets.respond_1": 20, "office.phone": "010-12345678"})
    receive(desks)
    assert b.context.settings.number("tickets.respond_1") == 20
    assert b.context.settings.text("office.phone") == "010-12345678"
    a.context.settings_service.reset(a.admin, "tickets.respond_1")
    receive(desks)
    assert b.context.settings.number("tickets.respond_1") == 30


def test_words_categories_and_cards_are_shown_as_they_arrive(desks: Pair) -> None:
    a, b = desks
    assert b.context.dictionaries.titles("cause")
    card = b.context.scenarios.cards(b.admin)[0]
    leaf = b.context.categories.tree()[0].leaves[0]
    made = a.context.dictionaries.save(a.admin, "cause", {"title": "虫咬"})
    a.context.scenarios.save(a.admin, {"title": "新名字"}, card.code)
    a.context.categories.save(a.admin, {"title": "新叶"}, leaf.code)
    receive(desks)
    assert b.context.dictionaries.title("cause", made) == "虫咬"
    assert b.context.scenarios.title(card.code) == "新名字"
    assert b.context.categories.path(leaf.code).endswith("新叶")


def colleague(desk: Desk, number: str, *roles: str) -> str:
    return desk.context.staff.save(desk.admin, {"number": number, "name": f"周{number}", "roles": roles})


def take(desk: Desk, actor: Actor) -> Any:
    return desk.context.tickets.take(actor, {"description": "漏水", "place": "门岗"})


def test_whoever_is_locked_out_at_one_desk_can_do_nothing_more_at_the_other(desks: Pair) -> None:
    a, b = desks
    staff = colleague(a, "A07", "agent")
    receive(desks)
    sitting = b.context.accounts.login("A07")
    take(b, sitting)
    a.context.staff.save(a.admin, {"active": False}, staff)
    receive(desks)
    for verb in (take, lambda desk, actor: desk.context.tickets.lister(actor)):
        with pytest.raises(NotAllowed) as told:
            verb(b, sitting)
        assert told.value.code == "account.locked"
    with pytest.raises(Refused):
        b.context.accounts.confirm(sitting, "")
    a.context.staff.save(a.admin, {"active": True}, staff)
    receive(desks)
    take(b, sitting)
    a.context.staff.delete(a.admin, colleague(a, "A09", "agent"))


def test_roles_given_and_taken_elsewhere_hold_at_the_next_verb(desks: Pair) -> None:
    a, b = desks
    staff = colleague(a, "A07", "agent")
    receive(desks)
    sitting = b.context.accounts.login("A07")
    ticket = take(b, sitting).id
    with pytest.raises(NotAllowed):
        b.context.tickets.do(sitting, ticket, "void", {"note": "误报"})
    a.context.staff.save(a.admin, {"roles": ["supervisor"]}, staff)
    receive(desks)
    b.context.tickets.do(sitting, ticket, "void", {"note": "误报"})
    a.context.staff.save(a.admin, {"roles": ["reader"]}, staff)
    receive(desks)
    with pytest.raises(NotAllowed) as told:
        take(b, sitting)
    assert told.value.code == "not_allowed"


class _Failure(Exception):
    """Ends a unit of work without keeping it."""


def test_a_role_that_was_not_kept_was_never_held(desks: Pair) -> None:
    """What is seen inside a unit of work that fails must not stay in memory."""
    context, admin = desks[0].context, desks[0].admin
    staff = colleague(desks[0], "A07", "agent")
    sitting = context.accounts.actor(staff)
    with suppress(_Failure), context.store.change() as work:
        context.staff.save_in(work, admin, {"active": False}, staff)
        assert not sitting.may("ticket", "create")
        raise _Failure
    assert sitting.may("ticket", "create")


def test_a_setting_of_one_computer_stays_there(desks: Pair) -> None:
    a, b = desks
    folder = str(a.context.paths.data / "kopien")
    a.context.settings_service.save(a.admin, {"desk.backup_folder": folder, "tickets.respond_1": 25})
    receive(desks)
    assert b.context.settings.number("tickets.respond_1") == 25
    assert b.context.settings.text("desk.backup_folder") == ""
    for record in b.context.store.synced:
        assert folder not in str(b.context.store.find(record)), record.table


SEEDED = (Word, Category, Scenario)


def test_two_desks_brought_up_to_date_at_once_agree_without_a_question(
    desks: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = desks
    kept = a.context.scenarios.cards(a.admin)[0]
    b.context.scenarios.save(b.admin, {"title": "本院叫法"}, kept.code)
    receive(desks)

    def newer(word: Word) -> Word:
        return Word(**{**vars(word), "title": word.title + "。"})

    from app.features.office import seed

    read = seed._READERS[Word]
    monkeypatch.setitem(
        seed._READERS,  # pyright: ignore[reportArgumentType] - a mapping to its readers, a dictionary to this test
        Word,
        lambda folder: [*map(newer, read(folder)), Word(id="cause|neu", dictionary="cause", code="neu", title="新")],
    )
    for desk in desks:
        desk.context.store.set_meta("seed.files", "")
        desk.context.office.upgrade()
    receive(desks)
    for record in SEEDED:
        rows = [desk.context.store.find(record) for desk in desks]
        assert rows[0] == rows[1]
    assert a.context.dictionaries.title("cause", "neu") == "新"
    assert a.context.scenarios.title(kept.code) == "本院叫法"
    assert [desk.link.conflicts() for desk in desks] == [[], []]
    assert [desk.link.problems() for desk in desks] == [[], []]

"""The invented office: what it promises to hold, and that everything in it could have been entered by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from app.context import AppContext, open_office
from app.core.clock import DAY, HeldClock
from app.core.errors import Refused
from app.demo.office import PIN, is_demo, make_demo
from app.features.houses.form import house_values
from app.features.houses.records import House
from app.features.people.form import paper_problem
from app.features.people.records import Person, PersonPhone, Vehicle
from app.features.people.rules import phone_problem, plate_problem
from app.features.staff.rules import Actor
from app.features.tickets import rules
from app.features.tickets.records import Ticket
from app.host.paths import Paths
from app.store.listing import ListQuery
from tests.support.office import MORNING

NOW = MORNING + 5 * 3_600_000
"""A Monday, 14:00 in the office."""


def made(folder: Path, seed: int = 1, now: int = NOW) -> AppContext:
    context = open_office(Paths(folder), HeldClock(now), create=True)
    make_demo(context, seed)
    return context


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppContext]:
    context = made(tmp_path_factory.mktemp("demo"))
    yield context
    context.close()


@pytest.fixture
def supervisor(office: AppContext) -> Actor:
    return office.accounts.login("1002")


def test_it_is_as_large_as_it_says_and_says_that_it_is_invented(office: AppContext) -> None:
    def count(table: str) -> int:
        return int(office.store.value(f"SELECT count(*) FROM {table}"))

    assert (count("house"), count("person"), count("staff")) == (600, 900, 14)
    assert 4_000 <= count("ticket") <= 6_000
    assert office.store.value("SELECT count(DISTINCT description) FROM ticket") >= 150
    assert office.settings.text("office.name").startswith("示例")
    assert "虚构" in office.settings.text("office.address")
    assert is_demo(office)


def test_a_second_office_is_not_put_over_the_first(office: AppContext) -> None:
    with pytest.raises(Refused):
        make_demo(office)


def test_everybody_may_be_chosen_without_a_pin_and_has_one(office: AppContext) -> None:
    accounts = office.accounts.choices()
    assert len(accounts) == 9  # the five field staff have no account
    assert all(account.has_pin for account in accounts)
    for account in accounts:
        office.accounts.confirm(office.accounts.login(account.number), PIN)
    assert not any(name for (name,) in office.store.rows("SELECT name FROM staff WHERE phone NOT LIKE '1990009%'"))


def test_phones_and_plates_can_be_nobodys(office: AppContext) -> None:
    phones = [row.phone for row in office.store.find(PersonPhone)]
    phones += [person.emergency_phone for person in office.store.find(Person) if person.emergency_phone]
    assert len(set(phones)) == len(phones)
    assert all(phone.startswith("1990000") and phone_problem(phone) is None for phone in phones)
    plates = [row.plate for row in office.store.find(Vehicle)]
    assert plates
    # No city of that province has this letter.
    assert all(plate.startswith("宁Z") and plate_problem(plate) is None for plate in plates)


def test_houses_and_people_would_pass_their_own_forms(office: AppContext) -> None:
    for house in office.store.find(House):
        row = asdict(house)
        form = {
            key: row[key] for key in ("building", "unit", "room", "kind", "status", "zone", "floor", "area", "code")
        }
        clean = house_values(form, {})
        assert (clean["key"], clean["building"], clean["room"]) == (house.key, house.building, house.room)
    people = office.store.find(Person)
    assert all(person.name and person.initials for person in people)
    assert all(paper_problem(person.id_card, office.zone.day(NOW)) is None for person in people if person.id_card)
    names = "".join(person.name for person in people)
    assert any(sign in names for sign in "𠮷䶮㛃㼆䒟")
    assert any(person.name.startswith(("欧阳", "司马", "诸葛", "上官", "慕容")) for person in people)


def test_every_ticket_went_only_where_the_rules_let_it(office: AppContext) -> None:
    state_of: dict[str, str] = {}
    last_of: dict[str, int] = {}
    for ticket, at, action, before, after in office.store.rows(
        "SELECT ticket_id, at, action, from_state, to_state FROM ticket_event ORDER BY at, id"
    ):
        assert at < NOW
        assert at >= last_of.get(ticket, 0)
        last_of[ticket] = at
        if action == "take":
            assert ticket not in state_of
        else:
            assert state_of[ticket] == before
            move = rules.BY_ACTION.get(action)
            assert action in rules.EVENTS
            assert move is None or before in move.sources
        state_of[ticket] = after
    tickets = office.store.find(Ticket)
    assert {ticket.id: ticket.state for ticket in tickets} == state_of
    assert len({ticket.number for ticket in tickets}) == len(tickets)


def test_times_and_marks_agree(office: AppContext) -> None:
    for ticket in office.store.find(Ticket):
        assert ticket.respond_due is not None
        assert ticket.finish_due is not None
        assert (ticket.held_at is not None) == (ticket.state == "held")
        if ticket.state == "closed":
            assert ticket.closed_at is not None
            assert ticket.result
            assert ticket.cause
            assert ticket.resident_word in rules.RESIDENT_VERDICTS
        if ticket.responded_at is not None and ticket.responded_at > ticket.respond_due:
            assert ticket.respond_late


def test_a_year_lies_behind_with_its_seasons_and_its_week(office: AppContext) -> None:
    first, last = office.store.rows("SELECT min(entered_at), max(entered_at) FROM ticket")[0]
    assert NOW - 365 * DAY <= first < NOW - 360 * DAY
    assert NOW - 3_600_000 < last < NOW

    def month(category: str, number: str) -> int:
        return int(
            office.store.value(
                "SELECT count(*) FROM ticket WHERE category = ? AND strftime('%m', entered_at / 1000, 'unixepoch') = ?",
                (category, number),
            )
        )

    assert month("hvac.heating", "01") > month("hvac.heating", "07")
    assert month("hvac.aircon", "07") > month("hvac.aircon", "01")
    days = dict(
        office.store.rows(
            "SELECT strftime('%w', entered_at / 1000, 'unixepoch', '+8 hours'), count(*) FROM ticket GROUP BY 1"
        )
    )
    assert days["1"] > days["0"]


def test_something_of_every_kind_waits_now(office: AppContext, supervisor: Actor) -> None:
    lister = office.tickets.lister(supervisor)
    for state in rules.OPEN:
        assert lister.count(ListQuery(filters={"state": state})) >= 2, state
    assert lister.count(ListQuery(filters={"open": True, "late": NOW})) >= 3
    soon = lister.count(ListQuery(filters={"open": True, "due": (None, NOW + 15 * 60_000)}))
    assert soon > lister.count(ListQuery(filters={"open": True, "due": (None, NOW)}))
    owed = office.tickets.promises_owed(supervisor, NOW + DAY)
    assert any((promise.due_at or 0) < NOW for promise in owed)
    assert any((promise.due_at or 0) > NOW for promise in owed)


def test_it_is_found_by_words_names_and_rooms(office: AppContext, supervisor: Actor) -> None:
    assert office.tickets.search(supervisor, "漏水")
    assert office.tickets.search(supervisor, "外墙")
    person = office.store.find(Person)[0]
    assert any(hit.person_id == person.id for hit in office.finder.find(supervisor, person.name))


def content(context: AppContext) -> list[object]:
    """Everything but ids, which the services stamp anew."""
    return [
        context.store.rows(sql)
        for sql in (
            "SELECT key, status, area, note FROM house ORDER BY id",
            "SELECT name, sex, born_on, note FROM person ORDER BY id",
            "SELECT number, state, title, description, requester_name, entered_at, closed_at, satisfaction, result"
            " FROM ticket ORDER BY number",
            "SELECT t.number, e.at, e.action, e.note FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id"
            " ORDER BY t.number, e.at, e.action",
        )
    ]


def test_the_same_seed_makes_the_same_office_and_another_makes_another(office: AppContext, tmp_path: Path) -> None:
    again, other = made(tmp_path / "again"), made(tmp_path / "other", seed=2)
    try:
        assert content(again) == content(office)
        assert content(other)[1] != content(office)[1]
    finally:
        again.close()
        other.close()


@pytest.mark.parametrize("hour", [3, 23])
def test_it_can_be_made_at_any_hour(tmp_path: Path, hour: int) -> None:
    told: list[int] = []
    midnight = NOW - 14 * 3_600_000
    context = open_office(Paths(tmp_path), HeldClock(midnight + hour * 3_600_000), create=True)
    make_demo(context, 3, lambda done, total: told.append(done))
    assert context.store.value("SELECT count(*) FROM ticket WHERE state = 'new'") >= 2
    assert told == sorted(told)
    assert told[-1] == 100
    context.close()

"""Nothing of an office is done or read without a permission, except what is listed here with its reason."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.context import AppContext, open_office
from app.core.clock import HeldClock
from app.core.errors import AppError, NotAllowed
from app.features.staff.rules import Actor
from app.host.paths import Paths
from app.store.listing import ListQuery
from tests.support.office import MORNING

STRANGER = Actor("0" * 32, "S99", "路人", frozenset())
"""Somebody without any role; field staff hold none at the desk either."""
FIELD = Actor("1" * 32, "E99", "外勤", frozenset({"field"}))

FREE: Mapping[str, str] = {
    "accounts.any": "whether the office has been founded is asked before anybody can log in",
    "accounts.choices": "the log-in window lists who may choose themselves, and nobody while PINs are asked for",
    "accounts.login": "this is how one becomes somebody; the PIN is the permission",
    "accounts.identify": "this is how one becomes somebody; the PIN is the permission",
    "accounts.confirm": "proves with a PIN who sits there; gives nothing away",
    "accounts.logout": "everybody may leave",
    "accounts.require_alone": "refuses more to those who act, and tells nobody else anything",
    "accounts.actor": "makes the actor, with the roles the database holds",
    "accounts.first_admin": "founding: refused as soon as there is an administrator",
    "accounts.other_admin": "says only whether there is one",
    "attachments.sweep": "clears files that no record has from this desk's own folder",
    "audit.write": "the program accounts for what people do; they cannot prevent it",
    "backups.files": "days and sizes of files on this computer, nothing of their content",
    "backups.due": "says only whether today's backup is still to be made",
    "card_papers.titles": "names of codes on a card that has been read with permission",
    "categories.hints": "the category tree is offered wherever a ticket is shown",
    "categories.node": "the category tree is offered wherever a ticket is shown",
    "categories.path": "the category tree is offered wherever a ticket is shown",
    "categories.tree": "the category tree is offered wherever a ticket is shown",
    "complaints.due_preview": "works on what was just typed, not on records",
    "complaints.links": "tells nothing to those who may not see complaints",
    "complaints.matters": "tells nothing to those who may not see complaints",
    "complaints.waiting": "counts nothing for those who may not see complaints",
    "dictionaries.banned": "words that every form offers and checks",
    "dictionaries.choices": "words that every form offers",
    "dictionaries.entry": "words that every form offers",
    "dictionaries.title": "words that every form offers",
    "dictionaries.titles": "words that every form offers",
    "dictionaries.words": "words that every form offers",
    "advisor.propose": "works on what was just typed and on the cards, not on records",
    "disputes.may_read": "says only whether this person may read a file",
    "letters.banned": "words that every form offers and checks",
    "houses.label": "a room's own name for an id that the caller has",
    "office.found": "founding: refused as soon as there is an administrator",
    "office.upgrade": "brings the program's own rows up to date",
    "people.masker": "hides what this person may not see",
    "scenarios.hints": "keywords by which the intake proposes",
    "scenarios.title": "a card's title for the code on a ticket",
    "plans.exists": "a week's name is no secret; what the plan says is",
    "plans.find": "turns a week's name into the id made of it",
    "plans.links": "leaves out everything for whoever may not see plans",
    "plans.matters": "tells nothing to whoever may not see plans",
    "plans.members": "names that forms offer as responsible",
    "plans.previous": "the name of an earlier week",
    "plans.suggested_template": "the calendar decides which template suits a week",
    "plans.this_week": "the calendar",
    "plans.today": "the calendar",
    "handovers.guard_intake": "asks whether a handover waits before an intake; says no more than that",
    "shifts.at": "which shift is when is asked by every book; no record is shown",
    "shifts.before": "which shift is when is asked by every book; no record is shown",
    "shifts.following": "which shift is when is asked by every book; no record is shown",
    "shifts.kinds": "the names of the shifts are offered by every form",
    "shifts.on_duty": "the books that print who is on duty check their own permission",
    "shifts.running": "which shift is when is asked by every book; no record is shown",
    "shifts.shift": "which shift is when is asked by every book; no record is shown",
    "shifts.week": "the books that print who is on duty check their own permission",
    "handovers.links": "leaves out everything for whoever may not see handovers",
    "handovers.matters": "tells nothing to whoever may not see handovers",
    "handovers.waiting": "tells nothing to whoever may not see handovers",
    "shifts.links": "leaves out everything for whoever may not see duty",
    "shifts.matters": "tells nothing to whoever may not see duty",
    "handovers.signer": "this is how one signs at somebody else's desk; the PIN is the permission",
    "tickets.links": "leaves out everything for whoever may not see tickets",
    "tickets.made_complaint": "part of taking a complaint, within its unit of work",
    "tickets.matters": "tells nothing to whoever may not see tickets",
    "people.links": "leaves out everything for whoever may not see people",
    "people.matters": "tells nothing to whoever may not see people",
    "settings_service.put": "within the founding's unit of work",
    "settings_service.reload": "puts stored values in force",
    "settings_service.set_language": "the language of this computer, chosen by whoever founds",
    "staff.name": "the name that stands for an id in what others read",
    "staff.roles_to_give": "empty for whoever may give none",
    "tickets.due_of": "arithmetic on a row that the caller has",
    "tickets.due_preview": "arithmetic on what was just typed",
    "tasks.add": "part of another module's verb, within its unit of work",
    "tasks.change": "part of another module's verb, within its unit of work",
    "tasks.of": "what became of a task that the caller's record gave",
    "tasks.settle": "part of another module's verb, within its unit of work",
    "training.escort": "asked at the log-in, before anybody is somebody: who must sit beside a newcomer",
    "training.links": "tells nothing to those who may not see training",
    "training.matters": "tells nothing to those who may not see training",
    "view_states.load": "what a person chose on this desk's pages",
    "view_states.of": "what a person chose on this desk's pages",
    "view_states.save": "what a person chose on this desk's pages",
}

ENGINES = {"link"}
"""What acts for a service that has asked for the permission: the exchange's engine for ``exchange``."""

GIVEN: Mapping[str, Mapping[str, Any]] = {
    "settings_service.save": {"values": {"office.name": "x"}},
    "settings_service.reset": {"key": "office.name"},
    "imports.plan": {"kind": "tickets"},
    "ledgers.export": {"form": "csv"},
    "complaints.do": {"action": "note"},
    "complaints.do_many": {"action": "note"},
    "tickets.do": {"action": "note"},
    "tickets.do_many": {"action": "note"},
    "plans.do": {"action": "submit"},
    "plans.do_tasks": {"action": "do"},
    "people.tags": {"dictionary": "preference"},
}
"""Arguments that must mean something before the permission is looked at."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AppContext]:
    context = open_office(Paths(tmp_path / "data"), HeldClock(MORNING), create=True)
    context.office.found("示例物业", "zh_CN", "0001", "管理员", None)
    yield context
    context.close()


def services(context: AppContext) -> dict[str, Any]:
    """Return every service of an office by the name it has in the context."""
    names = [name for name, value in vars(AppContext).items() if isinstance(value, cached_property)]
    wanted = [name for name in [*names, *vars(context)] if not name.startswith("_") and name not in ENGINES]
    found = {name: getattr(context, name) for name in wanted}
    return {
        name: value
        for name, value in found.items()
        if type(value).__module__.startswith(("app.features.", "app.context."))
    }


def verbs(context: AppContext) -> dict[str, Callable[..., Any]]:
    """Return every public method of every service: ``tickets.take`` -> the bound method."""
    return {
        f"{name}.{verb}": getattr(service, verb)
        for name, service in services(context).items()
        for verb in dir(type(service))
        if not verb.startswith("_") and inspect.isfunction(getattr(type(service), verb))
    }


def refused(context: AppContext, name: str, verb: Callable[..., Any], actor: Actor, folder: Path) -> bool:
    """Call a verb as somebody, with any arguments, and say whether the permission is what it fails for."""
    fitting: dict[str, Any] = {
        "actor": actor,
        "lister": SimpleNamespace(listing=context.tickets.lister(context.accounts.login("0001")).listing),
        "query": ListQuery(),
        "plan": SimpleNamespace(kind=SimpleNamespace(name="tickets")),
        "path": folder / "out.csv",
        "target": folder / "out.zip",
        "values": {},
        "work": None,
        **GIVEN.get(name, {}),
    }
    arguments = {
        parameter.name: fitting[parameter.name] if parameter.name in fitting else _any(str(parameter.annotation))
        for parameter in inspect.signature(verb).parameters.values()
        if parameter.default is parameter.empty or parameter.name in GIVEN.get(name, {})
    }
    try:
        found = verb(**arguments)
        if isinstance(found, Iterator):
            list(found)
        return _all_refused(found)
    except NotAllowed:
        return True
    except AppError:
        return False


def _any(annotation: str) -> Any:
    if annotation.startswith(("Sequence", "tuple", "list", "Iterable")):
        return ("2" * 32,)
    return {"int": 0, "bool": False, "date": None}.get(annotation, "2" * 32)


def _all_refused(found: object) -> bool:
    """Verbs for many records name those that refused: (done, [(record, error)])."""
    if not (isinstance(found, tuple) and len(found) == 2 and isinstance(found[1], list)):
        return False
    errors: Iterable[tuple[str, Exception]] = found[1]
    return found[0] == 0 and bool(found[1]) and all(isinstance(error, NotAllowed) for _, error in errors)


@pytest.mark.parametrize("actor", [STRANGER, FIELD], ids=["nobody", "field staff"])
def test_every_verb_of_every_service_is_refused_without_a_role(
    office: AppContext, tmp_path: Path, actor: Actor
) -> None:
    open_to_all = [
        name
        for name, verb in verbs(office).items()
        if name not in FREE and not refused(office, name, verb, actor, tmp_path)
    ]
    assert open_to_all == []


def test_the_list_of_what_needs_no_permission_names_only_what_there_is(office: AppContext) -> None:
    assert set(FREE) - set(verbs(office)) == set()
    assert set(GIVEN) - set(verbs(office)) == set()
    assert all(FREE.values())


def test_the_services_are_found(office: AppContext) -> None:
    found = services(office)
    assert {"tickets", "people", "houses", "staff", "accounts", "settings_service", "backups", "today"} <= set(found)
    assert len(verbs(office)) > 100

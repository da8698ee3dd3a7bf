"""How a plan's work lies on its people, and how it could lie better. Pure: nothing here reads or writes.

Load is counted in minutes: those a task names, or the office's usual ones, once for each day it is due on; an open
ticket weighs as the setting says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.text import T, Text

MOVES_AT_MOST = 20


@dataclass(frozen=True)
class Weighed:
    """A task as the load sees it.

    Attributes:
        id: The task.
        title: What it is.
        assignee_id: Who has it; empty for nobody.
        minutes: What it takes in all.
        fixed: Whether it must stay where it is: done, or its responsible cannot be changed.
        trade: Who may take it: people of this trade; empty for anybody.
    """

    id: str
    title: str
    assignee_id: str
    minutes: int
    fixed: bool = False
    trade: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who can be responsible.

    Attributes:
        id: Staff id.
        name: Name.
        trade: Post or department: work moves among people of one trade only.
        tickets: Open tickets assigned now.
        available: Whether the office's roster lets the person work this week.
    """

    id: str
    name: str
    trade: str = ""
    tickets: int = 0
    available: bool = True


@dataclass(frozen=True)
class Load:
    """What one person has.

    Attributes:
        person: Who.
        tasks: How many tasks.
        done: How many of them are done.
        minutes: What they take.
        total: Minutes with the weight of open tickets.
    """

    person: Person
    tasks: int
    done: int
    minutes: int
    total: int


@dataclass(frozen=True)
class Suggestion:
    """One task that had better be somebody else's.

    Attributes:
        task_id: The task.
        title: What it is.
        from_id: Who has it; empty for nobody.
        to_id: Who should have it.
        why: In words.
    """

    task_id: str
    title: str
    from_id: str
    to_id: str
    why: Text


def loads(
    tasks: Sequence[Weighed], people: Sequence[Person], ticket_minutes: int, done: frozenset[str] = frozenset()
) -> list[Load]:
    """Return the load of everybody, the heaviest first.

    Args:
        tasks: The plan's tasks.
        people: Who there is; those with nothing to do are told, too.
        ticket_minutes: What an open ticket weighs.
        done: Ids of tasks that are done.
    """
    found: list[Load] = []
    for person in people:
        own = [task for task in tasks if task.assignee_id == person.id]
        minutes = sum(task.minutes for task in own)
        ended = sum(task.id in done for task in own)
        found.append(Load(person, len(own), ended, minutes, minutes + person.tickets * ticket_minutes))
    return sorted(found, key=lambda load: (-load.total, load.person.name, load.person.id))


def balance(tasks: Sequence[Weighed], people: Sequence[Person], ticket_minutes: int, spread: int) -> list[Suggestion]:
    """Return which tasks to give to whom, so that nobody has much more than another of the same trade.

    Tasks of nobody go first, to whoever has least. Then the largest task that makes the difference smaller moves from
    the heaviest to the lightest, until they are no more than ``spread`` apart. Nobody who is not available gets
    anything.

    Args:
        tasks: The plan's tasks.
        people: Who there is.
        ticket_minutes: What an open ticket weighs.
        spread: Minutes of difference that need no moving.
    """
    able = {person.id: person for person in people if person.available}
    total = {load.person.id: load.total for load in loads(tasks, people, ticket_minutes)}
    current = {task.id: task for task in tasks}
    found: list[Suggestion] = []
    for task in sorted(tasks, key=lambda task: (-task.minutes, task.id)):
        if task.assignee_id or task.fixed:
            continue
        fitting = [pk for pk in able if not task.trade or able[pk].trade == task.trade]
        if not fitting:
            continue
        to = min(fitting, key=lambda pk: (total[pk], able[pk].name, pk))
        found.append(Suggestion(task.id, task.title, "", to, _UNASSIGNED.with_(to=able[to].name)))
        total[to] += task.minutes
        current[task.id] = replace(task, assignee_id=to)
    for trade in sorted({person.trade for person in able.values()}):
        group = {pk: person for pk, person in able.items() if person.trade == trade}
        found += _evened(current, group, total, spread)
    return _once(found, {task.id: task.assignee_id for task in tasks})


_UNASSIGNED = T("plans", "Nobody has it; {to} has least.")
_HEAVY = T("plans", "{heavy} has {more} min more than {light}; afterwards {rest} min.")


def _evened(
    current: dict[str, Weighed], group: Mapping[str, Person], total: dict[str, int], spread: int
) -> list[Suggestion]:
    found: list[Suggestion] = []
    while len(group) > 1 and len(found) < MOVES_AT_MOST:
        order = sorted(group, key=lambda pk: (total[pk], group[pk].name, pk))
        light, heavy = order[0], order[-1]
        gap = total[heavy] - total[light]
        if gap <= spread:
            break
        movable = [
            task for task in current.values() if task.assignee_id == heavy and not task.fixed and 0 < task.minutes < gap
        ]
        if not movable:
            break
        # The one that leaves the two nearest to each other.
        task = min(movable, key=lambda task: (abs(gap - 2 * task.minutes), task.id))
        total[heavy] -= task.minutes
        total[light] += task.minutes
        current[task.id] = replace(task, assignee_id=light)
        rest = abs(total[heavy] - total[light])
        why = _HEAVY.with_(heavy=group[heavy].name, light=group[light].name, more=gap, rest=rest)
        found.append(Suggestion(task.id, task.title, heavy, light, why))
    return found


def _once(found: Sequence[Suggestion], before: Mapping[str, str]) -> list[Suggestion]:
    """Join the moves of a task that moved more than once, and leave out what came back to where it was."""
    last: dict[str, Suggestion] = {}
    for suggestion in found:
        last[suggestion.task_id] = replace(suggestion, from_id=before[suggestion.task_id])
    return [suggestion for suggestion in last.values() if suggestion.to_id != suggestion.from_id]

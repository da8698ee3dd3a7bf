"""From words on the command line to the values services take: fields, filters, record numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.cli.session import Session
from app.core.clock import DAY
from app.core.errors import Invalid, NotFound
from app.core.ids import is_id
from app.core.text import T
from app.core.typed import parse_day, parse_moment
from app.features.houses.rules import canonical, parse_room
from app.store.listing import Listing, ListQuery

_ALIASES = {
    "house": "house_id",
    "person": "requester_id",
    "assignee": "assignee_id",
    "into": "merged_into",
    "due": "due_at",
}
_ENTITIES = {"scenario": "dictionary"}
_REFERENCES = {"house_id": "house", "requester_id": "person", "assignee_id": "staff", "merged_into": "ticket"}


def pairs(session: Session, kind: str, words: Sequence[str]) -> dict[str, Any]:
    """Return the fields that ``field=value`` words name; references may be numbers people use.

    Raises:
        Invalid: A word has no ``=``, or a moment cannot be read.
    """
    values: dict[str, Any] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise Invalid({word: T("cli", "Write field=value, such as description=漏水.")})
        if kind == "ticket":
            key = _ALIASES.get(key, key)
            if key in _REFERENCES and value:
                value = resolve(session, _REFERENCES[key], value)
        values[key] = _moment(session, key, value) if key.endswith(("_at", "due")) and value else value
    return values


def _moment(session: Session, key: str, value: str) -> int:
    if value.isdigit() and len(value) >= 12:
        return int(value)
    context = session.context
    prefer = "past" if key in ("happened_at", "reported_at") else "future"
    return parse_moment(value, context.clock.now(), context.zone, prefer, key)


def resolve(session: Session, kind: str, name: str) -> str:
    """Return the id of a record named by id or by the number or spelling people use.

    Raises:
        NotAllowed: The person may not see such records.
        NotFound: There is no such record, or more than one.
    """
    store = session.context.store
    if is_id(name):
        return name
    # Whether somebody of a name exists is told to those only who may see people.
    session.actor.require(_ENTITIES.get(kind, kind), "view")
    found: Any = None
    if kind == "ticket":
        found = session.context.tickets.find_number(session.actor, name)
    elif kind == "house":
        room = parse_room(name)
        found = store.value("SELECT id FROM house WHERE key = ?", (canonical(*room),)) if room else None
    elif kind == "person":
        rows = store.rows("SELECT id FROM person WHERE name = ? OR (code = ? AND code <> '') LIMIT 2", (name, name))
        found = rows[0][0] if len(rows) == 1 else None
    elif kind == "staff":
        found = store.value("SELECT id FROM staff WHERE number = ? OR name = ?", (name, name))
    elif kind == "scenario":
        found = name if store.value("SELECT 1 FROM scenario WHERE code = ?", (name,)) else None
    if found is None:
        raise NotFound(T("cli", "Nothing found for “{name}”, or more than one.").with_(name=name), "cli.not_found")
    return str(found)


def filter_query(session: Session, listing: Listing) -> ListQuery:
    """Return what the filters, words and order on the command line ask of a list.

    Raises:
        Invalid: A filter or column does not exist, or its value cannot be read.
    """
    options = session.options
    known = {item.key: item for item in listing.filters}
    filters: dict[str, Any] = {}
    for word in options.filters:
        key, equals, value = word.partition("=")
        if not equals or key not in known:
            names = ", ".join(known)
            raise Invalid({word: T("cli", "Filters are written key=value; known here: {names}.").with_(names=names)})
        filters[key] = _filter_value(session, key, known[key].kind, value)
    sort: tuple[tuple[str, bool], ...] = ()
    if options.sort:
        sort = ((options.sort.strip("-"), "-" in (options.sort[0], options.sort[-1])),)
        listing.column(sort[0][0])
    return ListQuery(filters, options.search, sort)


def _filter_value(session: Session, key: str, kind: str, value: str) -> Any:
    context = session.context
    if key == "late":
        return context.clock.now()
    if kind == "flag":
        return value.strip().lower() in ("1", "yes", "true", "是", "y")
    if kind == "days":
        start, _, end = value.partition("..")
        today = context.zone.day(context.clock.now())
        prefer = "future" if key == "due" else "past"
        first = context.zone.day_start(parse_day(start, today, prefer)) if start else None
        last = end or ("" if ".." in value else start)
        until = context.zone.day_start(parse_day(last, today, prefer)) + DAY if last else None
        return first, until
    return tuple(part for part in value.split(",") if part)

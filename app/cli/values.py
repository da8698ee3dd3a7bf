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
from app.store.listing import Listing, ListQuery


def pairs(session: Session, kind: str, words: Sequence[str]) -> dict[str, Any]:
    """Return the fields that ``field=value`` words name; references may be numbers people use.

    Raises:
        Invalid: A word has no ``=``, or a moment cannot be read.
    """
    values: dict[str, Any] = {}
    told = session.kinds[kind]
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise Invalid({word: T("cli", "Write field=value, such as description=漏水.")})
        key = told.aliases.get(key, key)
        if key in told.references and value:
            value = resolve(session, told.references[key], value)
        past = key in told.past
        values[key] = _moment(session, key, value, past=past) if key.endswith(("_at", "due")) and value else value
    return values


def _moment(session: Session, key: str, value: str, *, past: bool) -> int:
    if value.isdigit() and len(value) >= 12:
        return int(value)
    context = session.context
    return parse_moment(value, context.clock.now(), context.zone, "past" if past else "future", key)


def resolve(session: Session, kind: str, name: str) -> str:
    """Return the id of a record named by id or by the number or spelling people use.

    Raises:
        NotAllowed: The person may not see such records.
        NotFound: There is no such record, or more than one.
    """
    if is_id(name):
        return name
    told = session.kinds[kind]
    # Whether somebody of a name exists is told to those only who may see people.
    session.actor.require(told.entity or kind, "view")
    found = told.find(session, name)
    if found is None:
        raise NotFound(T("cli", "Nothing found for “{name}”, or more than one.").with_(name=name), "cli.not_found")
    return found


def named(session: Session, kind: str) -> list[str]:
    """Return the ids of the records that --id names.

    Raises:
        Invalid: It names none.
        NotFound: There is no such record, or more than one.
    """
    if not session.options.id:
        raise Invalid({"--id": T("cli", "Say which one with --id.")})
    return [resolve(session, kind, name) for name in session.options.id]


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

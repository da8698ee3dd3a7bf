"""The list of houses: columns, filters, natural order, search text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.core.text import T, Text
from app.features.houses.rules import house_label
from app.features.houses.words import FIELDS, KINDS, STATUSES
from app.store.database import Database
from app.store.listing import MISSING, Condition, ListColumn, ListFilter, Listing, among

_LETTERS = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ甲乙丙丁戊东西南北中商铺负-'"


def label_sql(alias: str) -> str:
    """Return SQL for a house's label as ``rules.house_label`` tells it, over the table of this alias."""
    own = " OR ".join(f"{alias}.building LIKE '%{word}'" for word in ("座", "号", "#", "楼", "栋", "幢"))
    return (
        f"(CASE WHEN {alias}.building = '' OR {own} THEN {alias}.building ELSE {alias}.building || '栋' END"
        f" || CASE {alias}.unit WHEN '' THEN '' ELSE {alias}.unit || '单元' END || {alias}.room)"
    )


def order_sql(alias: str) -> str:
    """Return SQL by which houses sort as people count: 3-2-2 before 3-2-501, building 2 before building 10."""
    parts = (_part(f"{alias}.{column}") for column in ("building", "unit", "room"))
    return "(" + " || ".join(parts) + ")"


def _part(column: str) -> str:
    digits = f"ltrim({column}, {_LETTERS})"
    letters = f"substr({column}, 1, length({column}) - length({digits}))"
    return f"printf('%s%06d%s ', {letters}, {digits}, {digits})"


def _residents(column: str, where: str, today: str) -> str:
    return (
        f"(SELECT group_concat(value, '、') FROM (SELECT {column} AS value FROM residence r LEFT JOIN person p"
        f" ON p.id = r.person_id {where} AND (r.until_on = '' OR r.until_on >= '{today}') ORDER BY r.id))"
    )


def _inhabited(today: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM residence r WHERE r.house_id = t.id AND (r.until_on = '' OR r.until_on >= '{today}'))"
    )


def _in_building(chosen: Any) -> Condition:
    """Buildings are chosen by their part of the key, so that ``3`` also finds rooms whose building reads ``3号楼``."""
    parts = (chosen,) if isinstance(chosen, str) else tuple(chosen)
    one = "((t.key >= ? AND t.key < ?) OR (? = '' AND t.building = ''))"
    values = [value for part in parts for value in (f"{part}-", f"{part}.", part)]
    return " OR ".join([one] * len(parts)), tuple(values)


def houses_listing(today: str = "", zones: Mapping[str, Text] | None = None) -> Listing:
    """Return the list of houses.

    Args:
        today: Office day; people whose residence ended before it are not named. Empty names everybody.
        zones: The zones to offer in the filter.
    """
    return Listing(
        kind="house",
        title=T("houses", "Houses"),
        source="house t",
        columns=(
            ListColumn("label", T("houses", "House"), label_sql("t"), width=16, sort=order_sql("t")),
            ListColumn("building", FIELDS["building"], "t.building", width=8, sort=_part("t.building"), shown=False),
            ListColumn("unit", FIELDS["unit"], "t.unit", width=6, sort=_part("t.unit"), shown=False),
            ListColumn("room", FIELDS["room"], "t.room", width=8, sort=_part("t.room"), shown=False),
            ListColumn("owners", T("houses", "Owners"), _owners(today), "name", width=16, sort=""),
            ListColumn("phones", T("houses", "Phones"), _phones(today), "phone", width=16, sort=""),
            ListColumn("status", FIELDS["status"], "t.status", "choice", STATUSES, 8),
            ListColumn("kind", FIELDS["kind"], "t.kind", "choice", KINDS, 8),
            ListColumn("area", T("houses", "Floor area (㎡)"), "t.area / 100.0", "number", width=9, sort="t.area"),
            ListColumn("floor", FIELDS["floor"], "t.floor", "number", width=6),
            ListColumn("zone", FIELDS["zone"], "t.zone", width=8),
            ListColumn("open_tickets", T("houses", "Open tickets"), _OPEN_TICKETS, "number", width=8, sort=""),
            ListColumn(
                "inner_area", T("houses", "Inner area (㎡)"), "t.inner_area / 100.0", "number", width=9, shown=False
            ),
            ListColumn("layout", FIELDS["layout"], "t.layout", width=8, shown=False),
            ListColumn("floors", FIELDS["floors"], "t.floors", "number", width=6, shown=False),
            ListColumn("lift", FIELDS["lift"], "t.lift", "flag", width=6, shown=False),
            ListColumn("handed_over_on", FIELDS["handed_over_on"], "t.handed_over_on", "day", width=10, shown=False),
            ListColumn("code", FIELDS["code"], "t.code", width=10, shown=False),
            ListColumn("note", FIELDS["note"], "t.note", width=24, sort="", shown=False),
        ),
        filters=(
            ListFilter("building", FIELDS["building"], _in_building, "text"),
            ListFilter("zone", FIELDS["zone"], among("t.zone"), "choice" if zones else "text", zones or {}),
            ListFilter("status", FIELDS["status"], among("t.status"), labels=STATUSES),
            ListFilter("kind", FIELDS["kind"], among("t.kind"), labels=KINDS),
            ListFilter("without_people", T("houses", "Nobody entered"), _without_people(today), "flag"),
            ListFilter("with_open", T("houses", "With open tickets"), _with_open, "flag"),
        ),
        default_sort=(("label", False),),
        depends=("residence", "person", "person_phone", "ticket"),
    )


_ENDED = "('closed', 'void', 'merged')"
_OPEN_TICKETS = f"(SELECT count(*) FROM ticket k WHERE k.house_id = t.id AND k.state NOT IN {_ENDED})"


def _owners(today: str) -> str:
    return _residents(f"coalesce(p.name, '{MISSING}')", "WHERE r.house_id = t.id AND r.relation = 'owner'", today)


def _phones(today: str) -> str:
    first = "SELECT id FROM person_phone WHERE person_id = r.person_id ORDER BY position, id LIMIT 1"
    return _residents("f.phone", f"JOIN person_phone f ON f.id = ({first}) WHERE r.house_id = t.id", today)


def _without_people(today: str) -> Any:
    inhabited = _inhabited(today)

    def condition(wanted: Any) -> Condition:
        return (f"NOT {inhabited}" if wanted else inhabited), ()

    return condition


def _with_open(wanted: Any) -> Condition:
    found = f"EXISTS (SELECT 1 FROM ticket k WHERE k.house_id = t.id AND k.state NOT IN {_ENDED})"
    return (found if wanted else f"NOT {found}"), ()


HOUSES = houses_listing()


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of houses; of all if no ids are given."""
    where = f" WHERE id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        f"SELECT id, building, unit, room, key, code, note FROM house{where} ORDER BY rowid", tuple(ids)
    ):
        record, building, unit, room, key, code, note = row
        # The key without its dashes as well: 32501 is how a room is typed in a hurry.
        yield record, "\n".join((key, key.replace("-", ""), house_label(building, unit, room), code, note))

"""The list of people: columns, filters, search text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.core.text import T, Text
from app.features.houses.rules import house_label
from app.features.houses.service import label_sql, order_sql
from app.features.people.masking import SEPARATOR
from app.features.people.pinyin import pinyin_keys
from app.features.people.words import CARE_FLAG, FIELDS, KINDS, PREFERENCE, RELATIONS, SEXES
from app.store.database import Database
from app.store.listing import MISSING, Condition, ListColumn, ListFilter, Listing, among, holds

_PHONES = (
    f"(SELECT group_concat(phone, '{SEPARATOR}') FROM"
    " (SELECT phone FROM person_phone WHERE person_id = t.id ORDER BY position, id))"
)
_HOUSES = (
    f"(SELECT group_concat(label, '{SEPARATOR}') FROM (SELECT coalesce({label_sql('h')}, '{MISSING}') AS label"
    f" FROM residence r LEFT JOIN house h ON h.id = r.house_id WHERE r.person_id = t.id"
    f" ORDER BY {order_sql('h')}, r.id))"
)
_RELATION = (
    "(SELECT relation FROM residence WHERE person_id = t.id ORDER BY"
    " instr('owner family tenant agent other', relation), relation LIMIT 1)"
)
_PLATES = (
    f"(SELECT group_concat(plate, '{SEPARATOR}') FROM"
    " (SELECT plate FROM vehicle WHERE person_id = t.id ORDER BY created_at, id))"
)


def _tags(dictionary: str) -> str:
    return (
        f"(SELECT group_concat(title, '{SEPARATOR}') FROM (SELECT coalesce(w.title, g.code) AS title FROM person_tag g"
        f" LEFT JOIN word w ON w.id = '{dictionary}|' || g.code WHERE g.person_id = t.id"
        f" AND g.dictionary = '{dictionary}' ORDER BY coalesce(w.position, 1000), g.code))"
    )


def _tagged(dictionary: str) -> Callable[[Any], Condition]:
    def condition(chosen: Any) -> Condition:
        sql, codes = among("g.code")(chosen)
        return (
            f"t.id IN (SELECT g.person_id FROM person_tag g WHERE g.dictionary = '{dictionary}' AND {sql})",
            codes,
        )

    return condition


def _related(chosen: Any) -> Condition:
    sql, codes = among("r.relation")(chosen)
    return f"EXISTS (SELECT 1 FROM residence r WHERE r.person_id = t.id AND {sql})", codes


def _in_building(chosen: Any) -> Condition:
    parts = (chosen,) if isinstance(chosen, str) else tuple(chosen)
    one = "(h.key >= ? AND h.key < ?)"
    values = tuple(value for part in parts for value in (f"{part}-", f"{part}."))
    return (
        "t.id IN (SELECT r.person_id FROM house h JOIN residence r ON r.house_id = h.id"
        f" WHERE {' OR '.join([one] * len(parts))})",
        values,
    )


def _in_house(chosen: Any) -> Condition:
    sql, ids = among("r.house_id")(chosen)
    return f"t.id IN (SELECT r.person_id FROM residence r WHERE {sql})", ids


def people_listing(
    preferences: Mapping[str, Text] | None = None, care_flags: Mapping[str, Text] | None = None
) -> Listing:
    """Return the list of people.

    Args:
        preferences: The office's preference tags to offer in the filter, code -> title.
        care_flags: Its care flags.
    """
    return Listing(
        kind="person",
        title=T("people", "People"),
        source="person t",
        columns=(
            # Initials put Chinese names in the order of a telephone book.
            ListColumn("name", FIELDS["name"], "t.name", "name", width=10, sort="t.initials"),
            ListColumn("phones", FIELDS["phones"], _PHONES, "phone", width=16, sort=""),
            ListColumn("houses", FIELDS["houses"], _HOUSES, width=20, sort=""),
            ListColumn("relation", T("people", "Relation"), _RELATION, "choice", RELATIONS, 8, sort=""),
            ListColumn("care_flags", FIELDS["care_flags"], _tags(CARE_FLAG), width=14, sort=""),
            ListColumn("preferences", FIELDS["preferences"], _tags(PREFERENCE), width=14, sort=""),
            ListColumn("note", FIELDS["note"], "t.note", width=24, sort=""),
            ListColumn("kind", FIELDS["kind"], "t.kind", "choice", KINDS, 8, shown=False),
            ListColumn("sex", FIELDS["sex"], "t.sex", "choice", SEXES, 5, shown=False),
            ListColumn("born_on", FIELDS["born_on"], "t.born_on", "day", width=10, shown=False),
            ListColumn("vehicles", FIELDS["vehicles"], _PLATES, width=12, sort="", shown=False),
            ListColumn("company", FIELDS["company"], "t.company", width=16, shown=False),
            ListColumn("id_card", FIELDS["id_card"], "t.id_card", "id_card", width=18, sort="", shown=False),
            ListColumn("code", FIELDS["code"], "t.code", width=10, shown=False),
        ),
        filters=(
            ListFilter("relation", T("people", "Relation"), _related, labels=RELATIONS),
            ListFilter("care_flag", FIELDS["care_flags"], _tagged(CARE_FLAG), labels=care_flags or {}),
            ListFilter("preference", FIELDS["preferences"], _tagged(PREFERENCE), labels=preferences or {}),
            ListFilter("kind", FIELDS["kind"], among("t.kind"), labels=KINDS),
            ListFilter("building", T("people", "Building"), _in_building, "text"),
            ListFilter("house", T("people", "House"), _in_house, "text"),
            ListFilter("no_phone", T("people", "Without phone"), holds(_NO_PHONE), "flag"),
            ListFilter("no_house", T("people", "Without house"), holds(_NO_HOUSE), "flag"),
        ),
        default_sort=(("name", False),),
        depends=("person_phone", "residence", "house", "person_tag", "vehicle", "word"),
    )


_NO_PHONE = "NOT EXISTS (SELECT 1 FROM person_phone f WHERE f.person_id = t.id)"
_NO_HOUSE = "NOT EXISTS (SELECT 1 FROM residence r WHERE r.person_id = t.id)"

PEOPLE = people_listing()


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of people; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for record, name, code, company, wechat, note, phones, plates in database.rows(
        f"SELECT t.id, t.name, t.code, t.company, t.wechat, t.note, coalesce({_PHONES}, ''), coalesce({_PLATES}, '')"
        f" FROM person t{where} ORDER BY t.rowid",
        tuple(ids),
    ):
        tails = " ".join(phone[-4:] for phone in phones.split(SEPARATOR) if len(phone) > 4)
        yield record, "\n".join((name, pinyin_keys(name), phones, tails, plates, code, company, wechat, note))


def homes_of(database: Database, person_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the labels of the houses of each of these people, in natural order."""
    marks = ", ".join("?" * len(person_ids))
    homes: dict[str, list[str]] = {person: [] for person in person_ids}
    for person, building, unit, room in database.rows(
        "SELECT r.person_id, coalesce(h.building, ''), coalesce(h.unit, ''), coalesce(h.room, '')"
        " FROM residence r LEFT JOIN house h ON h.id = r.house_id"
        f" WHERE r.person_id IN ({marks}) ORDER BY {order_sql('h')}, r.id",
        tuple(person_ids),
    ):
        homes[person].append(house_label(building, unit, room) or MISSING)
    return homes

"""Owners and houses in from a spreadsheet: one row may tell of a house, of people, or of both."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from app.core.clock import OfficeZone
from app.core.errors import REQUIRED, Refused
from app.core.text import T, Text
from app.features.houses.importing import CHAIN, house_fields, house_part
from app.features.houses.service import HouseBook
from app.features.people.book import PeopleBook, PersonRow
from app.features.people.form import paper_problem
from app.features.people.rules import normalise_id_card, normalise_phone, normalise_plate, phone_problem, plate_problem
from app.features.people.words import FIELDS
from app.features.staff.rules import Actor
from app.importing.cells import folded, tidy
from app.importing.mapping import FieldSpec, KindSpec, ValueKind
from app.importing.run import Outcome
from app.importing.values import NOTHING
from app.importing.vocabulary import HEADERS, RELATION, SEX, SHEETS
from app.store.store import Store

_INNER_BLANK = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
"""A blank that only aligns short names in print (张　三)."""
_NOBODY = NOTHING | {"空置", "空房", "未售", "未出售", "待售", "开发商", "业主", "不详", "未知"}
_SEVERAL = re.compile(r"[、,，;；/|\n]+")


def _field(key: str, word: str, **options: Any) -> FieldSpec:
    return FieldSpec(key, FIELDS[key], HEADERS[word], **options)


def _people_fields(*, required: bool) -> tuple[FieldSpec, ...]:
    # Beside houses a bare “编号” is the house's own.
    code = FIELDS["code"] if required else T("people", "Owner code")
    return (
        _field("name", "owner_name", required=required),
        FieldSpec("codes", code, HEADERS["owner_number"], ValueKind.LIST),
        _field("phones", "phone", kind=ValueKind.PHONES, lenient=True),
        FieldSpec("phones_2", T("people", "Other phones"), HEADERS["phone_2"], ValueKind.PHONES, lenient=True),
        _field("sex", "sex", kind=ValueKind.CHOICE, choices=SEX, lenient=True),
        _field("id_card", "id_card", kind=ValueKind.PAPER, lenient=True),
        FieldSpec(
            "relation", T("people", "Relation"), HEADERS["owner_type"], ValueKind.CHOICE,
            choices=RELATION, otherwise="other",
        ),
        _field("born_on", "birthday", kind=ValueKind.DAY, lenient=True),
        _field("wechat", "wechat"),
        _field("emergency_name", "emergency_contact"),
        FieldSpec(
            "emergency_phone", FIELDS["emergency_phone"], HEADERS["emergency_phone"], ValueKind.PHONES, lenient=True
        ),
        FieldSpec("plates", FIELDS["vehicles"], HEADERS["plate"], ValueKind.LIST),
        FieldSpec("since_on", T("people", "Moved in on"), HEADERS["moved_in_on"], ValueKind.DAY, lenient=True),
    )  # fmt: skip


_NOTE = FieldSpec("note", FIELDS["note"], HEADERS["note"], ValueKind.LONG_TEXT)

OWNERS_KIND = KindSpec(
    name="owners",
    title=T("people", "Owners and residents"),
    sheet_names=SHEETS["owners"],
    fields=(*_people_fields(required=True), *house_fields(required=False), _NOTE),
    chain=CHAIN,
)
HOUSES_KIND = KindSpec(
    name="houses",
    title=T("people", "Houses with their owners"),
    sheet_names=SHEETS["houses"],
    fields=(*house_fields(required=True), *_people_fields(required=False), _NOTE),
    chain=CHAIN,
)
KINDS: Mapping[str, KindSpec] = {kind.name: kind for kind in (OWNERS_KIND, HOUSES_KIND)}


class _DryRunDone(Exception):
    """Ends the unit of work of a trial run without keeping it."""


class HouseholdSink:
    """Takes rows of houses and their people over.

    Args:
        store: The office's database.
        actor: Who imports.
        kind: ``owners`` or ``houses``: what a row is counted as.
        zone: The office's zone, to tell birth dates in the future.

    Raises:
        NotAllowed: The person may not import houses and people.
    """

    def __init__(self, store: Store, actor: Actor, kind: KindSpec, zone: OfficeZone | None = None) -> None:
        actor.require("house", "import")
        actor.require("person", "import")
        self._store = store
        self._actor = actor
        self._kind = kind
        self._today = (zone or OfficeZone()).day(store.clock.now())
        self._houses = HouseBook(store)
        self._people = PeopleBook(store)
        self._unknown_codes: dict[str, int] = {}
        self._without_paper: list[int] = []
        self._without_room: list[int] = []

    @contextmanager
    def batch(self, dry_run: bool) -> Generator[None]:
        """Open one unit of work; a dry run is rolled back."""
        try:
            with self._store.change(self._actor.id, "import") as work:
                yield
                self._houses.flush(work)
                self._people.flush(work)
                if dry_run:
                    raise _DryRunDone
        except _DryRunDone:
            pass
        finally:
            self._houses.forget()
            self._people.forget()

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        """Take over one row; empty cells change nothing, and nothing is ever taken away.

        Raises:
            Invalid: Something about the house is wrong.
            Refused: The row contradicts another row or what the office knows.
        """
        rows = self._person_rows(values, number)
        house = house_part(values)
        if self._kind.name == "owners":
            house.pop("note", None)  # the note beside a person is the person's
            if not rows and not (values.get("name") and house.get("room")):  # “空置” tells of a house without people
                raise Refused(T("people", "{field}: {problem}").with_(field=FIELDS["name"], problem=REQUIRED))
        if not house.get("room") and (house.get("building") or house.get("unit")):
            self._without_room.append(number)
        known = self._houses.find(*(str(house.get(part) or "") for part in ("building", "unit", "room")))
        planned = [(row, self._people.plan(row, known, number)) for row in rows]
        house_id, house_outcome = self._houses.put(house, number) if house.get("room") else ("", "skipped")
        outcomes: set[Outcome] = {self._people.apply(row, entry, house_id, number) for row, entry in planned}
        outcomes |= self._link_codes(values, rows, house_id, number)
        return self._counted(house_outcome, outcomes)

    def notes(self) -> list[Text]:
        """Return what deserves to be said after the import."""
        notes: list[Text] = []
        if self._unknown_codes:
            shown = "、".join(list(self._unknown_codes)[:10])
            notes.append(
                T(
                    "people",
                    "Nobody has these owner codes: {codes} (first in row {row}; {n} in all). The houses were taken over"
                    " without them: import the owners, then this file once more.",
                ).with_(codes=shown, row=next(iter(self._unknown_codes.values())), n=len(self._unknown_codes))
            )
        if self._without_paper:
            notes.append(
                T(
                    "people",
                    "{n} identity cards (first in row {row}) cannot be right, because spreadsheets lose the last"
                    " digits of long numbers. The people were taken over without them.",
                ).with_(n=len(self._without_paper), row=self._without_paper[0])
            )
        if self._without_room:
            notes.append(
                T(
                    "people",
                    "{n} rows (first row {row}) name a building but no room: the people were taken over without a"
                    " house.",
                ).with_(n=len(self._without_room), row=self._without_room[0])
            )
        return notes

    def _counted(self, house: Outcome, people: set[Outcome]) -> Outcome:
        if self._kind.name == "houses":
            return house if house != "skipped" else "updated" if people - {"skipped"} else "skipped"
        if not people:
            return house
        if "created" in people:
            return "created"
        return "updated" if "updated" in people or house != "skipped" else "skipped"

    def _link_codes(
        self, values: Mapping[str, object], rows: list[PersonRow], house_id: str, number: int
    ) -> set[Outcome]:
        """Put the people a house's row names by code only into the house."""
        if rows or not house_id:
            return set()
        outcomes: set[Outcome] = set()
        relation = str(values.get("relation") or "")
        for code in _texts(values.get("codes")):
            entry = self._people.with_code(code)
            if entry is None:
                if code != "0":
                    self._unknown_codes.setdefault(code, number)
                continue
            row = PersonRow({"name": entry.get("name")}, relation=relation, since_on=str(values.get("since_on") or ""))
            outcomes.add(self._people.apply(row, entry, house_id, number))
        return outcomes

    def _person_rows(self, values: Mapping[str, object], number: int) -> list[PersonRow]:
        """Return the people of a row: a cell may name several, with as many codes or phones beside it."""
        names = _names(str(values.get("name") or ""))
        if not names:
            return []
        codes = _texts(values.get("codes"))
        phones = self._phones(values)
        plates = tuple(normalise_plate(plate) for plate in _texts(values.get("plates")) if plate_problem(plate) is None)
        several = len(names) > 1
        found: list[PersonRow] = []
        for place, name in enumerate(names):
            first = place == 0
            columns = {"name": name}
            if place < len(codes) and (first or len(codes) == len(names)):
                columns["code"] = codes[place]
            if first:
                columns |= self._first_columns(values, number)
            elif values.get("relation"):
                columns["kind"] = str(values["relation"])
            own = phones[place : place + 1] if several and len(phones) == len(names) else phones if first else ()
            found.append(
                PersonRow(
                    columns,
                    own,
                    str(values.get("relation") or ""),
                    str(values.get("since_on") or ""),
                    plates if first else (),
                )
            )
        return found

    def _first_columns(self, values: Mapping[str, object], number: int) -> dict[str, str]:
        """Return what a row tells of its first person beside the name."""
        columns = {key: str(values[key]) for key in ("sex", "born_on", "wechat", "emergency_name") if values.get(key)}
        if values.get("relation"):
            columns["kind"] = str(values["relation"])
        emergency = _texts(values.get("emergency_phone"))
        if emergency:
            columns["emergency_phone"] = normalise_phone(emergency[0])
        if self._kind.name == "owners" and values.get("note"):
            columns["note"] = str(values["note"])
        paper = normalise_id_card(str(values.get("id_card") or ""))
        if paper and (paper_problem(paper, self._today) is not None or paper.endswith("0000")):
            self._without_paper.append(number)
        elif paper:
            columns["id_card"] = paper
            if len(paper) == 18:
                columns.setdefault("born_on", f"{paper[6:10]}-{paper[10:12]}-{paper[12:14]}")
        return columns

    def _phones(self, values: Mapping[str, object]) -> tuple[str, ...]:
        found = (normalise_phone(phone) for key in ("phones", "phones_2") for phone in _texts(values.get(key)))
        return tuple(dict.fromkeys(phone for phone in found if phone and phone_problem(phone) is None))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, cast("tuple[object, ...]", value))) if isinstance(value, tuple) else ()


def _names(cell: str) -> list[str]:
    """Return the people named in one cell; the name of a company is not taken apart, and “空置” is nobody."""
    pieces = [cell] if "公司" in cell else _SEVERAL.split(cell)
    return list(
        dict.fromkeys(name for piece in pieces if folded(name := _INNER_BLANK.sub("", tidy(piece))) not in _NOBODY)
    )

"""Staff in from a spreadsheet, matched by staff number."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from app.core.errors import Refused
from app.core.text import T, Text
from app.features.staff.accounts import plain_number
from app.features.staff.rules import Actor
from app.features.staff.service import StaffService
from app.importing.mapping import FieldSpec, KindSpec, ValueKind
from app.importing.run import Outcome
from app.importing.vocabulary import HEADERS, SHEETS
from app.store.store import Store
from app.store.work import Work

_ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "agent": ("专员", "客服", "客服专员", "前台", "receptionist", "agent"),
    "supervisor": ("主管", "客服主管", "班长", "supervisor"),
    "manager": ("经理", "项目经理", "manager"),
    "trainer": ("培训师", "trainer"),
    "reader": ("只读", "read only", "reader"),
    "admin": ("管理员", "系统管理员", "administrator", "admin"),
    "field": ("外勤", "工程", "秩序", "保洁", "绿化", "维修工", "保安", "field", "field staff"),
}

_ACTIVE_WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("在职", "在岗", "正常", "试用", "试用期", "正式", "启用", "是", "active", "1"),
    "no": ("离职", "已离职", "离岗", "辞职", "停用", "退休", "否", "inactive", "left", "0"),
}
_INNER_BLANK = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_DEPARTMENT_TAIL = re.compile(r"(?<=..)(部门|部|中心|科|组|队)$")


def _field(key: str, title: Text, word: str = "", **options: Any) -> FieldSpec:
    return FieldSpec(key, title, HEADERS[word or key], **options)


STAFF_KIND = KindSpec(
    name="staff",
    title=T("staff", "Staff"),
    sheet_names=SHEETS["staff"],
    fields=(
        _field("number", T("staff", "Staff number"), "staff_number", required=True),
        _field("name", T("staff", "Name"), "staff_name", required=True),
        _field("role", T("staff", "Roles"), kind=ValueKind.CHOICE, choices=_ROLE_WORDS, lenient=True, exact=True),
        _field("department", T("staff", "Department")),
        _field("position", T("staff", "Position")),
        _field("phone", T("staff", "Telephone"), kind=ValueKind.PHONES, lenient=True),
        _field("skills", T("staff", "Skills"), kind=ValueKind.LIST),
        _field("zone", T("staff", "Zone")),
        _field("joined_on", T("staff", "Joined on"), "hired_on", kind=ValueKind.DAY, lenient=True),
        FieldSpec(
            "active", T("staff", "Active"),
            ("在职状态", "在岗状态", "员工状态", "人员状态", "状态", "是否在职", "status"),
            ValueKind.CHOICE, choices=_ACTIVE_WORDS, lenient=True,
        ),
        _field("note", T("staff", "Note")),
    ),
)  # fmt: skip


class _DryRunDone(Exception):
    """Ends the unit of work of a trial run without keeping it."""


class StaffSink:
    """Takes rows of staff over.

    Args:
        store: The office's database.
        service: Enters and changes staff.
        actor: Who imports.

    Raises:
        NotAllowed: The person may not import staff.
    """

    def __init__(self, store: Store, service: StaffService, actor: Actor) -> None:
        actor.require("staff", "import")
        self._store = store
        self._service = service
        self._actor = actor
        self._work: Work | None = None
        self._without_role: list[int] = []
        self._said: dict[str, int] = {}

    @contextmanager
    def batch(self, dry_run: bool) -> Generator[None]:
        """Open one unit of work; a dry run is rolled back."""
        try:
            with self._store.change(self._actor.id, "import") as work:
                self._work = work
                yield
                if dry_run:
                    raise _DryRunDone
        except _DryRunDone:
            pass
        finally:
            self._work = None

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        """Take over one row; empty cells change nothing, and who gets no role becomes field staff.

        Raises:
            Invalid: Something in the row is wrong.
            Refused: The number stands for several people.
        """
        assert self._work is not None
        given = {key: value for key, value in values.items() if value not in (None, "", ())}
        role = given.pop("role", None)
        phones = given.pop("phone", None)
        if isinstance(phones, tuple) and phones:
            given["phone"] = next(iter(cast("tuple[str, ...]", phones)))
        if "department" in given:
            given["department"] = self._department(str(given["department"]))
        number_text = plain_number(str(given.get("number") or ""))
        if given.get("name"):
            given["name"] = _INNER_BLANK.sub("", str(given["name"]))
        found = self._store.rows("SELECT id FROM staff WHERE number = ? COLLATE NOCASE", (number_text,))
        if len(found) > 1:
            raise Refused(T("staff", "Several people have this staff number. Correct that first."), "staff.ambiguous")
        if "active" in given:
            given["active"] = given["active"] == "yes"
        if found:
            self._same_person(str(found[0][0]), number_text, str(given.get("name") or ""), number)
        self._said.setdefault(number_text.casefold(), number)
        if not found:
            self._service.save_in(self._work, self._actor, {**given, "roles": {str(role or "field")}})
            if role is None:
                self._without_role.append(number)
            return "created"
        staff_id = str(found[0][0])
        if role is not None:
            given["roles"] = self._service.card(self._actor, staff_id).roles | {str(role)}
        changed = self._service.save_in(self._work, self._actor, given, staff_id)[1]
        return "updated" if changed else "skipped"

    def notes(self) -> list[Text]:
        """Return what deserves to be said after the import."""
        notes = [T("staff", "Imported staff have no PIN yet: a supervisor sets it under Settings, Staff.")]
        if self._without_role:
            notes.append(
                T("staff", "{n} rows from row {row} on name no role: these people became field staff.").with_(
                    n=len(self._without_role), row=self._without_role[0]
                )
            )
        return notes

    def _same_person(self, staff_id: str, staff_number: str, name: str, row: int) -> None:
        """Refuse a row that gives somebody's staff number, and so their roles and PIN, to another name."""
        there = self._store.value("SELECT name FROM staff WHERE id = ?", (staff_id,))
        if name in ("", there):
            return
        first = self._said.get(staff_number.casefold())
        if first is not None:
            raise Refused(
                T("staff", "Staff number {number} is {one}'s in row {row}; here it is {other}'s.").with_(
                    number=staff_number, one=there, row=first, other=name
                ),
                "staff.rows_disagree",
            )
        raise Refused(
            T(
                "staff",
                "Staff number {number} belongs to {one} already; the row says {other}. Correct the row, or change the"
                " name under Settings, Staff first.",
            ).with_(number=staff_number, one=there, other=name),
            "staff.rows_disagree",
        )

    def _department(self, word: str) -> str:
        """Return the code of a department the office knows by this word, or the word itself."""
        code = self._store.value(
            "SELECT code FROM word WHERE dictionary = 'department' AND (title IN (?, ?) OR code = ?) ORDER BY position",
            (word, _DEPARTMENT_TAIL.sub("", word), word),
        )
        return str(code or word)

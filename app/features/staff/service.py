"""Staff: what can be done with them, by whom; accounts and the audit journal stand beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.core.errors import Invalid, NotAllowed, NotFound, Refused
from app.core.text import T, Text
from app.features.staff.accounts import Account, Accounts
from app.features.staff.audit import AuditLog
from app.features.staff.form import FIELDS, staff_values
from app.features.staff.listing import AUDIT, AUDITED, STAFF, index
from app.features.staff.records import Staff, StaffRole
from app.features.staff.rules import ROLES, Actor, grantable
from app.store.history import HistoryField, HistoryLine, deleted_together, last_values, lines_of
from app.store.listing import Lister
from app.store.records import member_id
from app.store.references import count_references
from app.store.store import Store
from app.store.telling import Telling, Tellings
from app.store.work import Work

__all__ = [
    "AUDIT",
    "AUDITED",
    "FIELDS",
    "STAFF",
    "Account",
    "Accounts",
    "AuditLog",
    "StaffCard",
    "StaffService",
    "index",
]

TITLE = T("staff", "Member of staff")


@dataclass(frozen=True)
class StaffCard:
    """A member of staff.

    Attributes:
        id: Staff id.
        number: Staff number.
        name: Name.
        roles: Codes of ``rules.ROLES``.
        department: Code of the department.
        position: Position.
        phone: Telephone, which residents may be told.
        skills: What they can do.
        zone: Where they work.
        joined_on: Day, ISO text.
        active: Whether they work here and may log in.
        note: Note.
        has_pin: Whether a PIN is set.
    """

    id: str
    number: str
    name: str
    roles: frozenset[str]
    department: str
    position: str
    phone: str
    skills: tuple[str, ...]
    zone: str
    joined_on: str
    active: bool
    note: str
    has_pin: bool


class StaffService:
    """The verbs of staff.

    Args:
        store: The office's database.
        accounts: Says who may look after whose account.
        audit: Where changes of roles are accounted for.
        initials: Returns the pinyin by which a name is looked up.
    """

    def __init__(
        self, store: Store, accounts: Accounts, audit: AuditLog, initials: Callable[[str], str] = lambda _name: ""
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._audit = audit
        self._initials = initials

    # --- reading --------------------------------------------------------------------------------------------------

    def lister(self, actor: Actor) -> Lister:
        """Return the list of staff.

        Raises:
            NotAllowed: The person may not see staff.
        """
        actor.require("staff", "view")
        return Lister(self._store.database, STAFF)

    def card(self, actor: Actor, staff_id: str) -> StaffCard:
        """Return a member of staff.

        Raises:
            NotAllowed: The person may not see staff.
            NotFound: There is no such member.
        """
        actor.require("staff", "view")
        return self._card(self._store.must(Staff, staff_id))

    def people(self, actor: Actor, *, active: bool = True, department: str = "") -> tuple[StaffCard, ...]:
        """Return staff to choose from, by number.

        Args:
            actor: Who asks.
            active: Only those who work here.
            department: Only those of this department; all if empty.
        """
        actor.require("staff", "view")
        where = f"({'active = 1' if active else '1'}) AND (? = '' OR department = ?)"
        return tuple(map(self._card, self._store.find(Staff, where, (department, department), "number, id")))

    def name(self, staff_id: str) -> str:
        """Return the name that stands for a staff id in what others read; empty for the program or somebody gone."""
        return str(self._store.value("SELECT name FROM staff WHERE id = ?", (staff_id,)) or "")

    def history(self, actor: Actor, staff_id: str) -> list[HistoryLine]:
        """Return who changed what about a member of staff, oldest first."""
        actor.require("staff", "view")
        return lines_of(self._store.database, "staff", staff_id, _HISTORY, TITLE)

    def tellings(self, actor: Actor) -> Tellings:
        """Return how staff and their roles are told to a person, for rooms that know no staff."""
        actor.require("staff", "view")

        def role(record_id: str) -> str:
            staff_id, _, code = record_id.partition("|")
            return f"{self.name(staff_id)} {ROLES.get(code, code)}"

        return {
            "staff": Telling(
                TITLE,
                "staff",
                self.name,
                _HISTORY,
                lambda staff_id: ("staff", staff_id),
                lambda staff_id, values: self.save(actor, values, staff_id),
            ),
            "staff_role": Telling(
                FIELDS["roles"], "staff", role, {}, lambda record_id: ("staff", record_id.partition("|")[0])
            ),
        }

    def roles_to_give(self, actor: Actor) -> Mapping[str, Text]:
        """Return the roles this person may give: code -> what people read."""
        return {role: title for role, title in ROLES.items() if role in grantable(actor)}

    # --- writing --------------------------------------------------------------------------------------------------

    def save(self, actor: Actor, values: Mapping[str, Any], staff_id: str = "") -> str:
        """Enter a member of staff, or change one, and return the id.

        Args:
            actor: Who does it.
            values: Field of ``FIELDS`` -> value; what is missing stays as it was.
            staff_id: Whom to change; somebody new if empty.

        Raises:
            Invalid: With every problem at once.
            NotAllowed: The person may not, or gives or takes a role they may not give.
            Refused: The office would be left without an active administrator.
        """
        with self._store.change(actor.id) as work:
            return self.save_in(work, actor, values, staff_id)[0]

    def save_in(self, work: Work, actor: Actor, values: Mapping[str, Any], staff_id: str = "") -> tuple[str, bool]:
        """Do what ``save`` does within a unit of work that is open already, and return also whether anything changed.

        Nothing is written where it raises.
        """
        actor.require("staff", "edit" if staff_id else "create")
        before = work.must(Staff, staff_id) if staff_id else None
        held = self._roles(staff_id)
        clean, roles = staff_values(values, self._form_values(before, held) if before else {})
        self._check_number(clean["number"], staff_id)
        self._check_roles(actor, staff_id, held, roles)
        self._keep_an_admin(staff_id, held, roles, active=bool(clean["active"]))
        clean["initials"] = self._initials(clean["name"])
        saved = work.update(before, **clean) if before else work.insert(Staff(**clean))
        self._put_roles(work, actor, saved, held, roles)
        return saved.id, saved is not before or held != roles

    def delete(self, actor: Actor, staff_id: str) -> None:
        """Remove somebody entered by mistake; whoever has done anything is made inactive instead.

        Raises:
            NotAllowed: The person may not.
            Refused: Records refer to the member, or it is the last administrator.
        """
        actor.require("staff", "delete")
        with self._store.change(actor.id) as work:
            self._accounts.require_care(actor, staff_id)
            counts = count_references(self._store, "staff", staff_id)
            counts.pop("staff_role", None)
            if counts:
                raise Refused(
                    T("staff", "Records name this person and would lose them. Make the account inactive instead."),
                    "staff.referred",
                )
            held = self._roles(staff_id)
            self._keep_an_admin(staff_id, held, frozenset(), active=False)
            person = work.must(Staff, staff_id)
            for role in held:
                work.delete(work.must(StaffRole, member_id(staff_id, role)))
            work.delete(person)
            self._audit.write(actor, "delete", "staff", staff_id, person.number, work=work)

    def restore(self, actor: Actor, staff_id: str) -> None:
        """Bring a deleted member of staff back, with the roles they had.

        Raises:
            NotAllowed: The person may not.
            NotFound: No such member was deleted.
            Invalid: Somebody else has the number now.
        """
        actor.require("staff", "delete")
        database = self._store.database
        values = last_values(database, "staff", staff_id)
        if not values or self._store.get(Staff, staff_id) is not None:
            raise NotFound(T("staff", "Nothing was deleted that could be brought back."), "staff.not_deleted")
        lost = [pk for table, pk in deleted_together(database, "staff", staff_id) if table == "staff_role"]
        roles = [StaffRole(id=pk, **last_values(database, "staff_role", pk)) for pk in lost]
        if {role.role for role in roles if role.staff_id == staff_id} - grantable(actor):
            raise _above()
        with self._store.change(actor.id) as work:
            self._check_number(values.get("number", ""), staff_id)
            work.insert(Staff(id=staff_id, **values))
            for role in roles:
                if role.staff_id == staff_id:
                    work.put(role)
            self._audit.write(actor, "restore", "staff", staff_id, values.get("number", ""), work=work)

    # --- rules ----------------------------------------------------------------------------------------------------

    def _check_number(self, number: str, staff_id: str) -> None:
        other = self._store.value(
            "SELECT name FROM staff WHERE number = ? COLLATE NOCASE AND id <> ?", (number, staff_id)
        )
        if other is not None:
            raise Invalid(
                {"number": T("staff", "{name} has this staff number. Give another one.").with_(name=other)},
                "staff.number_taken",
            )

    def _check_roles(self, actor: Actor, staff_id: str, held: frozenset[str], roles: frozenset[str]) -> None:
        """Nobody gives or takes a role they may not give, nor changes others who hold one."""
        own = staff_id == actor.id
        if ((held ^ roles) if own else (held | roles)) - grantable(actor):
            raise _above()

    def _keep_an_admin(self, staff_id: str, held: frozenset[str], roles: frozenset[str], *, active: bool) -> None:
        if "admin" in held and not ("admin" in roles and active) and not self._accounts.other_admin(staff_id):
            raise Refused(
                T("staff", "This is the office's last administrator. Give somebody else that role first."),
                "staff.last_admin",
            )

    def _put_roles(self, work: Work, actor: Actor, person: Staff, held: frozenset[str], roles: frozenset[str]) -> None:
        for role in sorted(roles - held):
            work.insert(StaffRole(id=member_id(person.id, role), staff_id=person.id, role=role))
        for role in sorted(held - roles):
            work.delete(work.must(StaffRole, member_id(person.id, role)))
        if held != roles:
            detail = f"{person.number}: {' '.join(sorted(held))} → {' '.join(sorted(roles))}"
            self._audit.write(actor, "edit", "staff", person.id, detail, work=work)

    # --- rows -----------------------------------------------------------------------------------------------------

    def _roles(self, staff_id: str) -> frozenset[str]:
        return frozenset(role.role for role in self._store.find(StaffRole, "staff_id = ?", (staff_id,)))

    def _form_values(self, person: Staff, roles: frozenset[str]) -> dict[str, Any]:
        return {**{key: value for key, value in asdict(person).items() if key in FIELDS}, "roles": roles}

    def _card(self, person: Staff) -> StaffCard:
        return StaffCard(
            id=person.id,
            number=person.number,
            name=person.name,
            roles=self._roles(person.id),
            department=person.department,
            position=person.position,
            phone=person.phone,
            skills=tuple(person.skills.split("\n")) if person.skills else (),
            zone=person.zone,
            joined_on=person.joined_on,
            active=bool(person.active),
            note=person.note,
            has_pin=person.pin_hash != "",
        )


YES = T("staff", "Yes")
NO = T("staff", "No")


def _above() -> NotAllowed:
    return NotAllowed(
        T("staff", "This person holds, or would get, a role that you may not give. Ask an administrator."),
        "staff.above",
    )


_HISTORY = {key: HistoryField(title) for key, title in FIELDS.items() if key not in ("roles", "active", "joined_on")}
_HISTORY["active"] = HistoryField(FIELDS["active"], lambda value: YES if value else NO, "flag")
_HISTORY["joined_on"] = HistoryField(FIELDS["joined_on"], kind="day")

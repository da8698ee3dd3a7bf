"""Who may do what: roles, the permission table, and how fast wrong PINs may be tried.

Roles are those of the office's product rules: 专员, 主管, 经理, 培训师, 只读, 管理员.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.core.clock import MINUTE, SECOND
from app.core.errors import NotAllowed
from app.core.text import T, Text

ROLES: Mapping[str, Text] = {
    "agent": T("staff", "Receptionist"),
    "supervisor": T("staff", "Supervisor"),
    "manager": T("staff", "Manager"),
    "trainer": T("staff", "Trainer"),
    "reader": T("staff", "Read only"),
    "admin": T("staff", "Administrator"),
    "field": T("staff", "Field staff"),
}

ENTITIES: Mapping[str, Text] = {
    "ticket": T("staff", "tickets"),
    "complaint": T("staff", "complaints"),
    "handover": T("staff", "shift handovers"),
    "shift": T("staff", "shifts and duty"),
    "house": T("staff", "houses"),
    "person": T("staff", "people"),
    "staff": T("staff", "staff"),
    "setting": T("staff", "settings"),
    "dictionary": T("staff", "scenarios and dictionaries"),
    "audit": T("staff", "the audit log"),
    "backup": T("staff", "backups"),
    "exchange": T("staff", "the exchange between desks"),
    "training": T("staff", "training"),
    "certificate": T("staff", "scans of certificates"),
    "training_session": T("staff", "files of training sessions"),
    "plan": T("staff", "weekly plans"),
}

ACTIONS: Mapping[str, Text] = {
    "view": T("staff", "view"),
    "create": T("staff", "create"),
    "edit": T("staff", "edit"),
    "delete": T("staff", "delete"),
    "move": T("staff", "work on"),
    "dispatch": T("staff", "dispatch"),
    "close": T("staff", "close"),
    "reopen": T("staff", "reopen"),
    "void": T("staff", "void"),
    "check": T("staff", "check"),
    "unmask": T("staff", "see personal data of"),
    "export": T("staff", "export"),
    "import": T("staff", "import"),
    "print": T("staff", "print"),
    "settle": T("staff", "settle differences of"),
    "manage": T("staff", "manage"),
    "approve": T("staff", "approve"),
    "submit": T("staff", "submit"),
    "review": T("staff", "review"),
    "mediate": T("staff", "mediate in disputes of"),
    "sign": T("staff", "sign"),
    "override": T("staff", "act in place of others with"),
}

_VIEW = "view print"
_DESK = "view create edit move dispatch close reopen print export"

PERMISSIONS: Mapping[str, Mapping[str, str]] = {
    "agent": {
        "handover": "view create edit sign print export",
        "shift": "view",
        "ticket": _DESK,
        "complaint": _DESK,
        "house": "view create edit print",
        "person": "view create edit unmask print",
        "staff": "view",
        "dictionary": "view",
        "setting": "view",
        "exchange": "view settle",
        "training": "view sign print",
        "training_session": "view",
        "plan": "view create edit submit print export",
    },
    "supervisor": {
        "handover": "view create edit sign print export override",
        "shift": "view create edit",
        "ticket": f"{_DESK} void check import delete",
        "complaint": f"{_DESK} void check import delete approve mediate",
        "house": "view create edit delete print export import",
        "person": "view create edit delete unmask print export import",
        "staff": "view create edit",
        "dictionary": "view create edit delete",
        "setting": "view",
        "audit": "view",
        "backup": "view create",
        "exchange": "view settle",
        "training": "view check create edit delete sign print export import",
        "certificate": "view edit",
        "training_session": "view edit",
        "plan": "view create edit delete submit approve review print export import",
    },
    "manager": {
        "handover": "view create edit sign print export override",
        "shift": "view create edit",
        "ticket": f"{_DESK} void check import delete",
        "complaint": f"{_DESK} void check import delete approve mediate",
        "house": "view create edit delete print export import",
        "person": "view create edit delete unmask print export import",
        "staff": "view create edit delete export import",
        "dictionary": "view create edit delete",
        "setting": "view edit",
        "audit": "view export",
        "backup": "view create",
        "exchange": "view settle manage print",
        "training": "view check create edit delete sign manage print export import",
        "certificate": "view edit",
        "training_session": "view edit",
        "plan": "view create edit delete submit approve review print export import",
    },
    "trainer": {
        "complaint": "view",
        "handover": "view",
        "shift": "view",
        "ticket": _VIEW,
        "house": "view",
        "person": "view",
        "staff": "view",
        "dictionary": "view create edit",
        "exchange": "view",
        "training": "view check create edit delete sign manage print export import",
        "certificate": "view edit",
        "training_session": "view edit",
        "plan": "view edit print",
    },
    "reader": {
        "complaint": "view",
        "handover": "view print",
        "shift": "view",
        "ticket": _VIEW,
        "house": "view",
        "person": "view",
        "staff": "view",
        "dictionary": "view",
        "exchange": "view",
        "training": "view check print",
        "training_session": "view",
        "plan": "view print",
    },
    "admin": {entity: " ".join(ACTIONS) for entity in ENTITIES},
    "field": {},
}
"""Role -> entity -> actions; what is not here is refused. A person with several roles may do what any of them may."""


@dataclass(frozen=True)
class Actor:
    """Who acts: every verb of a service takes one, and checks it.

    Attributes:
        id: Staff id; empty for the program itself.
        number: Staff number.
        name: Name.
        roles: Codes of ``ROLES``, as they were when the person sat down.
        standing: Returns the roles held now, none once the account is not active; ``roles`` hold for ever if not given.
        companion: Name of the mentor with whom a newcomer has logged in, else empty.
    """

    id: str
    number: str
    name: str
    roles: frozenset[str]
    standing: Callable[[], frozenset[str]] | None = field(default=None, compare=False, repr=False)
    companion: str = field(default="", compare=False)

    @property
    def held(self) -> frozenset[str]:
        """The roles held now: another desk may have given or taken some, or locked the account."""
        return self.roles if self.standing is None else self.standing()

    def may(self, entity: str, action: str) -> bool:
        """Say whether the person may do this."""
        return any(action in PERMISSIONS.get(role, {}).get(entity, "").split() for role in self.held)

    def require(self, entity: str, action: str) -> None:
        """Check the permission.

        Raises:
            NotAllowed: None of the person's roles permits it, or the account is not active any more.
        """
        if not self.may(entity, action):
            if self.standing is not None and not self.held - {"field"}:
                raise NotAllowed(
                    T("staff", "Your account was locked, or your roles were taken. Log out, and ask an administrator."),
                    "account.locked",
                )
            raise NotAllowed(
                T("staff", "You may not {action} {entity}. Ask somebody who may: {roles}.").with_(
                    action=ACTIONS[action], entity=ENTITIES[entity], roles=_who_may(entity, action)
                ),
                "not_allowed",
            )


def _who_may(entity: str, action: str) -> str:
    names = [str(ROLES[role]) for role, table in PERMISSIONS.items() if action in table.get(entity, "").split()]
    return str(T("staff", ", ")).join(names)


PROGRAM = Actor("", "", "", frozenset({"admin"}))
"""The program itself: founding an office, importing its dictionaries."""

FREE_ATTEMPTS = 3
LONGEST_WAIT = 15 * MINUTE


def wait_after(failures: int) -> int:
    """Return how long, in milliseconds, a staff number must wait after so many wrong PINs in a row.

    Three tries are free; then the wait doubles from five seconds to a quarter of an hour.
    """
    if failures < FREE_ATTEMPTS:
        return 0
    return min(5 * SECOND << min(failures - FREE_ATTEMPTS, 20), LONGEST_WAIT)


MIN_PIN = 4
MAX_PIN = 64
_RUNS = "01234567890 09876543210"


def pin_problem(pin: str, number: str = "") -> Text | None:
    """Return what is wrong with a new PIN or password, or None.

    Args:
        pin: The new PIN.
        number: The person's staff number, which everybody knows.
    """
    if len(pin) < MIN_PIN:
        return T("staff", "A PIN needs at least {n} characters.").with_(n=MIN_PIN)
    if len(pin) > MAX_PIN:
        return T("staff", "A PIN has at most {n} characters.").with_(n=MAX_PIN)
    if pin != pin.strip():
        return T("staff", "A PIN does not begin or end with a blank.")
    if (
        len(set(pin)) == 1
        or pin in _RUNS
        or (len(pin) % 2 == 0 and len(set(zip(pin[::2], pin[1::2], strict=True))) == 1)
    ):
        return T("staff", "This PIN is too easy to guess: no repeated digits and no 1234.")
    if number and pin.casefold() == number.casefold():
        return T("staff", "A PIN must not be the staff number.")
    return None


GRANTS: Mapping[str, frozenset[str]] = {
    "supervisor": frozenset({"agent", "trainer", "reader", "field"}),
    "manager": frozenset(ROLES) - {"admin"},
    "admin": frozenset(ROLES),
}
"""Role -> roles its holder may give, take away, and look after the accounts of: nobody raises themselves."""


def grantable(actor: Actor) -> frozenset[str]:
    """Return the roles this person may give to others."""
    return frozenset[str]().union(*(GRANTS.get(role, frozenset()) for role in actor.held))

"""Accounts: logging in, wrong PINs, setting PINs.

An unknown number and a wrong PIN get the same answer after the same time, and both are slowed down in the same way,
so that trying teaches nothing.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.core.changes import Changes
from app.core.clock import DAY, SECOND
from app.core.errors import Invalid, NotAllowed, Refused
from app.core.text import T
from app.features.staff import pins
from app.features.staff.audit import AuditLog
from app.features.staff.records import LoginAttempt, Staff, StaffRole
from app.features.staff.rules import PROGRAM, Actor, grantable, pin_problem, wait_after
from app.settings.settings import Settings
from app.store.records import member_id
from app.store.store import Store
from app.store.work import Work


@dataclass(frozen=True)
class Account:
    """Somebody who can log in, as the log-in window lists them.

    Attributes:
        number: Staff number.
        name: Name.
        has_pin: Whether a PIN is set.
    """

    number: str
    name: str
    has_pin: bool


class EscortLike(Protocol):
    """With whom somebody must sit down who may not work alone yet."""

    @property
    def mentor(self) -> str:
        """The mentor's name; empty if there is none."""
        raise NotImplementedError

    @property
    def ids(self) -> frozenset[str]:
        """Staff ids of those who may accompany them."""
        raise NotImplementedError

    def note(self, work: Work, companion_id: str) -> None:
        """Note with whom they have logged in."""
        raise NotImplementedError


class Escorts(Protocol):
    """Who knows which accounts work only in company: the training of the office."""

    def escort(self, staff_id: str) -> EscortLike | None:
        """Return who must sit down together with somebody, or None if they may work alone."""
        raise NotImplementedError


class Accounts:
    """Who may sit at the desk.

    Args:
        store: The office's database.
        settings: Whether a PIN is asked for, and whether newcomers log in only in company.
        audit: Where log-ins are accounted for.
        escorts: Returns what knows who works only in company; nobody does if not given.
    """

    def __init__(
        self, store: Store, settings: Settings, audit: AuditLog, escorts: Callable[[], Escorts] | None = None
    ) -> None:
        self._store = store
        self._settings = settings
        self._audit = audit
        self._escorts = escorts
        self._standings: dict[str, frozenset[str]] = {}
        self._reading = threading.Lock()
        store.feed.subscribe(self._refresh)

    # --- logging in -----------------------------------------------------------------------------------------------

    @property
    def pin_required(self) -> bool:
        """Whether logging in takes a PIN."""
        return self._settings.flag("accounts.pin_required")

    def any(self) -> bool:
        """Say whether the office has an administrator yet; without one it must be founded first."""
        return bool(self._store.value(f"SELECT EXISTS ({_ADMINS})", ("",)))

    def choices(self) -> tuple[Account, ...]:
        """Return who may log in without a PIN, by number; nobody while PINs are asked for."""
        if self.pin_required:
            return ()
        people = self._store.find(Staff, f"active = 1 AND {_MAY_SIT}", order="number, id")
        return tuple(Account(person.number, person.name, person.pin_hash != "") for person in people)

    def login(self, number: str, pin: str = "", with_number: str = "", with_pin: str = "") -> Actor:
        """Return who this is, and note the log-in: somebody sits down at the desk.

        Args:
            number: Staff number; case and width make no difference.
            pin: PIN or password; not asked for if the office has switched it off.
            with_number: Staff number of the mentor who sits down together with a newcomer, where the office wants it.
            with_pin: That person's PIN.

        Raises:
            Refused: As ``identify``; or the account works only in company (``account.accompanied``) and nobody who may
                accompany it was named.
        """
        actor = self.identify(number, pin)
        escort = self._escort(actor.id)
        companion = None
        if escort is not None:
            if not with_number.strip():
                raise accompanied(escort)
            companion = self.identify(with_number, with_pin)
            if companion.id not in escort.ids:
                raise accompanied(escort)
        detail = actor.number if companion is None else f"{actor.number} + {companion.number}"
        with self._store.change(actor.id) as work:
            self._audit.write(actor, "login", "staff", actor.id, detail, work=work)
            if companion is not None and escort is not None:
                escort.note(work, companion.id)
        return actor if companion is None else replace(actor, companion=companion.name)

    def require_alone(self, actor: Actor) -> None:
        """Check that somebody may work without company, where nobody can sit beside them: on the command line.

        Raises:
            Refused: The account works only in company.
        """
        escort = self._escort(actor.id)
        if escort is not None:
            raise accompanied(escort)

    def _escort(self, staff_id: str) -> EscortLike | None:
        if self._escorts is None or not self._settings.flag("training.accompanied"):
            return None
        return self._escorts().escort(staff_id)

    def identify(self, number: str, pin: str = "") -> Actor:
        """Return who this is, for one verb of the command line; what the verb does is accounted for by itself.

        Args:
            number: Staff number; case and width make no difference.
            pin: PIN or password; not asked for if the office has switched it off.

        Raises:
            Refused: Number and PIN do not fit, too many wrong ones were tried and the person must wait, or the account
                is not active, has no PIN or no role at the desk.
        """
        found = self._find(number)
        person = self._checked(number, found, pin) if self.pin_required else next(iter(found), None)
        if person is None:
            raise _wrong()
        return self.actor(person.id)

    def logout(self, actor: Actor) -> None:
        """Note that somebody left the desk."""
        self._audit.write(actor, "logout", "staff", actor.id, actor.number)

    def confirm(self, actor: Actor, pin: str) -> None:
        """Check that the person at the desk is who they say, to unlock or to sign.

        Raises:
            Refused: The PIN is wrong, too many wrong ones were tried, or the account has been locked meanwhile.
        """
        self.actor(actor.id)
        if self.pin_required:
            person = self._store.must(Staff, actor.id)
            self._checked(person.number, [person], pin)

    def actor(self, staff_id: str) -> Actor:
        """Return a member of staff as somebody who acts, with the roles they hold now.

        Raises:
            NotFound: There is no such person.
            Refused: The account is not active, or has no role.
        """
        person = self._store.must(Staff, staff_id)
        roles = self._roles(staff_id)
        if not person.active:
            raise Refused(
                T("staff", "This account is no longer active. Ask an administrator to activate it."),
                "account.inactive",
            )
        if not roles - {"field"}:
            raise Refused(
                T("staff", "This person has no role at the desk. Ask a supervisor to give one."), "account.no_role"
            )
        return Actor(person.id, person.number, person.name, roles, lambda: self._standing(staff_id))

    def _standing(self, staff_id: str) -> frozenset[str]:
        """Return the roles somebody holds now, none if the account is not active; asked with every verb and mask."""
        found = self._standings.get(staff_id)
        if found is None:
            with self._reading:
                found = self._read_standing(staff_id)
                if not self._store.database.raw.in_transaction:  # else it may still be rolled back
                    self._standings[staff_id] = found
        return found

    def _refresh(self, changes: Changes) -> None:
        """Follow what this desk or another one changed; in whatever thread it was published."""
        if changes.touches(Staff.table, StaffRole.table):
            with self._reading:
                self._standings = {staff_id: self._read_standing(staff_id) for staff_id in self._standings}

    def _read_standing(self, staff_id: str) -> frozenset[str]:
        person = self._store.get(Staff, staff_id)
        return self._roles(staff_id) if person is not None and person.active else frozenset()

    def _roles(self, staff_id: str) -> frozenset[str]:
        return frozenset(role.role for role in self._store.find(StaffRole, "staff_id = ?", (staff_id,)))

    # --- PINs -----------------------------------------------------------------------------------------------------

    def set_pin(self, actor: Actor, staff_id: str, new: str, old: str = "") -> None:
        """Set a PIN: one's own with the old one, somebody else's if one may look after their account.

        Raises:
            Invalid: The new PIN is too short or too easy.
            Refused: The old PIN is wrong.
            NotAllowed: It is somebody else's, whose roles this person may not give.
        """
        own = staff_id == actor.id
        if not own:
            self.require_care(actor, staff_id)
        person = self._store.must(Staff, staff_id)
        if own and person.pin_hash:
            self._checked(person.number, [person], old)
        problem = pin_problem(new, person.number)
        if problem is not None:
            raise Invalid({"pin": problem}, "account.pin")
        hashed = pins.hash_pin(new)
        with self._store.change(actor.id) as work:
            work.update(work.must(Staff, staff_id), pin_hash=hashed)
            self._forgive(work, person.number)
            self._audit.write(actor, "pin", "staff", staff_id, person.number, work=work)

    def require_care(self, actor: Actor, staff_id: str) -> None:
        """Check that this person may look after somebody's account.

        Raises:
            NotAllowed: They may not edit staff, or the other holds a role that they could not give.
        """
        actor.require("staff", "edit")
        if self._roles(staff_id) - grantable(actor):
            raise NotAllowed(
                T("staff", "This person holds a role that you may not give. Ask an administrator."), "staff.above"
            )

    # --- founding -------------------------------------------------------------------------------------------------

    def first_admin(self, work: Work, number: str, name: str, pin: str | None) -> str:
        """Enter the office's first administrator, within the unit of work that founds it.

        Args:
            work: The open unit of work.
            number: Staff number.
            name: Name.
            pin: PIN, or None for none.

        Raises:
            Invalid: Number, name or PIN are missing or wrong.
            Refused: There is an administrator already.
        """
        problem = pin_problem(pin, number) if pin is not None else None
        fields = {"admin_number": number.strip(), "admin_name": name.strip()}
        missing = {key: T("staff", "This field must be filled in.") for key, value in fields.items() if not value}
        if missing or problem:
            raise Invalid({**missing, **({"pin": problem} if problem else {})}, "account.first")
        if self.any():
            raise Refused(T("staff", "This office has an administrator already. Log in instead."), "account.founded")
        hashed = pins.hash_pin(pin) if pin is not None else ""
        person = work.insert(Staff(number=plain_number(number), name=name.strip(), pin_hash=hashed))
        work.insert(StaffRole(id=member_id(person.id, "admin"), staff_id=person.id, role="admin"))
        self._audit.write(PROGRAM, "create", "staff", person.id, person.number, work=work)
        return person.id

    def other_admin(self, staff_id: str) -> bool:
        """Say whether an active administrator besides this person exists."""
        return bool(self._store.value(f"SELECT EXISTS ({_ADMINS})", (staff_id,)))

    # --- wrong attempts -------------------------------------------------------------------------------------------

    def _find(self, number: str) -> list[Staff]:
        return self._store.find(
            Staff, "number = ? COLLATE NOCASE AND number <> ''", (plain_number(number),), "active DESC, id"
        )

    def _checked(self, number: str, people: list[Staff], pin: str) -> Staff:
        """Return the one of the people whose PIN this is; a wrong one counts against the number."""
        self._wait(number)
        person = next((person for person in people if pins.fits(person.pin_hash, pin)), None)
        if not people:
            pins.fits("", pin)
        if person is None:
            if people and not any(person.pin_hash for person in people):
                raise Refused(
                    T("staff", "No PIN has been set for this number. Ask a supervisor to set one."), "account.no_pin"
                )
            self._count(number, people)
            raise _wrong()
        with self._store.change(person.id) as work:
            self._forgive(work, number)
            if pins.outdated(person.pin_hash):
                work.update(person, pin_hash=pins.hash_pin(pin))
        return person

    def _wait(self, number: str) -> None:
        attempt = self._store.get(LoginAttempt, _attempt_id(number))
        if attempt is None:
            return
        now = self._store.clock.now()
        last = attempt.last_at or 0
        if last > now:
            # The clock was set back: the wait begins now, instead of lasting until the clock has caught up.
            last = now
            with self._store.change() as work:
                work.update(attempt, last_at=now)
        left = wait_after(attempt.failures) - (now - last)
        if left > 0:
            raise Refused(
                T("staff", "Too many wrong PINs. Try again in {seconds} seconds.").with_(seconds=-(-left // SECOND)),
                "account.wait",
            )

    def _count(self, number: str, people: list[Staff]) -> None:
        with self._store.change() as work:
            work.database.run("DELETE FROM login_attempt WHERE last_at < ?", (work.now - DAY,))
            attempt = work.get(LoginAttempt, _attempt_id(number))
            failures = 1 + (attempt.failures if attempt is not None else 0)
            work.put(LoginAttempt(id=_attempt_id(number), failures=failures, last_at=work.now))
            # What was typed where a number belongs may be a PIN or a telephone number: only known numbers are noted.
            known = people[0] if people else Staff()
            self._audit.write(PROGRAM, "login_failed", "staff", known.id, known.number, work=work)

    def _forgive(self, work: Work, number: str) -> None:
        attempt = work.get(LoginAttempt, _attempt_id(number))
        if attempt is not None:
            work.delete(attempt)


_ADMINS = (
    "SELECT 1 FROM staff s JOIN staff_role r ON r.staff_id = s.id AND r.role = 'admin' WHERE s.active = 1 AND s.id <> ?"
)
_MAY_SIT = "EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = staff.id AND r.role <> 'field')"


def plain_number(number: str) -> str:
    """Return a staff number as it is kept: half width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", number).split())


def _attempt_id(number: str) -> str:
    """Attempts are counted under a digest: what was typed may be something else than a number."""
    import hashlib  # its native part is for those who log in

    return hashlib.blake2b(plain_number(number).casefold().encode(), digest_size=16).hexdigest()


def accompanied(escort: EscortLike) -> Refused:
    """Return the refusal of an account that works only in company."""
    return Refused(
        T(
            "staff",
            "This account works together with its mentor ({name}) until the training is passed. The mentor, a trainer"
            " or a supervisor gives number and PIN as well, in the log-in window.",
        ).with_(name=escort.mentor or "?"),
        "account.accompanied",
    )


def _wrong() -> Refused:
    return Refused(T("staff", "The staff number or the PIN is wrong."), "account.wrong")

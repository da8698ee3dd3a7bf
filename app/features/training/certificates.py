"""Certificates of staff: what they certify, until when, and when the office is reminded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import REQUIRED, Invalid, NotAllowed, NotFound
from app.core.text import T
from app.features.people.rules import mask_id
from app.features.staff.rules import Actor
from app.features.training.form import CERTIFICATE_FIELDS, cleaned
from app.features.training.listing import CERTIFICATES, on_day, only_of
from app.features.training.reading import may_see_all
from app.features.training.records import Certificate
from app.features.training.story import history_of
from app.settings.settings import Settings
from app.store.database import Database
from app.store.history import HistoryLine, last_values
from app.store.listing import ListColumn, Lister
from app.store.store import Store


@dataclass(frozen=True)
class CertificateCard:
    """A certificate as pages show it; besides the fields of ``CERTIFICATE_FIELDS``:

    Attributes:
        id: The certificate.
        name: Whose it is.
        days_left: Days until it expires, less than 0 once it has; None if it does not expire.
        soon: Whether it expires within the days in which the office is reminded, or has expired.
    """

    id: str
    staff_id: str
    name: str
    kind: str
    number: str
    issuer: str
    issued_on: str
    expires_on: str
    remind_days: int | None
    note: str
    days_left: int | None
    soon: bool


class Certificates:
    """The verbs of certificates.

    Args:
        store: The office's database.
        settings: How early the office is reminded.
        zone: The office's time zone.
    """

    def __init__(self, store: Store, settings: Settings, zone: OfficeZone) -> None:
        self._store = store
        self._settings = settings
        self._zone = zone

    def lister(self, actor: Actor) -> Lister:
        """Return the list of certificates: everybody's for those who check, else one's own; numbers masked."""
        actor.require("training", "view")
        days = self._settings.number("training.certificate_days")
        listing = on_day(CERTIFICATES, lambda: self._zone.day(self._store.clock.now()).isoformat(), days)
        listing = listing if may_see_all(actor) else only_of(listing, actor.id)

        def mask(_column: ListColumn, value: Any) -> Any:
            return mask_id(str(value or ""))

        return Lister(self._store.database, listing, mask)

    def card(self, actor: Actor, certificate_id: str) -> CertificateCard:
        """Return a certificate; its number is masked unless it is one's own or the reader may edit training.

        Raises:
            NotAllowed: It is somebody else's and the person does not check training.
            NotFound: There is no such certificate.
        """
        actor.require("training", "view")
        found = self._store.must(Certificate, certificate_id)
        if actor.id != found.staff_id and not may_see_all(actor):
            raise NotAllowed(
                T("training", "You see your own certificates. Ask a supervisor or trainer."), "training.not_yours"
            )
        whole = actor.id == found.staff_id or actor.may("training", "edit")
        left = self._days_left(found)
        warn = (
            found.remind_days if found.remind_days is not None else self._settings.number("training.certificate_days")
        )
        return CertificateCard(
            id=found.id,
            staff_id=found.staff_id,
            name=str(self._store.value("SELECT name FROM staff WHERE id = ?", (found.staff_id,)) or ""),
            kind=found.kind,
            number=found.number if whole else mask_id(found.number),
            issuer=found.issuer,
            issued_on=found.issued_on,
            expires_on=found.expires_on,
            remind_days=found.remind_days,
            note=found.note,
            days_left=left,
            soon=left is not None and left <= warn,
        )

    def of_person(self, actor: Actor, staff_id: str) -> tuple[CertificateCard, ...]:
        """Return somebody's certificates, the first to expire first; nothing where the reader may not see them."""
        actor.require("training", "view")
        if actor.id != staff_id and not may_see_all(actor):
            return ()
        rows = self._store.rows(
            "SELECT id FROM certificate WHERE staff_id = ? ORDER BY expires_on = '', expires_on, id", (staff_id,)
        )
        return tuple(self.card(actor, key) for (key,) in rows)

    def save(self, actor: Actor, values: Mapping[str, Any], certificate_id: str = "") -> str:
        """Enter a certificate or change one, and return the id.

        Args:
            actor: Who does it.
            values: Fields of ``CERTIFICATE_FIELDS``; what is missing stays.
            certificate_id: Which one; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
        """
        actor.require("training", "edit" if certificate_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(Certificate, certificate_id) if certificate_id else None
            known = {key: getattr(before or Certificate(), key) for key in CERTIFICATE_FIELDS}
            clean, problems = cleaned(values, CERTIFICATE_FIELDS, known, ("staff_id", "kind", "issued_on"))
            whole = {**known, **clean}
            if not problems and whole["expires_on"] and whole["expires_on"] < whole["issued_on"]:
                problems["expires_on"] = T("training", "It expires after the day it was issued on.")
            if not problems and work.database.value("SELECT 1 FROM staff WHERE id = ?", (whole["staff_id"],)) is None:
                problems["staff_id"] = REQUIRED
            if problems:
                raise Invalid(problems, "training.invalid")
            return (work.update(before, **clean) if before else work.insert(Certificate(**clean))).id

    def delete(self, actor: Actor, certificate_id: str) -> None:
        """Remove a certificate; ``restore`` brings it back.

        Raises:
            NotAllowed: The person may not.
        """
        actor.require("training", "delete")
        with self._store.change(actor.id) as work:
            work.delete(work.must(Certificate, certificate_id))

    def restore(self, actor: Actor, certificate_id: str) -> None:
        """Bring a deleted certificate back.

        Raises:
            NotAllowed: The person may not.
            NotFound: No such certificate was deleted.
        """
        actor.require("training", "delete")
        values = last_values(self._store.database, "certificate", certificate_id)
        if not values or self._store.get(Certificate, certificate_id) is not None:
            raise NotFound(T("training", "Nothing was deleted that could be brought back."), "training.not_deleted")
        with self._store.change(actor.id) as work:
            work.insert(Certificate(id=certificate_id, **values))

    def history(self, actor: Actor, certificate_id: str) -> list[HistoryLine]:
        """Return who changed what of a certificate, oldest first.

        Raises:
            NotAllowed: The person may not see it.
        """
        self.card(actor, certificate_id)
        return history_of(self._store, "certificate", certificate_id)

    def _days_left(self, found: Certificate) -> int | None:
        if not found.expires_on:
            return None
        today = self._zone.day(self._store.clock.now())
        return (date.fromisoformat(found.expires_on) - today) // timedelta(days=1)


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of certificates; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        "SELECT t.id, t.kind, t.number, t.issuer, coalesce(s.name, ''), coalesce(s.initials, ''), t.note"
        f" FROM certificate t LEFT JOIN staff s ON s.id = t.staff_id{where} ORDER BY t.rowid",
        tuple(ids),
    ):
        yield row[0], "\n".join(str(part) for part in row[1:])

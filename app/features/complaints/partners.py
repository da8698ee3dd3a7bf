"""The book of partners: whom the office turns to outside its walls, such as the community police.

Source: the office's product rules, "Complaints" (partner contacts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import REQUIRED, Invalid
from app.core.text import Text
from app.features.complaints.records import Partner
from app.features.people.rules import normalise_phone, phone_problem
from app.features.staff.rules import Actor
from app.store.store import Store


@dataclass(frozen=True)
class PartnerEntry:
    """An entry: institution, the person there, number to call, when to turn to them, whether it can be chosen."""

    id: str
    title: str
    contact: str
    phone: str
    note: str
    active: bool


class PartnerBook:
    """The verbs of partners."""

    _store: Store

    def partners(self, actor: Actor, *, retired: bool = False) -> list[PartnerEntry]:
        """Return the partners in their order, the retired ones only if asked for."""
        actor.require("complaint", "view")
        rows = self._store.find(Partner, "1" if retired else "active = 1", (), "position, id")
        return [PartnerEntry(row.id, row.title, row.contact, row.phone, row.note, bool(row.active)) for row in rows]

    def save_partner(self, actor: Actor, values: Mapping[str, Any], partner_id: str = "") -> str:
        """Add a partner, or change one, and return its id.

        Args:
            actor: Who does it.
            values: ``title``, ``contact``, ``phone``, ``note``, ``active``; what is missing stays.
            partner_id: Which one; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: The title is missing, or the telephone is none.
        """
        actor.require("dictionary", "edit" if partner_id else "create")
        with self._store.change(actor.id) as work:
            before = work.must(Partner, partner_id) if partner_id else None
            clean: dict[str, Any] = {
                key: str(values.get(key, getattr(before, key) if before is not None else "") or "").strip()
                for key in ("title", "contact", "phone", "note")
            }
            clean["active"] = int(bool(values.get("active", before.active if before is not None else True)))
            problems: dict[str, Text] = {} if clean["title"] else {"title": REQUIRED}
            wrong = phone_problem(clean["phone"]) if clean["phone"] else None
            if wrong is not None:
                problems["phone"] = wrong
            if problems:
                raise Invalid(problems)
            clean["phone"] = normalise_phone(clean["phone"])
            if before is not None:
                work.update(before, **clean)
                return before.id
            last = work.database.value("SELECT max(position) FROM partner")
            return work.insert(Partner(position=(last or 0) + 1, **clean)).id

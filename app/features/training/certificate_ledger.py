"""Ledgers of certificates taken over: whose, what it certifies, its number, who issued it, when, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import Invalid
from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training.ledgers import LedgerSink, derived_id, same
from app.features.training.records import Certificate
from app.features.training.written import plain, until
from app.importing.run import Outcome
from app.importing.values import BadValue
from app.store.store import Store
from app.store.work import Work, read_many

_FILLED = ("number", "issuer", "issued_on", "remind_days", "note")
_LONGEST = 200


@dataclass(frozen=True)
class _Above:
    """Whom the row before names: a ledger that writes a name once goes on with it below."""

    row: int
    staff_id: str


class CertificateSink(LedgerSink):
    """Takes the rows of a ledger of certificates.

    A certificate that is there already is filled up where it is empty and renewed where the ledger's runs longer; what
    the office knows is never made older.

    Args:
        store: The office's database.
        actor: Who imports.
        zone: The office's time zone.
    """

    def __init__(self, store: Store, actor: Actor, zone: OfficeZone) -> None:
        super().__init__(store, actor)
        self._zone = zone
        self._above = _Above(-1, "")
        self._seen: dict[str, int] = {}
        self._undated: list[int] = []

    def put(self, values: Mapping[str, object], number: int) -> Outcome:
        """Take over one row.

        Raises:
            Invalid: It names nobody who is known here, or its days do not fit each other.
        """
        assert self.work is not None
        above, self._above = self._above, _Above(-1, "")
        staff_id = self._whose(values, number, above)
        self._above = _Above(number, staff_id)
        row = self._columns(self.work, dict(values), staff_id, number)
        mark = derived_id(
            "certificate", staff_id, same(row["kind"]), same(row["number"]) or row["issued_on"] or row["expires_on"]
        )
        if mark in self._seen:
            self.note(number, T("training", "it repeats row {first} and was skipped.").with_(first=self._seen[mark]))
            return "skipped"
        self._seen[mark] = number
        there = self._existing(self.work, row, mark)
        if there is not None:
            changed = _better(there, row)
            if not changed:
                return "skipped"
            self.work.update(there, **changed)
            return "updated"
        if not row["issued_on"]:
            self._undated.append(number)
        self.work.insert(Certificate(id=mark, **row))
        return "created"

    def notes(self) -> list[Text]:
        """Return what deserves to be said after the import."""
        if not self._undated:
            return super().notes()
        undated = T("training", "{n} rows (first row {row}) do not say when the certificate was issued.")
        return [*super().notes(), undated.with_(n=len(self._undated), row=self._undated[0])]

    def _whose(self, values: Mapping[str, object], number: int, above: _Above) -> str:
        written, name = plain(values.get("staff_number")), plain(values.get("name"))
        if written or name:
            return self.roll.find(written, name)
        if above.staff_id and above.row == number - 1:
            whose = T("training", "it names nobody, so it was taken as one of {name}, like the row above.")
            self.note(number, whose.with_(name=self.roll.name(above.staff_id)))
            return above.staff_id
        raise Invalid({"name": T("training", "The row does not say whose certificate it is.")}, "training.nobody")

    def _columns(self, work: Work, values: dict[str, Any], staff_id: str, number: int) -> dict[str, Any]:
        issued = str(values.get("issued_on") or "")
        kind = plain(values.get("kind"))[:_LONGEST]
        try:
            end = until(str(values.get("expires_on") or ""), issued, self._zone)
        except BadValue as error:
            raise Invalid({"expires_on": error.text}, "training.invalid") from None
        if end.doubt is not None:
            self.note(number, end.doubt)
        issued = issued or end.issued
        problems: dict[str, Text] = {}
        if not kind:
            problems["kind"] = T("training", "The row does not say which certificate it is.")
        if issued > self._zone.day(work.now).isoformat():
            problems["issued_on"] = T("training", "It was issued in the future; check the day.")
        if end.day and issued and end.day < issued:
            problems["expires_on"] = T("training", "It expires after the day it was issued on.")
        if problems:
            raise Invalid(problems, "training.invalid")
        days = values.get("remind_days")
        return {
            "staff_id": staff_id,
            "kind": kind,
            "number": plain(values.get("number"))[:_LONGEST],
            "issuer": plain(values.get("issuer"))[:_LONGEST],
            "issued_on": issued,
            "expires_on": end.day,
            "remind_days": int(days) if isinstance(days, int) and 0 <= days <= 730 else None,
            "note": plain(values.get("note"))[:4_000],
        }

    def _existing(self, work: Work, row: Mapping[str, Any], mark: str) -> Certificate | None:
        """Return the certificate that a row tells of: made of such a row, or the same by kind and number or day."""
        made = work.get(Certificate, mark)
        if made is not None:
            return made
        for known in read_many(work.database, Certificate, "staff_id = ?", (row["staff_id"],), "id"):
            if same(known.kind) != same(row["kind"]):
                continue
            if known.number and row["number"]:
                alike = same(known.number) == same(row["number"])
            else:
                days = [(known.issued_on, row["issued_on"]), (known.expires_on, row["expires_on"])]
                said = [(mine, theirs) for mine, theirs in days if mine and theirs]
                alike = all(mine == theirs for mine, theirs in said[:1])
            if alike:
                return known
        return None


def _better(there: Certificate, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row adds to a certificate: what was empty, and a longer validity with the day it was renewed on."""
    changed = {key: row[key] for key in _FILLED if row[key] and not getattr(there, key)}
    if row["expires_on"] and (not there.expires_on or row["expires_on"] > there.expires_on):
        changed["expires_on"] = row["expires_on"]
        if there.expires_on and row["issued_on"] > there.issued_on:
            changed["issued_on"] = row["issued_on"]
    return changed

"""Imports: from a file and the word for its kind to a plan, a trial run, and the rows taken over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.clock import OfficeZone
from app.core.errors import Invalid
from app.core.text import T, Text
from app.features.complaints.service import ComplaintService
from app.features.office.words import Dictionaries
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog, StaffService
from app.features.tickets.service import TicketService
from app.importing.cells import folded
from app.store.store import Store

if TYPE_CHECKING:
    from app.importing.mapping import KindSpec
    from app.importing.run import ImportReport
    from app.importing.trial import ImportPlan

Progress = Callable[[int, int], bool]

ENTITIES: Mapping[str, str] = {
    "owners": "person",
    "houses": "house",
    "staff": "staff",
    "tickets": "ticket",
    "complaints": "complaint",
    "certificates": "training",
    "sessions": "training",
}
"""What can be imported, and whose ``import`` permission it takes."""
SHOWN_COLUMNS = 30
"""Columns named in a note."""
_RUNNING_NUMBERS = frozenset({"序号", "no", "no.", "#"})
"""Columns that only count the rows of the sheet."""


class Imports:
    """Takes spreadsheets over.

    Args:
        store: The office's database.
        zone: The zone in which times without an offset are meant.
        audit: Every import is accounted for.
        staff: Enters staff.
        tickets: Gives imported tickets their numbers and due times.
        complaints: The same for complaints.
        dictionaries: Subjects of complaints.
    """

    def __init__(
        self,
        store: Store,
        zone: OfficeZone,
        audit: AuditLog,
        staff: StaffService,
        tickets: TicketService,
        complaints: ComplaintService,
        dictionaries: Dictionaries,
    ) -> None:
        self._store = store
        self._zone = zone
        self._audit = audit
        self._staff = staff
        self._tickets = tickets
        self._complaints = complaints
        self._dictionaries = dictionaries

    def plan(
        self,
        actor: Actor,
        kind: str,
        path: Path,
        sheet: str | None = None,
        overrides: Mapping[str, str | None] | None = None,
    ) -> ImportPlan:
        """Read a file and say how it would be taken over; nothing is written.

        Args:
            actor: Who imports.
            kind: A key of ``ENTITIES``.
            path: The file.
            sheet: Its sheet; the best fitting one if not given.
            overrides: Field -> column title or letter.

        Raises:
            NotAllowed: The person may not import this.
            Refused: The file cannot be read, or holds nothing of the kind.
        """
        from app.importing.trial import make_plan

        spec = self._spec(kind)
        actor.require(ENTITIES[kind], "import")
        return make_plan(path, spec, sheet=sheet, overrides=overrides, zone=self._zone)

    def run(
        self, actor: Actor, plan: ImportPlan, *, dry_run: bool = False, progress: Progress | None = None
    ) -> ImportReport:
        """Take the rows of a plan over, or only try to.

        Args:
            actor: Who imports.
            plan: From ``plan``.
            dry_run: Try without keeping anything.
            progress: Told rows done and in all; returning False stops, and what is done stays.
        """
        from app.importing.run import run_import

        sink = self._sink(plan, actor)
        report = run_import(plan, sink, dry_run, progress)
        report.notes.extend(sink.notes())
        report.notes.extend(_left_aside(plan))
        if not dry_run:
            self._audit.write(actor, "import", plan.kind.name, "", f"{report.created} + {report.updated}")
        return report

    def _spec(self, name: str) -> KindSpec:
        """Return the declaration of a kind. Importing is rare: its modules are loaded when it begins."""
        from app.features.complaints.importing import COMPLAINT_KIND
        from app.features.people.importing import HOUSES_KIND, OWNERS_KIND
        from app.features.staff.importing import STAFF_KIND
        from app.features.tickets.importing import TICKET_KIND
        from app.features.training.ledger_kinds import CERTIFICATE_KIND, SESSION_KIND

        kinds = (
            OWNERS_KIND,
            HOUSES_KIND,
            STAFF_KIND,
            TICKET_KIND,
            COMPLAINT_KIND,
            CERTIFICATE_KIND,
            SESSION_KIND,
        )
        specs = {spec.name: spec for spec in kinds}
        if name not in specs:
            raise Invalid({"kind": T("context", "Choose one of: {kinds}.").with_(kinds=", ".join(specs))})
        return specs[name]

    def _sink(self, plan: ImportPlan, actor: Actor) -> Any:
        name = plan.kind.name
        if name == "staff":
            from app.features.staff.importing import StaffSink

            return StaffSink(self._store, self._staff, actor)
        if name == "tickets":
            from app.features.tickets.importing import TicketSink

            return TicketSink(self._store, actor, self._tickets)
        if name == "complaints":
            from app.features.complaints.importing import ComplaintSink

            subjects = self._dictionaries.choices("complaint_subject")
            return ComplaintSink(self._store, actor, self._complaints, subjects)
        if name == "certificates":
            from app.features.training.certificate_ledger import CertificateSink

            return CertificateSink(self._store, actor, self._zone)
        if name == "sessions":
            from app.features.training.ledgers import year_of
            from app.features.training.session_ledger import SessionSink

            return SessionSink(self._store, actor, self._zone, year_of(plan))
        from app.features.people.importing import HouseholdSink

        return HouseholdSink(self._store, actor, self._spec(name), self._zone)


def _left_aside(plan: ImportPlan) -> list[Text]:
    """Return what of the file nothing was taken from: nobody should believe that it is in the office now."""
    notes: list[Text] = []
    titles = [free.title for free in plan.unmapped if free.title and folded(free.title) not in _RUNNING_NUMBERS]
    if titles:
        notes.append(
            T("context", "Columns that were not taken over: {columns}.").with_(
                columns="、".join(titles[:SHOWN_COLUMNS])
            )
        )
    if plan.alike:
        notes.append(
            T("context", "Other sheets look like this one and were not read: {sheets}. Import each by its name.").with_(
                sheets="、".join(plan.alike)
            )
        )
    return notes

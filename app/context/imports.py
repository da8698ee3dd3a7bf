"""Imports: from a file and the word for its kind to a plan, a trial run, and the rows taken over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import Invalid
from app.core.text import T
from app.features.people.importing import HOUSES_KIND, OWNERS_KIND, HouseholdSink
from app.features.staff.importing import STAFF_KIND, StaffSink
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog, StaffService
from app.features.tickets.importing import TICKET_KIND, TicketSink
from app.features.tickets.service import TicketService
from app.importing.mapping import KindSpec
from app.importing.run import ImportReport, run_import
from app.importing.trial import ImportPlan, make_plan
from app.store.store import Store

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Importable:
    """A kind that can be imported.

    Attributes:
        spec: Its fields and the words for them.
        entity: Whose ``import`` permission is needed.
        sink: Makes what takes the rows, for one person.
    """

    spec: KindSpec
    entity: str
    sink: Callable[[Actor], Any]


class Imports:
    """Takes spreadsheets over.

    Args:
        store: The office's database.
        zone: The zone in which times without an offset are meant.
        audit: Every import is accounted for.
        staff: Enters staff.
        tickets: Gives imported tickets their numbers and due times.
    """

    def __init__(
        self, store: Store, zone: OfficeZone, audit: AuditLog, staff: StaffService, tickets: TicketService
    ) -> None:
        self._zone = zone
        self._audit = audit
        self.kinds: Mapping[str, Importable] = {
            item.spec.name: item
            for item in (
                Importable(OWNERS_KIND, "person", lambda actor: HouseholdSink(store, actor, OWNERS_KIND, zone)),
                Importable(HOUSES_KIND, "house", lambda actor: HouseholdSink(store, actor, HOUSES_KIND, zone)),
                Importable(STAFF_KIND, "staff", lambda actor: StaffSink(store, staff, actor)),
                Importable(TICKET_KIND, "ticket", lambda actor: TicketSink(store, actor, tickets)),
            )
        }

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
            kind: ``owners``, ``houses``, ``staff`` or ``tickets``.
            path: The file.
            sheet: Its sheet; the best fitting one if not given.
            overrides: Field -> column title or letter.

        Raises:
            NotAllowed: The person may not import this.
            Refused: The file cannot be read, or holds nothing of the kind.
        """
        found = self._kind(kind)
        actor.require(found.entity, "import")
        return make_plan(path, found.spec, sheet=sheet, overrides=overrides, zone=self._zone)

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
        sink = self._kind(plan.kind.name).sink(actor)
        report = run_import(plan, sink, dry_run, progress)
        report.notes.extend(sink.notes())
        if not dry_run:
            self._audit.write(actor, "import", plan.kind.name, "", f"{report.created} + {report.updated}")
        return report

    def _kind(self, name: str) -> Importable:
        if name not in self.kinds:
            raise Invalid({"kind": T("context", "Choose one of: {kinds}.").with_(kinds=", ".join(self.kinds))})
        return self.kinds[name]

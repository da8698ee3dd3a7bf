"""What leaves the desk of a handover: its sheets, the empty form, the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import Clock, OfficeZone
from app.documents.fonts import Fonts
from app.features.handover.queries import HandoverDetail, HandoverService
from app.features.ledgers.service import printed_by
from app.features.office.service import Dictionaries
from app.features.shifts.service import ShiftService
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.settings.settings import Settings

if TYPE_CHECKING:
    from app.documents.blocks import Document

Progress = Callable[[int, int], bool]
MOST_SHEETS = 2
"""A handover that takes more is printed briefly: somebody tired reads it."""


class HandoverPapers:
    """Writes handovers to PDF and Excel.

    Args:
        handovers: The verbs of handovers.
        shifts: Names the shifts on the empty form.
        dictionaries: Names what is counted on it.
        audit: Exports are accounted for.
        settings: Names the office.
        fonts: Typefaces.
        clock: The moment of printing.
        zone: The office's time zone.
    """

    def __init__(
        self,
        handovers: HandoverService,
        shifts: ShiftService,
        dictionaries: Dictionaries,
        audit: AuditLog,
        settings: Settings,
        fonts: Fonts,
        clock: Clock,
        zone: OfficeZone,
    ) -> None:
        self._handovers = handovers
        self._shifts = shifts
        self._dictionaries = dictionaries
        self._audit = audit
        self._settings = settings
        self._fonts = fonts
        self._clock = clock
        self._zone = zone

    def write(
        self, actor: Actor, handover_ids: Sequence[str], path: Path, progress: Progress | None = None
    ) -> frozenset[str]:
        """Write handovers, one or many, into one PDF, each with its own page count.

        Args:
            actor: Who prints.
            handover_ids: The handovers, in order.
            path: The PDF.
            progress: Called with sheets done and in all; returning False cancels.

        Returns:
            Characters that no typeface has.

        Raises:
            NotAllowed: The person may not print handovers.
            NotFound: One does not exist.
            EnvironmentFault: The file cannot be written.
        """
        from app.documents.pdf import pages_of, write_pdf
        from app.features.handover.report import handover_sheet

        def sheet(detail: HandoverDetail) -> Document:
            made = handover_sheet(detail, office, printed, self._zone)
            if pages_of(made, self._fonts) <= MOST_SHEETS:
                return made
            return handover_sheet(detail, office, printed, self._zone, brief=True)

        actor.require("handover", "print")
        office = self._settings.text("office.name")
        printed = printed_by(actor, self._clock, self._zone)
        details = [self._handovers.detail(actor, each) for each in handover_ids]
        return frozenset(write_pdf([sheet(detail) for detail in details], path, self._fonts, progress).missing)

    def write_blank(self, actor: Actor, path: Path) -> frozenset[str]:
        """Write the empty form, for when there is no power, and return characters that no typeface has.

        Raises:
            NotAllowed: The person may not print handovers.
            EnvironmentFault: The file cannot be written.
        """
        from app.documents.pdf import write_pdf
        from app.features.handover.report import blank_sheet

        actor.require("handover", "print")
        sheet = blank_sheet(
            [kind.title for kind in self._shifts.kinds()],
            [entry.title for entry in self._dictionaries.words("counted")],
            self._settings.text("office.name"),
            printed_by(actor, self._clock, self._zone),
        )
        return frozenset(write_pdf(sheet, path, self._fonts).missing)

    def write_workbook(self, actor: Actor, handover_id: str, path: Path) -> None:
        """Write one handover as a workbook.

        Raises:
            NotAllowed: The person may not export handovers.
            NotFound: It does not exist.
            EnvironmentFault: The file cannot be written.
        """
        from app.features.handover.sheet import write_workbook

        actor.require("handover", "export")
        write_workbook(self._handovers.detail(actor, handover_id), path, self._zone)
        self._audit.write(actor, "export", "handover", handover_id, "xlsx")

"""The weekly plan on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from app.core.clock import Clock, OfficeZone
from app.documents.fonts import Fonts
from app.features.ledgers.service import printed_by
from app.features.plans.service import PlanService, ReadBack
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.settings.settings import Settings

Progress = Callable[[int, int], bool]


class PlanPapers:
    """Prints plans, writes them as workbooks and reads these back.

    Args:
        plans: The verbs of plans.
        audit: Printing and exporting are accounted for.
        settings: Names the office.
        fonts: Typefaces for PDF.
        clock: The moment of printing.
        zone: The office's time zone.
        departments: Code of a department -> its name.
    """

    def __init__(
        self,
        plans: PlanService,
        audit: AuditLog,
        settings: Settings,
        fonts: Fonts,
        clock: Clock,
        zone: OfficeZone,
        departments: Callable[[str], str],
    ) -> None:
        self._plans = plans
        self._audit = audit
        self._settings = settings
        self._fonts = fonts
        self._clock = clock
        self._zone = zone
        self._departments = departments

    def write(
        self,
        actor: Actor,
        plan_ids: Sequence[str],
        path: Path,
        *,
        review: bool = False,
        progress: Progress | None = None,
    ) -> frozenset[str]:
        """Write plans into one PDF, A4 landscape, each with its own page count.

        Args:
            actor: Who prints.
            plan_ids: The plans, in order.
            path: The PDF.
            review: The review edition, with results and the improvement list.
            progress: Called with sheets done and in all; returning False cancels.

        Returns:
            Characters that no typeface has.
        """
        from app.documents.pdf import write_pdf
        from app.features.plans.report import Sheet, plan_sheet, review_sheet

        actor.require("plan", "print")
        office = self._settings.text("office.name")
        printed = printed_by(actor, self._clock, self._zone)
        sheets: list[Sheet] = []
        for plan_id in plan_ids:
            view = self._plans.view(actor, plan_id)
            load = self._plans.load(actor, plan_id)
            compared = self._plans.compare(actor, plan_id) if review else None
            named = self._departments(view.department) if view.department else ""
            sheets.append(Sheet(view, load, compared, office, named, printed, self._zone))
        make = review_sheet if review else plan_sheet
        result = write_pdf([make(sheet) for sheet in sheets], path, self._fonts, progress)
        one = plan_ids[0] if len(plan_ids) == 1 else ""
        self._audit.write(actor, "print", "plan", one, str(len(plan_ids)))
        return frozenset(result.missing)

    def write_sheet(self, actor: Actor, plan_id: str, path: Path) -> None:
        """Write a plan as a workbook to edit and to read back.

        Raises:
            NotAllowed: The person may not export plans.
            Refused: The file is open in another program.
        """
        from app.features.plans.sheet import write_sheet

        actor.require("plan", "export")
        view = self._plans.view(actor, plan_id)
        names = [member.name for member in self._plans.members()]
        named = self._departments(view.department) if view.department else ""
        write_sheet(view, names, self._settings.text("office.name"), named, path)
        self._audit.write(actor, "export", "plan", plan_id, "xlsx")

    def read_back(self, actor: Actor, path: Path, *, trial: bool = True) -> ReadBack:
        """Read an edited workbook back into its plan; see ``PlanService.read_back``."""
        return self._plans.read_back(actor, path, trial=trial)

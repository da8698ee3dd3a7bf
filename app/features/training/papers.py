"""What leaves the desk of training: checklists, sign-in sheets, certificates of passing, the year as PDF and Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import Clock, OfficeZone
from app.core.errors import Invalid, Refused
from app.core.text import T
from app.features.ledgers.service import printed_by
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.features.training.service import TrainingService, TrainingSessions, TrainingYear
from app.settings.settings import Settings

if TYPE_CHECKING:
    from app.documents.blocks import Document
    from app.documents.fonts import Fonts

Progress = Callable[[int, int], bool]


class TrainingPapers:
    """Writes the papers of training.

    Args:
        training: Checklists.
        sessions: Sessions.
        year: The yearly overview.
        audit: Exports are accounted for.
        settings: Names the office.
        fonts: Typefaces for PDF.
        clock: The moment of printing.
        zone: The office's time zone.
    """

    def __init__(
        self,
        training: TrainingService,
        sessions: TrainingSessions,
        year: TrainingYear,
        audit: AuditLog,
        settings: Settings,
        fonts: Fonts,
        clock: Clock,
        zone: OfficeZone,
    ) -> None:
        self._training = training
        self._sessions = sessions
        self._year = year
        self._audit = audit
        self._settings = settings
        self._fonts = fonts
        self._clock = clock
        self._zone = zone

    def write_checklists(
        self, actor: Actor, training_ids: Sequence[str], path: Path, progress: Progress | None = None
    ) -> frozenset[str]:
        """Write checklists, one or many, into one PDF, and return the characters that no typeface has.

        Raises:
            NotAllowed: The person may not print training, or not see one of these.
            EnvironmentFault: The file cannot be written.
        """
        from app.features.training.report import checklist_sheet

        actor.require("training", "print")
        cards = [self._training.card(actor, training_id) for training_id in training_ids]
        sheets = [checklist_sheet(card, self._office, self._printed(actor), self._zone) for card in cards]
        return self._write(sheets, path, progress)

    def write_sign_in(
        self, actor: Actor, session_ids: Sequence[str], path: Path, progress: Progress | None = None
    ) -> frozenset[str]:
        """Write the sign-in sheets of sessions into one PDF, and return the characters that no typeface has.

        Raises:
            NotAllowed: The person may not print training.
            EnvironmentFault: The file cannot be written.
        """
        from app.features.training.report import sign_in_sheet

        actor.require("training", "print")
        cards = [self._sessions.card(actor, session_id) for session_id in session_ids]
        sheets = [sign_in_sheet(card, self._office, self._printed(actor), self._zone) for card in cards]
        return self._write(sheets, path, progress)

    def write_passing(
        self, actor: Actor, training_ids: Sequence[str], path: Path, progress: Progress | None = None
    ) -> frozenset[str]:
        """Write certificates of passing into one PDF, and return the characters that no typeface has.

        Raises:
            NotAllowed: The person may not print training, or not see one of these.
            Refused: A checklist is not passed.
            EnvironmentFault: The file cannot be written.
        """
        from app.features.training.report import passing_certificate

        actor.require("training", "print")
        cards = [self._training.card(actor, training_id) for training_id in training_ids]
        if any(card.state != "passed" for card in cards):
            raise Refused(
                T("training", "There is no certificate yet: declare the checklist passed first."),
                "training.not_passed",
            )
        sheets = [passing_certificate(card, self._office, self._printed(actor), self._zone) for card in cards]
        return self._write(sheets, path, progress)

    def write_year(self, actor: Actor, year: int, path: Path, progress: Progress | None = None) -> frozenset[str]:
        """Write the yearly overview as PDF or Excel, as the file's ending says.

        Args:
            actor: Who prints or exports; sees everybody's year only if they check training.
            year: Calendar year; the present one if 0.
            path: The file, ``.pdf`` or ``.xlsx``.
            progress: Called with parts done and in all; returning False cancels.

        Returns:
            Characters that no typeface has (PDF only).

        Raises:
            NotAllowed: The person may not.
            Invalid: The file is neither.
            EnvironmentFault: The file cannot be written.
        """
        from app.documents.sheets import Sheet
        from app.documents.workbook import write_xlsx
        from app.features.training.report import MONTHS, PEOPLE, month_rows, person_rows, year_sheet

        actor.require("training", "view")
        form = path.suffix.lower()
        if form not in (".pdf", ".xlsx"):
            raise Invalid({"format": T("training", "Choose pdf or xlsx.")})
        actor.require("training", "print" if form == ".pdf" else "export")
        card = self._year.card(actor, year)
        self._audit.write(actor, "export", "training", "", f"{form[1:]} {card.year}")
        if form == ".pdf":
            return self._write([year_sheet(card, self._office, self._printed(actor), self._zone)], path, progress)
        sheets = [Sheet(T("trainingpaper", "Hours of each person"), PEOPLE, person_rows(card.people), zone=self._zone)]
        if card.months:
            sheets.append(Sheet(T("trainingpaper", "Months"), MONTHS, month_rows(card.months), zone=self._zone))
        write_xlsx(sheets, path, progress)
        return frozenset()

    @property
    def _office(self) -> str:
        return self._settings.text("office.name")

    def _printed(self, actor: Actor) -> str:
        return printed_by(actor, self._clock, self._zone)

    def _write(self, sheets: Sequence[Document], path: Path, progress: Progress | None) -> frozenset[str]:
        from app.documents.pdf import write_pdf

        return frozenset(write_pdf(sheets, path, self._fonts, progress).missing)

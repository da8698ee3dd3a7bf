"""What leaves the desk about a complaint: letters, the file of a dispute, the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.core.clock import Clock, OfficeZone
from app.core.errors import NotAllowed
from app.core.text import T
from app.documents.blocks import Document
from app.documents.fonts import Fonts
from app.features.complaints.disputes import DisputeFile, DisputeService
from app.features.complaints.events import write_event
from app.features.complaints.letters import LetterRow, LetterService
from app.features.complaints.records import Complaint, ComplaintLetter, DisputeParty
from app.features.complaints.report import Sender, agreement_sheet, dispute_sheet, letter_sheet
from app.features.complaints.service import ComplaintService
from app.features.ledgers.service import printed_by
from app.features.people.rules import show_phone
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.settings.settings import Settings
from app.store.store import Store


class ComplaintPapers:
    """Writes letters and dispute files to PDF.

    Args:
        store: The office's database.
        complaints: The verbs of complaints.
        letters: The verbs of letters.
        disputes: The verbs of dispute files.
        audit: Printing personal data is accounted for.
        settings: Names the office, its address and telephone.
        fonts: Typefaces.
        clock: The moment of printing.
        zone: The office's time zone.
    """

    def __init__(
        self,
        store: Store,
        complaints: ComplaintService,
        letters: LetterService,
        disputes: DisputeService,
        audit: AuditLog,
        settings: Settings,
        fonts: Fonts,
        clock: Clock,
        zone: OfficeZone,
    ) -> None:
        self._store = store
        self._complaints = complaints
        self._letters = letters
        self._disputes = disputes
        self._audit = audit
        self._settings = settings
        self._fonts = fonts
        self._clock = clock
        self._zone = zone

    def write_letters(self, actor: Actor, letter_ids: Sequence[str], path: Path) -> frozenset[str]:
        """Write letters, one or many, into one PDF; each on one sheet where one sheet serves.

        Args:
            actor: Who prints.
            letter_ids: The letters, in order.
            path: The PDF.

        Returns:
            Characters that no typeface has.

        Raises:
            NotAllowed: The person may not print letters.
            NotFound: One has gone.
            EnvironmentFault: The file cannot be written.
        """
        actor.require("complaint", "print")
        sheets = [self._sheet(actor, letter_id) for letter_id in letter_ids]
        return self._write(actor, sheets, path, "complaint_letter", letter_ids)

    def preview(self, actor: Actor, complaint_id: str, letter: LetterRow, path: Path) -> frozenset[str]:
        """Write a letter as it stands in the editor, before it is saved."""
        actor.require("complaint", "print")
        number = str(self._complaints.detail(actor, complaint_id).values["number"])
        return self._write(actor, [self._fitting(letter, number, self._sender(actor))], path, "", ())

    def write_file(self, actor: Actor, complaint_id: str, path: Path) -> frozenset[str]:
        """Write the whole file of a dispute, what was said in confidence included.

        Raises:
            NotAllowed: The person may not print, or does not mediate.
            EnvironmentFault: The file cannot be written.
        """
        actor.require("complaint", "print")
        file = self._whole(actor, complaint_id)
        if not file.may_read:
            raise NotAllowed(
                T("complaints", "The file of a dispute is printed by who mediates. Print the agreement instead."),
                "not_allowed",
            )
        sheet = dispute_sheet(self._complaints.detail(actor, complaint_id), file, self._sender(actor))
        missing = self._write(actor, [sheet], path, "complaint", (complaint_id,))
        with self._store.change(actor.id) as work:
            write_event(work, work.must(Complaint, complaint_id), "print")
        return missing

    def write_agreement(self, actor: Actor, complaint_id: str, path: Path) -> frozenset[str]:
        """Write the agreement of a dispute for its parties to sign.

        Raises:
            NotAllowed: The person may not print, or does not mediate.
            EnvironmentFault: The file cannot be written.
        """
        actor.require("complaint", "print")
        if not self._disputes.may_read(actor, complaint_id):
            actor.require("complaint", "mediate")
        file = self._whole(actor, complaint_id)
        sheet = agreement_sheet(self._complaints.detail(actor, complaint_id), file, self._sender(actor))
        return self._write(actor, [sheet], path, "complaint", (complaint_id,))

    def _sheet(self, actor: Actor, letter_id: str) -> Document:
        letter = self._letters.get(actor, letter_id)
        complaint = self._store.must(ComplaintLetter, letter_id).complaint_id
        number = str(self._complaints.detail(actor, complaint).values["number"])
        return self._fitting(letter, number, self._sender(actor))

    def _fitting(self, letter: LetterRow, number: str, sender: Sender) -> Document:
        from app.documents.pdf import pages_of

        sheet = letter_sheet(letter, number, sender)
        return sheet if pages_of(sheet, self._fonts) == 1 else letter_sheet(letter, number, sender, compact=True)

    def _whole(self, actor: Actor, complaint_id: str) -> DisputeFile:
        """Return a file with the telephones of its parties whole, for those who may see personal data."""
        file = self._disputes.file(actor, complaint_id)
        if not actor.may("person", "unmask"):
            return file
        phones = {
            row.id: show_phone(row.phone) for row in self._store.find(DisputeParty, "complaint_id = ?", (complaint_id,))
        }
        return replace(file, parties=tuple(replace(one, phone=phones.get(one.id, "")) for one in file.parties))

    def _sender(self, actor: Actor) -> Sender:
        text = self._settings.text
        printed = printed_by(actor, self._clock, self._zone)
        return Sender(text("office.name"), text("office.address"), text("office.phone"), printed, self._zone)

    def _write(
        self, actor: Actor, sheets: Sequence[Document], path: Path, kind: str, ids: Sequence[str]
    ) -> frozenset[str]:
        from app.documents.pdf import write_pdf

        result = write_pdf(sheets, path, self._fonts)
        if kind and actor.may("person", "unmask"):
            self._audit.write(actor, "print", kind, ids[0] if len(ids) == 1 else "", str(len(ids)))
        return frozenset(result.missing)

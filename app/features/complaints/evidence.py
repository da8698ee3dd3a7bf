"""The register of evidence: files with their SHA-256, checked again on demand, and things with where they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.core.errors import EnvironmentFault, Invalid, Refused
from app.core.text import T, Text
from app.features.complaints import rules
from app.features.complaints.events import write_event
from app.features.complaints.records import Complaint, Evidence
from app.features.staff.rules import Actor
from app.store.store import Store


class Contents(Protocol):
    """Where the files of evidence lie."""

    def content(self, actor: Actor, record_id: str, /) -> Path:
        """Return where an attachment's content lies."""
        raise NotImplementedError


@dataclass(frozen=True)
class Verified:
    """What came of checking a file: whether it is the one that was registered, and its SHA-256 now."""

    same: bool
    sha256: str


class EvidenceRegister:
    """The verbs of evidence."""

    _store: Store
    _contents: Contents

    def add_evidence(self, actor: Actor, complaint_id: str, values: Mapping[str, Any]) -> str:
        """Register evidence and return its id; of a file its SHA-256 is taken now.

        Args:
            actor: Who registers it.
            complaint_id: The complaint.
            values: ``kind``, ``title``, ``taken_at`` (UTC milliseconds), ``giver``, and ``attachment_id`` (a file
                attached to the complaint) or ``lies`` (where a thing lies).

        Raises:
            NotAllowed: The person may not.
            Invalid: Something is missing or wrong.
            Refused: The file has not arrived at this desk yet.
        """
        actor.require("complaint", "move")
        attachment = str(values.get("attachment_id") or "")
        digest = _sha256(self._contents.content(actor, attachment)) if attachment else ""
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, complaint_id)
            clean: dict[str, Any] = {
                key: str(values.get(key) or "").strip() for key in ("kind", "title", "giver", "lies")
            }
            problems: dict[str, Text] = {}
            if clean["kind"] not in rules.EVIDENCE:
                problems["kind"] = rules.one_of(rules.EVIDENCE)
            if not clean["title"]:
                problems["title"] = T("complaints", "What does it show?")
            if not attachment and not clean["lies"]:
                problems["lies"] = T("complaints", "Choose a file, or say where the thing lies.")
            if values.get("taken_at") is not None and values["taken_at"] > work.now:
                problems["taken_at"] = T("complaints", "This moment lies in the future.")
            owner = work.database.value("SELECT owner_id FROM attachment WHERE id = ?", (attachment,))
            if attachment and owner != complaint_id:
                problems["attachment_id"] = T("complaints", "Choose a file that is attached to this complaint.")
            if problems:
                raise Invalid(problems)
            row = work.insert(
                Evidence(
                    complaint_id=complaint.id,
                    taken_at=values.get("taken_at"),
                    attachment_id=attachment,
                    sha256=digest,
                    **clean,
                )
            )
            write_event(work, complaint, "evidence", note=f"{rules.EVIDENCE[row.kind]} {row.title}")
        return row.id

    def check_evidence(self, actor: Actor, evidence_id: str) -> Verified:
        """Compare a file with what was registered, and note the check in the timeline.

        Raises:
            NotAllowed: The person may not.
            Refused: It is a thing and no file, or the file is not at this desk.
        """
        actor.require("complaint", "move")
        row = self._store.must(Evidence, evidence_id)
        if not row.attachment_id:
            raise Refused(T("complaints", "This is a thing, and no file that could be compared."), "evidence.thing")
        digest = _sha256(self._contents.content(actor, row.attachment_id))
        same = digest == row.sha256
        said = T("complaints", "unchanged") if same else T("complaints", "NOT the file that was registered")
        with self._store.change(actor.id) as work:
            complaint = work.must(Complaint, row.complaint_id)
            write_event(work, complaint, "evidence_checked", note=f"{row.title}；{said}；SHA-256 {digest}")
        return Verified(same, digest)

    def remove_evidence(self, actor: Actor, evidence_id: str, reason: str) -> None:
        """Take a line off the register; its file stays attached.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
        """
        actor.require("complaint", "check")
        if not reason.strip():
            raise Invalid({"reason": T("complaints", "Why is it taken off the register?")})
        with self._store.change(actor.id) as work:
            row = work.must(Evidence, evidence_id)
            work.delete(row)
            complaint = work.must(Complaint, row.complaint_id)
            write_event(work, complaint, "evidence_gone", note=f"{row.title}；{reason.strip()}")


def _sha256(path: Path) -> str:
    """Return the SHA-256 of a file, hex."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EnvironmentFault(T("complaints", "The file cannot be read: {reason}").with_(reason=str(error))) from error

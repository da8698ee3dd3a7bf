"""One step of a complaint's memory, written inside the unit of work it belongs to."""

from __future__ import annotations

from app.features.complaints.records import Complaint, ComplaintEvent
from app.store.work import Work


def write_event(
    work: Work, complaint: Complaint, action: str, *, to_stage: str = "", target: str = "", note: str = ""
) -> None:
    """Add a line to a complaint's timeline.

    Args:
        work: The open unit of work, for its moment.
        complaint: The row before the step.
        action: Code of ``rules.EVENTS``.
        to_stage: Stage after it; the same as before if not given.
        target: Staff id it went to, or id of another record.
        note: What was said.
    """
    work.insert(
        ComplaintEvent(
            complaint_id=complaint.id,
            at=work.now,
            action=action,
            from_stage=complaint.stage,
            to_stage=to_stage or complaint.stage,
            target=target,
            note=note,
        )
    )

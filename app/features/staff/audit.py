"""The audit journal: log-ins, personal data shown, exports, settings and whatever else must be accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.features.staff.records import Audit
from app.features.staff.rules import Actor
from app.store.store import Store
from app.store.work import Work

if TYPE_CHECKING:
    from app.store.listing import Lister


class AuditLog:
    """Writes and lists what must be accounted for.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(
        self,
        actor: Actor,
        action: str,
        kind: str = "",
        record_id: str = "",
        detail: str = "",
        *,
        work: Work | None = None,
    ) -> None:
        """Add a line; every role may, because the program writes it and not the person.

        Args:
            actor: Who did it.
            action: What was done, a code of ``listing.AUDITED`` or a module's own.
            kind: Record kind it was done to.
            record_id: The record.
            detail: What exactly, without personal data: it is kept for ever and shown in full.
            work: The unit of work it belongs to; one of its own if not given.
        """
        if work is None:
            with self._store.change(actor.id) as own:
                self.write(actor, action, kind, record_id, detail, work=own)
            return
        work.insert(
            Audit(
                at=work.now, action=action, kind=kind, record_id=record_id, detail=detail[:1_000], created_by=actor.id
            )
        )

    def lister(self, actor: Actor) -> Lister:
        """Return the list of what was done.

        Raises:
            NotAllowed: The person may not see the audit log.
        """
        from app.features.staff.listing import AUDIT
        from app.store.listing import Lister

        actor.require("audit", "view")
        return Lister(self._store.database, AUDIT)

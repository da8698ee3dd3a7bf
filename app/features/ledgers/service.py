"""Exports of lists: the same declaration that the screen shows becomes a workbook, a printed list or a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core.clock import Clock, OfficeZone
from app.core.errors import Invalid
from app.core.phrasing import say_exact
from app.core.text import T, Text
from app.documents.fonts import Fonts
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.settings.settings import Settings
from app.store.listing import Lister, QueryLike

Format = Literal["xlsx", "pdf", "csv"]
Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Exported:
    """A finished export.

    Attributes:
        path: The file.
        rows: How many rows it holds.
        missing: Characters that no typeface has (PDF only).
    """

    path: Path
    rows: int
    missing: frozenset[str] = frozenset()


class LedgerService:
    """Writes lists to files.

    Args:
        settings: Names the office.
        audit: Every export is accounted for.
        fonts: Typefaces for PDF.
        clock: The moment of printing.
        zone: The office's time zone.
    """

    def __init__(self, settings: Settings, audit: AuditLog, fonts: Fonts, clock: Clock, zone: OfficeZone) -> None:
        self._settings = settings
        self._audit = audit
        self._fonts = fonts
        self._clock = clock
        self._zone = zone

    def export(
        self,
        actor: Actor,
        lister: Lister,
        query: QueryLike,
        path: Path,
        form: str = "",
        columns: Sequence[str] = (),
        note: Text | str = "",
        progress: Progress | None = None,
    ) -> Exported:
        """Write the rows a query finds to a file; personal data stay masked as in the list.

        Args:
            actor: Who exports; needs ``export`` on the list's kind (``print`` for a PDF).
            lister: The list as this person may see it.
            query: Which rows, in which order.
            path: Where to; the ending decides the form if none is given.
            form: ``xlsx``, ``pdf`` or ``csv``.
            columns: Column keys in order; those shown by default if empty.
            note: Stands under the title, such as the filters in words.
            progress: Called with rows done and rows in all; returning False cancels.

        Raises:
            NotAllowed: The person may not.
            Invalid: The form or a column is unknown.
            EnvironmentFault: The file cannot be written.
        """
        chosen_form = form or path.suffix.lower().lstrip(".")
        if chosen_form not in ("xlsx", "pdf", "csv"):
            raise Invalid({"format": T("ledgers", "Choose xlsx, pdf or csv.")})
        listing = lister.listing
        actor.require(_entity(listing.kind), "print" if chosen_form == "pdf" else "export")
        chosen = [listing.column(key) for key in columns] or [column for column in listing.columns if column.shown]
        total = lister.count(query)
        parts = (listing.title, lister, query, chosen, path, self._zone, progress)
        missing: frozenset[str] = frozenset()
        if chosen_form == "pdf":
            from app.features.ledgers.sheet import print_list

            missing = print_list(
                *parts,
                office=self._settings.text("office.name"),
                note=note,
                printed=printed_by(actor, self._clock, self._zone),
                total=total,
                fonts=self._fonts,
            )
        else:
            from app.features.ledgers.sheet import write_list

            write_list(*parts, csv=chosen_form == "csv")
        self._audit.write(actor, "export", listing.kind, "", f"{chosen_form} {total}")
        return Exported(path, total, missing)


def printed_by(actor: Actor, clock: Clock, zone: OfficeZone) -> str:
    """Return the words for a sheet's foot: when it was printed, and by whom."""
    return T("ledgers", "Printed {time} · {name}").format(time=say_exact(clock.now(), zone), name=actor.name)


ENTITIES: Mapping[str, str] = {
    "scenario": "dictionary",
    "word": "dictionary",
    "training_template": "training",
    "training_course": "training",
    "training_session": "training",
    "certificate": "training",
    "plan_task": "plan",
    "improvement": "plan",
}
"""Record kind -> what a permission to export its list names, where that is not the kind itself."""


def _entity(kind: str) -> str:
    return ENTITIES.get(kind, kind)

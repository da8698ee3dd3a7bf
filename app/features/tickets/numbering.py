"""Numbers without a server: each desk counts in its own lane (``GD261122-A-0007``), and each book for itself."""

from __future__ import annotations

from app.core.clock import OfficeZone
from app.features.tickets import rules
from app.features.tickets.number import PREFIX, format_number, parse_number
from app.store.database import Database
from app.store.store import Store

FIRST_LANE = "A"


class Numbering:
    """Hands out the next number of a day in this desk's lane.

    Args:
        store: Knows this desk's lane (a fact of the desk, given anew when it joins others).
        zone: Decides which day it is.
        prefix: The letters of the book.
        table: The book: a table whose column ``number`` begins an index.
    """

    def __init__(self, store: Store, zone: OfficeZone, prefix: str = PREFIX, table: str = "ticket") -> None:
        self._store = store
        self._zone = zone
        self._prefix = prefix
        self._table = table

    @property
    def lane(self) -> str:
        """The letters that keep this desk's numbers apart from those of others.

        Read anew for each unit of work: a desk that joins others, or comes back from a backup, gets another lane while
        the program runs, and no number may be given in the old one after that.
        """
        return self._store.meta("lane", FIRST_LANE)

    def day(self, moment: int) -> str:
        """Return the office day of a moment, ISO text: one series for each."""
        return self._zone.day(moment).isoformat()

    def series(self, database: Database, moment: int) -> NumberSeries:
        """Return the counter of the office day in which ``moment`` lies; use it inside one unit of work."""
        return NumberSeries(database, self._zone, self.lane, moment, self._prefix, self._table)


class NumberSeries:
    """Counts on within one day and lane from the highest number in the database."""

    def __init__(
        self,
        database: Database,
        zone: OfficeZone,
        lane: str,
        moment: int,
        prefix: str = PREFIX,
        table: str = "ticket",
    ) -> None:
        self._day = zone.day(moment)
        self._lane = lane
        self._prefix = prefix
        start = format_number(self._day, lane, 0, prefix=prefix).rsplit("-", 1)[0] + "-"
        numbers = database.rows(f'SELECT number FROM "{table}" WHERE number >= ? AND number < ?', (start, start + "~"))
        self._last = max((_running(number, prefix) for (number,) in numbers), default=0)

    def next(self) -> str:
        """Return the next number."""
        self._last += 1
        return format_number(self._day, self._lane, self._last, prefix=self._prefix)


def shown_number(database: Database, ticket_id: str) -> str:
    """Return a ticket's number as it is shown, with ``/2`` where an earlier one has it too; empty if it has gone."""
    return str(database.value(f"SELECT {rules.number_sql('t')} FROM ticket t WHERE t.id = ?", (ticket_id,)) or "")


def _running(number: str, prefix: str) -> int:
    parsed = parse_number(number, prefix)
    return (parsed.running or 0) if parsed is not None else 0

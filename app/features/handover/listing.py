"""The list of handovers, and the words by which one is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.text import T
from app.features.handover import rules
from app.store.database import Database
from app.store.listing import ListColumn, ListFilter, Listing, among, between, holds

_WAITING = "t.state IN ('handed', 'left')"
_LINES = "SELECT count(*) FROM handover_line l WHERE l.handover_id = t.id"
_ADDED = "SELECT count(*) FROM handover_event e WHERE e.handover_id = t.id AND e.action = 'add'"
_EXPLAINED = "SELECT 1 FROM handover_count c WHERE c.handover_id = t.id AND c.reason <> ''"

HANDOVERS = Listing(
    kind="handover",
    title=T("handover", "Handovers"),
    source="handover t",
    columns=(
        ListColumn("day", T("handover", "Day"), "t.on_day", "day", width=11, sort="t.starts_at"),
        ListColumn("shift", T("handover", "Shift"), "t.shift_title", width=8),
        ListColumn("state", T("handover", "State"), "t.state", "choice", rules.STATES, 12),
        ListColumn("out", T("handover", "Handed over by"), "t.out_name", width=9),
        ListColumn("in", T("handover", "Accepted by"), "t.in_name", width=9),
        ListColumn("cut_off", T("handover", "Cut-off"), "t.cut_off", "moment", width=13),
        ListColumn("required", T("handover", "To read"), f"({_LINES} AND l.required = 1)", "number", width=7),
        ListColumn("late", T("handover", "Late"), f"({_LINES} AND l.late = 1)", "number", width=6),
        ListColumn("differences", T("handover", "Difference explained"), f"EXISTS ({_EXPLAINED})", "flag", width=8),
        ListColumn("additions", T("handover", "Additions"), f"({_ADDED})", "number", width=7, shown=False),
        ListColumn("mode", T("handover", "Taken over"), "t.in_mode", "choice", rules.MODES, 12, shown=False),
        ListColumn("back_entered", T("handover", "From paper"), "t.back_entered", "flag", width=8, shown=False),
        ListColumn("out_at", T("handover", "Handed over at"), "t.out_at", "moment", width=13, shown=False),
        ListColumn("in_at", T("handover", "Accepted at"), "t.in_at", "moment", width=13, shown=False),
        ListColumn("seal", T("handover", "Seal"), "substr(t.seal, 1, 16)", width=17, sort=""),
    ),
    filters=(
        ListFilter("state", T("handover", "State"), among("t.state"), labels=rules.STATES),
        ListFilter("waiting", T("handover", "To accept"), holds(_WAITING), "flag"),
        ListFilter("days", T("handover", "Day"), between("t.starts_at"), "days"),
        ListFilter("kind", T("handover", "Shift"), among("t.kind_id"), "text"),
        ListFilter("out", T("handover", "Handed over by"), among("t.out_id"), "text"),
        ListFilter("differences", T("handover", "Difference explained"), holds(f"EXISTS ({_EXPLAINED})"), "flag"),
        ListFilter("back_entered", T("handover", "From paper"), holds("t.back_entered = 1"), "flag"),
    ),
    default_sort=(("day", True),),
    depends=("handover_line", "handover_count", "handover_event"),
)


def index(database: Database, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield (id, text to be found) of handovers: day, shift, people, notes, numbers; of all if no ids are given."""
    where = f" WHERE t.id IN ({', '.join('?' * len(ids))})" if ids else ""
    for row in database.rows(
        "SELECT t.id, t.on_day, t.shift_title, t.out_name, t.in_name, t.seal, coalesce((SELECT group_concat("
        "CASE l.section WHEN 'note' THEN l.title ELSE l.number END, char(10)) FROM handover_line l"
        " WHERE l.handover_id = t.id AND (l.section = 'note' OR l.number <> '')), '')"
        f" FROM handover t{where} ORDER BY t.rowid",
        tuple(ids),
    ):
        yield row[0], "\n".join(str(part) for part in row[1:])

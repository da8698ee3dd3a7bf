"""Tickets after several desks' changes were united: what their moves would never have left behind.

Two desks that move one ticket without knowing of each other each write some of its columns; together they may say what
no single move says. Tickets of other systems come as they are and are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.core.text import T
from app.features.tickets import rules
from app.store.database import Database
from app.store.merged import IDS, Breach, Check, Rule, bound, broken_rules, doubles


def _among(states: tuple[str, ...]) -> str:
    return "t.state IN (" + ", ".join(f"'{state}'" for state in states) + ")"


_OWN = "NOT EXISTS (SELECT 1 FROM ticket_event i WHERE i.ticket_id = t.id AND i.action = 'import')"
_STEPS = ", ".join(f"'{action}'" for action in (*rules.BY_ACTION, "take", "edit", "joined"))
_LAST_STATE = (
    f"(SELECT e.to_state FROM ticket_event e WHERE e.ticket_id = t.id AND e.action IN ({_STEPS})"
    " ORDER BY e.at DESC, e.id DESC LIMIT 1)"
)
_UNDER_WAY = _among((*rules.RUNNING, "held"))

RULES = (
    Rule(
        "ticket.unfinished",
        f"(({_among(('check', 'callback', 'closed'))} AND (t.finished_at IS NULL OR t.result = '' OR t.cause = ''))"
        f" OR (t.state = 'closed' AND (t.closed_at IS NULL OR t.resident_word = ''))) AND {_OWN}",
        T(
            "tickets",
            "One desk finished or closed the ticket while another reopened it or sent it back: result, cause, the"
            " resident's word or a time is missing. Reopen it or send it back to work, and finish it again.",
        ),
    ),
    Rule(
        "ticket.going_on",
        f"(({_UNDER_WAY} AND (t.finished_at IS NOT NULL OR t.closed_at IS NOT NULL))"
        f" OR ({_among(('check', 'callback'))} AND t.closed_at IS NOT NULL)) AND {_OWN}",
        T(
            "tickets",
            "One desk finished or closed the ticket while another went on with it. Ask both, then finish and close it,"
            " or go on with the work.",
        ),
    ),
    Rule(
        "ticket.hold",
        f"(t.state = 'held') <> (t.held_at IS NOT NULL) AND {_OWN}",
        T(
            "tickets",
            "One desk put the ticket on hold or resumed it while another moved it. Make its next move here: that sets"
            " its clock right.",
        ),
    ),
    Rule(
        "ticket.unassigned",
        f"t.state = 'dispatched' AND t.assignee_id = '' AND {_OWN}",
        T("tickets", "The ticket is dispatched, but to nobody: another desk took it back. Dispatch it again."),
    ),
    Rule(
        "ticket.assigned",
        f"t.state = 'new' AND t.assignee_id <> '' AND {_OWN}",
        T("tickets", "One desk dispatched the ticket while another returned or reopened it. Dispatch it again."),
    ),
    Rule(
        "ticket.merged",
        f"(t.state = 'merged') <> (t.merged_into <> '') AND {_OWN}",
        T(
            "tickets",
            "One desk merged the ticket into another one while a second desk went on with it. Decide whether it is"
            " the same matter: merge it again, or make its next move.",
        ),
    ),
    Rule(
        "ticket.lost",
        "t.state = 'merged' AND EXISTS (SELECT 1 FROM ticket o WHERE o.id = t.merged_into AND o.state = 'void')",
        T(
            "tickets",
            "The ticket was merged into one that another desk voided, so nobody works on it. Take it in anew if the"
            " matter is not settled.",
        ),
    ),
    Rule(
        "ticket.circle",
        "t.state = 'merged' AND EXISTS (WITH RECURSIVE chain (id, depth) AS (SELECT t.merged_into, 1 UNION"
        " SELECT o.merged_into, depth + 1 FROM chain JOIN ticket o ON o.id = chain.id WHERE depth < 20 AND"
        " o.state = 'merged') SELECT 1 FROM chain WHERE id = t.id)",
        T(
            "tickets",
            "Two desks merged two tickets into each other, so nobody works on either. Take the matter in anew.",
        ),
    ),
    Rule(
        "ticket.worked_on",
        f"{_among(rules.ENDED)} AND {_LAST_STATE} <> t.state AND {_OWN}",
        T(
            "tickets",
            "One desk ended the ticket, another worked on it afterwards. Ask those who did; then reopen it, or add a"
            " note that it is right as it is.",
        ),
    ),
    Rule(
        "ticket.no_due",
        f"{_among(rules.RUNNING)} AND (t.respond_due IS NULL OR t.finish_due IS NULL) AND {_OWN}",
        T("tickets", "The ticket has no due times, so nobody is warned. Edit its level: that sets them."),
    ),
    Rule(
        "ticket.no_number",
        "t.number = ''",
        T("tickets", "The ticket has come without its number. It may still come from another desk."),
    ),
)
_TWICE = T(
    "tickets",
    "Two tickets carry the number {number}: a disk was probably copied or restored. Both are kept, this one is shown as"
    " {shown}. Tell the resident which one is theirs.",
)
_ENDED_PROMISE = T(
    "tickets", "The promise is still owed, but another desk voided or merged its ticket. Keep it or withdraw it."
)


def check_tickets(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with these tickets, with those merged into them, and with their promises and numbers."""
    merged = f"SELECT id FROM ticket WHERE merged_into IN ({IDS}) AND merged_into <> ''"
    into_them = [pk for (pk,) in database.rows(merged, (bound(ids),))]
    yield from broken_rules(database, "ticket", RULES, {*ids, *into_them})
    for pk, number in doubles(database, "ticket", "number", ids):
        shown = database.value(f"SELECT {rules.number_sql('t')} FROM ticket t WHERE t.id = ?", (pk,))
        yield Breach("ticket", pk, "number.ticket", _TWICE.with_(number=number, shown=shown))
    yield from _promises(database, "p.ticket_id", ids)


def check_events(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield what is wrong with the tickets to which these events belong."""
    rows = database.rows(f"SELECT DISTINCT ticket_id FROM ticket_event WHERE id IN ({IDS})", (bound(ids),))
    yield from check_tickets(database, [ticket for (ticket,) in rows])


def check_promises(database: Database, ids: Collection[str]) -> Iterator[Breach]:
    """Yield which of these promises are owed on a ticket that nobody works on."""
    yield from _promises(database, "p.id", ids)


def _promises(database: Database, key: str, ids: Collection[str]) -> Iterator[Breach]:
    for (pk,) in database.rows(
        "SELECT p.id FROM promise p JOIN ticket t ON t.id = p.ticket_id"
        f" WHERE {key} IN ({IDS}) AND p.kept_at IS NULL AND p.cancelled = 0 AND t.state IN ('void', 'merged')"
        " ORDER BY p.id",
        (bound(ids),),
    ):
        yield Breach("promise", pk, "promise.ended", _ENDED_PROMISE)


CHECKS: Mapping[str, Check] = {
    "ticket": check_tickets,
    "ticket_event": check_events,
    "promise": check_promises,
}

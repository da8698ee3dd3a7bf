"""What waits in training: rows late or due, sessions and drills, certificates that run out, a month without a drill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from app.core.clock import OfficeZone
from app.core.matters import Matter
from app.core.text import T
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.listing import OPEN_ROW
from app.features.training.reading import may_see_all
from app.settings.settings import Settings
from app.store.store import Store

LATE_IN_MONTH = 25
"""Day of the month from which a month without a drill is late."""


def matters_of(
    store: Store, settings: Settings, zone: OfficeZone, actor: Actor, now: int, until: int
) -> Iterator[Matter]:
    """Yield what waits; see ``app.core.matters``. Somebody who does not check training is told their own."""
    everybody = may_see_all(actor)
    yield from _rows(store, zone, "" if everybody else actor.id, now, until)
    yield from _sessions(store, now, until)
    yield from _certificates(store, settings, zone, "" if everybody else actor.id, now, until)
    if everybody and settings.flag("training.drill_monthly"):
        yield from _missing_drill(store, zone, now)


def _end_of(zone: OfficeZone, day: str) -> int:
    return zone.moment(datetime.combine(date.fromisoformat(day), time(23, 59)))


def _rows(store: Store, zone: OfficeZone, own: str, now: int, until: int) -> Iterator[Matter]:
    """Yield one matter for each checklist that has required rows late or due: the first of them, and how many."""
    last = zone.day(until).isoformat()
    today = zone.day(now).isoformat()
    for training_id, staff_id, mentor_id, name, title, number, late, due, row in store.rows(
        "SELECT t.id, t.staff_id, t.mentor_id, coalesce(s.name, '?'), t.title, count(*), sum(r.due_on < ?),"
        " min(r.due_on), (SELECT r.title FROM training_row r WHERE"
        f" {OPEN_ROW} ORDER BY r.position, r.id LIMIT 1)"
        " FROM training t LEFT JOIN staff s ON s.id = t.staff_id JOIN training_row r"
        f" ON {OPEN_ROW} AND r.due_on <= ? WHERE t.state = 'open' AND (? = '' OR ? IN (t.staff_id, t.mentor_id))"
        " GROUP BY t.id ORDER BY min(r.due_on), t.id",
        (today, last, own, own),
    ):
        detail = (
            T("training", "{n} rows due, {late} of them late; next: {row}").with_(n=number, late=late, row=row)
            if late
            else T("training", "{n} rows due; next: {row}").with_(n=number, row=row)
        )
        yield Matter(
            "training.due",
            "training",
            training_id,
            "",
            f"{name} · {title}",
            detail,
            assignee_id=mentor_id or staff_id,
            due_at=_end_of(zone, due),
            late=bool(late),
        )


def _sessions(store: Store, now: int, until: int) -> Iterator[Matter]:
    for key, form, title, starts_at, minutes, place, trainer, trainer_id, invited in store.rows(
        "SELECT t.id, t.form, t.title, t.starts_at, t.minutes, t.place, coalesce(s.name, t.trainer_name), t.trainer_id,"
        " (SELECT count(*) FROM training_attendee a WHERE a.session_id = t.id) FROM training_session t"
        " LEFT JOIN staff s ON s.id = t.trainer_id WHERE t.starts_at < ? AND t.state = 'planned'"
        " ORDER BY t.starts_at, t.id",
        (until,),
    ):
        over = (starts_at or 0) + minutes * 60_000 < now
        detail = (
            T("training", "Over; say who was there")
            if over
            else T("training", "{form}, {n} invited, held by {name}").with_(
                form=rules.FORMS.get(form, form), n=invited, name=trainer or "?"
            )
        )
        yield Matter(
            "training.drill" if form == "drill" else "training.session",
            "training_session",
            key,
            "",
            title,
            detail,
            place=place,
            assignee_id=trainer_id,
            due_at=starts_at,
            late=over,
        )


def _certificates(
    store: Store, settings: Settings, zone: OfficeZone, own: str, now: int, until: int
) -> Iterator[Matter]:
    last = zone.day(until)
    today = zone.day(now).isoformat()
    for key, staff_id, name, kind, expires in store.rows(
        "SELECT t.id, t.staff_id, coalesce(s.name, '?'), t.kind, t.expires_on FROM certificate t"
        " LEFT JOIN staff s ON s.id = t.staff_id WHERE t.expires_on > '' AND t.expires_on <= date(?, '+730 days')"
        " AND date(t.expires_on, '-' || coalesce(t.remind_days, ?) || ' days') <= ? AND (? = '' OR t.staff_id = ?)"
        " ORDER BY t.expires_on, t.id",
        (last.isoformat(), settings.number("training.certificate_days"), last.isoformat(), own, own),
    ):
        expired = expires < today
        yield Matter(
            "training.certificate",
            "certificate",
            key,
            "",
            f"{name} · {kind}",
            (T("training", "Ran out on {day}") if expired else T("training", "Runs out on {day}")).with_(day=expires),
            assignee_id=staff_id,
            due_at=_end_of(zone, expires),
            late=expired,
        )


def _missing_drill(store: Store, zone: OfficeZone, now: int) -> Iterator[Matter]:
    """Yield that this month has no drill, held or planned; it opens the outline of the month's drill."""
    today = zone.day(now)
    first = today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    span = zone.day_start(first), zone.day_start(following)
    if store.value(
        "SELECT 1 FROM training_session WHERE starts_at >= ? AND starts_at < ? AND form = 'drill'"
        " AND state <> 'cancelled' LIMIT 1",
        span,
    ):
        return
    outline = store.rows(
        "SELECT id, title FROM training_course WHERE form = 'drill' AND active = 1 ORDER BY month <> ?, month, id"
        " LIMIT 1",
        (today.month,),
    )
    for key, title in outline:
        yield Matter(
            "training.drill",
            "training_course",
            key,
            "",
            str(T("training", "No drill this month yet")),
            T("training", "Planned for this month: {title}").with_(title=title),
            due_at=span[1] - 60_000,
            late=today.day >= LATE_IN_MONTH,
        )

"""The verbs: each takes a session and returns what to print, as text and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

from app.cli.session import Session
from app.cli.values import filter_query, pairs, resolve
from app.core.errors import EnvironmentFault, Refused
from app.core.text import T, Text
from app.store import backup as backups

LIST_KINDS = ("tickets", "houses", "people", "owners", "staff", "scenarios", "audit")
KINDS = ("ticket", "house", "person", "staff", "scenario")
NEW_KINDS = ("ticket", "house", "person", "staff")
IMPORT_KINDS = ("owners", "houses", "staff", "tickets")
PAPERS = ("work-slip", "scenario")


@dataclass(frozen=True)
class Answer:
    """What a verb has to say.

    Attributes:
        text: For people.
        data: For scripts (``--json``).
        code: Exit code.
    """

    text: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    code: int = 0


def init(session: Session) -> Answer:
    """Make an empty office."""
    options = session.options
    pin = None if options.no_pin else _new_pin()
    context = session.create()
    language = options.lang or "zh_CN"
    context.office.found(
        options.office, language, options.admin, options.admin_name or str(T("cli", "Administrator")), pin
    )
    words = T("cli", "“{office}” is ready in {folder}. Administrator: {number}.").format(
        office=options.office, folder=session.paths.data, number=options.admin
    )
    return Answer(words, {"office": options.office, "data": str(session.paths.data), "admin": options.admin})


def demo(session: Session) -> Answer:
    """Make an invented office with a year of work in it."""
    from app.demo.office import make_demo

    context = session.create()
    make_demo(context, session.options.seed)
    tickets = context.store.value("SELECT count(*) FROM ticket")
    words = T("cli", "An invented office with {n} tickets is ready in {folder}.").format(
        n=tickets, folder=session.paths.data
    )
    return Answer(words, {"data": str(session.paths.data), "tickets": tickets})


def import_file(session: Session) -> Answer:
    """Take over a spreadsheet."""
    from app.importing.mapping import read_map
    from app.importing.run import write_refused

    options = session.options
    path = Path(options.file)
    overrides = read_map(Path(options.map)) if options.map else None
    context = session.context
    plan = context.imports.plan(session.actor, options.kind, path, options.sheet, overrides)
    report = context.imports.run(session.actor, plan, dry_run=options.dry_run)
    if options.refused and report.refused:
        write_refused(plan, report, Path(options.refused))
    data = report.as_json()
    lines = [
        T("cli", "{file}, sheet “{sheet}”: {read} rows read, {created} created, {updated} updated, {skipped} skipped, "
          "{refused} refused.").format(
            file=path.name, sheet=report.sheet, read=report.read, created=report.created, updated=report.updated,
            skipped=report.skipped, refused=len(report.refused),
        )
    ]  # fmt: skip
    if report.dry_run:
        lines.append(str(T("cli", "A trial: nothing was kept.")))
    lines += [
        T("cli", "Row {row}: {reason}").format(row=item["row"], reason=item["reason"]) for item in data["refused"]
    ]
    lines += data["notes"]
    return Answer("\n".join(lines), dict(data))


def list_rows(session: Session) -> Answer:
    """List records."""
    options = session.options
    lister = _lister(session)
    query = filter_query(session, lister.listing)
    limit = None if options.all else options.limit
    keys = [column.key for column in lister.listing.columns]
    rows = [{"id": row.id, **dict(zip(keys, row.values, strict=True))} for row in lister.all(query, limit)]
    count = lister.count(query)
    shown = [column for column in lister.listing.columns if column.shown]
    lines = ["\t".join(str(column.title) for column in shown)]
    lines += ["\t".join(_cell(session, column, row[column.key]) for column in shown) for row in rows]
    lines.append(T("cli", "{shown} of {count}").format(shown=len(rows), count=count))
    return Answer("\n".join(lines), {"count": count, "rows": rows})


def export(session: Session) -> Answer:
    """Write a list to a file."""
    options = session.options
    lister = _lister(session)
    columns = [key for key in options.columns.split(",") if key]
    done = session.context.ledgers.export(
        session.actor, lister, filter_query(session, lister.listing), Path(options.out), options.format, columns
    )
    words = T("cli", "{rows} rows in {file}").format(rows=done.rows, file=done.path)
    return Answer(words, {"file": str(done.path), "rows": done.rows, "missing": sorted(done.missing)})


def show(session: Session) -> Answer:
    """Show one record."""
    kind = session.options.kind
    record = resolve(session, kind, session.options.id)
    data = _SHOW[kind](session, record)
    return Answer("\n".join(f"{key}: {value}" for key, value in data.items() if value not in (None, "", [], ())), data)


def new(session: Session) -> Answer:
    """Make a record."""
    kind = session.options.kind
    values = pairs(session, kind, session.options.values)
    context = session.context
    if kind == "ticket":
        taken = context.tickets.take(session.actor, values)
        message = context.papers.resident_message(session.actor, taken.id)
        return Answer(f"{taken.number}\n{message}", {"id": taken.id, "number": taken.number, "message": message})
    service = {"house": context.houses, "person": context.people, "staff": context.staff}[kind]
    record = service.save(session.actor, values)
    return Answer(record, {"id": record})


def do(session: Session) -> Answer:
    """Act on a record."""
    options = session.options
    kind = options.kind
    record = resolve(session, kind, options.id)
    values = pairs(session, kind, options.values)
    action = _ACTIONS.get((kind, options.action))
    if action is not None:
        return action(session, record, values)
    if kind == "ticket":
        state = session.context.tickets.do(session.actor, record, options.action, values)
        return Answer(state, {"id": record, "state": state})
    allowed = ", ".join(sorted(name for of, name in _ACTIONS if of == kind))
    raise Refused(
        T("cli", "There is no action “{action}” here. Possible: {allowed}.").with_(
            action=options.action, allowed=allowed
        ),
        "cli.no_action",
    )


def print_paper(session: Session) -> Answer:
    """Write a sheet to a PDF."""
    options = session.options
    path = Path(options.out)
    if options.paper == "work-slip":
        records = [resolve(session, "ticket", name) for name in options.id]
        missing = session.context.papers.write_slips(session.actor, records, path)
    else:
        cards = [resolve(session, "scenario", name) for name in options.id]
        missing = session.context.card_papers.write(session.actor, cards, path)
    return Answer(str(path), {"file": str(path), "sheets": len(options.id), "missing": sorted(missing)})


def setting(session: Session) -> Answer:
    """Show settings, or change one."""
    service = session.context.settings_service
    changed = dict(pair.partition("=")[::2] for pair in session.options.values)
    if changed:
        service.save(session.actor, changed)
    data = {row.setting.key: row.value for row in service.rows(session.actor)}
    return Answer("\n".join(f"{key} = {value}" for key, value in data.items()), data)


def backup(session: Session) -> Answer:
    """Copy the live database."""
    session.actor.require("backup", "create")
    path = Path(session.options.file)
    backups.backup(session.context.store.database, path)
    session.context.audit.write(session.actor, "backup")
    return Answer(
        T("cli", "Backed up and checked: {file}").format(file=path), {"file": str(path), "bytes": path.stat().st_size}
    )


def restore(session: Session) -> Answer:
    """Put a backup in the database's place."""
    if session.paths.database.exists():
        # A damaged database cannot say who may; whoever holds its file may put a sound one in its place.
        with suppress(EnvironmentFault):
            session.actor.require("backup", "edit")
        session.close()
    kept = backups.restore(Path(session.options.file), session.paths.database)
    words = T("cli", "Restored. What was there before is kept as {kept}.").format(kept=kept or "-")
    return Answer(words, {"database": str(session.paths.database), "kept": str(kept) if kept else None})


def verify(session: Session) -> Answer:
    """Check the database."""
    path = session.paths.database
    session.context.close()
    problem = backups.verify(path)
    words = (
        T("cli", "The database is sound.")
        if not problem
        else T("cli", "The database is damaged: {problem}").with_(problem=problem)
    )
    return Answer(str(words), {"ok": not problem, "problem": problem}, 1 if problem else 0)


def doctor(session: Session) -> Answer:
    """Check everything the program needs."""
    from app.cli.doctor import examine

    findings = examine(session)
    lines = [f"{'✓' if finding.ok else '✗'} {finding.text}" for finding in findings]
    ok = all(finding.ok for finding in findings)
    return Answer(
        "\n".join(lines),
        {"ok": ok, "findings": [{"ok": item.ok, "text": str(item.text)} for item in findings]},
        0 if ok else 1,
    )


def tour(_session: Session) -> Answer:
    """Say where the tour is: it shows the window, which this package does not know."""
    raise Refused(T("cli", "The tour needs the window: run “python main.py tour --out DIR”."), "cli.tour")


# --- helpers ------------------------------------------------------------------------------------------------------


def _new_pin() -> str:
    import getpass
    import os
    import sys

    from app.cli.session import PIN_VARIABLE

    pin = os.environ.get(PIN_VARIABLE)
    if pin is not None:
        return pin
    if not sys.stdin.isatty():
        raise Refused(
            T("cli", "Set the administrator's PIN in {name}, or found the office with --no-pin.").with_(
                name=PIN_VARIABLE
            ),
            "cli.no_pin",
        )
    return getpass.getpass(str(T("cli", "PIN for the administrator: ")))


def _lister(session: Session) -> Any:
    kind: str = session.options.kind
    kind = "people" if kind == "owners" else kind
    return session.context.listers()[kind](session.actor)


def _cell(session: Session, column: Any, value: Any) -> str:
    if value is None:
        return ""
    if column.kind == "moment":
        return session.context.zone.local(value).strftime("%Y-%m-%d %H:%M")
    if column.labels and str(value) in column.labels:
        return str(column.labels[str(value)])
    return str(value).replace("\t", " ").replace("\n", " ")


def _show_ticket(session: Session, record: str) -> dict[str, Any]:
    detail = session.context.tickets.detail(session.actor, record)
    timeline = session.context.tickets.timeline(session.actor, record)
    return {
        **detail.values,
        "room": detail.room,
        "category_title": detail.category,
        "assignee": detail.assignee,
        "taken_by": detail.taken_by,
        "moves": [move.action for move in detail.moves],
        "promises": [asdict(promise) for promise in detail.promises],
        "timeline": [{**asdict(entry), "words": str(entry.words)} for entry in timeline],
        "history": [
            {"at": line.at, "who": line.author, "text": str(line.text)}
            for line in session.context.tickets.history(session.actor, record)
        ],
    }


def _card(session: Session, kind: str, record: str) -> dict[str, Any]:
    context = session.context
    service: Any = {"house": context.houses, "person": context.people, "staff": context.staff}[kind]
    card = asdict(service.card(session.actor, record), dict_factory=_read)
    card.pop("primary_phone", None)  # whole numbers leave the program through unmasking only, which is noted
    return json.loads(json.dumps(card, default=_plain))


def _read(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Texts as they are read: a text is a tuple, which JSON would take apart."""
    return {key: str(value) if isinstance(value, Text) else value for key, value in pairs}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[str]", value))
    return str(value)


def _show_scenario(session: Session, record: str) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(session.context.scenarios.card(session.actor, record)), default=_plain))


_SHOW: Mapping[str, Callable[[Session, str], dict[str, Any]]] = {
    "ticket": _show_ticket,
    "house": lambda session, record: _card(session, "house", record),
    "person": lambda session, record: _card(session, "person", record),
    "staff": lambda session, record: _card(session, "staff", record),
    "scenario": _show_scenario,
}


def _edit(session: Session, record: str, values: Mapping[str, Any]) -> Answer:
    kind = session.options.kind
    context = session.context
    if kind == "ticket":
        before = context.tickets.edit(session.actor, record, values)
        return Answer(", ".join(before), {"id": record, "before": before})
    service: Any = {"house": context.houses, "person": context.people, "staff": context.staff}[kind]
    service.save(session.actor, values, record)
    return Answer(record, {"id": record})


def _delete(session: Session, record: str, _values: Mapping[str, Any]) -> Answer:
    context = session.context
    service: Any = {"house": context.houses, "person": context.people, "staff": context.staff}[session.options.kind]
    service.delete(session.actor, record)
    return Answer(record, {"id": record})


def _promise(session: Session, record: str, values: Mapping[str, Any]) -> Answer:
    promise = session.context.tickets.promise(
        session.actor, record, str(values.get("text") or ""), int(values.get("due_at") or 0)
    )
    return Answer(promise, {"id": record, "promise": promise})


def _keep_promise(session: Session, record: str, values: Mapping[str, Any]) -> Answer:
    promise = str(values.get("promise") or "")
    session.context.tickets.keep_promise(session.actor, promise, str(values.get("note") or ""))
    return Answer(promise, {"id": record, "promise": promise})


def _withdraw_promise(session: Session, record: str, values: Mapping[str, Any]) -> Answer:
    promise = str(values.get("promise") or "")
    session.context.tickets.withdraw_promise(session.actor, promise, str(values.get("reason") or ""))
    return Answer(promise, {"id": record, "promise": promise})


def _join(session: Session, record: str, values: Mapping[str, Any]) -> Answer:
    session.context.tickets.join(session.actor, record, str(values.get("caller") or ""), str(values.get("note") or ""))
    return Answer(record, {"id": record})


_ACTIONS: Mapping[tuple[str, str], Callable[[Session, str, Mapping[str, Any]], Answer]] = {
    ("ticket", "promise"): _promise,
    ("ticket", "keep-promise"): _keep_promise,
    ("ticket", "withdraw-promise"): _withdraw_promise,
    ("ticket", "join"): _join,
    **{(kind, "edit"): _edit for kind in ("ticket", "house", "person", "staff")},
    **{(kind, "delete"): _delete for kind in ("house", "person", "staff")},
}

"""The verbs: each takes a session and returns what to print, as text and as data."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from app.cli.kind import Answer
from app.cli.session import Session
from app.cli.values import filter_query, pairs, resolve
from app.core.errors import EnvironmentFault, Refused
from app.core.text import T
from app.store import backup as backups


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
    kind = session.kinds[session.options.kind]
    data = kind.show(session, resolve(session, kind.name, session.options.id))
    return Answer("\n".join(f"{key}: {value}" for key, value in data.items() if value not in (None, "", [], ())), data)


def new(session: Session) -> Answer:
    """Make a record."""
    kind = session.kinds[session.options.kind]
    assert kind.new is not None  # the grammar knows no others
    return kind.new(session, pairs(session, kind.name, session.options.values))


def do(session: Session) -> Answer:
    """Act on a record."""
    options = session.options
    kind = session.kinds[options.kind]
    record = resolve(session, kind.name, options.id)
    values = pairs(session, kind.name, options.values)
    if options.action in kind.actions:
        return kind.actions[options.action](session, record, values)
    if kind.do is not None:
        return kind.do(session, record, options.action, values)
    raise Refused(
        T("cli", "There is no action “{action}” here. Possible: {allowed}.").with_(
            action=options.action, allowed=", ".join(sorted(kind.actions))
        ),
        "cli.no_action",
    )


def print_paper(session: Session) -> Answer:
    """Write a sheet to a PDF."""
    path = Path(session.options.out)
    sheets, missing = session.papers[session.options.paper].write(session, path)
    return Answer(str(path), {"file": str(path), "sheets": sheets, "missing": sorted(missing)})


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

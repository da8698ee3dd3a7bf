"""The verbs of attachments: putting files to a record, listing them, getting them back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.kind import Answer
from app.cli.session import Session
from app.cli.values import resolve
from app.core.errors import Refused
from app.core.text import T

KINDS = ("ticket", "person", "house", "certificate", "training-session")


def attach(session: Session) -> Answer:
    """Attach files to a record."""
    options = session.options
    owner = resolve(session, options.kind, options.id)
    paths = [Path(name).absolute() for name in options.files]
    added = session.context.attachments.add(
        session.actor, _table(options.kind), owner, paths, note=options.note, personal=options.personal
    )
    lines = [
        T("cli", "{count} attached to {kind} {id}.").format(count=len(added.ids), kind=options.kind, id=options.id)
    ]
    lines += [str(reason) for _, reason in added.refused]
    refused = [{"name": name, "reason": str(reason)} for name, reason in added.refused]
    return Answer("\n".join(lines), {"ids": list(added.ids), "refused": refused}, 1 if added.refused else 0)


def attachments(session: Session) -> Answer:
    """List the attachments of a record, or get one of them."""
    return _get(session) if session.options.kind == "get" else _list(session)


def _table(kind: str) -> str:
    return kind.replace("-", "_")


def _list(session: Session) -> Answer:
    from app.features.attachments.service import shown_size

    options = session.options
    owner = resolve(session, options.kind, options.id)
    found = session.context.attachments.list(session.actor, _table(options.kind), owner)
    rows: list[dict[str, Any]] = [
        {
            "id": row.id,
            "name": row.name,
            "size": row.size,
            "kind": row.kind,
            "note": row.note,
            "taken_at": row.taken_at,
            "added_at": row.added_at,
            "added_by": row.added_by,
            "personal": row.personal,
            "place": row.place,
            "desk": row.desk,
        }
        for row in found
    ]
    lines = [f"{row.id}\t{row.name}\t{shown_size(row.size)}\t{row.place}\t{row.note}".rstrip() for row in found]
    lines.append(T("cli", "{count} attachments").format(count=len(rows)))
    return Answer("\n".join(lines), {"count": len(rows), "rows": rows})


def _get(session: Session) -> Answer:
    options = session.options
    service, actor = session.context.attachments, session.actor
    row = service.get(actor, options.id)
    target = Path(options.out or row.name).absolute()
    target = target / row.name if target.is_dir() else target
    if target.exists() and not options.out:
        raise Refused(T("cli", "“{name}” is here already. Say where with --out.").with_(name=target.name), "cli.exists")
    service.save_as(actor, options.id, target)
    return Answer(str(target), {"file": str(target), "bytes": target.stat().st_size})

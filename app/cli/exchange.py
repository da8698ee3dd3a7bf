"""The verbs of the exchange between desks: ``sync create|invite|join|once|watch|status|conflicts|problems|…``."""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from app.cli.kind import Answer
from app.cli.session import Session
from app.core.text import T
from app.sync.reports import Report, Status

Verb = Callable[[Session], Answer]


def add_verbs(parser: argparse.ArgumentParser, behind: argparse.ArgumentParser) -> None:
    """Add the verbs to the command ``sync``.

    Args:
        parser: The parser of ``sync``.
        behind: The options that may stand behind every verb.
    """
    commands = parser.add_subparsers(dest="sync_verb", required=True, metavar="VERB")

    def verb(name: str, run: Verb, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[behind], help=words, description=words)
        made.set_defaults(run=run)
        return made

    made = verb("create", create, "begin to exchange through an empty shared folder")
    made.add_argument("--share", required=True, metavar="DIR")
    made.add_argument("--office", default="", metavar="NAME", help="make the office first, if there is none here")
    made.add_argument("--name", default="", metavar="DESK", help="what this desk is called")
    made.add_argument("--no-pin", action="store_true", help="with --office: log in without PINs")
    verb("invite", invite, "make a code with which one more desk can join")
    made = verb("join", join, "become a desk of an office that exists already")
    made.add_argument("--share", required=True, metavar="DIR")
    made.add_argument("--code", required=True)
    made.add_argument("--name", default="", metavar="DESK", help="what this desk is called")
    made = verb("once", once, "publish and take in everything now")
    made.add_argument("--thorough", action="store_true", help="look into every folder of the share")
    verb("watch", watch, "exchange until stopped, and say what was done")
    verb("status", status, "how the exchange stands, and who is connected")
    verb("conflicts", conflicts, "fields that several desks wrote at once")
    verb("problems", problems, "what was set aside for a person")
    verb("verify", verify, "read every file of the shared folder and prove it")
    made = verb("rebuild", rebuild, "put back into the shared folder everything this desk holds")
    made.add_argument("--share", default="", metavar="DIR", help="go on in another, empty folder")
    made.add_argument("--local", action="store_true", help="derive this desk's own records anew from what it holds")
    verb("pause", pause, "stop exchanging on this desk")
    verb("resume", resume, "go on exchanging")


def create(session: Session) -> Answer:
    """Begin to exchange."""
    options = session.options
    if options.office:
        from app.cli.verbs import init

        options.admin, options.admin_name = "0001", ""
        init(session)
    made = session.context.exchange.create(session.actor, options.share, options.name or _name())
    words = T("cli", "This office exchanges through {folder} now. Recovery code for the safe: {code}").format(
        folder=made.folder, code=made.recovery
    )
    return Answer(words, {"folder": made.folder, "recovery": made.recovery, **_brief(session)})


def invite(session: Session) -> Answer:
    """Make a code."""
    made = session.context.exchange.invite(session.actor)
    until = session.context.zone.local(made.until).strftime("%Y-%m-%d %H:%M")
    words = T("cli", "Code: {code} (until {until}, for one desk)").format(code=made.code, until=until)
    return Answer(words, {"code": made.code, "expires": made.until})


def join(session: Session) -> Answer:
    """Become a desk of an office."""
    from app.context.link import OfficeJoiner
    from app.core.clock import SystemClock

    options = session.options
    joiner = OfficeJoiner(session.paths, SystemClock())
    joiner.join(options.share, options.code, options.name or _name(), lambda _done, _all: True)
    context = session.context
    context.link.once()
    words = T(
        "cli", "This computer is a desk of “{office}” now, with the letters {lane} in its ticket numbers."
    ).format(office=context.settings.text("office.name"), lane=context.link.status().lane)
    return Answer(words, _brief(session))


def once(session: Session) -> Answer:
    """Exchange once. Like the window's own exchange it is nobody's act, so nobody has to log in for it."""
    report = session.context.link.once(thorough=session.options.thorough)
    return Answer(_said(report), asdict(report))


def watch(session: Session) -> Answer:
    """Exchange until stopped."""
    import threading

    link = session.context.link
    done = threading.Event()
    last: list[Mapping[str, Any]] = []

    def told(now: Status) -> None:
        brief = {
            "state": now.state,
            "unsealed": now.unsealed,
            "unpublished": now.unpublished,
            "conflicts": now.conflicts,
        }
        if [brief] != last:
            last[:] = [brief]
            print(json.dumps(brief) if session.options.json else _line(now), flush=True)

    told(link.status())
    link.watch(told)
    link.start()
    with suppress(KeyboardInterrupt):
        done.wait()
    return Answer("", _brief(session))


def status(session: Session) -> Answer:
    """Say how the exchange stands."""
    now = session.context.link.status()
    lines = [_line(now)]
    for peer in now.peers:
        heard = session.context.zone.local(peer.heard_at).strftime("%Y-%m-%d %H:%M") if peer.heard_at else "—"
        lines.append(
            T("cli", "  {name} ({lane}): heard {heard}, lacks {missing}, is ahead by {behind}").format(
                name=peer.name, lane=peer.lane, heard=heard, missing=peer.missing, behind=peer.behind
            )
        )
    if now.message is not None:
        lines.append(str(now.message))
    return Answer("\n".join(lines), {**asdict(now), "message": str(now.message or "")})


def conflicts(session: Session) -> Answer:
    """List conflicts."""
    rows = session.context.exchange.conflicts(session.actor)
    words = "\n".join(f"{row.record} · {row.title}" for row in rows) or str(T("cli", "No conflicts."))
    data = [
        {
            "table": row.table,
            "pk": row.pk,
            "column": row.column,
            "record": row.record,
            "field": str(row.title),
            "versions": [
                {"text": str(one.value), "at": one.at, "desk": one.desk, "by": str(one.who), "shown": one.shown}
                for one in row.versions
            ],
        }
        for row in rows
    ]
    return Answer(words, {"conflicts": data})


def problems(session: Session) -> Answer:
    """List problems."""
    rows = session.context.exchange.problems(session.actor)
    words = "\n".join(f"{row.id} {row.title}: {row.text}" for row in rows) or str(T("cli", "No problems."))
    data = [{"id": row.id, "kind": row.kind, "text": str(row.text), "at": row.at, "record": row.place} for row in rows]
    return Answer(words, {"problems": data})


def verify(session: Session) -> Answer:
    """Prove the shared folder; exit 1 if anything is damaged or missing."""
    verdict = session.context.link.verify()
    words = T("cli", "{sound} files are sound, {damaged} damaged, {missing} missing.").format(
        sound=verdict.sound, damaged=len(verdict.damaged), missing=len(verdict.missing)
    )
    lines = [words, *verdict.damaged, *verdict.missing]
    data = {"sound": verdict.sound, "damaged": verdict.damaged, "missing": verdict.missing}
    return Answer("\n".join(lines), data, int(bool(verdict.damaged or verdict.missing)))


def rebuild(session: Session) -> Answer:
    """Build up anew what was lost."""
    options, service = session.options, session.context.exchange
    if options.local:
        service.replay(session.actor)
    elif options.share:
        service.move(session.actor, options.share)
    else:
        service.rebuild(session.actor)
    return Answer(_line(session.context.link.status()), _brief(session))


def pause(session: Session) -> Answer:
    """Stop exchanging."""
    session.context.exchange.pause(session.actor)
    return Answer(_line(session.context.link.status()), _brief(session))


def resume(session: Session) -> Answer:
    """Go on exchanging."""
    session.context.exchange.resume(session.actor)
    return Answer(_line(session.context.link.status()), _brief(session))


def _brief(session: Session) -> dict[str, Any]:
    now = session.context.link.status()
    return {"site": now.site, "device": now.device, "stream": now.stream, "lane": now.lane, "state": now.state}


def _said(report: Report) -> str:
    words = T("cli", "{published} published, {applied} taken in; {conflicts} conflicts, {problems} problems; {state}")
    return words.format(**{**asdict(report), "state": _STATES[report.state]})


def _line(now: Status) -> str:
    words = T("cli", "{state} ({unsealed} changes and {unpublished} files wait here)")
    return words.format(state=_STATES[now.state], unsealed=now.unsealed, unpublished=now.unpublished)


def _name() -> str:
    return platform.node() or str(T("cli", "Desk"))


_STATES = {
    "alone": T("cli", "works alone"),
    "paused": T("cli", "paused"),
    "saved": T("cli", "saved here"),
    "shared": T("cli", "on the share"),
    "received": T("cli", "received by every desk"),
    "offline": T("cli", "the share cannot be reached"),
    "stopped": T("cli", "stopped"),
}

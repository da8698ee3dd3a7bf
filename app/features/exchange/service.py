"""The exchange between desks: what people see of it, and what they may do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.clock import Clock, OfficeZone
from app.core.errors import Invalid, NotFound, Refused
from app.core.text import T, Text
from app.documents.fonts import Fonts
from app.features.exchange.conflicts import (
    ConflictRow,
    Reader,
    Settled,
    VersionRow,
    begun,
    key_of,
    tellings_of,
    version_key,
)
from app.features.exchange.folders import Finding, FolderTest, probe_folder
from app.features.exchange.link import Joiner, Link, Progress
from app.features.exchange.rules import name_problem, plain_code
from app.features.exchange.words import ACTIONS, OTHER, PROBLEMS, verb
from app.features.staff.rules import Actor
from app.features.staff.service import AuditLog
from app.settings.settings import Settings
from app.store.store import Store
from app.store.telling import Telling, Tellings
from app.sync.reports import Conflict, Peer, Problem, Report, Status

__all__ = [
    "ConflictRow",
    "ExchangeService",
    "Finding",
    "FolderTest",
    "Founding",
    "Invite",
    "Joiner",
    "Link",
    "Peer",
    "ProblemRow",
    "Progress",
    "Report",
    "Settled",
    "Status",
    "VersionRow",
    "begun",
    "probe_folder",
]


@dataclass(frozen=True)
class ProblemRow:
    """Something set aside, as people read it.

    Attributes:
        id: Local number.
        kind: Code of its kind.
        title: What it is.
        text: What exactly, and what to do.
        record: What people call the record it is about; empty if it is about none.
        place: (kind, id) of the record whose page shows it, or None.
        at: When it was first seen, UTC milliseconds.
        actions: What this person may do here, code -> verb, the helpful one first.
    """

    id: int
    kind: str
    title: Text
    text: Text
    record: str
    place: tuple[str, str] | None
    at: int
    actions: Mapping[str, Text]


@dataclass(frozen=True)
class Founding:
    """What came of beginning to exchange.

    Attributes:
        folder: The shared folder.
        recovery: The recovery code for the safe, in one piece.
    """

    folder: str
    recovery: str


@dataclass(frozen=True)
class Invite:
    """An invitation for one more desk.

    Attributes:
        code: The code in one piece.
        until: When it stops holding, UTC milliseconds.
        folder: The shared folder that the new desk must be told.
    """

    code: str
    until: int
    folder: str


class ExchangeService:
    """The verbs of the exchange.

    Args:
        link: The engine.
        store: The office's database.
        settings: Names the office.
        audit: What changes who belongs to the office is accounted for.
        fonts: Typefaces for the recovery sheet.
        clock: The present moment.
        zone: The office's time zone.
        tellers: Returns one for each feature: how its tables are told to a person.
    """

    def __init__(
        self,
        link: Link,
        store: Store,
        settings: Settings,
        audit: AuditLog,
        fonts: Fonts,
        clock: Clock,
        zone: OfficeZone,
        tellers: Callable[[], Sequence[Callable[[Actor], Tellings]]],
    ) -> None:
        self._link = link
        self._store = store
        self._settings = settings
        self._audit = audit
        self._fonts = fonts
        self._clock = clock
        self._zone = zone
        self._tellers = tellers

    # --- how it stands --------------------------------------------------------------------------------------------

    def status(self, actor: Actor) -> Status:
        """Return how the exchange stands; cheap, touches no share."""
        actor.require("exchange", "view")
        return self._link.status()

    def watch(self, actor: Actor, told: Callable[[Status], None]) -> Callable[[], None]:
        """Call ``told`` with every new status, in whatever thread it arises; the returned function ends that."""
        actor.require("exchange", "view")
        return self._link.watch(told)

    def peers(self, actor: Actor) -> tuple[Peer, ...]:
        """Return the other desks, those that have left last."""
        actor.require("exchange", "view")
        return tuple(sorted(self._link.status().peers, key=lambda peer: (peer.retired, peer.lane, peer.name)))

    # --- differences ----------------------------------------------------------------------------------------------

    def conflicts(self, actor: Actor) -> list[ConflictRow]:
        """Return the differences that wait, the latest written first."""
        actor.require("exchange", "view")
        return self._reader(actor).rows(self._link.conflicts())

    def conflict(self, actor: Actor, key: str) -> ConflictRow:
        """Return one difference.

        Raises:
            NotFound: Somebody has settled it meanwhile.
        """
        actor.require("exchange", "view")
        return self._reader(actor).row(self._must(key))

    def settle(self, actor: Actor, key: str, *, choice: str = "", value: Any = None) -> Settled:
        """Let one value stand for all desks.

        Args:
            actor: Who decides.
            key: The difference.
            choice: Key of the version that is to stand.
            value: A value of one's own instead, as the field's form would hold it.

        Raises:
            NotAllowed: The person may not settle differences, or not change such records.
            NotFound: Somebody has settled it meanwhile.
            Refused: The versions have changed meanwhile: look again.
            Invalid: The value breaks a rule of its field.
        """
        conflict, telling = self._deciding(actor, key)
        shown = next((version for version in conflict.versions if version.shown), conflict.versions[0])
        if choice:
            chosen = [version for version in conflict.versions if version_key(conflict, version) == choice]
            if not chosen:
                raise Refused(T("exchange", "Another desk has just written here too. Look again."), "exchange.moved")
            self._write(actor, telling, conflict, chosen[0].value)
        else:
            self._write_own(actor, telling, conflict, value)
        told = T("exchange", "{record}: {field} is settled.").with_(**_named(conflict, telling))
        return Settled(conflict.table, conflict.pk, conflict.column, shown.value, told)

    def settle_deletion(self, actor: Actor, key: str, keep: bool) -> Settled:
        """Decide about a record that one desk deleted while another edited it.

        Args:
            actor: Who decides.
            key: The difference.
            keep: Whether the record stays.

        Raises:
            NotAllowed: The person may not settle differences, or not delete such records.
            NotFound: Somebody has settled it meanwhile.
        """
        conflict, telling = self._deciding(actor, key, "edit" if keep else "delete")
        told = T("exchange", "{record} was kept.") if keep else T("exchange", "{record} was deleted.")
        named = told.with_(record=telling.name(conflict.pk) or telling.title)
        self._link.settle_deletion(conflict.table, conflict.pk, keep, actor.id)
        return Settled(conflict.table, conflict.pk, "", keep, named)

    def unsettle(self, actor: Actor, settled: Settled) -> None:
        """Put back what pages showed before a difference was settled.

        Raises:
            NotAllowed: The person may not settle differences.
        """
        actor.require("exchange", "settle")
        if settled.column:
            self._link.settle(settled.table, settled.pk, settled.column, settled.before, actor.id)
            self._mend(actor, settled.table, settled.pk)
        else:
            self._link.settle_deletion(settled.table, settled.pk, not settled.before, actor.id)

    # --- problems -------------------------------------------------------------------------------------------------

    def problems(self, actor: Actor) -> list[ProblemRow]:
        """Return what was set aside, newest first."""
        actor.require("exchange", "view")
        tellings = tellings_of(actor, self._tellers())
        rows = [_problem(actor, problem, tellings.get(problem.table)) for problem in self._link.problems()]
        return sorted(rows, key=lambda row: row.at, reverse=True)

    def act(self, actor: Actor, problem_id: int, action: str) -> None:
        """Do something about a problem.

        Args:
            actor: Who does it.
            problem_id: The problem.
            action: ``dismiss``, ``accept`` or ``repair``.

        Raises:
            NotAllowed: The person may not.
            NotFound: It has gone already.
            Refused: This is not what can be done about it.
        """
        actor.require("exchange", _NEEDS.get(action, "manage"))
        problem = next((problem for problem in self._link.problems() if problem.id == problem_id), None)
        if problem is None:
            raise NotFound(T("exchange", "This has been dealt with already."), "exchange.gone")
        if action not in problem.actions or action not in ACTIONS:
            raise Refused(T("exchange", "That does not help here."), "exchange.action")
        {"dismiss": self._link.dismiss, "accept": self._link.accept, "repair": self._link.repair}[action](problem_id)
        if action != "dismiss":
            self._audit.write(actor, "exchange", detail=f"{action} {problem.kind}")

    # --- running --------------------------------------------------------------------------------------------------

    def exchange_now(self, actor: Actor) -> Report:
        """Publish and take in everything now; everybody who sees the exchange may ask for it.

        Raises:
            EnvironmentFault: The share cannot be reached.
            Refused: The exchange is paused, or stands still for a reason that is told.
        """
        actor.require("exchange", "view")
        return self._link.once()

    def pause(self, actor: Actor) -> None:
        """Stop exchanging on this desk."""
        actor.require("exchange", "manage")
        self._link.pause()
        self._audit.write(actor, "exchange", detail="pause")

    def resume(self, actor: Actor) -> None:
        """Go on exchanging."""
        actor.require("exchange", "manage")
        self._link.resume()
        self._audit.write(actor, "exchange", detail="resume")

    # --- the folder and the desks ---------------------------------------------------------------------------------

    def check_folder(self, actor: Actor, folder: str) -> FolderTest:
        """Try a folder out: may take as long as the network lets it."""
        actor.require("exchange", "manage")
        own = self._link.status().site
        return probe_folder(Path(folder), self._clock, self._link.site_at, own)

    def create(self, actor: Actor, folder: str, name: str) -> Founding:
        """Begin exchanging through a folder as the office's first desk.

        Args:
            actor: Who sets it up.
            folder: An empty folder on the file server.
            name: What this desk is called.

        Raises:
            Invalid: ``name`` or ``folder``.
        """
        actor.require("exchange", "manage")
        _check(folder, name)
        recovery = self._link.found(folder, name.strip())
        self._audit.write(actor, "exchange", detail="found")
        return Founding(folder, recovery)

    def move(self, actor: Actor, folder: str) -> None:
        """Go on in another folder: the office's own under a new path, or an empty one that is built up from here."""
        actor.require("exchange", "manage")
        _check(folder, "-")
        self._link.move(folder)
        self._audit.write(actor, "exchange", detail="move")

    def rebuild(self, actor: Actor) -> None:
        """Put everything this desk holds back into the office's folder, which was lost or emptied.

        Raises:
            NotAllowed: The person may not set the exchange up.
            Refused: The folder is another office's, holds other files, or cannot be used.
        """
        actor.require("exchange", "manage")
        self._link.rebuild()
        self._audit.write(actor, "exchange", detail="rebuild")

    def replay(self, actor: Actor) -> None:
        """Derive this desk's records anew from what it holds of every desk.

        Raises:
            NotAllowed: The person may not set the exchange up.
            Refused: Not all that is needed can be had; nothing was changed.
        """
        actor.require("exchange", "manage")
        if not self._link.replay():
            raise Refused(
                T("exchange", "Not everything this needs can be had now. Exchange once more and try again."),
                "exchange.incomplete",
            )
        self._audit.write(actor, "exchange", detail="replay")

    def invite(self, actor: Actor) -> Invite:
        """Return a new invitation for one more desk."""
        actor.require("exchange", "manage")
        code, until = self._link.invite()
        self._audit.write(actor, "exchange", detail="invite")
        return Invite(code, until, self._link.status().folder)

    def rename(self, actor: Actor, name: str) -> None:
        """Call this desk something else.

        Raises:
            Invalid: ``name``.
        """
        actor.require("exchange", "manage")
        _check("-", name)
        self._link.rename(name.strip())

    def retire(self, actor: Actor, device: str) -> None:
        """Let a desk leave the office, and encrypt with a new key from now on.

        Raises:
            NotFound: There is no such desk.
        """
        actor.require("exchange", "manage")
        peer = next((peer for peer in self._link.status().peers if peer.device == device), None)
        if peer is None or peer.retired:
            raise NotFound(T("exchange", "This desk has left already."), "exchange.no_desk")
        self._link.retire(device)
        self._audit.write(actor, "exchange", detail=f"retire {peer.lane}")

    def take_over(self, actor: Actor, code: str) -> None:
        """Let this desk hold the office's own key, by the recovery code from the safe.

        Raises:
            Invalid: ``recovery`` says where the code holds a slip.
        """
        actor.require("exchange", "manage")
        self._link.take_over(plain_code(code))
        self._audit.write(actor, "exchange", detail="take over")

    def rotate_key(self, actor: Actor) -> None:
        """Encrypt with a new key from now on."""
        actor.require("exchange", "manage")
        self._link.rotate_key()
        self._audit.write(actor, "exchange", detail="key")

    # --- paper ----------------------------------------------------------------------------------------------------

    def write_recovery(self, actor: Actor, path: Path) -> frozenset[str]:
        """Write the recovery sheet for the safe as a PDF.

        Returns:
            Characters that no typeface has.

        Raises:
            NotAllowed: The person may not.
            Refused: This desk does not hold the recovery code.
            EnvironmentFault: The file cannot be written.
        """
        from app.documents.pdf import write_pdf
        from app.features.exchange.report import recovery_sheet

        actor.require("exchange", "manage")
        code = self._link.recovery()
        if not code:
            raise Refused(
                T("exchange", "This desk does not hold the recovery code. Print the sheet where the office began."),
                "exchange.no_recovery",
            )
        sheet = recovery_sheet(code, self._settings.text("office.name"), self._clock.now(), self._zone)
        self._audit.write(actor, "print", "exchange", detail="recovery")
        return frozenset(write_pdf([sheet], path, self._fonts).missing)

    def write_invite(self, actor: Actor, invite: Invite, path: Path) -> frozenset[str]:
        """Write an invitation as a sheet of paper to take to the other desk."""
        from app.documents.pdf import write_pdf
        from app.features.exchange.report import invite_sheet

        actor.require("exchange", "manage")
        office = self._settings.text("office.name")
        sheet = invite_sheet(invite.code, invite.folder, invite.until, office, self._clock.now(), self._zone)
        return frozenset(write_pdf([sheet], path, self._fonts).missing)

    # --- helpers --------------------------------------------------------------------------------------------------

    def _reader(self, actor: Actor) -> Reader:
        return Reader(self._store, actor, tellings_of(actor, self._tellers()))

    def _must(self, key: str) -> Conflict:
        found = next((conflict for conflict in self._link.conflicts() if key_of(conflict) == key), None)
        if found is None:
            raise NotFound(T("exchange", "This has been settled meanwhile."), "exchange.settled")
        return found

    def _deciding(self, actor: Actor, key: str, action: str = "edit") -> tuple[Conflict, Telling]:
        actor.require("exchange", "settle")
        conflict = self._must(key)
        telling = tellings_of(actor, self._tellers()).get(conflict.table)
        actor.require(telling.entity if telling is not None else "setting", action)
        if telling is None:
            raise NotFound(T("exchange", "This desk does not know what that is. Bring it up to date."), "exchange.new")
        return conflict, telling

    def _write(self, actor: Actor, telling: Telling, conflict: Conflict, value: Any) -> None:
        self._link.settle(conflict.table, conflict.pk, conflict.column, value, actor.id)
        self._mend(actor, conflict.table, conflict.pk, telling)

    def _write_own(self, actor: Actor, telling: Telling, conflict: Conflict, value: Any) -> None:
        if telling.save is None:
            raise Refused(T("exchange", "Only one of the desks' values can be chosen here."), "exchange.no_own")
        # By the feature's own rules first; then what it made of it replaces every version, also an equal one.
        telling.save(conflict.pk, {conflict.column: value})
        stored = self._store.value(f'SELECT "{conflict.column}" FROM "{conflict.table}" WHERE id = ?', (conflict.pk,))
        self._link.settle(conflict.table, conflict.pk, conflict.column, stored, actor.id)

    def _mend(self, actor: Actor, table: str, pk: str, telling: Telling | None = None) -> None:
        """Bring columns that follow from the settled one in line; a record that breaks a rule stays as settled."""
        known = telling or tellings_of(actor, self._tellers()).get(table)
        if known is None or known.save is None:
            return
        try:
            known.save(pk, {})
        except (Invalid, NotFound, Refused):
            return


_NEEDS = {"dismiss": "settle", "accept": "manage", "repair": "settle"}


def _named(conflict: Conflict, telling: Telling) -> dict[str, object]:
    told = telling.fields.get(conflict.column)
    return {
        "record": telling.name(conflict.pk) or telling.title,
        "field": told.title if told is not None else conflict.column,
    }


def _problem(actor: Actor, problem: Problem, telling: Telling | None) -> ProblemRow:
    known = telling is not None and problem.pk
    return ProblemRow(
        id=problem.id,
        kind=problem.kind,
        title=PROBLEMS.get(problem.kind, OTHER),
        text=problem.text,
        record=telling.name(problem.pk) if telling is not None and known else "",
        place=telling.place(problem.pk) if telling is not None and known and telling.place is not None else None,
        at=problem.at,
        actions={
            action: verb(problem.kind, action)
            for action in ACTIONS
            if action in problem.actions and actor.may("exchange", _NEEDS[action])
        },
    )


def _check(folder: str, name: str) -> None:
    problems: dict[str, Text] = {}
    if not folder.strip():
        problems["folder"] = T("exchange", "Choose the shared folder.")
    problem = name_problem(name)
    if problem is not None:
        problems["name"] = problem
    if problems:
        raise Invalid(problems, "exchange.invalid")

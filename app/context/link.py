"""The exchange of one open office: composes its parts, runs it in the background, and answers for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__
from app.core.changes import Changes
from app.core.clock import Clock
from app.core.errors import AppError, Refused
from app.core.text import T
from app.host.machine import machine_id, volume_id
from app.host.paths import Paths
from app.store.store import Store
from app.sync.facts import PAUSED, PLACE, SITE_FACT
from app.sync.guard import Guard, GuardFacts, judge
from app.sync.reports import Conflict, Problem, Report, Status
from app.sync.watch import Pace, Watcher

if TYPE_CHECKING:
    from app.sync.desks import Setting
    from app.sync.exchange import Exchange
    from app.sync.proving import Verdict
    from app.sync.replica import AfterReceiving
    from app.sync.share import Share

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds in which an exchange under way may end by itself when the office is closed."""
ShareMaker = Callable[[Path], "Share"]


def open_share(folder: Path) -> Share:
    """Open a folder through a process of its own, which may be killed whenever the server falls silent."""
    from app.sync.remote import WorkerShare

    return WorkerShare(folder)


class OfficeLink:
    """Exchanges one office with its shared folder.

    Args:
        paths: The office's folders.
        store: Its database.
        clock: This computer's clock.
        after: Told which records arrived, inside the transaction.
        share: Opens a folder; in a process of its own unless a test says otherwise.
        fetch_up_to: Returns the bytes up to which contents of attachments come without anybody asking.
    """

    def __init__(
        self,
        paths: Paths,
        store: Store,
        clock: Clock,
        after: AfterReceiving | None = None,
        share: ShareMaker = open_share,
        fetch_up_to: Callable[[], int] | None = None,
    ) -> None:
        self._paths = paths
        self._store = store
        self._clock = clock
        self._after = after
        self._open = share
        self._fetch_up_to = fetch_up_to
        self._share: Share | None = None
        self._exchange: Exchange | None = None
        self._turn = threading.RLock()
        self._watcher: Watcher | None = None
        self._background = False
        self._told: list[Callable[[Status], None]] = []
        self._unsubscribe = store.feed.subscribe(self._saved)

    # --- opening and closing ----------------------------------------------------------------------------------------

    @property
    def sharing(self) -> bool:
        """Whether this office has a shared folder."""
        return bool(self._store.meta(SITE_FACT))

    def wake(self) -> None:
        """Make sure, before anything is written, that this database is the one this computer last wrote.

        What the exchange consists of is loaded only if it is not.
        """
        if not self.sharing:
            return
        row = self._store.database.row("SELECT stream, applied, head FROM sync_stream WHERE state = 'own'")
        if row is not None:
            stream, seq, head = row
            facts = GuardFacts(stream, seq, head.hex() if seq else "", machine_id(), volume_id(self._paths.data))
            if judge(Guard(self._paths.guards(), self._paths.data).read(), facts) == "same":
                return
        with self._turn:
            self._now().awake()

    def start(self) -> None:
        """Exchange in the background from now on, or as soon as there is a shared folder."""
        self._background = True
        if self.sharing and self._watcher is None:
            self._watcher = Watcher(self._once, lambda _report: self._tell())
            self._watcher.start()

    def pace(self, pace: Pace) -> None:
        """Note what the window is doing."""
        if self._watcher is not None:
            self._watcher.pace(pace)

    def close(self) -> None:
        """End the background work and the process that touches the share."""
        self._unsubscribe()
        watcher, self._watcher = self._watcher, None
        if watcher is not None and not watcher.stop(PATIENCE):
            # It waits for a server that does not answer: ending the process that asks ends the waiting.
            _close(self._share)
            if not watcher.stop():
                log.warning("the exchange did not end in time")
        _close(self._share)

    def _saved(self, changes: Changes) -> None:
        if changes.origin == "sync":
            return
        exchange = self._exchange
        if exchange is not None and exchange.replica.pending_decision():
            exchange.seal()
        if self._watcher is not None:
            self._watcher.saved()
            self._tell()

    def _tell(self) -> None:
        if self._told:
            status = self.status()
            for told_one in tuple(self._told):
                told_one(status)

    def _setting(self) -> Setting:
        from app.host.secrets import open_secrets
        from app.sync.blobs import FETCHED_UNASKED
        from app.sync.desks import Setting

        return Setting(
            self._store,
            open_secrets(self._paths),
            Guard(self._paths.guards(), self._paths.data),
            machine_id(),
            volume_id(self._paths.data),
            self._clock,
            __version__,
            self._after,
            self._fetch_up_to or (lambda: FETCHED_UNASKED),
        )

    def _now(self) -> Exchange:
        """Return the exchange, composing it when it is first needed.

        Raises:
            Refused: This desk works alone.
        """
        if self._exchange is None:
            if not self.sharing:
                raise Refused(T("sync", "This desk works alone: no shared folder is set up."), "exchange.alone")
            from app.sync import desks

            folder = self._store.meta(PLACE)
            self._share = self._open(Path(folder))
            self._exchange = desks.come_back(self._setting(), self._share, folder)
        return self._exchange

    # --- how it stands ----------------------------------------------------------------------------------------------

    def status(self) -> Status:
        """Return how the exchange stands."""
        return self._now().status() if self.sharing else Status()

    def desk_name(self, stream: bytes) -> str:
        """Return what the desk that writes a stream is called; empty if it cannot be told."""
        try:
            return self._now().members.name_of(stream) if self.sharing else ""
        except AppError:
            return ""

    def hurry(self) -> None:
        """Exchange as soon as can be: somebody waits for something."""
        if self._watcher is not None:
            self._watcher.hurry()

    def conflicts(self) -> Sequence[Conflict]:
        """Return what waits for a decision."""
        return self._now().conflicts() if self.sharing else ()

    def problems(self) -> Sequence[Problem]:
        """Return what was set aside for a person, newest first."""
        return self._now().open_problems()[::-1] if self.sharing else ()

    def watch(self, told: Callable[[Status], None]) -> Callable[[], None]:
        """Call ``told`` with every new status, in whatever thread it arises; the returned function ends that."""
        self._told.append(told)

        def end() -> None:
            if told in self._told:
                self._told.remove(told)

        return end

    # --- deciding ---------------------------------------------------------------------------------------------------

    def settle(self, table: str, pk: str, column: str, value: Any, author: str) -> None:
        """Write a field's value as an ordinary edit that replaces every version of it."""
        from app.sync import settling

        settling.settle(self._store, self._now().replica.shapes, table, pk, column, value, author)
        self._tell()

    def settle_deletion(self, table: str, pk: str, keep: bool, author: str) -> None:
        """Decide about a record that one desk deleted while another edited it; the opposite answer takes it back."""
        from app.sync import settling

        settling.settle_deletion(self._store, self._now().replica.shapes, table, pk, keep, author)
        self._tell()

    def dismiss(self, problem_id: int) -> None:
        """Put a problem away."""
        exchange = self._now()
        with self._store.database.transaction():
            exchange.problems.dismiss(problem_id)
        self._tell()

    def accept(self, problem_id: int) -> None:
        """Take in what a retired desk sent after it left."""
        from app.sync import governing

        with self._turn:
            governing.accept(self._now(), problem_id)
        self.once()

    def repair(self, problem_id: int) -> None:
        """Look for what is missing in every place, and put back on the share what this desk holds."""
        with self._turn:
            self._now().once(thorough=True)
        self._tell()

    # --- running ----------------------------------------------------------------------------------------------------

    def once(self, *, thorough: bool = False) -> Report:
        """Publish and take in everything now, unless a person has paused the exchange, and tell how it stands."""
        report = self._once(thorough=thorough)
        self._tell()
        return report

    def _once(self, *, thorough: bool = False) -> Report:
        with self._turn:
            exchange = self._now()
            if self._store.meta(PAUSED):
                return exchange.report()
            return exchange.once(thorough=thorough)

    def pause(self) -> None:
        """Stop exchanging on this desk until ``resume``; it stays so after a restart."""
        self._now()
        self._store.set_meta(PAUSED, "1")
        self._tell()

    def resume(self) -> None:
        """Go on exchanging."""
        self._store.set_meta(PAUSED, "")
        if self._watcher is not None:
            self._watcher.hurry()
        self._tell()

    # --- the office's folder and its desks --------------------------------------------------------------------------

    def site_at(self, folder: str) -> str:
        """Return the id (hex) of the office that a folder belongs to; empty where it belongs to none."""
        return site_at(self._open, folder)

    def found(self, folder: str, name: str) -> str:
        """Begin exchanging through an empty folder as the office's first desk; return the recovery code."""
        from app.sync import desks, governing

        with self._turn:
            share = self._open(Path(folder))
            try:
                self._exchange = desks.found(self._setting(), share, name, folder)
            except BaseException:
                _close(share)
                raise
            self._share = share
            self._exchange.once()
            code = governing.recovery(self._exchange)
        if self._background:
            self.start()
        self._tell()
        return code

    def move(self, folder: str) -> None:
        """Go on with the same office in another place: its folder has another path now, or is built up anew."""
        from app.sync import desks
        from app.sync.messages import told

        with self._turn:
            exchange = self._now()
            share = self._open(Path(folder))
            try:
                there = site_at(lambda _: share, folder)
                if there not in ("", exchange.site.id.hex()):
                    raise Refused(
                        T("sync", "This folder belongs to another office. Choose yours, or an empty one."), "sync.taken"
                    )
                if not there:
                    with told():
                        exchange.rebuild(share)
            except BaseException:
                _close(share)
                raise
            self._store.set_meta(PLACE, folder)
            _close(self._share)
            self._share, self._exchange = share, None
            self._exchange = desks.come_back(self._setting(), share, folder)
            self._exchange.once(thorough=True)
        self._tell()

    def verify(self) -> Verdict:
        """Read every file of the share that this desk knows of, and prove it."""
        with self._turn:
            return self._now().verify()

    def rebuild(self) -> None:
        """Put everything this desk holds back into the office's folder, which was lost or emptied."""
        with self._turn:
            exchange = self._now()
            assert self._share is not None
            exchange.rebuild(self._share)
            exchange.once(thorough=True)
        self._tell()

    def replay(self) -> bool:
        """Derive this desk's records anew from its segments; return False if not all that is needed could be had."""
        from app.sync.messages import told

        with self._turn, told():
            done = self._now().branching.again()
        self._tell()
        return done

    def invite(self) -> tuple[str, int]:
        """Make a code with which one more desk can join, once; return it and until when it holds."""
        from app.sync import governing

        with self._turn:
            made = governing.invite(self._now())
        return made.code, made.until

    def recovery(self) -> str:
        """Return the recovery code, or the empty text where this desk does not hold it."""
        if not self.sharing:
            return ""
        from app.sync import governing

        return governing.recovery(self._now())

    def take_over(self, code: str) -> None:
        """Let this desk hold the office's own key, by the recovery code."""
        from app.sync import governing

        with self._turn:
            governing.take_over(self._now(), code)
            self._now().once(thorough=True)
        self._tell()

    def rename(self, name: str) -> None:
        """Call this desk something else."""
        from app.sync import governing

        with self._turn:
            governing.rename(self._now(), name)
            self._now().once(thorough=True)
        self._tell()

    def retire(self, device: str) -> None:
        """Let a desk leave the office; what it sends from now on is set aside."""
        from app.sync import governing

        with self._turn:
            governing.retire(self._now(), bytes.fromhex(device))
            self._now().once(thorough=True)
        self._tell()

    def rotate_key(self) -> None:
        """Encrypt from now on with a new key that only the desks of today get."""
        from app.sync import governing

        with self._turn:
            governing.rotate(self._now())
            self._now().once(thorough=True)
        self._tell()

    def exchange(self) -> Exchange:
        """Return what does the work, for the command line and for tests."""
        return self._now()

    def join(self, folder: str, code: str, name: str, progress: Callable[[int, int], bool]) -> None:
        """Join an office and fill this empty database; see ``Joiner.join``."""
        from app.sync import desks
        from app.sync.recovery import is_recovery

        with self._turn:
            share = self._open(Path(folder))
            try:
                enter = desks.recover if is_recovery(code) else desks.join
                exchange = enter(self._setting(), share, code, name, folder)
            except BaseException:
                _close(share)
                raise
            self._share, self._exchange = share, exchange
            exchange.fill(progress)

    def fill(self, progress: Callable[[int, int], bool]) -> None:
        """Go on with filling the database of a desk that has joined."""
        with self._turn:
            self._now().fill(progress)


def site_at(share: ShareMaker, folder: str) -> str:
    """Return the id (hex) of the office that a folder belongs to; empty where it belongs to none.

    Raises:
        Refused: What says so is there but cannot be read or does not verify.
    """
    from app.sync import desks
    from app.sync.messages import told

    opened = share(Path(folder))
    try:
        with told():
            try:
                return desks.read_office(opened).id.hex()
            except Refused as error:
                if error.code == "sync.no_office":
                    return ""
                raise
    finally:
        _close(opened)


def _close(share: Share | None) -> None:
    closing = getattr(share, "close", None)
    if closing is not None:
        closing()


class OfficeJoiner:
    """Makes this computer a desk of an office that exists already; see ``Joiner``.

    Args:
        paths: Where the office is to lie here; there must be none yet.
        clock: This computer's clock.
        share: Opens a folder.
    """

    def __init__(self, paths: Paths, clock: Clock, share: ShareMaker = open_share) -> None:
        self._paths = paths
        self._clock = clock
        self._open = share

    def site_at(self, folder: str) -> str:
        """Return the id (hex) of the office that a folder belongs to; empty where it belongs to none."""
        return site_at(self._open, folder)

    def join(self, folder: str, code: str, name: str, progress: Callable[[int, int], bool]) -> None:
        """Join and fill the empty local office; undone as a whole if it fails or is cancelled, but for the right to try
        again with the same code.
        """
        from app.context.office import AppContext, office_exists
        from app.host.secrets import open_secrets
        from app.sync import desks

        begun = office_exists(self._paths)
        context = AppContext(self._paths, self._clock)
        place = context.store.meta(PLACE)
        # The program may have been cut off while it joined, with nobody here yet who could log in.
        if begun and (context.accounts.any() or place not in ("", folder)):
            context.close()
            raise Refused(
                T("sync", "There is an office in this data folder already. Join from an empty one."), "office.exists"
            )
        try:
            link = OfficeLink(self._paths, context.store, self._clock, context.check_arrivals, self._open)
            try:
                if link.sharing:
                    link.fill(progress)
                else:
                    link.join(folder, code, name, progress)
            finally:
                link.close()
        except BaseException:
            context.close()
            for path in self._paths.data.glob(f"{self._paths.database.name}*"):
                path.unlink(missing_ok=True)
            open_secrets(self._paths).delete(desks.SECRET)
            raise
        desks.joined(open_secrets(self._paths))
        context.close()

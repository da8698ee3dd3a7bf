"""How a desk begins: founding an office's exchange, joining one, and coming back each time the program starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nacl.signing import SigningKey

from app.core.clock import Clock
from app.core.errors import EnvironmentFault, Invalid, Refused
from app.core.text import T
from app.store.store import Store
from app.sync import joining, names
from app.sync.blobs import FETCHED_UNASKED
from app.sync.claiming import claim_again
from app.sync.exchange import Exchange, Guarding
from app.sync.facts import CLOCK_OFF, LANE, PLACE, SITE_FACT
from app.sync.faults import Damaged, NewerFormat, ShareFault
from app.sync.guard import Guard, GuardFacts, judge
from app.sync.identity import Identity, SecretStore, new_stream
from app.sync.joining import Door
from app.sync.lanes import claim_lane
from app.sync.members import admin_entry, device_entry, stream_entry
from app.sync.membership import Membership, keep_entries
from app.sync.messages import MESSAGES, told
from app.sync.recovery import parse_recovery, recovered
from app.sync.replica import AfterReceiving, Replica
from app.sync.share import Share
from app.sync.shelf import listing, reading
from app.sync.site import Site, make_site, read_site

SECRET = "desk"  # noqa: S105 - a name, not a secret
JOINING = "joining"
"""Names a secret, too: the invitation that this desk began to use, its answer, and its keys."""


@dataclass(frozen=True)
class Setting:
    """What a desk stands on.

    Attributes:
        store: Its database.
        secrets: Where its keys lie.
        guard: The memory outside the database.
        machine: What tells this computer from others.
        volume: What tells the disk of the data folder from others.
        clock: This computer's clock.
        version: This program's version.
        after: Told which records arrived, inside the transaction.
        fetch_up_to: Returns the bytes up to which contents of attachments come without anybody asking.
    """

    store: Store
    secrets: SecretStore
    guard: Guard
    machine: str
    volume: str
    clock: Clock
    version: str
    after: AfterReceiving | None = None
    fetch_up_to: Callable[[], int] = lambda: FETCHED_UNASKED

    def guarding(self) -> Guarding:
        """Return the guard as the exchange uses it."""
        return Guarding(self._is_ours, self._keep)

    def _is_ours(self, stream: str, seq: int, mark: str) -> bool:
        return judge(self.guard.read(), self._facts(stream, seq, mark)) == "same"

    def _keep(self, stream: str, seq: int, mark: str) -> None:
        self.guard.write(self._facts(stream, seq, mark))

    def _facts(self, stream: str, seq: int, mark: str) -> GuardFacts:
        return GuardFacts(stream, seq, mark if seq else "", self.machine, self.volume)

    def keep_identity(self, identity: Identity) -> None:
        """Keep this desk's secrets."""
        self.secrets.set(SECRET, identity.to_secret())


def is_sharing(store: Store) -> bool:
    """Say whether this office exchanges with other desks."""
    return bool(store.meta(SITE_FACT))


def come_back(setting: Setting, share: Share, folder: str = "") -> Exchange:
    """Return the exchange of a desk that has one.

    Args:
        setting: What the desk stands on.
        share: The shared folder.
        folder: What people call it.

    Raises:
        EnvironmentFault: The desk's secrets are gone, as after copying the data folder to another computer.
    """
    secret = setting.secrets.get(SECRET)
    if secret is None:
        raise EnvironmentFault(
            T(
                "sync",
                "This computer does not hold the keys of this desk, probably because the data folder was copied from "
                "another one. Let this computer join the office with an invitation of its own.",
            ),
            "sync.no_keys",
        )
    site = read_site(bytes.fromhex(setting.store.meta(SITE_FACT)))
    return _exchange(setting, share, site, Identity.from_secret(secret), folder)


def found(setting: Setting, share: Share, name: str, folder: str = "") -> Exchange:
    """Begin the exchange of an office as its first desk, in an empty folder.

    Args:
        setting: What the desk stands on; everything in its database becomes the office's common property.
        share: The shared folder.
        name: What this desk is called.
        folder: What people call the share.

    Raises:
        Refused: This office exchanges already, or the folder belongs to an office or cannot be used; nothing was kept.
    """
    if is_sharing(setting.store):
        raise Refused(T("sync", "This office has a shared folder already."), "sync.already")
    with told():
        cut_off = _cut_off(setting, share)
    begun = joining.found(name, setting.clock.now(), cut_off)
    before = setting.secrets.get(SECRET)
    setting.keep_identity(begun.identity)
    with told():
        if cut_off is None:
            try:
                _claim(share, begun.site)
            except Refused:
                # What is there may be this desk's own after all, and only could not be read.
                if before is not None:
                    setting.secrets.set(SECRET, before)
                raise
        for path in names.FOLDERS:
            share.folder(path)
        lane = claim_lane(share, (), first=setting.store.meta(LANE, "A"))
        clock_off = share.server_time() - setting.clock.now()
    return _begin(setting, share, begun.site, begun.identity, begun.entries, lane, folder, clock_off, everything=True)


def _cut_off(setting: Setting, share: Share) -> Identity | None:
    """Return who began an office in this folder before, if that was this desk and nothing has come of it yet."""
    secret = setting.secrets.get(SECRET)
    identity = None if secret is None else Identity.from_secret(secret)
    if identity is None or identity.admin_seed is None:
        return None
    site = make_site(identity.admin_seed)
    there = reading(share, names.SITE)
    if there is None or listing(share, names.LIVE) or listing(share, names.STREAMS):
        return None
    return identity if there == site.data or claim_again(share, site, there) else None


def _claim(share: Share, site: Site) -> None:
    """Make a folder an office's.

    Raises:
        Refused: It is another one's.
    """
    try:
        share.claim(names.SITE, site.data)
    except ShareFault as fault:
        if fault.kind != "exists":
            raise
        raise Refused(
            T("sync", "This folder belongs to an office already. Join it with an invitation, or choose an empty one."),
            "sync.taken",
        ) from fault


def join(setting: Setting, share: Share, code: str, name: str, folder: str = "") -> Exchange:
    """Become a desk of an office; its records arrive with the first exchange.

    Cut off or failed at any moment, it can be done again with the same code here, even in a new database, until
    ``joined`` is called.

    Args:
        setting: What the desk stands on; its database must be empty.
        share: The office's shared folder.
        code: The invitation.
        name: What this desk is called.
        folder: What people call the share.

    Raises:
        Invalid: The code is not one of this office.
        Refused: The invitation has run out or was used, or the folder cannot be used.
    """
    with told():
        site = read_office(share)
        door = joining.unlock(code, site)
        begun = _cut_short(setting, site, door)
        identity, entry = begun or _accept(setting, share, site, door, name)
        _answer(share, door, entry, again=begun is not None)
        lane = claim_lane(share, ())
    return _begin(setting, share, site, identity, (entry,), lane, folder)


def joined(secrets: SecretStore) -> None:
    """Forget what was kept for joining again: the desk is filled, and its invitation of no more use."""
    secrets.delete(JOINING)


def _cut_short(setting: Setting, site: Site, door: Door) -> tuple[Identity, bytes] | None:
    """Return this desk and its answer to an invitation, if it began to use that before and did not come to an end."""
    kept = (setting.secrets.get(JOINING) or "").split(" ")
    if len(kept) != 3 or kept[0] != door.id.hex():
        return None
    identity = Identity.from_secret(kept[2])
    if identity.site != site.id:
        return None
    setting.keep_identity(identity)
    return identity, bytes.fromhex(kept[1])


def _accept(setting: Setting, share: Share, site: Site, door: Door, name: str) -> tuple[Identity, bytes]:
    """Open an invitation and return this desk and its answer, both kept before anybody hears of them.

    Raises:
        Invalid: There is no such invitation.
        Refused: It has run out.
        ShareFault: The share failed.
    """
    now = share.server_time()
    try:
        invitation = joining.open_invite(door, site, share.read(names.invitation_path(door.id)), now)
    except (ShareFault, Damaged) as fault:
        if isinstance(fault, ShareFault) and fault.kind != "missing":
            raise
        raise Invalid(
            {"code": T("sync", "This code does not open an invitation to this office. Check it, letter by letter.")},
            "sync.code",
        ) from fault
    identity, entry = joining.accept(invitation, name, now)
    setting.keep_identity(identity)
    setting.secrets.set(JOINING, f"{door.id.hex()} {entry.hex()} {identity.to_secret()}")
    return identity, entry


def _answer(share: Share, door: Door, entry: bytes, *, again: bool) -> None:
    """Use an invitation up.

    Args:
        share: The office's shared folder.
        door: The invitation.
        entry: This desk's answer.
        again: Whether this desk may have given it before, perhaps cut off.

    Raises:
        Refused: Somebody else has used it.
        ShareFault: The share failed.
    """
    path = names.request_path(door.id)
    try:
        share.claim(path, entry)
    except ShareFault as fault:
        if fault.kind != "exists":
            raise
        if again and entry.startswith(share.read(path)):
            return
        raise Refused(
            T("sync", "This invitation has been used already. Ask for a new code where the office began."),
            "sync.used",
        ) from fault


def recover(setting: Setting, share: Share, code: str, name: str, folder: str = "") -> Exchange:
    """Become a desk of an office by its recovery code, with the office's own key; nobody has to invite.

    Args:
        setting: What the desk stands on; its database must be empty.
        share: The office's shared folder.
        code: The recovery code from the safe.
        name: What this desk is called.
        folder: What people call the share.

    Raises:
        Invalid: ``recovery``: the code holds a slip, or is another office's.
        Refused: The folder does not hold the office's first key, or cannot be used.
    """
    seed = parse_recovery(code)
    with told():
        site = read_office(share)
        entries = [share.read(f"{names.ROSTER}/{entry}") for entry in share.names(names.ROSTER)]
        identity = recovered(seed, site, entries)
        own = device_entry(identity, SigningKey(seed), b"", name, share.server_time())
        setting.keep_identity(identity)
        lane = claim_lane(share, ())
    return _begin(setting, share, site, identity, (own, admin_entry(identity)), lane, folder)


def read_office(share: Share) -> Site:
    """Return whose folder this is.

    Raises:
        Refused: It is no office's folder, or one of a newer version.
        ShareFault: It cannot be read.
    """
    try:
        return read_site(share.read(names.SITE))
    except NewerFormat as fault:
        raise Refused(MESSAGES["newer"], "sync.newer") from fault
    except (ShareFault, Damaged) as fault:
        if isinstance(fault, ShareFault) and fault.kind != "missing":
            raise
        raise Refused(
            T("sync", "No office shares this folder. Choose the folder in which the office's first desk began."),
            "sync.no_office",
        ) from fault


def _begin(
    setting: Setting,
    share: Share,
    site: Site,
    identity: Identity,
    entries: tuple[bytes, ...],
    lane: str,
    folder: str,
    clock_off: int = 0,
    *,
    everything: bool = False,
) -> Exchange:
    store = setting.store
    stream = new_stream(identity.device)
    facts = {LANE: lane, PLACE: folder, CLOCK_OFF: str(clock_off), SITE_FACT: site.data.hex()}

    def along() -> None:
        for key, value in facts.items():
            store.note_meta(key, value)
        keep_entries(store.database, (*entries, stream_entry(identity, stream, lane)))

    # The guard comes first: one behind its database is of no harm, and a database without one counts as copied.
    setting.guarding().keep(stream.hex(), 0, "")
    Replica(store, identity).begin(stream, along, everything=everything)
    exchange = _exchange(setting, share, site, identity, folder)
    exchange.remember()
    return exchange


def _exchange(setting: Setting, share: Share, site: Site, identity: Identity, folder: str) -> Exchange:
    replica = Replica(setting.store, identity, setting.after)
    members = Membership(setting.store, site, identity)
    return Exchange(
        replica,
        share,
        site,
        members,
        setting.guarding(),
        setting.clock,
        setting.version,
        setting.keep_identity,
        folder or setting.store.meta(PLACE),
        setting.fetch_up_to,
    )

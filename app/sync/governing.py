"""What a desk with the office's key does: invite, retire, give a new key, accept what a leaver still sent."""

from __future__ import annotations

from app.core.errors import NotFound, Refused
from app.core.text import T
from app.sync import joining, names
from app.sync.exchange import Exchange
from app.sync.faults import Damaged
from app.sync.inbox import parse_subject
from app.sync.joining import Invite
from app.sync.members import admin_entry, begin_epoch, lost_entry, name_entry, retire_entry
from app.sync.messages import told
from app.sync.recovery import parse_recovery, recovery_text, restored


def invite(exchange: Exchange) -> Invite:
    """Let one more desk join: put an invitation on the share, which only its code opens.

    Raises:
        Refused: This desk does not hold the office's key, or the share cannot be reached or does not keep what it
            is given.
    """
    with told():
        made = joining.make_invite(exchange.replica.identity, exchange.site, exchange.share.server_time())
        path = names.invitation_path(made.id)
        exchange.share.create(path, made.data)
        if exchange.share.read(path) != made.data:
            # Nobody would find out before somebody stands at the new desk with a code that opens nothing.
            raise Damaged("the invitation does not read back")
    return made


def take_over(exchange: Exchange, code: str) -> None:
    """Let this desk hold the office's own key, by the recovery code from the safe.

    Raises:
        Invalid: ``recovery``: the code holds a slip, or is another office's.
    """
    identity = restored(exchange.members.identity, parse_recovery(code))
    exchange.adopt(identity)
    exchange.members.add([admin_entry(identity)])


def rename(exchange: Exchange, name: str) -> None:
    """Call this desk something else; the others learn it with the next exchange."""
    identity = exchange.replica.identity
    exchange.members.add([name_entry(identity, exchange.members.roster, name)])


def retire(exchange: Exchange, device: bytes) -> None:
    """Let a desk leave: what it has sent so far counts, and what comes is written under a key it does not get.

    Raises:
        Refused: This desk does not hold the office's key, or it is this desk itself.
        NotFound: There is no such desk.
    """
    roster = exchange.members.roster
    if device not in roster.devices:
        raise NotFound(T("sync", "This desk does not belong to the office."), "sync.no_desk")
    if device == exchange.replica.identity.device:
        raise Refused(
            T("sync", "A desk cannot retire itself. Do this on another desk that holds the office's key."), "sync.self"
        )
    applied = exchange.replica.vector()
    last = {stream: applied.get(stream, 0) for stream in roster.streams_of(device)}
    exchange.members.add([retire_entry(exchange.replica.identity, device, last, exchange.replica.now())])
    rotate(exchange)


def rotate(exchange: Exchange) -> None:
    """Write from now on under a new key, which only the desks of today get.

    Raises:
        Refused: This desk does not hold the office's key.
    """
    identity, entries = begin_epoch(exchange.members.identity, exchange.members.roster)
    exchange.adopt(identity)
    exchange.members.add(entries)


def accept(exchange: Exchange, number: int) -> None:
    """Accept what a retired desk sent after it left, or that a missing file is lost for good.

    Raises:
        Refused: This desk does not hold the office's key, or there is nothing to accept.
    """
    found = exchange.problems.get(number)
    if found is not None and found[0] == "gap":
        _give_up(exchange, found[1])
    elif found is not None and found[0] == "retired":
        _accept_late(exchange, bytes.fromhex(found[1]))
    else:
        raise Refused(T("sync", "There is nothing to accept here."), "sync.nothing")


def _give_up(exchange: Exchange, subject: str) -> None:
    """Let the office go on without a file that nobody holds; should it turn up, everybody takes it in all the same."""
    place = parse_subject(subject)
    if place is None:
        raise Refused(T("sync", "There is nothing to accept here."), "sync.nothing")
    stream, seq = place
    with told():
        tops = [found for name in exchange.share.names(names.LIVE) if (found := names.parse_beacon(name))]
        streams = {stream, exchange.replica.forks().origin(stream)}
        top = max((upto for one, upto in tops if one in streams), default=0)
        cut = exchange.branching.gap(stream, seq, top)
    if cut is None:
        raise Refused(
            T("sync", "This desk no longer waits for this file. Exchange once more and look again."), "sync.no_gap"
        )
    identity = exchange.replica.identity
    exchange.members.add([lost_entry(identity, cut.origin, cut.first, cut.last, cut.before, cut.head)])
    with exchange.replica.store.database.transaction():
        exchange.problems.settle("gap", subject)


def _accept_late(exchange: Exchange, stream: bytes) -> None:
    """Accept what a retired desk sent after it left."""
    roster = exchange.members.roster
    device = roster.device_of(stream)
    if device is None:
        raise Refused(T("sync", "There is nothing to accept here."), "sync.nothing")
    with told():
        top = max(
            (
                beacon[1]
                for name in exchange.share.names(names.LIVE)
                if (beacon := names.parse_beacon(name)) and beacon[0] == stream
            ),
            default=0,
        )
    last = {one: roster.accepted_up_to(one) or 0 for one in roster.streams_of(device)}
    last[stream] = max(last.get(stream, 0), top)
    exchange.members.add([retire_entry(exchange.replica.identity, device, last, exchange.replica.now())])
    with exchange.replica.store.database.transaction():
        exchange.problems.settle("retired", stream.hex())


def recovery(exchange: Exchange) -> str:
    """Return the recovery code, or the empty text where this desk does not hold the office's key."""
    seed = exchange.replica.identity.admin_seed
    return "" if seed is None else recovery_text(seed)

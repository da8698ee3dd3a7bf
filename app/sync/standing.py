"""How the exchange stands, read from the database alone: state, peers, conflicts, problems."""

from __future__ import annotations

from dataclasses import replace

from app.core.clock import Clock
from app.core.text import Text
from app.sync.acks import Acks
from app.sync.conflicts import count_conflicts, list_conflicts
from app.sync.facts import CONTACT, LANE, OFFLINE, PAUSED, STOPPED
from app.sync.membership import Membership
from app.sync.messages import MESSAGES
from app.sync.problems import Problems
from app.sync.replica import Replica, StreamEnd
from app.sync.reports import Conflict, Peer, Problem, State, Status


def newest_sent(replica: Replica, end: StreamEnd) -> int:
    """Return the newest segment of a stream of this desk's that is on the share."""
    unsent = replica.unsent_first(end.idx)
    return end.applied if unsent is None else unsent - 1


class Standing:
    """What the window and scripts ask about.

    Args:
        replica: This desk's database.
        members: Who belongs to the office.
        acks: What the other desks have.
        problems: What was set aside.
        clock: This computer's clock.
        place: What people call the share.
    """

    def __init__(
        self,
        replica: Replica,
        members: Membership,
        acks: Acks,
        problems: Problems,
        clock: Clock,
        place: str,
    ) -> None:
        self._replica = replica
        self._members = members
        self._acks = acks
        self._problems = problems
        self._clock = clock
        self._place = place

    def status(self, contact_at: int | None = None, trouble: Text | None = None) -> Status:
        """Return how the exchange stands; it does not touch the share.

        Args:
            contact_at: When the share was last reached by this program, UTC milliseconds; None for what was noted.
            trouble: What hinders this computer itself.
        """
        store = self._replica.store
        own = self._replica.own()
        unsealed, unpublished = self._replica.unsealed(), self._replica.unsent_count()
        peers = self._peers(own)
        active = [peer for peer in peers if not peer.retired]
        received_by = sum(peer.missing == 0 and peer.heard_at is not None for peer in active)
        stopped, offline = store.meta(STOPPED), store.meta(OFFLINE)
        state: State = "shared"
        if store.meta(PAUSED):
            state = "paused"
        elif stopped:
            state = "stopped"
        elif offline:
            state = "offline"
        elif unsealed or unpublished:
            state = "saved"
        elif active and received_by == len(active):
            state = "received"
        device = self._replica.identity.device
        me = self._members.roster.devices.get(device)
        contact = contact_at or store.meta(CONTACT)
        return Status(
            site=self._replica.identity.site.hex(),
            device=device.hex(),
            name=me.name if me else "",
            stream=own.stream.hex(),
            lane=store.meta(LANE),
            state=state,
            folder=self._place,
            unsealed=unsealed,
            unpublished=unpublished,
            received_by=received_by,
            peers=peers,
            conflicts=count_conflicts(store.database, self._replica.shapes),
            problems=self._problems.count(self._clock.now()),
            contact_at=int(contact) if contact else None,
            clock_off=self._replica.clock_off,
            message=trouble or MESSAGES.get(stopped or offline),
        )

    def _peers(self, own: StreamEnd) -> tuple[Peer, ...]:
        roster = self._members.roster
        acks = self._acks.all()
        applied = self._replica.vector()
        sent = newest_sent(self._replica, own)
        known: dict[bytes, int] = {}
        for ack in acks.values():
            for stream, seq in ack.vector.items():
                known[stream] = max(known.get(stream, 0), seq)
        found: list[Peer] = []
        for device in sorted(roster.devices.values(), key=lambda device: (device.joined_at, device.id)):
            if device.id == self._replica.identity.device:
                continue
            streams = roster.streams_of(device.id)
            said = [acks[stream] for stream in streams if stream in acks]
            newest = max(said, key=lambda ack: ack.at) if said else None
            behind = sum(max(0, known.get(stream, 0) - applied.get(stream, 0)) for stream in streams)
            lanes = [lane for stream in streams if (lane := roster.lane_of(stream))]
            found.append(
                Peer(
                    device=device.id.hex(),
                    name=device.name,
                    lane=lanes[-1] if lanes else "",
                    heard_at=newest.at if newest else None,
                    missing=max(0, sent - (newest.vector.get(own.stream, 0) if newest else 0)),
                    behind=behind,
                    version=newest.version if newest else "",
                    clock_off=newest.clock_off if newest else 0,
                    retired=device.retired_at is not None,
                )
            )
        return tuple(found)

    def conflicts(self) -> list[Conflict]:
        """Return the fields and records that wait for a decision."""
        return list_conflicts(self._replica.store.database, self._replica.shapes, self._members.name_of)

    def problems(self) -> list[Problem]:
        """Return what a person should look at."""
        return [self._named(problem) for problem in self._problems.open(self._clock.now())]

    def _named(self, problem: Problem) -> Problem:
        """Return a problem with the desk's name in place of its stream."""
        params = dict(problem.text.params)
        desk = params.get("desk")
        if not isinstance(desk, str) or len(desk) != 32:
            return problem
        return replace(problem, text=problem.text.with_(desk=self._members.name_of(bytes.fromhex(desk))))

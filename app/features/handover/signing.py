"""Signing: the outgoing person hands over, the incoming one reads and accepts, at one desk or at two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.core.errors import Invalid, Refused
from app.core.text import T, Text
from app.features.handover import rules
from app.features.handover.base import checked_text, shift_after
from app.features.handover.making import HandoverMaking
from app.features.handover.records import Handover, HandoverLine, HandoverTick
from app.features.staff.rules import Actor
from app.store.records import member_id
from app.store.work import Work, read_many


class HandoverSigning(HandoverMaking):
    """The verbs of handing over and taking over.

    Whoever signs is ``actor``; somebody else at the same desk becomes one with ``signer``.
    """

    def signer(self, number: str, pin: str) -> Actor:
        """Return somebody at this desk who may sign, by staff number and PIN; nobody is logged in or out.

        Raises:
            NotAllowed: The person may not sign handovers.
            Refused: Number and PIN do not fit, or the account works only in company.
        """
        actor = self._accounts.identify(number, pin)
        self._accounts.require_alone(actor)
        actor.require("handover", "sign")
        return actor

    # --- the outgoing side ----------------------------------------------------------------------------------------

    def hand_over(self, actor: Actor, handover_id: str, pin: str = "") -> int:
        """Sign a draft as the outgoing person, and return how many lines came in since it was last made.

        It is made anew from the data first, so that nothing is left out that came meanwhile.

        Raises:
            NotAllowed: The person may not.
            Invalid: A difference of what was counted is not explained.
            Refused: The PIN is wrong, or it has been handed over already.
        """
        actor.require("handover", "sign")
        self._confirm(actor, pin)
        with self._store.change(actor.id) as work:
            head = self._draft(work, handover_id)
            if head.back_entered:
                raise Refused(
                    T("handover", "This handover was written on paper: enter who signed it there."), "handover.paper"
                )
            new = self._refresh(work, actor, head)
            head = work.must(Handover, handover_id)
            self._check_counts(work, head)
            head = work.update(head, state="handed", out_id=actor.id, out_name=actor.name, out_at=work.now)
            self._write_event(work, head, actor, "hand_over")
        return new

    def take_back(self, actor: Actor, handover_id: str) -> None:
        """Take a handover back that nobody has accepted yet: it is a draft again, and ticks are gone.

        Raises:
            NotAllowed: It is somebody else's.
            Refused: It has been accepted already, or was never handed over.
        """
        actor.require("handover", "sign")
        with self._store.change(actor.id) as work:
            head = work.must(Handover, handover_id)
            rules.check_move("take_back", head.state)
            if actor.id != head.out_id:
                actor.require("handover", "override")
            self._back_to_draft(work, head, actor, "take_back", "")

    def leave(self, actor: Actor, handover_id: str, pin: str = "", reason: str = "") -> None:
        """Seal a handover without anybody to accept it: whoever comes next reads it and signs afterwards.

        Args:
            actor: The outgoing person.
            handover_id: A draft, or one that was handed over in vain.
            pin: Their PIN.
            reason: Why nobody accepts it; needed when somebody is on duty in the next shift.

        Raises:
            NotAllowed: The person may not.
            Invalid: A difference or the reason is not given.
            Refused: The PIN is wrong, or it is sealed already.
        """
        actor.require("handover", "sign")
        self._confirm(actor, pin)
        with self._store.change(actor.id) as work:
            head = work.must(Handover, handover_id)
            rules.check_move("leave", head.state)
            if head.state == "draft":
                self._refresh(work, actor, head)
                head = work.must(Handover, handover_id)
                self._check_counts(work, head)
                head = work.update(head, out_id=actor.id, out_name=actor.name, out_at=work.now)
            elif actor.id != head.out_id:
                actor.require("handover", "override")
            if self._shifts.on_duty(shift_after(head)) and not reason.strip():
                raise Invalid({"reason": T("handover", "Somebody is on duty next. Why does nobody accept it?")})
            head = work.update(head, state="left", in_mode="left", in_note=reason.strip())
            self._write_event(work, head, actor, "leave", reason.strip())
            self._seal(work, head, actor)

    # --- the incoming side ----------------------------------------------------------------------------------------

    def tick(self, actor: Actor, line_ids: Sequence[str], *, read: bool = True) -> None:
        """Note that lines were read, or take that back.

        Raises:
            NotAllowed: The person may not sign.
            Refused: The handover does not wait to be read, or it is the person's own.
        """
        actor.require("handover", "sign")
        new: list[HandoverTick] = []
        with self._store.change(actor.id) as work:
            for line_id in line_ids:
                line = work.must(HandoverLine, line_id)
                head = work.must(Handover, line.handover_id)
                self._check_reader(head, actor)
                there = work.get(HandoverTick, member_id(line.id, "read"))
                if there is not None and not read:
                    work.delete(there)
                elif there is None and read:
                    new.append(
                        HandoverTick(
                            id=member_id(line.id, "read"),
                            handover_id=head.id,
                            line_id=line.id,
                            staff_id=actor.id,
                            name=actor.name,
                            at=work.now,
                            after=int(head.state == "left"),
                        )
                    )
            work.insert_many(new)

    def accept(self, actor: Actor, handover_id: str, pin: str = "") -> None:
        """Sign as the incoming person: every required line has been read. That seals the handover.

        One that was left for the next shift is sealed already: the signature is added to it.

        Raises:
            NotAllowed: The person may not.
            Refused: The PIN is wrong, lines are still to be read, it does not wait, or it is the person's own.
        """
        actor.require("handover", "sign")
        self._confirm(actor, pin)
        with self._store.change(actor.id) as work:
            head = work.must(Handover, handover_id)
            self._check_reader(head, actor)
            unread = self._unread(work, head)
            if unread:
                raise Refused(
                    T("handover", "{n} lines must still be read and ticked, the first: {line}.").with_(
                        n=len(unread), line=unread[0].title
                    ),
                    "handover.unread",
                )
            self._take_over(work, head, actor, "late" if head.state == "left" else "accept", "")

    def accept_instead(self, actor: Actor, handover_id: str, reason: str, pin: str = "") -> None:
        """Accept in place of the person who should: a supervisor, with a reason.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: The PIN is wrong, or it does not wait to be accepted.
        """
        actor.require("handover", "override")
        why = checked_text(reason, "reason")
        self._confirm(actor, pin)
        with self._store.change(actor.id) as work:
            head = work.must(Handover, handover_id)
            rules.check_move("instead", head.state)
            self._take_over(work, head, actor, "instead", why)

    def refuse(self, actor: Actor, handover_id: str, reason: str) -> None:
        """Refuse a handover, such as when the cash is not what it says: it goes back to whoever prepares it.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: It does not wait to be accepted, or it is the person's own.
        """
        actor.require("handover", "sign")
        why = checked_text(reason, "reason")
        with self._store.change(actor.id) as work:
            head = work.must(Handover, handover_id)
            rules.check_move("refuse", head.state)
            self._check_reader(head, actor)
            self._back_to_draft(work, head, actor, "refuse", why)

    def enter_signed(
        self, actor: Actor, handover_id: str, out_id: str, in_id: str, pin: str = "", signed_at: int | None = None
    ) -> None:
        """Seal a handover that was written and signed on paper, entered afterwards by ``actor``.

        Args:
            actor: Who enters it, and signs for having entered it as it stands on the paper.
            handover_id: A draft made with ``paper``.
            out_id: Staff id of who signed as outgoing.
            in_id: Staff id of who signed as incoming; empty if nobody did.
            pin: The PIN of who enters it.
            signed_at: When it was signed, UTC milliseconds; the end of the shift if not given.

        Raises:
            NotAllowed: The person may not.
            Invalid: Who signed is not known, or a difference is not explained.
            Refused: The PIN is wrong, or the handover was made from the data.
        """
        actor.require("handover", "sign")
        self._confirm(actor, pin)
        with self._store.change(actor.id) as work:
            head = self._draft(work, handover_id)
            if not head.back_entered:
                raise Refused(
                    T("handover", "This handover was made from the data: it is signed here, not on paper."),
                    "handover.not_paper",
                )
            names = self._names((out_id, in_id))
            problems: dict[str, Text] = {}
            if out_id not in names:
                problems["out_id"] = T("handover", "Who handed over? Choose the person whose signature is on it.")
            if in_id and in_id not in names:
                problems["in_id"] = T("handover", "Choose the person whose signature is on it, or nobody.")
            if problems:
                raise Invalid(problems, "handover.paper")
            self._check_counts(work, head)
            at = signed_at if signed_at is not None else head.ends_at
            taken: dict[str, Any] = {"in_id": in_id, "in_name": names.get(in_id, ""), "in_at": at if in_id else None}
            head = work.update(
                head, state="sealed", out_id=out_id, out_name=names[out_id], out_at=at, in_mode="paper", **taken
            )
            self._write_event(work, head, actor, "paper")
            self._seal(work, head, actor)

    # --- shared ---------------------------------------------------------------------------------------------------

    def _confirm(self, actor: Actor, pin: str) -> None:
        self._accounts.confirm(actor, pin)

    def _check_reader(self, head: Handover, actor: Actor) -> None:
        if head.state not in rules.WAITING:
            rules.check_move("accept", head.state)
        if actor.id == head.out_id:
            raise Refused(
                T("handover", "You handed this over yourself: somebody of the next shift reads and accepts it."),
                "handover.own",
            )

    def _unread(self, work: Work, head: Handover) -> list[HandoverLine]:
        lines = read_many(work.database, HandoverLine, "handover_id = ? AND required = 1", (head.id,), "position, id")
        read = {tick.line_id for tick in read_many(work.database, HandoverTick, "handover_id = ?", (head.id,))}
        order = list(rules.SECTIONS)
        waiting = [line for line in lines if line.id not in read]
        return sorted(waiting, key=lambda line: order.index(line.section) if line.section in order else len(order))

    def _take_over(self, work: Work, head: Handover, actor: Actor, action: str, note: str) -> None:
        if head.seal:
            self._write_event(work, head, actor, action, note)
            work.update(head, state="sealed")
            return
        mode = "instead" if action == "instead" else ""
        head = work.update(
            head,
            state="sealed",
            in_id=actor.id,
            in_name=actor.name,
            in_at=work.now,
            in_mode=mode,
            in_note=note,
        )
        self._write_event(work, head, actor, action, note)
        self._seal(work, head, actor)

    def _back_to_draft(self, work: Work, head: Handover, actor: Actor, action: str, note: str) -> None:
        for tick in read_many(work.database, HandoverTick, "handover_id = ?", (head.id,)):
            work.delete(tick)
        work.update(head, state="draft", out_id="", out_name="", out_at=None)
        self._write_event(work, head, actor, action, note)

"""Preparing a handover: made from the data, made anew as often as wanted, with notes, marks and flags of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.core.clock import DAY, HOUR
from app.core.errors import NotFound, Refused
from app.core.ids import new_id
from app.core.text import T
from app.features.handover import rules
from app.features.handover.base import checked_text, shift_after, shift_of
from app.features.handover.building import Sources, lines_of
from app.features.handover.records import Handover, HandoverFlag, HandoverLine
from app.features.handover.sealing import HandoverSealing
from app.features.shifts.service import Shift
from app.features.staff.rules import Actor
from app.store.history import last_values
from app.store.records import member_id
from app.store.work import Work, read_many

BACKWARDS = 12 * HOUR
"""How long after its end a shift can still be handed over from the data; later they tell of another time."""
_JUST_ENDED = 2 * HOUR
_LONGEST_AGO = 366 * DAY
_BOOKKEEPING = ("created_at", "created_by", "updated_at")


class HandoverMaking(HandoverSealing):
    """The verbs of a handover that is being prepared."""

    def proposed(self, actor: Actor) -> Shift:
        """Return the shift that is to be handed over now: the one that has just ended without a handover, or this one.

        Raises:
            NotAllowed: The person may not see handovers.
        """
        actor.require("handover", "view")
        now = self._store.clock.now()
        shift = self._shifts.at(now)
        before = self._shifts.before(shift)
        ever = self._store.value("SELECT 1 FROM handover LIMIT 1")
        if ever and now - before.end < _JUST_ENDED and not self.made(actor, before):
            return before
        return shift

    def made(self, actor: Actor, shift: Shift) -> str:
        """Return the handover of a shift, or the empty text if there is none yet.

        Raises:
            NotAllowed: The person may not see handovers.
        """
        actor.require("handover", "view")
        return self._made(shift)

    def make(self, actor: Actor, day: str = "", kind_id: str = "", *, paper: bool = False) -> str:
        """Make the handover of a shift from the data, and return its id.

        Args:
            actor: Who makes it.
            day: The office day on which the shift began; the proposed shift if not given.
            kind_id: The kind of shift.
            paper: It was written on paper: only what is carried over is filled in, everything else is entered by hand.

        Raises:
            NotAllowed: The person may not.
            Invalid: There is no such shift.
            Refused: The shift has a handover already, has not begun, or ended too long ago to be made from the data.
        """
        actor.require("handover", "create")
        shift = self._shifts.shift(day, kind_id) if day or kind_id else self.proposed(actor)
        with self._store.change(actor.id) as work:
            self._check_time(work, shift, paper=paper)
            following = self._shifts.following(shift)
            head = work.insert(
                Handover(
                    on_day=shift.day,
                    kind_id=shift.kind,
                    shift_title=shift.title,
                    starts_at=shift.start,
                    ends_at=shift.end,
                    cut_off=min(work.now, shift.end),
                    next_day=following.day,
                    next_kind=following.kind,
                    next_title=following.title,
                    next_ends=following.end,
                    back_entered=int(paper),
                )
            )
            self._write_event(work, head, actor, "make_paper" if paper else "make")
            self._fill(work, actor, head)
        return head.id

    def refresh(self, actor: Actor, handover_id: str) -> int:
        """Make a draft anew from the data as they are now, and return how many lines are new.

        Notes, marks, flags and counts stay as they are.

        Raises:
            NotAllowed: The person may not.
            Refused: It has been handed over already.
        """
        actor.require("handover", "edit")
        with self._store.change(actor.id) as work:
            return self._refresh(work, actor, self._draft(work, handover_id))

    def _refresh(self, work: Work, actor: Actor, head: Handover) -> int:
        following = self._shifts.following(shift_of(head))
        head = work.update(
            head,
            cut_off=min(work.now, head.ends_at or work.now),
            next_day=following.day,
            next_kind=following.kind,
            next_title=following.title,
            next_ends=following.end,
        )
        return self._fill(work, actor, head)

    def _check_time(self, work: Work, shift: Shift, *, paper: bool) -> None:
        there = self._made(shift)
        if there:
            raise Refused(
                T("handover", "{shift} of {day} has its handover already. Open it instead.").with_(
                    shift=shift.title, day=shift.day
                ),
                "handover.made",
            )
        if shift.start > work.now:
            raise Refused(
                T("handover", "{shift} of {day} has not begun yet.").with_(shift=shift.title, day=shift.day),
                "handover.early",
            )
        if work.now - shift.start > _LONGEST_AGO:
            raise Refused(
                T("handover", "{day} is more than a year ago. Check the year.").with_(day=shift.day), "handover.year"
            )
        if not paper and work.now - shift.end > BACKWARDS:
            raise Refused(
                T(
                    "handover",
                    "{shift} of {day} ended too long ago to be made from the data. Enter it as written on paper.",
                ).with_(shift=shift.title, day=shift.day),
                "handover.past",
            )

    def _made(self, shift: Shift) -> str:
        found = self._store.value(
            "SELECT id FROM handover WHERE on_day = ? AND kind_id = ? AND state <> 'void' ORDER BY id",
            (shift.day, shift.kind),
        )
        return found or ""

    # --- lines from the data --------------------------------------------------------------------------------------

    def _fill(self, work: Work, actor: Actor, head: Handover) -> int:
        self._prepare_counts(work, head)
        self._unflag_notes(work, head)
        following = shift_after(head)
        sources = Sources(
            tellers=() if head.back_entered else self._tellers(),
            flags=read_many(work.database, HandoverFlag, "cleared_at IS NULL", order="created_at, id"),
            roster=self._shifts.on_duty(following),
            names=self._names,
            most=self._settings.number("handover.lines"),
            zone=self._zone,
        )
        lines = lines_of(sources, actor, head.id, head.cut_off or work.now, following)
        return self._write_lines(work, head, lines)

    def _write_lines(self, work: Work, head: Handover, lines: list[HandoverLine]) -> int:
        known = {
            line.id: line
            for line in read_many(work.database, HandoverLine, "handover_id = ? AND section <> 'note'", (head.id,))
        }
        flagged = {(flag.kind, flag.record_id): flag.id for flag in self._open_flags(work)}
        new: list[HandoverLine] = []
        for line in lines:
            there = known.pop(line.id, None)
            if there is None:
                new.append(line)
                continue
            # What a person marked stays marked, whatever the data say by now.
            flag = line.flag_id or flagged.get((line.kind, line.record_id), "") if there.flag_id else line.flag_id
            required = int(line.required or there.marked)
            row = replace(line, marked=there.marked, required=required, flag_id=flag)
            columns = {name: value for name, value in vars(row).items() if name not in (*_BOOKKEEPING, "id")}
            work.update(there, **columns)
        for gone in known.values():
            work.delete(gone)
        return work.insert_many(new)

    def _open_flags(self, work: Work) -> list[HandoverFlag]:
        return read_many(work.database, HandoverFlag, "cleared_at IS NULL AND kind <> ''")

    # --- marks ----------------------------------------------------------------------------------------------------

    def mark(self, actor: Actor, line_id: str, required: bool = True) -> None:
        """Mark a line of a draft as one that must be read, or take the mark off.

        Raises:
            NotAllowed: The person may not.
            Refused: It has been handed over already, or the line must be read whatever anybody marks.
        """
        actor.require("handover", "edit")
        with self._store.change(actor.id) as work:
            line = work.must(HandoverLine, line_id)
            self._draft(work, line.handover_id)
            must = bool(line.flag_id) or rules.must_read(line.section, line.level, bool(line.late))
            if not required and must:
                raise Refused(
                    T("handover", "This line must be read: it is late, flagged, or of the highest level."),
                    "handover.must_read",
                )
            work.update(line, marked=int(required), required=int(required or must))

    # --- notes ----------------------------------------------------------------------------------------------------

    def add_note(self, actor: Actor, handover_id: str, text: str, *, important: bool = False) -> str:
        """Add a note to a draft, and return its line's id; an important one must be read.

        Raises:
            NotAllowed: The person may not.
            Invalid: It says nothing.
            Refused: It has been handed over already.
        """
        actor.require("handover", "edit")
        plain = checked_text(text)
        with self._store.change(actor.id) as work:
            head = self._draft(work, handover_id)
            last = work.database.value(
                "SELECT max(position) FROM handover_line WHERE handover_id = ? AND section = 'note'", (head.id,)
            )
            made = work.insert(
                HandoverLine(
                    id=member_id(head.id, "note", new_id(work.now)),
                    handover_id=head.id,
                    section="note",
                    position=0 if last is None else last + 1,
                    title=plain,
                    who=actor.name,
                    required=int(important),
                    marked=int(important),
                )
            )
        return made.id

    def edit_note(self, actor: Actor, line_id: str, text: str, *, important: bool) -> None:
        """Change a note of a draft.

        Raises:
            NotAllowed: The person may not.
            Invalid: It says nothing.
            Refused: It has been handed over already, or the line is not a note.
        """
        actor.require("handover", "edit")
        plain = checked_text(text)
        with self._store.change(actor.id) as work:
            line = self._note(work, line_id)
            work.update(line, title=plain, marked=int(important), required=int(important or bool(line.flag_id)))

    def remove_note(self, actor: Actor, line_id: str) -> None:
        """Take a note off a draft; ``restore_note`` brings it back.

        Raises:
            NotAllowed: The person may not.
            Refused: It has been handed over already, or the line is not a note.
        """
        actor.require("handover", "edit")
        with self._store.change(actor.id) as work:
            work.delete(self._note(work, line_id))

    def restore_note(self, actor: Actor, line_id: str) -> None:
        """Bring back a note that was taken off.

        Raises:
            NotAllowed: The person may not.
            NotFound: There was no such note.
            Refused: It has been handed over already.
        """
        actor.require("handover", "edit")
        values: dict[str, Any] = last_values(self._store.database, "handover_line", line_id)
        if not values:
            raise NotFound(T("handover", "There is no such note any more. Write it again."), "handover.no_note")
        with self._store.change(actor.id) as work:
            self._draft(work, str(values["handover_id"]))
            if work.get(HandoverLine, line_id) is None:
                kept: dict[str, Any] = {key: value for key, value in values.items() if key not in _BOOKKEEPING}
                kept["id"] = line_id
                work.insert(HandoverLine(**kept))

    def _note(self, work: Work, line_id: str) -> HandoverLine:
        line = work.must(HandoverLine, line_id)
        self._draft(work, line.handover_id)
        if line.section != "note":
            raise Refused(
                T("handover", "This line comes from the data. Change the record it opens, then refresh."),
                "handover.not_note",
            )
        return line

    # --- flags ----------------------------------------------------------------------------------------------------

    def flag(self, actor: Actor, line_id: str, detail: str = "") -> str:
        """Carry a line on from shift to shift until somebody clears it, and return the flag's id.

        Raises:
            NotAllowed: The person may not.
            Refused: The line stands for many, or is flagged already.
        """
        actor.require("handover", "edit")
        with self._store.change(actor.id) as work:
            line = work.must(HandoverLine, line_id)
            if line.flag_id or line_id.endswith("|rest"):
                raise Refused(T("handover", "This line is carried on already, or stands for several."))
            head = work.must(Handover, line.handover_id)
            flag = work.insert(
                HandoverFlag(
                    title=line.title,
                    detail=detail.strip() or line.detail,
                    kind=line.kind,
                    record_id=line.record_id,
                    number=line.number,
                )
            )
            if head.state == "draft":
                work.update(line, flag_id=flag.id, required=1)
            self._write_event(work, head, actor, "flag", line.title)
        return flag.id

    def clear(self, actor: Actor, flag_id: str, why: str, draft_id: str = "") -> None:
        """Take a flag off: handovers that are made from now on do not carry it on, and drafts that are made anew.

        Other drafts are left as they are: at another desk they may be signed and sealed already.

        Args:
            actor: Who clears it.
            flag_id: The flag.
            why: Why it needs no more attention.
            draft_id: The handover in which it is cleared; if it is a draft made from the data, it is made anew.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: It has been cleared already.
        """
        actor.require("handover", "edit")
        reason = checked_text(why, "why")
        with self._store.change(actor.id) as work:
            flag = work.must(HandoverFlag, flag_id)
            if flag.cleared_at is not None:
                raise Refused(T("handover", "This flag has been cleared already."), "handover.cleared")
            work.update(flag, cleared_at=work.now, cleared_by=actor.id, why=reason)
            for line in read_many(work.database, HandoverLine, "flag_id = ?", (flag_id,)):
                head = work.get(Handover, line.handover_id)
                if head is not None and head.state == "draft":
                    self._write_event(work, head, actor, "clear", f"{flag.title}；{reason}")
            shown = work.get(Handover, draft_id) if draft_id else None
            if shown is not None and shown.state == "draft" and not shown.back_entered:
                self._refresh(work, actor, shown)

    def restore_flag(self, actor: Actor, flag_id: str) -> None:
        """Take back that a flag was cleared.

        Raises:
            NotAllowed: The person may not.
        """
        actor.require("handover", "edit")
        with self._store.change(actor.id) as work:
            work.update(work.must(HandoverFlag, flag_id), cleared_at=None, cleared_by="", why="")

    def _unflag_notes(self, work: Work, head: Handover) -> None:
        """Take the mark of a flag that was cleared off the notes of a draft; other lines are made anew."""
        for line in read_many(
            work.database,
            HandoverLine,
            "handover_id = ? AND section = 'note' AND flag_id <> '' AND NOT EXISTS (SELECT 1 FROM handover_flag f"
            " WHERE f.id = flag_id AND f.cleared_at IS NULL)",
            (head.id,),
        ):
            work.update(line, flag_id="", required=line.marked)

    def set_aside(self, actor: Actor, handover_id: str, reason: str) -> None:
        """Set aside a handover that is not to be used: made for the wrong shift, or twice. It stays in the list.

        A sealed one stays sealed, unless its seal is broken; that takes a supervisor.

        Raises:
            NotAllowed: The person may not.
            Invalid: No reason is given.
            Refused: It is sealed and whole.
        """
        actor.require("handover", "edit")
        why = checked_text(reason, "reason")
        with self._store.change(actor.id) as work:
            head = work.must(Handover, handover_id)
            if head.seal and self._is_broken(work, head):
                actor.require("handover", "override")
            else:
                rules.check_move("set_aside", head.state)
            self._write_event(work, head, actor, "set_aside", why)
            work.update(head, state="void")

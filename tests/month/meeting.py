"""What both desks do with one record without knowing of each other, and how people settle it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.core.errors import AppError
from tests.month.handovers import Handovers, Shift
from tests.month.ledger import Handover, Key, Task, Ticket
from tests.month.plans import Plans
from tests.month.setting import AGENTS, NAMES, Setting
from tests.month.tickets import Tickets
from tests.month.training import Trainings

RULES = ("rule", "parent", "number")
"""Kinds of problems that are breaches of a book's rules."""


@dataclass
class Meeting:
    """An edit of one record at both desks.

    Attributes:
        key: The record.
        marks: What says of each desk that its edit is known.
        settle: Called by a desk that knows both, once what is listed has been settled.
        done: Whether it has been settled.
        also: Another record about which there may be differences.
    """

    key: Key
    marks: tuple[Key, Key]
    settle: Callable[[int], None]
    done: bool = False
    also: str = ""


class Meetings:
    """Edits at both desks.

    Args:
        setting: The office.
        tickets: Their part.
        plans: Their part.
        trainings: Their part.
        handovers: Their part.
    """

    def __init__(
        self, setting: Setting, tickets: Tickets, plans: Plans, trainings: Trainings, handovers: Handovers
    ) -> None:
        self.setting = setting
        self.ledger = setting.ledger
        self.rng = setting.rng
        self.tickets = tickets
        self.plans = plans
        self.trainings = trainings
        self.handovers = handovers
        self.meetings: list[Meeting] = []
        self.kinds = [self.retitle, self.hold_and_finish, self.rename_task, self.delete_and_edit, self.sign_twice]

    def provoke(self) -> bool:
        """Let both desks edit something; return whether there was something to edit."""
        kinds = list(self.kinds)
        self.rng.shuffle(kinds)
        return any(kind() for kind in kinds)

    def _met(self, key: Key, settle: Callable[[int], None], words: str) -> bool:
        tag = self.ledger.tag("X")
        marks = ("edit", f"{tag}@0"), ("edit", f"{tag}@1")
        for desk in (0, 1):
            self.ledger.add(desk, marks[desk], f"{tag}@{desk}", True)
        self.ledger.contested[key] = None
        self.meetings.append(Meeting(key, marks, settle))
        self.ledger.figures["edits at both desks"] += 1
        self.ledger.note(0, self.setting.told, f"both {words}")
        return True

    def _ticket(self, *states: str) -> str:
        """Return a ticket in one of these states that both desks know alike; the newest."""
        both = [
            tag for tag, each in self.ledger.all("ticket") if each.state in states and self.ledger.both(("ticket", tag))
        ]
        return both[-1] if both else ""

    # --- what they do ---

    def retitle(self) -> bool:
        """Both write another title of a ticket; one of them is chosen."""
        tag = self._ticket("new", "dispatched", "working")
        if not tag:
            return False
        key = "ticket", tag
        titles = f"{tag}甲改", f"{tag}乙改"
        for desk in (0, 1):
            service, actor = self.setting.context(desk).tickets, self.setting.actor(desk, AGENTS[desk])
            service.edit(actor, self.ledger.ids[key], {"title": titles[desk]})
            self.setting.advance(1)

        def settle(desk: int) -> None:
            ticket: Ticket = self.ledger.get(desk, key)
            self.tickets.adopt(desk, key)
            found: Ticket = self.ledger.get(desk, key)
            self.ledger.check(f"title of {tag}", found.title in titles, True)
            self.ledger.check(
                f"the rest of {tag}", replace(found, title=""), replace(ticket, title="", back=found.back)
            )

        return self._met(key, settle, f"wrote a title of {tag}")

    def hold_and_finish(self) -> bool:
        """One desk finishes a ticket while the other puts it on hold."""
        tag = self._ticket("working", "dispatched")
        if not tag:
            return False
        key, setting = ("ticket", tag), self.setting
        record = self.ledger.ids[key]
        setting.context(0).tickets.do(setting.actor(0, "A01"), record, "finish", {"result": "修好了", "cause": "老化"})
        setting.advance(1)
        setting.context(1).tickets.do(setting.actor(1, "A02"), record, "hold", {"hold_reason": "等配件"})
        self.ledger.provoked.append(record)

        def settle(desk: int) -> None:
            self._walk(desk, key)
            self.tickets.adopt(desk, key)

        return self._met(key, settle, f"finished and held {tag}")

    def _walk(self, desk: int, key: Key) -> None:
        """Make the next moves of a ticket until it is closed and nothing about it is told any more."""
        setting, record = self.setting, self.ledger.ids[key]
        service, actor = setting.context(desk).tickets, setting.actor(desk, "A01")
        values = {"result": "修好了", "cause": "老化", "resident_word": "satisfied"}
        for action in ("resume", "finish", "close", "reopen", "finish", "close"):
            if action == "reopen" and not self._told(desk, record):
                break
            try:
                if action == "reopen":
                    service.do(actor, record, action, {"note": "两台各写各的"})
                else:
                    service.do(actor, record, action, {} if action == "resume" else values)
            except AppError:
                continue
        self.ledger.check(f"{key[1]} is in order again", self._told(desk, record), [])

    def _told(self, desk: int, record: str) -> list[str]:
        problems = self.setting.desks[desk].link.problems()
        return sorted(problem.subject for problem in problems if problem.kind in RULES and record in problem.subject)

    def rename_task(self) -> bool:
        """Both write another title of a task of this week."""
        week = self.plans.name()
        both = [
            tag
            for tag, task in self.ledger.all("task")
            if task.week == week and task.state == "open" and not task.gone and not task.source
            and self.ledger.both(("task", tag))
        ]  # fmt: skip
        if not both or not self._going(week):
            return False
        tag, key = both[-1], ("task", both[-1])
        for desk in (0, 1):
            service, actor = self.setting.context(desk).plans, self.setting.actor(desk, "S01")
            service.edit_task(actor, self.ledger.ids[key], {"title": f"{tag}{'甲乙'[desk]}定"})
            self.setting.advance(1)

        def settle(desk: int) -> None:
            row = self.setting.context(desk).plans.task(self.setting.actor(desk, "S01"), self.ledger.ids[key])
            self.ledger.check(f"title of {tag}", row.title in (f"{tag}甲定", f"{tag}乙定"), True)
            task: Task = self.ledger.get(desk, key)
            self.ledger.put(desk, key, replace(task, title=row.title))

        return self._met(key, settle, f"wrote a title of {tag}")

    def _going(self, week: str) -> bool:
        return self.ledger.both(("plan", week)) and self.ledger.last(("plan", week)).state in ("draft", "approved")

    def delete_and_edit(self) -> bool:
        """One desk takes a task out while the other gives it to somebody else; it stays."""
        week = self.plans.name()
        both = [
            tag
            for tag, task in self.ledger.all("task")
            if task.week == week and task.state == "open" and not task.gone and not task.source and not task.days
            and self.ledger.both(("task", tag))
        ]  # fmt: skip
        if not both or not self._going(week):
            return False
        tag, key = both[0], ("task", both[0])
        record = self.ledger.ids[key]
        self.setting.context(0).plans.delete_tasks(self.setting.actor(0, "S01"), [record])
        self.setting.advance(1)
        values = {"assignee_id": self.setting.staff("A04")}
        self.setting.context(1).plans.edit_task(self.setting.actor(1, "A02"), record, values)

        def settle(desk: int) -> None:
            service, actor = self.setting.context(desk).plans, self.setting.actor(desk, "S01")
            row = next((row for row in service.view(actor, week).tasks if row.id == record), None)
            self.ledger.check(f"{tag} was kept", row is not None and row.assignee, NAMES["A04"])
            self.ledger.put(desk, key, replace(self.ledger.get(desk, key), who=NAMES["A04"]))

        return self._met(key, settle, f"took {tag} out and gave it away")

    def sign_twice(self) -> bool:
        """One desk passes a row of the checklist, the other fails it; it is signed once more."""
        key = self.trainings.key
        if not self.ledger.both(key) or self.ledger.last(key).passed_on:
            return False
        course = self.ledger.last(key)
        row = next((row for row in self.trainings.rows if not course.passed(row.code)), None)
        if row is None or row.needs is not None:
            return False
        rows = self.trainings.ids(0)
        number = {"mentor": "A01", "trainer": "T01", "supervisor": "S01"}[row.signer]
        for desk, result in ((0, "pass"), (1, "fail")):
            service, actor = self.setting.context(desk).training, self.setting.actor(desk, number)
            service.sign(actor, [rows[row.code]], {"result": result})
            self.setting.advance(1)
        self.ledger.provoked.append(rows[row.code])

        def settle(desk: int) -> None:
            card = self.setting.context(desk).training.card(self.setting.actor(desk, "T01"), self.ledger.ids[key])
            shown = next(each for each in card.rows if each.id == rows[row.code])
            self.ledger.check(f"row {row.code} signed at both desks", shown.standing, "disputed")
            told = self._told(desk, rows[row.code])
            self.ledger.check(f"row {row.code} is told", len(told), 1)
            self.trainings.sign(desk, rows, row, None)
            self.ledger.check(f"row {row.code} is in order again", self._told(desk, rows[row.code]), [])

        return self._met(key, settle, f"signed row {row.code}")

    def alarmed_twice(self, name: str) -> None:
        """Both desks raised one alarm without knowing of each other: it is one, with one task."""
        marks: tuple[Key, Key] = (("alarm", f"{name}@0"), ("alarm", f"{name}@1"))
        tag = self.plans.sources["complaint_alarm", name][0]
        key = "task", tag
        if self.ledger.contested.get(key, 0) is None:
            return
        self.ledger.contested[key] = None

        def settle(desk: int) -> None:
            rows = self.setting.context(desk).tasks.of("complaint_alarm", name)
            self.ledger.check(f"tasks of the alarm {name}", [row.id for row in rows][:1], [self.ledger.ids[key]])
            row = self.setting.context(desk).plans.task(self.setting.actor(desk, "S01"), self.ledger.ids[key])
            task: Task = self.ledger.get(desk, key)
            changed = {"week": rows[0].week, "deadline": row.deadline, "due": row.due_at, "state": row.state}
            self.ledger.put(desk, key, replace(task, who=row.assignee, reason=row.reason, **changed))

        self.meetings.append(Meeting(key, marks, settle, also=name))
        self.ledger.figures["edits at both desks"] += 1
        self.ledger.note(0, self.setting.told, f"both raised the alarm {name}")

    def decide_late(self) -> None:
        """A task that came into a plan after its review at the other desk: the review is opened again."""
        actor, service = self.setting.actor(0, "S01"), self.setting.context(0).plans
        for week in sorted(tag for tag, plan in self.ledger.all("plan") if plan.state == "reviewed"):
            late = [tag for tag, task in self.plans.tasks(0, week) if task.state == "open"]
            if late:
                told = [self._told(0, self.ledger.ids["task", tag]) for tag in late]
                self.ledger.check(f"undecided tasks of {week} are told", [len(one) for one in told], [1] * len(late))
                service.do(actor, week, "reopen_review", "另一台又添了任务")
                for tag in late:
                    self.plans.decide(0, "S01", tag)
                service.do(actor, week, "review", self.ledger.get(0, ("plan", week)).summary)
                self.ledger.figures["reviews opened again"] += 1

    def hand_over_twice(self, shift: Shift, numbers: tuple[str, str]) -> bool:
        """Both desks make the handover of one shift; the second desk's draft is set aside."""
        record = self.setting.context(1).handovers.make(
            self.setting.actor(1, numbers[1]), shift.day.isoformat(), shift.kind
        )
        self.handovers.make(0, numbers[0], shift)
        self.ledger.provoked.append(record)
        spare = "spare", shift.name
        self.ledger.add(1, spare, record, Handover(shift.day.isoformat(), shift.kind, 1, "draft", 0))

        def settle(desk: int) -> None:
            service, actor = self.setting.context(desk).handovers, self.setting.actor(desk, "S01")
            own = self.ledger.ids["handover", shift.name]
            self.ledger.check(
                f"{shift.name} made twice is told", len(self._told(desk, record) + self._told(desk, own)), 1
            )
            service.set_aside(actor, record, "另一台已交")
            self.ledger.check(f"{shift.name} is there once", self._told(desk, record) + self._told(desk, own), [])
            self.ledger.put(desk, spare, replace(self.ledger.get(desk, spare), state="void"))

        return self._met(spare, settle, f"made {shift.name}")

    # --- how it is settled ---

    def settle(self, desk: int) -> None:
        """Settle at a desk everything of which it knows both edits."""
        ripe = [
            meeting
            for meeting in self.meetings
            if not meeting.done and all(self.ledger.knows(desk, mark) for mark in meeting.marks)
        ]
        if not ripe:
            return
        exchange, actor = self.setting.context(desk).exchange, self.setting.actor(desk, "S01")
        # The others may have been settled at the other desk, which this one does not know yet.
        own = {self.ledger.ids[meeting.key] for meeting in ripe} | {meeting.also for meeting in ripe}
        rows = [row for row in exchange.conflicts(actor) if row.pk in own]
        for row in sorted(rows, key=lambda row: (row.table, row.column, row.record)):
            if row.deletion:
                exchange.settle_deletion(actor, row.key, True)
            else:
                versions = sorted(row.versions, key=lambda version: (version.desk, version.at))
                exchange.settle(actor, row.key, choice=self.rng.choice(versions).key)
            self.ledger.figures["conflicts settled"] += 1
        for meeting in ripe:
            meeting.done = True
            # From here on the desk may write it again.
            self.ledger.contested[meeting.key] = len(self.ledger.versions[meeting.key])
            meeting.settle(desk)
            self.ledger.contested[meeting.key] = len(self.ledger.versions[meeting.key]) - 1
        self.ledger.note(desk, self.setting.told, f"settled {len(ripe)}")

"""Weekly plans of the month: begun, prefilled, edited at both desks, approved, done, reviewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.core.errors import AppError
from app.features.plans.service import TaskRow
from tests.month.ledger import DAY, Plan, Task
from tests.month.setting import AGENTS, NAMES, Setting

TEMPLATE = "plan.ordinary"
_OWN = ("更新公告栏", "走访商户", "整理钥匙柜", "核对台账", "盘点雨伞")


def week_of(day: date) -> str:
    """Return the name of a day's week."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


class Plans:
    """What the office does with its weekly plans.

    Args:
        setting: The office.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.ledger = setting.ledger
        self.rng = setting.rng
        self.sources: dict[tuple[str, str], list[str]] = {}
        self.improving: set[str] = set()

    # --- tasks of other books ---

    def given(
        self, desk: int, kind: str, record: str, due: int, what: str, *, title: str = "", who: str = "", week: str = ""
    ) -> None:
        """Note that a record has given a task: it goes at once into the plan of the week in which it is due."""
        rows = self.setting.context(desk).tasks.of(kind, record)
        self.ledger.check(f"tasks of {what}", len(rows) > 0, True)
        new = [row for row in rows if row.id not in self.ledger.tags]
        for row in new:
            wanted = week_of(self.setting.zone.day(due))
            there = (
                self.ledger.knows(desk, ("plan", wanted))
                and self.ledger.get(desk, ("plan", wanted)).state != "reviewed"
            )
            tag = self.ledger.tag("G")
            local = self.setting.zone.local(due)
            name = who or NAMES.get(self.ledger.tags.get(row.assignee_id, ("", ""))[1], "")
            task = Task(
                wanted if there else "",
                title or row.title,
                name,
                f"{local:%Y-%m-%d %H:%M}",
                due,
                source=self._source(kind, record, tag),
            )
            self.ledger.add(desk, ("task", tag), row.id, task)
            self.ledger.check(f"week of the task of {what}", row.week, task.week)
            self.ledger.check(f"deadline of the task of {what}", row.due_at, due)

    def _source(self, kind: str, record: str, tag: str) -> str:
        """Note that a task comes of a record, and return what tells this record from others."""
        if not record:
            return ""
        self.sources.setdefault((kind, record), []).append(tag)
        return f"{kind}|{list(self.sources).index((kind, record))}"

    def free(self, desk: int, kind: str, record: str) -> bool:
        """Say whether a desk knows the last version of every task that a record gave."""
        keys = [("task", tag) for tag in self.sources.get((kind, record), ())]
        return all(
            self.ledger.may(desk, key) or (not self.ledger.knows(desk, key) and key not in self.ledger.contested)
            for key in keys
        )

    def settled(self, desk: int, kind: str, record: str, state: str, reason: str = "", *, given: bool = False) -> None:
        """Note that a record has ended its open tasks; on request only those it gave, also where carried on."""
        tags = self.sources.get((kind, record), ())
        titles = {self.ledger.last(("task", tag)).title for tag in tags if tag.startswith("G")}
        for tag in tags:
            key = "task", tag
            if given and self.ledger.last(key).title not in titles:
                continue
            if self.ledger.knows(desk, key):
                task: Task = self.ledger.get(desk, key)
                if task.state == "open" and not task.gone:
                    self.ledger.put(desk, key, replace(task, state=state, reason=reason if state == "dropped" else ""))

    # --- plans ---

    def name(self, ahead: int = 0) -> str:
        """Return the week so many weeks from now."""
        return week_of(self.setting.zone.day(self.setting.now) + timedelta(weeks=ahead))

    def begin(self, desk: int, number: str, week: str) -> None:
        """Begin a plan from the template, and take what is proposed."""
        setting = self.setting
        service, actor = setting.context(desk).plans, setting.actor(desk, number)
        plan = service.begin(actor, week, template=TEMPLATE)
        self.ledger.add(desk, ("plan", week), plan, Plan("draft"))
        self.ledger.figures["plans"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} began the plan of {week}")
        self._adopt_new(desk, week)
        refused = ""
        try:
            service.begin(actor, week)
        except AppError as error:
            refused = error.code
        self.ledger.check(f"one plan of {week}", refused, "plan.exists")
        self.prefill(desk, number, week)

    def prefill(self, desk: int, number: str, week: str) -> None:
        """Take every proposal but one, and check that what is late, waits or is to be improved was proposed."""
        setting = self.setting
        service, actor = setting.context(desk).plans, setting.actor(desk, number)
        lines = service.proposals(actor, week).lines
        sources = {line.source_id for line in lines} | {task.source_id for task in service.view(actor, week).tasks}
        now = setting.at(desk)
        late = [tag for tag, each in self.ledger.of(desk, "ticket") if each.due is not None and each.due < now
                and not self.ledger.is_contested(desk, ("ticket", tag))]  # fmt: skip
        if len(late) <= 10:
            missing = [tag for tag in late if self.ledger.ids["ticket", tag] not in sources]
            self.ledger.check(f"late tickets proposed for {week}", missing, [])
        waiting = [
            tag
            for tag, task in self.ledger.of(desk, "task")
            if not task.week and task.state == "open" and not task.gone
        ]
        proposed = {line.task_id for line in lines if line.origin == "waiting"}
        self.ledger.check_same(
            f"tasks waiting for {week}",
            [self.ledger.tags.get(task, ("", task))[1] for task in proposed],
            waiting,
        )
        measures = [
            problem for tag, plan in self.ledger.of(desk, "plan") if tag < week for problem, *_ in plan.improvements
        ]
        named = {line.note for line in lines if line.origin == "improvement"}
        told = " ".join(named) + " ".join(task.note for task in service.view(actor, week).tasks)
        self.ledger.check(
            f"improvements proposed for {week}",
            [one for one in measures if one not in told and one not in self.improving],
            [],
        )
        wanted = [line for line in lines if self._may_take(desk, line.task_id)]
        before = {line.task_id: line for line in wanted if line.task_id}
        service.take(actor, week, [line.key for line in wanted])
        for task, line in before.items():
            key = self.ledger.tags[task]
            old: Task = self.ledger.get(desk, key)
            if line.origin == "waiting":
                self.ledger.put(desk, key, replace(old, week=week))
            elif old.state == "open" and self.ledger.get(desk, ("plan", old.week)).state != "reviewed":
                self.ledger.put(desk, key, replace(old, state="moved"))
        self._adopt_new(desk, week)
        self.ledger.figures["proposals taken"] += len(wanted)
        self.ledger.note(desk, setting.told, f"{NAMES[number]} took {len(wanted)} proposals for {week}")

    def _may_take(self, desk: int, task_id: str) -> bool:
        if not task_id:
            return True
        key = self.ledger.tags.get(task_id)
        return key is not None and self.ledger.may(desk, key)

    def _adopt_new(self, desk: int, week: str) -> None:
        """Note the tasks that have come into a plan by themselves, as the plan shows them."""
        view = self.setting.context(desk).plans.view(self.setting.actor(desk, "S01"), week)
        for row in sorted(view.tasks, key=lambda row: (row.section, row.title, row.deadline)):
            if row.id not in self.ledger.tags:
                self._adopt(desk, week, row)

    def _adopt(self, desk: int, week: str, row: TaskRow) -> None:
        tag = self.ledger.tag("K")
        if row.source_kind == "improvement":
            self.improving.add(row.note.rpartition(" ")[2].rpartition("：")[2])
        task = Task(week, row.title, row.assignee, row.deadline, row.due_at, row.state, "", row.days, row.ticks)
        task = replace(task, source=self._source(row.source_kind, row.source_id, tag))
        self.ledger.add(desk, ("task", tag), row.id, task)

    def tasks(self, desk: int, week: str) -> list[tuple[str, Task]]:
        """Return the tasks of a plan that a desk knows."""
        return [(tag, task) for tag, task in self.ledger.of(desk, "task") if task.week == week and not task.gone]

    def add(self, desk: int, number: str, week: str) -> str:
        """Add a task of one's own with a relative deadline."""
        setting = self.setting
        tag = self.ledger.tag("K")
        who, title = self.rng.choice(AGENTS), f"{self.rng.choice(_OWN)}{tag}"
        place, hour = self.rng.randrange(5), self.rng.choice((10, 15, 17))
        deadline = f"周{'一二三四五'[place]} {hour}:00"
        task = setting.context(desk).plans.add_task(
            setting.actor(desk, number),
            week,
            {
                "title": title,
                "section": "reception",
                "assignee_id": setting.staff(who),
                "deadline": deadline,
                "minutes": 30,
            },
        )
        due = self._monday(week) + place * DAY + hour * 3_600_000
        self.ledger.add(desk, ("task", tag), task, Task(week, title, NAMES[who], deadline, due))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} added {tag} to {week} for {who} by {deadline}")
        return tag

    def _monday(self, week: str) -> int:
        monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
        return self.setting.zone.day_start(monday)

    def edit(self, desk: int, number: str, week: str) -> bool:
        """Give some task to somebody else; return whether that was possible."""
        if not self._editable(desk, week):
            return False
        free = [
            tag for tag, task in self.tasks(desk, week) if task.state == "open" and self.ledger.may(desk, ("task", tag))
        ]
        if not free:
            return False
        tag, who = self.rng.choice(free), self.rng.choice(AGENTS)
        setting, key = self.setting, ("task", tag)
        setting.context(desk).plans.edit_task(
            setting.actor(desk, number), self.ledger.ids[key], {"assignee_id": setting.staff(who)}
        )
        self.ledger.put(desk, key, replace(self.ledger.get(desk, key), who=NAMES[who]))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} gave {tag} to {who}")
        return True

    def take_out(self, desk: int, number: str, week: str) -> bool:
        """Take some task of one's own out."""
        own = [
            tag
            for tag, task in self.tasks(desk, week)
            if not task.source and tag.startswith("K") and task.state == "open" and self.ledger.may(desk, ("task", tag))
        ]
        if not own or not self._editable(desk, week):
            return False
        setting, key = self.setting, ("task", self.rng.choice(own))
        setting.context(desk).plans.delete_tasks(setting.actor(desk, number), [self.ledger.ids[key]])
        self.ledger.put(desk, key, replace(self.ledger.get(desk, key), gone=True))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} took {key[1]} out")
        return True

    def _editable(self, desk: int, week: str) -> bool:
        key = "plan", week
        return self.ledger.may(desk, key) and self.ledger.get(desk, key).state in ("draft", "approved")

    def submit(self, desk: int, number: str, week: str) -> bool:
        """Fill in who and when, and submit the plan; it is refused before."""
        setting, key = self.setting, ("plan", week)
        if not self.ledger.may(desk, key) or self.ledger.get(desk, key).state != "draft":
            return False
        if not all(self.ledger.may(desk, ("task", tag)) for tag, _ in self.tasks(desk, week)):
            return False
        service, actor = setting.context(desk).plans, setting.actor(desk, number)
        missing = [(tag, task) for tag, task in self.tasks(desk, week) if not task.who or not task.deadline]
        if missing:
            refused = ""
            try:
                service.do(actor, week, "submit")
            except AppError as error:
                refused = error.code
            self.ledger.check(f"{week} wants everybody named", refused, "plan.incomplete")
        for tag, task in missing:
            who, place = self.rng.choice(AGENTS), 4
            values: dict[str, Any] = {"assignee_id": setting.staff(who)} if not task.who else {}
            if not task.deadline:
                values["deadline"] = "周五 17:00"
                task = replace(task, deadline="周五 17:00", due=self._monday(week) + place * DAY + 17 * 3_600_000)
            service.edit_task(actor, self.ledger.ids["task", tag], values)
            self.ledger.put(desk, ("task", tag), replace(task, who=task.who or NAMES[who]))
        self._move(desk, number, week, "submit", "submitted")
        return True

    def approve(self, desk: int, week: str) -> bool:
        """Let the supervisor approve the plan, or send it back once in a while."""
        key = "plan", week
        if not self.ledger.may(desk, key) or self.ledger.get(desk, key).state != "submitted":
            return False
        if not all(self.ledger.may(desk, ("task", tag)) for tag, _ in self.tasks(desk, week)):
            return False
        if self.rng.random() < 0.2:
            self._move(desk, "S01", week, "send_back", "draft", "写清责任人")
            self._move(desk, "A01", week, "submit", "submitted")
        self._move(desk, "S01", week, "approve", "approved")
        return True

    def _move(self, desk: int, number: str, week: str, action: str, state: str, note: str = "") -> None:
        setting, key = self.setting, ("plan", week)
        found = setting.context(desk).plans.do(setting.actor(desk, number), week, action, note)
        self.ledger.check(f"{week} after {action}", found, state)
        self.ledger.put(desk, key, replace(self.ledger.get(desk, key), state=state))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} {action} {week}")

    # --- the week ---

    def work(self, desk: int, number: str) -> None:
        """Do what is due today, fail at some of it, tick what comes every day."""
        week, today = self.name(), self.setting.zone.day(self.setting.now).isoformat()
        key = "plan", week
        if not self.ledger.knows(desk, key) or self.ledger.get(desk, key).state == "reviewed":
            return
        service, actor = self.setting.context(desk).plans, self.setting.actor(desk, number)
        for tag, task in self.tasks(desk, week):
            if task.state != "open" or not self.ledger.may(desk, ("task", tag)):
                continue
            if task.days:
                if today in task.days and today not in task.ticks and self.rng.random() < 0.8:
                    found = service.tick(actor, self.ledger.ids["task", tag], date.fromisoformat(today))
                    ticks = tuple(sorted((*task.ticks, found)))
                    state = "done" if set(task.days) <= set(ticks) else "open"
                    self.ledger.put(desk, ("task", tag), replace(task, ticks=ticks, state=state))
                    self.ledger.figures["ticks"] += 1
            elif (
                task.due is not None
                and self.setting.zone.day(task.due).isoformat() <= today
                and self.rng.random() < 0.7
            ):
                self.decide(desk, number, tag)
        self.ledger.note(desk, self.setting.told, f"{NAMES[number]} worked off {week}")

    def decide(self, desk: int, number: str, tag: str) -> None:
        """Say of a task what became of it."""
        key = "task", tag
        task: Task = self.ledger.get(desk, key)
        action = self.rng.choices(("do", "fail", "move_on"), (7, 2, 1))[0]
        reason = f"人手不够{tag}" if action == "fail" else ""
        service, actor = self.setting.context(desk).plans, self.setting.actor(desk, number)
        service.do_tasks(actor, [self.ledger.ids[key]], action, reason)
        state = {"do": "done", "fail": "not_done", "move_on": "moved"}[action]
        self.ledger.put(desk, key, replace(task, state=state, reason=reason))
        self.ledger.note(desk, self.setting.told, f"{NAMES[number]} {action} {tag}")

    def review(self, desk: int) -> bool:
        """Hold the Friday review: decide what is open, write the improvement list, finish."""
        week, setting = self.name(), self.setting
        key = "plan", week
        if not self.ledger.may(desk, key) or self.ledger.get(desk, key).state != "approved":
            return False
        if not all(self.ledger.may(desk, ("task", tag)) for tag, _ in self.tasks(desk, week)):
            return False
        service, actor = setting.context(desk).plans, setting.actor(desk, "S01")
        undecided = [tag for tag, task in self.tasks(desk, week) if task.state == "open"]
        self.ledger.check_same(
            f"undecided of {week}",
            [self.ledger.tags[row.id][1] for row in service.undecided(actor, week)],
            undecided,
        )
        if undecided:
            refused = ""
            try:
                service.do(actor, week, "review")
            except AppError as error:
                refused = error.code
            self.ledger.check(f"{week} is decided first", refused, "plan.undecided")
        for tag in undecided:
            self.decide(desk, "S01", tag)
        lines: list[tuple[str, str, str, str]] = []
        for _ in range(self.rng.randrange(1, 4)):
            name = self.ledger.tag("I")
            who = self.rng.choice(AGENTS)
            line = (f"催办不及时{name}", f"没有分工{name}", f"每日点名{name}", NAMES[who])
            record = service.save_improvement(
                actor,
                week,
                {"problem": line[0], "cause": line[1], "measure": line[2], "assignee_id": setting.staff(who)},
            )
            self.ledger.ids["improvement", name] = record
            lines.append(line)
        plan: Plan = self.ledger.get(desk, key)
        self.ledger.put(desk, key, replace(plan, improvements=tuple(lines), summary=f"本周小结{week}"))
        self._move(desk, "S01", week, "review", "reviewed", f"本周小结{week}")
        return True

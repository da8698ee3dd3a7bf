"""Checks every book of a lived month against the ledger, on both desks."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing, redirect_stdout
from pathlib import Path

from app.cli.kinds import LISTS
from app.cli.main import main
from app.context import RECORDS, AppContext
from app.core.changes import ChangeFeed
from app.features.handover.records import Handover as HandoverRow
from app.features.handover.sealing import verdict_of
from app.store.store import Store
from tests.month.complaints import COUNTED, HOUSES, HOUSES_OF_A_BUILDING, late_marks
from tests.month.ledger import Complaint, Course, Handover, Key, Plan, Sitting
from tests.month.life import Life
from tests.month.setting import NAMES

DESKS = (0, 1)


class Judge:
    """Compares what the desks show with what the ledger says.

    Args:
        life: A month, lived to its end and exchanged to quiet.
        folder: Where copies of databases may be made.
    """

    def __init__(self, life: Life, folder: Path) -> None:
        self.life = life
        self.setting = life.setting
        self.ledger = life.ledger
        self.folder = folder

    def books(self) -> None:
        """Check every book on both desks."""
        for desk in DESKS:
            self.exchange(desk)
            self.tickets(desk)
            self.complaints(desk)
            self.handovers(desk)
            self.plans(desk)
            self.training(desk)
            self.links(desk)
        self.rates()
        self.tampering()

    def exchange(self, desk: int) -> None:
        """Nothing waits, nothing was lost, nobody is told anything any more."""
        link = self.setting.desks[desk].link
        status = link.status()
        self.ledger.check(f"desk {desk} has sent everything", (status.unsealed, status.unpublished), (0, 0))
        told = [(problem.kind, problem.subject) for problem in link.problems()]
        self.ledger.check(f"problems at desk {desk}", told, [])
        self.ledger.check(f"differences at desk {desk}", list(link.conflicts()), [])
        self.ledger.check(
            f"everything settled at desk {desk}", [m.key for m in self.life.meetings.meetings if not m.done], []
        )

    def _rows(self, desk: int, sql: str) -> dict[str, tuple[object, ...]]:
        return {row[0]: tuple(row[1:]) for row in self.setting.context(desk).store.rows(sql)}

    # --- tickets and complaints ---

    def tickets(self, desk: int) -> None:
        """State, clocks and who has it of every ticket; every promise."""
        rows = self._rows(
            desk,
            "SELECT id, number, title, state, respond_due, arrive_due, finish_due, responded_at, finished_at,"
            " assignee_id FROM ticket",
        )
        wanted: dict[str, tuple[object, ...]] = {}
        for tag, each in self.ledger.all("ticket"):
            who = next(
                (self.ledger.ids["staff", number] for number, name in NAMES.items() if name == each.assignee), ""
            )
            dues = each.respond_due, each.arrive_due, each.finish_due
            wanted[self.ledger.ids["ticket", tag]] = (
                each.number, each.title, each.state, *dues, each.responded, each.finished, who
            )  # fmt: skip
        self.ledger.check_same(f"tickets at desk {desk}", rows.items(), wanted.items())
        self.ledger.check("numbers are given once", len({row[0] for row in rows.values()}), len(rows))
        owed = self._rows(desk, "SELECT id, text, due_at FROM promise WHERE kept_at IS NULL AND cancelled = 0")
        promised = {
            self.ledger.ids["promise", tag]: (each.text, each.due)
            for tag, each in self.ledger.all("promise")
            if each.owed
        }
        self.ledger.check_same(f"promises owed at desk {desk}", owed.items(), promised.items())

    def complaints(self, desk: int) -> None:
        """Stage, clocks and breach marks, letters, measures with what became of their tasks, timeline of the stages."""
        context, actor = self.setting.context(desk), self.setting.actor(desk, "S01")
        for tag, each in self.ledger.all("complaint"):
            complaint: Complaint = each
            record = self.ledger.ids["complaint", tag]
            detail = context.complaints.detail(actor, record)
            values = detail.values
            where = f"{tag} at desk {desk}"
            self.ledger.check(
                f"{where}",
                (values["number"], values["title"], values["stage"], values["responded_at"], values["solved_at"]),
                (complaint.number, complaint.title, complaint.stage, complaint.responded, complaint.solved),
            )
            hour = 3_600_000
            self.ledger.check(
                f"clocks of {where}",
                (values["respond_due"] - complaint.received, values["solve_due"] - complaint.received),
                (24 * hour, 48 * hour),
            )
            marks = {"respond_late": complaint.respond_late, "solve_late": complaint.solve_late}
            if complaint.open:
                marks = late_marks(complaint, self.setting.at(desk))
            self.ledger.check(f"breaches of {where}", {key: bool(values[key]) for key in marks}, marks)
            if complaint.responded is not None and complaint.solved is not None:
                late = (
                    complaint.responded > complaint.received + 24 * hour,
                    complaint.solved > complaint.received + 48 * hour,
                )
                self.ledger.check(
                    f"late is what came late, {where}", (complaint.respond_late, complaint.solve_late), late
                )
            letters = context.letters.of(actor, record)
            self.ledger.check_same(
                f"letters of {where}",
                [(one.title, one.receiver, one.body, one.written_on, one.whole) for one in letters],
                [(one.title, one.receiver, one.body, one.day, True) for one in complaint.letters],
            )
            wanted = [(f"补流程{name}", self._state_of_measure(name)) for name in complaint.measures]
            found = [(one.text, one.state) for one in detail.measures]
            self.ledger.check_same(f"measures of {where}", found, wanted)

            if complaint.stage == "archived":
                times = [mark.at for mark in detail.path]
                self.ledger.check(f"path of {where}", [mark.state for mark in detail.path], ["done"] * 7)
                self.ledger.check(f"order of {where}", times, sorted(time or 0 for time in times))

    def links(self, desk: int) -> None:
        """What a complaint touches is one step away, and one step leads back."""
        context, actor = self.setting.context(desk), self.setting.actor(desk, "S01")
        for tag, _ in self.ledger.all("complaint"):
            record = self.ledger.ids["complaint", tag]
            for link in context.links(actor, "complaint", record):
                if link.kind in ("ticket", "person", "plan_task", "house"):
                    back = {(each.kind, each.id) for each in context.links(actor, link.kind, link.id)}
                    found = ("complaint", record) in back
                    self.ledger.check(f"from the {link.kind} back to {tag} at desk {desk}", found, True)
                    self.ledger.figures["links walked"] += 1
        for tag, each in self.ledger.all("task"):
            if each.source and not each.gone and each.week:
                record = self.ledger.ids["task", tag]
                for link in context.links(actor, "plan_task", record):
                    if link.kind in ("ticket", "complaint"):
                        back = {(one.kind, one.id) for one in context.links(actor, link.kind, link.id)}
                        found = ("plan_task", record) in back
                        self.ledger.check(f"from the {link.kind} back to task {tag} at desk {desk}", found, True)
                        self.ledger.figures["links walked"] += 1

    def _state_of_measure(self, name: str) -> str:
        """Return how the last task stands that a measure gave or that was carried on from it."""
        tags = self.life.plans.sources["complaint_measure", self.ledger.ids["measure", name]]
        tasks = [self.ledger.last(("task", tag)) for tag in tags]
        return [task.state for task in tasks if not task.gone][-1]

    def rates(self) -> None:
        """The alarms of the complaint rate after both desks have counted anew."""
        for desk in DESKS:
            self.setting.context(desk).complaints.check_rates(self.setting.actor(desk, "S01"))
            self.setting.exchange(desk)
        self.setting.exchange(0)
        month = self.setting.zone.day(self.setting.now).replace(day=1).isoformat()
        for desk in DESKS:
            rows = self.setting.context(desk).complaints.alarms(self.setting.actor(desk, "S01"), seen=True)
            found = {row.building: row.complaints for row in rows if row.period == month}
            for building, houses in (
                ("1", HOUSES_OF_A_BUILDING),
                ("2", HOUSES_OF_A_BUILDING),
                ("3", HOUSES_OF_A_BUILDING),
                ("", HOUSES),
            ):
                counted = sum(
                    each.stage in COUNTED
                    and building in ("", each.building)
                    and self.setting.zone.day(each.received).replace(day=1).isoformat() == month
                    for _, each in self.ledger.all("complaint")
                )
                high = counted >= 2 and 10 * counted > houses
                what = f"rate of building {building or 'all'} at desk {desk}"
                if high:
                    self.ledger.check(what, found.get(building, 0) >= counted, True)
                elif building not in found:
                    self.ledger.check(what, building in found, False)

    # --- handovers ---

    def handovers(self, desk: int) -> None:
        """Lines, counts, notes, signatures and additions of every handover, and its seal."""
        for tag, each in self.ledger.all("handover"):
            self._handover(desk, ("handover", tag), each)

    def _handover(self, desk: int, key: Key, made: Handover) -> None:
        record, ledger = self.ledger.ids[key], self.ledger
        where = f"{key[1]} at desk {desk}"
        detail = self.life.handovers.detail(desk, record)
        values = detail.values
        self.life.handovers.compare(desk, key, "at the end")
        ledger.check(
            where,
            (values["state"], values["cut_off"], values["out_name"], values["in_name"], values["in_mode"]),
            (made.state, made.cut_off, NAMES[made.out], NAMES.get(made.taken, ""), made.mode),
        )
        notes = [(line.title, line.required) for line in detail.section("note")]
        ledger.check_same(f"notes of {where}", notes, made.notes)
        counts = {each.code: each.counted for each in detail.counts.things}
        counts |= {piece.code: piece.counted for piece in detail.counts.pieces}
        ledger.check(f"counts of {where}", counts, dict(made.counts))
        ledger.check(f"cash of {where}", detail.counts.cash.counted, made.cash)
        if made.last is not None:
            differences = {each.code: each.difference for each in detail.counts.differing}
            wanted = {
                code: made.counts[code] - made.last[code]
                for code in made.counts
                if not code.startswith("cash.") and made.counts[code] != made.last[code]
            }
            cash = made.cash - sum(
                int(code[5:]) * number for code, number in made.last.items() if code.startswith("cash.")
            )
            ledger.check(f"differences of {where}", differences, wanted | ({"cash": cash} if cash else {}))
        reasons = {each.code: each.reason for each in detail.counts.all if each.reason}
        ledger.check(f"reasons of {where}", reasons, dict(made.reasons))
        added = [step.note for step in detail.steps if step.addition and step.action == "add"]
        ledger.check_same(f"additions of {where}", added, made.additions)
        ledger.check(f"everything was read of {where}", detail.unread if made.taken and not made.mode else 0, 0)
        verdict = self.setting.context(desk).handovers.verify(self.setting.actor(desk, "S01"), record)
        ledger.check(f"seal of {where}", (verdict.sealed, verdict.whole), (True, True))
        ledger.figures["seals verified"] += 1

    def tampering(self) -> None:
        """Alter one stored row of a sealed handover after the other in a copy: each is noticed and named."""
        sealed: list[Key] = [("handover", tag) for tag, _ in self.ledger.all("handover")]
        chosen = sorted(self.setting.rng.sample(sealed, min(6, len(sealed))))
        source = self.setting.context(0).paths.database
        copy = self.folder / "copy.db"
        with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(copy)) as target:
            whole.backup(target)
        store = Store(copy, RECORDS, self.setting.desks[0].clock, ChangeFeed())
        # Whoever alters rows behind the program's back takes its triggers away first.
        for (trigger,) in store.database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            store.database.run(f'DROP TRIGGER "{trigger}"')
        try:
            for key in chosen:
                self._tamper(store, self.ledger.ids[key], key[1])
        finally:
            store.close()

    def _tamper(self, store: Store, record: str, name: str) -> None:
        alterations = {
            "handover_line": ("title", "lines"),
            "handover_count": ("counted", "counts"),
            "handover_tick": ("name", "ticks"),
            "handover_event": ("note", "additions"),
            "handover": ("in_name", "signatures"),
        }
        for table, (column, part) in alterations.items():
            where = "id = ?" if table == "handover" else "handover_id = ?"
            if table == "handover_tick":
                where += " AND after = 0"
            if table == "handover_event":
                where += " AND digest <> ''"
            row = store.database.row(f"SELECT id, {column} FROM {table} WHERE {where} ORDER BY id LIMIT 1", (record,))
            if row is None:
                continue
            self.ledger.figures["alterations noticed"] += 1
            with store.database.transaction():
                self._set(store, table, column, 77 if column == "counted" else "改过了", row[0])
            named = [each.row for each in verdict_of(store.database, store.must(HandoverRow, record)).differences]
            wanted = part if table == "handover" else f"{part}|"
            self.ledger.check(f"altered {table} of {name} is named", [row.startswith(wanted) for row in named], [True])
            with store.database.transaction():
                self._set(store, table, column, row[1], row[0])
            whole = verdict_of(store.database, store.must(HandoverRow, record)).whole
            self.ledger.check(f"{name} is whole again", whole, True)

    def _set(self, store: Store, table: str, column: str, value: object, pk: str) -> None:
        store.database.run(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, pk))

    # --- plans ---

    def plans(self, desk: int) -> None:
        """Every task of every plan, the done rates, the improvement lists, and what the weeks are compared by."""
        service, actor = self.setting.context(desk).plans, self.setting.actor(desk, "S01")
        weeks = sorted(tag for tag, _ in self.ledger.all("plan"))
        before: float | None = None
        for week in weeks:
            plan: Plan = self.ledger.last(("plan", week))
            view = service.view(actor, week)
            where = f"{week} at desk {desk}"
            tasks = [(tag, task) for tag, task in self.ledger.all("task") if task.week == week and not task.gone]
            self.ledger.check(f"state of {where}", (view.state, view.summary), (plan.state, plan.summary))
            shown = [(row.title, row.assignee, row.deadline, row.due_at, row.state, row.ticks) for row in view.tasks]
            tags = [self.ledger.tags.get(row.id, ("", row.title))[1] for row in view.tasks]
            self.ledger.check_same(
                f"tasks of {where}",
                zip(tags, shown, strict=True),
                [(tag, (each.title, each.who, each.deadline, each.due, each.state, each.ticks)) for tag, each in tasks],
            )
            reasons = {row.id: row.reason for row in view.tasks if row.state == "not_done"}
            told = {self.ledger.ids["task", tag]: task.reason for tag, task in tasks if task.state == "not_done"}
            self.ledger.check(f"reasons of {where}", reasons, told)
            found = [(line.problem, line.cause, line.measure, line.assignee) for line in view.improvements]
            self.ledger.check_same(f"improvements of {where}", found, plan.improvements)
            compared = service.compare(actor, week)
            wanted = sum(task.state != "dropped" for _, task in tasks)
            rate = sum(task.state == "done" for _, task in tasks) / wanted if wanted else None
            last = compared.total[1].rate if compared.total[1] is not None else None
            self.ledger.check(f"done rate of {where}", (compared.total[0].rate, last), (rate, before))
            before = rate
        waiting = {row.id for row in service.waiting(actor)}
        left = {
            self.ledger.ids["task", tag]
            for tag, task in self.ledger.all("task")
            if not task.week and task.state == "open" and not task.gone
        }
        self.ledger.check(f"tasks waiting at desk {desk}", waiting, left)

    # --- training ---

    def training(self, desk: int) -> None:
        """Rows, attempts, hours and their split; release only after the last required row; the year of everybody."""
        course: Course = self.ledger.last(self.life.trainings.key)
        context, actor = self.setting.context(desk), self.setting.actor(desk, "T01")
        card = context.training.card(actor, self.ledger.ids[self.life.trainings.key])
        minutes = {"theory": 0, "practice": 0, "exam": 0}
        for row, shown in zip(self.life.trainings.rows, card.rows, strict=True):
            attempts = course.rows.get(row.code, ())
            found = [(sign.result, sign.score, sign.signer) for sign in shown.signatures]
            if not self._signed_twice(row.code):
                self.ledger.check(f"attempts at row {row.code} at desk {desk}", found, list(attempts))
            self.ledger.check(f"row {row.code} at desk {desk}", shown.standing == "passed", course.passed(row.code))
            if course.passed(row.code):
                minutes["practice" if row.kind == "shadowing" else row.kind] += row.minutes
        done = card.done
        self.ledger.check(f"hours at desk {desk}", (done.theory, done.practice, done.exam), tuple(minutes.values()))
        both = minutes["theory"] + minutes["practice"]
        self.ledger.check("split", done.theory_percent, round(100 * minutes["theory"] / both) if both else None)
        required = all(course.passed(row.code) for row in self.life.trainings.rows if row.required)
        self.ledger.check(
            f"released at desk {desk}", (card.state == "passed", card.passed_on), (required, course.passed_on)
        )
        self._year(desk, minutes)
        for tag, (number, expires) in self.ledger.all("certificate"):
            shown = context.certificates.card(actor, self.ledger.ids["certificate", tag])
            self.ledger.check(f"certificate {tag}", (shown.name, shown.expires_on), (NAMES[number], expires))

    def _signed_twice(self, code: str) -> bool:
        return any(f"row {code}" in line and " both " in line for line in self.ledger.log)

    def _year(self, desk: int, own: dict[str, int]) -> None:
        """Hours of this year of everybody: passed rows, and sessions at which they were present."""
        year = self.setting.zone.day(self.setting.now).year
        shown = self.setting.context(desk).training_year.card(self.setting.actor(desk, "T01"), year)
        people = {person.number: person for person in shown.people}
        held: list[Sitting] = [each for _, each in self.ledger.all("session") if each.state == "held"]
        for number in self.life.trainings.invited:
            minutes = dict(own) if number == self.life.trainings.key[1] else {"theory": 0, "practice": 0, "exam": 0}
            for sitting in held:
                if sitting.people.get(number, ("", None))[0] in ("present", "late"):
                    minutes[sitting.kind] += sitting.minutes
            split = people[number].split
            self.ledger.check(
                f"year of {number} at desk {desk}",
                (split.theory, split.practice, split.exam),
                (minutes["theory"], minutes["practice"], minutes["exam"]),
            )
            drills = sum(
                sitting.form == "drill" and sitting.people.get(number, ("", None))[0] in ("present", "late")
                for sitting in held
            )
            self.ledger.check(f"drills of {number} at desk {desk}", people[number].drills, drills)
        for month in shown.months:
            wanted = sum(
                sitting.form == "drill" and self.setting.zone.local(sitting.starts).month == month.month
                for sitting in held
            )
            self.ledger.check(f"drills of month {month.month} at desk {desk}", month.drills, wanted)


def lists(life: Life, folder: Path) -> None:
    """Check by the command line that every list is alike on both desks, to the byte. Both desks must be closed."""
    kinds = list_kinds(life.setting.context(0))
    for kind in kinds:
        told = [_listed(folder / name, kind) for name in ("first", "second")]
        same = life.ledger.check(f"list {kind}", told[0] == told[1], True)
        if not same:
            life.ledger.wrong.append(_difference(*told))
        life.ledger.figures["rows listed"] += len(json.loads(told[0]).get("rows", ()))
    life.ledger.figures["lists compared"] += len(kinds)


def list_kinds(context: AppContext) -> list[str]:
    """Return the names of all lists but that of what was done at this one desk."""
    return [kind for kind in LISTS if kind in context.listers() and kind != "audit"]


def _listed(data: Path, kind: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(["--data", str(data), "--as", "0001", "--json", "list", kind, "--all"])
    assert code == 0, out.getvalue()
    return out.getvalue()


def _difference(first: str, second: str) -> str:
    rows = [
        {json.dumps(row, ensure_ascii=False) for row in json.loads(text).get("rows", ())} for text in (first, second)
    ]
    return f"only at the first: {sorted(rows[0] - rows[1])[:3]}; only at the second: {sorted(rows[1] - rows[0])[:3]}"

"""Prints the books of a lived month and reads the papers back: numbers, names, deadlines, sums and seals must stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from app.core.text import install_catalogue, load_catalogue
from app.documents.preview import opened
from app.features.plans.sheet import COLUMNS, ID
from tests.month.handovers import PIECES
from tests.month.ledger import Complaint, Course, Handover, Plan, Sitting, Task
from tests.month.life import Life
from tests.month.setting import AGENTS, NAMES

HANDOVERS = 12
"""Handovers of a month that are printed; the last ones."""
_BEGINNING = 18
_NUMBERED = ("late", "due", "open", "callback", "complaint")


class Papers:
    """Prints from the second desk what was done at both.

    Args:
        life: A month, lived to its end and exchanged to quiet.
        folder: Where the papers go.
    """

    def __init__(self, life: Life, folder: Path) -> None:
        self.life = life
        self.setting = life.setting
        self.ledger = life.ledger
        self.folder = folder
        self.context = life.setting.context(1)
        self.boss = life.setting.actor(1, "S01")

    def check(self) -> None:
        """Print everything in Chinese, and read it back."""
        load_catalogue(self.context.paths.resources / "i18n", "zh_CN")
        try:
            self.handovers()
            self.blank_handover()
            self.plans()
            self.letters()
            self.dispute()
            self.training()
            self.plan_workbook()
        finally:
            install_catalogue({})

    # --- reading ---

    def _path(self, name: str) -> Path:
        return self.folder / name

    def _read(self, path: Path, missing: Iterable[str], what: str) -> str:
        """Return the text of a PDF without blanks."""
        self.ledger.check(f"characters of {what}", sorted(missing), [])
        with opened(path) as pdf:
            text = "".join(pdf.text(page) for page in range(len(pdf)))
            self.ledger.figures["pages read back"] += len(pdf)
        self.ledger.figures["papers"] += 1
        return squeezed(text)

    def _stands(self, text: str, what: str, parts: Iterable[str]) -> None:
        for part in parts:
            if squeezed(part):
                self.ledger.checks += 1
                if squeezed(part) not in text:
                    self.ledger.wrong.append(f"{what} does not say {part!r}")

    def _moment(self, value: int) -> str:
        return f"{self.setting.zone.local(value):%m-%d %H:%M}"

    # --- handovers ---

    def handovers(self) -> None:
        """Every line, sum, difference, signature and addition, and the code of the seal."""
        papers, path = self.context.handover_papers, self._path("handover.pdf")
        for tag, each in self.ledger.all("handover")[-HANDOVERS:]:
            made: Handover = each
            record, what = self.ledger.ids["handover", tag], f"the paper of {tag}"
            pages = self.ledger.figures["pages read back"]
            text = self._read(path, papers.write(self.boss, [record], path), what)
            self.ledger.figures["pages of handovers"] += self.ledger.figures["pages read back"] - pages
            self.ledger.figures["handovers printed"] += 1
            values = self.life.handovers.detail(1, record).values
            parts = [made.day, NAMES[made.out], NAMES.get(made.taken, ""), str(values["seal"])[:16]]
            parts += [note for note, _ in made.notes] + list(made.additions) + list(made.reasons.values())
            parts += [yuan(made.cash)]
            parts += [
                f"{yuan(int(code[5:])).removesuffix('.00')}×{made.counts[code]}"
                for code in PIECES
                if made.counts.get(code)
            ]
            for line in made.lines:
                if line.section in _NUMBERED and line.what not in made.ignored:
                    kind = "complaint" if line.section == "complaint" else "ticket"
                    parts.append(self.ledger.last((kind, line.what)).number)
                if line.section == "promise":
                    parts.append(line.what)
                if line.due is not None and line.what not in made.ignored:
                    parts.append(self._moment(line.due))
            self._stands(text, what, parts)
            self._workbook(record, tag, made)

    def _workbook(self, record: str, tag: str, made: Handover) -> None:
        path = self._path("handover.xlsx")
        self.context.handover_papers.write_workbook(self.boss, record, path)
        book = openpyxl.load_workbook(path)
        try:
            sheets = [[row for row in sheet.iter_rows(values_only=True) if any(row)] for sheet in book]
        finally:
            book.close()
        cells = [{str(cell) for row in rows for cell in row if cell is not None} for rows in sheets]
        shown = self.life.handovers.detail(1, record).lines
        self.ledger.check(f"rows of the workbook of {tag}", len(sheets[0]) - 1, len(shown))
        self.ledger.check(f"cash in the workbook of {tag}", yuan(made.cash) in cells[1], True)
        missing = [text for text in made.additions if text not in cells[2]]
        self.ledger.check(f"additions in the workbook of {tag}", missing, [])

    def blank_handover(self) -> None:
        """The empty form names shifts, counted things and denominations."""
        path = self._path("blank.pdf")
        text = self._read(path, self.context.handover_papers.write_blank(self.boss, path), "the empty form")
        self._stands(text, "the empty form", ("早班", "中班", "晚班", "对讲机", "100×", "0.10×", "现金"))

    # --- plans ---

    def plans(self) -> None:
        """Every task with who and until when; of a review the rate, the improvement list and the conclusion."""
        path = self._path("plan.pdf")
        for week, each in self.ledger.all("plan"):
            plan: Plan = each
            tasks: list[Task] = [task for _, task in self.ledger.all("task") if task.week == week and not task.gone]
            for review in (False, True):
                what = f"the {'review' if review else 'plan'} of {week}"
                text = self._read(path, self.context.plan_papers.write(self.boss, [week], path, review=review), what)
                # A long title goes on below the other columns of its row, so its beginning stands for it.
                parts = [part for task in tasks for part in (task.title[:_BEGINNING], task.who, task.deadline)]
                if review:
                    parts += [part for line in plan.improvements for part in line] + [plan.summary]
                    parts += [task.reason for task in tasks if task.state == "not_done"]
                    wanted = sum(task.state != "dropped" for task in tasks)
                    parts.append(f"{sum(task.state == 'done' for task in tasks) / wanted:.0%}" if wanted else "")
                self._stands(text, what, parts)

    def plan_workbook(self) -> None:
        """A plan's workbook, edited and read back, changes exactly what was edited, on both desks."""
        weeks = [week for week, plan in self.ledger.all("plan") if plan.state in ("draft", "approved")]
        free = [
            (tag, task)
            for tag, task in self.ledger.all("task")
            if weeks
            and task.week == weeks[-1]
            and task.state == "open"
            and not task.gone
            and not task.days
            and task.who
        ]
        if len(free) < 2:
            return
        service, path = self.context.plans, self._path("plan.xlsx")
        self.context.plan_papers.write_sheet(self.boss, weeks[-1], path)
        same = service.read_back(self.boss, path)
        self.ledger.check("a workbook read back unchanged", (same.changes, same.refused, same.missing), ((), (), ()))
        (first, one), (second, other) = free[0], free[-1]
        who = next(name for name in map(NAMES.__getitem__, AGENTS) if name != one.who)
        self._edit(path, self.ledger.ids["task", first], assignee=who, title=f"{first}纸上改")
        self._edit(path, self.ledger.ids["task", second], note="纸上批注")
        trial = service.read_back(self.boss, path)
        changed = {change.task: sorted(after for _, _, after in change.fields) for change in trial.changes}
        wanted = {f"{first}纸上改": sorted([who, f"{first}纸上改"]), other.title: ["纸上批注"]}
        self.ledger.check("a workbook read back on trial", (changed, trial.refused), (wanted, ()))
        before = {row.id: row for row in service.view(self.boss, weeks[-1]).tasks}
        service.read_back(self.boss, path, trial=False)
        after = {row.id: row for row in service.view(self.boss, weeks[-1]).tasks}
        touched = {self.ledger.tags[pk][1] for pk, row in after.items() if plain(before[pk]) != plain(row)}
        self.ledger.check("what reading back changed", touched, {first, second})
        self.ledger.put(1, ("task", first), replace(one, who=who, title=f"{first}纸上改"))
        self.setting.meet()
        row = self.setting.context(0).plans.task(self.setting.actor(0, "S01"), self.ledger.ids["task", first])
        self.ledger.check("what was read back at the other desk", (row.title, row.assignee), (f"{first}纸上改", who))

    def _edit(self, path: Path, task_id: str, **cells: str) -> None:
        """Change the row of a task as a person would."""
        book = openpyxl.load_workbook(path)
        sheet: Any = book.worksheets[0]
        row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, ID).value == task_id)
        for key, value in cells.items():
            sheet.cell(row, COLUMNS[key][0]).value = value
        book.save(path)
        book.close()

    # --- complaints ---

    def letters(self) -> None:
        """Every letter that was sent, word for word."""
        path = self._path("letter.pdf")
        for tag, each in self.ledger.all("complaint"):
            complaint: Complaint = each
            for letter in complaint.letters:
                record, what = self.ledger.ids["letter", letter.tag], f"the letter {letter.tag} of {tag}"
                text = self._read(path, self.context.complaint_papers.write_letters(self.boss, [record], path), what)
                sentences = re.split(r"[。\n]", letter.body)
                day = "{}年{}月{}日".format(*map(int, letter.day.split("-")))
                self._stands(text, what, [complaint.number, letter.title, letter.receiver, day, "示例物业", *sentences])

    def dispute(self) -> None:
        """The file of the dispute: parties, talks, the hash of the evidence, agreement and look back."""
        tag = self.life.complaints.dispute
        if not tag:
            return
        complaint: Complaint = self.ledger.last(("complaint", tag))
        path, what = self._path("dispute.pdf"), f"the file of {tag}"
        record = self.ledger.ids["complaint", tag]
        text = self._read(path, self.context.complaint_papers.write_file(self.boss, record, path), what)
        people = self.setting.people
        parts = [complaint.number, people[complaint.person], people[complaint.texts["other"]]]
        parts += [f"单独谈话first{tag}", f"单独谈话second{tag}", complaint.texts["sha256"], f"分贝{tag}"]
        parts += [complaint.texts["partner"], f"请社区民警{tag}", complaint.texts.get("compromise", "")]
        parts += [complaint.texts.get("back", "")]
        self._stands(text, what, parts)

    # --- training ---

    def training(self) -> None:
        """The checklist, the sign-in sheets, the certificate of passing, and the year of everybody."""
        papers, trainer = self.context.training_papers, self.setting.actor(1, "T01")
        course: Course = self.ledger.last(self.life.trainings.key)
        record = self.ledger.ids[self.life.trainings.key]
        path, rows = self._path("training.pdf"), self.life.trainings.rows
        text = self._read(path, papers.write_checklists(trainer, [record], path), "the checklist")
        done = sum(row.minutes for row in rows if course.passed(row.code))
        scores = [str(attempts[-1][1]) for attempts in course.rows.values() if attempts[-1][1] is not None]
        whole = sum(row.minutes for row in rows)
        self._stands(text, "the checklist", [NAMES[course.staff], NAMES["A01"], hours(done), hours(whole), *scores])
        self._stands(text, "the checklist", [row.title for row in rows])
        if course.passed_on:
            text = self._read(path, papers.write_passing(trainer, [record], path), "the certificate")
            self._stands(
                text, "the certificate", [course.certificate, NAMES[course.staff], hours(done), course.passed_on]
            )
        held: list[Sitting] = []
        for tag, each in self.ledger.all("session"):
            sitting: Sitting = each
            held += [sitting] if sitting.state == "held" else []
            text = self._read(
                path, papers.write_sign_in(trainer, [self.ledger.ids["session", tag]], path), f"the sheet of {tag}"
            )
            parts = [sitting.title, f"{self.setting.zone.local(sitting.starts):%Y-%m-%d %H:%M}", hours(sitting.minutes)]
            parts += [NAMES[number] for number in sitting.people]
            parts += [str(score) for _, score in sitting.people.values() if score is not None]
            self._stands(text, f"the sheet of {tag}", parts)
        self._year(held, {course.staff: done})

    def _year(self, held: list[Sitting], own: dict[str, int]) -> None:
        papers, trainer = self.context.training_papers, self.setting.actor(1, "T01")
        year = self.setting.zone.day(self.setting.now).year
        path, book_path = self._path("year.pdf"), self._path("year.xlsx")
        text = self._read(path, papers.write_year(trainer, year, path), "the year")
        papers.write_year(trainer, year, book_path)
        book = openpyxl.load_workbook(book_path)
        try:
            rows = {row[1]: row for row in book.worksheets[0].iter_rows(values_only=True)}
        finally:
            book.close()
        for number in self.life.trainings.invited:
            there = [one.minutes for one in held if one.people.get(number, ("", None))[0] in ("present", "late")]
            minutes = own.get(number, 0) + sum(there)
            self._stands(text, "the year", [NAMES[number], f"{minutes / 60:.1f}"])
            numbers = [round(cell * 60) for cell in rows[NAMES[number]] if isinstance(cell, int | float)]
            self.ledger.check(f"hours of {number} in the workbook of the year", minutes in numbers, True)


def squeezed(text: str) -> str:
    """Return a text without blanks and hyphens: a reader of PDF takes a hyphen at the end of a line for its own."""
    return re.sub(r"[\s\-\u00ad\u0002\ufffe]", "", text)


def plain(row: Any) -> tuple[Any, ...]:
    """Return what people write in a task."""
    return row.title, row.assignee_id, row.deadline, row.minutes, row.note, row.state, row.section


def yuan(fen: int) -> str:
    """Return an amount as it stands on paper: ``1,234.50``."""
    return f"{fen / 100:,.2f}"


def hours(minutes: int) -> str:
    """Return minutes as hours people read: ``1.5``."""
    return f"{minutes / 60:.1f}".removesuffix(".0")

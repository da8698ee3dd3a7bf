"""Training of the month: a newcomer's checklist row by row, sessions, the monthly drill, certificates."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from app.core.errors import AppError
from app.host.paths import Paths
from tests.month.ledger import DAY, HOUR, Course, Sitting
from tests.month.plans import Plans
from tests.month.setting import AGENTS, NAMES, Setting

NEWCOMER, MENTOR = "N01", "A01"
_SIGNS = {"mentor": MENTOR, "trainer": "T01", "supervisor": "S01"}
_EXAM = 90


@dataclass(frozen=True)
class Row:
    """A row of the newcomers' template as the seed has it."""

    code: str
    title: str
    stage: str
    kind: str
    minutes: int
    signer: str
    required: bool
    needs: int | None


def template_rows(paths: Paths) -> tuple[Row, ...]:
    """Read the newcomers' template as its authors wrote it, not as the program keeps it."""
    text = (paths.resources / "seed" / "training" / "newcomer.toml").read_text(encoding="utf-8")
    return tuple(
        Row(
            row["code"],
            row["title"],
            stage["title"],
            row["kind"],
            round(60 * row["hours"]),
            row["signer"],
            row.get("required", True),
            row.get("pass_score", _EXAM) if row["kind"] == "exam" else None,
        )
        for stage in tomllib.loads(text)["stage"]
        for row in stage["row"]
    )


class Trainings:
    """What the office does about training.

    Args:
        setting: The office.
        plans: Takes what is to be improved after a drill.
        days: How many days the newcomer has, so that also a short life ends with a release.
    """

    def __init__(self, setting: Setting, plans: Plans, days: int) -> None:
        self.setting = setting
        self.plans = plans
        self.ledger = setting.ledger
        self.rng = setting.rng
        self.rows = template_rows(setting.context(0).paths)
        self.each_day = max(3, -(-len(self.rows) // max(days - 2, 1)))
        self.key = ("course", NEWCOMER)
        self.invited = (*AGENTS, NEWCOMER)

    # --- the checklist ---

    def begin(self, desk: int) -> None:
        """Begin the newcomer's checklist."""
        setting = self.setting
        training = setting.context(desk).training.save(
            setting.actor(desk, "T01"),
            {
                "staff_id": setting.staff(NEWCOMER),
                "template_id": "training.newcomer",
                "start_on": setting.zone.day(setting.now).isoformat(),
                "mentor_id": setting.staff(MENTOR),
            },
        )
        self.ledger.add(desk, self.key, training, Course(NEWCOMER))
        self.ledger.note(desk, setting.told, f"{NAMES[NEWCOMER]} began")

    def ids(self, desk: int) -> dict[str, str]:
        """Return code -> id of the rows of the checklist."""
        setting = self.setting
        card = setting.context(desk).training.card(setting.actor(desk, "T01"), self.ledger.ids[self.key])
        self.ledger.check("rows of the checklist", len(card.rows), len(self.rows))
        return {row.code: shown.id for row, shown in zip(self.rows, card.rows, strict=True)}

    def day(self, desk: int) -> None:
        """Sign the rows of a day; once in a while one is failed first, or a later stage is tried."""
        if not self.ledger.may(desk, self.key) or self.ledger.get(desk, self.key).passed_on:
            return
        ids = self.ids(desk)
        course: Course = self.ledger.get(desk, self.key)
        open_rows = [row for row in self.rows if not course.passed(row.code)]
        required = [row for row in open_rows if row.required]
        if required:
            later = next((row for row in open_rows if row.stage != required[0].stage), None)
            if later is not None and self.rng.random() < 0.5:
                found = self._refused(desk, ids[later.code], later)
                self.ledger.check(f"row {later.code} waits for its stage", found, "training.blocked")
            found = self._released(desk)
            self.ledger.check("no release before the last required row", found, "training.missing")
        for row in open_rows[: self.each_day]:
            if row.needs is not None and self.rng.random() < 0.5:
                self.sign(desk, ids, row, row.needs - 5)
            elif row.kind == "practice" and self.rng.random() < 0.1:
                self.sign(desk, ids, row, None, fail=True)
            self.sign(desk, ids, row, None if row.needs is None else min(100, row.needs + 3))
        course = self.ledger.get(desk, self.key)
        if all(course.passed(row.code) for row in self.rows if row.required):
            setting = self.setting
            number = setting.context(desk).training.release(setting.actor(desk, "S01"), self.ledger.ids[self.key])
            passed_on = setting.zone.day(setting.at(desk)).isoformat()
            self.ledger.put(desk, self.key, replace(course, passed_on=passed_on, certificate=number))
            self.ledger.note(desk, setting.told, f"{NAMES[NEWCOMER]} may work alone")

    def sign(self, desk: int, ids: dict[str, str], row: Row, score: int | None, *, fail: bool = False) -> None:
        """Sign a row, as whom it names."""
        setting = self.setting
        number = _SIGNS[row.signer]
        values: dict[str, Any] = {"score": score} if score is not None else {"result": "fail" if fail else "pass"}
        setting.context(desk).training.sign(setting.actor(desk, number), [ids[row.code]], values)
        failed = fail or (score is not None and row.needs is not None and score < row.needs)
        course: Course = self.ledger.get(desk, self.key)
        attempts = (*course.rows.get(row.code, ()), ("fail" if failed else "pass", score, NAMES[number]))
        self.ledger.put(desk, self.key, replace(course, rows={**course.rows, row.code: attempts}))
        self.ledger.figures["rows signed"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} signed {row.code} {attempts[-1][0]} {score}")

    def _refused(self, desk: int, row_id: str, row: Row) -> str:
        actor = self.setting.actor(desk, _SIGNS[row.signer])
        try:
            self.setting.context(desk).training.sign(actor, [row_id], {"result": "pass", "score": row.needs})
        except AppError as error:
            return error.code
        return ""

    def _released(self, desk: int) -> str:
        try:
            self.setting.context(desk).training.release(self.setting.actor(desk, "S01"), self.ledger.ids[self.key])
        except AppError as error:
            return error.code
        return ""

    # --- sessions ---

    def plan_session(self, desk: int, form: str, days: int) -> str:
        """Plan a course or a drill from its outline, some days ahead at 16:00; return its tag."""
        setting = self.setting
        service, actor = setting.context(desk).training_sessions, setting.actor(desk, "T01")
        outlines = service.courses(actor, form)
        draft = service.draft(actor, outlines[self.rng.randrange(len(outlines))].id)
        tag = self.ledger.tag("S")
        day = setting.zone.day(setting.now) + timedelta(days=days)
        starts = setting.zone.day_start(day) + 16 * HOUR
        values = {
            **draft,
            "starts_at": starts,
            "place": "会议室",
            "trainer_id": setting.staff("T01"),
            "people": [setting.staff(number) for number in self.invited],
        }
        session = service.save(actor, values)
        sitting = Sitting(
            form, draft["title"], starts, draft["minutes"], draft["kind"], draft["course_id"],
            people=dict.fromkeys(self.invited, ("", None)),
        )  # fmt: skip
        self.ledger.add(desk, ("session", tag), session, sitting)
        self.ledger.note(desk, setting.told, f"planned {form} {tag} {draft['title']}")
        return tag

    def hold(self, desk: int) -> bool:
        """Hold the sessions whose time has come: who was there, points, what was observed."""
        done = False
        for tag, sitting in list(self.ledger.of(desk, "session")):
            over = sitting.starts + sitting.minutes * 60_000 <= self.setting.at(desk)
            if sitting.state == "planned" and over and self.ledger.may(desk, ("session", tag)):
                self._hold(desk, tag, sitting)
                done = True
        return done

    def _hold(self, desk: int, tag: str, sitting: Sitting) -> None:
        setting, key = self.setting, ("session", tag)
        service, actor = setting.context(desk).training_sessions, setting.actor(desk, "T01")
        record = self.ledger.ids[key]
        refused = ""
        try:
            service.hold(actor, record)
        except AppError as error:
            refused = error.code
        self.ledger.check(f"{tag} is not held before it is said who was there", refused, "training.unsaid")
        people: dict[str, tuple[str, int | None]] = {}
        for number in sitting.people:
            presence = self.rng.choices(("present", "late", "absent", "excused"), (7, 1, 1, 1))[0]
            people[number] = presence, self.rng.randrange(70, 101) if presence in ("present", "late") else None
        marks = {
            setting.staff(number): {"presence": presence, "score": score}
            for number, (presence, score) in people.items()
        }
        service.mark(actor, record, marks)
        service.hold(actor, record, {"result": f"已完成{tag}"})
        observed: list[tuple[str, str]] = []
        if sitting.form == "drill":
            observed = [(f"到场用时六分钟{tag}", ""), (f"对讲没电{tag}", f"每班充电{tag}")]
            due = setting.at(desk) + 5 * DAY
            for text, improve in observed:
                values: dict[str, Any] = {"text": text, "at": sitting.starts + HOUR}
                if improve:
                    values |= {"improve": improve, "staff_id": setting.staff("A02"), "due_at": due}
                note = service.observe(actor, record, values)
                if improve:
                    self.plans.given(desk, "training_note", note, due, f"{tag}i", title=improve, who=NAMES["A02"])
        self.ledger.put(desk, key, replace(sitting, state="held", people=people, observed=tuple(observed)))
        self.ledger.note(desk, setting.told, f"held {tag}: {people}")

    def certify(self, desk: int, number: str, days: int) -> None:
        """Enter a certificate that expires in some days."""
        setting = self.setting
        tag = self.ledger.tag("Z")
        today = setting.zone.day(setting.now)
        expires = (today + timedelta(days=days)).isoformat()
        record = setting.context(desk).certificates.save(
            setting.actor(desk, "T01"),
            {
                "staff_id": setting.staff(number),
                "kind": "急救员证",
                "number": f"110101{self.rng.randrange(10**8):08d}",
                "issuer": "示例红十字会",
                "issued_on": (today - timedelta(days=300)).isoformat(),
                "expires_on": expires,
            },
        )
        self.ledger.add(desk, ("certificate", tag), record, (number, expires))
        self.ledger.note(desk, setting.told, f"certificate {tag} of {NAMES[number]} until {expires}")

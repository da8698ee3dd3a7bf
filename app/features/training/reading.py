"""Reading one person's checklist: its rows with their signatures, what blocks them, hours, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.text import T, Text
from app.features.staff.rules import Actor
from app.features.training import rules
from app.features.training.records import Training, TrainingRow, TrainingSign
from app.settings.settings import Settings
from app.store.store import Store


@dataclass(frozen=True)
class Signature:
    """One attempt at a row.

    Attributes:
        at: When it was signed, UTC milliseconds.
        signer: Name of the evaluator.
        result: Code of ``rules.RESULTS``.
        score: Of hundred, or None.
        note: What the evaluator wrote.
        attempt: Which attempt it was, from 1.
    """

    at: int
    signer: str
    result: str
    score: int | None
    note: str
    attempt: int


@dataclass(frozen=True)
class RowCard:
    """A row of a checklist as pages show it.

    Attributes:
        id: The row.
        number: Its place, from 1.
        stage: Heading it stands under.
        day: Day it is due, counted from 1.
        due_on: That day, ISO text.
        kind: Code of ``rules.KINDS``.
        title: What it is.
        content: What exactly.
        minutes: How long it takes.
        required: Whether it must be passed.
        signer: Code of ``rules.SIGNERS``.
        needs: Score an exam needs, None where no score is asked for.
        pass_score: The row's own score; None for the office's.
        course_id: Course that teaches it.
        standing: Code of ``rules.STANDINGS``.
        signatures: Every attempt, oldest first.
        blocked: Why it cannot be signed yet, or None.
        late: Whether its day is over and it is not passed.
        may_sign: Whether the reader may sign it, were it not blocked.
        own: Whether it was added for this person and is no row of the template.
    """

    id: str
    number: int
    stage: str
    day: int
    due_on: str
    kind: str
    title: str
    content: str
    minutes: int
    required: bool
    signer: str
    needs: int | None
    pass_score: int | None
    course_id: str
    standing: str
    signatures: tuple[Signature, ...]
    blocked: Text | None
    late: bool
    may_sign: bool
    own: bool


@dataclass(frozen=True)
class ChecklistCard:
    """Somebody's checklist as pages show it.

    Attributes:
        id: The checklist.
        staff_id: Whose it is.
        name: Their name.
        number: Their staff number.
        title: What it is called.
        tier: Code of ``rules.TIERS``.
        state: Code of ``rules.STATES``.
        start_on: First day, ISO text.
        year: Calendar year of a yearly checklist, else 0.
        mentor_id: Who accompanies them.
        mentor: That person's name.
        template_id: What it was copied from.
        version: That template's version then.
        newest: That template's version now; 0 if it has gone.
        passed_on: When it was passed, ISO text.
        certificate: Number on the certificate of passing.
        note: Note.
        rows: The rows in order.
        planned: Minutes of all rows.
        done: Minutes of the passed rows.
        theory_percent: Share of theory it aims at; 0 for none.
        minutes_target: Minutes it must add up to; 0 for none.
        missing: What is missing until it can be passed, in words; empty when nothing is.
        alone_on: Day from which the person may work alone, as far as days decide it; empty where they do not.
    """

    id: str
    staff_id: str
    name: str
    number: str
    title: str
    tier: str
    state: str
    start_on: str
    year: int
    mentor_id: str
    mentor: str
    template_id: str
    version: int
    newest: int
    passed_on: str
    certificate: str
    note: str
    rows: tuple[RowCard, ...]
    planned: rules.Split
    done: rules.Split
    theory_percent: int
    minutes_target: int
    missing: tuple[Text, ...]
    alone_on: str

    @property
    def required(self) -> tuple[int, int]:
        """Required rows passed, and all required rows."""
        wanted = [row for row in self.rows if row.required]
        return sum(row.standing == "passed" for row in wanted), len(wanted)

    @property
    def late(self) -> int:
        """Required rows whose day is over."""
        return sum(row.late for row in self.rows)

    @property
    def next_row(self) -> RowCard | None:
        """The row to do next: the first required one that is not passed."""
        return next((row for row in self.rows if row.required and row.standing != "passed"), None)


def may_see_all(actor: Actor) -> bool:
    """Say whether somebody may see everybody's training, not only their own and that of those they accompany."""
    return actor.may("training", "check")


def sees(store: Store, actor: Actor, training: Training) -> bool:
    """Say whether somebody may see a checklist: those who check, the person, and the mentor."""
    return may_see_all(actor) or actor.id in (training.staff_id, training.mentor_id)


def may_sign(actor: Actor, training: Training, signer: str) -> bool:
    """Say whether somebody may sign the rows that name this signer; nobody signs for themselves."""
    if actor.id == training.staff_id or not actor.may("training", "sign"):
        return False
    if signer == "mentor" and actor.id == training.mentor_id:
        return True
    return bool(actor.held & rules.SIGNING_ROLES[signer]) or actor.may("training", "manage")


def standing_of(signs: Sequence[TrainingSign]) -> str:
    """Return how a row stands by its signatures: the last attempt counts; two of one attempt must say the same."""
    last = max((sign.attempt for sign in signs), default=0)
    results = {sign.result for sign in signs if sign.attempt == last}
    if len(results) > 1:
        return "disputed"
    return {"pass": "passed", "fail": "failed"}.get(next(iter(results), ""), "open")


def score_needed(row: TrainingRow, settings: Settings) -> int | None:
    """Return the score a row needs: an exam's own, else the office's; None for what is no exam."""
    if row.kind != "exam":
        return row.pass_score
    return row.pass_score if row.pass_score is not None else settings.number("training.exam_score")


def signs_of(store: Store, training_id: str) -> dict[str, list[TrainingSign]]:
    """Return the signatures of a checklist by row, oldest first."""
    found: dict[str, list[TrainingSign]] = {}
    for sign in store.find(TrainingSign, "training_id = ?", (training_id,), "attempt, at, id"):
        found.setdefault(sign.row_id, []).append(sign)
    return found


def card_of(store: Store, settings: Settings, actor: Actor, training: Training, today: date) -> ChecklistCard:
    """Return a checklist as a reader sees it.

    Args:
        store: Where to read.
        settings: Scores and months.
        actor: Who reads: decides which rows they may sign.
        training: The checklist.
        today: The office's day: decides what is late.
    """
    rows = store.find(TrainingRow, "training_id = ?", (training.id,), "position, id")
    signs = signs_of(store, training.id)
    names: dict[str, str] = dict(store.rows("SELECT id, name FROM staff"))
    standings = {row.id: standing_of(signs.get(row.id, ())) for row in rows}
    passed = frozenset(key for key, standing in standings.items() if standing == "passed")
    blocks = rules.blocked(rows, passed, yearly=training.year != 0)
    open_now = training.state == "open"
    cards = tuple(
        RowCard(
            id=row.id,
            number=place + 1,
            stage=row.stage,
            day=row.day,
            due_on=row.due_on,
            kind=row.kind,
            title=row.title,
            content=row.content,
            minutes=row.minutes,
            required=bool(row.required),
            signer=row.signer,
            needs=score_needed(row, settings),
            pass_score=row.pass_score,
            course_id=row.course_id,
            standing=standings[row.id],
            signatures=tuple(_signature(sign, names) for sign in signs.get(row.id, ())),
            blocked=_blocked(row.id, rows, blocks),
            late=open_now and bool(row.required) and row.id not in passed and row.due_on < today.isoformat(),
            may_sign=open_now and may_sign(actor, training, row.signer),
            own=not row.item_id,
        )
        for place, row in enumerate(rows)
    )
    number = str(store.value("SELECT number FROM staff WHERE id = ?", (training.staff_id,)) or "")
    newest = store.value("SELECT version FROM training_template WHERE id = ?", (training.template_id,))
    return ChecklistCard(
        id=training.id,
        staff_id=training.staff_id,
        name=names.get(training.staff_id, ""),
        number=number,
        title=training.title,
        tier=training.tier,
        state=training.state,
        start_on=training.start_on,
        year=training.year,
        mentor_id=training.mentor_id,
        mentor=names.get(training.mentor_id, ""),
        template_id=training.template_id,
        version=training.template_version,
        newest=int(newest or 0),
        passed_on=training.passed_on,
        certificate=training.certificate,
        note=training.note,
        rows=cards,
        planned=rules.split_of((row.kind, row.minutes) for row in rows),
        done=rules.split_of((row.kind, row.minutes) for row in rows if row.id in passed),
        theory_percent=training.theory_percent,
        minutes_target=training.minutes_target,
        missing=missing_of(training, cards, settings, today),
        alone_on=alone_on(training, settings),
    )


def alone_on(training: Training, settings: Settings) -> str:
    """Return the day until which a newcomer is accompanied in any case, ISO text; empty where only the exam counts."""
    if training.tier != "newcomer" or settings.text("training.release") != "shadow" or not training.start_on:
        return ""
    start = date.fromisoformat(training.start_on)
    return rules.months_later(start, settings.number("training.shadow_months")).isoformat()


def missing_of(training: Training, rows: Sequence[RowCard], settings: Settings, today: date) -> tuple[Text, ...]:
    """Return what is missing until a checklist can be passed, in words."""
    found: list[Text] = []
    wanted = [row for row in rows if row.required and row.standing != "passed"]
    exams = [row for row in wanted if row.kind == "exam"]
    if len(wanted) > len(exams):
        found.append(T("training", "{n} required rows are not passed.").with_(n=len(wanted) - len(exams)))
    found.extend(
        T("training", "Exam “{title}”: at least {score} of 100.").with_(title=row.title, score=row.needs or 0)
        for row in exams
    )
    until = alone_on(training, settings)
    if until and today.isoformat() < until:
        found.append(T("training", "Shadowing lasts until {day}.").with_(day=until))
    return tuple(found)


def _signature(sign: TrainingSign, names: Mapping[str, str]) -> Signature:
    signer = names.get(sign.signer_id, "")
    return Signature(sign.at or 0, signer, sign.result, sign.score, sign.note, sign.attempt)


def _blocked(
    row_id: str, rows: Sequence[TrainingRow], blocks: Mapping[str, tuple[rules.Block, list[int]]]
) -> Text | None:
    found = blocks.get(row_id)
    return None if found is None else rules.blocked_words(found[0], [rows[place].title for place in found[1]])

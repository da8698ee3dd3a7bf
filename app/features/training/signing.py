"""Signing rows, taking signatures back, and declaring a checklist passed: by an evaluator who proves who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.core.clock import OfficeZone
from app.core.errors import Invalid, NotAllowed, Refused
from app.core.text import T
from app.features.staff.rules import Actor
from app.features.staff.service import Accounts
from app.features.training import rules
from app.features.training.form import cleaned
from app.features.training.reading import card_of, may_sign, missing_of, score_needed, standing_of
from app.features.training.records import Training, TrainingRow, TrainingSign, TrainingStep
from app.settings.settings import Settings
from app.store.store import Store
from app.store.work import Work, read_many


class TrainingSigning:
    """The verbs of evaluators."""

    _store: Store
    _settings: Settings
    _accounts: Accounts
    _zone: OfficeZone

    def _today(self) -> date:
        return self._zone.day(self._store.clock.now())

    def sign(
        self,
        actor: Actor,
        row_ids: Sequence[str],
        values: Mapping[str, Any],
        pin: str = "",
        number: str = "",
    ) -> str:
        """Sign rows as passed or not passed, and return the evaluator's name.

        Args:
            actor: Who is at the desk.
            row_ids: The rows; several are signed alike, in their order.
            values: ``result`` (``pass`` or ``fail``), ``score`` of hundred where a row needs one, ``note``.
            pin: PIN of whoever signs.
            number: Staff number of the evaluator; the person at the desk signs if empty.

        Raises:
            NotAllowed: The evaluator may not sign these rows.
            Refused: The PIN is wrong, a row is blocked by another one, is passed already, or the checklist has ended.
            Invalid: A score is missing, or does not fit the result.
        """
        actor.require("training", "view")
        evaluator = self._evaluator(actor, pin, number)
        evaluator.require("training", "sign")
        with self._store.change(evaluator.id) as work:
            for row_id in row_ids:
                self._sign(work, evaluator, work.must(TrainingRow, row_id), values)
        return evaluator.name

    def take_back(self, actor: Actor, row_id: str, note: str, pin: str = "", number: str = "") -> None:
        """Take the last signature of a row back; it stays in the journal with the reason.

        Raises:
            NotAllowed: Somebody else signed, and the evaluator does not manage training.
            Refused: Nothing is signed, or the checklist is passed.
            Invalid: No reason is given.
        """
        actor.require("training", "view")
        evaluator = self._evaluator(actor, pin, number)
        evaluator.require("training", "sign")
        if not note.strip():
            raise Invalid({"note": T("training", "Why is the signature taken back?")}, "training.invalid")
        with self._store.change(evaluator.id) as work:
            row = work.must(TrainingRow, row_id)
            self._open(work, row.training_id)
            signs = read_many(work.database, TrainingSign, "row_id = ?", (row_id,), "attempt, at, id")
            if not signs or signs[-1].result == "open":
                raise Refused(T("training", "Nothing is signed here."), "training.unsigned")
            if signs[-1].signer_id != evaluator.id and not evaluator.may("training", "manage"):
                raise NotAllowed(
                    T("training", "Only who signed takes a signature back, or somebody who manages training."),
                    "training.not_yours",
                )
            _write_sign(work, row, signs, evaluator, "open", None, note.strip())

    def _evaluator(self, actor: Actor, pin: str, number: str) -> Actor:
        if number.strip() and number.strip().casefold() != actor.number.casefold():
            return self._accounts.identify(number, pin)
        self._accounts.confirm(actor, pin)
        return actor

    def _sign(self, work: Work, evaluator: Actor, row: TrainingRow, values: Mapping[str, Any]) -> None:
        training = self._open(work, row.training_id)
        if not may_sign(evaluator, training, row.signer):
            raise NotAllowed(
                T("training", "“{title}” is signed by: {signer}. {name} may not.").with_(
                    title=row.title, signer=rules.SIGNERS[row.signer], name=evaluator.name
                ),
                "training.signer",
            )
        rows = read_many(work.database, TrainingRow, "training_id = ?", (training.id,), "position, id")
        signs: dict[str, list[TrainingSign]] = {}
        for sign in read_many(work.database, TrainingSign, "training_id = ?", (training.id,), "attempt, at, id"):
            signs.setdefault(sign.row_id, []).append(sign)
        passed = frozenset(key for key, found in signs.items() if standing_of(found) == "passed")
        if row.id in passed:
            raise Refused(
                T("training", "“{title}” is passed already. Take the signature back first.").with_(title=row.title),
                "training.passed",
            )
        block = rules.blocked(rows, passed, yearly=training.year != 0).get(row.id)
        if block is not None:
            words = rules.blocked_words(block[0], [rows[place].title for place in block[1]])
            raise Refused(
                T("training", "“{title}” cannot be signed yet. {why}").with_(title=row.title, why=words),
                "training.blocked",
            )
        result, score = self._judged(row, values)
        _write_sign(work, row, signs.get(row.id, []), evaluator, result, score, str(values.get("note") or "").strip())

    def _judged(self, row: TrainingRow, values: Mapping[str, Any]) -> tuple[str, int | None]:
        """Return result and score of an attempt; an exam is passed by its score alone."""
        clean, problems = cleaned({"score": values.get("score")}, {"score": T("training", "Score")}, {}, ())
        score: int | None = clean.get("score")
        needs = score_needed(row, self._settings)
        result = str(values.get("result") or "")
        if not problems and score is not None and score > 100:
            problems["score"] = T("training", "A score of hundred at most.")
        if needs is not None and score is None and not problems:
            problems["score"] = T("training", "“{title}” needs a score of hundred.").with_(title=row.title)
        if needs is None and result not in ("pass", "fail"):
            problems["result"] = T("training", "Say whether it is passed or not.")
        if problems:
            raise Invalid(problems, "training.invalid")
        if needs is not None and score is not None:
            reached = "pass" if score >= needs else "fail"
            if result == "pass" and reached == "fail":
                raise Invalid(
                    {
                        "score": T("training", "{score} is less than the {needs} it takes to pass.").with_(
                            score=score, needs=needs
                        )
                    },
                    "training.invalid",
                )
            return ("fail" if result == "fail" else reached), score
        return result, score

    def _open(self, work: Work, training_id: str) -> Training:
        training = work.must(Training, training_id)
        if training.state != "open":
            raise Refused(
                T("training", "This checklist is {state}. Take it up again first.").with_(
                    state=rules.STATES[training.state]
                ),
                "training.closed",
            )
        return training

    def release(self, actor: Actor, training_id: str, pin: str = "", number: str = "") -> str:
        """Declare a checklist passed, and return the number for the certificate of passing.

        A newcomer works alone from then on. Source: the office's product rules, exam before working alone.

        Raises:
            NotAllowed: The evaluator is neither supervisor nor manages training.
            Refused: Required rows are open, an exam is not passed, shadowing is not over, or the PIN is wrong.
        """
        actor.require("training", "view")
        evaluator = self._evaluator(actor, pin, number)
        evaluator.require("training", "sign")
        with self._store.change(evaluator.id) as work:
            training = self._open(work, training_id)
            if not may_sign(evaluator, training, "supervisor"):
                raise NotAllowed(
                    T("training", "Only a supervisor or manager declares a checklist passed."), "training.signer"
                )
            today = self._today()
            card = card_of(self._store, self._settings, evaluator, training, today)
            missing = missing_of(training, card.rows, self._settings, today)
            if missing:
                words = str(T("training", " ")).join(map(str, missing))
                raise Refused(T("training", "Not passed yet. {missing}").with_(missing=words), "training.missing")
            certificate = training.certificate or f"PX{today:%y%m%d}-{card.number}"
            work.update(training, state="passed", passed_on=today.isoformat(), certificate=certificate)
            write_step(work, training_id, "passed")
        return certificate


def _write_sign(
    work: Work,
    row: TrainingRow,
    before: Sequence[TrainingSign],
    evaluator: Actor,
    result: str,
    score: int | None,
    note: str,
) -> None:
    work.insert(
        TrainingSign(
            training_id=row.training_id,
            row_id=row.id,
            at=work.now,
            attempt=1 + max((sign.attempt for sign in before), default=0),
            signer_id=evaluator.id,
            result=result,
            score=score,
            note=note,
        )
    )
    work.touch("training", row.training_id)


def write_step(work: Work, training_id: str, action: str, target: str = "", note: str = "") -> None:
    """Write a step of a checklist's journal."""
    work.insert(TrainingStep(training_id=training_id, at=work.now, action=action, target=target, note=note))

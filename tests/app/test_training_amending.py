"""Rows of a running checklist added, changed, taken out and brought back; lifting it to a newer template; undo."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.core.errors import AppError, Invalid, NotAllowed
from app.features.training.records import TrainingRow
from app.features.training.service import Lifted
from app.store.store import Store
from tests.support.training import School, open_school

ROW = {"title": "补学：门禁系统", "stage": "", "day": 5, "kind": "practice", "minutes": 30, "signer": "mentor"}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with open_school(tmp_path) as found:
        yield found


def refused(call: Callable[[], object], code: str) -> AppError:
    with pytest.raises(AppError) as caught:
        call()
    assert caught.value.code == code
    return caught.value


def titles(school: School, training: str) -> list[str]:
    return [row.title for row in school.card(training).rows]


def journal(school: School, training: str) -> list[tuple[str, str]]:
    return [(str(line.words), line.detail) for line in school.context.training.story(school["T01"], training)]


def contents(store: Store, training: str) -> list[dict[str, Any]]:
    """Return the rows of a checklist without what every writing changes."""
    found = store.find(TrainingRow, "training_id = ?", (training,), "position, id")
    return [
        {key: value for key, value in vars(row).items() if key not in ("updated_at", "created_at")} for row in found
    ]


def new_version(school: School, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> int:
    """Change the newcomers' template and return its version."""
    templates, trainer = school.context.training_templates, school["T01"]
    items: list[dict[str, Any]] = [{"id": item.id} for item in templates.card(trainer, "training.newcomer").items]
    templates.save(trainer, {}, "training.newcomer", change(items))
    return templates.card(trainer, "training.newcomer").version


# --- rows -----------------------------------------------------------------------------------------------------------


def test_a_row_is_added_behind_another_with_its_day_and_reason(school: School) -> None:
    training = school.begin()
    third = school.card(training).rows[2]
    add = school.context.training.add_row
    made = add(school["S01"], training, {**ROW, "stage": third.stage}, "换了新门禁", third.id)
    card = school.card(training)
    assert [row.id for row in card.rows].index(made) == 3
    row = card.rows[3]
    assert (row.title, row.due_on, row.own, row.required, len(card.rows)) == (
        "补学：门禁系统",
        "2026-11-27",
        True,
        True,
        48,
    )
    assert journal(school, training)[-1][1] == "补学：门禁系统 · 换了新门禁"
    school.sign(training, 4)
    assert school.card(training).rows[3].standing == "passed"


def test_every_problem_of_a_row_is_told_at_once(school: School) -> None:
    training = school.begin()
    with pytest.raises(Invalid) as caught:
        school.context.training.add_row(school["S01"], training, {"title": "", "day": 0, "kind": "dance"}, " ")
    assert {"title", "stage", "day", "kind", "reason"} <= set(caught.value.fields)


def test_a_row_is_changed_while_nobody_has_signed_it(school: School) -> None:
    training = school.begin()
    change = school.context.training.change_row
    row = school.card(training).rows[1]
    change(school["S01"], row.id, {"day": 3, "minutes": 90, "required": False, "pass_score": 80}, "有经验")
    found = school.card(training).rows[1]
    assert (found.due_on, found.minutes, found.required, found.needs) == ("2026-11-25", 90, False, 80)
    before = len(journal(school, training))
    change(school["S01"], row.id, {"minutes": 90}, "一样")
    assert len(journal(school, training)) == before, "nothing changed, nothing told"
    school.sign(training, 1)
    first = school.card(training).rows[0]
    refused(lambda: change(school["S01"], first.id, {"minutes": 5}, "短一点"), "training.signed")
    school.context.training.take_back(school["T01"], first.id, "签错")
    change(school["S01"], first.id, {"minutes": 5}, "短一点")
    assert school.card(training).rows[0].minutes == 5


def test_a_row_is_taken_out_and_comes_back_to_its_place(school: School) -> None:
    training = school.begin()
    service, supervisor = school.context.training, school["S01"]
    before = contents(school.context.store, training)
    row = school.card(training).rows[4]
    with pytest.raises(Invalid):
        service.remove_row(supervisor, row.id, "")
    service.remove_row(supervisor, row.id, "他已经会了")
    assert len(school.card(training).rows) == 46
    (gone,) = service.gone_rows(supervisor, training)
    assert (gone.title, gone.why, gone.signed) == (row.title, "他已经会了", False)
    service.restore_row(supervisor, training, row.id)
    assert contents(school.context.store, training) == before
    assert service.gone_rows(supervisor, training) == ()
    refused(lambda: service.restore_row(supervisor, training, row.id), "training.not_deleted")


def test_what_was_signed_once_is_not_taken_out(school: School) -> None:
    training = school.begin()
    school.sign(training, 1)
    service, first = school.context.training, school.card(training).rows[0]
    refused(lambda: service.remove_row(school["S01"], first.id, "不用了"), "training.signed")
    service.take_back(school["T01"], first.id, "签错")
    refused(lambda: service.remove_row(school["S01"], first.id, "不用了"), "training.signed_once")


def test_only_those_who_edit_training_change_rows_of_a_running_checklist(school: School) -> None:
    training = school.begin()
    service, mentor, row = school.context.training, school["A01"], school.card(training).rows[0].id
    for call in (
        lambda: service.add_row(mentor, training, ROW, "x"),
        lambda: service.change_row(mentor, row, {"minutes": 1}, "x"),
        lambda: service.remove_row(mentor, row, "x"),
        lambda: service.restore_row(mentor, training, row),
        lambda: service.lift(mentor, training, 1),
        lambda: service.lower(mentor, Lifted(training, (), (), {}, {}, ())),
        lambda: service.lift_preview(school["A03"], training),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert service.gone_rows(school["A03"], training) == ()
    service.end(school["S01"], training, "离职")
    refused(lambda: service.remove_row(school["S01"], row, "x"), "training.closed")
    refused(lambda: service.add_row(school["S01"], training, ROW, "x"), "training.closed")


# --- lifting --------------------------------------------------------------------------------------------------------


def changed_template(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Change the first two rows and the fifth, remove the second last and the third, and add one behind the fourth."""
    items[0] |= {"minutes": 77}
    items[1] |= {"content": "新的内容"}
    items[4] |= {"day": 2}
    fresh = {"title": "新加的一行", "stage": "新的一段", "day": 3, "kind": "theory", "minutes": 60, "signer": "mentor"}
    return [*items[:2], items[3], fresh, *items[4:-2], items[-1]]


def test_the_preview_says_what_lifting_does_and_signed_rows_stay(school: School) -> None:
    training = school.begin()
    service, supervisor = school.context.training, school["S01"]
    rows = school.card(training).rows
    school.sign(training, 1)
    service.change_row(supervisor, rows[4].id, {"minutes": 5}, "他学得快")
    own = service.add_row(supervisor, training, {**ROW, "stage": rows[6].stage}, "换了新门禁", rows[6].id)
    version = new_version(school, changed_template)
    plan = service.lift_preview(supervisor, training)
    assert (plan.old, plan.new) == (1, 2)
    assert {(line.fate, line.title) for line in plan.lines} == {
        ("signed", rows[0].title),
        ("changed", rows[1].title),
        ("gone", rows[2].title),
        ("gone", rows[45].title),
        ("new", "新加的一行"),
        ("own", rows[4].title),
    }
    before = contents(school.context.store, training)
    lifted = service.lift(supervisor, training, version, "版本统一")
    card = school.card(training)
    found = {row.title: row for row in card.rows}
    assert (card.version, card.newest, len(card.rows)) == (2, 2, 47)
    assert (card.rows[0].minutes, card.rows[0].standing) == (rows[0].minutes, "passed")
    assert card.rows[1].content == "新的内容"
    assert [row.title for row in card.rows][3] == "新加的一行"
    assert found["新加的一行"].due_on == "2026-11-25"
    assert (found[rows[4].title].minutes, found[rows[4].title].day) == (5, rows[4].day)
    places = [row.id for row in card.rows]
    assert places.index(own) == places.index(rows[6].id) + 1
    assert journal(school, training)[-1][1] == "1 → 2 · 版本统一"
    refused(lambda: service.lift(supervisor, training, version), "training.newest")
    service.lower(supervisor, lifted)
    assert contents(school.context.store, training) == before
    assert school.card(training).version == 1
    service.lift(supervisor, training, version)
    assert school.card(training).version == 2


def test_lifting_brings_nothing_back_that_was_taken_out_for_the_person(school: School) -> None:
    training = school.begin()
    service, supervisor = school.context.training, school["S01"]
    gone = school.card(training).rows[5]
    service.remove_row(supervisor, gone.id, "不需要")
    version = new_version(school, lambda items: items[:-1])
    plan = service.lift_preview(supervisor, training)
    assert ("left", gone.title) in {(line.fate, line.title) for line in plan.lines}
    service.lift(supervisor, training, version)
    assert gone.title not in titles(school, training)


def test_a_template_changed_since_the_preview_is_looked_at_again(school: School) -> None:
    training = school.begin()
    version = new_version(school, lambda items: items[:-1])
    new_version(school, lambda items: items[:-1])
    refused(lambda: school.context.training.lift(school["S01"], training, version), "training.changed")


def test_lifting_is_not_undone_under_a_signature(school: School) -> None:
    training = school.begin()
    service, supervisor = school.context.training, school["S01"]
    version = new_version(school, lambda items: [{**items[0], "minutes": 61}, *items[1:]])
    lifted = service.lift(supervisor, training, version)
    school.sign(training, 1)
    refused(lambda: service.lower(supervisor, lifted), "training.signed")


# --- command line ---------------------------------------------------------------------------------------------------


def test_rows_and_lifting_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_school(tmp_path) as school:
        training = school.begin()
        title = school.card(training).rows[1].title
        new_version(school, lambda items: items[:-1])

    def run(*words: str) -> Any:
        code = main(["--data", str(tmp_path / "data"), "--json", *words])
        answer = json.loads(capsys.readouterr().out)
        assert code == 0, answer
        return answer

    do = ("do", "training", "A02")
    made = run(*do, "add-row", "title=补学", "stage=补", "day=2", "reason=新门禁", "after=1")
    assert run("show", "training", "A02")["rows"][1]["id"] == made["row"]
    run(*do, "change-row", "row=补学", "minutes=45", "reason=短些")
    run(*do, "remove-row", f"row={title}", "reason=会了")
    assert run(*do, "restore-row")["gone"][0]["title"] == title
    run(*do, "restore-row", f"row={title}")
    assert [line["fate"] for line in run(*do, "lift", "preview=yes")["lines"]] == ["gone"]
    assert run("show", "training", "A02")["version"] == 1
    run(*do, "lift", "note=统一")
    assert run("show", "training", "A02")["version"] == 2

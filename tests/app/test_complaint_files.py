"""Letters, dispute files, evidence and ledgers of complaints, on a real database of a whole office."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.context import AppContext
from app.core.clock import DAY, HOUR, HeldClock
from app.core.errors import Invalid, NotAllowed, Refused
from app.features.complaints.letters import LetterRow
from app.features.complaints.records import Complaint, ComplaintLetter, Evidence
from app.features.staff.rules import Actor
from app.importing.run import ImportReport
from tests.support.desk import open_test_office
from tests.support.office import ACTORS, MORNING

AGENT, SUPERVISOR = ACTORS["agent"], ACTORS["supervisor"]


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_test_office(tmp_path, HeldClock(MORNING)) as office:
        yield office


@pytest.fixture
def admin(context: AppContext) -> Actor:
    return context.accounts.login("0001")


@pytest.fixture
def complaint(context: AppContext) -> str:
    person, house = context.store.value("SELECT id FROM person"), context.store.value("SELECT id FROM house")
    values = {
        "description": "楼上半夜挪家具，孩子睡不着。",
        "title": "楼上夜间噪音",
        "house_id": house,
        "person_id": person,
        "person_name": "欧阳小明",
        "subject": "noise",
    }
    return context.complaints.take(AGENT, values).id


def answered(context: AppContext, complaint: str) -> None:
    """Lead a complaint to the written reply."""
    for action, values in (
        ("soothed", {"soothed": "道歉"}),
        ("investigated", {"findings": "经夜间巡查，二十二点后确有拖动家具的声音。"}),
        ("planned", {"plan": "请楼上住户铺设地垫，二十二点后不搬动家具", "consent": "agreed"}),
        ("handled", {"result": "地垫已于昨日铺好，连续三晚巡查未再听到声音"}),
    ):
        context.complaints.do(SUPERVISOR, complaint, action, values)
    measure = {"text": "每晚二十二点巡楼一次", "staff_id": _worker(context), "due_at": MORNING + 5 * DAY}
    context.complaints.add_measure(AGENT, complaint, measure)


def _worker(context: AppContext) -> str:
    return context.store.value("SELECT id FROM staff WHERE number = 'E01'")


def text_of(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


# --- letters ----------------------------------------------------------------------------------------------------


def test_every_template_fits_on_a_page_and_says_nothing_that_is_banned(
    context: AppContext, admin: Actor, complaint: str, tmp_path: Path
) -> None:
    answered(context, complaint)
    templates = context.letters.templates(AGENT)
    assert len(templates) >= 8
    for template in templates:
        filled = context.letters.compose(admin, complaint, template.id)
        assert context.letters.banned(filled.title + filled.body) == [], template.title
        letter = LetterRow(
            "", filled.title, filled.receiver, filled.body, filled.written_on, None, "", "", template.id, whole=True
        )
        context.complaint_papers.preview(admin, complaint, letter, tmp_path / "letter.pdf")
        pages = text_of(tmp_path / "letter.pdf")
        assert len(pages) == 1, template.title
        assert "欧阳小明先生" in pages[0]


def test_the_reply_is_filled_edited_sent_and_stays_as_it_was_sent(
    context: AppContext, admin: Actor, complaint: str, tmp_path: Path
) -> None:
    answered(context, complaint)
    filled = context.letters.compose(AGENT, complaint, "reply")
    assert filled.missing == ()
    assert filled.receiver == "尊敬的欧阳小明先生："
    assert filled.title == "关于“楼上夜间噪音”的答复函"
    assert "。。" not in filled.body
    values = {"template": "reply", "title": filled.title, "receiver": filled.receiver, "body": filled.body + "\n附言。"}
    letter = context.letters.save(AGENT, complaint, values)
    context.letters.send(AGENT, letter, "hand")
    with pytest.raises(Refused):
        context.letters.save(AGENT, complaint, {"body": "改一改"}, letter)
    with pytest.raises(Refused):
        context.letters.drop(AGENT, letter)
    (row,) = context.letters.of(AGENT, complaint)
    assert (row.delivery, row.sent_at, row.whole) == ("hand", MORNING, True)
    context.complaint_papers.write_letters(admin, [letter], tmp_path / "letter.pdf")
    (page,) = text_of(tmp_path / "letter.pdf")
    for words in ("示例物业", "TS261123-A-0001", "附言", "2026年11月23日"):
        assert words in page
    assert context.complaints.do(AGENT, complaint, "replied") == "prevent"


def test_a_letter_with_blanks_is_not_sent(context: AppContext, complaint: str) -> None:
    filled = context.letters.compose(AGENT, complaint, "reply")
    assert "调查情况" in filled.missing
    values = {"title": filled.title, "receiver": filled.receiver, "body": filled.body}
    letter = context.letters.save(AGENT, complaint, values)
    with pytest.raises(Refused) as caught:
        context.letters.send(AGENT, letter, "post")
    assert caught.value.code == "letter.blank"
    context.letters.drop(AGENT, letter)
    assert context.letters.of(AGENT, complaint) == []


def test_a_letter_changed_after_it_was_sent_is_listed(context: AppContext, complaint: str) -> None:
    values = {"title": "致歉函", "receiver": "尊敬的住户：", "body": "我们错了。"}
    letter = context.letters.save(AGENT, complaint, values)
    context.letters.send(AGENT, letter, "door")
    with context.store.change() as work:
        work.update(work.must(ComplaintLetter, letter), body="我们没有错。")
    assert not context.letters.get(AGENT, letter).whole
    with context.store.change() as work:
        context.check_arrivals(work, {"complaint_letter": frozenset({letter})})
    assert context.store.value("SELECT count(*) FROM sync_problem WHERE subject LIKE '%letter.changed'") == 1


def test_templates_are_edited_by_supervisors_and_know_their_variables(context: AppContext) -> None:
    with pytest.raises(NotAllowed):
        context.letters.save_template(AGENT, {"title": "新函", "body": "您好"})
    with pytest.raises(Invalid) as caught:
        context.letters.save_template(SUPERVISOR, {"title": "新函", "body": "{工资}"})
    assert set(caught.value.fields) == {"body"}
    made = context.letters.save_template(SUPERVISOR, {"title": "新函", "body": "{称呼}，您好"})
    context.letters.save_template(SUPERVISOR, {"active": False}, made)
    assert made not in {template.id for template in context.letters.templates(AGENT)}


# --- disputes ---------------------------------------------------------------------------------------------------


def _dispute(context: AppContext, complaint: str) -> str:
    context.disputes.save_party(AGENT, complaint, {"side": "first", "name": "欧阳小明", "stance": "夜里十点后要安静"})
    return context.disputes.save_party(
        AGENT, complaint, {"side": "second", "name": "罗师傅", "phone": "19900005678", "stance": "上夜班，回家晚"}
    )


def test_talks_are_confidential_and_only_grow(context: AppContext, complaint: str) -> None:
    party = _dispute(context, complaint)
    assert context.store.must(Complaint, complaint).dispute == 1
    values = {"party_id": party, "at": MORNING - HOUR, "place": "罗师傅家", "text": "愿意铺地垫，不愿写书面保证"}
    with pytest.raises(NotAllowed):
        context.disputes.add_talk(AGENT, complaint, values)
    context.disputes.add_talk(SUPERVISOR, complaint, values)
    assert context.disputes.file(AGENT, complaint).talks == ()
    assert context.disputes.file(AGENT, complaint).talk_count == 1
    assert context.disputes.file(AGENT, complaint).parties[1].stance == ""
    (talk,) = context.disputes.file(SUPERVISOR, complaint).talks
    assert (talk.party, talk.text) == ("罗师傅", values["text"])
    said = [line.note for line in context.complaints.timeline(AGENT, complaint)]
    assert not any("书面保证" in note for note in said)
    with pytest.raises(Refused):
        context.disputes.remove_party(AGENT, party)
    mediator = context.accounts.login("A02")
    context.disputes.settle(SUPERVISOR, complaint, {"mediator_id": mediator.id})
    assert len(context.disputes.file(mediator, complaint).talks) == 1


def test_an_agreement_says_what_was_agreed(context: AppContext, complaint: str) -> None:
    _dispute(context, complaint)
    with pytest.raises(Invalid) as caught:
        context.disputes.settle(SUPERVISOR, complaint, {"outcome": "agreed", "settled_on": "昨天"})
    assert set(caught.value.fields) == {"compromise", "settled_on"}
    context.disputes.settle(
        SUPERVISOR,
        complaint,
        {"outcome": "agreed", "compromise": "二十二点后不搬家具", "settled_on": "2026-11-23"},
    )
    assert context.disputes.file(SUPERVISOR, complaint).outcome == "agreed"


def test_evidence_keeps_the_hash_of_its_file_and_notices_a_change(
    context: AppContext, complaint: str, tmp_path: Path
) -> None:
    source = tmp_path / "夜间录音.mp3"
    source.write_bytes(b"boom" * 500)
    added = context.attachments.add(AGENT, "complaint", complaint, [source])
    values = {"kind": "audio", "title": "23:40 拖动声", "taken_at": MORNING - DAY, "attachment_id": added.ids[0]}
    evidence = context.disputes.add_evidence(AGENT, complaint, values)
    (row,) = context.disputes.file(AGENT, complaint).evidence
    assert (row.sha256, row.file) == (hashlib.sha256(b"boom" * 500).hexdigest(), "夜间录音.mp3")
    assert context.disputes.check_evidence(AGENT, evidence).same
    with context.store.change() as work:
        work.update(work.must(Evidence, evidence), sha256="0" * 64)
    assert not context.disputes.check_evidence(AGENT, evidence).same
    assert context.complaints.timeline(AGENT, complaint)[-1].action == "evidence_checked"


def test_a_thing_needs_a_place_and_nothing_is_checked_of_it(context: AppContext, complaint: str) -> None:
    with pytest.raises(Invalid) as caught:
        context.disputes.add_evidence(AGENT, complaint, {"kind": "thing", "title": "掉下的花盆"})
    assert set(caught.value.fields) == {"lies"}
    thing = context.disputes.add_evidence(
        AGENT, complaint, {"kind": "thing", "title": "掉下的花盆", "lies": "前台保险柜二层"}
    )
    with pytest.raises(Refused):
        context.disputes.check_evidence(AGENT, thing)
    with pytest.raises(NotAllowed):
        context.disputes.remove_evidence(AGENT, thing, "登记错")
    context.disputes.remove_evidence(SUPERVISOR, thing, "登记错")


def test_partners_are_known_and_turned_to(context: AppContext, complaint: str) -> None:
    police = next(one for one in context.disputes.partners(AGENT) if one.id == "police")
    assert police.title == "社区警务室"
    context.disputes.involve(AGENT, complaint, {"partner_id": "police", "note": "请民警一同上门，约定周五"})
    (row,) = context.disputes.file(AGENT, complaint).partners
    assert (row.title, row.at) == ("社区警务室", MORNING)
    context.disputes.save_partner(SUPERVISOR, {"contact": "钱警官", "phone": "010-80000110"}, "police")
    assert context.disputes.file(AGENT, complaint).partners[0].contact == "钱警官"


def test_looks_back_are_done_once(context: AppContext, complaint: str) -> None:
    with pytest.raises(Invalid):
        context.disputes.plan_follow_up(AGENT, complaint, {"due_on": "soon"})
    back = context.disputes.plan_follow_up(
        AGENT, complaint, {"due_on": "2026-11-30", "text": "问两家", "staff_id": _worker(context)}
    )
    context.disputes.follow_up(AGENT, back, "两家都说好多了")
    with pytest.raises(Refused):
        context.disputes.follow_up(AGENT, back, "再问一次")
    with pytest.raises(Refused):
        context.disputes.drop_follow_up(AGENT, back)
    other = context.disputes.plan_follow_up(
        AGENT, complaint, {"due_on": "2026-12-07", "text": "再看一次", "staff_id": _worker(context)}
    )
    context.disputes.drop_follow_up(AGENT, other)
    assert [row.id for row in context.disputes.file(AGENT, complaint).follow_ups] == [back]


def test_the_file_of_a_dispute_is_printed_whole_and_its_agreement_without_what_was_confided(
    context: AppContext, admin: Actor, complaint: str, tmp_path: Path
) -> None:
    party = _dispute(context, complaint)
    context.disputes.add_talk(SUPERVISOR, complaint, {"party_id": party, "text": "不愿写书面保证"})
    context.disputes.add_evidence(AGENT, complaint, {"kind": "decibel", "title": "分贝报告", "lies": "档案柜"})
    context.disputes.settle(SUPERVISOR, complaint, {"compromise": "二十二点后不搬家具", "outcome": "agreed"})
    with pytest.raises(NotAllowed):
        context.complaint_papers.write_file(AGENT, complaint, tmp_path / "file.pdf")
    context.complaint_papers.write_file(admin, complaint, tmp_path / "file.pdf")
    whole = "".join(text_of(tmp_path / "file.pdf"))
    for words in ("罗师傅", "不愿写书面保证", "分贝报告", "二十二点后不搬家具", "TS261123-A-0001"):
        assert words in whole
    context.complaint_papers.write_agreement(admin, complaint, tmp_path / "agreement.pdf")
    (agreement,) = text_of(tmp_path / "agreement.pdf")
    assert "二十二点后不搬家具" in agreement
    assert "书面保证" not in agreement
    assert context.complaints.timeline(AGENT, complaint)[-1].action == "print"


# --- ledgers ----------------------------------------------------------------------------------------------------

HEADER: list[object] = [
    "编号", "投诉时间", "房号", "姓名", "电话", "投诉内容", "处理过程", "处理结果", "满意度", "投诉等级",
]  # fmt: skip


def load(context: AppContext, admin: Actor, rows: list[list[object]], *, dry_run: bool = False) -> ImportReport:
    """Write rows to a file and take it over as complaints."""
    path = context.paths.data / "ledger.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return context.imports.run(admin, context.imports.plan(admin, "complaints", path), dry_run=dry_run)


def _line(*values: Any) -> list[object]:
    return [*values]


def test_a_ledger_of_complaints_is_taken_over_with_odd_dates(context: AppContext, admin: Actor) -> None:
    rows = [
        HEADER,
        _line("12", "2026.3.5 上午9点", "3栋2单元501", "欧阳小明", "199 0000 1234", "楼道灯不亮没人管", "派人查看",
              "已换灯", "满意", "一般"),
        _line("13", "2026年11月22日", "9-9-999", "某女士", "", "门岗不登记", "", "", "", "重大"),
        _line("14", "46100", "3-2-501", "欧阳小明", "", "保洁不到位", "批评教育", "已整改", "马马虎虎", ""),
        _line("15", "2026-11-20", "东门", "", "", "", "", "", "", ""),
    ]  # fmt: skip
    report = load(context, admin, rows)
    assert report.created == 2
    assert {refusal.row for refusal in report.refused} == {4, 5}
    first, second = context.store.find(Complaint, order="reported_at")
    assert (first.stage, first.plan, first.result, first.satisfaction) == ("archived", "派人查看", "已换灯", 4)
    assert (first.person_id, first.house_id != "") == (context.store.value("SELECT id FROM person"), True)
    assert (second.stage, second.grade, second.place) == ("soothe", "serious", "9栋9单元999")
    assert second.respond_due is not None
    assert first.number.startswith("TS260305-A-")
    assert load(context, admin, rows).created == 0


def test_a_trial_run_keeps_nothing(context: AppContext, admin: Actor) -> None:
    row = _line("1", "2026-11-20", "3-2-501", "", "", "电梯太慢", "", "", "", "")
    assert load(context, admin, [HEADER, row], dry_run=True).created == 1
    assert context.store.value("SELECT count(*) FROM complaint") == 0
    with pytest.raises(NotAllowed):
        context.imports.plan(AGENT, "complaints", context.paths.data / "ledger.csv")

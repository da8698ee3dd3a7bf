"""After a real exchange of work done at the same time, the lists of both desks are one text."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import main
from app.cli.kinds import LISTS
from app.core.clock import HOUR
from tests.support.exchanging import Desk, exchange, two_desks
from tests.support.office import MORNING


def work(desk: Desk, mark: str) -> None:
    """Do what a morning brings: new rows of every kind, and edits of what the other desk edits as well."""
    context, admin = desk.context, desk.admin
    house = context.houses.save(admin, {"building": mark, "unit": "1", "room": "101"})
    context.people.save(
        admin,
        {
            "name": "王小明",
            "phones": ["19900001111", f"1990000{mark * 4}"],
            "houses": [{"house_id": house, "relation": "owner"}],
        },
    )
    worker = context.staff.save(admin, {"number": f"E{mark}", "name": "丁师傅", "roles": ["field"]})
    for _ in range(3):
        ticket = context.tickets.take(admin, {"description": "漏水", "house_id": house, "type": "repair"}).id
        context.tickets.do(admin, ticket, "dispatch", {"assignee_id": worker})
    context.complaints.take(admin, {"description": "夜里吵", "house_id": house, "dispute": True})
    card = context.scenarios.cards(admin)[0]
    context.scenarios.save(admin, {"title": f"{card.title}{mark}"}, card.code)
    context.settings_service.save(admin, {"tickets.respond_1": 20 + int(mark)})
    if mark == "7":  # two for one shift would be told as a problem
        handover = context.handovers.make(admin)
        context.handovers.add_note(admin, handover, "电梯厂家明早到", important=True)
    plan = context.plans.begin(admin, "2026-W48")
    context.plans.add_task(admin, plan, {"title": f"巡查{mark}", "section": "reception", "deadline": "周三 15:00"})
    context.plans.save_improvement(admin, plan, {"problem": f"排队{mark}", "measure": "增派一人"})
    newcomer = context.staff.save(admin, {"number": f"N{mark}", "name": "小许", "roles": ["agent"]})
    begun = {"staff_id": newcomer, "template_id": "training.newcomer", "start_on": "2026-11-23"}
    context.training.save(admin, begun | {"mentor_id": admin.id})
    sessions = context.training_sessions
    drill = sessions.draft(admin, "training.drill.11")
    sessions.save(admin, {**drill, "starts_at": MORNING + HOUR, "trainer_id": admin.id, "people": [newcomer]})
    context.certificates.save(admin, {"staff_id": newcomer, "kind": "消防设施操作员", "issued_on": "2025-05-01"})


def test_lists_of_both_desks_are_one_text(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    with two_desks(tmp_path) as desks:
        for mark, desk in zip("78", desks, strict=True):
            work(desk, mark)
        exchange(*desks)
        for kind in LISTS:
            texts: list[bytes] = []
            for desk in desks:
                assert main(["--data", str(desk.context.paths.data), "list", kind, "--json", "--all"]) == 0
                texts.append(capsysbinary.readouterr().out)
            assert texts[0] == texts[1], kind
            assert len(texts[0]) > 100, kind
        assert not any(desk.context.store.rows("SELECT 1 FROM sync_problem WHERE settled = 0") for desk in desks)

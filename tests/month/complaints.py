"""Complaints of the month: through all seven stages, with letters, measures, a dispute, repeats and the alarm."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from tests.month.ledger import DAY, HOUR, Complaint, Letter
from tests.month.plans import Plans
from tests.month.setting import AGENTS, NAMES, Setting

MATTERS = ("楼道堆物", "夜间噪声", "保洁太慢", "停车被占", "态度生硬", "维修反复")
PATH = ("soothe", "investigate", "plan", "handle", "reply", "prevent", "archived")
NEXT = {"soothe": "soothed", "investigate": "investigated", "plan": "planned", "handle": "handled", "reply": "replied",
        "prevent": "archived"}  # fmt: skip
COUNTED = ("soothe", "investigate", "plan", "handle", "reply", "prevent", "archived")
HOUSES_OF_A_BUILDING = 10
HOUSES = 30


class Complaints:
    """What the office does with complaints.

    Args:
        setting: The office.
        plans: Takes the tasks that come of them.
        folder: Where files of evidence are made.
    """

    def __init__(self, setting: Setting, plans: Plans, folder: Path) -> None:
        self.setting = setting
        self.plans = plans
        self.ledger = setting.ledger
        self.rng = setting.rng
        self.folder = folder
        self.dispute = ""
        self.raised_twice: Callable[[str], None] = lambda _: None

    # --- intake ---

    def take(self, desk: int, number: str, ticket: str = "") -> str:
        """Take a complaint in, from a ticket if one is given, and return its tag."""
        setting, rng = self.setting, self.rng
        service, actor = setting.context(desk).complaints, setting.actor(desk, number)
        tag = self.ledger.tag("C")
        person = self.ledger.get(desk, ("ticket", ticket)).requester if ticket else f"P{rng.randrange(40)}"
        serious = rng.random() < 0.2
        title = f"{rng.choice(MATTERS)}{tag}"
        values: dict[str, Any] = {}
        if ticket:
            values = service.from_ticket(actor, self.ledger.ids["ticket", ticket])
            self.ledger.check(
                f"{tag} is made without retyping", values.get("title"), self.ledger.get(desk, ("ticket", ticket)).title
            )
        values |= {
            "grade": "serious" if serious else "ordinary",
            "subject": rng.choice(("noise", "cleaning", "attitude")),
            "title": title,
            "description": f"{title}，请处理",
            "house_id": setting.houses[setting.home_of[person]],
            "person_id": self.ledger.ids["person", person],
            "person_name": setting.people[person],
        }
        made = service.take(actor, values)
        now = setting.at(desk)
        complaint = Complaint(
            made.number, title, setting.home_of[person][0], person, serious, "soothe", now, now, NAMES[number]
        )
        self.ledger.add(desk, ("complaint", tag), made.id, complaint)
        self.ledger.note(
            desk, setting.told, f"{NAMES[number]} took {tag} {made.number} of {person}{' serious' * serious}"
        )
        if serious:
            self.plans.given(desk, "complaint", made.id, now + 24 * HOUR, tag)
        self._alarms(desk, complaint)
        self._repeats(desk, tag)
        if ticket:
            refused = ""
            try:
                service.from_ticket(actor, self.ledger.ids["ticket", ticket])
            except AppError as error:
                refused = error.code
            self.ledger.check(f"{ticket} becomes one complaint only", refused, "complaint.made")
        return tag

    def _alarms(self, desk: int, complaint: Complaint) -> None:
        """Note the alarms that this complaint must have raised here: over 10 %, two complaints at least."""
        month = self.setting.zone.day(complaint.received).replace(day=1).isoformat()
        for building, houses in ((complaint.building, HOUSES_OF_A_BUILDING), ("", HOUSES)):
            counted = self.counted(desk, building, month)
            name = f"{building or '*'}|{month}"
            known = any(self.ledger.knows(desk, ("alarm", f"{name}@{side}")) for side in (0, 1))
            if not known and counted >= 2 and counted * 100 > houses * 10:
                self.ledger.figures["alarms raised"] += 1
                due = self.setting.at(desk) + 24 * HOUR
                self.ledger.add(desk, ("alarm", f"{name}@{desk}"), name, (due, self.setting.at(desk)))
                self.plans.given(desk, "complaint_alarm", name, due, name)
                if ("alarm", f"{name}@{1 - desk}") in self.ledger.versions:
                    self.raised_twice(name)
                self.ledger.note(desk, self.setting.told, f"alarm {name} at {counted} of {houses}")
        rows = {
            row.id for row in self.setting.context(desk).complaints.alarms(self.setting.actor(desk, "S01"), seen=True)
        }
        wanted = {tag.partition("@")[0] for tag, _ in self.ledger.of(desk, "alarm")}
        self.ledger.check("alarms of the rate", rows, wanted)

    def counted(self, desk: int, building: str, month: str) -> int:
        """Return how many complaints of a month a desk knows."""
        return sum(
            each.stage in COUNTED
            and (not building or each.building == building)
            and self.setting.zone.day(each.received).replace(day=1).isoformat() == month
            for _, each in self.ledger.of(desk, "complaint")
        )

    def _repeats(self, desk: int, tag: str) -> None:
        """Complaints of the same person are shown as repeats."""
        complaint: Complaint = self.ledger.get(desk, ("complaint", tag))
        others = {
            self.ledger.ids["complaint", other]
            for other, each in self.ledger.of(desk, "complaint")
            if other != tag and each.person == complaint.person and each.stage not in ("void", "rejected")
        }
        actor = self.setting.actor(desk, "S01")
        found = self.setting.context(desk).complaints.repeats_of(actor, self.ledger.ids["complaint", tag])
        if len(others) <= 4:
            self.ledger.check(f"repeats of {tag}", others - {each.id for each in found}, set())
        self.ledger.figures["repeats"] += len(others)

    def acknowledge(self, desk: int) -> bool:
        """Let a supervisor take on an alarm that both desks know."""
        for tag, _ in list(self.ledger.of(desk, "alarm")):
            name = tag.partition("@")[0]
            seen = f"{name}!"
            if ("seen", seen) in self.ledger.versions or not self.plans.free(desk, "complaint_alarm", name):
                continue
            context, actor = self.setting.context(desk), self.setting.actor(desk, "S01")
            context.complaints.acknowledge_alarm(actor, name, f"逐户走访{name[0]}")
            self.ledger.add(desk, ("seen", seen), seen, True)
            self.plans.settled(desk, "complaint_alarm", name, "done")
            self.ledger.note(desk, self.setting.told, f"alarm {name} taken on")
            return True
        return False

    # --- the stages ---

    def work(self, desk: int, number: str) -> bool:
        """Lead some complaint on; return whether there was one."""
        tags = [tag for tag, each in self.ledger.of(desk, "complaint") if each.open and self._free(desk, tag, each)]
        if not tags:
            return False
        self.lead_on(desk, number, tags[min(self.rng.randrange(len(tags)), self.rng.randrange(len(tags)))])
        return True

    def _free(self, desk: int, tag: str, complaint: Complaint) -> bool:
        """Whether nobody at the other desk has the complaint, or a task of it, in hand."""
        ids = self.ledger.ids
        return (
            self.ledger.may(desk, ("complaint", tag))
            and self.plans.free(desk, "complaint", ids["complaint", tag])
            and all(self.plans.free(desk, "complaint_measure", ids["measure", name]) for name in complaint.measures)
        )

    def lead_on(self, desk: int, number: str, tag: str) -> None:
        """Take a complaint one step further."""
        complaint: Complaint = self.ledger.get(desk, ("complaint", tag))
        if complaint.stage == "plan" and complaint.serious and not complaint.approved:
            self._approve(desk, number, tag)
            return
        if complaint.stage in ("investigate", "plan") and self.rng.random() < 0.03:
            self._end(desk, tag, "reject")
            return
        if complaint.stage == "reply" and not complaint.letters:
            self.letter(desk, number, tag)
        if complaint.stage == "prevent" and not complaint.measures and self.rng.random() < 0.7:
            self.measure(desk, number, tag)
        complaint = self.ledger.get(desk, ("complaint", tag))
        if complaint.stage == "soothe" and not complaint.letters and self.rng.random() < 0.2:
            self.letter(desk, number, tag, "received")
        step = NEXT[complaint.stage]
        values = self._values(complaint, tag)
        self._step(desk, "S01" if complaint.serious and step == "archived" else number, tag, step, values)

    def _values(self, complaint: Complaint, tag: str) -> dict[str, Any]:
        match complaint.stage:
            case "soothe":
                return {"soothed": f"已致歉{tag}"}
            case "investigate":
                return {"findings": f"现场看过{tag}"}
            case "plan":
                return {"plan": complaint.texts.get("plan", f"三天内整改{tag}"), "consent": "agreed"}
            case "handle":
                return {"result": f"整改完毕{tag}"}
            case "reply":
                return {}
            case _:
                nothing = {} if complaint.measures else {"no_measure": "偶发"}
                return {"cause": "process", "cause_note": f"流程缺一步{tag}", "closing_words": "满意", **nothing}

    def _step(self, desk: int, number: str, tag: str, step: str, values: dict[str, Any]) -> None:
        setting, key = self.setting, ("complaint", tag)
        complaint: Complaint = self.ledger.get(desk, key)
        now = setting.at(desk)
        stage = setting.context(desk).complaints.do(setting.actor(desk, number), self.ledger.ids[key], step, values)
        place = PATH.index(complaint.stage)
        changed: dict[str, Any] = {"stage": PATH[place + 1] if step in NEXT.values() else complaint.stage}
        changed["texts"] = {**complaint.texts, **{name: text for name, text in values.items() if name != "note"}}
        if step in NEXT.values() or step == "respond":
            changed["responded"] = complaint.responded or now
        if step == "planned":
            changed["solved"] = complaint.solved or now
        if step == "acknowledge" or step == "approve":
            changed["told"] = True
            self.plans.settled(desk, "complaint", self.ledger.ids[key], "done", given=True)
        if step == "approve":
            changed["approved"] = True
        if step == "archived":
            changed |= {"ended": now, "cause": values["cause"]}
            self.plans.settled(desk, "complaint", self.ledger.ids[key], "done")
        after = replace(complaint, **changed)
        after = replace(after, **late_marks(after, now))
        self.ledger.check(f"stage of {tag} after {step}", stage, after.stage)
        self.ledger.put(desk, key, after)
        self.ledger.figures["steps of complaints"] += 1
        self.ledger.note(desk, setting.told, f"{NAMES[number]} {step} {tag}")

    def _approve(self, desk: int, number: str, tag: str) -> None:
        """A serious complaint goes on once the management has approved its plan."""
        complaint: Complaint = self.ledger.get(desk, ("complaint", tag))
        text = complaint.texts.get("plan") or f"专人整改{tag}"
        if "plan" not in complaint.texts:
            self._step(desk, number, tag, "keep", {"plan": text})
        refused = ""
        try:
            self.setting.context(desk).complaints.do(
                self.setting.actor(desk, number),
                self.ledger.ids["complaint", tag],
                "planned",
                {"plan": text, "consent": "agreed"},
            )
        except AppError as error:
            refused = error.code
        self.ledger.check(f"{tag} waits for its approval", refused, "complaint.not_approved")
        self._step(desk, "M01", tag, "approve", {})

    def _end(self, desk: int, tag: str, step: str) -> None:
        setting, key = self.setting, ("complaint", tag)
        complaint: Complaint = self.ledger.get(desk, key)
        now = setting.at(desk)
        setting.context(desk).complaints.do(
            setting.actor(desk, "S01"), self.ledger.ids[key], step, {"note": "查无此事"}
        )
        after = replace(complaint, stage={"reject": "rejected", "void": "void"}[step], ended=now)
        self.ledger.put(desk, key, replace(after, **late_marks(after, now)))
        self.plans.settled(desk, "complaint", self.ledger.ids[key], "dropped", "查无此事")
        for measure in complaint.measures:
            self.plans.settled(desk, "complaint_measure", self.ledger.ids["measure", measure], "dropped", "查无此事")
        self.ledger.note(desk, setting.told, f"{step} {tag}")

    # --- letters and measures ---

    def letter(self, desk: int, number: str, tag: str, template: str = "progress") -> None:
        """Write a letter from a template, and send it."""
        setting, key = self.setting, ("complaint", tag)
        service, actor = setting.context(desk).letters, setting.actor(desk, number)
        complaint: Complaint = self.ledger.get(desk, key)
        record = self.ledger.ids[key]
        text = service.compose(actor, record, template)
        name = self.ledger.tag("L")
        self.ledger.check(f"{name} names {tag}", complaint.number in text.body and complaint.title in text.body, True)
        body = text.body + f"\n附注{name}。"
        values = {"template": template, "title": text.title, "receiver": text.receiver, "body": body}
        letter = service.save(actor, record, values)
        service.send(actor, letter, "door")
        now = setting.at(desk)
        day = setting.zone.day(now).isoformat()
        sent = Letter(name, text.title, text.receiver, body, day)
        self.ledger.ids["letter", name] = letter
        after = replace(complaint, letters=(*complaint.letters, sent), responded=complaint.responded or now)
        self.ledger.put(desk, key, replace(after, **late_marks(after, now)))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} wrote {name} to {complaint.person} about {tag}")

    def measure(self, desk: int, number: str, tag: str) -> None:
        """Decide on a measure: it becomes a task of a weekly plan."""
        setting, key = self.setting, ("complaint", tag)
        complaint: Complaint = self.ledger.get(desk, key)
        name = self.ledger.tag("M")
        due = setting.at(desk) + self.rng.randrange(1, 12) * DAY
        who = self.rng.choice(AGENTS)
        record = setting.context(desk).complaints.add_measure(
            setting.actor(desk, number),
            self.ledger.ids[key],
            {"text": f"补流程{name}", "staff_id": setting.staff(who), "due_at": due},
        )
        self.ledger.ids["measure", name] = record
        self.ledger.tags[record] = ("measure", name)
        self.ledger.put(desk, key, replace(complaint, measures=(*complaint.measures, name)))
        self.plans.given(desk, "complaint_measure", record, due, name, title=f"补流程{name}", who=NAMES[who])
        self.ledger.note(desk, setting.told, f"{NAMES[number]} decided on {name} for {tag}")

    # --- the dispute ---

    def mediate(self, desk: int) -> None:
        """Make a dispute of some complaint, or take it one step further."""
        if not self.dispute:
            tags = [
                tag
                for tag, each in self.ledger.of(desk, "complaint")
                if each.stage in PATH[:4] and not each.serious and self.ledger.may(desk, ("complaint", tag))
            ]
            if tags:
                self._open_dispute(desk, tags[0])
            return
        key = "complaint", self.dispute
        complaint: Complaint = self.ledger.last(key)
        if complaint.open and self.ledger.may(desk, key) and "compromise" not in complaint.texts:
            self._settle_dispute(desk, self.dispute)

    def _open_dispute(self, desk: int, tag: str) -> None:
        setting, key = self.setting, ("complaint", tag)
        service, actor = setting.context(desk).disputes, setting.actor(desk, "S01")
        complaint: Complaint = self.ledger.get(desk, key)
        record = self.ledger.ids[key]
        others = [person for person in setting.people if person != complaint.person]
        other = self.rng.choice(others)
        for side, person in (("first", complaint.person), ("second", other)):
            party = service.save_party(
                actor,
                record,
                {"side": side, "person_id": self.ledger.ids["person", person], "stance": f"{side}想安静"},
            )
            service.add_talk(actor, record, {"party_id": party, "place": "接待室", "text": f"单独谈话{side}{tag}"})
        path = self.folder / f"{tag}.txt"
        data = f"分贝记录 62 dB {tag} {self.setting.seed}".encode()
        path.write_bytes(data)
        added = setting.context(desk).attachments.add(actor, "complaint", record, [path])
        evidence = {"kind": "decibel", "title": f"分贝{tag}", "attachment_id": added.ids[0], "giver": "何主管"}
        service.add_evidence(actor, record, evidence)
        partner = service.partners(actor)[0]
        service.involve(actor, record, {"partner_id": partner.id, "note": f"请社区民警{tag}"})
        self.dispute = tag
        digest = hashlib.sha256(data).hexdigest()
        texts = {**complaint.texts, "other": other, "sha256": digest, "partner": partner.title}
        self.ledger.put(desk, key, replace(complaint, dispute=True, texts=texts))
        self.ledger.note(desk, setting.told, f"dispute {tag} of {complaint.person} and {other}")

    def _settle_dispute(self, desk: int, tag: str) -> None:
        setting, key = self.setting, ("complaint", tag)
        service, actor = setting.context(desk).disputes, setting.actor(desk, "S01")
        complaint: Complaint = self.ledger.get(desk, key)
        record = self.ledger.ids[key]
        day = setting.zone.day(setting.now)
        compromise = f"夜里十点后不弹琴{tag}"
        service.settle(actor, record, {"compromise": compromise, "outcome": "agreed", "settled_on": day.isoformat()})
        back = (day + timedelta(days=3)).isoformat()
        follow = service.plan_follow_up(
            actor, record, {"due_on": back, "text": f"回访{tag}", "staff_id": setting.staff("S01")}
        )
        self.ledger.add(desk, ("follow_up", tag), follow, (back, False))
        self.ledger.put(
            desk, key, replace(complaint, texts={**complaint.texts, "compromise": compromise, "back": back})
        )
        self.ledger.note(desk, setting.told, f"dispute {tag} settled, looked back on {back}")

    def look_back(self, desk: int) -> None:
        """Do the looks back that are due."""
        for tag, (day, done) in list(self.ledger.of(desk, "follow_up")):
            key = "follow_up", tag
            if not done and day <= self.setting.zone.day(self.setting.now).isoformat() and self.ledger.may(desk, key):
                service, actor = self.setting.context(desk).disputes, self.setting.actor(desk, "S01")
                service.follow_up(actor, self.ledger.ids[key], f"没有再犯{tag}")
                self.ledger.put(desk, key, (day, True))
                self.ledger.note(desk, self.setting.told, f"looked back at {tag}")


def late_marks(complaint: Complaint, now: int) -> dict[str, bool]:
    """Return the breach marks of a complaint that was written at a moment; marks once set stay."""
    responded = complaint.responded if complaint.responded is not None else now
    solved = complaint.solved if complaint.solved is not None else now
    return {
        "respond_late": complaint.respond_late or responded > complaint.received + 24 * HOUR,
        "solve_late": complaint.solve_late or solved > complaint.received + 48 * HOUR,
    }

"""Complaints of the invented office: a few months of them at every stage, and a dispute of neighbours about noise."""

from __future__ import annotations

import tempfile
import tomllib
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.context import AppContext
from app.core.clock import DAY, HOUR, MINUTE
from app.demo.chance import Chance
from app.demo.lives import Scene
from app.demo.recent import held
from app.features.staff.rules import Actor

Verb = Callable[[], object]


@dataclass(frozen=True)
class _Event:
    at: int
    number: int
    place: int
    verb: Verb


_STAGES = ("soothe", "investigate", "plan", "handle", "reply", "prevent", "archived")


def live_complaints(
    context: AppContext, chance: Chance, scene: Scene, now: int, actors: Callable[[str], Actor]
) -> list[str]:
    """Take complaints in and lead them on through the services, in the order in which it all happens.

    Args:
        context: The office.
        chance: Draws who complains.
        scene: People and places.
        now: The present moment, UTC milliseconds; nothing later happens.
        actors: Staff id -> who acts.

    Returns:
        The complaints' ids, the dispute last.
    """
    with (context.paths.resources / "demo" / "complaints.toml").open("rb") as file:
        script = tomllib.load(file)
    stories = [*script["complaint"], script["dispute"]]
    ids = [""] * len(stories)
    teller = _Teller(context, chance, scene, now, actors, ids)
    events: list[_Event] = []
    for number, story in enumerate(stories):
        events += teller.events(number, story)
    with held(context) as clock:
        for event in sorted(events, key=lambda one: (one.at, one.number, one.place)):
            if event.at < now:
                clock.moment = event.at
                event.verb()
    return ids


class _Teller:
    """Turns a story into what happens when."""

    def __init__(
        self,
        context: AppContext,
        chance: Chance,
        scene: Scene,
        now: int,
        actors: Callable[[str], Actor],
        ids: list[str],
    ) -> None:
        self._context, self._chance, self._scene, self._now, self._ids = context, chance, scene, now, ids
        self._desk = actors(scene.desks[0])
        self._head = actors(scene.heads[0])
        self._worker = scene.hands["engineering"][0]
        managers = [staff for staff in scene.hands["management"] if staff not in scene.heads]
        self._manager = actors(managers[0]) if managers else self._head

    def events(self, number: int, story: Mapping[str, Any]) -> list[_Event]:
        """Return what happens in one story."""
        start = self._now - round(story["hours"] * HOUR)
        verbs: list[tuple[float, Verb]] = [(0, lambda: self._take(number, story))]
        verbs += self._steps(number, story)
        if "second_name" in story:
            verbs += self._mediation(number, story)
        return [_Event(start + round(hours * HOUR), number, place, verb) for place, (hours, verb) in enumerate(verbs)]

    def _take(self, number: int, story: Mapping[str, Any]) -> None:
        values: dict[str, Any] = {
            "description": story["text"],
            "title": story["title"],
            "subject": story["subject"],
            "channel": story.get("channel", "phone"),
            "grade": story.get("grade", "ordinary"),
            "department": story.get("department", ""),
            "dispute": "second_name" in story,
            "staff_id": self._head.id if story.get("grade") == "serious" else self._desk.id,
        }
        home = self._chance.one([house for house in self._scene.homes if house.building])
        person = self._chance.one(self._scene.of_house[home.id])
        values |= {
            "person_id": person.id,
            "person_name": person.name,
            "person_phone": self._scene.phone_of.get(person.id, ""),
        }
        values |= {"place": story["place"]} if "place" in story else {"house_id": home.id}
        self._ids[number] = self._context.complaints.take(self._desk, values).id

    def _steps(self, number: int, story: Mapping[str, Any]) -> list[tuple[float, Verb]]:
        stop = _STAGES.index(story.get("stop", "archived"))
        serious = story.get("grade") == "serious"
        found: list[tuple[float, Verb]] = []

        def do(hours: float, action: str, actor: Actor, **values: Any) -> None:
            found.append((hours, lambda: self._context.complaints.do(actor, self._ids[number], action, values)))

        if serious:
            do(1, "acknowledge", self._manager)
        if stop > 0:
            do(1.5, "soothed", self._desk, soothed=story["soothed"])
        elif "soothed" in story:
            do(1.5, "respond", self._desk, soothed=story["soothed"])
        if stop > 1:
            do(story.get("looked", 23), "investigated", self._head, findings=story["findings"])
        if stop == 2:
            do(20.5, "keep", self._head, plan=story["plan"])
        if stop > 2:
            do(24, "keep", self._head, plan=story["plan"])
            if serious:
                do(24.5, "approve", self._manager)
            do(25, "planned", self._head, consent="agreed")
        if stop > 3:
            do(96, "handled", self._head, result=story["result"])
        if stop >= 4 and "measure" in story:
            found.append((97, lambda: self._measure(number, story["measure"])))
        if stop >= 4 and "letter" in story:
            found.append((98, lambda: self._letter(number, story["letter"])))
        if stop > 4:
            do(99, "replied", self._desk)
        if stop > 5:
            given = {key: story[key] for key in ("cause", "cause_note") if key in story}
            ending: dict[str, Any] = {
                **given,
                "closing_words": story.get("word", ""),
                "satisfaction": story.get("score", ""),
            }
            if "measure" not in story:
                ending["no_measure"] = story.get("no_measure", "双方已有约定，按约定回访")
            do(168, "archived", self._head, **(ending if "word" in story else ending | _DISPUTE_END))
        return found

    def _letter(self, number: int, template: str) -> None:
        letters, complaint = self._context.letters, self._ids[number]
        filled = letters.compose(self._head, complaint, template)
        values = {"template": template, "title": filled.title, "receiver": filled.receiver, "body": filled.body}
        made = letters.save(self._head, complaint, values)
        letters.send(self._head, made, "hand")

    def _measure(self, number: int, text: str) -> None:
        at = self._context.store.clock.now()
        self._context.complaints.add_measure(
            self._head, self._ids[number], {"text": text, "staff_id": self._worker, "due_at": at + 5 * DAY}
        )

    def _mediation(self, number: int, story: Mapping[str, Any]) -> list[tuple[float, Verb]]:
        disputes = self._context.disputes
        parties: dict[str, str] = {}

        def party(**values: str) -> None:
            parties[values["side"]] = disputes.save_party(self._head, self._ids[number], values)

        def first() -> None:
            known = "SELECT person_id, person_name, person_phone, house_id FROM complaint WHERE id = ?"
            person, name, phone, house = self._context.store.rows(known, (self._ids[number],))[0]
            party(side="first", person_id=person, name=name, phone=phone, house_id=house, stance=story["first_stance"])
            party(side="second", name=story["second_name"], stance=story["second_stance"])
            disputes.settle(self._head, self._ids[number], {"mediator_id": self._head.id})

        def talk(side: str, text: str, place: str) -> None:
            values = {"party_id": parties.get(side, ""), "text": text, "place": place}
            disputes.add_talk(self._head, self._ids[number], values)

        def involve() -> None:
            disputes.involve(self._head, self._ids[number], {"partner_id": "police", "note": story["police"]})

        def settle() -> None:
            day = self._context.zone.day(self._context.store.clock.now())
            values = {"outcome": "agreed", "compromise": story["compromise"], "settled_on": day.isoformat()}
            disputes.settle(self._head, self._ids[number], values)

        def back(days: int, text: str) -> Verb:
            def plan() -> None:
                day = self._context.zone.day(self._context.store.clock.now() + days * DAY)
                values = {"due_on": day.isoformat(), "text": text, "staff_id": self._desk.id}
                disputes.plan_follow_up(self._head, self._ids[number], values)

            return plan

        return [
            (3, first),
            (8, lambda: talk("first", story["first_talk"], "服务中心")),
            (23, lambda: self._recording(number)),
            (31, lambda: talk("second", story["second_talk"], "楼上住户家")),
            (48, lambda: self._thing(number)),
            (50, involve),
            (71, lambda: talk("", "双方当面把话说开，逐条念了约定，都同意签字。", "服务中心会议室")),
            (72, settle),
            (73, back(7, "夜里十一点到楼道听一次，第二天分别问两家")),
            (73, back(14, "电话回访两家，问有没有再吵")),
            (73, back(30, "上门回访，确认地垫还在用")),
            (250, lambda: self._looked_back(number)),
        ]  # fmt: skip

    def _recording(self, number: int) -> None:
        """Register a sound recording: a second of silence, which offends nobody."""
        with tempfile.TemporaryDirectory(prefix="wuye-desk-demo-") as folder:
            path = Path(folder) / "夜间录音-23点40分.wav"
            with wave.open(str(path), "wb") as sound:
                sound.setnchannels(1)
                sound.setsampwidth(2)
                sound.setframerate(8000)
                sound.writeframes(b"\x00\x00" * 8000)
            added = self._context.attachments.add(self._head, "complaint", self._ids[number], [path])
        values = {
            "kind": "audio",
            "title": "23:40 卧室内录到的拖动声，长一分钟",
            "taken_at": self._context.store.clock.now() - 9 * HOUR - 20 * MINUTE,
            "giver": "投诉人",
            "attachment_id": added.ids[0],
        }
        self._context.disputes.add_evidence(self._head, self._ids[number], values)

    def _thing(self, number: int) -> None:
        values = {
            "kind": "decibel",
            "title": "夜间三次分贝测量记录，最高 47 分贝",
            "taken_at": self._context.store.clock.now() - 11 * HOUR,
            "giver": "巡逻岗",
            "lies": "服务中心档案柜二层，纠纷卷宗夹",
        }
        self._context.disputes.add_evidence(self._head, self._ids[number], values)

    def _looked_back(self, number: int) -> None:
        first = self._context.disputes.file(self._head, self._ids[number]).follow_ups[0]
        self._context.disputes.follow_up(self._desk, first.id, "当晚安静；楼下说好多了，楼上说毛毡很管用。")


_DISPUTE_END = {"cause": "outside", "cause_note": "作息不同，楼板隔音差", "closing_words": "安静多了，谢谢你们两头跑"}

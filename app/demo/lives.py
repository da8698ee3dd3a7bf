"""The life of one ticket, drawn before it is lived: what came in, and every step with its moment and its person.

The ticket's own rules decide what each step writes, when it is lived (``history`` and ``recent``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.clock import DAY, HOUR, MINUTE, OfficeZone
from app.demo.chance import Chance
from app.demo.source import Matter, Source
from app.features.houses.records import House
from app.features.people.records import Person
from app.features.tickets.clocks import MESSAGE_CHANNELS


@dataclass(frozen=True)
class Step:
    """One thing that happens to a ticket.

    Attributes:
        at: When, UTC milliseconds.
        action: Code of a move, or ``print``, ``message``, ``promise``, ``kept``.
        by: Staff id of who does it.
        values: What the move's form holds.
    """

    at: int
    action: str
    by: str
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class Life:
    """A ticket from intake to its end.

    Attributes:
        at: When it is taken in, UTC milliseconds.
        by: Staff id of who takes it in.
        draft: Fields of the intake form.
        steps: What happens then, in order.
    """

    at: int
    by: str
    draft: Mapping[str, Any]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Leaf:
    """What a category leaf sets."""

    type: str
    level: int
    department: str
    urgent: bool


@dataclass(frozen=True)
class Scene:
    """The people and places lives are drawn from.

    Attributes:
        source: Words.
        zone: The office's time zone.
        leaves: Category code -> what it sets.
        homes: Houses somebody lives in.
        of_house: House id -> people who may call about it.
        phone_of: Person id -> phone.
        desks: Staff ids of those who take tickets in.
        heads: Staff ids of the supervisors.
        hands: Department -> staff ids of those who do the work.
    """

    source: Source
    zone: OfficeZone
    leaves: Mapping[str, Leaf]
    homes: tuple[House, ...]
    of_house: Mapping[str, list[Person]]
    phone_of: Mapping[str, str]
    desks: tuple[str, ...]
    heads: tuple[str, ...]
    hands: Mapping[str, tuple[str, ...]]


_CHANNELS = (("phone", 52), ("visit", 14), ("wechat", 22), ("app", 8), ("grid", 3), ("other", 1))
_AT_ONCE = frozenset({"customer_service", "finance"})
_FIELD = frozenset({"engineering", "order", "cleaning", "greening"})


class Lives:
    """Draws lives.

    Args:
        chance: The one source of chance.
        scene: People and places.
    """

    def __init__(self, chance: Chance, scene: Scene) -> None:
        self._chance = chance
        self._scene = scene

    def draw(self, matter: Matter, at: int) -> Life:
        """Return the whole life of a ticket about ``matter`` that is taken in at a moment (UTC milliseconds)."""
        draft = self.draft(matter, at)
        taker = self.taker(at)
        return Life(at, taker, draft, tuple(_Course(self._chance, self._scene, matter, draft, taker, at).run()))

    def taker(self, at: int) -> str:
        """Return who sits at the desk at a moment: one at night, several by day."""
        desks = self._scene.desks
        local = self._scene.zone.local(at)
        early = local.hour < 8 or local.hour >= 20
        first = local.toordinal() % len(desks)
        return desks[first] if early else desks[(first + self._chance.number(1, 3)) % len(desks)]

    def draft(self, matter: Matter, at: int) -> dict[str, Any]:
        """Return what the intake form holds."""
        chance, scene = self._chance, self._scene
        leaf = scene.leaves[matter.category]
        level = leaf.level
        if not leaf.urgent and chance.happens(0.12):
            level = min(3, max(2, level + chance.one((-1, 1))))
        names, weights = zip(*_CHANNELS, strict=True)
        channel = "phone" if leaf.urgent and chance.happens(0.7) else chance.weighted(names, weights)
        draft: dict[str, Any] = {
            "type": leaf.type,
            "category": matter.category,
            "scenario": matter.scenario,
            "level": level,
            "department": leaf.department,
            "channel": channel,
            "description": self.say(matter),
            "reported_at": at - chance.number(1, 20) * MINUTE if channel in ("wechat", "app", "grid") else at,
            **self._place(matter),
        }
        if leaf.urgent or chance.happens(0.3):
            draft["happened_at"] = draft["reported_at"] - chance.span(2, 300)
        return draft

    def say(self, matter: Matter) -> str:
        """Return a description in the residents' words."""
        chance, words = self._chance, self._scene.source.phrases
        text = chance.one(matter.say).format(
            room=chance.one(words["room"]),
            since=chance.one(words["since"]),
            plea=chance.one(words["plea"]),
            n=chance.one("二三四五六七八"),
        )
        return text + chance.one(words["tail"])

    def _place(self, matter: Matter) -> dict[str, Any]:
        chance, scene = self._chance, self._scene
        house = chance.one(scene.homes)
        person = chance.one(scene.of_house[house.id])
        caller = {
            "requester_id": person.id,
            "requester_name": person.name,
            "requester_phone": scene.phone_of[person.id],
        }
        if matter.where == "home":
            return {"house_id": house.id, "zone": house.zone, **caller}
        place = {"place": chance.one(matter.at)}
        if chance.happens(0.15):
            return {**place, "requester_name": chance.one(scene.source.phrases["patrol"]), "channel": "other"}
        return {**place, **caller}


class _Course:
    """Draws the steps of one life, from one moment to the next."""

    def __init__(
        self, chance: Chance, scene: Scene, matter: Matter, draft: Mapping[str, Any], taker: str, at: int
    ) -> None:
        self.chance, self.scene, self.matter, self.draft, self.taker = chance, scene, matter, draft, taker
        self.words = scene.source.phrases
        self.now = at
        self.steps: list[Step] = []
        self.worker = taker
        self.arrives = draft["type"] == "repair" or draft["department"] in _FIELD

    def run(self) -> list[Step]:
        chance = self.chance
        if chance.happens(0.012):
            self._add(
                chance.span(5, 90), "void", chance.one(self.scene.heads), note=chance.one(self.words["void_note"])
            )
            return self.steps
        if self.draft["department"] in _AT_ONCE and chance.happens(0.72):
            self._answer()
        else:
            self._work()
        self._end()
        if chance.happens(0.025):
            self._again()
        return self.steps

    def _add(self, after: int, action: str, by: str, **values: Any) -> None:
        self.now += max(after, 20_000)
        # Field staff do not use the computer: they tell the desk.
        at_desk = by in self.scene.desks or by in self.scene.heads
        self.steps.append(Step(self.now, action, by if at_desk else self.taker, values))

    def _answer(self) -> None:
        """Most questions are answered while the resident is still there."""
        chance = self.chance
        late = chance.happens(0.08)
        self._add(chance.span(4, 12) if late else chance.span(0.5, 2.8), "respond", self.taker)
        self._finish(chance.span(2, 25), self.taker)

    def _work(self) -> None:
        chance = self.chance
        if self.draft["type"] == "enquiry":
            least, most = (2, 24) if self.draft["channel"] in MESSAGE_CHANNELS else (0.6, 2.7)
            self._add(
                chance.span(most, most * 2) if chance.happens(0.07) else chance.span(least, most), "respond", self.taker
            )
        elif chance.happens(0.7):
            self._add(chance.span(0.4, 2), "message", self.taker)
        self._dispatch()
        if chance.happens(0.03):
            self._add(chance.span(20, 90), "return", self.worker, note=chance.one(self.words["return_note"]))
            self._dispatch()
        self._promise()
        level = int(self.draft["level"])
        self._respond(level)
        if chance.happens(0.08):
            self._add(chance.span(5, 60), "note", self.taker, note=chance.one(self.words["note"]))
        self._settle_promise()
        if self.arrives:
            self._by_day(level)
            self._add(chance.span(4, 30 if level < 3 else 240), "arrive", self.worker)
        else:
            self._add(chance.span(2, 60), "start", self.worker)
        self._hold()
        self._by_day(level)
        self._finish(self._effort(level), self.worker)
        if chance.happens(0.02):
            self._add(
                chance.span(60, 400), "rework", chance.one(self.scene.heads), note=chance.one(self.words["rework_note"])
            )
            self._finish(chance.span(40, 400), self.worker)

    def _respond(self, level: int) -> None:
        if self.draft["type"] == "enquiry":
            return
        least, most = ((3, 22), (6, 90), (20, 700))[level - 1]
        late = self.chance.happens(0.04)
        after = self.chance.span(most * 1.3, most * 2.2) if late else self.chance.span(least, most)
        self._add(after, "respond", self.worker)

    def _effort(self, level: int) -> int:
        """How long the work itself takes: complaints need talks, repairs need hands."""
        if self.draft["type"] in ("complaint", "suggestion"):
            return self.chance.span(60, 1_500)
        return self.chance.span(15, 110) if self.chance.happens(0.9) else self.chance.span(300, 2_400)

    def _dispatch(self) -> None:
        chance = self.chance
        hands = self.scene.hands.get(str(self.draft["department"])) or self.scene.desks
        others = [hand for hand in hands if hand != self.worker] or list(hands)
        self.worker = chance.one(others if chance.happens(0.3) else hands)
        late = chance.happens(0.1)
        self._add(
            chance.span(6, 35) if late else chance.span(0.5, 4.5), "dispatch", self.taker, assignee_id=self.worker
        )
        if self.draft["department"] in _FIELD and chance.happens(0.4):
            self._add(chance.span(0.5, 2), "print", self.taker)

    def _promise(self) -> None:
        if self.chance.happens(0.07):
            due = self.now + self.chance.one((30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR))
            self._add(30_000, "promise", self.taker, text=self.chance.one(self.words["promise"]), due_at=due)

    def _settle_promise(self) -> None:
        if any(step.action == "promise" for step in self.steps):
            self._add(self.chance.span(1, 20), "kept", self.taker)

    def _hold(self) -> None:
        chance = self.chance
        reasons = self.matter.hold
        if not chance.happens(0.45 if reasons else 0.045):
            return
        reason = chance.one(reasons or self.words["hold_reason"])
        self._add(chance.span(5, 40), "hold", self.worker, hold_reason=reason, note=chance.one(self.words["note"]))
        self.now += chance.span(3 * 60, 9 * 24 * 60 if reasons else 3 * 24 * 60)
        self._by_day(3)
        self._add(0, "resume", self.worker)

    def _finish(self, after: int, by: str) -> None:
        chance, matter = self.chance, self.matter
        values: dict[str, Any] = {
            "result": chance.one(matter.done).replace("{room}", chance.one(self.words["room"])),
            "cause": chance.one(matter.cause),
        }
        if matter.use:
            values["materials"] = chance.one(matter.use)
        if matter.fee:
            values["fee"] = chance.one(matter.fee)
        self._add(after, "finish", by, **values)

    def _end(self) -> None:
        """Checked, called back and closed; small matters are closed at once."""
        chance = self.chance
        if self.draft["department"] in _AT_ONCE and chance.happens(0.8):
            self._close(chance.span(0.5, 30))
            return
        self._by_day(3)
        score = chance.weighted((5, 4, 3, 2), (58, 33, 7, 2))
        self._add(chance.span(20, 300), "confirm", chance.one(self.scene.heads), check_score=score)
        self._by_day(3)
        self.now += chance.span(0, 1_500)
        self._by_day(3)
        self._close(chance.span(5, 120))

    def _close(self, after: int) -> None:
        chance = self.chance
        word = chance.weighted(("satisfied", "accepted", "unsatisfied", "unreachable"), (80, 12, 3, 5))
        values: dict[str, Any] = {"resident_word": word}
        weights: dict[str, tuple[int, ...]] = {
            "satisfied": (70, 28, 2, 0, 0),
            "accepted": (6, 60, 30, 3, 1),
            "unsatisfied": (0, 0, 30, 45, 25),
        }
        if word in weights:
            values["satisfaction"] = chance.weighted((5, 4, 3, 2, 1), weights[word])
        self._add(after, "close", self.taker, **values)

    def _again(self) -> None:
        """It comes back some days later, and is done better."""
        chance = self.chance
        self.now += chance.span(600, 6 * 24 * 60)
        self._by_day(3)
        self._add(0, "reopen", self.taker, note=chance.one(self.words["reopen_note"]))
        self._dispatch()
        self._add(chance.span(5, 25), "respond", self.worker)
        self._add(chance.span(5, 30), "arrive" if self.arrives else "start", self.worker)
        self._finish(chance.span(40, 240), self.worker)
        self._end()

    def _by_day(self, level: int) -> None:
        """What is not urgent waits until somebody works."""
        if level < 3 and self.arrives:
            return
        local = self.scene.zone.local(self.now)
        opens = self.scene.zone.day_start(local.date()) + 8 * HOUR + 30 * MINUTE
        if local.hour >= 19:
            opens += DAY
        elif local.hour >= 9:
            return
        self.now = max(self.now, opens + self.chance.span(0, 90))


def order(lives: Iterable[Life]) -> list[Life]:
    """Return lives by the moment they begin."""
    return sorted(lives, key=lambda life: life.at)

"""Tickets of the month: taken in, dispatched, worked on, held, promised about, closed, reopened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.core.errors import AppError
from tests.month.ledger import HOUR, MINUTE, RUNNING, Key, Promise, Ticket
from tests.month.setting import AGENTS, FIELD, NAMES, Setting

MATTERS = (
    "门禁坏了",
    "厨房漏水",
    "路灯不亮",
    "对讲不响",
    "下水堵了",
    "墙面渗水",
    "门锁卡住",
    "灯泡烧了",
    "水压太低",
    "垃圾未清",
)
_FINISH = 24 * HOUR
_FINISH_3 = 72 * HOUR
_RESPOND = {1: 30 * MINUTE, 2: 2 * HOUR, 3: 24 * HOUR}


def due_times(type_: str, level: int, channel: str, start: int) -> dict[str, Any]:
    """Return when a ticket is due, as the product rules have it; worked out here a second time."""
    finish = _FINISH_3 if level == 3 else _FINISH
    if type_ == "enquiry":
        respond = 30 * MINUTE if channel == "wechat" else 3 * MINUTE
        return {"respond_due": start + respond, "arrive_due": None, "finish_due": start + finish}
    respond = _RESPOND[level]
    arrive = start + max(respond, HOUR) if type_ == "repair" and level < 3 else None
    return {"respond_due": start + respond, "arrive_due": arrive, "finish_due": start + finish}


class Tickets:
    """What receptionists do with tickets.

    Args:
        setting: The office.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.ledger = setting.ledger
        self.rng = setting.rng
        self.channels: dict[str, str] = {}

    def take(self, desk: int, number: str) -> str:
        """Take a ticket in and return its tag."""
        setting, rng = self.setting, self.rng
        tag = self.ledger.tag("T")
        person = f"P{rng.randrange(40)}"
        home = setting.home_of[person]
        level = rng.choices((1, 2, 3), (1, 3, 5))[0]
        type_ = rng.choices(("repair", "enquiry", "suggestion"), (6, 2, 2))[0]
        channel = rng.choice(("phone", "visit", "wechat"))
        title = f"{rng.choice(MATTERS)}{tag}"
        made = setting.context(desk).tickets.take(
            setting.actor(desk, number),
            {
                "type": type_,
                "level": level,
                "channel": channel,
                "description": title,
                "house_id": setting.houses[home],
                "requester_id": self.ledger.ids["person", person],
                "requester_name": setting.people[person],
            },
        )
        now = setting.at(desk)
        due = due_times(type_, level, channel, now)
        self.channels[tag] = channel
        ticket = Ticket(made.number, title, home, person, level, type_, "new", now, **due)
        self.ledger.add(desk, ("ticket", tag), made.id, ticket)
        self.ledger.note(desk, setting.told, f"{NAMES[number]} took {tag} {made.number} level {level} {type_}")
        return tag

    def work(self, desk: int, number: str) -> bool:
        """Do something with some ticket; return whether there was one."""
        tags = [tag for tag, ticket in self.ledger.of(desk, "ticket") if self._can(desk, tag, ticket)]
        if not tags:
            return False
        # The oldest are rather worked on, or the heap would only grow.
        tag = tags[min(self.rng.randrange(len(tags)), self.rng.randrange(len(tags)))]
        self.move_on(desk, number, tag)
        return True

    def _can(self, desk: int, tag: str, ticket: Ticket) -> bool:
        return ticket.open and self.ledger.may(desk, ("ticket", tag))

    def move_on(self, desk: int, number: str, tag: str) -> None:
        """Make a move that a ticket's state allows."""
        ticket: Ticket = self.ledger.get(desk, ("ticket", tag))
        choice = self.rng.random()
        match ticket.state:
            case "new":
                action = "dispatch" if choice < 0.85 else "respond" if choice < 0.95 else "void"
            case "dispatched":
                action = (
                    "start" if choice < 0.4 else "arrive" if choice < 0.85 else "hold" if choice < 0.95 else "return"
                )
            case "working":
                action = (
                    "finish" if choice < 0.8 else "hold" if choice < 0.9 else "arrive" if choice < 0.95 else "promise"
                )
            case "check":
                action = "confirm" if choice < 0.6 else "close" if choice < 0.9 else "rework"
            case "callback":
                action = "close" if choice < 0.9 else "rework"
            case _:
                action = "resume"
        promised = [each for each, made in self.ledger.all("promise") if made.ticket == tag and made.owed]
        if action == "void" and not all(self.ledger.may(desk, ("promise", each)) for each in promised):
            action = "dispatch"
        if action == "promise" or (ticket.state in RUNNING and self.rng.random() < 0.12):
            self.promise(desk, number, tag)
        else:
            self.do(desk, "S01" if action == "void" else number, tag, action)

    def do(self, desk: int, number: str, tag: str, action: str) -> None:
        """Make one move, and note what it must have left behind."""
        setting, key = self.setting, ("ticket", tag)
        ticket: Ticket = self.ledger.get(desk, key)
        now = setting.at(desk)
        values: dict[str, Any] = {}
        changed: dict[str, Any] = {}
        match action:
            case "dispatch":
                worker = self.rng.choice(FIELD)
                values = {"assignee_id": setting.staff(worker)}
                changed = {"state": "dispatched", "assignee": NAMES[worker]}
            case "respond":
                changed = {}
            case "start":
                changed = {"state": "working"}
            case "arrive":
                changed = {"state": "working", "on_site": ticket.on_site or now}
            case "finish":
                values = {"result": "修好了", "cause": "老化"}
                changed = {"state": "check", "finished": now}
                if ticket.arrive_due is not None and ticket.on_site is None:
                    changed["on_site"] = now
            case "confirm":
                changed = {"state": "callback"}
            case "close":
                values = {"resident_word": "satisfied", "satisfaction": 5}
                changed = {"state": "closed"}
            case "rework":
                values = {"note": "没有修好"}
                changed = {"state": "working", "finished": None}
            case "hold":
                values = {"hold_reason": "等配件"}
                changed = {"state": "held", "held": now, "back": ticket.state}
            case "resume":
                changed = {"state": ticket.back, "held": None, **self._resumed(ticket, now)}
            case "return":
                values = {"note": "派错人"}
                changed = {"state": "new", "assignee": ""}
            case "void":
                values = {"note": "误报"}
                changed = {"state": "void"}
            case _:
                values = {"note": "又坏了"}
                changed = self._reopened(ticket, tag, now)
        if action in ("respond", "start", "arrive", "finish") and ticket.responded is None:
            changed["responded"] = now
        state = setting.context(desk).tickets.do(setting.actor(desk, number), self.ledger.ids[key], action, values)
        after = replace(ticket, **changed)
        self.ledger.check(f"state of {tag} after {action}", state, after.state)
        self.ledger.put(desk, key, after)
        self.ledger.figures["moves"] += 1
        if action == "void":
            for promise, made in list(self.ledger.of(desk, "promise")):
                if made.ticket == tag and made.owed and self.ledger.may(desk, ("promise", promise)):
                    self.ledger.put(desk, ("promise", promise), replace(made, owed=False))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} {action} {tag}")

    def _resumed(self, ticket: Ticket, now: int) -> dict[str, Any]:
        held = ticket.held or now
        dues = {key: getattr(ticket, key) for key in ("respond_due", "arrive_due", "finish_due")}
        return {key: due + now - held for key, due in dues.items() if due is not None and due > held}

    def _reopened(self, ticket: Ticket, tag: str, now: int) -> dict[str, Any]:
        due = due_times(ticket.type, ticket.level, self.channels[tag], now)
        gone: dict[str, Any] = dict.fromkeys(("responded", "on_site", "finished"))
        return {"state": "new", "assignee": "", **gone, **due}

    def reopen(self, desk: int, number: str) -> bool:
        """Reopen a closed ticket, if there is one."""
        closed = [
            tag
            for tag, ticket in self.ledger.of(desk, "ticket")
            if ticket.state == "closed" and self.ledger.may(desk, ("ticket", tag))
        ]
        if closed:
            self.do(desk, number, self.rng.choice(closed), "reopen")
        return bool(closed)

    def promise(self, desk: int, number: str, tag: str) -> None:
        """Promise the resident something."""
        setting = self.setting
        name = self.ledger.tag("R")
        due = setting.at(desk) + self.rng.randrange(1, 20) * HOUR
        text = f"回电话{name}"
        record = setting.context(desk).tickets.promise(
            setting.actor(desk, number), self.ledger.ids["ticket", tag], text, due
        )
        promise = Promise(tag, text, due, setting.at(desk), NAMES[number])
        self.ledger.add(desk, ("promise", name), record, promise)
        # Whoever does not know of the promise keeps their hands off the ticket.
        self.ledger.put(desk, ("ticket", tag), self.ledger.get(desk, ("ticket", tag)))
        self.ledger.note(desk, setting.told, f"{NAMES[number]} promised {name} on {tag}")

    def keep(self, desk: int, number: str) -> bool:
        """Keep the oldest promise, or withdraw it."""
        owed = [
            (tag, made)
            for tag, made in self.ledger.of(desk, "promise")
            if made.owed and self.ledger.may(desk, ("promise", tag))
        ]
        if not owed:
            return False
        (tag, made), key = owed[0], ("promise", owed[0][0])
        service, actor = self.setting.context(desk).tickets, self.setting.actor(desk, number)
        if self.rng.random() < 0.8:
            service.keep_promise(actor, self.ledger.ids[key])
        else:
            service.withdraw_promise(actor, self.ledger.ids[key], "住户不在家")
        self.ledger.put(desk, key, replace(made, owed=False))
        self.ledger.note(desk, self.setting.told, f"{NAMES[number]} kept {tag}")
        return True

    def adopt(self, desk: int, key: Key) -> None:
        """Take over how a ticket stands after two desks' edits of it were settled."""
        from app.features.tickets.records import Ticket as Row

        row = self.setting.context(desk).store.must(Row, self.ledger.ids[key])
        ticket: Ticket = self.ledger.get(desk, key)
        name = NAMES.get(self.ledger.tags.get(row.assignee_id, ("", ""))[1], "")
        self.ledger.put(
            desk,
            key,
            replace(
                ticket,
                title=row.title,
                state=row.state,
                assignee=name,
                responded=row.responded_at,
                on_site=row.on_site_at,
                finished=row.finished_at,
                held=row.held_at,
                back=ticket.back or "new",
                respond_due=row.respond_due,
                arrive_due=row.arrive_due,
                finish_due=row.finish_due,
            ),
        )

    def refusals(self, desk: int, number: str) -> None:
        """Try what the table of moves forbids: it must be refused."""
        for tag, ticket in self.ledger.of(desk, "ticket"):
            if self.ledger.may(desk, ("ticket", tag)):
                action = (
                    "start" if ticket.state == "new" else "resume" if ticket.open and ticket.state != "held" else ""
                )
                if action:
                    refused = ""
                    try:
                        actor = self.setting.actor(desk, number)
                        self.setting.context(desk).tickets.do(actor, self.ledger.ids["ticket", tag], action)
                    except AppError as error:
                        refused = error.code
                    self.ledger.check(f"{action} of {tag} is refused", refused, "ticket.move_refused")
                    return


__all__ = ["AGENTS", "Tickets", "due_times"]

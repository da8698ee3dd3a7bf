"""Sealing a handover, checking its seal later, and adding to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.text import T, Text
from app.features.handover import rules
from app.features.handover.base import checked_text
from app.features.handover.content import (
    FORMAT,
    broken_additions,
    content_of,
    differing,
    digests,
    seal_of,
)
from app.features.handover.counting import HandoverCounting
from app.features.handover.records import Handover, HandoverEvent
from app.features.staff.rules import Actor
from app.store.database import Database
from app.store.work import Work, read_many


@dataclass(frozen=True)
class Difference:
    """One row that is not as it was sealed.

    Attributes:
        row: ``head``, ``signatures``, ``lines|…``, ``ticks|…``, ``counts|…`` or ``additions|…``.
        how: ``changed``, ``missing`` or ``added``.
        text: What people read.
    """

    row: str
    how: str
    text: Text


@dataclass(frozen=True)
class Verdict:
    """What checking a seal found.

    Attributes:
        sealed: Whether there is a seal at all.
        whole: Whether the content is what was sealed, additions included.
        seal: The seal, 64 hex digits.
        computed: The seal of the content as it is now.
        differences: What is not as it was sealed.
    """

    sealed: bool
    whole: bool
    seal: str
    computed: str
    differences: tuple[Difference, ...]


class HandoverSealing(HandoverCounting):
    """The verbs of the seal."""

    def verify(self, actor: Actor, handover_id: str) -> Verdict:
        """Work the seal out again and say what differs from what was sealed.

        Raises:
            NotAllowed: The person may not see handovers.
            NotFound: There is no such handover.
        """
        actor.require("handover", "view")
        with self._store.database.reading():
            return verdict_of(self._store.database, self._store.must(Handover, handover_id))

    def add(self, actor: Actor, handover_id: str, text: str) -> None:
        """Add something to a sealed handover: it is marked as an addition, and what was sealed stays as it is.

        Raises:
            NotAllowed: The person may not.
            Invalid: It says nothing.
            Refused: It is not sealed yet: write a note instead.
        """
        actor.require("handover", "edit")
        plain = checked_text(text)
        with self._store.change(actor.id) as work:
            head = work.must(Handover, handover_id)
            rules.check_move("add", head.state)
            self._write_event(work, head, actor, "add", plain)

    def _seal(self, work: Work, head: Handover, actor: Actor) -> Handover:
        """Fix the content as it is now, both signatures included."""
        self._write_event(work, head, actor, "seal")
        head = work.update(head, sealed_at=work.now)
        content = content_of(work.database, head)
        rows = json.dumps(digests(content), sort_keys=True, separators=(",", ":"))
        return work.update(head, seal=seal_of(content), seal_format=FORMAT, seal_rows=rows)

    def _is_broken(self, work: Work, head: Handover) -> bool:
        return not verdict_of(work.database, head).whole


def verdict_of(database: Database, head: Handover) -> Verdict:
    """Return what checking the seal of a handover finds."""
    if not head.seal:
        return Verdict(False, False, "", "", ())
    content = content_of(database, head)
    computed = seal_of(content)
    if head.seal_format != FORMAT:
        newer = T("handover", "It was sealed by a newer version of the program; check it there.")
        return Verdict(True, False, head.seal, computed, (Difference("head", "changed", newer),))
    found: list[Difference] = []
    if computed != head.seal:
        titles = {line.id[len(head.id) + 1 :]: line.title for line in content.lines}
        rows = differing(kept_digests(head), digests(content))
        found = [Difference(row, how, _told(row, how, titles)) for row, how in sorted(rows.items())]
        if not found:
            found = [Difference("head", "changed", T("handover", "The seal itself was changed."))]
    for event in broken_additions(head.seal, read_many(database, HandoverEvent, "handover_id = ?", (head.id,))):
        text = T("handover", "The addition of {name} was changed: {note}").with_(name=event.name, note=event.note)
        found.append(Difference(f"additions|{event.id}", "changed", text))
    return Verdict(True, not found, head.seal, computed, tuple(found))


def kept_digests(head: Handover) -> dict[str, str]:
    """Return the digests of the rows that were sealed; none where they cannot be read."""
    try:
        kept: Any = json.loads(head.seal_rows or "{}")
    except ValueError:
        return {}
    return {str(row): str(digest) for row, digest in kept.items()}


_PARTS: Mapping[str, Text] = {
    "head": T("handover", "shift, day or cut-off"),
    "signatures": T("handover", "the signatures"),
    "lines": T("handover", "the line “{title}”"),
    "ticks": T("handover", "that the line “{title}” was read"),
    "counts": T("handover", "the count of {title}"),
}
_HOW: Mapping[str, Text] = {
    "changed": T("handover", "Changed after sealing: {part}."),
    "missing": T("handover", "Missing since it was sealed: {part}."),
    "added": T("handover", "Not there when it was sealed: {part}."),
}


def _told(row: str, how: str, titles: Mapping[str, str]) -> Text:
    part, _, key = row.partition("|")
    return _HOW[how].with_(part=_PARTS[part].with_(title=titles.get(key, key)) if key else _PARTS[part])

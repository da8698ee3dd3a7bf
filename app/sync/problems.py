"""What is set aside for people: kept on this desk until it is settled, told in words that say what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.core.text import T, Text
from app.store.database import Database
from app.sync.reports import Problem

_TEXTS: Mapping[str, Text] = {
    "damaged": T(
        "sync",
        "A file of {desk} on the shared folder is damaged (number {seq}). A copy is kept here, and the other desks are "
        "asked to put a sound one beside it. Nothing needs to be done unless this stays for a day.",
    ),
    "gap": T(
        "sync",
        "A file of {desk} is missing on the shared folder (number {seq}), so later changes of that desk wait. Switch "
        "on every desk that has been running lately: whoever holds the file sends it again.",
    ),
    "fork": T(
        "sync",
        "{desk} was running twice from the same data, probably a copied or restored disk. What both wrote is kept; "
        "check the records changed on that desk lately.",
    ),
    "lost": T(
        "sync",
        "A file of {desk} (number {seq}) that no desk holds any more was given up, so that the later changes of that "
        "desk could be taken in. What it held is missing here. Should it turn up, it is taken in by itself.",
    ),
    "newer": T(
        "sync",
        "{desk} writes with a newer version of the program. Install the newest version here; until then its changes "
        "wait, and everything else goes on.",
    ),
    "retired": T(
        "sync",
        "{desk} has left the office but still sends changes. They are set aside: accept them if they are right, or "
        "dismiss them.",
    ),
    "stranger": T(
        "sync",
        "A file on the shared folder was made by somebody who does not belong to the office. It was not taken in.",
    ),
    "restored": T(
        "sync",
        "This database was restored or copied from another computer. It goes on under a new number lane ({lane}); "
        "nothing needs to be done.",
    ),
    "rolled-back": T(
        "sync",
        "The shared folder was put back to an older state. This desk has sent again what it holds; let every other "
        "desk run once so that it does the same.",
    ),
    "clock": T("sync", "The clock of {desk} is wrong by {minutes} minutes. Set it right; nothing was lost."),
    "busy": T(
        "sync",
        "A file on the shared folder has been held by another program for more than 10 minutes ({path}). A virus "
        "scanner often does this: exclude the shared folder there.",
    ),
    "parent": T(
        "sync",
        "{record} refers to something that does not exist here ({kind}). It may still arrive from another desk; if "
        "not, choose another one in the record.",
    ),
    "content": T(
        "sync",
        "A picture or file attached on this computer is gone from its data folder or damaged before the other desks "
        "had it. The entry stays; attach the file again where you still have it.",
    ),
    "defect": T(
        "sync",
        "Changes of {desk} could not be taken in (number {seq}: {reason}). They are kept; send the support bundle and "
        "install the newest version.",
    ),
}
"""Kind -> what it means and what to do. Breaches of a feature's rules bring their own text."""

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "damaged": ("repair", "dismiss"),
    "gap": ("repair", "accept", "dismiss"),
    "retired": ("accept", "dismiss"),
}
"""Kind -> what a person may do besides dismissing; accepting a gap says that the file is lost for good."""
HIDDEN_MS: Mapping[str, int] = {"gap": 15 * 60_000, "damaged": 15_000}
"""Kind -> how long it is watched before people are told: most of these heal by themselves."""


class Problems:
    """The list on this desk.

    Args:
        database: The office's database; writing needs an open transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(
        self,
        kind: str,
        subject: str,
        at: int,
        *,
        table: str = "",
        pk: str = "",
        params: Mapping[str, Any] | None = None,
        data: bytes | None = None,
    ) -> None:
        """Put something on the list, once; seen again after it had healed, it is open again."""
        self._database.run(
            "INSERT INTO sync_problem (kind, subject, at, tbl, pk, params, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, subject) DO UPDATE SET params = excluded.params,"
            " bytes = coalesce(excluded.bytes, bytes), at = CASE settled WHEN 1 THEN excluded.at ELSE at END,"
            " settled = CASE settled WHEN 2 THEN 2 ELSE 0 END",
            (kind, subject, at, table, pk, json.dumps(params or {}, ensure_ascii=False), data),
        )

    def settle(self, kind: str, subject: str) -> None:
        """Take something off the list because it has healed."""
        self._database.run(
            "UPDATE sync_problem SET settled = 1, bytes = NULL WHERE kind = ? AND subject = ? AND settled <> 1",
            (kind, subject),
        )

    def dismiss(self, number: int) -> None:
        """Take something off the list because a person says so; it stays away until it has healed and happens anew."""
        self._database.run("UPDATE sync_problem SET settled = 2 WHERE id = ? AND settled = 0", (number,))

    def since(self, kind: str, subject: str) -> int | None:
        """Return when something open was first seen, or None."""
        found = self._database.value(
            "SELECT at FROM sync_problem WHERE kind = ? AND subject = ? AND settled = 0", (kind, subject)
        )
        return None if found is None else int(found)

    def is_known(self, kind: str, subject: str) -> bool:
        """Say whether something was noted and has not healed, whether or not a person put it away."""
        sql = "SELECT 1 FROM sync_problem WHERE kind = ? AND subject = ? AND settled <> 1"
        return self._database.value(sql, (kind, subject)) is not None

    def subjects(self, kind: str) -> list[str]:
        """Return the open subjects of a kind."""
        return [
            row[0]
            for row in self._database.rows("SELECT subject FROM sync_problem WHERE kind = ? AND settled = 0", (kind,))
        ]

    def get(self, number: int) -> tuple[str, str] | None:
        """Return kind and subject of an open entry."""
        row = self._database.row("SELECT kind, subject FROM sync_problem WHERE id = ? AND settled = 0", (number,))
        return None if row is None else (str(row[0]), str(row[1]))

    def open(self, now: int) -> list[Problem]:
        """Return what people should look at, oldest first.

        Args:
            now: UTC milliseconds; what may still heal by itself is not told yet.
        """
        rows = self._database.rows(
            "SELECT id, kind, subject, at, tbl, pk, params FROM sync_problem WHERE settled = 0 ORDER BY at, id"
        )
        return [
            Problem(
                number, kind, subject, at, _told(kind, json.loads(params)), table, pk, ACTIONS.get(kind, ("dismiss",))
            )
            for number, kind, subject, at, table, pk, params in rows
            if now - at >= HIDDEN_MS.get(kind, 0)
        ]

    def count(self, now: int) -> int:
        """Return how many of them there are."""
        rows = self._database.rows("SELECT kind, at FROM sync_problem WHERE settled = 0")
        return sum(now - at >= HIDDEN_MS.get(kind, 0) for kind, at in rows)


def _told(kind: str, params: Mapping[str, Any]) -> Text:
    """Return the text of an entry; a breach of a feature's rule carries the names of its own text."""
    if "source" in params:
        return Text(params["context"], params["source"]).with_(**params.get("values", {}))
    found = _TEXTS.get(kind)
    return Text("sync", kind) if found is None else found.with_(**params)

"""The office's dictionaries: reasons, causes, flags, phrases; cached, because every page reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from app.core.errors import REQUIRED, Invalid
from app.core.ids import new_id
from app.core.text import T, Text
from app.features.office.cached import Cached
from app.features.office.records import Word
from app.features.office.rules import BannedHit, BannedPhrase, find_banned
from app.features.staff.rules import Actor
from app.store.records import member_id
from app.store.store import Store

DICTIONARIES: Mapping[str, Text] = {
    "care_flag": T("office", "Care flags"),
    "preference": T("office", "Contact preferences"),
    "hold_reason": T("office", "Reasons to put on hold"),
    "return_reason": T("office", "Reasons to send back"),
    "void_reason": T("office", "Reasons to void"),
    "cause": T("office", "Causes"),
    "complaint_subject": T("office", "Subjects of complaints"),
    "result": T("office", "Results"),
    "banned": T("office", "Banned phrases"),
    "message": T("office", "Messages to residents"),
    "counted": T("office", "Counted at the handover"),
    "department": T("office", "Departments"),
    "channel": T("office", "Channels"),
    "relation": T("office", "Relations to a house"),
    "scenario_group": T("office", "Groups of scenario cards"),
}
"""Dictionary -> what people call it, in the order of the settings page."""

FIXED = frozenset({"channel", "relation"})
"""Dictionaries whose codes the program knows: titles may be changed, entries neither added nor retired."""

LONGEST_TITLE = 200


@dataclass(frozen=True)
class WordEntry:
    """One entry of a dictionary.

    Attributes:
        dictionary: Which one.
        code: Stable code, what records keep.
        title: What people read.
        extra: What the dictionary says besides, such as ``cycle_days``.
        active: Whether it can still be chosen.
    """

    dictionary: str
    code: str
    title: str
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
    active: bool = True


class Dictionaries:
    """Reads and edits the dictionaries. Reading needs no permission: every form offers them.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cached = Cached(store, ("word",), self._read)

    def words(self, dictionary: str, *, retired: bool = False) -> tuple[WordEntry, ...]:
        """Return the entries of a dictionary in its order, the retired ones only if asked for."""
        entries = self._all().get(dictionary, ())
        return entries if retired else tuple(entry for entry in entries if entry.active)

    def choices(self, dictionary: str) -> dict[str, str]:
        """Return what can be chosen: code -> title."""
        return {entry.code: entry.title for entry in self.words(dictionary)}

    def titles(self, dictionary: str) -> dict[str, str]:
        """Return code -> title of every entry, the retired ones too: old records still show them."""
        return {entry.code: entry.title for entry in self.words(dictionary, retired=True)}

    def title(self, dictionary: str, code: str) -> str:
        """Return what people read for a code; the code itself if the dictionary does not know it."""
        entry = self.entry(dictionary, code)
        return entry.title if entry is not None else code

    def entry(self, dictionary: str, code: str) -> WordEntry | None:
        """Return an entry, or None."""
        return next((entry for entry in self._all().get(dictionary, ()) if entry.code == code), None)

    def banned(self, text: str) -> list[BannedHit]:
        """Return the banned phrases in a text that goes to a resident."""
        return find_banned(text, [_banned(entry) for entry in self.words("banned")])

    # --- editing --------------------------------------------------------------------------------------------------

    def save(self, actor: Actor, dictionary: str, values: Mapping[str, Any], code: str = "") -> str:
        """Add an entry, or change one, and return its code.

        Args:
            actor: Who does it.
            dictionary: Which dictionary.
            values: ``title``, ``extra`` (a mapping of plain values), ``active``; what is missing stays.
            code: Which entry; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: The title is missing or taken, or the dictionary cannot be extended.
        """
        actor.require("dictionary", "edit" if code else "create")
        with self._store.change(actor.id) as work:
            before = work.must(Word, member_id(dictionary, code)) if code else None
            clean = self._checked(dictionary, values, before)
            if before is not None:
                work.update(before, **clean)
                return code
            made = new_id(work.now)
            last = max((row.position for row in self._rows(dictionary)), default=-1)
            work.insert(
                Word(id=member_id(dictionary, made), dictionary=dictionary, code=made, position=last + 1, **clean)
            )
            return made

    def retire(self, actor: Actor, dictionary: str, code: str, *, active: bool = False) -> None:
        """Take an entry out of what can be chosen, or put it back; records that have it keep it.

        Raises:
            NotAllowed: The person may not.
            Invalid: The program itself needs the entry.
        """
        self.save(actor, dictionary, {"active": active}, code)

    def reorder(self, actor: Actor, dictionary: str, codes: Sequence[str]) -> None:
        """Put the entries into this order; those not named follow as they were.

        Raises:
            NotAllowed: The person may not.
        """
        actor.require("dictionary", "edit")
        with self._store.change(actor.id) as work:
            rows = {row.code: row for row in self._rows(dictionary)}
            order = [code for code in codes if code in rows] + [code for code in rows if code not in codes]
            for position, code in enumerate(order):
                work.update(rows[code], position=position)

    def _checked(self, dictionary: str, values: Mapping[str, Any], before: Word | None) -> dict[str, Any]:
        problems: dict[str, Text] = {}
        title = str(values.get("title", before.title if before else "")).strip()
        active = bool(values.get("active", before.active if before else True))
        if dictionary not in DICTIONARIES:
            problems["dictionary"] = T("office", "There is no dictionary “{name}”.").with_(name=dictionary)
        elif dictionary in FIXED and (before is None or not active):
            problems["title"] = T("office", "The program needs these entries as they are; only titles can be changed.")
        if not title:
            problems["title"] = REQUIRED
        elif len(title) > LONGEST_TITLE:
            problems["title"] = T("office", "At most {n} characters.").with_(n=LONGEST_TITLE)
        elif active and any(
            row.title == title and row.active and (before is None or row.id != before.id)
            for row in self._rows(dictionary)
        ):
            problems["title"] = T("office", "This entry is there already.")
        if problems:
            raise Invalid(problems, "word.invalid")
        clean: dict[str, Any] = {"title": title, "active": int(active)}
        if "extra" in values:
            extra = dict(values["extra"])
            clean["extra"] = json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else ""
        return clean

    def _rows(self, dictionary: str) -> list[Word]:
        return self._store.find(Word, "dictionary = ?", (dictionary,), "position, id")

    def _all(self) -> dict[str, tuple[WordEntry, ...]]:
        return self._cached.get()

    def _read(self) -> dict[str, tuple[WordEntry, ...]]:
        found: dict[str, list[WordEntry]] = {}
        for row in self._store.find(Word, order="dictionary, position, id"):
            entry = WordEntry(row.dictionary, row.code, row.title, extra_of(row.extra), bool(row.active))
            found.setdefault(row.dictionary, []).append(entry)
        return {dictionary: tuple(entries) for dictionary, entries in found.items()}


def extra_of(text: str) -> Mapping[str, Any]:
    """Return what an entry says besides; empty where it cannot be read (another version may have written it)."""
    try:
        found: Any = json.loads(text) if text else {}
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _banned(entry: WordEntry) -> BannedPhrase:
    extra = entry.extra
    return BannedPhrase(
        entry.title, str(extra.get("level", "ban")), str(extra.get("why", "")), str(extra.get("say", ""))
    )

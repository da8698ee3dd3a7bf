"""Cards, categories, dictionaries and settings in words, for rooms that know none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import AppError
from app.core.text import T, Text
from app.features.office.records import Category, Scenario, Word
from app.features.office.scenarios import FIELDS, TITLE
from app.features.office.words import DICTIONARIES
from app.features.staff.rules import Actor
from app.settings.settings import declaration
from app.store.history import HistoryField
from app.store.store import Store
from app.store.telling import Telling, Tellings

_YES, _NO = T("office", "yes"), T("office", "no")


def _flag(value: Any) -> Text:
    return _YES if value else _NO


_TITLES: Mapping[str, HistoryField] = {
    "title": HistoryField(FIELDS["title"]),
    "keywords": HistoryField(FIELDS["keywords"]),
    "type": HistoryField(FIELDS["type"]),
    "level": HistoryField(FIELDS["level"]),
    "department": HistoryField(FIELDS["department"]),
    "parent": HistoryField(T("office", "Branch")),
    "urgent": HistoryField(T("office", "Urgent"), _flag),
    "urgent_why": HistoryField(T("office", "Why urgent")),
    "extra": HistoryField(T("office", "Further particulars")),
    "active": HistoryField(FIELDS["active"], _flag),
}


def tellings_of(store: Store, actor: Actor) -> Tellings:
    """Return how the office's own books are told.

    Args:
        store: Where to read.
        actor: Who reads.
    """

    def scenario(code: str) -> str:
        card = store.get(Scenario, code)
        return card.title if card is not None else ""

    def category(code: str) -> str:
        node = store.get(Category, code)
        return node.title if node is not None else ""

    def word(word_id: str) -> str:
        entry = store.get(Word, word_id)
        return f"{DICTIONARIES.get(entry.dictionary, entry.dictionary)} {entry.title}" if entry is not None else ""

    cards = {key: HistoryField(title, kind="none") for key, title in FIELDS.items() if key != "active"}
    cards["active"] = _TITLES["active"]
    found = {
        "scenario": Telling(TITLE, "dictionary", scenario, cards, lambda code: ("scenario", code)),
        "category": Telling(T("office", "Category"), "dictionary", category, _TITLES),
        "word": Telling(T("office", "Dictionary entry"), "dictionary", word, _TITLES, lambda key: ("word", key)),
    }
    if actor.may("setting", "view"):
        value = {"value": HistoryField(T("office", "Value"), kind="none")}
        found["setting_value"] = Telling(T("office", "Setting"), "setting", _setting, value)
    return found


def _setting(key: str) -> str:
    try:
        return str(declaration(key).title)
    except AppError:
        return key

"""Tables of the office module."""

from app.store import fields as f
from app.store.records import LocalRecord, SyncedRecord


class SettingValue(SyncedRecord):
    """A setting the office has changed from its default; the id is the setting's key, the value its JSON."""

    table = "setting_value"

    value: str = f.text()


class Scenario(SyncedRecord):
    """A scenario card (场景卡): what a receptionist does when residents call about this.

    The six fields of the office's standard are ``applies`` (when to respond), ``who``, ``what``, ``quality``,
    ``finish_by`` and ``record``; lists are kept one entry a line. The id is the code.
    """

    table = "scenario"

    code: str = f.text(indexed=True)
    title: str = f.text()
    group_name: str = f.text()
    keywords: str = f.text()
    type: str = f.text()
    category: str = f.ref("category", indexed=False)
    level: int = f.integer(3)
    department: str = f.text()
    applies: str = f.text(policy="text")
    who: str = f.text(policy="text")
    what: str = f.text(policy="text")
    quality: str = f.text(policy="text")
    finish_by: str = f.text(policy="text")
    record: str = f.text(policy="text")
    empathy: str = f.text(policy="text")
    solution: str = f.text(policy="text")
    papers: str = f.text(policy="text")
    papers_note: str = f.text(policy="text")
    checklist: str = f.text(policy="text")
    ask: str = f.text(policy="text")
    safety: str = f.text(policy="text")
    never_say: str = f.text(policy="text")
    flow: str = f.text(policy="text")
    version: int = f.integer(1, policy="max")
    review_on: str = f.day()
    active: int = f.flag(default=True)


class Category(SyncedRecord):
    """A leaf or branch of the category tree (类别树) of tickets; the id is its code."""

    table = "category"

    parent: str = f.ref("category")
    title: str = f.text()
    keywords: str = f.text()
    type: str = f.text()
    level: int = f.integer(3)
    department: str = f.text()
    urgent: int = f.flag()
    urgent_why: str = f.text()
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(default=True)


class Word(SyncedRecord):
    """An entry of an office dictionary, such as a hold reason or a care flag; the id is ``dictionary|code``.

    Attributes:
        dictionary: Which dictionary it belongs to (``hold_reason``, ``care_flag`` …).
        extra: What the dictionary says besides, as a JSON object, such as a care flag's ``cycle_days``.
    """

    table = "word"

    dictionary: str = f.text(indexed=True)
    code: str = f.text()
    title: str = f.text()
    extra: str = f.text()
    position: int = f.integer(0, policy="quiet")
    active: int = f.flag(default=True)


class ViewState(LocalRecord):
    """What a person chose on a page of this desk: columns, widths, saved filters; the id is ``staff|page``."""

    table = "view_state"

    value: str = f.text()


RECORDS = (SettingValue, Scenario, Category, Word, ViewState)

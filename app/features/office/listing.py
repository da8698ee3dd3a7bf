"""The list of scenario cards."""

from __future__ import annotations

from app.core.text import T
from app.store.listing import ListColumn, ListFilter, Listing, among, holds

SCENARIOS = Listing(
    kind="scenario",
    title=T("office", "Scenario cards"),
    source=(
        "scenario t LEFT JOIN word g ON g.id = 'scenario_group|' || t.group_name"
        " LEFT JOIN category c ON c.id = t.category LEFT JOIN word d ON d.id = 'department|' || t.department"
    ),
    columns=(
        ListColumn("group", T("office", "Group"), "coalesce(g.title, t.group_name)", width=12, sort="g.position"),
        ListColumn("title", T("office", "Title"), "t.title", width=24),
        ListColumn("category", T("office", "Category"), "coalesce(c.title, t.category)", width=16),
        ListColumn("level", T("office", "Level"), "t.level", "number", width=6),
        ListColumn("department", T("office", "Department"), "coalesce(d.title, t.department)", width=10),
        ListColumn("version", T("office", "Version"), "t.version", "number", width=7),
        ListColumn("review_on", T("office", "Review on"), "t.review_on", "day", width=11),
        ListColumn("active", T("office", "In use"), "t.active", "flag", width=7),
    ),
    filters=(
        ListFilter("group", T("office", "Group"), among("t.group_name")),
        ListFilter("active", T("office", "In use"), holds("t.active = 1"), "flag"),
        ListFilter("card", T("office", "Scenario card"), among("t.id")),
    ),
    default_sort=(("group", False),),
    depends=("word", "category"),
)

"""The category tree of tickets: branches and leaves, what each leaf sets, and the words that lead to it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core.errors import REQUIRED, Invalid
from app.core.ids import new_id
from app.core.text import T, Text
from app.features.office.cached import Cached
from app.features.office.records import Category
from app.features.office.scenarios import Hint
from app.features.staff.rules import Actor
from app.store.store import Store
from app.store.work import Work

LONGEST_TITLE = 60


@dataclass(frozen=True)
class CategoryNode:
    """A branch or a leaf of the tree.

    Attributes:
        code: Stable code, what tickets keep.
        parent: Code of the branch; empty for a branch.
        title: What people read.
        keywords: What residents say.
        type: The ticket type it sets.
        level: The level it sets, 1 to 3.
        department: The department it sets.
        urgent: Whether life or law asks for help at once.
        urgent_why: Why it is urgent.
        active: Whether it can still be chosen.
        leaves: For a branch: its leaves in order.
    """

    code: str
    parent: str
    title: str
    keywords: tuple[str, ...]
    type: str
    level: int
    department: str
    urgent: bool
    urgent_why: str
    active: bool
    leaves: tuple[CategoryNode, ...] = ()


class Categories:
    """Reads and edits the tree. Reading needs no permission: intake offers it.

    Args:
        store: The office's database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cached = Cached(store, ("category",), self._read)

    def tree(self, *, retired: bool = False) -> tuple[CategoryNode, ...]:
        """Return the branches with their leaves, in order; retired ones only if asked for."""
        if retired:
            return self._all()
        return tuple(_without_retired(branch) for branch in self._all() if branch.active)

    def node(self, code: str) -> CategoryNode | None:
        """Return a branch or leaf, also a retired one, or None."""
        for branch in self._all():
            if branch.code == code:
                return branch
            for leaf in branch.leaves:
                if leaf.code == code:
                    return leaf
        return None

    def path(self, code: str) -> str:
        """Return branch and leaf as people read them; the code itself if the tree does not know it."""
        node = self.node(code)
        if node is None:
            return code
        branch = self.node(node.parent)
        return f"{branch.title} / {node.title}" if branch is not None else node.title

    def hints(self) -> tuple[Hint, ...]:
        """Return what the intake's proposals are made from: the leaves that can be chosen."""
        return tuple(
            Hint(leaf.code, leaf.title, leaf.keywords, leaf.type, leaf.code, leaf.level, leaf.department)
            for branch in self.tree()
            for leaf in branch.leaves
        )

    # --- editing --------------------------------------------------------------------------------------------------

    def save(self, actor: Actor, values: Mapping[str, Any], code: str = "") -> str:
        """Add a branch or leaf, or change one, and return its code.

        Args:
            actor: Who does it.
            values: ``parent``, ``title``, ``keywords`` (texts), ``type``, ``level``, ``department``, ``urgent``,
                ``urgent_why``, ``active``; what is missing stays.
            code: Which one; a new one if empty.

        Raises:
            NotAllowed: The person may not.
            Invalid: With every problem at once.
        """
        actor.require("dictionary", "edit" if code else "create")
        with self._store.change(actor.id) as work:
            before = work.must(Category, code) if code else None
            clean = self._checked(values, before)
            if before is not None:
                work.update(before, **clean)
                return code
            last = self._store.value(
                "SELECT coalesce(max(position), -1) FROM category WHERE parent = ?", (clean.get("parent", ""),)
            )
            clean.update(id=new_id(work.now), position=int(last) + 1)
            return work.insert(Category(**clean)).id

    def retire(self, actor: Actor, code: str, *, active: bool = False) -> None:
        """Take a branch or leaf out of what can be chosen, or put it back; tickets that have it keep it."""
        self.save(actor, {"active": active}, code)

    def reorder(self, actor: Actor, codes: Sequence[str]) -> None:
        """Put branches, or the leaves of one branch, into this order.

        Raises:
            NotAllowed: The person may not.
            NotFound: One of them does not exist.
        """
        actor.require("dictionary", "edit")
        with self._store.change(actor.id) as work:
            for position, code in enumerate(codes):
                work.update(work.must(Category, code), position=position)

    def _checked(self, values: Mapping[str, Any], before: Category | None) -> dict[str, Any]:
        problems: dict[str, Text] = {}
        clean: dict[str, Any] = {}
        for key, value in values.items():
            if key in ("parent", "title", "type", "department", "urgent_why"):
                clean[key] = str(value).strip()
            elif key == "keywords":
                clean[key] = "\n".join(word.strip() for word in value if word.strip())
            elif key in ("urgent", "active"):
                clean[key] = int(bool(value))
            elif key == "level":
                clean[key] = value
            else:
                problems[key] = T("office", "A category has no field “{key}”.").with_(key=key)
        whole = {**vars(before or Category()), **clean}
        if not whole["title"]:
            problems["title"] = REQUIRED
        elif len(whole["title"]) > LONGEST_TITLE:
            problems["title"] = T("office", "At most {n} characters.").with_(n=LONGEST_TITLE)
        if whole["level"] not in (1, 2, 3):
            problems["level"] = T("office", "The level is 1, 2 or 3.")
        if problem := self._parent_problem(whole["parent"], whole["id"]):
            problems["parent"] = problem
        if problems:
            raise Invalid(problems, "category.invalid")
        return clean

    def _parent_problem(self, parent: str, code: str) -> Text | None:
        if not parent:
            return None
        branch = self._store.get(Category, parent)
        if branch is None:
            return T("office", "There is no category “{code}”.").with_(code=parent)
        has_leaves = code and self._store.value("SELECT 1 FROM category WHERE parent = ?", (code,)) is not None
        if branch.parent or parent == code or has_leaves:
            return T("office", "The tree has two levels only: a leaf hangs on a branch.")
        return None

    # --- rows -----------------------------------------------------------------------------------------------------

    def _all(self) -> tuple[CategoryNode, ...]:
        return self._cached.get()

    def _read(self) -> tuple[CategoryNode, ...]:
        rows = self._store.find(Category, order="position, id")
        branches = {row.id for row in rows if not row.parent}
        leaves: dict[str, list[CategoryNode]] = {}
        for row in rows:
            if row.parent in branches:
                leaves.setdefault(row.parent, []).append(_node(row))
        # What hangs on nothing, or on a leaf (two desks may have moved both), stands by itself: tickets have it.
        return tuple(_node(row, leaves.get(row.id, ())) for row in rows if row.parent not in branches)


def _node(row: Category, leaves: Sequence[CategoryNode] = ()) -> CategoryNode:
    return CategoryNode(
        code=row.id,
        parent=row.parent,
        title=row.title,
        keywords=tuple(row.keywords.split("\n")) if row.keywords else (),
        type=row.type,
        level=row.level,
        department=row.department,
        urgent=bool(row.urgent),
        urgent_why=row.urgent_why,
        active=bool(row.active),
        leaves=tuple(leaves),
    )


def _without_retired(branch: CategoryNode) -> CategoryNode:
    return replace(branch, leaves=tuple(leaf for leaf in branch.leaves if leaf.active))


IMPORTED_POSITION = 900
"""Categories that came with a ledger stand behind the office's own."""


def add_imported_category(work: Work, title: str) -> str:
    """Add a branch for a category that only an imported ledger knows, inside its unit of work; return its code.

    The code is made from the title, so that two desks importing the same ledger add one branch.
    """
    code = "imported." + hashlib.blake2b(title.encode("utf-8", "replace"), digest_size=5).hexdigest()
    work.put(Category(id=code, title=title[:LONGEST_TITLE], type="other", position=IMPORTED_POSITION))
    return code

"""Widgets found in a window by what they are, or the test ends there."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QObject

W = TypeVar("W", bound=QObject)


def child(parent: QObject, kind: type[W], name: str | None = None) -> W:
    """Return the newest child of a kind, and of a name if given."""
    found: list[W] = [one for one in parent.findChildren(kind) if name is None or one.objectName() == name]
    assert found, f"no {kind.__name__} {name or ''}"
    return found[-1]


def be(value: object, kind: type[W]) -> W:
    """Return the value, which is of this kind."""
    assert isinstance(value, kind)
    return value


def carried(blocker: Any) -> list[Any]:
    """Return what the signal waited for carried."""
    assert blocker.args is not None
    return blocker.args

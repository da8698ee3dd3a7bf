"""A splitter that remembers where it was put, and whether a side is folded away."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


class Remembered(Protocol):
    """Where small choices of the window are kept (see ``ui.tables.protocols.ViewState``)."""

    def load(self, key: str) -> dict[str, Any]:
        """Return what was kept under a key; empty if nothing."""
        raise NotImplementedError

    def save(self, key: str, values: dict[str, Any]) -> None:
        """Keep some values under a key."""
        raise NotImplementedError


class RememberedSplitter(QSplitter):
    """A splitter whose sizes and folded sides stay.

    Args:
        orientation: The direction in which the parts stand.
        state: Where the choice is kept.
        key: Under which name.
        default: Sizes at the first opening.
        folded: Which sides are folded at the first opening.
    """

    def __init__(
        self,
        orientation: Qt.Orientation,
        state: Remembered,
        key: str,
        default: list[int],
        folded: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._state, self._key = state, key
        kept = state.load(key)
        self._sizes: list[int] = kept.get("sizes", default)
        self._folded: set[int] = set(kept.get("folded", folded))
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._moved)

    def restore(self) -> None:
        """Put the parts as they were; call it once all are added."""
        if len(self._sizes) == self.count():
            self.setSizes(self._sizes)
        for index in self._folded:
            if index < self.count():
                self.widget(index).hide()

    def is_folded(self, index: int) -> bool:
        """Say whether a part is folded away."""
        return index in self._folded

    def fold(self, index: int, folded: bool) -> None:
        """Fold a part away, or show it again."""
        (self._folded.add if folded else self._folded.discard)(index)
        self.widget(index).setVisible(not folded)
        if not folded:
            self.setSizes(self._sizes)
        self._keep()

    def _moved(self) -> None:
        if not self._folded:
            self._sizes = self.sizes()
        self._keep()

    def _keep(self) -> None:
        self._state.save(self._key, {"sizes": self._sizes, "folded": sorted(self._folded)})

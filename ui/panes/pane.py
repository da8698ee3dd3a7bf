"""What panes of one record share: scrolling, loading off the window's thread, notes, history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.text import T, Text
from ui.i18n.language import AnyText, Retranslated
from ui.theme.metrics import GRID, margins
from ui.widgets.basic import Heading, button, label
from ui.widgets.chips import Tag
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.story import Story, StoryLike

if TYPE_CHECKING:
    from ui.bridge.desk import Desk


class RecordPane(Retranslated, QScrollArea):
    """A pane that shows one record; subclasses read it and build its body.

    Args:
        desk: The desk.
        kinds: Record kinds whose change may alter what is shown.
        empty: What stands there while nothing is chosen: a drawing and its words.
    """

    def __init__(
        self, desk: Desk, kinds: Sequence[str], empty: tuple[str, Text, Text], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self._empty = desk, empty
        self.record_id: str | None = None
        self._token = 0
        self._shown: Any = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(320)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show_empty()
        desk.feed.listen(self, kinds, self._changed)

    def set_record(self, record_id: str | None) -> None:
        """Show another record, or none."""
        if record_id != self.record_id:
            self.forget()
        self.record_id = record_id
        self.load()

    def load(self) -> None:
        """Read the record again."""
        self._token += 1
        token, record = self._token, self.record_id
        if not record:
            self._show_empty()
            return
        self.desk.jobs.run(
            lambda: self.read(record),
            done=lambda found: self._arrived(found) if token == self._token else None,
            failed=lambda _error: self._show_empty() if token == self._token else None,
            owner=self,
        )

    def retranslate(self) -> None:
        """Build it anew in the other language."""
        if self._shown is not None:
            self._arrived(self._shown)

    def read(self, record_id: str) -> Any:
        """Return what is to be shown; runs off the window's thread."""
        raise NotImplementedError

    def build(self, layout: QVBoxLayout, found: Any) -> None:
        """Put what was read into the pane."""
        raise NotImplementedError

    def forget(self) -> None:
        """Another record is about to be shown: what was unmasked is hidden again."""

    def again(self) -> None:
        """Build what is shown once more, without reading."""
        if self._shown is not None:
            self._arrived(self._shown)

    # Happenings

    def _changed(self, _changes: Changes) -> None:
        if self.record_id and self.isVisible():
            self.load()

    def _arrived(self, found: Any) -> None:
        position = self.verticalScrollBar().value() if self._shown is not None else 0
        self._shown = found
        body = QWidget()
        layout = QVBoxLayout(body)
        margins(layout, 2 * GRID, GRID + 4, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID + 2)
        self.build(layout, found)
        layout.addStretch(1)
        self._take(body)
        self.verticalScrollBar().setValue(position)

    def _show_empty(self) -> None:
        self._shown = None
        self._take(EmptyState(*self._empty))

    def _take(self, body: QWidget) -> None:
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)

    # Parts

    def add_story(self, layout: QVBoxLayout, lines: Sequence[StoryLike]) -> None:
        """Add who changed what, newest first."""
        if lines:
            layout.addWidget(Heading(T("panes", "Changes")))
            layout.addWidget(Story(lines, self.desk.display))


def link(text: AnyText, on: Callable[[], object]) -> QWidget:
    """Return words that lead somewhere; reached by Tab and pressed by Enter."""
    made = button(text, "link", on=on)
    made.setAutoDefault(True)
    return made


def tags(flags: Sequence[str], preferences: Sequence[str]) -> QWidget:
    """Return care flags and preferences on soft grounds, large, wrapped as they need."""
    area = QWidget()
    flow = FlowLayout(area, 6)
    for flag in flags:
        flow.addWidget(Tag(flag, "soon", large=True))
    for preference in preferences:
        flow.addWidget(Tag(preference, "info", large=True))
    return area


def sticky(text: str) -> QWidget:
    """Return a note as it would be stuck to the file."""
    frame = QFrame()
    frame.setProperty("kind", "bar")
    frame.setProperty("tone", "soon")
    words = label(text)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    layout = QVBoxLayout(frame)
    margins(layout, GRID + 4, GRID)
    layout.addWidget(words)
    return frame

"""The pane beside the list: how a handover stands, what comes next, and its memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.handover import rules
from app.features.handover.service import HandoverDetail, LineView, Verdict, shown
from ui.features.handover.looks import STATE_TONES
from ui.panes.links import LinkStrip
from ui.panes.pane import RecordPane, link
from ui.widgets.basic import Heading, button, label, row, set_kind
from ui.widgets.chips import StateChip
from ui.widgets.grid import KeyValueGrid
from ui.widgets.story import StoryLike
from ui.widgets.timeline import Event, Timeline

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KINDS = ("handover", "handover_line", "handover_tick", "handover_count", "handover_event")
_LINES_SHOWN = 8
_CUT = 24
"""Characters of a line that fit beside the list; the handover itself has all of them."""


class _Found(NamedTuple):
    detail: HandoverDetail
    verdict: Verdict | None
    history: Sequence[StoryLike]


class HandoverPane(RecordPane):
    """Shows one handover in short.

    Args:
        desk: The desk.
        open_sheet: Opens it over the whole page.
        print_sheet: Prints it.
    """

    def __init__(
        self,
        desk: Desk,
        open_sheet: Callable[[str], object],
        print_sheet: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        empty = (
            "handover",
            T("handover", "No handover chosen"),
            T("handover", "Choose one in the list to see it here."),
        )
        super().__init__(desk, _KINDS, empty, parent)
        self._open, self._print = open_sheet, print_sheet

    def read(self, record_id: str) -> _Found:
        """Return the handover, whether its seal holds, and who changed what."""
        desk = self.desk
        detail = desk.context.handovers.detail(desk.actor, record_id)
        verdict = desk.context.handovers.verify(desk.actor, record_id) if detail.values["seal"] else None
        return _Found(detail, verdict, desk.context.handovers.history(desk.actor, record_id))

    def build(self, layout: QVBoxLayout, found: _Found) -> None:
        """Put it into the pane."""
        detail = found.detail
        values, record = detail.values, str(detail.values["id"])
        state = str(values["state"])
        chip = StateChip(rules.state_title(state), STATE_TONES.get(state, "muted"))
        layout.addLayout(row(label(detail.name, "title"), chip, None))
        buttons: list[Any] = [button(self._next(detail), "primary", on=lambda: self._open(record))]
        if self.desk.may("handover", "print"):
            buttons.append(button(T("handover", "Print"), icon="print", on=lambda: self._print(record)))
        layout.addLayout(row(*buttons, None))
        if found.verdict is not None:
            layout.addWidget(self._seal(found.verdict))
        layout.addWidget(self._facts(detail))
        lines = [line for line in detail.lines if line.required]
        if lines:
            layout.addWidget(Heading(T("handover", "Must be read"), len(lines)))
            for line in lines[:_LINES_SHOWN]:
                layout.addLayout(self._line(line))
        if detail.counts.differing:
            layout.addWidget(Heading(T("handover", "Differences"), len(detail.counts.differing)))
            for each in detail.counts.differing:
                words = f"{each.title} {shown(each, each.reference)} → {shown(each, each.counted)}　{each.reason}"
                layout.addWidget(_wrapped(words))
        layout.addWidget(LinkStrip(self.desk, "handover", record, aside=("ticket", "person")))
        layout.addWidget(Heading(T("handover", "Steps and additions")))
        timeline = Timeline(self.desk.display, None)
        timeline.set_events(
            [
                Event(step.at, str(step.words), step.note, step.who, tone="info" if step.addition else "plain")
                for step in detail.steps
            ]
        )
        layout.addWidget(timeline)
        self.add_story(layout, found.history)

    def _next(self, detail: HandoverDetail) -> Text:
        moves = {move.action for move in detail.moves}
        if moves & {"accept", "late"}:
            return T("handover", "Read and accept")
        return T("handover", "Go on preparing") if moves & {"hand_over", "paper"} else T("handover", "Open")

    def _seal(self, verdict: Verdict) -> QWidget:
        seal = " ".join(verdict.seal[start : start + 4] for start in range(0, 16, 4))
        words = (
            T("handover", "The seal holds: {seal}") if verdict.whole else T("handover", "The seal is broken: {seal}")
        )
        said = _wrapped(words.with_(seal=seal))
        set_kind(said, "done" if verdict.whole else "late", "tone")
        said.setToolTip("\n".join(str(each.text) for each in verdict.differences))
        return said

    def _facts(self, detail: HandoverDetail) -> QWidget:
        values, display = detail.values, self.desk.display

        def moment(key: str) -> str:
            return "" if values[key] is None else display.exact(values[key])

        mode = str(values["in_mode"])
        grid = KeyValueGrid()
        facts: list[tuple[Text, Any, Any]] = [
            (T("handover", "Handed over by"), f"{values['out_name']} {moment('out_at')}".strip(), None),
            (T("handover", "Accepted by"), f"{values['in_name']} {moment('in_at')}".strip(), None),
            (T("handover", "Taken over"), rules.MODES[mode] if mode in rules.MODES and mode else "", "soon"),
            (T("handover", "Reason"), values["in_note"], None),
            (T("handover", "Cut-off"), moment("cut_off"), None),
            (T("handover", "Next shift"), values["next_title"], None),
            (T("handover", "On duty"), "、".join(detail.crew), None),
            (T("handover", "Still to read"), str(detail.unread or ""), "soon"),
            (T("handover", "Late"), str(sum(line.late for line in detail.lines) or ""), "late"),
            (T("handover", "Cash"), shown(detail.counts.cash, detail.counts.cash.counted), None),
        ]
        grid.set([fact for fact in facts if str(fact[1])])
        return grid

    def _line(self, line: LineView) -> Any:
        words = f"{line.place} {line.title}".strip()
        title: QWidget = _wrapped(words)
        if line.kind:
            title = link(_cut(words), partial(self.desk.go, line.kind, line.record_id))
        mark = label("✓" if line.read_by else "□")
        set_kind(mark, "done" if line.read_by else "soon", "tone")
        made = row(mark, title)
        made.setStretch(1, 1)
        return made


def _cut(words: str) -> str:
    return words if len(words) <= _CUT else words[:_CUT] + "…"


def _wrapped(words: Any) -> Any:
    made = label(words)
    made.setWordWrap(True)
    return made

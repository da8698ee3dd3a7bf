"""What a plan may be prefilled with: lines with their reason, taken or left with one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.text import T
from app.features.plans.service import ORIGINS, Prefill, Proposal, family
from ui.i18n.language import Retranslated
from ui.theme.appearance import appearance
from ui.theme.current import theme
from ui.theme.metrics import margins
from ui.widgets.basic import button, label, row, show_if, tip_with_key
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KEY = Qt.ItemDataRole.UserRole


class ProposalList(QListWidget):
    """The lines.

    Signals:
        take_wanted: Enter: these lines go into the plan.
        leave_wanted: Delete: these lines are left out, or (of those left out) proposed again.
    """

    take_wanted = Signal(object)
    leave_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setWordWrap(True)
        self.setSpacing(2)
        # Words are broken anew for the width there is.
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setAccessibleName(str(T("plans", "Proposals")))
        self.itemActivated.connect(lambda _item: self.take_wanted.emit(self.keys()))

    def keys(self) -> list[str]:
        """Return the keys of the chosen lines."""
        found = [item.data(_KEY) for item in self.selectedItems()]
        return [str(key) for key in found if key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Delete leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.keys():
            self.take_wanted.emit(self.keys())
        elif event.key() == Qt.Key.Key_Delete and self.keys():
            self.leave_wanted.emit(self.keys())
        else:
            super().keyPressEvent(event)


class ProposalsPanel(Retranslated, QWidget):
    """Proposals of one plan.

    Signals:
        changed: How many lines wait to be decided.
    """

    changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan_id = ""
        self.editable = False
        self.found: Prefill | None = None
        self.list = ProposalList(self)
        appearance().changed.connect(self.retranslate)
        self.list.take_wanted.connect(self.take)
        self.list.leave_wanted.connect(self.leave)
        self._notes = label("", "small")
        self._notes.setWordWrap(True)
        self._empty = EmptyState(
            "check",
            T("plans", "Nothing to propose"),
            T("plans", "Unfinished tasks, measures, holidays, duties and late matters appear here with their reason."),
        )
        self.take_chosen = button(T("plans", "Take"), "primary", on=lambda: self.take(self.list.keys()))
        self.take_all = button(T("plans", "Take all"), on=lambda: self.take(self.waiting()))
        self.leave_chosen = button(T("plans", "Leave out"), on=lambda: self.leave(self.list.keys()))
        tip_with_key(self.take_chosen.setToolTip, T("plans", "Take"), "Return", self)
        tip_with_key(self.leave_chosen.setToolTip, T("plans", "Leave out"), "Del", self)
        self._foot = QWidget(self)
        self._foot.setLayout(row(self.take_chosen, self.take_all, self.leave_chosen, None))
        layout = QVBoxLayout(self)
        margins(layout, 12, 8, 12, 8)
        layout.addWidget(self._notes)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._foot)

    def show_plan(self, plan_id: str, *, editable: bool) -> None:
        """Show the proposals of a plan."""
        self.plan_id, self.editable = plan_id, editable
        self.reload()

    def reload(self) -> None:
        """Ask again what there is."""
        desk, plan_id = self._desk, self.plan_id
        if not plan_id:
            self._show(None)
            return
        desk.jobs.run(
            lambda: desk.context.plans.proposals(desk.actor, plan_id),
            done=lambda found: self._show(found) if plan_id == self.plan_id else None,
            failed=lambda _error: self._show(None),
            owner=self,
        )

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        self._show(self.found)

    def waiting(self) -> list[str]:
        """Return the keys of the lines nobody has decided about."""
        return [line.key for line in self.found.lines if not line.left] if self.found is not None else []

    def _show(self, found: Prefill | None) -> None:
        self.found = found
        chosen = self.list.keys()
        place = self.list.currentRow()
        self.list.clear()
        heading = ""
        for line in found.lines if found is not None else ():
            title = str(ORIGINS[family(line.origin)])
            if title != heading:
                heading = title
                self._add_heading(title)
            self._add(line)
        for item in range(self.list.count()):
            if self.list.item(item).data(_KEY) in chosen:
                self.list.item(item).setSelected(True)
        self._go_to(place)
        self._notes.setText("\n".join(map(str, found.notes)) if found is not None else "")
        show_if(self._notes, bool(self._notes.text()))
        some = bool(found is not None and found.lines)
        show_if(self.list, some)
        show_if(self._empty, not some)
        show_if(self._foot, some and self.editable)
        self.changed.emit(len(self.waiting()))

    def _go_to(self, place: int) -> None:
        """Stand where the keyboard stood, or on the first line that can be taken."""
        rows = [n for n in range(self.list.count()) if self.list.item(n).data(_KEY)]
        if rows:
            self.list.setCurrentRow(min(rows, key=lambda n: abs(n - max(place, 0))))

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, line: Proposal) -> None:
        due = f"{line.deadline} · " if line.deadline else ""
        item = QListWidgetItem(f"{line.title}\n{due}{line.why}")
        item.setData(_KEY, line.key)
        item.setToolTip("\n".join(part for part in (line.title, str(line.why), line.note) if part))
        if line.left:
            item.setForeground(theme().colour("text-muted"))
            item.setText(T("plans", "{line} (left out)").format(line=item.text()))
        self.list.addItem(item)

    # --- doing ----------------------------------------------------------------------------------------------------

    def take(self, keys: list[str]) -> None:
        """Take lines into the plan."""
        desk, plan_id = self._desk, self.plan_id
        if not keys or not self.editable:
            return

        def taken(ids: list[str]) -> None:
            def undo() -> None:
                desk.jobs.run(lambda: desk.context.plans.untake(desk.actor, plan_id, ids), owner=self)

            desk.voice.info(T("plans", "{n} proposals taken.").with_(n=len(ids)), undo=undo)

        desk.jobs.run(
            lambda: desk.context.plans.take(desk.actor, plan_id, keys),
            done=taken,
            title=T("plans", "Taking proposals"),
            owner=self,
        )

    def leave(self, keys: list[str]) -> None:
        """Leave lines out, or propose those again that were left out."""
        desk, plan_id = self._desk, self.plan_id
        if not keys or not self.editable or self.found is None:
            return
        left = {line.key for line in self.found.lines if line.left}
        again = set(keys) <= left
        plans = desk.context.plans

        def undo() -> None:
            desk.jobs.run(lambda: plans.leave(desk.actor, plan_id, keys, left=again), owner=self)

        said = T("plans", "{n} proposed again.") if again else T("plans", "{n} left out.")
        desk.jobs.run(
            lambda: plans.leave(desk.actor, plan_id, keys, left=not again),
            done=lambda _none: desk.voice.info(said.with_(n=len(keys)), undo=undo),
            owner=self,
        )

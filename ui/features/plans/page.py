"""The weekly plan: one week as a document, its proposals and load beside it, its review, and all plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.core.text import T, Text
from app.features.plans import rules
from app.features.plans.service import Member, PlanView, weeks
from ui.bridge.voice import Verb
from ui.features.plans.beginning import COPY, EMPTY, BeginningPanel
from ui.features.plans.comparing import ComparePanel
from ui.features.plans.document import PlanDocument
from ui.features.plans.head import FOLLOWING, PRESENT, PREVIOUS, STATE_TONES, PlanHead
from ui.features.plans.improving import ImprovementPane
from ui.features.plans.readback import ReadBackPanel
from ui.features.plans.side import SidePanel
from ui.features.plans.templates import TemplatesPanel
from ui.i18n.language import AnyText, Retranslated
from ui.jobs.progress import ProgressStrip
from ui.panes.links import LINKS_SHORTCUT
from ui.tables.looks import Look
from ui.tables.output import Output
from ui.tables.page import Empty, ListPage, ListPageSpec
from ui.tables.query import Query
from ui.theme.metrics import margins
from ui.widgets.actions import Action, Shortcut
from ui.widgets.basic import hairline
from ui.widgets.messagebar import MessageBar
from ui.widgets.splitter import RememberedSplitter

if TYPE_CHECKING:
    from ui.bridge.desk import Desk, Target

_GROUP = T("plans", "Weekly plan")
_Entry = tuple[AnyText, Callable[[], object]] | None
KINDS = ("plan", "plan_task", "plan_tick", "plan_left", "improvement", "staff")
KEYS = (
    Shortcut(PREVIOUS, T("plans", "Week before"), _GROUP),
    Shortcut(FOLLOWING, T("plans", "Week after"), _GROUP),
    Shortcut(PRESENT, T("plans", "This week"), _GROUP),
    Shortcut("Return", T("plans", "New task below"), _GROUP),
    Shortcut("F2", T("plans", "Edit the cell"), _GROUP),
    Shortcut("Tab", T("plans", "Next field of the task"), _GROUP),
    Shortcut("Space", T("plans", "Done; tick today of a daily task"), _GROUP),
    Shortcut("N", T("plans", "Not done, with the reason"), _GROUP),
    Shortcut("M", T("plans", "Move to next week"), _GROUP),
    Shortcut("X", T("plans", "Drop, with the reason"), _GROUP),
    Shortcut("O", T("plans", "Open again"), _GROUP),
    Shortcut("Ctrl+Up", T("plans", "Move the task up"), _GROUP),
    Shortcut("Ctrl+Down", T("plans", "Move the task down"), _GROUP),
    Shortcut("Delete", T("plans", "Take the task out"), _GROUP),
    Shortcut("F6", T("plans", "From the plan to its side and back"), _GROUP),
    Shortcut("F7", T("plans", "Proposals"), _GROUP),
    Shortcut("F8", T("plans", "Even the load as suggested"), _GROUP),
    Shortcut("Ctrl+I", T("plans", "New line of the improvement list"), _GROUP),
    Shortcut("F9", T("plans", "Print the plan"), _GROUP),
    Shortcut("Ctrl+E", T("plans", "Export to Excel"), _GROUP),
    Shortcut("Ctrl+O", T("plans", "Read back from Excel"), _GROUP),
)


class PlansPage(Retranslated, QWidget):
    """Weekly plans.

    Args:
        desk: The desk.

    Attributes:
        week: The week shown.
        document: The plan as a document.
        side: Proposals, load and the chosen task beside it.
    """

    KEY = "plans"
    TITLE: Text = T("shell", "Weekly plan")
    ICON = "plan"
    GROUP = 1
    KINDS = ("plan", "plan_task", "improvement")
    PERMISSION = ("plan", "view")

    waiting = Signal(int, str)
    """How many tasks are late, and the tone to show it in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plans = desk.context.plans
        self.week = self._plans.this_week()
        self.department = ""
        self.view: PlanView | None = None
        self.mode = "plan"
        self._last = ""
        self.output = Output(desk, self)
        self.head = PlanHead(self)
        self.document = PlanDocument(desk, self)
        self.side = SidePanel(desk, self)
        self.beginning = BeginningPanel(desk, self)
        self.compare = ComparePanel(desk, self)
        self.reading = ReadBackPanel(desk, self)
        self.improvement: ImprovementPane | None = None
        self.templates: TemplatesPanel | None = None
        self._lists: dict[str, ListPage] = {}
        self.dialog: QFileDialog | None = None
        self.split = RememberedSplitter(Qt.Orientation.Horizontal, desk.view_state, "plans.split", [900, 300])
        self.split.addWidget(self.document)
        self.split.addWidget(self.side)
        self.stack = QStackedWidget(self)
        for part in (self.split, self.beginning, self.compare, self.reading):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        for part in (self.head, hairline(), MessageBar(desk.voice, self), ProgressStrip(desk.jobs, self)):
            layout.addWidget(part)
        layout.addWidget(self.stack, 1)
        self._wire()
        self.load()
        self._count()

    def _wire(self) -> None:
        self.head.week_wanted.connect(lambda by: self.leave(lambda: self.go_weeks(by)))
        self.head.view_wanted.connect(lambda key: self.leave(lambda: self.show_mode(key)))
        self.document.picked.connect(self.side.set_task)
        self.document.stale.connect(self._reload_soon)
        self.beginning.wanted.connect(self.begin)
        self.reading.left.connect(self._left_reading)
        keys: dict[str, Callable[[], object]] = {
            PREVIOUS: lambda: self.head.week_wanted.emit(-1),
            FOLLOWING: lambda: self.head.week_wanted.emit(1),
            PRESENT: lambda: self.head.week_wanted.emit(0),
            "F5": self.load,
            "F6": self.switch_side,
            "F7": self.side.show_proposals,
            "F8": self.side.load_panel.balance,
            "F9": self.print_plan,
            "Ctrl+P": self.print_plan,
            "Ctrl+E": self.export,
            "Ctrl+O": self.ask_file,
            "Ctrl+I": self.new_improvement,
        }
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
                run
            )
        self._desk.feed.listen(self, KINDS, lambda _changes: self._heard())

    # --- what the window asks -------------------------------------------------------------------------------------

    def go(self, target: Target) -> None:
        """Open a plan, the week of a task, a line of the improvement list, or begin next week's plan."""
        values = dict(target.values or {})
        if target.kind == "plan_task" and target.id:
            self._go_to_task(target.id)
        elif target.kind == "improvement" and target.id:
            self.show_mode("improve")
            self._lists["improve"].show_record(target.id)
        elif target.id:
            week, _, department = target.id.partition("@")
            self.show_week(week, department)
        elif target.new:
            self.show_week(str(values.get("week") or weeks.shifted(self._plans.this_week(), 1)))

    def leave(self, then: Callable[[], None]) -> None:
        """Go on once nothing typed would be lost: cells and texts are saved as they are left."""
        self.document.flush()
        line, templates = self.improvement, self.templates
        forms = [form for form in (line, templates) if form is not None and form.unsaved]
        if not forms:
            then()
            return

        def answered(key: str) -> None:
            if key == "discard":
                if line is not None:
                    line.discard()
                if templates is not None:
                    templates.load()
                then()

        verbs = (
            Verb(T("plans", "Stay"), "stay", "cancel"),
            Verb(T("plans", "Discard"), "discard", "danger"),
        )
        self._desk.voice.ask(
            T("plans", "Not saved"),
            T("plans", "The line of the improvement list, or the template, is not saved yet."),
            verbs,
            answered,
            self,
        )

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of this page for the sheet."""
        return [*KEYS, LINKS_SHORTCUT]

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        self._show_head()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to what is shown."""
        super().showEvent(event)
        here = self.focusWidget()
        if here is None or not here.isVisible():
            self._take_focus()

    def _take_focus(self) -> None:
        shown = self.stack.currentWidget()
        (self.document.table if shown is self.split else self.beginning.list).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- which week -----------------------------------------------------------------------------------------------

    @property
    def plan_id(self) -> str:
        """The id the week's plan has, or would have."""
        return weeks.plan_id(self.week, self.department)

    def go_weeks(self, by: int) -> None:
        """Show an earlier or later week; 0 is the present one."""
        self.show_week(weeks.shifted(self.week, by) if by else self._plans.this_week(), self.department)

    def show_week(self, week: str, department: str = "") -> None:
        """Show a week's plan."""
        self.week, self.department = weeks.week_of(weeks.first_day(week)), department
        if self.mode in ("all", "improve"):
            self.mode = "plan"
        self.load()

    def show_mode(self, mode: str) -> None:
        """Show another view of the page."""
        self.mode = mode
        self.head.views.set_current(mode)
        self.load()

    def _go_to_task(self, task_id: str) -> None:
        desk = self._desk

        def found(task: Any) -> None:
            if task.plan_id:
                week, _, department = task.plan_id.partition("@")
                self.document.go_to(task_id)
                self.show_week(week, department)
            else:
                self.show_week(self._plans.this_week())
                self.side.show_proposals()

        desk.jobs.run(lambda: self._plans.task(desk.actor, task_id), done=found, owner=self)

    # --- loading --------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the week's plan again."""
        self.head.views.set_current(self.mode)
        if self.mode in ("all", "improve"):
            self._show_list(self.mode)
        desk, plan_id = self._desk, self.plan_id
        plans, store = self._plans, desk.context.store

        def read() -> tuple[Any, PlanView, tuple[Member, ...]] | str:
            seen = store.seen()
            if not plans.exists(plan_id):
                last = plans.lister(desk.actor).all(Query(sort=(("first_on", True),)), 1)
                return next((row.id for row in last), "")
            return seen, plans.view(desk.actor, plan_id), plans.members()

        desk.jobs.run(read, done=lambda found: self._loaded(plan_id, found), owner=self)

    def _loaded(self, plan_id: str, found: tuple[Any, PlanView, tuple[Member, ...]] | str) -> None:
        if plan_id != self.plan_id:
            return
        if isinstance(found, str):
            self.view = None
            self._last = found
            self.side.show_plan("", editable=False)
            if self.mode not in ("all", "improve"):
                self.stack.setCurrentWidget(self.beginning)
                self.beginning.show_week(self._week_title(), self._plans.suggested_template(self.week), found)
        else:
            seen, view, members = found
            self.view = view
            editable = self._editable(view)
            self.document.show_view(view, members, seen, editable=editable)
            self.side.show_plan(view.id, editable=editable)
            self._show_view()
        self._show_head()

    def _editable(self, view: PlanView) -> bool:
        desk = self._desk
        if view.state == "reviewed" or not desk.may("plan", "edit"):
            return False
        return view.state != "submitted" or desk.may("plan", "approve")

    def _show_view(self) -> None:
        if self.stack.currentWidget() is self.reading or self.mode in ("all", "improve"):
            return
        if self.mode == "compare":
            self.stack.setCurrentWidget(self.compare)
            self.compare.show_plan(self.plan_id)
            return
        fresh = self.stack.currentWidget() is not self.split
        self.document.reviewing = self.mode == "review"
        self.document.table.show_columns(review=self.document.reviewing)
        self.document.texts.setVisible(self.mode == "plan")
        self.stack.setCurrentWidget(self.split)
        if fresh:
            self.document.table.setFocus()

    def _heard(self) -> None:
        self._reload_soon()
        self._count()

    def _reload_soon(self) -> None:
        if self.stack.currentWidget() not in (self.reading, self.templates):
            self.load()

    def _count(self) -> None:
        desk = self._desk
        query = Query(filters={"state": ("open",), "due": (None, desk.context.clock.now())})
        desk.jobs.run(
            lambda: self._plans.task_lister(desk.actor).count(query),
            done=lambda count: self.waiting.emit(count, "late"),
            owner=self,
        )

    # --- the head -------------------------------------------------------------------------------------------------

    def _week_title(self) -> str:
        first = weeks.first_day(self.week)
        last = date.fromordinal(first.toordinal() + 6)
        # Of this year nobody needs to be told the year.
        begins = f"{first:%m-%d}" if first.year == self._plans.today().year else first.isoformat()
        shown = T("plans", "Week {number} · {first} – {last}").format(
            number=first.isocalendar().week, first=begins, last=f"{last:%m-%d}"
        )
        if not self.department:
            return shown
        return f"{shown} · {self._desk.context.dictionaries.title('department', self.department)}"

    def title_text(self) -> str:
        """Return what the window's top bar says."""
        return str(self.TITLE)

    def _show_head(self) -> None:
        self.head.title.setText(self._week_title())
        view = self.view
        self.head.show_state(view.state if view is not None else "")
        self.head.show_actions(self._primary(view), self._more(view), self._departments())

    def _primary(self, view: PlanView | None) -> _Entry:
        if view is None or self.mode in ("all", "improve"):
            return None
        action = {"draft": "submit", "submitted": "approve", "approved": "review"}.get(view.state, "")
        if action == "approve" and not self._desk.may("plan", "approve"):
            action = "withdraw"
        move = rules.BY_PLAN_ACTION.get(action)
        if move is None or not self._desk.may("plan", move.permission):
            return None
        if action == "review" and self.mode != "review":
            return T("plans", "Review…"), lambda: self.show_mode("review")
        return move.title, lambda: self.do(action)

    def _departments(self) -> list[tuple[AnyText, Callable[[], object]]]:
        """Return whose plan of this week can be looked at: the whole office's, or a department's."""
        found: list[tuple[AnyText, Callable[[], object]]] = [
            (T("plans", "The whole office"), lambda: self.show_week(self.week)),
        ]
        for code, title in self._desk.context.dictionaries.choices("department").items():
            found.append((title, lambda code=code: self.show_week(self.week, code)))
        return found

    def _more(self, view: PlanView | None) -> list[_Entry]:
        desk = self._desk
        entries: list[_Entry] = []
        if view is not None:
            moves = [move for move in rules.allowed(rules.PLAN_MOVES, view.state) if desk.may("plan", move.permission)]
            entries += [(move.title, lambda action=move.action: self.do(action)) for move in moves]
            entries.append(None)
            entries += [
                (T("plans", "Print the plan (F9)"), self.print_plan),
                (T("plans", "Print the review"), lambda: self.print_plan(review=True)),
                (T("plans", "Export to Excel… (Ctrl+E)"), self.export),
            ]
        entries.append((T("plans", "Read back from Excel… (Ctrl+O)"), self.ask_file))
        if view is not None and desk.may("plan", "approve"):
            entries.append((T("plans", "Save as a template…"), self.ask_template))
        if desk.may("plan", "approve"):
            entries.append((T("plans", "Templates…"), self.show_templates))
        if view is not None and view.state == "draft" and desk.may("plan", "delete"):
            entries += [None, (T("plans", "Delete the draft"), self.delete)]
        return entries

    # --- doing ----------------------------------------------------------------------------------------------------

    def begin(self, how: str) -> None:
        """Begin the week's plan with a template, as a copy of the last one, or empty."""
        desk, week, department = self._desk, self.week, self.department
        copy_from = self._last if how == COPY else ""
        template = "" if how in (COPY, EMPTY) else how

        def begun(_plan_id: str) -> None:
            self.mode = "plan"
            self.load()
            self.document.table.setFocus()
            desk.voice.info(T("plans", "The plan is begun. Proposals stand at the right (F7)."))

        desk.jobs.run(
            lambda: self._plans.begin(desk.actor, week, department=department, template=template, copy_from=copy_from),
            done=begun,
            owner=self,
        )

    def do(self, action: str) -> None:
        """Make a move with the plan; where it needs a reason, ask for one first."""
        view = self.view
        if view is None:
            return
        move = rules.BY_PLAN_ACTION[action]
        self.document.flush()
        if move.reason or action == "review":
            hint = T("plans", "What the week has shown, in a sentence or two") if action == "review" else ""
            if self.stack.currentWidget() is not self.split:
                self.show_mode("review" if action == "review" else "plan")
            self.document.asking.ask(
                str(move.title).rstrip("…"),
                lambda text: self._do(action, text),
                back=self.document.table,
                text=view.summary if action == "review" else "",
                hint=hint,
            )
        else:
            self._do(action, "")

    def _do(self, action: str, note: str) -> None:
        desk, plan_id = self._desk, self.plan_id
        said = T("plans", "{week}: {state}.")

        def done(state: str) -> None:
            desk.voice.info(said.with_(week=plan_id, state=rules.PLAN_STATES[state]))
            self.load()

        desk.jobs.run(lambda: self._plans.do(desk.actor, plan_id, action, note), done=done, owner=self)

    def delete(self) -> None:
        """Delete a draft."""
        desk, plan_id = self._desk, self.plan_id

        def done(_none: None) -> None:
            def undo() -> None:
                desk.jobs.run(lambda: self._plans.restore(desk.actor, plan_id), owner=self)

            desk.voice.info(T("plans", "The draft of {week} was deleted.").with_(week=plan_id), undo=undo)

        desk.jobs.run(lambda: self._plans.delete(desk.actor, plan_id), done=done, owner=self)

    def ask_template(self) -> None:
        """Ask for a name, and save the plan as a template."""
        desk, plan_id = self._desk, self.plan_id
        saved = T("plans", "Saved as the template “{title}”.")

        def save(title: str) -> None:
            desk.jobs.run(
                lambda: self._plans.template_of(desk.actor, plan_id, title),
                done=lambda _id: desk.voice.info(saved.with_(title=title)),
                owner=self,
            )

        self.document.asking.ask(T("plans", "Name of the template"), save, back=self.document.table)

    def show_templates(self) -> None:
        """Show the templates, to be changed."""
        if self.templates is None:
            self.templates = TemplatesPanel(self._desk, self)
            self.templates.left.connect(lambda: self.leave(self._left_templates))
            self.stack.addWidget(self.templates)
        self.stack.setCurrentWidget(self.templates)
        self.templates.load()
        self.templates.list.setFocus()

    def _left_templates(self) -> None:
        self.show_mode("plan")
        self._take_focus()

    def switch_side(self) -> None:
        """Go from the plan to its side, or back."""
        if self.side.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False:
            self.document.table.setFocus()
        else:
            self.side.take_focus()

    # --- improvements ---------------------------------------------------------------------------------------------

    def new_improvement(self) -> None:
        """Open an empty line of the improvement list, begun with the task under the keyboard."""
        if self.view is None or not self._desk.may("plan", "edit"):
            return
        values: dict[str, Any] = {}
        task = self.document.model.task(self.document.table.currentIndex().row())
        if task is not None and self.mode in ("plan", "review") and task.state in ("not_done", "moved", "dropped"):
            problem = f"{task.title}：{task.reason}" if task.reason else task.title
            values = {"problem": problem, "task_id": task.id, "assignee_id": task.assignee_id or None}
        self.show_mode("improve")
        page = self._lists["improve"]
        page.open_detail()
        if self.improvement is not None:
            self.improvement.begin(self.view.id, values)

    # --- lists ----------------------------------------------------------------------------------------------------

    def _show_list(self, mode: str) -> None:
        page = self._lists.get(mode)
        if page is None:
            desk = self._desk
            spec = self._all_spec() if mode == "all" else self._improve_spec()
            page = ListPage(spec, desk.display, desk.feed, desk.jobs, desk.voice, desk.view_state, self)
            self._lists[mode] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def _all_spec(self) -> ListPageSpec:
        desk = self._desk
        return ListPageSpec(
            key="plans.all",
            lister=self._plans.lister(desk.actor),
            looks={"state": Look("chip", tone=lambda value, _row: STATE_TONES.get(str(value)))},
            heading=False,
            empty=Empty(
                T("plans", "No plans yet"),
                T("plans", "Every week's plan stands here once it is begun."),
                Action("new", T("plans", "Plan this week"), lambda: self.go_weeks(0), "add"),
                "plan",
            ),
            open=self._open_plan,
        )

    def _open_plan(self, plan_id: str) -> None:
        week, _, department = plan_id.partition("@")
        self.show_week(week, department)

    def _improve_spec(self) -> ListPageSpec:
        desk = self._desk
        tones: dict[str, Any] = {"open": "soon", "done": "done", "dropped": "muted"}
        return ListPageSpec(
            key="plans.improve",
            lister=self._plans.improvement_lister(desk.actor),
            looks={"state": Look("chip", tone=lambda value, _row: tones.get(str(value)))},
            preset=Query(filters={"state": ("open",)}),
            primary=Action("new", T("plans", "New line (Ctrl+I)"), self.new_improvement, "add"),
            detail=self._make_pane,
            heading=False,
            empty=Empty(
                T("plans", "No open measures"),
                T("plans", "Problems that a review finds stand here with cause and measure until they are settled."),
                None,
                "check",
            ),
        )

    def _make_pane(self, parent: QWidget) -> ImprovementPane:
        self.improvement = ImprovementPane(self._desk, parent)
        return self.improvement

    # --- paper and files ------------------------------------------------------------------------------------------

    def print_plan(self, *, review: bool = False) -> None:
        """Make the PDF of the plan and open it."""
        desk, plan_id = self._desk, self.plan_id
        if self.view is None:
            return
        self.document.flush()
        review = review or self.mode == "review"
        self.output.make_sheet(
            f"{self.TITLE} {plan_id}",
            T("plans", "Making the plan's sheet"),
            lambda path, report: desk.context.plan_papers.write(
                desk.actor, [plan_id], path, review=review, progress=report
            ),
        )

    def export(self) -> None:
        """Ask where to, and write the plan as a workbook that can be read back."""
        if self.view is None:
            return
        dialog = QFileDialog(self, str(T("plans", "Export to Excel")))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Excel (*.xlsx)"])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{self.TITLE} {self.plan_id.replace('@', ' ')}.xlsx")
        dialog.fileSelected.connect(lambda name: self.write_sheet(Path(name)))
        self._open_dialog(dialog)

    def write_sheet(self, path: Path) -> None:
        """Write the plan as a workbook."""
        desk, plan_id = self._desk, self.plan_id
        self.document.flush()
        written = T("plans", "{name} is written. Edit it, save it, and read it back with Ctrl+O.")
        desk.jobs.run(
            lambda: desk.context.plan_papers.write_sheet(desk.actor, plan_id, path),
            done=lambda _none: desk.voice.info(written.with_(name=path.name)),
            owner=self,
        )

    def ask_file(self) -> None:
        """Ask for an edited workbook, and show what it would bring."""
        if not self._desk.may("plan", "edit"):
            return
        dialog = QFileDialog(self, str(T("plans", "Read back from Excel")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Excel (*.xlsx)"])
        dialog.fileSelected.connect(lambda name: self.read_sheet(Path(name)))
        self._open_dialog(dialog)

    def read_sheet(self, path: Path) -> None:
        """Show what an edited workbook would bring."""
        self.stack.setCurrentWidget(self.reading)
        self.reading.read(path)

    def _left_reading(self, plan_id: str) -> None:
        self.stack.setCurrentWidget(self.split)
        if plan_id:
            self._open_plan(plan_id)
        else:
            self.load()
        self.document.table.setFocus()

    def _open_dialog(self, dialog: QFileDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

"""The year: hours of each person against the target of their tier, courses and drills month by month."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.text import T
from app.features.training import rules
from app.features.training.service import PersonYear, YearCard
from ui.i18n.language import AnyText, Retranslated
from ui.tables.output import Output
from ui.tables.rows import Cells, RowsModel, RowsView
from ui.theme.metrics import GRID, margins
from ui.theme.tokens import Tone
from ui.widgets.basic import button, hairline, label, row, set_kind, tool
from ui.widgets.figures import Figure
from ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KINDS = ("training", "training_sign", "training_session", "training_attendee", "certificate", "staff", "setting_value")


class YearView(Retranslated, QWidget):
    """One year of training.

    Args:
        desk: The desk.
        lead: The switch to the page's other views.
        open_training: Opens somebody's checklist.
        output: Makes sheets and files.
    """

    def __init__(
        self,
        desk: Desk,
        lead: QWidget,
        open_training: Callable[[str], object],
        output: Output,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._output = desk, output
        self.year = 0
        self.card: YearCard | None = None
        self._token = 0
        self.which = label("", "heading")
        self.courses = Figure(T("training", "Special courses held"))
        self.drills = Figure(T("training", "Months with a drill"))
        self.reached = Figure(T("training", "People who reached their hours"))
        self.certificates = Figure(T("training", "Certificates running out"))
        self.months = QGridLayout()
        self.months.setHorizontalSpacing(2 * GRID)
        self.table = self._make_table()
        self.table.opened.connect(lambda key: self._open(key, open_training))
        verbs = row(gap=GRID)
        if desk.may("training", "print"):
            verbs.addWidget(button(T("training", "Print"), "plain", "print", on=self.print_year))
        if desk.may("training", "export"):
            verbs.addWidget(button(T("training", "Export"), "plain", "export", on=self.export_year))
        back = tool("back", T("training", "Year before  Ctrl+PgUp"), lambda: self.turn(-1))
        on = tool("forward", T("training", "Year after  Ctrl+PgDown"), lambda: self.turn(1))
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addLayout(row(lead, back, self.which, on, None, verbs, margin=(2 * GRID, GRID, 2 * GRID, GRID)))
        layout.addWidget(hairline())
        layout.addWidget(MessageBar(desk.voice, self))
        self._office = QWidget()
        office = QVBoxLayout(self._office)
        margins(office, 2 * GRID, GRID, 2 * GRID, GRID)
        figures = row(self.courses, self.drills, self.reached, self.certificates, gap=GRID)
        office.addLayout(figures)
        office.addLayout(self.months)
        layout.addWidget(self._office)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        for key, act in (
            ("Ctrl+PgUp", lambda: self.turn(-1)),
            ("Ctrl+PgDown", lambda: self.turn(1)),
            ("Ctrl+P", self.print_year),
            ("Ctrl+E", self.export_year),
            ("F5", self.load),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        desk.feed.listen(self, _KINDS, self._changed)

    def load(self) -> None:
        """Read the year."""
        self._token += 1
        token, desk, year = self._token, self.desk, self.year
        desk.jobs.run(
            lambda: desk.context.training_year.card(desk.actor, year),
            done=lambda card: self._show(card) if token == self._token else None,
            owner=self,
        )

    def turn(self, step: int) -> None:
        """Show the year before or after."""
        if self.card is not None:
            self.year = self.card.year + step
            self.load()

    def print_year(self) -> None:
        """Make the overview as a PDF and open it."""
        desk = self.desk
        year = self.card.year if self.card is not None else 0
        if desk.may("training", "print"):
            self._output.make_sheet(
                str(T("training", "Training {year}").with_(year=year)),
                T("training", "Making the overview"),
                lambda path, report: desk.context.training_papers.write_year(desk.actor, year, path, report),
            )

    def export_year(self) -> None:
        """Write the overview as a workbook beside the sheets, and open it."""
        desk = self.desk
        year = self.card.year if self.card is not None else 0
        if not desk.may("training", "export"):
            return
        path = self._output.sheet(str(T("training", "Training {year}").with_(year=year))).with_suffix(".xlsx")

        def made(_none: object) -> None:
            self._output.last = path
            self._output.open_made(path)

        desk.jobs.pool(
            lambda: desk.context.training_papers.write_year(desk.actor, year, path),
            done=made,
            title=T("training", "Making the overview"),
            owner=self,
        )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        if self.card is not None:
            self._show(self.card)

    def _make_table(self) -> RowsView[PersonYear]:
        cells = (
            Cells[PersonYear](T("training", "Staff number"), lambda one: one.number, 104),
            Cells[PersonYear](T("training", "Name"), lambda one: one.name, 100),
            Cells[PersonYear](T("training", "Tier"), lambda one: rules.TIERS.get(one.tier, "—"), 96),
            Cells[PersonYear](
                T("training", "Hours"), _hours, 110, tone=lambda one: "done" if one.target and one.enough else None
            ),
            Cells[PersonYear](T("training", "Reached"), _reached, 0, tone=_reached_tone),
            Cells[PersonYear](T("training", "Theory"), lambda one: rules.hours(one.split.theory), 64),
            Cells[PersonYear](T("training", "Practice"), lambda one: rules.hours(one.split.practice), 64),
            Cells[PersonYear](T("training", "Exams"), lambda one: rules.hours(one.split.exam), 64),
            Cells[PersonYear](T("training", "Courses"), lambda one: str(one.courses or ""), 64),
            Cells[PersonYear](T("training", "Drills"), lambda one: str(one.drills or ""), 64),
            Cells[PersonYear](
                T("training", "Certificates"),
                _certificates,
                140,
                tone=lambda one: "soon" if one.expiring else None,
            ),
        )
        model = RowsModel(cells, lambda one: one.staff_id, self)
        return RowsView(model, T("training", "Hours of each person"))

    def _show(self, card: YearCard) -> None:
        self.card = card
        self.which.setText(str(card.year))
        self._office.setVisible(bool(card.months))
        wanted = [one for one in card.people if one.target]
        reached = sum(one.enough for one in wanted)
        expiring = sum(one.expiring for one in card.people)
        passed = sum(month.drill_missing for month in card.months)
        self.courses.set_value(
            T("training", "{n} of {all}").with_(n=card.courses, all=card.courses_target),
            "done" if card.courses >= card.courses_target else "plain",
        )
        missing: AnyText = T("training", "{n} months without").with_(n=passed) if passed else ""
        self.drills.set_value(
            T("training", "{n} of {all}").with_(n=card.drill_months, all=12), "late" if passed else "plain", missing
        )
        self.reached.set_value(T("training", "{n} of {all}").with_(n=reached, all=len(wanted)))
        self.certificates.set_value(str(expiring), "soon" if expiring else "plain")
        self._show_months(card)
        self.table.show_rows(card.people)

    def _show_months(self, card: YearCard) -> None:
        while (item := self.months.takeAt(0)) is not None:
            old: Any = item.widget()
            if old is not None:
                old.deleteLater()
        for month in card.months:
            words = label(T("training", "{n}.").with_(n=month.month), "small")
            tone: Tone = "late" if month.drill_missing else "done" if month.drills else "muted"
            if month.drill_missing:
                told: AnyText = T("training", "no drill")
            elif month.drills:
                told = T("training", "drill held")
            else:
                told = T("training", "planned: {n}").with_(n=month.planned) if month.planned else "·"
            drill = label(told, "small")
            set_kind(drill, tone, "tone")
            courses = label(T("training", "courses: {n}").with_(n=month.courses) if month.courses else "", "small")
            for line, widget in enumerate((words, drill, courses)):
                self.months.addWidget(widget, line, month.month)

    def _open(self, staff_id: str, open_training: Callable[[str], object]) -> None:
        one = next((one for one in self.card.people if one.staff_id == staff_id), None) if self.card else None
        if one is not None and one.training_id:
            open_training(one.training_id)
        elif one is not None:
            self.desk.voice.info(T("training", "{name} has no checklist this year.").with_(name=one.name))

    def _changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.load()


def _hours(one: PersonYear) -> str:
    total = rules.hours(one.split.total)
    return f"{total} / {rules.hours(one.target)}" if one.target else total


def _reached(one: PersonYear) -> AnyText:
    if not one.target:
        return ""
    if one.enough:
        return T("training", "reached")
    return T("training", "{n} hours left").with_(n=rules.hours(one.target - one.split.total))


def _reached_tone(one: PersonYear) -> Tone | None:
    return "done" if one.target and one.enough else "muted"


def _certificates(one: PersonYear) -> AnyText:
    if one.expiring:
        return T("training", "{n}, running out: {soon}").with_(n=one.certificates, soon=one.expiring)
    return str(one.certificates or "")

"""The templates of weekly plans: chosen at the left, written at the right, saved as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.core.errors import AppError, Invalid
from app.core.text import T
from app.features.plans import rules
from app.features.plans.service import Template, TemplateRow
from ui.features.plans.texts import TextBox
from ui.i18n.language import Retranslated, bind_text
from ui.theme.current import theme
from ui.theme.metrics import GRID
from ui.widgets.basic import button, column, label, row

if TYPE_CHECKING:
    from ui.bridge.desk import Desk

_KEY = Qt.ItemDataRole.UserRole
COLUMNS = ("section", "title", "role", "deadline", "minutes", "note")
HEADS = (
    T("plans", "Section"),
    T("plans", "Task"),
    T("plans", "Responsible role"),
    T("plans", "Deadline"),
    T("plans", "Minutes"),
    T("plans", "Remark"),
)
_WIDTHS = {"section": 110, "role": 100, "deadline": 130, "minutes": 60, "note": 220}


class _SectionDelegate(QStyledItemDelegate):
    """Chooses a section from those there are."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a box with every section."""
        box = QComboBox(parent)
        for code, title in rules.SECTION_TITLES.items():
            box.addItem(str(title), code)
        box.setCurrentIndex(box.findData(index.data(_KEY)))
        return box

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """The box shows the cell's section already."""

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        """Take the section that was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)
            model.setData(index, editor.currentData(), _KEY)


class TemplateTable(QTableWidget):
    """The rows of a template.

    Signals:
        touched: A row was added, taken out or moved.
    """

    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.setProperty("kind", "plain")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItemDelegateForColumn(0, _SectionDelegate(self))
        for place, key in enumerate(COLUMNS):
            if key == "title":
                self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(place, _WIDTHS[key])

    def show_rows(self, rows: tuple[TemplateRow, ...]) -> None:
        """Show a template's rows."""
        self.setHorizontalHeaderLabels([str(head) for head in HEADS])
        self.setRowCount(0)
        for each in rows:
            self._insert(self.rowCount(), each.id, {key: getattr(each, key) for key in COLUMNS})

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as they stand, those without any words left out."""
        found: list[dict[str, Any]] = []
        for at in range(self.rowCount()):
            cells = {key: self.item(at, place) for place, key in enumerate(COLUMNS)}
            values: dict[str, Any] = {key: cell.text().strip() if cell else "" for key, cell in cells.items()}
            section = cells["section"]
            values["section"] = section.data(_KEY) if section else ""
            values["id"] = str(cells["title"].data(_KEY) or "") if cells["title"] else ""
            if values["title"] or values["deadline"] or values["note"]:
                found.append(values)
        return found

    def mark(self, problems: Invalid) -> None:
        """Show which cells cannot be saved."""
        for key, text in problems.fields.items():
            _, number, field = [*key.split("."), "", ""][:3]
            if number.isdigit() and field in COLUMNS:
                cell = self.item(int(number), COLUMNS.index(field))
                if cell is not None:
                    cell.setToolTip(str(text))
                    cell.setBackground(theme().colour("red-soft"))

    def new_row(self) -> None:
        """Add a row behind the one under the keyboard, and write in it."""
        here = self.currentRow()
        section = self.item(here, 0)
        code = str(section.data(_KEY)) if section is not None else next(iter(rules.SECTION_TITLES))
        self._insert(here + 1, "", {"section": code})
        self.setCurrentCell(here + 1, COLUMNS.index("title"))
        self.touched.emit()
        self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Delete takes out, Ctrl and an arrow move."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held:
            event.ignore()  # the panel saves
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.new_row()
        elif event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self.touched.emit()
        elif held and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _shift(self, step: int) -> None:
        at, to = self.currentRow(), self.currentRow() + step
        if not 0 <= to < self.rowCount():
            return
        for place in range(len(COLUMNS)):
            one, other = self.takeItem(at, place), self.takeItem(to, place)
            self.setItem(at, place, other)
            self.setItem(to, place, one)
        self.setCurrentCell(to, max(self.currentColumn(), 0))
        self.touched.emit()

    def _insert(self, at: int, row_id: str, values: dict[str, Any]) -> None:
        self.insertRow(at)
        for place, key in enumerate(COLUMNS):
            value = values.get(key) or ""
            shown = str(rules.SECTION_TITLES.get(value, value)) if key == "section" else str(value)
            cell = QTableWidgetItem(shown)
            if key == "section":
                cell.setData(_KEY, value)
            elif key == "title":
                cell.setData(_KEY, row_id)
            self.setItem(at, place, cell)


class TemplatesPanel(Retranslated, QWidget):
    """All templates, one of them in its form.

    Signals:
        left: The person is done with templates.
    """

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.shown: Template | None = None
        self.unsaved = False
        self.list = QListWidget(self)
        self.list.setMaximumWidth(240)
        self.list.setSpacing(2)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(self._chosen)
        self.title, self.when = QLineEdit(self), QLineEdit(self)
        bind_text(self.title.setPlaceholderText, T("plans", "Title"))
        bind_text(self.when.setPlaceholderText, T("plans", "When to use it"))
        self.boxes = {key: TextBox(title, self) for key, title in rules.TEXTS.items()}
        self.table = TemplateTable(self)
        self.save_button = button(T("plans", "Save (Ctrl+Enter)"), "primary", on=self.save)
        self.switch = button("", on=self._switch)
        back = button(T("plans", "Back to the plan (Esc)"), on=self.left.emit)
        texts = [column(label(rules.TEXTS[key], "muted"), box, gap=2) for key, box in self.boxes.items()]
        for box in self.boxes.values():
            box.setFixedHeight(84)
            box.textChanged.connect(self._touch)
        for line in (self.title, self.when):
            line.textEdited.connect(self._touch)
        self.table.itemChanged.connect(self._touch)
        self.table.touched.connect(self._touch)
        form = column(
            row(self.title, self.when),
            row(*texts, gap=12),
            self.table,
            row(self.save_button, self.switch, None, back),
            gap=GRID,
        )
        form.setStretch(2, 1)
        self.setLayout(row(self.list, form, gap=16, margin=(16, 12)))

    def load(self) -> None:
        """Read the templates again."""
        desk = self._desk
        desk.jobs.run(
            lambda: desk.context.plans.templates(desk.actor, active_only=False), done=self._loaded, owner=self
        )

    def retranslate(self) -> None:
        """Say it all again in the language of the moment."""
        if self.shown is not None and not self.unsaved:
            self._show(self.shown)

    def _loaded(self, found: list[Template]) -> None:
        kept = self.shown.id if self.shown is not None else ""
        self.list.blockSignals(True)
        self.list.clear()
        for template in found:
            words = template.title if template.active else T("plans", "{title} (off)").format(title=template.title)
            item = QListWidgetItem(words)
            item.setData(_KEY, template.id)
            item.setToolTip(template.when_used)
            self.list.addItem(item)
        self.list.blockSignals(False)
        ids = [template.id for template in found]
        if ids:
            self.list.setCurrentRow(ids.index(kept) if kept in ids else 0)
            self.show_template(ids[self.list.currentRow()])

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_template(str(item.data(_KEY)))

    def show_template(self, template_id: str) -> None:
        """Show one template; what was typed into another one is saved first."""
        if self.unsaved and self.shown is not None and self.shown.id != template_id:
            self.save()
        desk = self._desk
        desk.jobs.run(lambda: desk.context.plans.template(desk.actor, template_id), done=self._show, owner=self)

    def _show(self, template: Template) -> None:
        self.shown = template
        self.title.setText(template.title)
        self.when.setText(template.when_used)
        for key, box in self.boxes.items():
            box.show_text(getattr(template, key))
        self.table.blockSignals(True)
        self.table.show_rows(template.rows)
        self.table.blockSignals(False)
        bind_text(self.switch.setText, T("plans", "Switch off") if template.active else T("plans", "Switch on"))
        self.unsaved = False

    def _touch(self, *_: object) -> None:
        self.unsaved = True

    def save(self) -> None:
        """Save the template; what is wrong is marked in its cell."""
        template = self.shown
        if template is None:
            return
        values: dict[str, Any] = {"title": self.title.text(), "when_used": self.when.text()}
        values |= {key: box.toPlainText() for key, box in self.boxes.items()}
        self._save(template, values, self.table.rows())

    def _switch(self) -> None:
        if self.shown is not None:
            self._save(self.shown, {"active": not self.shown.active}, None)

    def _save(self, template: Template, values: dict[str, Any], rows: list[dict[str, Any]] | None) -> None:
        desk = self._desk
        saved = T("plans", "Saved: {what}")

        def done(_id: str) -> None:
            self.unsaved = False
            desk.voice.info(saved.with_(what=template.title))
            self.load()

        desk.jobs.run(
            lambda: desk.context.plans.save_template(desk.actor, values, rows, template.id),
            done=done,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self.table.mark(error)
        if not isinstance(error, AppError):
            raise error
        self._desk.voice.error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Esc goes back to the plan."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

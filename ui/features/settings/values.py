"""Every setting with its help and where its default comes from; a change holds at once and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError, Invalid
from app.core.text import T, Text
from ui.i18n.language import bind_text, language
from ui.theme.appearance import appearance
from ui.theme.metrics import FIELD, GRID, margins
from ui.widgets.actions import Shortcut
from ui.widgets.basic import Card, button, column, label, row, tool
from ui.widgets.messagebar import MessageBar
from ui.widgets.search import SearchBox

if TYPE_CHECKING:
    from app.settings.setting import Setting
    from ui.bridge.desk import Desk, Target

_PERSONAL = ("office.language", "desk.theme", "desk.density")
"""What everybody may set: how the window looks."""
_FOLDERS = ("desk.backup_folder",)
_EDITOR = 280
_MINUTES, _PERCENT = T("settings-page", "minutes"), T("settings-page", "%")


class SettingLine(QWidget):
    """One setting.

    Args:
        setting: Its declaration.
        editable: Whether the person may change it.

    Signals:
        given: The person gave a value; the key and the value.
        reset: The person wants the default back; the key.
    """

    given = Signal(str, object)
    reset = Signal(str)

    def __init__(self, setting: Setting, editable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._value: Any = None
        title = label(setting.title)
        help_ = label(setting.help, "small")
        help_.setWordWrap(True)
        source = label("", "small")
        source.setWordWrap(True)
        bind_text(source.setText, T("settings-page", "Default from: {source}").with_(source=setting.source))
        self._changed = label("", "small")
        self._changed.setProperty("tone", "accent")
        self._back = button(T("settings-page", "Back to the default"), "quiet", on=lambda: self.reset.emit(setting.key))
        self.problem = label("", "small")
        self.problem.setProperty("tone", "late")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.editor, self._read, self._write = self._make_editor(editable)
        bind_text(self.editor.setAccessibleName, setting.title)
        title.setBuddy(self.editor)
        words = column(title, help_, source, gap=2)
        grid = QGridLayout(self)
        margins(grid, 0, GRID)
        grid.setHorizontalSpacing(3 * GRID)
        grid.addLayout(words, 0, 0, 2, 1)
        grid.addWidget(self._held(), 0, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        below = row(self._changed, self._back, None, gap=GRID)
        grid.addLayout(column(self.problem, below, None, gap=0), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, _EDITOR + 40)

    def show_value(self, value: Any, changed: bool, editable: bool) -> None:
        """Show the value in force, and whether it is the default."""
        self._value = value
        self._write(value)
        self.problem.hide()
        told = changed and self.setting.default != ""  # a name that was given is no departure from anything
        self._changed.setVisible(told)
        self._back.setVisible(told and editable)
        default = self._say(self.setting.default)
        bind_text(self._changed.setText, T("settings-page", "Changed · default: {value}").with_(value=default))

    def show_problem(self, text: Text) -> None:
        """Say what is wrong with what was given."""
        bind_text(self.problem.setText, text)
        self.problem.show()
        self.editor.setFocus()

    def words(self) -> str:
        """Return everything by which the setting is found."""
        setting = self.setting
        return " ".join(map(str, (setting.title, setting.help, setting.source, setting.group, setting.key))).casefold()

    def _say(self, value: Any) -> object:
        if self.setting.type == "flag":
            return T("settings-page", "on") if value else T("settings-page", "off")
        if self.setting.type == "choice":
            return self.setting.choices[value]
        if self.setting.type == "minutes":
            return T("settings-page", "{n} minutes").with_(n=value)
        return value if value != "" else T("settings-page", "empty")

    def _give(self) -> None:
        value = self._read()
        if str(value) != str(self._value):
            self.given.emit(self.setting.key, value)

    def _make_editor(self, editable: bool) -> tuple[QWidget, Callable[[], Any], Callable[[Any], None]]:
        kind = self.setting.type
        if kind == "flag":
            box = QCheckBox()
            box.setEnabled(editable)
            box.clicked.connect(self._give)
            return box, box.isChecked, lambda value: box.setChecked(bool(value))
        if kind == "choice":
            return self._make_choice(editable)
        line = QLineEdit()
        line.setReadOnly(not editable)
        line.setFixedWidth(_EDITOR if kind in ("text", "zone") else 96)
        line.editingFinished.connect(self._give)
        return line, line.text, lambda value: line.setText(str(value))

    def _make_choice(self, editable: bool) -> tuple[QWidget, Callable[[], Any], Callable[[Any], None]]:
        box = QComboBox()
        box.setEnabled(editable)
        box.setFixedWidth(_EDITOR)
        for place, (code, words) in enumerate(self.setting.choices.items()):
            box.addItem(str(words), code)
            bind_text(lambda text, at=place: box.setItemText(at, text), words, box)
        box.activated.connect(lambda _index: self._give())
        return box, box.currentData, lambda value: box.setCurrentIndex(box.findData(value))

    def _held(self) -> QWidget:
        """Return the editor with its unit, or with a way to choose a folder."""
        held = QWidget()
        parts: list[QWidget | None] = [self.editor]
        if self.setting.type in ("minutes", "percent"):
            parts.append(label(_MINUTES if self.setting.type == "minutes" else _PERCENT, "muted"))
        if self.setting.key in _FOLDERS and isinstance(self.editor, QLineEdit) and not self.editor.isReadOnly():
            parts.append(tool("folder", T("settings-page", "Choose a folder"), self._choose_folder))
        held.setLayout(row(*parts, None, gap=GRID))
        held.setMinimumHeight(FIELD)
        return held

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, str(self.setting.title), str(self._value))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.given.emit(self.setting.key, folder))
        dialog.open()


class ValuesRoom(QWidget):
    """Every setting, under its heading.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from app.settings.settings import all_settings

        self._desk = desk
        self.lines: dict[str, SettingLine] = {}
        self._cards: dict[Text, Card] = {}
        self.search = SearchBox(T("settings-page", "Find a setting"), 80)
        self.search.setFixedWidth(_EDITOR)
        self.search.changed.connect(self._narrow)
        cards = column(gap=GRID + 4, margin=(2 * GRID, GRID, 2 * GRID, 2 * GRID))
        for setting in all_settings():
            card = self._cards.get(setting.group)
            if card is None:
                card = self._cards[setting.group] = Card(setting.group)
                card.body.setSpacing(0)
                cards.addWidget(card)
            card.body.addWidget(self._line(setting))
        cards.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(1040)
        inner.setLayout(cards)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        margins(layout, 0)
        layout.setSpacing(0)
        layout.addWidget(MessageBar(desk.voice))
        layout.addLayout(row(self.search, None, margin=(2 * GRID, GRID + 4, 2 * GRID, 4)))
        layout.addWidget(area, 1)
        desk.feed.listen(self, ("setting_value",), lambda _changes: self.refresh())
        self.refresh()

    def go(self, target: Target) -> None:
        """Show one setting, or all."""
        line = self.lines.get(target.id)
        if line is not None:
            self.search.clear_now()
            line.editor.setFocus()

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys of this room."""
        return [Shortcut("Return", T("settings-page", "Keep the value"))]

    def refresh(self) -> None:
        """Show the values in force."""
        settings = self._desk.context.settings
        for key, line in self.lines.items():
            line.show_value(settings[key], settings.changed(key), self._may(key))

    def _may(self, key: str) -> bool:
        return key in _PERSONAL or self._desk.may("setting", "edit")

    def _line(self, setting: Setting) -> SettingLine:
        line = SettingLine(setting, self._may(setting.key))
        line.given.connect(self._given)
        line.reset.connect(self._reset)
        self.lines[setting.key] = line
        return line

    def _given(self, key: str, value: Any) -> None:
        context, actor = self._desk.context, self._desk.actor
        before = context.settings[key]
        self._run(key, lambda: context.settings_service.save(actor, {key: value}), before)

    def _reset(self, key: str) -> None:
        context, actor = self._desk.context, self._desk.actor
        self._run(key, lambda: context.settings_service.reset(actor, key), context.settings[key])

    def _run(self, key: str, work: Callable[[], None], before: Any) -> None:
        def refused(error: AppError) -> None:
            if isinstance(error, Invalid) and key in error.fields:
                self.lines[key].show_problem(error.fields[key])
            else:
                self.refresh()
                self._desk.voice.error(error)

        self._desk.jobs.run(work, done=lambda _none: self._saved(key, before), failed=refused, owner=self)

    def _saved(self, key: str, before: Any) -> None:
        self.refresh()
        self._put_in_force(key)
        title = self.lines[key].setting.title
        self._desk.voice.info(
            T("settings-page", "Saved: {setting}").with_(setting=title), undo=lambda: self._given(key, before)
        )

    def _put_in_force(self, key: str) -> None:
        settings = self._desk.context.settings
        shown: Mapping[str, Callable[[str], None]] = {
            "desk.theme": appearance().set_mode,
            "desk.density": appearance().set_density,
            "office.language": language().switch,
        }
        if key in shown:
            shown[key](settings.text(key))

    def _narrow(self, words: str) -> None:
        sought = words.strip().casefold()
        for line in self.lines.values():
            line.setVisible(not sought or sought in line.words())
        for group, card in self._cards.items():
            card.setVisible(any(not line.isHidden() for line in self.lines.values() if line.setting.group == group))

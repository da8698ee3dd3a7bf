"""Saved filters: a name for what is often asked, kept on this desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.core.text import T
from ui.i18n.language import bind_text
from ui.tables.protocols import ViewState
from ui.tables.query import Query
from ui.theme.metrics import GRID
from ui.widgets.basic import button, hairline, label, row, tool
from ui.widgets.popup import Popup


class SavedFilters:
    """Names and queries.

    Args:
        state: Where they are kept.
        key: Under which name.
    """

    def __init__(self, state: ViewState, key: str) -> None:
        self._state, self._key = state, key

    def all(self) -> dict[str, Query]:
        """Return them in the order in which they were made."""
        kept = self._state.load(self._key)
        return {str(name): Query.from_plain(plain) for name, plain in kept.get("filters", [])}

    def save(self, name: str, query: Query) -> None:
        """Keep a query under a name; one of that name is replaced."""
        self._write({**self.all(), name: query})

    def rename(self, old: str, new: str) -> None:
        """Give one another name; another of the new name is replaced."""
        self._write({new if name == old else name: query for name, query in self.all().items() if name != new})

    def delete(self, name: str) -> None:
        """Forget one."""
        self._write({other: query for other, query in self.all().items() if other != name})

    def _write(self, filters: dict[str, Query]) -> None:
        self._state.save(self._key, {"filters": [[name, query.to_plain()] for name, query in filters.items()]})


class SavedPopup(Popup):
    """Chooses, saves, renames and deletes saved filters.

    Args:
        saved: Where they are.
        now: The query in force, to be saved.
        chosen: Told the query of the one chosen.
    """

    def __init__(self, saved: SavedFilters, now: Query, chosen: Callable[[Query], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._saved, self._now, self._chosen = saved, now, chosen
        self._renaming = ""
        self.setMinimumWidth(280)
        self._name = QLineEdit()
        bind_text(self._name.setPlaceholderText, T("tables", "Name for the present filters"))
        self._name.returnPressed.connect(self._keep)
        self._save = button(T("tables", "Save"), "primary", on=self._keep)
        for name, query in saved.all().items():
            self.body.addWidget(self._line(name, query))
        if not saved.all():
            self.body.addWidget(label(T("tables", "No saved filters yet."), "muted"))
        self.body.addSpacing(GRID // 2)
        self.body.addWidget(hairline())
        self.body.addSpacing(GRID // 2)
        self.body.addLayout(row(self._name, self._save))
        can_save = now.narrowed or bool(now.sort)
        self._name.setEnabled(can_save)
        self._save.setEnabled(can_save)
        self._name.setFocus()

    def _line(self, name: str, query: Query) -> QWidget:
        line = QWidget()
        choose = button(name, "quiet", on=partial(self._choose, query))
        choose.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choose.setStyleSheet("text-align: left")
        choose.setObjectName(f"saved-{name}")
        rename = tool("edit", T("tables", "Rename"), partial(self._rename, name))
        delete = tool("delete", T("tables", "Delete"), partial(self._delete, name, line))
        line.setLayout(row(choose, rename, delete, gap=2))
        return line

    def _choose(self, query: Query) -> None:
        self.close()
        self._chosen(query)

    def _rename(self, name: str) -> None:
        self._renaming = name
        self._name.setEnabled(True)
        self._save.setEnabled(True)
        self._name.setText(name)
        self._name.selectAll()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self, name: str, line: QWidget) -> None:
        self._saved.delete(name)
        line.hide()
        self.adjustSize()

    def _keep(self) -> None:
        name = self._name.text().strip()
        if not name:
            return
        if self._renaming:
            self._saved.rename(self._renaming, name)
        else:
            self._saved.save(name, self._now)
        self.close()

"""Chosen rows on the clipboard: tabs for a spreadsheet, a table for mail and documents."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.tables.model import LazyTableModel

LIMIT = 20_000
_FORMULA = ("=", "+", "-", "@")


def copy_rows(model: LazyTableModel, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Copy rows as they are shown, under their headings.

    Args:
        model: Where they are.
        rows: Their places; no more than ``LIMIT`` are copied.
        columns: The shown columns in their order on the screen.
    """
    if not rows:
        return
    heads = [str(model.columns[column].title) for column in columns]
    lines = [[model.cell(row, column).text for column in columns] for row in rows[:LIMIT]]
    data = QMimeData()
    written = ([heads] if len(lines) > 1 else []) + lines
    data.setText("\n".join("\t".join(_plain(text) for text in line) for line in written))
    data.setHtml(_html(heads, lines))
    QGuiApplication.clipboard().setMimeData(data)


def _plain(text: str) -> str:
    """One cell of the text: no tabs or line ends, and nothing a spreadsheet would take for a formula."""
    flat = " ".join(text.split())
    if flat.startswith(_FORMULA) and not flat.lstrip("+-").replace(",", "").replace(".", "").isdigit():
        return f"'{flat}"
    return flat


def _html(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    def line(tag: str, texts: Sequence[str]) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts) + "</tr>"

    return "<table>" + line("th", heads) + "".join(line("td", texts) for texts in lines) + "</table>"

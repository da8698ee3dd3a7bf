"""Taking over 10,000 tickets from a workbook, beside a raw executemany of the same rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from measures import office
from measures.driver import Measure
from measures.stopwatch import Stopwatch

HEADS = (
    "工单编号",
    "标题",
    "描述",
    "创建时间",
    "分类",
    "类型",
    "渠道",
    "级别",
    "状态",
    "地址",
    "报事人",
    "电话",
    "处理结果",
)


def _rows(watch: Stopwatch) -> list[tuple[Any, ...]]:
    context = office.opened(office.prepare(watch.cache, watch.size))
    wanted = min(10_000, watch.size // 2)
    found = context.store.rows(
        "SELECT number, title, description, entered_at, category, 'x', 'x', level, 'x', place, requester_name,"
        " requester_phone, result FROM ticket WHERE place <> '' ORDER BY rowid LIMIT ?",
        (wanted,),
    )
    rows = [
        (f"Y{number}", row[1], row[2], f"{context.zone.local(row[3]):%Y-%m-%d %H:%M:%S}", row[4], "维修", "电话",
         str(row[7]), "已完成", *row[9:])
        for number, row in enumerate(found)
    ]  # fmt: skip
    context.close()
    return rows


def ours(watch: Stopwatch) -> None:
    """Reading, mapping, trial and taking over by the service."""
    rows = _rows(watch)
    path = watch.folder / "tickets.xlsx"
    _write(path, rows)
    context = office.opened(office.copy_of(office.prepare(watch.cache, 0), watch.folder / "office"))
    actor = context.accounts.login("1001")
    with watch.stage("plan"):
        plan = context.imports.plan(actor, "tickets", path)
    with watch.stage("run"):
        report = context.imports.run(actor, plan)
    watch.stages["import"] = {
        clock: watch.stages["plan"][clock] + watch.stages["run"][clock] for clock in ("cpu", "wall")
    }
    watch.extra["taken"] = report.created
    watch.extra["rows"] = len(rows)
    context.close()


def raw(watch: Stopwatch) -> None:
    """The rows as texts into a bare table of thirteen columns."""
    rows = _rows(watch)
    connection = sqlite3.connect(watch.folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=full")
    connection.execute(f"CREATE TABLE t ({', '.join(f'c{place}' for place in range(len(HEADS)))})")
    with watch.stage("import"):
        connection.execute("BEGIN")
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADS))})", rows)
        connection.execute("COMMIT")


def _write(path: Path, rows: list[tuple[Any, ...]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("工单")
    sheet.append(HEADS)
    for row in rows:
        sheet.append(row)
    book.save(path)


MEASURE = Measure(
    "e",
    "Taking over 10,000 tickets from a workbook",
    {"raw": raw, "ours": ours},
    pairs=(("ours", "import", "raw", "import", ""), ("ours", "run", "raw", "import", "")),
    figures=(
        ("ours", "import", "ms", ""),
        ("ours", "plan", "ms, reading and mapping", ""),
        ("ours", "run", "ms, taking over", ""),
        ("ours", "taken", "tickets", ""),
    ),
    note="The limit neither reads a file nor checks, numbers, indexes or logs anything. CPU leaves out the process"
    " that reads the workbook; wall has it.",
)

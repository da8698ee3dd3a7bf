"""Who may import whom: the contracts hold, and each of them notices a breach."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES: dict[str, dict[str, str]] = {
    "The rooms of app stand in layers": {"app/host/planted.py": "import app.features\n"},
    "app knows no window": {"app/diagnostics/planted.py": "def late():\n    from PySide6 import QtCore\n"},
    "Only app.store names the database": {"app/features/planted_b/report.py": "import peewee\n"},
    "A feature knows another feature's service and rules only": {
        "app/features/planted_a/service.py": "from app.features.planted_b.records import Row\n",
        "app/features/planted_b/records.py": "Row = 1\n",
    },
    "Features know each other without cycles": {
        "app/features/planted_c/service.py": "from app.features.planted_d import service\n",
        "app/features/planted_d/service.py": "from app.features.planted_c import rules\n",
        "app/features/planted_c/rules.py": "LIMIT = 1\n",
    },
    "A page knows a feature's service and rules only": {
        "ui/features/planted_a/form.py": "from app.features.planted_b import records\n",
    },
    "Pages know no other page": {
        "ui/features/planted_b/page.py": "import ui.features.planted_c.page\n",
        "ui/features/planted_c/page.py": "TITLE = 1\n",
    },
    "The shared rooms of ui know no feature": {
        "ui/widgets/planted.py": "from app.features.planted_a import service\n",
    },
}
"""Contract -> the files that break it."""

MORE_BREACHES = [
    ("The rooms of app stand in layers", "app/core/planted.py", "import app.store\n"),
    ("The rooms of app stand in layers", "app/importing/planted.py", "import app.documents\n"),
    ("The rooms of app stand in layers", "app/unheard_of/planted.py", "WHAT = 1\n"),
    ("app knows no window", "app/features/planted_a/sheet.py", "import ui.theme\n"),
    ("app knows no window", "app/core/planted2.py", "import shiboken6\n"),
    ("Only app.store names the database", "ui/tables/planted.py", "import sqlite3\n"),
    ("A page knows a feature's service and rules only", "ui/features/planted_d/page.py", "import app.store.work\n"),
    ("The shared rooms of ui know no feature", "ui/forms/planted.py", "import ui.features.planted_a.form\n"),
]
"""Further ways to break one: contract, file, content."""


def lint(root: Path) -> tuple[set[str], set[str], str]:
    """Check the contracts of a tree; return the names kept, the names broken, and the whole report."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache', '--no-logo'])"
    environment = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}
    environment |= {"PYTHONPATH": str(root), "PYTHONUTF8": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    report = done.stdout + done.stderr
    verdicts = re.findall(r"^(.+?) (KEPT|BROKEN)\b", report, re.MULTILINE)
    return (
        {name for name, verdict in verdicts if verdict == "KEPT"},
        {name for name, verdict in verdicts if verdict == "BROKEN"},
        report,
    )


def sections(report: str) -> dict[str, str]:
    """Return what the report says below each underlined heading."""
    parts = re.split(r"^(\S.*)\n-{4,}$", report, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def contracts() -> list[str]:
    """Return the names of the contracts."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


@pytest.fixture(scope="module")
def broken_tree(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], str]:
    """A copy of the code with every breach planted, linted: the names of the broken contracts, and the report."""
    root = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", root)
    for part in ("app", "ui"):
        shutil.copytree(ROOT / part, root / part, ignore=lambda folder, names: ignored(Path(folder), names))
    planted = [pair for files in BREACHES.values() for pair in files.items()]
    for name, content in [*planted, *((file, content) for _, file, content in MORE_BREACHES)]:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(content, encoding="utf-8")
    _, broken, report = lint(root)
    return broken, report


def ignored(folder: Path, names: list[str]) -> list[str]:
    """Return what is not Python source."""
    return [name for name in names if name == "__pycache__" or ((folder / name).is_file() and not name.endswith(".py"))]


def test_the_contracts_hold() -> None:
    kept, broken, report = lint(ROOT)
    assert not broken, report
    assert kept == set(contracts()), report


def test_every_contract_has_a_breach() -> None:
    assert set(BREACHES) == set(contracts())


@pytest.mark.parametrize("name", list(BREACHES))
def test_a_breach_is_noticed(name: str, broken_tree: tuple[set[str], str]) -> None:
    broken, report = broken_tree
    assert name in broken, report


@pytest.mark.parametrize(("name", "file", "content"), MORE_BREACHES)
def test_each_way_of_breaking_is_named(name: str, file: str, content: str, broken_tree: tuple[set[str], str]) -> None:
    _, report = broken_tree
    module = file.removesuffix(".py").replace("/", ".")
    culprit = "app.unheard_of" if "unheard_of" in module else module
    assert culprit in sections(report)[name], f"{content!r} in {file} went unnoticed:\n{report}"


def imported(path: Path) -> set[str]:
    """Return the modules a file imports anywhere, by their full names, neighbours in its own folder left out."""
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level != 1:
            names |= {f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names}
    return names


def strangers(names: set[str], friends: tuple[str, ...]) -> set[str]:
    """Return the names that are neither the standard library nor below one of the friends."""
    return {
        name
        for name in names
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(name == friend or name.startswith(friend + ".") for friend in friends)
    }


def test_the_vocabulary_needs_the_standard_library_only() -> None:
    for path in (ROOT / "app" / "core").rglob("*.py"):
        assert not strangers(imported(path), ("app.core",)), path


KNOWN_TO_MAIN = ("app.cli", "ui.shell", "ui.tour", "app.importing.reader_process", "app.sync.worker")
"""A verb, the window, the tour, and the frozen program's own children: for spreadsheets and for the shared folder."""


def test_main_only_hands_on() -> None:
    main = ROOT / "main.py"
    assert not strangers(imported(main), KNOWN_TO_MAIN), "main.py hands on and knows nothing else"


def test_tools_run_before_anything_is_installed() -> None:
    for path in [ROOT / "build" / "make.py", *(ROOT / "build" / "tasks").glob("*.py")]:
        assert not strangers(imported(path), ("tasks",)), path


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("import peewee", {"peewee"}),
        ("import json, app.core.ids", set[str]()),
        ("def late():\n    from app.store import work", {"app.store.work"}),
    ],
)
def test_strangers_are_recognised(content: str, expected: set[str], tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text(content, encoding="utf-8")
    assert strangers(imported(path), ("app.core",)) == expected

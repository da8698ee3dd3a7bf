"""The rules of the house that no linter knows: each with where it holds and what to do instead."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IGNORED = {".git", ".venv", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}
MADE = {"out", "dist", "work"}

SLOW = {"openpyxl", "reportlab", "pypdfium2", "python_calamine", "PIL"}
POSIX_ONLY = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty"}
WINDOWS_ONLY = {"winreg", "msvcrt", "winsound", "_winapi"}
CLOCKS = {
    "time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """Something the code must not do.

    Attributes:
        name: A short name.
        rooms: Path prefixes where the rule holds.
        homes: Path prefixes below them where the thing belongs.
        breaks: Yields the lines of a parsed file that break it.
        remedy: What to do instead.
        example: Code that breaks it.
    """

    name: str
    rooms: tuple[str, ...]
    homes: tuple[str, ...]
    breaks: Callable[[ast.Module], Iterator[int]]
    remedy: str
    example: str


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` of a name or attribute; "" in front where something else is the owner."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def calls(tree: ast.Module, wanted: Callable[[ast.Call, str], bool]) -> Iterator[int]:
    """Yield the lines of the calls that ``wanted`` says yes to, given the call and the dotted name called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and wanted(node, dotted(node.func)):
            yield node.lineno


def imports_at_top(tree: ast.Module, packages: set[str]) -> Iterator[int]:
    """Yield the lines that import one of the packages while the module loads, whatever the system."""
    for node in tree.body:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if any(name.split(".")[0] in packages for name in names):
            yield node.lineno


def asks_the_clock(tree: ast.Module) -> Iterator[int]:
    """Yield where the machine is asked for the time."""
    return calls(tree, lambda _, name: name in CLOCKS)


def blocks_in_a_dialog(tree: ast.Module) -> Iterator[int]:
    """Yield where a dialog or menu runs a loop of its own."""
    return calls(tree, lambda _, name: name.endswith((".exec", ".exec_")))


def waits_blindly(tree: ast.Module) -> Iterator[int]:
    """Yield where a test lets time pass."""
    return calls(tree, lambda _, name: name.endswith(("qtbot.wait", "time.sleep", "QTest.qWait", "QTest.qSleep")))


def marks_no_literal(tree: ast.Module) -> Iterator[int]:
    """Yield where T gets anything but two literals."""
    return calls(
        tree,
        lambda call, name: (
            name == "T"
            and not (len(call.args) == 2 and all(isinstance(argument, ast.Constant) for argument in call.args))
        ),
    )


def translates_by_qt(tree: ast.Module) -> Iterator[int]:
    """Yield where Qt's own translation is used."""
    return calls(tree, lambda _, name: name.endswith((".tr", ".translate")) and not name.startswith("str."))


def forgets_the_encoding(tree: ast.Module) -> Iterator[int]:
    """Yield where a text file is opened in whatever encoding the machine prefers."""

    def careless(call: ast.Call, name: str) -> bool:
        if any(keyword.arg in {"encoding", None} for keyword in call.keywords):
            return False
        if name == "open":
            modes = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
            return not any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)
        return (name.endswith(".read_text") and not call.args) or (name.endswith(".write_text") and len(call.args) < 2)

    return calls(tree, careless)


RULES = [
    Rule(
        "asks the clock", ("app/", "ui/"), ("app/core/clock.py", "app/core/ids.py", "app/diagnostics/"), asks_the_clock,
        "take an app.core.clock.Clock and ask it, so that tests and tours can hold time still",
        "import time\nnow = time.time()",
    ),
    Rule(
        "blocks in a dialog", ("ui/",), ("ui/shell/start.py",), blocks_in_a_dialog,
        "open() it and go on in a signal: exec() blocks tests and everything behind the window",
        "dialog.exec()",
    ),
    Rule(
        "waits blindly", ("tests/",), (), waits_blindly,
        "wait for what you expect: qtbot.waitSignal, qtbot.waitUntil, an Event", "qtbot.wait(100)",
    ),
    Rule(
        "marks no literal", ("app/", "ui/"), (), marks_no_literal,
        "T takes two literals; values go in through {placeholders}", 'T("desk", f"{count} rows")',
    ),
    Rule(
        "translates by Qt", ("ui/",), (), translates_by_qt,
        "mark the text with app.core.text.T", 'self.tr("Open")',
    ),
    Rule(
        "forgets the encoding", ("app/", "ui/", "build/", "tests/"), (), forgets_the_encoding,
        'say encoding="utf-8": Windows prefers another', "path.read_text()",
    ),
    Rule(
        "loads slow packages at start", ("app/", "ui/"), ("app/documents/", "app/importing/"),
        lambda tree: imports_at_top(tree, SLOW),
        "import it inside the function that needs it: these cost a tenth of a second each", "import openpyxl",
    ),
    Rule(
        "knows one system only", ("app/", "ui/", "build/", "tests/"), (),
        lambda tree: imports_at_top(tree, POSIX_ONLY | WINDOWS_ONLY),
        "import it under `if sys.platform …` and write its twin for the other system", "import fcntl",
    ),
]  # fmt: skip


def source_files(*rooms: str) -> Iterator[tuple[str, Path]]:
    """Yield the Python files below the rooms, with their path from the root."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(rooms) and not IGNORED.intersection(path.parts):
            yield name, path


def all_files() -> Iterator[Path]:
    """Yield every file that belongs to the source."""
    for top in sorted(ROOT.iterdir()):
        if top.name in IGNORED | MADE:
            continue
        yield from (
            [top]
            if top.is_file()
            else (path for path in sorted(top.rglob("*")) if path.is_file() and not IGNORED.intersection(path.parts))
        )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name.replace(" ", "-"))
def test_the_code_keeps(rule: Rule) -> None:
    broken = [
        f"{name}:{line}"
        for name, path in source_files(*rule.rooms)
        if not (rule.homes and name.startswith(rule.homes))
        for line in rule.breaks(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not broken, f"{rule.name}: {rule.remedy}\n" + "\n".join(broken)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name.replace(" ", "-"))
def test_a_breach_is_noticed(rule: Rule) -> None:
    assert list(rule.breaks(ast.parse(rule.example)))


def test_the_style_holds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format", "concise", "--no-cache", "."],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_tests_are_no_packages() -> None:
    packages = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("__init__.py")]
    assert not packages, "tests/app would hide our app: remove these"


def test_rooms_are_packages() -> None:
    folders = {path.parent for _, path in source_files("app/", "ui/")}
    bare = [folder.relative_to(ROOT).as_posix() for folder in sorted(folders) if not (folder / "__init__.py").exists()]
    assert not bare, "a folder with modules needs an __init__.py whose docstring says what the room is for"


EXCEPTION = re.compile(r"#\s*(?:noqa|type: ignore|pyright: ignore)\b(?P<rest>.*)")


def test_exceptions_say_why() -> None:
    bare = [
        f"{name}:{number}"
        for name, path in source_files("app/", "ui/", "build/", "tests/", "main.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := EXCEPTION.search(line)) and not re.search(r"[\])\w]\s+(?:-|#|–|—)\s*\w", match["rest"])
    ]
    assert not bare, "name the rule and the reason: `# noqa: S105 - a name of a field, not a secret`"


ADDRESSES = re.compile(
    r"pypi\.(?:org|python)|pythonhosted\.org|npmjs\.(?:org|com)|(?:deb|security)\.debian\.org|crates\.io|proxy\.golang\."
    r"|^--(?:extra-)?index-url|^--find-links",
    re.MULTILINE,
)
# The person of the examples is called desk.
MACHINE_PATHS = re.compile(
    r"(?<![\w.*:/-])/(?:home/(?!desk/)|(?:root|work|opt|tmp|Users)/)\w|\b[A-Za-z]:\\{1,2}Users\\{1,2}\w"
)


@pytest.mark.parametrize(
    ("pattern", "remedy"),
    [
        (ADDRESSES, "registries are reached by the tools' own settings: no address in a file"),
        (MACHINE_PATHS, "paths are found at run time, from the file's own place or the user's folders"),
    ],
    ids=["registries", "machine-paths"],
)
def test_no_file_names(pattern: re.Pattern[str], remedy: str) -> None:
    named: list[str] = []
    for path in all_files():
        data = path.read_bytes()
        if b"\0" in data or path == Path(__file__):
            continue
        for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                named.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}")
    assert not named, f"{remedy}\n" + "\n".join(named)


@pytest.mark.parametrize("line", ["--index-url https://mirror.example/simple", "see pypi.org/project/x"])
def test_an_address_is_recognised(line: str) -> None:
    assert ADDRESSES.search(line)


@pytest.mark.parametrize("line", ["'/home/me/x'", r"open('C:\\Users\\me')", r"C:\Users\me", "cd /opt/main"])
def test_a_machine_path_is_recognised(line: str) -> None:
    assert MACHINE_PATHS.search(line)

"""Every text a person reads has its Chinese, and the compiled catalogue is the one the source compiles to."""

from __future__ import annotations

import ast
import json
import shutil
import sys
from pathlib import Path

import pytest

from build.tasks import catalogue
from build.tasks.catalogue import Catalogue, Texts

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / catalogue.FOLDER / f"{catalogue.LANGUAGE}.ts"


def lupdate() -> Path:
    """Return Qt's text finder of the Python that runs the tests."""
    program = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    assert program, "pyside6-lupdate comes with PySide6-Essentials; is the environment complete?"
    return Path(program)


@pytest.fixture(scope="module")
def found() -> Texts:
    """Every text that Qt finds in the code."""
    return catalogue.extract(lupdate())


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    """The catalogue in the tree."""
    return catalogue.read_ts(SOURCE)


def test_every_text_is_translated(found: Texts, shipped: Catalogue) -> None:
    untranslated = catalogue.missing(catalogue.merge(found, shipped))
    assert not untranslated, (
        "`python build/make.py translate --missing` lists these, `--fill FILE.json` takes their Chinese:\n"
        + json.dumps(untranslated, ensure_ascii=False, indent=1)
    )


def test_every_placeholder_is_kept(shipped: Catalogue) -> None:
    flaws = [
        f"[{context}] {source!r}: {problem}"
        for context, pairs in shipped.texts.items()
        for source, text in pairs.items()
        if text and (problem := catalogue.flaw(source, text))
    ]
    assert not flaws, "\n".join(flaws)


def test_the_program_reads_what_translators_wrote(shipped: Catalogue) -> None:
    compiled = SOURCE.with_suffix(".json").read_text(encoding="utf-8")
    assert compiled == catalogue.compiled(shipped), "run `python build/make.py translate`"


def marked(tree: ast.AST) -> list[ast.Call]:
    """Return the calls of T."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "T"
    ]


def test_qt_finds_every_marked_text(found: Texts) -> None:
    problems: list[str] = []
    for path in [*(ROOT / "app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]:
        for call in marked(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
            values = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            if len(values) != 2 or len(call.args) != 2 or call.keywords:
                problems.append(f"{place}: T takes two literals; values go in as {{placeholders}}")
            elif str(values[1]) not in found.get(str(values[0]), {}):
                problems.append(f"{place}: Qt does not see this text; write the literals without brackets or f-string")
    assert not problems, "\n".join(problems)


def test_new_translations_are_taken_and_wrong_ones_named() -> None:
    known = Catalogue({"desk": {"Saved {count} rows": "", "Open": "打开"}})
    offered = {"desk": {"Saved {count} rows": "已保存 {n} 行", "Open": "开启", "Shut": "关"}}
    taken, refused = catalogue.fill(known, offered)
    assert taken == 0
    assert [refusal.source for refusal in refused] == ["Saved {count} rows", "Open", "Shut"]

    better = {"desk": {"Saved {count} rows": "已保存 {count} 行", "Open": "开启"}}
    assert catalogue.fill(known, better, force=True) == (2, [])
    assert known.texts == better


def test_a_text_that_comes_back_finds_its_translation_again() -> None:
    without = catalogue.merge({"desk": {"Open": ""}}, Catalogue({"desk": {"Open": "打开", "Shut": "关"}}))
    assert without.texts == {"desk": {"Open": "打开"}}
    assert without.vanished == {"desk": {"Shut": "关"}}
    again = catalogue.merge({"desk": {"Open": "", "Shut": ""}}, without)
    assert again.texts == {"desk": {"Open": "打开", "Shut": "关"}}


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    finished = {'<b> & "quoted" it\'s\nnew line': "第一行\n“引号” <b> & '"}
    written = Catalogue({"desk": {**finished, "Later": ""}}, {"gone": {"Old": "旧"}})
    path = tmp_path / "zh_CN.ts"
    assert catalogue.write_ts(path, written)
    assert not catalogue.write_ts(path, written)
    assert catalogue.read_ts(path) == written
    assert json.loads(catalogue.compiled(written)) == {"desk": finished}


def test_texts_are_found_in_a_tree(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    code = 'A = T(\n    "desk",\n    "One {x} "\n    "and two",\n)\n# T("desk", "a remark")\n'
    (tmp_path / "app" / "part.py").write_text(code, encoding="utf-8")
    result, taken, refused = catalogue.update(lupdate(), {"desk": {"One {x} and two": "一 {x} 和二"}}, root=tmp_path)
    assert (result.texts, taken, refused) == ({"desk": {"One {x} and two": "一 {x} 和二"}}, 1, [])
    compiled = json.loads((tmp_path / "resources" / "i18n" / "zh_CN.json").read_text(encoding="utf-8"))
    assert compiled == {"desk": {"One {x} and two": "一 {x} 和二"}}

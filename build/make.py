"""Everything one does with the source: `python build/make.py VERB`. Needs Python 3.11, 3.12 or 3.13 and nothing else.

Sets up the program's own `.venv` on the first call; later calls hand over at once.
"""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit("Wuye Desk needs Python 3.11, 3.12 or 3.13; this is Python " + sys.version.split()[0] + ".")

import argparse
import json
import os
import subprocess
from pathlib import Path

from tasks import catalogue, environment, pins
from tasks.environment import hand_over, ready, script
from tasks.files import ROOT, Failure, say

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def run(arguments: list[str]) -> int:
    """Start the program; without a screen and without words of its own, show it by its tour."""
    python = str(ready("run"))
    main = str(ROOT / "main.py")
    if not arguments and not environment.has_display():
        say("No display here: running the tour offscreen, pictures and papers into out/tour.")
        return hand_over([python, main, "tour", "--out", str(ROOT / "out" / "tour")], OFFSCREEN)
    return hand_over([python, main, *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests: all of them on two processes, or what pytest is told."""
    python = str(ready("dev"))
    os.chdir(ROOT)
    shared = [] if arguments or (os.cpu_count() or 1) < 2 else ["-n", "2", "--dist", "loadfile"]
    return hand_over([python, "-m", "pytest", *shared, *arguments], OFFSCREEN)


def check(arguments: list[str]) -> int:
    """Check style, types and import contracts; every check runs even when one before it failed."""
    python = str(ready("dev"))
    steps = {
        "style": [python, "-m", "ruff", "check", *arguments],
        "types": [python, "-m", "pyright", *arguments],
        "imports": [str(script("lint-imports")), "--no-logo"],
    }
    failed: list[str] = []
    for name, command in steps.items():
        say(f"— {name}")
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def translate(arguments: list[str]) -> int:
    """Bring the catalogue up to the code, put in translations, or list what is missing."""
    parser = argparse.ArgumentParser(prog="make.py translate", description=translate.__doc__)
    parser.add_argument("--fill", type=Path, metavar="FILE.json", help='{"context": {"source": "translation"}}')
    parser.add_argument("--force", action="store_true", help="replace translations that exist already")
    parser.add_argument("--prune", action="store_true", help="drop translations of texts the code no longer has")
    parser.add_argument("--missing", action="store_true", help="print what is untranslated as JSON; write nothing")
    parser.add_argument("--context", action="append", help="with --missing: this context only (repeatable)")
    options = parser.parse_args(arguments)
    ready("run")
    lupdate = script("pyside6-lupdate")
    if options.missing:
        known = catalogue.read_ts(ROOT / catalogue.FOLDER / f"{catalogue.LANGUAGE}.ts")
        untranslated = catalogue.missing(catalogue.merge(catalogue.extract(lupdate), known), options.context)
        _print_json(untranslated)
        return 1 if untranslated else 0
    offered = json.loads(options.fill.read_text(encoding="utf-8")) if options.fill else {}
    result, taken, refused = catalogue.update(lupdate, offered, force=options.force, prune=options.prune)
    for refusal in refused:
        say(f"Refused [{refusal.context}] {refusal.source!r}: {refusal.reason}")
    total = sum(len(pairs) for pairs in result.texts.values())
    left = sum(len(pairs) for pairs in catalogue.missing(result).values())
    kept = sum(len(pairs) for pairs in result.vanished.values())
    say(f"{total} texts: {taken} translations taken, {len(refused)} refused, {left} missing, {kept} no longer used.")
    return 1 if refused else 0


def bench(arguments: list[str]) -> int:
    """Measure the program."""
    return hand_over([str(ready("run")), str(ROOT / "build" / "bench.py"), *arguments])


def soak(arguments: list[str]) -> int:
    """Try the exchange between desks in many random schedules; a seed that fails is printed and can be repeated."""
    python = str(ready("dev"))
    os.chdir(ROOT)
    # A seed means the same in every process.
    return hand_over([python, "-m", "tests.sync.soak", *arguments], {**OFFSCREEN, "PYTHONHASHSEED": "0"})


def freeze(arguments: list[str]) -> int:
    """Make the folder that is installed on the desks: dist/wuye-desk."""
    python = str(ready("dev"))
    os.chdir(ROOT)
    folders = ["--workpath", str(ROOT / "work" / "freeze"), "--distpath", str(ROOT / "dist")]
    spec = str(ROOT / "build" / "wuye-desk.spec")
    return hand_over([python, "-m", "PyInstaller", "--noconfirm", *folders, *arguments, spec])


def pin(arguments: list[str]) -> int:
    """Write the pinned requirements anew (--upgrade: with the newest versions)."""
    parser = argparse.ArgumentParser(prog="make.py pin", description=pin.__doc__)
    parser.add_argument("--upgrade", action="store_true")
    pins.pin(parser.parse_args(arguments).upgrade)
    return 0


VERBS = {verb.__name__: verb for verb in (run, test, check, translate, bench, soak, freeze, pin)}


def main(arguments: list[str]) -> int:
    """Do what the first word says with the rest."""
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        say("Usage: python build/make.py VERB [arguments]\n")
        for name, function in VERBS.items():
            say(f"  {name:10} {(function.__doc__ or '').strip().splitlines()[0]}")
        return 0 if arguments[:1] in (["--help"], ["-h"]) else 2
    try:
        return verb(arguments[1:])
    except Failure as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        return 130


def _print_json(value: object) -> None:
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

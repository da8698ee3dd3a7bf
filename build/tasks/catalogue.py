"""The translation catalogue: texts marked with ``T`` in the code, their Chinese, and what the program reads.

``resources/i18n/zh_CN.ts`` is the source that translators edit (Qt Linguist opens it), ``zh_CN.json`` is compiled
from it. The texts are found by Qt's own ``pyside6-lupdate``; merging, checking and writing happen here, because
Qt's merge guesses from similar texts and forgets the translations of a text that is missing for a moment.
"""

from __future__ import annotations

import json
import string
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from .files import ROOT, Failure, locked, write_whole

LANGUAGE = "zh_CN"
FOLDER = Path("resources") / "i18n"
SEARCHED = ("app", "ui", "main.py")

Texts = dict[str, dict[str, str]]
"""Context -> source -> translation ("" when there is none yet)."""


@dataclass
class Catalogue:
    """What a .ts file holds.

    Attributes:
        texts: The texts the code uses.
        vanished: Translations of texts the code no longer uses, kept until pruned.
    """

    texts: Texts = field(default_factory=dict[str, dict[str, str]])
    vanished: Texts = field(default_factory=dict[str, dict[str, str]])


@dataclass(frozen=True)
class Refusal:
    """A translation that was not taken.

    Attributes:
        context: The room of the text.
        source: The English text.
        reason: What is wrong, in words.
    """

    context: str
    source: str
    reason: str


def extract(lupdate: Path, root: Path = ROOT) -> Texts:
    """Return every marked text in the code of ``root``, untranslated.

    Args:
        lupdate: The ``pyside6-lupdate`` program.
        root: The working tree.

    Raises:
        Failure: The tool could not run.
    """
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / f"{LANGUAGE}.ts"
        searched = [part for part in SEARCHED if (root / part).exists()]
        command = [str(lupdate), "-silent", "-extensions", "py", "-tr-function-alias", "translate+=T"]
        command += ["-locations", "none", "-no-obsolete", *searched, "-ts", str(fresh)]
        done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode or not fresh.is_file():
            raise Failure(f"pyside6-lupdate failed:\n{done.stdout}{done.stderr}")
        found = read_ts(fresh).texts
    return {context: dict.fromkeys(pairs, "") for context, pairs in found.items()}


def read_ts(path: Path) -> Catalogue:
    """Return the content of a .ts file; an absent file is an empty catalogue."""
    catalogue = Catalogue()
    if not path.is_file():
        return catalogue
    for context in ET.fromstring(path.read_text(encoding="utf-8")).iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            translation = message.find("translation")
            state = translation.get("type") if translation is not None else "unfinished"
            text = (translation.text or "") if translation is not None and state != "unfinished" else ""
            part = catalogue.vanished if state in {"vanished", "obsolete"} else catalogue.texts
            part.setdefault(name, {})[source] = text
    return catalogue


def write_ts(path: Path, catalogue: Catalogue) -> bool:
    """Write a .ts file, sorted by context and source; say whether it changed."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGE}" sourcelanguage="en">',
    ]
    for context in sorted({*catalogue.texts, *catalogue.vanished}):
        lines += ["<context>", f"    <name>{_xml(context)}</name>"]
        for source, text in sorted(catalogue.texts.get(context, {}).items()):
            lines += _message(source, text, "" if text else ' type="unfinished"')
        for source, text in sorted(catalogue.vanished.get(context, {}).items()):
            lines += _message(source, text, ' type="vanished"')
        lines.append("</context>")
    return write_whole(path, "\n".join([*lines, "</TS>", ""]))


def compiled(catalogue: Catalogue) -> str:
    """Return what the program reads: JSON of context -> source -> translation, finished texts only."""
    finished = {
        context: {source: text for source, text in sorted(pairs.items()) if text}
        for context, pairs in sorted(catalogue.texts.items())
    }
    return json.dumps({key: pairs for key, pairs in finished.items() if pairs}, ensure_ascii=False, indent=1) + "\n"


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the ``{name}`` placeholders of a text.

    Raises:
        ValueError: Braces that do not pair up.
    """
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def flaw(source: str, translation: str) -> str:
    """Return what is wrong with a translation, or an empty text."""
    try:
        wanted = placeholders(source)
    except ValueError:
        return ""
    try:
        given = placeholders(translation)
    except ValueError as error:
        return f"braces do not pair up: {error}"
    if wanted == given:
        return ""
    return f"placeholders {_names(given)} where the source has {_names(wanted)}"


def merge(found: Texts, known: Catalogue) -> Catalogue:
    """Return the catalogue of the texts in the code: translations kept, and those of absent texts set aside."""
    merged = Catalogue()
    for context, pairs in found.items():
        for source in pairs:
            text = known.texts.get(context, {}).get(source) or known.vanished.get(context, {}).get(source, "")
            merged.texts.setdefault(context, {})[source] = text
    for part in (known.texts, known.vanished):
        for context, pairs in part.items():
            for source, text in pairs.items():
                if text and source not in merged.texts.get(context, {}):
                    merged.vanished.setdefault(context, {})[source] = text
    return merged


def fill(catalogue: Catalogue, offered: Texts, force: bool = False) -> tuple[int, list[Refusal]]:
    """Put translations into the catalogue.

    Args:
        catalogue: Changed in place.
        offered: Context -> source -> translation; empty translations are passed over.
        force: Replace existing translations that differ.

    Returns:
        How many texts were written, and what was refused.
    """
    taken, refused = 0, list[Refusal]()
    for context, pairs in offered.items():
        texts = catalogue.texts.get(context, {})
        for source, text in pairs.items():
            present = texts.get(source)
            if not text or present == text:
                continue
            if present is None:
                refused.append(Refusal(context, source, "the code has no such text in this context"))
            elif present and not force:
                refused.append(Refusal(context, source, f"already translated as {present!r} (--force replaces it)"))
            elif problem := flaw(source, text):
                refused.append(Refusal(context, source, problem))
            else:
                texts[source] = text
                taken += 1
    return taken, refused


def missing(catalogue: Catalogue, contexts: list[str] | None = None) -> Texts:
    """Return the untranslated texts, of all contexts or of those named."""
    chosen = {
        context: {source: "" for source, text in sorted(pairs.items()) if not text}
        for context, pairs in sorted(catalogue.texts.items())
        if not contexts or context in contexts
    }
    return {context: pairs for context, pairs in chosen.items() if pairs}


def update(
    lupdate: Path, offered: Texts | None = None, *, force: bool = False, prune: bool = False, root: Path = ROOT
) -> tuple[Catalogue, int, list[Refusal]]:
    """Bring .ts and .json up to the code, put in translations, and write both. One at a time per working tree.

    Args:
        lupdate: The ``pyside6-lupdate`` program.
        offered: Translations to put in.
        force: Replace existing translations.
        prune: Drop the translations of texts the code no longer has.
        root: The working tree.

    Returns:
        The catalogue as written, how many translations were taken, and those refused.
    """
    path = root / FOLDER / f"{LANGUAGE}.ts"
    with locked("catalogue", root):
        catalogue = merge(extract(lupdate, root), read_ts(path))
        taken, refused = fill(catalogue, offered or {}, force)
        if prune:
            catalogue.vanished.clear()
        write_ts(path, catalogue)
        write_whole(path.with_suffix(".json"), compiled(catalogue))
    return catalogue, taken, refused


def _message(source: str, text: str, state: str) -> list[str]:
    return [
        "    <message>",
        f"        <source>{_xml(source)}</source>",
        f"        <translation{state}>{_xml(text)}</translation>",
        "    </message>",
    ]


def _xml(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "(none)"

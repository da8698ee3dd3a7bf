"""Translatable texts: English sources marked with ``T`` and looked up in the catalogue of the chosen language.

``T("context", "source")`` is what ``pyside6-lupdate`` extracts (it is told that ``T`` is an alias of ``translate``),
so the two arguments are always literals; values go in through named placeholders, never through an f-string.
A ``Text`` is translated when it is *read* (``str(text)``), so constants may be declared at import time and still
follow a language switched at run time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Text(NamedTuple):
    """One translatable text and the values for its placeholders.

    Attributes:
        context: The room the text belongs to; a Qt translation context.
        source: The English text, with ``{name}`` placeholders.
        params: Placeholder values as sorted pairs; a value may itself be a ``Text``.
    """

    context: str
    source: str
    params: tuple[tuple[str, object], ...] = ()

    def with_(self, **params: object) -> Text:
        """Return the text with placeholder values, still untranslated (for errors and messages)."""
        return Text(self.context, self.source, tuple(sorted({**dict(self.params), **params}.items())))

    def format(self, *_: object, **params: object) -> str:
        """Return the text in the current language with the given placeholder values."""
        return str(self.with_(**params))

    def __str__(self) -> str:
        text = _catalogue.get(self.context, _NONE).get(self.source) or self.source
        if not self.params:
            return text
        return text.format(**{key: str(value) if isinstance(value, Text) else value for key, value in self.params})

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


_catalogue: dict[str, Mapping[str, str]] = {}
_NONE: Mapping[str, str] = {}


def T(context: str, source: str) -> Text:
    """Mark an English source text for translation.

    Args:
        context: The room (a feature or shared part), a literal.
        source: The English text, a literal; placeholders as ``{name}``.
    """
    return Text(context, source)


def install_catalogue(messages: Mapping[str, Mapping[str, str]]) -> None:
    """Make ``messages`` (context -> source -> translation) the language in which texts are read; empty means English.

    The language is the one piece of state the whole process shares: a person reads one language at a time.
    """
    _catalogue.clear()
    _catalogue.update(messages)


def load_catalogue(folder: Path, language: str) -> None:
    """Read ``<folder>/<language>.json`` and install it; ``en`` needs no file and shows the sources.

    Args:
        folder: Where the compiled catalogues lie (``resources/i18n``).
        language: ``zh_CN`` or ``en``.

    Raises:
        FileNotFoundError: No catalogue of that language is shipped.
    """
    if language == "en":
        install_catalogue({})
        return
    install_catalogue(json.loads((folder / f"{language}.json").read_text(encoding="utf-8")))

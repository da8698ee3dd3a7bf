"""The language shown: our catalogue and Qt's own texts, switched while the program runs."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app.core.text import Text, load_catalogue

AnyText = Text | str
"""A translatable text, or one that is the same in every language (a name, a number)."""

LANGUAGES = {"zh_CN": "简体中文", "en": "English"}

_NAMES = "_bound_names"
_CALLS = "_bound_calls"
_owners: weakref.WeakSet[QObject] = weakref.WeakSet()


class Language(QObject):
    """The language in force.

    Args:
        app: The application whose own texts follow.
        folder: Where the catalogues lie (``resources/i18n``).
        code: ``zh_CN`` or ``en``.

    Raises:
        FileNotFoundError: No catalogue of that language is shipped.
    """

    changed = Signal(str)

    def __init__(self, app: QApplication, folder: Path, code: str) -> None:
        super().__init__(app)
        self._app, self._folder = app, folder
        self._qt = QTranslator(self)
        self.code = ""
        self.switch(code)

    def switch(self, code: str) -> None:
        """Show another language; every bound text and every ``Retranslated`` widget follows at once.

        Raises:
            FileNotFoundError: No catalogue of that language is shipped.
        """
        if code == self.code:
            return
        load_catalogue(self._folder, code)
        self.code = code
        QLocale.setDefault(QLocale(code))
        self._app.removeTranslator(self._qt)
        path = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if code != "en" and self._qt.load(f"qtbase_{code}", path):
            self._app.installTranslator(self._qt)
        else:
            for window in self._app.topLevelWidgets():
                self._app.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        _render_all()
        self.changed.emit(code)


_language: list[Language] = []


def install_language(app: QApplication, folder: Path, code: str) -> Language:
    """Show a language from now on.

    Raises:
        FileNotFoundError: No catalogue of that language is shipped.
    """
    _language[:] = [Language(app, folder, code)]
    return _language[0]


def language() -> Language:
    """Return the language in force.

    Raises:
        RuntimeError: ``install_language`` was not called yet.
    """
    if not _language:
        raise RuntimeError("install_language comes before the first window")
    return _language[0]


def bind_text(setter: Callable[[str], Any], text: AnyText, owner: QObject | None = None) -> None:
    """Call ``setter(str(text))`` now and after every switch of the language, as long as the owner lives.

    Args:
        setter: A method of a Qt object (``label.setText``), or any callable together with an owner.
        text: What to show; a plain ``str`` is set once and ends an earlier binding of the same setter.
        owner: Who the callable belongs to, when it is not a method.

    Raises:
        TypeError: Neither a method of a Qt object nor an owner was given.
    """
    target = owner or getattr(setter, "__self__", None)
    if not isinstance(target, QObject):
        raise TypeError("bind_text needs a method of a QObject, or its owner")
    if owner is None:
        names: dict[str, Text] = target.__dict__.setdefault(_NAMES, {})
        names.pop(setter.__name__, None)
        if isinstance(text, Text):
            names[setter.__name__] = text
            _owners.add(target)
    elif isinstance(text, Text):
        target.__dict__.setdefault(_CALLS, []).append((setter, text))
        _owners.add(target)
    setter(str(text))


def _render_all() -> None:
    for target in list(_owners):
        if not shiboken6.isValid(target):
            continue
        for name, text in target.__dict__.get(_NAMES, {}).items():
            getattr(target, name)(str(text))
        for setter, text in target.__dict__.get(_CALLS, []):
            setter(str(text))


class Retranslated:
    """A mixin before a widget class: ``retranslate()`` is called whenever the language is switched."""

    def changeEvent(self, event: QEvent) -> None:
        """Read the texts again when the language changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # pyright: ignore[reportAttributeAccessIssue] - the widget class that follows has it

    def retranslate(self) -> None:
        """Set every text anew."""
        raise NotImplementedError

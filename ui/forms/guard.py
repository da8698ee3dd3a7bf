"""Nothing typed is lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.core.text import T
from ui.bridge.voice import Verb, Voice


class HasChanges(Protocol):
    """Anything that knows whether something would be lost: a ``Form``."""

    def changed(self) -> bool:
        """Say whether anything differs from what was saved."""
        raise NotImplementedError


class UnsavedGuard:
    """Stands before every way out of a form.

    Args:
        form: What may have changed.
        voice: Asks.
        save: Saves and then goes on: ``save(then)``; not offered if None.
        parent: The widget in whose window to ask.
    """

    def __init__(
        self,
        form: HasChanges,
        voice: Voice,
        save: Callable[[Callable[[], None]], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._form, self._voice, self._save, self._parent = form, voice, save, parent

    def leave(self, then: Callable[[], None]) -> None:
        """Go on at once if nothing would be lost; ask otherwise."""
        if not self._form.changed():
            then()
            return
        verbs = [Verb(T("forms", "Discard"), "discard", "danger"), Verb(T("forms", "Keep editing"), "stay", "cancel")]
        if self._save is not None:
            verbs.append(Verb(T("forms", "Save"), "save", "primary"))

        def answered(key: str) -> None:
            if key == "discard":
                then()
            elif key == "save" and self._save is not None:
                self._save(then)

        self._voice.ask(
            T("forms", "Save the changes?"),
            T("forms", "What you typed here has not been saved yet."),
            verbs,
            answered,
            self._parent,
        )

"""The one voice to the person at the desk: nothing else shows a message or asks a question.

What went well is a quiet bar in the page, what did not is a clear one that stays; only real questions open a box, with
verbs on its buttons. Everything said is remembered for tests and for the support bundle.
"""

from __future__ import annotations

import logging
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import AppError
from app.core.text import T
from ui.i18n.language import AnyText

log = logging.getLogger(__name__)

REMEMBERED = 200


@dataclass(frozen=True)
class Verb:
    """A button of a question or a message.

    Attributes:
        text: The verb people read.
        key: What is handed back.
        role: How it looks; ``cancel`` is also what Esc means.
        act: For a message: what pressing it does.
    """

    text: AnyText
    key: str
    role: Literal["primary", "plain", "danger", "cancel"] = "plain"
    act: Callable[[], None] | None = None


@dataclass(frozen=True)
class Message:
    """Something said.

    Attributes:
        level: ``done`` and ``info`` fade by themselves; ``warn`` and ``error`` stay.
        text: What was said.
        action: A button beside it, if any.
    """

    level: Literal["done", "info", "warn", "error"]
    text: AnyText
    action: Verb | None = None


@dataclass(frozen=True)
class Question:
    """A question asked."""

    title: AnyText
    text: AnyText
    verbs: tuple[Verb, ...]

    @property
    def escape(self) -> str:
        """The key that Esc stands for."""
        return next((verb.key for verb in self.verbs if verb.role == "cancel"), "")


class Place(Protocol):
    """Where messages appear: a ``MessageBar``."""

    def show_message(self, message: Message) -> None:
        """Show a message."""
        raise NotImplementedError

    def isVisible(self) -> bool:
        """Whether it, and all it stands in, can be seen; a bar without a message counts by its page."""
        raise NotImplementedError


class Voice(QObject):
    """Says and asks."""

    spoken = Signal(object)
    """Every ``Message``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said: deque[Message] = deque(maxlen=REMEMBERED)
        self._asked: deque[Question] = deque(maxlen=REMEMBERED)
        self._places: list[weakref.ref[QWidget]] = []
        self._answers: deque[str] = deque()
        self._undo: tuple[AnyText, Callable[[], None]] | None = None

    @property
    def said(self) -> list[Message]:
        """What was said, newest last."""
        return list(self._said)

    @property
    def asked(self) -> list[Question]:
        """What was asked, newest last."""
        return list(self._asked)

    def info(self, text: AnyText, undo: Callable[[], None] | None = None) -> None:
        """Say quietly that something was done.

        Args:
            text: What was done.
            undo: Takes it back, where that is possible.
        """
        verb = Verb(T("bridge", "Undo"), "undo", "plain", self._offer_undo(text, undo)) if undo else None
        self._say(Message("done", text, verb))

    def undo(self) -> None:
        """Take back what was last said with an offer to undo it, and say what that was; each offer holds once."""
        if self._undo is None:
            self.done(T("bridge", "There is nothing to undo."))
            return
        text, undo = self._undo
        self.done(T("bridge", "Taken back: {what}").with_(what=text))
        undo()

    def forget_undo(self) -> None:
        """Let go of the last offer: somebody else sits down, or the office is closed."""
        self._undo = None

    def done(self, text: AnyText, action: Verb | None = None) -> None:
        """Say quietly that something went well, with a next step if there is one."""
        self._say(Message("done", text, action))

    def warn(self, text: AnyText, action: Verb | None = None) -> None:
        """Say something to be looked at; it stays until closed."""
        self._say(Message("warn", text, action))

    def error(self, problem: BaseException | AnyText, action: Verb | None = None) -> None:
        """Say what did not work and what to do; it stays until closed.

        Args:
            problem: An ``AppError`` (its text is shown), or the text.
            action: A button that helps.

        Raises:
            BaseException: The problem itself, if it is a defect and not an ``AppError``.
        """
        if isinstance(problem, AppError):
            log.info("refused: %s", problem.code)
            problem = problem.text
        elif isinstance(problem, BaseException):
            raise problem
        self._say(Message("error", problem, action))

    def ask(
        self,
        title: AnyText,
        text: AnyText,
        verbs: Sequence[Verb],
        then: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        """Ask a real question and go on; ``then(key)`` is called with the answer.

        Args:
            title: The question in few words.
            text: What hangs on it.
            verbs: The buttons; the one with the role ``cancel`` is also Esc.
            then: What to do with the answer.
            parent: The widget in whose window to ask; the active one if not given.
        """
        question = Question(title, text, tuple(verbs))
        self._asked.append(question)
        if self._answers:
            then(self._answers.popleft())
            return
        from ui.bridge.question import QuestionBox  # a window that never asks need not load it

        QuestionBox(question, then, parent or QApplication.activeWindow()).open()

    def will_answer(self, *keys: str) -> None:
        """Answer the next questions at once, without a window (tests, the tour)."""
        self._answers.extend(keys)

    def add_place(self, place: QWidget) -> None:
        """Let messages appear in a widget with ``show_message``; it is forgotten when it is destroyed."""
        self._places.append(weakref.ref(place))

    def _offer_undo(self, text: AnyText, undo: Callable[[], None]) -> Callable[[], None]:
        """Return the undo for the button beside the message; the button and the key share one offer."""
        used = False

        def once() -> None:
            nonlocal used
            if self._undo is offer:
                self._undo = None
            if not used:
                used = True
                undo()

        self._undo = offer = (text, once)
        return once

    def _say(self, message: Message) -> None:
        self._said.append(message)
        self.spoken.emit(message)
        place = self._place()
        if place is not None:
            place.show_message(message)  # pyright: ignore[reportAttributeAccessIssue] - add_place asks for it

    def _place(self) -> QWidget | None:
        """The newest place whose surroundings are visible, in the active window before any other."""
        alive = [place for ref in self._places if (place := ref()) is not None and shiboken6.isValid(place)]
        self._places = [weakref.ref(place) for place in alive]
        seen = [place for place in reversed(alive) if _surroundings_visible(place)]
        active = QApplication.activeWindow()
        return next((place for place in seen if place.window() is active), seen[0] if seen else None)


def _surroundings_visible(place: QWidget) -> bool:
    parent = place.parentWidget()
    return place.isVisible() if parent is None else parent.isVisible()

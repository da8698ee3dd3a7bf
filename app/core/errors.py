"""Typed errors with a translatable text: what happened, and what to do about it.

Two families: an ``AppError`` is an expected refusal that the window shows calmly and the command line prints with
exit code 1; anything else that escapes is a defect and goes to the crash dialog.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core.text import T, Text


class AppError(Exception):
    """An expected failure with a text for the person at the desk.

    Attributes:
        text: What happened and what to do, translatable.
        code: A short stable name for scripts and tests (``ticket.move_refused``).
    """

    def __init__(self, text: Text, code: str = "refused") -> None:
        super().__init__(text.source)
        self.text = text
        self.code = code

    def __str__(self) -> str:
        return str(self.text)


class Refused(AppError):
    """A rule of the office or of the program forbids it; the text says which and what would be allowed."""


class NotAllowed(AppError):
    """The person's roles do not permit it."""


class NotFound(AppError):
    """The record does not exist (any more)."""


class EnvironmentFault(AppError):
    """The machine failed us: disk full, database locked or damaged, folder unreachable. Nothing was lost."""


class Invalid(AppError):
    """Some fields are missing or wrong.

    Attributes:
        fields: Field name -> what is wrong with it, in the order of the form.
    """

    def __init__(self, fields: Mapping[str, Text], code: str = "invalid") -> None:
        self.fields = dict(fields)
        problems = " ".join(map(str, self.fields.values())).replace("。 ", "。")  # each is a sentence
        super().__init__(T("core", "Please correct: {problems}").with_(problems=problems), code)


REQUIRED = T("core", "This field must be filled in.")

"""What the attachments module says."""

from __future__ import annotations

from app.core.text import T

TITLE = T("attachments", "Attachment")
NAME, NOTE, PERSONAL = T("attachments", "Name"), T("attachments", "What it shows"), T("attachments", "Personal data")

PROGRAM = T("attachments", "“{name}” is a program. Programs are not attached; a picture or a document of it can be.")
TOO_LARGE = T("attachments", "“{name}” has {size}; an attachment has at most {most}. Send it another way.")
TOO_MANY = T("attachments", "This record has {count} attachments already, which is as many as it may have.")
TWICE = T("attachments", "“{name}” is attached already.")
NO_FILE = T("attachments", "“{name}” is no file. Choose the files themselves, not their folder.")
NOT_HERE = T(
    "attachments",
    "“{name}” has not arrived at this desk yet. It is being fetched; look again in a moment, or see how the exchange "
    "stands.",
)
WAITING = T(
    "attachments",
    "“{name}” lies on no computer that could be reached. Switch on {desk}, where it was attached; then it comes by "
    "itself.",
)
LOST = T(
    "attachments",
    "The file of “{name}” is no longer in this computer's data folder. Attach it again where you still have it.",
)
CLOSED = T("attachments", "“{name}” holds personal data. Ask somebody who may see it.")
SOME_DESK = T("attachments", "the desk")
"""In place of a desk's name that is not known."""

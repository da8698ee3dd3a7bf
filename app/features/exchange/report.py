"""The exchange on paper: the recovery sheet for the safe, and an invitation to carry to another desk."""

from __future__ import annotations

from app.core.clock import OfficeZone
from app.core.phrasing import say_exact
from app.core.text import T
from app.documents.blocks import Block, Code, Document, Field, Fields, Heading, Paragraph, Qr, Signatures, Tone
from app.features.exchange.rules import grouped, groups

_STEPS = (
    T(
        "recovery",
        "1. If a computer of the office still works: open the page “Sync” there, then “More” and “Enter the recovery"
        " code”.",
    ),
    T(
        "recovery",
        "2. If none does: install the program on any computer, choose “Join an office that exists”, then the shared"
        " folder, and type this code where the code of an invitation is asked for.",
    ),
    T("recovery", "3. Type it group by group, or scan the picture. Capitals, dashes and blanks do not matter."),
    T("recovery", "4. Invite the other computers. Then this sheet goes back into the safe; it stays valid."),
)


def recovery_sheet(code: str, office: str, now: int, zone: OfficeZone) -> Document:
    """Return the sheet for the safe.

    Args:
        code: The recovery code in one piece.
        office: The office's name.
        now: The moment of printing, UTC milliseconds.
        zone: The office's time zone.
    """
    day = zone.day(now).isoformat()
    blocks: list[Block] = [
        Paragraph(
            T(
                "recovery",
                "All desks of this office exchange their work through a shared folder in which everything is encrypted."
                " This code is the office's master key. It is needed only if every computer that may manage the"
                " exchange is lost, stolen or broken. Nobody can make it anew, the makers of the program neither.",
            )
        ),
        Heading(T("recovery", "Recovery code")),
        Code(groups(code), columns=3),
        Qr(grouped(code), T("recovery", "The same code, to scan"), 34),
        Heading(T("recovery", "How to use it")),
        *(Paragraph(step) for step in _STEPS),
        Heading(T("recovery", "Who keeps it")),
        Paragraph(
            T(
                "recovery",
                "Put this sheet into a closed envelope in the office's safe, a second one in another house. Whoever has"
                " it can let computers into the office and read everything: do not photograph it, do not send it, do"
                " not keep it on a computer.",
            ),
            Tone.STRONG,
        ),
        Fields(
            [
                Field(T("recovery", "Kept where"), lines=2),
                Field(T("recovery", "Copies"), lines=2),
            ]
        ),
        Signatures([T("recovery", "Printed by"), T("recovery", "Put into the safe by")]),
    ]
    return Document(
        title=T("recovery", "Recovery sheet of the exchange"),
        office=office,
        subtitle=day,
        blocks=blocks,
        printed=T("recovery", "Printed {time}").with_(time=say_exact(now, zone)),
    )


def invite_sheet(code: str, folder: str, until: int, office: str, now: int, zone: OfficeZone) -> Document:
    """Return an invitation on paper.

    Args:
        code: Its code in one piece.
        folder: The shared folder.
        until: When it stops holding, UTC milliseconds.
        office: The office's name.
        now: The moment of printing, UTC milliseconds.
        zone: The office's time zone.
    """
    blocks: list[Block] = [
        Paragraph(T("recovery", "With this code one computer can join the office, once.")),
        Code(groups(code)),
        Fields(
            [
                Field(T("recovery", "Holds until"), say_exact(until, zone), wide=True, strong=True),
                Field(T("recovery", "Shared folder"), folder, wide=True),
            ]
        ),
        Heading(T("recovery", "At the new desk")),
        Paragraph(T("recovery", "1. Start the program. Choose “Join an office that exists”.")),
        Paragraph(T("recovery", "2. Choose the shared folder named above.")),
        Paragraph(T("recovery", "3. Type the code, give the desk a name, and wait until it is filled.")),
        Paragraph(T("recovery", "Destroy this sheet afterwards."), Tone.QUIET),
    ]
    return Document(
        title=T("recovery", "Invitation to join"),
        office=office,
        subtitle=zone.day(now).isoformat(),
        blocks=blocks,
        printed=T("recovery", "Printed {time}").with_(time=say_exact(now, zone)),
    )

"""Complaints on paper: the letter to the person, the file of a dispute, and the agreement that its parties sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.clock import OfficeZone
from app.core.text import T
from app.documents.blocks import (
    Block,
    Document,
    Field,
    Fields,
    Heading,
    Letter,
    Lines,
    Paragraph,
    Qr,
    Signatures,
    Table,
    Tone,
)
from app.documents.columns import Column
from app.features.complaints import rules
from app.features.complaints.disputes import DisputeFile, PartyRow
from app.features.complaints.lettering import chinese_date
from app.features.complaints.letters import LetterRow
from app.features.complaints.queries import ComplaintDetail

WITNESS = T("dispute", "Mediator")


@dataclass(frozen=True)
class Sender:
    """Who issues a paper: the office, its address and telephone, when and by whom it is printed, its time zone."""

    office: str
    address: str
    phone: str
    printed: str
    zone: OfficeZone

    @property
    def contact(self) -> str:
        """Address and telephone in one line."""
        parts = [self.address, T("dispute", "Tel. {phone}").format(phone=self.phone) if self.phone else ""]
        return "　".join(part for part in parts if part)


def letter_sheet(letter: LetterRow, number: str, sender: Sender, *, compact: bool = False) -> Document:
    """Return a letter on the office's letterhead.

    Args:
        letter: The letter.
        number: The complaint's number.
        sender: Who issues it.
        compact: Set closer, so that it stays on one sheet.
    """
    return Document(
        title=letter.title,
        office=sender.office,
        subtitle=T("dispute", "No. {number}").with_(number=number),
        printed=sender.printed,
        zone=sender.zone,
        letterhead=sender.contact,
        blocks=[
            Letter(
                letter.receiver,
                letter.body,
                sender.office,
                chinese_date(date.fromisoformat(letter.written_on)),
                compact,
            )
        ],
    )


def dispute_sheet(detail: ComplaintDetail, file: DisputeFile, sender: Sender) -> Document:
    """Return the whole file of a dispute, for the office and for authorities: it holds what was said in confidence.

    Args:
        detail: The complaint.
        file: Its file, read by somebody who may read it.
        sender: Who issues it.
    """
    values, zone = detail.values, sender.zone
    number = str(values["number"])

    def moment(value: int | None) -> str:
        return "" if value is None else f"{zone.local(value):%Y-%m-%d %H:%M}"

    blocks: list[Block] = [
        Fields(
            [
                Field(T("dispute", "Number"), number, strong=True),
                Field(T("dispute", "Stage"), rules.stage_title(values["stage"]), strong=True),
                Field(T("dispute", "Place"), detail.room, strong=True),
                Field(T("dispute", "Subject"), detail.subject),
                Field(T("dispute", "Complainant"), values["person_name"]),
                Field(T("dispute", "Received"), moment(values["reported_at"])),
                Field(T("dispute", "Responsible"), detail.staff),
                Field(T("dispute", "Mediator"), detail.mediator or detail.staff),
                Field(T("dispute", "Description"), values["description"], wide=True),
                Field(T("dispute", "What was found"), values["findings"], wide=True),
            ]
        ),
        Heading(T("dispute", "1 Parties")),
        _parties(file.parties),
        Heading(T("dispute", "2 Talks")),
        Table(
            [
                Column("at", T("dispute", "When"), 26),
                Column("party", T("dispute", "With whom"), 26),
                Column("place", T("dispute", "Where"), 22),
                Column("text", T("dispute", "What was said"), 82),
                Column("who", T("dispute", "Led by"), 20),
            ],
            [(moment(talk.at), talk.party, talk.place, talk.text, talk.who) for talk in file.talks],
            empty=T("dispute", "No talk was written down."),
        ),
        Heading(T("dispute", "3 Register of evidence")),
        _register(file, zone),
        Paragraph(
            T(
                "dispute",
                "SHA-256 is the fingerprint of the file as it was registered; a changed file has another one.",
            ),
            Tone.QUIET,
        ),
        *_partners(file, zone),
        Heading(T("dispute", "5 Agreement")),
        *_agreement(file),
        *_looks_back(file, zone),
    ]
    return Document(
        title=T("dispute", "Mediation file"),
        office=sender.office,
        subtitle=f"{number} {values['title']}",
        printed=sender.printed,
        zone=zone,
        qr=Qr(number, number),
        blocks=blocks,
    )


def agreement_sheet(detail: ComplaintDetail, file: DisputeFile, sender: Sender) -> Document:
    """Return the agreement of a dispute for its parties to sign; nothing that was said in confidence stands in it."""
    values = detail.values
    number = str(values["number"])
    sides = [party for party in file.parties if party.side != "other"]
    blocks: list[Block] = [
        _parties(file.parties, stance=False),
        Heading(T("dispute", "Matter")),
        Paragraph(T("dispute", "{title} ({place})").with_(title=values["title"], place=detail.room)),
        Heading(T("dispute", "The parties agree on the following of their own free will:")),
        Paragraph(file.compromise, indented=True) if file.compromise else Lines(10),
        Paragraph(
            T(
                "dispute",
                "Each party and the office keep one copy. If an agreement is not kept, every party may turn to the"
                " office, the people's mediation committee or the court.",
            ),
            Tone.QUIET,
        ),
        Signatures([*(party.name for party in sides), WITNESS]),
    ]
    return Document(
        title=T("dispute", "Agreement of neighbours"),
        office=sender.office,
        subtitle=number,
        printed=sender.printed,
        zone=sender.zone,
        qr=Qr(number, number),
        blocks=blocks,
    )


def _parties(parties: Sequence[PartyRow], *, stance: bool = True) -> Table:
    columns = [
        Column("side", T("dispute", "Side"), 20),
        Column("name", T("dispute", "Name"), 24),
        Column("room", T("dispute", "House"), 30),
        Column("phone", T("dispute", "Telephone"), 28),
    ]
    rows = [(rules.SIDES.get(one.side, one.side), one.name, one.room, one.phone) for one in parties]
    if stance:
        columns.append(Column("stance", T("dispute", "What they say and want"), 74))
        rows = [(*row, one.stance) for row, one in zip(rows, parties, strict=True)]
    return Table(columns, rows, empty=T("dispute", "No party was entered."))


def _register(file: DisputeFile, zone: OfficeZone) -> Table:
    def made(value: int | None) -> str:
        return "" if value is None else f"{zone.local(value):%Y-%m-%d %H:%M}"

    return Table(
        [
            Column("number", T("dispute", "No."), 9),
            Column("kind", T("dispute", "Kind"), 20),
            Column("title", T("dispute", "What it shows"), 46),
            Column("taken", T("dispute", "Made"), 26),
            Column("giver", T("dispute", "From"), 20),
            Column("where", T("dispute", "File and SHA-256, or where it lies"), 56),
        ],
        [
            (
                str(item.number),
                rules.EVIDENCE.get(item.kind, item.kind),
                item.title,
                made(item.taken_at),
                item.giver,
                f"{item.file}\n{_spelled(item.sha256)}" if item.sha256 else item.lies,
            )
            for item in file.evidence
        ],
        dense=True,
        empty=T("dispute", "Nothing was registered."),
    )


def _spelled(digest: str) -> str:
    """Return a hash in groups of eight, as it is compared by eye."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _partners(file: DisputeFile, zone: OfficeZone) -> list[Block]:
    rows = [
        ("" if one.at is None else f"{zone.local(one.at):%Y-%m-%d %H:%M}", one.title, one.note) for one in file.partners
    ]
    return [
        Heading(T("dispute", "4 Partners turned to")),
        Table(
            [
                Column("at", T("dispute", "When"), 30),
                Column("who", T("dispute", "Institution"), 40),
                Column("note", T("dispute", "What was asked and answered"), 106),
            ],
            rows,
            empty=T("dispute", "Nobody was turned to."),
        ),
    ]


def _agreement(file: DisputeFile) -> list[Block]:
    outcome = rules.OUTCOMES.get(file.outcome, "") if file.outcome else T("dispute", "still open")
    sides = [party for party in file.parties if party.side != "other"]
    return [
        Fields(
            [
                Field(T("dispute", "Outcome"), outcome, strong=True),
                Field(T("dispute", "Agreed on"), file.settled_on),
                Field(T("dispute", "Agreement"), file.compromise, wide=True, lines=3),
            ]
        ),
        Signatures([*(party.name for party in sides), WITNESS]),
    ]


def _looks_back(file: DisputeFile, zone: OfficeZone) -> list[Block]:
    if not file.follow_ups:
        return []
    return [
        Heading(T("dispute", "6 Looks back")),
        Table(
            [
                Column("due", T("dispute", "Day"), 24),
                Column("text", T("dispute", "What is looked at"), 60),
                Column("staff", T("dispute", "Who"), 20),
                Column("done", T("dispute", "Done"), 30),
                Column("finding", T("dispute", "What was found"), 42),
            ],
            [
                (
                    one.due_on,
                    one.text,
                    one.staff,
                    "" if one.done_at is None else f"{zone.local(one.done_at):%Y-%m-%d %H:%M}",
                    one.finding,
                )
                for one in file.follow_ups
            ],
        ),
    ]

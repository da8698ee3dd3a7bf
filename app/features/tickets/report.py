"""The work slip (派工单): one A4 sheet that field staff take along and bring back signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.clock import OfficeZone
from app.core.text import T, Text
from app.documents.blocks import (
    Checklist,
    Document,
    Field,
    Fields,
    Heading,
    Item,
    Lines,
    Paragraph,
    Qr,
    Signatures,
    Tone,
)
from app.features.tickets import rules


def work_slip(detail: Mapping[str, Any], office: str, printed: str, zone: OfficeZone) -> Document:
    """Return the work slip of a ticket.

    Args:
        detail: Field -> value of ``slip_fields``: the ticket's columns and the names its ids stand for.
        office: The office's name.
        printed: When and by whom it is printed.
        zone: The office's time zone.
    """

    def moment(key: str) -> str:
        value = detail.get(key)
        return "" if value is None else f"{zone.local(value):%Y-%m-%d %H:%M}"

    number = str(detail["number"])
    level = rules.LEVELS.get(str(detail["level"]), str(detail["level"]))
    return Document(
        title=T("slip", "Work slip"),
        office=office,
        subtitle=number,
        printed=printed,
        zone=zone,
        qr=Qr(number, number),
        blocks=[
            Fields(
                [
                    Field(T("slip", "Number"), number, strong=True),
                    Field(T("slip", "Level"), level, strong=True),
                    Field(T("slip", "Place"), detail["room"], strong=True),
                    Field(T("slip", "Category"), detail["category_title"]),
                    Field(T("slip", "Requester"), detail["requester_name"]),
                    Field(T("slip", "Telephone"), detail["requester_phone"]),
                    Field(T("slip", "Department"), rules.DEPARTMENTS.get(detail["department"], detail["department"])),
                    Field(T("slip", "Assigned to"), detail["assignee"]),
                    Field(T("slip", "Entered"), moment("entered_at")),
                    Field(T("slip", "First response due"), moment("respond_due")),
                    Field(T("slip", "On site due"), moment("arrive_due")),
                    Field(T("slip", "Result due"), moment("finish_due")),
                    Field(T("slip", "Description"), detail["description"], wide=True, lines=3),
                    Field(T("slip", "Please note"), detail.get("notes", ""), wide=True, lines=2),
                ]
            ),
            Heading(T("slip", "Work done")),
            Fields(
                [
                    Field(T("slip", "Arrived")),
                    Field(T("slip", "Finished")),
                    Field(T("slip", "Cause"), wide=True),
                    Field(T("slip", "Result"), wide=True, lines=3),
                    Field(T("slip", "Materials"), wide=True, lines=2),
                    Field(T("slip", "Fee (yuan)")),
                    Field(T("slip", "Photos taken")),
                ]
            ),
            Heading(T("slip", "The resident's word")),
            Checklist([Item(title) for title in _verdicts()], columns=3),
            Lines(1, T("slip", "Remarks")),
            Signatures([T("slip", "Worker"), T("slip", "Resident"), T("slip", "Checked by")]),
            Paragraph(T("slip", "Bring the signed slip back to the reception desk."), Tone.QUIET),
        ],
    )


def _verdicts() -> list[Text]:
    return [title for code, title in rules.RESIDENT_VERDICTS.items() if code != "unreachable"]

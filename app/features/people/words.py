"""The codes a person may carry, and what people call the fields."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.text import T, Text

TITLE = T("people", "Person")

RELATIONS: Mapping[str, Text] = {
    "owner": T("people", "Owner"),
    "family": T("people", "Family"),
    "tenant": T("people", "Tenant"),
    "agent": T("people", "Agent"),
    "other": T("people", "Other"),
}

KINDS: Mapping[str, Text] = RELATIONS
"""What somebody is to the office as a whole; the relation to each house is the residence's own."""

SEXES: Mapping[str, Text] = {"male": T("people", "Male"), "female": T("people", "Female")}

PREFERENCE, CARE_FLAG = "preference", "care_flag"

FIELDS: Mapping[str, Text] = {
    "name": T("people", "Name"),
    "phones": T("people", "Phones"),
    "houses": T("people", "Houses"),
    "kind": T("people", "Kind"),
    "preferences": T("people", "Preferences"),
    "care_flags": T("people", "Care flags"),
    "vehicles": T("people", "Vehicles"),
    "note": T("people", "Sticky note"),
    "sex": T("people", "Sex"),
    "born_on": T("people", "Born on"),
    "id_card": T("people", "Identity card"),
    "company": T("people", "Company"),
    "wechat": T("people", "WeChat"),
    "emergency_name": T("people", "Emergency contact"),
    "emergency_phone": T("people", "Emergency phone"),
    "code": T("people", "Code"),
}
"""Form field -> title, in the order of the form."""

SETS = ("phones", "houses", "preferences", "care_flags", "vehicles")
COLUMNS = tuple(field for field in FIELDS if field not in SETS)
"""Form fields that are columns of the person itself."""

"""Words of the page that are made from what the exchange tells."""

from __future__ import annotations

from app.core.clock import MINUTE
from app.core.phrasing import say_span
from app.core.text import T, Text
from app.features.exchange.rules import CLOCK_OFF
from app.features.exchange.service import Peer, VersionRow
from ui.tables.display import Display
from ui.theme.tokens import Tone

QUIET = 3 * 24 * 60 * MINUTE
"""After so long without a word from a desk it is worth asking, milliseconds."""


def heard(peer: Peer, display: Display) -> Text | str:
    """Return when a desk was last heard from."""
    if peer.retired:
        return T("exchange", "has left")
    return T("exchange", "never yet") if peer.heard_at is None else display.moment(peer.heard_at)


def behind(peer: Peer) -> Text:
    """Return how far a desk and this one lag behind each other."""
    if peer.retired:
        return T("exchange", "–")
    if peer.missing and peer.behind:
        both = T("exchange", "has {missing} packets to fetch; {behind} of its own are not here yet")
        return both.with_(missing=peer.missing, behind=peer.behind)
    if peer.missing:
        return T("exchange", "has {n} packets to fetch").with_(n=peer.missing)
    if peer.behind:
        return T("exchange", "{n} of its packets are not here yet").with_(n=peer.behind)
    return T("exchange", "has everything")


def clock(off: int) -> Text:
    """Return how a clock differs from the server's."""
    if abs(off) < CLOCK_OFF:
        return T("exchange", "right")
    said = T("exchange", "{span} ahead") if off > 0 else T("exchange", "{span} behind")
    return said.with_(span=say_span(off))


def clock_tone(off: int) -> Tone | None:
    """Return the tone of a clock."""
    return "soon" if abs(off) >= CLOCK_OFF else None


def heard_tone(peer: Peer, now: int) -> Tone | None:
    """Return the tone of when a desk was last heard from."""
    if peer.retired:
        return "muted"
    return "soon" if peer.heard_at is None or now - peer.heard_at > QUIET else None


def author(version: VersionRow, display: Display) -> Text | str:
    """Return who wrote a value, where and when: ``小周 · 前台二 · 今天 10:05``."""
    return " · ".join(part for part in (version.who, version.desk, display.moment(version.at)) if part)

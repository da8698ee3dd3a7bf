"""What can be done with shift handovers; the parts stand in rooms of their own, one for each thing done with them."""

from __future__ import annotations

from app.features.handover.counting import Counts, Piece, piece_title, shown
from app.features.handover.listing import index
from app.features.handover.papers import HandoverPapers
from app.features.handover.queries import (
    FlagView,
    HandoverDetail,
    HandoverHit,
    HandoverService,
    LineView,
    StepLine,
    Waiting,
)
from app.features.handover.rules import Counted
from app.features.handover.sealing import Difference, Verdict

__all__ = [
    "Counted",
    "Counts",
    "Difference",
    "FlagView",
    "HandoverDetail",
    "HandoverHit",
    "HandoverPapers",
    "HandoverService",
    "LineView",
    "Piece",
    "StepLine",
    "Verdict",
    "Waiting",
    "index",
    "piece_title",
    "shown",
]

"""What the exchange does by itself to keep the share small and quick, and when."""

from __future__ import annotations

from dataclasses import dataclass

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS


@dataclass
class Rules:
    """Thresholds; times in milliseconds.

    Attributes:
        snapshot_after: Operations since the newest snapshot after which the desk whose turn it is writes another.
        behind: Segments from which a snapshot is read instead of them.
        every: The share is tidied at most so often.
        pack_after: Age at which segments are packed.
        confirm_after: How long after it was written a pack is read back and its originals are deleted.
        truncate: Whether segments that two snapshots cover are deleted at all.
        truncate_after: Their age then.
        heard_within: A desk that was heard from within this time must have taken them in.
        own_temps: Age at which files that this desk was writing are removed.
        other_temps: Age at which any such files are removed.
        loose_chunks: How long a chunk that no snapshot names is left alone.
        patience: How long a missing segment is waited for before a snapshot that covers it is read.
    """

    snapshot_after: int = 20_000
    behind: int = 200
    every: int = HOUR_MS
    pack_after: int = DAY_MS
    confirm_after: int = MINUTE_MS
    truncate: bool = False
    truncate_after: int = 90 * DAY_MS
    heard_within: int = 180 * DAY_MS
    own_temps: int = DAY_MS
    other_temps: int = 7 * DAY_MS
    loose_chunks: int = DAY_MS
    patience: int = MINUTE_MS

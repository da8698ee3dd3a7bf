"""Garbage is collected on the GUI thread only: a worker that frees a widget takes the process down."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


def collect_on_gui_thread(parent: QObject) -> QTimer:
    """Switch automatic collection off and do it by timer while the parent lives.

    What exists now (modules, classes) is frozen, so that each round looks at new objects only.

    Args:
        parent: Owns the timer; the application.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    thresholds = gc.get_threshold()
    timer = QTimer(parent)

    def collect() -> None:
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    timer.timeout.connect(collect)
    timer.start(EVERY_MS)
    parent.destroyed.connect(gc.enable)
    return timer

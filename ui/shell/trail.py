"""Where the person has been: back and forward over pages and records."""

from __future__ import annotations

from ui.bridge.desk import Target

LONGEST = 50


class Trail:
    """The places visited, like a browser's history."""

    def __init__(self) -> None:
        self._places: list[Target] = []
        self._at = -1

    @property
    def here(self) -> Target | None:
        """The present place."""
        return self.look(0)

    @property
    def places(self) -> tuple[Target, ...]:
        """Every place, the oldest first."""
        return tuple(self._places)

    def look(self, step: int) -> Target | None:
        """Return the place so many steps forward (back if negative), or None."""
        at = self._at + step
        return self._places[at] if 0 <= at < len(self._places) else None

    def move(self, step: int) -> None:
        """Go to the place that ``look`` returned."""
        if self.look(step) is not None:
            self._at += step

    def visit(self, place: Target) -> None:
        """Note a new place; what lay forward is forgotten, the same place twice in a row is one."""
        if self.here == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[:-LONGEST]
        self._at = len(self._places) - 1

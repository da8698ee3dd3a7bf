"""The theme in force: one for the whole process, as a person looks at one screen."""

from __future__ import annotations

from ui.theme.tokens import Theme

_current: list[Theme] = []


def theme() -> Theme:
    """Return the theme in force.

    Raises:
        RuntimeError: No theme was installed yet.
    """
    if not _current:
        raise RuntimeError("install_appearance comes before the first widget")
    return _current[0]


def set_theme(theme: Theme) -> None:
    """Put a theme in force."""
    _current[:] = [theme]

"""Headless verbs: the same services the window uses, for scripts, trials and repairs."""

from app.cli.main import main

__all__ = ["main"]

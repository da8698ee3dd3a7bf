"""The doors of the weekly plan: what other rooms may know of it."""

from __future__ import annotations

from app.features.plans.book import BookedTask, TaskBook

__all__ = ["BookedTask", "TaskBook"]

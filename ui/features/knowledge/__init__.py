"""Scenario cards: what a receptionist does and says when residents call about something."""

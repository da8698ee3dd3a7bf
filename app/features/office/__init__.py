"""The office itself: founding it, its settings, its dictionaries and scenario cards."""

"""The windows: everything that needs Qt. Imported by main.py only."""

"""Shifts: the kinds of shift an office works in, and who is on duty when."""

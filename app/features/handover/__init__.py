"""Shift handovers: made from the data, read line by line, signed by both and sealed."""

"""Finished sheets on the screen and on paper."""

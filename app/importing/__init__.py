"""Spreadsheets in: reading, header detection, column mapping, trial run, refused rows. Knows no feature."""

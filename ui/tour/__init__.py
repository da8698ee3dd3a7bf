"""The program shown by itself, without a screen: an invented office, one worked day, every page and every sheet."""

"""Settings: each declared once with its type, default, source and help; the page and the file reader derive from it."""

"""One declaration per setting; pages and the file reader derive from it."""

"""Work off the window's thread: one lane for the database, a pool for the rest; progress and cancel."""

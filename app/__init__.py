"""Everything the program can do, without a window: runs headless and imports no Qt."""

__version__ = "0.1.0"

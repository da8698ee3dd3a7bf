"""The language of the windows, switched at run time."""

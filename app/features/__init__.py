"""The office's work, one folder for each module the desk uses."""

"""The pages, one folder for each module the desk uses."""

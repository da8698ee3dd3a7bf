"""The weekly plan."""

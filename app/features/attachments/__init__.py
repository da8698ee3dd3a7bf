"""Pictures and files that belong to tickets, people and houses."""

"""The ticket desk: list, detail, intake, moves."""

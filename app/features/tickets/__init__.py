"""Tickets: intake, states, clocks, events, promises, work slips and ledgers."""

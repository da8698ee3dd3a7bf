"""The handover tab: preparing, reading and signing handovers, and who is on duty."""

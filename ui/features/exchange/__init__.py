"""同步: how the exchange between desks stands, what it could not decide, and who takes part."""

"""Houses: buildings, units and rooms, and every spelling that finds them."""

"""Complaints (投诉): grades, stages and clocks, letters, causes and measures, disputes of neighbours."""

"""People: residents, their phones, houses, preferences, care flags and vehicles."""

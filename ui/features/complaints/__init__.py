"""The complaints tab."""

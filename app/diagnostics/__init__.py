"""Logging, crash texts and the support bundle."""

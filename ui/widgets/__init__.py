"""Small shared widgets that know no feature."""

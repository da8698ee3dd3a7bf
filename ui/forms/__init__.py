"""Forms: field declarations on the screen."""

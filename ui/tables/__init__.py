"""List pages: columns, filters and paged queries on the screen."""

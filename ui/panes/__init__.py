"""The panes that show one record, and what every one of them has: loading, links, words that lead somewhere."""

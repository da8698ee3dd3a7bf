"""The vocabulary every room shares: ids, clock, money, errors, changes, translatable texts. Standard library only."""

"""The people of the estate and their houses: lists, cards, forms, doubles."""

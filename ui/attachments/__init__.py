"""Pictures and files of a record: small beside it, large in a window of their own, added in any way people know."""

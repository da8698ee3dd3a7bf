"""The local database: connection, records, units of work, change capture, history, lists, search and backup."""

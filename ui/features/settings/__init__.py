"""Settings, and what an office keeps in order: staff, dictionaries, imports, backups, the audit log."""

"""Staff: accounts, roles, permissions, login and lock."""

"""The database. Verbs say what happens, as SQL in one transaction; a store runs them on SQLite or PostgreSQL."""

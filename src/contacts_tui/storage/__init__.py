"""Everything that knows SQL: rows never leave it."""

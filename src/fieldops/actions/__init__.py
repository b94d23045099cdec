"""Use cases: what a user can do. Each runs in one transaction, which ``fieldops.database.door.perform`` opens."""

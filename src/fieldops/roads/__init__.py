"""The road engine: asked outside of any transaction, its answers kept in the database, where actions find them."""

"""How webhooks are sent: what is said, how it is signed, and whom it may reach."""

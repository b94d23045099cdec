"""Log-in by an OpenID Connect provider: what is sent there, and what is believed of its answers."""

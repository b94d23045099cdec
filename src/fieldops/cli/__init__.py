"""The command line."""

from fieldops.cli.main import main

__all__ = ["main"]

"""Imports' rows: heads, previews and what a commit writes; a target says for each kind where it goes."""

"""File names as people gave them: only ever shown, never a path."""

from __future__ import annotations

import re

LONGEST = 200


def sanitised(name: str) -> str:
    """The last part of ``name``, at most 200 characters, without any that can't be seen; may be empty.

    Among those that can't be seen are control characters and what turns the direction of writing around.
    """
    seen = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in name)
    last = re.split(r"[/\\]", seen.rstrip("/\\ "))[-1]
    return last.strip(" .")[:LONGEST].rstrip(" .")


def with_ending(name: str, ending: str) -> str:
    """``name`` with ``ending`` instead of its own, which may say something else than its content is."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,10}$", "", name).rstrip(" .")
    return (stem or "file") + ending

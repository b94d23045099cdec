"""Slashes inside of a path parameter: a code may hold one, and it comes as %2F.

ASGI servers decode a path before it is routed, which would make two parts of one. So such a slash travels as a
character that no code holds, and becomes a slash again when the route is found.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

INSIDE = "\x1f"


def keep_slashes(scope: Any) -> None:
    """To be called before routing."""
    raw = scope.get("raw_path") or b""
    if b"%2f" in raw.lower():
        scope["path"] = unquote(re.sub(r"(?i)%2f", INSIDE, raw.decode("latin-1")))


def restore_slashes(scope: Any) -> None:
    """To be called after routing."""
    found = scope["path_params"]
    scope["path_params"] = {
        name: value.replace(INSIDE, "/") if isinstance(value, str) else value for name, value in found.items()
    }


def names_nothing(scope: Any) -> bool:
    """Whether a path parameter is one that the database can't even be asked about: a NUL, or a number beyond 64 bits."""
    given = scope["path_params"].values()
    return any(
        "\0" in value if isinstance(value, str) else isinstance(value, int) and value >= 2**63 for value in given
    )


def shown_path(scope: Any) -> str:
    """The path as it may be repeated to the caller."""
    path: str = scope["path"].replace(INSIDE, "%2F")
    return path[:500]

"""Lists of what is computed for the request, not read from a table: filtered, ordered and cut like all others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

import msgspec

from fieldops.web.lists import Asked, Page

F = TypeVar("F", bound=msgspec.Struct)
R = TypeVar("R")


def page_of(asked: Asked[F], rows: Sequence[R], *, besides: Collection[str] = ()) -> Page[R]:
    """Filters are named like the fields that they compare, but for those in ``besides``; between equals the given order stays."""
    wanted = {
        name: sought
        for name, sought in msgspec.structs.asdict(asked.filters).items()
        if sought is not None and name not in besides
    }
    found = [row for row in rows if all(getattr(row, name) == sought for name, sought in wanted.items())]
    name = asked.ordering.removeprefix("-")
    ordered = sorted(found, key=lambda row: getattr(row, name))
    if asked.ordering.startswith("-"):
        ordered.reverse()
    return asked.page(len(ordered), ordered[asked.offset : asked.offset + asked.limit])

"""What a list request asks of the store, and what its answer looks like."""

from __future__ import annotations

from typing import Any

import msgspec

from fieldops.store.pages import Wanted
from fieldops.web.lists import Asked


def wanted(asked: Asked[Any]) -> Wanted:
    """Filters are named like the columns that they compare."""
    equal = {name: value for name, value in msgspec.structs.asdict(asked.filters).items() if value is not None}
    return Wanted(equal=equal, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)


def page_of(*results: object) -> dict[str, Any]:
    """An example page that holds them all."""
    return {
        "count": len(results),
        "results": list(results),
        "limit": 50,
        "offset": 0,
        "next": None,
        "previous": None,
    }

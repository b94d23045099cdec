"""What a list request asks of the store."""

from __future__ import annotations

from typing import Any

import msgspec

from fieldops.store.pages import Wanted
from fieldops.web.lists import Asked


def wanted(asked: Asked[Any]) -> Wanted:
    """Filters are named like the columns that they compare."""
    equal = {name: value for name, value in msgspec.structs.asdict(asked.filters).items() if value is not None}
    return Wanted(equal=equal, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)

"""Values as JSON: every moment leaves in ISO-8601 with the offset of the network's zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec


def encode(value: object, zone: ZoneInfo) -> bytes:
    """``value`` (Structs, dataclasses, containers) as JSON; raises ValueError for a moment without an offset."""
    return msgspec.json.encode(shown(value, zone))


def shown(value: object, zone: ZoneInfo) -> Any:
    """``value`` in plain JSON types. Sets are sorted, so that the same value looks the same every time."""
    plain = msgspec.to_builtins(value, builtin_types=(datetime,), order="deterministic", str_keys=True)
    return _localised(plain, zone)


def local(moment: datetime, zone: ZoneInfo) -> str:
    """``moment`` as people of the network read it."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment.isoformat()} has no offset; a moment without one must not leave")
    return moment.astimezone(zone).isoformat()


def _localised(plain: Any, zone: ZoneInfo) -> Any:
    if isinstance(plain, datetime):
        return local(plain, zone)
    if isinstance(plain, dict):
        return {key: _localised(item, zone) for key, item in plain.items()}
    if isinstance(plain, list | tuple):
        return [_localised(item, zone) for item in plain]
    return plain

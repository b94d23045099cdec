"""Results of the API as a sheet: what is nested gets dotted headings, what is many becomes one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from fieldops.files.kinds import CSV, XLSX
from fieldops.sheets.cells import Heading
from fieldops.sheets.writing import write_csv, write_xlsx
from refusals.base import Language

KEPT = (datetime, date, time, Decimal)
"""Types that cells know; everything else becomes what it is in JSON."""


def as_sheet(
    results: Sequence[Any], form: Literal["csv", "xlsx"], zone: ZoneInfo, language: Language
) -> tuple[bytes, str]:
    """``results`` (mappings, dataclasses or Structs) as a file, one row each, and its media type.

    Moments must be datetimes with an offset: text that looks like one is written as it is. A field that no result has
    makes no column, so nothing makes an empty sheet.
    """
    flat = [dict(_flat(_plain(one))) for one in results]
    headings = [Heading(name, any(isinstance(row.get(name), datetime) for row in flat)) for name in _names(flat)]
    rows = ([_one(row.get(heading.name), zone) for heading in headings] for row in flat)
    if form == "csv":
        return write_csv(headings, rows, zone=zone, language=language), CSV
    return write_xlsx(headings, rows, zone=zone, language=language), XLSX


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return msgspec.to_builtins(value, builtin_types=KEPT, order="deterministic")


def _flat(value: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _flat(inner, f"{above}{key}.")
        else:
            yield f"{above}{key}", inner


def _names(flat: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of all rows, each behind the one that it first came after.

    ``appointment``, which is empty in some rows, is left out where others have ``appointment.starts``.
    """
    names: list[str] = []
    for row in flat:
        at = 0
        for name in row:
            if name not in names:
                names.insert(at, name)
            at = names.index(name) + 1
    parted = {name for name in names if any(other.startswith(f"{name}.") for other in names)}
    return [name for name in names if name not in parted or any(row.get(name) is not None for row in flat)]


def _one(value: Any, zone: ZoneInfo) -> Any:
    """``value`` as a single cell."""
    if isinstance(value, list | tuple):
        return "; ".join(_said(item, zone) for item in value)
    return _said(value, zone) if isinstance(value, Mapping) else value


def _said(value: Any, zone: ZoneInfo) -> str:
    """``value`` inside of a text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(zone).isoformat()
        case list() | tuple():
            return f"({', '.join(_said(item, zone) for item in value)})"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={_said(item, zone)}" for key, item in value.items())
    return str(value)

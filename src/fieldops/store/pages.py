"""One page of a table: two queries, however many rows there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from piccolo.columns import Column
from piccolo.columns.combination import Where, WhereRaw
from piccolo.table import Table

MOST = {"SMALLINT": 2**15, "INTEGER": 2**31, "BIGINT": 2**63, "SERIAL": 2**31}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Rows whose columns equal ``equal`` (None asks nothing, a tuple for any of its values, none if it is empty), by
    ``ordering``, a column with '-' in front if descending."""

    equal: Mapping[str, object]
    ordering: str
    limit: int
    offset: int


async def page(table: type[Table], wanted: Wanted, also: Any = None) -> tuple[int, list[dict[str, Any]]]:
    """How many rows there are, and those wanted; the primary key decides between equals.

    ``also`` is a condition that isn't the equality of a column.
    """
    column = _column(table, wanted.ordering.removeprefix("-"))
    rising = not wanted.ordering.startswith("-")
    conditions: list[Any] = [
        equals(_column(table, name), sought) for name, sought in wanted.equal.items() if sought is not None
    ]
    if also is not None:
        conditions.append(also)
    counting, selecting = table.count(), table.select()
    if conditions:
        counting, selecting = counting.where(*conditions), selecting.where(*conditions)
    ordered = selecting.order_by(column, ascending=rising)
    if column is not table._meta.primary_key:
        ordered = ordered.order_by(table._meta.primary_key, ascending=rising)
    return await counting.run(), await ordered.limit(wanted.limit).offset(wanted.offset).run()


def equals(column: Column, sought: object) -> Where | WhereRaw:
    """That ``column`` is what is sought, or one of a tuple; nothing is one of none, or a number that doesn't fit into it."""
    if sought == () or not _holds(column, sought):
        return WhereRaw("FALSE")  # Piccolo takes no empty list, asyncpg no such number
    return column.is_in(list(sought)) if isinstance(sought, tuple) else column == sought


def _holds(column: Column, sought: object) -> bool:
    most = MOST.get(column.column_type)
    return most is None or not isinstance(sought, int) or -most <= sought < most


def _column(table: type[Table], name: str) -> Column:
    return table._meta.get_column_by_name(name)

"""What every store does with rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import asyncpg
import msgspec
from piccolo.columns import Column
from piccolo.table import Table

from fieldops.store.reach import everywhere
from refusals import AlreadyThere, FieldProblem, refuse_all, unknown

CHUNK = 500
"""Rows an INSERT: PostgreSQL takes 65,535 parameters at most, and the widest table has fewer than 20 columns."""

Value = TypeVar("Value")


class Overtaken(asyncpg.SerializationError):  # type: ignore[misc]
    """Another transaction committed the same key after this one had looked for it.

    The door runs the action again: it now sees what is there, and refuses it by name.
    """


async def insert(table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, column name to value.

    :raises Overtaken: a key is taken. The store has looked before, so somebody else took it meanwhile.
    """
    with _overtaken():
        for start in range(0, len(rows), CHUNK):
            await table.insert(*(table(**row) for row in rows[start : start + CHUNK])).run()


async def insert_returning(table: type[Table], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The same, with the numbers that the rows were given, in their order."""
    given: list[int] = []
    with _overtaken():
        for start in range(0, len(rows), CHUNK):
            adding = table.insert(*(table(**row) for row in rows[start : start + CHUNK]))
            given.extend(row["id"] for row in await adding.returning(table._meta.primary_key).run())
    return given


@contextmanager
def _overtaken() -> Iterator[None]:
    try:
        yield
    except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError) as error:
        raise Overtaken(str(error)) from error


def value(kind: type[Value], row: Mapping[str, Any]) -> Value:
    """The core's value that a row holds, the columns named like its fields."""
    return msgspec.convert(row, kind, strict=False)


async def known(column: Column, keys: Iterable[str]) -> set[str]:
    """Those of ``keys`` that stand in ``column``, one query."""
    wanted = sorted(set(keys))
    if not wanted:
        return set()
    name, table = column._meta.db_column_name, column._meta.table
    rows = await table.raw(
        f'SELECT "{name}" AS key FROM "{table._meta.tablename}" WHERE "{name}" = ANY({{}})', wanted
    ).run()
    return {row["key"] for row in rows}


async def refuse_known(kind: str, column: Column, keys: Sequence[str]) -> None:
    """:raises AlreadyThere: one of ``keys`` is taken, be it out of the caller's reach, or stands in ``keys`` twice."""
    twice = {key for key, count in Counter(keys).items() if count > 1}
    async with everywhere():
        taken = twice | await known(column, keys)
    if taken:
        raise AlreadyThere(kind=kind, keys=", ".join(sorted(taken)[:20]))


async def unknown_in(column: Column, named: Iterable[tuple[str, str | None]]) -> list[FieldProblem]:
    """A problem for each (path, key) whose key doesn't stand in ``column``; ``None`` names nothing."""
    pairs = [(path, key) for path, key in named if key is not None]
    there = await known(column, (key for _, key in pairs))
    return [unknown(path, key) for path, key in pairs if key not in there]


def as_it_stands(words: str) -> str:
    """Words that LIKE takes for themselves."""
    return words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def refuse_if_any(*found: list[FieldProblem]) -> None:
    """:raises Invalid: with all problems of all lists."""
    refuse_all(*(problem for problems in found for problem in problems))

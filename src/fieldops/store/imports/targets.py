"""Where a kind of import goes: what is there already, what its rows must find, and the table that they are written to.

All of it is SQL over ``import_rows r``, so that a file of 100,000 rows takes as many statements as one of ten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from refusals import FieldProblem, Text, unknown

Told = Callable[[str, str], FieldProblem]
"""The problem of a field with its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """``wrong`` selects rows of ``import_rows r`` that have this problem, and what to tell: it continues after FROM.

    ``value`` is the SQL of what to tell. ``everywhere``: it has to look beyond the caller's reach.
    """

    field: str
    wrong: str
    value: str = "r.key"
    told: Told = unknown
    everywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The table that rows become rows of: its key, the SQL types of the columns that are written, and fixed ones.

    ``later`` names a column that points at other rows of the table, which are to be there first.
    """

    table: str
    key: str
    columns: dict[str, str]
    fixed: dict[str, str] = field(default_factory=dict)
    versioned: bool = False
    later: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """``cells`` makes of a row of ``source`` what the file's columns would hold; ``match`` finds it for a row ``r``.

    ``shown`` and ``order`` are what an export holds. ``absent`` is what a row may say of something that isn't there
    without changing anything.
    """

    source: str
    cells: str
    match: str
    shown: str = "TRUE"
    order: str
    absent: str | None = None
    checks: tuple[Check, ...] = ()
    record: Record | None = None

    @property
    def present(self) -> str:
        """What is there for a row ``r``, as JSON, or no row."""
        return f"SELECT {self.cells} AS cells FROM {self.source} WHERE {self.match}"


def named(column: str, table: str, key: str, also: str = "TRUE") -> Check:
    """The column names a record of another table, if anything."""
    there = f"SELECT FROM {table} t WHERE t.{key} = r.cells ->> '{column}' AND {also}"
    return Check(
        field=column,
        value=f"r.cells ->> '{column}'",
        wrong=f"import_rows r WHERE r.cells ->> '{column}' IS NOT NULL AND NOT EXISTS ({there})",
    )


def taken(table: str, key: str, field: str) -> Check:
    """The key stands for something that the caller doesn't see, or that isn't of this kind."""
    return Check(
        field=field,
        value=f"r.cells ->> '{field}'",
        wrong=f"import_rows r JOIN {table} t ON t.{key} = r.key WHERE r.effect = 'added'",
        told=lambda path, value: FieldProblem(path, "already_there", Text(en="is taken already", zh="已被占用"), value),
        everywhere=True,
    )


def as_json(**columns: str) -> str:
    """A JSON object of these, SQL each."""
    return "jsonb_build_object(" + ", ".join(f"'{name}', {sql}" for name, sql in columns.items()) + ")"

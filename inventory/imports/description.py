"""A kind of import as it is described: columns, what tells rows apart, and the value that a row makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inventory.imports.cells import Cell, Plain
from inventory.imports.life import ImportKind, Mode
from refusals import Text

Cells = dict[str, Plain]
"""A row's values by the names of their columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``name`` is the field of the core's value; an optional cell that is empty holds ``default``.

    ``compared``: it is part of what is there already; the reason of a correction, for one, isn't.
    """

    name: str
    heading: Text
    cell: Cell
    required: bool = True
    default: Plain = None
    compared: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """``key`` tells rows apart. ``build`` makes the core's value of a whole row, or raises Invalid with what is wrong."""

    kind: ImportKind
    modes: tuple[Mode, ...]
    name: Text
    columns: tuple[Column, ...]
    key: Callable[[Mapping[str, Plain]], str]
    build: Callable[[Mapping[str, Plain]], object]

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    @property
    def defaults(self) -> Cells:
        return {column.name: column.default for column in self.columns if not column.required}

    @property
    def beside(self) -> list[str]:
        """Columns that don't say what is there."""
        return [column.name for column in self.columns if not column.compared]


def by(*names: str) -> Callable[[Mapping[str, Plain]], str]:
    """A key of these columns; codes hold no space."""
    return lambda cells: " ".join(str(cells[name]) for name in names)

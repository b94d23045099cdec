"""Conditions that several tables put on a column."""

from collections.abc import Iterable
from enum import StrEnum

from piccolo.constraints import Check


def one_of(column: str, allowed: type[StrEnum] | Iterable[str]) -> Check:
    """The column holds one of ``allowed`` or nothing."""
    return Check(f'"{column}" IN ({_listed(allowed)})')


def some_of(column: str, allowed: type[StrEnum]) -> Check:
    """The column, an array, holds none but those ``allowed``."""
    return Check(f'"{column}" <@ ARRAY[{_listed(allowed)}]::varchar[]')


def _listed(allowed: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(str(value) for value in allowed))

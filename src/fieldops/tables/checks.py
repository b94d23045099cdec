"""Conditions that several tables put on a column."""

from collections.abc import Iterable
from enum import StrEnum

from piccolo.constraints import Check


def one_of(column: str, allowed: type[StrEnum] | Iterable[str]) -> Check:
    """The column holds one of ``allowed`` or nothing."""
    listed = ", ".join(f"'{value}'" for value in sorted(str(value) for value in allowed))
    return Check(f'"{column}" IN ({listed})')

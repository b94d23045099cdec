"""How a handler says where its arguments come from.

``code: FromPath[str]``, ``data: Body[Part]``, ``asked: Query[PartFilters]``, ``version: Version``, ``now: Now``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias, TypeVar

from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.params import JSONBody as Body

from fieldops.web.lists import Asked

F = TypeVar("F")

Query: TypeAlias = NamedDependency[Asked[F]]
Version: TypeAlias = NamedDependency[int]
Now: TypeAlias = NamedDependency[datetime]

__all__ = ["Body", "FromPath", "Now", "Query", "Version"]

"""How a handler says where its arguments come from.

``code: FromPath[str]``, ``data: Body[Part]``, ``asked: Query[PartFilters]``, ``version: Version``, ``now: Now``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from fieldops.web.lists import Asked

F = TypeVar("F")

Body = JSONBody
Query = NamedDependency[Asked[F]]
Version = NamedDependency[int]
Now = NamedDependency[datetime]

__all__ = ["Body", "FromPath", "Now", "Query", "Version"]

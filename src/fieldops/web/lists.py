"""Lists: ``limit`` and ``offset``, ``count`` and ``results``, ordering and filters, declared once an endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import parse_qsl, urlencode

import msgspec
from litestar import Request

from fieldops.web.queries import read_query
from fieldops.web.shapes import fields_of

T = TypeVar("T")
F = TypeVar("F")

MOST_AT_ONCE = 500
FARTHEST = 1_000_000


class NoFilters(msgspec.Struct, frozen=True):
    """For a list that has none."""


class Page(msgspec.Struct, Generic[T]):
    """Some of ``count`` results; ``next`` and ``previous`` are the addresses of the pages beside it."""

    count: int
    results: list[T]
    limit: int
    offset: int
    next: str | None
    previous: str | None


class Slice(msgspec.Struct, frozen=True):
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_AT_ONCE, description="How many at most.")] = 50
    offset: Annotated[int, msgspec.Meta(ge=0, le=FARTHEST, description="How many to skip.")] = 0


@dataclass(frozen=True)
class Asked(Generic[F]):
    """What a list request asks for. ``ordering`` is one of the allowed names, with '-' in front for descending."""

    filters: F
    ordering: str
    limit: int
    offset: int
    address: str

    def page(self, count: int, results: Sequence[T]) -> Page[T]:
        """``results``, which start at ``offset`` of ``count``."""
        following = self.offset + self.limit
        return Page(
            count=count,
            results=list(results),
            limit=self.limit,
            offset=self.offset,
            next=self._at(following) if following < count else None,
            previous=self._at(max(0, self.offset - self.limit)) if self.offset else None,
        )

    def _at(self, offset: int) -> str:
        path, _, query = self.address.partition("?")
        kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key != "offset"]
        return f"{path}?{urlencode([*kept, ('offset', str(offset))])}"


class Listing(Generic[F]):
    """How one list can be asked: its filters (a dataclass or Struct) and the names it can be ordered by, first the usual."""

    def __init__(self, filters: type[F], ordering: Sequence[str]) -> None:
        self.filters = filters
        self.ordering = tuple(name.removeprefix("-") for name in ordering)
        both_ways = tuple(name for one in self.ordering for name in (one, f"-{one}"))
        described = Annotated[Literal[both_ways], msgspec.Meta(description="Order; '-' in front: descending.")]  # type: ignore[valid-type]
        self.query: Any = msgspec.defstruct(
            f"{filters.__name__}Query",
            [*_as_given(filters), ("ordering", described, ordering[0])],
            bases=(Slice,),
            kw_only=True,
            frozen=True,
        )

    def read(self, request: Request[Any, Any, Any]) -> Asked[F]:
        """:raises Invalid: parameters are unknown or wrong."""
        asked = read_query(self.query, request.query_params.multi_items())
        filters = self.filters(**{field.name: getattr(asked, field.name) for field in fields_of(self.filters)})
        query = request.url.query
        return Asked(filters, asked.ordering, asked.limit, asked.offset, f"{request.url.path}?{query}")


def _as_given(filters: type[Any]) -> list[Any]:
    return [(f.name, f.kind) if f.required else (f.name, f.kind, f.default) for f in fields_of(filters)]

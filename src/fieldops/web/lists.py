"""Lists: ``limit`` and ``offset``, ``count`` and ``results``, ordering and filters, declared once an endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request

from fieldops.web.languages import preferred
from fieldops.web.queries import read_query
from fieldops.web.shapes import fields_of
from refusals.base import Language

T = TypeVar("T")
F = TypeVar("F")

MOST_AT_ONCE = 500
FARTHEST = 1_000_000
MOST_IN_SHEET = 20_000


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
    format: Annotated[
        Literal["json", "csv", "xlsx"],
        msgspec.Meta(
            description=f"csv and xlsx hold the whole list, up to {MOST_IN_SHEET} rows, whatever limit and offset."
        ),
    ] = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The file that a list is wanted as; ``name`` is without its ending."""

    form: Literal["csv", "xlsx"]
    name: str
    zone: ZoneInfo
    language: Language


@dataclass(frozen=True)
class Asked(Generic[F]):
    """What a list request asks for. ``ordering`` is one of the allowed names, with '-' in front for descending."""

    filters: F
    ordering: str
    limit: int
    offset: int
    address: str
    sheet: Sheet | None = None

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
        sheet = None if asked.format == "json" else _sheet(asked.format, request)
        limit, offset = (MOST_IN_SHEET, 0) if sheet else (asked.limit, asked.offset)
        return Asked(filters, asked.ordering, limit, offset, f"{request.url.path}?{query}", sheet)


def _sheet(form: Literal["csv", "xlsx"], request: Request[Any, Any, Any]) -> Sheet:
    state = request.app.state
    day = state.clock().astimezone(state.zone).date()
    name = f"{request.url.path.rpartition('/')[2]}-{day}"
    return Sheet(form=form, name=name, zone=state.zone, language=preferred(request.headers.get("accept-language", "")))


def _as_given(filters: type[Any]) -> list[Any]:
    return [(f.name, f.kind) if f.required else (f.name, f.kind, f.default) for f in fields_of(filters)]

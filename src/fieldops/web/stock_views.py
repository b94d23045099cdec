"""Stock as a matrix, and what is reserved, over HTTP (P1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request

from fieldops.store import stock as store
from fieldops.store import stock_matrix, stock_reservations
from fieldops.store.stock_matrix import Cell, MatrixRow, PartsSought
from fieldops.store.stock_reservations import Held, HeldSought
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Query
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY
from fieldops.web.routes import lists, shows
from fieldops.web.wanted import page_of
from inventory.accounts import Condition
from inventory.network import LocationKind
from inventory.parts import PartCategory
from inventory.people import Permission
from inventory.stock_words import HeldFor
from refusals import FieldProblem, Text, refuse_all

MOST_PLACES = 200

ROW = {
    "part": "DP-9001",
    "name_zh": "排水泵",
    "name_en": "Drain pump",
    "category": "electrical",
    "cells": [{"location": "ZJ/WH", "on_hand": 20, "reserved": 2, "available": 18}],
}
HELD = {
    "id": "quota-request/QR-202611-000001/1/1/1",
    "part": "DP-9001",
    "location": "ZJ/WH",
    "owner": "HQ",
    "condition": "new",
    "set_aside": False,
    "quantity": 2,
    "held_for": "quota_request",
    "reference": "QR-202611-000001",
    "plan": None,
    "purpose": "move",
    "since": "2026-11-22T17:00:00+08:00",
    "to_en": "on the way to ZJ-001/WH",
    "to_zh": "在途，发往 ZJ-001/WH",
}


class Sought(msgspec.Struct, kw_only=True, frozen=True):
    """Parts by ``category``, ``model`` and ``search`` (how the number begins, or a piece of a name); places by ``node`` (with ``below``), ``place_kind`` and whether ``partners``' count; ``fewer_than`` are available there in all."""

    category: PartCategory | None = None
    model: str | None = None
    search: str | None = None
    with_stock: Annotated[bool, msgspec.Meta(description="Only parts of which something stands there.")] = False
    fewer_than: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    node: str | None = None
    below: bool = False
    place_kind: LocationKind | None = None
    partners: bool = True
    condition: Condition = Condition.NEW

    async def places(self) -> list[str]:
        """:raises Invalid: they are too many."""
        found = await store.places(node=self.node, below=self.below, kind=self.place_kind, partners=self.partners)
        refuse_all(_few_enough(found))
        return found

    @property
    def parts(self) -> PartsSought:
        return PartsSought(
            category=self.category,
            model=self.model,
            search=self.search,
            with_stock=self.with_stock,
            fewer_than=self.fewer_than,
        )


class MatrixFilters(Sought, kw_only=True, frozen=True):
    figure: Annotated[
        Literal["on_hand", "reserved", "available"],
        msgspec.Meta(description="What a sheet shows in a place's column."),
    ] = "available"


class HeldFilters(msgspec.Struct, kw_only=True, frozen=True):
    part: str | None = None
    location: str | None = None
    node: str | None = None
    below: bool = False
    held_for: HeldFor | None = None
    reference: str | None = None


@lists(
    "/stock/matrix",
    Listing(MatrixFilters, ordering=("part", "name_en", "name_zh")),
    answer=page_of(ROW),
    needs=Permission.STOCK_READ,
)
async def show_stock_matrix(asked: Query[MatrixFilters]) -> Page[MatrixRow]:
    """Parts in rows, the places asked for in columns; a sheet has one column a place, with the ``figure`` asked for."""
    sought = asked.filters
    count, rows = await stock_matrix.matrix_page(
        sought.parts,
        await sought.places(),
        sought.condition,
        ordering=asked.ordering,
        limit=asked.limit,
        offset=asked.offset,
    )
    if asked.sheet:
        flat: list[Any] = [_with_columns(row, sought.figure) for row in rows]
        return asked.page(count, flat)
    return asked.page(count, rows)


def _few_enough(places: list[str]) -> FieldProblem | None:
    if len(places) <= MOST_PLACES:
        return None
    text = Text(
        en=f"has {len(places)} places; choose a node or kind with {MOST_PLACES} at most",
        zh=f"共有 {len(places)} 个库位，请选择库位不超过 {MOST_PLACES} 个的节点或类型",
    )
    return FieldProblem("node", "out_of_range", text)


def _with_columns(row: MatrixRow, figure: str) -> Mapping[str, Any]:
    return {
        "part": row.part,
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "category": row.category,
        **{cell.location: getattr(cell, figure) for cell in row.cells},
    }


class MatrixTotals(msgspec.Struct):
    """A cell for each place."""

    results: list[Cell]


@shows(
    "/stock/matrix/totals",
    opt={QUERY: Sought},
    answer={"results": [{"location": "ZJ/WH", "on_hand": 20, "reserved": 2, "available": 18}]},
    needs=Permission.STOCK_READ,
)
async def show_stock_totals(request: Request[Any, Any, Any]) -> MatrixTotals:
    """The last line of the matrix: of all parts that fit, what stands at each place."""
    sought = read_query(Sought, request.query_params.multi_items())
    return MatrixTotals(results=await stock_matrix.totals(sought.parts, await sought.places(), sought.condition))


@lists(
    "/stock/reservations",
    Listing(HeldFilters, ordering=("since", "part", "location", "quantity")),
    answer=page_of(HELD),
    needs=Permission.STOCK_READ,
)
async def list_reservations(asked: Query[HeldFilters]) -> Page[Held]:
    """What is reserved at which place, for which quota request, shipment or service order of a plan, and since when."""
    sought = asked.filters
    wanted = HeldSought(
        part=sought.part,
        places=await store.places_of(location=sought.location, node=sought.node, below=sought.below),
        reference=sought.reference,
        held_for=sought.held_for,
    )
    found = await stock_reservations.held_page(wanted, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*found)


RESOURCES = (show_stock_matrix, show_stock_totals, list_reservations)

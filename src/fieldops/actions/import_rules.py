"""What a row must keep beside its columns and what is there already: the rules of the single deed that it is many of (S1, S2)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from fieldops.actions import customers, registering
from fieldops.actions.customers import Ground, NewCustomer
from fieldops.actions.desk import Desk
from fieldops.actions.registering import Judged
from fieldops.store.imports import staging
from fieldops.store.policies import NoPolicy
from inventory.imports.customers import COMPARED_DIGITS, WGS_84, entered
from inventory.imports.description import Description
from inventory.imports.life import ImportKind
from inventory.imports.reading import ReadRow, RowProblem
from inventory.imports.service_orders import order_of
from inventory.order_life import OrderWrongKind
from inventory.orders import SwapWithoutContract
from refusals import FieldProblem, Refusal, as_problems
from routing.clock_policy import TargetMissing
from routing.coordinates import CoordinateSystem, to_wgs84

Judge = Callable[[Sequence[ReadRow], Desk], Awaitable[list[list[FieldProblem]]]]
"""What is wrong with each row."""

SMALLEST = Decimal(1).scaleb(-COMPARED_DIGITS)

ORDERS_AT_A_TIME = 500
"""As many as are judged or registered in about half a second: meanwhile the process does nothing else."""

TOLD_AT: Mapping[type[Refusal], str] = {
    SwapWithoutContract: "kind",
    OrderWrongKind: "starts",
    NoPolicy: "registered_at",
    TargetMissing: "fault_level",
}
"""The column of a service order that a refusal is about."""


def as_kept(kind: ImportKind, rows: Sequence[ReadRow]) -> list[ReadRow]:
    """The rows as they are compared and written: places in WGS-84."""
    return [_in_wgs84(row) for row in rows] if kind is ImportKind.CUSTOMERS else list(rows)


def _in_wgs84(row: ReadRow) -> ReadRow:
    """A latitude that is none stays, to be refused."""
    one = entered(row.cells)
    if abs(one.lat) > 90:
        return row
    lon, lat = (_rounded(degrees) for degrees in to_wgs84(one.lon, one.lat, CoordinateSystem(one.coordinates)))
    return replace(row, cells={**row.cells, "lon": lon, "lat": lat, "coordinates": WGS_84})


def _rounded(degrees: float) -> float:
    """As the database rounds."""
    return float(Decimal(str(degrees)).quantize(SMALLEST, ROUND_HALF_UP))


async def refused(import_id: int, description: Description, rows: Sequence[ReadRow], desk: Desk) -> list[RowProblem]:
    """What the rules say of rows that are staged and do something, as they were entered."""
    if description.kind not in JUDGES or not rows:
        return []
    doing = await staging.that_do_something(import_id, [row.row for row in rows])
    some = [row for row in rows if row.row in doing]
    found = await JUDGES[description.kind](some, desk)
    return [
        staging.row_problem(description, row.row, problem, row.cells)
        for row, problems in zip(some, found, strict=True)
        for problem in problems
    ]


async def _places(rows: Sequence[ReadRow], desk: Desk) -> list[list[FieldProblem]]:
    """:raises NoPolicy: :raises NotFound: nobody serves yet."""
    if not rows:
        return []
    new = [_customer(row) for row in rows]
    ground = await customers.ground_of(new, today=desk.today)
    return await asyncio.to_thread(lambda: [_why(one, ground) for one in new])


def _customer(row: ReadRow) -> NewCustomer:
    told = entered(row.cells)
    return NewCustomer(**{**asdict(told), "coordinates": CoordinateSystem(told.coordinates)})


def _why(new: NewCustomer, ground: Ground) -> list[FieldProblem]:
    try:
        ground.customer(new)
    except Refusal as refusal:
        return as_problems("lon", refusal)
    return []


async def _orders(rows: Sequence[ReadRow], desk: Desk) -> list[list[FieldProblem]]:
    found: list[list[FieldProblem]] = []
    for start in range(0, len(rows), ORDERS_AT_A_TIME):
        orders = [order_of(row.cells) for row in rows[start : start + ORDERS_AT_A_TIME]]
        found += [_told(one) for one in await registering.judge(orders, desk)]
    return found


def _told(one: Judged) -> list[FieldProblem]:
    by_rules = (as_problems(TOLD_AT.get(type(refusal), ""), refusal) for refusal in one.refusals)
    return [*one.problems, *chain.from_iterable(by_rules)]


JUDGES: Mapping[ImportKind, Judge] = {ImportKind.CUSTOMERS: _places, ImportKind.SERVICE_ORDERS: _orders}

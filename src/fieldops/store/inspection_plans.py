"""Inspection plans of customers with a contract (V3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import msgspec
from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, refuse_known, unknown_in, value
from fieldops.tables.inspections import InspectionPlans
from fieldops.tables.orders import SoldUnits
from inventory.inspection_plans import InspectionPlan
from refusals import FieldProblem, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedInspectionPlan:
    """A plan and how often it was changed, counted from 1."""

    value: InspectionPlan
    version: int


async def add(plan: InspectionPlan) -> None:
    """:raises AlreadyThere: the number is taken."""
    await refuse_known("inspection plan", InspectionPlans.number, [plan.number])
    await insert(InspectionPlans, [_row(plan)])


async def save(plan: InspectionPlan) -> None:
    """As its next version."""
    columns: dict[Column | str, Any] = {"version": InspectionPlans.version + 1}
    columns.update((name, cell) for name, cell in _row(plan).items() if name != "number")
    await InspectionPlans.update(columns).where(InspectionPlans.number == plan.number).run()


def _row(plan: InspectionPlan) -> dict[str, Any]:
    equipment = msgspec.json.encode(plan.equipment).decode()
    return asdict(plan) | {"equipment": equipment, "weekdays": list(plan.weekdays)}


async def unknown_units(plan: InspectionPlan) -> list[FieldProblem]:
    """A problem for each piece of equipment whose machine isn't known."""
    return await unknown_in(
        SoldUnits.serial, ((f"equipment.{i}.unit", one.unit) for i, one in enumerate(plan.equipment))
    )


async def plan(number: str) -> VersionedInspectionPlan:
    """:raises NotFound: there is none."""
    return await _one(number, "")


async def locked(number: str) -> VersionedInspectionPlan:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one(number, "FOR UPDATE")


async def _one(number: str, locking: str) -> VersionedInspectionPlan:
    rows = await InspectionPlans.raw(f"SELECT * FROM inspection_plans WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="inspection plan", key=number)
    return VersionedInspectionPlan(value=_plan(rows[0]), version=rows[0]["version"])


async def running(first: date, last: date) -> list[str]:
    """The numbers of those that make something due on one of these days, perhaps."""
    rows = await InspectionPlans.raw(
        "SELECT number FROM inspection_plans WHERE starts_on <= {} AND (ends_on IS NULL OR ends_on >= {}) ORDER BY number",
        last,
        first,
    ).run()
    return [row["number"] for row in rows]


async def plan_page(wanted: Wanted, *, running_on: date | None) -> tuple[int, list[InspectionPlan]]:
    """``running_on`` asks for those that haven't ended by that day."""
    columns = InspectionPlans
    also = None if running_on is None else columns.ends_on.is_null() | (columns.ends_on >= running_on)
    count, rows = await page(InspectionPlans, wanted, also)
    return count, [_plan(row) for row in rows]


def _plan(row: Mapping[str, Any]) -> InspectionPlan:
    return value(InspectionPlan, {**row, "equipment": msgspec.json.decode(row["equipment"])})

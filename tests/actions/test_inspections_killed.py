"""A worker is killed while it makes what falls due (V3): what was committed is there, nothing is half done or made twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from builders import INSPECTION_FIGURES, a_desk, an_inspection_plan
from grounds import Grounds, LayOut
from test_inspections import lay_out
from test_killed_at_any_step import killed

from fieldops.actions import inspection_plans
from fieldops.database.door import perform
from fieldops.database.engine import DB
from fieldops.jobs.inspections import turn
from fieldops.tables.inspections import Inspections
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.visits import Visits
from inventory.inspection_plans import InspectionPolicy

POLICY = InspectionPolicy(**INSPECTION_FIGURES)


async def planned() -> None:
    await lay_out()
    await perform(inspection_plans.make, an_inspection_plan())


def generate(*_: str) -> Awaitable[Any]:
    return inspection_plans.generate("IP-1", POLICY, a_desk())


async def on(url: str, do: Callable[[], Awaitable[Any]]) -> Any:
    await DB.open(url)
    try:
        return await do()
    finally:
        await DB.close()


async def counted() -> tuple[int, int, int]:
    return await Inspections.count().run(), await ServiceOrders.count().run(), await Visits.count().run()


async def night() -> tuple[str, ...]:
    return (await turn(a_desk())).made


def test_a_worker_that_is_killed_leaves_nothing_half_done(laid_out: Callable[[LayOut], Grounds]) -> None:
    with laid_out(planned).clone_url() as url:
        killed(url, generate, committed=False)
        before = asyncio.run(on(url, counted))
        killed(url, generate, committed=True)
        after = asyncio.run(on(url, counted))
        again = asyncio.run(on(url, night))

        assert (before, after, again) == ((0, 0, 0), (1, 1, 1), ())
        assert asyncio.run(on(url, counted)) == (1, 1, 1)

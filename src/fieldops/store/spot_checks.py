"""Spot checks, and how they were drawn (O5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.spot_checks import SpotCheckDraws, SpotCheckRepairs, SpotChecks
from inventory.orders import OrderKind, OrderStatus
from inventory.spot_checks import ClosedRepair, SampleDraw, SpotCheck, SpotCheckPolicy
from refusals import NotFound

FIGURES = tuple(SpotCheckPolicy.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCheck:
    """A spot check, the month that it was drawn for, and how often it was changed, counted from 1."""

    value: SpotCheck
    period: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneRepair:
    """A repair that is done, with the parts that were used."""

    order: str
    outlet: str
    unit: str
    parts: tuple[str, ...]


DONE = """
SELECT DISTINCT ON (o.number) o.number AS order, v.node AS outlet, o.unit,
    ARRAY(SELECT DISTINCT s.content ->> 'part' FROM visits w JOIN visit_steps s ON s.visit = w.number
          WHERE w.service_order = o.number AND s.did = 'part_used' AND NOT EXISTS (
              SELECT FROM visit_steps b WHERE b.visit = s.visit AND b.did = 'withdrawn' AND b.content ->> 'of' = s.step)
    ) AS parts
FROM visits v JOIN service_orders o ON o.number = v.service_order
WHERE v.outcome = 'done' AND o.kind = {} AND o.unit IS NOT NULL AND o.status = ANY({}) AND v.closed_at < {} AND (
    v.closed_at >= {} OR to_char(v.closed_at AT TIME ZONE {}, 'YYYY-MM') IN (SELECT period FROM spot_check_draws))
  AND NOT EXISTS (SELECT FROM spot_check_repairs r WHERE r.service_order = o.number)
ORDER BY o.number, v.closed_at DESC
"""


async def done_repairs(first: datetime, end: datetime, zone: ZoneInfo) -> list[DoneRepair]:
    """Those of machines whose visit ended from ``first`` on and before ``end``, and those of earlier months that were told
    after their month was drawn; each once, and none that a sample was drawn from."""
    rows = await SpotChecks.raw(
        DONE, OrderKind.REPAIR.value, [OrderStatus.DONE.value, OrderStatus.CLOSED.value], end, first, zone.key
    ).run()
    return [value(DoneRepair, row) for row in rows]


async def draw(period: str) -> SampleDraw | None:
    """How a month was drawn, if it was."""
    rows = await SpotCheckDraws.raw("SELECT * FROM spot_check_draws WHERE period = {}", period).run()
    return _draw(rows[0]) if rows else None


async def shown_draw(period: str) -> SampleDraw:
    """:raises NotFound: that month isn't drawn."""
    found = await draw(period)
    if found is None:
        raise NotFound(kind="spot-check draw", key=period)
    return found


def _draw(row: Mapping[str, Any]) -> SampleDraw:
    policy = SpotCheckPolicy(**{name: row[name] for name in FIGURES})
    return SampleDraw(
        period=row["period"], seed=row["seed"], policy=policy, drawn_by=row["drawn_by"], drawn_at=row["drawn_at"]
    )


async def add(drawn: SampleDraw, repairs: Sequence[ClosedRepair], checks: Sequence[SpotCheck]) -> None:
    """A month's sample with what it was drawn from.

    :raises Overtaken: somebody drew that month since a moment.
    """
    head = {"period": drawn.period, "seed": drawn.seed, "drawn_by": drawn.drawn_by, "drawn_at": drawn.drawn_at}
    await insert(SpotCheckDraws, [head | asdict(drawn.policy)])
    of = {"period": drawn.period}
    await insert(SpotCheckRepairs, [of | {"service_order": one.order, "outlet": one.outlet} for one in repairs])
    await insert(SpotChecks, [of | _row(one) | {"service_order": one.order} for one in checks])


def _row(check: SpotCheck) -> dict[str, Any]:
    row = {name: held for name, held in asdict(check).items() if name != "order"}
    return row | {"way": check.way.value, "state": check.state.value}


async def repairs_of(period: str) -> list[ClosedRepair]:
    """What a month's sample was drawn from."""
    rows = await SpotCheckRepairs.raw(
        "SELECT service_order, outlet FROM spot_check_repairs WHERE period = {}", period
    ).run()
    return [ClosedRepair(order=row["service_order"], outlet=row["outlet"]) for row in rows]


async def checks_of(period: str) -> list[SpotCheck]:
    """The sample of a month, by outlet and order."""
    rows = await SpotChecks.raw(
        "SELECT * FROM spot_checks WHERE period = {} ORDER BY outlet, service_order", period
    ).run()
    return [_kept(row).value for row in rows]


async def check(order: str) -> KeptCheck:
    """:raises NotFound: that order isn't in a sample."""
    return await _one(order, "")


async def locked(order: str) -> KeptCheck:
    """The same, the row locked until the transaction ends.

    :raises NotFound: that order isn't in a sample.
    """
    return await _one(order, "FOR UPDATE")


async def _one(order: str, locking: str) -> KeptCheck:
    rows = await SpotChecks.raw(f"SELECT * FROM spot_checks WHERE service_order = {{}} {locking}", order).run()
    if not rows:
        raise NotFound(kind="spot check", key=order)
    return _kept(rows[0])


async def save(check: SpotCheck) -> None:
    """Write it as its next version."""
    columns: dict[Column | str, Any] = {"version": SpotChecks.version + 1}
    columns.update(_row(check))
    await SpotChecks.update(columns).where(SpotChecks.service_order == check.order).run()


async def check_page(wanted: Wanted) -> tuple[int, list[KeptCheck]]:
    count, rows = await page(SpotChecks, wanted)
    return count, [_kept(row) for row in rows]


async def draw_page(wanted: Wanted) -> tuple[int, list[SampleDraw]]:
    count, rows = await page(SpotCheckDraws, wanted)
    return count, [_draw(row) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairInDraw:
    """A repair that a month's sample was drawn from."""

    order: str
    outlet: str
    period: str


async def repair_page(wanted: Wanted) -> tuple[int, list[RepairInDraw]]:
    count, rows = await page(SpotCheckRepairs, wanted)
    return count, [value(RepairInDraw, row | {"order": row["service_order"]}) for row in rows]


def _kept(row: Mapping[str, Any]) -> KeptCheck:
    found = value(SpotCheck, {**row, "order": row["service_order"]})
    return KeptCheck(value=found, period=row["period"], version=row["version"])

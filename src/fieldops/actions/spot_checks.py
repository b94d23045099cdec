"""A sample of a month's closed warranty repairs is drawn and checked (O5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldops.actions.coverage import Repair, coverages
from fieldops.actions.desk import Desk
from fieldops.actions.policies import spot_checks_on
from fieldops.store import spot_checks as store
from fieldops.store.spot_checks import KeptCheck
from inventory import spot_checks as verbs
from inventory.quotas import last_day
from inventory.spot_checks import ClosedRepair, NewDraw, SampleDraw, draw, may_draw


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDraw:
    """``repairs`` closed warranty repairs, of which ``checks`` were drawn; ``same``: drawn again from them, with its seed and
    figures, it comes to the same checks."""

    draw: SampleDraw
    repairs: int
    checks: int
    same: bool


async def draw_sample(new: NewDraw, desk: Desk) -> ShownDraw:
    """Draw a month that is over, by the policy of its last day. Drawn again it draws nothing new.

    :raises MonthStillRuns: :raises SampleDrawn: it was drawn with another seed. :raises NoPolicy: for the sample, or for the
    warranty on the day of a repair. :raises UseClassUnknown:
    """
    if may_draw(new, await store.draw(new.period), today=desk.today):
        policy = await spot_checks_on(last_day(new.period))
        drawn = SampleDraw(period=new.period, seed=new.seed, policy=policy, drawn_by=desk.by, drawn_at=desk.now)
        repairs = await _warranty_repairs(new.period, desk.zone)
        await store.add(drawn, repairs, draw(repairs, policy, seed=new.seed, now=desk.now))
    return await show_draw(new.period)


async def show_draw(period: str) -> ShownDraw:
    """How a month was drawn, drawn again to see that nothing was chosen. :raises NotFound: it isn't drawn."""
    found = await store.shown_draw(period)
    repairs, checks = await store.repairs_of(period), await store.checks_of(period)
    again = draw(repairs, found.policy, seed=found.seed, now=found.drawn_at)
    same = [(one.order, one.outlet, one.way) for one in again] == [(one.order, one.outlet, one.way) for one in checks]
    return ShownDraw(draw=found, repairs=len(repairs), checks=len(checks), same=same)


async def _warranty_repairs(period: str, zone: ZoneInfo) -> list[ClosedRepair]:
    """Those of which the machine as a whole or a part that was used was under warranty."""
    first = date.fromisoformat(f"{period}-01")
    end = last_day(period) + timedelta(days=1)
    done = await store.done_repairs(datetime.combine(first, time(), zone), datetime.combine(end, time(), zone), zone)
    repairs = [Repair(order=one.order, unit=one.unit, parts=frozenset(one.parts)) for one in done]
    covered = await coverages(repairs, zone=zone)
    return [
        ClosedRepair(order=one.order, outlet=one.outlet)
        for one in done
        if covered[one.order].machine or covered[one.order].parts
    ]


async def pass_check(order: str, note: str, *, by: str, now: datetime) -> KeptCheck:
    """:raises NotFound: :raises SpotCheckWrongState: :raises Invalid:"""
    found = (await store.locked(order)).value
    await store.save(verbs.pass_check(found, by=by, note=note, now=now))
    return await store.check(order)


async def fail_check(order: str, note: str, *, by: str, now: datetime) -> KeptCheck:
    """:raises NotFound: :raises SpotCheckWrongState: :raises Invalid: it isn't said why."""
    found = (await store.locked(order)).value
    await store.save(verbs.fail_check(found, by=by, note=note, now=now))
    return await store.check(order)


async def lift(order: str, reason: str, *, by: str) -> KeptCheck:
    """:raises NotFound: :raises SpotCheckWrongState: :raises Invalid: no reason."""
    found = (await store.locked(order)).value
    await store.save(verbs.lift(found, by=by, reason=reason))
    return await store.check(order)

"""What a planned day is made of, read at once (V4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from fieldops.actions import policies
from fieldops.actions.day_ties import DayTies, day_ties
from fieldops.actions.policies import DayPolicies
from fieldops.actions.promises import promises_of
from fieldops.store import (
    arrivals,
    customer_wishes,
    network,
    order_ties,
    orders,
    parts,
    published_plans,
    technicians,
    visits,
)
from fieldops.store.published_plans import FreeStock, Given
from fieldops.store.visits import Whereabouts
from inventory.arrivals import Coming, unclaimed
from inventory.customer_wishes import RecordedWish, Rest, holding
from inventory.network import Location, LocationKind, Node, NodeKind, Technician
from inventory.orders import Customer, OrderKind, ServiceOrder
from inventory.parts import Fault
from refusals import NotFound
from routing.days import on_day
from routing.promises import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRead:
    """The planned days begin at ``midnights`` and are over at ``over``. ``orders`` are to be visited, ``shifts`` are technicians with
    the id of a day of theirs and its number, ``seen`` are those of them who have begun, ``under_way`` the orders they are at.
    ``given``: by order, what the published plan gave the customer."""

    province: str
    nodes: Mapping[str, Node]
    figures: DayPolicies
    midnights: Sequence[datetime]
    over: datetime
    now: datetime
    orders: Sequence[ServiceOrder]
    promises: Mapping[str, Promise]
    customers: Mapping[str, Customer]
    rests: Mapping[str, Sequence[Rest]]
    wishes: Sequence[RecordedWish]
    shifts: Sequence[tuple[Technician, str, int]]
    warehouses: Sequence[Location]
    workshops: Sequence[Location]
    stock: FreeStock
    given: Mapping[str, Given]
    seen: Mapping[str, Whereabouts]
    under_way: Sequence[ServiceOrder]
    faults: Mapping[str, Fault]
    ties: DayTies
    coming: Sequence[Coming]


async def read_day(province: str, day: date, *, zone: ZoneInfo, now: datetime, days: int) -> DayRead:
    """:raises NotFound: ``province`` isn't a province. :raises NoPolicy: a policy is missing for that day."""
    nodes = await network.below(province)
    if province not in nodes or nodes[province].kind is not NodeKind.PROVINCE:
        raise NotFound(kind="province", key=province)
    dates = [day + timedelta(days=n) for n in range(days)]
    *midnights, over = (datetime.combine(one, time.min, zone) for one in [*dates, day + timedelta(days=days)])
    found = await orders.open_visits(nodes)
    promises = promises_of(found)
    elsewhere = await published_plans.orders_planned_on_other_days(province, dates, since=now.astimezone(zone).date())
    candidates = [order for order in found if _is_for(order, over, promises) and order.number not in elsewhere]
    ties = await _ties(candidates, promises, over, now=now, zone=zone)
    todo = [order for order in candidates if order.number not in ties.waiting]
    customers = await orders.customers(order.customer for order in todo)
    on_duty = await technicians.on_duty(nodes, [one.weekday() for one in dates])
    vans = {t.code: t.van for of_day in on_duty for t in of_day}
    warehouses = await network.locations_of(nodes, LocationKind.WAREHOUSE)
    seen = await visits.whereabouts(vans, since=midnights[0]) if midnights[0] <= now else {}
    under_way = await orders.orders_of(one.order for one in seen.values())
    return DayRead(
        province=province,
        nodes=nodes,
        figures=await policies.on(day),
        midnights=midnights,
        over=over,
        now=now,
        orders=todo,
        promises=promises,
        customers=customers,
        rests=await customer_wishes.rests(customers),
        wishes=holding(await customer_wishes.said(customers)),
        shifts=_shifts(on_duty),
        warehouses=warehouses,
        workshops=await network.locations_of(nodes, LocationKind.WORKSHOP) if _swaps(todo) else [],
        stock=await published_plans.stock_for_plan(_holders(warehouses, vans.values()), province, dates),
        given=await published_plans.given(province, dates),
        seen=seen,
        under_way=under_way,
        faults=await parts.faults(order.fault for order in [*todo, *under_way] if order.fault),
        ties=ties,
        coming=await _coming([place.code for place in warehouses], province, dates, now=now),
    )


async def _coming(places: Collection[str], province: str, dates: Sequence[date], *, now: datetime) -> list[Coming]:
    """What arrives and no other published plan counts on."""
    coming = await arrivals.coming(places, now=now)
    return unclaimed(coming, await arrivals.waiting(places, without=(province, dates))) if coming else []


async def _ties(
    found: Sequence[ServiceOrder], promises: Mapping[str, Promise], over: datetime, *, now: datetime, zone: ZoneInfo
) -> DayTies:
    planned = [order.number or "" for order in found]
    ties = await order_ties.touching(planned)
    others = {number for one in ties for number in (one.first, one.second)} - set(planned)
    elsewhere = await order_ties.elsewhere(others, now=now, today=now.astimezone(zone).date())
    appointed = {number: promises[number].window for number in planned}
    ends = {number: window.to_at if window and window.to_at > now else over for number, window in appointed.items()}
    return day_ties(ties, planned, elsewhere, ends)


def _is_for(order: ServiceOrder, over: datetime, promises: Mapping[str, Promise]) -> bool:
    """An appointment after the planned days, which are ``over`` then, keeps an order away from them."""
    window = promises[order.number or ""].window
    return window is None or window.from_at < over


def _shifts(on_duty: Sequence[Sequence[Technician]]) -> list[tuple[Technician, str, int]]:
    """Technicians with their id on a day and the number of the day, for each day that they work."""
    several = len(on_duty) > 1
    return [
        (technician, on_day(technician.code, number if several else None), number)
        for number, of_day in enumerate(on_duty)
        for technician in of_day
    ]


def _holders(warehouses: Iterable[Location], vans: Iterable[str]) -> list[str]:
    return [*(warehouse.code for warehouse in warehouses), *vans]


def _swaps(found: Collection[ServiceOrder]) -> bool:
    return any(order.kind is OrderKind.SWAP for order in found)

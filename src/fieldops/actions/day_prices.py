"""What it costs if it is this technician who does a visit: wishes, no rules (V1, V5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fieldops.store.published_plans import Given
from inventory.network import Technician
from inventory.orders import ServiceOrder
from routing import problem as routing
from routing.policy import PlanningPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """``given``: whom customers were given by the published plan. ``areas``: by technician the outlets whose customers are theirs,
    without those who take everybody's. ``outlet_of``: who has an order, by its number, once an outlet is chosen."""

    given: Mapping[str, Given]
    areas: Mapping[str, frozenset[str]]
    outlet_of: Mapping[str, str]


def wishes_of(
    technicians: Iterable[Technician], orders: Iterable[ServiceOrder], given: Mapping[str, Given], province: str
) -> Wishes:
    return Wishes(
        given=given,
        areas={one.code: one.day.areas for one in technicians if one.day.areas},
        outlet_of={order.number or "": order.outlet for order in orders if order.outlet != province},
    )


def priced(
    visits: Sequence[routing.Visit], crew: Sequence[routing.Technician], wishes: Wishes, policy: PlanningPolicy
) -> tuple[routing.Visit, ...]:
    """The visits with what each of the crew costs more."""
    staff = {one.person for one in crew}
    return tuple(_priced(visit, crew, dict(_prices(visit.id, staff, wishes, policy))) for visit in visits)


def _priced(visit: routing.Visit, crew: Sequence[routing.Technician], prices: Mapping[str, int]) -> routing.Visit:
    allowed = [one for one in crew if visit.technicians is None or one.id in visit.technicians]
    found = {one.id: prices[one.person] for one in allowed if prices.get(one.person)}
    return replace(visit, prices_fen=found) if found else visit


def _prices(order: str, staff: set[str], wishes: Wishes, policy: PlanningPolicy) -> Iterator[tuple[str, int]]:
    """By person; who isn't on duty can't be wished for."""
    given = wishes.given.get(order)
    outlet = wishes.outlet_of.get(order)
    for person in sorted(staff):
        price_fen = 0
        if given is not None and given.technician in staff and given.technician != person:
            price_fen += policy.reassigned_fen
        if outlet is not None and outlet not in wishes.areas.get(person, {outlet}):
            price_fen += policy.outside_area_fen
        yield person, price_fen

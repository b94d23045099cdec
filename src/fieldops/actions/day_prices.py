"""Who may do a visit, and what it costs if it is this technician who does it: wishes, no rules (V1, V5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fieldops.store.published_plans import Given
from inventory.customer_wishes import RecordedWish, Wish, wished_for
from inventory.network import Technician
from inventory.orders import ServiceOrder
from routing import problem as routing
from routing.policy import PlanningPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """``given``: whom customers were given by the published plan. ``areas``: by technician the outlets whose customers are theirs,
    without those who take everybody's. ``outlet_of``: who has an order, by its number, once an outlet is chosen. ``said``: what
    customers said of technicians, by order."""

    given: Mapping[str, Given]
    areas: Mapping[str, frozenset[str]]
    outlet_of: Mapping[str, str]
    said: Mapping[str, Mapping[str, Wish]]


def wishes_of(
    technicians: Iterable[Technician],
    orders: Collection[ServiceOrder],
    given: Mapping[str, Given],
    held: Collection[RecordedWish],
    province: str,
) -> Wishes:
    return Wishes(
        given=given,
        areas={one.code: one.day.areas for one in technicians if one.day.areas},
        outlet_of={order.number or "": order.outlet for order in orders if order.outlet != province},
        said=_said(orders, held),
    )


def _said(orders: Iterable[ServiceOrder], held: Iterable[RecordedWish]) -> dict[str, dict[str, Wish]]:
    by_customer: dict[str, list[RecordedWish]] = {}
    for one in held:
        by_customer.setdefault(one.customer, []).append(one)
    return {
        order.number or "": wished_for(order.number or "", order.customer, by_customer[order.customer])
        for order in orders
        if order.customer in by_customer
    }


def without_refused(
    visits: Sequence[routing.Visit], crew: Sequence[routing.Technician], wishes: Wishes
) -> tuple[routing.Visit, ...]:
    """Whom the customer refuses may not do it."""
    return tuple(_without_refused(visit, crew, wishes.said.get(visit.id, {})) for visit in visits)


def _without_refused(
    visit: routing.Visit, crew: Sequence[routing.Technician], said: Mapping[str, Wish]
) -> routing.Visit:
    refused = {one.id for one in crew if said.get(one.person) is Wish.REFUSED}
    if not refused:
        return visit
    may = frozenset(one.id for one in crew) if visit.technicians is None else visit.technicians
    return replace(visit, technicians=may - refused)


def priced(
    visits: Sequence[routing.Visit], crew: Sequence[routing.Technician], wishes: Wishes, policy: PlanningPolicy
) -> tuple[routing.Visit, ...]:
    """The visits with what each of the crew costs more."""
    return tuple(_priced(visit, crew, wishes, policy) for visit in visits)


def _priced(
    visit: routing.Visit, crew: Sequence[routing.Technician], wishes: Wishes, policy: PlanningPolicy
) -> routing.Visit:
    allowed = [one for one in crew if visit.technicians is None or one.id in visit.technicians]
    prices = dict(_prices(visit.id, {one.person for one in allowed}, wishes, policy))
    found = {one.id: prices[one.person] for one in allowed if prices[one.person]}
    return replace(visit, prices_fen=found) if found else visit


def _prices(order: str, staff: set[str], wishes: Wishes, policy: PlanningPolicy) -> Iterator[tuple[str, int]]:
    """By person of ``staff``, who may do it today; others can't be wished for."""
    given = wishes.given.get(order)
    outlet = wishes.outlet_of.get(order)
    preferred = {person for person, wish in wishes.said.get(order, {}).items() if wish is Wish.PREFERRED} & staff
    for person in sorted(staff):
        price_fen = 0
        if given is not None and given.technician in staff and given.technician != person:
            price_fen += policy.reassigned_fen
        if outlet is not None and outlet not in wishes.areas.get(person, {outlet}):
            price_fen += policy.outside_area_fen
        if preferred and person not in preferred:
            price_fen += policy.not_preferred_fen
        yield person, price_fen

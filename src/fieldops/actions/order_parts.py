"""A service order sees its parts: what is there, what is on its way, and when the rest comes (P5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fieldops.actions.purchases import expected_for
from fieldops.store import demand, orders, quota_requests
from fieldops.store import stock_reservations as reservations
from fieldops.store.stock_reservations import HeldSought
from inventory.purchases import Expected
from inventory.quota_requests import Line, QuotaRequest, Stage, Status
from inventory.stock_words import HeldFor

OVER = frozenset({Status.DRAFT, Status.REJECTED, Status.CANCELLED})
MOST_RESERVATIONS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """Pieces that the route plan ``plan`` has reserved for the order at a location."""

    location: str
    quantity: int
    plan: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedLine:
    """A line of a quota request that is for the order; ``waiting`` pieces are asked for and not sent yet."""

    request: str
    line: int
    status: Status
    part: str
    waiting: int
    under_way: int
    received: int
    expected: list[Expected]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPart:
    """``quantity`` of a part that the order is expected to use.

    ``at_outlet`` pieces are free at its outlet, which other orders may take. ``nobody_asked`` are those for which there
    is neither a reservation, nor a free piece, nor a request. ``there_on`` is the day by which all will be at the
    outlet, as far as is known: today if they are, None if for some of them nobody knows.
    """

    part: str
    quantity: int
    reserved: list[Reserved]
    at_outlet: int
    requested: list[RequestedLine]
    nobody_asked: int
    there_on: date | None


async def parts_of(number: str, *, today: date) -> list[OrderPart]:
    """In the same few queries however many parts it needs.

    :raises NotFound: there is no such order. :raises NoPolicy: no days for the way and a purchase are told for today.
    """
    order = (await orders.order(number)).value
    wanted = order.parts or ()
    parts = {one.part for one in wanted}
    sought = HeldSought(reference=number, held_for=HeldFor.PLAN)
    _, held = await reservations.held_page(sought, ordering="since", limit=MOST_RESERVATIONS, offset=0)
    free = await demand.at_hand([order.outlet], parts, under_way=False)
    requests = [one for one in await quota_requests.for_order(number) if one.status not in OVER]
    expected = await expected_for(
        {line.granted_part or line.part for one in requests for line in one.lines}, today=today
    )
    found = []
    for one in wanted:
        reserved = [
            Reserved(location=h.location, quantity=h.quantity, plan=h.plan or 0) for h in held if h.part == one.part
        ]
        requested = list(_requested(requests, number, one.part, expected))
        missing = one.quantity - sum(h.quantity for h in reserved)
        at_outlet = free.get((order.outlet, one.part), 0)
        asked = sum(line.waiting + line.under_way for line in requested)
        found.append(
            OrderPart(
                part=one.part,
                quantity=one.quantity,
                reserved=reserved,
                at_outlet=at_outlet,
                requested=requested,
                nobody_asked=max(missing - at_outlet - asked, 0),
                there_on=_there_on(missing - at_outlet, requested, today),
            )
        )
    return found


def _requested(
    requests: Iterable[QuotaRequest], order: str, part: str, expected: dict[str, list[Expected]]
) -> Iterable[RequestedLine]:
    for request in requests:
        for n, line in enumerate(request.lines, start=1):
            if line.order == order and line.part == part:
                yield _line(request, n, line, expected.get(f"{request.number}/{n}", []))


def _line(request: QuotaRequest, n: int, line: Line, expected: list[Expected]) -> RequestedLine:
    at = {stage: sum(one.quantity for one in line.allocations if one.stage is stage) for stage in Stage}
    wanted = line.quantity if line.approved is None else line.approved
    return RequestedLine(
        request=request.number,
        line=n,
        status=request.status,
        part=line.granted_part or line.part,
        waiting=wanted - at[Stage.SHIPPED] - at[Stage.RECEIVED],
        under_way=at[Stage.SHIPPED],
        received=at[Stage.RECEIVED],
        expected=expected,
    )


def _there_on(missing: int, requested: Sequence[RequestedLine], today: date) -> date | None:
    """What is under way, reserved or undecided has no day: nobody has told one."""
    if missing <= 0:
        return today
    days = sorted((one.on, one.quantity) for line in requested for one in line.expected)
    for on, quantity in days:
        missing -= quantity
        if missing <= 0:
            return on
    return None

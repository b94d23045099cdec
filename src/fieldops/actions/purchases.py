"""What is missing is bought, comes in, and whoever waits sees when (P5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from fieldops.actions import policies
from fieldops.store import network, parts, quota_requests, serials, supply
from fieldops.store import purchases as store
from fieldops.store.purchases import VersionedPurchase
from fieldops.store.rows import refuse_if_any
from inventory import purchases as verbs
from inventory.purchases import Arrival, Expected, NewPurchase, Postponement, Purchase, Wanted
from inventory.quota_requests import QuotaRequest, Stage
from inventory.serials import as_many
from refusals import StaleVersion, refuse_all


async def order(wanted: NewPurchase, *, by: str, today: date, now: datetime) -> VersionedPurchase:
    """:raises Invalid: the part or place isn't known, or the day is past."""
    refuse_all(verbs.is_to_come("expected_on", wanted.expected_on, today))
    refuse_if_any(
        await parts.unknown_parts([("part", wanted.part)]),
        await network.unknown_locations([("location", wanted.location)]),
    )
    purchase = Purchase(
        number=await store.next_number(),
        part=wanted.part,
        quantity=wanted.quantity,
        location=wanted.location,
        supplier=wanted.supplier,
        expected_on=wanted.expected_on,
        ordered_by=by,
        note=wanted.note,
    )
    await store.add(purchase, now=now)
    return await store.purchase(purchase.number)


async def amend(number: str, told: Postponement, *, version: int, today: date) -> VersionedPurchase:
    """It is expected on another day.

    :raises NotFound: :raises StaleVersion: :raises PurchaseWrongStatus: :raises Invalid: the day is past.
    """
    found = await store.locked(number)
    if found.version != version:
        raise StaleVersion(key=number, seen=version, present=found.version)
    refuse_all(verbs.is_to_come("expected_on", told.expected_on, today))
    await store.save(verbs.amend(found.value, told))
    return await store.purchase(number)


async def receive(number: str, arrival: Arrival, *, now: datetime) -> VersionedPurchase:
    """Some or all of it has come, and is free stock at its place: those who wait are served by a decision.

    :raises NotFound: :raises PurchaseWrongStatus: :raises MoreThanOrdered:
    :raises Invalid: pieces of a tracked part are not named. :raises SerialNotThere: one is here already.
    """
    found = (await store.locked(number)).value
    tracked = bool(await serials.tracked([found.part]))
    refuse_all(as_many("serials", arrival.serials, arrival.quantity, tracked=tracked))
    received, transfer = verbs.receive(found, arrival, ours=await network.head_office(), now=now)
    await serials.post([transfer], {transfer.id: arrival.serials})
    await store.save(received)
    return await store.purchase(number)


async def cancel(number: str) -> VersionedPurchase:
    """What hasn't come doesn't come.

    :raises NotFound: :raises PurchaseWrongStatus:
    """
    found = (await store.locked(number)).value
    await store.save(verbs.cancel(found))
    return await store.purchase(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliedLine:
    """Where the pieces of a line are: ``reserved`` at a warehouse, ``under_way``, ``received``, or ``expected``."""

    line: int
    part: str
    reserved: int
    under_way: int
    received: int
    expected: list[Expected]


async def supply_of(number: str, *, today: date) -> list[SuppliedLine]:
    """Where the granted pieces of a request are, and when those that it waits for are expected (P5).

    :raises NotFound: :raises NoPolicy: no days for the way and a purchase are told for today.
    """
    request = (await quota_requests.request(number)).value
    waited_for = {line.granted_part or line.part for line in request.lines if line.waiting > 0}
    return _lines(request, await expected_for(waited_for, today=today))


async def expected_for(waited_for: Collection[str], *, today: date) -> dict[str, list[Expected]]:
    """When what was granted of these parts and waits is expected at the partners, by request and line: ``QR-…/1``.

    :raises NoPolicy: no days for the way and a purchase are told for today.
    """
    if not waited_for:
        return {}
    waiting = await quota_requests.waiting_for_parts(waited_for)
    wanted = [
        Wanted(key=f"{one.number}/{n}", part=line.granted_part or line.part, quantity=line.waiting)
        for one in waiting
        for n, line in enumerate(one.lines, start=1)
        if line.waiting > 0 and line.granted_part in waited_for
    ]
    return verbs.expectations(
        wanted,
        await supply.free_at_head_office(waited_for),
        await store.coming(waited_for),
        await policies.supply_on(today),
        today=today,
    )


def _lines(request: QuotaRequest, expected: dict[str, list[Expected]]) -> list[SuppliedLine]:
    found = []
    for n, line in enumerate(request.lines, start=1):
        at = {stage: sum(one.quantity for one in line.allocations if one.stage is stage) for stage in Stage}
        found.append(
            SuppliedLine(
                line=n,
                part=line.granted_part or line.part,
                reserved=at[Stage.RESERVED] + at[Stage.PICKED],
                under_way=at[Stage.SHIPPED],
                received=at[Stage.RECEIVED],
                expected=expected.get(f"{request.number}/{n}", []),
            )
        )
    return found

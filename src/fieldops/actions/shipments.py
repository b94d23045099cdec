"""Shipments are picked, leave and arrive (P1, P3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fieldops.actions.arrivals import reserve_arrived
from fieldops.actions.ordinary import post_ordinary
from fieldops.store import arrivals, ledger, network, parts, quota_requests, serials
from fieldops.store import shipments as store
from fieldops.store.rows import refuse_if_any
from fieldops.store.shipments import VersionedShipment
from inventory import quota_postings, quota_verbs
from inventory import shipment_verbs as verbs
from inventory.accounts import AccountKind, Condition, parts_account
from inventory.ledger import Pending, Purpose, Request
from inventory.parts import PartCategory
from inventory.quota_requests import QuotaRequest, Stage
from inventory.shipments import Dispatch, Moving, NotYourPlace, Receipt, Shipment, ShipmentLine


async def pick(request: str, source: str, *, by: str, now: datetime) -> VersionedShipment:
    """A shipment of all that is reserved at ``source`` for a quota request.

    :raises NotFound: :raises NothingToPick: :raises WrongStatus: :raises Invalid: the source isn't known.
    """
    found = (await quota_requests.locked(request)).value
    refuse_if_any(await network.unknown_locations([("source", source)]))
    ours = await network.head_office()
    picked, shipment = quota_verbs.pick(found, source, number=await store.next_number(), ours=ours)
    await store.add(shipment, by=by, now=now)
    await quota_requests.save(found, picked)
    return await store.shipment(shipment.number)


async def move(wanted: Moving, *, by: str, now: datetime) -> VersionedShipment:
    """A shipment of our stock between two places.

    :raises Invalid: a place or part isn't known. :raises InsufficientStock: the source has too little.
    :raises OnlySetAside: backup units are left only (B2).
    """
    refuse_if_any(
        await network.unknown_locations([("source", wanted.source), ("destination", wanted.destination)]),
        await parts.unknown_parts((f"lines.{i}.part", line.part) for i, line in enumerate(wanted.lines)),
    )
    number, ours = await store.next_number(), await network.head_office()
    lines = tuple(
        ShipmentLine(
            part=line.part,
            quantity=line.quantity,
            owner=ours,
            pending=f"shipment/{number}/{n}",
            condition=line.condition,
        )
        for n, line in enumerate(wanted.lines, start=1)
    )
    shipment = Shipment(number=number, source=wanted.source, destination=wanted.destination, lines=lines)
    await post_ordinary(
        [
            Pending(
                id=line.pending,
                source=parts_account(AccountKind.STOCK, ours, wanted.source, line.part, line.condition),
                destination=parts_account(AccountKind.IN_TRANSIT, ours, wanted.destination, line.part, line.condition),
                amount=line.quantity,
                purpose=Purpose.MOVE,
                reference=number,
                occurred_at=now,
            )
            for line in lines
        ],
        {},
        source=wanted.source,
        parts=[line.part for line in lines],
    )
    await store.add(shipment, by=by, now=now)
    return await store.shipment(number)


async def ship(number: str, dispatch: Dispatch, *, now: datetime) -> VersionedShipment:
    """It leaves.

    :raises NotFound: :raises NotYourPlace: :raises ShipmentWrongStatus: :raises MoneyNotBooked: it is for cash that isn't paid.
    :raises Invalid: not each piece of a tracked part is told. :raises SerialNotThere: one is somewhere else.
    """
    found = (await store.locked(number)).value
    await _must_be_ours(number, found.source)
    tracked = await serials.tracked([line.part for line in found.lines])
    gone = verbs.ship(found, dispatch, tracked=tracked, now=now)
    requests = await _requests_of(found)
    for request in requests:
        quota_verbs.may_leave(request)
    await serials.post(gone.postings, gone.named)
    await store.save(found, gone.shipment, shipped_at=now)
    await _bring(requests, [line.pending for line in found.lines], Stage.SHIPPED, number)
    return await store.shipment(number)


async def expect(number: str, arrives_at: datetime) -> VersionedShipment:
    """When it is expected, told anew; plans that are made from now on count on it.

    :raises NotFound: :raises ShipmentWrongStatus: it isn't on the way.
    """
    found = (await store.locked(number)).value
    await store.save(found, verbs.expect(found, arrives_at))
    return await store.shipment(number)


async def cancel(number: str, *, now: datetime) -> VersionedShipment:
    """It doesn't leave after all; what a request has reserved stays reserved.

    :raises NotFound: :raises ShipmentWrongStatus:
    """
    found = (await store.locked(number)).value
    await _must_be_ours(number, found.source)
    cancelled, postings = verbs.cancel(found, now=now)
    await ledger.post(postings)
    await store.save(found, cancelled)
    await _bring(await _requests_of(found), [line.pending for line in found.lines], Stage.RESERVED, None)
    return await store.shipment(number)


async def receive(number: str, receipt: Receipt, *, by: str, now: datetime) -> VersionedShipment:
    """Book what came, line by line; what others than the partner lost gives its quota back.

    :raises NotFound: :raises ShipmentWrongStatus: :raises MoreThanSent: :raises Invalid: a line or part isn't known, or
        pieces of a tracked part are not told. :raises SerialNotThere: one is somewhere else.
    """
    found = (await store.locked(number)).value
    await _must_be_ours(number, found.destination)
    await arrivals.take_turns([found.destination])
    instead = [(f"lines.{i}.instead.part", one.instead.part) for i, one in enumerate(receipt.lines) if one.instead]
    refuse_if_any(await parts.unknown_parts(instead))
    came = [one.instead.part for one in receipt.lines if one.instead]
    tracked = await serials.tracked([*(line.part for line in found.lines), *came])
    received = verbs.receive(found, receipt, ours=await network.head_office(), tracked=tracked, now=now)
    requests = await _requests_of(found)
    given_back = _quota_back(found, receipt, requests, now=now)
    await serials.post([*received.postings, *given_back], received.named)
    await store.save(found, received.shipment)
    await store.add_receipt(received.shipment, receipt, by=by, now=now)
    settled = [found.lines[n - 1].pending for n in received.settled]
    await _bring(requests, settled, Stage.RECEIVED, number)
    await reserve_arrived(found.destination, _arrived(found, receipt), now=now)
    return await store.shipment(number)


def _arrived(shipment: Shipment, receipt: Receipt) -> dict[str, int]:
    """New pieces of ours that came in good order and that nobody has asked for, by part."""
    came: dict[str, int] = {}
    for told in receipt.lines:
        line = shipment.lines[told.line - 1]
        if told.good and line.request is None and line.condition is Condition.NEW:
            came[line.part] = came.get(line.part, 0) + told.good
    return came


def _quota_back(
    shipment: Shipment, receipt: Receipt, requests: Sequence[QuotaRequest], *, now: datetime
) -> list[Request]:
    lost = verbs.not_the_partners_fault(shipment, receipt)
    back: list[Request] = []
    for request in requests:
        asked = {one.pending: line for line in request.lines for one in line.allocations}
        amounts_fen: dict[PartCategory | None, int] = {}
        for line, missing in lost:
            if line.pending in asked:
                drew = asked[line.pending]
                amounts_fen[drew.quota] = amounts_fen.get(drew.quota, 0) + drew.price_fen * missing
        of = f"{verbs.receipt_id(shipment)}/{request.number}"
        back += quota_postings.give_back(request, amounts_fen, of=of, now=now)
    return back


async def _must_be_ours(number: str, place: str) -> None:
    """:raises NotYourPlace: the place is out of the caller's reach, who sees the shipment from its other end (N3)."""
    if await network.unknown_locations([("place", place)]):
        raise NotYourPlace(number=number, place=place)


async def _requests_of(shipment: Shipment) -> list[QuotaRequest]:
    """Those that it carries something for, locked in order."""
    numbers = sorted({line.request for line in shipment.lines if line.request})
    return [(await quota_requests.locked(number)).value for number in numbers]


async def _bring(requests: Sequence[QuotaRequest], pendings: Sequence[str], stage: Stage, shipment: str | None) -> None:
    for request in requests:
        await quota_requests.save(request, quota_verbs.moved(request, pendings, stage, shipment))

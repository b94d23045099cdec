"""Pick lists: what is to be taken from the shelves for a shipment, or for a quota request before it is one (P2, P5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fieldops.documents.codes import qr
from fieldops.documents.printing import Document
from fieldops.store import network, parts, quota_requests, shelves, shipments
from fieldops.store.network import Place
from inventory.accounts import Condition
from inventory.quota_requests import QuotaRequest, Stage
from inventory.shelves import walking_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Pieces of a part at a place."""

    location: str
    part: str
    condition: Condition
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickLine:
    shelf: str | None
    part: str
    name_zh: str
    name_en: str
    condition: Condition
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPlace:
    place: Place
    lines: list[PickLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class PickList:
    """``purpose`` names the requests that a shipment is for, or the partner that a request is of."""

    number: str
    qr: str
    status: str
    destination: Place
    purpose: str
    pieces: int
    places: list[PickPlace]


async def of_shipment(number: str) -> Document:
    """:raises NotFound: there is none."""
    shipment = (await shipments.shipment(number)).value
    wanted = [
        Wanted(location=shipment.source, part=line.part, condition=line.condition, quantity=line.quantity)
        for line in shipment.lines
    ]
    purpose = ", ".join(sorted({line.request for line in shipment.lines if line.request}))
    return await _pick_list(number, shipment.status, shipment.destination, purpose, wanted)


async def of_request(number: str) -> Document:
    """What is reserved for a request and not in a shipment yet; a list without lines if that is nothing.

    :raises NotFound: there is none.
    """
    request = (await quota_requests.request(number)).value
    return await _pick_list(number, request.status, request.destination, request.partner, list(_reserved(request)))


def _reserved(request: QuotaRequest) -> Iterable[Wanted]:
    for line in request.lines:
        for one in line.allocations:
            if one.stage is Stage.RESERVED:
                yield Wanted(
                    location=one.source,
                    part=line.granted_part or line.part,
                    condition=Condition.NEW,
                    quantity=one.quantity,
                )


async def _pick_list(number: str, status: str, destination: str, purpose: str, wanted: list[Wanted]) -> Document:
    names = await parts.called(one.part for one in wanted)
    places = await network.places([destination, *(one.location for one in wanted)])
    at = await shelves.shelves_of((one.location, one.part) for one in wanted)

    def walking(one: Wanted) -> tuple[object, ...]:
        return one.location, walking_order(at.get((one.location, one.part))), one.part, one.condition

    picked = [
        PickPlace(
            place=places[location],
            lines=[
                PickLine(
                    shelf=at.get((location, one.part)),
                    part=one.part,
                    name_zh=names[one.part][0],
                    name_en=names[one.part][1],
                    condition=one.condition,
                    quantity=one.quantity,
                )
                for one in some
            ],
        )
        for location, some in groupby(sorted(wanted, key=walking), key=lambda one: one.location)
    ]
    values = PickList(
        number=number,
        qr=qr(number),
        status=status,
        destination=places[destination],
        purpose=purpose,
        pieces=sum(one.quantity for one in wanted),
        places=picked,
    )
    return Document(template="pick_list", name=f"pick-list-{number}", values=values)

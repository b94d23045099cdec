"""The receipt note of a shipment: what was sent, what came of it and whose fault a difference is (P3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from fieldops.documents.codes import qr
from fieldops.documents.printing import Document
from fieldops.store import network, parts, shipments
from fieldops.store.network import Place
from fieldops.store.shipments import ReceivedLine
from inventory.shipments import ShipmentLine, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What of a line did not come as it should, as one receipt tells it."""

    damaged: int
    short: int
    wrong: int
    over: int
    instead: str | None
    instead_quantity: int | None
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """``expected`` pieces are still missing, neither come nor told as lost."""

    n: int
    part: str
    name_zh: str
    name_en: str
    quantity: int
    good: int
    damaged: int
    short: int
    wrong: int
    over: int
    expected: int
    differences: list[Difference]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReceipt:
    n: int
    received_at: datetime
    received_by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptNote:
    number: str
    qr: str
    status: Status
    source: Place
    destination: Place
    carrier: str
    tracking: str
    shipped_at: datetime | None
    lines: list[NoteLine]
    receipts: list[NoteReceipt]


async def of_shipment(number: str) -> Document:
    """:raises NotFound: there is none."""
    shipment = (await shipments.shipment(number)).value
    told = await shipments.receipts(number)
    names = await parts.called(line.part for line in shipment.lines)
    places = await network.places([shipment.source, shipment.destination])
    values = ReceiptNote(
        number=number,
        qr=qr(number),
        status=shipment.status,
        source=places[shipment.source],
        destination=places[shipment.destination],
        carrier=shipment.carrier,
        tracking=shipment.tracking,
        shipped_at=await shipments.shipped_at(number),
        lines=[
            _line(n, line, names[line.part], [one for one in told if one.line == n])
            for n, line in enumerate(shipment.lines, start=1)
        ],
        receipts=[
            NoteReceipt(n=n, received_at=one.received_at, received_by=one.received_by, note=one.note)
            for n, some in groupby(told, key=lambda one: one.n)
            for one in [next(some)]
        ],
    )
    return Document(template="receipt_note", name=f"receipt-note-{number}", values=values)


def _line(n: int, line: ShipmentLine, names: tuple[str, str], told: list[ReceivedLine]) -> NoteLine:
    name_zh, name_en = names
    return NoteLine(
        n=n,
        part=line.part,
        name_zh=name_zh,
        name_en=name_en,
        quantity=line.quantity,
        good=line.good,
        damaged=line.damaged,
        short=line.short,
        wrong=line.wrong,
        over=sum(one.over for one in told),
        expected=line.expected,
        differences=[
            Difference(
                damaged=one.damaged,
                short=one.short,
                wrong=one.wrong,
                over=one.over,
                instead=one.instead_part,
                instead_quantity=one.instead_quantity,
                fault=one.fault,
            )
            for one in told
            if one.fault
        ],
    )

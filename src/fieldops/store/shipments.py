"""Shipments with their lines and receipts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.shipments import ShipmentLines, ShipmentReceipts, Shipments
from inventory.shipments import Fault, Receipt, Shipment, ShipmentLine
from refusals import NotFound

COUNTS = ("good", "damaged", "short", "wrong")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedShipment:
    """A shipment and how often it was changed, counted from 1."""

    value: Shipment
    version: int


async def next_number() -> str:
    """A fresh number: ``SH-`` and six digits that never repeat."""
    rows = await Shipments.raw("SELECT nextval('shipment_numbers') AS number").run()
    return f"SH-{rows[0]['number']:06d}"


async def add(shipment: Shipment, *, by: str, now: datetime) -> None:
    row = asdict(shipment) | {"made_by": by, "made_at": now}
    del row["lines"]
    await insert(Shipments, [row])
    lines = [
        asdict(line) | {"shipment": shipment.number, "n": n, "serials": list(line.serials)}
        for n, line in enumerate(shipment.lines, start=1)
    ]
    await insert(ShipmentLines, lines)


async def save(before: Shipment, shipment: Shipment, *, shipped_at: datetime | None = None) -> None:
    """Write the shipment as its next version, and the counts that have changed."""
    columns: dict[Column | str, Any] = {
        "version": Shipments.version + 1,
        "status": shipment.status.value,
        "carrier": shipment.carrier,
        "tracking": shipment.tracking,
        "arrives_at": shipment.arrives_at,
        "receipts": shipment.receipts,
    }
    if shipped_at is not None:
        columns["shipped_at"] = shipped_at
    await Shipments.update(columns).where(Shipments.number == shipment.number).run()
    for n, (line, was) in enumerate(zip(shipment.lines, before.lines, strict=True), start=1):
        if line != was:
            counts: dict[Column | str, Any] = {}
            counts.update((name, getattr(line, name)) for name in COUNTS)
            counts["serials"] = list(line.serials)
            await (
                ShipmentLines.update(counts)
                .where((ShipmentLines.shipment == shipment.number) & (ShipmentLines.n == n))
                .run()
            )


async def add_receipt(shipment: Shipment, receipt: Receipt, *, by: str, now: datetime) -> None:
    """Keep what was told; ``shipment`` is the one after it."""
    rows = []
    for told in receipt.lines:
        row = asdict(told)
        instead = row.pop("instead")
        row["pieces"] = json.dumps(row["pieces"])
        rows.append(
            row
            | {
                "shipment": shipment.number,
                "n": shipment.receipts,
                "instead_part": instead and instead["part"],
                "instead_quantity": instead and instead["quantity"],
                "note": receipt.note,
                "received_by": by,
                "received_at": now,
            }
        )
    await insert(ShipmentReceipts, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLine:
    """What was told of line ``line`` in receipt ``n`` of a shipment."""

    n: int
    line: int
    good: int
    damaged: int
    short: int
    wrong: int
    over: int
    instead_part: str | None
    instead_quantity: int | None
    fault: Fault | None
    note: str
    received_by: str
    received_at: datetime


async def receipts(number: str) -> list[ReceivedLine]:
    """All that was told of a shipment, in its order."""
    rows = await ShipmentReceipts.raw(
        "SELECT * FROM shipment_receipts WHERE shipment = {} ORDER BY n, line", number
    ).run()
    return [value(ReceivedLine, row) for row in rows]


async def shipped_at(number: str) -> datetime | None:
    """When it left; None if it hasn't."""
    rows = await Shipments.raw("SELECT shipped_at FROM shipments WHERE number = {}", number).run()
    return rows[0]["shipped_at"] if rows else None


async def shipment(number: str) -> VersionedShipment:
    """:raises NotFound: there is none."""
    return await _one("", number)


async def locked(number: str) -> VersionedShipment:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", number)


async def _one(locking: str, number: str) -> VersionedShipment:
    rows = await Shipments.raw(f"SELECT * FROM shipments WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="shipment", key=number)
    return (await _with_lines(rows))[0]


async def shipment_page(wanted: Wanted) -> tuple[int, list[VersionedShipment]]:
    count, rows = await page(Shipments, wanted)
    return count, await _with_lines(rows)


async def _with_lines(rows: Sequence[Mapping[str, Any]]) -> list[VersionedShipment]:
    lines = await ShipmentLines.raw(
        "SELECT * FROM shipment_lines WHERE shipment = ANY({}) ORDER BY shipment, n", [row["number"] for row in rows]
    ).run()
    of: dict[str, list[ShipmentLine]] = {}
    for line in lines:
        of.setdefault(line["shipment"], []).append(value(ShipmentLine, line))
    return [
        VersionedShipment(value=value(Shipment, {**row, "lines": tuple(of[row["number"]])}), version=row["version"])
        for row in rows
    ]

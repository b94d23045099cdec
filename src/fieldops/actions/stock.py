"""Goods arrive (P1, P3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fieldops.store import network, parts, serials
from fieldops.store.rows import refuse_if_any
from inventory.parts import StockReceipt, receipt_transfer
from inventory.serials import as_many
from refusals import refuse_all


async def receive(receipts: Sequence[StockReceipt], *, now: datetime) -> None:
    """Book goods from outside as new stock of ours, or set aside for swaps (B2); once per reference and part.

    A part that is tracked by serial number names as many as pieces; units that are set aside may name none, as the pool
    of backup units has names of its own for them.

    :raises Invalid: a location or part isn't known, or there are not as many serials as pieces.
    :raises TransferIdReused: the reference stands for other goods already.
    :raises SerialNotThere: a piece is here already.
    """
    numbered = list(enumerate(receipts))
    lines = [(f"{i}.lines.{j}", line) for i, receipt in numbered for j, line in enumerate(receipt.lines)]
    refuse_if_any(
        await network.unknown_locations((f"{i}.location", receipt.location) for i, receipt in numbered),
        await parts.unknown_parts((f"{path}.part", line.part) for path, line in lines),
    )
    tracked = await serials.tracked([line.part for _, line in lines])
    refuse_all(
        *(
            as_many(f"{i}.lines.{j}.serials", line.serials, line.quantity, tracked=line.part in tracked)
            for i, receipt in numbered
            for j, line in enumerate(receipt.lines)
            if line.serials or not receipt.set_aside
        )
    )
    ours = await network.head_office()
    booked = [
        (receipt_transfer(receipt, line, ours=ours, now=now), line) for receipt in receipts for line in receipt.lines
    ]
    await serials.post([transfer for transfer, _ in booked], {transfer.id: line.serials for transfer, line in booked})

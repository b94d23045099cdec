"""Goods arrive (P1, P3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fieldops.store import ledger, network, parts
from fieldops.store.rows import refuse_if_any
from inventory.parts import StockReceipt, receipt_transfer


async def receive(receipts: Sequence[StockReceipt], *, now: datetime) -> None:
    """Book goods from outside as new stock of ours, or set aside for swaps (B2); once per reference and part.

    :raises Invalid: a location or part isn't known.
    :raises TransferIdReused: the reference stands for other goods already.
    """
    numbered = list(enumerate(receipts))
    lines = [(f"{i}.lines.{j}.part", line.part) for i, receipt in numbered for j, line in enumerate(receipt.lines)]
    refuse_if_any(
        await network.unknown_locations((f"{i}.location", receipt.location) for i, receipt in numbered),
        await parts.unknown_parts(lines),
    )
    ours = await network.head_office()
    await ledger.post(
        [receipt_transfer(receipt, line, ours=ours, now=now) for receipt in receipts for line in receipt.lines]
    )

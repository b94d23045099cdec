"""Parts that are on their way to the demo's provinces tonight (P5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from inventory.parts import StockReceipt
from inventory.shipments import Goods, Moving

PARTS, PIECES = 8, 3
ARRIVES = time(9, 30)


def arrivals(
    head: str, provinces: Sequence[str], receipts: Sequence[StockReceipt], now: datetime
) -> Iterator[tuple[Moving, datetime]]:
    """From the head office to each province's warehouse what it has fewest of, for tomorrow morning."""
    stock: dict[str, Counter[str]] = {}
    for receipt in receipts:
        if not receipt.set_aside:
            counts = stock.setdefault(receipt.location, Counter())
            counts.update({line.part: line.quantity for line in receipt.lines if not line.serials})
    left = Counter(stock.get(f"{head}/WH", {}))
    arrives_at = datetime.combine(now.date() + timedelta(days=1), ARRIVES, now.tzinfo)
    for province in provinces:
        there = stock.get(f"{province}/WH", Counter())
        fewest = sorted((part for part, n in left.items() if n >= PIECES), key=lambda part: (there[part], part))
        lines = tuple(Goods(part=part, quantity=PIECES) for part in fewest[:PARTS])
        left.subtract({line.part: PIECES for line in lines})
        if lines:
            yield Moving(source=f"{head}/WH", destination=f"{province}/WH", lines=lines), arrives_at

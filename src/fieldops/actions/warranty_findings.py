"""What a person found at a machine that bears on its warranty, for the order that it was found at (W2, W3)."""

from __future__ import annotations

from dataclasses import replace

from fieldops.actions.desk import Desk
from fieldops.store import orders
from fieldops.store import warranty_findings as store
from inventory import warranty_findings as rules
from inventory.entitlements import NothingToJudge
from inventory.warranty_findings import Finding, NewFinding


async def record(number: str, new: NewFinding, desk: Desk) -> Finding:
    """:raises NotFound: :raises NothingToJudge: the order names no machine."""
    order = (await orders.locked_order(number)).value
    if order.unit is None:
        raise NothingToJudge(number=number)
    finding = Finding(id=0, order=number, found=new.found, note=new.note, part=new.part, by=desk.by, at=desk.now)
    return replace(finding, id=await store.add(finding))


async def withdraw(id: int, reason: str, desk: Desk) -> Finding:
    """:raises NotFound: :raises FindingWithdrawn: :raises Invalid: no reason."""
    withdrawn = rules.withdraw(await store.locked(id), by=desk.by, reason=reason, now=desk.now)
    await store.save(withdrawn)
    return withdrawn

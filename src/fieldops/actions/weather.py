"""Weather alerts are recorded, ended, and withdrawn if they were none (S6, S7)."""

from __future__ import annotations

from datetime import datetime

from fieldops.store import weather as store
from fieldops.store.network import unknown_nodes
from fieldops.store.rows import refuse_if_any
from fieldops.store.weather import VersionedAlert
from inventory import weather as rules
from inventory.weather import NewAlert, Withdrawal


async def record(new: NewAlert, *, by: str, now: datetime) -> VersionedAlert:
    """:raises Invalid: a node isn't known."""
    refuse_if_any(await unknown_nodes((f"nodes.{n}", node) for n, node in enumerate(new.nodes)))
    number = await store.next_number()
    await store.add(rules.record(new, number=number, by=by, now=now))
    return await store.alert(number)


async def end(number: str, to_at: datetime) -> VersionedAlert:
    """:raises NotFound: :raises AlertWrongState: :raises Invalid: it would end before it began."""
    found = (await store.locked(number)).value
    await store.save(rules.end(found, to_at))
    return await store.alert(number)


async def withdraw(number: str, *, by: str, reason: str, now: datetime) -> VersionedAlert:
    """:raises NotFound: :raises AlertWrongState: :raises Invalid: no reason."""
    found = (await store.locked(number)).value
    await store.save(rules.withdraw(found, Withdrawal(by=by, at=now, reason=reason)))
    return await store.alert(number)

"""What follows when a visit is done: the report of an inspection, and the call to the customer (V3, S9)."""

from __future__ import annotations

from datetime import tzinfo

from fieldops.actions import callbacks, inspections
from inventory.visits import State, Visit


async def follow(visit: Visit, *, zone: tzinfo) -> None:
    """For a visit that has just ended; nothing if its work isn't done."""
    if visit.state is State.DONE:
        await inspections.end_visit(visit, zone=zone)
        await callbacks.make(visit, zone=zone)

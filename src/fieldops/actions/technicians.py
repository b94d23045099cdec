"""What a technician takes along, and how far their days go (V4)."""

from __future__ import annotations

from fieldops.store import technicians as store
from fieldops.store.technicians import VersionedTechnician
from inventory.network import WorkingDay
from refusals import StaleVersion


async def set_day(code: str, day: WorkingDay, *, version: int | None = None) -> VersionedTechnician:
    """What the technician takes along from now on, and how far their days go (V4). ``version``: what was seen of the record.

    :raises NotFound: :raises StaleVersion: :raises Invalid: a tool or area isn't known.
    """
    found = await store.locked_technician(code)
    if version is not None and version != found.version:
        raise StaleVersion(key=code, seen=version, present=found.version)
    await store.set_day(code, day)
    return await store.technician(code)

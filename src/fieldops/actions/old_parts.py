"""A person decides that an old part needn't come back (O1)."""

from __future__ import annotations

from datetime import datetime

from fieldops.store import old_parts as store
from fieldops.store.old_parts import VersionedOldPart
from inventory.old_parts import waive


async def waive_old_part(id: str, *, by: str, reason: str, now: datetime) -> VersionedOldPart:
    """:raises NotFound: :raises OldPartWrongState: nothing of it is owed. :raises Invalid: no reason."""
    found = (await store.locked(id)).value
    await store.save(waive(found, by=by, reason=reason, now=now))
    return await store.old_part(id)

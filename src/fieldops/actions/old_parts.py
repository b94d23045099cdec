"""A person decides that an old part needn't come back (O1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldops.store import old_parts as store
from fieldops.store.old_parts import VersionedOldPart
from inventory.old_parts import waive
from refusals import not_blank, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    reason: str

    def __post_init__(self) -> None:
        refuse_all(not_blank("reason", self.reason, most=500))


async def waive_old_part(id: str, waiver: Waiver, *, by: str, now: datetime) -> VersionedOldPart:
    """:raises NotFound: :raises OldPartWrongState: nothing of it is owed."""
    found = (await store.locked(id)).value
    await store.save(waive(found, by=by, reason=waiver.reason, now=now))
    return await store.old_part(id)

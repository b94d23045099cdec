"""The technical department says what is looked at on a kind of equipment (V3)."""

from __future__ import annotations

from datetime import datetime

from fieldops.store import check_lists as store
from fieldops.store import parts
from fieldops.store.rows import refuse_if_any
from inventory.check_lists import CheckList, NewCheckList


async def make(new: NewCheckList, *, by: str, now: datetime) -> CheckList:
    """The version that is used from now on; inspections that have begun keep theirs.

    :raises Invalid: a fault isn't known.
    """
    refuse_if_any(await parts.unknown_faults((f"items.{i}.fault", item.fault) for i, item in enumerate(new.items)))
    present = (await store.newest([new.kind])).get(new.kind)
    made = new.after(present)
    if made is not present:
        await store.add(made, by=by, now=now)
    return made

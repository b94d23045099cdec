"""What a partner's repairs took of parts, month by month, as far back as anything is known (P4)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from fieldops.store.reach import everywhere
from fieldops.store.rows import value
from fieldops.tables.past_demand import PastDemand
from inventory.stocking import Taken


async def taken(partner: str, zone: ZoneInfo) -> list[Taken]:
    """Booked, by the months of ``zone``, and imported. Of the ledger also what the partner took of ours."""
    async with everywhere():
        rows = await PastDemand.raw(
            "SELECT part, to_char(occurred_at AT TIME ZONE {}, 'YYYY-MM') AS month, sum(change)::bigint AS pieces,"
            " FALSE AS imported FROM parts_taken WHERE partner = {} GROUP BY 1, 2"
            " UNION ALL SELECT part, month, pieces, TRUE FROM past_demand WHERE partner = {}",
            zone.key,
            partner,
            partner,
        ).run()
    return [value(Taken, row) for row in rows]

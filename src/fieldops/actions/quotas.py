"""Quota is granted (P2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fieldops.store import ledger, network
from fieldops.store.rows import refuse_if_any
from inventory.accounts import AccountKind, money_account
from inventory.ledger import Purpose, Transfer
from inventory.quotas import QuotaGrant


async def grant(grants: Sequence[QuotaGrant], *, now: datetime) -> None:
    """Add to what the partners may draw in their periods; once per reference.

    :raises Invalid: a partner isn't known. :raises TransferIdReused: a reference stands for another grant already.
    """
    refuse_if_any(await network.not_partners((f"{i}.partner", grant.partner) for i, grant in enumerate(grants)))
    await ledger.post(
        [
            Transfer(
                id=f"quota-grant/{grant.reference}",
                source=money_account(AccountKind.QUOTA_GRANT, grant.partner, grant.period),
                destination=money_account(AccountKind.QUOTA, grant.partner, grant.period),
                amount=grant.amount_fen,
                purpose=Purpose.QUOTA_GRANT,
                reference=grant.reference,
                occurred_at=now,
            )
            for grant in grants
        ]
    )

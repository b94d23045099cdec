"""Ordinary work and the backup units beside it (B2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldops.store import ledger, serials
from fieldops.store.reach import everywhere
from inventory.accounts import AccountKind
from inventory.backup_pool_refusals import only_set_aside
from inventory.ledger import InsufficientStock, Request


async def post_ordinary(
    requests: Sequence[Request], named: Mapping[str, Sequence[str]], *, source: str, parts: Sequence[str]
) -> None:
    """Post what takes ``parts`` at ``source``; ``named`` are the serials of tracked ones, by the ids of transfers.

    :raises SerialNotThere: :raises InsufficientStock: with all that is short. :raises OnlySetAside: units set aside are all that is left (B2).
    """
    async with everywhere():
        aside = await ledger.balances(kinds=[AccountKind.SET_ASIDE], places=[source], assets=parts)
    try:
        await serials.post(requests, named)
    except InsufficientStock as short:
        raise only_set_aside(short, aside) or short from short

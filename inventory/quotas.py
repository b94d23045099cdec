"""Quota (P2): what a partner may draw on credit in a month."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.network import is_code
from refusals import matches, positive, refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaGrant:
    """``amount_fen`` for a partner in a ``period``, a month such as ``2026-11``. ``reference`` makes it happen once."""

    reference: str
    partner: str
    period: str
    amount_fen: int

    def __post_init__(self) -> None:
        refuse_all(
            is_code("reference", self.reference),
            is_code("partner", self.partner),
            matches("period", self.period, r"20\d\d-(0[1-9]|1[0-2])", en="a month like 2026-11", zh="月份，如 2026-11"),
            positive("amount_fen", self.amount_fen, most=10**12),
        )

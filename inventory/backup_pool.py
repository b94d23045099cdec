"""The pool of backup units and critical spares (B1, B2)."""

from __future__ import annotations

from collections.abc import Iterable

from inventory.accounts import AccountKind
from inventory.ledger import Balance, InsufficientStock
from refusals import Refusal, Text


class OnlySetAside(Refusal):
    """Ordinary work is short of a part of which backup units stand at the same place."""

    code = "only_set_aside"
    rule = "B2"
    cause = Text(
        en="What is left is set aside for swaps: {summary}. Ordinary work can't take it.",
        zh="剩余数量为换机备用：{summary_zh}，日常工作不得领用。",
    )
    remedy = Text(
        en="Take it from another place, or let whoever keeps the pool free a unit first.",
        zh="请改从其他库位领用，或先由备机管理人员解除备用。",
    )


def only_set_aside(short: InsufficientStock, set_aside: Iterable[Balance]) -> OnlySetAside | None:
    """Why stock is short, where backup units are all that is left; None if no short part has any."""
    held = {(one.account.place, one.account.asset): one.balance for one in set_aside if one.balance}
    parts = [
        (one, held[one.account.place, one.account.asset])
        for one in short.shortages
        if one.account.kind is AccountKind.STOCK and (one.account.place, one.account.asset) in held
    ]
    if not parts:
        return None
    return OnlySetAside(
        summary="; ".join(
            f"{one.account.asset} at {one.account.place}: {one.asked} asked, {one.available} available, {n} set aside"
            for one, n in parts
        ),
        summary_zh="；".join(
            f"{one.account.place} 的 {one.account.asset}：需要 {one.asked}，可用 {one.available}，备用 {n}"
            for one, n in parts
        ),
    )

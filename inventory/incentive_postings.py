"""What a month's rewards and penalties move in the ledger (S8, C3): once, however often the month is run.

A transfer's id names the month, the line and a round. A line that a later run finds otherwise, since a cause was decided anew
say, is reversed and posted in its next round; one that is as it was posted is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from inventory.accounts import Account, AccountKind, money_account
from inventory.incentive_policy import Post
from inventory.incentives import Line, MonthRun
from inventory.ledger import Purpose, Request, Reversal, Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedLine:
    """A transfer of an earlier run of the month, as the ledger has it; ``undone``: it was reversed."""

    id: str
    source: Account
    destination: Account
    amount_fen: int
    undone: bool = False


def prefix_of(period: str) -> str:
    """What the ids of a month's transfers begin with."""
    return f"incentive/{period}/"


def postings(run: MonthRun, posted: Iterable[PostedLine], *, now: datetime) -> list[Request]:
    """What is still to be posted, given all of the month's transfers that were ``posted`` before, undone ones too."""
    before: dict[str, list[PostedLine]] = {}
    for one in posted:
        before.setdefault(_key(one.id), []).append(one)
    wanted = {f"{prefix_of(run.period)}{line.key}": line for line in run.lines}
    return [
        request
        for key in sorted({*before, *wanted})
        for request in _settled(key, wanted.get(key), before.get(key, []), run.period, now)
    ]


def _key(id: str) -> str:
    return id.rpartition("/")[0]


def _settled(key: str, line: Line | None, before: list[PostedLine], period: str, now: datetime) -> Iterator[Request]:
    standing = next((one for one in before if not one.undone), None)
    transfer = None if line is None else _transfer(f"{key}/{len(before) + 1}", line, period, now)
    if standing is not None:
        if transfer is not None and _same(standing, transfer):
            return
        yield Reversal(id=f"{standing.id}/undone", of=standing.id, occurred_at=now)
    if transfer is not None:
        yield transfer


def _same(standing: PostedLine, transfer: Transfer) -> bool:
    return (standing.source, standing.destination, standing.amount_fen) == (
        transfer.source,
        transfer.destination,
        transfer.amount,
    )


def _transfer(id: str, line: Line, period: str, now: datetime) -> Transfer:
    """A partner's reward is owed to it, its penalty is owed by it; staff have both with their pay."""
    node, post, reward = line.party.node, line.party.post, line.amount_fen > 0
    if post is Post.OUTLET:
        theirs = money_account(AccountKind.PAYABLE if reward else AccountKind.RECEIVABLE, node)
    else:
        theirs = money_account(AccountKind.STAFF, node, f"{period}/{post.value.upper()}")
    ours = money_account(AccountKind.REWARDS if reward else AccountKind.PENALTIES, node, period)
    return Transfer(
        id=id,
        source=theirs if reward else ours,
        destination=ours if reward else theirs,
        amount=abs(line.amount_fen),
        purpose=Purpose.REWARD if reward else Purpose.PENALTY,
        reference=line.order or f"{line.province} {period}",
        occurred_at=now,
    )

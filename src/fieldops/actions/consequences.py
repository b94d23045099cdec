"""What a decision on a quota request would mean, line by line (P2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fieldops.actions.held_up import HeldUp, orders_waiting_for
from fieldops.store import demand, old_parts, parts, quotas, supply
from fieldops.store import quota_requests as store
from fieldops.store.demand import Levels
from fieldops.store.old_parts import Overdue
from fieldops.store.supply import Available
from inventory.parts import PartCategory
from inventory.quota_requests import Line
from inventory.quota_verbs import asked_fen

DEMAND_LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineConsequences:
    """``superseded_by`` may be granted instead, the next one first; ``used_12_months`` pieces in the partner's repairs.

    It draws on ``quota``, that of a category, or on the general one, which is None. ``sources`` are the warehouses that have some of the part, or of what supersedes it, the nearest level first (P5).
    """

    line: int
    part: str
    name_zh: str
    name_en: str
    quantity: int
    amount_fen: int
    quota: PartCategory | None
    free: Levels
    sources: list[Available]
    superseded_by: list[str]
    used_12_months: int
    held_up: list[HeldUp]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaConsequence:
    """``after_fen`` is what would be left if all were granted; below 0 it is over quota."""

    category: PartCategory | None
    left_fen: int
    after_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """``quotas`` are those that it would draw on, none for cash; ``overdue`` the old parts that the partner still owes (O1)."""

    number: str
    overdue: list[Overdue]
    quotas: list[QuotaConsequence]
    lines: list[LineConsequences]


async def of_request(number: str, *, today: date, now: datetime) -> Consequences:
    """In the same few queries however many lines there are.

    :raises NotFound: there is no such request. :raises NoPolicy: what was promised can't be told for today.
    """
    request = (await store.request(number)).value
    named = {line.part for line in request.lines}
    left = await quotas.left(request.partner, request.period, named)
    drawn = asked_fen(request, left)
    levels = await demand.levels(request.partner, named)
    chains = await parts.superseding(named)
    known = await parts.parts_of(named)
    can_be_had = await supply.available(request.partner, named.union(*chains.values()))
    used = await demand.used(request.partner, named, now - DEMAND_LOOKS_BACK)
    held_up = await orders_waiting_for([request.partner], named)
    return Consequences(
        number=number,
        overdue=await old_parts.overdue(request.partner, today),
        quotas=[
            QuotaConsequence(category=one, left_fen=left.left_fen[one], after_fen=left.left_fen[one] - fen)
            for one, fen in drawn.items()
        ],
        lines=[
            LineConsequences(
                line=n,
                part=line.part,
                name_zh=known[line.part].name_zh,
                name_en=known[line.part].name_en,
                quantity=line.quantity,
                amount_fen=line.price_fen * line.quantity,
                quota=left.serves(line.part),
                free=levels.get(line.part, Levels()),
                sources=[one for one in can_be_had if one.part in {line.part, *chains.get(line.part, [])}],
                superseded_by=chains.get(line.part, []),
                used_12_months=used.get(line.part, 0),
                held_up=_for(line, held_up.get((request.partner, line.part), [])),
            )
            for n, line in enumerate(request.lines, start=1)
        ],
    )


def _for(line: Line, held_up: Sequence[HeldUp]) -> list[HeldUp]:
    """The orders that wait for the line's part: the one it is asked for, or all of them."""
    return [one for one in held_up if line.order in {None, one.order}]

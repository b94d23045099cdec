"""What a decision on a quota request would mean, line by line (P2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fieldops.actions import policies
from fieldops.actions.promises import promises_of
from fieldops.store import demand, ledger, network, orders, parts
from fieldops.store import quota_requests as store
from fieldops.store.demand import Levels
from inventory.accounts import AccountKind, money_account
from inventory.quota_requests import Line, QuotaRequest, Terms
from routing.zones import ZoneIndex

DEMAND_LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldUp:
    """An open service order that is expected to use the part; ``due_at`` is its appointment's or promise's end (S1)."""

    order: str
    quantity: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LineConsequences:
    """``superseded_by`` may be granted instead, the next one first; ``used_12_months`` pieces in the partner's repairs."""

    line: int
    part: str
    quantity: int
    amount_fen: int
    free: Levels
    superseded_by: list[str]
    used_12_months: int
    held_up: list[HeldUp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """``quota_after_fen`` is what would be left if all were granted; below 0 it is over quota. Cash draws none."""

    number: str
    quota_left_fen: int
    quota_after_fen: int
    lines: list[LineConsequences]


async def of_request(number: str, *, today: date, now: datetime) -> Consequences:
    """In the same few queries however many lines there are.

    :raises NotFound: there is no such request. :raises NoPolicy: what was promised can't be told for today.
    """
    request = (await store.request(number)).value
    named = {line.part for line in request.lines}
    quota = money_account(AccountKind.QUOTA, request.partner, request.period)
    left_fen = (await ledger.balances_of([quota]))[quota].available
    drawn_fen = request.asked_fen if request.terms is Terms.CREDIT else 0
    levels = await demand.levels(request.partner, named)
    chains = await parts.superseding(named)
    used = await demand.used(request.partner, named, now - DEMAND_LOOKS_BACK)
    held_up = await _held_up(request, today=today)
    return Consequences(
        number=number,
        quota_left_fen=left_fen,
        quota_after_fen=left_fen - drawn_fen,
        lines=[
            LineConsequences(
                line=n,
                part=line.part,
                quantity=line.quantity,
                amount_fen=line.price_fen * line.quantity,
                free=levels.get(line.part, Levels()),
                superseded_by=chains.get(line.part, []),
                used_12_months=used.get(line.part, 0),
                held_up=_for(line, held_up),
            )
            for n, line in enumerate(request.lines, start=1)
        ],
    )


def _for(line: Line, held_up: Mapping[str, list[HeldUp]]) -> list[HeldUp]:
    """The orders that wait for the line's part: the one it is asked for, or all of them."""
    return [one for one in held_up.get(line.part, []) if line.order in {None, one.order}]


async def _held_up(request: QuotaRequest, *, today: date) -> dict[str, list[HeldUp]]:
    """By part, the most urgent first."""
    needs = await demand.waiting_for(request.partner, {line.part for line in request.lines})
    if not needs:
        return {}
    found = await orders.orders_of(need.order for need in needs)
    customers = await orders.customers(order.customer for order in found)
    nodes = await network.nodes([request.partner])
    zones = ZoneIndex(await network.zones_of(nodes))
    promises = promises_of(found, customers, nodes, zones, await policies.promise_on(today))
    held: dict[str, list[HeldUp]] = {}
    for need in needs:
        due_at = promises[need.order].due_at
        held.setdefault(need.part, []).append(HeldUp(order=need.order, quantity=need.quantity, due_at=due_at))
    return {part: sorted(some, key=lambda one: one.due_at) for part, some in held.items()}

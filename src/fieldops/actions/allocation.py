"""A proposal for all that waits for parts at once, when stock is short (P2, P5); :mod:`routing.allocation` says what counts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fieldops.actions.held_up import HeldUp, orders_waiting_for
from fieldops.store import demand, supply
from fieldops.store import quota_requests as store
from inventory.quota_requests import (
    MOST_RULINGS,
    UNDECIDED,
    Decision,
    Line,
    LineDecision,
    QuotaRequest,
    Ruling,
    Rulings,
    Source,
)
from routing.allocation import Claim, Share, Waiting, allocate


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """``proposed`` of the ``waiting`` pieces of a line, from ``sources``; ``orders`` get all that they wait for with it.

    Of a request that is ``decided`` the line has been granted and waits for stock.
    """

    request: str
    line: int
    partner: str
    part: str
    decided: bool
    waiting: int
    proposed: int
    sources: tuple[Source, ...]
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPart:
    """``free`` pieces within reach of some of those who wait for ``waiting``."""

    part: str
    waiting: int
    free: int
    proposed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """``rulings`` decide the undecided requests like that, in full, what can't be had yet keeping on waiting; None if
    nothing can be proposed for any."""

    parts: list[ProposedPart]
    lines: list[ProposedLine]
    rulings: Rulings | None


async def propose(*, part: str | None, today: date, now: datetime) -> Proposal:
    """For all requests within reach that wait for a decision or for stock, or for one part of theirs.

    :raises NoPolicy: what was promised can't be told for today.
    """
    requests = await store.waiting_for_stock()
    lines = [
        (request, n, line)
        for request in requests
        for n, line in enumerate(request.lines, start=1)
        if _pieces(line) and part in {None, _part(line)}
    ]
    parts = {_part(line) for _, _, line in lines}
    partners = {request.partner for request, _, _ in lines}
    needs = await orders_waiting_for(partners, parts)
    at_hand = await demand.at_hand(partners, parts)
    within_reach = await supply.available_to(partners, parts)
    free = {(one.part, one.location): one.quantity for _, one in within_reach}
    sources: dict[tuple[str, str], list[str]] = {}
    for partner, one in within_reach:
        sources.setdefault((partner, one.part), []).append(one.location)
    waiting = _uncovered(needs, at_hand)
    claims = [_claim(request, n, line, sources, waiting) for request, n, line in lines]
    shares = await asyncio.to_thread(allocate, claims, free, now=now)
    proposed = [_proposed(*one, shares[_key(*one[:2])]) for one in lines]
    return Proposal(parts=_by_part(proposed, free), lines=proposed, rulings=_rulings(requests, proposed, part))


def _pieces(line: Line) -> int:
    return line.quantity if line.approved is None else line.waiting


def _part(line: Line) -> str:
    return line.granted_part or line.part


def _key(request: QuotaRequest, n: int) -> str:
    return f"{request.number}/{n}"


def _uncovered(
    needs: Mapping[tuple[str, str], Sequence[HeldUp]], at_hand: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], list[HeldUp]]:
    """The orders that what the partner has does not suffice for: it goes to the most urgent."""
    uncovered: dict[tuple[str, str], list[HeldUp]] = {}
    for key, some in needs.items():
        left = at_hand.get(key, 0)
        for one in some:
            if one.quantity <= left:
                left -= one.quantity
            else:
                uncovered.setdefault(key, []).append(one)
    return uncovered


def _claim(
    request: QuotaRequest,
    n: int,
    line: Line,
    sources: Mapping[tuple[str, str], Sequence[str]],
    waiting: Mapping[tuple[str, str], list[HeldUp]],
) -> Claim:
    """Each order counts for one claim: the line that is asked for it, else the first of its partner's that has room."""
    key = request.partner, _part(line)
    room, taken = _pieces(line), []
    for one in list(waiting.get(key, ())):
        if line.order in {None, one.order} and one.quantity <= room:
            room -= one.quantity
            taken.append(Waiting(order=one.order, quantity=one.quantity, due_at=one.due_at))
            waiting[key].remove(one)
    return Claim(
        key=_key(request, n),
        partner=request.partner,
        part=key[1],
        quantity=_pieces(line),
        sources=tuple(sources.get(key, ())),
        waiting=tuple(taken),
    )


def _proposed(request: QuotaRequest, n: int, line: Line, share: Share) -> ProposedLine:
    return ProposedLine(
        request=request.number,
        line=n,
        partner=request.partner,
        part=_part(line),
        decided=line.approved is not None,
        waiting=_pieces(line),
        proposed=share.quantity,
        sources=tuple(Source(location=location, quantity=pieces) for location, pieces in share.sources),
        orders=share.orders,
    )


def _by_part(lines: Iterable[ProposedLine], free: Mapping[tuple[str, str], int]) -> list[ProposedPart]:
    by_part: dict[str, list[ProposedLine]] = {}
    for line in lines:
        by_part.setdefault(line.part, []).append(line)
    return [
        ProposedPart(
            part=part,
            waiting=sum(line.waiting for line in some),
            free=sum(pieces for (of, _), pieces in free.items() if of == part),
            proposed=sum(line.proposed for line in some),
        )
        for part, some in sorted(by_part.items())
    ]


def _rulings(requests: Sequence[QuotaRequest], proposed: Sequence[ProposedLine], part: str | None) -> Rulings | None:
    """Of undecided requests that get something; a proposal for one part decides no request that asks for others too."""
    lines: dict[str, list[ProposedLine]] = {}
    for one in proposed:
        lines.setdefault(one.request, []).append(one)
    ruled = [
        Ruling(
            number=request.number,
            decision=Decision(
                lines=tuple(
                    LineDecision(line=one.line, quantity=one.waiting, sources=one.sources)
                    for one in lines[request.number]
                )
            ),
        )
        for request in requests
        if request.status in UNDECIDED
        and any(one.proposed for one in lines.get(request.number, ()))
        and (part is None or len(lines[request.number]) == len(request.lines))
    ]
    return Rulings(requests=tuple(ruled[:MOST_RULINGS])) if ruled else None

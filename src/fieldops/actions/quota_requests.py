"""Quota requests are made, decided, reserved and taken back (P2, P3, P5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from fieldops.database.door import attempt
from fieldops.store import ledger, network, parts, quotas, supply
from fieldops.store import quota_requests as store
from fieldops.store.quota_requests import VersionedRequest
from fieldops.store.rows import Overtaken
from inventory import quota_postings as postings
from inventory import quota_verbs as verbs
from inventory.ledger import InsufficientBalance, InsufficientStock, Request
from inventory.quota_requests import Decision, Line, NewRequest, QuotaRequest, Rejection, Ruling, Rulings, Source
from inventory.quotas import QuotasLeft
from refusals import Refusal, StaleVersion, refuse_all


async def ask(wanted: NewRequest, *, by: str, today: date, now: datetime) -> VersionedRequest:
    """A draft, at the prices of now.

    :raises Invalid: something it names isn't known, or its month is neither this nor the next.
    """
    refuse_all(verbs.is_request_time("period", today, wanted.period))
    await store.refuse_unknown(wanted)
    request = QuotaRequest(
        number=await store.next_number(wanted.period),
        partner=wanted.partner,
        destination=wanted.destination,
        period=wanted.period,
        terms=wanted.terms,
        lines=await _lines(wanted),
        made_by=by,
        note=wanted.note,
    )
    await store.add(request, now=now)
    return await store.request(request.number)


async def _lines(wanted: NewRequest) -> tuple[Line, ...]:
    prices = await parts.prices_fen(line.part for line in wanted.lines)
    return tuple(
        Line(part=line.part, quantity=line.quantity, price_fen=prices[line.part], order=line.order)
        for line in wanted.lines
    )


async def amend(number: str, wanted: NewRequest, *, version: int, today: date) -> VersionedRequest:
    """The draft as it is wanted now, at the prices of now.

    :raises NotFound: :raises StaleVersion: :raises WrongStatus: :raises Invalid:
    """
    found = await store.locked(number)
    if found.version != version:
        raise StaleVersion(key=number, seen=version, present=found.version)
    refuse_all(verbs.is_request_time("period", today, wanted.period))
    await store.refuse_unknown(wanted)
    await store.save(found.value, verbs.amend(found.value, wanted, await _lines(wanted)))
    return await store.request(number)


async def submit(number: str) -> VersionedRequest:
    """:raises NotFound: :raises WrongStatus:"""
    found = (await store.locked(number)).value
    asked = [line.part for line in found.lines]
    await store.save(found, verbs.submit(found, quotas=await _quotas_of(found, asked)))
    return await store.request(number)


async def _quotas_of(request: QuotaRequest, parts: Iterable[str]) -> QuotasLeft:
    return await quotas.left(request.partner, request.period, parts)


async def approve(number: str, decision: Decision, *, by: str, head_office: bool, now: datetime) -> VersionedRequest:
    """Grant it in full or in part: the quota is drawn, and what can be had is reserved.

    :raises NotFound: :raises WrongStatus: it was decided before. :raises OwnRequest: :raises OverQuota:
    :raises InsufficientStock: a source that was named has too little. :raises Invalid:
    """
    found = (await store.locked(number)).value
    chains = await parts.superseding(line.part for line in found.lines)
    named_parts = {line.part for line in found.lines}.union(*chains.values())
    decided = verbs.decide(
        found,
        decision,
        prices_fen=await parts.prices_fen(named_parts),
        superseding=chains,
        quotas=await _quotas_of(found, named_parts),
        by=by,
        head_office=head_office,
    )
    named = {one.line: one.sources for one in decision.lines if one.sources is not None}
    reserved = await _with_sources(decided, named)
    await _post(decided, reserved, postings.draw(decided, now=now), now=now, found=len(named) < len(found.lines))
    await store.save(found, reserved, decided_at=now)
    return await store.request(number)


async def supply_waiting(number: str, *, now: datetime) -> VersionedRequest:
    """Reserve what has come in meanwhile for the lines that wait (P5).

    :raises NotFound: :raises WrongStatus:
    """
    found = (await store.locked(number)).value
    reserved = await _with_sources(found, {})
    await _post(found, reserved, [], now=now, found=True)
    await store.save(found, reserved)
    return await store.request(number)


async def _with_sources(request: QuotaRequest, named: dict[int, tuple[Source, ...]]) -> QuotaRequest:
    """The request with allocations from the sources that were named, else from those found."""
    waiting = {n: line for n, line in enumerate(request.lines, start=1) if line.waiting and n not in named}
    wanted = {line.granted_part or line.part for line in waiting.values()}
    await supply.take_turns(wanted)
    free = {(one.part, one.location): one.quantity for one in await supply.available(request.partner, wanted)}
    sources: dict[int, Sequence[Source]] = dict(named)
    for n, line in waiting.items():
        sources[n] = found = []
        missing = line.waiting
        for (part, location), quantity in free.items():
            taken = min(missing, quantity) if part == line.granted_part else 0
            if taken:
                found.append(Source(location=location, quantity=taken))
                free[part, location] -= taken
                missing -= taken
    return verbs.reserve(request, sources)


async def _post(
    before: QuotaRequest, after: QuotaRequest, drawn: Sequence[Request], *, now: datetime, found: bool
) -> None:
    """:raises Overtaken: what was found, or the quota, went elsewhere meanwhile, so the action looks again."""
    held = postings.hold(after, before, ours=await network.head_office(), now=now)
    try:
        await ledger.post([*drawn, *held])
    except InsufficientBalance as spent:
        raise Overtaken(str(spent)) from spent
    except InsufficientStock as short:
        if found:
            raise Overtaken(str(short)) from short
        raise


async def reject(number: str, rejection: Rejection, *, by: str, now: datetime) -> VersionedRequest:
    """:raises NotFound: :raises WrongStatus: it was decided before."""
    found = (await store.locked(number)).value
    await store.save(found, verbs.reject(found, rejection, by=by), decided_at=now)
    return await store.request(number)


async def rule(rulings: Rulings, *, by: str, head_office: bool, now: datetime) -> list[VersionedRequest | Refusal]:
    """Decide many in their order; one that is refused, for whatever reason a single one would be, leaves the others be."""
    found = await store.lock_all(one.number for one in rulings.requests)
    asked = {line.part for request in found for line in request.lines}
    chains = await parts.superseding(asked)
    await supply.take_turns(asked.union(*chains.values()))  # all of them now, so that two never wait for each other
    return [await attempt(_rule_one, one, by=by, head_office=head_office, now=now) for one in rulings.requests]


async def _rule_one(ruling: Ruling, *, by: str, head_office: bool, now: datetime) -> VersionedRequest:
    if ruling.rejection:
        return await reject(ruling.number, ruling.rejection, by=by, now=now)
    decision = ruling.decision or Decision()
    return await approve(ruling.number, decision, by=by, head_office=head_office, now=now)


async def undo(number: str, *, now: datetime) -> VersionedRequest:
    """Take a decision back while nothing is picked: quota and stock are free again.

    :raises NotFound: :raises WrongStatus: :raises AlreadyPaid:
    """
    found = (await store.locked(number)).value
    undone = verbs.undo(found)
    await ledger.post(postings.release(found, now=now))
    await store.save(found, undone)
    return await store.request(number)


async def cancel(number: str, *, now: datetime) -> VersionedRequest:
    """The partner no longer wants it, and nothing is picked yet.

    :raises NotFound: :raises WrongStatus: :raises AlreadyPaid:
    """
    found = (await store.locked(number)).value
    cancelled = verbs.cancel(found)
    await ledger.post(postings.release(found, now=now))
    await store.save(found, cancelled)
    return await store.request(number)


async def pay(number: str, *, now: datetime) -> VersionedRequest:
    """Book the money of a request for cash; its goods may leave (P3).

    :raises NotFound: :raises WrongStatus: :raises AlreadyPaid: :raises Invalid: it is on credit.
    """
    found = (await store.locked(number)).value
    paid = verbs.pay(found)
    await ledger.post(postings.payment(paid, now=now))
    await store.save(found, paid)
    return await store.request(number)

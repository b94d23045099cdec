"""What stands at a place is counted, and the books are corrected (P1)."""

from __future__ import annotations

from datetime import date, datetime

from fieldops.actions.policies import counting_on
from fieldops.store import backup_units, ledger, network, parts, places, serials
from fieldops.store import counting as store
from fieldops.store.counting import VersionedCount
from fieldops.store.rows import refuse_if_any
from inventory import counting_verbs as verbs
from inventory.counting import Approval, Difference, Entries, NewCount, Recount, Shelf, StockCount, is_countable
from inventory.counting_refusals import CountOvertaken, PlaceBeingCounted
from inventory.ledger import InsufficientStock
from refusals import refuse_all, unknown


async def open_count(wanted: NewCount, *, by: str, now: datetime) -> VersionedCount:
    """A sheet for a place: of the chosen parts, or of all that the books have there.

    :raises Invalid: the place or a part isn't known. :raises PlaceBeingCounted:
    """
    found = await places.within_reach([wanted.place])
    refuse_if_any(
        [] if found else [unknown("place", wanted.place)],
        await parts.unknown_parts((f"parts.{i}", part) for i, part in enumerate(wanted.parts)),
    )
    refuse_all(is_countable("place", found[wanted.place].location))
    other = await store.open_at(wanted.place)
    if other:
        raise PlaceBeingCounted(place=wanted.place, number=other)
    shelves = await store.shelves_at(wanted.place, wanted.parts)
    count = StockCount(
        number=await store.next_number(),
        place=wanted.place,
        full=not wanted.parts,
        lines=verbs.sheet(shelves, wanted.parts, ours=await network.head_office()),
        opened_by=by,
        opened_at=now,
        note=wanted.note,
    )
    await store.add(count)
    return await store.count(count.number)


async def enter(number: str, entries: Entries, *, by: str, now: datetime) -> VersionedCount:
    """Write down what was found.

    :raises NotFound: :raises CountWrongStatus: :raises Invalid: a part isn't known or not on the sheet.
    """
    found = (await store.locked(number)).value
    refuse_if_any(await parts.unknown_parts((f"lines.{i}.part", entry.part) for i, entry in enumerate(entries.lines)))
    place = (await places.within_reach([found.place]))[found.place]
    ours = await network.head_office()
    counted = verbs.enter(found, entries, by=by, now=now, ours=ours, node=place.node.code)
    await store.save(found, counted)
    return await store.count(number)


async def finish(number: str, *, today: date) -> VersionedCount:
    """All is counted; lines that differ much are to be counted once more.

    :raises NotFound: :raises CountWrongStatus: :raises LinesNotCounted: :raises NoPolicy:
    """
    found = (await store.locked(number)).value
    policy = await counting_on(today)
    finished = verbs.finish(found, await _books(found), await _prices_fen(found), policy)
    await store.save(found, finished)
    return await store.count(number)


async def _books(count: StockCount) -> dict[Shelf, int]:
    """What the ledger said of each shelf at the moment when it was counted."""
    accounts = {shelf.account(count.place): (shelf, at) for shelf, at in store.moments(count)}
    balances = await ledger.as_of_each({account: at for account, (_, at) in accounts.items()})
    return {shelf: balances[account].balance for account, (shelf, _) in accounts.items()}


async def _prices_fen(count: StockCount) -> dict[str, int]:
    return await parts.prices_fen(line.part for line in count.lines)


async def differences(number: str, *, by: str) -> list[Difference]:
    """What each line comes to, for somebody who hasn't counted.

    :raises NotFound: :raises CountWrongStatus: :raises OwnCount:
    """
    return await _differences((await store.count(number)).value, by=by)


async def _differences(count: StockCount, *, by: str) -> list[Difference]:
    accounts = {line.shelf.account(count.place): line.shelf for line in count.lines}
    balances = await ledger.balances_of(list(accounts))
    present = {shelf: balances[account] for account, shelf in accounts.items()}
    books = await _books(count)
    aside = await backup_units.set_aside_at([count.place], [line.part for line in count.lines])
    units = {shelf: number for (_, shelf), number in aside.items()}
    return verbs.differences(count, books, present, units, await _prices_fen(count), by=by)


async def approve(number: str, approval: Approval, *, by: str, now: datetime) -> VersionedCount:
    """Book the differences; whoever approves has not counted.

    :raises NotFound: :raises CountWrongStatus: :raises OwnCount: :raises Invalid: a line has no reason, or pieces of a
        tracked part are not named. :raises CountOvertaken: :raises CorrectionHitsReserved: :raises SerialNotThere:
    """
    found = (await store.locked(number)).value
    booked = verbs.approve(
        found,
        approval,
        await _differences(found, by=by),
        held_for=await _held_for(found),
        tracked=await serials.tracked([line.part for line in found.lines]),
        by=by,
        ours=await network.head_office(),
        now=now,
    )
    try:
        await serials.post(booked.corrections, booked.named)
    except InsufficientStock as short:  # somebody was quicker since the figures were read
        raise CountOvertaken(summary=short.facts["summary"], summary_zh=short.facts["summary_zh"]) from short
    await store.save(found, booked.count, decided_at=now)
    return await store.count(number)


async def _held_for(count: StockCount) -> dict[Shelf, list[str]]:
    """What pieces of each shelf are reserved for."""
    accounts = {line.shelf.account(count.place): line.shelf for line in count.lines}
    held: dict[Shelf, list[str]] = {}
    for one in await ledger.reservations(accounts=list(accounts)):
        held.setdefault(accounts[one.source], []).append(one.reference)
    return held


async def recount(number: str, wanted: Recount) -> VersionedCount:
    """Have lines counted again.

    :raises NotFound: :raises CountWrongStatus: :raises Invalid: a line isn't there.
    """
    found = (await store.locked(number)).value
    await store.save(found, verbs.recount(found, wanted))
    return await store.count(number)


async def cancel(number: str) -> VersionedCount:
    """Nothing is corrected.

    :raises NotFound: :raises CountWrongStatus:
    """
    found = (await store.locked(number)).value
    await store.save(found, verbs.cancel(found))
    return await store.count(number)

"""Backup units are registered, kept for swaps, sent, brought back and written off, each with its piece of the ledger (B1 to B4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from fieldops.actions.policies import backup_on
from fieldops.store import backup_units as store
from fieldops.store import ledger, network, orders, parts, places, serials, supply
from fieldops.store.reach import everywhere
from fieldops.store.rows import refuse_if_any
from inventory import backup_pool_verbs as verbs
from inventory.accounts import AccountKind
from inventory.backup_pool import (
    STANDS_AT,
    BackupUnit,
    Going,
    NewUnit,
    Origin,
    Remark,
    Sending,
    State,
    Verb,
    WriteOff,
    account_of,
    can_be_pooled,
    step_of,
)
from inventory.backup_pool_refusals import NoPieceWithoutSerial, OrderHasUnit
from inventory.backup_pool_verbs import Discrepancy, Need, Stepped
from inventory.ledger import Request, VoidPending
from inventory.moves import Place
from inventory.serials import Piece
from refusals import FieldProblem, Text, refuse_all, unknown


async def register(units: Sequence[NewUnit], *, by: str, now: datetime) -> list[BackupUnit]:
    """Units join the pool, or get the serials that they lacked.

    :raises AlreadyThere: a serial is taken. :raises Invalid: a part or place isn't known, or isn't one for it.
    :raises NoPieceWithoutSerial: :raises InsufficientStock: a piece on hand isn't there, or is reserved.
    """
    await store.refuse_known_serials([new.serial for new in units])
    found = await places.within_reach({new.place for new in units})
    catalogue = await parts.parts_of(new.part for new in units)
    ours = await network.head_office()
    numbered = list(enumerate(units))
    refuse_if_any(
        [unknown(f"{i}.place", new.place) for i, new in numbered if new.place not in found],
        [unknown(f"{i}.part", new.part) for i, new in numbered if new.part not in catalogue],
    )
    refuse_all(
        *(can_be_pooled(f"{i}.part", catalogue[new.part]) for i, new in numbered),
        *(_stands(f"{i}.place", found[new.place]) for i, new in numbered),
        *(_owned(f"{i}.owner", new.owner, {ours, found[new.place].node.code}) for i, new in numbered),
    )
    made = [verbs.register(new, owner=new.owner or ours, now=now) for new in units]
    await _refuse_without_piece(
        [unit for new, (unit, _) in zip(units, made, strict=True) if new.origin is Origin.ON_HAND]
    )
    await serials.post([one for _, postings in made for one in postings], await _named(made))
    steps = [step_of(unit, Verb.REGISTER, by=by, note=new.note) for new, (unit, _) in zip(units, made, strict=True)]
    await store.add([unit for unit, _ in made], steps)
    return [unit for unit, _ in made]


def _stands(path: str, place: Place) -> FieldProblem | None:
    if place.location.kind in STANDS_AT:
        return None
    listed = ", ".join(sorted(STANDS_AT))
    text = Text(en=f"must be one of: {listed}", zh=f"应为以下库位类型之一：{listed}")
    return FieldProblem(path, "not_allowed", text, place.location.kind)


def _owned(path: str, owner: str | None, owners: set[str]) -> FieldProblem | None:
    if owner is None or owner in owners:
        return None
    listed = ", ".join(sorted(owners))
    return FieldProblem(path, "not_allowed", Text(en=f"must be one of {listed}", zh=f"应为以下之一：{listed}"), owner)


async def _refuse_without_piece(units: Sequence[BackupUnit]) -> None:
    """Of what is set aside there must be pieces that have no serial yet. In the pool the ledger's reservation says so."""
    wanted = Counter(account_of(unit) for unit in units if unit.state is State.SET_ASIDE)
    if not wanted:
        return
    await supply.take_turns({account.asset for account in wanted})
    balances = await ledger.balances_of(list(wanted))
    known = await store.set_aside_at({one.place for one in wanted}, {one.asset for one in wanted})
    named = {shelf.account(place): units for (place, shelf), units in known.items()}
    for account, more in wanted.items():
        there, with_serial = balances[account].balance, named.get(account, 0)
        if with_serial + more > there:
            raise NoPieceWithoutSerial(place=account.place, part=account.asset, set_aside=there, named=with_serial)


async def _named(made: Sequence[Stepped]) -> dict[str, tuple[str, ...]]:
    """A unit that is known as a piece of a tracked part too moves under its serial there, by the ids of the transfers."""
    known = await serials.known([Piece(unit.part, unit.serial) for unit, _ in made])
    return {
        posting.id: (unit.serial,)
        for unit, postings in made
        for posting in postings
        if Piece(unit.part, unit.serial) in known
    }


async def _step(
    serial: str, verb: Verb, step: Callable[[BackupUnit], Stepped], *, by: str, note: str, more: Sequence[Request] = ()
) -> BackupUnit:
    """One step of a unit that the caller sees, its ledger's and its history's."""
    after, postings = step(await store.locked(serial))
    await serials.post([*more, *postings], await _named([(after, postings)]))
    await store.save(after, step_of(after, verb, by=by, note=note))
    return after


async def set_aside(serial: str, remark: Remark, *, by: str, now: datetime) -> BackupUnit:
    """Keep it for swaps (B2). :raises NotFound: :raises UnitWrongState:"""
    return await _step(serial, Verb.SET_ASIDE, lambda unit: verbs.set_aside(unit, now=now), by=by, note=remark.note)


async def free(serial: str, remark: Remark, *, by: str, now: datetime) -> BackupUnit:
    """It is no longer kept for swaps. :raises NotFound: :raises UnitWrongState:"""
    return await _step(serial, Verb.FREE, lambda unit: verbs.free(unit, now=now), by=by, note=remark.note)


async def move(serial: str, going: Going, *, by: str, now: datetime) -> BackupUnit:
    """It goes to another place and belongs there from now on.

    :raises NotFound: :raises SetAsideForSwaps: :raises UnitWrongState: :raises Invalid: the place isn't known.
    """
    await store.locked(serial)
    await _place(going.place)
    return await _step(serial, Verb.MOVE, lambda unit: verbs.move(unit, going.place, now=now), by=by, note=going.note)


async def _place(code: str, *, path: str = "place", also: tuple[str, ...] = ()) -> None:
    """Refuse a place at which no unit stands, or that is out of reach; the unit's own are not.

    :raises Invalid:
    """
    found = await places.within_reach([code])
    refuse_all(unknown(path, code) if code not in found and code not in also else None)
    if code in found:
        refuse_all(_stands(path, found[code]))


async def send(serial: str, sending: Sending, *, by: str, today: date, now: datetime) -> BackupUnit:
    """It leaves for the customer of a swap or repair order (B1, B3). What a plan has reserved for that order is used up.

    :raises NotFound: :raises OrderHasUnit: :raises NoPolicy: :raises Invalid: the order or van isn't known.
    And whatever :func:`inventory.backup_pool_verbs.send` raises.
    """
    unit = await store.locked(serial)
    await _place(sending.via, path="via")
    need = await _need(sending.order)
    other = await store.out_for(sending.order)
    if other:
        raise OrderHasUnit(order=sending.order, serial=other)
    policy = await backup_on(today)
    planned = await _planned(unit, sending.order, now=now) if unit.state is State.SET_ASIDE else []
    return await _step(
        serial,
        Verb.SEND,
        lambda unit: verbs.send(unit, sending, need, policy, now=now),
        by=by,
        note=sending.note,
        more=planned,
    )


async def _need(number: str) -> Need:
    """:raises Invalid: the order isn't known."""
    found = await orders.orders_of([number])
    refuse_all(None if found else unknown("order", number))
    order = (await orders.locked_order(number)).value  # of two units for one order, one comes second
    async with everywhere():
        models = await orders.units_models([order.unit] if order.unit else [])
        customers = await orders.customers([order.customer])
    model = models.get(order.unit or "")
    fitting = await parts.whole_units(model) if model else frozenset[str]()
    return Need(order=order, customer=customers[order.customer], model=model, fitting=fitting)


async def _planned(unit: BackupUnit, order: str, *, now: datetime) -> list[Request]:
    """Release what a plan has reserved of the unit's kind for the order: this unit is what it is for."""
    async with everywhere():
        held = await ledger.reservations(accounts=[account_of(unit)], references=[order])
    return [VoidPending(id=f"{one.id}/sent", of=one.id, occurred_at=now) for one in held]


async def hand_over(serial: str, remark: Remark, *, by: str, now: datetime) -> BackupUnit:
    """It stands at the customer. :raises NotFound: :raises UnitWrongState: :raises UnitHasNoOrder:"""
    return await _step(serial, Verb.HAND_OVER, lambda unit: verbs.hand_over(unit, now=now), by=by, note=remark.note)


async def take_back(serial: str, going: Going, *, by: str, now: datetime) -> BackupUnit:
    """It leaves the customer. :raises NotFound: :raises UnitWrongState: :raises Invalid: the place isn't known."""
    unit = await store.locked(serial)
    await _place(going.place, also=(unit.home, unit.place))
    return await _step(
        serial, Verb.TAKE_BACK, lambda unit: verbs.take_back(unit, going.place, now=now), by=by, note=going.note
    )


async def arrive(serial: str, going: Going, *, by: str, now: datetime) -> BackupUnit:
    """It is there, in the pool again. :raises NotFound: :raises UnitWrongState: :raises Invalid: the place isn't known."""
    await store.locked(serial)
    await _place(going.place)
    return await _step(
        serial, Verb.ARRIVE, lambda unit: verbs.arrive(unit, going.place, now=now), by=by, note=going.note
    )


async def repair(serial: str, going: Going, *, by: str, now: datetime) -> BackupUnit:
    """It doesn't work. :raises NotFound: :raises SetAsideForSwaps: :raises UnitWrongState: :raises Invalid:"""
    await store.locked(serial)
    await _place(going.place)
    return await _step(
        serial, Verb.REPAIR, lambda unit: verbs.repair(unit, going.place, now=now), by=by, note=going.note
    )


async def repaired(serial: str, remark: Remark, *, by: str, now: datetime) -> BackupUnit:
    """It works again. :raises NotFound: :raises UnitWrongState:"""
    return await _step(serial, Verb.REPAIRED, lambda unit: verbs.repaired(unit, now=now), by=by, note=remark.note)


async def write_off(serial: str, told: WriteOff, *, by: str, now: datetime) -> BackupUnit:
    """Its end. :raises NotFound: :raises SetAsideForSwaps: :raises UnitWrongState: :raises Invalid:"""
    return await _step(serial, Verb.WRITE_OFF, lambda unit: verbs.write_off(unit, told, now=now), by=by, note=told.note)


async def reconcile() -> list[Discrepancy]:
    """Where the units and the books differ, of the whole network; nothing if all is as it should be (B4)."""
    units = await store.all_of_them()
    kinds = [AccountKind.STOCK, AccountKind.SET_ASIDE, AccountKind.IN_TRANSIT, AccountKind.LENT]
    balances = await ledger.balances(kinds=kinds, assets={unit.part for unit in units})
    return verbs.reconcile(units, balances, await store.held())

"""What is told about sold machines after their sale: corrections, receipt cards, other sales of a serial (W4, W5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fieldops.actions.desk import Desk
from fieldops.store import network
from fieldops.store import sold_units as store
from fieldops.store.reach import everywhere
from fieldops.store.rows import refuse_if_any
from fieldops.store.sold_units import VersionedUnit
from inventory import sold_units as rules
from inventory.sold_units import NewOtherSale, OtherSale, ReceiptCard, UnitCorrection
from refusals import AlreadyThere, StaleVersion, refuse_all, unique


async def correct(serial: str, correction: UnitCorrection, *, version: int) -> VersionedUnit:
    """:raises NotFound: :raises StaleVersion: :raises Invalid: it names something unknown, or contradicts itself."""
    found = await store.locked(serial)
    if found.version != version:
        raise StaleVersion(key=serial, seen=version, present=found.version)
    unit = correction.of(found.value)
    refuse_if_any(await store.unknown_names([("", unit)]))
    if unit != found.value:
        await store.save(unit)
    return await store.unit(serial)


async def record_cards(cards: Sequence[ReceiptCard], *, today: date) -> list[ReceiptCard]:
    """When these cards reached head office; all of them or none.

    :raises Invalid: with all that is wrong: no sale of a serial is known, or several; a day can't be right, or another is known.
    """
    refuse_all(unique("cards", [card.serial for card in cards]))
    units = await store.units([card.serial for card in cards], lock=True)
    numbered = list(enumerate(cards))
    refuse_if_any(
        await store.unserviceable((f"cards.{n}.serial", card.serial) for n, card in numbered),
        [
            problem
            for n, card in numbered
            if card.serial in units
            and (problem := rules.wrong_card(f"cards.{n}.on", card, units[card.serial], today=today))
        ],
    )
    await store.save_cards(cards)
    return list(cards)


async def tell_other_sale(new: NewOtherSale, desk: Desk) -> OtherSale:
    """Another sale of a serial than the one that is known: until head office has found out which is right, it counts as sold
    twice.

    :raises NotFound: no sale of it is known: register it. :raises AlreadyThere: it was told before.
    :raises Invalid: it is the known one, lies ahead, or its seller isn't known.
    """
    refuse_if_any(await network.unknown_nodes([("sold_by", new.sold_by)]))
    async with everywhere():
        known = (await store.locked(new.serial)).value
        others = await store.open_others(new.serial)
    if (new.sold_by, new.sold_on) in {(one.sold_by, one.sold_on) for one in others}:
        raise AlreadyThere(kind="other sale", keys=f"{new.serial} {new.sold_by} {new.sold_on}")
    rules.contradicts(new, known, today=desk.today)
    told = OtherSale(
        id=0,
        serial=new.serial,
        sold_by=new.sold_by,
        sold_on=new.sold_on,
        note=new.note,
        told_by=desk.by,
        told_at=desk.now,
        receipt_card_on=new.receipt_card_on,
        invoice=new.invoice,
    )
    return replace(told, id=await store.add_other(told))


async def settle_other_sale(id: int, desk: Desk, *, right: bool, reason: str) -> OtherSale:
    """Head office has found out whether it is the right one; if so it stands in the known one's place.

    :raises NotFound: :raises OtherSaleSettled: :raises Invalid: no reason.
    """
    serial = (await store.other_sale(id)).serial
    unit = (await store.locked(serial)).value
    settled, sold = rules.settle(
        await store.other_sale(id, lock=True), unit, right=right, by=desk.by, reason=reason, now=desk.now
    )
    await store.save_other(settled)
    if sold != unit:
        await store.save(sold)
    return settled

"""Sold machines: what proves each sale, their receipt cards, and other sales of the same serial (W4, W5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, insert_returning, known, refuse_if_any, unknown_in, value
from fieldops.tables.exchanges import Exchanges
from fieldops.tables.network import Nodes
from fieldops.tables.orders import Customers, SoldUnits
from fieldops.tables.parts import ProductModels
from fieldops.tables.warranty import OtherSales
from inventory.exchanges import State
from inventory.orders import SoldUnit
from inventory.sale_proofs import Sale, SerialSoldTwice
from inventory.sold_units import OtherSale, OtherSaleState, ReceiptCard
from refusals import AlreadyThere, FieldProblem, NotFound, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedUnit:
    """A sold machine and how often it was changed, counted from 1."""

    value: SoldUnit
    version: int


async def add(units: Sequence[SoldUnit]) -> None:
    """:raises AlreadyThere: a sale is known. :raises SerialSoldTwice: another sale of a serial is (W4).
    :raises Invalid: a model, customer or seller isn't known.
    """
    await _refuse_told(units)
    refuse_if_any(await unknown_names((f"{i}.", unit) for i, unit in enumerate(units)))
    await insert(SoldUnits, [asdict(unit) for unit in units])


async def _refuse_told(units: Sequence[SoldUnit]) -> None:
    told: dict[str, set[tuple[str, date]]] = {}
    async with everywhere():
        rows = await SoldUnits.raw(
            "SELECT serial, sold_by, sold_on FROM sold_units WHERE serial = ANY({})", sorted({u.serial for u in units})
        ).run()
    for row in rows:
        told[row["serial"]] = {(row["sold_by"], row["sold_on"])}
    again = []
    for unit in units:
        sales = told.setdefault(unit.serial, set())
        again += [unit.serial] if sales else []
        sales.add((unit.sold_by, unit.sold_on))
    twice = sorted(serial for serial, sales in told.items() if len(sales) > 1)
    if twice:
        raise SerialSoldTwice(serial=", ".join(twice[:20]))
    if again:
        raise AlreadyThere(kind="unit", keys=", ".join(sorted(set(again))[:20]))


async def unknown_names(units: Iterable[tuple[str, SoldUnit]]) -> list[FieldProblem]:
    """A problem for each model, customer and seller that isn't there, below the path that stands with its unit."""
    listed = list(units)
    return [
        *await unknown_in(ProductModels.code, ((f"{path}model", unit.model) for path, unit in listed)),
        *await unknown_in(Customers.code, ((f"{path}customer", unit.customer) for path, unit in listed)),
        *await unknown_in(Nodes.code, ((f"{path}sold_by", unit.sold_by) for path, unit in listed)),
    ]


async def unit(serial: str) -> VersionedUnit:
    """:raises NotFound: there is none."""
    return await _one("", serial)


async def locked(serial: str) -> VersionedUnit:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", serial)


async def _one(locking: str, serial: str) -> VersionedUnit:
    rows = await SoldUnits.raw(f"SELECT * FROM sold_units WHERE serial = {{}} {locking}", serial).run()
    if not rows:
        raise NotFound(kind="unit", key=serial)
    return VersionedUnit(value=value(SoldUnit, rows[0]), version=rows[0]["version"])


async def units(serials: Iterable[str], *, lock: bool = False) -> dict[str, SoldUnit]:
    """Those of ``serials`` that are there."""
    rows = await SoldUnits.raw(
        "SELECT * FROM sold_units WHERE serial = ANY({}) ORDER BY serial" + (" FOR UPDATE" if lock else ""),
        sorted(set(serials)),
    ).run()
    return {row["serial"]: value(SoldUnit, row) for row in rows}


async def save(unit: SoldUnit) -> None:
    """Write it as its next version."""
    columns: dict[Column | str, Any] = {"version": SoldUnits.version + 1}
    columns.update((name, cell) for name, cell in asdict(unit).items() if name != "serial")
    await SoldUnits.update(columns).where(SoldUnits.serial == unit.serial).run()


async def save_cards(cards: Sequence[ReceiptCard]) -> None:
    """When these cards came, each as its unit's next version; a card that is known already changes nothing."""
    await SoldUnits.raw(
        "UPDATE sold_units u SET receipt_card_on = c.came, version = u.version + 1"
        " FROM unnest({}::text[], {}::date[]) AS c (serial, came)"
        " WHERE u.serial = c.serial AND u.receipt_card_on IS DISTINCT FROM c.came",
        [card.serial for card in cards],
        [card.on for card in cards],
    ).run()


async def unit_page(wanted: Wanted, *, without_card: bool | None) -> tuple[int, list[SoldUnit]]:
    """``without_card``: only those whose receipt card hasn't come, or only those whose has."""
    also: Any = None
    if without_card is not None:
        also = SoldUnits.receipt_card_on.is_null() if without_card else SoldUnits.receipt_card_on.is_not_null()
    count, rows = await page(SoldUnits, wanted, also)
    return count, [value(SoldUnit, row) for row in rows]


async def sales_of(units: Collection[SoldUnit]) -> dict[str, list[Sale]]:
    """All that was told of the sales of these machines and isn't settled otherwise, whoever told it, by serial; what the unit
    itself says first."""
    uses = {unit.serial: unit.use_class for unit in units}
    async with everywhere():
        given = await Exchanges.raw(
            "SELECT new_unit, number FROM exchanges WHERE new_unit = ANY({})", sorted(uses)
        ).run()
        by = {row["new_unit"]: row["number"] for row in given}
        told = {unit.serial: [_sale(unit.use_class, asdict(unit), by.get(unit.serial))] for unit in units}
        rows = await OtherSales.raw(
            "SELECT * FROM other_sales WHERE serial = ANY({}) AND state = {} ORDER BY id",
            sorted(told),
            OtherSaleState.OPEN.value,
        ).run()
    for row in rows:
        told[row["serial"]].append(_sale(uses[row["serial"]], row))
    return told


def _sale(use: str, row: Mapping[str, Any], exchange: str | None = None) -> Sale:
    names = ("serial", "sold_by", "sold_on", "receipt_card_on", "invoice")
    return Sale(use=use, exchange=exchange, **{name: row[name] for name in names})


async def taken_back(serials: Collection[str]) -> dict[str, str]:
    """Of these machines those that were exchanged or taken back for the money, each with the exchange's number."""
    async with everywhere():
        rows = await Exchanges.raw(
            "SELECT unit, number FROM exchanges WHERE unit = ANY({}) AND state = ANY({})",
            sorted(serials),
            [State.EXCHANGED.value, State.REFUNDED.value],
        ).run()
    return {row["unit"]: row["number"] for row in rows}


async def unserviceable(named: Iterable[tuple[str, str | None]]) -> list[FieldProblem]:
    """A problem for each (path, serial) of a machine whose sale isn't known, or was told twice (W4), or that was taken back (W2);
    ``None`` names nothing."""
    pairs = [(path, serial) for path, serial in named if serial is not None]
    there = await known(SoldUnits.serial, (serial for _, serial in pairs))
    async with everywhere():
        rows = await OtherSales.raw(
            "SELECT DISTINCT serial FROM other_sales WHERE serial = ANY({}) AND state = {}",
            sorted(there),
            OtherSaleState.OPEN.value,
        ).run()
    twice, gone = {row["serial"] for row in rows}, await taken_back(there)
    problems = []
    for path, serial in pairs:
        if serial not in there:
            problems.append(_never_sold(path, serial))
        elif serial in twice:
            problems.append(_sold_twice(path, serial))
        elif serial in gone:
            problems.append(_gone(path, serial, gone[serial]))
    return problems


def _never_sold(path: str, serial: str) -> FieldProblem:
    text = Text(
        en=f"no sale of {serial} is known: check the number, or register the sale first",
        zh=f"没有机号 {serial} 的销售记录，请核对机号，或先登记销售",
    )
    return FieldProblem(path, "unknown", text, serial)


def _sold_twice(path: str, serial: str) -> FieldProblem:
    text = Text(
        en=f"{serial} was told as sold more than once: head office must find out which sale is right",
        zh=f"机号 {serial} 存在多条不一致的销售记录，须先由总部核实",
    )
    return FieldProblem(path, "sold_twice", text, serial)


def _gone(path: str, serial: str, exchange: str) -> FieldProblem:
    text = Text(
        en=f"{serial} was taken back by {exchange}: use the number of the machine that the customer has now",
        zh=f"机号 {serial} 已通过 {exchange} 收回，请使用客户现有机器的机号",
    )
    return FieldProblem(path, "taken_back", text, serial)


async def add_other(other: OtherSale) -> int:
    """Its id. :raises Overtaken: the same was told since a moment."""
    row = {name: cell for name, cell in asdict(other).items() if name != "id"}
    [given] = await insert_returning(OtherSales, [row])
    return given


async def open_others(serial: str) -> list[OtherSale]:
    """What else was told of a serial and isn't settled, whoever told it."""
    async with everywhere():
        rows = await OtherSales.raw(
            "SELECT * FROM other_sales WHERE serial = {} AND state = {} ORDER BY id", serial, OtherSaleState.OPEN.value
        ).run()
    return [value(OtherSale, row) for row in rows]


async def other_sale(id: int, *, lock: bool = False) -> OtherSale:
    """:raises NotFound: there is none."""
    rows = await OtherSales.raw(
        "SELECT * FROM other_sales WHERE id = {}::bigint" + (" FOR UPDATE" if lock else ""), id
    ).run()
    if not rows:
        raise NotFound(kind="other sale", key=id)
    return value(OtherSale, rows[0])


async def save_other(other: OtherSale) -> None:
    columns: dict[Column | str, Any] = {name: cell for name, cell in asdict(other).items() if name != "id"}
    await OtherSales.update(columns).where(OtherSales.id == other.id).run()


async def other_sale_page(wanted: Wanted) -> tuple[int, list[OtherSale]]:
    count, rows = await page(OtherSales, wanted)
    return count, [value(OtherSale, row) for row in rows]

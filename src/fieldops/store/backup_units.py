"""Backup units and their histories."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, refuse_known, value
from fieldops.tables.backup_units import BackupUnits, BackupUnitSteps
from fieldops.tables.ledger import LedgerReservations
from inventory.accounts import Account, AccountKind, Condition
from inventory.backup_pool import BackupUnit, State, UnitStep, Use
from inventory.counting import Shelf
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class LentUnit:
    """A unit at a customer; ``overdue_s`` is how long it is there beyond what was agreed."""

    serial: str
    part: str
    customer: str
    order: str
    use: Use
    place: str
    since: datetime
    due_at: datetime
    overdue_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitHistory:
    serial: str
    steps: list[UnitStep]


async def refuse_known_serials(serials: Sequence[str]) -> None:
    """:raises AlreadyThere: one is taken."""
    await refuse_known("backup unit", BackupUnits.serial, serials)


async def add(units: Sequence[BackupUnit], steps: Sequence[UnitStep]) -> None:
    """:raises Overtaken: a serial was taken meanwhile."""
    await insert(BackupUnits, [_row(unit) for unit in units])
    await insert(
        BackupUnitSteps,
        [_row(step) | {"unit": unit.serial} for unit, step in zip(units, steps, strict=True)],
    )


async def save(unit: BackupUnit, step: UnitStep) -> None:
    """Write the unit as it is now, even where whoever did it no longer sees it, with its step."""
    columns: dict[Column | str, Any] = {}
    columns.update(_row(unit))
    del columns["serial"]
    async with everywhere():
        await BackupUnits.update(columns).where(BackupUnits.serial == unit.serial).run()
        await insert(BackupUnitSteps, [_row(step) | {"unit": unit.serial}])


def _row(value: BackupUnit | UnitStep) -> dict[str, Any]:
    row = asdict(value)
    row["service_order"] = row.pop("order")
    return row


def _unit(row: Mapping[str, Any]) -> BackupUnit:
    return value(BackupUnit, {**row, "order": row["service_order"]})


async def unit(serial: str) -> BackupUnit:
    """:raises NotFound: there is none."""
    return await _one("", serial)


async def locked(serial: str) -> BackupUnit:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", serial)


async def _one(locking: str, serial: str) -> BackupUnit:
    rows = await BackupUnits.raw(f"SELECT * FROM backup_units WHERE serial = {{}} {locking}", serial).run()
    if not rows:
        raise NotFound(kind="backup unit", key=serial)
    return _unit(rows[0])


async def unit_page(wanted: Wanted) -> tuple[int, list[BackupUnit]]:
    count, rows = await page(BackupUnits, wanted)
    return count, [_unit(row) for row in rows]


async def lent_page(wanted: Wanted, *, now: datetime) -> tuple[int, list[LentUnit]]:
    """Units at customers; ``wanted.equal`` may choose among them."""
    at_customers = Wanted(
        equal={**wanted.equal, "state": State.AT_CUSTOMER.value},
        ordering=wanted.ordering,
        limit=wanted.limit,
        offset=wanted.offset,
    )
    count, rows = await page(BackupUnits, at_customers)
    return count, [_lent(row, now) for row in rows]


def _lent(row: Mapping[str, Any], now: datetime) -> LentUnit:
    overdue_s = max(0, int((now - row["due_at"]).total_seconds()))
    return value(LentUnit, {**row, "order": row["service_order"], "overdue_s": overdue_s})


async def history(serial: str) -> UnitHistory:
    """:raises NotFound: there is none."""
    rows = await BackupUnitSteps.raw("SELECT * FROM backup_unit_steps WHERE unit = {} ORDER BY n", serial).run()
    if not rows:
        raise NotFound(kind="backup unit", key=serial)
    return UnitHistory(serial=serial, steps=[value(UnitStep, {**row, "order": row["service_order"]}) for row in rows])


async def out_for(order: str) -> str | None:
    """The unit that is out for an order, whosever it is."""
    async with everywhere():
        rows = await BackupUnits.raw("SELECT serial FROM backup_units WHERE service_order = {}", order).run()
    return rows[0]["serial"] if rows else None


async def set_aside_at(places: Collection[str], parts: Collection[str]) -> dict[tuple[str, Shelf], int]:
    """How many units are set aside, by place and what a count calls a shelf."""
    async with everywhere():
        rows = await BackupUnits.raw(
            "SELECT place, part, owner, count(*) AS units FROM backup_units"
            " WHERE state = 'set_aside' AND place = ANY({}) AND part = ANY({}) GROUP BY place, part, owner",
            sorted(set(places)),
            sorted(set(parts)),
        ).run()
    return {
        (row["place"], Shelf(part=row["part"], condition=Condition.NEW, owner=row["owner"], set_aside=True)): row[
            "units"
        ]
        for row in rows
    }


async def all_of_them() -> list[BackupUnit]:
    """Those that aren't written off."""
    rows = await BackupUnits.raw("SELECT * FROM backup_units WHERE state <> 'written_off' ORDER BY serial").run()
    return [_unit(row) for row in rows]


async def held() -> dict[Account, int]:
    """What is reserved under ids of units, by account."""
    rows = await LedgerReservations.raw(
        "SELECT a.owner, a.kind, a.place, a.asset, a.condition, sum(t.amount)::bigint AS pieces"
        " FROM ledger_reservations r JOIN ledger_transfers t ON t.id = r.id JOIN ledger_accounts a ON a.id = r.account_id"
        " WHERE r.id LIKE 'unit/%' GROUP BY a.id"
    ).run()
    return {
        Account(
            owner=row["owner"],
            kind=AccountKind(row["kind"]),
            place=row["place"],
            asset=row["asset"],
            condition=Condition(row["condition"]),
        ): row["pieces"]
        for row in rows
    }

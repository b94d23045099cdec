"""What was found at machines that bears on their warranty (W2, W3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from piccolo.columns import Column

from fieldops.store.rows import insert_returning, value
from fieldops.tables.warranty import WarrantyFindings
from inventory.warranty_findings import Finding
from refusals import NotFound

NAMES = {"order": "service_order", "by": "found_by", "at": "found_at"}
"""Fields that are called otherwise in their table."""


def _finding(row: Mapping[str, Any]) -> Finding:
    return value(Finding, {name: row[NAMES.get(name, name)] for name in Finding.__dataclass_fields__})


def _row(finding: Finding) -> dict[str, Any]:
    return {NAMES.get(name, name): cell for name, cell in asdict(finding).items() if name != "id"}


async def add(finding: Finding) -> int:
    """Its id."""
    [given] = await insert_returning(WarrantyFindings, [_row(finding)])
    return given


async def save(finding: Finding) -> None:
    columns: dict[Column | str, Any] = {}
    columns.update(_row(finding))
    await WarrantyFindings.update(columns).where(WarrantyFindings.id == finding.id).run()


async def locked(id: int) -> Finding:
    """:raises NotFound: there is none."""
    rows = await WarrantyFindings.raw("SELECT * FROM warranty_findings WHERE id = {}::bigint FOR UPDATE", id).run()
    if not rows:
        raise NotFound(kind="finding", key=id)
    return _finding(rows[0])


async def of_order(order: str) -> list[Finding]:
    """All of an order, those that were withdrawn among them, as they were recorded."""
    return (await of_orders([order]))[order]


async def of_orders(orders: Collection[str]) -> dict[str, list[Finding]]:
    """The same of each of these orders."""
    rows = await WarrantyFindings.raw(
        "SELECT * FROM warranty_findings WHERE service_order = ANY({}) ORDER BY id", sorted(orders)
    ).run()
    found: dict[str, list[Finding]] = {order: [] for order in orders}
    for row in rows:
        found[row["service_order"]].append(_finding(row))
    return found

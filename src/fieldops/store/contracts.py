"""Annual contracts by customer and day (S5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import asyncpg
from piccolo.columns.combination import WhereRaw

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import Overtaken, insert, refuse_known, value
from fieldops.tables.contracts import Contracts
from inventory.network import is_code
from refusals import FieldProblem, NotFound, Refusal, Text, not_blank, refuse_all
from routing.clock_policy import ServiceClass


class NoAnnualContract(Refusal):
    code = "no_annual_contract"
    rule = "S5"
    cause = Text(en="{customer} is not known to have an annual contract.", zh="{customer} 未登记为年度合同客户。")
    remedy = Text(
        en="Check the customer's code; a customer is registered with 'contract' where there is one.",
        zh="请核对客户编号；年度合同客户须在登记时标明 contract。",
    )


class ContractsOverlap(Refusal):
    code = "contracts_overlap"
    rule = "S5"
    cause = Text(
        en="{customer} has the contract {number} from {valid_from} to {last_day}: two on one day can't be.",
        zh="{customer} 已有合同 {number}，有效期 {valid_from} 至 {last_day}，同一日只能有一份合同。",
    )
    remedy = Text(
        en="Choose other days, or end the other contract earlier.", zh="请选择其他日期，或提前结束另一份合同。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What ``customer`` was promised from ``valid_from`` to ``last_day``, that day included, or without end (S5).

    ``profile`` is a code of the clock policy. ``special``: the profile's figures for special cases apply.
    """

    number: str
    customer: str
    profile: str
    service_class: ServiceClass
    valid_from: date
    last_day: date | None = None
    special: bool = False

    def __post_init__(self) -> None:
        backwards = self.last_day is not None and self.last_day < self.valid_from
        text = Text(en="must not be before valid_from", zh="不能早于 valid_from")
        refuse_all(
            is_code("number", self.number),
            not_blank("profile", self.profile, most=40),
            FieldProblem("last_day", "too_early", text, str(self.last_day)) if backwards else None,
        )

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedContract:
    """A contract and how often it was changed, counted from 1."""

    value: Contract
    version: int


async def of_customers(codes: Collection[str]) -> dict[str, list[Contract]]:
    """All contracts of each of these customers that has any."""
    rows = await Contracts.raw(
        "SELECT * FROM contracts WHERE customer = ANY({}) ORDER BY customer, valid_from", sorted(set(codes))
    ).run()
    found: dict[str, list[Contract]] = {}
    for row in rows:
        found.setdefault(row["customer"], []).append(value(Contract, row))
    return found


async def valid_between(first: date, last: date | None) -> list[Contract]:
    """Those that are valid on one of the days from ``first`` to ``last``, or without end."""
    rows = await Contracts.raw(
        "SELECT * FROM contracts WHERE daterange(valid_from, last_day, '[]') && daterange({}, {}, '[]') ORDER BY number",
        first,
        last,
    ).run()
    return [value(Contract, row) for row in rows]


async def add(contract: Contract) -> None:
    """:raises AlreadyThere: the number is taken. :raises ContractsOverlap:"""
    await refuse_known("contract", Contracts.number, [contract.number])
    await _refuse_overlap(contract)
    await insert(Contracts, [asdict(contract)])


async def change_end(contract: Contract) -> None:
    """Write its last day, as its next version. :raises ContractsOverlap:"""
    await _refuse_overlap(contract)
    try:
        await Contracts.raw(
            "UPDATE contracts SET last_day = {}, version = version + 1 WHERE number = {}",
            contract.last_day,
            contract.number,
        ).run()
    except asyncpg.ExclusionViolationError as error:
        raise Overtaken(str(error)) from error


async def _refuse_overlap(contract: Contract) -> None:
    # One at a time: those who meet at an exclusion constraint deadlock, and all but one would have to try again.
    await Contracts.raw("SELECT FROM customers WHERE code = {} FOR NO KEY UPDATE", contract.customer).run()
    rows = await Contracts.raw(
        "SELECT * FROM contracts WHERE customer = {} AND number <> {}"
        " AND daterange(valid_from, last_day, '[]') && daterange({}, {}, '[]') ORDER BY valid_from",
        contract.customer,
        contract.number,
        contract.valid_from,
        contract.last_day,
    ).run()
    for row in rows:
        raise ContractsOverlap(
            customer=row["customer"],
            number=row["number"],
            valid_from=row["valid_from"],
            last_day=row["last_day"] or "…",
        )


async def contract(number: str) -> VersionedContract:
    """:raises NotFound: there is none."""
    return await _one("", number)


async def locked(number: str) -> VersionedContract:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", number)


async def _one(locking: str, number: str) -> VersionedContract:
    rows = await Contracts.raw(f"SELECT * FROM contracts WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="contract", key=number)
    return VersionedContract(value=value(Contract, rows[0]), version=rows[0]["version"])


async def contract_page(wanted: Wanted, *, valid_on: date | None = None) -> tuple[int, list[Contract]]:
    also: Any = None
    if valid_on is not None:
        also = WhereRaw("daterange(valid_from, last_day, '[]') @> {}::date", valid_on)
    count, rows = await page(Contracts, wanted, also)
    return count, [value(Contract, row) for row in rows]

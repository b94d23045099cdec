"""Annual contracts by customer and day (S5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from fieldops.store.rows import value
from fieldops.tables.contracts import Contracts
from inventory.network import is_code
from refusals import FieldProblem, Text, not_blank, refuse_all
from routing.clock_policy import ServiceClass


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
        refuse_all(
            is_code("number", self.number),
            not_blank("profile", self.profile, most=40),
            ends_after("last_day", self.last_day, self.valid_from),
        )

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.last_day is None or day <= self.last_day)


def ends_after(path: str, last_day: date | None, valid_from: date) -> FieldProblem | None:
    if last_day is None or last_day >= valid_from:
        return None
    return FieldProblem(
        path, "too_early", Text(en="must not be before valid_from", zh="不能早于 valid_from"), last_day.isoformat()
    )


async def of_customers(codes: Collection[str]) -> dict[str, list[Contract]]:
    """All contracts of each of these customers that has any."""
    rows = await Contracts.raw(
        "SELECT * FROM contracts WHERE customer = ANY({}) ORDER BY customer, valid_from", sorted(set(codes))
    ).run()
    found: dict[str, list[Contract]] = {}
    for row in rows:
        found.setdefault(row["customer"], []).append(value(Contract, row))
    return found

"""Completion targets of a month (S6): how many orders were done in time, for province, outlet and technician, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from inventory.network import is_code
from inventory.order_results import OrderResult, Standing, of_month
from inventory.orders import OrderKind
from inventory.quotas import is_month
from refusals import in_range, refuse_all, unique, with_offset

DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """At least ``percent`` of a month's orders are done within ``days``, each of 24 hours from the registration."""

    days: int
    percent: int

    def __post_init__(self) -> None:
        refuse_all(in_range("days", self.days, 1, 366), in_range("percent", self.percent, 0, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceGroup:
    """Provinces, by their nodes' codes, and a target that holds for them beside those for all."""

    provinces: tuple[str, ...]
    target: Target

    def __post_init__(self) -> None:
        refuse_all(
            in_range("provinces", len(self.provinces), 1, 100),
            *(is_code(f"provinces.{n}", province) for n, province in enumerate(self.provinces)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPolicy:
    """The targets of all provinces and of groups of them (S6), for orders of ``kinds``. A province is in one group at most."""

    kinds: tuple[OrderKind, ...]
    everywhere: tuple[Target, ...]
    groups: tuple[ProvinceGroup, ...]

    def __post_init__(self) -> None:
        common = [str(target.days) for target in self.everywhere]
        refuse_all(
            in_range("kinds", len(self.kinds), 1, len(OrderKind)),
            unique("kinds", self.kinds),
            unique("everywhere", common),
            unique("groups", [province for group in self.groups for province in group.provinces]),
            *(
                unique(f"groups.{n}.target.days", [*common, str(group.target.days)])
                for n, group in enumerate(self.groups)
            ),
        )

    def of(self, province: str) -> tuple[Target, ...]:
        """The province's targets, the shortest first."""
        own = [group.target for group in self.groups if province in group.provinces]
        return tuple(sorted((*own, *self.everywhere), key=lambda target: target.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionLine:
    """``agreed``: it counts by a time that was agreed with the customer, since customer or weather delayed it."""

    order: str
    registered_at: datetime
    completed_at: datetime | None
    due_at: datetime
    agreed: bool
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How ``code``, a province, outlet or technician, stands towards a target of its province."""

    code: str
    target: Target
    lines: tuple[CompletionLine, ...]

    @property
    def in_time(self) -> int:
        return self._count(Standing.IN_TIME)

    @property
    def counted(self) -> int:
        """What is decided: an order that isn't due yet says nothing."""
        return len(self.lines) - self.pending

    @property
    def pending(self) -> int:
        return self._count(Standing.PENDING)

    @property
    def basis_points(self) -> int | None:
        """Hundredths of a percent, rounded down; None where nothing is decided."""
        return self.in_time * 10_000 // self.counted if self.counted else None

    @property
    def met(self) -> bool | None:
        """By the exact share, not the rounded one."""
        return self.in_time * 100 >= self.target.percent * self.counted if self.counted else None

    def _count(self, standing: Standing) -> int:
        return sum(line.standing is standing for line in self.lines)


class Level(StrEnum):
    """Whose share it is."""

    PROVINCE = "province"
    OUTLET = "outlet"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyCompletion:
    """A month such as ``2026-11``, by the orders registered in it, as they stood at ``as_of``."""

    period: str
    as_of: datetime
    by_province: tuple[Share, ...]
    by_outlet: tuple[Share, ...]
    by_technician: tuple[Share, ...]

    @property
    def shares(self) -> tuple[tuple[Level, Share], ...]:
        """All, by level."""
        levels = zip(Level, (self.by_province, self.by_outlet, self.by_technician), strict=True)
        return tuple((level, share) for level, shares in levels for share in shares)


def monthly_completion(
    results: Iterable[OrderResult], policy: TargetPolicy, *, period: str, as_of: datetime, zone: tzinfo
) -> MonthlyCompletion:
    """Every share with its lines, under the policy of that month. :raises Invalid: no such month, or an order twice."""
    refuse_all(is_month("period", period), with_offset("as_of", as_of))
    orders = of_month(results, policy.kinds, period, zone)
    refuse_all(unique("results", [one.order for one in orders]))
    return MonthlyCompletion(
        period=period,
        as_of=as_of,
        by_province=_shares(orders, policy, as_of, lambda one: one.province),
        by_outlet=_shares(orders, policy, as_of, lambda one: one.outlet),
        by_technician=_shares(orders, policy, as_of, lambda one: one.technician),
    )


def _shares(
    orders: Sequence[OrderResult], policy: TargetPolicy, as_of: datetime, whose: Callable[[OrderResult], str | None]
) -> tuple[Share, ...]:
    lines: dict[tuple[str, Target], list[CompletionLine]] = {}
    for one in orders:
        code = whose(one)
        if code is not None:
            for target in policy.of(one.province):
                lines.setdefault((code, target), []).append(_line(one, target, as_of))
    shares = [Share(code=code, target=target, lines=tuple(some)) for (code, target), some in lines.items()]
    return tuple(sorted(shares, key=lambda one: (one.code, one.target.days)))


def _line(one: OrderResult, target: Target, as_of: datetime) -> CompletionLine:
    allowed_s = target.days * DAY_S
    due_at = one.due_at(allowed_s)
    return CompletionLine(
        order=one.order,
        registered_at=one.registered_at,
        completed_at=one.completed_by(as_of),
        due_at=due_at,
        agreed=one.agreed is not None and due_at == one.agreed.at,
        standing=one.standing(allowed_s, as_of),
    )

"""What the callbacks of a month come to, for technicians, outlets and provinces (S9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum

from inventory.aftercare import Callback, CallbackPolicy, Satisfaction
from inventory.quotas import is_month
from refusals import refuse_all


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    order: str
    visit: str
    technician: str
    outlet: str
    answer: Satisfaction
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What ``code``, a technician, an outlet or a province, comes to in a month: ``score`` is the sum of the lines."""

    code: str
    score: int
    lines: tuple[ScoreLine, ...]


class ScoreOf(StrEnum):
    """Whose a total is."""

    TECHNICIAN = "technician"
    OUTLET = "outlet"
    PROVINCE = "province"


def monthly_scores(
    callbacks: Iterable[Callback],
    policy_on: Callable[[date], CallbackPolicy],
    provinces: Mapping[str, str],
    *,
    period: str,
    zone: tzinfo,
) -> dict[ScoreOf, tuple[Total, ...]]:
    """What the orders that were closed in a month, such as ``2026-11``, came to, of those whose callback is over (S9).

    Each counts by the policy of the day on which it was closed. ``provinces`` are those of the outlets; one whose province
    isn't told counts for no province.

    :raises Invalid: no such month.
    """
    refuse_all(is_month("period", period))
    lines = []
    for one in sorted(callbacks, key=lambda one: (one.order.number, one.order.visit)):
        day = one.order.closed_at.astimezone(zone).date()
        if one.result is not None and f"{day:%Y-%m}" == period:
            lines.append(_line(one, one.result, policy_on(day)))
    return {
        ScoreOf.TECHNICIAN: _totals(lines, lambda line: line.technician),
        ScoreOf.OUTLET: _totals(lines, lambda line: line.outlet),
        ScoreOf.PROVINCE: _totals(
            (line for line in lines if line.outlet in provinces), lambda line: provinces[line.outlet]
        ),
    }


def _line(callback: Callback, result: Satisfaction, policy: CallbackPolicy) -> ScoreLine:
    order = callback.order
    return ScoreLine(
        order=order.number,
        visit=order.visit,
        technician=order.technician,
        outlet=order.outlet,
        answer=result,
        score=policy.score(result),
    )


def _totals(lines: Iterable[ScoreLine], whose: Callable[[ScoreLine], str]) -> tuple[Total, ...]:
    of: dict[str, list[ScoreLine]] = {}
    for line in lines:
        of.setdefault(whose(line), []).append(line)
    return tuple(
        Total(code=code, score=sum(line.score for line in some), lines=tuple(some)) for code, some in sorted(of.items())
    )

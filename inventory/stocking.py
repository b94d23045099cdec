"""How much of a part a partner should hold for a season (P4).

The rate of intermittent demand is that of Teunter, Syntetos and Babai (doi:10.1016/j.ejor.2011.05.018), on months freed
from the seasonal index of the part's group; the quantity is a quantile of the season's demand, which is negative
binomial with the dispersion that was measured, and Poisson where that is no more than 1. docs/decisions says why.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import fmean, variance

from inventory.parts import MOST_PIECES, PartCategory
from inventory.seasons import ReservePolicy, SeasonOfYear, calendar_month, months

YEAR = 12
LEVEL = (1.0,) * YEAR


class Ground(StrEnum):
    """What a quantity rests on: nothing is known of the partner, it never took the part, or its months, with or without
    a seasonal index."""

    NO_HISTORY = "no_history"
    NO_DEMAND = "no_demand"
    AVERAGE = "average"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """``pieces`` of a part that a partner's repairs took in a month; ``imported``: as records from before fieldops say."""

    part: str
    month: str
    pieces: int
    imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """What was taken of a part, month by month from ``since`` on; ``imported`` of the pieces are from before fieldops."""

    since: str | None
    pieces: tuple[int, ...]
    imported: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Why ``quantity`` is proposed: it suffices in ``service_percent`` of such seasons.

    ``monthly`` holds the pieces of each month from ``since`` on. Thousandths of a piece: ``rate_milli`` a month without
    season, ``expected_milli`` in the whole season. ``index_percent`` is the season's share of an average month,
    ``dispersion_percent`` the variance of the months in relation to their mean.
    """

    ground: Ground
    since: str | None
    months: int
    pieces: int
    imported: int
    monthly: tuple[int, ...]
    rate_milli: int
    index_percent: int
    expected_milli: int
    dispersion_percent: int
    service_percent: int
    quantity: int


@dataclass(frozen=True, slots=True)
class History:
    """What a partner's repairs took in whole months up to the present one, of each part and the ones it superseded."""

    since: str | None
    count: int
    of: Mapping[str, Months]

    def part(self, number: str) -> Months:
        return self.of.get(number, Months(since=self.since, pieces=(0,) * self.count))


def history(taken: Iterable[Taken], current: Mapping[str, str], *, today: date, looked_at: int) -> History:
    """``current`` names what stands for a superseded part: it inherits its demand.

    Imported months count up to the one before the partner's first booked repair, from there on the ledger alone does:
    nothing is counted twice. The months begin with the first of which anything is known.
    """
    told = list(taken)
    booked_from = min((one.month for one in told if not one.imported), default=None)
    counted = [one for one in told if not one.imported or booked_from is None or one.month < booked_from]
    window = months(today, -looked_at, 0)
    first = min((one.month for one in counted), default=None)
    seen = [month for month in window if first is not None and month >= first]
    place = {month: n for n, month in enumerate(seen)}
    pieces: dict[str, list[int]] = {}
    imported: dict[str, int] = {}
    for one in counted:
        if one.month in place:
            part = current.get(one.part, one.part)
            pieces.setdefault(part, [0] * len(seen))[place[one.month]] += one.pieces
            imported[part] = imported.get(part, 0) + (one.pieces if one.imported else 0)
    since = seen[0] if seen else None
    return History(
        since=since,
        count=len(seen),
        of={
            part: Months(since=since, pieces=tuple(max(0, n) for n in monthly), imported=imported[part])
            for part, monthly in pieces.items()
        },
    )


def group_indices(
    seen: History, categories: Mapping[str, PartCategory], damping: int
) -> dict[PartCategory, tuple[float, ...]]:
    """The months' indices of all parts of a category together: a single part's few pieces would tell of chance."""
    sums: dict[PartCategory, list[int]] = {}
    for part, monthly in seen.of.items():
        total = sums.setdefault(categories[part], [0] * seen.count)
        for n, pieces in enumerate(monthly.pieces):
            total[n] += pieces
    return {
        category: month_indices(Months(since=seen.since, pieces=tuple(total)), damping)
        for category, total in sums.items()
    }


def month_indices(group: Months, damping: int) -> tuple[float, ...]:
    """Of January to December, 1 on average, from the latest whole years; all 1 without one.

    ``damping`` pieces are added to each month, so that what is seldom taken has hardly a season.
    """
    years = len(group.pieces) // YEAR
    if group.since is None or not years:
        return LEVEL
    skipped = len(group.pieces) - years * YEAR
    sums = [0] * YEAR
    for n, pieces in enumerate(group.pieces[skipped:], start=calendar_month(group.since) + skipped):
        sums[n % YEAR] += pieces
    mean = sum(sums) / YEAR
    return tuple((one + damping * years) / (mean + damping * years) for one in sums)


def rate(demand: Sequence[float], *, probability_percent: int, size_percent: int) -> float:
    """Expected demand of a month: the smoothed probability that there is any, times its smoothed size, oldest month first.

    Both start at their averages, so that a short history isn't ruled by its first month. Without demand the probability
    goes on falling: what is no longer asked for is no longer reserved.
    """
    sizes = [one for one in demand if one > 0]
    if not sizes:
        return 0.0
    probability, size = len(sizes) / len(demand), fmean(sizes)
    for one in demand:
        probability += probability_percent / 100 * ((one > 0) - probability)
        if one > 0:
            size += size_percent / 100 * (one - size)
    return probability * size


def dispersion(demand: Sequence[float]) -> float:
    """Variance in relation to the mean; 1, as chance alone makes it, where it is less or can't be told."""
    mean = fmean(demand) if demand else 0.0
    return max(1.0, variance(demand) / mean) if mean and len(demand) > 1 else 1.0


def quantile(mean: float, spread: float, service_percent: int) -> int:
    """The least number of pieces that suffices with that probability, if demand is negative binomial (Poisson for a
    ``spread`` of 1) with this ``mean`` and a variance of ``spread`` times it; MOST_PIECES at most.

    The logarithm is summed up: the probability of 0 pieces may be too small for a float.
    """
    if mean <= 0:
        return 0
    more = spread - 1
    log_chance = -mean * (math.log1p(more) / more if more else 1.0)
    reached = math.exp(log_chance)
    pieces = 0
    while reached * 100 < service_percent and pieces < MOST_PIECES:
        pieces += 1
        log_chance += math.log((mean + (pieces - 1) * more) / (spread * pieces))
        reached += math.exp(log_chance)
    return pieces


def basis(taken: Months, indices: Sequence[float], season: SeasonOfYear, policy: ReservePolicy) -> Basis:
    """What the season of ``season`` is expected to take of a part, and how much of it suffices; ``indices`` of its group."""
    first = calendar_month(taken.since) if taken.since else 0
    level = [pieces / indices[(first + n) % YEAR] for n, pieces in enumerate(taken.pieces)]
    monthly_rate = rate(level, probability_percent=policy.probability_percent, size_percent=policy.size_percent)
    index = fmean(indices[calendar_month(period)] for period in season.periods)
    expected, spread = monthly_rate * index * season.months, dispersion(level)
    return Basis(
        ground=_ground(taken),
        since=taken.since,
        months=len(taken.pieces),
        pieces=sum(taken.pieces),
        imported=taken.imported,
        monthly=taken.pieces,
        rate_milli=round(monthly_rate * 1000),
        index_percent=round(index * 100),
        expected_milli=round(expected * 1000),
        dispersion_percent=round(spread * 100),
        service_percent=policy.service_percent,
        quantity=quantile(expected, spread, policy.service_percent),
    )


def _ground(taken: Months) -> Ground:
    if not taken.pieces:
        return Ground.NO_HISTORY
    if not any(taken.pieces):
        return Ground.NO_DEMAND
    return Ground.SEASONAL if len(taken.pieces) >= YEAR else Ground.AVERAGE

"""Who gets which pieces when stock is short (P2, P5): a proposal for all claims on it at once.

What counts, one after the other, each without giving up anything of the one before:

1. service orders that get all the pieces they wait for, those due first before those due later (S1);
2. fairness: what partners go without is shared in proportion to what they ask, so that nobody is left with much less
   than others (the sum over partners of missing² / asked is least);
3. the nearest source, and who came first.

Parts don't compete with each other, so each is a small model of its own, which HiGHS solves to the end: but for orders
that wait for several pieces it is a flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil

from ortools.math_opt.python import mathopt

from refusals import positive, refuse_all

TIERS = (timedelta(0), timedelta(hours=24), timedelta(hours=72))
"""Orders due by then, from now on, come before those due later; within a tier as many as possible count."""

STEPS = 50
"""In how many steps a partner's shortage is weighed; up to so many pieces it is exact."""

SCALE = 27_720
"""Weights are whole numbers: exact where a partner asks for up to 12 pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A service order that waits for ``quantity`` pieces, due at ``due_at``."""

    order: str
    quantity: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``partner`` asks for ``quantity`` pieces of a part, which may come from ``sources``, the nearest first.

    ``waiting`` are its orders that wait for the part; together they may wait for less or more than is asked.
    """

    key: str
    partner: str
    part: str
    quantity: int
    sources: tuple[str, ...]
    waiting: tuple[Waiting, ...] = ()

    def __post_init__(self) -> None:
        refuse_all(positive("quantity", self.quantity, most=1_000_000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a claim gets from where, the nearest source first, and the orders whose pieces are among it."""

    sources: tuple[tuple[str, int], ...] = ()
    orders: tuple[str, ...] = ()

    @property
    def quantity(self) -> int:
        return sum(pieces for _, pieces in self.sources)


def allocate(
    claims: Sequence[Claim], free: Mapping[tuple[str, str], int], *, now: datetime, seed: int = 0
) -> dict[str, Share]:
    """A share for each claim by its key; ``free`` pieces by part and source. Earlier claims come first among equals."""
    by_part = sorted(claims, key=lambda claim: claim.part)
    shares: dict[str, Share] = {}
    for part, same in groupby(by_part, key=lambda claim: claim.part):
        stock = {source: pieces for (of, source), pieces in free.items() if of == part and pieces > 0}
        shares |= _OnePart(list(same), stock, now, seed).shares()
    return shares


class _OnePart:
    """The model of one part: ``gets[n, source]`` pieces to claim n."""

    def __init__(self, claims: list[Claim], stock: Mapping[str, int], now: datetime, seed: int) -> None:
        self.claims, self.stock, self.now, self.seed = claims, stock, now, seed
        self.model = mathopt.Model()
        self.gets = {
            (n, source): self.model.add_integer_variable(lb=0, ub=min(claim.quantity, stock[source]))
            for n, claim in enumerate(claims)
            for source in claim.sources
            if source in stock
        }
        for n, claim in enumerate(claims):
            self.model.add_linear_constraint(self._of(n) <= claim.quantity)
        for source, pieces in stock.items():
            taken = [get for (_, at), get in self.gets.items() if at == source]
            self.model.add_linear_constraint(mathopt.fast_sum(taken) <= pieces)
        self.served = self._orders()

    def _of(self, n: int) -> mathopt.LinearBase:
        return mathopt.fast_sum(get for (of, _), get in self.gets.items() if of == n)

    def _orders(self) -> dict[tuple[int, Waiting], mathopt.Variable]:
        """Whether each order gets all its pieces: those of one claim never take more than it gets."""
        served = {}
        for n, claim in enumerate(self.claims):
            for one in claim.waiting:
                served[n, one] = self.model.add_binary_variable()
            pieces = mathopt.fast_sum(served[n, one] * one.quantity for one in claim.waiting)
            self.model.add_linear_constraint(pieces <= self._of(n))
        return served

    def shares(self) -> dict[str, Share]:
        if not self.gets:
            return {claim.key: Share() for claim in self.claims}
        for same_tier in self._tiers():
            self._best(-1 * mathopt.fast_sum(same_tier))
        self._best(self._unfairness())
        values = self._best(self._effort())
        return {claim.key: self._share(n, claim, values) for n, claim in enumerate(self.claims)}

    def _tiers(self) -> Iterable[list[mathopt.Variable]]:
        tiers: dict[int, list[mathopt.Variable]] = {}
        for (_, one), is_served in self.served.items():
            tier = sum(one.due_at > self.now + until for until in TIERS)
            tiers.setdefault(tier, []).append(is_served)
        return (tiers[tier] for tier in sorted(tiers))

    def _unfairness(self) -> mathopt.LinearBase:
        """Each further missing piece of a partner weighs more than the one before: (2 k - 1) / asked for the k-th."""
        terms: list[mathopt.LinearBase] = []
        for partner in dict.fromkeys(claim.partner for claim in self.claims):
            own = [n for n, claim in enumerate(self.claims) if claim.partner == partner]
            asked = sum(self.claims[n].quantity for n in own)
            width = ceil(asked / STEPS)
            missing = []
            for start in range(0, asked, width):
                pieces = min(width, asked - start)
                step = self.model.add_integer_variable(lb=0, ub=pieces)
                terms.append(step * round(SCALE * (2 * start + pieces) / asked))
                missing.append(step)
            got = mathopt.fast_sum(self._of(n) for n in own)
            self.model.add_linear_constraint(mathopt.fast_sum(missing) + got == asked)
        return mathopt.fast_sum(terms)

    def _effort(self) -> mathopt.LinearBase:
        """A farther source weighs more than who came first."""
        last = len(self.claims)
        return mathopt.fast_sum(
            get * (self.claims[n].sources.index(source) * last + n) for (n, source), get in self.gets.items()
        )

    def _best(self, least: mathopt.LinearBase) -> Mapping[mathopt.Variable, float]:
        """Solve for ``least`` and keep to it from now on."""
        self.model.minimize(least)
        exactly = mathopt.SolveParameters(random_seed=self.seed, relative_gap_tolerance=0.0, absolute_gap_tolerance=0.5)
        result = mathopt.solve(self.model, mathopt.SolverType.HIGHS, params=exactly)
        if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
            raise RuntimeError(f"HiGHS gave {result.termination} where granting nothing is a solution")
        self.model.add_linear_constraint(least <= round(result.objective_value()) + 0.5)
        values: Mapping[mathopt.Variable, float] = result.variable_values()
        return values

    def _share(self, n: int, claim: Claim, values: Mapping[mathopt.Variable, float]) -> Share:
        got = [(source, round(values[self.gets[n, source]])) for source in claim.sources if (n, source) in self.gets]
        orders = tuple(one.order for one in claim.waiting if round(values[self.served[n, one]]))
        return Share(sources=tuple((source, pieces) for source, pieces in got if pieces), orders=orders)

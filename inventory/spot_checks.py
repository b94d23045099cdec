"""Spot checks of closed warranty repairs (O5): a sample of each outlet's, for a call or a visit; a failed one freezes the claim.

The sample is drawn by the SHA-256 of seed and order: anybody can draw it again, and what one outlet has closed doesn't
change what is drawn of another's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from inventory.network import is_code
from inventory.quotas import is_month, last_day
from refusals import Refusal, Text, in_range, not_blank, not_in_past_of, plain_text, refuse_all, unique, with_offset


class Way(StrEnum):
    CALL = "call"
    VISIT = "visit"


class State(StrEnum):
    """``LIFTED``: it failed, and a person decided that the claim goes on all the same."""

    DRAWN = "drawn"
    PASSED = "passed"
    FAILED = "failed"
    LIFTED = "lifted"


class Verb(StrEnum):
    PASS = "pass"  # noqa: S105 - a verb, not a word that opens anything
    FAIL = "fail"
    LIFT = "lift"


TRANSITIONS: dict[Verb, dict[State, State]] = {
    Verb.PASS: {State.DRAWN: State.PASSED},
    Verb.FAIL: {State.DRAWN: State.FAILED},
    Verb.LIFT: {State.FAILED: State.LIFTED},
}
"""The life of a spot check: where each verb can be said, and where it leads."""


class SpotCheckWrongState(Refusal):
    code = "spot_check_wrong_state"
    rule = "O5"
    cause = Text(
        en="The spot check of order {order} is {state}; {verb} isn't possible any more, or not yet.",
        zh="维修单 {order} 的抽查状态为 {state}，不能执行 {verb}。",
    )
    remedy = Text(en="Read it again: somebody may have gone on with it.", zh="请刷新后查看，可能已有人处理。")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheckPolicy:
    """Of each outlet's closed warranty repairs ``percent`` are drawn, rounded up, but ``least`` if it has so many.

    ``visit_percent`` of those, rounded up, are visited; the others are called.
    """

    percent: int
    least: int
    visit_percent: int

    def __post_init__(self) -> None:
        refuse_all(
            in_range("percent", self.percent, 0, 100),
            in_range("least", self.least, 0, 10_000),
            in_range("visit_percent", self.visit_percent, 0, 100),
        )

    def drawn_of(self, repairs: int) -> int:
        """How many of an outlet's ``repairs``."""
        return min(repairs, max(self.least, _share(repairs, self.percent)))


def _share(whole: int, percent: int) -> int:
    """Rounded up."""
    return -(-whole * percent // 100)


class MonthStillRuns(Refusal):
    code = "month_still_runs"
    rule = "O5"
    cause = Text(
        en="The sample of {period} can be drawn after {until}.", zh="{period} 的抽查样本在 {until} 之后方可抽取。"
    )
    remedy = Text(en="Draw it when the month is over.", zh="请在该月结束后抽取。")


class SampleDrawn(Refusal):
    """Nobody draws until a sample pleases."""

    code = "sample_drawn"
    rule = "O5"
    cause = Text(
        en="The sample of {period} was drawn with seed {drawn} by {by}, not with {seed}.",
        zh="{period} 的抽查样本已由 {by} 以种子 {drawn} 抽取，而非 {seed}。",
    )
    remedy = Text(en="Take the sample that was drawn.", zh="请使用已抽取的样本。")


MOST_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraw:
    """A month such as ``2026-11``, and the seed that decides, which anybody may name: a lottery's number, for example."""

    period: str
    seed: int

    def __post_init__(self) -> None:
        refuse_all(is_month("period", self.period), in_range("seed", self.seed, 0, MOST_SEED))


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDraw:
    """How a month's sample was drawn: with its closed repairs, all that it takes to draw it again."""

    period: str
    seed: int
    policy: SpotCheckPolicy
    drawn_by: str
    drawn_at: datetime


def may_draw(new: NewDraw, there: SampleDraw | None, *, today: date) -> bool:
    """Whether anything is left to draw: a month is drawn once.

    :raises MonthStillRuns: :raises SampleDrawn: with another seed.
    """
    until = last_day(new.period)
    if today <= until:
        raise MonthStillRuns(period=new.period, until=until.isoformat())
    if there is not None and there.seed != new.seed:
        raise SampleDrawn(period=new.period, drawn=there.seed, by=there.drawn_by, seed=new.seed)
    return there is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRepair:
    """A warranty repair that is closed, and the outlet that did it."""

    order: str
    outlet: str

    def __post_init__(self) -> None:
        refuse_all(is_code("order", self.order), is_code("outlet", self.outlet))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheck:
    order: str
    outlet: str
    way: Way
    drawn_at: datetime
    state: State = State.DRAWN
    checked_by: str | None = None
    checked_at: datetime | None = None
    note: str = ""
    lifted_by: str | None = None
    lift_reason: str = ""

    @property
    def freezes_claim(self) -> bool:
        """Nothing is paid for the order while this holds."""
        return self.state is State.FAILED


def draw(repairs: Iterable[ClosedRepair], policy: SpotCheckPolicy, *, seed: int, now: datetime) -> list[SpotCheck]:
    """The sample, by outlet and order: the same for the same repairs and seed, in whatever order they come.

    :raises Invalid: an order twice.
    """
    of: dict[str, list[ClosedRepair]] = {}
    for one in repairs:
        of.setdefault(one.outlet, []).append(one)
    refuse_all(with_offset("now", now), unique("repairs", [one.order for some in of.values() for one in some]))
    return [check for outlet in sorted(of) for check in _drawn(of[outlet], policy, seed, now)]


def _drawn(repairs: Sequence[ClosedRepair], policy: SpotCheckPolicy, seed: int, now: datetime) -> list[SpotCheck]:
    chosen = sorted(repairs, key=lambda one: _lot(seed, one.order))[: policy.drawn_of(len(repairs))]
    visited = _share(len(chosen), policy.visit_percent)
    checks = [
        SpotCheck(order=one.order, outlet=one.outlet, way=Way.VISIT if n < visited else Way.CALL, drawn_at=now)
        for n, one in enumerate(chosen)
    ]
    return sorted(checks, key=lambda check: check.order)


def _lot(seed: int, order: str) -> bytes:
    return hashlib.sha256(f"{seed}/{order}".encode()).digest()


def after(check: SpotCheck, verb: Verb) -> State:
    """:raises SpotCheckWrongState: it stands where this can't be said."""
    if check.state not in TRANSITIONS[verb]:
        raise SpotCheckWrongState(order=check.order, state=check.state, verb=verb)
    return TRANSITIONS[verb][check.state]


def pass_check(check: SpotCheck, *, by: str, note: str, now: datetime) -> SpotCheck:
    """The customer confirms the repair. :raises SpotCheckWrongState: :raises Invalid: it is told before it was drawn."""
    state = after(check, Verb.PASS)
    refuse_all(plain_text("note", note, most=2000), not_in_past_of("now", now, check.drawn_at, "drawn_at"))
    return replace(check, state=state, checked_by=by, checked_at=now, note=note)


def fail_check(check: SpotCheck, *, by: str, note: str, now: datetime) -> SpotCheck:
    """What the record says isn't so: the claim is frozen.

    :raises SpotCheckWrongState: :raises Invalid: it isn't said why, or is told before it was drawn.
    """
    state = after(check, Verb.FAIL)
    refuse_all(not_blank("note", note, most=2000), not_in_past_of("now", now, check.drawn_at, "drawn_at"))
    return replace(check, state=state, checked_by=by, checked_at=now, note=note)


def lift(check: SpotCheck, *, by: str, reason: str) -> SpotCheck:
    """A person frees the claim. :raises SpotCheckWrongState: :raises Invalid: no reason."""
    state = after(check, Verb.LIFT)
    refuse_all(not_blank("reason", reason, most=500))
    return replace(check, state=state, lifted_by=by, lift_reason=reason)

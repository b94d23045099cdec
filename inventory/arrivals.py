"""Parts that come to a stock place at a known time, and who counts on them (P5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from refusals import Refusal, Text


class ArrivalTaken(Refusal):
    code = "arrival_taken"
    rule = "P5"
    cause = Text(
        en="Parts that the plan counts on don't come in time any more, or another plan counts on them: {parts}.",
        zh="计划所依赖的在途配件已被其他计划占用，或不能按时到达：{parts}。",
    )
    remedy = Text(en="Plan again.", zh="请重新计划。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """``quantity`` pieces of ``part`` that arrive at ``location``."""

    location: str
    part: str
    quantity: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Pieces of those that arrive at ``location`` by ``at``, on which somebody counts."""

    location: str
    part: str
    quantity: int
    at: datetime


def unclaimed(coming: Iterable[Coming], awaited: Iterable[Awaited]) -> list[Coming]:
    """What of ``coming``, the first one first, nobody counts on: others take what comes first."""
    taken: dict[tuple[str, str], int] = {}
    for one in awaited:
        taken[one.location, one.part] = taken.get((one.location, one.part), 0) + one.quantity
    left = []
    for arrival in sorted(coming, key=lambda one: one.at):
        key = arrival.location, arrival.part
        used = min(taken.get(key, 0), arrival.quantity)
        taken[key] = taken.get(key, 0) - used
        if used < arrival.quantity:
            left.append(replace(arrival, quantity=arrival.quantity - used))
    return left


def refuse_taken(coming: Iterable[Coming], awaited: Sequence[Awaited]) -> None:
    """By every time by which somebody counts on pieces so many have come.

    :raises ArrivalTaken:
    """
    expected = list(coming)
    short = []
    for one in awaited:
        key = one.location, one.part
        wanted = sum(a.quantity for a in awaited if (a.location, a.part) == key and a.at <= one.at)
        there = sum(c.quantity for c in expected if (c.location, c.part) == key and c.at <= one.at)
        if wanted > there:
            short.append(f"{one.part} {one.location}")
    if short:
        raise ArrivalTaken(parts=", ".join(dict.fromkeys(short)))


def given_to(awaited: Iterable[Awaited], arrived: dict[str, int]) -> list[Awaited]:
    """Those, in their order, for whom of each part so many pieces have ``arrived``."""
    left = dict(arrived)
    served = []
    for one in awaited:
        if one.quantity <= left.get(one.part, 0):
            left[one.part] -= one.quantity
            served.append(one)
    return served

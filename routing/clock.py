"""A moment of a plan as people read it."""

from __future__ import annotations

from datetime import timedelta

from routing.problem import RoutingProblem


def clock(problem: RoutingProblem, at_s: int) -> str:
    """``at_s`` seconds after the epoch, by the clocks of the place."""
    return f"{problem.epoch + timedelta(seconds=at_s):%m-%d %H:%M}"

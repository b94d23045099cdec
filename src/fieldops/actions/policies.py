"""Policies: figures that an administrator edits, each set valid for a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from fieldops.store import policies as store
from refusals import FieldProblem, Text, refuse_all
from routing.policy import PlanningPolicy
from routing.promises import PromisePolicy
from routing.travel import EstimatePolicy

KINDS: Mapping[str, type[Any]] = {"promise": PromisePolicy, "travel": EstimatePolicy, "planning": PlanningPolicy}
"""The policies there are, and the value that each one's figures must make."""


async def enact(policy: store.Policy) -> store.Policy:
    """:raises Invalid: its name or figures are wrong. :raises PolicyOverlaps: another is valid on one of its days."""
    if policy.name not in KINDS:
        known = ", ".join(sorted(KINDS))
        text = Text(en=f"must be one of {known}", zh=f"应为以下之一：{known}")
        refuse_all(FieldProblem("name", "not_allowed", text, policy.name))
    try:
        msgspec.convert(policy.figures, KINDS[policy.name])
    except msgspec.ValidationError as error:
        refuse_all(FieldProblem("figures", "wrong_form", Text(en=str(error), zh=f"格式不正确：{error}")))
    await store.add(policy)
    return policy


@dataclass(frozen=True, slots=True)
class DayPolicies:
    """The figures that hold on one day."""

    promise: PromisePolicy
    travel: EstimatePolicy
    planning: PlanningPolicy


async def on(day: date) -> DayPolicies:
    """:raises NoPolicy: one of them has none for that day."""
    return DayPolicies(**{name: msgspec.convert(await store.figures(name, day), kind) for name, kind in KINDS.items()})

"""One decision of several (W6): it isn't always known which part of a machine failed, and each has its own term (W1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from inventory.entitlements import Answer, Case, Decision, entitlement
from inventory.warranty import Component, WarrantyPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``failed`` are the parts that may have failed, each with its class; None stands for the machine as a whole, or for some
    part of a class. ``decisions`` are what the customer is entitled to if it was that one."""

    case: Case
    failed: Mapping[str | None, Component]
    decisions: Mapping[str | None, Decision]

    @property
    def decision(self) -> Decision:
        """What gives the customer most, for the longest time."""
        return min(self.decisions.values(), key=_worth)


def _worth(decision: Decision) -> tuple[int, int]:
    """The less, the more it gives."""
    return list(Answer).index(decision.answer), -(decision.until or date.min).toordinal()


def judge(case: Case, failed: Mapping[str | None, Component], policy: WarrantyPolicy, *, today: date) -> Judgement:
    """``case`` for each of ``failed``, of which there is at least one.

    :raises UseClassUnknown: :raises Invalid: the report lies ahead.
    """
    return Judgement(
        case=case,
        failed=failed,
        decisions={
            part: entitlement(replace(case, part=part, component=component), policy, today=today)
            for part, component in failed.items()
        },
    )

"""Policies: figures that an administrator edits, each set valid for a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from fieldops.actions.figures import read_figures
from fieldops.store import contracts
from fieldops.store import policies as store
from fieldops.store.policies import Enacted, Policy
from inventory.aftercare import CallbackPolicy
from inventory.backup_pool import BackupPolicy
from inventory.counting import CountingPolicy
from inventory.incentive_policy import IncentivePolicy
from inventory.inspection_plans import InspectionPolicy
from inventory.old_parts import OldPartPolicy
from inventory.order_links import DeskPolicy
from inventory.part_facts import CausePolicy
from inventory.purchases import SupplyPolicy
from inventory.quotas import QuotaPolicy
from inventory.seasons import ReservePolicy
from inventory.spot_checks import SpotCheckPolicy
from inventory.targets import TargetPolicy
from inventory.validity import overlaps, succeed
from inventory.visits import VisitPolicy
from inventory.warranty import WarrantyPolicy
from refusals import FieldProblem, Text, not_blank, one_of, refuse_all
from routing.calendar import WorkingHours
from routing.clock_policy import ClockPolicy
from routing.places import PlacePolicy
from routing.policy import PlanningPolicy
from routing.promises import PromisePolicy
from routing.travel import EstimatePolicy
from routing.zone_import import ZoneImportPolicy

PLANNERS: Mapping[str, type[Any]] = {"travel": EstimatePolicy, "planning": PlanningPolicy}
KINDS: Mapping[str, type[Any]] = {
    **PLANNERS,
    "promise": PromisePolicy,
    "desk": DeskPolicy,
    "quota": QuotaPolicy,
    "supply": SupplyPolicy,
    "counting": CountingPolicy,
    "backup": BackupPolicy,
    "reserve": ReservePolicy,
    "visits": VisitPolicy,
    "old_parts": OldPartPolicy,
    "warranty": WarrantyPolicy,
    "places": PlacePolicy,
    "zones": ZoneImportPolicy,
    "causes": CausePolicy,
    "targets": TargetPolicy,
    "incentives": IncentivePolicy,
    "clocks": ClockPolicy,
    "working_hours": WorkingHours,
    "inspections": InspectionPolicy,
    "callbacks": CallbackPolicy,
    "spot_checks": SpotCheckPolicy,
}
"""The policies there are, and the value that each one's figures must make."""


async def enact(policy: Policy) -> Enacted:
    """From its first day on it stands in place of the policy that was valid then, if there was one, for a reason.

    :raises Invalid: its name or figures are wrong, or it takes another's place without a reason.
    :raises PolicyOverlaps: it is valid beside another one, or says the same.
    :raises PolicyLeavesGap: on some days none would be valid.
    """
    refuse_all(one_of("name", policy.name, KINDS))
    read_figures(KINDS[policy.name], policy.figures)
    present = await store.locked(policy.name)
    if policy.name == "clocks":
        await _keep_promises(policy)
    succession = succeed(policy.name, policy.term, [one.term for one in present])
    if succession is not None:
        [before] = [one for one in present if one.term == succession.of]
        if before.figures == json.loads(json.dumps(policy.figures)):
            raise overlaps(policy.name, succession.of)
        refuse_all(not_blank("reason", policy.reason, most=500))
        await store.give_way(policy.name, succession)
    return await store.add(policy)


async def _keep_promises(policy: Policy) -> None:
    """:raises Invalid: contracts of its days stand on a profile that it doesn't have (S5)."""
    last_day = policy.valid_until and policy.valid_until - timedelta(days=1)
    standing = await contracts.valid_between(policy.valid_from, last_day)
    has = {profile.code for profile in msgspec.convert(policy.figures, ClockPolicy).profiles}
    gone = [f"{one.number} ({one.profile})" for one in standing if one.profile not in has]
    text = Text(
        en=f"lacks what contracts stand on: {', '.join(gone[:20])}", zh=f"缺少合同所依据的协议：{'、'.join(gone[:20])}"
    )
    refuse_all(FieldProblem("figures.profiles", "missing", text) if gone else None)


@dataclass(frozen=True, slots=True)
class DayPolicies:
    """The figures that a day is planned with."""

    travel: EstimatePolicy
    planning: PlanningPolicy


async def promise_on(day: date) -> PromisePolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("promise", day), PromisePolicy)


async def promises_on(days: Collection[date]) -> dict[date, PromisePolicy]:
    """By day, one query. :raises NoPolicy: there is none for one of these days."""
    found = await store.figures_on("promise", days)
    return {day: msgspec.convert(figures, PromisePolicy) for day, figures in found.items()}


async def desk_on(day: date) -> DeskPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("desk", day), DeskPolicy)


async def quota_on(day: date) -> QuotaPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("quota", day), QuotaPolicy)


async def supply_on(day: date) -> SupplyPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("supply", day), SupplyPolicy)


async def counting_on(day: date) -> CountingPolicy:
    return msgspec.convert(await store.figures("counting", day), CountingPolicy)


async def backup_on(day: date) -> BackupPolicy:
    return msgspec.convert(await store.figures("backup", day), BackupPolicy)


async def reserve_on(day: date) -> ReservePolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("reserve", day), ReservePolicy)


async def visits_on(day: date) -> VisitPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("visits", day), VisitPolicy)


async def warranty_on(day: date) -> WarrantyPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("warranty", day), WarrantyPolicy)


async def warranties_on(days: Collection[date]) -> dict[date, WarrantyPolicy]:
    """By day, one query. :raises NoPolicy: there is none for one of these days."""
    found = await store.figures_on("warranty", days)
    return {day: msgspec.convert(figures, WarrantyPolicy) for day, figures in found.items()}


async def old_parts_on(day: date) -> OldPartPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("old_parts", day), OldPartPolicy)


async def places_on(day: date) -> PlacePolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("places", day), PlacePolicy)


async def zones_on(day: date) -> ZoneImportPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("zones", day), ZoneImportPolicy)


async def clocks_on(days: Collection[date]) -> dict[date, ClockPolicy]:
    """By day, one query. :raises NoPolicy: there is none for one of these days."""
    found = await store.figures_on("clocks", days)
    return {day: msgspec.convert(figures, ClockPolicy) for day, figures in found.items()}


async def clocks_between(first: date, last: date | None) -> list[ClockPolicy]:
    """All that are valid on one of these days. :raises NoPolicy: there are none."""
    found = await store.figures_between("clocks", first, last)
    return [msgspec.convert(figures, ClockPolicy) for figures in found]


async def working_hours_on(days: Collection[date]) -> dict[date, WorkingHours]:
    """By day, one query. :raises NoPolicy: there is none for one of these days."""
    found = await store.figures_on("working_hours", days)
    return {day: msgspec.convert(figures, WorkingHours) for day, figures in found.items()}


async def travel_on(day: date, known_at: datetime) -> EstimatePolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("travel", day, known_at=known_at), EstimatePolicy)


async def causes_on(day: date, known_at: datetime) -> CausePolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("causes", day, known_at=known_at), CausePolicy)


async def targets_on(day: date, known_at: datetime) -> TargetPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("targets", day, known_at=known_at), TargetPolicy)


async def incentives_on(day: date, known_at: datetime) -> IncentivePolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("incentives", day, known_at=known_at), IncentivePolicy)


async def inspections_on(day: date) -> InspectionPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("inspections", day), InspectionPolicy)


async def callbacks_on(days: Collection[date]) -> dict[date, CallbackPolicy]:
    """By day, one query. :raises NoPolicy: there is none for one of these days."""
    found = await store.figures_on("callbacks", days)
    return {day: msgspec.convert(figures, CallbackPolicy) for day, figures in found.items()}


async def spot_checks_on(day: date) -> SpotCheckPolicy:
    """:raises NoPolicy: there is none for that day."""
    return msgspec.convert(await store.figures("spot_checks", day), SpotCheckPolicy)


async def on(day: date) -> DayPolicies:
    """:raises NoPolicy: one of them has none for that day."""
    return DayPolicies(
        **{name: msgspec.convert(await store.figures(name, day), kind) for name, kind in PLANNERS.items()}
    )

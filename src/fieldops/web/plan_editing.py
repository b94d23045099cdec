"""Drafts of route plans changed by hand, over HTTP (V4, V5)."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import msgspec
from litestar import Request
from litestar.di import NamedDependency, Provide

from fieldops.actions import plan_editing as actions
from fieldops.actions import plan_verdicts
from fieldops.actions.plan_editing import (
    Locking,
    NothingToUndo,
    PlanEditRefused,
    PlanNotDraft,
    VisitLocked,
)
from fieldops.actions.plan_reading import PlanNotMadeYet
from fieldops.actions.plan_verdicts import Chance, Placing, Verdict
from fieldops.store import plan_edits
from fieldops.store import plans as store
from fieldops.store.plan_edits import PlanEdit
from fieldops.store.plan_forms import PlanNotEditable
from fieldops.store.plans import PlanHead
from fieldops.web.idempotency import perform
from fieldops.web.params import Body, FromPath, Now, Version
from fieldops.web.plans import DRAFT, Seen
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY, desk_of
from fieldops.web.routes import acts, changes, creates, shows
from inventory.people import Permission
from refusals import NotFound, StaleVersion
from routing.compare import Comparison
from routing.locks import Lock

EDITED = DRAFT | {"edit": 1, "version": 4}
EDITING = (NotFound, StaleVersion, PlanNotDraft, PlanNotEditable)
VERDICT = {
    "allowed": False,
    "rule": "skills",
    "why_en": "SO-20261127-0002: its technician has the skills it needs",
    "why_zh": "SO-20261127-0002：承担者须具备所需技能",
    "change": None,
    "routes": [],
}
CHANCE = {
    "technician": "ZJ-T002",
    "allowed": True,
    "rule": None,
    "why_en": "",
    "why_zh": "",
    "position": 1,
    "start_s": 36000,
    "late_s": 0,
    "change_fen": 1250,
}
COMPARED = {
    "score": {"travel_fen": -1200, "served": 1},
    "late_s": -600,
    "moved": [
        {
            "visit": "SO-20261127-0002",
            "kind": "reassigned",
            "old_technician": "ZJ-T001",
            "new_technician": "ZJ-T002",
            "old_start_s": 34200,
            "new_start_s": 36000,
        }
    ],
    "days": [{"technician": "ZJ-T001", "visits": -1, "work_s": -5400, "distance_m": -12000}],
}

At = Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class PlacedAt(msgspec.Struct, kw_only=True):
    """Visit number ``position`` (from 0) of ``technician``, without a position the one at which it costs least; without a
    technician the visit is taken out of its route."""

    technician: str | None = None
    position: At | None = None


class Spot(msgspec.Struct, kw_only=True, frozen=True):
    """As :class:`PlacedAt`."""

    technician: str | None = None
    position: At | None = None


class Locked(msgspec.Struct, kw_only=True):
    """What to lock and unlock: a visit to its technician, its time or its position, null to unlock it; a technician's whole route."""

    visits: dict[str, Lock | None] = {}
    technicians: dict[str, bool] = {}


class Other(msgspec.Struct, kw_only=True, frozen=True):
    """``other``: the number of the plan that is compared with this one."""

    other: Annotated[int, msgspec.Meta(ge=1)]


def _spot(request: Request[Any, Any, Any]) -> Spot:
    return read_query(Spot, request.query_params.multi_items())


def _other(request: Request[Any, Any, Any]) -> Other:
    return read_query(Other, request.query_params.multi_items())


AskedSpot: TypeAlias = NamedDependency[Spot]
AskedOther: TypeAlias = NamedDependency[Other]


@shows(
    "/plans/{plan_id:int}/visits/{order:str}/verdict",
    refusals=(NotFound, PlanNotMadeYet, PlanNotEditable),
    answer=VERDICT,
    needs=Permission.PLANS_READ,
    opt={QUERY: Spot},
    dependencies={"spot": Provide(_spot, sync_to_thread=False)},
)
async def judge_placing(plan_id: FromPath[int], order: FromPath[str], spot: AskedSpot) -> Verdict:
    """What it would come to if the visit were moved there: the rule in the way, or the change of the score and the routes."""
    return await plan_verdicts.judge(plan_id, Placing(order=order, technician=spot.technician, position=spot.position))


@shows(
    "/plans/{plan_id:int}/visits/{order:str}/chances",
    refusals=(NotFound, PlanNotMadeYet, PlanNotEditable),
    answer=[CHANCE],
    needs=Permission.PLANS_READ,
)
async def show_chances(plan_id: FromPath[int], order: FromPath[str]) -> list[Chance]:
    """Where each technician on duty could take the visit at the least cost, the cheapest first; those who can't come last."""
    return await plan_verdicts.chances(plan_id, order)


@changes(
    "/plans/{plan_id:int}/visits/{order:str}",
    example={"technician": "ZJ-T002", "position": 1},
    refusals=(*EDITING, VisitLocked, PlanEditRefused),
    answer=EDITED,
    needs=Permission.PLANS_MAKE,
)
async def place_visit(
    plan_id: FromPath[int],
    order: FromPath[str],
    data: Body[PlacedAt],
    version: Version,
    request: Request[Any, Any, Any],
    now: Now,
) -> PlanHead:
    """Move a visit within a draft, put one in that isn't served, or take one out. A rule that is in the way is named."""
    placing = Placing(order=order, technician=data.technician, position=data.position)
    return await perform(actions.place, plan_id, placing, desk_of(request, now), version=version)


@changes(
    "/plans/{plan_id:int}/locks",
    example={"visits": {"SO-20261127-0002": "time"}, "technicians": {"ZJ-T001": True}},
    refusals=EDITING,
    answer=EDITED,
    needs=Permission.PLANS_MAKE,
)
async def lock_plan(
    plan_id: FromPath[int], data: Body[Locked], version: Version, request: Request[Any, Any, Any], now: Now
) -> PlanHead:
    """Lock visits and technicians of a draft for planning the rest again, and unlock them."""
    locking = Locking(visits=data.visits, technicians=data.technicians)
    return await perform(actions.lock, plan_id, locking, desk_of(request, now), version=version)


@acts(
    "/plans/{plan_id:int}/undo",
    example={"version": 4},
    refusals=(*EDITING, NothingToUndo),
    answer=DRAFT | {"version": 5},
    needs=Permission.PLANS_MAKE,
)
async def undo_edit(plan_id: FromPath[int], data: Body[Seen]) -> PlanHead:
    """Take the last change back."""
    return await perform(actions.undo, plan_id, version=data.version)


@acts(
    "/plans/{plan_id:int}/redo",
    example={"version": 5},
    refusals=(*EDITING, NothingToUndo),
    answer=EDITED | {"version": 6},
    needs=Permission.PLANS_MAKE,
)
async def redo_edit(plan_id: FromPath[int], data: Body[Seen]) -> PlanHead:
    """Make the change that was undone last."""
    return await perform(actions.redo, plan_id, version=data.version)


@creates(
    "/plans/{plan_id:int}/copy",
    example=None,
    location="/plans/{id}",
    refusals=(NotFound, PlanNotMadeYet, PlanNotEditable),
    answer=DRAFT | {"id": 2},
    needs=Permission.PLANS_MAKE,
)
async def copy_plan(plan_id: FromPath[int], request: Request[Any, Any, Any], now: Now) -> PlanHead:
    """A draft like it, such as of what is published, to be changed."""
    return await perform(actions.copy, plan_id, desk_of(request, now))


@shows(
    "/plans/{plan_id:int}/edits",
    refusals=(NotFound,),
    answer=[{"n": 0, "said": {"verb": "make"}, "locks": {}, "by": "planner", "at": "2026-11-22T17:00:21+08:00"}],
    needs=Permission.PLANS_READ,
)
async def show_edits(plan_id: FromPath[int]) -> list[PlanEdit]:
    """What was changed by hand, by whom; the plan's ``edit`` says up to where it holds."""
    await store.head(plan_id)
    return await plan_edits.edits_of(plan_id)


@shows(
    "/plans/{plan_id:int}/comparison",
    refusals=(NotFound, PlanNotMadeYet, PlanNotEditable),
    answer=COMPARED,
    needs=Permission.PLANS_READ,
    opt={QUERY: Other},
    dependencies={"asked_other": Provide(_other, sync_to_thread=False)},
)
async def compare_plans(plan_id: FromPath[int], asked_other: AskedOther) -> Comparison:
    """From this plan to another one of the same province and day: who moves, minutes, kilometres, lateness and money."""
    return await actions.compared(plan_id, asked_other.other)


RESOURCES = (
    judge_placing,
    show_chances,
    place_visit,
    lock_plan,
    undo_edit,
    redo_edit,
    copy_plan,
    show_edits,
    compare_plans,
)

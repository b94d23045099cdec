"""Route plans over HTTP (V4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request
from litestar.datastructures import State

from fieldops.actions import plans as actions
from fieldops.actions import publishing
from fieldops.actions.publishing import PlanBegun, PlanDayOver, PlanOvertaken
from fieldops.settings import Settings
from fieldops.store import network
from fieldops.store import plans as store
from fieldops.store.plan_forms import PlanNotEditable
from fieldops.store.plans import PlanHead
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import desk_of
from fieldops.web.routes import acts, creates, lists
from fieldops.web.wanted import page_of, wanted
from inventory.arrivals import ArrivalTaken
from inventory.ledger import InsufficientStock
from inventory.network import NodeKind
from inventory.people import Permission
from refusals import NotFound, StaleVersion
from routing.policy import MOST_RESERVE
from routing.requests import MOST_DAYS, PlanRequest, PlanState, PlanStateRefused

ASKED_FOR = {"province": "ZJ", "day": "2026-11-23", "time_limit_s": 20, "seed": 0}
HEAD = {
    "id": 1,
    "province": "ZJ",
    "day": "2026-11-23",
    "state": "running",
    "seed": 0,
    "time_limit_s": 20,
    "requested_at": "2026-11-22T17:00:00+08:00",
    "started_at": "2026-11-22T17:00:01+08:00",
    "finished_at": None,
    "elapsed_ms": 5100,
    "best_cost_fen": 1844200,
    "served": 171,
    "unserved": 0,
    "late": 0,
    "distance_m": 0,
    "travel_s": 0,
    "score": None,
    "estimated": False,
    "failure": None,
    "warnings": [],
    "publish": False,
    "based_on": None,
    "days": 1,
    "reserve": None,
    "enough": False,
    "first": None,
    "publications": 0,
    "published_at": None,
    "published_by": None,
    "edit": 0,
    "locks": {"visits": {}, "technicians": []},
    "version": 1,
}
DRAFT = HEAD | {"state": "draft", "finished_at": "2026-11-22T17:00:21+08:00"}
PUBLISHED = DRAFT | {
    "state": "published",
    "publications": 1,
    "published_at": "2026-11-22T17:10:00+08:00",
    "published_by": "zhang",
}


class Ordered(msgspec.Struct, kw_only=True):
    """How to plan; without a time limit that of the settings holds. ``publish``: as soon as it is made.
    ``days``: so many are planned at once from ``day`` on, each becomes a plan (``first`` names the first day's).
    ``reserve``: so many technicians of each area (outlet or centre) are kept free, else as the policy says.
    """

    day: date
    time_limit_s: Annotated[int, msgspec.Meta(ge=1, le=3600)] | None = None
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)] = 0
    publish: bool = False
    days: Annotated[int, msgspec.Meta(ge=1, le=MOST_DAYS)] = 1
    reserve: Annotated[int, msgspec.Meta(ge=0, le=MOST_RESERVE)] | None = None

    def of(self, province: str, *, now: datetime, settings: Settings, based_on: int | None = None) -> PlanRequest:
        return PlanRequest(
            province=province,
            day=self.day,
            requested_at=now,
            today=now.astimezone(ZoneInfo(settings.time_zone)).date(),
            time_limit_s=settings.plan_time_limit_s if self.time_limit_s is None else self.time_limit_s,
            seed=self.seed,
            publish=self.publish,
            based_on=based_on,
            days=self.days,
            reserve=self.reserve,
        )


class PlanOrdered(Ordered, kw_only=True):
    """Which province to plan. ``based_on``: a plan of the same province and day of which what is locked stays, and from which the
    search goes on."""

    province: str
    based_on: Annotated[int, msgspec.Meta(ge=1)] | None = None


class PlansOrdered(Ordered, kw_only=True):
    """Several provinces; all that the caller sees if none is named."""

    provinces: Annotated[list[str], msgspec.Meta(max_length=100)] = []


class Seen(msgspec.Struct, kw_only=True):
    """``version`` is the plan's as it was looked at."""

    version: int


class PlanFilters(msgspec.Struct, kw_only=True, frozen=True):
    province: str | None = None
    day: date | None = None
    state: PlanState | None = None


@lists(
    "/plans",
    Listing(PlanFilters, ordering=("-id", "day", "requested_at")),
    answer=page_of(HEAD),
    needs=Permission.PLANS_READ,
)
async def list_plans(asked: Query[PlanFilters]) -> Page[PlanHead]:
    """Route plans, those in the making and those superseded too."""
    return asked.page(*await store.plan_page(wanted(asked)))


@creates(
    "/plans",
    example=ASKED_FOR,
    location="/plans/{id}",
    refusals=(NotFound,),
    answer=HEAD,
    status_code=202,
    needs=Permission.PLANS_MAKE,
)
async def request_plan(data: Body[PlanOrdered], now: Now, state: State) -> PlanHead:
    """Ask for a province's route plan of a day. It is made in the background, as a draft: look again at its address."""
    request = data.of(data.province, now=now, settings=state.settings, based_on=data.based_on)
    return await perform(_requested, request)


@acts(
    "/plans/provinces",
    example={"day": "2026-11-23", "time_limit_s": 20},
    refusals=(NotFound,),
    answer=[HEAD | {"state": "queued"}],
    status_code=202,
    needs=Permission.PLANS_MAKE,
)
async def request_plans(data: Body[PlansOrdered], now: Now, state: State) -> list[PlanHead]:
    """Ask for the plans of all provinces, or of some, at once. As many are made at a time as there are workers."""
    return await perform(_requested_everywhere, data, now, state.settings)


async def _requested_everywhere(data: PlansOrdered, now: datetime, settings: Settings) -> list[PlanHead]:
    provinces = data.provinces or [node.code for node in await network.nodes_of_kind(NodeKind.PROVINCE)]
    asked = [data.of(province, now=now, settings=settings) for province in dict.fromkeys(provinces)]
    return await store.heads(await actions.request_everywhere(asked))


async def _requested(request: PlanRequest) -> PlanHead:
    return await store.head(await actions.request(request))


@acts("/plans/{plan_id:int}/cancel", refusals=(NotFound, PlanStateRefused), answer=HEAD, needs=Permission.PLANS_MAKE)
async def cancel_plan(plan_id: FromPath[int], now: Now) -> PlanHead:
    """Stop a plan that is queued or being made."""
    return await perform(actions.cancel, plan_id, now=now)


@acts(
    "/plans/{plan_id:int}/enough",
    refusals=(NotFound, PlanStateRefused),
    answer=HEAD | {"enough": True},
    needs=Permission.PLANS_MAKE,
)
async def end_search(plan_id: FromPath[int]) -> PlanHead:
    """End the search of a plan that is being made: the best found so far becomes the draft, within a second or so."""
    return await perform(actions.enough, plan_id)


@acts(
    "/plans/{plan_id:int}/again",
    refusals=(NotFound,),
    answer=HEAD | {"id": 2, "state": "queued"},
    status_code=202,
    needs=Permission.PLANS_MAKE,
)
async def plan_again(plan_id: FromPath[int], now: Now, state: State) -> PlanHead:
    """Ask for the same plan once more, such as one by estimates now that the road engine answers; the new one takes its place."""
    settings: Settings = state.settings
    return await perform(_again, plan_id, now, now.astimezone(ZoneInfo(settings.time_zone)).date())


async def _again(plan_id: int, now: datetime, today: date) -> PlanHead:
    return await store.head(await actions.again(plan_id, now=now, today=today))


@acts(
    "/plans/{plan_id:int}/publish",
    example={"version": 3},
    refusals=(
        NotFound,
        StaleVersion,
        PlanStateRefused,
        PlanDayOver,
        PlanOvertaken,
        PlanNotEditable,
        InsufficientStock,
        ArrivalTaken,
    ),
    answer=PUBLISHED,
    needs=Permission.PLANS_MAKE,
)
async def publish_plan(plan_id: FromPath[int], data: Body[Seen], request: Request[Any, Any, Any], now: Now) -> PlanHead:
    """Publish a draft: its parts are reserved (B2), its visits given to the technicians, the plan before is superseded."""
    return await perform(publishing.publish, plan_id, desk_of(request, now), version=data.version)


@acts(
    "/plans/{plan_id:int}/withdraw",
    refusals=(NotFound, PlanStateRefused, PlanBegun),
    answer=DRAFT,
    needs=Permission.PLANS_MAKE,
)
async def withdraw_plan(plan_id: FromPath[int], request: Request[Any, Any, Any], now: Now) -> PlanHead:
    """Make a published plan a draft again, as long as nobody has begun: its parts are free, its visits nobody's."""
    return await perform(publishing.withdraw, plan_id, desk_of(request, now))


@acts(
    "/plans/{plan_id:int}/discard",
    refusals=(NotFound, PlanStateRefused),
    answer=DRAFT | {"state": "discarded"},
    needs=Permission.PLANS_MAKE,
)
async def discard_plan(plan_id: FromPath[int]) -> PlanHead:
    """Put a draft away."""
    return await perform(publishing.discard, plan_id)


RESOURCES = (
    list_plans,
    request_plan,
    request_plans,
    cancel_plan,
    end_search,
    plan_again,
    publish_plan,
    withdraw_plan,
    discard_plan,
)

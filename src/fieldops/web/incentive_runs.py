"""The runs of a month's rewards and penalties over HTTP (S8): previewed, looked at, posted once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from fieldops.actions import incentive_runs as actions
from fieldops.documents import incentive_report
from fieldops.store import incentive_runs as store
from fieldops.store.incentive_runs import IncentivePosting, KeptRun, UnsettledOrder
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.incentives import LINE, IncentiveLine, fields_of_line
from fieldops.web.lists import Listing, Page
from fieldops.web.paper import printed
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import acts, creates, lists, prints, shows
from fieldops.web.wanted import page_of, wanted
from inventory.incentive_policy import Post
from inventory.incentive_runs import RunWrongStatus, Status
from inventory.incentives import LineKind, MonthNotSettled, Why
from inventory.ledger import InsufficientBalance
from inventory.people import Permission
from refusals import NotFound

HEAD = {
    "number": "IR-000001",
    "period": "2026-10",
    "n": 1,
    "as_of": "2026-11-12T09:00:00+08:00",
    "status": "previewed",
    "made_by": "finance",
    "made_at": "2026-11-12T09:00:00+08:00",
    "posted_by": None,
    "posted_at": None,
}
SHOWN = {
    **HEAD,
    "figures": {"kinds": ["repair", "installation"], "late_forward_fen": 3000},
    "lines": 412,
    "rewards_fen": 624000,
    "penalties_fen": -83000,
    "unsettled": 6,
    "to_post": 412,
}
POSTING = {
    "transfer": "incentive/2026-10/on_time/SO-20261002-000017/outlet/ZJ-021/1",
    "run": "IR-000001",
    "undoes": None,
    "action": "transfer",
    "amount_fen": 2000,
    "reference": "SO-20261002-000017",
    "occurred_at": "2026-11-12T09:20:00+08:00",
}


class RunFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: str | None = None
    status: Status | None = None


class NewRun(msgspec.Struct, kw_only=True):
    """A month that is over, such as ``2026-10``."""

    period: str


class RunHead(msgspec.Struct, kw_only=True):
    """The ``n``-th run of the month, computed as orders stood at ``as_of``."""

    number: str
    period: str
    n: int
    as_of: datetime
    status: Status
    made_by: str
    made_at: datetime
    posted_by: str | None
    posted_at: datetime | None


class RunShown(RunHead, kw_only=True):
    """``figures`` are those of the policy that it was computed with; ``to_post`` is how many entries posting it would make now, reversals
    of earlier ones among them."""

    figures: dict[str, Any]
    lines: int
    rewards_fen: int
    penalties_fen: int
    unsettled: int
    to_post: int


class RunLine(IncentiveLine, kw_only=True):
    run: str


class UnsettledFilters(msgspec.Struct, kw_only=True, frozen=True):
    run: str | None = None
    service_order: str | None = None
    why: Why | None = None


class PostingFilters(msgspec.Struct, kw_only=True, frozen=True):
    run: str | None = None


class LineFilters(msgspec.Struct, kw_only=True, frozen=True):
    run: str | None = None
    kind: LineKind | None = None
    post: Post | None = None
    node: str | None = None
    province: str | None = None
    service_order: str | None = None
    outlet: str | None = None
    technician: str | None = None


def head(kept: KeptRun) -> RunHead:
    return RunHead(**_fields(kept))


def _fields(kept: KeptRun) -> dict[str, Any]:
    return {name: getattr(kept.run, name) for name in RunHead.__struct_fields__}


async def shown(kept: KeptRun, now: datetime) -> RunShown:
    found = await store.found_by(kept.run)
    amounts = [line.amount_fen for line in found.lines]
    return RunShown(
        **_fields(kept),
        figures=kept.policy,
        lines=len(amounts),
        rewards_fen=sum(fen for fen in amounts if fen > 0),
        penalties_fen=sum(fen for fen in amounts if fen < 0),
        unsettled=len(found.unsettled),
        to_post=len(await actions.to_post(kept.run.number, now=now)) if kept.run.status is Status.PREVIEWED else 0,
    )


@lists(
    "/incentive-runs",
    Listing(RunFilters, ordering=("-number", "period", "as_of", "status")),
    answer=page_of(HEAD),
    needs=Permission.INCENTIVES_READ,
)
async def list_incentive_runs(asked: Query[RunFilters]) -> Page[RunHead]:
    """The runs of all months, the last one first."""
    count, found = await store.run_page(wanted(asked))
    return asked.page(count, [head(one) for one in found])


@creates(
    "/incentive-runs",
    example={"period": "2026-10"},
    location="/incentive-runs/{number}",
    refusals=(NoPolicy, MonthNotSettled),
    answer=SHOWN,
    needs=Permission.INCENTIVES_RUN,
)
async def preview_incentive_run(data: Body[NewRun], request: Request[Any, Any, Any], now: Now) -> RunShown:
    """Compute a month as a preview: nothing is posted. It takes the place of the month's preview before."""
    return await perform(_previewed, data.period, actor_of(request), request.app.state.zone, now)


async def _previewed(period: str, by: str, zone: Any, now: datetime) -> RunShown:
    return await shown(await actions.preview(period, by=by, zone=zone, now=now), now)


@shows("/incentive-runs/{run:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.INCENTIVES_READ)
async def show_incentive_run(run: FromPath[str], now: Now) -> RunShown:
    """One run with its sums, as far as one sees its lines."""
    return await shown(await store.run(run), now)


@acts(
    "/incentive-runs/{run:str}/post",
    refusals=(NotFound, RunWrongStatus, InsufficientBalance),
    answer=SHOWN | {"status": "posted", "posted_by": "finance", "posted_at": "2026-11-12T09:20:00+08:00", "to_post": 0},
    needs=Permission.INCENTIVES_RUN,
)
async def post_incentive_run(run: FromPath[str], request: Request[Any, Any, Any], now: Now) -> RunShown:
    """Post a preview to the ledger as it was seen. What an earlier run of the month posted and is the same now stays; what is
    otherwise is reversed and posted anew. Asked again it posts nothing."""
    return await perform(_posted, run, actor_of(request), now)


async def _posted(number: str, by: str, now: datetime) -> RunShown:
    return await shown(await actions.post(number, by=by, now=now), now)


@lists(
    "/incentive-lines",
    Listing(LineFilters, ordering=("key", "amount_fen", "province", "node")),
    answer=page_of({"run": "IR-000001", **LINE}),
    needs=Permission.INCENTIVES_READ,
)
async def list_incentive_lines(asked: Query[LineFilters]) -> Page[RunLine]:
    """The lines of runs as they were found, each with its rule, figures and explanation; ``run`` asks for those of one."""
    count, found = await store.line_page(wanted(asked))
    return asked.page(count, [RunLine(run=run, **fields_of_line(line)) for run, line in found])


@lists(
    "/incentive-unsettled",
    Listing(UnsettledFilters, ordering=("run", "service_order", "why")),
    answer=page_of({"run": "IR-000001", "service_order": "SO-20261019-000004", "why": "no_cause"}),
    needs=Permission.INCENTIVES_READ,
)
async def list_incentive_unsettled(asked: Query[UnsettledFilters]) -> Page[UnsettledOrder]:
    """The orders that runs couldn't judge yet: not due, or nobody has decided about the cause. They come with a later run."""
    return asked.page(*await store.unsettled_page(wanted(asked)))


@lists(
    "/incentive-postings",
    Listing(PostingFilters, ordering=("transfer", "run")),
    answer=page_of(POSTING),
    needs=Permission.INCENTIVES_READ,
)
async def list_incentive_postings(asked: Query[PostingFilters]) -> Page[IncentivePosting]:
    """What runs have posted to the ledger, reversals of earlier runs' entries among it."""
    return asked.page(*await store.posting_page(wanted(asked)))


@prints("/incentive-runs/{run:str}/report", refusals=(NotFound, NoPolicy), needs=Permission.INCENTIVES_READ)
async def print_incentive_report(run: FromPath[str], request: Request[Any, Any, Any], now: Now) -> Response[bytes]:
    """The run as PDF: of each province the targets, every line with its explanation, and what each party comes to."""
    return await printed(request, now, incentive_report.of_run, run, request.app.state.zone)


RESOURCES = (
    list_incentive_runs,
    preview_incentive_run,
    show_incentive_run,
    post_incentive_run,
    list_incentive_lines,
    list_incentive_unsettled,
    list_incentive_postings,
    print_incentive_report,
)

"""Rewards and penalties over HTTP (S8): computed as orders stand, each line with its rule, figures and explanation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import incentives as actions
from fieldops.store.policies import NoPolicy
from fieldops.web import computed
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Now, Query
from fieldops.web.requests import local_day
from fieldops.web.routes import lists
from fieldops.web.targets import AS_OF
from fieldops.web.wanted import page_of
from inventory.incentive_policy import Post
from inventory.incentives import Line, LineKind, MonthNotSettled, MonthRun
from inventory.people import Permission

LINE = {
    "key": "on_time/SO-20261102-000017/outlet/ZJ-021",
    "kind": "on_time",
    "post": "outlet",
    "node": "ZJ-021",
    "person": "",
    "amount_fen": 2000,
    "province": "ZJ",
    "order": "SO-20261102-000017",
    "outlet": "ZJ-021",
    "technician": "ZJ-T051",
    "rule": "S8",
    "figures": {"elapsed_s": 72000, "allowed_s": 86400, "distance_m": 12300},
    "text_en": "front loader, 12.3 km away, done after 20.0 h of 24.0 h: 20.00 yuan.",
    "text_zh": "滚筒洗衣机，距离 12.3 公里，20.0 小时完成，时限 24.0 小时：奖励 20.00 元。",
}
TOTAL = {"by": "outlet", "code": "ZJ-021", "amount_fen": 146000, "rewards_fen": 152000, "penalties_fen": -6000, "lines": 79}  # fmt: skip


class By(StrEnum):
    """Whose lines are added up: those of an order, an outlet, a technician, or all that came of a province's orders; ``PARTY``:
    what somebody receives or pays, by post and node."""

    ORDER = "order"
    OUTLET = "outlet"
    TECHNICIAN = "technician"
    PROVINCE = "province"
    PARTY = "party"


class IncentiveLine(msgspec.Struct, kw_only=True):
    """``amount_fen`` above 0 is received by ``post`` of ``node``, below 0 paid. ``figures`` have their units in their names."""

    key: str
    kind: LineKind
    post: Post
    node: str
    person: str
    amount_fen: int
    province: str
    order: str | None
    outlet: str | None
    technician: str | None
    rule: str
    figures: dict[str, int]
    text_en: str
    text_zh: str


class IncentiveTotal(msgspec.Struct, kw_only=True):
    by: By
    code: str
    amount_fen: int
    rewards_fen: int
    penalties_fen: int
    lines: int


SETTLED = msgspec.Meta(description="A month that is over and settled, such as 2026-10; else the last one that is over.")


class LineFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: Annotated[str | None, SETTLED] = None
    as_of: Annotated[datetime | None, AS_OF] = None
    kind: LineKind | None = None
    post: Post | None = None
    node: str | None = None
    province: str | None = None
    order: str | None = None
    outlet: str | None = None
    technician: str | None = None


class TotalFilters(msgspec.Struct, kw_only=True, frozen=True):
    period: Annotated[str | None, SETTLED] = None
    as_of: Annotated[datetime | None, AS_OF] = None
    by: By | None = None
    code: str | None = None


def line_shown(line: Line) -> IncentiveLine:
    return IncentiveLine(**fields_of_line(line))


def fields_of_line(line: Line) -> dict[str, Any]:
    """As :class:`IncentiveLine` names them."""
    return {
        "key": line.key,
        "kind": line.kind,
        "post": line.party.post,
        "node": line.party.node,
        "person": line.party.person,
        "amount_fen": line.amount_fen,
        "province": line.province,
        "order": line.order,
        "outlet": line.outlet,
        "technician": line.technician,
        "rule": line.rule,
        "figures": {figure.name: figure.value for figure in line.figures},
        "text_en": line.text.en,
        "text_zh": line.text.zh,
    }


def totals_of(found: MonthRun) -> list[IncentiveTotal]:
    """By each of :class:`By`, in its order."""
    wholes = zip(
        By, (found.by_order, found.by_outlet, found.by_technician, found.by_province, found.by_party), strict=True
    )
    return [_total(by, total.code, total.lines) for by, totals in wholes for total in totals]


def _total(by: By, code: str, lines: Iterable[Line]) -> IncentiveTotal:
    amounts = [line.amount_fen for line in lines]
    return IncentiveTotal(
        by=by,
        code=code,
        amount_fen=sum(amounts),
        rewards_fen=sum(fen for fen in amounts if fen > 0),
        penalties_fen=sum(fen for fen in amounts if fen < 0),
        lines=len(amounts),
    )


BESIDES = ("period", "as_of")


async def _month(asked: Any, request: Request[Any, Any, Any], now: datetime) -> MonthRun:
    filters, before = asked.filters, local_day(request, now).replace(day=1) - timedelta(days=1)
    as_of = min(filters.as_of or now, now)
    return (await actions.month(filters.period or f"{before:%Y-%m}", as_of=as_of, zone=request.app.state.zone))[0]


@lists(
    "/incentives",
    Listing(LineFilters, ordering=("key", "amount_fen", "province", "node")),
    answer=page_of(LINE),
    refusals=(NoPolicy, MonthNotSettled),
    needs=Permission.INCENTIVES_READ,
)
async def list_incentives(asked: Query[LineFilters], request: Request[Any, Any, Any], now: Now) -> Page[IncentiveLine]:
    """What a month comes to as orders stand, line by line; what was posted stands in its runs."""
    found = await _month(asked, request, now)
    return computed.page_of(asked, [line_shown(line) for line in found.lines], besides=BESIDES)


@lists(
    "/incentive-totals",
    Listing(TotalFilters, ordering=("by", "code", "amount_fen", "lines")),
    answer=page_of(TOTAL),
    refusals=(NoPolicy, MonthNotSettled),
    needs=Permission.INCENTIVES_READ,
)
async def list_incentive_totals(
    asked: Query[TotalFilters], request: Request[Any, Any, Any], now: Now
) -> Page[IncentiveTotal]:
    """The sums of these lines, by order, outlet, technician, province and party."""
    return computed.page_of(asked, totals_of(await _month(asked, request, now)), besides=BESIDES)


RESOURCES = (list_incentives, list_incentive_totals)

"""Route sheets: what a technician takes along and where they go, a page each (V4)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fieldops.documents.codes import qr
from fieldops.documents.printing import Document
from fieldops.store import network, plan_sheets, tools
from fieldops.store.network import Place
from fieldops.store.plan_sheets import PartLine, RouteSheet
from inventory.network import LocationKind
from inventory.parts import Tool
from refusals import NotFound
from routing.plan import StopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Aboard:
    """Pieces of a part that have to be in the van when the day begins."""

    part: str
    name_zh: str
    name_en: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    qr: str
    route: RouteSheet
    aboard: list[Aboard]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSheets:
    """``places`` and ``tools``: what the stops name, by code."""

    number: str
    qr: str
    province: str
    day: str
    state: str
    sheets: list[Sheet]
    places: dict[str, Place]
    tools: dict[str, Tool]


async def of_plan(plan_id: int, technician: str | None) -> Document:
    """Of all technicians who have something to do, or of one. :raises NotFound: there is no such plan, or no such route in it."""
    whole = await plan_sheets.sheet(plan_id)
    routes = [route for route in whole.routes if route.stops and technician in (None, route.technician)]
    if technician and not routes:
        raise NotFound(kind="route", key=technician)
    stops = [stop for route in routes for stop in route.stops]
    named = [code for stop in stops for code in (stop.location, *(part.source for part in stop.parts)) if code]
    head = whole.plan
    values = RouteSheets(
        number=str(plan_id),
        qr=qr(str(plan_id)),
        province=head.province,
        day=head.day.isoformat(),
        state=head.state,
        sheets=[Sheet(qr=qr(f"{plan_id}/{one.technician}"), route=one, aboard=_aboard(one)) for one in routes],
        places=await network.places(named),
        tools=await tools.called(tool for stop in stops for tool in stop.tools),
    )
    of_whom = f"-{technician}" if technician else ""
    return Document(template="route_sheet", name=f"route-sheet-{plan_id}{of_whom}", values=values)


def _aboard(route: RouteSheet) -> list[Aboard]:
    """By their numbers."""
    visits = [stop for stop in route.stops if stop.kind is StopKind.VISIT]
    taken = sorted((part for stop in visits for part in stop.parts if _in_van(part)), key=lambda part: part.part)
    return [_all_of(list(lines)) for _, lines in groupby(taken, key=lambda part: part.part)]


def _in_van(part: PartLine) -> bool:
    return part.source_kind == LocationKind.VAN


def _all_of(lines: list[PartLine]) -> Aboard:
    first = lines[0]
    pieces = sum(line.quantity for line in lines)
    return Aboard(part=first.part, name_zh=first.name_zh, name_en=first.name_en, quantity=pieces)

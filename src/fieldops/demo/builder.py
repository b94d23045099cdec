"""The demo network: three provinces of a washing-machine maker's after-sales service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fieldops.demo.arrivals import arrivals
from fieldops.demo.asking import requests
from fieldops.demo.dice import Dice
from fieldops.demo.inspections import inspection_plans
from fieldops.demo.market import Factory, Household, contracts, households
from fieldops.demo.material import Material, Place, fixtures_dir, read
from fieldops.demo.network import DemoNetwork
from fieldops.demo.orders import CHINA, Call, CallCentre, numbered
from fieldops.demo.organisation import head_office, locations, provinces, quotas, technicians, zones
from fieldops.demo.past_demand import past_demand
from fieldops.demo.past_month import past_month
from fieldops.demo.stock import backup_units, receipts
from fieldops.demo.ties import ties
from fieldops.demo.wishes import rests, wishes
from fieldops.demo.working_days import with_days
from inventory.imports.settlements import Settlement
from inventory.orders import OrderKind
from inventory.parts import successors_first
from refusals import in_range, refuse_all, with_offset
from routing.promises import AreaKind, PromisePolicy
from routing.zones import Outlet, Zone, ZoneIndex, polygon_from_geojson


def build(*, seed: int, scale: int, now: datetime, folder: Path | None = None) -> DemoNetwork:
    """The same network for the same arguments, on every machine.

    ``scale`` 1 has 60 partners, 150 technicians and 600 open orders; 1 to 20 times so many. ``now`` (with its
    offset) is when the clerks go home: orders are registered before it, for tomorrow and the days after. ``folder``
    holds the demo's files; by default those that come with the program.

    :raises Invalid: ``scale`` or ``now`` can't be used.
    :raises FixturesNotFound: no ``folder`` is given and the program's own files are missing.
    """
    refuse_all(in_range("scale", scale, 1, 20), with_offset("now", now))
    local = now.astimezone(CHINA).replace(second=0, microsecond=0)
    material = read(folder or fixtures_dir())
    head = head_office(material)
    regions = provinces(material, head, scale, Dice(seed, "partners"))
    people_there = technicians(regions, material.names, scale, Dice(seed, "technicians"))
    staff = tuple(with_days(people_there, regions, material.tools, Dice(seed, "working days")))
    areas = tuple(zones(regions, scale, Dice(seed, "zones")))
    index = ZoneIndex([Zone(a.code, a.outlet, a.kind, polygon_from_geojson(a.geometry())) for a in areas])
    policy = _promise(material)
    market: list[Household] = []
    by_region: dict[str, list[Household]] = {}
    urban: dict[str, bool] = {}
    calls: list[Call] = []
    for region in regions:
        factory = Factory(region.node.code[0], local.date(), Dice(seed, f"units {region.node.code}"))
        people = list(households(region, material, scale, factory, Dice(seed, f"customers {region.node.code}")))
        centre = CallCentre(region, material, local, policy, factory, Dice(seed, f"orders {region.node.code}"))
        by_region[region.node.code] = people
        urban |= _urban(people, index, policy)
        calls += centre.calls(people, urban, scale)
        market += people
    asked = tuple(numbered(calls))
    delivered = tuple(receipts(head, regions, staff, material, Dice(seed, "stock"), scale=scale))
    return DemoNetwork(
        seed=seed,
        scale=scale,
        now=now,
        policies=material.policies,
        nodes=(head, *(region.node for region in regions), *(seat.node for region in regions for seat in region.seats)),
        tools=material.tools,
        locations=tuple(locations(head, regions, staff, material.tools)),
        skills=material.skills,
        technicians=staff,
        zones=areas,
        models=tuple(story.model for story in material.models),
        parts=tuple(successors_first(material.parts)),
        faults=tuple(story.fault for story in material.faults),
        receipts=delivered,
        backup_units=tuple(backup_units(delivered)),
        quotas=tuple(quotas(regions, f"{local:%Y-%m}", Dice(seed, "quotas"))),
        past_demand=tuple(past_demand(regions, material, local.date(), Dice(seed, "past demand"))),
        settlements=tuple(_settlement(place) for place in material.places),
        customers=tuple(household.customer for household in market),
        contracts=tuple(contracts(market, local.date())),
        units=(
            *(unit for household in market for unit in household.units),
            *(call.unit for call in calls if call.kind is OrderKind.INSTALLATION),
        ),
        check_lists=material.check_lists,
        inspection_plans=tuple(inspection_plans(market, material, local.date(), Dice(seed, "inspection plans"))),
        orders=asked,
        requests=tuple(requests(regions, asked, material, f"{local:%Y-%m}", Dice(seed, "requests"))),
        wishes=tuple(wishes(asked, staff, Dice(seed, "wishes"))),
        rests=tuple(rests(asked, Dice(seed, "rests"))),
        ties=tuple(ties(asked, Dice(seed, "ties"))),
        arrivals=tuple(arrivals(head.code, [region.node.code for region in regions], delivered, local)),
        past=past_month(
            regions, by_region, urban, staff, material, head_office=head.code, now=local, scale=scale, seed=seed
        ),
    )


def _settlement(place: Place) -> Settlement:
    return Settlement(code=place.code, name_zh=place.name_zh, name_en=place.name_en, lon=place.lon, lat=place.lat)


def _promise(material: Material) -> PromisePolicy:
    return next(dated.policy for dated in material.policies if isinstance(dated.policy, PromisePolicy))


def _urban(people: Sequence[Household], index: ZoneIndex, policy: PromisePolicy) -> dict[str, bool]:
    """Who lives urban (S1), by the customer's code."""
    outlets = [Outlet(home.outlet.node.code, home.outlet.node.lon, home.outlet.node.lat) for home in people]
    lons, lats = [home.customer.lon for home in people], [home.customer.lat for home in people]
    found = index.classify_many(lons, lats, outlets, policy)
    return {home.customer.code: area.kind is AreaKind.URBAN for home, area in zip(people, found, strict=True)}

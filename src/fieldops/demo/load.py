"""The demo network goes in through the actions that users use, in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from fieldops.actions import backup_units, network, orders, parts, policies, quotas, stock
from fieldops.demo.network import DemoNetwork
from fieldops.store.policies import Policy
from routing.zones import Zone, polygon_from_geojson


async def load(demo: DemoNetwork, *, now: datetime, on_step: Callable[[str, int], None]) -> None:
    """Register everything; ``on_step`` is told what comes next and how much of it.

    :raises AlreadyThere: the database holds a network with some of these codes.
    """
    on_step("policies", len(demo.policies))
    for dated in demo.policies:
        await policies.enact(Policy(name=dated.name, valid_from=dated.valid_from, figures=asdict(dated.policy)))
    on_step("nodes", len(demo.nodes))
    await network.register_nodes(demo.nodes)
    on_step("locations", len(demo.locations))
    await network.open_locations(demo.locations)
    on_step("technicians", len(demo.technicians))
    await network.add_skills(demo.skills)
    await network.register_technicians(demo.technicians)
    on_step("zones", len(demo.zones))
    await network.draw_zones(
        [Zone(zone.code, zone.outlet, zone.kind, polygon_from_geojson(zone.geometry())) for zone in demo.zones]
    )
    on_step("parts", len(demo.parts))
    await parts.add_models(demo.models)
    await parts.add_parts(demo.parts)
    await parts.add_faults(demo.faults)
    on_step("receipts", len(demo.receipts))
    await stock.receive(demo.receipts, now=now)
    on_step("backup units", len(demo.backup_units))
    await backup_units.register(demo.backup_units, by="demo", now=now)
    on_step("quotas", len(demo.quotas))
    await quotas.grant(demo.quotas, by="demo", now=now)
    on_step("customers", len(demo.customers))
    await orders.register_customers(demo.customers)
    on_step("units", len(demo.units))
    await orders.register_units(demo.units)
    on_step("orders", len(demo.orders))
    await orders.register(demo.orders)

"""The demo network goes in through the actions that users use, in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from fieldops.actions import (
    backup_units,
    check_lists,
    contracts,
    customer_wishes,
    customers,
    files,
    imports,
    inspection_plans,
    network,
    order_ties,
    orders,
    parts,
    policies,
    quota_requests,
    quotas,
    shipments,
    stock,
    tools,
    zones,
)
from fieldops.actions.desk import Desk
from fieldops.actions.files import Upload
from fieldops.demo.checks import check_orders
from fieldops.demo.network import DemoNetwork
from fieldops.demo.past_callbacks import call_back
from fieldops.demo.past_load import decide_causes, load_past
from fieldops.files.kinds import FileKind
from fieldops.sheets.table import as_table
from fieldops.store.policies import Policy
from inventory.imports.demand import DEMAND
from inventory.imports.life import Mode
from inventory.shipments import Dispatch
from routing.zones import Zone, polygon_from_geojson

CHINA = ZoneInfo("Asia/Shanghai")


async def load(
    demo: DemoNetwork, past: Sequence[Upload], folder: Path, *, now: datetime, on_step: Callable[[str, int], None]
) -> None:
    """Register everything; ``on_step`` is told what comes next and how much of it.

    ``past`` are the files of :func:`demand_files`, to be kept in ``folder``.

    :raises AlreadyThere: the database holds a network with some of these codes.
    """
    on_step("policies", len(demo.policies))
    for dated in demo.policies:
        figures = msgspec.to_builtins(dated.policy)
        await policies.enact(Policy(name=dated.name, valid_from=dated.valid_from, figures=figures, reason="demo"))
    on_step("nodes", len(demo.nodes))
    await network.register_nodes(demo.nodes)
    on_step("locations", len(demo.locations))
    await tools.add(demo.tools)
    await network.open_locations(demo.locations)
    on_step("technicians", len(demo.technicians))
    await network.add_skills(demo.skills)
    await network.register_technicians(demo.technicians)
    on_step("zones", len(demo.zones))
    await zones.draw_zones(
        [Zone(zone.code, zone.outlet, zone.kind, polygon_from_geojson(zone.geometry())) for zone in demo.zones]
    )
    on_step("parts", len(demo.parts))
    await parts.add_models(demo.models)
    await parts.add_parts(demo.parts)
    await parts.add_faults(demo.faults)
    on_step("customers", len(demo.customers))
    await orders.register_customers(demo.customers)
    on_step("contracts", len(demo.contracts))
    for contract in demo.contracts:
        await contracts.sign(contract)
    on_step("units", len(demo.units))
    await orders.register_units(demo.units)
    desk = Desk(by="demo", now=now, zone=CHINA)
    on_step("past orders", len(demo.past.orders))
    await load_past(demo.past, desk)
    await call_back(demo.past, demo.seed, desk)
    on_step("receipts", len(demo.receipts))
    await stock.receive(demo.receipts, now=now)
    on_step("backup units", len(demo.backup_units))
    await backup_units.register(demo.backup_units, by="demo", now=now)
    await _send(demo, now=now)
    on_step("quotas", len(demo.quotas))
    await quotas.grant(demo.quotas, by="demo", now=now)
    on_step("past demand", len(demo.past_demand))
    for upload in past:
        await _import_demand(upload, folder, now=now)
    on_step("settlements", len(demo.settlements))
    await customers.add_settlements(demo.settlements)
    on_step("orders", len(demo.orders))
    await check_orders(await orders.register(demo.orders, desk), demo.seed, desk)
    on_step("wishes", len(demo.wishes) + len(demo.rests) + len(demo.ties))
    await _wish(demo, desk)
    on_step("causes", len(demo.past.orders))
    await decide_causes(demo.past, demo.seed, desk)
    on_step("check lists", len(demo.check_lists))
    for new in demo.check_lists:
        await check_lists.make(new, by=desk.by, now=now)
    on_step("inspection plans", len(demo.inspection_plans))
    await _inspect(demo, desk)


async def _send(demo: DemoNetwork, *, now: datetime) -> None:
    """What is on the way tonight."""
    for moving, arrives_at in demo.arrivals:
        made = await shipments.move(moving, by="demo", now=now)
        await shipments.ship(made.value.number, Dispatch(carrier="德邦", arrives_at=arrives_at), now=now)


async def _ask(demo: DemoNetwork, desk: Desk) -> None:
    """What the outlets have asked for and nobody has decided yet."""
    for wanted in demo.requests:
        clerk = f"clerk.{wanted.partner.lower()}"
        made = await quota_requests.ask(wanted, by=clerk, today=desk.today, now=desk.now)
        await quota_requests.submit(made.value.number)


async def _wish(demo: DemoNetwork, desk: Desk) -> None:
    """What customers said, which orders hang together, and what the outlets ask for."""
    for customer, wish in demo.wishes:
        await customer_wishes.say(customer, wish, desk)
    for customer, rests in demo.rests:
        await customer_wishes.set_rests(customer, rests)
    for tie in demo.ties:
        await order_ties.tie(tie, desk)
    await _ask(demo, desk)


async def _inspect(demo: DemoNetwork, desk: Desk) -> None:
    """The plans, and what falls due these days, as the night's job makes it."""
    for plan in demo.inspection_plans:
        await inspection_plans.make(plan)
    policy, numbers = await inspection_plans.running(desk.today)
    for number in numbers:
        await inspection_plans.generate(number, policy, desk)


async def demand_files(demo: DemoNetwork) -> list[Upload]:
    """Past demand as it would come out of the program that was there before: a file of each province."""
    made = []
    for province in dict.fromkeys(node.parent for node in demo.nodes if node.partner_kind):
        below = {node.code for node in demo.nodes if node.parent == province}
        rows = [asdict(one) for one in demo.past_demand if one.partner in below]
        data = as_table(DEMAND, rows, "csv", zone=CHINA, language="zh")
        made.append(await files.checked(FileKind.IMPORT, f"{province}-历史用量.csv", data))
    return made


async def _import_demand(upload: Upload, folder: Path, *, now: datetime) -> None:
    import_id = await imports.begin(upload, folder, kind=DEMAND.kind, mode=Mode.ADD, now=now)
    desk = Desk(by="demo", now=now, zone=CHINA)
    await imports.check(import_id, upload.content.data, upload.content.media_type, desk)
    await imports.finish(import_id, desk)

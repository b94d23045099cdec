"""``fieldops demo``: a whole network to look around in, planned and served."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from fieldops.actions import secrets
from fieldops.cli.console import err, json_option, language, out, print_json
from fieldops.cli.plan import make_plans
from fieldops.cli.plan_summary import print_plan
from fieldops.cli.serve import port_option, serve
from fieldops.cli.user import first_administrator
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.demo import build
from fieldops.demo.load import demand_files, load
from fieldops.demo.material import fixtures_dir, read
from fieldops.demo.organisation import head_office
from fieldops.demo.people import people
from fieldops.settings import Settings
from fieldops.store import network, plan_sheets, plans
from fieldops.store import people as store
from fieldops.store.plan_sheets import PlanSheet
from inventory.network import NodeKind
from inventory.people import Person
from refusals import Refusal, Text

STEPS = 20
DEMO_TIME_LIMIT_S = 10


class AnotherNetwork(Refusal):
    code = "another_network"
    cause = Text(
        en="This database holds a network that isn't the demo's ({head}).", zh="该数据库中已有非演示网络（{head}）。"
    )
    remedy = Text(
        en="Give the demo a data folder of its own: set FIELDOPS_DATA_DIR.",
        zh="请用 FIELDOPS_DATA_DIR 为演示另设数据目录。",
    )


@click.command("demo")
@click.option("--scale", type=click.IntRange(1, 20), default=1, show_default=True, help="How many times 600 orders.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True)
@click.option("--time-limit", type=click.IntRange(1, 3600), default=DEMO_TIME_LIMIT_S, show_default=True)
@click.option("--serve/--no-serve", "serving", default=True, help="Whether to serve when the plans are printed.")
@click.option("--full", is_flag=True, help="Print every technician's stops, not only the first few.")
@port_option
@json_option
@click.pass_obj
def demo_command(
    settings: Settings,
    scale: int,
    seed: int,
    time_limit: int,
    serving: bool,
    full: bool,
    port: int | None,
    as_json: bool,
) -> None:
    """Load the demo network, plan tomorrow for every province, print it, and serve.

    What is there already is not made again: the network is loaded once, and tomorrow is planned once.
    """
    chosen = replace(settings, plan_time_limit_s=time_limit, port=port or settings.port)
    zone = ZoneInfo(settings.time_zone)

    async def run() -> None:
        async with connect(chosen):
            await migrate()
            await first_administrator()
            await _load_once(chosen, scale, seed)
            sheets = await _tomorrow(chosen, zone, seed)
            _print(sheets, zone, as_json=as_json, full=full)
            if serving:
                await serve(chosen)

    asyncio.run(run())


async def _tomorrow(settings: Settings, zone: ZoneInfo, seed: int) -> list[PlanSheet]:
    """Tomorrow's plan of each province, made now where there is none."""
    day = datetime.now(UTC).astimezone(zone).date() + timedelta(days=1)
    provinces = await network.nodes_of_kind(NodeKind.PROVINCE)
    there = {node.code: await plans.present(node.code, day) for node in provinces}
    await make_plans(settings, [node for node in provinces if there[node.code] is None], day, seed, publish=True)
    present = [await plans.present(node.code, day) for node in provinces]
    return [await plan_sheets.sheet(plan.id) for plan in present if plan]


def _print(sheets: list[PlanSheet], zone: ZoneInfo, *, as_json: bool, full: bool) -> None:
    if as_json:
        print_json(sheets, zone)
        return
    for sheet in sheets:
        print_plan(sheet, zone, language(), full=full)
    out.print()


async def _load_once(settings: Settings, scale: int, seed: int) -> None:
    """:raises AnotherNetwork: the database is somebody's already."""
    now = datetime.now(UTC).astimezone(ZoneInfo(settings.time_zone))
    for found in await network.nodes_of_kind(NodeKind.HEAD_OFFICE):
        if found != head_office(read(fixtures_dir())):
            raise AnotherNetwork(head=found.code)
        return
    demo = build(seed=seed, scale=scale, now=now)
    past = await demand_files(demo)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        task = bars.add_task("demo", total=STEPS)
        await perform(
            load,
            demo,
            past,
            settings.data_dir / "files",
            now=now,
            on_step=lambda step, count: bars.update(task, advance=1, description=f"{step} ({count})"),
        )
    await _let_in(list(people(demo)), now)


async def _let_in(persons: list[Person], now: datetime) -> None:
    """Give all of them one password, and print it once."""
    password = secrets.fresh()[:16]

    async def registered(password_hash: str) -> None:
        for person in persons:
            await store.add_user(person, now=now, password_hash=password_hash)

    await perform(registered, await secrets.hashed(password))
    logins = ", ".join(person.login for person in persons)
    said = "演示账号（同一密码，仅显示一次）：" if language() == "zh" else "Demo users (one password, shown once):"
    err.print(f"{said} {logins} / {password}", highlight=False, markup=False, soft_wrap=True)

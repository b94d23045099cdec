"""``fieldops roads``: the road engine, tried out (V4)."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

import click

from fieldops.cli.console import json_option, print_json
from fieldops.cli.tables import say
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.roads.checking import EngineCheck, check_engine
from fieldops.settings import Settings

MOST_NAMED = 20


@click.group("roads")
def roads_command() -> None:
    """Ways by road: the OSRM server that tells them."""


@roads_command.command("check")
@json_option
@click.pass_obj
def check(settings: Settings, as_json: bool) -> None:
    """Ask the server one table between the network's nodes, and print what it found."""

    async def checked() -> EngineCheck:
        async with connect(settings):
            await migrate()
            return await check_engine(settings)

    found = asyncio.run(checked())
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    _print(found)


def _print(found: EngineCheck) -> None:
    say(f"{found.url} answers.", f"{found.url} 响应正常。")
    mapped, version, radius = found.network.split("/")
    say(
        f"Map: {mapped or '-'} (osrm_map), {version or '-'} (data version); roads within {radius} m of a place.",
        f"地图：{mapped or '-'}（osrm_map），{version or '-'}（数据版本）；地点 {radius} 米内须有道路。",
    )
    say(
        f"{found.nodes - len(found.off_road)} of {found.nodes} nodes have a road near them.",
        f"{found.nodes} 个网点中有 {found.nodes - len(found.off_road)} 个附近有道路。",
    )
    if found.off_road:
        named = ", ".join(found.off_road[:MOST_NAMED]) + (" …" if len(found.off_road) > MOST_NAMED else "")
        say(
            f"No road near {named}: wrong place, or beyond the map.",
            f"{named} 附近没有道路：位置有误或超出地图范围。",
            style="yellow",
        )
    if len(found.off_road) == found.nodes:
        return
    say(
        f"A table of {found.table_size} × {found.table_size} places took {found.table_ms} ms; {found.unreachable} of {found.ways}"
        " ways between nodes don't exist.",
        f"{found.table_size} × {found.table_size} 的距离表用时 {found.table_ms} 毫秒；网点间 {found.ways} 段路程中有"
        f" {found.unreachable} 段不可达。",
    )

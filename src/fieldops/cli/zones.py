"""``fieldops zones``: what outlets serve as urban or rural (S1), and what a file of zones would change."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from fieldops.actions import zones as actions
from fieldops.actions.zones import ZoneProblem, ZoneReport
from fieldops.cli.acting import run
from fieldops.cli.arguments import choice, local_day
from fieldops.cli.console import err, json_option, language, out, print_json
from fieldops.cli.tables import say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import zones as store
from fieldops.store.pages import Wanted
from fieldops.store.zones import ZoneShape
from fieldops.web.decoding import decode
from routing.coordinates import CoordinateSystem
from routing.promises import AreaKind
from routing.zone_import import Hole, Overlap
from routing.zones import Area, DecidedBy

ZONES = {"en": ("Id", "Outlet", "Area", "Corners"), "zh": ("编号", "网点", "类型", "顶点数")}
OVERLAPS = {
    "en": ("Outlet", "Urban", "Rural", "Shared km²", "Nested"),
    "zh": ("网点", "城区", "乡村", "重叠（平方公里）", "包含"),
}
HOLES = {"en": ("Outlet", "km²", "Longitude", "Latitude"), "zh": ("网点", "面积（平方公里）", "经度", "纬度")}

coordinates_option = click.option(
    "--coordinates",
    type=choice(CoordinateSystem),
    default=CoordinateSystem.WGS_84.value,
    show_default=True,
    help="gcj02 as Amap and Tencent give them, bd09 as Baidu does.",
)


@click.group("zones")
def zones_command() -> None:
    """Service zones: where an outlet's customers are urban or rural."""


@zones_command.command("list")
@click.option("--outlet")
@click.option("--area", type=choice(AreaKind))
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_zones(settings: Settings, outlet: str | None, area: str | None, limit: int, as_json: bool) -> None:
    """List zones; with --json their polygons too."""
    wanted = Wanted(equal={"outlet": outlet, "area": area}, ordering="id", limit=limit, offset=0)
    count, found = run(settings, store.zone_page, wanted)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    out.print(table(ZONES, [(one.id, one.outlet, said(one.area), _corners(one)) for one in found]))
    say_more(count - len(found))


def _corners(zone: ZoneShape) -> int:
    """Of all rings; the last position of each is its first again."""
    coordinates = zone.polygon["coordinates"]
    parts = [coordinates] if zone.polygon["type"] == "Polygon" else coordinates
    return sum(len(ring) - 1 for part in parts for ring in part)


@zones_command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@coordinates_option
@click.option("--commit", "commits", is_flag=True, help="Draw them; without it nothing is written.")
@json_option
@click.pass_obj
def import_zones(settings: Settings, file: Path, coordinates: str, commits: bool, as_json: bool) -> None:
    """Read FILE, a GeoJSON FeatureCollection, say what is wrong with it, and with --commit draw its zones if nothing is."""
    collection = decode(dict[str, Any], file.read_bytes())
    given = {"today": local_day(settings, datetime.now(UTC))}
    report = run(settings, actions.preview_zones, collection, CoordinateSystem(coordinates), **given)
    if commits and not report.problems:
        report = run(settings, actions.import_zones, collection, CoordinateSystem(coordinates), **given)
    if as_json:
        print_json(report, ZoneInfo(settings.time_zone))
    else:
        _print(report)
    if report.problems:
        sys.exit(1)


def _print(report: ZoneReport) -> None:
    for one in report.problems:
        err.print(f"  {_problem(one)}", highlight=False, markup=False, soft_wrap=True)
    if report.overlaps:
        say(
            "Urban and rural zones overlap; there the smaller one decides:",
            "城区与乡村服务区重叠，重叠处以较小者为准：",
        )
        out.print(table(OVERLAPS, [_overlap(one) for one in report.overlaps]))
    if report.holes:
        say(
            "Zones leave out what they surround; there the distance decides:",
            "以下区域被服务区包围但不属于任何服务区，按距离判定：",
        )
        out.print(table(HOLES, [_hole(one) for one in report.holes]))
    _say_outcome(report)


def _problem(one: ZoneProblem) -> str:
    zh = language() == "zh"
    value = f" [{one.value}]" if one.value else ""
    number = one.feature + 1
    where = f"第 {number} 个要素 {one.id or ''}" if zh else f"feature {number} {one.id or ''}"
    return (
        f"{where.rstrip()} {one.path.removeprefix(f'features.{one.feature}.')}: "
        + (one.message_zh if zh else one.message_en)
        + value
    )


def _overlap(one: Overlap) -> tuple[str, ...]:
    return one.outlet, one.urban, one.rural, f"{one.km2:,.2f}", "✓" if one.nested else "–"


def _hole(one: Hole) -> tuple[str, ...]:
    return one.outlet, f"{one.km2:,.2f}", f"{one.lon:.5f}", f"{one.lat:.5f}"


def _say_outcome(report: ZoneReport) -> None:
    count, wrong = len(report.zones), len({one.feature for one in report.problems})
    if report.committed:
        say(f"Drawn: {count} zones.", f"已写入 {count} 个服务区。")
    elif wrong:
        say(
            f"{count} zones can be drawn, {wrong} features are wrong. Nothing was written: correct the file.",
            f"{count} 个服务区可写入，{wrong} 个要素有误。未写入任何内容，请更正文件。",
        )
    else:
        say(
            f"{count} zones can be drawn. Nothing was written; with --commit it is.",
            f"{count} 个服务区可写入。未写入任何内容；加 --commit 提交。",
        )


@zones_command.command("remove")
@click.argument("zone")
@click.pass_obj
def remove(settings: Settings, zone: str) -> None:
    """Take ZONE away; where it was, another one or the distance decides."""
    run(settings, actions.remove_zone, zone)
    say("Removed.", "已删除。")


@zones_command.command("classify")
@click.argument("lon", type=float)
@click.argument("lat", type=float)
@click.option("--outlet", required=True, help="Who serves it.")
@coordinates_option
@json_option
@click.pass_obj
def classify(settings: Settings, lon: float, lat: float, outlet: str, coordinates: str, as_json: bool) -> None:
    """Say whether the place at LON LAT is urban or rural for an outlet, and what decides."""
    today = local_day(settings, datetime.now(UTC))
    area = run(settings, actions.classify, lon, lat, outlet, CoordinateSystem(coordinates), today=today)
    if as_json:
        print_json(area, ZoneInfo(settings.time_zone))
    else:
        _say_area(area, outlet)


def _say_area(area: Area, outlet: str) -> None:
    away = f"{area.distance_m / 1000:.1f}"
    if area.by is DecidedBy.ZONE:
        say(
            f"{said(area.kind)}: in the zone {area.zone}, {away} km from {outlet}",
            f"{said(area.kind)}：位于服务区 {area.zone} 内，距 {outlet} {away} 公里",
        )
    else:
        say(
            f"{said(area.kind)}: in no zone, {away} km from {outlet}",
            f"{said(area.kind)}：不在任何服务区内，距 {outlet} {away} 公里",
        )

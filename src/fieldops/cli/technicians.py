"""``fieldops technicians``: what technicians take along, and how far their days go (V4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import click

from fieldops.actions import technicians as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import choice
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import technicians as store
from fieldops.store.pages import Wanted
from inventory.network import MOST_DISTANCE_M, MOST_VISITS, DayPlace, Technician, WorkingDay

HEADINGS = {
    "en": ("Code", "Name", "Node", "Skills", "Tools", "Home areas", "Visits", "km", "Overtime", "Begins", "Ends"),
    "zh": ("工号", "姓名", "单位", "技能", "随车工具", "责任区", "单数上限", "公里上限", "加班", "出发", "收工"),
}


@click.group("technicians")
def technicians_command() -> None:
    """Technicians: their tools, their home areas, and the limits of their day."""


@technicians_command.command("list")
@click.option("--node", help="Those of this node.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_technicians(settings: Settings, node: str | None, limit: int, as_json: bool) -> None:
    """List technicians by their codes."""
    wanted = Wanted(equal={"node": node}, ordering="code", limit=limit, offset=0)
    count, found = run(settings, store.technician_page, wanted)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    _print(*found)
    say_more(count - len(found))


@technicians_command.command("day")
@click.argument("code")
@click.option("--add-tool", "more_tools", multiple=True, help="A tool on board from now on.")
@click.option("--drop-tool", "fewer_tools", multiple=True, help="A tool that isn't on board any more.")
@click.option("--add-area", "more_areas", multiple=True, help="An outlet whose customers are theirs.")
@click.option("--drop-area", "fewer_areas", multiple=True, help="An outlet whose customers aren't theirs any more.")
@click.option("--most-visits", type=click.IntRange(0, MOST_VISITS), help="0: no limit.")
@click.option("--most-km", type=click.IntRange(0, MOST_DISTANCE_M // 1000), help="0: no limit.")
@click.option("--overtime/--no-overtime", default=None)
@click.option("--begins", type=choice(DayPlace), help="Where the day begins.")
@click.option("--ends", type=choice(DayPlace), help="Where the day ends.")
@json_option
@click.pass_obj
def day(settings: Settings, /, code: str, as_json: bool, **asked: Any) -> None:
    """Say what the technician CODE takes along and how far a day goes; what isn't said stays."""
    done = run(settings, _set, code, asked).value
    if as_json:
        print_json(done, ZoneInfo(settings.time_zone))
        return
    _print(done)


async def _set(code: str, asked: dict[str, Any]) -> store.VersionedTechnician:
    present = await store.locked_technician(code)
    return await actions.set_day(code, _changed(present.value.day, asked), version=present.version)


def _changed(day: WorkingDay, asked: dict[str, Any]) -> WorkingDay:
    changed: dict[str, Any] = {
        "tools": (day.tools | set(asked["more_tools"])) - set(asked["fewer_tools"]),
        "areas": (day.areas | set(asked["more_areas"])) - set(asked["fewer_areas"]),
    }
    if asked["most_visits"] is not None:
        changed["most_visits"] = asked["most_visits"] or None
    if asked["most_km"] is not None:
        changed["most_distance_m"] = asked["most_km"] * 1000 or None
    if asked["overtime"] is not None:
        changed["overtime"] = asked["overtime"]
    places = {"begins_at": asked["begins"], "ends_at": asked["ends"]}
    changed.update((name, DayPlace(place)) for name, place in places.items() if place)
    return replace(day, **changed)


def _print(*technicians: Technician) -> None:
    zh = language() == "zh"
    yes, no = ("可", "否") if zh else ("yes", "no")
    rows = [
        (
            one.code,
            one.name_zh if zh else one.name_en,
            one.node,
            " ".join(sorted(one.skills)),
            " ".join(sorted(one.day.tools)) or "–",
            " ".join(sorted(one.day.areas)) or "–",
            one.day.most_visits or "–",
            one.day.most_distance_m // 1000 if one.day.most_distance_m else "–",
            yes if one.day.overtime else no,
            said(one.day.begins_at),
            said(one.day.ends_at),
        )
        for one in technicians
    ]
    out.print(table(HEADINGS, rows))

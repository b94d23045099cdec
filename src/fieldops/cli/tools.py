"""``fieldops tools``: tools of the catalogue, and where they lie (V1)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click

from fieldops.actions import tools as actions
from fieldops.cli.acting import run
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.tables import say, say_more, table
from fieldops.settings import Settings
from fieldops.store import tools as store
from fieldops.store.pages import Wanted
from inventory.parts import Tool

HEADINGS = {"en": ("Code", "Chinese", "English"), "zh": ("代码", "中文名称", "英文名称")}


@click.group("tools")
def tools_command() -> None:
    """Tools that some work asks for: technicians carry them, or fetch them where they lie."""


@tools_command.command("list")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_tools(settings: Settings, limit: int, as_json: bool) -> None:
    """List tools by their codes."""
    count, found = run(settings, store.tool_page, Wanted(equal={}, ordering="code", limit=limit, offset=0))
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    out.print(table(HEADINGS, [(one.code, one.name_zh, one.name_en) for one in found]))
    say_more(count - len(found))


@tools_command.command("add")
@click.argument("code")
@click.option("--zh", "name_zh", required=True, help="Its name in Chinese.")
@click.option("--en", "name_en", required=True, help="Its name in English.")
@click.pass_obj
def add(settings: Settings, code: str, name_zh: str, name_en: str) -> None:
    """Add the tool CODE."""
    run(settings, actions.add, [Tool(code=code, name_zh=name_zh, name_en=name_en)])
    say(f"{code} is added.", f"已添加 {code}。")


@tools_command.command("lie")
@click.argument("location")
@click.argument("tools", nargs=-1)
@click.pass_obj
def lie(settings: Settings, location: str, tools: tuple[str, ...]) -> None:
    """Say which TOOLS lie at the stock location LOCATION, all of them; none are named: none lie there."""
    kept = run(settings, actions.keep, location, frozenset(tools))
    listed = " ".join(sorted(kept.tools))
    say(f"{location}: {listed or 'no tools'}", f"{location}：{listed or '无工具'}")

"""``fieldops plans``: drafts are looked at, published, withdrawn and discarded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from fieldops.actions import publishing
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.plan_summary import print_plan
from fieldops.cli.tables import minute, say, say_more, table, yuan
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import plan_sheets
from fieldops.store import plans as store
from fieldops.store.pages import Wanted
from fieldops.store.plans import PlanHead
from routing.requests import PlanState

PLANS = {
    "en": ("Plan", "Province", "Day", "State", "Served", "Not served", "Late", "Cost, yuan", "Made", "Published by"),
    "zh": ("计划", "省份", "日期", "状态", "已排", "未排", "超时", "成本（元）", "生成时间", "发布人"),
}


@click.group("plans")
def plans_command() -> None:
    """Route plans: drafts, what is published, what was."""


@plans_command.command("list")
@click.option("--province", help="The province's code.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--state", type=choice(PlanState))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_plans(settings: Settings, /, as_json: bool, limit: int, **given: Any) -> None:
    """List plans, the newest first."""
    given["day"] = given["day"].date() if given["day"] else None
    equal = {name: asked for name, asked in given.items() if asked is not None}
    count, found = run(settings, store.plan_page, Wanted(equal=equal, ordering="-id", limit=limit, offset=0))
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    out.print(table(PLANS, [_row(head, zone) for head in found]))
    say_more(count - len(found))


def _row(head: PlanHead, zone: ZoneInfo) -> Sequence[object]:
    cost = "" if head.best_cost_fen is None else yuan(head.best_cost_fen)
    made, by = minute(head.finished_at, zone), head.published_by or ""
    return head.id, head.province, head.day, said(head.state), head.served, head.unserved, head.late, cost, made, by


@plans_command.command("show")
@click.argument("plan", type=click.IntRange(1))
@click.option("--full", is_flag=True, help="Print every technician's stops, not only the first few.")
@json_option
@click.pass_obj
def show(settings: Settings, plan: int, full: bool, as_json: bool) -> None:
    """Print PLAN: its routes and what isn't served."""
    sheet = run(settings, plan_sheets.sheet, plan)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(sheet, zone)
    else:
        print_plan(sheet, zone, language(), full=full)


@plans_command.command("publish")
@click.argument("plan", type=click.IntRange(1))
@by_option
@json_option
@click.pass_obj
def publish(settings: Settings, plan: int, by: str | None, as_json: bool) -> None:
    """Publish the draft PLAN: its parts are reserved, its visits given out, and the plan before is superseded."""
    tell(run(settings, publishing.publish, plan, desk_of(settings, by)), settings, as_json=as_json)


@plans_command.command("withdraw")
@click.argument("plan", type=click.IntRange(1))
@by_option
@json_option
@click.pass_obj
def withdraw(settings: Settings, plan: int, by: str | None, as_json: bool) -> None:
    """Make the published PLAN a draft again, as long as nobody has begun."""
    tell(run(settings, publishing.withdraw, plan, desk_of(settings, by)), settings, as_json=as_json)


@plans_command.command("discard")
@click.argument("plan", type=click.IntRange(1))
@json_option
@click.pass_obj
def discard(settings: Settings, plan: int, as_json: bool) -> None:
    """Put the draft PLAN away: nobody wants it."""
    tell(run(settings, publishing.discard, plan), settings, as_json=as_json)


def tell(head: PlanHead, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(head, ZoneInfo(settings.time_zone))
        return
    state = said(head.state)
    say(
        f"Plan {head.id} of {head.province}, {head.day}: {state}", f"{head.province} {head.day} 计划 {head.id}：{state}"
    )

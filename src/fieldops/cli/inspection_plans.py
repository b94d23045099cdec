"""``fieldops inspections plans``: what is to be inspected again and again (V3)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import inspection_plans as actions
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, local_day
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.tables import say, say_more, table
from fieldops.settings import Settings
from fieldops.store import inspection_plans as store
from fieldops.store.inspection_plans import VersionedInspectionPlan
from fieldops.store.pages import Wanted
from fieldops.web.decoding import decode
from inventory.inspection_plans import DueVisit, InspectionPlan, runs

PLANS = {
    "en": ("Number", "Customer", "Node", "From", "To", "Months", "Pieces"),
    "zh": ("计划", "客户", "网点", "开始", "终止", "周期（月）", "设备数"),
}
EQUIPMENT = {"en": ("Equipment", "Kind", "Name", "Machine"), "zh": ("设备", "类型", "名称", "机器")}
UPCOMING = {"en": ("Inspection", "Period", "Days", "Hours"), "zh": ("巡检", "周期", "可上门日期", "时段")}
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("plans")
def plans_command() -> None:
    """Inspection plans of customers with an annual contract."""


@plans_command.command("list")
@click.option("--customer")
@click.option("--node")
@click.option("--running", is_flag=True, help="Only those that haven't ended.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_plans(
    settings: Settings, customer: str | None, node: str | None, running: bool, limit: int, as_json: bool
) -> None:
    """List the plans."""
    wanted = Wanted(equal={"customer": customer, "node": node}, ordering="number", limit=limit, offset=0)
    today = local_day(settings, datetime.now(UTC))
    count, found = run(settings, store.plan_page, wanted, running_on=today if running else None)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    out.print(table(PLANS, [_row(one) for one in found]))
    say_more(count - len(found))


def _row(plan: InspectionPlan) -> tuple[object, ...]:
    return (
        plan.number,
        plan.customer,
        plan.node,
        str(plan.starts_on),
        str(plan.ends_on or ""),
        plan.every_months,
        len(plan.equipment),
    )


@plans_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print the plan NUMBER with its equipment."""
    _print(run(settings, store.plan, number), settings, as_json=as_json)


@plans_command.command("make")
@click.argument("file", type=click.File("rb"))
@json_option
@click.pass_obj
def make(settings: Settings, file: click.File, as_json: bool) -> None:
    """Make the plan in FILE ('-' for standard input), as the API takes it: {"number": "HT-17/A", "customer": …}."""
    plan = decode(InspectionPlan, file.read())  # type: ignore[attr-defined]
    _print(run(settings, actions.make, plan), settings, as_json=as_json)


@plans_command.command("change")
@click.argument("file", type=click.File("rb"))
@json_option
@click.pass_obj
def change(settings: Settings, file: click.File, as_json: bool) -> None:
    """Write the plan that FILE names anew; what was made by it already stays."""
    plan = decode(InspectionPlan, file.read())  # type: ignore[attr-defined]

    async def changed() -> VersionedInspectionPlan:
        found = await store.locked(plan.number)
        return await actions.change(plan.number, plan, version=found.version)

    _print(run(settings, changed), settings, as_json=as_json)


@plans_command.command("end")
@click.argument("number")
@click.option("--last", type=DAY, required=True, help="The plan's last day.")
@by_option
@json_option
@click.pass_obj
def end(settings: Settings, number: str, last: datetime, by: str | None, as_json: bool) -> None:
    """End the plan NUMBER; what was made for later and nobody has begun is cancelled."""
    done = run(settings, actions.end, number, last.date(), desk_of(settings, by))
    _print(done, settings, as_json=as_json)


@plans_command.command("upcoming")
@click.argument("number")
@json_option
@click.pass_obj
def upcoming(settings: Settings, number: str, as_json: bool) -> None:
    """What the plan NUMBER makes due in the coming year, as far as it isn't made yet."""
    zone, today = ZoneInfo(settings.time_zone), local_day(settings, datetime.now(UTC))

    async def found() -> list[DueVisit]:
        return await actions.upcoming((await store.plan(number)).value, today=today, zone=zone)

    due = run(settings, found)
    if as_json:
        print_json(due, zone)
        return
    out.print(table(UPCOMING, [_due_row(one) for one in due]))


def _due_row(due: DueVisit) -> tuple[str, ...]:
    days = ", ".join(
        f"{run[0]:%m-%d}" if len(run) == 1 else f"{run[0]:%m-%d} – {run[-1]:%m-%d}" for run in runs(due.days)
    )
    return due.number, f"{due.period.first} – {due.period.last}", days, f"{due.starts:%H:%M}–{due.ends:%H:%M}"


def _print(found: VersionedInspectionPlan, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(found.value, ZoneInfo(settings.time_zone))
        return
    plan = found.value
    until = f"{plan.ends_on}" if plan.ends_on else "…"
    say(
        f"{plan.number} {plan.customer} {plan.node}: every {plan.every_months} month(s) from {plan.starts_on} to {until}",
        f"{plan.number} {plan.customer} {plan.node}：{plan.starts_on} 至 {until}，每 {plan.every_months} 个月一次",
        style="bold",
    )
    out.print(table(EQUIPMENT, [(one.code, one.kind, one.name, one.unit or "") for one in plan.equipment]))

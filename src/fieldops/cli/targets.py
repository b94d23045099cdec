"""``fieldops targets``: how provinces, outlets and technicians stand towards the completion targets of a month (S6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import targets as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import choice, local_day
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import minute, say, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.web.targets import TargetOrder, TargetShare, orders_shown, share_shown
from inventory.order_results import Standing
from inventory.targets import Level

SHARES = {
    "en": ("", "Code", "Within", "Wanted", "Reached", "In time", "Counted", "Not due yet", "Verdict"),
    "zh": ("", "编码", "时限", "目标", "实际", "按时", "计入", "未到期", "结论"),
}
ORDERS = {
    "en": ("Order", "Registered", "Done", "Due", "Within", "Agreed", "Standing"),
    "zh": ("维修单", "登记时间", "完工时间", "时限", "天数", "另行约定", "结果"),
}
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d"])


@click.command("targets")
@click.option("--month", "period", help="Of registration, such as 2026-10; else this one.")
@click.option("--province", help="With its outlets and technicians; else all provinces.")
@click.option("--level", type=choice(Level))
@click.option("--late", is_flag=True, help="The orders of the province that were late, too.")
@click.option("--as-of", "as_of", type=MOMENT, help="As orders stood then, such as 2026-11-10; else now.")
@json_option
@click.pass_obj
def targets_command(
    settings: Settings,
    period: str | None,
    province: str | None,
    level: str | None,
    late: bool,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """Show the completion targets of a month with their verdict."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    month = period or f"{local_day(settings, now):%Y-%m}"
    moment = min(as_of.replace(tzinfo=zone), now) if as_of else now
    found = run(settings, actions.month, month, as_of=moment, zone=zone, province=province)
    shares = [(one, share) for one, share in found.shares if level in {None, one} and (province or level or one is Level.PROVINCE)]  # fmt: skip
    orders = [
        row
        for one, share in found.shares
        if late and one is Level.PROVINCE
        for row in orders_shown(one, share)
        if row.standing is Standing.LATE
    ]
    if as_json:
        print_json({"shares": [share_shown(one, share) for one, share in shares], "late": orders}, zone)
        return
    say(
        f"Targets {month}, as of {minute(moment, zone)}",
        f"{month} 考核指标，数据截至 {minute(moment, zone)}",
        style="bold",
    )
    print_shares([share_shown(one, share) for one, share in shares])
    if late:
        print_orders(orders, zone)


def print_shares(shares: Sequence[TargetShare]) -> None:
    if not shares:
        say("No order counts.", "没有计入考核的维修单。")
        return
    rows = [
        (
            said(one.level),
            one.code,
            f"{one.days} d",
            f"{one.percent} %",
            f"{one.basis_points / 100:.2f} %" if one.counted else "",
            one.in_time,
            one.counted,
            one.pending,
            verdict(one.met),
        )
        for one in shares
    ]
    out.print(table(SHARES, rows))


def verdict(met: bool | None) -> str:
    words = {True: ("met", "达标"), False: ("NOT MET", "未达标"), None: ("", "")}[met]
    return words[language() == "zh"]


def print_orders(orders: Sequence[TargetOrder], zone: ZoneInfo) -> None:
    rows = [
        (
            one.order,
            minute(one.registered_at, zone),
            minute(one.completed_at, zone),
            minute(one.due_at, zone),
            f"{one.days} d",
            "✓" if one.agreed else "",
            said(one.standing),
        )
        for one in orders
    ]
    out.print(table(ORDERS, rows))

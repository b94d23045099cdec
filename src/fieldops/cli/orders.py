"""``fieldops orders``: service orders are registered, looked for, and told from their first step to the last (S2, S3)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from fieldops.actions import order_story
from fieldops.actions import orders as actions
from fieldops.actions.one import register_one
from fieldops.cli import order_verbs
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.order_sheets import print_order, print_story
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.database.door import perform
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.roads.promises import look_ahead_for
from fieldops.settings import Settings
from fieldops.store import orders as store
from fieldops.store.orders import Sought
from fieldops.store.pages import Wanted
from fieldops.web.decoding import decode
from inventory.order_life import Level, WaitingFor
from inventory.orders import OrderKind, OrderStatus, ServiceOrder

ORDERS = {
    "en": ("Number", "Kind", "Level", "Customer", "Has it", "Registered", "Due", "Status"),
    "zh": ("维修单", "类型", "级别", "客户", "所在网点", "登记时间", "时限", "状态"),
}
DUPLICATES = {"en": ("Number", "Registered", "Because"), "zh": ("维修单", "登记时间", "依据")}


@click.group("orders")
def orders_command() -> None:
    """Service orders: register them, find what is at risk, hand them on, and see what became of them."""


@orders_command.command("register")
@click.argument("file", type=click.File("rb"))
@by_option
@json_option
@click.pass_obj
def register(settings: Settings, file: click.File, by: str | None, as_json: bool) -> None:
    """Register the order in FILE ('-' for standard input), as the API takes it: {"kind": "repair", "customer": …}."""
    order = decode(ServiceOrder, file.read())  # type: ignore[attr-defined]
    desk = desk_of(settings, by)

    async def registered() -> ServiceOrder:
        return await register_one(actions.register, order, desk=desk)

    async def run_it() -> ServiceOrder:
        async with connect(settings):
            await migrate()
            await look_ahead_for([order], desk, settings)
            return await perform(registered)

    print_order(asyncio.run(run_it()), settings, as_json=as_json)


@orders_command.command("list")
@click.option("--kind", type=choice(OrderKind))
@click.option("--status", type=choice(OrderStatus))
@click.option("--outlet", help="The node that has it.")
@click.option("--province")
@click.option("--customer")
@click.option("--unit")
@click.option("--waiting-for", "waiting_for", type=choice(WaitingFor))
@click.option("--escalated-to", "escalated_to", type=choice(Level))
@click.option("--open/--over", "open_", default=None, help="Only what is to be done, or what is over.")
@click.option("--at-risk", "at_risk_h", type=click.IntRange(0, 8784), help="Due within so many hours, or overdue.")
@click.option("--unbooked", is_flag=True, help="A visit is needed and no time agreed.")
@click.option("--chased", is_flag=True, help="The customer has asked again.")
@click.option("--crisis", is_flag=True, help="It, or a complaint about it, is a crisis.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_orders(
    settings: Settings,
    /,
    open_: bool | None,
    at_risk_h: int | None,
    unbooked: bool,
    chased: bool,
    crisis: bool,
    limit: int,
    as_json: bool,
    **equal: str | None,
) -> None:
    """List orders, the last one first."""
    until = None if at_risk_h is None else datetime.now(UTC) + timedelta(hours=at_risk_h)
    sought = Sought(
        open=open_,
        at_risk_before=until,
        unbooked=unbooked or None,
        chased=chased or None,
        crisis=crisis or None,
    )
    wanted = Wanted(equal=equal, ordering="-registered_at", limit=limit, offset=0)
    count, found = run(settings, store.order_page, wanted, sought)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    out.print(table(ORDERS, [_row(order, zone) for order in found]))
    say_more(count - len(found))


def _row(order: ServiceOrder, zone: ZoneInfo) -> tuple[object, ...]:
    promised = None if order.promised is None else order.promised.due_at
    due = promised if order.appointment is None else order.appointment.ends
    return (
        order.number,
        said(order.kind),
        order.fault_level,
        order.customer,
        order.outlet,
        minute(order.registered_at, zone),
        minute(due, zone),
        said(order.status),
    )


@orders_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Tell the order NUMBER from its registration on: its steps, clocks, visits and parts."""
    story = run(settings, order_story.story_of, number, desk_of(settings))
    if as_json:
        print_json(story, ZoneInfo(settings.time_zone))
        return
    print_story(story, settings)


@orders_command.command("duplicates")
@click.argument("number")
@json_option
@click.pass_obj
def duplicates(settings: Settings, number: str, as_json: bool) -> None:
    """The open orders that NUMBER may be merged into, the likeliest first."""
    zone = ZoneInfo(settings.time_zone)
    found = run(settings, actions.duplicates_of, number, desk_of(settings))
    if as_json:
        print_json(found, zone)
        return
    if not found:
        say("None: no other open order is about this machine.", "没有：该机器无其他未完成的维修单。")
        return
    rows = [(one.number, minute(one.registered_at, zone), ", ".join(said(why) for why in one.because)) for one in found]
    out.print(table(DUPLICATES, rows))


for command in order_verbs.COMMANDS:
    orders_command.add_command(command)

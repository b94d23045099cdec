"""``fieldops purchases``: what is missing, what is on order, and what has come (P5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import purchases as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option, choice, local_day
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import purchases as store
from fieldops.store.pages import Wanted
from inventory.purchases import Arrival, NewPurchase, Postponement, Purchase, Status

NEEDS = {
    "en": ("Part", "Waiting", "Requests", "Free", "On order", "To buy", "Next arrival"),
    "zh": ("配件", "待供", "申请数", "可用", "在途采购", "待采购", "最近到货"),
}
PURCHASES = {
    "en": ("Number", "Part", "Ordered", "Received", "For", "Supplier", "Expected", "Status"),
    "zh": ("单号", "配件", "订购", "已到", "库位", "供应商", "预计到货", "状态"),
}

day_option = click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="When it is expected.")


@click.group("purchases")
def purchases_command() -> None:
    """Purchases: what has to be bought, what is on order, and what has come."""


@purchases_command.command("needs")
@click.option("--part")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def needs(settings: Settings, part: str | None, limit: int, as_json: bool) -> None:
    """List parts that were granted and are nowhere to be had, those with most to buy first."""
    wanted = Wanted(equal={"part": part}, ordering="-to_buy", limit=limit, offset=0)
    count, found = run(settings, store.need_page, wanted)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    if not found:
        say("Nothing is missing.", "没有缺件。")
        return
    rows = [(n.part, n.waiting, n.requests, n.free, n.on_order, n.to_buy, str(n.next_on or "")) for n in found]
    out.print(table(NEEDS, rows))
    say_more(count - len(found))


@purchases_command.command("list")
@click.option("--part")
@click.option("--status", type=choice(Status))
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_purchases(settings: Settings, part: str | None, status: str | None, limit: int, as_json: bool) -> None:
    """List purchases, the last one first."""
    wanted = Wanted(equal={"part": part, "status": status}, ordering="-number", limit=limit, offset=0)
    count, found = run(settings, store.purchase_page, wanted)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    _print(found, settings, as_json=False)
    say_more(count - len(found))


@purchases_command.command("order")
@click.argument("part")
@click.argument("quantity", type=click.IntRange(1))
@click.option("--at", "location", required=True, help="The location that it comes to.")
@click.option("--supplier", required=True)
@day_option
@click.option("--note", default="")
@by_option
@json_option
@click.pass_obj
def order(
    settings: Settings,
    part: str,
    quantity: int,
    location: str,
    supplier: str,
    day: datetime,
    note: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Note that QUANTITY pieces of PART were ordered."""
    now = datetime.now(UTC)
    new = NewPurchase(
        part=part, quantity=quantity, location=location, supplier=supplier, expected_on=day.date(), note=note
    )
    made = run(settings, actions.order, new, by=by or login(), today=local_day(settings, now), now=now)
    _print([made.value], settings, as_json=as_json)


@purchases_command.command("postpone")
@click.argument("number")
@day_option
@click.option("--note", default="", help="Why.")
@json_option
@click.pass_obj
def postpone(settings: Settings, number: str, day: datetime, note: str, as_json: bool) -> None:
    """The purchase NUMBER is expected on another day."""
    told, today = Postponement(expected_on=day.date(), note=note), local_day(settings, datetime.now(UTC))

    async def amended() -> Purchase:
        version = (await store.locked(number)).version
        return (await actions.amend(number, told, version=version, today=today)).value

    _print([run(settings, amended)], settings, as_json=as_json)


@purchases_command.command("receive")
@click.argument("number")
@click.argument("quantity", type=click.IntRange(1))
@click.option("--serial", "serials", multiple=True, help="A piece's serial, for each of a tracked part.")
@json_option
@click.pass_obj
def receive(settings: Settings, number: str, quantity: int, serials: tuple[str, ...], as_json: bool) -> None:
    """QUANTITY pieces of the purchase NUMBER have come, and are stock at its place."""
    received = run(
        settings, actions.receive, number, Arrival(quantity=quantity, serials=serials), now=datetime.now(UTC)
    )
    _print([received.value], settings, as_json=as_json)


@purchases_command.command("cancel")
@click.argument("number")
@json_option
@click.pass_obj
def cancel(settings: Settings, number: str, as_json: bool) -> None:
    """What hasn't come of the purchase NUMBER doesn't come."""
    _print([run(settings, actions.cancel, number).value], settings, as_json=as_json)


def _print(purchases: Iterable[Purchase], settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(list(purchases), ZoneInfo(settings.time_zone))
        return
    rows = [
        (
            one.number,
            one.part,
            one.quantity,
            one.received,
            one.location,
            one.supplier,
            str(one.expected_on),
            said(one.status),
        )
        for one in purchases
    ]
    out.print(table(PURCHASES, rows))

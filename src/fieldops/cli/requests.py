"""``fieldops requests``: a partner asks for parts, and somebody decides (P2, P5)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import offers, purchases
from fieldops.actions import quota_requests as actions
from fieldops.cli import deciding
from fieldops.cli.acting import run
from fieldops.cli.arguments import GOODS, by_option, choice, local_day, month_option
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.papers import output_option, write_paper
from fieldops.cli.request_sheets import print_request, requests_table
from fieldops.cli.tables import say, say_more, table
from fieldops.cli.words import said
from fieldops.documents import pick_list
from fieldops.settings import Settings
from fieldops.store import quota_requests as store
from fieldops.store.pages import Wanted
from fieldops.store.quota_requests import VersionedRequest
from inventory.quota_requests import (
    Asked,
    NewRequest,
    Status,
    Terms,
)
from inventory.shipments import Goods

SUPPLY = {
    "en": ("Line", "Part", "Reserved", "Under way", "Received", "Expected"),
    "zh": ("行", "配件", "已预留", "在途", "已收", "预计到达"),
}


@click.group("requests")
def requests_command() -> None:
    """Quota requests: ask for parts, decide, reserve, and see what becomes of them."""


@requests_command.command("list")
@click.option("--partner")
@click.option("--period", help="A month, such as 2026-11.")
@click.option("--status", type=choice(Status))
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_requests(
    settings: Settings, partner: str | None, period: str | None, status: str | None, limit: int, as_json: bool
) -> None:
    """List requests, the last one first."""
    equal = {"partner": partner, "period": period, "status": status}
    count, found = run(settings, store.request_page, Wanted(equal=equal, ordering="-number", limit=limit, offset=0))
    requests = [one.value for one in found]
    if as_json:
        print_json({"count": count, "results": requests}, ZoneInfo(settings.time_zone))
        return
    out.print(requests_table(requests))
    say_more(count - len(requests))


@requests_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print the request NUMBER."""
    print_request(run(settings, store.request, number).value, settings, as_json=as_json)


@requests_command.command("ask")
@click.argument("lines", nargs=-1, required=True, type=GOODS)
@click.option("--partner", required=True)
@click.option("--to", "destination", required=True, help="The partner's location that they are sent to.")
@month_option
@click.option("--terms", type=choice(Terms), default=Terms.CREDIT.value, show_default=True)
@click.option("--order", help="The service order that all lines are for.")
@click.option("--note", default="")
@click.option("--draft", is_flag=True, help="Don't hand it in yet.")
@by_option
@json_option
@click.pass_obj
def ask(
    settings: Settings,
    lines: tuple[Goods, ...],
    partner: str,
    destination: str,
    period: str | None,
    terms: str,
    order: str | None,
    note: str,
    draft: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Ask for LINES, such as DP-9001:4, and hand the request in."""
    now = datetime.now(UTC)
    today = local_day(settings, now)
    wanted = NewRequest(
        partner=partner,
        destination=destination,
        period=period or f"{today:%Y-%m}",
        lines=tuple(Asked(part=line.part, quantity=line.quantity, order=order) for line in lines),
        terms=Terms(terms),
        note=note,
    )

    async def asked() -> offers.OfferedRequest:
        made = (await offers.ask(wanted, by=by or login(), today=today, now=now)).value
        return made if draft else replace(made, status=(await actions.submit(made.number)).value.status)

    made = run(settings, asked)
    print_request(made, settings, as_json=as_json)
    for offer in made.offers if not as_json else ():
        instead = " → ".join(offer.instead)
        say(
            f"Line {offer.line}: {offer.part} is superseded by {instead}",
            f"第 {offer.line} 行：{offer.part} 已由 {instead} 替代",
        )


def _step(name: str, action: Callable[..., Awaitable[VersionedRequest]], told: str, *, timed: bool = True) -> None:
    """A command for a step that needs to be told nothing but the request."""

    @requests_command.command(name, help=told)
    @click.argument("number")
    @json_option
    @click.pass_obj
    def command(settings: Settings, number: str, as_json: bool) -> None:
        given = {"now": datetime.now(UTC)} if timed else {}
        print_request(run(settings, action, number, **given).value, settings, as_json=as_json)


_step("submit", actions.submit, "Hand the draft NUMBER in.", timed=False)
_step("cancel", actions.cancel, "The request NUMBER is no longer wanted; nothing of it is picked yet.")
_step("pay", actions.pay, "Book the money of the request NUMBER, which is for cash (P3).")
_step("reserve", actions.supply_waiting, "Reserve what has come in meanwhile for the request NUMBER (P5).")
_step("undo", actions.undo, "Take the decision on the request NUMBER back while nothing is picked.")


@requests_command.command("supply")
@click.argument("number")
@json_option
@click.pass_obj
def supply(settings: Settings, number: str, as_json: bool) -> None:
    """Where the granted pieces of the request NUMBER are, and when those it waits for are expected (P5)."""
    found = run(settings, purchases.supply_of, number, today=local_day(settings, datetime.now(UTC)))
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    rows = []
    for line in found:
        expected = "\n".join(f"{one.quantity} × {one.on} {one.purchase or said(one.origin)}" for one in line.expected)
        rows.append((line.line, line.part, line.reserved, line.under_way, line.received, expected))
    out.print(table(SUPPLY, rows))


@requests_command.command("pick-list")
@click.argument("number")
@output_option
@click.pass_obj
def print_pick_list(settings: Settings, number: str, output: Path) -> None:
    """Write the pick list of what is reserved for the request NUMBER, as PDF."""
    write_paper(settings, output, pick_list.of_request, number)


for command in deciding.COMMANDS:
    requests_command.add_command(command)

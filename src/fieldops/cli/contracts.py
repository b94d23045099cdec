"""``fieldops contracts``: annual contracts, and what they promise."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import contracts as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import choice
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import say_more, table
from fieldops.settings import Settings
from fieldops.store import contracts as store
from fieldops.store.contracts import Contract
from fieldops.store.pages import Wanted
from routing.clock_policy import ServiceClass

DAY = click.DateTime(["%Y-%m-%d"])
CONTRACTS = {
    "en": ("Contract", "Customer", "Profile", "Class", "From", "Last day"),
    "zh": ("合同", "客户", "服务等级协议", "类别", "生效日", "截止日"),
}


@click.group("contracts")
def contracts_command() -> None:
    """Annual contracts, and what they promise."""


@contracts_command.command("list")
@click.option("--customer")
@click.option("--profile")
@click.option("--service-class", type=choice(ServiceClass))
@click.option("--valid-on", type=DAY, help="A day on which it is valid.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_contracts(
    settings: Settings, /, valid_on: datetime | None, limit: int, as_json: bool, **equal: str | None
) -> None:
    """List contracts by number."""
    wanted = Wanted(equal=equal, ordering="number", limit=limit, offset=0)
    count, found = run(settings, store.contract_page, wanted, valid_on=_date(valid_on))
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    out.print(table(CONTRACTS, [_row(one) for one in found]))
    say_more(count - len(found))


@contracts_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print one contract."""
    _print(run(settings, store.contract, number).value, settings, as_json=as_json)


@contracts_command.command("sign")
@click.argument("number")
@click.option("--customer", required=True)
@click.option("--profile", required=True, help="Of the clock policy, such as round_the_clock.")
@click.option("--service-class", type=choice(ServiceClass), required=True)
@click.option("--from", "valid_from", type=DAY, required=True, help="The first day.")
@click.option("--last-day", type=DAY, help="It is valid on that day too; else without end.")
@click.option("--special", is_flag=True, help="The profile's figures for special cases apply.")
@json_option
@click.pass_obj
def sign(
    settings: Settings,
    number: str,
    customer: str,
    profile: str,
    service_class: str,
    valid_from: datetime,
    last_day: datetime | None,
    special: bool,
    as_json: bool,
) -> None:
    """Record the contract NUMBER; orders registered on its days are promised what its profile says."""
    contract = Contract(
        number=number,
        customer=customer,
        profile=profile,
        service_class=ServiceClass(service_class),
        valid_from=valid_from.date(),
        last_day=_date(last_day),
        special=special,
    )
    _print(run(settings, actions.sign, contract).value, settings, as_json=as_json)


@contracts_command.command("end")
@click.argument("number")
@click.option("--last-day", type=DAY, help="It is valid on that day too.")
@click.option("--never", is_flag=True, help="It goes on without end.")
@json_option
@click.pass_obj
def end(settings: Settings, number: str, last_day: datetime | None, never: bool, as_json: bool) -> None:
    """Change the last day of NUMBER."""
    if (last_day is None) != never:
        raise click.UsageError("give a --last-day, or say --never")

    async def ended() -> Contract:
        version = (await store.locked(number)).version
        return (await actions.end(number, _date(last_day), version=version)).value

    _print(run(settings, ended), settings, as_json=as_json)


def _date(day: datetime | None) -> date | None:
    return day.date() if day else None


def _row(one: Contract) -> tuple[str, ...]:
    last_day = one.last_day.isoformat() if one.last_day else "…"
    special = f"{one.service_class} ({'特殊' if language() == 'zh' else 'special'})"
    service_class = special if one.special else one.service_class.value
    return one.number, one.customer, one.profile, service_class, one.valid_from.isoformat(), last_day


def _print(contract: Contract, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(contract, ZoneInfo(settings.time_zone))
    else:
        out.print(table(CONTRACTS, [_row(contract)]))

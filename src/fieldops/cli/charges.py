"""``fieldops charges``: what the customer pays for, from the quote to the receipt (W3)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click

from fieldops.actions import charges as actions
from fieldops.actions.charges import NewConsent, NewQuote
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import YUAN, by_option, choice
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.tables import minute, say, say_more, table, yuan
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import charges as store
from fieldops.store.charges import WorkOnRecord
from fieldops.store.pages import Wanted
from fieldops.web.charges import shown
from inventory.chargeable import ChargeKind, ChargeLine, State, Way, total_fen

WORKS = {
    "en": ("Order", "Quote", "Yuan", "State", "Receipt"),
    "zh": ("维修单", "报价次数", "金额（元）", "状态", "收据"),
}
LINES = {"en": ("What", "For", "Pieces", "Yuan"), "zh": ("类别", "项目", "数量", "金额（元）")}


class LineParam(click.ParamType):  # type: ignore[type-arg]
    """``labour:80:repair on site`` or ``part:120:drain pump:DP-9001:2``."""

    name = "kind:yuan:text[:part[:pieces]]"

    def convert(self, value: str | ChargeLine, param: click.Parameter | None, ctx: click.Context | None) -> ChargeLine:
        if isinstance(value, ChargeLine):
            return value
        words = value.split(":")
        pieces = words[4] if len(words) == 5 else "1"
        if not 3 <= len(words) <= 5 or words[0] not in set(ChargeKind) or not pieces.isdecimal():
            self.fail(f"{value}: such as labour:80:repair or part:120:pump:DP-9001:2", param, ctx)
        return ChargeLine(
            kind=ChargeKind(words[0]),
            price_fen=YUAN.convert(words[1], param, ctx),
            text=words[2],
            part=words[3] if len(words) > 3 else None,
            quantity=int(pieces),
        )


LINE = LineParam()


@click.group("charges")
def charges_command() -> None:
    """What the customer pays for: quotes, consent, receipts."""


@charges_command.command("list")
@click.option("--outlet")
@click.option("--state", type=choice(State))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_charges(settings: Settings, outlet: str | None, state: str | None, limit: int, as_json: bool) -> None:
    """List orders with chargeable work, the last one first."""
    wanted = Wanted(equal={"outlet": outlet, "state": state}, ordering="-service_order", limit=limit, offset=0)
    count, found = run(settings, store.work_page, wanted)
    if as_json:
        print_json({"count": count, "results": [shown(one) for one in found]}, ZoneInfo(settings.time_zone))
        return
    rows = [
        (
            one.value.order,
            one.value.round,
            yuan(one.value.quoted_fen),
            said(one.value.state),
            one.value.receipt.number if one.value.receipt else "",
        )
        for one in found
    ]
    out.print(table(WORKS, rows))
    say_more(count - len(found))


@charges_command.command("show")
@click.argument("order")
@json_option
@click.pass_obj
def show(settings: Settings, order: str, as_json: bool) -> None:
    """Print what was quoted for ORDER, and what the customer answered."""
    _print(run(settings, store.work, order), settings, as_json=as_json)


@charges_command.command("quote")
@click.argument("order")
@click.argument("lines", type=LINE, nargs=-1, required=True)
@by_option
@json_option
@click.pass_obj
def quote(settings: Settings, order: str, lines: tuple[ChargeLine, ...], by: str | None, as_json: bool) -> None:
    """Quote LINES for ORDER: labour:80:repair, part:120:pump:DP-9001, travel:20:way."""
    _print(run(settings, actions.quote, order, NewQuote(lines=lines), desk_of(settings, by)), settings, as_json=as_json)


@charges_command.command("consent")
@click.argument("order")
@click.argument("name")
@click.option("--quote", "round", type=click.IntRange(1), required=True, help="The number of the quote agreed to.")
@click.option("--way", type=choice(Way), required=True)
@click.option("--file", help="The id of the uploaded picture of what was signed or written.")
@by_option
@json_option
@click.pass_obj
def consent(
    settings: Settings, order: str, name: str, round: int, way: str, file: str | None, by: str | None, as_json: bool
) -> None:
    """NAME agreed to the quote for ORDER."""
    new = NewConsent(round=round, name=name, way=Way(way), file=file)
    _print(run(settings, actions.consent, order, new, desk_of(settings, by)), settings, as_json=as_json)


@charges_command.command("decline")
@click.argument("order")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def decline(settings: Settings, order: str, reason: str, by: str | None, as_json: bool) -> None:
    """The customer of ORDER doesn't want it, or not any more."""
    _print(run(settings, actions.decline, order, reason, desk_of(settings, by)), settings, as_json=as_json)


@charges_command.command("receipt")
@click.argument("order")
@click.argument("lines", type=LINE, nargs=-1)
@by_option
@json_option
@click.pass_obj
def receipt(settings: Settings, order: str, lines: tuple[ChargeLine, ...], by: str | None, as_json: bool) -> None:
    """Give the receipt for ORDER over what was collected; LINES, if that isn't what was quoted."""
    done = run(settings, actions.give_receipt, order, lines or None, desk_of(settings, by))
    _print(done, settings, as_json=as_json)


def _print(found: WorkOnRecord, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(shown(found), zone)
        return
    work = found.value
    grounds = ", ".join(said(ground) for ground in work.grounds)
    say(
        f"{work.order}  quote {work.round}: {yuan(work.quoted_fen)} yuan, {said(work.state)} ({grounds})",
        f"{work.order}  第 {work.round} 次报价：{yuan(work.quoted_fen)} 元，{said(work.state)}（{grounds}）",
        style="bold",
    )
    out.print(table(LINES, [_row(line) for line in work.quotes[-1].lines]))
    if work.consent is not None:
        when, told = minute(work.consent.at, zone), work.consent
        say(
            f"{told.name} agreed {said(told.way)} at {when}, recorded by {told.recorded_by}",
            f"{told.name} 于 {when} {said(told.way)}同意，{told.recorded_by} 登记",
        )
    if work.state is State.DECLINED:
        say(f"Declined: {work.declined_because}", f"客户不同意：{work.declined_because}")
    if work.receipt is not None:
        paid = yuan(total_fen(work.receipt.lines))
        say(f"Receipt {work.receipt.number}: {paid} yuan", f"收据 {work.receipt.number}：{paid} 元")


def _row(line: ChargeLine) -> tuple[object, ...]:
    what = f"{line.text} ({line.part})" if line.part else line.text
    return said(line.kind), what, line.quantity, yuan(line.amount_fen)

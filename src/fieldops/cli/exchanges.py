"""``fieldops exchanges``: machines that are exchanged or taken back for the money (W2)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click

from fieldops.actions import exchanges as actions
from fieldops.actions.exchanges import NewAppraisal, NewMachine
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import YUAN, by_option, choice
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.tables import minute, say, say_more, table, yuan
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import exchanges as store
from fieldops.store.exchanges import VersionedExchange
from fieldops.store.pages import Wanted
from fieldops.web.exchanges import shown
from inventory.entitlements import Answer
from inventory.exchanges import TAKEN_BACK, Appraisal, State

EXCHANGES = {
    "en": ("Number", "Order", "Machine", "Asked", "State", "New machine"),
    "zh": ("编号", "维修单", "机号", "申请", "状态", "新机机号"),
}


@click.group("exchanges")
def exchanges_command() -> None:
    """Machines that are exchanged, or taken back for the money."""


@exchanges_command.command("list")
@click.option("--order", "service_order")
@click.option("--unit")
@click.option("--state", type=choice(State))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_exchanges(settings: Settings, /, limit: int, as_json: bool, **equal: str | None) -> None:
    """List exchanges, the last one first."""
    wanted = Wanted(equal=equal, ordering="-number", limit=limit, offset=0)
    count, found = run(settings, store.exchange_page, wanted)
    if as_json:
        print_json({"count": count, "results": [shown(one) for one in found]}, ZoneInfo(settings.time_zone))
        return
    out.print(table(EXCHANGES, [_row(one) for one in found]))
    say_more(count - len(found))


@exchanges_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print an exchange with the right behind it and its appraisals."""
    _print(run(settings, store.exchange, number), settings, as_json=as_json)


@exchanges_command.command("request")
@click.argument("order")
@click.argument("asked", type=click.Choice([answer.value for answer in TAKEN_BACK]))
@by_option
@json_option
@click.pass_obj
def request(settings: Settings, order: str, asked: str, by: str | None, as_json: bool) -> None:
    """The customer of ORDER asks for another machine, or for the money."""
    _print(run(settings, actions.request, order, Answer(asked), desk_of(settings, by)), settings, as_json=as_json)


@exchanges_command.command("appraise")
@click.argument("number")
@click.option("--confirmed/--not-confirmed", required=True, help="Whether the fault is there.")
@click.option("--findings", required=True)
@click.option("--reason", default="", help="Why the fault isn't confirmed.")
@click.option("--photo", "files", multiple=True, help="The id of an uploaded photo.")
@by_option
@json_option
@click.pass_obj
def appraise(
    settings: Settings,
    number: str,
    confirmed: bool,
    findings: str,
    reason: str,
    files: tuple[str, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """The technical department's record about NUMBER."""
    new = NewAppraisal(confirmed=confirmed, findings=findings, reason=reason, files=files)
    _print(run(settings, actions.appraise, number, new, desk_of(settings, by)), settings, as_json=as_json)


@exchanges_command.command("again")
@click.argument("number")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def again(settings: Settings, number: str, reason: str, by: str | None, as_json: bool) -> None:
    """NUMBER was refused and is to be looked at once more."""
    _print(run(settings, actions.appraise_again, number, reason, desk_of(settings, by)), settings, as_json=as_json)


@exchanges_command.command("withdraw")
@click.argument("number")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def withdraw(settings: Settings, number: str, reason: str, by: str | None, as_json: bool) -> None:
    """The customer of NUMBER doesn't want it any more."""
    _print(run(settings, actions.withdraw, number, reason, desk_of(settings, by)), settings, as_json=as_json)


@exchanges_command.command("exchange")
@click.argument("number")
@click.argument("serial")
@click.option("--model", help="If it isn't of the same model.")
@by_option
@json_option
@click.pass_obj
def exchange(settings: Settings, number: str, serial: str, model: str | None, by: str | None, as_json: bool) -> None:
    """The customer of NUMBER has the machine SERIAL now."""
    new = NewMachine(serial=serial, model=model)
    _print(run(settings, actions.exchange_for, number, new, desk_of(settings, by)), settings, as_json=as_json)


@exchanges_command.command("refund")
@click.argument("number")
@click.argument("amount_fen", metavar="YUAN", type=YUAN)
@by_option
@json_option
@click.pass_obj
def refund(settings: Settings, number: str, amount_fen: int, by: str | None, as_json: bool) -> None:
    """The customer of NUMBER has YUAN back."""
    _print(run(settings, actions.refund, number, amount_fen, desk_of(settings, by)), settings, as_json=as_json)


def _row(found: VersionedExchange) -> tuple[object, ...]:
    one = found.value
    return one.number, one.order, one.serial, said(one.asked), said(one.state), one.new_serial or ""


def _print(found: VersionedExchange, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(shown(found), zone)
        return
    one = found.value
    head = f"{one.number}  {one.order}  {one.serial}  {said(one.asked)}: {said(one.state)}"
    say(head, head, style="bold")
    right = one.reasons[0]
    say(f"By {right.rule}: {right.text.en}", f"依据 {right.rule}：{right.text.zh}")
    for appraisal in one.appraisals:
        _say_appraisal(appraisal, zone)
    if one.new_serial is not None:
        say(f"The customer has {one.new_serial}.", f"已换为 {one.new_serial}。")
    if one.refunded_fen is not None:
        say(f"{yuan(one.refunded_fen)} yuan were given back.", f"已退款 {yuan(one.refunded_fen)} 元。")
    if one.note:
        say(f"Note: {one.note}", f"备注：{one.note}")


def _say_appraisal(appraisal: Appraisal, zone: ZoneInfo) -> None:
    when = minute(appraisal.at, zone)
    en, zh = ("confirmed", "确认故障") if appraisal.confirmed else ("not confirmed", "未确认故障")
    why = f" ({appraisal.reason})" if appraisal.reason else ""
    say(
        f"{when} {appraisal.by}: {en}{why}: {appraisal.findings}",
        f"{when} {appraisal.by}：{zh}{why}：{appraisal.findings}",
    )

"""``fieldops sold-units``: machines that were sold, their receipt cards, and other sales of a serial (W4, W5)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from fieldops.actions import sold_units as actions
from fieldops.actions.one import register_one
from fieldops.actions.orders import register_units
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import DAY, by_option, choice, local_day
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.tables import say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import sold_units as store
from fieldops.store.pages import Wanted
from inventory.orders import HOUSEHOLD, SoldUnit
from inventory.sold_units import (
    Forgettable,
    NewOtherSale,
    OtherSale,
    OtherSaleState,
    ReceiptCard,
    UnitCorrection,
)

UNITS = {
    "en": ("Serial", "Model", "Customer", "Sold by", "Sold on", "Card came"),
    "zh": ("机号", "型号", "客户", "销售单位", "销售日期", "回执卡收到"),
}
UNIT = {
    "serial": ("Serial", "机号"),
    "model": ("Model", "型号"),
    "customer": ("Customer", "客户"),
    "sold_by": ("Sold by", "销售单位"),
    "sold_on": ("Sold on", "销售日期"),
    "receipt_card_on": ("Card came", "回执卡收到"),
    "use_class": ("Use", "用途"),
    "invoice": ("Invoice", "发票"),
    "made_on": ("Made on", "生产日期"),
}
OTHERS = {
    "en": ("Id", "Serial", "Sold by", "Sold on", "Told by", "Because", "State"),
    "zh": ("编号", "机号", "销售单位", "销售日期", "登记人", "依据", "状态"),
}


class CardParam(click.ParamType):  # type: ignore[type-arg]
    """``SERIAL:2026-11-20``."""

    name = "serial:day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> ReceiptCard:
        serial, _, day = value.rpartition(":")
        if not serial:
            self.fail(f"{value}: a serial and the day on which its card came, such as U-1:2026-11-20", param, ctx)
        return ReceiptCard(serial=serial, on=DAY.convert(day, param, ctx))


@click.group("sold-units")
def sold_units_command() -> None:
    """Sold machines, what proves their sale, and their receipt cards."""


@sold_units_command.command("list")
@click.option("--customer")
@click.option("--model")
@click.option("--sold-by")
@click.option("--without-card", is_flag=True, help="Only those whose receipt card hasn't come.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_units(settings: Settings, /, without_card: bool, limit: int, as_json: bool, **equal: str | None) -> None:
    """List machines by their serials."""
    wanted = Wanted(equal=equal, ordering="serial", limit=limit, offset=0)
    count, found = run(settings, store.unit_page, wanted, without_card=True if without_card else None)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    out.print(table(UNITS, [_row(one) for one in found]))
    say_more(count - len(found))


@sold_units_command.command("show")
@click.argument("serial")
@json_option
@click.pass_obj
def show(settings: Settings, serial: str, as_json: bool) -> None:
    """Print the machine with this serial or barcode."""
    _print(run(settings, store.unit, serial).value, settings, as_json=as_json)


@sold_units_command.command("register")
@click.argument("serial")
@click.option("--model", required=True)
@click.option("--sold-by", required=True)
@click.option("--on", "sold_on", type=DAY, required=True, help="The day of the sale.")
@click.option("--customer")
@click.option("--use-class", default=HOUSEHOLD, show_default=True)
@click.option("--card", "receipt_card_on", type=DAY, help="When its receipt card came.")
@click.option("--invoice", help="The number of the customer's invoice.")
@click.option("--made", "made_on", type=DAY, help="The day that the barcode stands for, if somebody looked it up.")
@json_option
@click.pass_obj
def register(settings: Settings, /, as_json: bool, **given: Any) -> None:
    """Register the machine SERIAL that was sold."""
    _print(run(settings, register_one, register_units, SoldUnit(**given)), settings, as_json=as_json)


@sold_units_command.command("correct")
@click.argument("serial")
@click.option("--model")
@click.option("--sold-by")
@click.option("--on", "sold_on", type=DAY)
@click.option("--customer")
@click.option("--use-class")
@click.option("--card", "receipt_card_on", type=DAY)
@click.option("--invoice")
@click.option("--made", "made_on", type=DAY)
@click.option("--without", type=choice(Forgettable), multiple=True, help="What is to be taken away.")
@json_option
@click.pass_obj
def correct(settings: Settings, /, serial: str, without: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Correct what was told wrongly about SERIAL, or add what is known now."""
    correction = UnitCorrection(without=tuple(Forgettable(one) for one in without), **given)

    async def corrected() -> SoldUnit:
        version = (await store.locked(serial)).version
        return (await actions.correct(serial, correction, version=version)).value

    _print(run(settings, corrected), settings, as_json=as_json)


@sold_units_command.command("cards")
@click.argument("cards", type=CardParam(), nargs=-1, required=True)
@click.pass_obj
def cards(settings: Settings, cards: tuple[ReceiptCard, ...]) -> None:
    """Record receipt cards that reached head office, each as SERIAL:DAY; a file of them is imported."""
    done = run(settings, actions.record_cards, cards, today=local_day(settings, datetime.now(UTC)))
    say(f"{len(done)} receipt card(s) recorded", f"已登记回执卡 {len(done)} 张")


@sold_units_command.command("other-sale")
@click.argument("serial")
@click.option("--sold-by", required=True)
@click.option("--on", "sold_on", type=DAY, required=True)
@click.option("--note", required=True, help="What shows it.")
@click.option("--card", "receipt_card_on", type=DAY)
@click.option("--invoice")
@by_option
@json_option
@click.pass_obj
def other_sale(settings: Settings, /, by: str | None, as_json: bool, **given: Any) -> None:
    """Tell that SERIAL was sold by somebody else, or on another day, than is known."""
    told = run(settings, actions.tell_other_sale, NewOtherSale(**given), desk_of(settings, by))
    _print_others([told], settings, as_json=as_json)


@sold_units_command.command("other-sales")
@click.option("--serial")
@click.option("--state", type=choice(OtherSaleState))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def other_sales(settings: Settings, serial: str | None, state: str | None, limit: int, as_json: bool) -> None:
    """List second sales of a serial, the last one first."""
    wanted = Wanted(equal={"serial": serial, "state": state}, ordering="-id", limit=limit, offset=0)
    count, found = run(settings, store.other_sale_page, wanted)
    _print_others(found, settings, as_json=as_json)
    if not as_json:
        say_more(count - len(found))


@sold_units_command.command("settle")
@click.argument("id", type=click.IntRange(1, 2**31 - 1))
@click.option("--right/--wrong", required=True, help="Whether the other sale is the right one.")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def settle(settings: Settings, id: int, right: bool, reason: str, by: str | None, as_json: bool) -> None:
    """Head office has found out about the other sale ID."""
    done = run(settings, actions.settle_other_sale, id, desk_of(settings, by), right=right, reason=reason)
    _print_others([done], settings, as_json=as_json)


def _row(one: SoldUnit) -> tuple[object, ...]:
    return one.serial, one.model, one.customer or "", one.sold_by, str(one.sold_on), str(one.receipt_card_on or "")


def _print(unit: SoldUnit, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(unit, ZoneInfo(settings.time_zone))
        return
    for name, (en, zh) in UNIT.items():
        told = getattr(unit, name)
        if told is not None:
            say(f"{en}: {told}", f"{zh}：{told}")


def _print_others(found: list[OtherSale], settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    rows = [
        (one.id, one.serial, one.sold_by, str(one.sold_on), one.told_by, one.note, said(one.state)) for one in found
    ]
    out.print(table(OTHERS, rows))

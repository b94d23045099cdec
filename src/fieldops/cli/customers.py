"""``fieldops customers``: whom customers want or refuse, and when nobody may come (V1)."""

from __future__ import annotations

import re
from datetime import time
from zoneinfo import ZoneInfo

import click

from fieldops.actions import customer_wishes as actions
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import minute, say, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import customer_wishes as store
from inventory.customer_wishes import NewWish, RecordedWish, Rest, Rests, Wish, WishSheet

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_ZH = "一二三四五六日"
WISHES = {
    "en": ("Technician", "Wish", "Order", "Said by", "Why", "Written by", "At"),
    "zh": ("维修人员", "意愿", "维修单", "提出人", "原因", "登记人", "时间"),
}
RESTS = {"en": ("Days", "From", "To", "Note"), "zh": ("星期", "开始", "结束", "备注")}


class RestParam(click.ParamType):  # type: ignore[type-arg]
    """``mon-fri@12:00-13:30`` or ``sat,sun@12:00-14:00``."""

    name = "days@from-to"

    def convert(self, value: str | Rest, param: click.Parameter | None, ctx: click.Context | None) -> Rest:
        if isinstance(value, Rest):
            return value
        found = re.fullmatch(r"([a-z,-]+)@(\d\d?:\d\d)-(\d\d?:\d\d)", value.strip().lower())
        try:
            days, starts, ends = found.groups() if found else ("", "", "")
            return Rest(weekdays=_days(days), starts=_at(starts), ends=_at(ends))
        except ValueError:
            self.fail(f"{value}: days and times, such as mon-fri@12:00-13:30", param, ctx)


def _days(words: str) -> tuple[int, ...]:
    found: list[int] = []
    for word in words.split(","):
        first, _, last = word.partition("-")
        found += range(DAYS.index(first), DAYS.index(last or first) + 1)
    return tuple(found)


def _at(word: str) -> time:
    return time.fromisoformat(word.zfill(5))


@click.group("customers")
def customers_command() -> None:
    """Customers: whom they want or refuse, and when nobody may come."""


@customers_command.command("wishes")
@click.argument("customer")
@json_option
@click.pass_obj
def wishes(settings: Settings, customer: str, as_json: bool) -> None:
    """Show what CUSTOMER wants, and all that was ever said."""
    _print(run(settings, store.sheet, customer), settings, as_json=as_json)


@customers_command.command("wish")
@click.argument("customer")
@click.argument("wish", type=choice(Wish))
@click.argument("technician")
@click.option("--said-by", required=True, help="Who of the customer's said so.")
@click.option("--why", required=True)
@click.option("--order", help="For this order alone; else for all of the customer's.")
@by_option
@json_option
@click.pass_obj
def wish(
    settings: Settings,
    customer: str,
    wish: str,
    technician: str,
    said_by: str,
    why: str,
    order: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Write down what CUSTOMER thinks of TECHNICIAN; 'none' takes it back."""
    new = NewWish(technician=technician, wish=Wish(wish), said_by=said_by, why=why, order=order)
    _print(run(settings, actions.say, customer, new, desk_of(settings, by)), settings, as_json=as_json)


@customers_command.command("rests")
@click.argument("customer")
@click.argument("rests", type=RestParam(), nargs=-1)
@json_option
@click.pass_obj
def rests(settings: Settings, customer: str, rests: tuple[Rest, ...], as_json: bool) -> None:
    """Say when nobody may be at CUSTOMER's: all rest and meal times, such as mon-fri@12:00-13:30; none are named: at any time
    somebody may."""
    _print(run(settings, actions.set_rests, customer, Rests(rests=rests)), settings, as_json=as_json)


def _print(sheet: WishSheet, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(sheet, zone)
        return
    say(f"Customer {sheet.customer}: what holds", f"客户 {sheet.customer}：当前意愿")
    out.print(table(WISHES, [_row(one, zone) for one in sheet.wishes]))
    say("Rest and meal times", "休息与用餐时间")
    out.print(table(RESTS, [(_named(rest), f"{rest.starts:%H:%M}", f"{rest.ends:%H:%M}", rest.note) for rest in sheet.rests]))  # fmt: skip
    if len(sheet.said) > len(sheet.wishes):
        say("All that was said, the last first", "全部记录（新的在前）")
        out.print(table(WISHES, [_row(one, zone) for one in sheet.said]))


def _row(one: RecordedWish, zone: ZoneInfo) -> tuple[str, ...]:
    return one.technician, said(one.wish), one.order or "–", one.said_by, one.why, one.by, minute(one.at, zone)


def _named(rest: Rest) -> str:
    if language() == "zh":
        return "、".join(DAYS_ZH[day] for day in rest.weekdays)
    return " ".join(DAYS[day] for day in rest.weekdays)

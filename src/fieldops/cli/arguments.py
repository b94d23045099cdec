"""What several commands take: goods, months, who acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from zoneinfo import ZoneInfo

import click

from fieldops.settings import Settings
from inventory.accounts import Condition
from inventory.shipments import Goods

by_option = click.option("--by", help="The login of who does it, if not whoever runs the command.")
month_option = click.option("--period", help="A month, such as 2026-11; else this one.")


serials_option = click.option(
    "--serial",
    "serials",
    multiple=True,
    help="A line and a piece's serial, such as 1:SN-004711, for each of a tracked part.",
)


def by_line(words: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The serials of each line, from ``1:SN-1`` and the like.

    :raises click.BadParameter: a word has no line.
    """
    found: dict[int, tuple[str, ...]] = {}
    for word in words:
        line, _, serial = word.partition(":")
        if not line.isdecimal() or not serial:
            raise click.BadParameter(f"{word}: a line and a serial, such as 1:SN-004711")
        found[int(line)] = (*found.get(int(line), ()), serial)
    return found


class GoodsParam(click.ParamType):  # type: ignore[type-arg]
    """``DP-9001:2`` or ``DP-9001:2:defective``."""

    name = "part:quantity[:condition]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Goods:
        part, _, rest = value.partition(":")
        quantity, _, condition = rest.partition(":")
        if not quantity.isdecimal() or condition not in {"", *Condition}:
            self.fail(f"{value}: a part, a number of pieces and perhaps a condition, such as DP-9001:2:new", param, ctx)
        return Goods(part=part, quantity=int(quantity), condition=Condition(condition or "new"))


class YuanParam(click.ParamType):  # type: ignore[type-arg]
    """``4000`` or ``4000.50``, in fen."""

    name = "yuan"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        try:
            fen = Decimal(value) * 100
        except InvalidOperation:
            fen = Decimal("NaN")
        if not fen.is_finite() or fen != fen.to_integral_value():
            self.fail(f"{value}: yuan with at most two decimals, such as 4000.50", param, ctx)
        return int(fen)


class DayParam(click.ParamType):  # type: ignore[type-arg]
    """``2026-11-20``."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value}: a day, such as 2026-11-20", param, ctx)


GOODS, YUAN, DAY = GoodsParam(), YuanParam(), DayParam()


def split(word: str, example: str, *, least: int, most: int) -> list[str]:
    """The parts of ``word`` between its colons, empty ones behind it up to ``most``; the first is a line's number.

    :raises click.BadParameter: it has others, or what is to be a number isn't one.
    """
    found = word.split(":", most - 1)
    numbers = (0, 1) if least == 2 else (0, 2)
    if len(found) < least or not all(found[n].isdecimal() for n in numbers):
        raise click.BadParameter(f"{word}: such as {example}")
    return [*found, *[""] * (most - len(found))]


def choice(of: type[StrEnum]) -> click.Choice[str]:
    """One of its values, as the API writes them."""
    return click.Choice([one.value for one in of])


def local_day(settings: Settings, now: datetime) -> date:
    """The day in the network's time zone."""
    return now.astimezone(ZoneInfo(settings.time_zone)).date()

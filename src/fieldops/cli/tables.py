"""Tables and figures as commands print them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.table import Table
from rich.text import Text as Line

from fieldops.cli.console import language, out
from inventory.orders import Appointment

YUAN = re.compile(r"-?[\d,]+\.\d\d")
Headings = Mapping[str, Sequence[str]]


def table(headings: Headings, rows: Sequence[Sequence[Any]]) -> Table:
    """Numbers and money to the right; codes are never cut."""
    shown = Table(box=None, pad_edge=False)
    for n, heading in enumerate(headings[language()]):
        number = any(isinstance(row[n], int) or YUAN.fullmatch(str(row[n])) for row in rows)
        shown.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(Line(str(cell)) for cell in row))
    if not rows:
        shown.add_row(Line("没有记录" if language() == "zh" else "Nothing found", style="dim"))
    return shown


def say(en: str, zh: str, *, style: str | None = None) -> None:
    """One line in the user's language."""
    out.print(zh if language() == "zh" else en, style=style, highlight=False, markup=False, soft_wrap=True)


def say_more(more: int) -> None:
    """How many rows aren't shown."""
    if more > 0:
        say(f"… and {more:,} more", f"……另有 {more:,} 行", style="dim")


def yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def minute(moment: datetime | None, zone: ZoneInfo) -> str:
    """``moment`` in the network's time; nothing for None."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def span(window: Appointment | None, zone: ZoneInfo) -> str:
    """From when to when in the network's time, the day once if it is one; nothing for None."""
    if window is None:
        return ""
    starts, ends = window.starts.astimezone(zone), window.ends.astimezone(zone)
    until = f"{ends:%H:%M}" if starts.date() == ends.date() else f"{ends:%m-%d %H:%M}"
    return f"{starts:%m-%d %H:%M}–{until}"

"""``fieldops ties``: what ties the visits of two orders (V4)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click

from fieldops.actions import order_ties as actions
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, out, print_json
from fieldops.cli.tables import minute, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import order_ties as store
from fieldops.store.pages import Wanted
from inventory.order_ties import MOST_GAP_S, NewTie, Tie, TieKind

TIES = {
    "en": ("No.", "Kind", "First", "Second", "Gap (min)", "Why", "By", "At", "Ended"),
    "zh": ("编号", "关联", "前单", "后单", "间隔（分）", "原因", "登记人", "时间", "解除"),
}


@click.group("ties")
def ties_command() -> None:
    """Ties: two orders' visits by the same technician, by another one, or one after the other."""


@ties_command.command("add")
@click.argument("kind", type=choice(TieKind))
@click.argument("first")
@click.argument("second")
@click.option(
    "--gap-min", type=click.IntRange(0, MOST_GAP_S // 60), default=0, help="Minutes between them, for 'after'."
)
@click.option("--why", required=True)
@by_option
@json_option
@click.pass_obj
def add(
    settings: Settings, kind: str, first: str, second: str, gap_min: int, why: str, by: str | None, as_json: bool
) -> None:
    """Tie the orders FIRST and SECOND; 'after': SECOND starts when FIRST is done."""
    new = NewTie(kind=TieKind(kind), first=first, second=second, gap_s=gap_min * 60, why=why)
    _print([run(settings, actions.tie, new, desk_of(settings, by))], settings, as_json=as_json)


@ties_command.command("end")
@click.argument("tie", type=click.IntRange(1))
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def end(settings: Settings, tie: int, reason: str, by: str | None, as_json: bool) -> None:
    """From the next plan on the TIE of this number doesn't hold."""
    _print([run(settings, actions.untie, tie, reason, desk_of(settings, by))], settings, as_json=as_json)


@ties_command.command("list")
@click.option("--order", help="Those that concern it.")
@click.option("--all", "every", is_flag=True, help="Those that were ended too.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_ties(settings: Settings, order: str | None, every: bool, limit: int, as_json: bool) -> None:
    """List ties, the last one first."""
    wanted = Wanted(equal={}, ordering="-id", limit=limit, offset=0)
    count, found = run(settings, store.tie_page, wanted, order=order, holds=None if every else True)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    _print(found, settings, as_json=False)
    say_more(count - len(found))


def _print(ties: list[Tie], settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(ties[0], zone)
        return
    rows = [
        (
            str(one.id),
            said(one.kind),
            one.first,
            one.second,
            str(one.gap_s // 60) if one.gap_s else "–",
            one.why,
            one.by,
            minute(one.at, zone),
            minute(one.ended_at, zone) or "–",
        )
        for one in ties
    ]
    out.print(table(TIES, rows))

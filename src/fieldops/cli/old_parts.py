"""``fieldops old-parts``: what must come back, since when and until when (O1)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import old_parts as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import old_parts as store
from fieldops.store.pages import Wanted
from inventory.old_parts import OldPart, State

OLD_PARTS = {
    "en": ("Id", "Node", "Order", "Part", "Owed", "Used on", "Due on", "State"),
    "zh": ("编号", "网点", "维修单", "配件", "欠件", "使用日期", "返还期限", "状态"),
}


@click.group("old-parts")
def old_parts_command() -> None:
    """Old parts that must come back from warranty repairs."""


@old_parts_command.command("list")
@click.option("--node")
@click.option("--order", "service_order")
@click.option("--part")
@click.option("--state", type=choice(State))
@click.option("--overdue", is_flag=True, help="Only what is owed and was due before today.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_old_parts(settings: Settings, /, overdue: bool, limit: int, as_json: bool, **equal: str | None) -> None:
    """List what is owed, what is due first at the top."""
    zone = ZoneInfo(settings.time_zone)
    today = datetime.now(UTC).astimezone(zone).date()
    wanted = Wanted(equal=equal, ordering="due_on", limit=limit, offset=0)
    count, found = run(settings, store.old_part_page, wanted, overdue_on=today if overdue else None)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    out.print(table(OLD_PARTS, [_row(one) for one in found]))
    say_more(count - len(found))


def _row(one: OldPart) -> tuple[object, ...]:
    return one.id, one.node, one.order, one.part, one.owed, str(one.used_on), str(one.due_on), said(one.state)


@old_parts_command.command("waive")
@click.argument("id")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def waive(settings: Settings, id: str, reason: str, by: str | None, as_json: bool) -> None:
    """Decide that what is still owed needn't come back."""
    done = run(settings, actions.waive_old_part, id, by=by or login(), reason=reason, now=datetime.now(UTC))
    if as_json:
        print_json(done.value, ZoneInfo(settings.time_zone))
        return
    out.print(table(OLD_PARTS, [_row(done.value)]))

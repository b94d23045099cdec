"""``fieldops check-lists``: what is looked at on a kind of equipment (V3)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import check_lists as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option
from fieldops.cli.console import json_option, language, login, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import check_lists as store
from fieldops.store.pages import Wanted
from fieldops.web.decoding import decode
from inventory.check_lists import CheckItem, CheckList, ItemKind, NewCheckList

LISTS = {
    "en": ("Kind", "Version", "Items", "Made by", "When"),
    "zh": ("设备类型", "版本", "检查项", "制定人", "时间"),
}
ITEMS = {
    "en": ("Item", "Answer", "Good is", "Level", "Fault", "Text"),
    "zh": ("检查项", "填写方式", "合格条件", "故障等级", "故障代码", "内容"),
}


@click.group("check-lists")
def check_lists_command() -> None:
    """Check lists of inspections by kind of equipment."""


@check_lists_command.command("list")
@click.option("--kind")
@click.option("--all", "all_versions", is_flag=True, help="Older versions too.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_check_lists(settings: Settings, kind: str | None, all_versions: bool, limit: int, as_json: bool) -> None:
    """List the check lists that are used now."""
    wanted = Wanted(equal={"kind": kind}, ordering="kind", limit=limit, offset=0)
    count, found = run(settings, store.head_page, wanted, newest_only=not all_versions)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    rows = [(one.kind, one.version, one.item_count, one.made_by, minute(one.made_at, zone)) for one in found]
    out.print(table(LISTS, rows))
    say_more(count - len(found))


@check_lists_command.command("show")
@click.argument("kind")
@click.option("--version", type=int, help="Else the newest.")
@json_option
@click.pass_obj
def show(settings: Settings, kind: str, version: int | None, as_json: bool) -> None:
    """Print what is looked at on equipment of KIND."""
    _print(run(settings, store.check_list, kind, version), settings, as_json=as_json)


@check_lists_command.command("make")
@click.argument("file", type=click.File("rb"))
@by_option
@json_option
@click.pass_obj
def make(settings: Settings, file: click.File, by: str | None, as_json: bool) -> None:
    """Make the next version from FILE ('-' for standard input): {"kind": "WASHER", "items": [{"code": "HOSE", …}]}."""
    new = decode(NewCheckList, file.read())  # type: ignore[attr-defined]
    _print(run(settings, actions.make, new, by=by or login(), now=datetime.now(UTC)), settings, as_json=as_json)


def _print(found: CheckList, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    say(f"{found.kind}, version {found.version}", f"{found.kind}，版本 {found.version}", style="bold")
    out.print(table(ITEMS, [_row(item) for item in found.items]))


def _row(item: CheckItem) -> tuple[object, ...]:
    text = item.text_zh if language() == "zh" else item.text_en
    return item.code, said(item.kind), _good(item), item.fault_level, item.fault or "", text


def _good(item: CheckItem) -> str:
    if item.kind is ItemKind.YES_NO:
        return {("en", True): "yes", ("en", False): "no", ("zh", True): "是", ("zh", False): "否"}[language(), bool(item.wanted)]  # fmt: skip
    return limits(item)


def limits(item: CheckItem) -> str:
    """Of a measure; nothing for what isn't one."""
    low = "" if item.least is None else f"≥ {item.least}"
    high = "" if item.most is None else f"≤ {item.most}"
    return " ".join(filter(None, (low, high, item.unit)))

"""``fieldops parts``: look into the catalogue (P6)."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

import click

from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import say, table
from fieldops.database.door import read
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.settings import Settings
from fieldops.store import parts
from fieldops.store.parts import ChainedPart, PartsFound

HEADINGS = {
    "en": ("Number", "Name", "中文名", "Barcode", "Current number"),
    "zh": ("配件号", "名称", "英文名", "条码", "现行配件号"),
}


@click.group("parts")
def parts_command() -> None:
    """Look into the parts catalogue."""


@parts_command.command("search")
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True)
@json_option
@click.pass_obj
def search_command(settings: Settings, query: str, limit: int, as_json: bool) -> None:
    """Parts whose number, name (zh, en), pinyin or its initials begin with QUERY at some word, or whose barcode it is."""

    async def run() -> PartsFound:
        async with connect(settings):
            await migrate()
            return await read(parts.find, query, limit=limit)

    found = asyncio.run(run())
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    zh = language() == "zh"
    if not found.results:
        say("No part was found.", "没有找到配件。")
        return
    out.print(table(HEADINGS, [_cells(part, zh=zh) for part in found.results]))
    if found.more:
        say("… and more: say more, or raise --limit", "……还有更多，请缩小范围或加大 --limit", style="dim")


def _cells(part: ChainedPart, *, zh: bool) -> tuple[str, ...]:
    names = (part.name_zh, part.name_en) if zh else (part.name_en, part.name_zh)
    return part.number, *names, part.barcode or "", "" if part.current == part.number else f"→ {part.current}"

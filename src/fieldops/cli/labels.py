"""``fieldops labels``: labels of parts as PDF (P6)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.cli.arguments import choice
from fieldops.cli.console import language, out
from fieldops.database.door import read
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.documents.labels import part_labels
from fieldops.documents.printing import Print
from fieldops.settings import Settings
from inventory.labels import LabelLayout, LabelOrder, PartLabel


@click.command("labels")
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PDF to write."
)
@click.option("--copies", type=int, default=1, show_default=True, help="Of each part.")
@click.option("--layout", type=choice(LabelLayout), default=LabelLayout.A4_3X8.value, show_default=True)
@click.option("--skip", type=int, default=0, show_default=True, help="Labels that are gone from the first sheet.")
@click.pass_obj
def labels_command(
    settings: Settings, parts: tuple[str, ...], output: Path, copies: int, layout: LabelLayout, skip: int
) -> None:
    """Print labels of parts, given by their numbers."""
    order = LabelOrder(
        parts=tuple(PartLabel(part=part, copies=copies) for part in parts), layout=LabelLayout(layout), skip=skip
    )

    async def run() -> bytes:
        async with connect(settings):
            await migrate()
            document = await read(part_labels, order)
        zone = ZoneInfo(settings.time_zone)
        return await Print(document=document, language=language(), zone=zone, at=datetime.now(UTC)).pdf()

    pdf = asyncio.run(run())
    output.write_bytes(pdf)
    count = copies * len(parts)
    out.print(f"{output}：{count} 张标签" if language() == "zh" else f"{output}: {count} labels", highlight=False)

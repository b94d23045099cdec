"""How a command writes a paper as PDF."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from fieldops.cli.console import language
from fieldops.cli.tables import say
from fieldops.database.door import read
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.documents.printing import Document, Print
from fieldops.settings import Settings

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PDF to write."
)


def write_paper(settings: Settings, output: Path, gather: Callable[..., Awaitable[Document]], *given: Any) -> None:
    """The paper that ``gather(*given)`` makes, in the user's language."""

    async def made() -> bytes:
        async with connect(settings):
            await migrate()
            document = await read(gather, *given)
        zone = ZoneInfo(settings.time_zone)
        return await Print(document=document, language=language(), zone=zone, at=datetime.now(UTC)).pdf()

    pdf = asyncio.run(made())
    output.write_bytes(pdf)
    say(f"Written: {output}", f"已生成：{output}")

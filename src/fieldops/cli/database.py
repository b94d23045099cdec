"""``fieldops migrate``."""

from __future__ import annotations

import asyncio
from zoneinfo import ZoneInfo

import click

from fieldops.cli.console import json_option, out, print_json
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.settings import Settings


@click.command("migrate")
@json_option
@click.pass_obj
def migrate_command(settings: Settings, as_json: bool) -> None:
    """Bring the database to this version of the program; any number at once is fine."""

    async def run() -> list[str]:
        async with connect(settings):
            return await migrate()

    applied = asyncio.run(run())
    if as_json:
        print_json({"applied": applied}, ZoneInfo(settings.time_zone))
    elif applied:
        out.print(f"Applied {len(applied)} migrations, the newest {applied[-1]}.")
    else:
        out.print("The database is up to date.")

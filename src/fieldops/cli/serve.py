"""``fieldops serve``."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace

import click
import uvicorn

from fieldops.cli.console import err
from fieldops.cli.user import first_administrator
from fieldops.database.engine import DB, connect
from fieldops.database.migrate import migrate
from fieldops.jobs.worker import work
from fieldops.settings import Settings
from fieldops.web.app import create_app
from fieldops.web.server import server

port_option = click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; else as the settings say.")


@click.command("serve")
@port_option
@click.option("--workers/--no-workers", default=True, help="Whether background jobs run in here too.")
@click.pass_obj
def serve_command(settings: Settings, port: int | None, workers: bool) -> None:
    """Serve the web application until Ctrl-C."""
    chosen = replace(settings, port=port) if port else settings

    async def run() -> None:
        async with connect(chosen):
            await migrate()
            await first_administrator()
            await serve(chosen, workers=workers)

    asyncio.run(run())


async def serve(settings: Settings, *, workers: bool = True) -> None:
    """Serve on the open database until SIGINT or SIGTERM; with ``workers`` jobs run too."""
    web: uvicorn.Server = server(create_app(settings, opens_database=False), settings)
    err.print(f"Serving on http://{settings.host}:{settings.port} (Ctrl-C stops)", highlight=False)
    jobs = asyncio.create_task(work(settings, DB)) if workers else None
    try:
        await web.serve()
    finally:
        if jobs:
            jobs.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await jobs

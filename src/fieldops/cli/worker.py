"""``fieldops worker``."""

from __future__ import annotations

import asyncio
import contextlib
import signal

import click

from fieldops.cli.console import err
from fieldops.database.engine import DB, connect
from fieldops.database.migrate import migrate
from fieldops.jobs.worker import work
from fieldops.settings import Settings


@click.command("worker")
@click.pass_obj
def worker_command(settings: Settings) -> None:
    """Run background jobs until Ctrl-C; start as many on as many machines as you like."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        async with connect(settings):
            await migrate()
            jobs = asyncio.create_task(work(settings, DB))
            for stop in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(stop, jobs.cancel)
            err.print(f"Working, {settings.worker_concurrency} jobs at once (Ctrl-C stops)", highlight=False)
            with contextlib.suppress(asyncio.CancelledError):
                await jobs

    asyncio.run(run())

"""Workers in processes of their own, and plans that they make."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from fieldops.store import plans as store
from fieldops.store.plans import PlanHead

SILENCE_S = 8
"""After which a worker counts as dead; short, but longer than a busy machine keeps a living one waiting."""


def next_monday() -> date:
    """Jobs go by the real clock, so they plan a day to come."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=7 - today.weekday())


@asynccontextmanager
async def a_worker_process(url: str, tmp_path: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """``settings`` as environment variables, without their prefix."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "fieldops",
        "worker",
        env={
            **os.environ,
            "FIELDOPS_DATABASE_URL": url,
            "FIELDOPS_DATA_DIR": str(tmp_path),
            "FIELDOPS_WORKER_SILENCE_S": str(SILENCE_S),
            **{f"FIELDOPS_{name}": value for name, value in settings.items()},
        },
        stderr=asyncio.subprocess.DEVNULL,
        preexec_fn=_on_one_core,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _on_one_core() -> None:
    """A planner takes all there are until its time is up, and other tests run beside this one."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})


async def until(right: Callable[[PlanHead], bool], plan_id: int, *, within_s: float = 240) -> PlanHead:
    async with asyncio.timeout(within_s):
        while not right(head := await store.head(plan_id)):
            await asyncio.sleep(0.05)
    return head

"""How fluid the dispatch board is while a visit is dragged over it, in a real Chromium without a graphics card.

``DEMO_PASSWORD=… python -m benchmarks.board --address http://127.0.0.1:8000 --login dispatcher [--path /dispatch?…] [--frames N] [--json]``

The server runs already and has a plan on the board that the link opens, such as that of ``fieldops demo --scale 2``; of a
published one a draft is made first. ``frame_ms`` is the median time from one frame to the next while the pointer goes up and
down over all lanes, ``frame_p95_ms`` nineteen of twenty; a display of 60 Hz can't show more than one in 16.7 ms. ``idle_ms``
is the same while nothing is dragged, the floor of this machine. ``work_ms``: what the page's main thread computes for a frame,
on average.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
from itertools import pairwise
from typing import Any

from playwright.async_api import CDPSession, Page, ViewportSize

from benchmarks.demo_pages import as_draft, chromium, log_in

SIZE: ViewportSize = {"width": 1920, "height": 1080}
FRAMES = """frames => new Promise(done => {
  const times = [];
  const next = now => { times.push(now); times.length > frames ? done(times) : requestAnimationFrame(next); };
  requestAnimationFrame(next);
})"""


async def measured(args: argparse.Namespace) -> dict[str, Any]:
    async with chromium() as browser:
        page = await browser.new_page(viewport=SIZE, locale="en-GB")
        await log_in(page, args.address, args.login, args.path)
        await page.locator(".visit").first.wait_for()
        await as_draft(page)
        await page.wait_for_timeout(2_000)
        idle = await _intervals(page, args.frames // 4)
        session = await page.context.new_cdp_session(page)
        await session.send("Performance.enable")
        await _take_up(page)
        before = await _work_s(session)
        moving = asyncio.create_task(_to_and_fro(page))
        dragged = await _intervals(page, args.frames)
        after = await _work_s(session)
        moving.cancel()
        return {
            "technicians": await page.locator(".lane").count(),
            "visits": await page.locator(".visit").count(),
            "frames": len(dragged),
            "frame_ms": round(statistics.median(dragged), 1),
            "frame_p95_ms": round(statistics.quantiles(dragged, n=20)[-1], 1),
            "idle_ms": round(statistics.median(idle), 1),
            "work_ms": round(1000 * (after - before) / len(dragged), 1),
        }


async def _intervals(page: Page, frames: int) -> list[float]:
    times: list[float] = await page.evaluate(FRAMES, frames)
    return [after - before for before, after in pairwise(times)]


async def _work_s(session: CDPSession) -> float:
    answer = await session.send("Performance.getMetrics")
    return next(float(one["value"]) for one in answer["metrics"] if one["name"] == "TaskDuration")


async def _take_up(page: Page) -> None:
    box = await page.locator(".visit").nth(3).bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 5, box["y"] + 5)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 40, box["y"] + 40, steps=5)
    await page.locator("#hand").wait_for()


async def _to_and_fro(page: Page) -> None:
    """Up and down over the lanes, from morning to evening, as fast as the browser takes it."""
    box = await page.locator(".timeline").bounding_box()
    assert box is not None
    step = 0
    while True:
        step += 1
        across, down = step * 7 % int(box["width"] - 260), step * 11 % int(2 * box["height"] - 200)
        y = down if down < box["height"] - 100 else 2 * box["height"] - 200 - down
        await page.mouse.move(box["x"] + 200 + across, box["y"] + 50 + y)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--login", default="dispatcher")
    parser.add_argument("--path", default="/dispatch")
    parser.add_argument("--frames", type=int, default=600)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args()
    found = asyncio.run(measured(args))
    if args.json:
        print(json.dumps(found))
        return
    for name, figure in found.items():
        print(f"{name:16} {figure}")


if __name__ == "__main__":
    main()

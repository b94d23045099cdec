"""``fieldops plan``: a province's route plan for one day."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from fieldops.actions import plans
from fieldops.cli.console import err, json_option, language, print_json
from fieldops.cli.plan_summary import print_plan
from fieldops.database.door import perform
from fieldops.database.engine import DB, connect
from fieldops.database.migrate import migrate
from fieldops.jobs.worker import work
from fieldops.settings import Settings
from fieldops.store import network, plan_sheets
from fieldops.store.jobs import PLANS_QUEUE
from fieldops.store.plan_sheets import PlanSheet
from fieldops.store.plans import PlanHead, head, planned_with
from inventory.network import Node, NodeKind
from refusals import NotFound, Refusal, Text
from routing.policy import MOST_RESERVE
from routing.requests import MOST_DAYS, PlanRequest, PlanState

LOOK_EVERY_S = 0.3
UNDER_WAY = frozenset({PlanState.QUEUED, PlanState.RUNNING})
NOT_MADE = frozenset({PlanState.FAILED, PlanState.CANCELLED})


class PlanNotMade(Refusal):
    code = "plan_not_made"
    rule = "V4"
    cause = Text(
        en="Plan {id} of {province} is {state}: {cause_en}", zh="{province} 的计划 {id} 状态为 {state}：{cause_zh}"
    )
    remedy = Text(en="What would help: {remedy_en}", zh="处理建议：{remedy_zh}")


@click.command("plan")
@click.option("--province", "names", multiple=True, help="Code or name, zh or en; may be repeated. Else all provinces.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to plan; else tomorrow.")
@click.option("--time-limit", type=click.IntRange(1, 3600), help="Seconds of search for each province.")
@click.option("--again", type=click.IntRange(1), help="Make this plan once more, by its number, and nothing else.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=1, show_default=True, help="So many at once from that day on.")  # fmt: skip
@click.option("--reserve", type=click.IntRange(0, MOST_RESERVE), help="So many technicians of each outlet are kept free; else as the policy says.")  # fmt: skip
@click.option("--publish", is_flag=True, help="Publish it as soon as it is made; else it is a draft.")
@click.option("--full", is_flag=True, help="Print every technician's stops, not only the first few.")
@json_option
@click.pass_obj
def plan_command(
    settings: Settings,
    names: tuple[str, ...],
    day: datetime | None,
    time_limit: int | None,
    again: int | None,
    seed: int,
    days: int,
    reserve: int | None,
    publish: bool,
    full: bool,
    as_json: bool,
) -> None:
    """Make the route plan of a province's technicians for one day. A draft binds nobody; what is published reserves its parts
    and gives the visits to the technicians, in the place of the plan before."""
    chosen = replace(settings, plan_time_limit_s=time_limit) if time_limit else settings

    async def run() -> list[PlanSheet]:
        async with connect(chosen):
            await migrate()
            if again is not None:
                return await make_again(chosen, again)
            return await make_plans(
                chosen,
                await provinces(names),
                day.date() if day else None,
                seed,
                publish=publish,
                days=days,
                reserve=reserve,
            )

    sheets = asyncio.run(run())
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(sheets, zone)
        return
    for sheet in sheets:
        print_plan(sheet, zone, language(), full=full)


async def provinces(names: Sequence[str]) -> list[Node]:
    """The provinces of these codes or names, in their order; all if there are no names.

    :raises NotFound: one of them names none.
    """
    known = await network.nodes_of_kind(NodeKind.PROVINCE)
    if not names:
        return known
    by_name = {name.casefold(): node for node in known for name in (node.name_zh, node.name_en, node.code)}
    found = []
    for name in names:
        matching = [node for key, node in by_name.items() if key.startswith(name.strip().casefold())]
        if not matching:
            raise NotFound(kind="province", key=name)
        found.append(matching[0])
    return found


async def make_plans(
    settings: Settings,
    chosen: Sequence[Node],
    day: date | None,
    seed: int,
    *,
    publish: bool,
    days: int = 1,
    reserve: int | None = None,
) -> list[PlanSheet]:
    """Queue the plans and work on them here, beside whatever other workers there are, until all are made.

    :raises PlanNotMade: one failed or was cancelled.
    """
    if not chosen:
        return []
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(settings.time_zone)).date()
    asked = [
        PlanRequest(
            province=node.code,
            day=day or today + timedelta(days=1),
            requested_at=now,
            today=today,
            time_limit_s=settings.plan_time_limit_s,
            seed=seed,
            publish=publish,
            days=days,
            reserve=reserve,
        )
        for node in chosen
    ]
    ids = await perform(plans.request_everywhere, asked)
    return await _work_on(dict(zip(ids, chosen, strict=True)), settings, settings.plan_time_limit_s)


async def make_again(settings: Settings, plan_id: int) -> list[PlanSheet]:
    """The same with a plan that was asked for before.

    :raises NotFound: there is none. :raises Invalid: its day is over. :raises PlanNotMade:
    """
    before, now = await head(plan_id), datetime.now(UTC)
    new = await perform(plans.again, plan_id, now=now, today=now.astimezone(ZoneInfo(settings.time_zone)).date())
    return await _work_on({new: await network.node(before.province)}, settings, before.time_limit_s)


async def make_rest(settings: Settings, plan_id: int, *, publish: bool) -> list[PlanSheet]:
    """The same province and day from that plan on, with what is locked in it.

    :raises NotFound: there is none. :raises Invalid: its day is over. :raises PlanNotMade:
    """
    before, now = await head(plan_id), datetime.now(UTC)
    asked = PlanRequest(
        province=before.province,
        day=before.day,
        requested_at=now,
        today=now.astimezone(ZoneInfo(settings.time_zone)).date(),
        time_limit_s=settings.plan_time_limit_s,
        seed=before.seed,
        publish=publish,
        based_on=plan_id,
        reserve=before.reserve,
    )
    new = await perform(plans.request, asked)
    return await _work_on({new: await network.node(before.province)}, settings, settings.plan_time_limit_s)


async def _work_on(asked: dict[int, Node], settings: Settings, time_limit_s: int) -> list[PlanSheet]:
    working = asyncio.create_task(work(settings, DB, queues=[PLANS_QUEUE]))
    try:
        await _watch(dict(asked), time_limit_s)
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    return [await _made(one) for plan_id in asked for one in await planned_with(plan_id)]


async def _made(plan_id: int) -> PlanSheet:
    sheet = await plan_sheets.sheet(plan_id)
    made = sheet.plan
    if made.state in NOT_MADE:
        said = made.failure or {
            "cause_en": "-",
            "cause_zh": "-",
            "remedy_en": "Plan again.",
            "remedy_zh": "请重新计划。",
        }
        texts = {name: said[name] for name in ("cause_en", "cause_zh", "remedy_en", "remedy_zh")}
        raise PlanNotMade(id=plan_id, province=made.province, state=made.state, **texts)
    return sheet


async def _watch(waiting: dict[int, Node], time_limit_s: int) -> None:
    """A bar for each plan, until all are finished."""
    zh = language() == "zh"
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[best]}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        tasks = {
            plan_id: bars.add_task(node.name_zh if zh else node.name_en, total=time_limit_s, best="", start=False)
            for plan_id, node in waiting.items()
        }
        while tasks:
            for plan_id in list(tasks):
                found = await head(plan_id)
                _show(bars, tasks[plan_id], found, zh=zh)
                if found.state not in UNDER_WAY:
                    bars.update(tasks.pop(plan_id), completed=time_limit_s)
            await asyncio.sleep(LOOK_EVERY_S)


def _show(bars: Progress, task: object, found: PlanHead, *, zh: bool) -> None:
    if found.started_at is None:
        return
    bars.start_task(task)  # type: ignore[arg-type]
    best = "" if found.best_cost_fen is None else f"{found.best_cost_fen / 100:,.0f} {'元' if zh else 'yuan'}"
    served = f"{found.served} {'单' if zh else 'visits'}" if found.served else ""
    bars.update(task, completed=found.elapsed_ms / 1000, best=f"{served} {best}".strip())  # type: ignore[arg-type]

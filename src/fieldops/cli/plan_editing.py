"""``fieldops plans``: drafts are changed by hand, compared, and planned on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import click

from fieldops.actions import plan_editing as actions
from fieldops.actions import plan_verdicts
from fieldops.actions.plan_editing import Locking
from fieldops.actions.plan_verdicts import Chance, Placing
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.plan import make_rest
from fieldops.cli.plan_summary import WORDS, print_plan
from fieldops.cli.plans import plans_command, tell
from fieldops.cli.tables import minute, say, table, yuan
from fieldops.cli.words import said
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.settings import Settings
from fieldops.store import plan_edits
from fieldops.store import plans as store
from fieldops.store.plan_edits import PlanEdit
from fieldops.store.plans import PlanHead
from routing.compare import Moved
from routing.locks import Lock
from routing.plan import TERMS

PLAN = click.argument("plan", type=click.IntRange(1))
EDITS = {"en": ("", "No.", "When", "By", "Change"), "zh": ("", "序号", "时间", "操作人", "更改")}
CHANCES = {
    "en": ("Technician", "No.", "Starts", "Costs more, yuan", "In the way"),
    "zh": ("人员", "序号", "开始", "增加成本（元）", "不可行原因"),
}
MOVED = {
    "en": ("Order", "What", "From", "At", "To", "At"),
    "zh": ("维修单", "变化", "原人员", "原时间", "新人员", "新时间"),
}


@plans_command.command("move")
@PLAN
@click.argument("order")
@click.argument("technician")
@click.argument("position", type=click.IntRange(1), required=False)
@click.option("--try", "trying", is_flag=True, help="Only say what it would come to.")
@by_option
@json_option
@click.pass_obj
def move(
    settings: Settings,
    plan: int,
    order: str,
    technician: str,
    position: int | None,
    trying: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Make ORDER the visit number POSITION of TECHNICIAN in the draft PLAN, else where it costs least, wherever it is now."""
    placing = Placing(order=order, technician=technician, position=None if position is None else position - 1)
    _place(settings, plan, placing, trying=trying, by=by, as_json=as_json)


@plans_command.command("take-out")
@PLAN
@click.argument("order")
@click.option("--try", "trying", is_flag=True, help="Only say what it would come to.")
@by_option
@json_option
@click.pass_obj
def take_out(settings: Settings, plan: int, order: str, trying: bool, by: str | None, as_json: bool) -> None:
    """Take ORDER out of its route in the draft PLAN."""
    _place(settings, plan, Placing(order=order), trying=trying, by=by, as_json=as_json)


def _place(settings: Settings, plan: int, placing: Placing, *, trying: bool, by: str | None, as_json: bool) -> None:
    if not trying:
        tell(run(settings, _as_it_is, actions.place, plan, placing, desk_of(settings, by)), settings, as_json=as_json)
        return
    verdict = run(settings, plan_verdicts.judge, plan, placing)
    if as_json:
        print_json(verdict, ZoneInfo(settings.time_zone))
    elif verdict.change is None:
        say(f"It can't be done: {verdict.why_en}", f"无法如此调整：{verdict.why_zh}", style="red")
    else:
        cost = yuan(verdict.change["total_fen"])
        say(f"It can be done, and costs {cost} yuan more", f"可以如此调整，成本增加 {cost} 元")


@plans_command.command("chances")
@PLAN
@click.argument("order")
@json_option
@click.pass_obj
def chances(settings: Settings, plan: int, order: str, as_json: bool) -> None:
    """Where each technician could take ORDER in PLAN, the cheapest first."""
    found = run(settings, plan_verdicts.chances, plan, order)
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    out.print(table(CHANCES, [_chance(one) for one in found]))


def _chance(one: Chance) -> tuple[str | int, ...]:
    if one.position is None or one.start_s is None or one.change_fen is None:
        return one.technician, "", "", "", one.why_zh if language() == "zh" else one.why_en
    return one.technician, one.position + 1, _clock(one.start_s), yuan(one.change_fen), ""


def _clock(seconds: int) -> str:
    return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"


async def _as_it_is(action: Callable[..., Awaitable[PlanHead]], plan: int, *args: Any) -> PlanHead:
    """Whoever types a command means the plan as it is now."""
    return await action(plan, *args, version=(await store.head(plan)).version)


@plans_command.command("lock")
@PLAN
@click.argument("names", nargs=-1, required=True)
@click.option("--as", "how", type=choice(Lock), default=Lock.TECHNICIAN.value, show_default=True, help="What of a visit stays.")  # fmt: skip
@by_option
@json_option
@click.pass_obj
def lock(settings: Settings, plan: int, names: tuple[str, ...], how: str, by: str | None, as_json: bool) -> None:
    """Lock visits (by their orders) and whole routes (by their technicians) in the draft PLAN."""
    _lock(settings, plan, names, Lock(how), by=by, as_json=as_json)


@plans_command.command("unlock")
@PLAN
@click.argument("names", nargs=-1, required=True)
@by_option
@json_option
@click.pass_obj
def unlock(settings: Settings, plan: int, names: tuple[str, ...], by: str | None, as_json: bool) -> None:
    """Unlock them again."""
    _lock(settings, plan, names, None, by=by, as_json=as_json)


def _lock(
    settings: Settings, plan: int, names: tuple[str, ...], how: Lock | None, *, by: str | None, as_json: bool
) -> None:
    async def locked() -> PlanHead:
        head = await store.head(plan)
        staff = {route.technician for route in (await plan_edits.content(plan, head.edit)).routes}
        locking = Locking(
            visits={name: how for name in names if name not in staff},
            technicians={name: how is not None for name in names if name in staff},
        )
        return await actions.lock(plan, locking, desk_of(settings, by), version=head.version)

    tell(run(settings, locked), settings, as_json=as_json)


@plans_command.command("undo")
@PLAN
@json_option
@click.pass_obj
def undo(settings: Settings, plan: int, as_json: bool) -> None:
    """Take the last change of the draft PLAN back."""
    tell(run(settings, _as_it_is, actions.undo, plan), settings, as_json=as_json)


@plans_command.command("redo")
@PLAN
@json_option
@click.pass_obj
def redo(settings: Settings, plan: int, as_json: bool) -> None:
    """Make the change of the draft PLAN that was undone last."""
    tell(run(settings, _as_it_is, actions.redo, plan), settings, as_json=as_json)


@plans_command.command("copy")
@PLAN
@by_option
@json_option
@click.pass_obj
def copy(settings: Settings, plan: int, by: str | None, as_json: bool) -> None:
    """Make a draft like PLAN, such as of what is published, to be changed."""
    tell(run(settings, actions.copy, plan, desk_of(settings, by)), settings, as_json=as_json)


@plans_command.command("replan")
@PLAN
@click.option("--time-limit", type=click.IntRange(1, 3600), help="Seconds of search.")
@click.option("--publish", is_flag=True, help="Publish it as soon as it is made; else it is a draft.")
@click.option("--full", is_flag=True, help="Print every technician's stops, not only the first few.")
@json_option
@click.pass_obj
def replan(settings: Settings, plan: int, time_limit: int | None, publish: bool, full: bool, as_json: bool) -> None:
    """Plan the day of PLAN again from it on: what is locked in it stays."""
    chosen = replace(settings, plan_time_limit_s=time_limit) if time_limit else settings

    async def made() -> list[Any]:
        async with connect(chosen):
            await migrate()
            return await make_rest(chosen, plan, publish=publish)

    [sheet] = asyncio.run(made())
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(sheet, zone)
    else:
        print_plan(sheet, zone, language(), full=full)


@plans_command.command("changes")
@PLAN
@json_option
@click.pass_obj
def changes(settings: Settings, plan: int, as_json: bool) -> None:
    """List what was changed in PLAN by hand; ▸ is where it stands."""
    zone = ZoneInfo(settings.time_zone)

    async def found() -> tuple[PlanHead, list[PlanEdit]]:
        return await store.head(plan), await plan_edits.edits_of(plan)

    head, edits = run(settings, found)
    if as_json:
        print_json(edits, zone)
        return
    rows = [("▸" if one.n == head.edit else "", one.n, minute(one.at, zone), one.by, _what(one.said)) for one in edits]
    out.print(table(EDITS, rows))


def _what(change: Mapping[str, Any]) -> str:
    zh = language() == "zh"
    match change:
        case {"verb": "move", "order": order, "technician": technician, "position": position}:
            return (
                f"{order} 调至 {technician} 第 {position + 1} 位"
                if zh
                else f"{order} to {technician}, no. {position + 1}"
            )
        case {"verb": "take_out", "order": order}:
            return f"移出 {order}" if zh else f"{order} taken out"
        case {"verb": "copy", "plan": plan}:
            return f"复制自计划 {plan}" if zh else f"copied from plan {plan}"
        case {"verb": "lock", "visits": visits, "technicians": technicians}:
            names = {**visits, **technicians}
            on, off = (
                ", ".join(name for name, how in names.items() if bool(how) is locked) for locked in (True, False)
            )
            told = (f"锁定 {on}", f"解锁 {off}") if zh else (f"{on} locked", f"{off} unlocked")
            return "; ".join(text for text, given in zip(told, (on, off), strict=True) if given)
    return "生成" if zh else "made"


@plans_command.command("compare")
@PLAN
@click.argument("other", type=click.IntRange(1))
@json_option
@click.pass_obj
def compare(settings: Settings, plan: int, other: int, as_json: bool) -> None:
    """What changes from PLAN to OTHER: who moves, and what it means in money, kilometres and lateness."""
    zone = ZoneInfo(settings.time_zone)
    comparison = run(settings, actions.compared, plan, other)
    if as_json:
        print_json(comparison, zone)
        return
    score = comparison.score
    zh = language() == "zh"
    changed = [(WORDS[term][zh], getattr(score, term)) for term in TERMS if getattr(score, term)]
    terms = ", ".join(f"{name} {fen / 100:+,.2f}" for name, fen in changed)
    total = f"{score.total_fen / 100:+,.2f}"
    say(f"Cost {total} yuan ({terms or 'no term changes'})", f"成本 {total} 元（{terms or '各项不变'}）", style="bold")
    late, km, drive = comparison.late_s // 60, score.distance_m / 1000, score.travel_s // 60
    say(
        f"{score.served:+} served, lateness {late:+} min, driving {km:+,.1f} km and {drive:+} min",
        f"已排 {score.served:+}，超时 {late:+} 分钟，行驶 {km:+,.1f} 公里、{drive:+} 分钟",
    )
    out.print(table(MOVED, [_moved(one) for one in comparison.moved]))


def _moved(one: Moved) -> tuple[str, ...]:
    def at(start_s: int | None) -> str:
        return "" if start_s is None else _clock(start_s)

    old, new = one.old_technician or "", one.new_technician or ""
    return one.visit, said(one.kind), old, at(one.old_start_s), new, at(one.new_start_s)

"""``fieldops spot-checks``: the samples of closed warranty repairs, and what came of them (O5)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import spot_checks as actions
from fieldops.actions.spot_checks import ShownDraw
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import spot_checks as store
from fieldops.store.pages import Wanted
from fieldops.store.spot_checks import KeptCheck
from fieldops.web.spot_checks import shown
from inventory.spot_checks import NewDraw, State, Way

CHECKS = {
    "en": ("Order", "Outlet", "Month", "Way", "State", "Claim", "Note"),
    "zh": ("维修单", "网点", "月份", "方式", "状态", "核销", "说明"),
}


@click.group("spot-checks")
def spot_checks_command() -> None:
    """Spot checks of closed warranty repairs."""


@spot_checks_command.command("draw")
@click.argument("period")
@click.option(
    "--seed", type=int, required=True, help="Decides; a number that nobody could choose, such as a lottery's."
)
@by_option
@json_option
@click.pass_obj
def draw(settings: Settings, period: str, seed: int, by: str | None, as_json: bool) -> None:
    """Draw the sample of the month PERIOD, which is over; drawn again nothing new is."""
    done = run(settings, actions.draw_sample, NewDraw(period=period, seed=seed), desk_of(settings, by))
    _print_draw(done, settings, as_json=as_json)


@spot_checks_command.command("verify")
@click.argument("period")
@json_option
@click.pass_obj
def verify(settings: Settings, period: str, as_json: bool) -> None:
    """Draw the month PERIOD again, and tell whether it comes to the same sample."""
    _print_draw(run(settings, actions.show_draw, period), settings, as_json=as_json)


def _print_draw(found: ShownDraw, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(found, zone)
        return
    drawn = found.draw
    at = minute(drawn.drawn_at, zone)
    say(
        f"{drawn.period}: {found.checks} of {found.repairs} repairs, seed {drawn.seed}, drawn by {drawn.drawn_by} at {at}",
        f"{drawn.period}：{found.repairs} 单中抽取 {found.checks} 单，种子 {drawn.seed}，{drawn.drawn_by} 于 {at} 抽取",
        style="bold",
    )
    if found.same:
        say("Drawn again it is the same sample.", "重新抽取结果一致。")
    else:
        say("Drawn again it is another sample!", "重新抽取结果不一致！", style="bold red")


@spot_checks_command.command("list")
@click.option("--period", help="A month, such as 2026-11.")
@click.option("--outlet")
@click.option("--way", type=choice(Way))
@click.option("--state", type=choice(State))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_checks(settings: Settings, /, limit: int, as_json: bool, **equal: str | None) -> None:
    """List the samples, the last month first."""
    wanted = Wanted(equal=equal, ordering="-period", limit=limit, offset=0)
    count, found = run(settings, store.check_page, wanted)
    if as_json:
        print_json({"count": count, "results": [shown(one) for one in found]}, ZoneInfo(settings.time_zone))
        return
    out.print(table(CHECKS, [_row(one) for one in found]))
    say_more(count - len(found))


def _row(kept: KeptCheck) -> tuple[object, ...]:
    one = kept.value
    frozen = "❄" if one.freezes_claim else ""
    why = "  ".join(filter(None, (one.note, one.lift_reason)))
    return one.order, one.outlet, kept.period, said(one.way), said(one.state), frozen, why


@spot_checks_command.command("pass")
@click.argument("order")
@click.option("--note", default="")
@by_option
@json_option
@click.pass_obj
def pass_check(settings: Settings, order: str, note: str, by: str | None, as_json: bool) -> None:
    """The customer of ORDER confirms the repair."""
    done = run(settings, actions.pass_check, order, note, by=by or login(), now=datetime.now(UTC))
    _print(done, settings, as_json=as_json)


@spot_checks_command.command("fail")
@click.argument("order")
@click.option("--note", required=True, help="What isn't as the record says.")
@by_option
@json_option
@click.pass_obj
def fail_check(settings: Settings, order: str, note: str, by: str | None, as_json: bool) -> None:
    """What the record of ORDER says isn't so: nothing is paid for it."""
    done = run(settings, actions.fail_check, order, note, by=by or login(), now=datetime.now(UTC))
    _print(done, settings, as_json=as_json)


@spot_checks_command.command("lift")
@click.argument("order")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def lift(settings: Settings, order: str, reason: str, by: str | None, as_json: bool) -> None:
    """Decide that the claim for ORDER goes on although its check failed."""
    _print(run(settings, actions.lift, order, reason, by=by or login()), settings, as_json=as_json)


def _print(kept: KeptCheck, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(shown(kept), ZoneInfo(settings.time_zone))
        return
    out.print(table(CHECKS, [_row(kept)]))

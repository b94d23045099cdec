"""``fieldops calendar`` and ``fieldops overrides``: which days are worked and why, and what is changed about them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import calendar as actions
from fieldops.actions.calendar import ShownCalendar, ShownDay
from fieldops.cli.acting import run
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import say, say_more, table
from fieldops.settings import Settings
from fieldops.store import calendar as store
from fieldops.store.pages import Wanted
from routing.calendar import DayOverride

DAY = click.DateTime(["%Y-%m-%d"])
DAYS = {"en": ("Day", "", "Worked", "Why"), "zh": ("日期", "星期", "上班", "原因")}
OVERRIDES = {"en": ("Day", "", "Worked", "Reason"), "zh": ("日期", "星期", "上班", "原因")}
WEEKDAYS = {"en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "zh": ("一", "二", "三", "四", "五", "六", "日")}


@click.command("calendar")
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@json_option
@click.pass_obj
def calendar_command(settings: Settings, first: datetime, last: datetime, as_json: bool) -> None:
    """Show which days from FIRST to LAST are worked, and why."""
    shown = run(settings, actions.show, first.date(), last.date())
    if as_json:
        print_json(shown, ZoneInfo(settings.time_zone))
        return
    out.print(table(DAYS, [_row(one) for one in shown.days]))
    _say_sum(shown)


def _row(one: ShownDay) -> tuple[str, ...]:
    why = one.why_zh if language() == "zh" else one.why_en
    return one.day.isoformat(), weekday(one.day), _worked(one.working), why if one.settled else f"{why} *"


def weekday(day: date) -> str:
    return WEEKDAYS[language()][day.weekday()]


def _worked(working: bool) -> str:
    return "✓" if working else "–"


def _say_sum(shown: ShownCalendar) -> None:
    say(
        f"{shown.working_days} of {len(shown.days)} days are worked.",
        f"共 {len(shown.days)} 天，其中工作日 {shown.working_days} 天。",
    )
    for year in shown.unpublished_years:
        say(
            f"* What the notice for {year} moves isn't published yet: working days may still change.",
            f"* {year} 年调休安排尚未公布，工作日可能变动。",
            style="yellow",
        )


@click.group("overrides")
def overrides_command() -> None:
    """Days that are worked, or aren't, whatever the calendar says."""


@overrides_command.command("list")
@click.option("--since", type=DAY, help="The first day.")
@click.option("--until", type=DAY, help="The last day.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
@json_option
@click.pass_obj
def list_overrides(
    settings: Settings, since: datetime | None, until: datetime | None, limit: int, as_json: bool
) -> None:
    """List them by day."""
    wanted = Wanted(equal={}, ordering="day", limit=limit, offset=0)
    span = {"since": since and since.date(), "until": until and until.date()}
    count, found = run(settings, store.override_page, wanted, **span)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    out.print(
        table(OVERRIDES, [(one.day.isoformat(), weekday(one.day), _worked(one.working), one.reason) for one in found])
    )
    say_more(count - len(found))


@overrides_command.command("add")
@click.argument("day", type=DAY)
@click.option("--worked/--off", "working", default=None, help="Whether it is worked.")
@click.option("--reason", required=True)
@click.pass_obj
def add(settings: Settings, day: datetime, working: bool | None, reason: str) -> None:
    """Have DAY worked, or not, whatever the calendar says."""
    if working is None:
        raise click.UsageError("say --worked or --off: it is never guessed")
    run(settings, actions.override, DayOverride(day=day.date(), working=working, reason=reason))
    say(
        f"{day.date()} is {'worked' if working else 'off'} from now on.",
        f"{day.date()} 已调整为{'上班' if working else '休息'}。",
    )


@overrides_command.command("remove")
@click.argument("day", type=DAY)
@click.pass_obj
def remove(settings: Settings, day: datetime) -> None:
    """Let DAY be again what the calendar says."""
    run(settings, actions.remove_override, day.date())
    say(f"{day.date()} is again what the calendar says.", f"{day.date()} 已恢复为日历原有安排。")

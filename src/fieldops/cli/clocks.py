"""``fieldops clocks``: what orders must see done by when, how that stands, and why it stands still."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from fieldops.actions import clock_desk as actions
from fieldops.actions.clock_desk import Pausing, ShownClock
from fieldops.cli.acting import run
from fieldops.cli.arguments import choice
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store.clocks import Sought
from routing.clock_watch import Standing
from routing.clocks import ClockKind, PauseReason

OF_ORDER = {"en": ("Clock", "With", "Since", "Due", "How it stands"), "zh": ("计时", "责任方", "开始", "时限", "状况")}
LISTED = {"en": ("Order", "Clock", "With", "Due", "How it stands"), "zh": ("维修单", "计时", "责任方", "时限", "状况")}
USUAL = timedelta(hours=24)
"""What a desk looks at that asks for nothing else: what is over due, or is due by then."""
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])
at_option = click.option("--at", type=MOMENT, help="When it happened, such as 2026-11-24T09:00; else now.")


@click.group("clocks")
def clocks_command() -> None:
    """What orders must see done by when, and how that stands."""


@clocks_command.command("show")
@click.argument("order")
@json_option
@click.pass_obj
def show(settings: Settings, order: str, as_json: bool) -> None:
    """Print all clocks of ORDER, and why they were paused."""
    zone = ZoneInfo(settings.time_zone)
    found = run(settings, actions.clocks_of, order, zone=zone, now=datetime.now(UTC))
    if as_json:
        print_json(found, zone)
        return
    rows = [
        (said(one.kind), one.holder, _short(one.started_at, zone), _due(one, zone), _standing(one)) for one in found
    ]
    out.print(table(OF_ORDER, rows))
    _say_pauses(found, zone)
    _say_unpublished(found)


@clocks_command.command("list")
@click.option("--order")
@click.option("--kind", type=choice(ClockKind))
@click.option("--holder", help="The node that is to see to it.")
@click.option("--due-holder", help="The node that had it when it was due.")
@click.option("--standing", type=choice(Standing))
@click.option(
    "--within",
    type=click.FloatRange(0, 9000),
    help="Due within so many hours, or over due, and not done yet; 24 if nothing else is asked.",
)
@click.option("--missed-since", type=MOMENT, help="Missed, and due then or later.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_clocks(
    settings: Settings,
    order: str | None,
    kind: str | None,
    holder: str | None,
    due_holder: str | None,
    standing: str | None,
    within: float | None,
    missed_since: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """List clocks of all orders, what is due first at the top."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    asked = within is not None or order or standing or missed_since
    sought = Sought(
        order=order,
        kind=ClockKind(kind) if kind else None,
        holder=holder,
        due_holder=due_holder,
        standing=Standing(standing) if standing else None,
        due_before=None if asked and within is None else now + (USUAL if within is None else timedelta(hours=within)),
        missed_since=missed_since and missed_since.replace(tzinfo=zone),
    )
    count, found = run(settings, actions.page, sought, ordering="due_at", limit=limit, zone=zone, now=now)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    _print_listed(found, zone)
    say_more(count - len(found))
    _say_unpublished(found)


@clocks_command.command("pause")
@click.argument("order")
@click.argument("kind", type=choice(ClockKind))
@click.option("--reason", type=choice(PauseReason), required=True, help="What lies with us is none.")
@click.option("--note", required=True, help="The reason in words; it stays on record.")
@at_option
@json_option
@click.pass_obj
def pause(
    settings: Settings, order: str, kind: str, reason: str, note: str, at: datetime | None, as_json: bool
) -> None:
    """Let the clock KIND of ORDER stand still."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    pausing = Pausing(reason=PauseReason(reason), note=note, at=_local(at, zone))
    done = run(settings, actions.pause_clock, order, ClockKind(kind), pausing, zone=zone, now=now)
    _print(done, zone, as_json=as_json)


@clocks_command.command("resume")
@click.argument("order")
@click.argument("kind", type=choice(ClockKind))
@at_option
@json_option
@click.pass_obj
def resume(settings: Settings, order: str, kind: str, at: datetime | None, as_json: bool) -> None:
    """Let the clock KIND of ORDER count again."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    done = run(settings, actions.resume_clock, order, ClockKind(kind), _local(at, zone), zone=zone, now=now)
    _print(done, zone, as_json=as_json)


@clocks_command.command("arranged")
@click.argument("order")
@at_option
@json_option
@click.pass_obj
def arranged(settings: Settings, order: str, at: datetime | None, as_json: bool) -> None:
    """Say that it is arranged who does ORDER."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    _print(run(settings, actions.arranged, order, _local(at, zone), zone=zone, now=now), zone, as_json=as_json)


@clocks_command.command("checked")
@click.argument("order")
@at_option
@json_option
@click.pass_obj
def checked(settings: Settings, order: str, at: datetime | None, as_json: bool) -> None:
    """Say that ORDER was checked and goes on as arranged."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    _print(run(settings, actions.checked, order, _local(at, zone), zone=zone, now=now), zone, as_json=as_json)


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at and at.replace(tzinfo=zone)


def _print(clock: ShownClock, zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        print_json(clock, zone)
    else:
        _print_listed([clock], zone)


def _print_listed(clocks: Sequence[ShownClock], zone: ZoneInfo) -> None:
    rows = [(one.order, said(one.kind), one.holder, _due(one, zone), _standing(one)) for one in clocks]
    out.print(table(LISTED, rows))


def _due(clock: ShownClock, zone: ZoneInfo) -> str:
    return _short(clock.due_at, zone) + (" *" if clock.unpublished_years else "")


def _short(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%m-%d %H:%M}"


def _standing(clock: ShownClock) -> str:
    """In words, such as "running, at risk, 0:45 left"."""
    chinese = language() == "zh"
    told = [said(clock.standing)]
    if clock.at_risk:
        told.append("临期" if chinese else "at risk")
    if clock.over_s:
        told.append(f"超 {_hours(clock.over_s)}" if chinese else f"{_hours(clock.over_s)} over")
    elif clock.standing in {Standing.RUNNING, Standing.PAUSED}:
        told.append(f"余 {_hours(clock.left_s)}" if chinese else f"{_hours(clock.left_s)} left")
    if clock.standing is Standing.MISSED and clock.stopped_at is None and clock.cancelled_at is None:
        paused = said(Standing.PAUSED) if clock.paused_since else ""
        told.append(paused or ("未完成" if chinese else "not done"))
    return ("，" if chinese else ", ").join(told)


def _hours(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}"


def _say_pauses(clocks: Sequence[ShownClock], zone: ZoneInfo) -> None:
    for clock in clocks:
        for one in clock.pauses:
            span = f"{minute(one.from_at, zone)} – {minute(one.to_at, zone)}"
            why = f"{said(clock.kind)}: {span}, {said(one.reason)}: {one.note}"
            say(f"paused: {why}", f"暂停：{why}", style="dim")


def _say_unpublished(clocks: Sequence[ShownClock]) -> None:
    for year in sorted({year for clock in clocks for year in clock.unpublished_years}):
        say(
            f"* What the notice for {year} moves isn't published yet: working days, and this due time, may still change.",
            f"* {year} 年调休安排尚未公布，工作日及该时限可能变动。",
            style="yellow",
        )

"""``fieldops weather``: alerts that explain why somebody couldn't be there in time (S6, S7)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import weather as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import weather as store
from fieldops.store.pages import Wanted
from inventory.weather import Alert, AlertKind, AlertLevel, NewAlert, State

ALERTS = {
    "en": ("Number", "Kind", "Level", "Where", "From", "To", "Source", "State"),
    "zh": ("编号", "天气", "级别", "地区", "开始", "结束", "来源", "状态"),
}
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])


@click.group("weather")
def weather_command() -> None:
    """Weather alerts, recorded by a person from a source."""


@weather_command.command("record")
@click.argument("kind", type=choice(AlertKind))
@click.argument("level", type=choice(AlertLevel))
@click.option("--node", "nodes", multiple=True, required=True, help="A province or outlet, with all below it; several times for more.")  # fmt: skip
@click.option("--from", "starts", type=MOMENT, required=True, help="Such as 2026-11-20T06:00.")
@click.option("--to", "ends", type=MOMENT, help="Else until it is ended.")
@click.option("--source", required=True, help="Who published it.")
@click.option("--note", default="")
@by_option
@json_option
@click.pass_obj
def record(
    settings: Settings,
    kind: str,
    level: str,
    nodes: tuple[str, ...],
    starts: datetime,
    ends: datetime | None,
    source: str,
    note: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Record an alert of KIND and LEVEL."""
    zone = ZoneInfo(settings.time_zone)
    new = NewAlert(
        kind=AlertKind(kind),
        level=AlertLevel(level),
        nodes=nodes,
        from_at=starts.replace(tzinfo=zone),
        to_at=ends.replace(tzinfo=zone) if ends else None,
        source=source,
        note=note,
    )
    done = run(settings, actions.record, new, by=by or login(), now=datetime.now(UTC))
    _print([done.value], settings, as_json=as_json)


@weather_command.command("end")
@click.argument("number")
@click.option("--at", "ends", type=MOMENT, required=True)
@json_option
@click.pass_obj
def end(settings: Settings, number: str, ends: datetime, as_json: bool) -> None:
    """Say when the alert NUMBER was over, or correct that."""
    done = run(settings, actions.end, number, ends.replace(tzinfo=ZoneInfo(settings.time_zone)))
    _print([done.value], settings, as_json=as_json)


@weather_command.command("withdraw")
@click.argument("number")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def withdraw(settings: Settings, number: str, reason: str, by: str | None, as_json: bool) -> None:
    """The alert NUMBER was recorded by mistake and explains nothing."""
    done = run(settings, actions.withdraw, number, by=by or login(), reason=reason, now=datetime.now(UTC))
    _print([done.value], settings, as_json=as_json)


@weather_command.command("list")
@click.option("--node", help="Those that concern it.")
@click.option("--kind", type=choice(AlertKind))
@click.option("--state", type=choice(State))
@click.option("--since", type=MOMENT, help="Those still in force after that.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_alerts(
    settings: Settings,
    node: str | None,
    kind: str | None,
    state: str | None,
    since: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """List alerts, the last one first."""
    zone = ZoneInfo(settings.time_zone)
    wanted = Wanted(equal={"kind": kind, "state": state}, ordering="-from_at", limit=limit, offset=0)
    after = since.replace(tzinfo=zone) if since else None
    count, found = run(settings, store.alert_page, wanted, node=node, since=after)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    _print(found, settings, as_json=False)
    say_more(count - len(found))


def _print(alerts: list[Alert], settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(alerts[0], zone)
        return
    if not alerts:
        say("No alert is on record.", "没有登记的天气预警。")
        return
    rows = [
        (
            one.number,
            said(one.kind),
            said(one.level),
            " ".join(one.nodes),
            minute(one.from_at, zone),
            minute(one.to_at, zone),
            one.source,
            said(one.state),
        )
        for one in alerts
    ]
    out.print(table(ALERTS, rows))

"""``fieldops policies``: the figures of the business, which are valid when, and how others take their place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import policies as actions
from fieldops.cli.acting import run
from fieldops.cli.arguments import local_day
from fieldops.cli.console import as_json_text, json_option, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.settings import Settings
from fieldops.store import policies as store
from fieldops.store.pages import Wanted
from fieldops.store.policies import Enacted, Policy
from fieldops.web.decoding import decode
from refusals import one_of, refuse_all

DAY = click.DateTime(["%Y-%m-%d"])
POLICIES = {
    "en": ("Name", "From", "Until", "Enacted", "By", "Replaced", "Reason"),
    "zh": ("政策", "生效日", "截止日", "制定时间", "制定人", "取代时间", "原因"),
}


@click.group("policies")
def policies_command() -> None:
    """The figures of the business, each valid for a time."""


@policies_command.command("list")
@click.option("--name", help="Such as incentives; else all.")
@click.option("--on", type=DAY, help="Those valid on that day.")
@click.option("--replaced", is_flag=True, help="Also those in whose place others stand.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
@json_option
@click.pass_obj
def list_policies(
    settings: Settings, name: str | None, on: datetime | None, replaced: bool, limit: int, as_json: bool
) -> None:
    """Which there are, when they are valid, and who enacted them."""
    zone = ZoneInfo(settings.time_zone)
    wanted = Wanted(equal={"name": name}, ordering="name", limit=limit, offset=0)
    count, found = run(settings, store.policy_page, wanted, on=on.date() if on else None, replaced=replaced)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    out.print(table(POLICIES, [_row(one, zone) for one in found]))
    say_more(count - len(found))


def _row(one: Enacted, zone: ZoneInfo) -> tuple[str, ...]:
    until = str(one.valid_until or "")
    enacted, replaced = minute(one.enacted_at, zone), minute(one.replaced_at, zone)
    return one.name, str(one.valid_from), until, enacted, one.enacted_by, replaced, one.reason


@policies_command.command("show")
@click.argument("name")
@click.option("--on", type=DAY, help="Else today.")
@json_option
@click.pass_obj
def show(settings: Settings, name: str, on: datetime | None, as_json: bool) -> None:
    """The figures of the policy NAME that are valid on a day, as they are written in a file for enact."""
    refuse_all(one_of("name", name, actions.KINDS))
    day: date = on.date() if on else local_day(settings, datetime.now(UTC))
    zone = ZoneInfo(settings.time_zone)
    found = run(settings, store.on, name, day)
    if as_json:
        print_json(found, zone)
        return
    until = found.valid_until
    say(
        f"{name}, valid from {found.valid_from}" + (f" until {until}" if until else " on"),
        f"{name}，自 {found.valid_from} 起生效" + (f"，至 {until} 止" if until else ""),
        style="bold",
    )
    click.echo(as_json_text(found.figures, zone))


@policies_command.command("enact")
@click.argument("file", type=click.File("rb"))
@json_option
@click.pass_obj
def enact(settings: Settings, file: click.File, as_json: bool) -> None:
    """Enact the policy in FILE ('-' for standard input): {"name": …, "valid_from": …, "figures": {…}, "reason": …}.

    Figures that are valid on its first day end there, for the reason given.
    """
    policy = decode(Policy, file.read())  # type: ignore[attr-defined]
    enacted = run(settings, actions.enact, policy)
    if as_json:
        print_json(enacted, ZoneInfo(settings.time_zone))
    else:
        say(f"{policy.name}: valid from {policy.valid_from}", f"{policy.name}：自 {policy.valid_from} 起生效")

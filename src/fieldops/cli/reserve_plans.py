"""``fieldops reserve``: what partners plan to hold for a season, and who has filed (P4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import reserve_plans as actions
from fieldops.actions.reserve_plans import Filing
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option, choice, local_day
from fieldops.cli.console import as_json_text, json_option, language, login, out, print_json
from fieldops.cli.tables import say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.sheets.flat import as_sheet
from fieldops.store import reserve_plans as store
from fieldops.store.pages import Wanted
from inventory.reserve_plans import NewPlan, ReservePlan, Standing, Status, WantedLine, WantedPlan

PLANS = {
    "en": ("Number", "Partner", "Season", "File by", "Status", "Filed on", "Days late", "Lines", "Pieces", "Missing"),
    "zh": ("编号", "网点", "季节", "截止日", "状态", "上报日", "逾期天数", "行数", "储备量", "缺口"),
}
LINES = {
    "en": ("Part", "Planned", "At hand", "Under way", "Missing", "Proposed", "Why", "Taken", "Months", "A month", "Season %", "Note"),
    "zh": ("配件", "计划", "现有", "在途", "缺口", "建议", "依据", "用量", "月数", "月均", "季节指数%", "备注"),
}  # fmt: skip
FILINGS = {
    "en": ("Partner", "Name", "Province", "Standing", "Days late", "Plan", "Lines", "Pieces", "Missing"),
    "zh": ("网点", "名称", "省级中心", "情况", "逾期天数", "计划", "行数", "储备量", "缺口"),
}
FORMS = ("xlsx", "csv", "json")


@click.group("reserve")
def reserve_command() -> None:
    """Reserve plans: propose, change and file them; see who hasn't filed."""


@reserve_command.command("list")
@click.option("--partner")
@click.option("--season")
@click.option("--year", type=int)
@click.option("--status", type=choice(Status))
@click.option("--late/--in-time", default=None, help="Filed after their day, or not.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_plans(
    settings: Settings,
    partner: str | None,
    season: str | None,
    year: int | None,
    status: str | None,
    late: bool | None,
    limit: int,
    as_json: bool,
) -> None:
    """List plans, the last one first."""
    equal = {"partner": partner, "season": season, "year": year, "status": status}
    wanted = Wanted(equal=equal, ordering="-number", limit=limit, offset=0)
    count, found = run(settings, store.head_page, wanted, late=late)
    if as_json:
        print_json({"count": count, "results": found}, ZoneInfo(settings.time_zone))
        return
    rows = [
        (
            one.number,
            one.partner,
            f"{one.season} {one.year}",
            str(one.file_by),
            said(one.status),
            str(one.filed_on or ""),
            one.late_days,
            one.lines,
            one.pieces,
            one.missing,
        )
        for one in found
    ]
    out.print(table(PLANS, rows))
    say_more(count - len(found))


@reserve_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print the plan NUMBER with what was proposed and why."""
    _print(run(settings, store.plan, number).value, settings, as_json=as_json)


@reserve_command.command("propose")
@click.argument("partner_or_number", metavar="PARTNER|NUMBER")
@click.option("--season", help="Its code, as the policy has it.")
@click.option("--year", type=int, help="The year in which the season begins.")
@by_option
@json_option
@click.pass_obj
def propose(
    settings: Settings, partner_or_number: str, season: str | None, year: int | None, by: str | None, as_json: bool
) -> None:
    """Have the plan of PARTNER for a season proposed, or the draft NUMBER anew."""
    now, zone = datetime.now(UTC), ZoneInfo(settings.time_zone)
    if season is None and year is None:
        made = run(settings, actions.propose_again, partner_or_number, now=now, zone=zone)
    elif season is None or year is None:
        raise click.UsageError("a new plan is for a --season and a --year, such as --season spring --year 2027")
    else:
        new = NewPlan(partner=partner_or_number, season=season, year=year)
        made = run(settings, actions.propose, new, by=by or login(), now=now, zone=zone)
    _print(made.value, settings, as_json=as_json)


@reserve_command.command("set")
@click.argument("number")
@click.argument("words", nargs=-1, required=True, metavar="PART:QUANTITY…")
@click.option("--note", help="A note on these lines.")
@click.option("--drop", is_flag=True, help="Leave out all other lines; else they stay as they are.")
@json_option
@click.pass_obj
def set_lines(
    settings: Settings, number: str, words: tuple[str, ...], note: str | None, drop: bool, as_json: bool
) -> None:
    """Plan so many pieces of these parts in the draft NUMBER, such as DP-9001:4."""
    told = _told(words)
    now, zone = datetime.now(UTC), ZoneInfo(settings.time_zone)

    async def edited() -> ReservePlan:
        found = await store.locked(number)
        kept = {one.part: WantedLine(part=one.part, quantity=one.quantity, note=one.note) for one in found.value.lines}
        for part, quantity in told.items():
            noted = kept[part].note if note is None and part in kept else note or ""
            kept[part] = WantedLine(part=part, quantity=quantity, note=noted)
        lines = tuple(one for one in kept.values() if one.part in told or not drop)
        wanted = WantedPlan(lines=lines, note=found.value.note)
        return (await actions.edit(number, wanted, version=found.version, now=now, zone=zone)).value

    _print(run(settings, edited), settings, as_json=as_json)


def _told(words: Sequence[str]) -> dict[str, int]:
    """:raises click.BadParameter: a word isn't a part and a number of pieces, or names its part again."""
    told: dict[str, int] = {}
    for word in words:
        part, _, quantity = word.rpartition(":")
        if not part or not quantity.isdecimal() or part in told:
            raise click.BadParameter(f"{word}: each part once with a number of pieces, such as DP-9001:4")
        told[part] = int(quantity)
    return told


@reserve_command.command("file")
@click.argument("number")
@by_option
@json_option
@click.pass_obj
def file_plan(settings: Settings, number: str, by: str | None, as_json: bool) -> None:
    """Hand the draft NUMBER in; after its filing day it is late."""
    today = local_day(settings, datetime.now(UTC))
    _print(run(settings, actions.file, number, by=by or login(), today=today).value, settings, as_json=as_json)


@reserve_command.command("withdraw")
@click.argument("number")
@json_option
@click.pass_obj
def withdraw(settings: Settings, number: str, as_json: bool) -> None:
    """Take the filed plan NUMBER back into a draft, up to its filing day."""
    today = local_day(settings, datetime.now(UTC))
    _print(run(settings, actions.withdraw, number, today=today).value, settings, as_json=as_json)


@reserve_command.command("overview")
@click.option("--season", help="Else the one to be filed next.")
@click.option("--year", type=int)
@click.option("--standing", type=choice(Standing))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it as .xlsx, .csv or .json.")  # fmt: skip
@json_option
@click.pass_obj
def overview(
    settings: Settings, season: str | None, year: int | None, standing: str | None, output: Path | None, as_json: bool
) -> None:
    """Which partners have filed for a season, in time or late, and which haven't."""
    zone, today = ZoneInfo(settings.time_zone), local_day(settings, datetime.now(UTC))
    form = output.suffix.removeprefix(".").lower() if output else ""
    if output and form not in FORMS:
        raise click.BadParameter(f"{output}: must end in {', '.join(f'.{one}' for one in FORMS)}")
    found = [
        one
        for one in run(settings, actions.overview, season, year, today=today)
        if standing in {None, one.standing.value}
    ]
    if as_json or form == "json":
        text = as_json_text(found, zone)
        output.write_text(text, encoding="utf-8") if output else click.echo(text)
    elif output:
        output.write_bytes(as_sheet(found, "xlsx" if form == "xlsx" else "csv", zone, language())[0])
        say(f"Written: {output}", f"已生成：{output}")
    else:
        _print_filings(found)


def _print_filings(found: Sequence[Filing]) -> None:
    if not found:
        say("No partner.", "没有网点。")
        return
    first = found[0]
    say(
        f"{first.season} {first.year}, to be filed by {first.file_by}",
        f"{first.season} {first.year}，{first.file_by} 前上报",
    )
    rows = [
        (
            one.partner,
            one.name_zh if language() == "zh" else one.name_en,
            one.province,
            said(one.standing),
            one.late_days,
            one.plan or "",
            one.lines,
            one.pieces,
            one.missing,
        )
        for one in found
    ]
    out.print(table(FILINGS, rows))


def _print(plan: ReservePlan, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(plan, ZoneInfo(settings.time_zone))
        return
    late_en = f", {plan.late_days} days late" if plan.late_days else ""
    late_zh = f"，逾期 {plan.late_days} 天" if plan.late_days else ""
    say(
        f"{plan.number} {plan.partner} {plan.season} {plan.year}: {said(plan.status)}, to be filed by {plan.file_by}{late_en}",
        f"{plan.number} {plan.partner} {plan.season} {plan.year}：{said(plan.status)}，{plan.file_by} 前上报{late_zh}",
    )
    rows = [
        (
            one.part,
            one.quantity,
            one.at_hand,
            one.under_way,
            one.missing,
            one.basis.quantity,
            said(one.basis.ground),
            one.basis.pieces,
            one.basis.months,
            f"{one.basis.rate_milli / 1000:.2f}",
            one.basis.index_percent,
            one.note,
        )
        for one in plan.lines
    ]
    if rows:
        out.print(table(LINES, rows))
    else:
        say(
            "No lines: the partner's repairs have taken none of the parts that are reserved.",
            "没有配件：该网点未用过需储备的配件。",
        )

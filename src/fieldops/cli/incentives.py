"""``fieldops incentives``: a month's rewards and penalties, line by line, and the run that posts them (S8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import incentive_runs, incentives, targets
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option
from fieldops.cli.console import json_option, language, login, out, print_json
from fieldops.cli.papers import write_paper
from fieldops.cli.tables import minute, say, say_more, table, yuan
from fieldops.cli.targets import MOMENT, print_shares
from fieldops.cli.words import said
from fieldops.documents import incentive_report
from fieldops.settings import Settings
from fieldops.sheets.flat import as_sheet
from fieldops.store import incentive_runs as store
from fieldops.store.incentive_runs import KeptRun
from fieldops.store.pages import Wanted
from fieldops.web.incentive_runs import head
from fieldops.web.incentives import IncentiveLine, line_shown
from fieldops.web.targets import TargetShare, share_shown
from inventory.incentives import Line, MonthRun, Total, Unsettled, Why
from inventory.targets import Level

LINES = {
    "en": ("Order", "Rule", "What", "Who", "Why", "Yuan"),
    "zh": ("维修单", "规则", "项目", "对象", "说明", "金额（元）"),
}
TOTALS = {
    "en": ("Who", "", "Lines", "Rewards", "Penalties", "Yuan"),
    "zh": ("对象", "", "笔数", "奖励", "扣罚", "金额（元）"),
}
RUNS = {
    "en": ("Number", "Month", "Run", "As of", "Status", "Made by", "Posted by", "Posted"),
    "zh": ("编号", "月份", "次数", "数据截至", "状态", "编制人", "过账人", "过账时间"),
}
FORMS = ("pdf", "xlsx", "csv")


@click.group("incentives")
def incentives_command() -> None:
    """Rewards and penalties of a month: computed, explained, posted once."""


@incentives_command.command("show")
@click.option("--month", "period", required=True, help="A month that is over, such as 2026-10.")
@click.option("--province", help="Else all.")
@click.option("--outlet")
@click.option("--technician")
@click.option("--order")
@click.option("--as-of", "as_of", type=MOMENT, help="As orders stood then, such as 2026-11-12; else now.")
@json_option
@click.pass_obj
def show(
    settings: Settings,
    period: str,
    province: str | None,
    outlet: str | None,
    technician: str | None,
    order: str | None,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """What a month comes to as orders stand: the targets, every line with its rule and why, and who comes to what."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    moment = min(as_of.replace(tzinfo=zone), now) if as_of else now
    found, shares = run(settings, _month, period, moment, zone)
    wanted = {"province": province, "outlet": outlet, "technician": technician, "order": order}
    fitting = [line for line in found.lines if all(sought in {None, getattr(line, name)} for name, sought in wanted.items())]  # fmt: skip
    if as_json:
        print_json({"targets": shares, "lines": [line_shown(one) for one in fitting]}, zone)
        return
    say(
        f"{period}, as orders stood at {minute(moment, zone)}",
        f"{period}，数据截至 {minute(moment, zone)}",
        style="bold",
    )
    if not any((outlet, technician, order)):
        print_shares([one for one in shares if province in {None, one.code}])
        out.print()
    _print_lines(fitting)
    _print_totals(_totals(found, fitting))
    if not any(wanted.values()):
        _say_unsettled(found.unsettled)


async def _month(period: str, moment: datetime, zone: ZoneInfo) -> tuple[MonthRun, list[TargetShare]]:
    found, _ = await incentives.month(period, as_of=moment, zone=zone)
    completion = await targets.month(period, as_of=moment, zone=zone)
    return found, [share_shown(level, share) for level, share in completion.shares if level is Level.PROVINCE]


def _totals(found: MonthRun, lines: Sequence[Line]) -> tuple[Total, ...]:
    return MonthRun(period=found.period, as_of=found.as_of, lines=tuple(lines), unsettled=()).by_party


def _print_lines(lines: Sequence[Line]) -> None:
    if not lines:
        say("No rewards or penalties.", "没有奖惩。")
        return
    zh = language() == "zh"
    rows = [
        (
            line.order or ("全月" if zh else "the month"),
            line.rule,
            said(line.kind),
            " ".join(filter(None, (line.party.node, said(line.party.post), line.party.person))),
            line.text.zh if zh else line.text.en,
            yuan(line.amount_fen),
        )
        for line in sorted(lines, key=lambda one: (one.order is None, one.order or "", one.key))
    ]
    out.print(table(LINES, rows))


def _print_totals(totals: Sequence[Total]) -> None:
    if not totals:
        return
    rows = []
    for total in totals:
        amounts, party = [line.amount_fen for line in total.lines], total.lines[0].party
        rewards, penalties = sum(fen for fen in amounts if fen > 0), sum(fen for fen in amounts if fen < 0)
        rows.append((party.node, said(party.post), len(amounts), yuan(rewards), yuan(penalties), yuan(sum(amounts))))
    out.print()
    out.print(table(TOTALS, rows))


def _say_unsettled(unsettled: Sequence[Unsettled]) -> None:
    open_ones = [one.order for one in unsettled if one.why is Why.NO_CAUSE]
    waiting = len(unsettled) - len(open_ones)
    if open_ones:
        listed = ", ".join(open_ones[:10]) + (" …" if len(open_ones) > 10 else "")
        say(
            f"{len(open_ones)} late orders wait for somebody to decide why (fieldops causes list): {listed}",
            f"{len(open_ones)} 单超时原因尚未认定（fieldops causes list）：{listed}",
            style="yellow",
        )
    if waiting:
        say(f"{waiting} orders are not done, and not late yet.", f"{waiting} 单尚未完工且未超时。")


@incentives_command.command("run")
@click.argument("period")
@click.option("--yes", is_flag=True, help="Post without asking.")
@click.option("--preview", "only_preview", is_flag=True, help="Compute it and keep it, but don't post.")
@by_option
@click.pass_obj
def run_month(settings: Settings, period: str, yes: bool, only_preview: bool, by: str | None) -> None:
    """Compute the month PERIOD, show what posting it would move, and post it if you say so.

    Repeated, it posts what is new and corrects what is found otherwise; nothing is paid twice.
    """
    zone, now, who = ZoneInfo(settings.time_zone), datetime.now(UTC), by or login()
    kept, found, to_post = run(settings, _preview, period, who, zone, now)
    _print_totals(found.by_party)
    _say_unsettled(found.unsettled)
    say(
        f"{kept.run.number}: {len(found.lines)} lines, {to_post} entries to post",
        f"{kept.run.number}：共 {len(found.lines)} 笔，待过账分录 {to_post} 条",
        style="bold",
    )
    if only_preview or not to_post:
        return
    if yes or click.confirm("现在过账？" if language() == "zh" else "Post it now?"):
        run(settings, incentive_runs.post, kept.run.number, by=who, now=datetime.now(UTC))
        say(f"{kept.run.number}: posted", f"{kept.run.number}：已过账")


async def _preview(period: str, by: str, zone: ZoneInfo, now: datetime) -> tuple[KeptRun, MonthRun, int]:
    kept = await incentive_runs.preview(period, by=by, zone=zone, now=now)
    return kept, await store.found_by(kept.run), len(await incentive_runs.to_post(kept.run.number, now=now))


@incentives_command.command("post")
@click.argument("number")
@by_option
@click.pass_obj
def post(settings: Settings, number: str, by: str | None) -> None:
    """Post the preview NUMBER as it was seen."""
    run(settings, incentive_runs.post, number, by=by or login(), now=datetime.now(UTC))
    say(f"{number}: posted", f"{number}：已过账")


@incentives_command.command("runs")
@click.option("--month", "period")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_runs(settings: Settings, period: str | None, limit: int, as_json: bool) -> None:
    """List the runs, the last one first."""
    zone = ZoneInfo(settings.time_zone)
    wanted = Wanted(equal={"period": period}, ordering="-number", limit=limit, offset=0)
    count, found = run(settings, store.run_page, wanted)
    if as_json:
        print_json({"count": count, "results": [head(one) for one in found]}, zone)
        return
    rows = [
        (
            one.run.number,
            one.run.period,
            one.run.n,
            minute(one.run.as_of, zone),
            said(one.run.status),
            one.run.made_by,
            one.run.posted_by or "",
            minute(one.run.posted_at, zone),
        )
        for one in found
    ]
    out.print(table(RUNS, rows))
    say_more(count - len(found))


@incentives_command.command("report")
@click.argument("number")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .pdf, or the lines as .xlsx or .csv.")  # fmt: skip
@click.pass_obj
def report(settings: Settings, number: str, output: Path) -> None:
    """Write the run NUMBER as PDF, or its lines as a sheet."""
    form, zone = output.suffix.removeprefix(".").lower(), ZoneInfo(settings.time_zone)
    if form not in FORMS:
        raise click.BadParameter(f"{output}: must end in {', '.join(f'.{one}' for one in FORMS)}")
    if form == "pdf":
        write_paper(settings, output, incentive_report.of_run, number, zone)
        return
    lines = run(settings, _lines, number)
    output.write_bytes(as_sheet(lines, "xlsx" if form == "xlsx" else "csv", zone, language())[0])
    say(f"Written: {output}", f"已生成：{output}")


async def _lines(number: str) -> list[IncentiveLine]:
    kept = await store.run(number)
    return [line_shown(line) for line in (await store.found_by(kept.run)).lines]

"""``fieldops quotas``: what partners may draw, and the monthly report (P2)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import quotas as actions
from fieldops.actions.one import register_one
from fieldops.cli.acting import run
from fieldops.cli.arguments import YUAN, by_option, choice, local_day, month_option
from fieldops.cli.console import as_json_text, json_option, language, login, out, print_json
from fieldops.cli.papers import write_paper
from fieldops.cli.tables import minute, say, say_more, table, yuan
from fieldops.cli.words import said
from fieldops.documents import quota_report
from fieldops.settings import Settings
from fieldops.sheets.flat import as_sheet
from fieldops.store import quotas as store
from fieldops.store.pages import Wanted
from fieldops.store.quotas import QuotaMonth
from inventory.parts import PartCategory
from inventory.quotas import QuotaGrant, StandingQuota, is_month
from refusals import refuse_all

REPORT = {
    "en": ("Partner", "Category", "Carried in", "Granted", "Drawn", "Given back", "Carried out", "Lapsed", "Left"),
    "zh": ("网点", "类别", "上月结转", "授予", "占用", "退回", "转入下月", "失效", "剩余"),
}
GRANTS = {
    "en": ("When", "By", "Partner", "Month", "Category", "Yuan", "Why", "Reference"),
    "zh": ("时间", "授予人", "网点", "月份", "类别", "金额（元）", "原因", "编号"),
}
FORMS = ("pdf", "xlsx", "csv", "json")

category_option = click.option("--category", type=choice(PartCategory), help="Else in general.")


@click.group("quotas")
def quotas_command() -> None:
    """Quota of the partners: grants, months, and the report."""


@quotas_command.command("report")
@month_option
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write it as .pdf, .xlsx, .csv or .json.")  # fmt: skip
@json_option
@click.pass_obj
def report(settings: Settings, period: str | None, output: Path | None, as_json: bool) -> None:
    """The monthly report: of each partner and category what was carried in, granted, drawn, given back, and is left."""
    zone, month = ZoneInfo(settings.time_zone), period or f"{local_day(settings, datetime.now(UTC)):%Y-%m}"
    form = output.suffix.removeprefix(".").lower() if output else ""
    if output and form not in FORMS:
        raise click.BadParameter(f"{output}: must end in {', '.join(f'.{one}' for one in FORMS)}")
    if output and form == "pdf":
        write_paper(settings, output, quota_report.of_month, month)
        return
    found = run(settings, store.months_of, month)
    if as_json or form == "json":
        text = as_json_text(found, zone)
        output.write_text(text, encoding="utf-8") if output else click.echo(text)
    elif output:
        output.write_bytes(as_sheet(found, "xlsx" if form == "xlsx" else "csv", zone, language())[0])
        say(f"Written: {output}", f"已生成：{output}")
    else:
        out.print(table(REPORT, [_row(one) for one in found]))


def _row(one: QuotaMonth) -> tuple[object, ...]:
    figures = (one.carried_in_fen, one.granted_fen, one.drawn_fen, one.given_back_fen, one.carried_out_fen, one.lapsed_fen, one.left_fen)  # fmt: skip
    return one.partner, said(one.category), *(yuan(fen) for fen in figures)


@quotas_command.command("grant")
@click.argument("partner")
@click.argument("amount", type=YUAN)
@month_option
@category_option
@click.option("--reference", required=True, help="Your name for this grant: repeated, it grants nothing again.")
@click.option("--reason", default="")
@by_option
@json_option
@click.pass_obj
def grant(
    settings: Settings,
    partner: str,
    amount: int,
    period: str | None,
    category: str | None,
    reference: str,
    reason: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Grant PARTNER AMOUNT yuan for a month."""
    now = datetime.now(UTC)
    new = QuotaGrant(
        reference=reference,
        partner=partner,
        period=period or f"{local_day(settings, now):%Y-%m}",
        amount_fen=amount,
        category=PartCategory(category) if category else None,
        reason=reason,
    )
    run(settings, register_one, actions.grant, new, by=by or login(), now=now)
    if as_json:
        print_json(new, ZoneInfo(settings.time_zone))
    else:
        say(f"{partner} {new.period}: {yuan(amount)} yuan granted", f"{partner} {new.period}：已授予 {yuan(amount)} 元")


@quotas_command.command("grants")
@click.option("--partner")
@click.option("--period", help="A month, such as 2026-11.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_grants(settings: Settings, partner: str | None, period: str | None, limit: int, as_json: bool) -> None:
    """Who granted what, when and why, the last one first."""
    wanted = Wanted(equal={"partner": partner, "period": period}, ordering="-granted_at", limit=limit, offset=0)
    count, found = run(settings, store.grant_page, wanted)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    rows = [
        (
            minute(one.granted_at, zone),
            one.granted_by,
            one.partner,
            one.period,
            said(one.category),
            yuan(one.amount_fen),
            one.reason,
            one.reference,
        )
        for one in found
    ]
    out.print(table(GRANTS, rows))
    say_more(count - len(found))


@quotas_command.command("standing")
@click.argument("partner")
@click.argument("monthly", type=YUAN)
@click.option("--from", "from_period", required=True, help="The first month, such as 2026-12.")
@category_option
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def set_standing(
    settings: Settings,
    partner: str,
    monthly: int,
    from_period: str,
    category: str | None,
    reason: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Grant PARTNER so many yuan each month from a month on; 0 ends it."""
    new = StandingQuota(
        partner=partner,
        from_period=from_period,
        monthly_fen=monthly,
        category=PartCategory(category) if category else None,
        reason=reason,
    )
    run(settings, actions.set_standing, new, by=by or login(), now=datetime.now(UTC))
    if as_json:
        print_json(new, ZoneInfo(settings.time_zone))
    else:
        said_month = f"{partner}: {yuan(monthly)} yuan a month from {from_period}"
        say(said_month, f"{partner}：自 {from_period} 起每月 {yuan(monthly)} 元")


@quotas_command.command("open")
@click.argument("period")
@by_option
@click.pass_obj
def open_month(settings: Settings, period: str, by: str | None) -> None:
    """Grant what the standing quotas say for the month PERIOD, each once; a worker does it on its first morning."""
    refuse_all(is_month("period", period))
    count = run(settings, actions.open_month, period, by=by or login(), now=datetime.now(UTC))
    say(f"{period}: {count} granted", f"{period}：授予 {count} 项")


@quotas_command.command("close")
@click.argument("period")
@click.pass_obj
def close_month(settings: Settings, period: str) -> None:
    """What is left of the month PERIOD goes on to the next or lapses, as the policy says; a worker does it in time."""
    refuse_all(is_month("period", period))
    now = datetime.now(UTC)
    count = run(settings, actions.close_month, period, today=local_day(settings, now), now=now)
    say(f"{period}: {count} closed", f"{period}：结转 {count} 项")

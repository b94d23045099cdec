"""``fieldops inspections``: what fell due, what was found, the reports, and the repairs that follow (V3)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from fieldops.actions import inspection_plans, inspection_repairs
from fieldops.actions import inspections as actions
from fieldops.actions.inspection_repairs import RepairWanted
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice
from fieldops.cli.console import json_option, language, login, out, print_json
from fieldops.cli.inspection_plans import plans_command
from fieldops.cli.papers import output_option, write_paper
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.database.engine import connect
from fieldops.database.migrate import migrate
from fieldops.documents import inspection_report
from fieldops.jobs.inspections import Turned, turn
from fieldops.settings import Settings
from fieldops.store import inspections as store
from fieldops.store.inspections import Repair
from fieldops.store.pages import Wanted
from fieldops.web.decoding import decode
from fieldops.web.inspections import AnswersTold, InspectionShown, whole
from inventory.inspections import Finding, State

INSPECTIONS = {
    "en": ("Number", "Node", "Order", "State", "Report due"),
    "zh": ("巡检", "网点", "维修单", "状态", "报告期限"),
}
FINDINGS = {
    "en": ("Equipment", "Level", "Not good", "Found", "Fault", "Repair"),
    "zh": ("设备", "等级", "不合格项", "结果", "故障代码", "维修单"),
}
REPAIRS = {"en": ("Equipment", "Order", "By", "When"), "zh": ("设备", "维修单", "登记人", "时间")}


@click.group("inspections")
def inspections_command() -> None:
    """Inspections of contract customers: due, visited, reported."""


inspections_command.add_command(plans_command)


@inspections_command.command("generate")
@json_option
@click.pass_obj
def generate(settings: Settings, as_json: bool) -> None:
    """Make what falls due by the plans, and let overdue reports fall late; a worker does it each night."""
    zone = ZoneInfo(settings.time_zone)

    async def turned() -> Turned:
        async with connect(settings):
            await migrate()
            return await turn(desk_of(settings))

    done = asyncio.run(turned())
    if as_json:
        print_json(done, zone)
        return
    for number in done.made:
        say(number, number)
    say(
        f"{len(done.made)} made, {done.dropped} off, {done.late} late",
        f"生成 {len(done.made)} 项，取消 {done.dropped} 项，逾期 {done.late} 项",
    )
    for plan in done.refused:
        say(f"{plan} was refused: see the log", f"{plan} 未能生成，请查看日志", style="red")


@inspections_command.command("list")
@click.option("--plan")
@click.option("--customer")
@click.option("--node")
@click.option("--state", type=choice(State))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_inspections(settings: Settings, /, limit: int, as_json: bool, **equal: str | None) -> None:
    """List inspections, the last period first."""
    wanted = Wanted(equal=equal, ordering="-period_first", limit=limit, offset=0)
    count, found = run(settings, store.head_page, wanted)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json({"count": count, "results": found}, zone)
        return
    rows = [(one.number, one.node, one.order, said(one.state), minute(one.report_due_at, zone)) for one in found]
    out.print(table(INSPECTIONS, rows))
    say_more(count - len(found))


@inspections_command.command("show")
@click.argument("number")
@json_option
@click.pass_obj
def show(settings: Settings, number: str, as_json: bool) -> None:
    """Print an inspection with what was found."""
    _print(run(settings, whole, number).value, settings, as_json=as_json)


@inspections_command.command("answer")
@click.argument("number")
@click.argument("file", type=click.File("rb"))
@json_option
@click.pass_obj
def answer(settings: Settings, number: str, file: click.File, as_json: bool) -> None:
    """Take in the answers in FILE ('-' for standard input), as a phone sends them: {"answers": [{"equipment": "M-1", …}]}."""
    told = decode(AnswersTold, file.read())  # type: ignore[attr-defined]
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)

    async def recorded() -> InspectionShown:
        await actions.record(number, told.answers, technician=None, zone=zone, now=now)
        return (await whole(number)).value

    _print(run(settings, recorded), settings, as_json=as_json)


@inspections_command.command("report")
@click.argument("number")
@click.option("--summary", required=True)
@by_option
@json_option
@click.pass_obj
def report(settings: Settings, number: str, summary: str, by: str | None, as_json: bool) -> None:
    """Make the report of NUMBER; nothing is changed afterwards."""
    now = datetime.now(UTC)

    async def reported() -> InspectionShown:
        await actions.report(number, summary, by=by or login(), now=now)
        return (await whole(number)).value

    _print(run(settings, reported), settings, as_json=as_json)


@inspections_command.command("report-pdf")
@click.argument("number")
@output_option
@click.pass_obj
def report_pdf(settings: Settings, number: str, output: Path) -> None:
    """Write the report of NUMBER as PDF; a draft until it is made."""
    write_paper(settings, output, inspection_report.of_inspection, number)


@inspections_command.command("repairs")
@click.argument("number")
@click.argument("words", nargs=-1, metavar="[EQUIPMENT[:MACHINE[:FAULT]]]…")
@by_option
@json_option
@click.pass_obj
def register_repairs(settings: Settings, number: str, words: tuple[str, ...], by: str | None, as_json: bool) -> None:
    """Register the repairs that the findings of NUMBER ask for, each once: all, or for the EQUIPMENT named, with what a
    proposal lacks, such as M-1:XQG10077-1:FL-90."""
    wanted = [_wanted(word) for word in words]
    found = run(settings, inspection_repairs.register, number, wanted, desk_of(settings, by))
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json({"repairs": found}, zone)
        return
    if not found:
        say("Nothing was found that asks for a repair.", "没有需要维修的问题。")
        return
    out.print(table(REPAIRS, [(one.equipment, one.order, one.made_by, minute(one.made_at, zone)) for one in found]))


def _wanted(word: str) -> RepairWanted:
    equipment, unit, fault, *more = [*word.split(":"), "", ""]
    if any(more):
        raise click.BadParameter(f"{word}: equipment, machine and fault, such as M-1:XQG10077-1:FL-90")
    return RepairWanted(equipment=equipment, unit=unit or None, fault=fault or None)


@inspections_command.command("cancel")
@click.argument("number")
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def cancel(settings: Settings, number: str, reason: str, by: str | None, as_json: bool) -> None:
    """Nobody goes there this time; its visit and order are cancelled with it."""
    desk = desk_of(settings, by)

    async def cancelled() -> InspectionShown:
        await inspection_plans.cancel(number, reason, desk)
        return (await whole(number)).value

    _print(run(settings, cancelled), settings, as_json=as_json)


def _print(found: InspectionShown, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(found, zone)
        return
    head = "  ".join(filter(None, (found.number, found.customer, found.node, found.order, found.visit, said(found.state))))  # fmt: skip
    say(head, head, style="bold")
    if found.report_due_at is not None:
        due = minute(found.report_due_at, zone)
        late_en, late_zh = (", late", "，已逾期") if found.was_late else ("", "")
        say(f"Report due {due}{late_en}", f"报告期限 {due}{late_zh}")
    if found.lists:
        say(
            f"{len(found.answers)} answered, {found.unanswered} left",
            f"已填写 {len(found.answers)} 项，未填写 {found.unanswered} 项",
        )
    rows = [row for one in found.proposals for row in _rows(one.findings, one.fault, found.repairs)]
    if rows:
        out.print(table(FINDINGS, rows))


def _rows(findings: Sequence[Finding], fault: str | None, repairs: Sequence[Repair]) -> list[tuple[object, ...]]:
    """Of one piece of equipment."""
    order = {one.equipment: one.order for one in repairs}
    return [
        (
            one.equipment.code,
            one.item.fault_level,
            one.item.text_zh if language() == "zh" else one.item.text_en,
            _found(one),
            fault or "",
            order.get(one.equipment.code, ""),
        )
        for one in findings
    ]


def _found(one: Finding) -> str:
    measured = "" if one.answer.measured is None else f"{one.answer.measured} {one.item.unit}"
    return "  ".join(filter(None, (measured, one.answer.note)))

"""``fieldops warranty``: what a customer is entitled to, and what was found that bears on it (W1 to W6)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import entitlements as actions
from fieldops.actions import warranty_findings
from fieldops.actions.entitlements import Entitlement, Question
from fieldops.actions.unit_warranty import UnitWarranty, unit_warranty
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import DAY, by_option, choice, local_day
from fieldops.cli.console import json_option, language, out, print_json
from fieldops.cli.tables import say, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from inventory.entitlements import Exclusion
from inventory.warranty import Component
from inventory.warranty_findings import FOUND_NAMES, Finding, Found, NewFinding

REASONS = {"en": ("Rule", "Says", "Until", "Because"), "zh": ("规则", "判定", "截止", "理由")}
PARTS = {
    "en": ("If it is", "Class", "Answer", "Rule", "Until"),
    "zh": ("故障件", "类别", "判定", "规则", "截止"),
}
COVERED = {"en": ("What", "Covered until", "By the term of"), "zh": ("部件", "三包期至", "依据")}


@click.group("warranty")
def warranty_command() -> None:
    """Warranty: what a customer is entitled to, for a machine, a fault or an order."""


@warranty_command.command("check")
@click.argument("unit")
@click.argument("fault")
@click.option("--part", help="What failed; else what the fault usually takes.")
@click.option("--component", type=choice(Component), help="The class of what failed, if the part isn't known.")
@click.option("--on", "day", type=DAY, help="The day of the report; else the first that is open, or today.")
@click.option("--works", is_flag=True, help="The machine does what it is for: not a fault of performance.")
@click.option("--found", "exclusions", type=choice(Exclusion), multiple=True, help="What speaks against it.")
@click.option("--foreign-part", "foreign_parts", multiple=True, help="A part found in it that isn't ours.")
@json_option
@click.pass_obj
def check(
    settings: Settings,
    unit: str,
    fault: str,
    part: str | None,
    component: str | None,
    day: date | None,
    works: bool,
    exclusions: tuple[str, ...],
    foreign_parts: tuple[str, ...],
    as_json: bool,
) -> None:
    """What the owner of UNIT is entitled to for FAULT; nothing is registered."""
    question = Question(
        unit=unit,
        fault=fault,
        part=part,
        component=Component(component) if component else None,
        on=day,
        performance=not works,
        exclusions=tuple(Exclusion(one) for one in exclusions),
        foreign_parts=foreign_parts,
    )
    _print(run(settings, actions.check, question, desk_of(settings)), settings, as_json=as_json)


@warranty_command.command("order")
@click.argument("number")
@click.option("--part", help="What failed; else what the repair is expected to use.")
@json_option
@click.pass_obj
def order(settings: Settings, number: str, part: str | None, as_json: bool) -> None:
    """What the customer of the order NUMBER is entitled to."""
    _print(run(settings, actions.of_order, number, desk_of(settings), part=part), settings, as_json=as_json)


@warranty_command.command("unit")
@click.argument("serial")
@json_option
@click.pass_obj
def unit(settings: Settings, serial: str, as_json: bool) -> None:
    """What proves the sale of SERIAL, until when what is covered, and whether the dealer's claims count."""
    found = run(settings, unit_warranty, serial, today=local_day(settings, datetime.now(UTC)))
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    _print_unit(found)


@warranty_command.command("find")
@click.argument("order")
@click.argument("found", type=choice(Found))
@click.option("--note", required=True, help="What shows it.")
@click.option("--part", help="The number on a foreign part.")
@by_option
@json_option
@click.pass_obj
def find(
    settings: Settings, order: str, found: str, note: str, part: str | None, by: str | None, as_json: bool
) -> None:
    """Record what was FOUND at the machine of ORDER that bears on its warranty."""
    new = NewFinding(found=Found(found), note=note, part=part)
    done = run(settings, warranty_findings.record, order, new, desk_of(settings, by))
    _print_finding(done, settings, as_json=as_json)


@warranty_command.command("withdraw")
@click.argument("id", type=click.IntRange(1, 2**31 - 1))
@click.option("--reason", required=True)
@by_option
@json_option
@click.pass_obj
def withdraw(settings: Settings, id: int, reason: str, by: str | None, as_json: bool) -> None:
    """The finding ID was a mistake; it stays on record."""
    done = run(settings, warranty_findings.withdraw, id, reason, desk_of(settings, by))
    _print_finding(done, settings, as_json=as_json)


def _print_finding(finding: Finding, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(finding, ZoneInfo(settings.time_zone))
        return
    name = FOUND_NAMES[finding.found]
    gone_en, gone_zh = ("  (withdrawn)", "（已撤回）") if finding.withdrawn_at else ("", "")
    say(
        f"{finding.id}  {finding.order}  {name.en}: {finding.note}{gone_en}",
        f"{finding.id}  {finding.order}  {name.zh}：{finding.note}{gone_zh}",
    )


def _print(found: Entitlement, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    until_en = f" until {found.until}" if found.until else ""
    until_zh = f"，截止 {found.until}" if found.until else ""
    say(
        f"{found.unit}: {said(found.answer)} ({found.rule}){until_en}",
        f"{found.unit}：{said(found.answer)}（{found.rule}）{until_zh}",
        style="bold",
    )
    say(found.means.en, found.means.zh)
    tongue = language()
    rows = [(one.rule, said(one.answer), _day(one.until), getattr(one.text, tongue)) for one in found.reasons]
    out.print(table(REASONS, rows))
    if len(found.parts) > 1:
        parts = [
            (one.part or "", said(one.component), said(one.answer), one.rule, _day(one.until)) for one in found.parts
        ]
        out.print(table(PARTS, parts))
    say(
        f"Reported {found.reported_on}, under warranty since {found.since} by {said(found.proof)};"
        f" earlier repairs of this fault: {found.earlier_repairs}; days without a visit: {found.unvisited_days}.",
        f"报修 {found.reported_on}，三包自 {found.since} 起（{said(found.proof)}）；"
        f"同一故障已维修 {found.earlier_repairs} 次；未上门 {found.unvisited_days} 日。",
    )
    _say_recognised(found)
    for one in found.findings:
        if one.withdrawn_at is None:
            name = FOUND_NAMES[one.found]
            say(f"Found by {one.by}: {name.en}: {one.note}", f"{one.by} 判定：{name.zh}：{one.note}")


def _print_unit(found: UnitWarranty) -> None:
    say(
        f"{found.unit}  {found.model}  {found.use_class}, sold by {found.sold_by} on {found.sold_on}",
        f"{found.unit}  {found.model}  {found.use_class}，{found.sold_by} 于 {found.sold_on} 售出",
        style="bold",
    )
    say(
        f"Under warranty since {found.since} by {said(found.proof)}. For a fault of performance: refund until"
        f" {found.refund_until}, exchange until {found.exchange_until}.",
        f"三包自 {found.since} 起（{said(found.proof)}）。性能故障可退货至 {found.refund_until}，"
        f"可换货至 {found.exchange_until}。",
    )
    out.print(table(COVERED, [(said(one.component), _day(one.until), said(one.by)) for one in found.covered]))
    _say_recognised(found)


def _say_recognised(found: Entitlement | UnitWarranty) -> None:
    say(
        f"For the dealer's claims: {said(found.recognised_for_claims)} (card due by {found.card_due_on}).",
        f"经销商费用核销：{said(found.recognised_for_claims)}（回执卡期限 {found.card_due_on}）。",
    )


def _day(day: date | None) -> str:
    return str(day or "")

"""``fieldops causes``: why promises were missed, and whose matter that is (S7)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import causes as actions
from fieldops.actions.causes import MissedPromise
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option, choice, local_day
from fieldops.cli.console import json_option, language, login, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.web.causes import MissedRow, row_of, shown
from inventory.cause_rulings import State
from inventory.causes import CAUSE_NAMES, CauseKind, Owner

MISSED = {
    "en": ("Missed promise", "Outlet", "Due", "Late h", "State", "Whose", "Why"),
    "zh": ("超时项目", "网点", "时限", "超时（小时）", "状态", "责任", "原因"),
}
PROPOSALS = {
    "en": ("Cause", "Owner", "Hours", "Decisive", "Why"),
    "zh": ("原因", "责任", "小时", "足以致超时", "说明"),
}
FACTS = {"en": ("From", "To", "What", "Owner", "Detail"), "zh": ("开始", "结束", "情况", "责任", "详情")}
RULINGS = {"en": ("When", "By", "Cause", "Owner", "Reason"), "zh": ("时间", "认定人", "原因", "责任", "理由")}


@click.group("causes")
def causes_command() -> None:
    """Missed promises: the likely cause, and what a person decided."""


@causes_command.command("list")
@click.option("--month", "period", help="Of registration, such as 2026-10; else this one.")
@click.option("--province")
@click.option("--outlet")
@click.option("--owner", type=choice(Owner), help="Decided, or while it is open the likeliest.")
@click.option("--state", type=choice(State))
@click.option("--promise", help="Such as arrive or complete.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@click.pass_obj
def list_missed(settings: Settings, /, period: str | None, limit: int, as_json: bool, **equal: str | None) -> None:
    """List missed promises, the latest first."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    month = period or f"{local_day(settings, now):%Y-%m}"
    found = [row_of(one, now) for one in run(settings, actions.of_month, month, now=now, zone=zone)]
    fitting = [one for one in found if all(sought in {None, getattr(one, name)} for name, sought in equal.items())]
    fitting.sort(key=lambda one: -one.late_s)
    if as_json:
        print_json({"count": len(fitting), "results": fitting[:limit]}, zone)
        return
    out.print(table(MISSED, [_row(one, zone) for one in fitting[:limit]]))
    say_more(len(fitting) - limit)
    still_open = sum(one.state is State.OPEN for one in fitting)
    say(f"{still_open} of {len(fitting)} are open.", f"共 {len(fitting)} 项，其中 {still_open} 项未认定。")


def _row(one: MissedRow, zone: ZoneInfo) -> tuple[str, ...]:
    why = one.text_zh if language() == "zh" else one.text_en
    hours = f"{one.late_s / 3600:.1f}"
    return one.key, one.outlet, minute(one.due_at, zone), hours, said(one.state), said(one.owner), why


@causes_command.command("show")
@click.argument("key")
@json_option
@click.pass_obj
def show(settings: Settings, key: str, as_json: bool) -> None:
    """Print what is known about the missed promise KEY, such as SO-20261002-0017:arrive."""
    now = datetime.now(UTC)
    zone = ZoneInfo(settings.time_zone)
    _print(run(settings, actions.one, key, now=now, zone=zone), now, zone, as_json=as_json)


def _decide(name: str, verb: Callable[..., Awaitable[MissedPromise]], text: str, *, reason_needed: bool) -> None:
    @causes_command.command(name, help=text)
    @click.argument("key")
    @click.argument("kind", type=choice(CauseKind))
    @click.argument("owner", type=choice(Owner))
    @click.option("--reason", default="", required=reason_needed)
    @by_option
    @json_option
    @click.pass_obj
    def decide(settings: Settings, key: str, kind: str, owner: str, reason: str, by: str | None, as_json: bool) -> None:
        now, zone = datetime.now(UTC), ZoneInfo(settings.time_zone)
        who = by or login()
        told = (key, CauseKind(kind), Owner(owner))
        _print(run(settings, verb, *told, reason=reason, by=who, now=now, zone=zone), now, zone, as_json=as_json)


_decide(
    "confirm",
    actions.confirm,
    "Decide that KEY was missed for KIND, the matter of OWNER; with a reason where that wasn't proposed.",
    reason_needed=False,
)
_decide("revise", actions.revise, "Decide otherwise about KEY, for a reason.", reason_needed=True)


def _print(one: MissedPromise, now: datetime, zone: ZoneInfo, *, as_json: bool) -> None:
    if as_json:
        print_json(shown(one, now), zone)
        return
    zh, missed = language() == "zh", one.missed
    late = f"{one.late_s(now) / 3600:.1f}"
    say(
        f"{one.key}  {one.outlet}  due {minute(missed.due_at, zone)}, {late} h late, {said(one.cause.state)}",
        f"{one.key}  {one.outlet}  时限 {minute(missed.due_at, zone)}，超时 {late} 小时，{said(one.cause.state)}",
        style="bold",
    )
    proposals = [
        (
            _name(it.kind),
            said(it.owner),
            f"{it.accounts_s / 3600:.1f}",
            "✓" if it.decisive else "",
            it.text.zh if zh else it.text.en,
        )
        for it in one.proposals
    ]
    out.print(table(PROPOSALS, proposals))
    facts = sorted((fact for it in one.proposals for fact in it.facts), key=lambda fact: fact.from_at)
    if facts:
        rows = [
            (minute(it.from_at, zone), minute(it.to_at, zone), _name(it.kind), said(it.owner), it.what) for it in facts
        ]
        out.print(table(FACTS, rows))
    if one.cause.rulings:
        ruled = [(minute(it.at, zone), it.by, _name(it.kind), said(it.owner), it.reason) for it in one.cause.rulings]
        out.print(table(RULINGS, ruled))


def _name(kind: CauseKind) -> str:
    return CAUSE_NAMES[kind].zh if language() == "zh" else CAUSE_NAMES[kind].en

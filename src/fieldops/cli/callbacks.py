"""``fieldops callbacks``: whom to call after a visit, what they said, and what that comes to in a month (S9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from fieldops.actions import callback_offers
from fieldops.actions import callbacks as actions
from fieldops.actions.desk import Desk
from fieldops.cli.acting import desk_of, run
from fieldops.cli.arguments import by_option, choice, local_day, month_option
from fieldops.cli.console import json_option, login, out, print_json
from fieldops.cli.tables import minute, say, say_more, table
from fieldops.cli.words import said
from fieldops.settings import Settings
from fieldops.store import callbacks as store
from fieldops.store.callbacks import KeptCallback
from fieldops.store.pages import Wanted
from fieldops.web.callbacks import CallbackShown, shown, whole
from inventory.aftercare import Attempt, Satisfaction, State
from inventory.callback_scores import ScoreLine, ScoreOf

CALLBACKS = {
    "en": ("Visit", "Due", "Customer", "Phone", "State", "Answer"),
    "zh": ("上门单", "期限", "客户", "电话", "状态", "结果"),
}
CALLS = {"en": ("When", "By", "Answer", "Note"), "zh": ("时间", "回访人", "结果", "备注")}
SCORES = {"en": ("Whose", "Code", "Callbacks", "Score"), "zh": ("对象", "编号", "回访数", "得分")}
LINES = {
    "en": ("Order", "Visit", "Technician", "Outlet", "Answer", "Score"),
    "zh": ("维修单", "上门单", "维修人员", "网点", "结果", "得分"),
}
MOMENT = click.DateTime(["%Y-%m-%dT%H:%M"])


@click.group("callbacks")
def callbacks_command() -> None:
    """Calls to customers after a visit."""


@callbacks_command.command("list")
@click.option("--today", is_flag=True, help="Only who is to be called today: due today or before, and not over.")
@click.option("--outlet")
@click.option("--technician")
@click.option("--state", type=choice(State))
@click.option("--answer", "result", type=choice(Satisfaction))
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True)
@json_option
@click.pass_obj
def list_callbacks(settings: Settings, /, today: bool, limit: int, as_json: bool, **equal: str | None) -> None:
    """List callbacks, what is due first at the top."""
    zone = ZoneInfo(settings.time_zone)
    tomorrow = local_day(settings, datetime.now(UTC)) + timedelta(days=1)
    due_before = datetime.combine(tomorrow, time(), zone) if today else None
    wanted = Wanted(equal=equal, ordering="due_at", limit=limit, offset=0)

    async def found() -> tuple[int, list[CallbackShown]]:
        count, some = await store.callback_page(wanted, due_before=due_before)
        contacts = await store.contacts({one.value.order.number for one in some})
        return count, [shown(one, contacts[one.value.order.number]) for one in some]

    count, callbacks = run(settings, found)
    if as_json:
        print_json({"count": count, "results": callbacks}, zone)
        return
    out.print(table(CALLBACKS, [_row(one, zone) for one in callbacks]))
    say_more(count - len(callbacks))


def _row(one: CallbackShown, zone: ZoneInfo) -> tuple[object, ...]:
    return (
        one.visit,
        f"{one.due_at.astimezone(zone):%m-%d %H:%M}",
        one.contact.name,
        one.contact.phone,
        said(one.state),
        said(one.result),
    )


@callbacks_command.command("show")
@click.argument("visit")
@json_option
@click.pass_obj
def show(settings: Settings, visit: str, as_json: bool) -> None:
    """Print the callback after VISIT with its calls."""

    async def found() -> CallbackShown:
        return (await whole(await store.callback(visit))).value

    _print(run(settings, found), settings, as_json=as_json)


@callbacks_command.command("call")
@click.argument("visit")
@click.option("--answer", type=click.Choice([one.value for one in Satisfaction if one is not Satisfaction.NO_ANSWER]), help="What the customer said; none if nobody was reached.")  # fmt: skip
@click.option("--note", default="")
@click.option("--at", type=MOMENT, help="When it was; else now.")
@by_option
@json_option
@click.pass_obj
def call(
    settings: Settings,
    visit: str,
    answer: str | None,
    note: str,
    at: datetime | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Write down a call about VISIT; without an answer it is tried again until the policy gives up."""
    zone, now = ZoneInfo(settings.time_zone), datetime.now(UTC)
    attempt = Attempt(
        at=now if at is None else at.replace(tzinfo=zone),
        by=by or login(),
        answer=Satisfaction(answer) if answer else None,
        note=note,
    )

    async def called() -> CallbackShown:
        return (await whole(await actions.call(visit, attempt, zone=zone, now=now))).value

    _print(run(settings, called), settings, as_json=as_json)


@callbacks_command.command("complaint")
@click.argument("visit")
@by_option
@json_option
@click.pass_obj
def complaint(settings: Settings, visit: str, by: str | None, as_json: bool) -> None:
    """Register the complaint of the customer of VISIT, who is dissatisfied; once."""
    _offer(settings, callback_offers.complain, visit, by, as_json=as_json)


@callbacks_command.command("reopen")
@click.argument("visit")
@by_option
@json_option
@click.pass_obj
def reopen(settings: Settings, visit: str, by: str | None, as_json: bool) -> None:
    """Open the order of VISIT again, with which the customer is dissatisfied; once."""
    _offer(settings, callback_offers.reopen, visit, by, as_json=as_json)


def _offer(
    settings: Settings,
    offer: Callable[[str, Desk], Awaitable[KeptCallback]],
    visit: str,
    by: str | None,
    *,
    as_json: bool,
) -> None:
    desk = desk_of(settings, by)

    async def offered() -> CallbackShown:
        return (await whole(await offer(visit, desk))).value

    _print(run(settings, offered), settings, as_json=as_json)


@callbacks_command.command("scores")
@month_option
@click.option("--of", "whose", type=choice(ScoreOf), help="Else technicians, outlets and provinces.")
@click.option("--code", help="One of them, order by order.")
@json_option
@click.pass_obj
def scores(settings: Settings, period: str | None, whose: str | None, code: str | None, as_json: bool) -> None:
    """What the orders closed in a month come to, each by the policy of its day."""
    zone = ZoneInfo(settings.time_zone)
    month = period or f"{local_day(settings, datetime.now(UTC)):%Y-%m}"
    found = run(settings, actions.scores, month, zone=zone)
    chosen = {
        of.value: [one for one in totals if code in {None, one.code}]
        for of, totals in found.items()
        if whose in {None, of.value}
    }
    if as_json:
        print_json(chosen, zone)
        return
    rows = [(said(ScoreOf(of)), one.code, len(one.lines), one.score) for of, some in chosen.items() for one in some]
    out.print(table(SCORES, rows))
    if code is not None:
        out.print(table(LINES, [_line_row(line) for some in chosen.values() for one in some for line in one.lines]))


def _line_row(line: ScoreLine) -> tuple[object, ...]:
    return line.order, line.visit, line.technician, line.outlet, said(line.answer), line.score


def _print(one: CallbackShown, settings: Settings, *, as_json: bool) -> None:
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(one, zone)
        return
    head = "  ".join(filter(None, (one.visit, one.order, one.contact.name, one.contact.phone, said(one.state), said(one.result))))  # fmt: skip
    say(head, head, style="bold")
    say(f"Due {minute(one.due_at, zone)}", f"期限 {minute(one.due_at, zone)}")
    if one.attempts:
        rows = [(minute(call.at, zone), call.by, said(call.answer), call.note) for call in one.attempts]
        out.print(table(CALLS, rows))
    if one.complaint:
        say(f"Complaint: {one.complaint}", f"投诉单：{one.complaint}")
    if one.reopened_at:
        say(f"Opened again: {minute(one.reopened_at, zone)}", f"已重新派单：{minute(one.reopened_at, zone)}")
    if one.offers and not (one.complaint or one.reopened_at):
        commands = f"fieldops callbacks complaint {one.visit} / reopen {one.visit}"
        say(
            f"The customer is dissatisfied: {commands}", f"客户不满意，可登记投诉或重新派单：{commands}", style="yellow"
        )

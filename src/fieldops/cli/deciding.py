"""``fieldops requests``, for who decides: what a decision means, and the decision (P2)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from fieldops.actions import allocation, consequences, waiting_requests
from fieldops.actions import quota_requests as actions
from fieldops.actions.waiting_requests import View
from fieldops.cli.acting import run
from fieldops.cli.arguments import by_option, choice, local_day, split
from fieldops.cli.console import complain, json_option, login, out, print_json
from fieldops.cli.request_sheets import print_request, requests_table
from fieldops.cli.tables import minute, say, table, yuan
from fieldops.cli.words import said
from fieldops.settings import Settings
from inventory.quota_requests import Decision, LineDecision, Reason, Rejection, Ruling, Rulings, Source
from refusals import Refusal

OVERDUE = {"en": ("Old part overdue", "Pieces", "Since"), "zh": ("逾期旧件", "件数", "应还日期")}
WAITING = {
    "en": (
        "Request",
        "Partner",
        "Status",
        "Pieces",
        "Yuan",
        "Orders held up",
        "First due",
        "Waits since",
        "Old parts overdue",
    ),
    "zh": ("申请", "网点", "状态", "件数", "金额", "待件维修单", "最早到期", "等待自", "逾期旧件"),
}
CONSEQUENCES = {
    "en": (
        "Line",
        "Part",
        "Asked",
        "Yuan",
        "Head office",
        "Province",
        "Partner",
        "Under way",
        "Used in 12 months",
        "Holds up",
        "Superseded by",
    ),
    "zh": (
        "行",
        "配件",
        "申请",
        "金额（元）",
        "总部",
        "省库",
        "网点",
        "在途",
        "近12个月用量",
        "等待的维修单",
        "替代件",
    ),
}
QUOTAS = {"en": ("Quota", "Left, yuan", "After, yuan"), "zh": ("额度", "剩余（元）", "批准后（元）")}
ALLOCATION = {
    "en": ("Request", "Line", "Partner", "Part", "Waiting", "Proposed", "From", "Serves"),
    "zh": ("申请", "行", "网点", "配件", "待分配", "建议", "来源", "满足维修单"),
}


@click.command("approve")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--line", "lines", multiple=True, metavar="LINE:PIECES[:REASON[:PART]]", help="A line that gets less, or what supersedes its part, such as 1:3:too_many or 2:4::DP-9002.")  # fmt: skip
@click.option("--from", "sources", multiple=True, metavar="LINE:LOCATION:PIECES", help="Where a line is taken from, such as 1:ZJ/WH:3; else it is found.")  # fmt: skip
@click.option(
    "--extra-quota-fen", type=click.IntRange(0), default=0, help="What head office adds to the general quota."
)
@by_option
@json_option
@click.pass_obj
def approve(
    settings: Settings,
    numbers: tuple[str, ...],
    lines: tuple[str, ...],
    sources: tuple[str, ...],
    extra_quota_fen: int,
    by: str | None,
    as_json: bool,
) -> None:
    """Grant the requests NUMBERS, each in full or, if it is one, as --line says. What can be had is reserved."""
    if len(numbers) > 1 and (lines or sources or extra_quota_fen):
        raise click.UsageError("--line, --from and --extra-quota-fen are for one request")
    if len(numbers) == 1:
        decision = Decision(lines=_decided(lines, sources), extra_quota_fen=extra_quota_fen)
        granted = run(
            settings, actions.approve, numbers[0], decision, by=by or login(), head_office=True, now=datetime.now(UTC)
        )
        print_request(granted.value, settings, as_json=as_json)
        return
    rulings = Rulings(requests=tuple(Ruling(number=number, decision=Decision()) for number in numbers))
    _rule(settings, rulings, by=by, as_json=as_json)


def _decided(lines: Sequence[str], sources: Sequence[str]) -> tuple[LineDecision, ...]:
    taken: dict[int, list[Source]] = {}
    for word in sources:
        line, location, pieces = split(word, "1:ZJ/WH:3", least=3, most=3)
        taken.setdefault(int(line), []).append(Source(location=location, quantity=int(pieces)))
    decided = []
    for word in lines:
        line, pieces, reason, part = split(word, "1:3:too_many or 2:4::DP-9002", least=2, most=4)
        if reason not in {"", *Reason}:
            raise click.BadParameter(f"{word}: the reason is one of {', '.join(Reason)}")
        from_here = taken.pop(int(line), None)
        decided.append(
            LineDecision(
                line=int(line),
                quantity=int(pieces),
                part=part or None,
                reason=Reason(reason) if reason else None,
                sources=None if from_here is None else tuple(from_here),
            )
        )
    decided += [
        LineDecision(line=line, quantity=sum(one.quantity for one in some), sources=tuple(some))
        for line, some in taken.items()
    ]
    return tuple(decided)


def _rule(settings: Settings, rulings: Rulings, *, by: str | None, as_json: bool) -> None:
    """Decide many; exit status 1 if one was refused."""
    results = run(settings, actions.rule, rulings, by=by or login(), head_office=True, now=datetime.now(UTC))
    done = [one.value for one in results if not isinstance(one, Refusal)]
    refused = {ruling.number: one for ruling, one in zip(rulings.requests, results, strict=True) if isinstance(one, Refusal)}  # fmt: skip
    if as_json:
        told = [{"number": number, "code": one.code, "cause": one.explain("en")} for number, one in refused.items()]
        print_json({"done": done, "refused": told}, ZoneInfo(settings.time_zone))
    else:
        out.print(requests_table(done))
        for one in refused.values():
            complain(one)
    sys.exit(1 if refused else 0)


@click.command("reject")
@click.argument("number")
@click.option("--reason", type=choice(Reason), required=True)
@click.option("--text", required=True, help="What the partner is told.")
@by_option
@json_option
@click.pass_obj
def reject(settings: Settings, number: str, reason: str, text: str, by: str | None, as_json: bool) -> None:
    """Reject the request NUMBER."""
    told = Rejection(reason=Reason(reason), text=text)
    rejected = run(settings, actions.reject, number, told, by=by or login(), now=datetime.now(UTC))
    print_request(rejected.value, settings, as_json=as_json)


@click.command("consequences")
@click.argument("number")
@json_option
@click.pass_obj
def show_consequences(settings: Settings, number: str, as_json: bool) -> None:
    """What granting the request NUMBER would mean: quota left, stock, demand, and the orders that wait for it."""
    now = datetime.now(UTC)
    found = run(settings, consequences.of_request, number, today=local_day(settings, now), now=now)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(found, zone)
        return
    rows = []
    for line in found.lines:
        free, held_up = line.free, "\n".join(f"{one.order} {minute(one.due_at, zone)}" for one in line.held_up)
        levels = free.head_office, free.province, free.partner, free.under_way
        rows.append(
            (
                line.line,
                line.part,
                line.quantity,
                yuan(line.amount_fen),
                *levels,
                line.used_12_months,
                held_up,
                " → ".join(line.superseded_by),
            )
        )
    out.print(table(CONSEQUENCES, rows))
    if found.overdue:
        out.print(table(OVERDUE, [(one.part, one.pieces, str(one.since)) for one in found.overdue]))
    if found.quotas:
        out.print(
            table(
                QUOTAS, [(said(one.category) or "*", yuan(one.left_fen), yuan(one.after_fen)) for one in found.quotas]
            )
        )


@click.command("waiting")
@click.option("--view", type=choice(View), default=View.ALL.value, show_default=True)
@by_option
@json_option
@click.pass_obj
def show_waiting(settings: Settings, view: str, by: str | None, as_json: bool) -> None:
    """The requests that wait for a decision, the most urgent first (P2)."""
    now = datetime.now(UTC)
    today = local_day(settings, now)
    asked = View(view)
    found = run(settings, waiting_requests.waiting, asked, by=by or login(), head_office=True, today=today, now=now)
    zone = ZoneInfo(settings.time_zone)
    if as_json:
        print_json(found, zone)
        return
    rows = [
        (
            one.number,
            one.partner,
            said(one.status),
            one.pieces,
            yuan(one.amount_fen),
            one.held_up or "",
            minute(one.due_at, zone) if one.due_at else "",
            minute(one.since, zone),
            one.overdue_old_parts or "",
        )
        for one in found.requests
    ]
    out.print(table(WAITING, rows))


@click.command("allocation")
@click.option("--part", help="For one part only.")
@click.option("--take", is_flag=True, help="Decide the waiting requests as proposed.")
@by_option
@json_option
@click.pass_obj
def propose_allocation(settings: Settings, part: str | None, take: bool, by: str | None, as_json: bool) -> None:
    """Propose who gets what when stock is short: orders due first, then all partners alike (P2, P5)."""
    now = datetime.now(UTC)
    found = run(settings, allocation.propose, part=part, today=local_day(settings, now), now=now)
    if take and found.rulings is not None:
        _rule(settings, found.rulings, by=by, as_json=as_json)
        return
    if as_json:
        print_json(found, ZoneInfo(settings.time_zone))
        return
    rows = []
    for one in found.lines:
        sources = "\n".join(f"{source.quantity} × {source.location}" for source in one.sources)
        rows.append(
            (one.request, one.line, one.partner, one.part, one.waiting, one.proposed, sources, "\n".join(one.orders))
        )
    out.print(table(ALLOCATION, rows))
    if found.rulings is None:
        say("Nothing can be proposed for a request that waits for a decision.", "没有可建议的待审批申请。")
    else:
        say("Take it with --take, or decide otherwise.", "加 --take 按建议批准，也可自行审批。", style="dim")


COMMANDS = (approve, reject, show_waiting, show_consequences, propose_allocation)

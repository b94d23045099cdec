"""How commands print quota requests."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from rich.table import Table

from fieldops.cli.console import out, print_json
from fieldops.cli.tables import say, table, yuan
from fieldops.cli.words import said
from fieldops.settings import Settings
from inventory.quota_requests import QuotaRequest

REQUESTS = {
    "en": ("Number", "Partner", "Month", "Terms", "Status", "Lines", "Pieces", "Yuan"),
    "zh": ("单号", "网点", "月份", "结算", "状态", "行数", "件数", "金额（元）"),
}
LINES = {
    "en": ("Line", "Part", "Asked", "Yuan each", "For order", "Granted", "Of part", "Reason", "From"),
    "zh": ("行", "配件", "申请", "单价（元）", "维修单", "批准", "批准配件", "原因", "来源"),
}


def requests_table(requests: Iterable[QuotaRequest]) -> Table:
    """One row each."""
    return table(REQUESTS, [_row(one) for one in requests])


def _row(one: QuotaRequest) -> tuple[object, ...]:
    pieces = sum(line.quantity for line in one.lines)
    return one.number, one.partner, one.period, said(one.terms), said(one.status), len(one.lines), pieces, yuan(one.asked_fen)  # fmt: skip


def print_request(request: QuotaRequest, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json(request, ZoneInfo(settings.time_zone))
        return
    head = f"{request.number}  {request.partner} → {request.destination}  {request.period}  {said(request.status)}"
    say(head, head, style="bold")
    rows = []
    for n, line in enumerate(request.lines, start=1):
        other = line.granted_part if line.granted_part not in {None, line.part} else ""
        allocated = "\n".join(
            f"{one.quantity} × {one.source} {one.shipment or said(one.stage)}" for one in line.allocations
        )
        granted = "" if line.approved is None else str(line.approved)
        rows.append((n, line.part, line.quantity, yuan(line.price_fen), line.order or "", granted, other, said(line.reason), allocated))  # fmt: skip
    out.print(table(LINES, rows))
    if request.reason_text:
        say(f"{said(request.reason)}: {request.reason_text}", f"{said(request.reason)}：{request.reason_text}")

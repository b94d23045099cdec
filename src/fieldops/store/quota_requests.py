"""Quota requests with their lines and allocations."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from fieldops.store.network import not_partners
from fieldops.store.pages import Wanted, page
from fieldops.store.reach import everywhere
from fieldops.store.rows import insert, insert_returning, refuse_if_any, unknown_in, value
from fieldops.tables.network import Locations
from fieldops.tables.orders import ServiceOrders
from fieldops.tables.parts import Parts
from fieldops.tables.quota_requests import QuotaAllocations, QuotaRequestLines, QuotaRequests
from inventory.quota_requests import DECIDED, UNDECIDED, Allocation, Line, NewRequest, QuotaRequest
from refusals import FieldProblem, NotFound, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedRequest:
    """A request and how often it was changed, counted from 1."""

    value: QuotaRequest
    version: int


async def next_number(period: str) -> str:
    """A fresh number: ``QR-``, the month, and six digits that never repeat."""
    rows = await QuotaRequests.raw("SELECT nextval('quota_request_numbers') AS number").run()
    return f"QR-{period.replace('-', '')}-{rows[0]['number']:06d}"


async def refuse_unknown(wanted: NewRequest) -> None:
    """:raises Invalid: something it names isn't there, or the destination isn't the partner's."""
    lines = list(enumerate(wanted.lines))
    refuse_if_any(
        await not_partners([("partner", wanted.partner)]),
        await _not_at("destination", wanted.destination, wanted.partner),
        await unknown_in(Parts.number, ((f"lines.{i}.part", line.part) for i, line in lines)),
        await unknown_in(ServiceOrders.number, ((f"lines.{i}.order", line.order) for i, line in lines)),
    )


async def _not_at(path: str, location: str, node: str) -> list[FieldProblem]:
    there = await Locations.exists().where((Locations.code == location) & (Locations.node == node)).run()
    text = Text(en=f"is not a location of {node}", zh=f"不是 {node} 的库位")
    return [] if there else [FieldProblem(path, "unknown", text, location)]


async def add(request: QuotaRequest, *, now: datetime) -> None:
    await insert(QuotaRequests, [_row(request) | {"number": request.number, "made_at": now}])
    await _add_lines(request)


async def save(before: QuotaRequest, request: QuotaRequest, *, decided_at: datetime | None = None) -> None:
    """Write the request as its next version, with the lines and allocations that have changed."""
    columns: dict[Column | str, Any] = {"version": QuotaRequests.version + 1}
    columns.update(_row(request))
    if decided_at is not None:
        columns["decided_at"] = decided_at
    await QuotaRequests.update(columns).where(QuotaRequests.number == request.number).run()
    if _asked(request) != _asked(before):
        await QuotaRequestLines.delete().where(QuotaRequestLines.request == request.number).run()
        await _add_lines(request)
        return
    await _save_lines(before, request)
    await _save_allocations(before, request)


async def _save_lines(before: QuotaRequest, request: QuotaRequest) -> None:
    rows = [
        {"n": n, **_line_row(line)}
        for n, (line, was) in enumerate(zip(request.lines, before.lines, strict=True), start=1)
        if _line_row(line) != _line_row(was)
    ]
    if rows:
        await QuotaRequestLines.raw(
            "UPDATE quota_request_lines l SET price_fen = c.price_fen, approved = c.approved,"
            " granted_part = c.granted_part, quota = c.quota, reason = c.reason"
            " FROM jsonb_to_recordset({}::jsonb)"
            " AS c (n int, price_fen bigint, approved int, granted_part text, quota text, reason text)"
            " WHERE l.request = {} AND l.n = c.n",
            json.dumps(rows),
            request.number,
        ).run()


def _asked(request: QuotaRequest) -> list[tuple[str, int, str | None]]:
    return [(line.part, line.quantity, line.order) for line in request.lines]


async def _save_allocations(before: QuotaRequest, request: QuotaRequest) -> None:
    was, now = _allocations(before), _allocations(request)
    gone = sorted(was.keys() - now.keys())
    if gone:
        await QuotaAllocations.delete().where(QuotaAllocations.pending.is_in(gone)).run()
    moved = [one for pending, (_, one) in now.items() if pending in was and was[pending][1] != one]
    if moved:
        await QuotaAllocations.raw(
            "UPDATE quota_allocations a SET stage = c.stage, shipment = c.shipment"
            " FROM unnest({}::text[], {}::text[], {}::text[]) AS c (pending, stage, shipment)"
            " WHERE a.pending = c.pending",
            [one.pending for one in moved],
            [one.stage.value for one in moved],
            [one.shipment for one in moved],
        ).run()
    added = [(n, one) for pending, (n, one) in now.items() if pending not in was]
    if added:
        ids = await _line_ids(request.number)
        await insert(QuotaAllocations, [asdict(one) | {"line": ids[n]} for n, one in added])


def _allocations(request: QuotaRequest) -> dict[str, tuple[int, Allocation]]:
    return {one.pending: (n, one) for n, line in enumerate(request.lines, start=1) for one in line.allocations}


async def _line_ids(number: str) -> dict[int, int]:
    rows = await QuotaRequestLines.raw("SELECT n, id FROM quota_request_lines WHERE request = {}", number).run()
    return {row["n"]: row["id"] for row in rows}


async def _add_lines(request: QuotaRequest) -> None:
    rows = [_line_row(line) | {"request": request.number, "n": n} for n, line in enumerate(request.lines, start=1)]
    await insert_returning(QuotaRequestLines, rows)


def _row(request: QuotaRequest) -> dict[str, Any]:
    row = asdict(request)
    del row["lines"], row["number"]
    return row


def _line_row(line: Line) -> dict[str, Any]:
    row = asdict(line)
    del row["allocations"]
    row["service_order"] = row.pop("order")
    return row


async def request(number: str) -> VersionedRequest:
    """:raises NotFound: there is none."""
    return (await _requests("r.number = {}", number))[0]


async def locked(number: str) -> VersionedRequest:
    """The same, the row locked until the transaction ends: two who decide at once go one after another.

    :raises NotFound: there is none.
    """
    return (await _requests("r.number = {} FOR UPDATE", number))[0]


async def lock_all(numbers: Iterable[str]) -> list[QuotaRequest]:
    """Those that are there, all locked, in the order of their numbers."""
    rows = await QuotaRequests.raw(
        "SELECT r.* FROM quota_requests r WHERE r.number = ANY({}) ORDER BY r.number FOR UPDATE", sorted(set(numbers))
    ).run()
    return [one.value for one in await _with_lines(rows)]


async def waiting_for_stock() -> list[QuotaRequest]:
    """Those that wait for a decision, or decided for stock, by their numbers."""
    rows = await QuotaRequests.raw(
        "SELECT r.* FROM quota_requests r WHERE r.status = ANY({}) ORDER BY r.number",
        sorted(status.value for status in UNDECIDED | DECIDED),
    ).run()
    return [one.value for one in await _with_lines(rows)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A request that somebody has to decide, and since when it waits for that."""

    request: QuotaRequest
    since: datetime


async def undecided() -> list[Undecided]:
    """By their numbers. They wait since they were handed in; where that is forgotten, since they were made."""
    rows = await QuotaRequests.raw(
        "SELECT r.*, coalesce((SELECT max(e.at) FROM events e WHERE e.family = 'quota_request' AND e.key = r.number"
        " AND e.status = ANY({})), r.made_at) AS since"
        " FROM quota_requests r WHERE r.status = ANY({}) ORDER BY r.number",
        (waiting := sorted(status.value for status in UNDECIDED)),
        waiting,
    ).run()
    found = await _with_lines(rows)
    return [Undecided(request=one.value, since=row["since"]) for one, row in zip(found, rows, strict=True)]


async def waiting_for_parts(parts: Collection[str]) -> list[QuotaRequest]:
    """Those of all partners that have been granted one of the parts and wait for it, by their numbers."""
    async with everywhere():
        rows = await QuotaRequests.raw(
            "SELECT r.* FROM quota_requests r WHERE r.status = ANY({}) AND EXISTS ("
            " SELECT FROM quota_request_lines l WHERE l.request = r.number AND l.granted_part = ANY({})"
            ") ORDER BY r.number",
            sorted(status.value for status in DECIDED),
            sorted(set(parts)),
        ).run()
        return [one.value for one in await _with_lines(rows)]


async def for_order(order: str) -> list[QuotaRequest]:
    """Those with a line for a service order, by their numbers."""
    rows = await QuotaRequests.raw(
        "SELECT r.* FROM quota_requests r WHERE EXISTS ("
        " SELECT FROM quota_request_lines l WHERE l.request = r.number AND l.service_order = {}) ORDER BY r.number",
        order,
    ).run()
    return [one.value for one in await _with_lines(rows)]


async def _requests(condition: str, number: str) -> list[VersionedRequest]:
    rows = await QuotaRequests.raw(f"SELECT r.* FROM quota_requests r WHERE {condition}", number).run()
    if not rows:
        raise NotFound(kind="quota request", key=number)
    return await _with_lines(rows)


async def request_page(wanted: Wanted) -> tuple[int, list[VersionedRequest]]:
    count, rows = await page(QuotaRequests, wanted)
    return count, await _with_lines(rows)


async def _with_lines(rows: Sequence[Mapping[str, Any]]) -> list[VersionedRequest]:
    lines = await QuotaRequestLines.raw(
        'SELECT l.*, l.service_order AS "order", (SELECT coalesce(jsonb_agg(jsonb_build_object('
        " 'pending', a.pending, 'source', a.source, 'quantity', a.quantity, 'stage', a.stage, 'shipment', a.shipment)"
        " ORDER BY a.pending), '[]') FROM quota_allocations a WHERE a.line = l.id) AS allocations"
        " FROM quota_request_lines l WHERE l.request = ANY({}) ORDER BY l.request, l.n",
        [row["number"] for row in rows],
    ).run()
    of: dict[str, list[Line]] = {}
    for line in lines:
        of.setdefault(line["request"], []).append(_line(line))
    return [
        VersionedRequest(value=value(QuotaRequest, {**row, "lines": tuple(of[row["number"]])}), version=row["version"])
        for row in rows
    ]


def _line(row: Mapping[str, Any]) -> Line:
    return value(Line, {**row, "allocations": json.loads(row["allocations"])})

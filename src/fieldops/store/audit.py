"""The audit log's entries, and the chains for verifying them. The entries themselves are written by triggers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from fieldops.audit_chain import Head, Link
from fieldops.database.who import who
from fieldops.store.rows import value
from fieldops.tables.audit import AuditLinks, AuditLog
from refusals import Refusal, Text, refuse_all, with_offset

LANES = 16
CHUNK = 500
"""Links read at once for verifying."""

# The text of an entry as the SQL function audit_text gives it. Written out: who changes the function can't lead the
# verification astray.
ENTRY_TEXT = (
    "pg_catalog.jsonb_build_array("
    "e.id, e.at AT TIME ZONE 'UTC', e.actor, e.via, e.address, e.request_id, e.operation,"
    " e.table_name, e.key, e.change, e.before, e.after)::text"
)


class AuditOutOfReach(Refusal):
    code = "audit_out_of_reach"
    rule = "N3"
    cause = Text(
        en="The audit log is that of the whole network; you reach {node} and what is below.",
        zh="审计日志属于全网，您的权限范围是 {node} 及其下级。",
    )
    remedy = Text(en="Ask an administrator of the head office.", zh="请联系总部管理员。")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """``table`` is empty and ``before`` None for an event; ``before`` and ``after`` of an update are what it changed."""

    id: int
    at: datetime
    actor: str
    via: str
    address: str
    request_id: str
    operation: str
    table: str
    key: str
    change: Literal["insert", "update", "delete", "event"]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What entries are asked for: from ``since`` on, before ``until``; None asks nothing."""

    actor: str | None = None
    table: str | None = None
    key: str | None = None
    operation: str | None = None
    request_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        refuse_all(with_offset("since", self.since), with_offset("until", self.until))


async def note(operation: str, key: str, detail: Mapping[str, Any]) -> None:
    """Enter an event that changes no row, such as a log-in; call it inside the transaction that it belongs to."""
    await AuditLog.raw("SELECT audit_event({}, {}, {}::jsonb)", operation, key, json.dumps(detail)).run()


async def entry_page(
    sought: Sought, *, limit: int, offset: int = 0, ordering: str = "-at"
) -> tuple[int, list[AuditEntry]]:
    """How many entries there are, and those wanted, by a column of the table with '-' in front if descending.

    :raises AuditOutOfReach: who acts doesn't reach the whole network.
    """
    someone = who()
    if someone is not None and someone.scoped:
        raise AuditOutOfReach(node=someone.reach.node)
    log = AuditLog
    equal = (
        (log.actor, sought.actor),
        (log.table_name, sought.table),
        (log.key, sought.key),
        (log.operation, sought.operation),
        (log.request_id, sought.request_id),
    )
    conditions = [column == wanted for column, wanted in equal if wanted is not None]
    if sought.since is not None:
        conditions.append(log.at >= sought.since)
    if sought.until is not None:
        conditions.append(log.at < sought.until)
    counting, selecting = log.count(), log.select()
    if conditions:
        counting, selecting = counting.where(*conditions), selecting.where(*conditions)
    rising = not ordering.startswith("-")
    column = log._meta.get_column_by_name(ordering.removeprefix("-"))
    ordered = selecting.order_by(column, ascending=rising).order_by(log.id, ascending=rising)
    rows = await ordered.limit(limit).offset(offset).run()
    return await counting.run(), [_entry(row) for row in rows]


def _entry(row: Mapping[str, Any]) -> AuditEntry:
    parsed = {name: json.loads(row[name]) if row[name] else None for name in ("before", "after")}
    return value(AuditEntry, {**row, **parsed, "table": row["table_name"]})


async def heads() -> dict[int, Head]:
    """The last link of each lane that has one."""
    rows = await AuditLinks.raw(
        "SELECT head.* FROM generate_series(0, {}) AS lanes (lane) CROSS JOIN LATERAL ("
        " SELECT * FROM audit_links l WHERE l.lane = lanes.lane ORDER BY seq DESC LIMIT 1) AS head ORDER BY head.lane",
        LANES - 1,
    ).run()
    return {row["lane"]: Head(seq=row["seq"], entry=row["entry"], hash=row["hash"]) for row in rows}


async def links() -> AsyncIterator[list[Link]]:
    """All links, lane after lane in their order, some at a time; what is committed meanwhile may be among them.

    No transaction is kept open: a lane only grows at its end, so parts read one after another make a whole.
    """
    rows = await _links("TRUE")
    while rows:
        yield [Link(**row) for row in rows]
        rows = await _links("(l.lane, l.seq) > ({}, {})", rows[-1]["lane"], rows[-1]["seq"])


async def _links(after: str, *place: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await AuditLinks.raw(
        f"SELECT l.lane, l.seq, l.entry, l.hash, e.at, CASE WHEN e.id IS NOT NULL THEN {ENTRY_TEXT} END AS text"
        f" FROM audit_links l LEFT JOIN audit_log e ON e.id = l.entry WHERE {after} ORDER BY l.lane, l.seq LIMIT {{}}",
        *place,
        CHUNK,
    ).run()
    return rows


async def first_not_linked_once() -> int | None:
    """The first entry that isn't linked exactly once."""
    rows = await AuditLog.raw(
        "SELECT e.id FROM audit_log e WHERE (SELECT count(*) FROM audit_links l WHERE l.entry = e.id) <> 1"
        " ORDER BY e.id LIMIT 1"
    ).run()
    return rows[0]["id"] if rows else None

"""The clocks of service orders: a row each, with its histories as documents."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import msgspec
from piccolo.columns.combination import And, WhereRaw

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import Overtaken
from fieldops.tables.clocks import Clocks
from refusals import refuse_all, with_offset
from routing.clock_watch import Standing, next_moment
from routing.clocks import Clock, ClockKind, Due, Holding, Notice, Pause, Renewal
from routing.measures import Measure
from routing.promises import Basis

COLUMNS = (
    "service_order",
    "kind",
    "started_at",
    "due_at",
    "measure",
    "at_risk_s",
    "basis",
    "holder",
    "due_holder",
    "holdings",
    "pauses",
    "renewals",
    "paused_since",
    "stopped_at",
    "cancelled_at",
    "told",
    "tell_at",
)
DUE = "SELECT * FROM clocks WHERE tell_at <= {} ORDER BY tell_at LIMIT {} FOR UPDATE SKIP LOCKED"
KEY = ("service_order", "kind", "started_at")


async def of_orders(numbers: Collection[str]) -> dict[str, list[Clock]]:
    """The clocks of each of these orders that has any, in the order in which they started."""
    return await _of_orders(numbers, "")


async def locked(numbers: Collection[str]) -> dict[str, list[Clock]]:
    """The same; nobody else goes on with clocks of these orders, or starts some, until the transaction ends."""
    # The orders first: whoever waits for them sees the clocks that were started meanwhile.
    await Clocks.raw(
        "SELECT FROM service_orders WHERE number = ANY({}) ORDER BY number FOR NO KEY UPDATE", sorted(set(numbers))
    ).run()
    return await _of_orders(numbers, "FOR UPDATE")


async def _of_orders(numbers: Collection[str], locking: str) -> dict[str, list[Clock]]:
    rows = await Clocks.raw(
        f"SELECT * FROM clocks WHERE service_order = ANY({{}}) ORDER BY service_order, started_at, id {locking}",
        sorted(set(numbers)),
    ).run()
    found: dict[str, list[Clock]] = {}
    for row in rows:
        found.setdefault(row["service_order"], []).append(clock_of(row))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Clocks of an order, of a kind, that a node holds or held when they were due, and how they stand; None asks nothing.

    ``due_before``: neither stopped nor cancelled, and due before that moment. ``missed_since``: missed, and due then or later.
    """

    order: str | None = None
    kind: ClockKind | None = None
    holder: str | None = None
    due_holder: str | None = None
    standing: Standing | None = None
    due_before: datetime | None = None
    missed_since: datetime | None = None

    def __post_init__(self) -> None:
        refuse_all(with_offset("due_before", self.due_before), with_offset("missed_since", self.missed_since))


OPEN = "stopped_at IS NULL AND cancelled_at IS NULL"
MISSED = "coalesce(stopped_at, cancelled_at, paused_since, {}) > due_at"
STANDING = {
    Standing.MISSED: MISSED,
    Standing.MET: f"stopped_at IS NOT NULL AND NOT {MISSED}",
    Standing.CANCELLED: f"cancelled_at IS NOT NULL AND NOT {MISSED}",
    Standing.PAUSED: f"paused_since IS NOT NULL AND NOT {MISSED}",
    Standing.RUNNING: f"{OPEN} AND paused_since IS NULL AND NOT {MISSED}",
}
"""What :func:`routing.clock_watch.look` says, as a condition on rows."""


async def clock_page(
    sought: Sought, *, now: datetime, ordering: str, limit: int, offset: int = 0
) -> tuple[int, list[Clock]]:
    equal = {
        "service_order": sought.order,
        "kind": sought.kind,
        "holder": sought.holder,
        "due_holder": sought.due_holder,
    }
    wanted = Wanted(equal=equal, ordering=ordering, limit=limit, offset=offset)
    conditions = [
        *([WhereRaw(STANDING[sought.standing], now)] if sought.standing else ()),
        *([WhereRaw(f"{OPEN} AND due_at < {{}}", sought.due_before)] if sought.due_before else ()),
        *([WhereRaw(f"{MISSED} AND due_at >= {{}}", now, sought.missed_since)] if sought.missed_since else ()),
    ]
    count, rows = await page(Clocks, wanted, functools.reduce(And, conditions) if conditions else None)
    return count, [clock_of(row) for row in rows]


async def due(now: datetime, *, most: int) -> list[Clock]:
    """Those that have something to tell by ``now``, the earliest first, locked; those that somebody has locked are left out."""
    rows = await Clocks.raw(DUE, now, most).run()
    return [clock_of(row) for row in rows]


async def save(before: Iterable[Clock], clocks: Iterable[Clock]) -> None:
    """Write what is new or has changed since ``before``: two statements, however many there are.

    :raises Overtaken: somebody else has started one of these clocks at the same moment.
    """
    known = {_key(clock): clock for clock in before}
    changed = [clock for clock in clocks if known.get(_key(clock)) != clock]
    await _change([clock for clock in changed if _key(clock) in known])
    await _add([clock for clock in changed if _key(clock) not in known])


async def _add(clocks: Sequence[Clock]) -> None:
    if not clocks:
        return
    listed = ", ".join(COLUMNS)
    try:
        await Clocks.raw(
            f"INSERT INTO clocks ({listed}, version) SELECT {listed}, 1 FROM jsonb_populate_recordset(NULL::clocks, {{}})",
            _document(clocks),
        ).run()
    except asyncpg.UniqueViolationError as error:
        raise Overtaken(str(error)) from error


async def _change(clocks: Sequence[Clock]) -> None:
    if not clocks:
        return
    setting = ", ".join(f"{name} = new.{name}" for name in COLUMNS if name not in KEY)
    same = " AND ".join(f"c.{name} = new.{name}" for name in KEY)
    await Clocks.raw(
        f"UPDATE clocks c SET {setting}, version = c.version + 1"
        f" FROM jsonb_populate_recordset(NULL::clocks, {{}}) new WHERE {same}",
        _document(clocks),
    ).run()


def _key(clock: Clock) -> tuple[str, ClockKind, datetime]:
    return clock.order, clock.kind, clock.started_at


def _document(clocks: Iterable[Clock]) -> str:
    return msgspec.json.encode([_row(clock) for clock in clocks]).decode()


def _row(clock: Clock) -> dict[str, Any]:
    due, pause = clock.due, clock.open_pause
    return {
        "service_order": clock.order,
        "kind": clock.kind,
        "started_at": clock.started_at,
        "due_at": due.at,
        "measure": due.measure,
        "at_risk_s": due.at_risk_s,
        "basis": due.basis,
        "holder": clock.held_by,
        "due_holder": clock.holder_at(due.at),
        "holdings": clock.holdings,
        "pauses": clock.pauses,
        "renewals": clock.renewals,
        "paused_since": pause and pause.from_at,
        "stopped_at": clock.stopped_at,
        "cancelled_at": clock.cancelled_at,
        "told": clock.told,
        "tell_at": next_moment(clock),
    }


def clock_of(row: Mapping[str, Any]) -> Clock:
    return Clock(
        kind=ClockKind(row["kind"]),
        order=row["service_order"],
        started_at=row["started_at"],
        due=Due(
            at=row["due_at"],
            measure=Measure(row["measure"]),
            at_risk_s=row["at_risk_s"],
            basis=Basis(row["basis"]) if row["basis"] else None,
        ),
        holdings=msgspec.json.decode(row["holdings"], type=tuple[Holding, ...]),
        pauses=msgspec.json.decode(row["pauses"], type=tuple[Pause, ...]),
        renewals=msgspec.json.decode(row["renewals"], type=tuple[Renewal, ...]),
        stopped_at=row["stopped_at"],
        cancelled_at=row["cancelled_at"],
        told=Notice(row["told"]) if row["told"] else None,
    )

"""The clocks of service orders: a row each, with its histories as documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import asyncpg
import msgspec

from fieldops.store.rows import Overtaken
from fieldops.tables.clocks import Clocks
from routing.clock_watch import next_moment
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
KEY = ("service_order", "kind", "started_at")


async def of_orders(numbers: Collection[str]) -> dict[str, list[Clock]]:
    """The clocks of each of these orders that has any, in the order in which they started."""
    return await _of_orders(numbers, "")


async def locked(numbers: Collection[str]) -> dict[str, list[Clock]]:
    """The same, the rows locked until the transaction ends."""
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

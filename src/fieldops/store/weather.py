"""Weather alerts on record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column
from piccolo.columns.combination import WhereRaw

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, value
from fieldops.tables.weather import WeatherAlerts
from inventory.weather import Alert, State
from refusals import NotFound

TOLD = ("kind", "level", "from_at", "to_at", "source", "note", "state", "recorded_by", "recorded_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedAlert:
    """An alert and how often it was changed, counted from 1."""

    value: Alert
    version: int


async def next_number() -> str:
    rows = await WeatherAlerts.raw("SELECT nextval('weather_alert_numbers') AS number").run()
    return f"WA-{rows[0]['number']:06d}"


async def add(alert: Alert) -> None:
    await insert(WeatherAlerts, [_row(alert) | {"number": alert.number}])


async def save(alert: Alert) -> None:
    """Write it as its next version."""
    columns: dict[Column | str, Any] = {"version": WeatherAlerts.version + 1}
    columns.update(_row(alert))
    await WeatherAlerts.update(columns).where(WeatherAlerts.number == alert.number).run()


def _row(alert: Alert) -> dict[str, Any]:
    withdrawn = alert.withdrawn
    return {name: getattr(alert, name) for name in TOLD} | {
        "nodes": list(alert.nodes),
        "withdrawn_by": withdrawn and withdrawn.by,
        "withdrawn_at": withdrawn and withdrawn.at,
        "withdrawn_for": withdrawn.reason if withdrawn else "",
    }


async def alert(number: str) -> VersionedAlert:
    """:raises NotFound: there is none."""
    return await _one("", number)


async def locked(number: str) -> VersionedAlert:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one("FOR UPDATE", number)


async def _one(locking: str, number: str) -> VersionedAlert:
    rows = await WeatherAlerts.raw(f"SELECT * FROM weather_alerts WHERE number = {{}} {locking}", number).run()
    if not rows:
        raise NotFound(kind="weather alert", key=number)
    return VersionedAlert(value=_alert(rows[0]), version=rows[0]["version"])


async def alert_page(
    wanted: Wanted, *, node: str | None = None, since: datetime | None = None, until: datetime | None = None
) -> tuple[int, list[Alert]]:
    """``node``: those that name it or a node above it. ``since``, ``until``: those in force between."""
    conditions, given = ["TRUE"], list[object]()
    if node is not None:
        conditions.append("nodes && node_and_above({})")
        given.append(node)
    if since is not None:
        conditions.append("(to_at IS NULL OR to_at > {})")
        given.append(since)
    if until is not None:
        conditions.append("from_at < {}")
        given.append(until)
    count, rows = await page(WeatherAlerts, wanted, also=WhereRaw(" AND ".join(conditions), *given))
    return count, [_alert(row) for row in rows]


async def concerning(nodes: Collection[str], since: datetime, until: datetime) -> dict[str, list[Alert]]:
    """Of each of these nodes the alerts that stand for it, or for a node above, and were in force in that time."""
    rows = await WeatherAlerts.raw(
        "SELECT wanted.node, a.* FROM unnest({}::text[]) wanted (node)"
        " JOIN weather_alerts a ON a.nodes && node_and_above(wanted.node)"
        " WHERE a.state <> {} AND a.from_at < {} AND (a.to_at IS NULL OR a.to_at > {}) ORDER BY a.from_at, a.number",
        sorted(set(nodes)),
        State.WITHDRAWN.value,
        until,
        since,
    ).run()
    found: dict[str, list[Alert]] = {}
    for row in rows:
        found.setdefault(row["node"], []).append(_alert(row))
    return found


def _alert(row: Mapping[str, Any]) -> Alert:
    withdrawn = None
    if row["withdrawn_by"]:
        withdrawn = {"by": row["withdrawn_by"], "at": row["withdrawn_at"], "reason": row["withdrawn_for"]}
    return value(Alert, {**row, "withdrawn": withdrawn})

"""Technicians, their weeks, and what a day of theirs is (N3, V4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from piccolo.columns import Column

from fieldops.store.network import not_among, not_outlets
from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert, refuse_if_any, refuse_known, unknown_in, value
from fieldops.store.tools import unknown_tools
from fieldops.tables.network import Locations, Nodes, Skills, Technicians, WorkingTimes
from inventory.network import LocationKind, Technician, WorkingDay, WorkingTime
from refusals import FieldProblem, NotFound, Text


async def technician_page(wanted: Wanted) -> tuple[int, list[Technician]]:
    count, rows = await page(Technicians, wanted)
    return count, await _with_weeks(rows)


async def _with_weeks(rows: Sequence[Mapping[str, Any]]) -> list[Technician]:
    days = await WorkingTimes.raw(
        "SELECT * FROM working_times WHERE technician = ANY({}) ORDER BY weekday", [row["code"] for row in rows]
    ).run()
    weeks: dict[str, list[WorkingTime]] = {}
    for day in days:
        weeks.setdefault(day["technician"], []).append(value(WorkingTime, day))
    return [_technician(row, weeks.get(row["code"], ())) for row in rows]


def _technician(row: Mapping[str, Any], week: Iterable[WorkingTime]) -> Technician:
    return value(Technician, {**row, "week": tuple(week), "day": value(WorkingDay, row)})


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedTechnician:
    """A technician and how often their record was changed, counted from 1."""

    value: Technician
    version: int


async def technician(code: str) -> VersionedTechnician:
    """:raises NotFound: there is none."""
    return await _one_technician("", code)


async def locked_technician(code: str) -> VersionedTechnician:
    """The same, the row locked until the transaction ends.

    :raises NotFound: there is none.
    """
    return await _one_technician("FOR UPDATE", code)


async def _one_technician(locking: str, code: str) -> VersionedTechnician:
    rows = await Technicians.raw(f"SELECT * FROM technicians WHERE code = {{}} {locking}", code).run()
    if not rows:
        raise NotFound(kind="technician", key=code)
    return VersionedTechnician(value=(await _with_weeks(rows))[0], version=rows[0]["version"])


async def set_day(code: str, day: WorkingDay) -> None:
    """Write it as the record's next version.

    :raises Invalid: a tool or area isn't known.
    """
    refuse_if_any(*await _wrong_days([("", day)]))
    columns: dict[Column | str, Any] = {"version": Technicians.version + 1}
    columns.update(_day_row(day))
    await Technicians.update(columns).where(Technicians.code == code).run()


def _day_row(day: WorkingDay) -> dict[str, Any]:
    row = {field.name: getattr(day, field.name) for field in fields(day)}
    return row | {"tools": sorted(day.tools), "areas": sorted(day.areas)}


async def _wrong_days(named: Iterable[tuple[str, WorkingDay]]) -> list[list[FieldProblem]]:
    """What is wrong with days at (prefix, day)."""
    days = list(named)
    return [
        await unknown_tools((f"{path}tools", tool) for path, day in days for tool in sorted(day.tools)),
        await not_outlets((f"{path}areas", area) for path, day in days for area in sorted(day.areas)),
    ]


async def _not_vans(named: Iterable[tuple[str, str]]) -> list[FieldProblem]:
    text = Text(en="must be a location of the kind van", zh="应为服务车库位")
    return await not_among(named, Locations.code, Locations.kind, {LocationKind.VAN}, text)


async def add(technicians: Sequence[Technician]) -> None:
    """:raises AlreadyThere: a code is taken, or a van has its technician. :raises Invalid: a node, van, skill, tool or area isn't known."""
    await refuse_known("technician", Technicians.code, [technician.code for technician in technicians])
    numbered = list(enumerate(technicians))
    refuse_if_any(
        await unknown_in(Nodes.code, ((f"{i}.node", t.node) for i, t in numbered)),
        await _not_vans((f"{i}.van", t.van) for i, t in numbered),
        await unknown_in(Skills.code, ((f"{i}.skills", skill) for i, t in numbered for skill in sorted(t.skills))),
        *await _wrong_days((f"{i}.day.", t.day) for i, t in numbered),
    )
    await refuse_known("van", Technicians.van, [technician.van for technician in technicians])
    await insert(
        Technicians,
        [
            {key: item for key, item in asdict(t).items() if key not in {"week", "day"}}
            | {"skills": sorted(t.skills)}
            | _day_row(t.day)
            for t in technicians
        ],
    )
    await insert(WorkingTimes, [asdict(day) | {"technician": t.code} for t in technicians for day in t.week])


async def on_duty(node_codes: Iterable[str], weekdays: Sequence[int]) -> list[list[Technician]]:
    """For each of these days of the week the nodes' active technicians who work then, by code; ``week`` holds that day alone."""
    rows = await Technicians.raw(
        "SELECT technicians.*, working_times.weekday, starts, ends, break_s, break_from, break_until"
        " FROM technicians JOIN working_times ON working_times.technician = technicians.code"
        " WHERE active AND node = ANY({}) AND weekday = ANY({}) ORDER BY technicians.code",
        sorted(set(node_codes)),
        sorted(set(weekdays)),
    ).run()
    found = [_technician(row, [value(WorkingTime, row)]) for row in rows]
    return [[one for one in found if one.week[0].weekday == weekday] for weekday in weekdays]

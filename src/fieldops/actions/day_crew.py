"""Who is on duty on a planned day, what they cost, and where those who have begun already are (V4, V5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fieldops.actions.day_ground import Clock, Sites
from fieldops.store.visits import Whereabouts
from inventory.network import DayPlace, Location, Node, Technician
from routing import problem as routing
from routing.policy import PlanningPolicy
from routing.technicians import Fair, Overtime


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """A technician is at a site, and free from ``at`` on; ``begun``: so many visits of the day are over or under way."""

    lon: float
    lat: float
    at: datetime
    begun: int


def free_after(seen: Whereabouts, duration_s: int, planned_at: datetime | None, *, now: datetime) -> Free:
    """When the visit that was begun last is over: its work takes ``duration_s`` from the arrival on. Who is still on the way arrives
    when that was planned, not before ``now``."""
    arrives = seen.arrived_at or max(now, planned_at or now)
    ends = seen.closed_at or max(now, arrives + timedelta(seconds=duration_s))
    return Free(lon=seen.lon, lat=seen.lat, at=ends, begun=seen.begun)


def crews_of(
    technicians: Iterable[Technician], ids: Iterable[str], nodes: Mapping[str, Node], province: str
) -> dict[str, frozenset[str] | None]:
    """Who may serve the orders of each outlet, by the ``ids`` of their days; None is everybody."""
    by_node: dict[str, set[str]] = {code: set() for code in nodes}
    for technician, id in zip(technicians, ids, strict=True):
        by_node[technician.node].add(id)
    crews = {code: frozenset(own | by_node[province]) for code, own in by_node.items()}
    return {**crews, province: None}


def depots_of(technician: Technician, province: str, warehouses: Iterable[Location]) -> frozenset[str]:
    return frozenset(warehouse.code for warehouse in warehouses if warehouse.node in {technician.node, province})


def technician_of(
    technician: Technician,
    id: str,
    base: Node,
    sites: Sites,
    van: Mapping[str, int],
    depots: frozenset[str],
    clock: Clock,
    policy: PlanningPolicy,
    *,
    free: Free | None,
) -> routing.Technician:
    """``id``: of the technician on the day that ``clock`` looks at. ``base``: the node. ``free``: where and from when on, for who
    has begun to work already; what is behind them counts towards the most visits of the day, driven ways don't."""
    (today,) = technician.week
    day = technician.day
    home = sites.row_of(technician.home_lon, technician.home_lat)
    places = {DayPlace.HOME: home, DayPlace.BASE: sites.row(base)}
    overtime_s = policy.overtime_s if day.overtime else 0
    begins_s = max(clock.begins_s, clock.at(free.at)) if free else clock.begins_s
    starts_s = max(clock.local(today.starts), begins_s)
    ends_s = clock.local(today.ends)
    rest = routing.Break(routing.Window(clock.local(today.break_from), clock.local(today.break_until)), today.break_s)
    return routing.Technician(
        id=id,
        person=technician.code,
        start_place=sites.row_of(free.lon, free.lat) if free else places[day.begins_at],
        end_place=places[day.ends_at],
        shift=routing.Window(starts_s, max(starts_s, ends_s + overtime_s)),
        work_cost_fen_per_h=policy.work_fen_per_h,
        travel_cost_fen_per_km=policy.travel_fen_per_km,
        skills=technician.skills,
        van=van,
        breaks=(rest,) if today.break_s and clock.local(today.break_until) >= starts_s else (),
        depots=depots,
        overtime=Overtime(max(starts_s, ends_s), policy.overtime_fen_per_h) if overtime_s else None,
        fair=Fair(policy.fair_work_s, policy.fair_fen_per_h) if policy.fair_fen_per_h else None,
        tools=day.tools,
        most_visits=None if day.most_visits is None else max(day.most_visits - (free.begun if free else 0), 0),
        most_distance_m=day.most_distance_m,
    )

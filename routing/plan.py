"""What comes out: a route for every technician, and a reason for every visit that is on none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from refusals import Text
from routing.problem import Pool, RoutingProblem, Visit

__all__ = [
    "Load",
    "Plan",
    "Pool",
    "Route",
    "Score",
    "Stop",
    "StopKind",
    "Unserved",
    "UnservedReason",
    "Use",
    "late_fen",
    "late_s",
    "score_of",
]


class StopKind(StrEnum):
    VISIT = "visit"
    PICKUP = "pickup"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Load:
    """Taken on board at a stock place for one named visit, so that it can be reserved there."""

    part: str
    quantity: int
    visit: str
    pool: Pool


@dataclass(frozen=True, slots=True)
class Use:
    """Needed at a visit. ``source``: the stock place it was loaded at, or :data:`routing.problem.VAN`."""

    part: str
    quantity: int
    source: str
    pool: Pool


@dataclass(frozen=True, slots=True)
class Stop:
    """``ref``: the visit's or the stock place's id, empty for a break. ``place``: None for a break, which is taken
    wherever the technician then is. Work lasts from ``start_s`` to ``depart_s``; ``late_s``: start after the promise.
    """

    kind: StopKind
    ref: str
    place: int | None
    arrive_s: int
    start_s: int
    depart_s: int
    loads: tuple[Load, ...] = ()
    uses: tuple[Use, ...] = ()
    late_s: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """One technician's day; without a stop they stay where they are, and ``leave_s`` is ``back_s``."""

    technician: str
    stops: tuple[Stop, ...]
    leave_s: int
    back_s: int
    travel_s: int
    distance_m: int


class UnservedReason(StrEnum):
    NO_TECHNICIAN = "no_technician"
    NO_SKILL = "no_skill"
    OUTSIDE_SHIFT = "outside_shift"
    PART_UNAVAILABLE = "part_unavailable"
    SET_ASIDE = "set_aside"
    PART_NOT_IN_TIME = "part_not_in_time"
    TOO_FAR = "too_far"
    CAPACITY = "capacity"
    COSTS_MORE = "costs_more"


@dataclass(frozen=True, slots=True)
class _Wording:
    message: Text
    remedy: Text


_WORDING: Mapping[UnservedReason, _Wording] = {
    UnservedReason.NO_TECHNICIAN: _Wording(
        Text(en="No technician who may do it is on duty.", zh="可承担此任务的维修人员均不当班。"),
        Text(en="Call a technician in, or allow others to do it.", zh="请安排人员到岗，或允许其他人员承担。"),
    ),
    UnservedReason.NO_SKILL: _Wording(
        Text(en="No technician on duty has the skill: {skills}.", zh="当班人员均不具备所需技能：{skills}。"),
        Text(
            en="Call in a technician with this skill, or move the visit to a day with one.",
            zh="请安排具备该技能的人员到岗，或改到有此人员当班之日。",
        ),
    ),
    UnservedReason.OUTSIDE_SHIFT: _Wording(
        Text(
            en="Its time window, or its duration of {duration_s} s, doesn't fit the shift of any able technician.",
            zh="其时间窗或所需时长（{duration_s} 秒）与可用人员的班次不符。",
        ),
        Text(en="Agree another time with the customer, or extend a shift.", zh="请与客户另约时间，或延长班次。"),
    ),
    UnservedReason.PART_UNAVAILABLE: _Wording(
        Text(
            en="Not enough stock that an able technician may use: {parts}.",
            zh="可用人员能取用的库存不足：{parts}。",
        ),
        Text(
            en="Request the part, or let a technician pick up where there is some.",
            zh="请申请调拨该配件，或允许人员到有库存处取件。",
        ),
    ),
    UnservedReason.SET_ASIDE: _Wording(
        Text(
            en="Only units set aside for swaps are left: {parts}.",
            zh="仅余为换机预留的备机：{parts}。",
        ),
        Text(
            en="Request the part, or release set-aside units if the coverage stays.",
            zh="请申请调拨该配件；若不影响保障覆盖，可解除部分预留。",
        ),
    ),
    UnservedReason.PART_NOT_IN_TIME: _Wording(
        Text(
            en="Its parts can't be picked up and brought in time: {parts}.",
            zh="无法及时取到并送达所需配件：{parts}。",
        ),
        Text(
            en="Load a van beforehand, or agree a later time with the customer.",
            zh="请提前装车，或与客户约定更晚的时间。",
        ),
    ),
    UnservedReason.TOO_FAR: _Wording(
        Text(
            en="No able technician can reach it and be back within the shift, even with nothing else to do.",
            zh="即使不安排其他任务，可用人员也无法在班次内往返。",
        ),
        Text(en="Give it to a nearer outlet, or extend a shift.", zh="请改派较近的网点，或延长班次。"),
    ),
    UnservedReason.CAPACITY: _Wording(
        Text(
            en="It could be done alone, but no room was found for it beside the other visits.",
            zh="单独可以完成，但与其他任务一起未能排入。",
        ),
        Text(
            en="Call in another technician, or move a visit that can wait.",
            zh="请增派人员，或将可延后的任务改期。",
        ),
    ),
    UnservedReason.COSTS_MORE: _Wording(
        Text(
            en="Serving it would cost more ({cost_fen} fen) than leaving it out ({unserved_cost_fen} fen).",
            zh="安排此任务的成本（{cost_fen} 分）高于不安排的代价（{unserved_cost_fen} 分）。",
        ),
        Text(
            en="Raise the cost of leaving it out, or give it to a nearer outlet.",
            zh="请提高不安排的代价，或改派较近的网点。",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Unserved:
    """A visit on no route, why, and what would help; ``facts`` are the names and figures behind the texts."""

    visit: str
    reason: UnservedReason
    facts: Mapping[str, str]

    @property
    def message(self) -> Text:
        return self._filled(_WORDING[self.reason].message)

    @property
    def remedy(self) -> Text:
        return self._filled(_WORDING[self.reason].remedy)

    def _filled(self, text: Text) -> Text:
        facts = dict[str, object](self.facts)
        return Text(en=text.fill("en", facts), zh=text.fill("zh", facts))


@dataclass(frozen=True, slots=True)
class Score:
    """What a plan costs, in fen, and what it does. Rounded half up for each route (travel, work) and visit (late)."""

    travel_fen: int
    work_fen: int
    late_fen: int
    unserved_fen: int
    served: int
    late: int
    travel_s: int
    distance_m: int

    @property
    def total_fen(self) -> int:
        return self.travel_fen + self.work_fen + self.late_fen + self.unserved_fen


@dataclass(frozen=True, slots=True)
class Plan:
    """``routes``: one for each technician, in the problem's order. ``unserved``: in the order of the visits.

    ``engine`` and ``seed`` say what found it; ``elapsed_ms`` is the whole of solve().
    """

    routes: tuple[Route, ...]
    unserved: tuple[Unserved, ...]
    score: Score
    engine: str
    seed: int
    elapsed_ms: int


def score_of(problem: RoutingProblem, routes: Iterable[Route]) -> Score:
    """The score of routes over ``problem``; every visit on none of them costs its ``unserved_cost_fen``."""
    routes = tuple(routes)
    starts = {stop.ref: stop.start_s for route in routes for stop in route.stops if stop.kind is StopKind.VISIT}
    technicians = [problem.technician_by_id[route.technician] for route in routes]
    paired = list(zip(routes, technicians, strict=True))
    return Score(
        travel_fen=sum(_share(r.distance_m * t.travel_cost_fen_per_km, 1000) for r, t in paired),
        work_fen=sum(_share((r.back_s - r.leave_s) * t.work_cost_fen_per_h, 3600) for r, t in paired),
        late_fen=sum(late_fen(problem.visit_by_id[ref], start_s) for ref, start_s in starts.items()),
        unserved_fen=sum(visit.unserved_cost_fen for visit in problem.visits if visit.id not in starts),
        served=len(starts),
        late=sum(late_s(problem.visit_by_id[ref], start_s) > 0 for ref, start_s in starts.items()),
        travel_s=sum(route.travel_s for route in routes),
        distance_m=sum(route.distance_m for route in routes),
    )


def late_s(visit: Visit, start_s: int) -> int:
    """How long after its first promise a visit starts; 0 without one."""
    return max(0, start_s - visit.promises[0].due_s) if visit.promises else 0


def late_fen(visit: Visit, start_s: int) -> int:
    """The cost of starting late; what was already late at the epoch costs nothing."""
    return sum(promise.missed_cost(start_s) + _share(promise.late_cost(start_s), 3600) for promise in visit.promises)


def _share(amount: int, divisor: int) -> int:
    return (amount + divisor // 2) // divisor

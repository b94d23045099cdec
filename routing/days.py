"""Several days planned at once, and each of them as a plan of its own (V4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime

from routing.plan import Route, Unserved
from routing.problem import RoutingProblem, StockPlace, Technician, Told, Visit, Window
from routing.sources import without_loads
from routing.technicians import Break

AT = "@"


def on_day(person: str, number: int | None) -> str:
    """The id of somebody's shift on the planned day of that number, from 0; None: there is one day only."""
    return person if number is None else f"{person}{AT}{number}"


def day_of(technician: str) -> int:
    """The number of the day."""
    _, _, number = technician.rpartition(AT)
    return int(number)


def told_by_person(problem: RoutingProblem, out: Iterable[Unserved]) -> tuple[Unserved, ...]:
    """Why visits aren't served, with technicians named as people know them, not by their days."""
    persons = {technician.id: technician.person for technician in problem.technicians}
    return tuple(
        replace(
            one,
            facts=_named(one.facts, persons),
            remedies=tuple(replace(remedy, facts=_named(remedy.facts, persons)) for remedy in one.remedies),
        )
        for one in out
    )


def _named(facts: Mapping[str, str], persons: Mapping[str, str]) -> dict[str, str]:
    return {name: ", ".join(persons.get(word, word) for word in text.split(", ")) for name, text in facts.items()}


def one_day(
    problem: RoutingProblem,
    routes: Sequence[Route],
    number: int,
    *,
    epoch: datetime,
    until: datetime,
    out: Collection[Unserved],
) -> tuple[RoutingProblem, tuple[Route, ...]]:
    """The day of that number, from its midnight ``epoch`` on ``until`` the next: who works then, what they do, and what of the
    visits on no route, ``out``, is told with it.

    What is promised before that day is late from its midnight on, as it is to whoever plans the day alone. What the days
    before load isn't there any more.
    """
    from_s, until_s = (int((moment - problem.epoch).total_seconds()) for moment in (epoch, until))
    own = [route for route in routes if day_of(route.technician) == number]
    before = [route for route in routes if day_of(route.technician) < number]
    names = {route.technician: problem.technician_by_id[route.technician].person for route in own}
    wanted = {stop.ref for route in own for stop in route.visits} | {one.visit for one in out}
    day = replace(
        problem,
        epoch=epoch,
        visits=tuple(_visit(visit, names, from_s) for visit in problem.visits if visit.id in wanted),
        technicians=tuple(_technician(problem.technician_by_id[old], new, from_s) for old, new in names.items()),
        stock_places=tuple(
            _stock_place(without_loads(place, before), from_s, until_s) for place in problem.stock_places
        ),
        together=_kept(problem.together, wanted),
        apart=_kept(problem.apart, wanted),
        sequences=tuple(one for one in problem.sequences if {one.first, one.then} <= wanted),
        reserves=tuple(
            replace(one, technicians=frozenset(names[t] for t in one.technicians))
            for one in problem.reserves
            if one.technicians <= names.keys()
        ),
    )
    return day, tuple(_route(route, names[route.technician], from_s) for route in own)


def _visit(visit: Visit, names: Mapping[str, str], from_s: int) -> Visit:
    told = visit.told and Told(_later(visit.told.window, from_s), visit.told.change_fen)
    return replace(
        visit,
        windows=tuple(_later(window, from_s) for window in visit.windows if window.end_s >= from_s),
        promises=tuple(replace(promise, due_s=promise.due_s - from_s) for promise in visit.promises),
        told=told,
        technicians=visit.technicians and frozenset(names[t] for t in visit.technicians if t in names),
        prices_fen={names[t]: fen for t, fen in visit.prices_fen.items() if t in names},
    )


def _later(window: Window, from_s: int) -> Window:
    return Window(max(0, window.start_s - from_s), max(0, window.end_s - from_s))


def _technician(technician: Technician, name: str, from_s: int) -> Technician:
    return replace(
        technician,
        id=name,
        shift=_later(technician.shift, from_s),
        breaks=tuple(Break(_later(rest.window, from_s), rest.duration_s) for rest in technician.breaks),
        overtime=technician.overtime and replace(technician.overtime, from_s=technician.overtime.from_s - from_s),
    )


def _stock_place(place: StockPlace, from_s: int, until_s: int) -> StockPlace:
    openings = tuple(
        Window(max(w.start_s, from_s) - from_s, min(w.end_s, until_s) - from_s)
        for w in place.openings
        if w.start_s < until_s and w.end_s > from_s
    )
    return replace(
        place,
        openings=openings or (Window(0, 0),),
        arrivals=tuple(
            replace(arrival, at_s=max(0, arrival.at_s - from_s)) for arrival in place.arrivals if arrival.at_s < until_s
        ),
    )


def _route(route: Route, name: str, from_s: int) -> Route:
    stops = tuple(
        replace(stop, arrive_s=stop.arrive_s - from_s, start_s=stop.start_s - from_s, depart_s=stop.depart_s - from_s)
        for stop in route.stops
    )
    return replace(route, technician=name, stops=stops, leave_s=route.leave_s - from_s, back_s=route.back_s - from_s)


def _kept(groups: Iterable[frozenset[str]], wanted: Set[str]) -> tuple[frozenset[str], ...]:
    return tuple(group for group in groups if group <= wanted)

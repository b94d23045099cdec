"""PyVRP and VROOM on a problem without goods: visits with one window and load, technicians with shift, capacity and skills."""

from __future__ import annotations

import importlib

from routing.calls import Calls
from routing.calls import visit as visit_call
from routing.draft import Draft
from routing.insertion import fill
from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.repair import take_over
from routing.score import score_of
from routing.unserved import Inquiry


def solve_by(engine: str, problem: RoutingProblem, time_limit_s: float, seed: int, threads: int) -> Plan:
    if any(visit.parts or visit.units or visit.tools for visit in problem.visits):
        raise SystemExit(f"{engine} knows neither parts nor tools")
    order = _pyvrp(problem, time_limit_s, seed) if engine == "pyvrp" else _vroom(problem, time_limit_s, threads)
    draft = Draft(problem)
    take_over(draft, order)
    fill(draft, [visit for visit in problem.visits if visit.id not in draft.on_day])
    routes, inquiry = draft.routes(), Inquiry(draft)
    left = tuple(inquiry.why(visit) for visit in problem.visits if visit.id not in draft.on_day)
    return Plan(routes, left, score_of(problem, routes), engine, seed, round(time_limit_s * 1000))


def _calls(problem: RoutingProblem, visits: list[int]) -> Calls:
    return tuple(visit_call(problem.visits[i].id) for i in visits)


def _pyvrp(problem: RoutingProblem, time_limit_s: float, seed: int) -> dict[int, Calls]:
    pyvrp, stop = importlib.import_module("pyvrp"), importlib.import_module("pyvrp.stop")
    model, first = pyvrp.Model(), problem.technicians[0]
    places = [model.add_location(x=0, y=0) for _ in range(len(problem.matrix))]
    depot = model.add_depot(places[first.start_place])
    for visit in problem.visits:
        window = visit.windows[0]
        model.add_client(
            places[visit.place], delivery=visit.load, tw_early=window.start_s, tw_late=window.end_s, service_duration=visit.duration_s
        )  # fmt: skip
    model.add_vehicle_type(
        len(problem.technicians), capacity=first.capacity or 0, tw_early=first.shift.start_s, tw_late=first.shift.end_s,
        start_depot=depot, end_depot=depot,
    )  # fmt: skip
    for i, start in enumerate(places):
        for j, end in enumerate(places):
            model.add_edge(start, end, distance=problem.distance_m(i, j), duration=problem.travel_s(i, j))
    result = model.solve(stop.MaxRuntime(time_limit_s), seed=seed, display=False)
    return {v: _calls(problem, [a.idx for a in route if a.is_client()]) for v, route in enumerate(result.best.routes())}


def _vroom(problem: RoutingProblem, time_limit_s: float, threads: int) -> dict[int, Calls]:
    vroom = importlib.import_module("vroom")
    asked = vroom.Input()
    asked.set_durations_matrix("car", problem.matrix.duration_s)
    for v, who in enumerate(problem.technicians):
        asked.add_vehicle(
            vroom.Vehicle(
                v, start=who.start_place, end=who.end_place, capacity=[who.capacity or 0],
                time_window=vroom.TimeWindow(who.shift.start_s, who.shift.end_s),
            )
        )  # fmt: skip
    for i, visit in enumerate(problem.visits):
        windows = [vroom.TimeWindow(w.start_s, w.end_s) for w in visit.windows]
        asked.add_job(
            vroom.Job(i, location=visit.place, default_service=visit.duration_s, delivery=[visit.load], time_windows=windows)
        )  # fmt: skip
    steps = asked.solve(exploration_level=5, nb_threads=threads).routes
    jobs = steps[steps["type"] == "job"]
    return {int(v): _calls(problem, [int(i) for i in own["id"]]) for v, own in jobs.groupby("vehicle_id")}

"""Judges a plan by the problem alone: every rule once more, knowing nothing of how the plan was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from routing.check_goods import brought, loaded_and_used, stock_taken, vans_emptied
from routing.check_score import scored
from routing.check_ties import tied
from routing.check_times import told_as_it_is, well_timed
from routing.plan import Plan, Route, StopKind
from routing.problem import RoutingProblem, Technician
from routing.rules import Rule, Violation, violation

__all__ = ["Rule", "Violation", "violations"]


def violations(problem: RoutingProblem, plan: Plan) -> list[Violation]:
    """Everything in ``plan`` that breaks a rule; an empty list for a good plan.

    A plan that names what the problem doesn't hold is judged no further.
    """
    unknown = list(_unknown(problem, plan))
    if unknown:
        return unknown
    found = [*_one_route_each(problem, plan), *_served_once(problem, plan)]
    for route in plan.routes:
        technician = problem.technician_by_id[route.technician]
        for rules in (_who_may, _limits, _fixed, well_timed, loaded_and_used, brought, told_as_it_is):
            found += rules(problem, technician, route)
    whole: Iterable[Violation]
    for whole in (tied(problem, plan), vans_emptied(problem, plan), stock_taken(problem, plan), scored(problem, plan)):
        found += whole
    return found


def _unknown(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    places = problem.stock_place_by_id
    known = {
        StopKind.VISIT: problem.visit_by_id,
        StopKind.PICKUP: places,
        StopKind.RETURN: places,
        StopKind.BREAK: {"": None},
    }
    for route in plan.routes:
        if route.technician not in problem.technician_by_id:
            yield violation(Rule.KNOWN, route.technician, "there is no such technician", "没有该人员")
        for stop in route.stops:
            if stop.ref not in known[stop.kind]:
                yield violation(Rule.KNOWN, stop.ref, f"there is no such {stop.kind}", f"没有该 {stop.kind}")
            for visit in [*(load.visit for load in stop.loads), *stop.brings]:
                if visit not in problem.visit_by_id:
                    yield violation(Rule.KNOWN, visit, "loaded for or brought from no visit", "装卸对应的任务不存在")
    for unserved in plan.unserved:
        if unserved.visit not in problem.visit_by_id:
            yield violation(Rule.KNOWN, unserved.visit, "there is no such visit", "没有该任务")


def _one_route_each(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    routes = Counter(route.technician for route in plan.routes)
    for technician in problem.technicians:
        if routes[technician.id] != 1:
            en, zh = f"has {routes[technician.id]} routes", f"有 {routes[technician.id]} 条路线"
            yield violation(Rule.ONE_ROUTE_EACH, technician.id, en, zh)


def _served_once(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    listed = Counter(stop.ref for route in plan.routes for stop in route.visits)
    listed.update(unserved.visit for unserved in plan.unserved)
    for visit in problem.visits:
        if listed[visit.id] != 1:
            en = f"is {listed[visit.id]} times on a route or among the unserved"
            yield violation(Rule.SERVED_ONCE, visit.id, en, f"在路线或未安排列表中出现 {listed[visit.id]} 次")


def _who_may(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    for stop in route.stops:
        if stop.kind in {StopKind.PICKUP, StopKind.RETURN} and stop.ref not in technician.depots:
            yield violation(Rule.DEPOT, stop.ref, f"{technician.id} may not stop there", "该人员不可在此停靠")
    for stop in route.visits:
        visit = problem.visit_by_id[stop.ref]
        if visit.technicians is not None and technician.id not in visit.technicians:
            yield violation(Rule.ALLOWED, stop.ref, f"{technician.id} may not do it", f"{technician.id} 不可承担该任务")
        missing = ", ".join(sorted(visit.skills - technician.skills))
        if missing:
            en, zh = f"{technician.id} lacks {missing}", f"{technician.id} 缺少技能 {missing}"
            yield violation(Rule.SKILLS, stop.ref, en, zh)


def _limits(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    served = [problem.visit_by_id[stop.ref] for stop in route.visits]
    for rule, has, most in (
        (Rule.CAPACITY, sum(visit.load for visit in served), technician.capacity),
        (Rule.MOST_VISITS, len(served), technician.most_visits),
        (Rule.MOST_DISTANCE, route.distance_m, technician.most_distance_m),
    ):
        if most is not None and has > most:
            yield violation(rule, technician.id, f"{has}, and at most {most} are allowed", f"{has}，上限为 {most}")


def _fixed(problem: RoutingProblem, technician: Technician, route: Route) -> Iterator[Violation]:
    served = [stop.ref for stop in route.visits]
    first = [visit for visit in technician.fixed if visit in served]
    if served[: len(first)] != first:
        listed = ", ".join(first)
        yield violation(Rule.FIXED, technician.id, f"doesn't begin with {listed}", f"未以 {listed} 开头")
    for other in problem.technicians:
        for visit in set(other.fixed).intersection(served) if other.id != technician.id else ():
            yield violation(Rule.FIXED, visit, f"is fixed for {other.id}", f"已固定给 {other.id}")

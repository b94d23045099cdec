"""What ties routes to each other: together, apart, one after the other, in reserve."""

from __future__ import annotations

from collections.abc import Iterator

from routing.plan import Plan
from routing.problem import RoutingProblem
from routing.rules import Rule, Violation, violation


def tied(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    by = {stop.ref: route.technician for route in plan.routes for stop in route.visits}
    for group in problem.together:
        technicians = sorted({by[visit] for visit in group if visit in by})
        if len(technicians) > 1:
            listed = ", ".join(technicians)
            yield violation(Rule.TOGETHER, min(group), f"done by {listed}", f"分别由 {listed} 完成")
    for group in problem.apart:
        persons = [problem.technician_by_id[by[visit]].person for visit in group if visit in by]
        if len(set(persons)) < len(persons):
            listed = ", ".join(sorted({person for person in persons if persons.count(person) > 1}))
            yield violation(Rule.APART, min(group), f"more than one is done by {listed}", f"{listed} 承担了其中多个")
    yield from _in_order(problem, plan)
    busy = {route.technician for route in plan.routes if route.stops}
    for reserve in problem.reserves:
        free = len(reserve.technicians - busy)
        if free < reserve.least:
            listed = ", ".join(sorted(reserve.technicians))
            en, zh = f"only {free} of {reserve.least} are free", f"应保留 {reserve.least} 人，仅余 {free} 人"
            yield violation(Rule.RESERVE, listed, en, zh)


def _in_order(problem: RoutingProblem, plan: Plan) -> Iterator[Violation]:
    stops = {stop.ref: stop for route in plan.routes for stop in route.visits}
    for sequence in problem.sequences:
        first, then = stops.get(sequence.first), stops.get(sequence.then)
        if then is None:
            continue
        if first is None:
            en, zh = f"is served without {sequence.first}", f"前置任务 {sequence.first} 未安排"
            yield violation(Rule.SEQUENCE, sequence.then, en, zh)
        elif then.start_s < first.depart_s + sequence.gap_s:
            from_s = first.depart_s + sequence.gap_s
            en, zh = f"starts at {then.start_s} s, before {from_s} s", f"{then.start_s} 秒开始，早于 {from_s} 秒"
            yield violation(Rule.SEQUENCE, sequence.then, en, zh)

"""What no plan could satisfy, found by looking at several values of a problem together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, pairwise

from refusals import FieldProblem, Text
from routing.couplings import Reserve, Sequence_
from routing.technicians import Technician
from routing.visits import Visit


def contradictions(
    visits: Sequence[Visit],
    technicians: Sequence[Technician],
    together: Sequence[frozenset[str]],
    apart: Sequence[frozenset[str]],
    sequences: Sequence[Sequence_],
    reserves: Sequence[Reserve],
) -> Iterator[FieldProblem]:
    """Names that aren't known are passed over: they are found elsewhere."""
    by_id = {visit.id: visit for visit in visits}
    fixer = {visit: technician for technician in technicians for visit in technician.fixed}
    yield from _persons(technicians)
    yield from _fixed(technicians, by_id)
    yield from _couples(together, apart, fixer)
    yield from _circle(sequences)
    yield from _fixed_in_another_order(technicians, sequences)
    for i, reserve in enumerate(reserves):
        free = [t for t in technicians if t.id in reserve.technicians and not t.fixed]
        if len(free) < reserve.least:
            text = Text(
                en=f"leaves only {len(free)} without fixed visits, of {reserve.least} to be kept free",
                zh=f"仅 {len(free)} 人没有固定任务，少于应保留的 {reserve.least} 人",
            )
            yield FieldProblem(f"reserves.{i}.least", "impossible", text, str(reserve.least))


def _persons(technicians: Sequence[Technician]) -> Iterator[FieldProblem]:
    """The days of one person follow each other, and they drive the same van."""
    days: dict[str, list[tuple[int, Technician]]] = defaultdict(list)
    for i, technician in enumerate(technicians):
        days[technician.person].append((i, technician))
    for person, shifts in days.items():
        shifts.sort(key=lambda day: (day[1].shift.start_s, day[1].shift.end_s))
        for (_, earlier), (i, later) in pairwise(shifts):
            if later.shift.start_s < earlier.shift.end_s:
                text = Text(en=f"must not overlap with another shift of {person}", zh=f"与 {person} 的另一班次重叠")
                yield FieldProblem(f"technicians.{i}.shift", "overlap", text, later.id)
            if later.van != earlier.van:
                text = Text(
                    en=f"must be the same for every shift of {person}, who has one van",
                    zh=f"{person} 各班次共用一辆车，车上库存须一致",
                )
                yield FieldProblem(f"technicians.{i}.van", "another_van", text, later.id)


def _fixed(technicians: Sequence[Technician], visits: dict[str, Visit]) -> Iterator[FieldProblem]:
    seen: dict[str, str] = {}
    for i, technician in enumerate(technicians):
        path = f"technicians.{i}.fixed"
        for name in technician.fixed:
            if name in seen:
                text = Text(en=f"{name} is fixed for {seen[name]} already", zh=f"{name} 已固定给 {seen[name]}")
                yield FieldProblem(path, "fixed_twice", text, name)
            seen[name] = technician.id
            visit = visits.get(name)
            if visit is None:
                continue
            if visit.technicians is not None and technician.id not in visit.technicians:
                text = Text(en=f"{technician.id} may not do {name}", zh=f"{technician.id} 不可承担 {name}")
                yield FieldProblem(path, "not_allowed", text, name)
            if missing := ", ".join(sorted(visit.skills - technician.skills)):
                text = Text(
                    en=f"{technician.id} lacks {missing} for {name}", zh=f"{technician.id} 缺少 {name} 所需的 {missing}"
                )
                yield FieldProblem(path, "no_skill", text, name)
        if technician.most_visits is not None and 0 <= technician.most_visits < len(technician.fixed):
            text = Text(
                en=f"must not be more than most_visits ({technician.most_visits})",
                zh=f"不能超过 most_visits（{technician.most_visits}）",
            )
            yield FieldProblem(path, "too_many", text, str(len(technician.fixed)))


def _couples(
    together: Sequence[frozenset[str]], apart: Sequence[frozenset[str]], fixer: dict[str, Technician]
) -> Iterator[FieldProblem]:
    for i, group in enumerate(together):
        owners = sorted({fixer[visit].id for visit in group if visit in fixer})
        if len(owners) > 1:
            listed = ", ".join(owners)
            text = Text(en=f"has visits fixed for {listed}", zh=f"其中任务已分别固定给 {listed}")
            yield FieldProblem(f"together.{i}", "impossible", text, listed)
    for i, group in enumerate(apart):
        both = sorted({visit for pair in together for visit in group & pair if len(group & pair) > 1})
        if both:
            listed = ", ".join(both)
            text = Text(en=f"holds {listed}, which must be together", zh=f"{listed} 又要求由同一人完成")
            yield FieldProblem(f"apart.{i}", "impossible", text, listed)
        for one, other in combinations(sorted(group & fixer.keys()), 2):
            if fixer[one].person == fixer[other].person:
                person = fixer[one].person
                text = Text(
                    en=f"{one} and {other} are both fixed for {person}", zh=f"{one} 和 {other} 都固定给 {person}"
                )
                yield FieldProblem(f"apart.{i}", "impossible", text, f"{one}, {other}")


def _circle(sequences: Sequence[Sequence_]) -> Iterator[FieldProblem]:
    graph: TopologicalSorter[str] = TopologicalSorter()
    for sequence in sequences:
        graph.add(sequence.then, sequence.first)
    try:
        graph.prepare()
    except CycleError as circle:
        listed = " → ".join(circle.args[1])
        text = Text(en=f"go in a circle: {listed}", zh=f"形成循环：{listed}")
        yield FieldProblem("sequences", "circle", text, listed)


def _fixed_in_another_order(
    technicians: Sequence[Technician], sequences: Sequence[Sequence_]
) -> Iterator[FieldProblem]:
    for i, technician in enumerate(technicians):
        at = {visit: position for position, visit in enumerate(technician.fixed)}
        for sequence in sequences:
            if at.get(sequence.then, len(at)) < at.get(sequence.first, -1):
                text = Text(
                    en=f"has {sequence.then} before {sequence.first}, which must come first",
                    zh=f"{sequence.then} 排在须先完成的 {sequence.first} 之前",
                )
                yield FieldProblem(f"technicians.{i}.fixed", "wrong_order", text, sequence.then)

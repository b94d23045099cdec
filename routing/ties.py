"""What ties visits and technicians to each other, by name."""

from __future__ import annotations

from collections import defaultdict

from routing.couplings import Sequence_
from routing.problem import RoutingProblem


class Ties:
    """Looked up for every route that is tried, so gathered once.

    ``fixer``: the technician for whom a visit is fixed. ``before`` and ``after``: the sequences that end, and that begin,
    with a visit. ``together``, ``apart``: the others of its groups.
    """

    def __init__(self, problem: RoutingProblem) -> None:
        self.fixer = {visit: technician.id for technician in problem.technicians for visit in technician.fixed}
        self.before: dict[str, list[Sequence_]] = defaultdict(list)
        self.after: dict[str, list[Sequence_]] = defaultdict(list)
        for sequence in problem.sequences:
            self.before[sequence.then].append(sequence)
            self.after[sequence.first].append(sequence)
        self.together = _others(problem.together)
        self.apart = _others(problem.apart)


def _others(groups: tuple[frozenset[str], ...]) -> dict[str, frozenset[str]]:
    others: dict[str, frozenset[str]] = {}
    for group in groups:
        for visit in group:
            others[visit] = others.get(visit, frozenset()) | (group - {visit})
    return others

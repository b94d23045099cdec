"""Why each visit of a plan that stands on no route isn't served; in a large problem asked of its part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routing.draft import Draft
from routing.excerpt import excerpt, left_in, tied
from routing.plan import Route, Unserved
from routing.regions import regions
from routing.resume import draft_of
from routing.unserved import VISITS_TO_DISPLACE_FOR, Inquiry

ASKED_AT_ONCE = 400
"""Visits up to which the whole problem is asked: what a question costs grows with it."""
OF_A_PART = 180


def reasons(draft: Draft, routes: Sequence[Route]) -> tuple[Unserved, ...]:
    """``routes`` are those of ``draft``; in the order of the problem's visits."""
    out = {visit.id for visit in draft.problem.visits if visit.id not in draft.on_day}
    found: dict[str, Unserved] = {}
    if len(draft.problem.visits) > ASKED_AT_ONCE and out:
        found = {one.visit: one for one in _by_part(draft, routes, out)}
    inquiry = Inquiry(draft) if out - found.keys() else None
    return tuple(
        found[visit.id] if visit.id in found or inquiry is None else inquiry.why(visit)
        for visit in draft.problem.visits
        if visit.id in out
    )


def _by_part(draft: Draft, routes: Sequence[Route], out: set[str]) -> Iterator[Unserved]:
    """By those who start near it and may do it. What is tied to visits elsewhere is left to whoever asks the whole."""
    problem, left = draft.problem, left_in(draft)
    parts = [
        (region, [visit for visit in region.visits if visit in out])
        for region in regions(problem, most_visits=OF_A_PART)
    ]
    asked = [(region, own) for region, own in parts if own]
    for region, own in asked:
        part = excerpt(draft, routes, tied(problem, routes, region.technicians), own, left)
        there = draft_of(part.problem, part.routes)
        inquiry = Inquiry(there, displacing=VISITS_TO_DISPLACE_FOR // len(asked))
        yield from (inquiry.why(visit) for visit in part.problem.visits if visit.id in out)

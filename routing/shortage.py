"""Which parts or units are lacking, and where there are some all the same (B2, P5)."""

from __future__ import annotations

from dataclasses import replace

from routing.amounts import Amounts
from routing.clock import clock
from routing.draft import Draft
from routing.inquiry import Answer, answer
from routing.plan import Unserved, UnservedReason
from routing.problem import Arrival, Pool, RoutingProblem, StockPlace, Technician, Visit
from routing.reasons import Remedy, RemedyKind
from routing.relax import relaxed
from routing.staff import able, allowed
from routing.supply import Needs, lacking


class Shortage:
    """As ``draft`` leaves the stock; told for the technician who lacks least, an able one if there is one. ``needs``: what is to be had nowhere that
    they may stop at, now or later."""

    def __init__(self, draft: Draft, visit: Visit) -> None:
        self.draft = draft
        self.problem: RoutingProblem = draft.problem
        self.visit = visit
        staff = able(self.problem, visit) or allowed(self.problem, visit) or self.problem.technicians
        short = [(self._missing(technician), technician) for technician in staff]
        self.needs, self.technician = min(short, key=lambda one: (_pieces(one[0]), one[1].id))

    def _missing(self, technician: Technician) -> Needs:
        needs = lacking(self.visit, technician, self.draft.stock)
        for depot in sorted(technician.depots):
            needs = needs.without(needs.at(self.problem.stock_place_by_id[depot], self.draft.stock))
        return replace(needs, tools=frozenset())

    def set_aside(self, by: Answer | None) -> Unserved | None:
        """The reason, if only what is set aside at one of the technician's places is left for an ordinary part (B2)."""
        wanted = self.needs.parts
        if not wanted or self.needs.units:
            return None
        for depot in sorted(self.technician.depots):
            if all(self.draft.stock.at(depot, Pool.SET_ASIDE, part) >= n for part, n in wanted.items()):
                facts = {"parts": listed(self.needs), "place": depot}
                remedy = Remedy(RemedyKind.RELEASE, facts, by.cost_fen if by else None)
                return Unserved(self.visit.id, UnservedReason.SET_ASIDE, facts, (remedy,))
        return None

    def told(self, by: Answer | None) -> Unserved:
        """The reason why even all of the stock doesn't serve the visit."""
        facts = {"parts": listed(self.needs)}
        if self.needs:
            return self.set_aside(by) or Unserved(
                self.visit.id, UnservedReason.PART_UNAVAILABLE, facts, self.remedies(by)
            )
        facts = {"parts": listed(Needs(Amounts(self.visit.parts), Amounts(self.visit.units)))}
        late = self._late()
        if late is not None:
            place, arrival = late
            facts = {"parts": arrival.part, "place": place.id, "arrives": clock(self.problem, arrival.at_s)}
            return Unserved(self.visit.id, UnservedReason.PART_LATE, facts, self._load_van(by, arrival.part))
        return Unserved(self.visit.id, UnservedReason.PART_NOT_IN_TIME, facts, self._load_van(by, facts["parts"]))

    def remedies(self, by: Answer | None) -> tuple[Remedy, ...]:
        """Fetch it where the technician may not stop yet, or request it."""
        facts = {"technician": by.technician if by else self.technician.id, "parts": listed(self.needs)}
        found = [Remedy(RemedyKind.REQUEST_PART, facts, by.cost_fen if by else None)]
        for place in self.problem.stock_places:
            if place.id in self.technician.depots or self.needs.without(self.needs.at(place, self.draft.stock)):
                continue
            let_in = replace(self.technician, depots=self.technician.depots | {place.id})
            asked = answer(self.draft.asking(relaxed(self.problem, technicians=[let_in])), self.visit)
            if asked is not None:
                fetch = {**facts, "technician": asked.technician, "place": place.id}
                found.append(Remedy(RemedyKind.FETCH_FROM, fetch, asked.cost_fen))
        return tuple(found)

    def _load_van(self, by: Answer | None, parts: str) -> tuple[Remedy, ...]:
        facts = {"technician": by.technician if by else self.technician.id, "parts": parts}
        return (Remedy(RemedyKind.LOAD_VAN, facts, by.cost_fen if by else None),)

    def _late(self) -> tuple[StockPlace, Arrival] | None:
        """The arrival without whose waiting the visit could be done."""
        for place in self.problem.stock_places:
            for arrival in place.arrivals:
                if arrival.part not in self.visit.parts and arrival.part not in self.visit.units:
                    continue
                at_once = tuple(replace(a, at_s=0) if a is arrival else a for a in place.arrivals)
                early = replace(place, arrivals=at_once)
                places = tuple(early if p.id == place.id else p for p in self.problem.stock_places)
                by_id = {p.id: p for p in places}
                asked = relaxed(self.problem, stock_places=places, stock_place_by_id=by_id)
                if answer(self.draft.asking(asked), self.visit) is not None:
                    return place, arrival
        return None


def _pieces(needs: Needs) -> int:
    return sum(needs.parts.values()) + sum(needs.units.values())


def listed(needs: Needs) -> str:
    return ", ".join(f"{part} ×{quantity}" for part, quantity in sorted({**needs.parts, **needs.units}.items()))

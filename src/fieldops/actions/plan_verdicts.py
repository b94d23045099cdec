"""What changes of a plan by hand would come to, before anybody makes them (V4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldops.actions.plan_reading import made
from fieldops.store import plan_edits
from fieldops.store.plan_content import terms_of
from routing.edit import Edited, OpenPlan, move_visit, take_out
from routing.plan import Route, Stop
from routing.rules import Broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """``order`` becomes visit number ``position`` (from 0) of ``technician``, or the one at which it costs least; without a
    technician it is taken out of its route."""

    order: str
    technician: str | None = None
    position: int | None = None

    def as_done(self, found: Edited) -> Mapping[str, Any]:
        """What is told of it once it is done."""
        if self.technician is None:
            return {"verb": "take_out", "order": self.order}
        position, _ = _at(found, self.order, self.technician)
        return {"verb": "move", "order": self.order, "technician": self.technician, "position": position}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Whether something can be done, or the ``rule`` that is in the way."""

    allowed: bool
    rule: str | None = None
    why_en: str = ""
    why_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Judged):
    """What a change would come to: by how much each term of the score changes, and the routes as they would be, with times in
    seconds after midnight of the planned day."""

    change: Mapping[str, int] | None = None
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance(Judged):
    """Where a visit would cost least with ``technician``: as visit number ``position`` (from 0), starting at ``start_s`` after
    midnight of the planned day, ``late_s`` after its promise, by ``change_fen`` more."""

    technician: str
    position: int | None = None
    start_s: int | None = None
    late_s: int | None = None
    change_fen: int | None = None


async def judge(plan_id: int, placing: Placing) -> Verdict:
    """What a change would come to; nothing is changed.

    :raises NotFound: :raises PlanNotMadeYet: :raises PlanNotEditable: :raises Invalid: order, technician or position aren't in the plan.
    """
    head = await made(plan_id)
    _, opened = await plan_edits.opened(plan_id, head.edit)
    found = placed(opened, placing)
    if isinstance(found, Broken):
        return Verdict(**_in_the_way(found))
    return Verdict(allowed=True, change=terms_of(found.change), routes=found.routes)


async def chances(plan_id: int, order: str) -> list[Chance]:
    """Of each technician on duty where the visit would go, the cheapest first, those who can't take it last.

    :raises NotFound: :raises PlanNotMadeYet: :raises PlanNotEditable: :raises Invalid: the order isn't in the plan.
    """
    head = await made(plan_id)
    _, opened = await plan_edits.opened(plan_id, head.edit)
    found = [_chance(opened, order, technician.id) for technician in opened.draft.problem.technicians]
    return sorted(found, key=lambda one: (one.change_fen is None, one.change_fen or 0, one.technician))


def _chance(opened: OpenPlan, order: str, technician: str) -> Chance:
    found = move_visit(opened, order, technician)
    if isinstance(found, Broken):
        return Chance(technician=technician, **_in_the_way(found))
    position, stop = _at(found, order, technician)
    return Chance(
        technician=technician,
        allowed=True,
        position=position,
        start_s=stop.start_s,
        late_s=stop.late_s,
        change_fen=found.change.total_fen,
    )


def _in_the_way(found: Broken) -> dict[str, Any]:
    said = found.message
    return {"allowed": False, "rule": found.rule.value, "why_en": said.en, "why_zh": said.zh}


def _at(found: Edited, order: str, technician: str) -> tuple[int, Stop]:
    route = next(route for route in found.routes if route.technician == technician)
    return next((n, stop) for n, stop in enumerate(route.visits) if stop.ref == order)


def placed(opened: OpenPlan, placing: Placing) -> Edited | Broken:
    if placing.technician is None:
        return take_out(opened, placing.order)
    return move_visit(opened, placing.order, placing.technician, placing.position)

"""What ties the visits of a planned day to each other, and to what is done on other days (V4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from fieldops.store.order_ties import Elsewhere
from inventory.order_ties import Tie, TieKind
from refusals import Refusal, Text
from routing import problem as routing
from routing.couplings import Sequence_
from routing.visits import Window


class OrdersWait(Refusal):
    code = "orders_wait"
    rule = "V4"
    cause = Text(
        en="Left out, because they come after orders that are neither done nor planned before: {orders}.",
        zh="以下维修单须在其他维修单之后进行，而后者尚未完成、也未安排在前，故未纳入计划：{orders}。",
    )
    remedy = Text(
        en="Plan the earlier order on this day or before, or end the tie.", zh="请先安排前一维修单，或解除关联。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTies:
    """``only`` and ``never``: by order who may do it alone, or may not, by person. ``ready_at``: before then it can't start.
    ``waiting`` are not to be planned at all."""

    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    sequences: tuple[Sequence_, ...] = ()
    only: Mapping[str, set[str]] = field(default_factory=dict)
    never: Mapping[str, set[str]] = field(default_factory=dict)
    ready_at: Mapping[str, datetime] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()


def day_ties(
    ties: Sequence[Tie], planned: Collection[str], elsewhere: Mapping[str, Elsewhere], ends: Mapping[str, datetime]
) -> DayTies:
    """``planned``: the orders of these days, each of which must be over by what ``ends`` says: its appointment's end, or when the
    days are over."""
    ready_at = _ready_at(ties, planned, elsewhere)
    waiting = _waiting(ties, planned, elsewhere, {order for order, at in ready_at.items() if at > ends[order]})
    here = set(planned) - waiting
    pairs = [one for one in ties if {one.first, one.second} <= here]
    only, never = (_bound(ties, here, elsewhere, kind) for kind in (TieKind.SAME, TieKind.OTHER))
    return DayTies(
        together=tuple(frozenset({one.first, one.second}) for one in pairs if one.kind is TieKind.SAME),
        apart=tuple(frozenset({one.first, one.second}) for one in pairs if one.kind is TieKind.OTHER),
        sequences=tuple(Sequence_(one.first, one.second, one.gap_s) for one in pairs if one.kind is TieKind.AFTER),
        only=only,
        never=never,
        ready_at=ready_at,
        waiting=frozenset(waiting),
    )


def _ready_at(ties: Iterable[Tie], planned: Collection[str], elsewhere: Mapping[str, Elsewhere]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for one in ties:
        before = elsewhere.get(one.first)
        if one.kind is TieKind.AFTER and one.second in planned and before is not None and before.done_at is not None:
            at = before.done_at + timedelta(seconds=one.gap_s)
            found[one.second] = max(at, found.get(one.second, at))
    return found


def _waiting(
    ties: Sequence[Tie], planned: Collection[str], elsewhere: Mapping[str, Elsewhere], late: set[str]
) -> set[str]:
    """Whatever comes after what is open and in no plan before, and after what waits itself."""
    after = [one for one in ties if one.kind is TieKind.AFTER and one.second in planned]
    missing = {name for name, one in elsewhere.items() if one.open and one.done_at is None}
    waiting = set(late)
    while more := {one.second for one in after if one.first in missing | waiting} - waiting:
        waiting |= more
    return waiting


def _bound(
    ties: Iterable[Tie], planned: Collection[str], elsewhere: Mapping[str, Elsewhere], kind: TieKind
) -> dict[str, set[str]]:
    """By order those who do, or did, what it is tied to on other days."""
    found: dict[str, set[str]] = {}
    for one in ties:
        for order, other in ((one.first, one.second), (one.second, one.first)):
            done = elsewhere.get(other)
            if one.kind is kind and order in planned and done is not None and done.technician is not None:
                found.setdefault(order, set()).add(done.technician)
    return found


def bound(
    visits: Iterable[routing.Visit], crew: Sequence[routing.Technician], ties: DayTies
) -> tuple[routing.Visit, ...]:
    """The visits with who may do them, as far as what is done on other days says."""
    return tuple(_bound_visit(visit, crew, ties.only.get(visit.id), ties.never.get(visit.id)) for visit in visits)


def _bound_visit(
    visit: routing.Visit, crew: Sequence[routing.Technician], only: set[str] | None, never: set[str] | None
) -> routing.Visit:
    if not only and not never:
        return visit
    may = {one.id for one in crew} if visit.technicians is None else visit.technicians
    fit = {one.id for one in crew if (not only or {one.person} == only) and one.person not in (never or ())}
    return replace(visit, technicians=frozenset(may & fit))


def not_ready(ties: DayTies, order: str, midnight: datetime) -> tuple[Window, ...]:
    """When an order can't start yet, as a time in which nobody may come."""
    at = ties.ready_at.get(order)
    return (Window(0, int((at - midnight).total_seconds())),) if at is not None and at > midnight else ()

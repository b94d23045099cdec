"""New orders are judged before anything is written (S1, S2, B1): each with all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from fieldops.actions import clocks
from fieldops.actions.clocks import Begun
from fieldops.actions.desk import Desk
from fieldops.actions.promises import promise_of, promised
from fieldops.store import network, policies
from fieldops.store import orders as store
from fieldops.store.policies import NoPolicy
from inventory import order_life_verbs as verbs
from inventory.network import Node, NodeKind
from inventory.new_orders import begins, may_be_booked
from inventory.order_life import AskedBy, Booking, Stepped
from inventory.orders import (
    VISITED,
    Customer,
    OrderKind,
    Promised,
    ServiceOrder,
    swap_is_promised,
)
from refusals import FieldProblem, Refusal
from routing.clocks import Clock


@dataclass(frozen=True, slots=True)
class Judged:
    """An order with its promise, its first steps and its clocks; or which fields are wrong, and which rules refuse it."""

    order: ServiceOrder
    steps: tuple[Stepped, ...] = ()
    clocks: tuple[Clock, ...] = ()
    problems: tuple[FieldProblem, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.problems and not self.refusals


@dataclass(frozen=True, slots=True)
class _Known:
    customers: Mapping[str, Customer]
    nodes: Mapping[str, Node]
    office: str
    gaps: Set[tuple[str, date]]


async def judge(orders: Sequence[ServiceOrder], desk: Desk) -> list[Judged]:
    """Orders that have their numbers, each by itself; a fixed number of queries, however many there are.

    Whether an order may be chased, and whether its number is taken, is asked elsewhere.
    """
    problems = await _fields(orders, desk)
    known = _Known(
        customers=await store.customers(order.customer for order in orders),
        nodes=await network.nodes(order.outlet for order in orders),
        office=await network.head_office(),
        gaps=await policies.without({one for order in orders for one in _policies(order, desk)}),
    )
    judged = [_by_rules(order, wrong, known, desk) for order, wrong in zip(orders, problems, strict=True)]
    sound = iter(await _clocked([one for one in judged if one.sound], known.customers, desk))
    return [next(sound) if one.sound else one for one in judged]


async def _fields(orders: Sequence[ServiceOrder], desk: Desk) -> list[list[FieldProblem]]:
    """What is wrong with the fields of each."""
    now = desk.now.astimezone(desk.zone)  # as whoever reads it tells the time
    found = [begins(order, now=now) for order in orders]
    for problem in await store.unknown_names(orders):
        at, _, path = problem.path.partition(".")
        found[int(at)].append(replace(problem, path=path))
    return found


def _policies(order: ServiceOrder, desk: Desk) -> Iterator[tuple[str, date]]:
    """The policies that it is registered under, each by its day."""
    day = desk.day(order.registered_at)
    yield from (("clocks", day), ("working_hours", day))
    if order.kind in VISITED:
        yield "promise", day
    if order.kind in {OrderKind.CHASER, OrderKind.COMPLAINT}:
        yield "desk", desk.today


def _by_rules(order: ServiceOrder, wrong: Sequence[FieldProblem], known: _Known, desk: Desk) -> Judged:
    """What names nothing that is known is judged by what can be known."""
    problems, steps = list(wrong), list[Stepped]()
    refusals: list[Refusal] = [
        NoPolicy(name=name, day=day) for name, day in _policies(order, desk) if (name, day) in known.gaps
    ]
    if order.customer in known.customers:
        refusals += _why(swap_is_promised, order.kind, known.customers[order.customer])
    if order.outlet in known.nodes:
        node = known.nodes[order.outlet]
        forwards = may_be_booked(order, node)
        if forwards is not None:
            problems.append(forwards)
        else:
            refusals += _why(lambda: steps.extend(_first_steps(order, node, known.office)))
    return Judged(order, tuple(steps), problems=tuple(problems), refusals=tuple(refusals))


def _why(rule: Callable[..., object], *args: object) -> list[Refusal]:
    try:
        rule(*args)
    except Refusal as refusal:
        return [refusal]
    return []


def _first_steps(order: ServiceOrder, node: Node, office: str) -> list[Stepped]:
    """Who took it has it first: the head office, or the province to which the outlet belongs."""
    at = order.registered_at
    province = {NodeKind.PARTNER: node.parent, NodeKind.PROVINCE: node.code}.get(node.kind)
    steps = [verbs.register(order.number or "", order.kind, holder=office, at=at)]
    if province is not None:
        steps.append(verbs.forward(steps[-1].order, province, at=at))
    if province is not None and (node.kind is NodeKind.PARTNER or order.appointment is not None):
        steps.append(verbs.assign(steps[-1].order, node.code, province=province, at=at))
    if order.appointment is not None:
        booking = Booking(appointment=order.appointment, at=at, asked_by=AskedBy.US)
        steps.append(verbs.book(steps[-1].order, booking))
    return steps


async def _clocked(sound: Sequence[Judged], customers: Mapping[str, Customer], desk: Desk) -> list[Judged]:
    """With what is promised, and the clocks that count until then, as far as a contract allows."""
    if not sound:
        return []
    promises = await promised([one.order for one in sound], customers, desk)
    begun = [_begun(one, promise) for one, promise in zip(sound, promises, strict=True)]
    answers = await clocks.begin(begun, zone=desk.zone, now=desk.now)
    return [
        Judged(one.order, one.steps, refusals=(answer,))
        if isinstance(answer, Refusal)
        else Judged(one.order, one.steps, answer)
        for one, answer in zip(begun, answers, strict=True)
    ]


def _begun(one: Judged, promise: Promised | None) -> Begun:
    order = replace(one.order, promised=promise)
    return Begun(order, one.steps, promise_of(order))

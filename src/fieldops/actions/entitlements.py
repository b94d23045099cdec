"""What a customer is entitled to (W6): for an order, and for a fault that somebody tells on the phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from fieldops.actions.desk import Desk
from fieldops.actions.policies import warranty_on
from fieldops.actions.unit_warranty import proven_unit
from fieldops.store import orders, parts, unit_history, warranty_findings
from fieldops.store.rows import refuse_if_any
from fieldops.store.unit_history import PartBefore, Waiting
from inventory.entitlements import (
    MEANINGS,
    Answer,
    Case,
    EarlierRepair,
    Exclusion,
    NothingToJudge,
    Reason,
    ReplacedPart,
)
from inventory.judgements import Judgement, judge
from inventory.orders import ServiceOrder, is_open
from inventory.sale_proofs import Proof, Recognition, card_due_on
from inventory.unvisited import Delay, days_unvisited
from inventory.warranty import Component, WarrantyPolicy, component_of
from inventory.warranty_findings import Finding, Found
from refusals import FieldProblem, Text, refuse_all, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A fault of the machine ``unit``, reported ``on`` that day: if none is given, when it was first and is still open, else today.

    ``part`` is what failed, or its class ``component``; with neither what the fault usually takes. ``performance``: the
    machine doesn't do what it is for (W2). ``foreign_parts`` and ``exclusions`` are what speaks against it (W3).
    """

    unit: str
    fault: str
    part: str | None = None
    component: Component | None = None
    on: date | None = None
    performance: bool = True
    exclusions: tuple[Exclusion, ...] = ()
    foreign_parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        both = self.part is not None and self.component is not None
        text = Text(en="can't be given with part", zh="不能与 part 同时填写")
        refuse_all(FieldProblem("component", "not_allowed", text) if both else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAnswer:
    """The answer if it is this part that failed; None: the machine as a whole, or some part of the class."""

    part: str | None
    component: Component
    answer: Answer
    rule: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """The decision with all that it rests on (W6). Of several parts that may have failed the one that gives the customer most
    decides; ``parts`` tells each.

    ``order`` is the one that was asked about, or the open one about this fault. ``since`` is when the warranty began, by
    ``proof`` (W4). ``recognised_for_claims`` is about the dealer and not the customer (W5).
    """

    unit: str
    model: str
    use_class: str
    fault: str
    order: str | None
    reported_on: date
    since: date
    proof: Proof
    answer: Answer
    choices: tuple[Answer, ...]
    rule: str
    until: date | None
    means: Text
    reasons: tuple[Reason, ...]
    parts: tuple[PartAnswer, ...]
    earlier_repairs: int
    unvisited_days: int
    recognised_for_claims: Recognition
    card_due_on: date
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """``order`` if there is one about it. What happened to the machine ``before`` this moment bears on it."""

    order: str | None
    before: datetime


async def check(question: Question, desk: Desk) -> Entitlement:
    """Before an order is registered.

    :raises SerialNeverSold: :raises SerialSoldTwice: :raises SaleNotProven: :raises UseClassUnknown: :raises NoPolicy:
    :raises Invalid: part or fault isn't known, or the day isn't one on which it can have been reported.
    """
    first = None
    if question.on is None:
        first = await unit_history.reported_first(question.unit, question.fault)
    waited = await unit_history.waiting(first, now=desk.now) if first else None
    reported_on = question.on or (desk.day(waited.reported_at) if waited else desk.today)
    policy = await warranty_on(reported_on)
    unit, proven = await proven_unit(question.unit, policy)
    case = Case(
        unit=proven,
        fault=question.fault,
        component=Component.UNIT,
        reported_on=reported_on,
        performance=question.performance,
        unvisited_days=_unvisited(waited, desk) if waited else 0,
        exclusions=question.exclusions,
        foreign_parts=question.foreign_parts,
    )
    failed = await _asked_about(question, unit.model)
    before = datetime.combine(reported_on + timedelta(days=1), time(), desk.zone)
    judged = await _judged(case, failed, _Report(order=first, before=before), policy, desk)
    return _shown(judged, unit.model, first, policy)


async def of_order(number: str, desk: Desk, *, part: str | None = None) -> Entitlement:
    """Of the fault that a registered order is about; ``part`` is what failed, if that is known by now.

    :raises NotFound: :raises NothingToJudge: and what :func:`check` raises.
    """
    order = (await orders.order(number)).value
    judged, policy = await judge_order(order, desk, part=part)
    assert order.unit is not None
    model = (await orders.units_models([order.unit]))[order.unit]
    return replace(_shown(judged, model, number, policy), findings=tuple(await warranty_findings.of_order(number)))


async def judge_order(
    order: ServiceOrder, desk: Desk, *, part: str | None = None, also: Iterable[str] = ()
) -> tuple[Judgement, WarrantyPolicy]:
    """By the policy of the day on which it was reported. ``part`` is what failed, else what the repair is expected to use;
    ``also`` are parts that are to be judged beside it.

    :raises NothingToJudge: and what :func:`check` raises.
    """
    if order.number is None or order.unit is None or order.fault is None:
        raise NothingToJudge(number=order.number)
    waited = await unit_history.waiting(order.number, now=desk.now)
    reported_on = desk.day(waited.reported_at)
    policy = await warranty_on(reported_on)
    _, proven = await proven_unit(order.unit, policy)
    found = [one for one in await warranty_findings.of_order(order.number) if one.withdrawn_at is None]
    counts = waited.visited_at is not None or is_open(order.status)
    case = Case(
        unit=proven,
        fault=order.fault,
        component=Component.UNIT,
        reported_on=reported_on,
        performance=all(one.found is not Found.NOT_PERFORMANCE for one in found),
        unvisited_days=_unvisited(waited, desk) if counts else 0,
        exclusions=tuple(dict.fromkeys(one.exclusion for one in found if one.exclusion)),
        foreign_parts=tuple(dict.fromkeys(one.part for one in found if one.part)),
    )
    expected = [line.part for line in order.parts or ()]
    failed = await _classes([part] if part is not None else expected, named=part)
    more = await _classes(also, named=None)
    report = _Report(order=order.number, before=waited.reported_at)
    return await _judged(case, (failed or {None: Component.UNIT}) | more, report, policy, desk), policy


async def _asked_about(question: Question, model: str) -> Mapping[str | None, Component]:
    """What may have failed: what is named, else of the parts that such a fault usually takes those that fit the machine.

    :raises Invalid: part or fault isn't known.
    """
    faults = await parts.faults([question.fault])
    refuse_if_any([] if question.fault in faults else [unknown("fault", question.fault)])
    if question.component is not None:
        return {None: question.component}
    if question.part is not None:
        return await _classes([question.part], named=question.part)
    fits = await parts.fitting(line.part for line in faults[question.fault].parts)
    likely = await _classes((number for number, models in fits.items() if model in models), named=None)
    return likely or {None: Component.UNIT}


async def _classes(numbers: Iterable[str], *, named: str | None) -> dict[str | None, Component]:
    """:raises Invalid: the part that somebody ``named`` isn't known."""
    categories = await parts.categories(numbers)
    refuse_if_any([unknown("part", named)] if named is not None and named not in categories else [])
    return {number: component_of(category) for number, category in sorted(categories.items())}


async def _judged(
    case: Case, failed: Mapping[str | None, Component], report: _Report, policy: WarrantyPolicy, desk: Desk
) -> Judgement:
    """With what happened to the machine before: parts that were put in, and repairs that didn't solve it."""
    serial = case.unit.sale.serial
    numbers = [number for number in failed if number is not None]
    asked = [PartBefore(serial, number, report.before) for number in numbers]
    replaced = {one.part: at for one, at in (await unit_history.last_replaced(asked)).items()}
    repairs = await unit_history.repairs(
        serial, case.fault, before=report.before, order=report.order, approved=policy.approved_parts
    )

    def day(moment: datetime) -> date:
        """Not before the machine was under warranty, nor after the report."""
        return min(max(desk.day(moment), case.unit.since), case.reported_on)

    whole = replace(
        case,
        replaced=tuple(ReplacedPart(part=part, on=day(at)) for part, at in sorted(replaced.items())),
        repairs=tuple(EarlierRepair(fault=case.fault, on=day(at)) for at in repairs),
    )
    return judge(whole, failed, policy, today=desk.today)


def _unvisited(waited: Waiting, desk: Desk) -> int:
    return days_unvisited(
        desk.day(waited.reported_at),
        desk.day(waited.visited_at) if waited.visited_at else None,
        [Delay(since=desk.day(since), until=desk.day(until or since)) for since, until in waited.put_off],
        today=desk.today,
    )


def _shown(judged: Judgement, model: str, order: str | None, policy: WarrantyPolicy) -> Entitlement:
    case, decision = judged.case, judged.decision
    return Entitlement(
        unit=case.unit.sale.serial,
        model=model,
        use_class=case.unit.sale.use,
        fault=case.fault,
        order=order,
        reported_on=case.reported_on,
        since=case.unit.since,
        proof=case.unit.proof,
        answer=decision.answer,
        choices=decision.choices,
        rule=decision.rule,
        until=decision.until,
        means=MEANINGS[decision.answer],
        reasons=decision.reasons,
        parts=tuple(
            PartAnswer(part=part, component=judged.failed[part], answer=one.answer, rule=one.rule, until=one.until)
            for part, one in judged.decisions.items()
        ),
        earlier_repairs=case.repairs_of_it,
        unvisited_days=case.unvisited_days,
        recognised_for_claims=decision.recognised_for_claims,
        card_due_on=card_due_on(case.unit.sale.sold_on, policy),
    )

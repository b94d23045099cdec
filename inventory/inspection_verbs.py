"""What is done with an inspection, one function a verb (V3), and what its answers ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from inventory.check_lists import Answer, CheckItem, CheckList, fits, is_good, list_of
from inventory.inspection_plans import DueVisit, InspectionPlan
from inventory.inspections import (
    TRANSITIONS,
    Finding,
    Inspection,
    InspectionIncomplete,
    InspectionWrongState,
    NoCheckList,
    RepairProposal,
    State,
    Verb,
)
from refusals import FieldProblem, Text, in_range, not_in_past_of, plain_text, refuse_all, unique, unknown, with_offset

MOST_ANSWERS = 10_000


def after(inspection: Inspection, verb: Verb) -> State:
    """:raises InspectionWrongState: it stands where this can't be said."""
    if inspection.state not in TRANSITIONS[verb]:
        raise InspectionWrongState(number=inspection.number, state=inspection.state, verb=verb)
    return TRANSITIONS[verb][inspection.state]


def inspection_of(plan: InspectionPlan, due: DueVisit) -> Inspection:
    """What is due by a plan, of the equipment that it has now."""
    return Inspection(
        number=due.number,
        plan=plan.number,
        customer=plan.customer,
        node=plan.node,
        period=due.period,
        equipment=plan.equipment,
    )


def begin(
    inspection: Inspection,
    lists: Iterable[CheckList],
    *,
    visit: str,
    visited_at: datetime,
    report_due_at: datetime,
) -> Inspection:
    """It was visited, and is answered by the check lists of that day; ``lists`` holds one a kind.

    :raises InspectionWrongState: :raises NoCheckList: for all kinds that have none. :raises Invalid: times without offset,
    or the report is due before the visit.
    """
    state = after(inspection, Verb.BEGIN)
    refuse_all(
        with_offset("visited_at", visited_at),
        with_offset("report_due_at", report_due_at),
        not_in_past_of("report_due_at", report_due_at, visited_at, "visited_at"),
    )
    kinds = sorted({one.kind for one in inspection.equipment})
    found = {one.kind: one for one in lists}
    missing = [kind for kind in kinds if kind not in found]
    if missing:
        raise NoCheckList(number=inspection.number, kinds=", ".join(missing))
    return replace(
        inspection,
        state=state,
        visit=visit,
        visited_at=visited_at,
        report_due_at=report_due_at,
        lists=tuple(found[kind] for kind in kinds),
    )


def answer(inspection: Inspection, answers: Sequence[Answer]) -> Inspection:
    """Write down what was found; the last answer to an item counts, so what is sent again changes nothing.

    :raises InspectionWrongState: :raises Invalid: an item isn't on the list, or is answered in another form.
    """
    state = after(inspection, Verb.ANSWER)
    items = _items(inspection)
    refuse_all(
        in_range("answers", len(answers), 1, MOST_ANSWERS),
        unique("answers", [f"{one.equipment} {one.item}" for one in answers]),
        *(_wrong_answer(f"answers.{i}", one, items) for i, one in enumerate(answers)),
    )
    known = {(one.equipment, one.item): one for one in (*inspection.answers, *answers)}
    return replace(inspection, state=state, answers=tuple(known[key] for key in items if key in known))


def _items(inspection: Inspection) -> dict[tuple[str, str], CheckItem]:
    """What is to be answered, in the order in which one goes through it."""
    return {
        (one.code, item.code): item
        for one in inspection.equipment
        if (list_ := list_of(one.kind, inspection.lists)) is not None
        for item in list_.items
    }


def _wrong_answer(path: str, told: Answer, items: Mapping[tuple[str, str], CheckItem]) -> FieldProblem | None:
    item = items.get((told.equipment, told.item))
    if item is None:
        return unknown(path, f"{told.equipment} {told.item}")
    return fits(path, told, item)


def report(inspection: Inspection, *, by: str, summary: str, now: datetime) -> Inspection:
    """The report is made; all is answered.

    :raises InspectionWrongState: :raises InspectionIncomplete: :raises Invalid: the summary is too long.
    """
    state = after(inspection, Verb.REPORT)
    refuse_all(plain_text("summary", summary, most=5000), with_offset("now", now))
    answered = {(one.equipment, one.item) for one in inspection.answers}
    missing = [f"{equipment} {item}" for equipment, item in _items(inspection) if (equipment, item) not in answered]
    if missing:
        raise InspectionIncomplete(number=inspection.number, count=len(missing), summary=", ".join(missing[:20]))
    return replace(inspection, state=state, reported_by=by, reported_at=now, summary=summary)


def fall_late(inspection: Inspection, *, now: datetime) -> Inspection:
    """Its report is overdue. :raises InspectionWrongState: :raises Invalid: it isn't yet."""
    state = after(inspection, Verb.FALL_LATE)
    due_at = inspection.report_due_at
    early = Text(en="must be after report_due_at", zh="应晚于 report_due_at")
    refuse_all(FieldProblem("now", "too_early", early, now.isoformat()) if due_at is None or now <= due_at else None)
    return replace(inspection, state=state)


def cancel(inspection: Inspection) -> Inspection:
    """Nobody goes there. :raises InspectionWrongState:"""
    return replace(inspection, state=after(inspection, Verb.CANCEL))


def findings(inspection: Inspection) -> tuple[Finding, ...]:
    """The items that were not good, in the order of the list."""
    items = _items(inspection)
    of = {one.code: one for one in inspection.equipment}
    return tuple(
        Finding(equipment=of[one.equipment], item=items[one.equipment, one.item], answer=one)
        for one in inspection.answers
        if not is_good(one, items[one.equipment, one.item])
    )


def propose_repairs(inspection: Inspection) -> list[RepairProposal]:
    """One repair for each piece of equipment with findings, the worst first among them."""
    found: dict[str, list[Finding]] = {}
    for one in findings(inspection):
        found.setdefault(one.equipment.code, []).append(one)
    return [_proposal(inspection, sorted(some, key=lambda one: one.item.fault_level)) for some in found.values()]


def _proposal(inspection: Inspection, found: Sequence[Finding]) -> RepairProposal:
    worst = found[0]
    return RepairProposal(
        id=f"{inspection.number}/{worst.equipment.code}",
        customer=inspection.customer,
        node=inspection.node,
        equipment=worst.equipment,
        fault_level=worst.item.fault_level,
        fault=worst.item.fault,
        findings=tuple(found),
    )

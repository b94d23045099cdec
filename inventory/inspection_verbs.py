"""What is done with an inspection, one function a verb (V3), and what its answers ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from inventory.check_lists import Answer, CheckItem, CheckList, fits, is_good, list_of
from inventory.inspection_plans import DueVisit, Equipment, InspectionPlan, InspectionPolicy
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
from refusals import FieldProblem, Text, in_range, not_in_past_of, plain_text, refuse_all, unknown, with_offset

MOST_ANSWERS = 10_000
MOST_NOTE = 2000
"""Characters of an order's note."""


def after(inspection: Inspection, verb: Verb) -> State:
    """:raises InspectionWrongState: it stands where this can't be said."""
    if inspection.state not in TRANSITIONS[verb]:
        raise InspectionWrongState(number=inspection.number, state=inspection.state, verb=verb)
    return TRANSITIONS[verb][inspection.state]


def inspection_of(plan: InspectionPlan, due: DueVisit, policy: InspectionPolicy, *, order: str) -> Inspection:
    """What is due by a plan, of the equipment that it has now, to be visited by a service order."""
    return Inspection(
        number=due.number,
        plan=plan.number,
        customer=plan.customer,
        node=plan.node,
        order=order,
        period=due.period,
        equipment=plan.equipment,
        report_working_days=policy.report_working_days,
    )


def begin(inspection: Inspection, lists: Iterable[CheckList], *, visit: str) -> Inspection:
    """Somebody is there: it is answered by the check lists of that day; ``lists`` holds one a kind.

    :raises InspectionWrongState: :raises NoCheckList: for all kinds that have none.
    """
    state = after(inspection, Verb.BEGIN)
    kept = kept_lists(inspection.number, inspection.equipment, lists)
    return replace(inspection, state=state, visit=visit, lists=kept)


def kept_lists(number: str, equipment: Iterable[Equipment], lists: Iterable[CheckList]) -> tuple[CheckList, ...]:
    """The list of each kind among ``equipment``. :raises NoCheckList: for all kinds that have none."""
    kinds = sorted({one.kind for one in equipment})
    found = {one.kind: one for one in lists}
    missing = [kind for kind in kinds if kind not in found]
    if missing:
        raise NoCheckList(number=number, kinds=", ".join(missing))
    return tuple(found[kind] for kind in kinds)


def end_visit(inspection: Inspection, *, visit: str, visited_at: datetime, report_due_at: datetime) -> Inspection:
    """Nobody needs to go there any more, and the report is due.

    :raises InspectionWrongState: :raises Invalid: times without offset, or the report is due before the visit.
    """
    state = after(inspection, Verb.END_VISIT)
    refuse_all(
        with_offset("visited_at", visited_at),
        with_offset("report_due_at", report_due_at),
        not_in_past_of("report_due_at", report_due_at, visited_at, "visited_at"),
    )
    return replace(inspection, state=state, visit=visit, visited_at=visited_at, report_due_at=report_due_at)


def answer(inspection: Inspection, answers: Sequence[Answer], *, since: datetime, until: datetime) -> Inspection:
    """Take in what was found, between ``since`` and ``until``. Of an item the latest answer counts, by its own time: so what
    comes late, twice or out of order comes to the same, also when the report is made.

    :raises InspectionWrongState: :raises Invalid: an item isn't on the list, or is answered in another form or at another time.
    """
    refuse_all(in_range("answers", len(answers), 1, MOST_ANSWERS))
    known = {(one.equipment, one.item): one for one in inspection.answers}
    merged = dict(known)
    for one in answers:
        key = (one.equipment, one.item)
        merged[key] = max(merged.get(key, one), one, key=_rank)
    if merged == known:
        return inspection
    state = after(inspection, Verb.ANSWER)
    items = items_of(inspection)
    refuse_all(
        *(_wrong_answer(f"answers.{i}", one, items) for i, one in enumerate(answers)),
        *(_wrong_time(f"answers.{i}.at", one.at, since, until) for i, one in enumerate(answers)),
    )
    return replace(inspection, state=state, answers=tuple(merged[key] for key in items if key in merged))


def _rank(told: Answer) -> tuple[datetime, str]:
    """Of two of the same moment either will do, but always the same one."""
    return told.at, repr(told)


def _wrong_time(path: str, at: datetime, since: datetime, until: datetime) -> FieldProblem | None:
    if at > until:
        return FieldProblem(path, "too_late", Text(en="must not lie ahead", zh="不能晚于当前时间"), at.isoformat())
    early = Text(en=f"must not be before {since.isoformat()}", zh=f"不能早于 {since.isoformat()}")
    return FieldProblem(path, "too_early", early, at.isoformat()) if at < since else None


def items_of(inspection: Inspection) -> dict[tuple[str, str], CheckItem]:
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


def unanswered(inspection: Inspection) -> list[tuple[str, str]]:
    """Equipment and item of all that is still to be looked at."""
    answered = {(one.equipment, one.item) for one in inspection.answers}
    return [key for key in items_of(inspection) if key not in answered]


def report(inspection: Inspection, *, by: str, summary: str, now: datetime) -> Inspection:
    """The report is made; all is answered.

    :raises InspectionWrongState: :raises InspectionIncomplete: :raises Invalid: the summary is too long.
    """
    state = after(inspection, Verb.REPORT)
    refuse_all(plain_text("summary", summary, most=5000), with_offset("now", now))
    missing = [f"{equipment} {item}" for equipment, item in unanswered(inspection)]
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
    items = items_of(inspection)
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


def describe(proposal: RepairProposal) -> str:
    """What the order's note says."""
    found = "；".join(_said(one) for one in proposal.findings)
    return f"巡检 {proposal.inspection} 发现 {proposal.equipment.code} {proposal.equipment.name}：{found}"[:MOST_NOTE]


def _said(found: Finding) -> str:
    told = found.answer
    measured = "" if told.measured is None else f"（{told.measured} {found.item.unit}）"
    return f"{found.item.text_zh}{measured}" + (f"，{told.note}" if told.note else "")


def _proposal(inspection: Inspection, found: Sequence[Finding]) -> RepairProposal:
    worst = found[0]
    return RepairProposal(
        id=f"{inspection.number}/{worst.equipment.code}",
        inspection=inspection.number,
        customer=inspection.customer,
        node=inspection.node,
        equipment=worst.equipment,
        fault_level=worst.item.fault_level,
        fault=worst.item.fault,
        findings=tuple(found),
    )

"""The report of an inspection as paper: each piece of equipment with its items, what was found, and what follows (V3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fieldops.documents.codes import qr
from fieldops.documents.printing import Document
from fieldops.store import inspections, network, orders, visits
from fieldops.store.reach import everywhere
from inventory.check_lists import Answer, CheckItem, CheckList, ItemKind, is_good
from inventory.inspection_plans import Equipment
from inventory.inspections import State
from refusals import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """``found`` is what was measured or written; ``yes`` and ``no`` stand for themselves. ``limits`` of a measure are as they
    are printed, ``good`` is None for what was skipped or not answered."""

    text_zh: str
    text_en: str
    kind: ItemKind
    limits: str
    yes: bool | None
    found: str
    skipped: str
    good: bool | None
    fault_level: int
    note: str
    photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEquipment:
    code: str
    name: str
    kind: str
    version: int
    unit: str
    lines: list[ReportLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRepair:
    equipment: str
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionReport:
    """``bad`` counts the lines that are not good, ``open`` those without an answer."""

    number: str
    qr: str
    state: State
    plan: str
    customer: str
    address: str
    node_zh: str
    node_en: str
    technician: str
    first: date
    last: date
    visited_at: datetime | None
    report_due_at: datetime | None
    reported_by: str
    reported_at: datetime | None
    late: bool
    summary: str
    items: int
    bad: int
    open: int
    equipment: list[ReportEquipment]
    repairs: list[ReportRepair]


async def of_inspection(number: str) -> Document:
    """:raises NotFound: there is none, or nobody has begun it."""
    inspection = (await inspections.inspection(number)).value
    if not inspection.lists or inspection.visit is None:
        raise NotFound(kind="inspection report", key=number)
    async with (
        everywhere()
    ):  # who may read the inspection may read its paper, whoever else sees the customer or the node
        customer = (await orders.customers([inspection.customer]))[inspection.customer]
        node = (await network.nodes([inspection.node]))[inspection.node]
        visit = (await visits.visit(inspection.visit)).value
        staff = await network.technicians([visit.technician] if visit.technician else [])
    lists = {one.kind: one for one in inspection.lists}
    answers = {(one.equipment, one.item): one for one in inspection.answers}
    equipment = [_equipment(one, lists[one.kind], answers) for one in inspection.equipment]
    lines = [line for one in equipment for line in one.lines]
    values = InspectionReport(
        number=number,
        qr=qr(number),
        state=inspection.state,
        plan=inspection.plan,
        customer=f"{customer.code}  {customer.name}",
        address=customer.address,
        node_zh=node.name_zh,
        node_en=node.name_en,
        technician="  ".join(filter(None, (visit.technician, *(one.name_zh for one in staff.values())))),
        first=inspection.period.first,
        last=inspection.period.last,
        visited_at=inspection.visited_at,
        report_due_at=inspection.report_due_at,
        reported_by=inspection.reported_by or "",
        reported_at=inspection.reported_at,
        late=inspection.was_late,
        summary=inspection.summary,
        items=len(lines),
        bad=sum(line.good is False for line in lines),
        open=len(lines) - len(answers),
        equipment=equipment,
        repairs=[ReportRepair(equipment=one.equipment, order=one.order) for one in await inspections.repairs(number)],
    )
    return Document(template="inspection_report", name=f"inspection-{number.replace('/', '-')}", values=values)


def _equipment(equipment: Equipment, list_: CheckList, answers: Mapping[tuple[str, str], Answer]) -> ReportEquipment:
    return ReportEquipment(
        code=equipment.code,
        name=equipment.name,
        kind=equipment.kind,
        version=list_.version,
        unit=equipment.unit or "",
        lines=[_line(item, answers.get((equipment.code, item.code))) for item in list_.items],
    )


def _line(item: CheckItem, told: Answer | None) -> ReportLine:
    measured = "" if told is None or told.measured is None else f"{told.measured} {item.unit}"
    return ReportLine(
        text_zh=item.text_zh,
        text_en=item.text_en,
        kind=item.kind,
        limits=_limits(item),
        yes=told.yes if told else None,
        found=measured or (told.text if told else ""),
        skipped=told.skipped if told else "",
        good=None if told is None or told.skipped else is_good(told, item),
        fault_level=item.fault_level,
        note=told.note if told else "",
        photos=len(told.photos) if told else 0,
    )


def _limits(item: CheckItem) -> str:
    if item.kind is not ItemKind.MEASURE:
        return ""
    low = "" if item.least is None else f"≥ {item.least}"
    high = "" if item.most is None else f"≤ {item.most}"
    return f"{', '.join(filter(None, (low, high)))} {item.unit}"

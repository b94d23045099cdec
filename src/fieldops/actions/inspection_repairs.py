"""What an inspection found becomes repair orders, each once (V3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fieldops.actions import orders
from fieldops.actions.desk import Desk
from fieldops.store import inspections as store
from fieldops.store.inspections import Repair
from inventory.inspection_verbs import describe, propose_repairs
from inventory.inspections import RepairProposal
from inventory.network import is_code
from inventory.orders import OrderKind, ServiceOrder
from refusals import FieldProblem, Invalid, Text, refuse_all, unique, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairWanted:
    """For what was found on a piece of equipment; ``unit`` and ``fault`` where the proposal has none, or others than it has."""

    equipment: str
    unit: str | None = None
    fault: str | None = None

    def __post_init__(self) -> None:
        refuse_all(is_code("equipment", self.equipment))


async def register(number: str, wanted: Sequence[RepairWanted], desk: Desk) -> list[Repair]:
    """Register the repairs that are proposed, or those of them that are ``wanted``; all that there are then. Done again it
    registers none twice.

    :raises NotFound: :raises Invalid: nothing was found there; a repair has no machine or fault, or unknown ones.
    """
    inspection = (await store.locked(number)).value
    proposals = {one.equipment.code: one for one in propose_repairs(inspection)}
    asked = [
        (f"repairs.{i}", one) for i, one in enumerate(wanted or [RepairWanted(equipment=code) for code in proposals])
    ]
    refuse_all(
        unique("repairs", [one.equipment for _, one in asked]),
        *(unknown(f"{path}.equipment", one.equipment) for path, one in asked if one.equipment not in proposals),
    )
    there = {one.equipment for one in await store.repairs(number)}
    completed = [(path, _completed(proposals[one.equipment], one)) for path, one in asked if one.equipment not in there]
    refuse_all(*(problem for path, one in completed for problem in _missing(path, one)))
    numbers = await _registered([(path, _order(one, desk)) for path, one in completed], desk)
    for order, (_, one) in zip(numbers, completed, strict=True):
        await store.add_repair(
            number, Repair(equipment=one.equipment.code, order=order, made_by=desk.by, made_at=desk.now)
        )
    return await store.repairs(number)


def _completed(proposal: RepairProposal, wanted: RepairWanted) -> RepairProposal:
    equipment = replace(proposal.equipment, unit=wanted.unit or proposal.equipment.unit)
    return replace(proposal, equipment=equipment, fault=wanted.fault or proposal.fault)


def _missing(path: str, proposal: RepairProposal) -> Iterator[FieldProblem]:
    code = proposal.equipment.code
    text = Text(en=f"must be given: the proposal for {code} has none", zh=f"{code} 的建议中没有，必须填写")
    for name, held in (("unit", proposal.equipment.unit), ("fault", proposal.fault)):
        if held is None:
            yield FieldProblem(f"{path}.{name}", "missing", text)


def _order(proposal: RepairProposal, desk: Desk) -> ServiceOrder:
    return ServiceOrder(
        kind=OrderKind.REPAIR,
        customer=proposal.customer,
        outlet=proposal.node,
        registered_at=desk.now,
        unit=proposal.equipment.unit,
        fault=proposal.fault,
        fault_level=proposal.fault_level,
        note=describe(proposal),
    )


async def _registered(asked: Sequence[tuple[str, ServiceOrder]], desk: Desk) -> list[str]:
    """Their numbers. :raises Invalid: with the paths of what was wanted."""
    try:
        return [order.number or "" for order in await orders.register([order for _, order in asked], desk)]
    except Invalid as invalid:
        raise Invalid([_of(problem, asked) for problem in invalid.problems]) from invalid


def _of(problem: FieldProblem, asked: Sequence[tuple[str, ServiceOrder]]) -> FieldProblem:
    at, _, field = problem.path.partition(".")
    return replace(problem, path=f"{asked[int(at)][0]}.{field}")
